"""Words of a page → rows in reading order; rows that repeat at the edges of the pages are marked as furniture. Pure geometry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from pipeline.parse.pdf_words import Leaf, Word

_SAME_ROW = 0.45  # of a font's height: a superscript is raised by about a third, the next line is a whole height away
_WIDE_GAP = 2.0  # of a font's height: no justified line has such a gap between two words
_LABEL_GAP = 0.55  # of a font's height: wider than a space (about 0.25)
_TOUCHING = 0.09  # of a font's height: two words so near that were drawn apart are one word ("1" and a raised "st")
_EDGE = 0.13  # of a page's height: where running heads and page numbers stand
_DRIFT = 8.0  # points by which the same running head may move from page to page
_NUMBERS_IN_HEAD = 6
_COLUMNS_GAP = 3.0  # of a font's height: as far apart may two groups of names in one pair of columns stand
_LINE_GAP = 1.6  # of a font's height: two lines of one paragraph are not so far apart
_LOOSER = 1.2  # by so much the distance of two names may vary in a list
_COLUMN_EDGE = 4.0  # points by which the left edge of one column may vary

_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*\|\s*p\s*a\s*g\s*e)?", re.IGNORECASE
)
_LIST_LABEL = re.compile(
    r"\(?(?:\d{1,3}[a-z]?|\d{1,3}(?:[./]\d{1,3})+|[a-zA-Z]|[ivxl]{1,6})[.):]*|[·•▪◦‣●○■□➢►✓\uf0b7\uf0a7\uf0d8\u2023\u2043§o–-]"
)
_ATTENDANCE = re.compile(
    r"(?:also )?(?:present|in attendance|attendance|attending|members|councillors|apologies|officers|absent)\b", re.IGNORECASE
)

_EdgeKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words of a row, up to a gap too wide for a space."""

    text: str
    x0: float
    right: float


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line of one page, or one row of a ruled table (`table`).

    `right` is the right edge of the words, `first_width` the width of the first word. `bold` means that all words but a list label
    are bold. `label_gap` means that a tab stands after the first word. `parts` are the runs between wide gaps. `after_column` tells that
    the row above it on the page stands in another column, so that their distance means nothing.
    """

    text: str
    page: int
    x0: float
    right: float
    baseline: float
    height: float
    bold: bool
    first_width: float
    label_gap: bool = False
    parts: tuple[Part, ...] = ()
    hyphen: bool = False
    opens: bool = False
    closes: bool = False
    table: bool = False
    furniture: bool = False
    after_column: bool = False


def build_rows(leaf: Leaf, tables: Iterable[Row] = (), taken: frozenset[int] = frozenset()) -> list[Row]:
    """Return the rows of a page from top to bottom, with the rows of its tables where the tables stand.

    `taken` holds the indexes of the words that stand in `tables`. A two-column list of who attended is read column by column.
    """
    lines: list[list[Word]] = []
    words = [word for n, word in enumerate(leaf.words) if n not in taken]
    for word in sorted(words, key=lambda word: -word.baseline):
        line = lines[-1] if lines else None
        if line and line[0].baseline - word.baseline < _SAME_ROW * max(line[0].height, word.height):
            line.append(word)
        else:
            lines.append([word])
    rows = [_row(sorted(line, key=lambda word: word.x0), leaf.number) for line in lines]
    rows.extend(tables)
    rows.sort(key=lambda row: -row.baseline)
    return _read_columns(rows)


def _row(words: Sequence[Word], page: int) -> Row:
    body = words[1:] if len(words) > 1 and _LIST_LABEL.fullmatch(words[0].text) else words
    height = median(word.height for word in body)
    parts: list[Part] = []
    previous: Word | None = None
    label_gap = False
    for n, word in enumerate(words):
        gap = word.x0 - previous.x1 if previous else 0.0
        label = n == 1 and bool(_LIST_LABEL.fullmatch(words[0].text))
        label_gap = label_gap or (label and gap > _LABEL_GAP * height)
        if previous is None or (gap > _WIDE_GAP * height and not label):
            parts.append(Part(word.text, word.x0, word.x1))
        else:
            touching = (word.glued or previous.glued) and abs(gap) < _TOUCHING * height
            parts[-1] = Part(f"{parts[-1].text}{'' if touching else ' '}{word.text}", parts[-1].x0, word.x1)
        previous = word
    text = " ".join(part.text for part in parts)
    return Row(
        text=text + ("-" if words[-1].hyphen else ""),
        page=page,
        x0=words[0].x0,
        right=words[-1].x1,
        baseline=median(word.baseline for word in words),
        height=height,
        bold=all(word.bold for word in body),
        first_width=words[0].x1 - words[0].x0,
        label_gap=label_gap,
        parts=tuple(parts),
        hyphen=words[-1].hyphen,
        opens=any(word.opens for word in words),
        closes=any(word.closes for word in words),
    )


def _read_columns(rows: list[Row]) -> list[Row]:
    """Return the rows with two-column attendance lists put column after column.

    Only lists that open with, or stand below, a word such as "Present" are read so: in the items, words side by side belong together
    (an action and its owner, a vote and its figure).
    """
    done: list[Row] = []
    n = 0
    while n < len(rows):
        end = _columns_end(rows, n)
        if end - n >= 2:
            edge = min(row.parts[1].x0 for row in rows[n:end] if len(row.parts) == 2)
            left: list[Row] = []
            right: list[Row] = []
            for row in rows[n:end]:
                for part in row.parts:
                    side = right if part.x0 >= edge - _COLUMN_EDGE else left
                    side.append(replace(row, text=part.text, x0=part.x0, right=part.right, parts=(part,), label_gap=False))
            done.extend(left)
            done.append(replace(right[0], after_column=True))
            done.extend(right[1:])
            n = end
        else:
            done.append(rows[n])
            n += 1
    return done


def _columns_end(rows: Sequence[Row], start: int) -> int:
    """Return where the two-column list that begins at row `start` ends; `start` itself when none begins there."""
    first = rows[start]
    opening = (*first.parts, *(rows[start - 1].parts if start else ()))
    if len(first.parts) != 2 or not any(_ATTENDANCE.match(part.text) for part in opening):
        return start
    edge = first.parts[1].x0
    end = last_pair = start + 1
    apart = False
    usual = _LINE_GAP
    for n in range(start + 1, len(rows)):
        row = rows[n]
        gap = (rows[n - 1].baseline - row.baseline) / row.height
        if n == start + 1:
            usual = max(usual, _LOOSER * gap)
        if gap > _COLUMNS_GAP or row.table or len(row.parts) > 2:
            break
        if len(row.parts) == 2:
            if abs(row.parts[1].x0 - edge) > _COLUMN_EDGE:
                break
            end = last_pair = n + 1
            apart = False
            continue
        if abs(row.x0 - edge) > _COLUMN_EDGE and row.right > edge - _COLUMN_EDGE:
            break
        apart = apart or gap > usual
        end = end if apart else n + 1
    return end if last_pair > start + 1 else start


def mark_furniture(pages: Sequence[tuple[Leaf, list[Row]]]) -> list[list[Row]]:
    """Return each page's rows with running heads, running feet and page numbers marked as furniture.

    A running head is a row at the edge of its page whose words (a page number aside) stand at the same height on at least two
    pages and on two pages out of five. Marks of the template that stand in such a row move to the row after it (or before it).
    """
    seen = Counter(key for leaf, rows in pages for key in {key for row in rows for key in _edge_keys(leaf, row)})
    least = max(2, round(0.4 * len(pages)))
    marked: list[list[Row]] = []
    last: tuple[list[Row], int] | None = None
    opens = False
    for leaf, rows in pages:
        page: list[Row] = []
        marked.append(page)
        if leaf.closes:
            _close(last)
        for n, row in enumerate(rows):
            keys = _edge_keys(leaf, row)
            repeated = any(seen[text, height + step] >= least for text, height in keys for step in (-1, 0, 1))
            numbered = (n <= 1 or n >= len(rows) - 2) and _PAGE_NUMBER.fullmatch(row.text)
            if keys and (repeated or numbered):
                opens = opens or row.opens
                if row.closes:
                    _close(last)
                page.append(replace(row, furniture=True, opens=False, closes=False))
            else:
                last = (page, len(page))
                page.append(replace(row, opens=row.opens or opens))
                opens = False
        opens = opens or leaf.opens
    return marked


def _close(last: tuple[list[Row], int] | None) -> None:
    """Note that an item ends with the last row of text so far."""
    if last:
        page, n = last
        page[n] = replace(page[n], closes=True)


def _edge_keys(leaf: Leaf, row: Row) -> set[_EdgeKey]:
    """Return what a running head has in common with that of another page, for a row at the edge of its page; nothing for other rows.

    That is its words and height, where one number in it may count the pages: it is taken as its distance from the page's number.
    """
    place = row.baseline / leaf.height if leaf.height else 0.5
    if _EDGE < place < 1 - _EDGE or row.table:
        return set()
    text = row.text.casefold()
    height = round(row.baseline / _DRIFT)
    keys = {(text, height)}
    for number in list(re.finditer(r"\d{1,4}", text))[:_NUMBERS_IN_HEAD]:
        keys.add((f"{text[: number.start()]}#{int(number[0]) - leaf.number}{text[number.end() :]}", height))
    return keys

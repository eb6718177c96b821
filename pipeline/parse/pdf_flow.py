"""Rows → paragraphs: wrapped lines joined, line-end hyphens resolved, paragraphs carried over page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.parse.pdf_layout import Row

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_LABEL = re.compile(
    r"(?:\(?(?:\d{1,3}[a-z]?|[a-zA-Z]|[ivxl]{1,6})[.)]|\([a-zA-Z]{2}\)|\d{1,3}(?:\.\d{1,3})+\.?"
    r"|[·•▪◦‣●○■□➢►✓\uf0b7\uf0a7\uf0d8\u2023\u2043§–o-])(?=\s)"
)
_HEADWORD = re.compile(
    r"(?:it was |the \w+ )?(?:resolved|agreed|decided|ordered|recommended|noted|decision|recommendation|action)s?\W*", re.IGNORECASE
)
_RESOLUTION = re.compile(r"(?:RESOLVED|AGREED|ORDERED|RECOMMENDED|NOTED|Resolved|Decision|ACTION)\b")
_ENDED = re.compile(r"[.:;?!…][\"'’”)\]]*$")

_STEP = 6.0  # points; a smaller difference of left edges is no indent
_LARGE_GAP = 1.28  # of the usual distance of two lines
_LOOSE = 1.3  # of a font's height: larger than the distance of lines set in single spacing
_MANY = 12  # lines at one distance that make it the usual one, however large
_ENOUGH = 8  # lines that run on, to know the right margin from them
_SLACK = 2.0  # of a font's height; a line that ends by so much too early, its next word considered, ended on purpose

# First parts that English hardly ever divides from the rest of an unhyphenated word, so the hyphen belongs to the word …
_SURE_FIRST_PARTS = frozenset(
    [
        "co",
        "cross",
        "decision",
        "face",
        "follow",
        "half",
        "large",
        "multi",
        "non",
        "peer",
        "quasi",
        "self",
        "single",
        "three",
        "two",
        "well",
        "year",
    ]
)
# … and first parts that it does ("inter-agency", but "inter-" + "vention"): the hyphen stays if the second part is a word of the document.
_POSSIBLE_FIRST_PARTS = frozenset(
    [
        "all",
        "anti",
        "child",
        "early",
        "ex",
        "far",
        "first",
        "full",
        "hard",
        "high",
        "home",
        "in",
        "inter",
        "joint",
        "key",
        "late",
        "life",
        "long",
        "low",
        "mid",
        "off",
        "on",
        "one",
        "out",
        "part",
        "post",
        "pre",
        "re",
        "school",
        "second",
        "semi",
        "short",
        "small",
        "sub",
        "third",
        "under",
    ]
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, list entry, heading or table row; `page` is where it begins.

    `spaced` tells that a larger gap stands above it. `bold` and `capitals` describe all of it; `opens` and `closes` tell that the
    template's item marker stands before or after it.
    """

    text: str
    page: int
    x0: float
    bold: bool = False
    capitals: bool = False
    spaced: bool = False
    opens: bool = False
    closes: bool = False
    table: bool = False
    furniture: bool = False


def build_paragraphs(pages: Iterable[Sequence[Row]], width: float) -> list[Paragraph]:
    """Return the paragraphs of a document whose pages are `width` points wide. Furniture rows stay single paragraphs, after the paragraph that they interrupt."""
    rows = [row for page in pages for row in page]
    body = [row for row in rows if not row.furniture]
    measure = _Measure(body, width)
    words = _whole_words(body)
    done: list[Paragraph] = []
    held: list[Row] = []
    furniture: list[Row] = []
    spaced = False
    for row in rows:
        if row.furniture:
            furniture.append(row)
            continue
        if held and (row.opens or held[-1].closes or measure.breaks(held, row)):
            done.append(_paragraph(held, words, spaced))
            spaced = measure.is_large_gap(held[-1], row) and not (row.table and held[-1].table)
            held = []
        if not held:
            done.extend(_furniture(furniture))
            furniture = []
        held.append(row)
    if held:
        done.append(_paragraph(held, words, spaced))
    done.extend(_furniture(furniture))
    return done


def _whole_words(rows: Sequence[Row]) -> Counter[str]:
    """Return how often each word stands in the document, without the parts of words that a line's end divides."""
    words: Counter[str] = Counter()
    divided = False
    for row in rows:
        found = [word.casefold() for word in _WORD.findall(row.text)]
        first = 1 if divided else 0
        divided = row.hyphen or row.text.endswith(("-", "\u00ad", "\u2010"))
        words.update(found[first : len(found) - divided])
    return words


class _Measure:
    """What is usual in a document: the distance of two lines, and the right margin."""

    def __init__(self, rows: Sequence[Row], width: float) -> None:
        height = median([row.height for row in rows]) if rows else 13.0
        steps = Counter(
            round((one.baseline - other.baseline) * 2) / 2
            for one, other in pairwise(rows)
            if one.page == other.page and 0.8 * other.height < one.baseline - other.baseline < 3 * other.height
        )
        self._leading = min((step for step, times in steps.items() if times >= 0.1 * steps.total()), default=height)
        if self._leading > _LOOSE * height and steps[self._leading] < _MANY:
            self._leading = height  # a few lines that all stand apart: the usual distance does not occur
        # Only lines that certainly run on show where the right margin is; with too few of them it is taken to be as wide as the left one.
        edges = sorted(
            one.right
            for one, other in pairwise(rows)
            if not (one.table or other.table)
            and other.text[:1].islower()
            and not _ENDED.search(one.text)
            and one.page == other.page
        )
        left = min((row.x0 for row in rows), default=0.0)
        self._margin = edges[int(0.97 * (len(edges) - 1))] if len(edges) >= _ENOUGH else width - left

    def is_large_gap(self, before: Row, row: Row) -> bool:
        """Return whether more than the usual distance lies between two rows of one page."""
        return before.page == row.page and before.baseline - row.baseline > _LARGE_GAP * max(self._leading, 0.9 * row.height)

    def _ended_early(self, before: Row, row: Row) -> bool:
        """Return whether the first word of `row` would have found room behind `before`."""
        return before.right + row.first_width + _SLACK * row.height < self._margin

    def breaks(self, held: Sequence[Row], row: Row) -> bool:
        """Return whether `row` begins a new paragraph after the rows of the present one."""
        before = held[-1]
        if row.table or before.table or row.after_column:
            return True
        if before.hyphen and row.text[:1].islower():
            return False
        same_page = before.page == row.page
        if same_page and (self.is_large_gap(before, row) or before.baseline <= row.baseline):
            return True
        early = self._ended_early(before, row)
        ended = bool(_ENDED.search(before.text))
        moved = abs(row.x0 - before.x0) > _STEP
        if _LABEL.match(row.text) and (row.label_gap or moved or early or ended or not same_page):
            return True
        if row.text[:1].islower() and not ended:
            return False
        if before.bold != row.bold or abs(before.height - row.height) > 1.5 or is_capitals(before.text) != is_capitals(row.text):
            return True
        if _HEADWORD.fullmatch(before.text) or (ended and _RESOLUTION.match(row.text)):
            return True
        if not same_page:
            return early or (ended and not row.text[:1].islower())
        if early:
            return True
        return ended and self._indented_anew(held, row)

    def _indented_anew(self, held: Sequence[Row], row: Row) -> bool:
        """Return whether the row's left edge begins a paragraph: a first line set in, or a step back left of the lines before."""
        before = held[-1]
        if len(held) == 1:
            hanging = _LABEL.match(held[0].text) is not None
            return (row.x0 > before.x0 + _STEP and not hanging) or row.x0 < before.x0 - _STEP
        return abs(row.x0 - before.x0) > _STEP


def is_capitals(text: str) -> bool:
    """Return whether a text of at least four letters has capitals only."""
    return text.upper() == text and sum(letter.isalpha() for letter in text) >= 4


def _paragraph(rows: Sequence[Row], words: Counter[str], spaced: bool) -> Paragraph:
    text = rows[0].text
    for before, row in pairwise(rows):
        text = _join(text, row.text, before.hyphen, words)
    return Paragraph(
        text=text,
        page=rows[0].page,
        x0=rows[0].x0,
        bold=all(row.bold for row in rows),
        capitals=is_capitals(text),
        opens=rows[0].opens,
        spaced=spaced,
        closes=rows[-1].closes,
        table=rows[0].table,
    )


def _furniture(rows: Iterable[Row]) -> list[Paragraph]:
    return [Paragraph(row.text, row.page, row.x0, furniture=True) for row in rows]


def _join(text: str, following: str, printed_hyphen: bool, words: Counter[str]) -> str:
    """Return two lines as one text; a hyphen between them stays, or goes when it only divides a word."""
    if text.endswith("\u00ad"):
        return text[:-1] + following
    if not (printed_hyphen or re.search(r"\w[-\u2010]$", text)):
        return text + following if re.search(r"\w[–/]$", text) and following[:1].isalnum() else f"{text} {following}"
    first = re.search(r"([A-Za-z]+)[-\u2010]$", text)
    second = re.match(r"[A-Za-z]+", following)
    if not first or not second or not following[0].islower():
        return text + following
    one, other = first[1].casefold(), second[0].casefold()
    if words[one + other]:
        return text[:-1] + following
    compound = words[f"{one}-{other}"] or one in _SURE_FIRST_PARTS or text[first.start() - 1 : first.start()] == "-"
    two_words = len(other) >= 3 and words[other] and (words[one] or one in _POSSIBLE_FIRST_PARTS)
    return text + following if compound or two_words else text[:-1] + following

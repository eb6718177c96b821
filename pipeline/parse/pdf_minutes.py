"""Paragraphs of a PDF → what document it is, whose meeting it minutes, and the role of each line.

The grammar is that of printed council minutes: name of the council, body, "MINUTES OF THE MEETING HELD ON …", who attended, then items
under numbered headings. Agenda packs hold minutes of earlier meetings and are therefore never read as minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.records import PageKind
from pipeline.models import Line, LineRole
from pipeline.parse.headings import find_dates
from pipeline.parse.pdf_flow import Paragraph, is_capitals
from pipeline.parse.pdf_head import find_committee, find_meeting_date
from pipeline.parse.pdf_kind import FRONT, find_document_kind, is_attendance, is_title_of_minutes

_SAME_EDGE = 9.0  # points by which the left edge of item numbers may vary
_LONGEST_TITLE = 40  # words
_LARGEST_STEP = 30  # items that may be missing between two headings of a document (withdrawn or exempt ones)

_HEADING = re.compile(r"(?P<number>(?:[A-Z]{1,5}[ ./-]?)?\d{1,4}(?:/\d{2,4})?[A-Za-z]?)(?P<stop>[.):]?)(?:\s+(?P<title>\S.*))?")
_MONTH = re.compile(
    r"(?:st|nd|rd|th)?\s*(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.IGNORECASE
)
_CLOSING = re.compile(
    r"(?:the )?meeting (?:closed|ended|finished|concluded|terminated|was closed|started|commenced|opened|began)\b|duration of (?:the )?meeting"
    r"|(?:signed|dated?|chair(?:man|person|woman)?)\b[ :]*[.…_]{3,}|[.…_ ]{6,}$|chair(?:man|person|woman)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the paragraphs of a PDF say: the fields of `pipeline.models.Page` that are not known before."""

    page_kind: PageKind
    title: str | None
    lines: tuple[Line, ...]
    committee: str | None = None
    meeting_date: date | None = None
    warnings: tuple[str, ...] = ()


def read_paragraphs(paragraphs: Sequence[Paragraph]) -> Reading:
    """Return kind, title, committee, date and lines of a document. The lines of a pack are furniture: no item may grow from them."""
    kind, reason = find_document_kind(paragraphs)
    if kind is PageKind.MINUTES_PDF:
        return _read_minutes(paragraphs)
    pack = reason is not None and "pack" in reason
    lines = _lines(
        (paragraph, _plain(LineRole.FURNITURE if pack or paragraph.furniture else LineRole.TEXT, paragraph))
        for paragraph in paragraphs
    )
    title = next((paragraph.text for paragraph in paragraphs if not paragraph.furniture and len(paragraph.text) > 3), None)
    return Reading(kind, title, lines, warnings=(reason,) if reason else ())


def _read_minutes(paragraphs: Sequence[Paragraph]) -> Reading:
    warnings: list[str] = []
    starts = _marked_starts(paragraphs) or _numbered_starts(paragraphs)
    first = min(starts, default=None)
    preamble = [paragraph for paragraph in paragraphs[: first if first is not None else FRONT] if paragraph.page <= 2]
    meeting_date = find_meeting_date(preamble)
    committee = find_committee(preamble)
    if first is None:
        first = 1 + max((n for n, paragraph in enumerate(preamble) if _is_head(paragraph)), default=-1)
        warnings.append("no item headings were found; the minutes are kept as one text")
    if meeting_date is None:
        warnings.append("the minutes do not say when the meeting was held")
    end = _closing(paragraphs, first)
    pieces: list[tuple[Paragraph, tuple[tuple[str, LineRole], ...]]] = []
    for n, paragraph in enumerate(paragraphs):
        if paragraph.furniture or n < first or n >= end:
            pieces.append((paragraph, _plain(LineRole.FURNITURE, paragraph)))
        else:
            pieces.append((paragraph, starts.get(n) or _plain(LineRole.TEXT, paragraph)))
    title = next(
        (paragraph.text for paragraph in preamble if is_title_of_minutes(paragraph.text)),
        committee,
    )
    return Reading(PageKind.MINUTES_PDF, title, _lines(pieces), committee, meeting_date, tuple(warnings))


def _plain(role: LineRole, paragraph: Paragraph) -> tuple[tuple[str, LineRole], ...]:
    return ((paragraph.text, role),)


def _lines(pieces: Iterable[tuple[Paragraph, tuple[tuple[str, LineRole], ...]]]) -> tuple[Line, ...]:
    """Return the lines, a blank one above each paragraph of text that stands apart on the page."""
    lines: list[Line] = []
    for paragraph, parts in pieces:
        for n, (text, role) in enumerate(parts):
            if n == 0 and role is LineRole.TEXT and paragraph.spaced and lines:
                lines.append(Line("", LineRole.TEXT, paragraph.page))
            lines.append(Line(text, role, paragraph.page))
    return tuple(lines)


def _split_heading(text: str) -> tuple[str, str] | None:
    """Return number and title of a numbered heading ("" when the number stands alone), or None."""
    found = _HEADING.fullmatch(text)
    if not found or (found["title"] and _MONTH.match(found["title"])):
        return None
    prefixed = found["number"][0].isalpha()
    if prefixed and not (found["stop"] or "/" in found["number"]):
        return None
    return found["number"], found["title"] or ""


_Starts = dict[int, tuple[tuple[str, LineRole], ...]]


def _marked_starts(paragraphs: Sequence[Paragraph]) -> _Starts:
    """Return the items that the template's `<AIn>` markers open, by the index of their first paragraph."""
    starts: _Starts = {}
    title_follows = False
    for n, paragraph in enumerate(paragraphs):
        if paragraph.furniture:
            continue
        if title_follows:
            title_follows = False
            if _is_title(paragraph):
                starts[n] = ((paragraph.text, LineRole.ITEM_TITLE),)
                continue
        if not paragraph.opens:
            continue
        heading = _split_heading(paragraph.text)
        if heading:
            starts[n] = _heading_roles(*heading)
            title_follows = not heading[1]
        elif len(paragraph.text.split()) <= _LONGEST_TITLE and not paragraph.table:
            starts[n] = ((paragraph.text, LineRole.ITEM_TITLE),)
    return starts


def _numbered_starts(paragraphs: Sequence[Paragraph]) -> _Starts:
    """Return the items under numbered headings: bold or in capitals, at one left edge, the numbers ascending over the document.

    Where no numbered line stands out in print, plain titles count, if they are short, end without a full stop and run on without a gap.
    """
    candidates = list(_candidates(paragraphs, styled=True)) or list(_candidates(paragraphs, styled=False))
    if not candidates:
        return {}
    styled = _styled(paragraphs[candidates[0][0]]) or candidates[0][3] is not None
    edge = min(paragraphs[n].x0 for n, *_ in candidates)
    starts: _Starts = {}
    last: tuple[int, str] | None = None
    capitals: bool | None = None
    for n, number, title, title_at in candidates:
        heading = paragraphs[n if title_at is None else title_at]
        in_capitals = is_capitals(title or heading.text)
        step = _step(last, number)
        if (
            abs(paragraphs[n].x0 - edge) > _SAME_EDGE
            or not 0 < step <= (_LARGEST_STEP if styled else 1)
            or (capitals and not in_capitals)
        ):
            continue
        capitals = in_capitals if capitals is None else capitals
        last = _ordinal(number)
        starts[n] = _heading_roles(number, title)
        if title_at is not None:
            starts[title_at] = ((heading.text, LineRole.ITEM_TITLE),)
    return starts


def _candidates(paragraphs: Sequence[Paragraph], styled: bool) -> Iterator[tuple[int, str, str, int | None]]:
    """Yield index, number and title of each paragraph that may be a heading, and the index of a title that follows apart."""
    body = [n for n, paragraph in enumerate(paragraphs) if not paragraph.furniture]
    for here, n in enumerate(body):
        paragraph = paragraphs[n]
        heading = None if paragraph.table else _split_heading(paragraph.text)
        if not heading:
            continue
        number, title = heading
        if title:
            stands_out = paragraph.bold or is_capitals(title)
            if stands_out if styled else (_is_title(paragraph) and title[0].isupper() and not stands_out):
                yield n, number, title, None
        elif styled and here + 1 < len(body):
            following = paragraphs[body[here + 1]]
            if _styled(following) and _is_title(following) and not _split_heading(following.text):
                yield n, number, title, body[here + 1]


def _styled(paragraph: Paragraph) -> bool:
    return paragraph.bold or paragraph.capitals


def _is_title(paragraph: Paragraph) -> bool:
    """Return whether a paragraph reads like a title: short, without the full stop or semicolon of running text."""
    return len(paragraph.text.split()) <= _LONGEST_TITLE and paragraph.text[-1] not in ".;:," and not paragraph.table


def _heading_roles(number: str, title: str) -> tuple[tuple[str, LineRole], ...]:
    """Return number and title with their roles; words too long for a title are the item's text."""
    role = LineRole.ITEM_TITLE if len(title.split()) <= _LONGEST_TITLE else LineRole.TEXT
    return ((number, LineRole.ITEM_NUMBER), (title, role)) if title else ((number, LineRole.ITEM_NUMBER),)


def _ordinal(number: str) -> tuple[int, str]:
    """Return what orders item numbers: "77/21" → (77, ""), "3a" → (3, "a")."""
    found = re.search(r"(\d+)(?:/\d+)?([A-Za-z]?)$", number)
    return (int(found[1]), found[2].lower()) if found else (0, "")


def _step(last: tuple[int, str] | None, number: str) -> int:
    """Return by how much an item number is beyond the last one; a further letter of the same number counts as 1, the first number too."""
    ordinal = _ordinal(number)
    if last is None:
        return 1
    if ordinal[0] == last[0]:
        return 1 if ordinal[1] > last[1] else 0
    return ordinal[0] - last[0]


def _closing(paragraphs: Sequence[Paragraph], first: int) -> int:
    """Return the index at which signature, closing time and the template's trailer begin."""
    end = len(paragraphs)
    closed = [n for n, paragraph in enumerate(paragraphs) if paragraph.closes]
    if closed and any(paragraph.opens for paragraph in paragraphs):
        end = closed[-1] + 1
    while end > first + 1 and (
        paragraphs[end - 1].furniture or (_CLOSING.match(paragraphs[end - 1].text) and not paragraphs[end - 1].opens)
    ):
        end -= 1
    return end


def _is_head(paragraph: Paragraph) -> bool:
    """Return whether a paragraph of the first pages belongs to the head of the minutes."""
    text = paragraph.text
    return paragraph.furniture or is_title_of_minutes(text) or is_attendance(text) or (len(text) < 120 and bool(find_dates(text)))

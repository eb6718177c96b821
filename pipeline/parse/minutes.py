"""Page → `MinutesDocument`: lines with roles become items, and each item's text is fixed for good.

An item's text is its title, then preface, labels and paragraphs in page order, then its attachments under their labels; a blank line
parts title, labels and paragraphs, never two in a row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from extractors.records import Item, PageKind
from pipeline.models import Capture, Line, LineRole, MinutesDocument, Page
from pipeline.parse.headings import parse_decision_line, parse_meeting_line
from pipeline.parse.labels import is_documents_label
from pipeline.parse.text import find_truncation

_OPENERS = frozenset({LineRole.ITEM_NUMBER, LineRole.ITEM_TITLE, LineRole.MEETING})
_CONTENT = frozenset({LineRole.LABEL, LineRole.TEXT, LineRole.ATTACHMENT})


@dataclass(slots=True)
class _Draft:
    """An item while its lines are gathered."""

    committee: str | None
    meeting_date: date | None
    number: str | None = None
    title: Line | None = None
    body: list[Line] = field(default_factory=list)
    attachments: list[Line] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)

    def is_empty(self) -> bool:
        """Return whether no line has come yet."""
        return self.title is None and not any(line.text for line in self.body) and not self.attachments


def parse_minutes(page: Page, capture: Capture, parser: str) -> MinutesDocument:
    """Return the document that `page` makes, `parser` being the name and version of its reader.

    What the page says of committee and date counts before what the capture says. Text before the first item of a meeting is no item's.
    """
    drafts = _gather(page)
    warnings = list(page.warnings)
    items: list[Item] = []
    pages: list[tuple[int | None, ...]] = []
    for draft in drafts:
        lines = _compose(draft)
        for part in draft.cut:
            warnings.append(f"item {len(items)}: {part} text is cut off by the page")
        items.append(
            Item(
                text="\n".join(line.text for line in lines),
                item=len(items),
                number=draft.number,
                title=draft.title.text if draft.title else None,
                authority=capture.authority,
                committee=draft.committee or capture.committee,
                meeting_date=draft.meeting_date or capture.meeting_date,
                truncated=bool(draft.cut),
            )
        )
        pages.append(tuple(line.page_no for line in lines))
    if not items and not warnings:
        warnings.append("no items: the page holds no text of minutes")
    has_pages = any(number is not None for numbers in pages for number in numbers)
    url = page.url or (None if capture.url.startswith("file:") else capture.url)
    return MinutesDocument(
        capture,
        page.page_kind,
        page.title,
        parser,
        tuple(items),
        capture.authority,
        url,
        tuple(warnings),
        tuple(pages) if has_pages else (),
    )


def _gather(page: Page) -> list[_Draft]:
    """Return the page's items in order, each with its lines."""
    gathering = _Gathering(page)
    for line in page.lines:
        gathering.take(line)
    return gathering.finish()


class _Gathering:
    """The item at hand and the meeting it belongs to, while the lines of one page go by."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._drafts: list[_Draft] = []
        self._draft: _Draft | None = None
        self._subject: Line | None = None
        self._committee, self._date = page.committee, page.meeting_date
        self._number: str | None = None
        roles = {line.role for line in page.lines}
        # On these pages the subject is the item's title; on the others items have titles of their own, or there is no item.
        self._is_one_subject = page.page_kind in {PageKind.AGENDA_ITEM, PageKind.ISSUE_MEETINGS, PageKind.DECISION}
        self._opens_by_text = page.page_kind is not PageKind.MEETING and not (
            roles & _OPENERS and page.page_kind is PageKind.MINUTES_PDF
        )

    def take(self, line: Line) -> None:
        """Give one line to the item that it belongs to."""
        if line.role is LineRole.SUBJECT:
            self._subject = self._subject or line
        elif line.role is LineRole.MEETING:
            self._take_meeting(line)
        elif line.role is LineRole.ITEM_NUMBER:
            number = line.text.rstrip(".") or None
            draft = self._draft
            if draft is None or not draft.is_empty() or draft.number not in {None, number}:
                draft = self._open()
            draft.number = number
        elif line.role is LineRole.ITEM_TITLE:
            draft = self._draft
            if draft is None or not draft.is_empty():
                draft = self._open()
            draft.title = line
        elif line.role in _CONTENT:
            self._take_content(line)

    def _take_meeting(self, line: Line) -> None:
        """Note which meeting the following lines are about. On the page of one item, that is all; elsewhere a new item begins."""
        heading = parse_meeting_line(line.text)
        decision = None if heading else parse_decision_line(line.text)
        if heading:
            self._committee = heading.committee or self._page.committee
            self._date = heading.meeting_date or self._page.meeting_date
            self._number = heading.number
        elif decision:
            self._date = decision[0]
        if self._page.page_kind is not PageKind.AGENDA_ITEM:
            draft = self._open()
            if decision:
                draft.title = Line(decision[1], LineRole.ITEM_TITLE, line.page_no)
        elif self._draft:
            self._draft.committee, self._draft.meeting_date = self._committee, self._date
            self._draft.number = self._draft.number or self._number

    def _take_content(self, line: Line) -> None:
        draft = self._draft
        if draft is None:
            if not line.text or not self._opens_by_text:
                return
            draft = self._open()
        truncation = find_truncation(line.text)
        if truncation:
            draft.cut.append(truncation[1])
            line = Line(line.text[: truncation[0]].rstrip(), line.role, line.page_no)
        is_attachment = line.role is LineRole.ATTACHMENT or (line.role is LineRole.LABEL and is_documents_label(line.text))
        (draft.attachments if is_attachment else draft.body).append(line)

    def _open(self) -> _Draft:
        draft = _Draft(self._committee, self._date, self._number)
        self._draft, self._number = draft, None
        self._drafts.append(draft)
        return draft

    def finish(self) -> list[_Draft]:
        """Return the items; where the subject is the title and no item has opened, the title alone is one."""
        if self._is_one_subject:
            if not self._drafts and self._subject:
                self._open()
            for draft in self._drafts:
                draft.title = draft.title or self._subject
        return [draft for draft in self._drafts if not draft.is_empty() or draft.number]


def _compose(draft: _Draft) -> list[Line]:
    """Return the lines of an item's text: no label without anything under it, no blank lines but single ones between blocks."""
    lines: list[Line] = [draft.title] if draft.title else []
    for line in (*_without_empty_labels(draft.body), *_without_empty_labels(draft.attachments)):
        stands_alone = line.role is LineRole.LABEL or (lines and (lines[-1] is draft.title or lines[-1].role is LineRole.LABEL))
        if stands_alone and lines and lines[-1].text and line.text:
            lines.append(Line("", page_no=lines[-1].page_no))
        if line.text or (lines and lines[-1].text):
            lines.append(line)
    while lines and not lines[-1].text:
        lines.pop()
    return lines


def _without_empty_labels(lines: list[Line]) -> list[Line]:
    """Return `lines` without the labels that another label, or the end, follows directly."""
    kept: list[Line] = []
    has_content = False
    for line in reversed(lines):
        if line.role is not LineRole.LABEL or has_content:
            kept.append(line)
        has_content = line.role is not LineRole.LABEL and (has_content or bool(line.text))
    return kept[::-1]

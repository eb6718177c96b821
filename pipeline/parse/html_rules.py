"""What ModernGov's classes mean: chunks of a page → lines with roles. The only place that knows; both HTML engines go through it.

A page's item is flat: what stands under a label is whatever follows it before the next label, so order decides, never nesting.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.records import PageKind
from pipeline.models import Line, LineRole
from pipeline.parse.headings import parse_decision_line, parse_meeting_line, split_number
from pipeline.parse.html_walk import Chunk
from pipeline.parse.labels import find_fact, find_label, is_breadcrumb, is_documents_label, is_furniture, parse_label
from pipeline.parse.text import LINE_BREAK, collapse_spaces, strip_file_size

_LINKS = frozenset({"mgActionList", "mgLinks", "mgFooter"})
_LABEL_CLASSES = ("mgSubItemTitleTxt", "mgSubSubTitleTxt", "mgLabel")
_ROWS = frozenset({"li", "tr"})


@dataclass(slots=True)
class PageLines:
    """The lines of a framed page, its h1 and h2, and the facts ("date of decision") that its template states."""

    lines: list[Line] = field(default_factory=list)
    page_type: str | None = None
    subject: str | None = None
    facts: dict[str, str] = field(default_factory=dict)


def find_headings(chunks: list[Chunk]) -> tuple[str | None, str | None]:
    """Return a page's type and subject: the chunks of ModernGov's classes, else the first h1 and the first h2 outside minuted text."""
    page_type = next((c.text for c in chunks if "mgMainTitleTxt" in c.classes), None) or next(
        (c.text for c in chunks if c.tag == "h1"), None
    )
    subject = next((c.text for c in chunks if "mgSubTitleTxt" in c.classes or (c.context == "mgSubTitle" and c.text.strip())), None)
    if subject is None:
        for chunk in chunks:
            if chunk.context in {"mgWordPara", "mgItemTable", "mgItemNumberCell"} or "mgAiTitleTxt" in chunk.classes:
                break
            if chunk.tag == "h2" and "mgSectionTitle" not in chunk.classes and chunk.text.strip():
                subject = chunk.text
                break
    return (collapse_spaces(page_type) or None if page_type else None), (collapse_spaces(subject) or None if subject else None)


def build_lines(chunks: list[Chunk], kind: PageKind) -> PageLines:
    """Return the lines of a page inside ModernGov's frame. Page type and subject come once each, at their places."""
    page_type, subject = find_headings(chunks)
    reading = _Reading(kind, PageLines(page_type=page_type, subject=subject), any("mgContent" in c.context for c in chunks))
    for chunk in chunks:
        reading.read(chunk)
    return reading.page


def build_plain_lines(chunks: list[Chunk]) -> list[Line]:
    """Return the lines of a page without ModernGov's frame: text as a reader sees it, for `pipeline.parse.plain` to understand."""
    lines: list[Line] = []
    previous = ""
    for chunk in chunks:
        if lines and not (chunk.tag in _ROWS and previous == chunk.tag):
            lines.append(Line(""))
        lines.extend(Line(collapse_spaces(part)) for part in chunk.text.split(LINE_BREAK))
        previous = chunk.tag
    return lines


class _Reading:
    """The state of reading one page: under which label and meeting the chunk at hand stands."""

    def __init__(self, kind: PageKind, page: PageLines, has_content: bool) -> None:
        self.page = page
        self._kind = kind
        self._has_content = has_content
        self._in_documents = False
        self._awaits_title = False
        self._number: str | None = None
        self._seen: set[LineRole] = set()
        self._previous = ""

    def read(self, chunk: Chunk) -> None:
        """Add the lines of one chunk."""
        if chunk.context == "mgWordPara" and not self._awaits_title:
            self._read_text(chunk)
            return
        text = collapse_spaces(chunk.text)
        if not text:
            if chunk.context != "mgItemNumberCell":
                self._break()
            return
        if self._read_heading(chunk, text) or self._read_structure(chunk, text):
            return
        if not self._is_item_text(chunk, text):
            self._add(text, LineRole.FURNITURE)
            return
        self._read_text(chunk)

    def _read_heading(self, chunk: Chunk, text: str) -> bool:
        """Take the page type and the subject, once each."""
        if chunk.tag not in {"h1", "h2"} and chunk.context not in {"mgHeader", "mgSubTitle"}:
            return False
        for role, value in ((LineRole.PAGE_TYPE, self.page.page_type), (LineRole.SUBJECT, self.page.subject)):
            if text == value and role not in self._seen:
                self._seen.add(role)
                self._add(text, role)
                return True
        return False

    def _read_structure(self, chunk: Chunk, text: str) -> bool:
        """Take what opens a meeting, an item or a section, and the lists of links."""
        meeting = None if chunk.context == "mgWordPara" else parse_meeting_line(text)
        if meeting:
            self._number, self._awaits_title, self._in_documents = meeting.number, self._kind is PageKind.ISSUE_MEETINGS, False
            self._add(text, LineRole.MEETING)
        elif self._kind is PageKind.DECISION and "mgSectionTitle" in chunk.classes and parse_decision_line(text):
            self._add(text, LineRole.MEETING)
        elif chunk.context == "mgItemNumberCell":
            self._add(text.rstrip("."), LineRole.ITEM_NUMBER)
        elif "mgAiTitleTxt" in chunk.classes or (self._awaits_title and self._is_title(text)):
            self._add_title(text)
        elif any(name in chunk.classes for name in _LABEL_CLASSES) and chunk.context != "mgWordPara":
            self._add_label(parse_label(text))
        elif chunk.context in _LINKS:
            self._add(text, LineRole.FURNITURE)
        elif chunk.context == "mgBulletList":
            self._add(strip_file_size(text), LineRole.ATTACHMENT if self._in_documents else LineRole.FURNITURE)
        else:
            return False
        return True

    def _is_title(self, text: str) -> bool:
        """Return whether the first line of a meeting's block is the item's title, which not every template gives its class."""
        number, title = split_number(text, self._number)
        return bool(number and number == self._number) or strip_file_size(title) == self.page.subject

    def _add_title(self, text: str) -> None:
        self._awaits_title = self._in_documents = False
        if self._kind is not PageKind.MEETING:
            number, text = split_number(text, self._number)
            number = number or self._number
            if number:
                self._add(number, LineRole.ITEM_NUMBER)
        self._add(strip_file_size(text), LineRole.ITEM_TITLE)

    def _add_label(self, label: str) -> None:
        self._in_documents = is_documents_label(label)
        self._add(label, LineRole.LABEL)

    def _is_item_text(self, chunk: Chunk, text: str) -> bool:
        """Return whether a chunk without a telling class belongs to an item: the template's own words between the parts do not."""
        if chunk.context == "mgWordPara":
            return True
        fact = find_fact(text)
        if fact:
            self.page.facts.setdefault(*fact)
        if fact or is_furniture(text) or is_breadcrumb(text) or ("mgSectionTitle" in chunk.classes and text != "Recorded Vote"):
            return False
        if self._kind is PageKind.MEETING:
            return chunk.context in {"mgItemTable", "mgTableNoBorderFullWidth"}
        return bool(chunk.context) or not self._has_content

    def _read_text(self, chunk: Chunk) -> None:
        if not (chunk.tag in _ROWS and self._previous == chunk.tag):
            self._break()
        self._previous = chunk.tag
        self._awaits_title = False
        for part in chunk.text.split(LINE_BREAK):
            line = collapse_spaces(part)
            if not line:
                self._break()
            elif chunk.context == "mgWordPara":
                self.page.lines.append(Line(line))
            elif label := find_label(line):
                self._add_label(label)
            elif self._kind is PageKind.DECISION and parse_decision_line(line):
                self._add(line, LineRole.MEETING)
            else:
                self.page.lines.append(Line(line))

    def _break(self) -> None:
        if self.page.lines and self.page.lines[-1].text:
            self.page.lines.append(Line(""))

    def _add(self, text: str, role: LineRole) -> None:
        self._previous = ""
        if text:
            self.page.lines.append(Line(text, role))

"""The shapes that documents take on their way from bytes to items, and the ids they carry.

bytes → `Capture` → `Page` (lines with roles) → `MinutesDocument` (items whose text is fixed for good).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from extractors.records import Item, PageKind


def stable_id(*natural_key: object) -> str:
    """Return 32 hexadecimal digits that depend on the parts of a natural key alone (sha256, parts joined by NUL, `None` as \\x01)."""
    joined = "\x00".join("\x01" if part is None else str(part) for part in natural_key)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetched or imported resource. Its payload never changes; a new version of a URL is a new capture.

    `capture_id` is `stable_id(sha256, url)`. `url` is the address it was fetched from, or
    `file:<authority>/<name>` (`file:<name>` where no authority is known) for a file that does not say.
    `raw_path` is where the bytes lie (a file, or a WARC file with `raw_offset` the byte offset of the record); `bytes` their number.
    `authority`, `meeting_date` and `committee` are what the caller, the crawl or the place of the file said; the page may know better.
    """

    url: str
    sha256: str
    raw_path: str
    bytes: int
    authority: str | None = None
    meeting_date: date | None = None
    fetched_at: str | None = None
    content_type: str | None = None
    http_status: int | None = None
    raw_offset: int | None = None
    committee: str | None = None

    @property
    def capture_id(self) -> str:
        """The id of this payload at this URL."""
        return stable_id(self.sha256, self.url)


class LineRole(StrEnum):
    """What the page's markup (or, in text and PDF, its typography) says a line is."""

    PAGE_TYPE = "page_type"  # h1: "Agenda and minutes", "Issue - meetings"
    SUBJECT = "subject"  # h2: the committee and date, the item's or the title
    MEETING = "meeting"  # "Meeting: 03/11/2022 - Cabinet (Item 20)": opens the block of another meeting
    ITEM_NUMBER = "item_number"
    ITEM_TITLE = "item_title"
    LABEL = "label"  # "Minutes:", "Decision:", "Additional documents:"
    TEXT = "text"  # a paragraph or list entry; "" is a paragraph break
    ATTACHMENT = "attachment"  # the name of a linked document
    FURNITURE = "furniture"  # page headers, links, contact stubs: not part of any item


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: white space collapsed, no line break inside, `page_no` counted from 1 for PDFs and None elsewhere."""

    text: str
    role: LineRole = LineRole.TEXT
    page_no: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What every reader makes of its bytes, whether HTML, saved text or PDF.

    `meeting_date` and `committee` are the page's own, where the whole page is about one meeting. An item that the page cuts keeps
    ModernGov's truncation link as its last line, for `pipeline.parse.minutes` to see and remove.
    """

    page_kind: PageKind
    title: str | None
    lines: tuple[Line, ...]
    url: str | None = None
    committee: str | None = None
    meeting_date: date | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesDocument:
    """A read document: its items, each with the text that every later offset points into.

    `page_numbers` holds, for each item, the page number of each of its text's lines (None outside PDFs).
    `parser` is the reader's name and version; a newer version parses the kept bytes again.
    """

    capture: Capture
    page_kind: PageKind
    title: str | None
    parser: str
    items: tuple[Item, ...]
    authority: str | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()
    page_numbers: tuple[tuple[int | None, ...], ...] = field(default=())

    @property
    def document_id(self) -> str:
        """The id of this document: that of its capture, under another name."""
        return stable_id("document", self.capture.capture_id)

    @property
    def source(self) -> str:
        """The path as the user gave it (with `#offset` for a record of a web archive)."""
        return self.capture.raw_path if self.capture.raw_offset is None else f"{self.capture.raw_path}#{self.capture.raw_offset}"

    def page_of(self, item: int, char: int) -> int | None:
        """Return the PDF page that holds character `char` of item `item`'s text, or None for documents without pages."""
        if not self.page_numbers:
            return None
        return self.page_numbers[item][self.items[item].text.count("\n", 0, char)]

"""Puts a page together from a parsed document, whatever library parsed it: kind, subject, meeting, lines, and what to be told of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from extractors.records import PageKind
from pipeline.errors import ParseError
from pipeline.models import Line, LineRole, Page
from pipeline.parse.classify import check_address, check_content, find_page_kind, is_navigation
from pipeline.parse.headings import MeetingHeading, find_dates, parse_meeting_line, parse_subject
from pipeline.parse.html_rules import build_lines, build_plain_lines, find_headings
from pipeline.parse.html_walk import Chunk, Dom, find_chunks
from pipeline.parse.labels import find_label
from pipeline.parse.text import clean_text, collapse_spaces, decode_page, is_clean, strip_markers

N = TypeVar("N")

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_LEAKED = ("<AI", "</AI", "&lt;AI", "&lt;/AI")
_FRAME = "#modgov, .mgContent, .mgItemTable, .mgSubItemTitleTxt, .mgWordPara"
_LANDMARKS = "main, article, #content, body"


@dataclass(frozen=True, slots=True)
class _Head:
    title: str | None
    canonical: str | None
    named: dict[str, str]


def prepare_html(data: bytes, source: str, content_type: str | None) -> str:
    """Return a page's markup, with the leaked markers of printed documents made text (`<AI1>` …) so that no parser takes them for tags.

    Raises ParseError as `decode_page` does, and when there is no markup in it.
    """
    text = decode_page(data, source, content_type)
    if "<" not in text:
        raise ParseError("parse", source, "the document holds no HTML")
    if not any(start in text for start in _LEAKED):
        return text
    if "mgWordPara" in text:
        return strip_markers(text)
    return strip_markers(re.sub(r"<(/?)\s*(AI\d+)\s*>", r"<p>&lt;\1\2&gt;</p>", text))


def build_page(dom: Dom[N], document: N, markup: str, source: str, url: str | None) -> Page:
    """Return the page that `document` holds.

    Inside ModernGov's frame its classes give the roles; a page without frame has kind unknown and TEXT lines only.
    Raises BlockedPageError when the page is a challenge, login or error page.
    """
    head = _read_head(dom, document)
    saved = _SAVED_FROM.search(markup, 0, 2048)
    url = url or (saved[1] if saved else None) or head.canonical
    check_address(url, source)
    frame = _find_root(dom, document, "#modgov") or _find_root(dom, document, "body")
    has_frame = bool(dom.select(document, _FRAME))
    root = frame if has_frame else _find_root(dom, document, _LANDMARKS)
    chunks = find_chunks(dom, root if root is not None else document)
    if not is_clean("".join(chunk.text for chunk in chunks)):
        chunks = [chunk._replace(text=clean_text(chunk.text)) for chunk in chunks]
    h1, _ = find_headings(chunks)
    if h1 is None and has_frame:
        h1 = next((collapse_spaces(dom.text(node)) for node in dom.select(document, "h1")), None)
    check_content(
        source,
        headings=(h1, head.title),
        words=_count_words(chunks),
        has_frame=has_frame,
        has_script="<script" in markup or "<iframe" in markup,
        has_password="password" in markup and bool(dom.select(document, "input[type=password]")),
    )
    if not has_frame:
        return Page(PageKind.UNKNOWN, head.title, tuple(build_plain_lines(chunks)), url)
    return _build_framed(chunks, head, h1, url)


def _count_words(chunks: list[Chunk]) -> int:
    """Return the number of words of a short page; counting ends where a page is long enough to be none of the pages that block."""
    words = 0
    for chunk in chunks:
        words += len(chunk.text.split())
        if words > 500:
            break
    return words


def _build_framed(chunks: list[Chunk], head: _Head, h1: str | None, url: str | None) -> Page:
    warnings: list[str] = []
    kind = find_page_kind(url, h1, head.title)
    if kind is PageKind.UNKNOWN and not is_navigation(h1):
        kind = _kind_by_content(chunks)
    read = build_lines(chunks, kind)
    title = read.subject or head.named.get("dc.title") or head.title
    lines = tuple(read.lines)
    if kind is PageKind.UNKNOWN and is_navigation(h1):
        lines = tuple(Line(line.text, LineRole.FURNITURE) for line in lines if line.text)
        warnings.append(f'a page of links ("{h1}"), not minutes')
    committee, meeting_date = None, None
    if kind is PageKind.MEETING:
        meeting = _read_meeting(read.subject, head, warnings)
        committee, meeting_date = meeting.committee, meeting.meeting_date
        if not any(line.role is LineRole.ITEM_TITLE for line in lines):
            warnings.append(_state_of(h1, meeting))
        elif h1 and ("draft" in h1.lower() or "drafft" in h1.lower()):
            warnings.append("the page calls its minutes a draft")
    elif kind is PageKind.DECISION:
        committee = read.facts.get("decision maker") or parse_subject(read.facts.get("decided at meeting", "")).committee
        dates = find_dates(read.facts.get("date of decision", "")) or find_dates(read.facts.get("decided at meeting", ""))
        meeting_date = dates[0][0] if dates else None
    return Page(kind, title, lines, url, committee, meeting_date, tuple(warnings))


def _kind_by_content(chunks: list[Chunk]) -> PageKind:
    """Return the kind of a page whose template has lost its h1: each kind has a part that the others have not."""
    if any(chunk.context in {"mgItemTable", "mgItemNumberCell"} for chunk in chunks):
        return PageKind.MEETING
    free = [collapse_spaces(chunk.text) for chunk in chunks if chunk.context != "mgWordPara"]
    if any(text.startswith("Meeting:") and parse_meeting_line(text) for text in free):
        return PageKind.ISSUE_MEETINGS
    if any(text.startswith(("Decision Maker:", "Decided at meeting:", "Date of decision:")) for text in free):
        return PageKind.DECISION
    return PageKind.AGENDA_ITEM if any(find_label(text) == "Minutes:" for text in free) else PageKind.UNKNOWN


def _read_meeting(subject: str | None, head: _Head, warnings: list[str]) -> MeetingHeading:
    """Return body and date of a meeting page. DC.date is the meeting's date there (on every other page it is the day of the download)."""
    named = next((value for value in (head.named.get("dc.title"), head.title) if value and find_dates(value)), "")
    heading, titled = parse_subject(subject or ""), parse_subject(named)
    written = heading.meeting_date or titled.meeting_date
    stated = _iso_date(head.named.get("dc.date", ""))
    if written and stated and written != stated:
        warnings.append(f"meeting date: DC.date says {stated}, the heading {written}; DC.date is used")
    return MeetingHeading(heading.committee or titled.committee, stated or written, None, heading.status or titled.status)


def _iso_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _state_of(h1: str | None, meeting: MeetingHeading) -> str:
    """Return why a meeting page has no items, so that an empty document is never taken for a read one."""
    if meeting.status in {"CANCELLED", "WITHDRAWN", "POSTPONED", "ABANDONED", "DELETED", "GOHIRIWYD"}:
        return f"no items: the meeting is marked {meeting.status}"
    if h1 and h1.lower() in {"meeting", "cyfarfod"}:
        return "no items: nothing is published for this meeting yet"
    return f'no items: the page ("{h1}") has no item table'


def _find_root(dom: Dom[N], document: N, css: str) -> N | None:
    found = dom.select(document, css)
    return found[0] if found else None


def _read_head(dom: Dom[N], document: N) -> _Head:
    """Return what the head says: title, canonical address, and the named meta values by lower-case name."""
    head = _find_root(dom, document, "head")
    title: str | None = None
    canonical: str | None = None
    named: dict[str, str] = {}
    for node in dom.children(head) if head is not None else ():
        tag = dom.tag(node)
        if tag == "title":
            title = title or collapse_spaces(dom.text(node))
        elif tag == "meta":
            name = dom.attribute(node, "name").lower()
            if name:
                named.setdefault(name, collapse_spaces(dom.attribute(node, "content")))
        elif tag == "link" and "canonical" in dom.attribute(node, "rel").lower():
            canonical = canonical or dom.attribute(node, "href").strip() or None
    return _Head(title, canonical if canonical and canonical.startswith("http") else None, named)

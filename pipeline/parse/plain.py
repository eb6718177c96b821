"""A page saved as text → `Page`: what markup said by classes is read from words, order and blank lines.

The layouts are those that browsers and text extractors make of ModernGov pages: one block a paragraph between blank lines, or a table of
agenda items in pipes (`pipeline.parse.plain_pipes`), or printed minutes with leaked `<AI1>` markers.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.records import PageKind
from pipeline.errors import BlockedPageError
from pipeline.models import Line, LineRole, Page
from pipeline.parse.classify import check_address, check_content, find_page_kind, is_navigation, is_page_type
from pipeline.parse.headings import find_dates, parse_meeting_line, parse_subject
from pipeline.parse.labels import find_label, is_breadcrumb, is_furniture
from pipeline.parse.plain_items import read_agenda_item, read_decision, read_issue, read_meeting, read_unknown
from pipeline.parse.plain_pipes import has_header, is_piped, read_pipes
from pipeline.parse.plain_printed import find_printed_head, is_printed, read_printed
from pipeline.parse.plain_titles import is_preface
from pipeline.parse.plain_wraps import join_wraps
from pipeline.parse.text import clean_text, collapse_spaces, decode_page, is_sized

PARSER = "plain/3"

_HEAD_LINES = 60  # a page type further down is no page's heading
# A browser's title of a meeting page, which stands for its heading: "Agenda and minutes for Cabinet on Monday, 14th August, 2017, 2.00 pm".
_MEETING_TITLE = re.compile(
    r"(?:agenda|minutes|decisions)(?:(?:,| and|,? &) (?:draft )?(?:decisions|minutes)){0,2} (?:for|of) (?=.+\bon\b)", re.IGNORECASE
)
# A meeting page's subject: "Cabinet - Friday, 20 December 2024 2.30 pm".
_MEETING_SUBJECT = re.compile(r"[A-Z][^.;:]{3,120} [-–] (?:mon|tues|wednes|thurs|fri|satur|sun)day,? \d{1,2}\b", re.IGNORECASE)
_DAY_LINE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)? [a-z]+,? 20\d\d\b(?:,? (?:at )?[\d.: ]+(?:[ap]\.?m\.?)?)?$",
    re.IGNORECASE,
)
_NO_ITEM = re.compile(r"(?:Note )?No\.?\s+Item", re.IGNORECASE)
_LOST_HEADING = re.compile(r"\d{1,3}[a-z]?\.?\s+\S")


def parse_plain(data: bytes, source: str, *, content_type: str | None = None, url: str | None = None) -> Page:
    """Return the page whose text `data` is; arguments and errors are those of `pipeline.parse.html.parse_html`."""
    text = clean_text(decode_page(data, source, content_type))
    return build_page(re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text), source, url)


def build_page(texts: list[str], source: str, url: str | None = None, title: str | None = None) -> Page:
    """Return the page that lines of text make; `title` is what is known of it from elsewhere.

    A text without any heading of ModernGov's has kind unknown and is one run of TEXT lines.
    Raises BlockedPageError when the text is that of a challenge, login or error page.
    """
    check_address(url, source)
    lines = join_wraps([collapse_spaces(text) for text in texts])
    first = next((line for line in lines if line), "")
    words = sum(len(line.split()) for line in lines)
    check_content(source, headings=(first, title), words=words, has_frame=False, has_script=False, has_password=False)
    if words == 0:
        raise BlockedPageError("parse", source, "the page holds no words")
    if is_printed(lines):
        return read_printed(lines, url)
    head, body, page_type = _split_head(lines)
    kind = find_page_kind(url, page_type, None if page_type else title)
    printed = find_printed_head(lines) if page_type is None and kind is PageKind.UNKNOWN else None
    if printed:
        return Page(
            PageKind.MINUTES_PDF, printed[0] or title, tuple(read_meeting(body, False)), url, printed[0] or None, printed[1]
        )
    if page_type is None and kind is PageKind.UNKNOWN:
        kind = _kind_by_content(lines)
    furniture = [Line(line, LineRole.FURNITURE) for line in head if line]
    if page_type:
        furniture.append(Line(page_type, LineRole.PAGE_TYPE))
    if kind is PageKind.UNKNOWN and is_navigation(first):
        return Page(
            kind,
            first,
            tuple(Line(line, LineRole.FURNITURE) for line in lines if line),
            url,
            warnings=(f'a page of links ("{first}"), not minutes',),
        )
    return _finish(kind, furniture, body, url, title, page_type)


def _split_head(lines: list[str]) -> tuple[list[str], list[str], str | None]:
    """Split at the page type: the site's frame before it, the page after it. Breadcrumbs that follow it are frame too."""
    seen = 0
    for number, line in enumerate(lines):
        if is_page_type(line):
            return lines[:number], lines[number + 1 :], line
        seen += bool(line)
        if seen > _HEAD_LINES or parse_meeting_line(line):
            break
    return [], lines, None


def _kind_by_content(lines: list[str]) -> PageKind:
    """Return the kind of a page whose heading was lost: its own constructions tell."""
    first = next(line for line in lines if line)
    if _is_meeting_title(first) or has_header(lines) or any(_NO_ITEM.fullmatch(line) for line in lines):
        return PageKind.MEETING
    if any(line.lower().startswith("meeting:") and parse_meeting_line(line) for line in lines):
        return PageKind.ISSUE_MEETINGS
    if _LOST_HEADING.match(first) and is_sized(first):
        return PageKind.ISSUE_MEETINGS
    if is_piped(lines) or _MEETING_SUBJECT.match(first):
        return PageKind.MEETING
    if (
        sum(
            line.lower().startswith(("decision maker:", "decision status:", "date of decision:", "is key decision?:"))
            for line in lines
        )
        > 1
    ):
        return PageKind.DECISION
    # An item page without its heading begins with the agenda's preface or a label, and has one item's labels.
    if is_preface(first) or find_label(first) or sum(find_label(line) == "Minutes:" for line in lines) == 1:
        return PageKind.AGENDA_ITEM
    return PageKind.UNKNOWN


def _is_meeting_title(line: str) -> bool:
    return len(line) < 200 and _MEETING_TITLE.match(line) is not None and bool(find_dates(line))


def _finish(
    kind: PageKind, furniture: list[Line], body: list[str], url: str | None, title: str | None, page_type: str | None
) -> Page:
    """Read the body by its kind and add what the page says of its meeting."""
    body = list(body)
    while body and (not body[0] or is_breadcrumb(body[0]) or is_furniture(body[0]) or is_page_type(body[0])):
        furniture.append(Line(body.pop(0), LineRole.FURNITURE))
    readers: dict[PageKind, Callable[[list[str], bool], list[Line]]] = {
        PageKind.AGENDA_ITEM: read_agenda_item,
        PageKind.ISSUE_MEETINGS: read_issue,
        PageKind.MEETING: read_pipes if is_piped(body) else read_meeting,
        PageKind.DECISION: read_decision,
    }
    lines = [line for line in furniture if line.text] + readers.get(kind, read_unknown)(body, page_type is not None)
    subject = next((line.text for line in lines if line.role is LineRole.SUBJECT), title)
    warnings: list[str] = []
    committee, meeting_date = None, None
    if kind is PageKind.MEETING:
        if subject is None or not find_dates(subject):
            subject = next((line.text for line in furniture if _is_meeting_title(line.text)), subject)
        day = next((line.text for line in lines if line.role is LineRole.FURNITURE and _DAY_LINE.match(line.text)), None)
        if day and subject and not find_dates(subject):
            subject = f"{subject} - {day}"  # the body on one line, the day on the next
        meeting = parse_subject(_MEETING_TITLE.sub("", subject or ""))
        committee, meeting_date = (meeting.committee if meeting.meeting_date else subject), meeting.meeting_date
        if not any(line.role in {LineRole.ITEM_TITLE, LineRole.ITEM_NUMBER} for line in lines):
            marked = f"the meeting is marked {meeting.status}" if meeting.status else f'the page ("{page_type}") has no items'
            nothing_yet = page_type is not None and page_type.lower() == "meeting" and not meeting.status
            warnings.append(f"no items: {'nothing is published for this meeting yet' if nothing_yet else marked}")
        elif page_type and "draft" in page_type.lower():
            warnings.append("the page calls its minutes a draft")
    elif kind is PageKind.DECISION:
        facts = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.text.partition(":") for line in lines if line.role is LineRole.FURNITURE)
        }
        committee = facts.get("decision maker") or parse_subject(facts.get("decided at meeting", "")).committee
        dates = find_dates(facts.get("date of decision", "")) or find_dates(facts.get("decided at meeting", ""))
        meeting_date = dates[0][0] if dates else None
    return Page(kind, subject, tuple(lines), url, committee, meeting_date, tuple(warnings))

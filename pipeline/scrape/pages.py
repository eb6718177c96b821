"""What ModernGov's pages lead to: lists of committees and meetings, and the links of a meeting's page.

Pure functions over bytes. The texts that are kept are read by `pipeline.parse`, from the archive; here only what decides the next step.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urldefrag, urlsplit

from selectolax.lexbor import LexborNode

from pipeline.parse.text import find_truncation, strip_file_size
from pipeline.scrape.links import (
    Link,
    find_content,
    find_link,
    meeting_id_of,
    node_text,
    page_name,
    parse_tree,
    query_of,
    read_links,
)

_SITE_DAY = re.compile(
    rb"""<meta\b[^>]{0,200}?\bname=["']?DC\.date["'\s][^>]{0,200}?\bcontent=["']?(\d{4}-\d\d-\d\d)""", re.IGNORECASE
)
_LISTED = re.compile(r"\b(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4})\b")
_MONTHS = {name.lower(): at for at, name in enumerate(calendar.month_abbr) if name}
_PRINTED = re.compile(r"\bprinted (?:draft )?minutes\b|\bcofnodion (?:printiedig|wedi'u hargraffu)", re.IGNORECASE)
_DRAFT = re.compile(r"\bdr(?:aft|afft)\b", re.IGNORECASE)
_MINUTES = re.compile(r"\b(?:minutes|chofnodion|cofnodion)\b", re.IGNORECASE)
_MINUTES_LABEL = re.compile(r"(?:draft )?(?:minutes|cofnodion)\b.{0,20}:?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """An entry of a meeting list: `state` is what follows the date ("Agenda, Draft minutes", "CANCELLED", "")."""

    meeting_id: str
    url: str
    day: date | None
    state: str


@dataclass(frozen=True, slots=True)
class MeetingList:
    """A window of a body's meetings, and where the earlier ones are."""

    meetings: tuple[ListedMeeting, ...]
    earlier_url: str | None


@dataclass(slots=True)
class PageItem:
    """An item of a meeting's page: what is shown of it, and its links. `full_url` is given where the page may have cut it."""

    item_id: str | None = None
    title: str = ""
    text: str = ""
    full_url: str | None = None
    issue_url: str | None = None
    has_minutes: bool = False
    documents: list[Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MeetingLinks:
    """A meeting's page as the crawler sees it. `state` is the h1; `printed` leads to the printed minutes."""

    state: str
    items: tuple[PageItem, ...]
    printed: Link | None

    @property
    def has_minutes(self) -> bool:
        """Return whether the page says that minutes are published, in whatever form."""
        return bool(_MINUTES.search(self.state)) or self.printed is not None or any(item.has_minutes for item in self.items)

    @property
    def is_draft(self) -> bool:
        """Return whether the page calls its minutes a draft."""
        return bool(_DRAFT.search(self.state)) or (self.printed is not None and bool(_DRAFT.search(self.printed.text)))


def parse_committees(data: bytes, url: str, content_type: str | None = None) -> tuple[tuple[str, str], ...]:
    """Return the bodies that a page links to (`mgListCommittees.aspx`, `ieDocHome.aspx`): id and title, once each."""
    found: dict[str, str] = {}
    for link in read_links(data, url, content_type):
        query = query_of(link.url)
        if page_name(link.url) == "mgcommitteedetails.aspx":
            number = query.get("id")
        elif page_name(link.url) == "ielistmeetings.aspx":
            number = query.get("cid") or query.get("committeeid")
        else:
            continue
        if number and number != "0" and link.text and number not in found:
            found[number] = link.text
    return tuple(found.items())


def parse_meetings(data: bytes, url: str, content_type: str | None = None) -> MeetingList:
    """Return the meetings listed on `ieListMeetings.aspx`; entries that are no dates ("Constitution") are none."""
    tree = parse_tree(data, url, content_type)
    listed: dict[str, ListedMeeting] = {}
    earlier: str | None = None
    for node in find_content(tree).css("a"):
        link = find_link(node, url)
        if link is None:
            continue
        name, query = page_name(link.url), query_of(link.url)
        number = meeting_id_of(link.url)
        if name == "ielistmeetings.aspx" and query.get("act", "").lower() == "earlier":
            earlier = earlier or link.url
        elif name == "ielistdocuments.aspx" and number and number not in listed:
            day = _listed_day(link.text) or _listed_day(node.attributes.get("title") or "")
            entry = node.parent
            after = node_text(entry)[len(node_text(node)) :] if entry is not None else ""
            if day:
                listed[number] = ListedMeeting(number, urldefrag(link.url)[0], day, after.strip(" -–"))
    return MeetingList(tuple(listed.values()), earlier)


def parse_calendar(data: bytes, url: str, content_type: str | None = None) -> tuple[Link, ...]:
    """Return the meetings in a month of `mgCalendarMonthView.aspx` that have a page, with the entry's text (time, body, status)."""
    found: dict[str, Link] = {}
    for link in read_links(data, url, content_type):
        number = meeting_id_of(link.url)
        if page_name(link.url) == "ielistdocuments.aspx" and number:
            found.setdefault(number, link)
    return tuple(found.values())


def parse_meeting_links(data: bytes, url: str, content_type: str | None = None) -> MeetingLinks:
    """Return what a meeting's page (`ieListDocuments.aspx`) leads to."""
    tree = parse_tree(data, url, content_type)
    root = find_content(tree)
    heading = root.css_first("h1") or tree.css_first("h1")
    printed = None
    for node in root.css("a"):
        link = find_link(node, url)
        if link and (_PRINTED.search(link.text) or (_is_pack(link.url) and query_of(link.url).get("t") == "1")):
            printed = link if printed is None or _wants_pdf(link, printed) else printed
    items: list[PageItem] = []
    for row in root.css(".mgItemTable tr"):
        cells = row.css("td")
        if len(cells) > 1 and not _is_nested(row):
            items.append(_page_item(row, url))
    return MeetingLinks(node_text(heading) if heading else "", tuple(items), printed)


def _is_nested(row: LexborNode) -> bool:
    """Return whether a table row lies in another table's: Word's tables and recorded votes stand inside items."""
    parent = row.parent
    while parent is not None and parent.tag != "td":
        parent = parent.parent
    return parent is not None


def _wants_pdf(link: Link, other: Link) -> bool:
    """Return whether `link` is the HTML twin's original: the PDF is read as well, and always there."""
    return query_of(other.url).get("ct") == "2" and query_of(link.url).get("ct") != "2"


def _page_item(row: LexborNode, url: str) -> PageItem:
    item = PageItem()
    for node in row.css("a[name]"):
        name = node.attributes.get("name") or ""
        if name[:2] == "AI" and name[2:].isdigit():
            item.item_id = name[2:]
            break
    titles = [node_text(node) for node in row.css("td:last-child p.mgAiTitleTxt")]
    item.title = strip_file_size(titles[0]) if titles else ""
    for node in row.css("p.mgSubItemTitleTxt"):
        item.has_minutes = item.has_minutes or bool(_MINUTES_LABEL.match(node_text(node)))
    item.text = " ".join(node_text(node) for node in row.css("div.mgWordPara"))
    for node in row.css("a"):
        link = find_link(node, url)
        if link is None:
            continue
        name = page_name(link.url)
        if name == "mgai.aspx":
            item.full_url = link.url
            item.item_id = item.item_id or query_of(link.url).get("id")
        elif name in ("mgissuehistoryhome.aspx", "ieissuedetails.aspx"):
            item.issue_url = item.issue_url or link.url
        elif is_document(link.url):
            item.documents.append(link)
    return item


def is_document(url: str) -> bool:
    """Return whether an address is that of an attached or generated file."""
    return "/documents/" in urlsplit(url).path.lower() or page_name(url) == "mgconvert2pdf.aspx"


def _is_pack(url: str) -> bool:
    return re.search(r"/documents/g\d+/", urlsplit(url).path, re.IGNORECASE) is not None


def parse_issue_meetings(data: bytes, url: str, content_type: str | None = None) -> tuple[Link, ...]:
    """Return the meetings that an issue's page links to, once each."""
    found: dict[str, Link] = {}
    for link in read_links(data, url, content_type):
        number = meeting_id_of(link.url)
        if page_name(link.url) == "ielistdocuments.aspx" and number:
            found.setdefault(number, Link(urldefrag(link.url)[0], link.text))
    return tuple(found.values())


def find_cut(items: tuple[PageItem, ...]) -> tuple[PageItem, ...]:
    """Return the items that the page cuts off.

    A link to the full text means a cut, except on sites that print it after every item, one-line items too: there only long bodies
    are (the limit was 500 words where it was measured).
    """
    linked = [item for item in items if item.full_url]
    links_all = any(len(_uncut(item).split()) < _SHORT for item in linked)
    return tuple(item for item in linked if not links_all or len(_uncut(item).split()) >= _LONG)


_SHORT, _LONG = 120, 400


def _uncut(item: PageItem) -> str:
    found = find_truncation(item.text)
    return item.text[: found[0]] if found else item.text


def _listed_day(text: str) -> date | None:
    found = _LISTED.search(text)
    if found is None:
        return None
    month = _MONTHS.get(found[2][:3].lower())
    return _day(int(found[3]), month, int(found[1])) if month else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_site_day(body: bytes) -> date | None:
    """Return the DC.date of a page's head, None when it has none: on pages that are no meeting's it is the site's own day."""
    found = _SITE_DAY.search(body[:20_000])
    try:
        return date.fromisoformat(found[1].decode()) if found else None
    except ValueError:
        return None

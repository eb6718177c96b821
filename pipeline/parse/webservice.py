"""Replies of ModernGov's web service (`mgWebService.asmx`): XML bytes → elements, and a meeting's reply → `Page`.

Two habits of the service decide how it is read: titles are entity-encoded twice, and bodies are HTML as escaped text, which some
installations leave unescaped, so that the reply is no XML at all.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pipeline.errors import ParseError
from pipeline.models import Page
from pipeline.parse.html import parse_html
from pipeline.parse.text import decode_page

PARSER = "moderngov-webservice/1"

_ROOTS = ("committees", "getmeetings", "meeting", "getallmeetingsbydate", "attachment")
_ROOT = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:\w+:)?(" + "|".join(_ROOTS) + r")\b", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# Fields that hold free text; where their markup is literal they are wrapped, so that it is text again.
_FREE = re.compile(
    r"<(agendatext|agendaitemtitle|decisionnonemptyhtmlbody|minutesnonemptyhtmlbody|commenttext\d|title|committeetitle|meetinglocation)>"
    r"(.*?)</\1>",
    re.IGNORECASE | re.DOTALL,
)
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class ServiceDocument:
    """A file linked to an item; `url` as the service states it, `title` without encoding."""

    attachment_id: str | None
    title: str
    url: str | None
    is_external: bool
    is_restricted: bool


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """An agenda item of a meeting's reply. The bodies are HTML, "" where the service gives none."""

    item_id: str | None
    number: str
    title: str
    agenda: str
    decision: str
    minutes: str
    is_restricted: bool
    documents: tuple[ServiceDocument, ...]

    def text(self) -> str:
        """Return all that the reply says of the item, markup removed, for rules that look for words."""
        return re.sub(r"<[^>]*>", " ", html.unescape(" ".join((self.title, self.agenda, self.decision, self.minutes))))


@dataclass(frozen=True, slots=True)
class ServiceMeeting:
    """A meeting's reply: ids as text, None where absent. `minutes_published` is the meeting's flag, whatever the bodies hold.

    The reply does not name the body that met; `committee` is the one for which files of this meeting's date were published.
    """

    meeting_id: str | None
    meeting_date: date | None
    status: str
    agenda_id: str | None
    minutes_published: bool
    items: tuple[ServiceItem, ...]
    committee: str | None


def is_webservice(data: bytes) -> bool:
    """Return whether the bytes begin as a reply of the web service does."""
    return _ROOT.match(data[:600].lstrip(b"\xef\xbb\xbf").decode("utf-8", "replace")) is not None


def parse_reply(data: bytes, source: str, content_type: str | None = None) -> Element:
    """Return the root element of a reply, its literal markup made text. Raises ParseError when the bytes are none, or damaged."""
    text = decode_page(data, source, content_type)
    if not _ROOT.match(text):
        raise ParseError("parse", source, "not a reply of ModernGov's web service")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:  # no reply has them; entities can be made to grow without bound
        raise ParseError("parse", source, "the web service's reply declares entities")
    text = _DECLARATION.sub("", text)
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError:
        pass
    try:
        return ElementTree.fromstring(_FREE.sub(_wrap, text))
    except ElementTree.ParseError as error:
        raise ParseError("parse", source, f"the web service's reply is no XML ({error})") from None


def _wrap(match: re.Match[str]) -> str:
    body = match[2]
    if "<" not in body and "&" in body:
        body = html.unescape(body)  # escaped text beside literal markup in one reply
    return f"<{match[1]}><![CDATA[{body.replace(']]>', ']]&gt;')}]]></{match[1]}>"


def field_text(element: Element, name: str) -> str:
    """Return the text of a child, its markup included where it is literal; "" for a child that is absent or holds white space only."""
    child = element.find(name)
    if child is None:
        return ""
    if len(child):
        inner = "".join(ElementTree.tostring(part, encoding="unicode") for part in child)
        return f"{child.text or ''}{inner}".strip()
    return (child.text or "").strip()


def field_title(element: Element, name: str) -> str:
    """Return a child's text on one line; the service encodes titles twice, so what is left after XML is decoded once more."""
    return " ".join(html.unescape(html.unescape(field_text(element, name))).split())


def field_date(element: Element, name: str) -> date | None:
    """Return the day in a child (dd/mm/yyyy), or None."""
    found = _DATE.match(field_text(element, name))
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def is_true(element: Element, name: str) -> bool:
    """Return whether a child says `True`; the service writes booleans as words."""
    return field_text(element, name).lower() == "true"


def parse_meeting(root: Element) -> ServiceMeeting:
    """Return the meeting that the root of a GetMeeting reply holds; items that the council does not display are left out."""
    return ServiceMeeting(
        meeting_id=field_text(root, "meetingid") or None,
        meeting_date=field_date(root, "meetingdate"),
        status=field_text(root, "meetingstatus"),
        agenda_id=field_text(root, "agendaid") or None,
        minutes_published=is_true(root, "minutepublished"),
        items=tuple(
            _item(element) for element in root.iter("agendaitem") if field_text(element, "isdisplayallowed").lower() != "false"
        ),
        committee=_committee(root),
    )


def _committee(root: Element) -> str | None:
    day = field_date(root, "meetingdate")
    named = Counter(
        field_title(linked, "committeetitle") for linked in root.iter("linkeddoc") if field_date(linked, "meetingdate") == day
    )
    named.pop("", None)
    return named.most_common(1)[0][0] if named else None


def _item(element: Element) -> ServiceItem:
    number = field_text(element, "minutesitemnumber") if is_true(element, "isminutepublished") else ""
    sub = field_text(element, "minutesitemsubnumber") if number not in ("", "0") else ""
    if number in ("", "0"):
        number, sub = field_text(element, "agendaitemnumber"), field_text(element, "agendaitemsubnumber")
    return ServiceItem(
        item_id=field_text(element, "agendaitemid") or None,
        number="" if number == "0" else f"{number}{'' if sub == '0' else sub}",
        title=field_title(element, "agendaitemtitle"),
        agenda=field_text(element, "agendatext"),
        decision=field_text(element, "decisionnonemptyhtmlbody"),
        minutes=field_text(element, "minutesnonemptyhtmlbody"),
        is_restricted=is_true(element, "isrestricted"),
        documents=tuple(_documents(element)),
    )


def _documents(element: Element) -> Iterator[ServiceDocument]:
    for linked in element.iter("linkeddoc"):
        yield ServiceDocument(
            attachment_id=field_text(linked, "attachmentid") or None,
            title=field_title(linked, "title"),
            url=field_text(linked, "url") or None,
            is_external=is_true(linked, "isurl"),
            is_restricted=is_true(linked, "isrestricted"),
        )


def parse_webservice(data: bytes, source: str, *, content_type: str | None = None, url: str | None = None) -> Page:
    """Return the page that a reply amounts to: a meeting's items, or for lists of committees and meetings a page without any.

    The reply is put into the frame of a meeting page and read as one, so that its text is exactly what that page would give.
    Raises ParseError as `parse_reply` does.
    """
    root = parse_reply(data, source, content_type)
    return parse_html(_framed(root).encode(), source, content_type="text/html; charset=utf-8", url=url)


def _framed(root: Element) -> str:
    if root.tag.lower() != "meeting" or root.find("agendaitems") is None:
        return (
            '<div id="modgov"><h1 class="mgMainTitleTxt">Browse meetings</h1><div class="mgContent"><p>Web service</p></div></div>'
        )
    meeting = parse_meeting(root)
    state = "Agenda and minutes" if meeting.minutes_published else "Agenda" if meeting.items else "Meeting"
    day = meeting.meeting_date.isoformat() if meeting.meeting_date else ""
    subject = " - ".join(part for part in (meeting.committee, day) if part) + (
        ", CANCELLED" if meeting.status.lower() == "cancelled" else ""
    )
    rows = "".join(_row(item) for item in meeting.items)
    return (
        f'<html><head><meta name="DC.date" content="{day}"></head><body><div id="modgov">'
        f'<h1 class="mgMainTitleTxt">{state}</h1><h2 class="mgSubTitleTxt">{html.escape(subject)}</h2>'
        f'<div class="mgContent"><table class="mgItemTable" id="mgItemTable">{rows}</table></div></div></body></html>'
    )


def _row(item: ServiceItem) -> str:
    parts = [f'<p class="mgAiTitleTxt">{html.escape(item.title)}</p>']
    if item.agenda:
        parts.append(f'<div class="mgWordPara">{item.agenda}</div>')
    shown = [document.title for document in item.documents if document.title]
    if shown:
        entries = "".join(f'<li><a href="#">{html.escape(title)}</a></li>' for title in shown)
        parts.append(f'<p class="mgSubItemTitleTxt">Additional documents:</p><ul class="mgBulletList">{entries}</ul>')
    for label, body in (("Decision:", item.decision), ("Minutes:", item.minutes)):
        if body:
            parts.append(f'<p class="mgSubItemTitleTxt">{label}</p><div class="mgWordPara">{body}</div>')
    number = f"{html.escape(item.number)}." if item.number else ""
    return f'<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt">{number}</p></td><td>{"".join(parts)}</td></tr>'

"""What all pages of a site have in common: head, the council's own template, `#modgov`, footer; dates in the forms that pages use."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from datetime import date, datetime

from tests.server.model import Council, Meeting
from tests.server.word import references

_WELSH_DAYS = ("Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener", "Dydd Sadwrn", "Dydd Sul")
_WELSH_MONTHS = (
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
)


@dataclass(slots=True)
class Frame:
    """One page: `kind` is the h1, `subject` the markup of the h2, `title` the text of DC.title."""

    kind: str
    subject: str
    title: str
    day: date
    content: str
    links: list[str] = field(default_factory=list)
    language: str = "en"


def build_page(council: Council, frame: Frame) -> bytes:
    """Return a page's bytes in the site's encoding: template lines end in CRLF, Word's in LF."""
    site = council.site
    links = "\r\n".join(f"   <li>{link}</li>" for link in frame.links)
    name = references(f"{council.name} Council")
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{frame.language}">',
        "<head>",
        *([f'<meta charset="{site.encoding}">'] if site.charset_named else []),
        f'<meta name="DC.title"  content="{references(frame.title)}" />',
        f'<meta name="DC.date" scheme="W3CDTF" content="{frame.day.isoformat()}" />',
        '<meta name="DC.subject" scheme="eGMS.IPSV" content="Local government" />',
        f"<title>{references(frame.title)} - {name}</title>",
        '<link rel="stylesheet" type="text/css" href="SiteSpecific/ssMgStyles.css" />',
        '<link rel="stylesheet" type="text/css" href="jquery-ui/Add-ons/mg.jqueryaddons.css" />',
        "</head>",
        "<body>",
        f'<header><a href="/">{name}</a></header>',
        '<nav><ul><li><a href="mgListCommittees.aspx?bcr=1">Committees</a></li><li><a href="ieListMeetings.aspx?CId=9">Constitution</a></li>'
        '<li><a href="ieDocSearch.aspx?bcr=1">Search</a></li></ul></nav>',
        f'<ol class="breadcrumb"><li><a href="/">Home</a></li><li>{references(frame.kind)}</li></ol>',
        '<div id="modgov">',
        *_headings(site.template, frame),
        "<script type='text/javascript'>$ModernGov.setSettings({'CalendarStyle':'0'});</script>",
        *([f'<div class="mgLinks" >\r\n <ul  class="mgActionList" >\r\n{links}\r\n </ul>\r\n</div>'] if links else []),
        f'<div class="mgContent" >\r\n{frame.content}\r\n</div>',
        '<div class="mgFooter" ></div>',
        "</div>",
        f"<footer><p>&copy; {name}</p></footer>",
        "</body>",
        "</html>",
        f"<!-- modern.gov reverse CMS: {council.name.lower()} -->",
    ]
    text = "\r\n".join(lines) + "\r\n"
    if site.encoding == "windows-1252":
        # Such a site has the characters themselves where others have references.
        text = text.replace("&rsquo;", "’").replace("&lsquo;", "‘").replace("&pound;", "£").replace("&ndash;", "–")
    return text.encode(site.encoding, "xmlcharrefreplace")


def _headings(template: str, frame: Frame) -> list[str]:
    if template == "bare":
        return [f"<h1>{references(frame.kind)}</h1>", f'<h2 class="mgSubTitleTxt">{frame.subject}</h2>']
    head = f'<div class="mgHeader" ><h1  class="mgMainTitleTxt" >{references(frame.kind)}</h1></div>'
    if template == "noh2":
        return [head]
    return [head, f'<div class="mgSubTitle" >\r\n<h2  class="mgSubTitleTxt" >{frame.subject}</h2>\r\n</div>']


def href(address: str) -> str:
    return html.escape(address)


def long_date(day: date) -> str:
    """Thursday 15 January 2026"""
    return f"{day:%A} {day.day} {day:%B %Y}"


def ordinal(day: date) -> str:
    """15th January"""
    ending = "th" if 10 <= day.day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day}{ending} {day:%B}"


def ordinal_date(day: date) -> str:
    """Thursday, 15th January, 2026"""
    return f"{day:%A}, {ordinal(day)}, {day.year}"


def welsh_date(day: date) -> str:
    return f"{_WELSH_DAYS[day.weekday()]}, {day.day} {_WELSH_MONTHS[day.month - 1]}, {day.year}"


def slashed(day: date) -> str:
    """dd/mm/yyyy"""
    return f"{day:%d/%m/%Y}"


def moment(meeting: Meeting, day: date) -> datetime:
    """Date and time of a meeting."""
    clock = meeting.time.replace(":", ".")
    return datetime.strptime(f"{day:%Y-%m-%d} {clock}", "%Y-%m-%d %I.%M %p")


def size_suffix(kilobytes: int) -> str:
    """The size that follows a document's name inside its link."""
    return f'<span  class="mgFileSize" > <img  src="mgimages/logo-pdf-1.gif"  alt="pdf icon"/> PDF {kilobytes} KB</span>'

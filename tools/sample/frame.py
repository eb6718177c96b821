"""What all ModernGov pages of a site have in common: head, council template, breadcrumb, `#modgov`, footer."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from datetime import date

from tools.sample.content import Council, SampleMeeting

TRUNCATION_WORDS = 500
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


@dataclass(slots=True)
class Frame:
    """The parts of one page: `kind` is the h1, `subject` the h2 (None where the template leaves it out), `address` the page's own URL."""

    council: Council
    address: str
    kind: str
    subject: str | None
    title: str
    dc_date: str
    links: list[str] = field(default_factory=list)
    before: str = ""
    content: str = ""


def build_page(frame: Frame, *, encoding: str = "utf-8") -> bytes:
    """Return the bytes of a page; a windows-1252 page names no charset. Template lines end in CRLF, Word's text in LF."""
    council = frame.council
    saved = f"{council.url}{frame.address}"
    links = "\r\n".join(f"    <li>{link}</li>" for link in frame.links)
    head = [
        "<!DOCTYPE html>",
        f"<!-- saved from url=({len(saved):04d}){saved} -->",
        '<html lang="en">',
        "<head>",
        *(['    <meta charset="utf-8">'] if encoding == "utf-8" else []),
        f'    <meta name="DC.title"  content="{references(frame.title)}" />',
        f'    <meta name="DC.date" scheme="W3CDTF" content="{frame.dc_date}" />',
        '    <meta name="DC.subject" scheme="eGMS.IPSV" content="Local government" />',
        f"    <title>{references(frame.title)} - {html.escape(council.name)} Council</title>",
        '    <link rel="stylesheet" type="text/css" href="SiteSpecific/ssMgStyles.css" />',
        '    <link rel="stylesheet" type="text/css" href="SiteSpecific/ssWordStyles.css" />',
        '    <link rel="stylesheet" type="text/css" href="jquery-ui/Add-ons/mg.jqueryaddons.css" />',
        "</head>",
    ]
    body = [
        "<body>",
        f'<header id="site-header"><a href="https://www.{council.slug}.example/">{html.escape(council.name)} Council</a></header>',
        '<nav class="side-nav"><ul>',
        '  <li><a href="mgListCommittees.aspx?bcr=1">Committees</a></li>',
        '  <li><a href="ieListMeetings.aspx?CId=99&amp;Year=0">Constitution</a></li>',
        '  <li><a href="mgDelegatedDecisions.aspx?bcr=1">Decisions</a></li>',
        '  <li><a href="mgMemberIndex.aspx?bcr=1">Councillors</a></li>',
        "</ul></nav>",
        '<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="mgListCommittees.aspx">Democracy</a></li>'
        f"<li>{references(frame.kind)}</li></ol>",
        '<div id="modgov">',
        *_headings(frame),
        frame.before,
        "<script type=\"text/javascript\">$ModernGov.setSettings({'CalendarStyle':'0'});</script>",
        *([f'<div class="mgLinks" >\r\n  <ul  class="mgActionList" >\r\n{links}\r\n  </ul>\r\n</div>'] if links else []),
        '<div class="mgContent" >',
        frame.content,
        "</div>",
        '<div class="mgFooter" ></div>',
        "</div>",
        f"<footer><p>&copy; {html.escape(council.name)} Council</p></footer>",
        "</body>",
        "</html>",
        f"<!-- modern.gov reverse CMS: {council.slug} -->",
    ]
    return ("\r\n".join([*head, *body]) + "\r\n").encode(encoding, "xmlcharrefreplace")


def _headings(frame: Frame) -> list[str]:
    subject = frame.subject
    if frame.council.template == "bare":
        return [f"<h1>{references(frame.kind)}</h1>", *([f'<h2 class="mgSubTitleTxt">{subject}</h2>'] if subject else [])]
    lines = [f'<div class="mgHeader" >\r\n<h1  class="mgMainTitleTxt" >{references(frame.kind)}</h1>\r\n</div>']
    if subject:
        lines.append(f'<div class="mgSubTitle" >\r\n<h2  class="mgSubTitleTxt">{subject}</h2>\r\n</div>')
    return lines


def references(text: str) -> str:
    """Return text as ModernGov writes titles: ASCII punctuation and dashes as decimal references."""
    return "".join(f"&#{ord(letter)};" if letter in "&'()/:;–’‘“”\"<>" else letter for letter in text)


def size_suffix(kilobytes: int) -> str:
    """Return the file-size suffix that follows the name of a document inside its link."""
    return f'<span class="mgFileSize"> <img  src="mgimages/file-icons/pdf-icon.png" alt="pdf icon"/> PDF {kilobytes} KB</span>'


def ordinal(day: int) -> str:
    """Return 1st, 2nd, 3rd, 4th …"""
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def long_date(day: date, style: str = "comma") -> str:
    """Return a meeting's date as headings write it: `comma` Tuesday, 7th May, 2013; `plain` Thursday 15 January 2026; `short` 4 May 2021."""
    month = MONTHS[day.month - 1]
    if style == "comma":
        return f"{DAYS[day.weekday()]}, {ordinal(day.day)} {month}, {day.year}"
    if style == "short":
        return f"{day.day} {month} {day.year}"
    return f"{DAYS[day.weekday()]} {day.day} {month} {day.year}"


def slashed(day: date) -> str:
    """Return dd/mm/yyyy."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def meeting_address(meeting: SampleMeeting) -> str:
    """Return the address of a meeting's page, relative to the site."""
    return f"ieListDocuments.aspx?CId={meeting.cid}&MId={meeting.mid}&Ver=4"

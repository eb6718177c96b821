"""The ModernGov page kinds: a meeting's page, an item's page, issue pages, decision pages; each in the markup that the sites serve."""

from __future__ import annotations

import html
import random

from tools.sample.content import Council, SampleItem, SampleMeeting
from tools.sample.frame import (
    TRUNCATION_WORDS,
    Frame,
    build_page,
    long_date,
    meeting_address,
    ordinal,
    references,
    size_suffix,
    slashed,
)
from tools.sample.gold import ShownItem
from tools.sample.marks import MarkedText
from tools.sample.word import word_html

_STATES = {
    "future": "Meeting",
    "cancelled": "Meeting",
    "agenda": "Agenda",
    "minutes": "Agenda and minutes",
    "draft": "Agenda and draft minutes",
    "decisions": "Agenda and decisions",
    "full": "Agenda, decisions and minutes",
    "welsh": "Rhaglen a chofnodion",
    "pdf": "Agenda and minutes",
}
_SHOWN = {
    "agenda": ("preface",),
    "minutes": ("preface", "minutes"),
    "draft": ("preface", "minutes"),
    "decisions": ("preface", "decision"),
    "full": ("preface", "decision", "minutes"),
    "welsh": ("preface", "minutes"),
    "pdf": ("preface",),
}
_WELSH = {"Minutes:": "Cofnodion:", "Decision:": "Penderfyniad:", "Additional documents:": "Dogfennau ychwanegol:"}
_WELSH_DAYS = ("Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener", "Dydd Sadwrn", "Dydd Sul")
_WELSH_MONTHS = [
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
]


class _Writer:
    """Writes an item's sections and notes what it showed."""

    def __init__(self, council: Council, item: SampleItem, *, limit: int | None, always_link: bool = False, welsh: bool = False):
        self._council, self._item, self._limit, self._always, self._welsh = council, item, limit, always_link, welsh
        self._rng = random.Random(f"{council.slug} {item.ai}")
        self.shown = ShownItem([item.title])

    def paragraphs(self, text: MarkedText, what: str) -> str:
        """Return `div.mgWordPara` with the text, cut at the limit and then with the truncation link; "" for an empty text."""
        if not text.text:
            return ""
        cut = self._limit is not None and text.n_words > self._limit
        visible = text.cut(self._limit or 0) if cut else text
        self.shown.texts.append(visible)
        self.shown.truncated |= cut
        tail = ""
        if cut or (self._always and what == "minutes"):
            number = self._item.number.rstrip(".")
            dotted = f"{number}." if number.isdigit() else number
            title = references(self._item.title.text)
            tail = (
                f'&nbsp;...&nbsp; <a  href="mgAi.aspx?ID={self._item.ai}" title="Link to view the full item text for item {dotted}, {title}">'
                f" view the full {what} text for item {dotted}</a>"
            )
        return f'<div class="mgWordPara" >{word_html(visible.lines, self._council.word, self._rng, tail)}</div>'

    def label(self, text: str) -> str:
        """Return a section label."""
        return f'<p  class="mgSubItemTitleTxt" >{_WELSH.get(text, text) if self._welsh else text}</p>'

    def documents(self, label: str, *, empty_label: bool = False) -> str:
        """Return the list of attachments under its label; the label alone where the site prints it with nothing under it."""
        if not self._item.documents:
            return self.label(label) if empty_label else ""
        entries = "\r\n".join(
            f'  <li><a  href="documents/s{self._item.ai}{at}/{html.escape(name)}.pdf">{references(name)} '
            f'<span class="mgHide">&#44; item {self._item.number}</span> {size_suffix(61 + 37 * at)}</a></li>'
            for at, name in enumerate(self._item.documents, start=1)
        )
        return f'{self.label(label)}\r\n<ul  class="mgBulletList" >\r\n{entries}\r\n</ul>'


def meeting_page(council: Council, meeting: SampleMeeting, options: dict[str, str]) -> tuple[bytes, list[ShownItem]]:
    """Return a meeting's page in the meeting's state, and what it shows. Options: encoding, links=all, labels=missing, limit=none."""
    welsh = meeting.state == "welsh"
    rows, shown = [], []
    if meeting.state not in ("future", "cancelled"):
        for item in meeting.items:
            limit = None if options.get("limit") == "none" else TRUNCATION_WORDS
            writer = _Writer(council, item, limit=limit, always_link=options.get("links") == "all", welsh=welsh)
            rows.append(_item_row(writer, item, meeting, options))
            shown.append(writer.shown)
    heading = _meeting_heading(meeting, welsh=welsh)
    content = [_venue(meeting)]
    if meeting.state == "cancelled":
        content.append("<p>There are no documents available for this meeting at present.</p>")
    elif rows:
        content += [
            '<h2 class="mgSectionTitle">Media</h2>',
            '<table  class="mgItemTable"  id="mgItemTable" summary="Table of agenda items" >'
            '<caption  class="mgSectionTitle">Items</caption>',
            '<tr><th  class="mgHide" >No.</th><th  class="mgHide" >Item</th></tr>',
            *rows,
            "</table>",
        ]
    links = [f'<a  href="mgMeetingAttendance.aspx?ID={meeting.mid}">Attendance details</a>']
    if meeting.state not in ("future", "cancelled"):
        links.append(f'<a href="documents/g{meeting.mid}/Agenda frontsheet.pdf?T=0">Agenda frontsheet {size_suffix(198)}</a>')
    if meeting.state in ("minutes", "full", "pdf"):
        links.append(f'<a href="documents/g{meeting.mid}/Printed minutes.pdf?T=1">Printed minutes {size_suffix(104)}</a>')
    if meeting.state == "draft":
        links.append(f'<a href="documents/g{meeting.mid}/Printed minutes.pdf?T=1">Printed draft minutes {size_suffix(99)}</a>')
    title = f"Agenda for {meeting.committee} on {long_date(meeting.day, 'plain')}, {meeting.time}"
    subject = None if council.template == "noh2" else heading
    frame = Frame(council, meeting_address(meeting), _STATES[meeting.state], subject, title, meeting.day.isoformat(), links)
    frame.content = "\r\n".join(content)
    return build_page(frame, encoding=options.get("encoding", "utf-8")), shown


def _meeting_heading(meeting: SampleMeeting, *, welsh: bool) -> str:
    if welsh:
        day = meeting.day
        when = f"{_WELSH_DAYS[day.weekday()]}, {day.day}fed {_WELSH_MONTHS[day.month - 1]}, {day.year} {meeting.time}"
    else:
        when = f"{long_date(meeting.day, meeting.style)} {meeting.time}"
    moved = f"Moved from {meeting.moved}, " if meeting.moved else ""
    cancelled = ", CANCELLED" if meeting.state == "cancelled" else ""
    return f'<a  href="mgCommitteeDetails.aspx?ID={meeting.cid}">{moved}{references(meeting.committee)} - {when}{cancelled}</a>'


def _venue(meeting: SampleMeeting) -> str:
    label = "Proposed venue: " if meeting.state in ("cancelled", "future") else "Venue: "
    return (
        f'<p><span class="mgLabel" >{label}</span>{references(meeting.venue)}. '
        '<a  href="mgLocationDetails.aspx?RID=1" title="Link to directions"> View directions</a></p>\r\n'
        f'<p><span  class="mgLabel">Contact: </span>{references(meeting.contact)}&nbsp; Tel: 01632 960{int(meeting.mid) % 900 + 100}</p>'
    )


def _item_row(writer: _Writer, item: SampleItem, meeting: SampleMeeting, options: dict[str, str]) -> str:
    shown = _SHOWN[meeting.state]
    number = item.number if not item.number.isdigit() else f"{item.number}."
    title = f"{references(item.title.text)} "
    if item.documents:
        title = f'<a  class="mgAiTitleLnk"  href="documents/s{item.ai}/Report.pdf">{title}{size_suffix(item.size)}</a>'
    parts = [f'<p  class="mgAiTitleTxt" >{title}</p>']
    if item.issue:
        link = f'<a href="mgIssueHistoryHome.aspx?IId={item.issue}">View the background to item {number}</a>'
        parts.append(f'<ul  class="mgActionList" ><li>{link}</li></ul>')
    parts.append(writer.paragraphs(item.section("preface"), "agenda"))
    parts.append(writer.documents("Additional documents:", empty_label=options.get("links") == "all"))
    if "decision" in shown and item.section("decision").text:
        parts += [writer.label("Decision:"), writer.paragraphs(item.section("decision"), "decision")]
    if "minutes" in shown and item.section("minutes").text:
        label = "" if options.get("labels") == "missing" and item.section("preface").text else writer.label("Minutes:")
        parts += [label, writer.paragraphs(item.section("minutes"), "minutes")]
    if item.recorded_vote and "minutes" in shown:
        parts.append(_recorded_vote(item, meeting))
    inner = "\r\n".join(part for part in parts if part)
    cell = f'<p  class="mgAiTitleTxt" ><a  name="AI{item.ai}" aria-disabled="true"></a>{number}</p>'
    return f'<tr>\r\n<td  class="mgItemNumberCell" >{cell}</td>\r\n<td>\r\n{inner}\r\n</td>\r\n</tr>'


def _recorded_vote(item: SampleItem, meeting: SampleMeeting) -> str:
    """Return the table of a recorded vote, and after it the list entry that stands in no list."""
    return (
        '<table  class="mgTableNoBorderFullWidth"><caption>Recorded Vote</caption>'
        "<tr><th>Title</th><th>Type</th><th>Recorded Vote text</th><th>Result</th></tr>"
        f"<tr><td>{references(item.title.text)}</td><td>Resolution</td><td>&nbsp;</td><td>Carried</td></tr></table>\r\n"
        f'<li><a  href="mgListRecordedVotesShort.aspx?AIID={item.ai}&amp;MID={meeting.mid}">View recorded votes for item {item.number}</a></li>'
    )


def agenda_item_page(council: Council, ai: str, options: dict[str, str]) -> tuple[bytes, list[ShownItem]]:
    """Return the page of one item. `dated=yes`: the newer template with a line on the meeting; `labels=missing`: no "Minutes:"."""
    meeting, item = council.item(ai)
    writer = _Writer(council, item, limit=None)
    parts = [writer.paragraphs(item.section("preface"), "agenda")]
    if item.section("decision").text:
        parts += [writer.label("Decision:"), writer.paragraphs(item.section("decision"), "decision")]
    if item.section("minutes").text:
        parts += [
            "" if options.get("labels") == "missing" else writer.label("Minutes:"),
            writer.paragraphs(item.section("minutes"), "minutes"),
        ]
    parts.append(writer.documents("Supporting documents:", empty_label=True))
    links = []
    if options.get("dated") == "yes":
        when = f"{_weekday_date(meeting)} {meeting.time}"
        links = [
            f'<a href="{html.escape(meeting_address(meeting))}">Meeting of {references(meeting.committee)}, {when} (Item {item.number}.)</a>',
            f'<a href="mgMemberDeclarations.aspx?AIID={ai}">View the declarations of interest for item {item.number}.</a>',
        ]
    frame = Frame(
        council,
        f"mgAi.aspx?ID={ai}",
        "Agenda item",
        references(item.title.text),
        f"Agenda item - {item.title.text}",
        "2026-05-11",
        links,
    )
    frame.content = "\r\n".join(part for part in parts if part)
    return build_page(frame, encoding=options.get("encoding", "utf-8")), [writer.shown]


def _weekday_date(meeting: SampleMeeting) -> str:
    day, *rest = long_date(meeting.day, "plain").split()
    return f"{day} {ordinal(int(rest[0]))} {rest[1]} {rest[2]}"


def issue_meetings_page(council: Council, issue: str, ais: list[str], options: dict[str, str]) -> tuple[bytes, list[ShownItem]]:
    """Return the "Issue - meetings" page of an issue that went to the meetings of the items `ais`, newest first."""
    parts: list[str] = []
    shown: list[ShownItem] = []
    for ai in ais:
        meeting, item = council.item(ai)
        writer = _Writer(council, item, limit=None if options.get("limit") == "none" else TRUNCATION_WORDS)
        heading = f"Meeting: {slashed(meeting.day)} - {meeting.committee} (Item {item.number})"
        suffix = size_suffix(item.size) if item.documents else ""
        parts += [
            f'<h3  class="mgSectionTitle" ><a href="{html.escape(meeting_address(meeting))}#AI{ai}">{references(heading)}</a></h3>',
            f'<p  class="mgAiTitleTxt" >{item.number} {references(item.title.text)} {suffix}</p>',
            writer.paragraphs(item.section("preface"), "agenda"),
            writer.documents("Additional documents:", empty_label=True),
        ]
        if item.section("decision").text:
            parts += [writer.label("Decision:"), writer.paragraphs(item.section("decision"), "decision")]
        if item.section("minutes").text:
            parts += [
                "" if options.get("labels") == "missing" else writer.label("Minutes:"),
                writer.paragraphs(item.section("minutes"), "minutes"),
            ]
        shown.append(writer.shown)
    title = council.item(ais[0])[1].title.text
    frame = Frame(
        council, f"ieIssueDetails.aspx?IId={issue}&PlanId=0&Opt=3", "Issue - meetings", references(title), title, "2026-05-11"
    )
    frame.content = "\r\n".join(part for part in parts if part)
    return build_page(frame, encoding=options.get("encoding", "utf-8")), shown

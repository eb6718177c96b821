"""The pages that hold minutes: a meeting's page (`ieListDocuments`), one item's page (`mgAi`), attendance and votes."""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import date

from tests.server.frame import Frame, build_page, href, long_date, ordinal, ordinal_date, size_suffix, welsh_date
from tests.server.model import Council, Document, Item, Meeting
from tests.server.sentences import COUNCILLORS
from tests.server.word import LIMIT, cut, references, word_count, word_html

_KINDS = {
    "cancelled": "Meeting",
    "future": "Meeting",
    "agenda": "Agenda",
    "decisions": "Agenda and decisions",
    "draft": "Agenda and draft minutes",
    "confirmed": "Agenda and minutes",
}
_WELSH = {
    "Minutes:": "Cofnodion:",
    "Decision:": "Penderfyniad:",
    "Additional documents:": "Dogfennau ychwanegol:",
    "Supporting documents:": "Dogfennau ategol:",
    "Agenda item": "Eitem Agenda",
    "Meeting": "Cyfarfod",
    "Agenda": "Rhaglen",
    "Agenda and draft minutes": "Rhaglen a chofnodion drafft",
    "Agenda and minutes": "Rhaglen a chofnodion",
}


@dataclass(frozen=True, slots=True)
class View:
    """A council as it shows on a day, at an address (`base`, with a slash at its end), in a language."""

    council: Council
    today: date
    base: str
    welsh: bool = False

    def word(self, english: str) -> str:
        return _WELSH.get(english, english) if self.welsh else english

    @property
    def language(self) -> str:
        return "cy" if self.welsh else "en"

    def prose(self, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
        """Text in the view's language; the data layer has no ŵ and ŷ and gives `?` for them."""
        return tuple(f"Adroddiad y Gr?p ar D? a Theulu. {line}" for line in paragraphs) if self.welsh else paragraphs


def label(view: View, text: str) -> str:
    return f'<p  class="mgSubItemTitleTxt">{view.word(text)}</p>'


def document_address(document: Document) -> str:
    return f"documents/s{document.id}/{document.title}.pdf"


def meeting_heading(view: View, meeting: Meeting) -> str:
    """The h2 of a meeting: body, date, time and status words in the places where sites have them."""
    day = meeting.shown_day(view.today)
    spelt = welsh_date(day) if view.welsh else long_date(day) if view.council.site.agenda_offset else ordinal_date(day)
    text = f"{references(meeting.committee.title)} - {spelt} {references(meeting.time)}"
    if meeting.is_moved(view.today) and meeting.old_day:
        text = f"Moved from {ordinal(meeting.old_day)} {meeting.old_day.year}, {text}"
    text += ", CANCELLED" if meeting.cancelled else ""
    return f'<a  href="mgCommitteeDetails.aspx?ID={meeting.committee.id}">{text}</a>'


def meeting_page(view: View, meeting: Meeting) -> bytes:
    """Return the meeting's page in the state that it has on the view's day."""
    state = meeting.state(view.today)
    kind = _KINDS[state]
    if meeting.has_decisions and state in ("draft", "confirmed"):
        kind = "Agenda, decisions and minutes" if state == "confirmed" else "Agenda, decisions and draft minutes"
    day = meeting.shown_day(view.today)
    venue = "Proposed venue: " if meeting.cancelled else "Venue: "
    content = [
        f'<p><span  class="mgLabel" >{venue}</span>Committee Room 2, Town Hall. <a href="mgLocationDetails.aspx?RID=1"> View directions</a></p>',
        '<p><span  class="mgLabel" >Contact: </span>Democratic Services&nbsp; Email:&nbsp;<a href="mailto:committees@council.example">committees@council.example</a></p>',
    ]
    if state == "cancelled":
        content.append("<p>There are no documents available for this meeting at present.</p>")
    elif state != "future":
        rows = [_row(view, meeting, item) for item in meeting.items]
        content += [
            '<h2 class="mgSectionTitle">Media</h2>',
            '<table  class="mgItemTable"  id="mgItemTable" summary="Table of agenda items" ><caption  class="mgSectionTitle">Items</caption>',
            '<tr><th  class="mgHide" >No.</th><th  class="mgHide" >Item</th></tr>',
            *rows,
            "</table>",
        ]
    title = f"Agenda for {meeting.committee.title} on {long_date(day)}, {meeting.time.replace('.', ':')}"
    frame = Frame(
        view.word(kind),
        meeting_heading(view, meeting),
        title,
        day,
        "\r\n".join(content),
        _pack_links(view, meeting, state),
        view.language,
    )
    return build_page(view.council, frame)


def _pack_links(view: View, meeting: Meeting, state: str) -> list[str]:
    links = [f'<a href="mgMeetingAttendance.aspx?ID={meeting.id}">Attendance details</a>']
    if view.council.site.welsh:
        links.append(
            f'<a href="ieListDocuments.aspx?CId={meeting.committee.id}&amp;MId={meeting.id}&amp;LLL={0 if view.welsh else 1}">Cymraeg / English</a>'
        )
    if state in ("cancelled", "future"):
        return links
    body = meeting.committee.title
    when = f"{meeting.day:%A %d-%b-%Y} {meeting.time.split(' ')[0].replace(':', '.')}"
    number = meeting.agenda_id
    packs = [("Agenda frontsheet", "Agenda frontsheet", 0, 198)]
    if meeting.supplement:
        links.append(f'<a href="mgChooseDocPack.aspx?ID={number}">Agenda reports pack</a>')
    else:
        packs.append(("Public reports pack", "Public reports pack", 10, 4200))
    if state in ("draft", "confirmed"):
        packs.append(("Printed minutes", "Printed draft minutes" if state == "draft" else "Printed minutes", 1, 104))
    if meeting.has_decisions and state in ("decisions", "draft", "confirmed"):
        packs.append(("Printed decisions", "Printed decisions", 2, 115))
    for name, text, code, size in packs:
        address = href(f"documents/g{number}/{name} {when} {body}.pdf?T={code}")
        links.append(f'<a  href="{address}"  title="Link to {text.lower()} pdf file">{text} {size_suffix(size)} </a>')
    if view.council.site.printed_html and state in ("draft", "confirmed"):
        links.append(f'<a href="documents/g{number}/Printed minutes {when}.htm?T=1&amp;CT=2">Printed minutes (HTML)</a>')
    return links


def _row(view: View, meeting: Meeting, item: Item) -> str:
    number = meeting.number(item, view.today)
    title = references(item.title)
    first = next((document for document in item.documents if document.kind == "report" and document.is_public(view.today)), None)
    if first:
        title = f'<a  class="mgAiTitleLnk"   href="{href(document_address(first))}"    \n\ttitle="Link&#32;to&#32;document">{title} {size_suffix(161)} </a>'
    parts = [f'<p  class="mgAiTitleTxt" >{title}</p>']
    if item.issue:
        background = f'<a href="mgIssueHistoryHome.aspx?IId={item.issue}">View the background to item {references(number)}</a>'
        parts.append(f'<ul  class="mgActionList" ><li>{background}</li></ul>')
    if item.subject == "relevant":
        parts.append('<ul class="mgShare"><li><a href="#">Share this item</a></li></ul>')
    if item.restricted:
        parts.append('<p class="mgRestricted">This item is restricted.</p>')
    if item.preface:
        parts.append(word_html(view.prose((item.preface,)), f"{item.seed} preface"))
    parts.append(_documents(view, item, number, first))
    state = meeting.state(view.today)
    if item.decision and not item.restricted and state in ("decisions", "draft", "confirmed"):
        parts += [label(view, "Decision:"), word_html(view.prose(item.decided), f"{item.seed} decision")]
    parts += _minutes(view, meeting, item, number)
    if item.recorded_vote and state in ("draft", "confirmed"):
        parts.append(
            '<table  class="mgTableNoBorderFullWidth" summary="Recorded votes"><caption>Recorded Vote</caption><thead><th>Title</th><th>Type</th><th>Result</th></thead>'
            f"<tr><td>{title}</td><td>Motion</td><td>Carried</td></tr></table>"
            f'<li><a href="mgListRecordedVotesShort.aspx?AIID={item.id}&amp;MID={meeting.id}">View recorded vote for this item</a></li></a>'
        )
    cell = f'<td  class="mgItemNumberCell" ><p  class="mgAiTitleTxt" ><a name="AI{item.id}" aria-disabled="true"></a>{references(number)}</p></td>'
    return (
        f"\r\n\t<tr>\r\n\t\t{cell}\r\n\t\t\t\r\n\t<td >\t\t\t\r\n"
        + "\r\n".join(part for part in parts if part)
        + "\r\n\t</td>\r\n\t</tr>"
    )


def _documents(view: View, item: Item, number: str, first: Document | None) -> str:
    rest = [document for document in item.documents if document is not first and document.is_public(view.today)]
    if not rest:
        return label(view, "Additional documents:") if item.documents else ""
    entries = "\r\n".join(
        f'<li><a  href="{href(document_address(document))}">{references(document.title)} <span  class="mgHide" >&#44; item {references(number)}</span>'
        f" {size_suffix(99)}</a></li>"
        for document in rest
    )
    return f'{label(view, "Additional documents:")}\r\n<ul  class="mgBulletList" >\r\n{entries}\r\n</ul>'


def _minutes(view: View, meeting: Meeting, item: Item, number: str) -> list[str]:
    paragraphs = view.prose(meeting.minutes(item, view.today)) if meeting.minutes_kind == "text" else ()
    if not paragraphs:
        empty = meeting.minutes_kind == "text" and meeting.state(view.today) in ("draft", "confirmed") and item.restricted
        return [label(view, "Minutes:")] if empty else []
    text = shortened(view, item, number, paragraphs)
    return [text] if item.unlabelled and not item.documents else [label(view, "Minutes:"), text]


def shortened(view: View, item: Item, number: str, paragraphs: tuple[str, ...]) -> str:
    """Return minutes cut at the limit, with the link to the full text where they are cut, or everywhere on a site that links all."""
    is_cut = word_count(paragraphs) > LIMIT
    tail = ""
    if is_cut or view.council.site.links_all:
        twin = "&amp;LLL=1" if view.welsh else ""
        tail = (
            f'&nbsp;...&nbsp;<a  href="mgAi.aspx?ID={item.id}{twin}"  title="Link to view the full item text for item {references(number)}, '
            f'{references(item.title)}"> view the full minutes text for item {references(number)}</a>'
        )
    return word_html(cut(paragraphs) if is_cut else paragraphs, item.seed, tail)


def item_page(view: View, meeting: Meeting, item: Item) -> bytes | None:
    """Return an item's own page: the whole text; documents come last and are called supporting. None before the agenda is out."""
    if meeting.state(view.today) == "future":
        return None
    parts = ['<p class="breadcrumb">You are here: Home &gt; Agenda item</p>'] if view.council.site.template == "bare" else []
    state = meeting.state(view.today)
    if state != "cancelled":
        if item.preface:
            parts.append(word_html(view.prose((item.preface,)), f"{item.seed} preface"))
        if item.decision and not item.restricted and state in ("decisions", "draft", "confirmed"):
            parts += [label(view, "Decision:"), word_html(view.prose(item.decided), f"{item.seed} decision")]
        paragraphs = view.prose(meeting.minutes(item, view.today)) if meeting.minutes_kind == "text" else ()
        if paragraphs:
            parts += [] if item.unlabelled else [label(view, "Minutes:")]
            parts.append(word_html(paragraphs, item.seed))
        public = [document for document in item.documents if document.is_public(view.today)]
        entries = "".join(
            f'<li><a  href="{href(document_address(it))}">{references(it.title)} {size_suffix(99)}</a></li>' for it in public
        )
        parts += [label(view, "Supporting documents:"), f'<ul class="mgBulletList">{entries}</ul>' if entries else ""]
    frame = Frame(
        view.word("Agenda item"),
        references(item.title),
        f"Agenda item - {item.title}",
        view.today,
        "\r\n".join(parts),
        language=view.language,
    )
    return build_page(view.council, frame)


def attendance_page(view: View, meeting: Meeting) -> bytes:
    """Return who was there; "Expected" stays where nobody brought the list up to date."""
    start = meeting.id % 5
    rows = []
    statuses = ("Present", "Apologies", "Present, virtual", "Expected", "Present, as substitute", "In attendance")
    for at, status in enumerate(statuses):
        name = COUNCILLORS[(start + at) % len(COUNCILLORS)]
        officer = status == "In attendance"
        who = html.escape(f"Officer {name}" if officer else f"Councillor {name}")
        linked = who if officer else f'<a href="mgUserInfo.aspx?UID={100 + at}">{who}</a>'
        rows.append(f"<tr><td>{linked}</td><td>{'Officer' if officer else 'Committee Member'}</td><td>{status}</td></tr>")
    table = f'<table summary="Table of meeting attendance"><thead><tr><th>Attendee</th><th>Role</th><th>Attendance</th></tr></thead><tbody>{"".join(rows)}</tbody></table>'
    return build_page(
        view.council, Frame("Meeting attendance", meeting_heading(view, meeting), "Meeting attendance", view.today, table)
    )

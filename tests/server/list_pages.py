"""The pages that lead to meetings: index of bodies, a body, its meetings, the calendar, the legacy import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from tests.server.frame import Frame, build_page, moment
from tests.server.meeting_pages import View
from tests.server.model import Committee, Meeting
from tests.server.word import references, word_html

DEFAULT_ROWS, YEAR_ROWS = 15, 51


def committees_page(view: View) -> bytes:
    """Return the index of live bodies; expired ones are not in it."""
    groups: defaultdict[str, list[Committee]] = defaultdict(list)
    for committee in view.council.committees:
        if committee.live:
            groups[committee.category].append(committee)
    sections = [
        f'<h2 class="mgSectionTitle">{references(category)}</h2>\r\n<ul class="mgBulletList">'
        + "\r\n".join(f'<li><a  href="mgCommitteeDetails.aspx?ID={body.id}">{references(body.title)}</a></li>' for body in bodies)
        + "</ul>"
        for category, bodies in groups.items()
    ]
    return build_page(
        view.council, Frame("Committee structure", "Committees", "Committee structure", view.today, "\r\n".join(sections))
    )


def browse_page(view: View) -> bytes:
    """Return "Browse meetings", the same bodies with links to their meetings."""
    entries = "\r\n".join(
        f'<li><a href="ieListMeetings.aspx?CId={body.id}&amp;Year=0">{references(body.title)}</a></li>'
        for body in view.council.committees
        if body.live
    )
    return build_page(
        view.council,
        Frame("Browse meetings", "All committees", "Browse meetings", view.today, f'<ul class="mgBulletList">{entries}</ul>'),
    )


def committee_page(view: View, committee: Committee) -> bytes:
    links = [
        f'<a href="ieListMeetings.aspx?CommitteeId={committee.id}">Browse meetings and agendas for this committee</a>',
        f'<a href="mgUserAttendanceSummary.aspx?XXR=0&amp;CID={committee.id}">Attendance statistics</a>',
    ]
    content = (
        '<h2 class="mgSectionTitle">Purpose of committee</h2>' + word_html(("The body meets in public.",), committee.title)
        + '<h2 class="mgSectionTitle">Membership</h2><ul class="mgBulletList"><li><a href="mgUserInfo.aspx?UID=101">Councillor Tresk</a>&nbsp; (Chair)&nbsp;</li></ul>'
    )  # fmt: skip
    frame = Frame(
        "Committee details", references(committee.title), f"Committee details - {committee.title}", view.today, content, links
    )
    return build_page(view.council, frame)


def meeting_list(view: View, committee: Committee, query: Mapping[str, str]) -> bytes:
    """Return a body's meetings, newest first: 15 by default, 51 at most for a year, or those earlier or later than `D`."""
    ordered = sorted(committee.meetings, key=lambda meeting: moment(meeting, meeting.shown_day(view.today)), reverse=True)
    year = query.get("year", "0")
    edge = _edge(query.get("d", ""))
    if query.get("act", "").lower() == "earlier" and edge:
        shown = [meeting for meeting in ordered if _when(view, meeting) < edge][:DEFAULT_ROWS]
    elif query.get("act", "").lower() == "later" and edge:
        shown = [meeting for meeting in ordered if _when(view, meeting) > edge][-DEFAULT_ROWS:]
    elif year.isdigit() and year != "0":
        shown = [meeting for meeting in ordered if _when(view, meeting).year == int(year)][-YEAR_ROWS:]
    else:
        shown = ordered[:DEFAULT_ROWS]
    rows = "\r\n".join(_list_row(view, meeting, at) for at, meeting in enumerate(shown))
    years = "".join(f'<option value="{it}">{it}</option>' for it in sorted({meeting.day.year for meeting in ordered}))
    steps = []
    if shown and shown[-1] is not ordered[-1]:
        steps.append(_step(view, committee, "earlier", shown[-1]))
    if shown and shown[0] is not ordered[0]:
        steps.append(_step(view, committee, "later", shown[0]))
    content = (
        '<form method="post" action="ieListMeetings.aspx" id="FormYearSelect"><select id="YearSelect" name="YearSelect"><option value="0"></option>'
        f'{years}</select><input name="Submit" value="Go" type="submit" /><input type="hidden" name="hCommitteeId" value="{committee.id}" /></form>\r\n'
        f"<div class='mgMeetingsEarlierLater'><p>{' '.join(steps)}</p></div>\r\n"
        f'<div class="mgTableBorder"><div class="mgTableTitleTxt">Meetings</div>\r\n<ul  class="mgNonBulletTableList" >\r\n{rows}\r\n'
        f'<li class="mgTableOddRow"><a class="mgMeetingTableLnk" href="ieListMeetings.aspx?CId={committee.id}&amp;info=1&amp;MD=Constitution">Constitution</a></li>'
        "</ul></div>"
    )
    frame = Frame("Browse meetings", references(committee.title), f"Browse meetings - {committee.title}", view.today, content)
    return build_page(view.council, frame)


def _edge(packed: str) -> datetime | None:
    try:
        return datetime.strptime(packed, "%Y%m%d%H%M")
    except ValueError:
        return None


def _when(view: View, meeting: Meeting) -> datetime:
    return moment(meeting, meeting.shown_day(view.today))


def _step(view: View, committee: Committee, way: str, meeting: Meeting) -> str:
    packed = f"{_when(view, meeting):%Y%m%d%H%M}"
    address = f"ieListMeetings.aspx?Act={way}&amp;CId={committee.id}&amp;D={packed}&amp;MD=ielistmeetings"
    return f'<a class="mgTableNextLnk" href="{address}">{way.title()} meetings</a>'


def _list_row(view: View, meeting: Meeting, at: int) -> str:
    day = meeting.shown_day(view.today)
    short = f"{day.day} {day:%b %Y}"
    parts = {"cancelled": "CANCELLED", "future": "", "agenda": "Agenda", "decisions": "Agenda, Decisions"}
    drafted = "Draft minutes" if meeting.state(view.today) == "draft" else "Minutes"
    suffix = parts.get(meeting.state(view.today), f"Agenda, {'Decisions, ' if meeting.has_decisions else ''}{drafted}")
    return (
        f'<li class="{"mgTableEvenRow" if at % 2 else "mgTableOddRow"}"><a class="mgMeetingTableLnk" href="ieListDocuments.aspx?CId={meeting.committee.id}'
        f'&amp;MId={meeting.id}&amp;Ver=4" title="Link to documents for {references(meeting.committee.title)} meeting of {short}">{short}&nbsp;'
        f"{references(meeting.time)}</a>{f' - {suffix}' if suffix else ''}</li>"
    )


def month_page(view: View, query: Mapping[str, str]) -> bytes:
    """Return a month of the calendar; `DD` is the year. Expired bodies are in it."""
    month, year = int(query.get("m", view.today.month)), int(query.get("dd", view.today.year))
    days: defaultdict[int, list[str]] = defaultdict(list)
    for meeting in view.council.meetings.values():
        day = meeting.shown_day(view.today)
        if (day.year, day.month) == (year, month):
            name = f"{references(meeting.time)} {references(meeting.committee.title)}{' CANCELLED' if meeting.cancelled else ''}"
            page = "mgMeetingAttendance.aspx?ID=" if meeting.state(view.today) == "future" else "ieListDocuments.aspx?MeetingId="
            days[day.day].append(f'<p><a href="{page}{meeting.id}">{name}</a></p>')
    cells = "\r\n".join(
        f'<td class="mgCalendarMonthDay"><p>{day}</p>{"".join(entries)}</td>' for day, entries in sorted(days.items())
    )
    table = f'<table class="mgCalendarMonthGrid"><tr>{cells}</tr></table><p>Previous month - Next month</p>'
    return build_page(view.council, Frame("Calendar", f"{month}/{year}", "Monthly meetings calendar", view.today, table))


def legacy_page(view: View, meeting: Meeting) -> bytes:
    """Return a meeting imported from an older system: an index list and separate documents, another layout than `ieListDocuments`."""
    item = meeting.items[0]
    content = (
        f"<p>{meeting.day:%d/%m/%Y}, 10:00 - {references(meeting.committee.title)}</p><ol><li>{references(item.title)}</li></ol>"
        f'<ul><li><a href="olddocuments/Minutes{meeting.day:%y%m%d}.htm?F=Minutes&amp;MId={meeting.id}&amp;D={meeting.day:%Y%m%d}1000&amp;A=1&amp;R=0">Minutes HTM 2 KB</a></li></ul>'
    )
    return build_page(view.council, Frame("Meeting", references(meeting.committee.title), "Documents", view.today, content))


def legacy_minutes(meeting: Meeting) -> bytes:
    """Return the imported `.htm` minutes in windows-1252 without a charset."""
    item = meeting.items[0]
    body = "".join(f"<p class=MsoNormal>{line}<o:p></o:p></p>" for line in item.confirmed)
    return f"<html><head><title>Minutes</title></head><body><h1>{meeting.committee.title}</h1><p>1. {item.title}</p>{body}</body></html>".encode(
        "cp1252", "replace"
    )

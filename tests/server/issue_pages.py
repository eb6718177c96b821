"""Issue pages (one subject across meetings) and decision pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from tests.server.frame import Frame, build_page, slashed
from tests.server.meeting_pages import View, label, shortened
from tests.server.model import Issue, Item, Meeting
from tests.server.word import references, word_html


def issue_home(view: View, issue: Issue) -> bytes:
    """Return "Issue details" with the agenda items that took the issue."""
    rows = "".join(
        f'<li><a href="ieListDocuments.aspx?CId={meeting.committee.id}&amp;MId={meeting.id}&amp;Ver=4#AI{item.id}">'
        f"{slashed(meeting.day)} - {references(meeting.committee.title)}</a></li>"
        for meeting, item in reversed(issue.taken)
    )
    content = (
        '<p><span class="mgLabel">Decision type: </span>Non-key</p><p><span class="mgLabel">Decision status: </span>For Determination</p>'
        f'<h2 class="mgSectionTitle">Agenda items</h2><ul class="mgBulletList">{rows}</ul>'
    )
    links = [
        f'<a href="mgDecisionDetails.aspx?IId={issue.id}&amp;Opt=1">Issue decisions</a>',
        f'<a href="ieIssueDetails.aspx?IId={issue.id}&amp;Opt=3">Related Meetings</a>',
    ]
    return build_page(view.council, Frame("Issue details", references(issue.title), issue.title, view.today, content, links))


def issue_meetings(view: View, issue: Issue) -> bytes:
    """Return "Issue - meetings": every meeting that took the issue, newest first, each with its text."""
    parts = []
    for meeting, item in sorted(issue.taken, key=lambda taken: taken[0].day, reverse=True):
        number = meeting.number(item, view.today)
        place = f"{slashed(meeting.shown_day(view.today))} - {references(meeting.committee.title)} (Item {number.rstrip('.')})"
        parts.append(f'<h2  class="mgSectionTitle" >Meeting: <a href="ieListDocuments.aspx?MId={meeting.id}">{place}</a></h2>')
        parts.append(f'<p  class="mgAiTitleTxt" >{number.rstrip(".")} {references(item.title)}</p>')
        if item.preface:
            parts.append(word_html((item.preface,), f"{item.seed} preface"))
        text = meeting.minutes(item, view.today) if meeting.minutes_kind == "text" else ()
        if text:
            cut = shortened(view, item, number, text) if view.council.site.issue_cut else word_html(text, item.seed)
            parts += [cut] if item.unlabelled else [label(view, "Minutes:"), cut]
    return build_page(view.council, Frame("Issue - meetings", references(issue.title), issue.title, view.today, "\r\n".join(parts)))


def issue_decisions(view: View, issue: Issue) -> bytes:
    """Return "Issue - decisions"."""
    parts = []
    for meeting, item in reversed(issue.taken):
        if _is_decided(view, meeting, item):
            parts.append(
                f"<h3>{slashed(meeting.day)} - {references(item.title)}</h3>{word_html(item.decided, f'{item.seed} decision')}"
            )
    return build_page(
        view.council, Frame("Issue - decisions", references(issue.title), issue.title, view.today, "\r\n".join(parts))
    )


def _is_decided(view: View, meeting: Meeting, item: Item) -> bool:
    return item.decision and not item.restricted and meeting.state(view.today) in ("decisions", "draft", "confirmed")


def decision_list(view: View, query: Mapping[str, str]) -> bytes:
    """Return the register of decisions published in `DR` (dd/mm/yyyy-dd/mm/yyyy)."""
    first, last = _range(query.get("dr", ""), view.today)
    rows = [
        f'<tr><td class="mgMainTxt"><a href="ieDecisionDetails.aspx?ID={number}">{references(item.title)}<span class="mgHide"> ref&#58; {number}</span></a></td>'
        f'<td class="mgMainTxt">{slashed(meeting.day + timedelta(days=2))}</td></tr>'
        for number, (meeting, item) in view.council.decisions.items()
        if _is_decided(view, meeting, item) and first <= meeting.day + timedelta(days=2) <= last
    ]
    table = (
        '<table class="mgTabTable tablesorter"><thead><tr><th>Title</th><th>Date</th></tr></thead>' + "\r\n".join(rows) + "</table>"
    )
    return build_page(view.council, Frame("Decisions", "Published decisions", "Decisions", view.today, table))


def _range(text: str, today: date) -> tuple[date, date]:
    try:
        first, last = (datetime.strptime(part, "%d/%m/%Y").date() for part in text.split("-"))
        return first, last
    except ValueError:
        return today - timedelta(days=30), today


def decision_page(view: View, number: int, meeting: Meeting, item: Item) -> bytes | None:
    """Return a decision record; None before it is published."""
    if not _is_decided(view, meeting, item):
        return None
    link = f'<a href="ieListDocuments.aspx?CId={meeting.committee.id}&amp;MID={meeting.id}">{slashed(meeting.day)} - {references(meeting.committee.title)}</a>'
    facts = {
        "Decided at meeting: ": link,
        "Decision status: ": '<span class="mgPlanItemInForce">Recommendations Approved</span>',
        "Is Key decision?: ": "No",
        "Is subject to call in?: ": "Yes",
        "Publication date: ": slashed(meeting.day + timedelta(days=2)),
        "Date of decision: ": slashed(meeting.day),
    }
    lines = [f'<p><span  class="mgLabel" >{name}</span>{value}</p>' for name, value in facts.items()]
    lines += ['<h3  class="mgSubSubTitleTxt" >Decision:</h3>', word_html(item.decided, f"{item.seed} decision")]
    frame = Frame(
        "Decision details", references(item.title), f"Decision - {item.title} (ref {number})", view.today, "\r\n".join(lines)
    )
    return build_page(view.council, frame)

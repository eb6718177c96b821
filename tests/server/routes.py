"""Page names → pages. Keys come in lower case; whatever cannot be found or read ends at the site's error page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.server import issue_pages, list_pages, meeting_pages, search
from tests.server.frame import Frame, build_page
from tests.server.meeting_pages import View
from tests.server.messages import Call
from tests.server.model import Committee, Issue, Meeting


def _first(query: Mapping[str, str], *names: str) -> int:
    """Return the first of the keys that is there as a number; raises KeyError or ValueError."""
    return int(next(query[name] for name in (*names, "") if name in query or not name))


def _meeting(view: View, call: Call, *names: str) -> Meeting:
    return view.council.meetings[_first(call.query, *names)]


def _committee_of(view: View, call: Call, *names: str) -> Committee:
    found = view.council.committee(_first(call.query, *names))
    if not found:
        raise KeyError(names[0])
    return found


def _issue(view: View, call: Call) -> Issue:
    return view.council.issues[_first(call.query, "iid")]


def _decision(view: View, call: Call) -> bytes | None:
    if "aiid" in call.query:
        wanted = int(call.query["aiid"])
        number = next(it for it, (_, item) in view.council.decisions.items() if item.id == wanted)
    else:
        number = _first(call.query, "id")
    return issue_pages.decision_page(view, number, *view.council.decisions[number])


def _legacy(view: View, call: Call) -> bytes | None:
    legacy = view.council.legacy
    return list_pages.legacy_page(view, legacy) if legacy and _first(call.query, "meetingid", "mid") == legacy.id else None


def _chooser(view: View, call: Call) -> bytes:
    number = _first(call.query, "id")
    links = f'<a href="documents/g{number}/Public reports pack.pdf?T=10">Agenda reports pack</a> <a href="documents/b{number}/Supplement.pdf?T=9">Supplement: Late Material</a>'
    return build_page(view.council, Frame("Choose document pack", "Documents", "Choose document pack", view.today, links))


def _votes(view: View, call: Call) -> bytes:
    _, item = view.council.items[_first(call.query, "aiid")]
    return build_page(
        view.council,
        Frame("Recorded votes", item.title, "Recorded votes", view.today, "<p>For: 21, against: 14, abstained: 2.</p>"),
    )


Page = Callable[[View, Call], bytes | None]
PAGES: dict[str, Page] = {
    "mglistcommittees": lambda view, _: list_pages.committees_page(view),
    "mgcommitteestructure": lambda view, _: list_pages.committees_page(view),
    "iedochome": lambda view, _: list_pages.browse_page(view),
    "mgcommitteedetails": lambda view, call: list_pages.committee_page(view, _committee_of(view, call, "id")),
    "ielistmeetings": lambda view, call: list_pages.meeting_list(view, _committee_of(view, call, "cid", "committeeid"), call.query),
    "mgcalendarmonthview": lambda view, call: list_pages.month_page(view, call.query),
    "ielistdocuments": lambda view, call: meeting_pages.meeting_page(view, _meeting(view, call, "mid", "meetingid")),
    "mgai": lambda view, call: meeting_pages.item_page(view, *view.council.items[_first(call.query, "id")]),
    "mgmeetingattendance": lambda view, call: meeting_pages.attendance_page(view, _meeting(view, call, "id")),
    "mglistrecordedvotesshort": _votes,
    "mgissuehistoryhome": lambda view, call: issue_pages.issue_home(view, _issue(view, call)),
    "ieissuedetails": lambda view, call: issue_pages.issue_meetings(view, _issue(view, call)),
    "mgdecisiondetails": lambda view, call: issue_pages.issue_decisions(view, _issue(view, call)),
    "iedecisiondetails": _decision,
    "mgdelegateddecisions": lambda view, call: issue_pages.decision_list(view, call.query),
    "iedocsearch": lambda view, _: search.search_form(view),
    "iesearchresults2": lambda view, call: search.results_page(view, call.query, call.raw_query),
    "iesearchresults": lambda view, call: search.results_page(view, call.query, call.raw_query),
    "celistdocuments": _legacy,
    "mgchoosedocpack": _chooser,
}
LISTS = {"mglistcommittees", "mgcommitteestructure", "iedochome", "mgcommitteedetails", "ielistmeetings", "mgcalendarmonthview"}

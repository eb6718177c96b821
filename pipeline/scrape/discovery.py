"""What an answer leads to: pure functions from a page to the next steps. Cheapest way first.

The site's own search names the meetings worth asking for, ten a request; the web service then gives each of them whole, in one. Where
there is no search, the service lists the meetings of the bodies that matter; where there is neither, their pages are walked.
"""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.scrape import from_pages, from_search, from_service
from pipeline.scrape.scope import Answered, Found, Scope, Ways, meeting_headers
from pipeline.scrape.steps import (
    Kind,
    Step,
    Window,
    calendar_step,
    committees_step,
    lists_steps,
    meeting_step,
    search_step,
    service_meetings_step,
    walk_steps,
)

_READERS = {
    Kind.SEARCH: from_search.read_search,
    Kind.SERVICE_COMMITTEES: from_service.read_committees,
    Kind.SERVICE_MEETINGS: from_service.read_meetings,
    Kind.SERVICE_MEETING: from_service.read_meeting,
    Kind.COMMITTEES: from_pages.read_committees,
    Kind.MEETINGS: from_pages.read_meetings,
    Kind.CALENDAR: from_pages.read_calendar,
    Kind.MEETING: from_pages.read_meeting,
    Kind.ITEM: from_pages.read_item,
    Kind.ISSUE: from_pages.read_issue,
}


def first_steps(scope: Scope, ways: Ways) -> list[Step]:
    """Return where a turn begins: the search, or the way that the last turn found instead of it.

    The calendar tells of new meetings in as many requests as there are months, whatever the number of bodies.
    """
    if ways.search is not False or scope.is_new_window:
        return [search_step(scope.site, scope.topics, scope.window, again=True)]
    if ways.service:
        return [service_meetings_step(scope.site, scope.window, ways.all_id)] if ways.all_id else [committees_step(scope.site)]
    return [calendar_step(scope.site, scope.window.last.year, scope.window.last.month)]


def follow(scope: Scope, answer: Answered, ways: Ways) -> Found:
    """Return what an answer leads to. Raises ParseError when it is not what its kind promises, NotExpectedError where it is no such page."""
    reader = _READERS.get(answer.kind)
    return reader(scope, answer, ways) if reader else Found(headers=meeting_headers(answer.context))


def fall_back(scope: Scope, step: Step, ways: Ways) -> list[Step]:
    """Return what to try instead of a step that failed for good; `ways` knows of the failure already."""
    if step.kind is Kind.SEARCH:
        return list(walk_steps(scope.site, ways.service))
    if step.kind is Kind.SERVICE_COMMITTEES:
        return list(lists_steps(scope.site))
    if step.kind is Kind.SERVICE_MEETINGS:
        return [
            service_meetings_step(scope.site, part, step.context["committee_id"], step.context["committee"])
            for part in _halves(scope, step)
        ]
    if step.kind is Kind.SERVICE_MEETING:
        return [meeting_step(scope.site, step.context["meeting_id"], step.context, again=True)]
    if step.kind is Kind.COMMITTEES and "browse" not in step.context:
        return [Step(Kind.COMMITTEES, f"{scope.site.base_url}ieDocHome.aspx?bcr=1", {"browse": "yes"}, again=True)]
    if step.kind is Kind.COMMITTEES:
        return [calendar_step(scope.site, scope.window.last.year, scope.window.last.month)]
    return []


def _halves(scope: Scope, step: Step) -> list[Window]:
    """Return the two halves of a window that was too much for a slow site; none once it is a month or less."""
    first = date.fromisoformat(step.context.get("first", scope.window.first.isoformat()))
    last = date.fromisoformat(step.context.get("last", scope.window.last.isoformat()))
    if (last - first).days <= 31:
        return []
    middle = first + (last - first) // 2
    return [Window(first, middle), Window(middle + timedelta(days=1), last)]

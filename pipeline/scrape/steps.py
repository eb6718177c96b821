"""A step of a crawl: an address with its role, what is to be remembered until the answer comes, and how early it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from pipeline.scrape.plan import Site
from pipeline.scrape.service import service_date, service_url
from pipeline.scrape.topics import Topics


class Kind(StrEnum):
    """The role of a URL for the crawler."""

    SITE = "site"
    ROBOTS = "robots"
    SEARCH = "search"
    SERVICE_COMMITTEES = "service_committees"
    SERVICE_MEETINGS = "service_meetings"
    SERVICE_MEETING = "service_meeting"
    COMMITTEES = "committees"
    MEETINGS = "meetings"
    CALENDAR = "calendar"
    MEETING = "meeting"
    ITEM = "item"
    ISSUE = "issue"
    DECISION = "decision"
    MINUTES = "minutes"
    DOCUMENT = "document"


DISCOVERY_KINDS = (
    Kind.SEARCH,
    Kind.SERVICE_COMMITTEES,
    Kind.SERVICE_MEETINGS,
    Kind.COMMITTEES,
    Kind.MEETINGS,
    Kind.CALENDAR,
)
SERVICE_KINDS = (Kind.SERVICE_COMMITTEES, Kind.SERVICE_MEETINGS, Kind.SERVICE_MEETING)
FILE_KINDS = (Kind.MINUTES, Kind.DOCUMENT)

# What leads to more comes first, so that the plan is known early; files come last, being the largest.
_PRIORITIES = {
    Kind.SEARCH: 100,
    Kind.SERVICE_COMMITTEES: 95,
    Kind.COMMITTEES: 95,
    Kind.SERVICE_MEETINGS: 90,
    Kind.MEETINGS: 90,
    Kind.CALENDAR: 85,
    Kind.SERVICE_MEETING: 70,
    Kind.MEETING: 70,
    Kind.ITEM: 60,
    Kind.MINUTES: 50,
    Kind.ISSUE: 40,
    Kind.DECISION: 35,
    Kind.DOCUMENT: 30,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One address to ask. `context` is kept with it; `again` asks even for what was answered before."""

    kind: Kind
    url: str
    context: Mapping[str, str] = field(default_factory=dict)
    again: bool = False

    @property
    def priority(self) -> int:
        """Higher comes first."""
        return _PRIORITIES.get(self.kind, 0)


@dataclass(frozen=True, slots=True)
class Window:
    """The days of meetings that are wanted, both included."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Return whether a meeting on `day` is wanted; one without a known day is."""
        return day is None or self.first <= day <= self.last


def search_step(site: Site, topics: Topics, window: Window, *, word_only: bool = False, again: bool = False) -> Step:
    """Return the first page of the site's own search for meetings in the window; a plain GET, as the search form redirects to."""
    query = urlencode(
        {
            "SS": topics.word if word_only else topics.search_text(),
            "SD": service_date(window.first),
            "ED": service_date(window.last),
            "DT": "3",
            "CI": "0",
            "ADV": "1",
            "CA": "false",
            "SB": "true",
            "PG": "1",
        }
    )
    context = {"first": window.first.isoformat(), "last": window.last.isoformat(), "topics": topics.digest, "page": "1"}
    if word_only:
        context["word_only"] = "yes"
    return Step(Kind.SEARCH, f"{site.base_url}ieSearchResults2.aspx?{query}", context, again)


def committees_step(site: Site) -> Step:
    """Return the service's list of bodies."""
    return Step(Kind.SERVICE_COMMITTEES, service_url(site.base_url, "GetCommittees"), again=True)


def service_meetings_step(site: Site, window: Window, committee_id: str, committee: str = "") -> Step:
    """Return the service's list of the meetings of a body (-1 or 0: of all, which of the two differs by site)."""
    url = service_url(
        site.base_url,
        "GetMeetings",
        lCommitteeId=committee_id,
        sFromDate=service_date(window.first),
        sToDate=service_date(window.last),
    )
    context = {
        "committee_id": committee_id,
        "committee": committee,
        "first": window.first.isoformat(),
        "last": window.last.isoformat(),
    }
    return Step(Kind.SERVICE_MEETINGS, url, context, again=True)


def service_meeting_step(site: Site, meeting_id: str, context: Mapping[str, str], *, again: bool = False) -> Step:
    """Return one meeting from the service: all items with whole texts."""
    return Step(
        Kind.SERVICE_MEETING,
        service_url(site.base_url, "GetMeeting", lMeetingId=meeting_id),
        {**context, "meeting_id": meeting_id},
        again,
    )


def meeting_step(site: Site, meeting_id: str, context: Mapping[str, str], *, again: bool = False) -> Step:
    """Return a meeting's page. It needs no committee in its address."""
    return Step(Kind.MEETING, f"{site.base_url}ieListDocuments.aspx?MId={meeting_id}", {**context, "meeting_id": meeting_id}, again)


def lists_steps(site: Site) -> tuple[Step, ...]:
    """Return the index of bodies that a site has on its pages."""
    return (Step(Kind.COMMITTEES, f"{site.base_url}mgListCommittees.aspx?bcr=1", again=True),)


def walk_steps(site: Site, service: bool | None) -> tuple[Step, ...]:
    """Return the way to the meetings without the search: by the service, or by the pages where the service is shut (False)."""
    return lists_steps(site) if service is False else (committees_step(site),)


def meetings_step(site: Site, committee_id: str, committee: str) -> Step:
    """Return the list of a body's latest meetings; its page leads to earlier ones."""
    url = f"{site.base_url}ieListMeetings.aspx?CommitteeId={committee_id}"
    return Step(Kind.MEETINGS, url, {"committee_id": committee_id, "committee": committee}, again=True)


def calendar_step(site: Site, year: int, month: int, empty: int = 0) -> Step:
    """Return a month of the calendar: bodies that no longer exist are in it, though in no index. `empty` months came after it."""
    url = f"{site.base_url}mgCalendarMonthView.aspx?GL=1&M={month}&DD={year}&CID=0&OT=&C=-1&MR=0"
    return Step(Kind.CALENDAR, url, {"year": str(year), "month": str(month), "empty": str(empty)}, again=True)

"""What decides where an answer leads: the ways into a site, the answer itself, what it leads to, and the rules of one site's crawl."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from pipeline.scrape.plan import Site
from pipeline.scrape.steps import SERVICE_KINDS, Kind, Step, Window, meeting_step, service_meeting_step
from pipeline.scrape.topics import Topics

CONFIRMED_WITHIN = 180  # days; a body that meets twice a year confirms its minutes by then
MAX_PAGES = 300  # of one search or one list; more is a loop
_COVER = re.compile(r"[\s:–-]*\b(?:cover(?:ing)? )?report$", re.IGNORECASE)
_PAGES = (Kind.COMMITTEES, Kind.MEETINGS, Kind.MEETING, Kind.CALENDAR)


@dataclass(slots=True)
class Ways:
    """Which ways into a site are known to be open (True), shut (False) or untried (None).

    `post`: the service takes form posts only; `all_id` is the committee id that means all bodies there; `day` the site's own date, where
    its pages tell it, else that of the crawl.
    """

    search: bool | None = None
    service: bool | None = None
    pages: bool | None = None
    post: bool = False
    all_id: str | None = None
    day: date = date.min

    def mark(self, kind: Kind, is_open: bool) -> None:
        """Note whether a way into the site is open; one meeting that cannot be had does not shut what was open."""
        if kind is Kind.SEARCH:
            self.search = is_open
        elif kind in SERVICE_KINDS and (is_open or self.service is None):
            self.service = is_open
        elif kind in _PAGES and (is_open or self.pages is None):
            self.pages = is_open


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer worth reading: the page's final address, its bytes, and what was remembered for it."""

    kind: Kind
    url: str
    body: bytes
    content_type: str | None
    context: Mapping[str, str]


@dataclass(slots=True)
class Found:
    """What an answer leads to. `recheck`: it can still change; `headers` are facts that the page does not state itself."""

    steps: list[Step] = field(default_factory=list)
    recheck: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    items: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """The rules of one site's crawl. `is_new_window`: the window was not searched before, so an empty search is doubted.

    `known` are the days of which meetings are known, of which `window` holds those that are searched now.
    """

    site: Site
    topics: Topics
    window: Window
    recheck_days: int
    is_new_window: bool = True
    known: Window | None = None

    def build_meeting_step(self, number: str, context: Mapping[str, str], ways: Ways, *, again: bool = False) -> Step:
        """Return the step to a meeting: whole from the service, by its page where the service is shut."""
        build = meeting_step if ways.service is False else service_meeting_step
        return build(self.site, number, context, again=again)

    def wants_file(self, name: str, item_title: str) -> bool:
        """Return whether an attached file is an inspection report or plan, and not the officers' report that goes by the item's name."""
        bare = _COVER.sub("", name).strip().casefold()
        title = item_title.strip().casefold()
        if bare in (title, title.partition(":")[0].strip()) or re.match(r"(?:draft )?minutes\b", name, re.IGNORECASE):
            return False
        return self.topics.is_report(name) or self.topics.is_plan(name)

    def wants_meeting(self, day: date | None) -> bool:
        """Return whether a meeting that was asked for is wanted: also one that was found by an earlier turn and can have changed."""
        return (self.known or self.window).holds(day)

    def is_open(self, day: date | None, has_minutes: bool, ways: Ways, *, tells_drafts: bool = True) -> bool:
        """Return whether a meeting can still change: it is recent, or its minutes are not out within a year.

        Where nothing `tells_drafts` from confirmed minutes, a meeting is recent until most bodies have met again and confirmed them.
        """
        if day is None:
            return not has_minutes
        age = (ways.day - day).days
        recent = self.recheck_days if tells_drafts else max(self.recheck_days, CONFIRMED_WITHIN)
        return age <= recent or (not has_minutes and age <= 365)


class NotExpectedError(ValueError):
    """An answer of status 200 is not the page that was asked for. Raised by `follow`; recorded as a soft error."""


def meeting_context(committee: str | None, day: date | None) -> dict[str, str]:
    """Return what is to be remembered of a meeting, as far as it is known."""
    known = {"committee": committee or "", "date": day.isoformat() if day else ""}
    return {key: value for key, value in known.items() if value}


def meeting_headers(context: Mapping[str, str]) -> dict[str, str]:
    """Return the facts about a page that are kept with it in the archive because it does not state them."""
    names = {"committee": "X-Archive-Committee", "date": "X-Archive-Meeting-Date"}
    return {header: quote(context[key], safe=" -/&,()") for key, header in names.items() if context.get(key)}

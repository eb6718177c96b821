"""Turns: one pass over a site, from its first step to the moment when nothing is due any more; a killed one is taken up again.

The journal holds a site's turn as one URL of its own, the base address, which is never asked for: it waits while the turn is under way,
comes last of all, and its context says which days the turn covers. So a turn is over exactly when everything else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.addresses import canonical_key
from pipeline.journal import Journal, KnownUrl, UrlState
from pipeline.scrape.plan import CrawlPlan, Site
from pipeline.scrape.scope import Ways
from pipeline.scrape.steps import Kind, Window
from pipeline.scrape.topics import Topics

LAST_PRIORITY = -100
LOOK_BACK = timedelta(days=60)  # a later crawl searches from so long before the last one: minutes appear weeks after the meeting
_SAME_DAY = timedelta(hours=20)  # a crawl so soon after the last …
_PROBE = timedelta(days=7)  # … only looks whether the site has moved on, which its pages tell by their date
_FAILED = (UrlState.FAILED, UrlState.TIMEOUT, UrlState.BLOCKED, UrlState.SOFT_ERROR, UrlState.LOGIN, UrlState.ROBOTS)
_CONTENT = (Kind.SERVICE_MEETING, Kind.MEETING, Kind.ITEM, Kind.MINUTES, Kind.DOCUMENT, Kind.DECISION)
_GONE = re.compile(r"the server answered 4(?:04|10)$")
_SUMMARY = re.compile(
    r"complete as of (\d{4}-\d\d-\d\d), ended at (\S+) \(search (\w+), service (\w+)(?: as (\S+))?, pages (\w+)\)"
)
_WORDS = {True: "open", False: "shut", None: "untried"}


class SharedSiteError(ValueError):
    """Another authority's crawl has this site already: councils that publish in one site are read once."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The turn at hand. `window` are the days that are asked for, `is_first` whether they were never asked for before.

    `is_resumed`: it was begun by a crawl that was stopped; `ways` is what the last turn found open; `last_day` the site's own day then.
    """

    key: str
    number: int
    window: Window
    is_first: bool
    is_resumed: bool
    ways: Ways
    last_day: date | None
    first: date

    def look_back(self) -> Window:
        """Return the days in which a meeting's minutes may be new since the last turn."""
        start = min(self.last_day, self.window.last) - LOOK_BACK if self.last_day else self.first
        return Window(max(start, self.first), self.window.last)


def begin_turn(journal: Journal, site: Site, topics: Topics, plan: CrawlPlan, now: datetime) -> Turn:
    """Return the turn to go on with, or a new one, begun in the journal. Raises SharedSiteError when the site is another authority's."""
    key = canonical_key(site.base_url)
    known = journal.find_url(key)
    if known is not None and known.authority != site.authority:
        raise SharedSiteError(f"the same site as {known.authority}'s")
    wanted = Window(plan.first_day, plan.last_day)
    if (
        known is not None
        and known.state is UrlState.QUEUED
        and _covers(known, wanted, topics)
        and known.context["last"] == wanted.last.isoformat()
    ):
        return _turn_of(known, is_resumed=True)
    context = _new_context(known, wanted, topics, now)
    with journal.transaction():
        if known is not None and known.state is UrlState.QUEUED:
            journal.record_outcome(key, UrlState.SKIPPED, message="other days are asked for now")
        journal.enqueue(site.base_url, site.authority, Kind.SITE, due_at=now, priority=LAST_PRIORITY, context=context, again=True)
    begun = journal.find_url(key)
    assert begun is not None
    return _turn_of(begun, is_resumed=False)


def _covers(known: KnownUrl, wanted: Window, topics: Topics) -> bool:
    context = known.context
    return context.get("topics") == topics.digest and context.get("first", "9999") <= wanted.first.isoformat()


def _new_context(known: KnownUrl | None, wanted: Window, topics: Topics, now: datetime) -> dict[str, str]:
    """Return what is kept of a new turn: after one that covered the same days, only what is new is searched for."""
    context = {
        "first": wanted.first.isoformat(),
        "last": wanted.last.isoformat(),
        "from": wanted.first.isoformat(),
        "topics": topics.digest,
    }
    context["number"] = str(int(known.context["number"]) + 1 if known else 1)
    summary = _SUMMARY.match(known.message or "") if known and known.state is UrlState.DONE else None
    if known and summary:
        context["summary"] = summary[0]
        if _covers(known, wanted, topics):
            site_day = date.fromisoformat(summary[1])
            is_soon = now - datetime.fromisoformat(summary[2]) < _SAME_DAY and wanted.last <= site_day
            start = min(site_day, wanted.last) - (_PROBE if is_soon else LOOK_BACK)
            context["from"] = max(start, wanted.first).isoformat()
            context["first"] = min(context["first"], known.context["first"])
    return context


def _turn_of(known: KnownUrl, *, is_resumed: bool) -> Turn:
    context = known.context
    summary = _SUMMARY.match(context.get("summary", ""))
    states = {word: value for value, word in _WORDS.items()}
    ways = Ways(states[summary[3]], states[summary[4]], states[summary[6]], all_id=summary[5]) if summary else Ways()
    return Turn(
        key=known.key,
        number=int(context["number"]),
        window=Window(date.fromisoformat(context["from"]), date.fromisoformat(context["last"])),
        is_first=context["from"] == context["first"],
        is_resumed=is_resumed,
        ways=ways,
        last_day=date.fromisoformat(summary[1]) if summary else None,
        first=date.fromisoformat(context["first"]),
    )


def end_turn(journal: Journal, turn: Turn, ways: Ways, now: datetime) -> None:
    """Record that nothing of the turn is due any more, with the site's day and what was found open."""
    service = _WORDS[ways.service] + (f" as {ways.all_id}" if ways.all_id else "")
    found = f"search {_WORDS[ways.search]}, service {service}, pages {_WORDS[ways.pages]}"
    summary = f"complete as of {ways.day.isoformat()}, ended at {now.isoformat(timespec='seconds')} ({found})"
    journal.record_outcome(turn.key, UrlState.DONE, message=summary)


def seen_ways(journal: Journal, authority: str, turn: Turn, today: date) -> Ways:
    """Return what a turn that was stopped had found open or shut until then."""
    ways = Ways(turn.ways.search, turn.ways.service, turn.ways.pages, all_id=turn.ways.all_id, day=today)
    for known in journal.read_urls(authority):
        if known.context.get("turn") != str(turn.number) or known.state is UrlState.QUEUED:
            continue
        ways.mark(Kind(known.kind), known.state is UrlState.DONE)
    return ways


def read_failed(journal: Journal, authority: str) -> Iterator[KnownUrl]:
    """Yield what failed in earlier turns and is worth asking again; what the server said is not there is not."""
    for known in journal.read_urls(authority):
        if known.kind in _CONTENT and known.state in _FAILED and not _GONE.match(known.message or ""):
            yield known


def read_open(journal: Journal, authority: str) -> Iterator[KnownUrl]:
    """Yield what was answered but can still change: drafts, recent meetings, meetings without minutes yet."""
    for known in journal.read_urls(authority):
        if known.kind in _CONTENT and known.state is UrlState.DONE and known.due_at is not None:
            yield known


def meeting_titles(journal: Journal, authority: str) -> set[str]:
    """Return the titles of the items for which meetings are asked, so that nothing else is asked for the same."""
    titles: set[str] = set()
    for kind in (Kind.SERVICE_MEETING, Kind.MEETING):
        for known in journal.read_urls(authority, kind):
            titles.update(known.context.get("titles", "").split("\n"))
    return titles - {""}

"""Turns: one pass over a site, from its first step to the moment when nothing is due any more; a killed one is taken up again.

The journal holds a site's turn as one URL of its own, the base address, which is never asked for: it waits while the turn is under way,
comes last of all, and its context says which days the turn is for and which the turns before it covered. So a turn is over exactly
when everything else is; its summary then says which days are covered now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.addresses import canonical_key
from pipeline.journal import Journal, KnownUrl, UrlState
from pipeline.scrape.covering import LOOK_BACK, extend_cover, is_covered_from
from pipeline.scrape.plan import CrawlPlan, Site
from pipeline.scrape.scope import Ways
from pipeline.scrape.steps import Kind, Window
from pipeline.scrape.topics import Topics

LAST_PRIORITY = -100
_SAME_DAY = timedelta(hours=20)  # a crawl so soon after the last …
_PROBE = timedelta(days=7)  # … only looks whether the site has moved on, which its pages tell by their date
_FAILED = (UrlState.FAILED, UrlState.TIMEOUT, UrlState.BLOCKED, UrlState.SOFT_ERROR, UrlState.LOGIN, UrlState.ROBOTS)
_CONTENT = (Kind.SERVICE_MEETING, Kind.MEETING, Kind.ITEM, Kind.MINUTES, Kind.DOCUMENT, Kind.DECISION)
_GONE = re.compile(r"the server answered 4(?:04|10)$")
_SUMMARY = re.compile(
    r"complete as of (\d{4}-\d\d-\d\d), ended at (\S+) \(search (\w+), service (\w+)(?: as (\S+))?, pages (\w+)\)"
    r"(?:, covering (\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d))?"
)
_DAYS = ("first", "last", "from", "covered_first", "covered_last", "day")
_WORDS = {True: "open", False: "shut", None: "untried"}


class SharedSiteError(ValueError):
    """Another authority's crawl has this site already: councils that publish in one site are read once."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The turn at hand. `window` are the days to search, the latest of the days `wanted`; `covered` those that earlier turns covered.

    `is_resumed`: it was begun by a crawl that was stopped, which had learned that the site's own day is `day`; `ways` is what the last
    turn found open; `last_day` the site's own day then.
    """

    key: str
    number: int
    wanted: Window
    window: Window
    covered: Window | None
    is_resumed: bool
    ways: Ways
    last_day: date | None
    day: date | None

    @property
    def is_first(self) -> bool:
        """Whether days are searched that were never searched before."""
        return not is_covered_from(self.covered, self.window.first)

    @property
    def known(self) -> Window:
        """The days of which a meeting may be known: those wanted now, and before them those that were covered."""
        return Window(min(self.wanted.first, self.covered.first if self.covered else self.wanted.first), self.wanted.last)

    def look_back(self) -> Window:
        """Return the days to search where the site has moved on since the last turn: also those whose minutes may be new since."""
        if self.last_day is None or self.covered is None:
            return self.window
        start = min(self.last_day, self.covered.last, self.window.last) - LOOK_BACK
        return Window(min(self.window.first, max(start, self.wanted.first)), self.window.last)


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
        and known.context.get("topics") == topics.digest
        and known.context["first"] <= wanted.first.isoformat()
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


def _new_context(known: KnownUrl | None, wanted: Window, topics: Topics, now: datetime) -> dict[str, str]:
    """Return what is kept of a new turn: after one that covered the same days, only what is new is searched for."""
    context = {
        "first": wanted.first.isoformat(),
        "last": wanted.last.isoformat(),
        "from": wanted.first.isoformat(),
        "topics": topics.digest,
    }
    context["number"] = str(int(known.context["number"]) + 1 if known else 1)
    # A turn that did not come to its end leaves what the one before it had found.
    words = (known.message if known.state is UrlState.DONE else known.context.get("summary")) if known else None
    summary = _SUMMARY.match(words or "")
    if known and summary:
        context["summary"] = summary[0]
        covered = _covered(summary)
        if covered is None or known.context.get("topics") != topics.digest:
            return context
        context |= {"covered_first": covered.first.isoformat(), "covered_last": covered.last.isoformat()}
        if is_covered_from(covered, wanted.first):
            is_same = known.state is UrlState.DONE and known.context["last"] >= wanted.last.isoformat()
            is_soon = now - datetime.fromisoformat(summary[2]) < _SAME_DAY and is_same and covered.last >= wanted.last
            start = min(covered.last, date.fromisoformat(summary[1]), wanted.last) - (_PROBE if is_soon else LOOK_BACK)
            context["from"] = max(start, wanted.first).isoformat()
    return context


def _covered(summary: re.Match[str]) -> Window | None:
    """Return the days that a turn's summary says are covered; those of older journals do not say."""
    return Window(date.fromisoformat(summary[7]), date.fromisoformat(summary[8])) if summary[7] else None


def _turn_of(known: KnownUrl, *, is_resumed: bool) -> Turn:
    context = known.context
    days = {name: date.fromisoformat(context[name]) for name in _DAYS if name in context}
    summary = _SUMMARY.match(context.get("summary", ""))
    states = {word: value for value, word in _WORDS.items()}
    ways = Ways(states[summary[3]], states[summary[4]], states[summary[6]], all_id=summary[5]) if summary else Ways()
    return Turn(
        key=known.key,
        number=int(context["number"]),
        wanted=Window(days["first"], days["last"]),
        window=Window(days["from"], days["last"]),
        covered=Window(days["covered_first"], days["covered_last"]) if "covered_first" in days else None,
        is_resumed=is_resumed,
        ways=ways,
        last_day=date.fromisoformat(summary[1]) if summary else None,
        day=days.get("day"),
    )


def keep_turn(journal: Journal, turn: Turn) -> None:
    """Keep, for a crawl that takes the turn up again, from which day it searches now and what the site's own day was found to be."""
    known = journal.find_url(turn.key)
    assert known is not None
    day = {"day": turn.day.isoformat()} if turn.day else {}
    journal.update_context(turn.key, {**known.context, "from": turn.window.first.isoformat(), **day})


def end_turn(journal: Journal, turn: Turn, ways: Ways, now: datetime) -> None:
    """Record that nothing of the turn is due any more, with the site's day and what was found open."""
    service = _WORDS[ways.service] + (f" as {ways.all_id}" if ways.all_id else "")
    found = f"search {_WORDS[ways.search]}, service {service}, pages {_WORDS[ways.pages]}"
    summary = f"complete as of {ways.day.isoformat()}, ended at {now.isoformat(timespec='seconds')} ({found})"
    covered = extend_cover(turn.covered, turn.wanted, turn.window.first, ways.day)
    if covered:
        summary += f", covering {covered.first.isoformat()} to {covered.last.isoformat()}"
    journal.record_outcome(turn.key, UrlState.DONE, message=summary)


def seen_ways(journal: Journal, authority: str, turn: Turn, today: date) -> Ways:
    """Return what a turn that was stopped had found open or shut until then, and the site's own day (`today` where it had not told)."""
    ways = Ways(turn.ways.search, turn.ways.service, turn.ways.pages, all_id=turn.ways.all_id, day=turn.day or today)
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

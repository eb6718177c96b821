"""The crawl of one site: the journal says what comes next, the answer and what it leads to go back into it in one transaction."""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

from pipeline.errors import ArchiveError, ParseError
from pipeline.journal import Journal, KnownUrl, UrlState
from pipeline.scrape.discovery import fall_back, first_steps, follow
from pipeline.scrape.entrance import find_refusal, find_robots
from pipeline.scrape.fetch import Answer, Fetcher, host_of
from pipeline.scrape.keeping import Keeper
from pipeline.scrape.outcomes import Outcome, describe_defect, judge
from pipeline.scrape.pages import find_site_day
from pipeline.scrape.plan import CrawlPlan, Site
from pipeline.scrape.progress import Counts
from pipeline.scrape.reckoning import estimate_more
from pipeline.scrape.robots import Robots, utc_now
from pipeline.scrape.scope import Answered, Found, NotExpectedError, Scope, Ways
from pipeline.scrape.steps import DISCOVERY_KINDS, FILE_KINDS, SERVICE_KINDS, Kind, Step
from pipeline.scrape.topics import Topics
from pipeline.scrape.turns import SharedSiteError, Turn, begin_turn, end_turn, keep_turn, read_failed, read_open, seen_ways

_SHIELDED_AFTER = 3  # blocked answers in a row, after which pages (or the service) are not asked for in this run
_NEXT_LOOK = timedelta(hours=20)  # what can still change is looked at again by a crawl on another day


@dataclass(slots=True)
class Tools:
    """What all sites of a crawl share. `stop` tells whether the crawl was asked to end, `report` hears of every change of counts."""

    plan: CrawlPlan
    topics: Topics
    journal: Journal
    agent: str
    report: Callable[[Counts], None]
    stop: Callable[[], bool]


@dataclass(slots=True)
class SiteCrawl:
    """One site's turn, `run` to its end."""

    site: Site
    tools: Tools
    keeper: Keeper
    fetcher: Fetcher
    counts: Counts
    turn: Turn = field(init=False)
    scope: Scope = field(init=False)
    ways: Ways = field(init=False)
    robots: Robots = field(init=False)
    _is_reopened: bool = False
    _failures: int = 0
    _blocked: Counter[bool] = field(default_factory=Counter)

    async def run(self) -> None:
        """Crawl until nothing is due any more, the host is given up, or the crawl is asked to stop."""
        plan, journal, authority = self.tools.plan, self.tools.journal, self.site.authority
        host = journal.find_host(authority)
        was_given_up = host is not None and host.given_up is not None
        journal.update_host(authority, base_url=self.site.base_url, given_up=None)
        self.fetcher.on_request = self._count_request
        if await self._may_come_back() and await self._may_crawl():
            now = utc_now()
            try:
                with journal.transaction():
                    self.turn = begin_turn(journal, self.site, self.tools.topics, plan, now)
                    self.keeper.turn = str(self.turn.number)
                    turn = self.turn
                    self.scope = Scope(self.site, self.tools.topics, turn.window, plan.recheck_days, turn.is_first, turn.known)
                    self.ways = replace(self.turn.ways, day=plan.today)
                    if not self.turn.is_resumed:
                        self.keeper.enqueue(first_steps(self.scope, self.ways), None, now)
                        self.keeper.ask_again(read_failed(journal, authority), now)
                        tells_no_day = self.ways.search is False and self.ways.pages is not True
                        if tells_no_day and self.turn.last_day and plan.today > self.turn.last_day:
                            self._reopen()
                    else:
                        self.ways = seen_ways(journal, authority, self.turn, plan.today)
                        self._is_reopened = bool(turn.day and turn.last_day and turn.day > turn.last_day)
                        if was_given_up:
                            self.keeper.ask_again(read_failed(journal, authority), now)
                await self._work()
            except SharedSiteError as error:
                self.counts.notes.append(str(error))
        self.counts.done = True
        self.tools.report(self.counts)

    def _count_request(self) -> None:
        self.counts.requests += 1

    async def _may_come_back(self) -> bool:
        """Wait until the host may be asked again, as it said to this crawl or an earlier one; give it up where that is too long."""
        host = host_of(self.site.base_url)
        moments = [
            datetime.fromisoformat(known.not_before)
            for known in self.tools.journal.read_hosts()
            if known.not_before and known.base_url and host_of(known.base_url) == host
        ]
        while moments and (seconds := (max(moments) - utc_now()).total_seconds()) > 0:
            if seconds > self.tools.plan.retry_after_cap:
                self._give_up(_come_back(seconds))
                return False
            if self.tools.stop():
                return False
            await asyncio.sleep(min(0.25, seconds))
        return True

    async def _may_crawl(self) -> bool:
        """Return whether the site may be crawled at all, by its robots.txt; its pace is kept from here on."""
        self.robots = await find_robots(
            self.site, self.tools.plan, self.tools.journal, self.keeper, self.fetcher, self.tools.agent, self.tools.stop
        )
        if self.robots.crawl_delay() > self.fetcher.lane.delay:
            self.fetcher.lane.delay = self.robots.crawl_delay()
            self.fetcher.lane.pause(self.fetcher.lane.delay)  # robots.txt itself was asked for in the pace before
        refusal = find_refusal(self.site, self.robots)
        if refusal:
            self.counts.robots += self.robots.state != "unavailable"
            self._give_up(refusal)
        return refusal is None

    # The queue -----------------------------------------------------------------------------------------------------------------

    async def _work(self) -> None:
        journal, authority = self.tools.journal, self.site.authority
        while self.counts.given_up is None and not self.tools.stop():
            known = journal.next_due(authority, utc_now())
            if known is None or known.kind == Kind.SITE:
                if known is not None:
                    journal.release(known.key)
                if await self._wait():
                    continue
                self._finish()
                return
            if self.tools.plan.dry_run and known.kind not in DISCOVERY_KINDS:
                journal.release(known.key)
                self._reckon()
                return
            await self._visit(known)
            self.tools.report(self.counts)

    def _reckon(self) -> None:
        """Count what a crawl would ask for now, and reckon what those pages will lead to."""
        urls = list(self.tools.journal.read_urls(self.site.authority))
        waiting = [
            known
            for known in urls
            if known.state is UrlState.QUEUED and known.kind != Kind.SITE and self._refusal(Kind(known.kind), known) is None
        ]
        self.counts.expected, self.counts.estimated = len(waiting), estimate_more(waiting, urls)

    async def _wait(self) -> bool:
        """Sleep until the next attempt of this run falls due; return False when there is none."""
        now = utc_now()
        waiting = [
            known
            for known in self.tools.journal.read_urls(self.site.authority)
            if known.state is not UrlState.DONE and known.due_at
        ]
        dues = [datetime.fromisoformat(known.due_at) for known in waiting if known.due_at and known.kind != Kind.SITE]
        if not dues or (min(dues) - now).total_seconds() > self.tools.plan.retry_after_cap:
            return False
        while (seconds := (min(dues) - utc_now()).total_seconds()) > 0 and not self.tools.stop():
            await asyncio.sleep(min(0.25, seconds))
        return not self.tools.stop()

    def _finish(self) -> None:
        """End the turn, unless the crawl found no way in: then it was none."""
        if self.tools.stop():
            return
        if True not in (self.ways.search, self.ways.service, self.ways.pages):
            self._give_up("no way in: neither search nor service nor pages can be had")
            self.tools.journal.record_outcome(self.turn.key, UrlState.FAILED, message=self.counts.given_up)
            return
        self._reckon()
        end_turn(self.tools.journal, self.turn, self.ways, utc_now())

    async def _visit(self, known: KnownUrl) -> None:
        """Ask for one URL; what no rule foresees costs this one and no other, and counts towards giving the host up."""
        try:
            await self._ask(known)
        except ArchiveError:
            raise
        except Exception as error:
            self._failures += 1
            self._settle(known, Outcome(UrlState.FAILED, describe_defect(error)))
            if self._failures >= self.tools.plan.give_up_after:
                self._give_up(f"{self._failures} failures in a row, the last: {describe_defect(error)}")

    async def _ask(self, known: KnownUrl) -> None:
        kind = Kind(known.kind)
        refusal = self._refusal(kind, known)
        if refusal:
            self._settle(known, refusal)
            return
        limit = self.tools.plan.file_bytes if kind in FILE_KINDS else self.tools.plan.html_bytes
        form = dict(parse_qsl(urlsplit(known.url).query)) if kind in SERVICE_KINDS and self.ways.post else None
        answer = await self.fetcher.fetch(known.url, limit, form=form, allowed=self.robots.allows)
        outcome = judge(kind, answer, utc_now())
        if outcome.wants_post and form is None:
            self.ways.post = True
            await self.keeper.record(known.key, answer, outcome, [], utc_now(), {}, known)
            return
        found = Found()
        if outcome.is_done:
            outcome, found = self._read(known, kind, answer)
        if outcome.is_done:
            await self._succeed(known, kind, answer, found)
        else:
            await self._fail(known, kind, answer, outcome)

    def _refusal(self, kind: Kind, known: KnownUrl) -> Outcome | None:
        """Return why a URL is not asked for, None when it is."""
        if not self.robots.allows(known.url):
            return Outcome(UrlState.ROBOTS, "robots.txt disallows it")
        if self.keeper.is_told(kind, known.context):
            return Outcome(UrlState.SKIPPED, "a meeting tells of it")
        if kind is Kind.SERVICE_MEETING and self.ways.service is False:
            return Outcome(UrlState.SKIPPED, "the service is shut")
        if self._blocked[kind in SERVICE_KINDS] >= (_SHIELDED_AFTER if self.turn.is_first else 1):
            return Outcome(UrlState.BLOCKED, "pages like it are shielded")
        return None

    def _read(self, known: KnownUrl, kind: Kind, answer: Answer) -> tuple[Outcome, Found]:
        """Return what an answer leads to, or, where it is not what its kind promises, the soft error that it is."""
        last = answer.last
        assert last is not None
        if kind in DISCOVERY_KINDS:
            self._learn_day(last.body)
        content_type = next((value for name, value in last.headers if name.lower() == "content-type"), None)
        try:
            found = follow(self.scope, Answered(kind, last.url, last.body, content_type, known.context), self.ways)
        except (NotExpectedError, ParseError) as error:
            return Outcome(UrlState.SOFT_ERROR, error.message if isinstance(error, ParseError) else str(error), hurts=True), Found()
        return Outcome(UrlState.DONE), found

    def _learn_day(self, body: bytes) -> None:
        """Note the site's own day: on pages that are no meeting's, DC.date is the day of the download. A new day reopens what can change."""
        day = find_site_day(body)
        if day is None:
            return
        self.ways.day = day
        if day == self.turn.day:
            return
        with self.tools.journal.transaction():
            self.turn = replace(self.turn, day=day)
            if self.turn.last_day and day > self.turn.last_day and not self._is_reopened:
                self._reopen()
            keep_turn(self.tools.journal, self.turn)

    def _reopen(self) -> None:
        """Ask again for what can have changed since the site's day of the last turn, and search as far back as minutes may be late."""
        self._is_reopened = True
        now = utc_now()
        with self.tools.journal.transaction():
            self.keeper.ask_again(read_open(self.tools.journal, self.site.authority), now)
            self.turn = replace(self.turn, window=self.turn.look_back())
            self.scope = replace(self.scope, window=self.turn.window)
            self.keeper.enqueue(first_steps(self.scope, self.ways), None, now)
            keep_turn(self.tools.journal, self.turn)

    # Outcomes ------------------------------------------------------------------------------------------------------------------

    async def _succeed(self, known: KnownUrl, kind: Kind, answer: Answer, found: Found) -> None:
        last = answer.last
        assert last is not None
        self._failures = 0
        self._blocked.pop(kind in SERVICE_KINDS, None)
        self.ways.mark(kind, True)
        self.counts.items += found.items
        steps = found.steps
        if hashlib.sha256(last.body).hexdigest() == known.digest and kind not in DISCOVERY_KINDS:
            steps = [replace(step, again=False) for step in steps]  # an unchanged page names nothing that has changed
        due = utc_now() + _NEXT_LOOK if found.recheck else None
        await self.keeper.record(known.key, answer, Outcome(UrlState.DONE), steps, due, found.headers, known)

    async def _fail(self, known: KnownUrl, kind: Kind, answer: Answer, outcome: Outcome) -> None:
        now = utc_now()
        if outcome.state is UrlState.BLOCKED:
            self._blocked[kind in SERVICE_KINDS] += 1
        if outcome.hurts and not (outcome.state is UrlState.BLOCKED and kind not in SERVICE_KINDS and self.ways.service):
            self._failures += 1  # shielded pages beside an open service do not mean that the host is unwell
        due, steps = self._after_failure(known, kind, outcome, now)
        await self.keeper.record(known.key, answer, outcome, steps, due, {}, known)
        if self._failures >= self.tools.plan.give_up_after and self.counts.given_up is None:
            self._give_up(f"{self._failures} failures in a row, the last: {outcome.message}")

    def _after_failure(self, known: KnownUrl, kind: Kind, outcome: Outcome, now: datetime) -> tuple[datetime | None, list[Step]]:
        """Return when to try again, or, after the last attempt, what to try instead."""
        plan = self.tools.plan
        asked = outcome.retry_after or 0.0
        if asked > plan.retry_after_cap:
            self._give_up(_come_back(asked))
            return now + timedelta(seconds=asked), []
        wait = max(asked, plan.back_off(known.attempts))
        if outcome.again:
            self.fetcher.lane.pause(wait)
            if known.attempts + 1 < plan.attempts:
                return now + timedelta(seconds=wait), []
        self.ways.mark(kind, False)
        return None, fall_back(self.scope, Step(kind, known.url, known.context), self.ways)

    def _settle(self, known: KnownUrl, outcome: Outcome) -> None:
        """Record an outcome for which nothing was asked, and what to try instead."""
        kind = Kind(known.kind)
        if outcome.state is not UrlState.SKIPPED:
            self.ways.mark(kind, False)
        steps = (
            [] if kind in (Kind.ISSUE, Kind.DECISION) else fall_back(self.scope, Step(kind, known.url, known.context), self.ways)
        )
        with self.tools.journal.transaction():
            self.tools.journal.record_outcome(known.key, outcome.state, message=outcome.message)
            self.keeper.enqueue(steps, known, utc_now())
        self.counts.count(outcome.state)

    def _give_up(self, reason: str) -> None:
        self.counts.given_up = reason
        self.tools.journal.update_host(self.site.authority, given_up=reason)


def _come_back(seconds: float) -> str:
    return f"the server asks to come back in {seconds:,.0f} s"

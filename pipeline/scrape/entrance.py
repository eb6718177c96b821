"""Whether a site may be crawled at all: its robots.txt, asked for or remembered within a day, and what it leaves open."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urljoin

from pipeline.addresses import canonical_key
from pipeline.journal import Journal, UrlState
from pipeline.scrape.fetch import Answer, Fetcher
from pipeline.scrape.keeping import Keeper
from pipeline.scrape.outcomes import Outcome, judge, parse_retry_after
from pipeline.scrape.plan import CrawlPlan, Site
from pipeline.scrape.robots import MAX_BYTES, Robots, build_robots, read_robots, utc_now
from pipeline.scrape.steps import Kind

_WAYS = ("ieSearchResults2.aspx", "ieListDocuments.aspx?MId=1", "mgWebService.asmx/GetMeeting?lMeetingId=1")


async def find_robots(
    site: Site, plan: CrawlPlan, journal: Journal, keeper: Keeper, fetcher: Fetcher, agent: str, stop: Callable[[], bool]
) -> Robots:
    """Return the rules of a site's host: those that the journal keeps for a day (RFC 9309, 2.4), else what the host answers now.

    A host that cannot answer now is asked as often as for any other address, with the same pauses; `stop` ends them.
    """
    host = journal.find_host(site.authority)
    robots = read_robots(host.robots if host else None, agent, utc_now())
    if robots is not None:
        return robots
    url = urljoin(site.base_url, "/robots.txt")
    attempts = 0
    while True:
        now = utc_now()
        journal.enqueue(url, site.authority, Kind.ROBOTS, due_at=now, again=True)
        answer = await fetcher.fetch(url, MAX_BYTES + 1, first_part=True)
        robots, outcome = _judge_robots(answer, agent, now)
        wait = max(outcome.retry_after or 0.0, plan.back_off(attempts))
        attempts += 1
        is_last = not outcome.again or attempts >= plan.attempts or wait > plan.retry_after_cap or stop()
        due = None if is_last else now + timedelta(seconds=wait)
        await keeper.record(canonical_key(url), answer, outcome, [], due, {}, None)
        if is_last:
            journal.update_host(site.authority, robots=robots.to_json())
            return robots
        await _pause(wait, stop)


async def _pause(seconds: float, stop: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0 and not stop():
        await asyncio.sleep(min(0.25, left))


def _judge_robots(answer: Answer, agent: str, now: datetime) -> tuple[Robots, Outcome]:
    """Return the rules in an answer and its outcome. ModernGov's error page in place of the file means that there is none."""
    last = answer.last
    if last is not None and not answer.failure and not answer.stopped_at and last.status == 200:
        return build_robots(200, last.body, agent, now), Outcome(UrlState.DONE)
    outcome = judge(Kind.ROBOTS, answer, now)
    status = last.status if last is not None and not answer.failure and not answer.stopped_at else None
    if last is not None and status is not None and (status >= 500 or status == 429):  # whatever page comes with it
        outcome = Outcome(UrlState.FAILED, f"the server answered {status}", again=True, retry_after=parse_retry_after(last, now))
    if answer.stopped_at == "mgerror.aspx":
        status = 404
    reason = outcome.message or ""
    if outcome.retry_after:
        reason += f" and asks to come back in {outcome.retry_after:,.0f} s"
    robots = build_robots(status, last.body if last else b"", agent, now, reason)
    if robots.state != "unavailable":
        return robots, Outcome(UrlState.DONE)
    return robots, replace(outcome, state=UrlState.FAILED)


def find_refusal(site: Site, robots: Robots) -> str | None:
    """Return why a site may not be crawled: no rules to be had, or none of the ways into it allowed; None where it may."""
    if robots.state == "unavailable":
        return f"robots.txt cannot be had ({robots.text}; RFC 9309: keep out)"
    if not any(robots.allows(site.base_url + way) for way in _WAYS):
        return "robots.txt keeps crawlers out"
    return None

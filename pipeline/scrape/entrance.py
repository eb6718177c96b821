"""Whether a site may be crawled at all: its robots.txt, asked for or remembered within a day, and what it leaves open."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin

from pipeline.addresses import canonical_key
from pipeline.journal import Journal, UrlState
from pipeline.scrape.fetch import Fetcher
from pipeline.scrape.keeping import Keeper
from pipeline.scrape.outcomes import Outcome
from pipeline.scrape.plan import Site
from pipeline.scrape.robots import MAX_BYTES, Robots, build_robots, read_robots, utc_now
from pipeline.scrape.steps import Kind

_WAYS = ("ieSearchResults2.aspx", "ieListDocuments.aspx?MId=1", "mgWebService.asmx/GetMeeting?lMeetingId=1")


async def find_robots(site: Site, journal: Journal, keeper: Keeper, fetcher: Fetcher, agent: str) -> Robots:
    """Return the rules of a site's host: those that the journal keeps for a day (RFC 9309, 2.4), else what the host answers now."""
    now = utc_now()
    host = journal.find_host(site.authority)
    return read_robots(host.robots if host else None, agent, now) or await _ask_robots(site, journal, keeper, fetcher, agent, now)


async def _ask_robots(site: Site, journal: Journal, keeper: Keeper, fetcher: Fetcher, agent: str, now: datetime) -> Robots:
    url = urljoin(site.base_url, "/robots.txt")
    journal.enqueue(url, site.authority, Kind.ROBOTS, due_at=now, again=True)
    answer = await fetcher.fetch(url, 16 * MAX_BYTES)
    last = answer.last if answer.failure is None and answer.stopped_at is None else None
    robots = build_robots(last.status if last else None, last.body if last else b"", agent, now, answer.reason)
    state = UrlState.FAILED if robots.state == "unavailable" else UrlState.DONE
    await keeper.record(canonical_key(url), answer, Outcome(state, answer.reason or None), [], None, {}, None)
    journal.update_host(site.authority, robots=robots.to_json())
    return robots


def find_refusal(site: Site, robots: Robots) -> str | None:
    """Return why a site may not be crawled: no rules to be had, or none of the ways into it allowed; None where it may."""
    if robots.state == "unavailable":
        return f"robots.txt cannot be had ({robots.text}; RFC 9309: keep out)"
    if not any(robots.allows(site.base_url + way) for way in _WAYS):
        return "robots.txt keeps crawlers out"
    return None

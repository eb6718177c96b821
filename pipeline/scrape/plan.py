"""What a crawl is told: the sites, the window of days, and the limits of politeness; travels to the crawling process as JSON."""

from __future__ import annotations

import json
import random
import re
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.register import read_register
from pipeline.scrape.guard import parse_base_url

HTML_BYTES = 8 * 2**20
FILE_BYTES = 64 * 2**20
FIRST_DAY = date(2013, 1, 1)  # the year in which the single inspection framework began; nothing before it is graded as it is today

_BACK_OFF = (5.0, 10.0, 20.0, 40.0)  # times the delay
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_OTHER_FOLDERS = ("sample", "gold")  # see `pipeline.sources`: the folder of the samples, and labels that are never read


class PlanError(PipelineError):
    """A crawl was asked for that cannot be made (an authority that is not known or not on ModernGov). Ends the command with code 1."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site to crawl. `named`: its address came from the caller, so it may be private."""

    authority: str
    base_url: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """All that a crawl depends on. Times are in seconds, sizes in bytes; `today` is the day that the crawl counts from.

    `attempts` is how often one URL is asked for in a run, `give_up_after` how many failures in a row end a host's turn,
    `retry_after_cap` the longest Retry-After that is waited for, `recheck_days` how long minutes are looked at again.
    """

    sites: tuple[Site, ...]
    raw: Path
    today: date
    since: date | None = None
    until: date | None = None
    delay: float = 1.0
    timeout: float = 60.0
    contact: str | None = None
    topics: Path | None = None
    dry_run: bool = False
    attempts: int = 3
    give_up_after: int = 5
    retry_after_cap: float = 3600.0
    recheck_days: int = 90
    html_bytes: int = HTML_BYTES
    file_bytes: int = FILE_BYTES

    @property
    def first_day(self) -> date:
        """The first day of meetings that are wanted."""
        return self.since or FIRST_DAY

    @property
    def last_day(self) -> date:
        """The last day of meetings that are wanted; meetings to come have no minutes."""
        return min(self.until, self.today) if self.until else self.today

    def back_off(self, attempts: int) -> float:
        """Return the seconds to leave a host in peace that failed after `attempts` earlier ones; spread, so that hosts do not fall in step."""
        return self.delay * _BACK_OFF[min(attempts, len(_BACK_OFF) - 1)] * random.uniform(1.0, 1.25)

    def to_json(self) -> str:
        """Return the plan as one JSON object."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> CrawlPlan:
        """Return the plan that `to_json` wrote."""
        values = json.loads(text)
        values["sites"] = tuple(Site(**site) for site in values["sites"])
        for name in ("today", "since", "until"):
            values[name] = date.fromisoformat(values[name]) if values[name] else None
        for name in ("raw", "topics"):
            values[name] = Path(values[name]) if values[name] else None
        return cls(**values)


def find_sites(slugs: tuple[str, ...], base_urls: tuple[tuple[str, str], ...]) -> tuple[Site, ...]:
    """Return the sites of the authorities `slugs` in the register and of `base_urls` (name and address), each once.

    A name in both is crawled at the address that was given. Raises PlanError for a slug that the register does not know, one whose
    council does not run ModernGov, a base URL that is none, and a name of one that cannot be a folder of the archive or is given twice.
    """
    known = {authority.slug: authority for authority in read_register()}
    sites: dict[str, Site] = {}
    for name, address in base_urls:
        if not _SLUG.fullmatch(name):
            raise PlanError(
                "crawl", repr(name), "a site's name is lower-case letters, digits, - and _, and begins with a letter or digit"
            )
        if name in _OTHER_FOLDERS:
            raise PlanError("crawl", name, "the archive keeps something else in a folder of this name; name the site differently")
        if name in sites:
            raise PlanError("crawl", name, "two sites cannot have one name")
        try:
            sites[name] = Site(name, parse_base_url(address), named=True)
        except ValueError as error:
            raise PlanError("crawl", name, str(error)) from None
    for slug in slugs:
        if slug in sites:
            continue
        authority = known.get(slug)
        if authority is None:
            raise PlanError(
                "crawl",
                slug,
                "the register has no such authority; see `ofsted-minutes authorities`, or name its site with --base-url",
            )
        if authority.base_url is None:
            raise PlanError(
                "crawl", slug, f"the council's committee site runs {authority.platform or 'another system'}, not ModernGov"
            )
        sites[slug] = Site(slug, parse_base_url(authority.base_url))
    return tuple(sites.values())

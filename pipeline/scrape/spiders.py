"""The spider: runs the turns of all sites side by side, each host its own lane, and ends when the last one has."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from pipeline.errors import ArchiveError
from pipeline.register import read_reference
from pipeline.scrape.confirming import Confirmer
from pipeline.scrape.fetch import Fetcher, Lane, Lanes, host_of
from pipeline.scrape.guard import Guard
from pipeline.scrape.keeping import Keeper
from pipeline.scrape.middlewares import GUARD_SETTING, REFUSED, stop_when_enough
from pipeline.scrape.outcomes import describe_defect
from pipeline.scrape.plan import CrawlPlan, Site
from pipeline.scrape.progress import Counts
from pipeline.scrape.settings import request_headers
from pipeline.scrape.sites import SiteCrawl, Tools
from pipeline.warc import WarcWriter


class MinutesSpider(Spider):
    """Crawls the sites of a plan. What is fetched goes to the archive; Scrapy's own queue is not used, for it loses what it holds."""

    name = "minutes"

    def __init__(self, plan: CrawlPlan, tools: Tools, counts: dict[str, Counts], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.plan = plan
        self.tools = tools
        self.counts = counts
        self.confirmer = Confirmer(tools.journal)
        self.lanes = Lanes(plan.delay)
        self.error: BaseException | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> MinutesSpider:
        """Return the spider bound to its crawler."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        assert isinstance(spider, MinutesSpider)
        crawler.signals.connect(stop_when_enough, signal=signals.bytes_received)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Crawl all sites; yields no request, for each site fetches by itself."""
        hosts: defaultdict[tuple[str, int], list[Site]] = defaultdict(list)
        for site in self.plan.sites:
            hosts[host_of(site.base_url)].append(site)
        # Hosts start one after the other within the first delay: in step, their answers would all come at once and wait for each other.
        crawls = (self._crawl_host(sites, at / len(hosts) * self.plan.delay) for at, sites in enumerate(hosts.values()))
        results = await asyncio.gather(*crawls, return_exceptions=True)
        self.error = next((result for result in results if isinstance(result, BaseException)), None)
        requests: tuple[Any, ...] = ()
        for request in requests:
            yield request

    async def _crawl_host(self, sites: list[Site], wait: float) -> None:
        """Crawl the sites of one host one after the other, `wait` seconds from now."""
        lane = self.lanes.lane_of(sites[0].base_url)
        lane.pause(wait)
        for site in sites:
            if self.tools.stop():
                return
            about = {"http-header-user-agent": self.tools.agent, "robots": "obey", "operator": self.plan.contact or "not given"}
            try:
                with WarcWriter(self.plan.raw, site.authority, about=about) as writer:
                    counts = self.counts[site.authority]
                    keeper = Keeper(site.authority, self.tools.journal, self.confirmer, writer, counts)
                    await SiteCrawl(site, self.tools, keeper, self._build_fetcher(site, lane), counts).run()
            except ArchiveError:
                raise
            except Exception as error:  # a defect of ours in one site must not cost the others
                self.counts[site.authority].given_up = describe_defect(error)
                self.tools.report(self.counts[site.authority])

    def _build_fetcher(self, site: Site, lane: Lane) -> Fetcher:
        assert self.crawler.engine is not None
        guard = self.settings[GUARD_SETTING]
        assert isinstance(guard, Guard)
        return Fetcher(
            download=self.crawler.engine.download_async,
            guard=guard,
            lanes=self.lanes,
            lane=lane,
            headers=request_headers(self.plan.contact),
            timeout=self.plan.timeout,
            aliases=_aliases(site),
            direct=site.named,
            refused_hosts=REFUSED,
        )


def _aliases(site: Site) -> frozenset[str]:
    """Return the hosts that the register knows for a site's authority: a redirect may lead from one to another."""
    own = urlsplit(site.base_url).hostname or ""
    hosts = {row["host_path"].partition("/")[0] for row in read_reference("authority_hosts") if row["slug"] == site.authority}
    return frozenset(hosts | {own})

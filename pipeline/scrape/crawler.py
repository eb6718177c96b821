"""One crawl in this process: journal and archive opened, put right after a crash, sites crawled, all closed in order."""

from __future__ import annotations

import signal
import sys
from typing import TextIO

from scrapy.crawler import AsyncCrawlerProcess

from pipeline.errors import PipelineError
from pipeline.journal import Journal, UrlState, open_journal
from pipeline.scrape.guard import Guard
from pipeline.scrape.plan import CrawlPlan
from pipeline.scrape.progress import Counts
from pipeline.scrape.robots import utc_now
from pipeline.scrape.settings import ROBOTS_AGENT, scrapy_settings
from pipeline.scrape.sites import Tools
from pipeline.scrape.spiders import MinutesSpider
from pipeline.scrape.topics import load_topics
from pipeline.warc import repair


def run_crawl(plan: CrawlPlan, out: TextIO) -> int:
    """Crawl as the plan says, writing each site's figures to `out` as they change; return 0, or 1 when a host was given up.

    Raises PipelineError (ArchiveError among them) when the archive cannot be written or another process has it, SettingsError for a
    file of topics that cannot be used. A first interrupt or SIGTERM ends the crawl after the requests in flight.
    """
    topics = load_topics(plan.topics)
    guard = Guard.for_sites(site.base_url for site in plan.sites if site.named)
    stopping = _Stopping()
    counts = {site.authority: Counts(site.authority) for site in plan.sites}
    with open_journal(plan.raw / "journal.sqlite") as journal:
        repair(plan.raw, journal, utc_now())
        journal.start_run({"sites": [site.authority for site in plan.sites], "since": plan.since, "until": plan.until}, utc_now())

        def report(changed: Counts) -> None:
            changed.queued = _waiting(journal, changed.site) if changed.done else changed.queued
            changed.write(out)

        tools = Tools(plan, topics, journal, ROBOTS_AGENT, report, stopping.is_asked)
        process = AsyncCrawlerProcess(scrapy_settings(plan, guard))
        crawler = process.create_crawler(MinutesSpider)
        process.crawl(crawler, plan=plan, tools=tools, counts=counts)
        stopping.install()
        process.start(install_signal_handlers=False)
        spider = crawler.spider
        error = spider.error if isinstance(spider, MinutesSpider) else None
        failed = bool(error) or any(count.given_up for count in counts.values())
        journal.finish_run("stopped" if stopping.is_asked() else "failed" if failed else "complete", utc_now())
    if isinstance(error, PipelineError):
        raise error
    if error is not None:
        raise error
    return 1 if failed or stopping.is_asked() else 0


def _waiting(journal: Journal, authority: str) -> int:
    return sum(known.state is UrlState.QUEUED and known.kind != "site" for known in journal.read_urls(authority))


class _Stopping:
    """Remembers that the crawl was asked to end; a second signal ends the process at once, which the journal survives."""

    def __init__(self) -> None:
        self._asked = False

    def is_asked(self) -> bool:
        return self._asked

    def install(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)

    def _ask(self, number: int, frame: object) -> None:
        if self._asked:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        self._asked = True
        print("ending after the requests in flight; again to end at once", file=sys.stderr, flush=True)

"""Scrapy's settings for a crawl: what its defaults leave open is set, what the crawler does itself is switched off."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from pipeline.scrape.guard import Guard
from pipeline.scrape.middlewares import GUARD_SETTING
from pipeline.scrape.plan import CrawlPlan

ROBOTS_AGENT = "ofsted-minutes"
_OFF = (
    "offsite.OffsiteMiddleware",
    "robotstxt.RobotsTxtMiddleware",
    "httpauth.HttpAuthMiddleware",
    "retry.RetryMiddleware",
    "redirect.MetaRefreshMiddleware",
    "redirect.RedirectMiddleware",
    "httpcompression.HttpCompressionMiddleware",
    "cookies.CookiesMiddleware",
    "httpcache.HttpCacheMiddleware",
)


def user_agent(contact: str | None) -> str:
    """Return who the crawler says it is: name, version and how to reach whoever runs it."""
    about = f"+{contact}" if contact else "reads minutes about Ofsted inspections; no contact given"
    return f"{ROBOTS_AGENT}/{version('ofsted-minutes')} ({about})"


def request_headers(contact: str | None) -> dict[str, str]:
    """Return the headers of every request. Only gzip is asked for: it is unpacked here, within limits."""
    return {
        "User-Agent": user_agent(contact),
        "Accept": "text/html,application/xml;q=0.9,application/pdf;q=0.9,*/*;q=0.5",
        "Accept-Language": "en-GB,en",
        "Accept-Encoding": "gzip",
    }


def scrapy_settings(plan: CrawlPlan, guard: Guard) -> dict[str, Any]:
    """Return the settings of the crawling process. Hosts run side by side, each with one request in flight."""
    return {
        GUARD_SETTING: guard,
        "USER_AGENT": user_agent(plan.contact),
        "CONCURRENT_REQUESTS": max(16, len(plan.sites)),
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": plan.delay,
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": True,  # a host that answers slowly is asked more slowly
        "AUTOTHROTTLE_START_DELAY": plan.delay,
        "AUTOTHROTTLE_MAX_DELAY": 60.0,
        "DOWNLOAD_TIMEOUT": plan.timeout,
        "DOWNLOAD_MAXSIZE": plan.file_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DNS_RESOLVER": "pipeline.scrape.middlewares.PublicResolver",
        "DNSCACHE_ENABLED": True,
        "REACTOR_THREADPOOL_MAXSIZE": 20,
        "DOWNLOADER_MIDDLEWARES": {
            **{f"scrapy.downloadermiddlewares.{name}": None for name in _OFF},
            "pipeline.scrape.middlewares.AddressMiddleware": 900,
        },
        "ROBOTSTXT_OBEY": False,  # obeyed by `pipeline.scrape.robots`, which knows what RFC 9309 says of servers that fail
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "ERROR",
        "LOGSTATS_INTERVAL": 0,
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
    }

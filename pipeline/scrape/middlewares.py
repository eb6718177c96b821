"""Where Scrapy meets the network: no request leaves for an address that may not be asked, whatever asked for it."""

from __future__ import annotations

from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from pipeline.scrape.guard import AddressRefusedError, Guard

GUARD_SETTING = "ADDRESS_GUARD"
REFUSED: dict[str, str] = {}
"""Names that led to private addresses in this process, and why they were refused; Scrapy's own errors do not carry the reason."""


FIRST_BYTES = "first_bytes"
"""Key of a request's meta: how many bytes of the body are wanted; more is not waited for (see `stop_when_enough`)."""


def stop_when_enough(data: bytes, request: Request) -> None:
    """End a download of which only the first bytes are wanted, keeping those; to be connected to Scrapy's signal `bytes_received`."""
    wanted = request.meta.get(FIRST_BYTES)
    if wanted is None:
        return
    request.meta["received"] = request.meta.get("received", 0) + len(data)
    if request.meta["received"] >= wanted:
        raise StopDownload(fail=False)


class AddressMiddleware:
    """Refuses requests whose address is not one to be asked; the last thing before the download."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware with the guard of the crawl's settings."""
        return cls(crawler.settings[GUARD_SETTING])

    def process_request(self, request: Request) -> None:
        """Raise AddressRefusedError for an address that may not be asked."""
        self._guard.check(request.url)


class PublicResolver(CachingThreadedResolver):
    """Resolves names as Scrapy does, and refuses a name that leads to a private address; what is checked is what is connected to."""

    guard = Guard(frozenset())

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        """Return the resolver with the guard of the crawl's settings."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.guard = crawler.settings[GUARD_SETTING]
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        """Return the address of a name; fails with DNSLookupError for one that is refused."""
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        try:
            self.guard.check_resolved(name, address)
        except AddressRefusedError as error:
            REFUSED[name] = str(error)
            raise DNSLookupError(str(error)) from error
        return address

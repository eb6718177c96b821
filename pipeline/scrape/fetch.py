"""One request at a time to a host, and never sooner after the last than the delay; redirects, codings and sizes in our own hands."""

from __future__ import annotations

import asyncio
import http.client
import time
import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode, urljoin, urlsplit, urlunsplit

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response

from pipeline.exchanges import Exchange
from pipeline.scrape.guard import DEFAULT_PORTS, SESSION_SEGMENT, AddressRefusedError, Guard, origin_of, quote_url
from pipeline.scrape.links import page_name
from pipeline.scrape.middlewares import FIRST_BYTES

MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_STOPS = ("ielogon.aspx", "mgerror.aspx")  # where a redirect leads says all; the page itself is not asked for

Download = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a request: the exchanges, hops first, and what went wrong where nothing usable came.

    `url` is the last address asked, `stopped_at` the page to which a redirect led that was not followed, `failure` one of `timeout`,
    `unreachable`, `untrusted` (its certificate), `refused` (an address that may not be asked), `too_large`, `cut`, `redirects`, with `reason` for a person.
    """

    url: str
    exchanges: tuple[Exchange, ...] = ()
    failure: str | None = None
    reason: str = ""
    stopped_at: str | None = None

    @property
    def last(self) -> Exchange | None:
        """The exchange that decides, None when no answer came at all."""
        return self.exchanges[-1] if self.exchanges else None


class TooLargeError(ValueError):
    """A body is larger than allowed, unpacked or not. Raised by `decode_body`, caught by `Fetcher`."""


def decode_body(body: bytes, coding: str, limit: int, *, first_part: bool = False) -> bytes:
    """Return a body with its content coding undone, never more than `limit` bytes of it.

    Raises TooLargeError beyond that (a gzip bomb is stopped while it unpacks), ValueError for a damaged body or an unknown coding. With
    `first_part` the beginning of a longer body is returned, and a body of `limit` bytes may be cut off.
    """
    codings = [part.strip().lower() for part in coding.split(",") if part.strip() and part.strip().lower() != "identity"]
    for name in reversed(codings):
        if name not in ("gzip", "x-gzip", "deflate"):
            raise ValueError(f"the content coding {name!r} is not known")
        body = _inflate(body, limit, first_part=first_part)
    if len(body) > limit and not first_part:
        raise TooLargeError(f"more than {limit:,} bytes")
    return body[:limit]


def _inflate(body: bytes, limit: int, *, first_part: bool) -> bytes:
    for bits in (
        zlib.MAX_WBITS | 32,
        -zlib.MAX_WBITS,
    ):  # zlib or gzip by their headers; then deflate without one, as some servers send
        unpacker = zlib.decompressobj(bits)
        try:
            unpacked = unpacker.decompress(body, limit + 1)
        except zlib.error as error:
            if bits > 0:
                continue
            raise ValueError(f"the body is not what its content coding says ({error})") from None
        if first_part and max(len(unpacked), len(body)) >= limit:
            return unpacked
        if len(unpacked) > limit:
            raise TooLargeError(f"unpacks to more than {limit:,} bytes")
        if not unpacker.eof:
            raise ValueError("the compressed body is cut off")
        return unpacked
    return body


@dataclass(slots=True)
class Lane:
    """The way to one host: who waits for whom. `delay` is the least number of seconds from an answer to the next request.

    Counted from the end of an answer, so that however requests travel, they reach the host no closer than that.
    """

    delay: float
    ready_at: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def pause(self, seconds: float) -> None:
        """Let nothing out for some seconds from now."""
        self.ready_at = max(self.ready_at, time.monotonic() + seconds)


class Lanes:
    """The lanes of a crawl, one a host. However a site is reached, by its own address or by a redirect, its host is asked in one lane."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._lanes: dict[tuple[str, int], Lane] = {}

    def lane_of(self, url: str) -> Lane:
        """Return the lane of a URL's host; http and https on their usual ports are one."""
        return self._lanes.setdefault(host_of(url), Lane(self._delay))


def host_of(url: str) -> tuple[str, int]:
    """Return what tells hosts apart: name and port, where the usual ports of http and https are the same."""
    host, port = origin_of(url)
    return host, DEFAULT_PORTS["https"] if port in DEFAULT_PORTS.values() else port


@dataclass(slots=True)
class Fetcher:
    """Fetches for one site, whose own lane is `lane`. `session` is the segment that a site without cookies put into its addresses; it is used from then on."""

    download: Download
    guard: Guard
    lanes: Lanes
    lane: Lane
    headers: Mapping[str, str]
    timeout: float
    aliases: frozenset[str] = frozenset()
    direct: bool = False
    refused_hosts: Mapping[str, str] = field(default_factory=dict)
    on_request: Callable[[], None] = lambda: None
    session: str = ""

    async def fetch(
        self,
        url: str,
        limit: int,
        *,
        form: Mapping[str, str] | None = None,
        allowed: Callable[[str], bool] = lambda url: True,
        first_part: bool = False,
    ) -> Answer:
        """Return what the site answers for `url`, following at most five redirects on it. Never raises for what a site does.

        `limit` is the greatest number of bytes of a body, `form` makes it a form post, `allowed` says what robots.txt thinks of a hop;
        with `first_part` the first `limit` bytes of a longer body are the answer.
        """
        exchanges: list[Exchange] = []
        try:
            target = self._with_session(quote_url(url))
            for _ in range(MAX_REDIRECTS + 1):
                self.guard.check(target)
                exchange = await self._exchange(target, limit, form, first_part=first_part)
                exchanges.append(exchange)
                location = next((value for name, value in exchange.headers if name.lower() == "location"), None)
                if exchange.status not in _REDIRECTS or not location:
                    return Answer(target, tuple(exchanges))
                name = _page_of(location)
                if name in _STOPS:
                    return Answer(target, tuple(exchanges), stopped_at=name)
                target = self.guard.check_redirect(target, location, self.aliases)
                self._learn_session(target)
                if not allowed(target):
                    return Answer(target, tuple(exchanges), "robots", "robots.txt keeps the crawler from where a redirect leads")
            return Answer(target, tuple(exchanges), "redirects", f"more than {MAX_REDIRECTS} redirects")
        except AddressRefusedError as error:
            return Answer(url, tuple(exchanges), "refused", str(error))
        except _FetchFailedError as error:
            return Answer(url, tuple(exchanges), error.failure, error.reason)

    async def _exchange(self, url: str, limit: int, form: Mapping[str, str] | None, *, first_part: bool) -> Exchange:
        lane = self.lanes.lane_of(url)
        async with lane.lock:
            wait = lane.ready_at - time.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            self.on_request()
            moment = datetime.now(UTC)
            request = self._request(url, limit, form, first_part=first_part)
            try:
                response = await self.download(request)
            except BaseException as error:
                failure = self._failure(error, url)
                if failure is None:
                    raise
                raise failure from error
            finally:
                lane.pause(max(lane.delay, self.lane.delay))
        return self._kept(request, response, moment, limit, first_part=first_part)

    def _request(self, url: str, limit: int, form: Mapping[str, str] | None, *, first_part: bool) -> Request:
        host, port = origin_of(url)
        meta: dict[str, object] = {"download_slot": f"{host}:{port}", "download_maxsize": limit, "download_timeout": self.timeout}
        if first_part:
            meta |= {"download_maxsize": 0, FIRST_BYTES: limit}
        if self.direct:
            meta["proxy"] = None
        headers = dict(self.headers)
        body = ""
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(form)
        return Request(url, method="GET" if form is None else "POST", headers=headers, body=body, meta=meta, dont_filter=True)

    def _kept(self, request: Request, response: Response, moment: datetime, limit: int, *, first_part: bool) -> Exchange:
        headers = [(_latin(name), _latin(value)) for name, values in response.headers.items() for value in values]
        coding = ", ".join(value for name, value in headers if name.lower() == "content-encoding")
        try:
            body = decode_body(response.body, coding, limit, first_part=first_part)
        except TooLargeError as error:
            raise _FetchFailedError("too_large", str(error)) from None
        except ValueError as error:
            raise _FetchFailedError("cut", str(error)) from None
        sent = [(_latin(name), _latin(value)) for name, values in request.headers.items() for value in values]
        return Exchange(
            url=request.url,
            fetched_at=moment,
            status=response.status,
            headers=headers,
            body=body,
            request_headers=[("Host", urlsplit(request.url).netloc), *sent],
            method=request.method,
            request_body=request.body,
            reason=http.client.responses.get(response.status, ""),
            ip=str(response.ip_address) if response.ip_address else None,
        )

    def _failure(self, error: BaseException, url: str) -> _FetchFailedError | None:
        """Return what a download that failed means, None for an error that is ours."""
        host = origin_of(url)[0]
        if isinstance(error, AddressRefusedError):
            return _FetchFailedError("refused", str(error))
        if isinstance(error, CannotResolveHostError):
            refused = self.refused_hosts.get(host)
            return (
                _FetchFailedError("refused", refused)
                if refused
                else _FetchFailedError("unreachable", f"the name {host} is not known")
            )
        if isinstance(error, DownloadTimeoutError):
            return _FetchFailedError("timeout", f"no whole answer within {self.timeout:g} s")
        if isinstance(error, DownloadCancelledError):
            return _FetchFailedError("too_large", "the body is larger than allowed")
        if isinstance(error, ResponseDataLossError):
            return _FetchFailedError("cut", "the connection ended before the body did")
        if isinstance(error, DownloadConnectionRefusedError | DownloadFailedError | IgnoreRequest | OSError):
            if "certificate verify failed" in str(error):
                return _FetchFailedError("untrusted", f"the certificate of {host} is not to be trusted")
            reason = self.refused_hosts.get(host) or _words_of(error)
            return _FetchFailedError("refused" if host in self.refused_hosts else "unreachable", reason)
        return None

    def _with_session(self, url: str) -> str:
        """Return the address with the site's session segment in place of any older one."""
        parts = urlsplit(url)
        path = SESSION_SEGMENT.sub("", parts.path)
        if self.session:
            root, _, segment = self.session.rpartition("/")
            if path.startswith(f"{root}/"):
                path = f"{root}/{segment}{path[len(root) :]}"
        return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))

    def _learn_session(self, url: str) -> None:
        found = SESSION_SEGMENT.search(urlsplit(url).path)
        if found:
            self.session = urlsplit(url).path[: found.end()]


class _FetchFailedError(Exception):
    def __init__(self, failure: str, reason: str) -> None:
        super().__init__(reason)
        self.failure = failure
        self.reason = reason


def _words_of(error: BaseException) -> str:
    """Return in one line what went wrong in a connection; Twisted wraps it, TLS gives it as a list of (library, function, reason)."""
    cause = error.__cause__ or error
    inner = [reason.value for reason in getattr(cause, "reasons", ())] or [cause]
    said = inner[0].args[0] if len(inner[0].args) > 1 or (inner[0].args and isinstance(inner[0].args[0], list)) else str(inner[0])
    if isinstance(said, list):
        said = ", ".join(str(entry[-1]) if isinstance(entry, tuple) else type(entry).__name__ for entry in said)
    return " ".join(str(said).split())[:200] or type(inner[0]).__name__


def _page_of(location: str) -> str:
    """Return the page that a redirect names. Raises AddressRefusedError for what is no address."""
    try:
        return page_name(urljoin("http://host/", location.strip()))
    except ValueError as error:
        raise AddressRefusedError(f"a redirect leads to what is no address ({error})") from None


def _latin(text: bytes | None) -> str:
    return (text or b"").decode("latin-1")

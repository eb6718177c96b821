"""A plain client for the server's own tests: one request, redirects followed by hand, nothing interpreted."""

from __future__ import annotations

import http.client
import ssl
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `url` is the address that answered, `hops` those that redirected before it."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes
    hops: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


def ask(
    url: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
    follow: bool = True,
    timeout: float = 10,
    trust: str | None = None,
) -> Answer:
    """Return the answer to a request, after at most ten redirects; `trust` is a certificate file to accept."""
    hops: list[str] = []
    while True:
        answer = _once(url, method, body, headers or {}, timeout, trust)
        location = answer.headers.get("location")
        if not follow or answer.status != 302 or not location or len(hops) == 10:
            return Answer(url, answer.status, answer.headers, answer.body, tuple(hops))
        hops.append(url)
        url, method, body = urljoin(url, location), "GET", None


def _once(url: str, method: str, body: bytes | None, headers: dict[str, str], timeout: float, trust: str | None) -> Answer:
    parts = urlsplit(url)
    target = quote(parts.path, safe="/()%") + (f"?{quote(parts.query, safe='=&%+/(),')}" if parts.query else "")
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context(cafile=trust)
        connection = http.client.HTTPSConnection(parts.netloc, timeout=timeout, context=context)
    else:
        connection = http.client.HTTPConnection(parts.netloc, timeout=timeout)
    try:
        connection.request(method, target, body, {"User-Agent": "server-test", **headers})
        response = connection.getresponse()
        return Answer(url, response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()

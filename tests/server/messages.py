"""The request as a site reads it, and the answer that it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(slots=True)
class Call:
    """A request: `path` is decoded, `query` has lower-case keys, `raw_query` those that were sent."""

    method: str
    path: str
    query: dict[str, str]
    raw_query: dict[str, str]
    headers: Mapping[str, str]
    body: bytes
    origin: str
    gap: float

    @classmethod
    def parse(cls, method: str, target: str, headers: Mapping[str, str], body: bytes, origin: str, gap: float) -> Call:
        """Read a request line's target; `origin` is scheme, host and port, `gap` the seconds since the site's previous request."""
        parts = urlsplit(target)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        return cls(
            method, unquote(parts.path), {key.lower(): value for key, value in pairs}, dict(pairs), headers, body, origin, gap
        )


@dataclass(slots=True)
class Response:
    """An answer. `headers` come after Content-Type and Content-Length."""

    status: int
    content_type: str
    body: bytes
    headers: list[tuple[str, str]] = field(default_factory=list)

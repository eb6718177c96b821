"""robots.txt as RFC 9309 has it: no file, no rules; a server that fails, keep out; parsed by Protego (Google's matching)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from pipeline.scrape.guard import SESSION_SEGMENT

MAX_BYTES = 512 * 1024  # RFC 9309 2.5: at least 500 KiB are read; the rest is as if it were not there
CACHED_FOR = timedelta(hours=24)  # RFC 9309 2.4
MAX_CRAWL_DELAY = 30.0  # Crawl-delay is no part of the standard; it is kept as a courtesy, within reason


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of a host for one crawler. `state` is `rules`, `none` or `unavailable` (everything is disallowed then; `text` says why)."""

    state: str
    text: str
    agent: str
    fetched_at: datetime

    def allows(self, url: str) -> bool:
        """Return whether `url` may be asked; an address with a session segment must be allowed with and without it."""
        if self.state == "unavailable":
            return False
        if self.state == "none":
            return True
        rules = _parse(self.text)
        parts = urlsplit(url)
        bare = urlunsplit(parts._replace(path=SESSION_SEGMENT.sub("", parts.path)))
        return all(rules.can_fetch(address, self.agent) for address in {url, bare})

    def crawl_delay(self) -> float:
        """Return the seconds between requests that the file asks for, capped; 0 when it asks for none."""
        if self.state != "rules":
            return 0.0
        asked = _parse(self.text).crawl_delay(self.agent)
        return min(float(asked or 0.0), MAX_CRAWL_DELAY)

    def to_json(self) -> str:
        """Return the rules as text for the journal."""
        return json.dumps({"state": self.state, "text": self.text, "at": self.fetched_at.isoformat()})


@lru_cache(maxsize=256)
def _parse(text: str) -> Protego:
    return Protego.parse(text)


def build_robots(status: int | None, body: bytes, agent: str, now: datetime, reason: str = "") -> Robots:
    """Return the rules in an answer: 2xx are parsed, 4xx are none, anything else (5xx, no answer: None, for `reason`) means to keep out."""
    if status is not None and 200 <= status < 300:
        if len(body) > MAX_BYTES:  # a line that is cut off would be another rule
            body = body[:MAX_BYTES]
            body = body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]
        text = body.decode("utf-8", "replace").lstrip("\ufeff")  # Protego takes a byte-order mark for part of the first line
        return Robots("rules", text, agent, now)
    if status is not None and 400 <= status < 500 and status != 429:
        return Robots("none", "", agent, now)
    return Robots("unavailable", reason or (f"the server answered {status}" if status else "no answer"), agent, now)


def read_robots(text: str | None, agent: str, now: datetime) -> Robots | None:
    """Return the rules that the journal keeps when they are younger than a day and were to be had, else None."""
    if not text:
        return None
    try:
        kept = json.loads(text)
        fetched_at = datetime.fromisoformat(kept["at"])
        robots = Robots(kept["state"], kept["text"], agent, fetched_at)
    except (ValueError, KeyError, TypeError):
        return None
    fresh = timedelta(0) <= now - fetched_at < CACHED_FOR
    return robots if fresh and robots.state != "unavailable" else None


def utc_now() -> datetime:
    """Return the present moment, aware."""
    return datetime.now(UTC)

"""What a crawl tells while it runs: one JSON object a line on stdout, for whoever started the process."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import TextIO

from pipeline.journal import UrlState

_NAMES = {UrlState.DONE: "fetched", UrlState.SKIPPED: "skipped", UrlState.ROBOTS: "robots"}
_SHUT = (UrlState.BLOCKED, UrlState.LOGIN, UrlState.SOFT_ERROR)


@dataclass(slots=True)
class Counts:
    """One site's figures: URLs found, fetched, skipped, refused by robots.txt, blocked (challenge, login, error page), failed.

    `requests` are all that were sent, redirects, repeats and robots.txt too; `items` the items that matter on what was fetched; `queued`
    the URLs that still wait; `expected` those that a crawl
    would ask for now, `estimated` what they will lead to besides (see `reckoning`); `given_up` why the host's turn ended early.
    """

    site: str
    found: int = 0
    fetched: int = 0
    skipped: int = 0
    robots: int = 0
    blocked: int = 0
    failed: int = 0
    requests: int = 0
    items: int = 0
    queued: int = 0
    expected: int = 0
    estimated: int = 0
    given_up: str | None = None
    done: bool = False
    notes: list[str] = field(default_factory=list)

    def count(self, state: UrlState) -> None:
        """Count one outcome."""
        name = "blocked" if state in _SHUT else _NAMES.get(state, "failed")
        setattr(self, name, getattr(self, name) + 1)

    def write(self, stream: TextIO) -> None:
        """Write the figures as one line."""
        print(json.dumps(asdict(self)), file=stream, flush=True)


def read_counts(line: str) -> Counts | None:
    """Return the figures in a line, None when it is something else (a library's remark)."""
    try:
        values = json.loads(line)
    except ValueError:
        return None
    names = {known.name for known in fields(Counts)}
    return Counts(**values) if isinstance(values, dict) and "site" in values and set(values) <= names else None

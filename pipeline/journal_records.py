"""What the crawler's journal keeps, as values: URLs, captures, sites, and what a run did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class UrlState(StrEnum):
    """What became of a URL the last time it was asked for; `QUEUED` when it has not been yet."""

    QUEUED = "queued"
    DONE = "done"
    FAILED = "failed"
    BLOCKED = "blocked"
    ROBOTS = "robots"
    LOGIN = "login"
    SOFT_ERROR = "soft_error"
    TIMEOUT = "timeout"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class KnownUrl:
    """A URL of the journal. `due_at` says from when it may be asked for (again); None: no more.

    `kind` is the role of the page for the crawler, `parent` the key of the page that named it, `context` what the crawler wants to know
    again when the answer comes, `digest` the sha256 of the payload last seen, `attempts` the answers without success in a row.
    """

    key: str
    url: str
    authority: str
    kind: str
    priority: int
    depth: int
    parent: str | None
    context: Mapping[str, str]
    state: UrlState
    attempts: int
    due_at: str | None
    digest: str | None
    message: str | None


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """Where the answer to one request lies: `length` bytes at `offset` of `file` (relative to the raw folder, its finished name).

    `end_offset` is where everything written for it ends. `sha256` and `bytes` are of the payload, which for a revisit is that of the
    capture `revisit_of`. `capture` is the journal's number for it, None until it is recorded.
    """

    url: str
    fetched_at: str
    file: str
    offset: int
    length: int
    end_offset: int
    sha256: str
    bytes: int
    status: int
    content_type: str | None
    record_id: str
    revisit_of: int | None = None
    capture: int | None = None


@dataclass(frozen=True, slots=True)
class Host:
    """What is known of an authority's site: its base URL, the state of its robots.txt, why it was given up, its last success.

    `not_before` is when it may be asked again, as its server said last (see `timestamp`).
    """

    authority: str
    base_url: str | None
    robots: str | None
    given_up: str | None
    last_success_at: str | None
    not_before: str | None = None


def timestamp(moment: datetime) -> str:
    """Return an aware moment as the journal and the WARC files write it: UTC, microseconds, `Z`; such texts sort by time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

"""The crawler's memory: what is to be fetched, what was, where its bytes lie, and what became of the rest.

One SQLite file for all sites (`<raw>/journal.sqlite`; WAL, synchronous=FULL: a transaction that was committed survives a killed process
and a lost power supply). A URL becomes done in the very transaction that records its capture, so after a crash each URL is either done
with its bytes stored or still to be fetched. What was handed out but not recorded was never marked, so it is simply due again.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from pipeline.addresses import canonical_key
from pipeline.errors import ArchiveError

__all__ = ["Host", "Journal", "KnownUrl", "SiteSummary", "StoredCapture", "UrlState", "canonical_key", "open_journal", "timestamp"]

SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE runs (run_id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT, parameters TEXT NOT NULL, outcome TEXT);
CREATE TABLE hosts (
    authority TEXT PRIMARY KEY, base_url TEXT, robots TEXT, given_up TEXT, last_success_at TEXT) WITHOUT ROWID;
CREATE TABLE urls (
    url_id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT NOT NULL, authority TEXT NOT NULL, kind TEXT NOT NULL,
    priority INTEGER NOT NULL, depth INTEGER NOT NULL, parent TEXT, context TEXT NOT NULL, state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, due_at TEXT, digest TEXT, message TEXT, found_run INTEGER, outcome_run INTEGER);
CREATE INDEX urls_due ON urls (authority, priority DESC, due_at, url_id) WHERE due_at IS NOT NULL;
CREATE INDEX urls_kind ON urls (authority, kind);
CREATE TABLE captures (
    capture INTEGER PRIMARY KEY, key TEXT NOT NULL REFERENCES urls (key), url TEXT NOT NULL, authority TEXT NOT NULL,
    fetched_at TEXT NOT NULL, file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, end_offset INTEGER NOT NULL,
    sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, status INTEGER NOT NULL, content_type TEXT, record_id TEXT NOT NULL,
    revisit_of INTEGER REFERENCES captures (capture), run_id INTEGER, UNIQUE (file, offset));
CREATE INDEX captures_key ON captures (key, capture);
CREATE INDEX captures_run ON captures (run_id);
"""


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
    """What is known of an authority's site: its base URL, the state of its robots.txt, why it was given up, its last success."""

    authority: str
    base_url: str | None
    robots: str | None
    given_up: str | None
    last_success_at: str | None


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What a run did for one authority: URLs found, captures made (`unchanged` of them revisits) with their bytes, outcomes by state."""

    authority: str
    found: int
    fetched: int
    unchanged: int
    payload_bytes: int
    outcomes: Mapping[UrlState, int]
    waiting: int
    given_up: str | None


def timestamp(moment: datetime) -> str:
    """Return an aware moment as the journal and the WARC files write it: UTC, microseconds, `Z`; such texts sort by time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def open_journal(path: str | Path, *, read_only: bool = False) -> Journal:
    """Open the journal at `path`, made with its folder when it is missing, for this process alone; `read_only` for anybody beside it.

    Raises ArchiveError when another process has it (naming that process), it is not writable, damaged, or from a newer version.
    """
    return Journal(Path(path), read_only=read_only)


class Journal:
    """An open journal (see `open_journal`). Every method is one transaction, or part of the one that `transaction` holds."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.run: int | None = None
        self._in_flight: set[str] = set()
        self._lock = None if read_only else _take_lock(path)
        try:
            with self._errors():
                target = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
                self._db = sqlite3.connect(target, uri=True, isolation_level=None, timeout=10)
                self._db.row_factory = sqlite3.Row
                self._prepare(read_only)
        except BaseException:
            self.close()
            raise

    def _prepare(self, read_only: bool) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > SCHEMA_VERSION:
            raise ArchiveError("archive", str(self.path), f"the journal is of a newer version ({version}, here {SCHEMA_VERSION})")
        if read_only:
            return
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA foreign_keys = ON")
        if version == 0:
            self._db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let go of the lock; what was handed out and not recorded is due again."""
        if hasattr(self, "_db"):
            self._db.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ArchiveError("archive", str(self.path), f"the journal cannot be used: {error}") from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything in the block one transaction: all of it is kept, or, on any exception, nothing. Blocks may nest."""
        if self._db.in_transaction:
            yield
            return
        with self._errors():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    # Runs and hosts ------------------------------------------------------------------------------------------------------------

    def start_run(self, parameters: Mapping[str, object], now: datetime) -> int:
        """Begin a run, to which captures and outcomes are counted from here on, and return its number."""
        with self.transaction():
            values = (timestamp(now), json.dumps(parameters, default=str, sort_keys=True))
            self.run = self._db.execute("INSERT INTO runs (started_at, parameters) VALUES (?, ?)", values).lastrowid
        assert self.run is not None
        return self.run

    def finish_run(self, outcome: str, now: datetime) -> None:
        """Note how the present run ended. A run that was killed keeps no end."""
        with self.transaction():
            values = (timestamp(now), outcome, self.run)
            self._db.execute("UPDATE runs SET finished_at = ?, outcome = ? WHERE run_id = ?", values)

    def update_host(self, authority: str, **values: str | None) -> None:
        """Set some of `base_url`, `robots`, `given_up` and `last_success_at` of an authority's site; the others stay."""
        with self.transaction():
            self._db.execute("INSERT OR IGNORE INTO hosts (authority) VALUES (?)", (authority,))
            for name, value in values.items():
                if name not in ("base_url", "robots", "given_up", "last_success_at"):
                    raise TypeError(f"a host has no {name}")
                self._db.execute(f"UPDATE hosts SET {name} = ? WHERE authority = ?", (value, authority))

    def find_host(self, authority: str) -> Host | None:
        """Return what is known of an authority's site, None when nothing is."""
        columns = "authority, base_url, robots, given_up, last_success_at"
        rows = self._rows(f"SELECT {columns} FROM hosts WHERE authority = ?", authority)
        return Host(**rows[0]) if rows else None

    # The queue -----------------------------------------------------------------------------------------------------------------

    def enqueue(
        self,
        url: str,
        authority: str,
        kind: str,
        *,
        due_at: datetime,
        priority: int = 0,
        depth: int = 0,
        parent: str | None = None,
        context: Mapping[str, str] | None = None,
        again: bool = False,
    ) -> bool:
        """Make a URL known and due from `due_at` on; return whether it is due now that was not before. Higher `priority` comes first.

        A URL that still waits keeps its place, or gets the better one. One that was answered already is left alone, unless `again` is
        set: then it waits anew, with the new context. Raises ValueError for what is no http(s) address.
        """
        key = canonical_key(url)
        when = timestamp(due_at)
        told = json.dumps(context or {}, sort_keys=True)
        with self.transaction():
            known = self._rows("SELECT state, due_at FROM urls WHERE key = ?", key)
            if not known:
                self._db.execute(
                    "INSERT INTO urls (key, url, authority, kind, priority, depth, parent, context, state, due_at, found_run)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)",
                    (key, url, authority, kind, priority, depth, parent, told, when, self.run),
                )
                return True
            if known[0]["state"] == UrlState.QUEUED:
                change = "priority = max(priority, ?), due_at = min(due_at, ?)"
                self._db.execute(f"UPDATE urls SET {change} WHERE key = ?", (priority, when, key))
            elif again:
                change = "state = 'queued', attempts = 0, priority = ?, due_at = ?, url = ?, kind = ?, context = ?"
                self._db.execute(f"UPDATE urls SET {change} WHERE key = ?", (priority, when, url, kind, told, key))
                return True
            return False

    def requeue(self, authority: str, states: Sequence[UrlState], now: datetime) -> int:
        """Let the URLs whose last outcome is one of `states` (such as what failed in an earlier run) wait anew; return their number."""
        marks = ", ".join("?" * len(states))
        with self.transaction():
            change = "UPDATE urls SET state = 'queued', attempts = 0, due_at = ?"
            return self._db.execute(
                f"{change} WHERE authority = ? AND state IN ({marks})", (timestamp(now), authority, *states)
            ).rowcount

    def next_due(self, authority: str, now: datetime) -> KnownUrl | None:
        """Hand out the URL to fetch next for an authority: due, highest priority, longest due. None when nothing is due at `now`.

        It is not handed out again by this journal until it is recorded, released or the journal is opened anew.
        """
        rows = self._rows(
            "SELECT * FROM urls WHERE authority = ? AND due_at IS NOT NULL AND due_at <= ?"
            f" ORDER BY priority DESC, due_at, url_id LIMIT {len(self._in_flight) + 1}",
            *(authority, timestamp(now)),
        )
        for row in rows:
            if row["key"] not in self._in_flight:
                self._in_flight.add(row["key"])
                return _known_url(row)
        return None

    def release(self, key: str) -> None:
        """Take back a URL that was handed out and will not be fetched now; it is as due as before."""
        self._in_flight.discard(key)

    def earliest_due(self, authority: str) -> str | None:
        """Return when the next URL of an authority that is not handed out falls due, None when none waits."""
        rows = self._rows("SELECT key, due_at FROM urls WHERE authority = ? AND due_at IS NOT NULL", authority)
        return min((row["due_at"] for row in rows if row["key"] not in self._in_flight), default=None)

    def find_url(self, key: str) -> KnownUrl | None:
        """Return the URL known under a key (see `canonical_key`), None when it is not known."""
        rows = self._rows("SELECT * FROM urls WHERE key = ?", key)
        return _known_url(rows[0]) if rows else None

    def read_urls(self, authority: str, kind: str | None = None) -> Iterator[KnownUrl]:
        """Yield the URLs of an authority, of one kind or all, in the order in which they became known."""
        wanted = "SELECT * FROM urls WHERE authority = ? AND (? IS NULL OR kind = ?) ORDER BY url_id"
        yield from map(_known_url, self._rows(wanted, authority, kind, kind))

    # What became of a URL ------------------------------------------------------------------------------------------------------

    def record_capture(
        self,
        key: str,
        stored: StoredCapture,
        *,
        state: UrlState = UrlState.DONE,
        due_at: datetime | None = None,
        message: str | None = None,
    ) -> int:
        """Record where the answer for a URL lies, and with it what became of the URL; return the number of the capture.

        The bytes must be on the disk (see `pipeline.warc.write_capture`, which calls this). `due_at` is when to look again, None: never.
        An answer may be stored and yet be no success: a challenge page is `BLOCKED`.
        """
        row = (key, stored.url, stored.fetched_at, stored.file, stored.offset, stored.length, stored.end_offset, stored.sha256)
        more = (stored.bytes, stored.status, stored.content_type, stored.record_id, stored.revisit_of, self.run, key)
        with self.transaction():
            capture = self._db.execute(
                "INSERT INTO captures (key, url, fetched_at, file, offset, length, end_offset, sha256, bytes, status, content_type,"
                " record_id, revisit_of, run_id, authority) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, authority FROM urls WHERE key = ?",
                row + more,
            )
            if capture.rowcount != 1 or capture.lastrowid is None:
                raise KeyError(key)
            self.record_outcome(key, state, due_at=due_at, message=message)
            self._db.execute("UPDATE urls SET digest = ? WHERE key = ?", (stored.sha256, key))
            if state is UrlState.DONE:
                success = "UPDATE hosts SET last_success_at = ? WHERE authority = (SELECT authority FROM urls WHERE key = ?)"
                self._db.execute(success, (stored.fetched_at, key))
        return capture.lastrowid

    def record_outcome(self, key: str, state: UrlState, *, due_at: datetime | None = None, message: str | None = None) -> None:
        """Record what became of a URL without a capture of it (no answer, refused by robots.txt, …); `due_at` is when to try again.

        `attempts` counts on, and starts anew after a success. Raises KeyError for a key that is not known.
        """
        when = None if due_at is None else timestamp(due_at)
        attempts = "attempts = iif(? = 'done', 0, attempts + 1)"
        with self.transaction():
            changed = self._db.execute(
                f"UPDATE urls SET state = ?, {attempts}, due_at = ?, message = ?, outcome_run = ? WHERE key = ?",
                (state, state, when, message, self.run, key),
            )
            if changed.rowcount != 1:
                raise KeyError(key)
        self._in_flight.discard(key)

    def captures_of(self, key: str) -> list[StoredCapture]:
        """Return every capture of a URL, oldest first."""
        return [_stored(row) for row in self._rows("SELECT * FROM captures WHERE key = ? ORDER BY capture", key)]

    def last_payload(self, key: str) -> StoredCapture | None:
        """Return the capture that holds the payload of a URL as last seen (the one referred to, when it had not changed), or None."""
        last = "SELECT coalesce(revisit_of, capture) FROM captures WHERE key = ? ORDER BY capture DESC LIMIT 1"
        rows = self._rows(f"SELECT * FROM captures WHERE capture = ({last})", key)
        return _stored(rows[0]) if rows else None

    def captures_in(self, file: str) -> list[StoredCapture]:
        """Return the captures in a WARC file (its finished name, relative to the raw folder), in the order of their offsets."""
        return [_stored(row) for row in self._rows("SELECT * FROM captures WHERE file = ? ORDER BY offset", file)]

    def has_capture(self, file: str, offset: int) -> bool:
        """Return whether the record at an offset of a WARC file is confirmed."""
        return bool(self._rows("SELECT 1 FROM captures WHERE file = ? AND offset = ?", file, offset))

    def forget_captures(self, file: str, end: int, now: datetime) -> int:
        """Drop the captures of a file that reach beyond `end`, whose bytes are gone; their URLs wait anew. Return their number."""
        lost = "SELECT capture FROM captures WHERE file = ? AND end_offset > ?"
        with self.transaction():
            lost += f" UNION SELECT capture FROM captures WHERE revisit_of IN ({lost})"
            named = (file, end, file, end)
            keys = f"SELECT key FROM captures WHERE capture IN ({lost})"
            change = "UPDATE urls SET state = 'queued', digest = NULL, due_at = ?"
            self._db.execute(f"{change} WHERE key IN ({keys})", (timestamp(now), *named))
            self._db.execute("PRAGMA defer_foreign_keys = ON")
            return self._db.execute(f"DELETE FROM captures WHERE capture IN ({lost})", named).rowcount

    def summary(self, run: int) -> list[SiteSummary]:
        """Return what a run did, a row an authority, in the order of their slugs."""
        counted: dict[str, dict[UrlState, int]] = {}
        for row in self._rows("SELECT authority, state, count(*) AS n FROM urls WHERE outcome_run = ? GROUP BY 1, 2", run):
            counted.setdefault(row["authority"], {})[UrlState(row["state"])] = row["n"]
        rows = self._rows(
            "SELECT a.authority, (SELECT count(*) FROM urls u WHERE u.authority = a.authority AND u.found_run = ?1) AS found,"
            " count(c.capture) AS fetched, count(c.revisit_of) AS unchanged, coalesce(sum(c.bytes), 0) AS payload_bytes,"
            " (SELECT count(*) FROM urls u WHERE u.authority = a.authority AND u.due_at IS NOT NULL AND u.state <> 'done') AS waiting,"
            " (SELECT h.given_up FROM hosts h WHERE h.authority = a.authority) AS given_up"
            " FROM (SELECT DISTINCT authority FROM urls WHERE ?1 IN (found_run, outcome_run) UNION SELECT authority FROM captures"
            " WHERE run_id = ?1) a LEFT JOIN captures c ON c.authority = a.authority AND c.run_id = ?1 GROUP BY 1 ORDER BY 1",
            run,
        )
        return [SiteSummary(**row, outcomes=counted.get(row["authority"], {})) for row in rows]

    def _rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        with self._errors():
            return self._db.execute(query, values).fetchall()


def _known_url(row: sqlite3.Row) -> KnownUrl:
    values = {name: row[name] for name in KnownUrl.__slots__}
    return KnownUrl(**{**values, "state": UrlState(row["state"]), "context": json.loads(row["context"])})


def _stored(row: sqlite3.Row) -> StoredCapture:
    return StoredCapture(**{name: row[name] for name in StoredCapture.__slots__})


def _take_lock(path: Path) -> int:
    """Lock `<path>.lock` (flock, so that a killed process lets go of it) with the holder written in it; return the descriptor."""
    lock = path.with_name(f"{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise ArchiveError("archive", str(path), f"the journal cannot be written: {error.strerror}") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(descriptor, 0)
        holder = f"process {os.getpid()} on {socket.gethostname()}, since {datetime.now(UTC).isoformat(timespec='seconds')}"
        os.pwrite(descriptor, holder.encode(), 0)
    except BlockingIOError:
        holder = os.pread(descriptor, 4096, 0).decode("utf-8", "replace") or "its process has not said who it is"
        os.close(descriptor)
        raise ArchiveError("archive", str(path), f"another process is crawling into this folder: {holder}") from None
    except OSError as error:
        os.close(descriptor)
        raise ArchiveError("archive", str(path), f"the journal cannot be written: {error.strerror}") from error
    return descriptor

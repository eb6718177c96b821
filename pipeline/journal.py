"""The crawler's memory: what is to be fetched, what was, where its bytes lie, and what became of the rest.

One SQLite file for all sites (`<raw>/journal.sqlite`; WAL, synchronous=FULL: a transaction that was committed survives a killed process
and a lost power supply). A URL becomes done in the very transaction that records its capture, so after a crash each URL is either done
with its bytes stored or still to be fetched. What was handed out but not recorded was never marked, so it is simply due again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from pipeline.addresses import canonical_key
from pipeline.journal_file import JournalFile
from pipeline.journal_records import Host, KnownUrl, StoredCapture, UrlState, timestamp

__all__ = ["Host", "Journal", "KnownUrl", "StoredCapture", "UrlState", "canonical_key", "open_journal", "timestamp"]

_HOST_VALUES = ("base_url", "robots", "given_up", "last_success_at", "not_before")


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
        self._in_flight: dict[str, str] = {}  # key and authority of what was handed out
        self._file = JournalFile(path, read_only=read_only)

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let go of the lock; what was handed out and not recorded is due again."""
        self._file.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Make everything in the block one transaction: all of it is kept, or, on any exception, nothing. Blocks may nest."""
        return self._file.transaction()

    # Runs and hosts ------------------------------------------------------------------------------------------------------------

    def start_run(self, parameters: Mapping[str, object], now: datetime) -> int:
        """Begin a run, to which captures and outcomes are counted from here on, and return its number."""
        with self.transaction():
            values = (timestamp(now), json.dumps(parameters, default=str, sort_keys=True))
            self.run = self._file.change("INSERT INTO runs (started_at, parameters) VALUES (?, ?)", *values).lastrowid
        assert self.run is not None
        return self.run

    def finish_run(self, outcome: str, now: datetime) -> None:
        """Note how the present run ended. A run that was killed keeps no end."""
        with self.transaction():
            values = (timestamp(now), outcome, self.run)
            self._file.change("UPDATE runs SET finished_at = ?, outcome = ? WHERE run_id = ?", *values)

    def update_host(self, authority: str, **values: str | None) -> None:
        """Set some of `base_url`, `robots`, `given_up`, `last_success_at` and `not_before` of an authority's site; the others stay."""
        with self.transaction():
            self._file.change("INSERT OR IGNORE INTO hosts (authority) VALUES (?)", authority)
            for name, value in values.items():
                if name not in _HOST_VALUES:
                    raise TypeError(f"a host has no {name}")
                self._file.change(f"UPDATE hosts SET {name} = ? WHERE authority = ?", value, authority)

    def find_host(self, authority: str) -> Host | None:
        """Return what is known of an authority's site, None when nothing is."""
        return next((host for host in self.read_hosts() if host.authority == authority), None)

    def read_hosts(self) -> Iterator[Host]:
        """Yield what is known of each authority's site."""
        for row in self._file.rows("SELECT * FROM hosts"):
            yield Host(**row)

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
            known = self._file.rows("SELECT state, priority, due_at FROM urls WHERE key = ?", key)
            if not known:
                self._file.change(
                    "INSERT INTO urls (key, url, authority, kind, priority, depth, parent, context, state, due_at, found_run)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)",
                    *(key, url, authority, kind, priority, depth, parent, told, when, self.run),
                )
                return True
            if known[0]["state"] == UrlState.QUEUED:
                if priority > known[0]["priority"] or when < (known[0]["due_at"] or "~"):
                    change = "priority = max(priority, ?), due_at = min(coalesce(due_at, ?), ?)"
                    self._file.change(f"UPDATE urls SET {change} WHERE key = ?", priority, when, when, key)
            elif again:
                change = "state = 'queued', attempts = 0, priority = ?, due_at = ?, url = ?, kind = ?, context = ?"
                self._file.change(f"UPDATE urls SET {change} WHERE key = ?", priority, when, url, kind, told, key)
                return True
            return False

    def next_due(self, authority: str, now: datetime) -> KnownUrl | None:
        """Hand out the URL to fetch next for an authority: due, highest priority, longest due. None when nothing is due at `now`.

        It is not handed out again by this journal until it is recorded, released or the journal is opened anew.
        """
        rows = self._file.rows(
            "SELECT * FROM urls INDEXED BY urls_due WHERE authority = ? AND due_at IS NOT NULL AND due_at <= ?"
            f" ORDER BY priority DESC, due_at, url_id LIMIT {self._out(authority) + 1}",
            *(authority, timestamp(now)),
        )
        for row in rows:
            if row["key"] not in self._in_flight:
                self._in_flight[row["key"]] = authority
                return _known_url(row)
        return None

    def _out(self, authority: str) -> int:
        return sum(holder == authority for holder in self._in_flight.values())

    def release(self, key: str) -> None:
        """Take back a URL that was handed out and will not be fetched now; it is as due as before."""
        self._in_flight.pop(key, None)

    def find_url(self, key: str) -> KnownUrl | None:
        """Return the URL known under a key (see `canonical_key`), None when it is not known."""
        rows = self._file.rows("SELECT * FROM urls WHERE key = ?", key)
        return _known_url(rows[0]) if rows else None

    def read_urls(self, authority: str, kind: str | None = None) -> Iterator[KnownUrl]:
        """Yield the URLs of an authority, of one kind or all, in the order in which they became known."""
        wanted = "SELECT * FROM urls WHERE authority = ? AND (? IS NULL OR kind = ?) ORDER BY url_id"
        yield from map(_known_url, self._file.rows(wanted, authority, kind, kind))

    def update_context(self, key: str, context: Mapping[str, str]) -> None:
        """Set what is to be remembered with a URL; its state and its place in the queue stay."""
        with self.transaction():
            self._file.change("UPDATE urls SET context = ? WHERE key = ?", json.dumps(context, sort_keys=True), key)

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

        The bytes must be on the disk (see `pipeline.warc.confirm_capture`, which calls this). `due_at` is when to look again, None: never.
        An answer may be stored and yet be no success: a challenge page is `BLOCKED`.
        """
        row = (key, stored.url, stored.fetched_at, stored.file, stored.offset, stored.length, stored.end_offset, stored.sha256)
        more = (stored.bytes, stored.status, stored.content_type, stored.record_id, stored.revisit_of, self.run, key)
        with self.transaction():
            capture = self._file.change(
                "INSERT INTO captures (key, url, fetched_at, file, offset, length, end_offset, sha256, bytes, status, content_type,"
                " record_id, revisit_of, run_id, authority) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, authority FROM urls WHERE key = ?",
                *row,
                *more,
            )
            if capture.rowcount != 1 or capture.lastrowid is None:
                raise KeyError(key)
            self.record_outcome(key, state, due_at=due_at, message=message)
            self._file.change("UPDATE urls SET digest = ? WHERE key = ?", stored.sha256, key)
            if state is UrlState.DONE:
                success = "UPDATE hosts SET last_success_at = ? WHERE authority = (SELECT authority FROM urls WHERE key = ?)"
                self._file.change(success, stored.fetched_at, key)
        return capture.lastrowid

    def record_outcome(self, key: str, state: UrlState, *, due_at: datetime | None = None, message: str | None = None) -> None:
        """Record what became of a URL without a capture of it (no answer, refused by robots.txt, …); `due_at` is when to try again.

        `attempts` counts on, and starts anew after a success. Raises KeyError for a key that is not known.
        """
        when = None if due_at is None else timestamp(due_at)
        attempts = "attempts = iif(? = 'done', 0, attempts + 1)"
        with self.transaction():
            changed = self._file.change(
                f"UPDATE urls SET state = ?, {attempts}, due_at = ?, message = ?, outcome_run = ? WHERE key = ?",
                *(state, state, when, message, self.run, key),
            )
            if changed.rowcount != 1:
                raise KeyError(key)
        self._in_flight.pop(key, None)

    def captures_of(self, key: str) -> list[StoredCapture]:
        """Return every capture of a URL, oldest first."""
        return [_stored(row) for row in self._file.rows("SELECT * FROM captures WHERE key = ? ORDER BY capture", key)]

    def last_payload(self, key: str) -> StoredCapture | None:
        """Return the capture that holds the payload of a URL as last seen (the one referred to, when it had not changed), or None."""
        last = "SELECT coalesce(revisit_of, capture) FROM captures WHERE key = ? ORDER BY capture DESC LIMIT 1"
        rows = self._file.rows(f"SELECT * FROM captures WHERE capture = ({last})", key)
        return _stored(rows[0]) if rows else None

    def captures_in(self, file: str) -> list[StoredCapture]:
        """Return the captures in a WARC file (its finished name, relative to the raw folder), in the order of their offsets."""
        return [_stored(row) for row in self._file.rows("SELECT * FROM captures WHERE file = ? ORDER BY offset", file)]

    def forget_captures(self, file: str, end: int, now: datetime) -> int:
        """Drop the captures of a file that reach beyond `end`, whose bytes are gone; their URLs wait anew. Return their number."""
        lost = "SELECT capture FROM captures WHERE file = ? AND end_offset > ?"
        with self.transaction():
            lost += f" UNION SELECT capture FROM captures WHERE revisit_of IN ({lost})"
            named = (file, end, file, end)
            keys = f"SELECT key FROM captures WHERE capture IN ({lost})"
            change = "UPDATE urls SET state = 'queued', digest = NULL, due_at = ?"
            self._file.change(f"{change} WHERE key IN ({keys})", timestamp(now), *named)
            self._file.change("PRAGMA defer_foreign_keys = ON")
            return self._file.change(f"DELETE FROM captures WHERE capture IN ({lost})", *named).rowcount


def _known_url(row: sqlite3.Row) -> KnownUrl:
    values = {name: row[name] for name in KnownUrl.__slots__}
    return KnownUrl(**{**values, "state": UrlState(row["state"]), "context": json.loads(row["context"])})


def _stored(row: sqlite3.Row) -> StoredCapture:
    return StoredCapture(**{name: row[name] for name in StoredCapture.__slots__})

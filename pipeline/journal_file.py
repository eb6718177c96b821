"""The SQLite file of the crawler's journal: its schema, the lock that gives it to one process, and its transactions."""

from __future__ import annotations

import fcntl
import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import ArchiveError

SCHEMA_VERSION = 2
_SCHEMA = """
CREATE TABLE runs (run_id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT, parameters TEXT NOT NULL, outcome TEXT);
CREATE TABLE hosts (
    authority TEXT PRIMARY KEY, base_url TEXT, robots TEXT, given_up TEXT, last_success_at TEXT,
    not_before TEXT) WITHOUT ROWID;
CREATE TABLE urls (
    url_id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT NOT NULL, authority TEXT NOT NULL, kind TEXT NOT NULL,
    priority INTEGER NOT NULL, depth INTEGER NOT NULL, parent TEXT, context TEXT NOT NULL, state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, due_at TEXT, digest TEXT, message TEXT, found_run INTEGER, outcome_run INTEGER);
CREATE INDEX urls_due ON urls (authority, priority DESC, due_at, url_id) WHERE due_at IS NOT NULL;
CREATE INDEX urls_waiting ON urls (authority, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX urls_kind ON urls (authority, kind);
CREATE TABLE captures (
    capture INTEGER PRIMARY KEY, key TEXT NOT NULL REFERENCES urls (key), url TEXT NOT NULL, authority TEXT NOT NULL,
    fetched_at TEXT NOT NULL, file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, end_offset INTEGER NOT NULL,
    sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, status INTEGER NOT NULL, content_type TEXT, record_id TEXT NOT NULL,
    revisit_of INTEGER REFERENCES captures (capture), run_id INTEGER, UNIQUE (file, offset));
CREATE INDEX captures_key ON captures (key, capture);
CREATE INDEX captures_run ON captures (run_id);
"""
_CHANGES = {1: "ALTER TABLE hosts ADD COLUMN not_before TEXT;"}  # what makes a version the next one


class JournalFile:
    """An open SQLite file, held for this process alone unless it is `read_only`.

    Raises ArchiveError when another process holds it (naming that process), it is not writable, damaged, or from a newer version.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
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
        if version < SCHEMA_VERSION:
            changes = _SCHEMA if version == 0 else " ".join(_CHANGES[number] for number in range(version, SCHEMA_VERSION))
            self._db.executescript(f"BEGIN IMMEDIATE; {changes} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")

    def close(self) -> None:
        """Close the file and let go of the lock."""
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

    def change(self, statement: str, *values: object) -> sqlite3.Cursor:
        """Run a statement that changes rows, inside a `transaction`; the cursor tells their number."""
        with self._errors():
            return self._db.execute(statement, values)

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        """Return the rows of a query."""
        with self._errors():
            return self._db.execute(query, values).fetchall()


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

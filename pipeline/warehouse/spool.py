"""The spool: failures that could not be written because the database itself could not be used. The next successful write loads it."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipeline.errors import Failure, WarehouseError, WarehouseLockedError
from pipeline.models import stable_id

_OF_THE_DATABASE = (WarehouseError.__name__, WarehouseLockedError.__name__)
"""Errors of the database file itself, which are the only ones that are spooled."""


def spool_path(database: str | Path) -> Path:
    """Return where the failures of `database` are spooled: `<file>.failures.jsonl`."""
    path = Path(database)
    return path.with_name(f"{path.name}.failures.jsonl")


def spool_failure(database: str | Path, failure: Failure, *, run_id: str, at: datetime | None = None) -> None:
    """Append `failure` to the spool of `database` in one write, so that lines of several processes do not mix.

    `at` is when it happened (UTC, now by default). Raises OSError when the folder cannot be written.
    """
    moment = (at or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None)
    line = {
        "run_id": run_id,
        "stage": failure.stage,
        "source": failure.source,
        "error": failure.error,
        "message": failure.message,
        "at": moment.isoformat(),
    }
    path = spool_path(database)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, (json.dumps(line, ensure_ascii=True) + "\n").encode())
    finally:
        os.close(descriptor)


def load_spool(connection: duckdb.DuckDBPyConnection, database: Path) -> bool:
    """Insert the spooled failures that `failures` does not know yet; return whether there is a spool to remove afterwards.

    Those that an earlier write took from a spool are gone then: the database can be used again, and one write has shown what was in the
    way before. A line cut short by a full disk is recorded as a failure of its own instead of stopping the load.
    """
    connection.execute("DELETE FROM failures WHERE error IN (SELECT unnest($1))", [list(_OF_THE_DATABASE)])
    path = spool_path(database)
    if not path.exists():
        return False
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        row = _parse_line(line, path)
        failure = Failure(row["stage"], row["source"], row["error"], row["message"])
        connection.execute(
            'INSERT INTO failures (failure_id, run_id, stage, source, error, message, "at") '
            "SELECT $1, $2, $3, $4, $5, $6, CAST($7 AS TIMESTAMP) WHERE NOT EXISTS (SELECT 1 FROM failures WHERE failure_id = $1)",
            [stable_id("failure", *failure.natural_key), *row.values()],
        )
    return True


def _parse_line(line: str, path: Path) -> dict[str, str]:
    names = ("run_id", "stage", "source", "error", "message", "at")
    try:
        found = json.loads(line)
        return {name: str(found[name]).encode("utf-8", "replace").decode() for name in names}
    except (ValueError, KeyError, TypeError):
        now = datetime.now(UTC).replace(tzinfo=None).isoformat()
        return dict(zip(names, ("unknown", "load", path.name, "SpoolError", f"unreadable line: {line[:200]}", now), strict=True))

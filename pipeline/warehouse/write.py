"""Writing into a warehouse that is being built aside: documents in bulk, one transaction a batch, then what is resolved from them."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.errors import Failure
from pipeline.events import Resolver
from pipeline.models import stable_id
from pipeline.official import OfficialReport
from pipeline.warehouse.areas_told import write_areas_told
from pipeline.warehouse.database import Build
from pipeline.warehouse.derived import write_inspections, write_meetings
from pipeline.warehouse.incoming import ids_table, incoming
from pipeline.warehouse.rows import SCHEMAS, LoadedDocument, Precision, Row, build_official_rows, build_rows, build_table
from pipeline.warehouse.standing import write_standing

__all__ = ["LoadedDocument", "write_documents", "write_failures", "write_official_list", "write_run"]

LOAD_DOCUMENTS = 500
LOAD_CHARACTERS = 32_000_000

_EXTRACTED = ("inspection_mentions", "judgements", "improvement_areas", "actions")
_OFFICIAL = ("official_outcomes", "official_improvement_items", "official_narratives")


def write_documents(
    build: Build,
    batches: Iterable[Sequence[LoadedDocument]],
    precision: Precision,
    resolve: Resolver,
    fetches: Mapping[str, datetime] | None = None,
) -> int:
    """Load the documents, resolve the inspections of the authorities touched, and return how many documents were written.

    Small batches are put together and loaded in one transaction (up to LOAD_DOCUMENTS or LOAD_CHARACTERS): a statement costs as much
    for one document as for hundreds, and nothing is published before the end anyway.
    A document whose fingerprint is in the database already is left alone; another version of it is replaced, and so is the document of
    a file whose address changed because it was given to another authority. `precision` gives each
    rule's confidence; `resolve` is `pipeline.resolve.resolve_inspections`; `fetches` tells when captures (by id, UTC without zone) that
    are there already were fetched again, and is read when `batches` has ended. Raises ValueError for evidence that does not cut.
    """
    connection = build.connection
    known = build.fingerprints()
    touched: set[str] = set()
    written = 0
    for batch in _larger(batches):
        changed: dict[str, LoadedDocument] = {}
        for loaded in batch:
            document_id = loaded.document.document_id
            if document_id not in changed and known.get(document_id) != loaded.fingerprint:
                changed[document_id] = loaded
        if changed:
            with _transaction(connection):
                gone = (changed.keys() & known.keys()) | _find_renamed(connection, changed.values())
                touched |= _delete_documents(connection, gone)
                touched |= _insert_documents(connection, changed.values(), precision)
            known.update((document_id, loaded.fingerprint) for document_id, loaded in changed.items())
            written += len(changed)
    with _transaction(connection):
        _write_fetches(connection, fetches or {})
        if touched:
            write_meetings(connection)
        if touched or fetches:
            touched |= write_standing(connection)
        if touched:
            write_inspections(connection, touched, resolve)
            write_areas_told(connection)
    return written


def write_official_list(build: Build, name: str, reports: Iterable[OfficialReport]) -> int:
    """Replace all that was imported from the list `name` by `reports`; return the number of inspections."""
    rows: dict[str, list[Row]] = {table: [] for table in _OFFICIAL}
    count = 0
    for report in reports:
        count += 1
        for table, row in build_official_rows(report):
            rows[table].append(row)
    with _transaction(build.connection):
        for table, found in rows.items():
            build.connection.execute(f"DELETE FROM {table} WHERE starts_with(source, ?)", [f"file:{name}#"])
            if found:
                with incoming(build.connection, build_table(table, found)):
                    build.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
        write_areas_told(build.connection)
    return count


def _write_fetches(connection: duckdb.DuckDBPyConnection, fetches: Mapping[str, datetime]) -> None:
    """Note when captures were fetched again; an earlier time changes nothing."""
    table = pa.table(
        {"capture_id": pa.array(fetches.keys(), pa.string()), "fetched_at": pa.array(fetches.values(), pa.timestamp("us"))}
    )
    with incoming(connection, table):
        connection.execute(
            "UPDATE captures SET fetched_at = i.fetched_at FROM incoming i "
            "WHERE captures.capture_id = i.capture_id AND (captures.fetched_at IS NULL OR captures.fetched_at < i.fetched_at)"
        )


def _larger(batches: Iterable[Sequence[LoadedDocument]]) -> Iterator[list[LoadedDocument]]:
    group: list[LoadedDocument] = []
    characters = 0
    for batch in batches:
        group += batch
        characters += sum(len(item.text) for loaded in batch for item in loaded.document.items)
        if len(group) >= LOAD_DOCUMENTS or characters >= LOAD_CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group


def write_failures(build: Build, run_id: str, failures: Iterable[Failure], *, at: datetime | None = None) -> None:
    """Record what became of sources that gave no rows. A failure that is there already stays; older ones of the same source go.

    `at` is when the run met them (UTC, now by default).
    """
    moment = (at or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None)
    rows: dict[str, Row] = {}
    for failure in failures:
        parts = [
            part.encode("utf-8", "replace").decode() for part in (failure.stage, failure.source, failure.error, failure.message)
        ]
        row: Row = dict(zip(("stage", "source", "error", "message"), parts, strict=True))
        key = stable_id("failure", *Failure(*parts).natural_key)
        rows[key] = {"failure_id": key, "run_id": run_id, **row, "at": moment}
    if not rows:
        return
    schema = pa.schema([*((name, pa.string()) for name in list(next(iter(rows.values())))[:-1]), ("at", pa.timestamp("us"))])
    with _transaction(build.connection), incoming(build.connection, pa.Table.from_pylist(list(rows.values()), schema)):
        build.connection.execute(
            "DELETE FROM failures WHERE source IN (SELECT source FROM incoming) AND failure_id NOT IN (SELECT failure_id FROM incoming)"
        )
        build.connection.execute(
            "INSERT INTO failures BY NAME SELECT * FROM incoming WHERE failure_id NOT IN (SELECT failure_id FROM failures)"
        )


def write_run(
    build: Build,
    started: datetime,
    paths: Iterable[str | Path],
    *,
    loaded: int,
    unchanged: int,
    failed: int,
    command: str = "ingest",
) -> str:
    """Record a run that began at `started` (with its time zone) and ends now; return its id."""
    finished = datetime.now(UTC)
    run_id = stable_id("run", socket.gethostname(), os.getpid(), started.isoformat(), finished.isoformat())
    names = [str(path).encode("utf-8", "replace").decode() for path in paths]
    build.connection.execute(
        "INSERT INTO runs (run_id, started_at, finished_at, version, command, paths, documents_loaded, documents_unchanged, failures) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            run_id,
            started.astimezone(UTC).replace(tzinfo=None),
            finished.replace(tzinfo=None),
            version("ofsted-minutes"),
            command,
            names,
            loaded,
            unchanged,
            failed,
        ],
    )
    return run_id


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _find_renamed(connection: duckdb.DuckDBPyConnection, documents: Iterable[LoadedDocument]) -> set[str]:
    """Return the documents that were read from the same files with the same bytes, under another address (`file:<authority>/<name>`)."""
    captures = [loaded.document.capture for loaded in documents if loaded.document.capture.url.startswith("file:")]
    rows: list[Row] = [
        {"raw_path": capture.raw_path, "sha256": capture.sha256, "capture_id": capture.capture_id} for capture in captures
    ]
    with incoming(connection, build_table("captures", rows)):
        found = connection.execute(
            "SELECT d.document_id FROM documents d JOIN captures c ON c.capture_id = d.capture_id "
            "JOIN incoming i ON i.raw_path = c.raw_path AND i.sha256 = c.sha256 AND i.capture_id <> c.capture_id "
            "WHERE starts_with(c.url, 'file:')"
        ).fetchall()
    return {document_id for (document_id,) in found}


def _delete_documents(connection: duckdb.DuckDBPyConnection, document_ids: Iterable[str]) -> set[str]:
    """Delete all rows of the documents; return the owners (authority, else document) whose inspections this touches."""
    table = ids_table(document_ids)
    if not table.num_rows:
        return set()
    with incoming(connection, table):
        chosen = "document_id IN (SELECT id FROM incoming)"
        owners = connection.execute(f"SELECT DISTINCT coalesce(authority, document_id) FROM documents WHERE {chosen}").fetchall()
        for name in _EXTRACTED:
            connection.execute(f"DELETE FROM {name} WHERE item_id IN (SELECT item_id FROM items WHERE {chosen})")
        for name in _OFFICIAL:
            connection.execute(f"DELETE FROM {name} WHERE {chosen}")
        connection.execute(f"DELETE FROM captures WHERE capture_id IN (SELECT capture_id FROM documents WHERE {chosen})")
        connection.execute(f"DELETE FROM items WHERE {chosen}")
        connection.execute(f"DELETE FROM documents WHERE {chosen}")
    return {owner for (owner,) in owners}


def _insert_documents(connection: duckdb.DuckDBPyConnection, documents: Iterable[LoadedDocument], precision: Precision) -> set[str]:
    """Insert the rows of the documents, and forget that they failed before; return the owners touched."""
    rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
    sources: set[str] = set()
    for loaded in documents:
        sources |= {loaded.document.source, loaded.document.capture.url}
        for name, row in build_rows(loaded, precision):
            rows[name].append(row)
    for name, found in rows.items():
        if found:
            with incoming(connection, build_table(name, found)):
                connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming")
    with incoming(connection, ids_table(source.encode("utf-8", "replace").decode() for source in sources)):
        connection.execute("DELETE FROM failures WHERE source IN (SELECT id FROM incoming)")
    return {str(row["authority"] or row["document_id"]) for row in rows["documents"]}

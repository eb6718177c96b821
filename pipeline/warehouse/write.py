"""Writing into a warehouse that is being built aside: documents in bulk, one transaction a batch, then what is resolved from them."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import duckdb
import pyarrow as pa

from extractors.records import DatePrecision, Domain, Framework, Period
from pipeline.errors import Failure
from pipeline.events import Claim, Mention, Resolver
from pipeline.models import stable_id
from pipeline.warehouse.database import Build
from pipeline.warehouse.rows import SCHEMAS, LoadedDocument, Precision, Row, build_rows, build_table

__all__ = ["LoadedDocument", "write_documents", "write_failures", "write_run"]

LOAD_DOCUMENTS = 500
LOAD_CHARACTERS = 32_000_000

_EXTRACTED = ("inspection_mentions", "judgements", "improvement_areas", "actions")
_LINKED = (("inspection_mentions", "mention_id"), ("judgements", "judgement_id"), ("improvement_areas", "improvement_area_id"))


def write_documents(build: Build, batches: Iterable[Sequence[LoadedDocument]], precision: Precision, resolve: Resolver) -> int:
    """Load the documents, resolve the inspections of the authorities touched, and return how many documents were written.

    Small batches are put together and loaded in one transaction (up to LOAD_DOCUMENTS or LOAD_CHARACTERS): a statement costs as much
    for one document as for hundreds, and nothing is published before the end anyway.
    A document whose fingerprint is in the database already is left alone; another version of it is replaced. `precision` gives each
    rule's confidence; `resolve` is `pipeline.resolve.resolve_inspections`. Raises ValueError for evidence that does not cut.
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
                touched |= _delete_documents(connection, changed.keys() & known.keys())
                touched |= _insert_documents(connection, changed.values(), precision)
            known.update((document_id, loaded.fingerprint) for document_id, loaded in changed.items())
            written += len(changed)
    if touched:
        with _transaction(connection):
            _write_meetings(connection)
            _write_inspections(connection, touched, resolve)
    return written


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
        key = stable_id("failure", *parts)
        rows[key] = {"failure_id": key, "run_id": run_id, **row, "at": moment}
    if not rows:
        return
    schema = pa.schema([*((name, pa.string()) for name in list(next(iter(rows.values())))[:-1]), ("at", pa.timestamp("us"))])
    with _transaction(build.connection), _incoming(build.connection, pa.Table.from_pylist(list(rows.values()), schema)):
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


@contextmanager
def _incoming(connection: duckdb.DuckDBPyConnection, table: pa.Table) -> Iterator[None]:
    connection.register("incoming", table)
    try:
        yield
    finally:
        connection.unregister("incoming")


def _ids(ids: Iterable[str]) -> pa.Table:
    return pa.table({"id": pa.array(sorted(ids), pa.string())})


def _delete_documents(connection: duckdb.DuckDBPyConnection, document_ids: Iterable[str]) -> set[str]:
    """Delete all rows of the documents; return the owners (authority, else document) whose inspections this touches."""
    table = _ids(document_ids)
    if not table.num_rows:
        return set()
    with _incoming(connection, table):
        chosen = "document_id IN (SELECT id FROM incoming)"
        owners = connection.execute(f"SELECT DISTINCT coalesce(authority, document_id) FROM documents WHERE {chosen}").fetchall()
        for name in _EXTRACTED:
            connection.execute(f"DELETE FROM {name} WHERE item_id IN (SELECT item_id FROM items WHERE {chosen})")
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
            with _incoming(connection, build_table(name, found)):
                connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming")
    with _incoming(connection, _ids(source.encode("utf-8", "replace").decode() for source in sources)):
        connection.execute("DELETE FROM failures WHERE source IN (SELECT id FROM incoming)")
    return {str(row["authority"] or row["document_id"]) for row in rows["documents"]}


def _write_meetings(connection: duckdb.DuckDBPyConnection) -> None:
    """Derive `meetings` anew from the items: max() prefers mixed case to capitals, so the order of loading does not matter."""
    connection.execute("DELETE FROM meetings")
    connection.execute(
        "INSERT INTO meetings BY NAME "
        "SELECT i.meeting_id, max(d.authority) AS authority, max(i.committee) AS committee, max(i.meeting_date) AS meeting_date, "
        "min(d.url) FILTER (WHERE d.page_kind IN ('meeting', 'minutes_pdf')) AS url "
        "FROM items i JOIN documents d ON d.document_id = i.document_id WHERE i.meeting_id IS NOT NULL GROUP BY i.meeting_id"
    )


def _write_inspections(connection: duckdb.DuckDBPyConnection, owners: set[str], resolve: Resolver) -> None:
    """Resolve the mentions of `owners` anew: replace their inspections and the links to them."""
    with _incoming(connection, _ids(owners)):
        mentions, claims = _read_mentions(connection), _read_claims(connection)
        connection.execute("DELETE FROM inspections WHERE coalesce(authority, document_id) IN (SELECT id FROM incoming)")
        named = {
            slug
            for (slug,) in connection.execute("SELECT DISTINCT authority FROM documents WHERE authority IS NOT NULL").fetchall()
        }
    resolution = resolve(mentions, claims)
    events = [
        {
            "inspection_id": event.inspection_id,
            "authority": event.owner if event.owner in named else None,
            "document_id": None if event.owner in named else event.owner,
            "framework": event.framework.value,
            "start_date": event.start_date,
            "end_date": event.end_date,
            "date_precision": event.date_precision and event.date_precision.value,
            "publication_date": event.publication_date,
            "publication_precision": event.publication_precision and event.publication_precision.value,
            "n_mentions": event.n_mentions,
        }
        for event in resolution.events
    ]
    if events:
        columns = [(name, _INSPECTION_TYPES.get(name, pa.string())) for name in events[0]]
        with _incoming(connection, pa.Table.from_pylist(events, pa.schema(columns))):
            connection.execute("INSERT INTO inspections BY NAME SELECT * FROM incoming")
    rows = [(mention.mention_id, resolution.event_of_mention.get(mention.mention_id)) for mention in mentions]
    rows += [(claim.row_id, resolution.event_of_claim.get(claim.row_id)) for claim in claims]
    links = pa.table(
        {
            "id": pa.array([row for row, _ in rows], pa.string()),
            "inspection_id": pa.array([event for _, event in rows], pa.string()),
        }
    )
    with _incoming(connection, links):
        for table, key in _LINKED:
            connection.execute(
                f"UPDATE {table} SET inspection_id = l.inspection_id FROM incoming l "
                f"WHERE {table}.{key} = l.id AND {table}.inspection_id IS DISTINCT FROM l.inspection_id"
            )


_INSPECTION_TYPES = {
    "start_date": pa.date32(),
    "end_date": pa.date32(),
    "publication_date": pa.date32(),
    "n_mentions": pa.int32(),
}


def _read_mentions(connection: duckdb.DuckDBPyConnection) -> list[Mention]:
    """Return the mentions of the owners registered as `incoming`."""
    rows = connection.execute(
        "SELECT m.mention_id, m.item_id, coalesce(m.authority, i.document_id) AS owner, m.framework, m.start_date, m.end_date, "
        "m.date_precision, m.publication_date, m.publication_precision, m.period "
        "FROM inspection_mentions m JOIN items i ON i.item_id = m.item_id "
        "WHERE coalesce(m.authority, i.document_id) IN (SELECT id FROM incoming) ORDER BY m.mention_id"
    ).fetchall()
    return [
        Mention(
            mention_id=mention_id,
            item_id=item_id,
            owner=owner,
            framework=Framework(framework),
            start_date=start,
            end_date=end,
            date_precision=DatePrecision(precision) if precision else None,
            publication_date=published,
            publication_precision=DatePrecision(published_precision) if published_precision else None,
            period=Period(period),
        )
        for mention_id, item_id, owner, framework, start, end, precision, published, published_precision, period in rows
    ]


def _read_claims(connection: duckdb.DuckDBPyConnection) -> list[Claim]:
    """Return the judgements and improvement areas of the owners registered as `incoming`."""
    rows = connection.execute(
        "SELECT c.row_id, c.item_id, c.period, c.domain FROM ("
        "SELECT judgement_id AS row_id, item_id, authority, period, domain FROM judgements UNION ALL "
        "SELECT improvement_area_id, item_id, authority, 'current', NULL FROM improvement_areas"
        ") c JOIN items i ON i.item_id = c.item_id "
        "WHERE coalesce(c.authority, i.document_id) IN (SELECT id FROM incoming) ORDER BY c.row_id"
    ).fetchall()
    return [Claim(row_id, item_id, Period(period), Domain(domain) if domain else None) for row_id, item_id, period, domain in rows]

"""Opening the warehouse file for readers, and building its next version aside.

A writer never touches the published file: it copies it to `<file>.new`, works there, and renames. So a reader with the file open neither
blocks the writer nor is blocked, and keeps the data it opened. `<file>.lock` keeps a second writer out.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.errors import WarehouseError, WarehouseLockedError
from pipeline.models import stable_id
from pipeline.register import read_reference
from pipeline.warehouse.lock import hold_lock
from pipeline.warehouse.migrations import migrate
from pipeline.warehouse.spool import load_spool, spool_path

SCHEMA_VERSION = 3
STORAGE_VERSION = "v1.5.0"
"""Files are written in the storage format of DuckDB 1.5, which it and all later versions read."""

_DAMAGE = (
    "Corrupt",
    "not a valid DuckDB database file",
    "Could not read enough bytes",
    "replaying WAL",
    "Failed to read",
    "Serialization",
)
_LISTS = {"authorities": "statistical_neighbours", "themes": "triggers"}


class DamagedDatabaseError(WarehouseError):
    """The file is no readable database any more. Raised and caught in this module; readers see it as a `WarehouseError`."""


@dataclass(frozen=True, slots=True)
class Build:
    """The next version of a warehouse while it is written. `damaged` is where an unusable file was moved to: all has to be read again."""

    connection: duckdb.DuckDBPyConnection
    damaged: Path | None = None

    def fingerprints(self) -> dict[str, str]:
        """Return document_id → fingerprint of the documents that are loaded: what decides which have to be read again."""
        return dict(self.connection.execute("SELECT document_id, fingerprint FROM documents").fetchall())


@contextmanager
def open_warehouse(path: str | Path, *, read_only: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse at `path`; the tables stand under their plain names.

    Read-only, the connection shows the file as published at this moment, for as long as it lives. With `read_only=False` it writes a
    version aside that is published when the block ends without an error (see `build_aside`).
    Raises WarehouseError when there is no file, it is damaged, of a newer schema, or no warehouse; WarehouseLockedError for a second writer.
    """
    path = Path(path)
    if not read_only:
        with build_aside(path) as build:
            yield build.connection
        return
    if not path.exists():
        raise WarehouseError("open", str(path), "there is no database here yet; run `ofsted-minutes ingest` first")
    connection = _attach(path)
    try:
        _check_schema(connection, path)
        yield connection
    finally:
        connection.close()


@contextmanager
def build_aside(path: str | Path) -> Iterator[Build]:
    """Write the next version of the warehouse at `path` and publish it by rename when the block ends without an error.

    On an error the published file is what it was. A damaged file is moved to `<file>.damaged-<UTC time>`, never deleted, and
    `Build.damaged` says so. Failures that earlier runs had to spool (see `spool_failure`) are loaded and their spool removed.
    Raises WarehouseLockedError when another process is writing, WarehouseError when the schema is newer, the file is no warehouse,
    or writing fails (disk full, damage met on the way).
    """
    path = Path(path)
    new = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseError("open", str(path), f"the folder cannot be made: {error.strerror}") from error
    with hold_lock(path):
        _remove(new)
        connection: duckdb.DuckDBPyConnection | None = None
        try:
            damaged = _copy_or_set_aside(path, new)
            connection = duckdb.connect(str(new), config={"storage_compatibility_version": STORAGE_VERSION})
            _prepare(connection)
            yield Build(connection, damaged)
            spooled = load_spool(connection, path)
            counts = _counts(connection)
            connection.execute("CHECKPOINT")
            connection.close()
            connection = None
            _publish(new, path, counts)
            if spooled:
                spool_path(path).unlink()
        except (duckdb.Error, OSError) as error:
            raise WarehouseError("load", str(path), first_line(error)) from error
        finally:
            if connection is not None:
                connection.close()
            _remove(new)


def first_line(error: BaseException) -> str:
    """Return the first line of an error's message, for a person."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _attach(path: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection of its own with the file attached read-only (`duckdb.connect` would share an older version with this process).

    Raises DamagedDatabaseError, or WarehouseError when another program holds the file for writing or it is of a newer DuckDB.
    """
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
    try:
        connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS minutes (READ_ONLY)")
        connection.execute("USE minutes")
    except (duckdb.Error, OSError) as error:
        connection.close()
        message = first_line(error)
        if "Could not set lock" in message:
            raise WarehouseLockedError("open", str(path), f"another program has it open for writing: {message}") from error
        if "version number" in message:
            raise WarehouseError("open", str(path), f"written by another version of DuckDB: {message}") from error
        if any(cue in str(error) for cue in _DAMAGE) or isinstance(error, duckdb.InternalException | duckdb.FatalException):
            raise DamagedDatabaseError("open", str(path), f"the database is damaged ({message}); `ingest` rebuilds it") from error
        raise WarehouseError("open", str(path), message) from error
    return connection


def _check_schema(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        version = _schema_version(connection)
    except duckdb.CatalogException:
        version = 0
    except duckdb.Error as error:
        raise DamagedDatabaseError("open", str(path), f"the database is damaged ({first_line(error)})") from error
    if not version:
        raise WarehouseError("open", str(path), "this is a DuckDB file, but not one of ofsted-minutes")
    if version > SCHEMA_VERSION:
        raise WarehouseError(
            "open", str(path), f"has schema version {version}, this program knows {SCHEMA_VERSION}: use a newer ofsted-minutes"
        )


def _schema_version(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number that the file carries, 0 when it carries none."""
    row = connection.execute("SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'schema_version'").fetchone()
    return row[0] if row else 0


def _copy_or_set_aside(path: Path, new: Path) -> Path | None:
    """Copy the published file (and a write-ahead log that another program left) to `new`, or move it aside if it is damaged."""
    if not path.exists():
        return None
    log = _log_of(path)
    try:
        connection = _attach(path)
        try:
            _check_schema(connection, path)
            _read_everything(connection, path)
        finally:
            connection.close()
        shutil.copyfile(path, new)
        if log.exists():
            shutil.copyfile(log, _log_of(new))
        return None
    except DamagedDatabaseError:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        aside = path.with_name(f"{path.name}.damaged-{stamp}")
        path.replace(aside)
        if log.exists():
            log.replace(_log_of(aside))
        return aside


def _read_everything(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Read every column of every table: DuckDB checks a block's checksum only when it reads it, and a copy would carry damage on."""
    try:
        for table in _tables(connection):
            connection.execute(f'SELECT bit_xor(hash(t)) FROM "{table}" t').fetchone()
    except duckdb.Error as error:
        raise DamagedDatabaseError("open", str(path), f"the database is damaged ({first_line(error)})") from error


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the tables in an empty file, and bring views and reference data up to date where this program's are others."""
    schema, views = _script("schema"), _script("views")
    reference = {name: list(read_reference(name)) for name in ("authorities", "domains", "grades", "themes")}
    digest = stable_id(schema, views, *reference.values())
    connection.execute("BEGIN")
    if not _tables(connection):
        connection.execute(schema)
        connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", [str(SCHEMA_VERSION)])
    elif (version := _schema_version(connection)) < SCHEMA_VERSION:
        migrate(connection, version)
        connection.execute("UPDATE meta SET value = ? WHERE name = 'schema_version'", [str(SCHEMA_VERSION)])
    if connection.execute("SELECT value FROM meta WHERE name = 'definitions'").fetchone() != (digest,):
        for comment in re.findall(r"^COMMENT ON .*;$", schema, re.MULTILINE):  # a column that was added has none yet
            connection.execute(comment)
        connection.execute(views)
        for name, rows in reference.items():
            connection.register("incoming", _reference_table(name, rows))
            connection.execute(f"DELETE FROM {name}")
            connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming")
            connection.unregister("incoming")
        connection.execute("DELETE FROM meta WHERE name = 'definitions'")
        connection.execute("INSERT INTO meta VALUES ('definitions', ?)", [digest])
    connection.execute("COMMIT")


def _reference_table(name: str, rows: list[dict[str, str]]) -> pa.Table:
    """Return a reference file's rows as text columns; empty is null, and lists are split at semicolons. DuckDB casts when it inserts."""
    listed = _LISTS.get(name)
    columns: dict[str, pa.Array] = {}
    for column in rows[0]:
        values = [row[column] or None for row in rows]
        if column == listed:
            columns[column] = pa.array([(value or "").split(";") for value in values], pa.list_(pa.string()))
        else:
            columns[column] = pa.array(values, pa.string())
    return pa.table(columns)


def _publish(new: Path, path: Path, counts: dict[str, int]) -> None:
    """Open the finished file again, compare its counts, force it to disk, and put it in the place of the published one."""
    connection = _attach(new)
    try:
        found = _counts(connection)
    finally:
        connection.close()
    if found != counts:
        raise WarehouseError("load", str(path), f"the file written reads back differently: {found} instead of {counts}")
    with new.open("rb+") as file:
        os.fsync(file.fileno())
    # A log that another program left beside the old file is already part of the new one, and must not be replayed over it.
    with suppress(FileNotFoundError):
        _log_of(path).unlink()
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    found: dict[str, int] = {}
    for table in _tables(connection):
        row = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        found[table] = row[0] if row else 0
    return found


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() ORDER BY ALL"
    ).fetchall()
    return [name for (name,) in rows]


def _script(name: str) -> str:
    return resources.files("pipeline.warehouse").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _remove(new: Path) -> None:
    for path in (new, _log_of(new)):
        with suppress(FileNotFoundError):
            path.unlink()

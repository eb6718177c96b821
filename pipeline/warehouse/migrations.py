"""Files of older schema versions → this one. Runs on the copy that is built aside, so a failure leaves the published file as it was."""

from __future__ import annotations

import re
from importlib import resources

import duckdb
import pyarrow as pa

from pipeline.warehouse.rows import page_key_of
from pipeline.warehouse.standing import write_standing


def migrate(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """Bring the tables of a file of schema `version` up to date; comments and views follow with the definitions. Rows stay what they are."""
    if version < 2:
        _add_page_keys(connection)
    if version < 3:
        # Version 3: an item that another document tells at least as fully is not counted twice.
        connection.execute("ALTER TABLE items ADD COLUMN superseded_by VARCHAR")
        write_standing(connection)
        # The official record tells the source of its dates and the document; nothing filled it before.
        connection.execute("DROP TABLE official_outcomes")
        _create_missing(connection)


def _create_missing(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the tables of this program's schema that the file does not have."""
    have = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    script = resources.files("pipeline.warehouse").joinpath("schema.sql").read_text(encoding="utf-8")
    for statement in re.finditer(r"^CREATE TABLE (\w+) \($.*?^\);$", script, re.MULTILINE | re.DOTALL):
        if statement[1] not in have:
            connection.execute(statement[0])


def _add_page_keys(connection: duckdb.DuckDBPyConnection) -> None:
    """Version 2: versions of one page are told by `captures.page_key`, no longer by its address as written."""
    connection.execute("ALTER TABLE captures ADD COLUMN page_key VARCHAR")
    rows = connection.execute("SELECT capture_id, url FROM captures").fetchall()
    keys = pa.table(
        {
            "capture_id": pa.array([capture_id for capture_id, _ in rows], pa.string()),
            "page_key": pa.array([page_key_of(url) for _, url in rows], pa.string()),
        }
    )
    connection.register("incoming", keys)
    connection.execute("UPDATE captures SET page_key = i.page_key FROM incoming i WHERE captures.capture_id = i.capture_id")
    connection.unregister("incoming")

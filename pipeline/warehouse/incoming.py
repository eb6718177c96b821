"""Rows from Python for a statement: an Arrow table under the name `incoming`, for as long as it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa


@contextmanager
def incoming(connection: duckdb.DuckDBPyConnection, table: pa.Table) -> Iterator[None]:
    """Make `table` known to SQL as `incoming` while the block runs."""
    connection.register("incoming", table)
    try:
        yield
    finally:
        connection.unregister("incoming")


def ids_table(ids: Iterable[str]) -> pa.Table:
    """Return the ids as a table of one column `id`."""
    return pa.table({"id": pa.array(sorted(ids), pa.string())})

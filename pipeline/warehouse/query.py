"""One reading statement on a warehouse, for people: read-only, no files, no network, no settings."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.errors import WarehouseError
from pipeline.warehouse.database import first_line, open_warehouse

_READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.MULTI}  # MULTI is PIVOT


def run_query(path: str | Path, sql: str) -> pa.Table:
    """Return the result of `sql` on the warehouse at `path` as an Arrow table.

    Raises WarehouseError (stage `query`, source the first line of `sql`) with DuckDB's reason when the statement fails, reads outside
    the database, or is not exactly one reading statement; and the errors of `open_warehouse` when the file cannot be used.
    """
    source = next((line.strip() for line in sql.splitlines() if line.strip()), "(empty)")
    with open_warehouse(path) as connection:
        try:
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            statements = connection.extract_statements(sql)
            if len(statements) != 1:
                raise WarehouseError("query", source, f"expected one statement, found {len(statements)}")
            if statements[0].type not in _READING:
                raise WarehouseError("query", source, f"only statements that read are allowed, not {statements[0].type.name}")
            return connection.sql(sql).to_arrow_table()
        except duckdb.Error as error:
            raise WarehouseError("query", source, first_line(error)) from error

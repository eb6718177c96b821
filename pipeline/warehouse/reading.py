"""Several reading statements on one state of a warehouse, for the program's own pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from pipeline.errors import WarehouseError
from pipeline.warehouse.database import first_line, open_warehouse


def read_rows(path: str | Path, statements: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each named statement on the warehouse at `path`, a dict a row; all see the file as it was published at one moment.

    Raises WarehouseError (stage `query`, source the statement's name) where one fails; and the errors of `open_warehouse`.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    with open_warehouse(path) as connection:
        for name, sql in statements.items():
            try:
                cursor = connection.execute(sql)
                columns = [str(column[0]) for column in cursor.description]
                found[name] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
            except duckdb.Error as error:
                raise WarehouseError("query", name, first_line(error)) from error
    return found

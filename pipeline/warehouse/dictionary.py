"""The data dictionary as Markdown, made from the comments that the database itself carries."""

from __future__ import annotations

import re

import duckdb

from pipeline.warehouse.database import SCHEMA_VERSION, STORAGE_VERSION

_INTRODUCTION = f"""# Data dictionary

The tables and views of the DuckDB file that `ofsted-minutes ingest` writes (default `data/processed/minutes.duckdb`), schema version
{SCHEMA_VERSION}. Made from the comments in the database (`tests/pipeline/test_warehouse_dictionary.py` holds it against them; with
`OFSTED_MINUTES_WRITE_DICTIONARY=1` in the environment that test writes this file anew). Open it with any DuckDB from {STORAGE_VERSION.removeprefix("v")} on:
`duckdb -readonly data/processed/minutes.duckdb`. Writers publish a new file by rename, so an open connection keeps the data it opened;
open again to see the new.

Conventions
- Ids are text, made from natural keys alone: the same input gives the same ids on every machine.
- Dates are `DATE`. Where a text names only a month or a year, a start is its first day, an end and a due date its last day, a publication
  its first; the column for precision beside it says `day`, `month` or `year`. Times are UTC.
- `start_char` and `end_char` count Unicode code points from 0, half-open:
  `substr(items.text, start_char + 1, end_char - start_char) = evidence` for every extracted row.
- Every extracted row leads to its source: `item_id` → `items` → `document_id` → `documents` → `capture_id` → `captures.url`.
  `v_evidence` has the join made, with the page of a PDF; in SQL of your own `page_of_char(items.line_pages, items.text, start_char)`.
- `authority` is a slug of `authorities`, or the name that the command line gave; null when the document does not tell. Views by authority
  leave rows without one out; their inspections are told apart by document.
- `confidence` is the measured precision of the rule when the row was written; null means not measured, never a guess.
- An improvement area or action that several pages repeat is several rows of its table and one row of `v_improvement_areas` or `v_actions`.
- An inspection mentioned by year alone belongs to the only event of that year; if there are several, `inspection_id` is null.
- A judgement's `inspection_id` is the graded inspection of its period that the same item dates; null when it dates none.
- A grade that a regime never gives is no gap: `domains` says which domains inspections of a framework and time have.
"""


def build_dictionary(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the dictionary of the tables, views and macros in the current database of `connection`."""
    parts = [_INTRODUCTION]
    tables = connection.execute(
        "SELECT table_name, comment FROM duckdb_tables() WHERE database_name = current_database() ORDER BY table_oid"
    ).fetchall()
    views = connection.execute(
        "SELECT view_name, comment FROM duckdb_views() WHERE database_name = current_database() AND NOT internal ORDER BY view_oid"
    ).fetchall()
    macros = connection.execute(
        "SELECT function_name, parameters, comment FROM duckdb_functions() "
        "WHERE database_name = current_database() AND NOT internal ORDER BY function_name"
    ).fetchall()
    for title, relations in (("Tables", tables), ("Views", views)):
        parts.append(f"## {title}\n")
        parts += [_section(connection, name, comment) for name, comment in relations]
    parts.append("## Macros\n")
    parts += [f"- `{name}({', '.join(parameters)})`: {comment}\n" for name, parameters, comment in macros]
    return "\n".join(parts)


def _section(connection: duckdb.DuckDBPyConnection, relation: str, comment: str) -> str:
    columns = connection.execute(
        "SELECT column_name, data_type, comment FROM duckdb_columns() "
        "WHERE database_name = current_database() AND table_name = ? ORDER BY column_index",
        [relation],
    ).fetchall()
    codes = _codes(connection, relation)
    lines = [f"### `{relation}`\n", f"{comment}\n", "| column | type | meaning |", "|---|---|---|"]
    for name, kind, meaning in columns:
        listed = f" Codes: {', '.join(f'`{code}`' for code in codes[name])}." if name in codes else ""
        lines.append(f"| `{name}` | {kind} | {meaning}{listed} |")
    return "\n".join(lines) + "\n"


def _codes(connection: duckdb.DuckDBPyConnection, relation: str) -> dict[str, list[str]]:
    """Return the codes that the CHECK constraints of a table allow, by column."""
    rows = connection.execute(
        "SELECT constraint_column_names[1], constraint_text FROM duckdb_constraints() "
        "WHERE database_name = current_database() AND table_name = ? AND constraint_type = 'CHECK'",
        [relation],
    ).fetchall()
    return {column: re.findall(r"'([a-z_]+)'", text) for column, text in rows}

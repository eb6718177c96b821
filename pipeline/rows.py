"""Rows for people and programs: an aligned table, CSV, JSON or Parquet, written to a text stream.

The table is for eyes: white space inside a cell is collapsed and control characters are dropped. CSV, JSON and Parquet hold the values
as they are; a list is JSON inside CSV.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TextIO

import pyarrow
import pyarrow.parquet
from rich.console import Console
from rich.table import Table
from rich.text import Text

Row = Sequence[Any]


def write_table(table: pyarrow.Table, form: str, stream: TextIO) -> None:
    """Write an Arrow table to `stream` as `table`, `csv`, `json` or `parquet` (bytes, to the stream's buffer)."""
    if form == "parquet":
        stream.flush()
        pyarrow.parquet.write_table(table, stream.buffer, compression="zstd")
        stream.flush()
        return
    write_rows(table.column_names, _rows_of(table), form, stream)


def write_rows(columns: Sequence[str], rows: Iterable[Row], form: str, stream: TextIO) -> None:
    """Write rows to `stream` as `table` (drawn on a terminal, plain in a pipe), `csv` or `json` (one array of objects)."""
    {"table": _write_aligned, "csv": _write_csv, "json": _write_json}[form](columns, rows, stream)


def _rows_of(table: pyarrow.Table) -> Iterator[Row]:
    for batch in table.to_batches():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _write_csv(columns: Sequence[str], rows: Iterable[Row], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_plain_text(value) for value in row])


def _write_json(columns: Sequence[str], rows: Iterable[Row], stream: TextIO) -> None:
    opening = "["
    for row in rows:
        record = dict(zip(columns, map(_json_value, row), strict=True))
        stream.write(f"{opening}{json.dumps(record, ensure_ascii=False)}")
        opening = ",\n "
    stream.write("[]\n" if opening == "[" else "]\n")


def _write_aligned(columns: Sequence[str], rows: Iterable[Row], stream: TextIO) -> None:
    cells = [[_one_line(_plain_text(value)) for value in row] for row in rows]
    if stream.isatty():
        drawn = Table(show_lines=False)
        for name in columns:
            drawn.add_column(Text(name), overflow="fold")
        for line in cells:
            drawn.add_row(*map(Text, line))
        Console(file=stream).print(drawn)
        return
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    for line in ([*columns], ["-" * width for width in widths], *cells):
        stream.write("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n")


def _json_value(value: Any) -> Any:
    """Return `value` as JSON knows it: dates ISO, decimals as numbers, what is no number as null, bytes in hexadecimal."""
    match value:
        case float() if not math.isfinite(value):
            return None
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date() | datetime() | time():
            return value.isoformat()
        case bytes():
            return value.hex()
        case list() | tuple():
            return [_json_value(part) for part in value]
        case dict():
            return {str(key): _json_value(part) for key, part in value.items()}
        case _:
            return str(value)


def _plain_text(value: Any) -> str:
    plain = _json_value(value)
    if plain is None:
        return ""
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _one_line(text: str) -> str:
    return "".join(character for character in " ".join(text.split()) if character.isprintable())

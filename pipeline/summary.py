"""What a person is told when an ingest ends: what the database holds now, what failed, and where to go on."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

from pipeline.runs import IngestSummary
from pipeline.settings import Settings
from pipeline.warehouse.query import run_query

QUERIES = (
    "FROM v_authority_comparison",
    "SELECT authority, meeting_date, kind, owner, text FROM v_actions ORDER BY meeting_date DESC LIMIT 20",
)

_COMMAND = "ofsted-minutes"
_FOUND = ("inspections", "judgements", "improvement_areas", "actions")


def summary_lines(summary: IngestSummary) -> list[str]:
    """Return the lines of a summary, with counts of the whole database."""
    columns = ", ".join(f"(SELECT count(*) FROM {table}) AS {table}" for table in ("documents", "items", *_FOUND))
    held = run_query(summary.database, f"SELECT {columns}").to_pylist()[0]
    lines = []
    if summary.damaged:
        lines.append(f"set aside: the database was damaged and lies in {summary.damaged}; this one is built anew")
    found = ", ".join(_count(held[table], table.replace("_", " ")) for table in _FOUND)
    lines += [
        f"documents: {held['documents']:,} ({summary.loaded:,} read now, {summary.unchanged:,} unchanged), with {_count(held['items'], 'items')}",
        f"found:     {found}",
        f"failed:    {len(summary.failures):,}{' (named above)' if summary.failures else ''}",
        f"database:  {summary.database}",
        "try:",
    ]
    place = "" if summary.database == Settings().database else f" --database {shlex.quote(str(summary.database))}"
    return [*lines, *(f'  {_program()} query "{sql}"{place}' for sql in QUERIES)]


def _program() -> str:
    """The command as a person can type it here: its name, or the path that was called where the shell does not find the name."""
    called = Path(sys.argv[0])  # another program's name where it is called from Python
    return shlex.quote(str(called)) if called.name == _COMMAND and not shutil.which(_COMMAND) else _COMMAND


def _count(number: int, things: str) -> str:
    """Return "1 item" or "2 items" for `things` = "items"."""
    return f"{number:,} {things.removesuffix('s') if number == 1 else things}"

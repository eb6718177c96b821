"""What crawls and other archives come to in the tables, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.runs import run_ingest
from pipeline.settings import Settings
from pipeline.warehouse.database import open_warehouse
from tests.server import TruthItem

EXTRACTED = ("items", "inspections", "judgements", "improvement_areas", "actions")
_STANDING = (
    "SELECT d.authority, i.meeting_date, i.title, i.text, d.page_kind FROM items i JOIN documents d USING (document_id)"
    " WHERE i.superseded_by IS NULL"
)


@dataclass(frozen=True)
class Row:
    """An item that stands, not superseded by a later or fuller one."""

    authority: str
    meeting_date: date | None
    title: str
    text: str
    page_kind: str

    def holds(self, wanted: TruthItem) -> bool:
        """Return whether all of a truth item's paragraphs stand in the row."""
        return wanted.missing_from(self.text) == []


def load(paths: Iterable[Path], database: Path, authority: str | None = None) -> list[str]:
    """Ingest `paths` and return what failed."""
    summary = run_ingest(paths, Settings(database=database, workers=1), authority=authority)
    return [f"{failure.source}: {failure.message}" for failure in summary.failures]


def standing_items(database: Path) -> dict[str, list[Row]]:
    """Return the items that stand, by authority."""
    found: dict[str, list[Row]] = {}
    with open_warehouse(database) as connection:
        for values in connection.execute(_STANDING).fetchall():
            row = Row(*values)
            found.setdefault(row.authority, []).append(row)
    return found


def read_tables(database: Path, *, without: Iterable[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of what was extracted, sorted, `without` some columns."""
    tables = {}
    with open_warehouse(database) as connection:
        for table in EXTRACTED:
            columns = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall() if row[0] not in set(without)]
            tables[table] = sorted(connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall(), key=repr)
    return tables

"""What every notebook reads with: SQL to a data frame, figures in words, and the note on where the figures come from.

The database is the file that the environment variable OFSTED_MINUTES_DATABASE names, else the one that `make ingest` writes.
"""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
from IPython.display import Markdown, display

from pipeline import open_warehouse

DATABASE = Path(os.environ.get("OFSTED_MINUTES_DATABASE") or Path(__file__).resolve().parents[1] / "data/processed/minutes.duckdb")


def ask(sql: str) -> pd.DataFrame:
    """Return the rows of a query, read-only. Raises WarehouseError when there is no database or it is of a newer schema."""
    with open_warehouse(DATABASE) as connection:
        return connection.execute(sql).df()


def figure(sql: str) -> int | float | str | None:
    """Return the single value of a query; None for null."""
    value = ask(sql).iloc[0, 0]
    return None if pd.isna(value) else value


def say(*sentences: str) -> None:
    """Show sentences as one paragraph."""
    display(Markdown(" ".join(sentences)))


def amount(n: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 grade", "12 grades"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def part(n: int, whole: int) -> str:
    """Return a part of a whole in words, with its share where there is a whole: "3 of 12 (25 %)"."""
    return f"{n:,} of {whole:,} ({n / whole:.0%})".replace("%", " %") if whole else "0 of 0"


def listed(words: list[str]) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def source_note() -> str:
    """Return the line that stands under every title: how many documents of how many authorities, and the time that they span."""
    (row,) = ask(
        """SELECT coalesce(sum(n_documents), 0)::BIGINT AS documents, count(*) FILTER (WHERE n_documents > 0) AS authorities,
                  strftime(min(first_meeting_date), '%b %Y') AS since, strftime(max(last_meeting_date), '%b %Y') AS until
           FROM v_coverage"""
    ).to_dict("records")
    span = "" if pd.isna(row["since"]) else f", meetings {row['since']} to {row['until']}"
    read = f"{amount(row['documents'], 'document')} of {amount(row['authorities'], 'authority', 'authorities')}{span}"
    return f"Source: council minutes as read by ofsted-minutes; {read}."

"""`docs/data-dictionary.md` says what the database says."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.warehouse.database import build_aside, open_warehouse
from pipeline.warehouse.dictionary import build_dictionary

DICTIONARY = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_dictionary_is_made_from_the_comments_of_the_database(tmp_path: Path) -> None:
    path = tmp_path / "minutes.duckdb"
    with build_aside(path):
        pass
    with open_warehouse(path) as connection:
        expected = build_dictionary(connection)
    if os.environ.get("OFSTED_MINUTES_WRITE_DICTIONARY") == "1":
        DICTIONARY.write_text(expected, encoding="utf-8")
    assert "| `judgement_id` | VARCHAR | Unique. |" in expected
    assert "Codes: `current`, `previous`." in expected
    assert DICTIONARY.read_text(encoding="utf-8") == expected

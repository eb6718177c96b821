"""The bundled sample in a database: evidence that is the words of its item, runs that repeat, workers that change nothing."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import extractors.lexicon
from extractors.rules import Rule
from pipeline import open_warehouse
from pipeline.runs import IngestSummary, run_ingest
from pipeline.settings import build_settings

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "raw" / "sample"
EXTRACTED = ("inspection_mentions", "judgements", "improvement_areas", "actions")


@dataclass(frozen=True)
class Loaded:
    """A database with the whole sample in it."""

    database: Path
    summary: IngestSummary

    def rows(self, sql: str) -> list[Any]:
        with open_warehouse(self.database) as connection:
            return connection.execute(sql).fetchall()

    def contents(self) -> dict[str, list[Any]]:
        """Every row of every table but runs."""
        with open_warehouse(self.database) as connection:
            names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() if name != "runs"]
            return {name: connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names}


def load(database: Path, workers: int) -> Loaded:
    return Loaded(database, run_ingest([SAMPLE], build_settings({}, database=database, workers=workers)))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return load(tmp_path_factory.mktemp("sample") / "minutes.duckdb", 1)


def test_every_document_is_loaded(loaded: Loaded) -> None:
    documents = [path for path in SAMPLE.rglob("*") if path.suffix in {".html", ".txt", ".pdf"}]
    assert loaded.summary.failures == ()
    assert loaded.rows("SELECT count(*) FROM documents") == [(len(documents),)]
    assert loaded.rows("SELECT count(*) FROM documents WHERE authority IS NULL") == [(0,)]


@pytest.mark.parametrize("table", EXTRACTED)
def test_every_evidence_is_its_slice_of_the_items_text(loaded: Loaded, table: str) -> None:
    right = "substr(i.text, e.start_char + 1, e.end_char - e.start_char) = e.evidence"
    ((all_rows, right_rows),) = loaded.rows(
        f"SELECT count(*), count(*) FILTER (WHERE {right}) FROM {table} e JOIN items i USING (item_id)"
    )
    assert all_rows == right_rows == loaded.rows(f"SELECT count(*) FROM {table}")[0][0] > 0
    for text, start, end, evidence in loaded.rows(
        f"SELECT i.text, start_char, end_char, evidence FROM {table} JOIN items i USING (item_id)"
    ):
        assert text[start:end] == evidence


def test_a_second_ingest_changes_only_the_runs(loaded: Loaded) -> None:
    before = loaded.contents()
    again = load(loaded.database, 1).summary
    assert (again.loaded, again.unchanged) == (0, loaded.summary.loaded)
    assert loaded.contents() == before
    assert len(loaded.rows("FROM runs")) == 2


def test_four_workers_make_the_same_tables_as_one(loaded: Loaded, tmp_path: Path) -> None:
    assert load(tmp_path / "minutes.duckdb", 4).contents() == loaded.contents()


def rules_in(value: Any) -> Iterator[str]:
    """Yield the ids of the rules in a value of the lexicon, however it is nested."""
    if isinstance(value, Rule):
        yield value.id
    elif isinstance(value, Mapping):
        yield from rules_in(tuple(value.values()))
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from rules_in(part)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from rules_in([getattr(value, field.name) for field in fields(value)])


def lexicon_rules() -> set[str]:
    modules = [import_module(f"extractors.lexicon.{found.name}") for found in pkgutil.iter_modules(extractors.lexicon.__path__)]
    return {rule for module in modules for rule in rules_in(list(vars(module).values()))}


def test_every_rule_that_records_carry_is_described(loaded: Loaded) -> None:
    described = set(re.findall(r"`([a-z_]+\.[a-z0-9-]+)`", (ROOT / "docs" / "rules.md").read_text("utf-8"))) | lexicon_rules()
    carried = {rule for table in EXTRACTED for (rule,) in loaded.rows(f"SELECT DISTINCT rule FROM {table}")}
    assert carried - described == set()

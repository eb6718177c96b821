"""Loading documents: rows, references, evidence, idempotence, failures and runs, on real DuckDB files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractors.records import Domain, Evidence, Extraction, Grade, Judgement, PageKind, Period
from pipeline.errors import Failure
from pipeline.resolve import resolve_inspections
from pipeline.warehouse.database import build_aside, open_warehouse
from pipeline.warehouse.rows import LoadedDocument
from pipeline.warehouse.write import write_documents, write_failures, write_run
from tests.pipeline.warehouse_documents import TEXT, build_loaded

STARTED = datetime(2024, 1, 2, 3, 4, tzinfo=UTC)
EXTRACTED = ("inspection_mentions", "judgements", "improvement_areas", "actions")


def precision(rule: str) -> float | None:
    return 0.9 if rule == "test.rule" else None


def load(path: Path, *batches: Iterable[LoadedDocument], failures: Iterable[Failure] = ()) -> int:
    with build_aside(path) as build:
        written = write_documents(build, [list(batch) for batch in batches], precision, resolve_inspections)
        run_id = write_run(build, STARTED, [Path("data/raw")], loaded=written, unchanged=0, failed=len(list(failures)))
        write_failures(build, run_id, failures)
    return written


def select(path: Path, sql: str) -> list[Any]:
    with open_warehouse(path) as connection:
        return connection.execute(sql).fetchall()


def contents(path: Path) -> dict[str, list[Any]]:
    """Every row of every table but runs, sorted."""
    with open_warehouse(path) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() if name != "runs"]
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "minutes.duckdb"


def test_a_document_becomes_rows_of_every_table(database: Path) -> None:
    assert load(database, [build_loaded()]) == 1
    assert select(database, "SELECT url, sha256, bytes FROM captures") == [("file:one.html", f"{'one':0<64}", len(TEXT))]
    assert select(database, "SELECT authority, page_kind, url, parser, parse_status, warnings, fingerprint FROM documents") == [
        ("wexmoor", "agenda_item", "file:one.html", "test/1", "partial", ["item 0: minutes text is cut off by the page"], "rules 1")
    ]
    assert select(database, "SELECT authority, committee, meeting_date FROM meetings") == [
        ("wexmoor", "Children’s Scrutiny Committee", date(2023, 6, 15))
    ]
    assert select(
        database, "SELECT framework, start_date, end_date, date_precision, publication_date FROM inspections ORDER BY 2"
    ) == [
        ("ilacs", date(2019, 1, 1), date(2019, 12, 31), "year", None),
        ("ilacs", date(2023, 3, 6), date(2023, 3, 17), "day", date(2023, 5, 2)),
    ]
    sql = "SELECT domain, grade, period, start_date, confidence FROM judgements JOIN inspections USING (inspection_id) ORDER BY start_char"
    assert select(database, sql) == [
        ("overall", "good", "current", date(2023, 3, 6), 0.9),
        ("care_leavers", "inadequate", "current", date(2023, 3, 6), 0.9),
        ("overall", "inadequate", "previous", date(2019, 1, 1), None),
    ]
    assert select(database, "SELECT text, themes FROM improvement_areas") == [
        ("pathway plans for care leavers", ["pathway_planning"])
    ]
    assert select(database, "SELECT kind, owner, due_text, due_date, due_precision FROM actions ORDER BY ordinal") == [
        ("note", None, None, None, None),
        ("request", "Director", "by June 2024", date(2024, 6, 30), "month"),
    ]
    assert select(database, "SELECT command, paths, documents_loaded FROM runs") == [("ingest", ["data/raw"], 1)]


def test_evidence_is_the_slice_of_its_text_in_sql_too(database: Path) -> None:
    load(database, [build_loaded()])
    for table in EXTRACTED:
        sql = f"SELECT count(*), count(*) FILTER (WHERE substr(text, start_char + 1, end_char - start_char) = x.evidence) FROM {table} x"
        ((rows, right),) = select(
            database, f"{sql} JOIN (SELECT item_id, text FROM items) i USING (item_id)".replace("text,", "i.text,")
        )
        assert rows == right > 0, table


def test_evidence_that_is_not_the_slice_is_refused_and_nothing_is_published(database: Path) -> None:
    wrong = Extraction(judgements=(Judgement(Domain.OVERALL, Grade.GOOD, Period.CURRENT, Evidence(0, 4, "nope", "test.rule")),))
    with pytest.raises(ValueError, match=r"test\.rule is not the slice"):
        load(database, [build_loaded(extraction=wrong)])
    assert not database.exists()


def test_every_reference_resolves_and_every_id_is_unique(database: Path) -> None:
    load(database, [build_loaded("one"), build_loaded("two", authority=None)], [build_loaded("three", authority="holmsea")])
    references = [
        ("documents", "capture_id", "captures"),
        ("items", "document_id", "documents"),
        ("items", "meeting_id", "meetings"),
        ("inspections", "document_id", "documents"),
        ("judgements", "inspection_id", "inspections"),
        ("improvement_areas", "inspection_id", "inspections"),
        ("inspection_mentions", "inspection_id", "inspections"),
        *((table, "item_id", "items") for table in EXTRACTED),
    ]
    for table, key, target in references:
        orphans = select(
            database, f"SELECT {key} FROM {table} WHERE {key} IS NOT NULL AND {key} NOT IN (SELECT {key} FROM {target})"
        )
        assert orphans == [], (table, key)
    keys = {"inspection_mentions": "mention_id", "authorities": "slug", "grades": "grade", "themes": "theme", "meta": "name"}
    for table, key in keys.items() | {
        (name, f"{name.rstrip('s')}_id") for name in ("captures", "documents", "meetings", "items", "runs")
    }:
        ((rows, unique),) = select(database, f"SELECT count(*), count(DISTINCT {key}) FROM {table}")
        assert rows == unique > 0, table
    unknown = (
        "SELECT theme FROM (SELECT unnest(themes) AS theme FROM improvement_areas) WHERE theme NOT IN (SELECT theme FROM themes)"
    )
    assert select(database, unknown) == []
    ((rows, sources),) = select(database, "SELECT count(*), count(url) FROM v_evidence")
    assert rows == sources == sum(select(database, f"SELECT count(*) FROM {table}")[0][0] for table in EXTRACTED)


def test_loading_again_changes_nothing_but_runs(database: Path) -> None:
    failure = Failure("read", "data/raw/empty.html", "ReadError", "the file is empty")
    load(database, [build_loaded("one"), build_loaded("two")], failures=[failure])
    before = contents(database)
    assert load(database, [build_loaded("one"), build_loaded("two")], failures=[failure]) == 0
    assert contents(database) == before
    assert len(select(database, "FROM runs")) == 2


def test_the_order_and_the_batches_of_documents_do_not_matter(database: Path, tmp_path: Path) -> None:
    documents = [build_loaded(name, committee=committee) for name, committee in (("a", "CABINET"), ("b", "Cabinet"), ("c", None))]
    load(database, documents)
    other = tmp_path / "other.duckdb"
    load(other, [documents[2]], [documents[1], documents[0]])
    load(other, [])
    assert contents(other) == contents(database)
    assert {committee for (committee,) in select(database, "SELECT committee FROM meetings")} == {"Cabinet", None}


def test_small_batches_are_put_together_and_large_ones_are_not(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.warehouse.write.LOAD_DOCUMENTS", 2)
    assert load(database, *([build_loaded(name)] for name in "abcde"), [build_loaded("e"), build_loaded("f")]) == 6
    assert select(database, "SELECT count(*), count(DISTINCT document_id) FROM items") == [(6, 6)]


def test_a_document_with_another_fingerprint_replaces_its_rows(database: Path) -> None:
    load(database, [build_loaded("one"), build_loaded("two", authority="holmsea")])
    kept = select(database, "FROM v_evidence WHERE authority = 'holmsea' ORDER BY ALL")
    assert load(database, [build_loaded("one", fingerprint="rules 2", authority="ashcombe", extraction=Extraction())]) == 1
    assert select(database, "SELECT authority FROM documents ORDER BY 1") == [("ashcombe",), ("holmsea",)]
    assert select(database, "SELECT DISTINCT authority FROM inspections") == [("holmsea",)]
    assert select(database, "FROM v_evidence ORDER BY ALL") == kept
    assert select(database, "SELECT DISTINCT authority FROM meetings ORDER BY 1") == [("ashcombe",), ("holmsea",)]


def test_one_document_given_twice_is_loaded_once(database: Path) -> None:
    assert load(database, [build_loaded("one"), build_loaded("one")], [build_loaded("one")]) == 1
    assert select(database, "SELECT count(*) FROM items") == [(1,)]


def test_documents_without_authority_have_inspections_of_their_own(database: Path) -> None:
    load(database, [build_loaded("one", authority=None), build_loaded("two", authority=None)])
    assert select(database, "SELECT count(*), count(DISTINCT document_id), count(authority) FROM inspections") == [(4, 2, 0)]


def test_what_text_holds_is_stored_as_text(database: Path) -> None:
    nasty = "x'); DROP TABLE judgements; --\n" + TEXT.replace("The Director", "The \ud800Director")
    load(database, [build_loaded("o'ne\udcff", authority="o'hara", committee="'; DELETE FROM items; --", text=nasty)])
    assert select(database, "SELECT authority, committee FROM meetings") == [("o'hara", "'; DELETE FROM items; --")]
    assert select(database, "SELECT starts_with(text, 'x''); DROP TABLE') FROM items") == [(True,)]
    assert select(database, "SELECT count(*) FROM judgements") == [(3,)]
    wrong = "SELECT count(*) FROM v_evidence e JOIN items i USING (item_id) WHERE substr(i.text, start_char + 1, end_char - start_char) <> evidence"
    assert select(database, wrong) == [(0,)]


def test_a_source_that_is_read_or_fails_otherwise_loses_its_older_failures(database: Path) -> None:
    one, other = (Failure("parse", source, "ParseError", "is damaged") for source in ("data/raw/one.html", "data/raw/other.html"))
    load(database, failures=[one, other])
    encrypted = Failure("parse", "data/raw/other.html", "ParseError", "is encrypted")
    load(database, [build_loaded("one")], failures=[encrypted])
    assert select(database, "SELECT source, message FROM failures") == [("data/raw/other.html", "is encrypted")]
    assert select(database, "SELECT count(*) FROM failures JOIN runs USING (run_id)") == [(1,)]


def test_values_outside_the_vocabulary_are_refused_by_the_schema(database: Path) -> None:
    load(database, [build_loaded()])
    for table, column in (("judgements", "grade"), ("judgements", "domain"), ("actions", "kind"), ("inspections", "framework")):
        with duckdb.connect(str(database)) as connection, pytest.raises(duckdb.ConstraintException):
            connection.execute(f"UPDATE {table} SET {column} = 'splendid'")


def test_characters_of_a_pdf_lead_to_their_page(database: Path) -> None:
    load(database, [build_loaded("printed", page_kind=PageKind.MINUTES_PDF, pages=(3, 3, 3, 4, 5))])
    assert select(database, "SELECT page FROM v_evidence WHERE kind = 'judgement' ORDER BY start_char LIMIT 1") == [(3,)]
    assert select(database, "SELECT page FROM v_improvement_areas") == [(4,)]
    assert select(database, "SELECT DISTINCT page FROM v_actions") == [(5,)]
    assert select(database, "SELECT url FROM meetings") == [("file:printed.html",)]

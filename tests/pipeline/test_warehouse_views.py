"""The views for analysts, over a small world: two authorities, two inspections of one, pages that repeat each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractors.records import DatePrecision, Domain, Extraction, Framework, Grade, Inspection, Item, Judgement, PageKind, Period
from pipeline.official import OfficialGrade, OfficialReport
from pipeline.resolve import resolve_inspections
from pipeline.warehouse.database import build_aside, open_warehouse
from pipeline.warehouse.rows import LoadedDocument
from pipeline.warehouse.write import write_documents, write_official_list
from tests.pipeline.warehouse_documents import build_loaded, cut

OLD_TEXT = "Minutes\n\nThe inspection of May 2019 judged services inadequate overall, and children in care and care leavers good."
NEW_TEXT = "Minutes\n\nThe inspection of 11 to 22 May 2026 found leaders good."


def old_inspection() -> LoadedDocument:
    item = Item(text=OLD_TEXT)
    dated = Inspection(Framework.ILACS, "2019-05", "2019-05", DatePrecision.MONTH, None, Period.CURRENT, cut(item, "May 2019"))
    judged = (
        Judgement(Domain.OVERALL, Grade.INADEQUATE, Period.CURRENT, cut(item, "inadequate overall")),
        Judgement(Domain.CARE_AND_CARE_LEAVERS, Grade.GOOD, Period.CURRENT, cut(item, "care leavers good")),
    )
    extraction = Extraction(inspections=(dated,), judgements=judged)
    return build_loaded("old", text=OLD_TEXT, extraction=extraction, committee="Cabinet", meeting_date=date(2019, 7, 1))


def inspection_without_overall() -> LoadedDocument:
    item = Item(text=NEW_TEXT)
    dated = Inspection(
        Framework.ILACS, "2026-05-11", "2026-05-22", DatePrecision.DAY, None, Period.CURRENT, cut(item, "11 to 22 May 2026")
    )
    judged = (Judgement(Domain.LEADERS, Grade.GOOD, Period.CURRENT, cut(item, "leaders good")),)
    extraction = Extraction(inspections=(dated,), judgements=judged)
    return build_loaded("new", text=NEW_TEXT, extraction=extraction, authority="holmsea", meeting_date=date(2026, 9, 1))


def load(path: Path, documents: list[LoadedDocument], official: list[OfficialReport] | None = None) -> None:
    with build_aside(path) as build:
        write_documents(build, [documents], lambda rule: 0.9, resolve_inspections)
        if official:
            write_official_list(build, "list.csv", official)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path_factory.mktemp("world") / "minutes.duckdb"
    url = "https://minutes.example/mgAi.aspx?ID=7"
    documents = [
        old_inspection(),
        inspection_without_overall(),
        build_loaded("first", url=url, fetched_at="2023-07-01T10:00:00Z", fingerprint="a"),
        build_loaded("second", url=url, fetched_at="2023-08-01T10:00:00+01:00", fingerprint="a"),
        build_loaded("page", page_kind=PageKind.MEETING),
        build_loaded("later", committee="Cabinet", meeting_date=date(2023, 7, 20)),
        build_loaded("earlier", authority="holmsea", meeting_date=date(2023, 4, 1)),
    ]
    official = OfficialReport(
        "wexmoor",
        "Wexmoor",
        Framework.ILACS,
        "file:list.csv#2",
        start_date=date(2023, 3, 6),
        end_date=date(2023, 3, 17),
        publication_date=date(2023, 5, 2),
        grades=(
            OfficialGrade(Domain.OVERALL, Grade.GOOD),
            OfficialGrade(Domain.CARE_LEAVERS, Grade.GOOD),
            OfficialGrade(Domain.LEADERS, Grade.OUTSTANDING),
        ),
    )
    load(path, documents, [official])
    with open_warehouse(path) as connection:
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Any]:
    return connection.execute(sql).fetchall()


def test_pages_fetched_again_count_once(world: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT raw_path, superseded FROM v_items WHERE url LIKE 'https%' ORDER BY 1"
    assert rows(world, sql) == [("data/raw/first.html", True), ("data/raw/second.html", False)]


def test_latest_judgements(world: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT domain, grade, rank, start_date, from_latest_inspection, n_mentions, evidence FROM v_latest_judgements WHERE authority = '{}'"
    assert sorted(rows(world, sql.format("wexmoor"))) == [
        ("care_leavers", "inadequate", 4, date(2023, 3, 6), True, 2, "care leavers inadequate"),
        ("overall", "good", 2, date(2023, 3, 6), True, 2, "judged good"),
    ]
    # Of 2023's grades only those that the regime of 2026 still gives remain: overall is gone, care leavers stay, marked as older.
    assert sorted(rows(world, sql.format("holmsea"))) == [
        ("care_leavers", "inadequate", 4, date(2023, 3, 6), False, 1, "care leavers inadequate"),
        ("leaders", "good", 2, date(2026, 5, 11), True, 1, "leaders good"),
    ]


def test_judgement_trend(world: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "SELECT domain, start_date, grade, previous_grade, change FROM v_judgement_trend WHERE authority = 'wexmoor' ORDER BY 1, 2"
    )
    assert rows(world, sql) == [
        ("care_and_care_leavers", date(2019, 5, 1), "good", None, None),
        ("care_leavers", date(2023, 3, 6), "inadequate", None, None),
        ("overall", date(2019, 5, 1), "inadequate", None, None),
        ("overall", date(2023, 3, 6), "good", "inadequate", "better"),
    ]


def test_authority_comparison(world: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT authority, overall, leaders, care_leavers, care_and_care_leavers, has_overall, n_documents FROM v_authority_comparison"
    assert sorted(rows(world, sql)) == [
        ("holmsea", None, "good", "inadequate", None, False, 2),
        ("wexmoor", "good", None, "inadequate", None, True, 5),
    ]


def test_minutes_that_date_no_inspection_count_where_nothing_else_is_known(tmp_path: Path) -> None:
    item = Item(text="Minutes\n\nServices were judged good. Leaders were judged good.")
    overall = Judgement(Domain.OVERALL, Grade.GOOD, Period.CURRENT, cut(item, "Services were judged good"))
    leaders = Judgement(Domain.LEADERS, Grade.GOOD, Period.CURRENT, cut(item, "Leaders were judged good"))
    undated = build_loaded("undated", text=item.text, extraction=Extraction(judgements=(overall, leaders)))
    load(tmp_path / "minutes.duckdb", [old_inspection(), undated])
    with open_warehouse(tmp_path / "minutes.duckdb") as connection:
        sql = "SELECT domain, grade, dated_by, as_of FROM v_latest_judgements WHERE domain IN ('overall', 'leaders') ORDER BY 1"
        assert rows(connection, sql) == [
            ("leaders", "good", "meeting", date(2023, 6, 15)),
            ("overall", "inadequate", "inspection", date(2019, 5, 1)),
        ]


def test_an_inspection_known_by_its_publication_alone_has_its_regime(tmp_path: Path) -> None:
    item = Item(text="Minutes\n\nThe report of 24 November 2023 judged services good.")
    dated = Inspection(Framework.ILACS, None, None, None, "2023-11-24", Period.CURRENT, cut(item, "24 November 2023"))
    judged = Judgement(Domain.OVERALL, Grade.GOOD, Period.CURRENT, cut(item, "judged services good"))
    extraction = Extraction(inspections=(dated,), judgements=(judged,))
    load(tmp_path / "minutes.duckdb", [build_loaded("published", text=item.text, extraction=extraction)])
    with open_warehouse(tmp_path / "minutes.duckdb") as connection:
        sql = "SELECT overall, as_of, framework, start_date, has_overall FROM v_authority_comparison"
        assert rows(connection, sql) == [("good", date(2023, 11, 24), "ilacs", None, True)]


def test_areas_and_actions_that_pages_repeat_are_one_row(world: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT authority, text, n_mentions FROM v_improvement_areas ORDER BY 1"
    text = "pathway plans for care leavers"
    assert rows(world, sql) == [("holmsea", text, 1), ("wexmoor", text, 2)]
    sql = "SELECT committee, n_mentions, days_allowed FROM v_actions WHERE authority = 'wexmoor' AND kind = 'request' ORDER BY meeting_date"
    assert rows(world, sql) == [("Children’s Scrutiny Committee", 1, 381), ("Cabinet", 1, 346)]


def test_theme_frequency(world: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT theme, n_areas, n_authorities, n_inspections, share_of_areas FROM v_theme_frequency ORDER BY n_areas DESC LIMIT 1"
    assert rows(world, sql) == [("pathway_planning", 2, 2, 2, 1.0)]
    assert rows(world, "SELECT count(*), sum(n_areas) FROM v_theme_frequency") == [(45, 2)]
    assert rows(world, "SELECT theme, authority, year, n_areas FROM v_theme_by_year ORDER BY 2") == [
        ("pathway_planning", "holmsea", 2023, 1),
        ("pathway_planning", "wexmoor", 2023, 1),
    ]


def test_issue_timeline(world: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "SELECT event_date, event, committee, n_judgements, n_improvement_areas, n_actions FROM v_issue_timeline "
        "WHERE authority = 'wexmoor' AND start_date = DATE '2023-03-06' ORDER BY event_date"
    )
    assert rows(world, sql) == [
        (date(2023, 3, 6), "inspection", None, None, None, None),
        (date(2023, 5, 2), "publication", None, None, None, None),
        (date(2023, 6, 15), "meeting", "Children’s Scrutiny Committee", 3, 1, 2),
        (date(2023, 7, 20), "meeting", "Cabinet", 3, 1, 2),
    ]


def test_scrutiny_lag(world: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT authority, first_committee, lag_days, n_meetings, publication_source FROM v_scrutiny_lag WHERE start_date = DATE '2023-03-06'"
    assert sorted(rows(world, sql)) == [
        ("holmsea", None, None, 0, "minutes"),  # the only meeting was before the report came out
        ("wexmoor", "Children’s Scrutiny Committee", 44, 2, "minutes"),
    ]


def test_reconciliation(world: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "SELECT domain, coalesce(minutes_start_date, official_start_date), status, minutes_grade, official_grade FROM v_reconciliation "
        "WHERE authority = 'wexmoor' ORDER BY 2, 1"
    )
    assert rows(world, sql) == [
        ("care_and_care_leavers", date(2019, 5, 1), "only_minutes", "good", None),
        ("overall", date(2019, 5, 1), "only_minutes", "inadequate", None),
        ("care_leavers", date(2023, 3, 6), "mismatch", "inadequate", "good"),
        ("leaders", date(2023, 3, 6), "only_official", None, "outstanding"),
        ("overall", date(2023, 3, 6), "match", "good", "good"),
    ]


def test_coverage(world: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT in_register, n_documents, n_items, n_meetings, n_judgements, last_meeting_date FROM v_coverage WHERE authority = '{}'"
    assert rows(world, sql.format("wexmoor")) == [(False, 5, 5, 3, 14, date(2023, 7, 20))]
    assert rows(world, sql.format("barnet")) == [(True, 0, 0, 0, 0, None)]
    assert rows(world, "SELECT count(*) FROM v_coverage") == [(155,)]

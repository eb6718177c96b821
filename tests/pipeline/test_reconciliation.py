"""Minutes held against the official record: dates, grades, what only one side says, conflicts of official sources, points told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractors.records import (
    DatePrecision,
    Domain,
    Extraction,
    Framework,
    Grade,
    ImprovementArea,
    Inspection,
    Item,
    Judgement,
    PageKind,
    Period,
)
from pipeline.official import OfficialGrade, OfficialItem, OfficialItemKind, OfficialReport
from pipeline.resolve import resolve_inspections
from pipeline.warehouse.database import build_aside, open_warehouse
from pipeline.warehouse.rows import LoadedDocument
from pipeline.warehouse.write import write_documents, write_official_list
from tests.pipeline.warehouse_documents import build_loaded, cut


def minutes(
    start: str,
    end: str | None,
    grade: Grade = Grade.GOOD,
    domain: Domain = Domain.OVERALL,
    precision: DatePrecision = DatePrecision.DAY,
    **given: Any,
) -> LoadedDocument:
    """Return minutes of Wexmoor that date an inspection and give it one grade."""
    item = Item(text="Inspection\n\nInspectors came and judged it. Pathway plans are not good enough for care leavers.")
    extraction = Extraction(
        inspections=(Inspection(Framework.ILACS, start, end, precision, None, Period.CURRENT, cut(item, "Inspectors came")),),
        judgements=(Judgement(domain, grade, Period.CURRENT, cut(item, "judged it")),),
        improvement_areas=(
            ImprovementArea(1, None, "Pathway plans for care leavers", ("pathway_planning",), cut(item, "Pathway plans")),
        ),
    )
    return build_loaded(f"m{start}{grade}{domain}{given}", text=item.text, extraction=extraction, **given)


def report(source: str = "file:list.csv#2", grade: Grade = Grade.GOOD, **changes: Any) -> OfficialReport:
    """Return Wexmoor's inspection of 6 to 17 March 2023 by an official source."""
    given: dict[str, Any] = {
        "start_date": date(2023, 3, 6),
        "end_date": date(2023, 3, 17),
        "publication_date": date(2023, 5, 2),
        "grades": (OfficialGrade(Domain.OVERALL, grade, 1, f"Overall effectiveness {grade}"),),
    }
    return OfficialReport("wexmoor", "Wexmoor", Framework.ILACS, source, **{**given, **changes})


def load(path: Path, documents: list[LoadedDocument], *lists: tuple[str, list[OfficialReport]]) -> None:
    with build_aside(path) as build:
        write_documents(build, [documents], lambda rule: 0.9, resolve_inspections)
        for name, reports in lists:
            write_official_list(build, name, reports)


def select(path: Path, sql: str) -> list[Any]:
    with open_warehouse(path) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("start", "end", "precision", "verdict", "reason"),
    [
        ("2023-03-06", "2023-03-17", DatePrecision.DAY, "same", "the same days"),
        (
            "2023-02-27",
            "2023-03-17",
            DatePrecision.DAY,
            "within",
            "the minutes begin 7 days earlier (notice or off-site days counted in?)",
        ),
        ("2023-03-13", "2023-03-17", DatePrecision.DAY, "within", "the minutes begin 7 days later (on-site days only?)"),
        ("2023-03-06", "2023-03-20", DatePrecision.DAY, "within", "they end 3 days later"),
        ("2023-03", "2023-03", DatePrecision.MONTH, "within", "the minutes give the month only"),
        (
            "2023-03-17",
            "2023-03-31",
            DatePrecision.DAY,
            "differ",
            "the minutes begin 11 days later (on-site days only?); they end 14 days later",
        ),
    ],
)
def test_dates_have_a_verdict_and_its_reason(
    tmp_path: Path, start: str, end: str, precision: DatePrecision, verdict: str, reason: str
) -> None:
    load(tmp_path / "m", [minutes(start, end, precision=precision)], ("list.csv", [report()]))
    assert select(tmp_path / "m", "SELECT status, dates, reason, official_page FROM v_reconciliation") == [
        ("match", verdict, reason, 1)
    ]


def test_a_mistyped_grade_is_a_mismatch_and_both_stay(tmp_path: Path) -> None:
    load(tmp_path / "m", [minutes("2023-03-06", "2023-03-17", Grade.OUTSTANDING)], ("list.csv", [report()]))
    sql = "SELECT status, grade_verdict, minutes_grade, official_grade, minutes_evidence, official_evidence FROM v_reconciliation"
    assert select(tmp_path / "m", sql) == [
        ("mismatch", "mismatch", "outstanding", "good", "judged it", "Overall effectiveness good")
    ]


def test_a_domain_that_the_regime_never_had_is_said(tmp_path: Path) -> None:
    told = minutes("2023-03-06", "2023-03-17", domain=Domain.ADOPTION)
    load(tmp_path / "m", [told], ("list.csv", [report()]))
    sql = "SELECT domain, status, grade_verdict FROM v_reconciliation ORDER BY 1"
    assert select(tmp_path / "m", sql) == [
        ("adoption", "only_minutes", "no such domain in this regime"),
        ("overall", "only_official", None),
    ]


def test_what_only_one_side_knows_is_said_with_where_one_looked(tmp_path: Path) -> None:
    other = OfficialReport(
        "holmsea",
        "Holmsea",
        Framework.ILACS,
        "file:list.csv#3",
        start_date=date(2021, 5, 4),
        grades=(OfficialGrade(Domain.OVERALL, Grade.GOOD),),
    )
    unseen = report("file:list.csv#4", start_date=date(2019, 1, 7), end_date=None, publication_date=None)
    load(tmp_path / "m", [minutes("2022-06-06", "2022-06-17")], ("list.csv", [other, unseen]))
    sql = "SELECT authority, status, reason, minutes_read FROM v_reconciliation ORDER BY 1, 2"
    assert select(tmp_path / "m", sql) == [
        ("holmsea", "only_official", "no minutes of this authority were read", False),
        ("wexmoor", "only_minutes", "no official inspection of this framework near these dates", True),
        ("wexmoor", "only_official", "never told in what was read of: Children’s Scrutiny Committee", True),
    ]


def test_official_sources_that_differ_both_stay_and_are_listed(tmp_path: Path) -> None:
    later = report("file:other.csv#2", Grade.INADEQUATE, publication_date=date(2023, 5, 3))
    load(tmp_path / "m", [], ("list.csv", [report()]), ("other.csv", [later]))
    assert select(tmp_path / "m", "SELECT count(*) FROM official_outcomes") == [(2,)]
    assert select(tmp_path / "m", "SELECT field, said FROM v_official_conflicts ORDER BY 1") == [
        ("grade", ["good", "inadequate"]),
        ("publication_date", ["2023-05-02", "2023-05-03"]),
    ]
    assert select(tmp_path / "m", "SELECT grade, source, n_sources FROM v_official") == [("good", "file:list.csv#2", 2)]


def test_a_report_counts_before_a_list(tmp_path: Path) -> None:
    read = report("https://reports.example/1.pdf", Grade.INADEQUATE)
    document = build_loaded("report", page_kind=PageKind.INSPECTION_REPORT)
    document = LoadedDocument(document.document, (Extraction(),), "f", (read,))
    load(tmp_path / "m", [document], ("list.csv", [report()]))
    assert select(tmp_path / "m", "SELECT grade, source FROM v_official") == [("inadequate", "https://reports.example/1.pdf")]
    assert select(tmp_path / "m", "SELECT count(*) FROM official_outcomes WHERE document_id IS NOT NULL") == [(1,)]
    load(tmp_path / "m", [LoadedDocument(document.document, (Extraction(),), "g")])
    assert select(tmp_path / "m", "SELECT source FROM v_official") == [("file:list.csv#2",)], "rows go with their document"


def test_a_report_makes_no_claims_of_minutes(tmp_path: Path) -> None:
    load(tmp_path / "m", [build_loaded("report", page_kind=PageKind.INSPECTION_REPORT)])
    for table in ("judgements", "inspection_mentions", "improvement_areas", "actions"):
        assert select(tmp_path / "m", f"SELECT count(*) FROM {table}") == [(0,)], table


def test_importing_a_list_again_changes_nothing(tmp_path: Path) -> None:
    load(tmp_path / "m", [], ("list.csv", [report()]))
    before = select(tmp_path / "m", "SELECT * FROM official_outcomes")
    load(tmp_path / "m", [], ("list.csv", [report()]))
    assert select(tmp_path / "m", "SELECT * FROM official_outcomes") == before
    load(tmp_path / "m", [], ("list.csv", []))
    assert select(tmp_path / "m", "SELECT * FROM official_outcomes") == []


def test_points_of_a_report_are_found_again_in_minutes(tmp_path: Path) -> None:
    items = (
        OfficialItem(
            1,
            OfficialItemKind.AREA,
            "The quality of pathway plans so that care leavers know what to expect.",
            ("pathway_planning",),
            2,
        ),
        OfficialItem(2, OfficialItemKind.AREA, "Timely initial health assessments.", ("health",), 2),
    )
    load(tmp_path / "m", [minutes("2023-03-06", "2023-03-17")], ("list.csv", [report(items=items)]))
    sql = "SELECT ordinal, was_told, told_text, committee, n_items FROM v_areas_told ORDER BY 1"
    assert select(tmp_path / "m", sql) == [
        (1, True, "Pathway plans for care leavers", "Children’s Scrutiny Committee", 1),
        (2, False, None, None, 0),
    ]


def test_a_mistyped_grade_shows_beside_minutes_that_have_it_right(tmp_path: Path) -> None:
    right = [minutes("2023-03-06", "2023-03-17", committee=name) for name in ("Cabinet", "Council")]
    load(tmp_path / "m", [*right, minutes("2023-03-06", "2023-03-17", Grade.OUTSTANDING)], ("list.csv", [report()]))
    sql = "SELECT status, minutes_grade, official_page FROM v_judgement_official ORDER BY 1, 2"
    assert ("mismatch", "outstanding", 1) in select(tmp_path / "m", sql)
    assert ("match", "good", 1) in select(tmp_path / "m", sql)


def test_minutes_that_name_another_framework_are_held_against_the_inspection_of_those_days(tmp_path: Path) -> None:
    sif = OfficialReport(
        "wexmoor", "Wexmoor", Framework.SIF, "file:list.csv#2", start_date=date(2018, 6, 4), end_date=date(2018, 6, 28),
        grades=(OfficialGrade(Domain.OVERALL, Grade.GOOD),),
    )  # fmt: skip
    load(tmp_path / "m", [minutes("2018-06-04", "2018-06-28")], ("list.csv", [sif]))
    assert select(tmp_path / "m", "SELECT status, dates FROM v_reconciliation") == [("match", "same")]


def test_minutes_without_a_committee_were_read_all_the_same(tmp_path: Path) -> None:
    document = build_loaded("m", committee=None, meeting_date=None, text="Inspection\n\nNothing.", extraction=Extraction())
    load(tmp_path / "m", [document], ("list.csv", [report()]))
    assert select(tmp_path / "m", "SELECT reason, minutes_read FROM v_reconciliation") == [
        ("never told in the minutes that were read, which name no committee", True)
    ]


def test_minutes_tell_the_points_of_the_latest_report_that_was_out(tmp_path: Path) -> None:
    point = (OfficialItem(1, OfficialItemKind.AREA, "The quality of pathway plans for care leavers.", ("pathway_planning",), 2),)
    old = report("file:list.csv#2", start_date=date(2018, 5, 7), end_date=None, publication_date=date(2018, 6, 25), items=point)
    new = report("file:list.csv#3", items=point)
    coming = report("file:list.csv#4", start_date=date(2026, 5, 4), end_date=None, publication_date=date(2026, 7, 1), items=point)
    load(tmp_path / "m", [minutes("2023-03-06", "2023-03-17")], ("list.csv", [old, new, coming]))
    sql = "SELECT start_date FROM v_areas_told WHERE was_told"
    assert select(tmp_path / "m", sql) == [(date(2023, 3, 6),)]

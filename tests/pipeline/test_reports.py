"""Reports as the official record: authorities of the register, pages, dates from names; what `extract` prints and `ingest` loads."""

import csv
import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractors.records import Domain, Framework, Grade
from pipeline.cli import cli
from pipeline.models import Capture
from pipeline.official import Basis, OfficialItemKind, Variant
from pipeline.parse.documents import parse_document
from pipeline.report_authorities import find_authorities
from pipeline.reports import read_official
from pipeline.runs import ingest, read_extractions
from pipeline.warehouse.database import open_warehouse
from tests import reports_pdf as made

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"


def reading_of(data, name, url=None):
    capture = Capture(url or f"file:{name}", hashlib.sha256(data).hexdigest(), name, len(data))
    return read_official(parse_document(capture, data))


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("Bexley", ("bexley",)),
        ("London Borough of Bexley", ("bexley",)),
        ("Metropolitan Borough of Barnsley Council", ("barnsley",)),
        ("City of Bradford Metropolitan District Council", ("bradford",)),
        ("Birmingham Children’s Trust", ("birmingham",)),
        ("Bradford Children and Families Trust", ("bradford",)),
        ("Brighton & Hove City Council", ("brighton-and-hove",)),
        ("City of London", ("city-of-london",)),
        ("Central Bedfordshire", ("central-bedfordshire",)),
        ("Bedford Borough Council", ("bedford",)),
        ("Derby City Council", ("derby",)),
        ("Derbyshire County Council", ("derbyshire",)),
        ("Hull City Council", ("kingston-upon-hull",)),
        ("Hackney and Haringey", ("hackney", "haringey")),
        ("Wexmoor County Council", ()),
        ("Bournemouth Borough Council", ()),
    ],
)
def test_authorities_by_printed_names(name, slugs):
    assert find_authorities([name]) == slugs


def test_the_official_record_of_a_report():
    data = made.ilacs(title=("Inspection of Bexley local authority", "children’s services"))
    reading = reading_of(data, "children's services inspection - 16 may 2024.pdf")
    (report,) = reading.official
    assert (report.authority, report.authority_name, report.framework) == ("bexley", "Bexley", Framework.ILACS)
    assert report.variant is Variant.STANDARD
    assert report.source == "file:children's services inspection - 16 may 2024.pdf"
    assert (str(report.publication_date), report.publication_basis) == ("2024-05-16", Basis.FILE_NAME)
    assert [(grade.domain, grade.grade, grade.page) for grade in report.grades][-1] == (Domain.OVERALL, Grade.GOOD, 1)
    assert report.grades[-1].evidence == "Overall effectiveness Good"
    assert [(item.ordinal, item.kind, item.page) for item in report.items] == [(n, OfficialItemKind.AREA, 2) for n in (1, 2, 3)]
    assert report.document_id == reading.document.document_id
    assert reading.document.authority == "bexley"
    assert reading.extractions[0].warnings == ()


def test_the_printed_day_of_publication_counts_before_the_name():
    (report,) = reading_of(made.sif(), "inspection - 11 august 2014.pdf").official
    assert (str(report.publication_date), report.publication_basis) == ("2014-08-08", Basis.PRINTED)


def test_the_name_in_an_address_counts():
    url = "https://files.example.org/v1/children%27s%20services%20inspection%20-%2016%20may%202024.pdf?download=1"
    (report,) = reading_of(made.ilacs(), "capture.pdf", url).official
    assert str(report.publication_date) == "2024-05-16"
    assert report.source == url


def test_what_cannot_be_known_is_told():
    reading = reading_of(made.ilacs(), "report.pdf")
    assert reading.official[0].publication_date is None
    assert reading.official[0].authority == "wexmoor"
    assert reading.extractions[0].warnings == (
        "neither the report nor its file's name says when it was published",
        "the authority that the report names (Wexmoor) is not in the register",
    )


def test_a_report_about_two_authorities_is_a_record_of_each():
    reading = reading_of(
        made.ilacs(title=("Inspection of Hackney and Haringey local authority", "children’s services")), "a - 16 may 2024.pdf"
    )
    assert [report.authority for report in reading.official] == ["hackney", "haringey"]
    assert reading.extractions[0].warnings == ("the report is about several authorities: hackney, haringey",)


def test_extract_prints_the_contract(tmp_path):
    path = tmp_path / "inspection - 16 may 2024.pdf"
    path.write_bytes(made.ilacs(title=("Inspection of Bexley local authority", "children’s services")))
    result = CliRunner().invoke(cli, ["extract", "--with-text", str(path)])
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert (record["authority"], record["page_kind"]) == ("bexley", "inspection_report")
    inspection = record["inspections"][0]
    assert [inspection[key] for key in ("framework", "start_date", "end_date", "publication_date", "period")] == [
        "ilacs", "2024-03-11", "2024-03-22", "2024-05-16", "current",
    ]  # fmt: skip
    assert [(row["domain"], row["grade"]) for row in record["judgements"]] == [
        ("leaders", "outstanding"), ("help_protection", "good"), ("in_care", "good"), ("care_leavers", "requires_improvement"), ("overall", "good"),
    ]  # fmt: skip
    assert [row["ordinal"] for row in record["improvement_areas"]] == [1, 2, 3]
    assert record["actions"] == []
    text = record["items"][0]["text"]
    for row in (*record["inspections"], *record["judgements"], *record["improvement_areas"]):
        assert text[row["start_char"] : row["end_char"]] == row["evidence"]


def test_ingest_keeps_reports_apart_from_minutes(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "inspection - 16 may 2024.pdf").write_bytes(
        made.ilacs(title=("Inspection of Bexley local authority", "children’s services"))
    )
    (folder / "scan.pdf").write_bytes(_scan())
    database = tmp_path / "minutes.duckdb"
    ingest([folder], warehouse=database, workers=1)
    with open_warehouse(database) as connection:
        grades = connection.execute(
            "SELECT authority, framework, variant, domain, grade, page FROM official_outcomes ORDER BY domain"
        ).fetchall()
        assert ("bexley", "ilacs", "standard", "overall", "good", 1) in grades
        assert len(grades) == 5
        assert connection.execute("SELECT count(*) FROM official_improvement_items").fetchone() == (3,)
        assert connection.execute("SELECT count(*) FROM judgements").fetchone() == (0,)
        ((source, message),) = connection.execute("SELECT source, message FROM failures").fetchall()
        assert source.endswith("scan.pdf")
        assert "scan" in message


def _scan():
    sheets = made.Sheets()
    sheets.picture()
    return sheets.pdf()


def test_real_reports_agree_with_the_verified_outcomes():
    """Every cell of start, end, publication, framework, authority and grades; counts of points."""
    if not (SHARED / "ofsted_reports" / "index.csv").exists():
        pytest.skip("the shared folder with real reports is not here")
    outcomes = {row["row_key"]: row for row in _rows("ofsted_outcomes.csv")}
    slugs = {row["name"]: row["slug"] for row in _rows("authorities.csv")}
    domains = ("overall", "leaders", "help_protection", "care_and_care_leavers", "in_care", "care_leavers", "adoption")
    wrong, cells, counts = [], 0, []
    rows = {row["file"]: outcomes[row["row_key"]] for row in _rows("ofsted_reports/index.csv") if row["row_key"]}
    for loaded in read_extractions([SHARED / "ofsted_reports" / name for name in rows], workers=1):
        (report,) = loaded.official
        row = rows[Path(loaded.document.source).name]
        grades = {grade.domain.value: grade.grade.value for grade in report.grades}
        told = {
            "framework": "_".join([report.framework.value, *([report.variant.value] if report.variant else [])]),
            "start_date": str(report.start_date),
            "end_date": str(report.end_date),
            "publication_date": str(report.publication_date),
            "lead_inspector": report.lead_inspector or "",
            **{domain: grades.get(domain, "") for domain in domains},
        }
        cells += len(told) + 1
        wrong += [(loaded.document.source, field, value, row[field]) for field, value in told.items() if value != row[field]]
        wrong += [(loaded.document.source, report.authority)] if report.authority != slugs[row["authority_name"]] else []
        if row["improvement_count"]:
            counts.append(len(report.items) == int(row["improvement_count"]))
    assert cells == len(rows) * 13
    assert len(wrong) <= cells * 0.005, wrong
    assert sum(counts) >= 0.95 * len(counts)


def _rows(name):
    with (SHARED / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))

"""Whole runs on real files and a real database: what is loaded, what is not loaded twice, and what a bad source costs."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline import ingest, open_warehouse, read_documents, runs
from pipeline.archive import Reading
from pipeline.errors import Failure, WarehouseError
from pipeline.models import MinutesDocument
from pipeline.runs import IngestSummary, read_extractions, run_ingest
from pipeline.settings import build_settings

PAGE = """Issue - meetings

Ofsted inspection of children's services

Meeting: {day:02}/11/2022 - Children's Scrutiny Committee (Item {day})

{day} Ofsted inspection of children's services pdf icon PDF 195 KB

Minutes:

The Director of Children's Services reported that Ofsted had inspected the Council from 4 to 15 July 2022 and that its report was
published on 5 September 2022. The overall effectiveness of children's services was judged to be Good.

RESOLVED that:

1. the report be noted; and

2. the Director of Children's Services report back to the Committee in March 2023.
"""


def write_pages(folder: Path, count: int, first: int = 1) -> Path:
    folder.mkdir(parents=True)
    for day in range(first, first + count):
        (folder / f"page-{day:02}.txt").write_text(PAGE.format(day=day), "utf-8")
    return folder


def contents(database: Path, *without: str) -> dict[str, list[Any]]:
    """Return the rows of every table, sorted, but for the tables `without`."""
    with open_warehouse(database) as connection:
        names = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        return {name: sorted(map(repr, connection.execute(f"FROM {name}").fetchall())) for name in names if name not in without}


def run(folder: Path, database: Path, **options: Any) -> IngestSummary:
    workers = options.pop("workers", 1)
    return run_ingest([folder], build_settings({}, database=database, workers=workers, raw=folder.parent / "raw"), **options)


def test_documents_are_read_with_the_context_they_lack(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", 2)
    (folder / "page-00.txt").touch()
    failure, *documents = read_documents([folder], authority="wexmoor", meeting_date=date(2022, 1, 1))
    assert isinstance(failure, Failure)
    assert failure.source == str(folder / "page-00.txt")
    for document in documents:
        assert isinstance(document, MinutesDocument)
        assert document.authority == "wexmoor"
        assert document.items[0].authority == "wexmoor"
        assert document.items[0].meeting_date != date(2022, 1, 1), "the page states its own date"


def test_results_are_in_the_order_of_the_input_for_any_number_of_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFSTED_MINUTES_BATCH_DOCUMENTS", "3")
    folder = write_pages(tmp_path / "pages", 10)
    (folder / "page-05.txt").write_bytes(b"")
    alone = list(read_extractions([folder], workers=1))
    assert [isinstance(result, Failure) for result in alone] == [day == 5 for day in range(1, 11)]
    assert list(read_extractions([folder], workers=2)) == alone


def test_a_second_run_changes_only_the_runs_and_does_not_load_spacy(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", 3)
    (folder / "empty.html").touch()
    database = tmp_path / "out" / "minutes.duckdb"
    first = run(folder, database)
    assert (first.loaded, first.unchanged, len(first.failures)) == (3, 0, 1)
    before = contents(database, "runs")
    assert len(before["documents"]) == len(before["items"]) == 3
    assert len(before["failures"]) == 1
    command = (
        "import sys, pathlib\nfrom pipeline import ingest\n"
        "ingest([sys.argv[1]], warehouse=sys.argv[2])\nassert 'spacy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", command, folder, database], check=True, cwd=tmp_path)
    assert contents(database, "runs") == before
    assert len(contents(database)["runs"]) == 2


def test_a_changed_context_or_rule_reads_a_document_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_pages(tmp_path / "pages", 2)
    database = tmp_path / "minutes.duckdb"
    run(folder, database)
    assert run(folder, database, authority="wexmoor").loaded == 2
    assert all("wexmoor" in row for row in contents(database)["documents"])
    assert run(folder, database, authority="wexmoor").loaded == 0
    monkeypatch.setattr(runs, "_code_version", lambda: "after a rule changed")
    again = run(folder, database, authority="wexmoor")
    assert (again.loaded, again.unchanged) == (2, 0)
    assert len(contents(database)["documents"]) == 2


def test_the_same_words_in_two_councils_folders_are_two_documents(tmp_path: Path) -> None:
    write_pages(tmp_path / "raw" / "wexmoor", 1)
    write_pages(tmp_path / "raw" / "holmsea", 1)
    database = tmp_path / "minutes.duckdb"
    assert run(tmp_path / "raw", database).loaded == 2
    with open_warehouse(database) as connection:
        assert connection.execute("SELECT authority, url FROM v_items ORDER BY 1").fetchall() == [
            ("holmsea", "file:holmsea/page-01.txt"),
            ("wexmoor", "file:wexmoor/page-01.txt"),
        ]


VERSIONS = {
    "one": ("2026-03-02T09:30:00Z", PAGE.format(day=1)),
    "two": ("2026-03-03T09:30:00Z", PAGE.format(day=2)),
    "one again": ("2026-03-04T09:30:00Z", PAGE.format(day=1)),
}


def write_version(folder: Path, name: str, spelling: str = "mgIssueHistoryHome.aspx?IId=7") -> None:
    moment, text = VERSIONS[name]
    with (folder / f"{moment[:10]}.warc.gz").open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        answer = StatusAndHeaders("200 OK", [("Content-Type", "text/plain; charset=utf-8")], protocol="HTTP/1.1")
        body = io.BytesIO(text.encode())
        url = f"https://democracy.wexmoor.example/{spelling}"
        fields = {"WARC-Date": moment}
        writer.write_record(writer.create_warc_record(url, "response", body, http_headers=answer, warc_headers_dict=fields))


@pytest.mark.parametrize("together", [True, False], ids=["one run", "a run each"])
def test_a_page_that_is_again_what_it_was_is_the_latest(tmp_path: Path, together: bool) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    database = tmp_path / "minutes.duckdb"
    for name in VERSIONS:
        write_version(folder, name)
        if not together:
            run(folder, database)
    run(folder, database)
    sql = "SELECT meeting_date, fetched_at, superseded FROM v_items ORDER BY 1"
    before = contents(database, "runs")
    with open_warehouse(database) as connection:
        assert connection.execute(sql).fetchall() == [
            (date(2022, 11, 1), datetime(2026, 3, 4, 9, 30), False),
            (date(2022, 11, 2), datetime(2026, 3, 3, 9, 30), True),
        ]
    assert run(folder, database).loaded == 0
    assert contents(database, "runs") == before


def test_a_page_under_another_spelling_of_its_address_is_the_same_page(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    write_version(folder, "one")
    write_version(folder, "two", "MGISSUEHISTORYHOME.aspx?Opt=0&IID=7")
    run(folder, tmp_path / "minutes.duckdb")
    with open_warehouse(tmp_path / "minutes.duckdb") as connection:
        assert connection.execute("SELECT meeting_date, superseded FROM v_items ORDER BY 1").fetchall() == [
            (date(2022, 11, 1), True),
            (date(2022, 11, 2), False),
        ]


def test_the_number_of_workers_changes_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_pages(tmp_path / "pages", 12)
    (folder / "page-03.txt").write_bytes(b"\0\1\2" * 100)
    tables = []
    for workers in (1, 4):
        database = tmp_path / f"{workers}.duckdb"
        settings = build_settings({"OFSTED_MINUTES_BATCH_DOCUMENTS": "2"}, database=database, workers=workers)
        run_ingest([folder], settings)
        tables.append(contents(database, "runs", "failures"))
        with open_warehouse(database) as connection:
            tables[-1]["failures"] = connection.execute("SELECT stage, source, error, message FROM failures").fetchall()
    assert tables[0] == tables[1]
    assert len(tables[0]["documents"]) == 11
    assert len(tables[0]["failures"]) == 1


def extract_or_die(code: str, reading: Reading) -> Any:
    if not isinstance(reading, Failure) and b"page that kills" in reading[1]:
        os.kill(os.getpid(), signal.SIGKILL)
    return _EXTRACT(code, reading)


_EXTRACT = runs._extract


def test_a_killed_worker_costs_the_document_it_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_extract", extract_or_die)
    folder = write_pages(tmp_path / "pages", 4)
    (folder / "page-03.txt").write_text("page that kills")
    summary = run(folder, tmp_path / "minutes.duckdb", workers=2)
    assert summary.loaded == 3
    (failure,) = summary.failures
    assert (failure.source, failure.error) == (str(folder / "page-03.txt"), "WorkerDiedError")
    assert len(contents(tmp_path / "minutes.duckdb")["failures"]) == 1


def test_a_defect_of_ours_is_named_and_costs_no_other_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_pages(tmp_path / "pages", 3)
    parse = runs.parse_document

    def parse_or_fail(capture: Any, data: bytes) -> MinutesDocument:
        if capture.raw_path.endswith("page-02.txt"):
            raise IndexError("list index\nout of range")
        return parse(capture, data)

    monkeypatch.setattr(runs, "parse_document", parse_or_fail)
    good, bad, other = read_documents([folder])
    assert isinstance(good, MinutesDocument)
    assert isinstance(other, MinutesDocument)
    assert isinstance(bad, Failure)
    assert (bad.stage, bad.error) == ("parse", "IndexError")
    assert bad.message.startswith("a defect of this program: list index out of range (test_runs.py:")


def test_a_damaged_database_is_set_aside_and_built_again_also_from_the_raw_folder(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", 2)
    write_pages(tmp_path / "raw" / "wexmoor", 3, first=10)
    database = tmp_path / "minutes.duckdb"
    database.write_bytes(b"this was a database once" * 1000)
    summary = run(folder, database)
    assert summary.damaged is not None
    assert summary.damaged.read_bytes() == b"this was a database once" * 1000
    assert summary.loaded == 5
    assert len(contents(database)["documents"]) == summary.loaded


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", 1)
    database = tmp_path / "minutes.duckdb"
    run(folder, database)
    with open_warehouse(database, read_only=False) as connection:
        connection.execute("UPDATE meta SET value = '999' WHERE name = 'schema_version'")
    before = database.read_bytes()
    with pytest.raises(WarehouseError, match="999"):
        run(folder, database)
    assert database.read_bytes() == before


def test_ingest_returns_the_id_of_its_run_and_tells_how_far_it_is(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", 3)
    told: list[int] = []
    run_id = ingest([folder], warehouse=tmp_path / "minutes.duckdb", progress=told.append)
    assert told == [1, 2, 3]
    with open_warehouse(tmp_path / "minutes.duckdb") as connection:
        assert connection.execute("SELECT run_id FROM runs").fetchall() == [(run_id,)]


def test_the_same_file_given_twice_is_loaded_once(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", 1)
    settings = build_settings({}, database=tmp_path / "minutes.duckdb")
    assert run_ingest([folder, folder / "page-01.txt"], settings).loaded == 1


def test_the_public_names_come_without_what_they_do_not_need() -> None:
    command = (
        "import sys, pipeline\nassert not {'spacy', 'duckdb', 'click'} & set(sys.modules)\n"
        "from pipeline import MinutesDocument\nassert not {'spacy', 'duckdb'} & set(sys.modules)\n"
        "from pipeline import read_documents\nassert 'spacy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", command], check=True)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = __import__("pipeline").nonsense

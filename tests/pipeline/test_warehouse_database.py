"""The file itself: published by rename, one writer, damage set aside, versions, comments, reference data, and queries."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.errors import Failure, WarehouseError, WarehouseLockedError
from pipeline.register import read_register
from pipeline.warehouse.database import SCHEMA_VERSION, build_aside, open_warehouse
from pipeline.warehouse.query import run_query
from pipeline.warehouse.spool import spool_failure, spool_path

HOLDER = """
import sys
from pipeline.warehouse.database import build_aside
with build_aside(sys.argv[1]) as build:
    build.connection.execute("DELETE FROM themes")
    print("held", flush=True)
    sys.stdin.read()
"""
READER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
for line in sys.stdin:
    print(connection.execute("SELECT count(*) FROM runs").fetchone()[0], flush=True)
"""

CONTRACT_VIEWS = (
    "v_latest_judgements",
    "v_judgement_trend",
    "v_authority_comparison",
    "v_theme_frequency",
    "v_actions",
    "v_issue_timeline",
    "v_scrutiny_lag",
    "v_reconciliation",
    "v_coverage",
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "minutes.duckdb"
    with build_aside(path):
        pass
    return path


@pytest.fixture
def database(tmp_path: Path, empty: Path) -> Path:
    return Path(shutil.copy(empty, tmp_path / "minutes.duckdb"))


def add_run(path: Path, name: str = "run") -> None:
    with build_aside(path) as build:
        build.connection.execute("INSERT INTO runs VALUES (?, now(), now(), '1', 'ingest', [], 0, 0, 0)", [name])


def value(path: Path, sql: str) -> Any:
    with open_warehouse(path) as connection:
        row = connection.execute(sql).fetchone()
        return row and row[0]


def left(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()}


def test_every_table_view_column_and_macro_has_a_comment(database: Path) -> None:
    with open_warehouse(database) as connection:
        for catalogue, name in (("tables", "table_name"), ("views", "view_name"), ("columns", "table_name || '.' || column_name")):
            sql = f"SELECT {name} FROM duckdb_{catalogue}() WHERE database_name = 'minutes' AND NOT internal AND coalesce(comment, '') = ''"
            assert connection.execute(sql).fetchall() == [], catalogue
        macros = "SELECT comment FROM duckdb_functions() WHERE database_name = 'minutes' AND NOT internal"
        assert all(comment for (comment,) in connection.execute(macros).fetchall())


def test_the_contract_is_there(database: Path) -> None:
    contract = {
        "captures": "capture_id url authority fetched_at content_type http_status raw_path raw_offset bytes",
        "documents": "document_id capture_id authority page_kind url title parser parse_status warnings",
        "meetings": "meeting_id authority committee meeting_date url",
        "items": "item_id document_id meeting_id number title text truncated",
        "failures": "run_id stage source error message at",
        "inspections": "inspection_id authority framework start_date end_date date_precision publication_date n_mentions",
        "judgements": "judgement_id item_id inspection_id authority domain grade period evidence start_char end_char rule confidence",
        "improvement_areas": "item_id authority ordinal label text themes evidence start_char end_char rule confidence",
        "actions": "item_id authority ordinal label text kind owner due_text due_date evidence start_char end_char rule confidence",
        "official_outcomes": "authority framework variant start_date end_date publication_date domain grade source page evidence",
    }
    with open_warehouse(database) as connection:
        for table, columns in contract.items():
            quoted = ", ".join(f'"{column}"' for column in columns.split())
            connection.execute(f"SELECT {quoted} FROM {table}")
        for view in CONTRACT_VIEWS:
            connection.execute(f"SELECT * FROM {view}").fetchall()


def test_reference_tables_hold_what_the_package_ships(database: Path) -> None:
    assert value(database, "SELECT count(*) FROM authorities") == len(read_register()) == 153
    assert value(database, "SELECT count(*) FROM themes") == 45
    assert value(database, "SELECT len(statistical_neighbours) FROM authorities WHERE slug = 'barnet'") == 10
    assert value(database, "SELECT list_contains(triggers, 'MASH') FROM themes WHERE theme = 'front_door'") is True
    assert value(database, "SELECT rank FROM grades WHERE grade = 'inadequate'") == 4
    assert value(database, "SELECT valid_to FROM domains WHERE framework = 'ilacs' AND domain = 'overall'") == date(2026, 3, 31)


def test_reference_data_and_views_of_another_version_are_brought_up_to_date(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE meta SET value = 'other' WHERE name = 'definitions'")
        connection.execute("DELETE FROM themes")
        connection.execute("CREATE OR REPLACE VIEW v_coverage AS SELECT 1 AS x")
    with build_aside(database):
        pass
    assert value(database, "SELECT count(*) FROM themes") == 45
    assert value(database, "SELECT count(*) FROM v_coverage") == 153


def test_a_reader_keeps_its_data_while_a_writer_publishes_and_a_new_one_sees_the_new(database: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", READER, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n")
        assert process.stdout.readline() == "0\n"
        with open_warehouse(database) as held:
            add_run(database)
            assert held.execute("SELECT count(*) FROM runs").fetchone() == (0,)
            assert value(database, "SELECT count(*) FROM runs") == 1
        process.stdin.write("\n")
        assert process.stdout.readline() == "0\n"
        process.stdin.close()
    assert left(database) == {"minutes.duckdb", "minutes.duckdb.lock"}


def test_an_error_leaves_the_published_file_as_it_was(database: Path) -> None:
    before = database.read_bytes()
    with pytest.raises(ZeroDivisionError), build_aside(database) as build:
        raise ZeroDivisionError(build.connection.execute("DELETE FROM authorities"))
    with pytest.raises(WarehouseError, match="nowhere"), build_aside(database) as build:
        build.connection.execute("INSERT INTO nowhere VALUES (1)")
    assert database.read_bytes() == before
    assert left(database) == {"minutes.duckdb", "minutes.duckdb.lock"}


def test_a_second_writer_is_told_who_holds_the_file_and_a_killed_one_lets_go(database: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with (
            pytest.raises(WarehouseLockedError, match=rf"process {process.pid} on \S+, since \d{{4}}-\d\d-\d\dT"),
            build_aside(database),
        ):
            pass
        os.kill(process.pid, signal.SIGKILL)
    assert "minutes.duckdb.new" in left(database)
    assert value(database, "SELECT count(*) FROM themes") == 45
    add_run(database)
    assert left(database) == {"minutes.duckdb", "minutes.duckdb.lock"}


def test_a_program_that_has_the_file_open_for_writing_is_named(database: Path) -> None:
    command = "import sys, duckdb\nconnection = duckdb.connect(sys.argv[1])\nprint('held', flush=True)\nsys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", command, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(WarehouseLockedError, match=rf"PID {process.pid}"), build_aside(database):
            pass
        process.stdin.close()


def flip(data: bytes, position: int) -> bytes:
    return data[:position] + bytes([data[position] ^ 4]) + data[position + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"junk" * 5000, id="garbage"),
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:5000], id="truncated header"),
        pytest.param(lambda data: data[: len(data) * 2 // 3], id="truncated"),
        pytest.param(lambda data: flip(data, 4200), id="bit of the header"),
        pytest.param(lambda data: flip(data, data.index(b"south-gloucestershire")), id="bit of a row"),
    ],
)
def test_a_damaged_file_is_set_aside_whole_and_another_begun(database: Path, damage: Any) -> None:
    damaged = damage(database.read_bytes())
    database.write_bytes(damaged)
    with build_aside(database) as build:
        assert build.fingerprints() == {}
        aside = build.damaged
    assert aside is not None
    assert re.fullmatch(r"minutes\.duckdb\.damaged-\d{8}T\d{12}Z", aside.name)
    assert aside.read_bytes() == damaged
    assert value(database, "SELECT count(*) FROM authorities") == 153


def leave_log(database: Path) -> Path:
    command = "import sys, os, duckdb\nc = duckdb.connect(sys.argv[1])\nc.execute('DELETE FROM themes')\nos._exit(9)"
    subprocess.run([sys.executable, "-c", command, database], check=False)
    log = database.with_name("minutes.duckdb.wal")
    assert log.exists()
    return log


def test_a_log_that_cannot_be_replayed_is_set_aside_with_its_file(database: Path) -> None:
    log = leave_log(database)
    data = log.read_bytes()
    log.write_bytes(flip(data, len(data) // 2))
    with pytest.raises(WarehouseError, match="damaged"), open_warehouse(database):
        pass
    with build_aside(database) as build:
        aside = build.damaged
    assert aside is not None
    assert not log.exists()
    assert aside.with_name(f"{aside.name}.wal").read_bytes() == flip(data, len(data) // 2)


def test_a_log_that_another_program_left_is_taken_in(database: Path) -> None:
    log = leave_log(database)
    add_run(database)
    assert not log.exists()
    assert value(database, "SELECT count(*) FROM themes") == 0


def test_a_newer_schema_is_refused_and_untouched(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE meta SET value = '7' WHERE name = 'schema_version'")
    before = database.read_bytes()
    message = rf"minutes\.duckdb: has schema version 7, this program knows {SCHEMA_VERSION}"
    for use in (open_warehouse, build_aside):
        with pytest.raises(WarehouseError, match=message), use(database):
            pass
    assert database.read_bytes() == before


def test_a_file_of_the_first_schema_is_brought_up_to_date(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("DROP VIEW IF EXISTS v_items")
        connection.execute("ALTER TABLE items DROP COLUMN superseded_by")
        connection.execute("ALTER TABLE captures DROP COLUMN page_key")
        connection.execute("UPDATE meta SET value = CASE name WHEN 'schema_version' THEN '1' ELSE 'of then' END")
        for number, url in enumerate(("https://a.example/mgAi.aspx?ID=1", "HTTP://a.example/MGAI.aspx?id=1", "file:x.html")):
            connection.execute(
                "INSERT INTO captures BY NAME SELECT ? AS capture_id, ? AS url, 'x' AS raw_path, 1 AS bytes, 'x' AS sha256",
                [str(number), url],
            )
    with build_aside(database):
        pass
    with open_warehouse(database) as connection:
        keys = connection.execute("SELECT page_key FROM captures ORDER BY capture_id").fetchall()
        assert keys == [("a.example/mgai.aspx?id=1",), ("a.example/mgai.aspx?id=1",), (None,)]
        comment = "SELECT comment FROM duckdb_columns() WHERE table_name = 'captures' AND column_name = 'page_key'"
        assert connection.execute(comment).fetchone() != (None,)
        assert connection.execute("SELECT count(*) FROM v_items WHERE superseded_by IS NULL").fetchone() == (0,)
    assert value(database, "SELECT value FROM meta WHERE name = 'schema_version'") == str(SCHEMA_VERSION)


def test_somebody_elses_database_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "theirs.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t AS SELECT 1 AS x")
    before = path.read_bytes()
    with pytest.raises(WarehouseError, match="not one of ofsted-minutes"), build_aside(path):
        pass
    assert path.read_bytes() == before


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match=r"none\.duckdb: there is no database here"), open_warehouse(tmp_path / "none.duckdb"):
        pass


def test_files_are_written_for_older_readers(database: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{database}' AS w (READ_ONLY)")
        tags = connection.execute("SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'w'").fetchone()
    assert tags == ("v1.5.0+",)


def test_spooled_failures_are_loaded_by_the_next_write_and_the_spool_goes(database: Path) -> None:
    failure = Failure("load", str(database), "WarehouseLockedError", "it's held")
    spool_failure(database, failure, run_id="r1")
    spool_failure(database, failure, run_id="r2")
    with spool_path(database).open("a") as spool:
        spool.write('{"run_id": "r3", "sta')
    with pytest.raises(ZeroDivisionError), build_aside(database):
        raise ZeroDivisionError
    assert spool_path(database).exists()
    add_run(database)
    assert not spool_path(database).exists()
    with open_warehouse(database) as connection:
        rows = connection.execute("SELECT run_id, error, message FROM failures ORDER BY error").fetchall()
    assert rows == [
        ("unknown", "SpoolError", 'unreadable line: {"run_id": "r3", "sta'),
        ("r1", "WarehouseLockedError", "it's held"),
    ]


def test_a_locked_database_is_one_failure_whoever_held_it_and_gone_after_the_next_write(database: Path) -> None:
    for process in (101, 102, 103):
        spool_failure(database, Failure("load", str(database), "WarehouseLockedError", f"held by process {process}"), run_id="r")
    add_run(database, "first")
    assert value(database, "SELECT count(*) FROM failures") == 1
    spool_failure(database, Failure("load", str(database), "WarehouseLockedError", "held by process 104"), run_id="r")
    add_run(database, "second")
    assert value(database, "SELECT message FROM failures") == "held by process 104"
    add_run(database, "third")
    assert value(database, "SELECT count(*) FROM failures") == 0


def test_writing_through_open_warehouse_publishes_too(database: Path) -> None:
    with open_warehouse(database, read_only=False) as connection:
        connection.execute("INSERT INTO meta VALUES ('note', 'x')")
    assert value(database, "SELECT value FROM meta WHERE name = 'note'") == "x"
    with open_warehouse(database) as connection, pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("DELETE FROM meta")


def test_queries_give_arrow_tables(database: Path) -> None:
    table = run_query(database, "FROM grades SELECT grade, rank ORDER BY rank LIMIT 1;")
    assert table.to_pylist() == [{"grade": "outstanding", "rank": 1}]
    assert run_query(database, "PIVOT domains ON framework USING count(*) GROUP BY domain").num_rows == 8
    assert run_query(database, "DESCRIBE judgements").num_rows == 12


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("SELECT * FROM nowhere", "Table with name nowhere does not exist"),
        ("SELEC 1", "syntax error"),
        ("SELECT 1; SELECT 2", "expected one statement, found 2"),
        ("  -- nothing", "expected one statement, found 0"),
        ("DELETE FROM themes", "not DELETE"),
        ("CREATE TABLE memory.t AS SELECT 1", "not CREATE"),
        ("COPY themes TO '/tmp/themes.csv'", "not COPY"),
        ("SET enable_external_access = true", "not SET"),
        ("SELECT * FROM read_csv('/etc/passwd')", "disabled by configuration"),
        ("SELECT * FROM read_text('/etc/passwd')", "disabled by configuration"),
        ("FROM 'https://example.org/x.parquet'", "example.org"),
        ("SELECT 'a'::INTEGER", "Could not convert"),
    ],
)
def test_queries_that_fail_or_reach_outside_end_in_one_line(database: Path, sql: str, reason: str) -> None:
    with pytest.raises(WarehouseError) as caught:
        run_query(database, sql)
    assert caught.value.stage == "query"
    assert caught.value.source == sql.strip()
    assert reason in caught.value.message
    assert "\n" not in caught.value.message


def test_the_lock_file_says_nothing_when_nobody_writes(database: Path) -> None:
    lock = database.with_name("minutes.duckdb.lock")
    with build_aside(database):
        assert json.loads(lock.read_text())["pid"] == os.getpid()
    assert lock.read_bytes() == b""

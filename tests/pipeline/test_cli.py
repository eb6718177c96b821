"""The console script: what it prints where, and with which exit code."""

from __future__ import annotations

import csv
import fcntl
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.register import read_register
from pipeline.rows import write_rows

SCRIPT = Path(sys.executable).with_name("ofsted-minutes")

PAGE = """Issue - meetings

Ofsted inspection of children's services

Meeting: 15/06/2023 - Children's Scrutiny Committee (Item 7)

7 Ofsted inspection of children's services pdf icon PDF 195 KB

Minutes:

Ofsted’s report was published on 9 May 2023. The overall effectiveness of children's services was judged to be Good.

RESOLVED that the report be noted.
"""


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two pages in data/raw/wexmoor."""
    folder = tmp_path / "data" / "raw" / "wexmoor"
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text(PAGE, "utf-8")
    (folder / "two.txt").write_text(PAGE.replace("15/06", "16/06"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="ofsted-minutes")


def script(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(SCRIPT), *map(str, arguments)]
    env = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=env, timeout=120)


def test_extract_prints_one_object_a_document_and_nothing_else(pages: Path) -> None:
    done = script("extract", "data/raw", "--with-text", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    one, two = map(json.loads, done.stdout.splitlines())
    assert [one["source"], two["source"]] == ["data/raw/wexmoor/one.txt", "data/raw/wexmoor/two.txt"]
    assert one["authority"] == "wexmoor"
    assert "Ofsted’s report" in one["items"][0]["text"]


def test_extract_names_what_failed_and_prints_the_rest(pages: Path) -> None:
    (pages / "empty.html").touch()
    (pages / "junk.html").write_bytes(bytes(range(256)) * 40)
    done = script("extract", pages, "missing.pdf")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert "Traceback" not in done.stderr
    empty, junk, missing = done.stderr.splitlines()
    assert empty == f"ofsted-minutes: {pages}/empty.html: the file is empty"
    assert junk.startswith(f"ofsted-minutes: {pages}/junk.html: ")
    assert missing == "ofsted-minutes: missing.pdf: there is no such file or folder"


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "x.html", "--meeting-date", "15/06/2023"],
        ["extract", "x.html", "--workers", "0"],
        ["ingest", "--nonsense"],
        ["query"],
        ["query", "SELECT 1", "--format", "xml"],
        ["evaluate", "no-such-folder"],
        ["nonsense"],
    ],
)
def test_unusable_arguments_end_with_two(arguments: list[str]) -> None:
    done = invoke(*arguments)
    assert done.exit_code == 2
    assert "Error: " in done.stderr


def test_an_unusable_environment_ends_with_two(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFSTED_MINUTES_WORKERS", "many")
    for command in (["extract", "data"], ["ingest"]):
        done = invoke(*command)
        assert done.exit_code == 2
        assert "OFSTED_MINUTES_WORKERS: 'many' is not a whole number" in done.stderr


@pytest.mark.parametrize("command", ["extract", "ingest", "query", "authorities", "evaluate"])
def test_every_command_explains_itself_with_examples(command: str) -> None:
    done = invoke(command, "--help")
    assert done.exit_code == 0
    assert f"ofsted-minutes {command}" in done.stdout.split("Examples:")[1]


def test_help_loads_nothing_heavy() -> None:
    command = "import sys, pipeline.cli\nassert not {'spacy', 'duckdb', 'pyarrow', 'rich', 'selectolax', 'bs4'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", command], check=True)
    assert script("--version").stdout.startswith("ofsted-minutes, version ")


def test_a_reader_that_goes_away_is_no_traceback(pages: Path) -> None:
    for number in range(40):
        (pages / f"more-{number}.txt").write_text(PAGE, "utf-8")
    with subprocess.Popen([SCRIPT, "extract", pages, "--workers", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_ingest_without_arguments_loads_the_raw_folder_and_ends_with_a_summary(pages: Path) -> None:
    (pages / "empty.html").touch()
    done = script("ingest")
    assert done.returncode == 1
    assert done.stderr == "ofsted-minutes: data/raw/wexmoor/empty.html: the file is empty\n"
    assert "documents: 2 (2 read now, 0 unchanged), with 2 items" in done.stdout
    assert "failed:    1 (named above)" in done.stdout
    assert "database:  data/processed/minutes.duckdb" in done.stdout
    (pages / "empty.html").unlink()
    again = invoke("ingest")
    assert again.exit_code == 0
    assert "(0 read now, 2 unchanged)" in again.stdout
    queries = [line.split('"')[1] for line in again.stdout.splitlines() if "ofsted-minutes query" in line]
    assert len(queries) == 2
    for sql in queries:
        assert invoke("query", sql).exit_code == 0, sql


def test_one_document_has_one_item(pages: Path) -> None:
    assert "documents: 1 (1 read now, 0 unchanged), with 1 item\n" in invoke("ingest", pages / "one.txt").stdout


@pytest.mark.parametrize(
    ("called", "on_path", "told"),
    [
        ("/opt/my tools/ofsted-minutes", "", "'/opt/my tools/ofsted-minutes'"),
        (".venv/bin/ofsted-minutes", "", ".venv/bin/ofsted-minutes"),
        (".venv/bin/ofsted-minutes", "bin", "ofsted-minutes"),
        ("/usr/lib/python3/pytest/__main__.py", "", "ofsted-minutes"),
    ],
)
def test_the_queries_to_try_name_the_command_as_it_can_be_called(
    pages: Path, monkeypatch: pytest.MonkeyPatch, called: str, on_path: str, told: str
) -> None:
    Path("bin").mkdir()
    Path("bin/ofsted-minutes").touch(mode=0o755)
    monkeypatch.setenv("PATH", on_path)
    monkeypatch.setattr(sys, "argv", [called])
    assert f"  {told} query " in invoke("ingest", pages / "one.txt").stdout


def test_ingest_says_where_another_database_is(pages: Path) -> None:
    done = invoke("ingest", pages / "one.txt", "--database", "my minutes.duckdb", "--authority", "holmsea")
    assert done.exit_code == 0
    assert "--database 'my minutes.duckdb'" in done.stdout
    authority = invoke("query", "SELECT authority FROM documents", "--database", "my minutes.duckdb", "--format", "csv")
    assert authority.stdout == "authority\nholmsea\n"


def test_ingest_of_a_folder_that_is_not_there_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = invoke("ingest")
    assert done.exit_code == 1
    assert "data/raw: there is no such file or folder" in done.stderr


def test_of_two_ingests_at_once_the_second_says_who_holds_the_file(pages: Path) -> None:
    invoke("ingest")
    lock = Path("data/processed/minutes.duckdb.lock")
    holder = (
        "import sys, time\nfrom pipeline.warehouse.database import build_aside\nfrom pathlib import Path\n"
        "with build_aside(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", holder, "data/processed/minutes.duckdb"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == b"held\n"
        done = invoke("ingest")
        process.stdin.close()
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("ofsted-minutes: data/processed/minutes.duckdb: ")
    assert str(process.pid) in line
    with lock.open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(stream, fcntl.LOCK_UN)
    kept = invoke("query", "SELECT stage, error FROM failures", "--format", "csv").stdout
    assert kept == "stage,error\nload,WarehouseLockedError\n", "the refused run left no trace"
    assert invoke("ingest").exit_code == 0
    assert invoke("query", "SELECT count(*) AS n FROM failures", "--format", "csv").stdout == "n\n0\n"


def test_a_damaged_database_is_set_aside_and_said(pages: Path) -> None:
    Path("data/processed").mkdir()
    Path("data/processed/minutes.duckdb").write_bytes(b"junk" * 5000)
    done = invoke("ingest")
    assert done.exit_code == 0
    assert "set aside: the database was damaged and lies in data/processed/minutes.duckdb.damaged-" in done.stdout
    assert "documents: 2 (2 read now" in done.stdout


def test_a_database_of_a_newer_version_is_named(pages: Path) -> None:
    invoke("ingest")
    with duckdb.connect("data/processed/minutes.duckdb") as connection:
        connection.execute("UPDATE meta SET value = '999' WHERE name = 'schema_version'")
    for command in (["ingest"], ["query", "FROM documents"]):
        done = invoke(*command)
        assert done.exit_code == 1
        (line,) = done.stderr.splitlines()
        assert line.startswith("ofsted-minutes: data/processed/minutes.duckdb: ")
        assert "999" in line


def test_query_writes_each_format(pages: Path) -> None:
    invoke("ingest")
    sql = "SELECT 'a,\"b\"\nc' AS text, [1, 2] AS list, DATE '2023-06-15' AS day, NULL AS nothing, 1.5::DECIMAL(9,2) AS n"
    assert invoke("query", sql, "--format", "csv").stdout == 'text,list,day,nothing,n\n"a,""b""\nc","[1, 2]",2023-06-15,,1.5\n'
    record = {"text": 'a,"b"\nc', "list": [1, 2], "day": "2023-06-15", "nothing": None, "n": 1.5}
    assert json.loads(invoke("query", sql, "--format", "json").stdout) == [record]
    assert json.loads(invoke("query", "SELECT 1 AS a WHERE false", "--format", "json").stdout) == []
    assert invoke("query", sql).stdout.splitlines()[2] == 'a,"b" c  [1, 2]  2023-06-15           1.5'
    assert invoke("query", sql, "--format", "parquet", "--output", "out.parquet").exit_code == 0
    assert pyarrow.parquet.read_table("out.parquet").column("list").to_pylist() == [[1, 2]]
    raw = subprocess.run([SCRIPT, "query", sql, "--format", "parquet"], capture_output=True, check=True).stdout
    assert pyarrow.parquet.read_table(io.BytesIO(raw)).num_rows == 1
    nowhere = invoke("query", sql, "--format", "csv", "--output", "no/such/folder.csv")
    reason = "ofsted-minutes: no/such/folder.csv: cannot be written: No such file or directory\n"
    assert (nowhere.exit_code, nowhere.stdout, nowhere.stderr) == (1, "", reason)


@pytest.mark.parametrize(
    "sql",
    ["SELEC 1", "SELECT * FROM nowhere", "DELETE FROM documents", "SELECT 1; SELECT 2", "SELECT * FROM read_csv('/etc/passwd')"],
)
def test_a_query_that_fails_or_does_more_than_read_is_one_line(pages: Path, sql: str) -> None:
    invoke("ingest")
    done = invoke("query", sql)
    assert (done.exit_code, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("ofsted-minutes: ")
    assert len(list(csv.reader(io.StringIO(invoke("query", "FROM documents", "--format", "csv").stdout)))) == 3


def test_query_without_a_database_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = invoke("query", "SELECT 1")
    assert done.exit_code == 1
    assert "data/processed/minutes.duckdb" in done.stderr
    assert not Path("data").exists()


def test_a_terminal_gets_a_drawn_table_without_markup_or_control_characters() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    write_rows(["text"], [["[bold]not markup[/bold] \x1b[31mnot red\u202e"]], "table", stream)
    assert "[bold]not markup[/bold] [31mnot red" in stream.getvalue()
    assert "\u202e" not in stream.getvalue()


def test_authorities_lists_the_register() -> None:
    everyone = json.loads(invoke("authorities", "--format", "json").stdout)
    assert [row["slug"] for row in everyone] == [row.slug for row in read_register()]
    london = invoke("authorities", "--region", "london", "--format", "csv").stdout.splitlines()
    assert 1 < len(london) < len(everyone)
    assert invoke("authorities", "--search", "barnet").stdout.splitlines()[2].startswith("barnet")


def test_evaluate_prints_figures_and_differences(pages: Path) -> None:
    labels = {
        "inspections": [],
        "judgements": [],
        "improvement_areas": [],
        "actions": [{"text": "quite another thing", "kind": "note"}],
    }
    (pages / "gold").mkdir()
    (pages / "gold" / "one.json").write_text(json.dumps(labels))
    done = invoke("evaluate", pages)
    assert done.exit_code == 0
    assert "one: missed actions: quite another thing" in done.stdout
    figures = json.loads(invoke("evaluate", pages, "--json").stdout)
    assert figures["fields"]["actions"]["missed"] == 1
    (pages / "gold" / "three.json").write_text(json.dumps(labels))
    done = invoke("evaluate", pages)
    assert done.exit_code == 1
    assert done.stderr == "ofsted-minutes: three: no such document\n"
    (pages / "gold" / "three.json").write_text("[]")
    assert invoke("evaluate", pages).stderr.startswith(f"ofsted-minutes: {pages}/gold/three.json: not a gold file")

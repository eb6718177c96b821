"""`official import` and `reconcile` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from pipeline.cli import cli
from tests.pipeline.test_official_lists import OWN

ROW = "80428,822,Bedford,ilacs_short,2025-07-14,2025-07-18,2025-08-27,requires_improvement,good,good,,good,good,,listing,A Name\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_a_list_is_imported_and_the_minutes_held_against_it(tmp_path: Path) -> None:
    database = tmp_path / "m.duckdb"
    (tmp_path / "list.csv").write_text(OWN + ROW, "utf-8")
    (tmp_path / "page.txt").write_text(
        "Agenda item\n\nOfsted Inspection\n\nMinutes:\n\nOfsted inspected children's services from 7 to 18 July 2025 under the ILACS framework and "
        "judged overall effectiveness to be good.\n",
        "utf-8",
    )
    done = run("official", "import", tmp_path / "list.csv", "--database", database)
    assert (done.exit_code, done.stdout) == (0, f"1 inspections imported into {database}\n")
    assert run("ingest", tmp_path / "page.txt", "--authority", "bedford", "--database", database).exit_code == 0
    done = run("reconcile", "--database", database, "--authority", "bedford", "--verdict", "mismatch", "--format", "json")
    (row,) = json.loads(done.stdout)
    assert (row["minutes_grade"], row["official_grade"], row["dates"]) == ("good", "requires_improvement", "within")
    assert row["minutes_evidence"]
    assert row["reason"].startswith("the minutes begin 7 days earlier")
    page = tmp_path / "quality.md"
    page.write_text("<!-- measured: reconciliation -->\n<!-- end: reconciliation -->\n", "utf-8")
    assert run("reconcile", "--database", database, "--quality", page).exit_code == 0
    assert "| mismatch | within | 1 |" in page.read_text("utf-8")


def test_a_bad_row_is_named_and_becomes_a_failure(tmp_path: Path) -> None:
    database = tmp_path / "m.duckdb"
    (tmp_path / "list.csv").write_text(OWN + ROW.replace("80428", "1").replace("Bedford", "Nowhere") + ROW, "utf-8")
    (tmp_path / "other.csv").write_text("a,b\n", "utf-8")
    done = run("official", "import", tmp_path / "list.csv", tmp_path / "other.csv", "--database", database)
    assert done.exit_code == 1
    assert f"{tmp_path / 'list.csv'}:2: no authority of the register" in done.stderr
    assert f"{tmp_path / 'other.csv'}: not a list of outcomes" in done.stderr
    done = run("query", "SELECT count(*) AS n FROM failures", "--database", database, "--format", "json")
    assert json.loads(done.stdout) == [{"n": 2}]


def test_an_authority_with_a_quote_asks_for_nobody(tmp_path: Path) -> None:
    database = tmp_path / "m.duckdb"
    (tmp_path / "list.csv").write_text(OWN + ROW, "utf-8")
    run("official", "import", tmp_path / "list.csv", "--database", database)
    done = run("reconcile", "--database", database, "--authority", "x' OR 'a' = 'a", "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])

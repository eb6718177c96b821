"""The report as files: what its pages say, that council text stays text, and which folders it replaces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.errors import PipelineError
from pipeline.report.labels import counted, file_name, web_address, written_date
from pipeline.report.queries import QUERIES
from pipeline.report.site import write_report
from pipeline.warehouse.database import build_aside
from pipeline.warehouse.reading import read_rows
from tests.pipeline.report_world import HOSTILE, LONG, SCRIPT, build_world


class Reader(HTMLParser):
    """Reads a page as a browser does: its text, addresses and scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.addresses, self.scripts, self.handlers = "", [], [], []
        self._data = False
        self.data = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.addresses += [value for name, value in attrs if name in ("href", "src") and value]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        if tag == "script":
            self.scripts.append((named.get("src"), named.get("type")))
        self._data = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._data = False

    def handle_data(self, data: str) -> None:
        if self._data:
            self.data += data
        else:
            self.text += data


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("database") / "minutes.duckdb"
    build_world(path)
    return path


@pytest.fixture(scope="module")
def site(database: Path) -> Path:
    folder = database.parent / "report"
    write_report(database, folder)
    return folder


def pages(site: Path) -> Iterator[tuple[Path, Reader]]:
    for path in sorted(site.rglob("*.html")):
        yield path, Reader(path.read_text("utf-8"))


def test_every_page_asks_for_its_own_files_only(site: Path) -> None:
    for path, page in pages(site):
        for address in page.addresses:
            if address.startswith(("https://minutes.example/", "#", "data:,")):
                continue
            assert "://" not in address, address
            assert (path.parent / address.split("#")[0]).exists(), (path, address)
        assert all((src or "").endswith("report.js") or kind == "application/json" for src, kind in page.scripts), path


def test_council_text_is_shown_as_text(site: Path) -> None:
    name = file_name(f"x {SCRIPT}")
    page = Reader((site / "authority" / f"{name}.html").read_text("utf-8"))
    assert HOSTILE in page.text
    assert page.text.count(SCRIPT) >= 5  # name, committee, area, owner, due
    assert SCRIPT in Reader((site / "index.html").read_text("utf-8")).text
    assert page.text.count("javascript:window.broken=2")  # told, never linked
    for path, other in pages(site):
        assert not other.handlers, path
        assert not [address for address in other.addresses if address.startswith("javascript")], path


def test_evidence_holds_the_whole_text_with_its_marks(site: Path) -> None:
    script = (site / "evidence" / f"{file_name(f'x {SCRIPT}')}.0.js").read_text("ascii")
    assert "<" not in script
    name, items = re.fullmatch(r'holdEvidence\("([^"]+)", (.*)\);\n', script, re.S).groups()  # type: ignore[union-attr]
    assert name == f"{file_name(f'x {SCRIPT}')}.0"
    (item,) = json.loads(items)
    pieces = [piece if isinstance(piece, str) else piece[0] for piece in item["pieces"]]
    assert "".join(pieces) == f"{LONG}\nRESOLVED: {HOSTILE}. {SCRIPT} plans {LONG}"
    assert len("".join(pieces)) > 200_000
    assert [piece[0] for piece in item["pieces"] if not isinstance(piece, str)] == [HOSTILE, f"{SCRIPT} plans"]
    assert item["url"] is None


def test_figures_are_the_views_own(site: Path, database: Path) -> None:
    rows = read_rows(database, {"c": "SELECT * FROM v_coverage WHERE n_documents > 0", "l": QUERIES["latest"]})
    overview = Reader((site / "index.html").read_text("utf-8"))
    assert f"{len(rows['c'])} authorities read, {sum(row['n_documents'] for row in rows['c'])} documents" in overview.text
    page = (site / "authority" / "holmsea.html").read_text("utf-8")
    latest = page[page.index('id="latest"') : page.index('id="timeline"')]
    assert re.findall(r'class="grade (\w+)"', latest) == [row["grade"] for row in rows["l"] if row["authority"] == "holmsea"]


def test_the_last_known_grades_are_the_latest_ones(site: Path, database: Path) -> None:
    """The slider's last state is v_latest_judgements where an inspection dates it, and an earlier one shows what was known then."""
    grid: dict[str, Any] = json.loads(Reader((site / "index.html").read_text("utf-8")).data)
    latest = read_rows(database, {"l": "SELECT * FROM v_latest_judgements WHERE dated_by = 'inspection'"})["l"]
    for slug, states in grid["states"].items():
        assert (states[-1][1] if states else {}) == {row["domain"]: row["grade"] for row in latest if row["authority"] == slug}
    assert grid["states"]["holmsea"][0] == ["2019-05-31", {"leaders": "inadequate", "overall": "inadequate"}]
    assert grid["neighbours"] == {"holmsea": ["dunmere"]}


def test_absence_is_told(site: Path) -> None:
    text = Reader((site / "coverage.html").read_text("utf-8")).text
    assert "Absence of rows is not absence of events" in text
    assert f"data/{SCRIPT}.html" in text
    assert "Nothing read" in text
    assert "No improvement area with this theme was read" in Reader((site / "theme" / "neglect.html").read_text("utf-8")).text


def test_the_same_database_gives_the_same_files(site: Path, database: Path, tmp_path: Path) -> None:
    write_report(database, tmp_path / "again")
    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*.*")}
    assert {path.relative_to(tmp_path / "again"): path.read_bytes() for path in (tmp_path / "again").rglob("*.*")} == first


def test_a_report_is_replaced_and_nothing_else(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_report(database, folder)
    (folder / "stale.html").write_text("old")
    write_report(database, folder)
    assert not (folder / "stale.html").exists()
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine")
    with pytest.raises(PipelineError, match="no report that could be replaced"):
        write_report(database, other)
    assert [path.name for path in other.iterdir()] == ["mine.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "out"]


def test_command(database: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["report", str(tmp_path / "r"), "--database", str(database)])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "r" / "index.html").exists()
    missing = CliRunner().invoke(cli, ["report", str(tmp_path / "s"), "--database", str(tmp_path / "none.duckdb")])
    assert missing.exit_code == 1
    assert "there is no database here yet" in missing.output
    assert not (tmp_path / "s").exists()


def test_an_empty_database_gives_a_report(tmp_path: Path) -> None:
    with build_aside(tmp_path / "empty.duckdb"):
        pass
    assert write_report(tmp_path / "empty.duckdb", tmp_path / "r") > 2
    assert "0 authorities read" in (tmp_path / "r" / "index.html").read_text("utf-8")


def test_names_and_addresses() -> None:
    assert file_name("care_leavers") == "care-leavers"
    assert file_name("../up") != file_name("../Up")
    assert re.fullmatch(r"x-[0-9a-f]{16}", file_name("../up"))
    assert web_address("http://[broken") is None
    assert web_address("JAVASCRIPT:alert(1)") is None
    assert web_address("HTTPS://minutes.example/a") == "HTTPS://minutes.example/a"
    assert written_date(None) == ""
    assert (counted(1, "area"), counted(2000, "authority"), counted(0, "action")) == ("1 area", "2,000 authorities", "0 actions")

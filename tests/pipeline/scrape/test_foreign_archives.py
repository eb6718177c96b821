"""Archives that others make of the same pages come to the same rows: GNU wget's, browsertrix's container, an extract as Common Crawl gives."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.journal import KnownUrl, StoredCapture, open_journal
from pipeline.warehouse.database import open_warehouse
from tests.pipeline.scrape.crawling import crawl
from tests.pipeline.scrape.tables import load, read_tables
from tests.server import PROFILES, Running, serve

NAMES = ("plain", "subpath", "search_only")
CONTENT = ("service_meeting", "meeting", "item", "issue", "decision", "minutes", "document")


# What follows from the meeting of an item: its own columns, dates that are named without a year, in how many meetings an inspection is told.
MEETING = ("meeting_id", "committee", "meeting_date", "superseded_by", "due_date", "due_precision", "n_mentions")


@dataclass(frozen=True)
class Crawl:
    """A crawl of our own, and the tables made from it."""

    running: Running
    raw: Path

    def kept(self, name: str) -> list[tuple[KnownUrl, StoredCapture]]:
        """Return the pages that a site's crawl kept for reading, each with its last capture."""
        with open_journal(self.raw / "journal.sqlite", read_only=True) as journal:
            known = [url for url in journal.read_urls(name) if url.kind in CONTENT and str(url.state) == "done"]
            return [(url, journal.captures_of(url.key)[-1]) for url in known]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawl]:
    raw = tmp_path_factory.mktemp("foreign") / "raw"
    with serve([PROFILES[name].called(name, years=1, bodies=2) for name in NAMES], seed=3) as running:
        assert crawl(running, NAMES, raw).code == 0
        yield Crawl(running, raw)


def check(*files: Path) -> None:
    """Let warcio check archives."""
    command = [sys.executable, "-c", "from warcio.cli import main; main()", "check", *map(str, files)]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def rows(paths: list[Path], database: Path, authority: str | None = None, without: tuple[str, ...] = ()) -> dict[str, object]:
    assert load(paths, database, authority) == []
    tables = read_tables(database, without=without)
    assert {name for name, found in tables.items() if not found} == set(), "a comparison of nothing"
    return dict(tables)


def meetings(database: Path) -> dict[str, tuple[str | None, object]]:
    """Return committee and day of the items that have a meeting."""
    with open_warehouse(database) as connection:
        found = connection.execute("SELECT item_id, committee, meeting_date FROM items WHERE meeting_id IS NOT NULL").fetchall()
    return {item_id: (committee, day) for item_id, committee, day in found}


@pytest.mark.skipif(shutil.which("wget") is None, reason="GNU wget is not installed")
@pytest.mark.parametrize(("name", "options"), [("plain", []), ("search_only", ["--no-warc-compression"])])
def test_an_archive_made_by_wget_comes_to_the_same_rows(own: Crawl, tmp_path: Path, name: str, options: list[str]) -> None:
    addresses = [capture.url for _, capture in own.kept(name)]
    assert len(addresses) > 10
    (tmp_path / "addresses.txt").write_text("\n".join(addresses))
    command = ["wget", "--quiet", "--no-config", "-O", "/dev/null", "-i", "addresses.txt", "--warc-file=site", *options]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=120)
    archives = list(tmp_path.glob("site.warc*"))
    # Our crawl notes beside item pages and files the meeting that led to them; what only that can tell is left out of the comparison.
    ours = rows([own.raw / name], tmp_path / "ours.duckdb", name, MEETING)
    theirs = rows(archives, tmp_path / "theirs.duckdb", name, MEETING)
    assert theirs == ours
    told_by_pages = meetings(tmp_path / "theirs.duckdb")
    assert len(told_by_pages) > 100
    assert told_by_pages.items() <= meetings(tmp_path / "ours.duckdb").items()


def test_a_container_as_browsertrix_makes_it_comes_to_the_same_rows(own: Crawl, tmp_path: Path) -> None:
    archives = sorted((own.raw / "plain").glob("*.warc.gz"))
    check(*archives)
    pages = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": False}]
    pages += [{"id": url.key, "url": url.url, "ts": capture.fetched_at, "title": ""} for url, capture in own.kept("plain")]
    members = {f"archive/{path.name}": path.read_bytes() for path in archives}
    members["pages/pages.jsonl"] = "".join(json.dumps(page) + "\n" for page in pages).encode()
    members["indexes/index.cdx.gz"] = gzip.compress(b"")
    listed = [
        {"name": name.rsplit("/", 1)[-1], "path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "bytes": len(data)}
        for name, data in members.items()
    ]
    described = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": listed}).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(described).hexdigest()}"}
    members |= {"datapackage.json": described, "datapackage-digest.json": json.dumps(digest).encode()}
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w", zipfile.ZIP_STORED) as container:
        for name, data in members.items():
            container.writestr(name, data)
    ours = rows([own.raw / "plain"], tmp_path / "ours.duckdb", "plain")
    assert rows([tmp_path / "crawl.wacz"], tmp_path / "theirs.duckdb", "plain") == ours


def test_single_records_of_several_hosts_put_together_come_to_the_same_rows(own: Crawl, tmp_path: Path) -> None:
    """As an extract of Common Crawl is made: gzip members fetched by offset and length, one after the other, and nothing around them."""
    captures = [capture for name in NAMES for _, capture in own.kept(name)]
    captures = captures[::2] + captures[1::2]  # hosts among each other
    extract = tmp_path / "extract.warc.gz"
    with extract.open("wb") as out:
        for capture in captures:
            with (own.raw / capture.file).open("rb") as archive:
                archive.seek(capture.offset)
                out.write(archive.read(capture.length))
    check(extract)
    ours = rows([own.raw], tmp_path / "ours.duckdb", "together")
    assert rows([extract], tmp_path / "theirs.duckdb", "together") == ours

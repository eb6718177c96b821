"""A crawl of sites of every kind, judged by what is in the archive afterwards and by the sites' own logs."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.warehouse.database import open_warehouse
from tests.pipeline.scrape.crawling import DELAY, Crawled, crawl, documents, finds
from tests.pipeline.scrape.tables import load
from tests.server import PROFILES, Running, serve

SMALL = {"years": 1, "bodies": 2}
NAMES = (
    "plain",
    "subpath",
    "search_only",
    "lists_only",
    "service_only",
    "robots_documents",
    "welsh",
    "pdf_only",
    "literal_xml",
    "links_all",
    "post_only",
)
SHUT = ("blocked", "robots_all", "robots_5xx", "error_redirect")


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    sites = [PROFILES[name].called(name, **SMALL) for name in (*NAMES, "windows_1252", *SHUT)]
    with serve(sites, seed=3) as server:
        yield server


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("crawl") / "raw"


@pytest.fixture(scope="module")
def first(running: Running, raw: Path) -> Crawled:
    return crawl(running, running.names, raw)


@pytest.mark.parametrize("name", [*NAMES, "windows_1252"])
def test_every_relevant_item_is_archived_whole_with_its_meeting(running: Running, raw: Path, first: Crawled, name: str) -> None:
    found, failures = documents(raw, name)
    wanted = running.truth(name).expected()
    if name == "robots_documents":
        wanted = [item for item in wanted if item.state != "pdf_only"]  # the printed minutes lie under a path that is disallowed
    if name == "service_only":
        wanted = [item for item in wanted if item.state != "pdf_only"]  # and here behind the shield
    assert wanted, "the generator made nothing to find"
    assert [item.title for item in wanted if not finds(found, item)] == []
    assert [item.title for item in wanted if len(finds(found, item)) > 1] == []
    assert failures == []


def test_sites_that_are_shut_are_told_apart_and_cost_no_other(first: Crawled) -> None:
    assert first.code == 1
    assert {name for name, counts in first.counts.items() if counts["given_up"]} == set(SHUT)
    assert "robots.txt keeps crawlers out" in first.counts["robots_all"]["given_up"]
    assert "robots.txt cannot be had" in first.counts["robots_5xx"]["given_up"]
    assert "no way in" in first.counts["blocked"]["given_up"]
    assert "no way in" in first.counts["error_redirect"]["given_up"]
    assert first.counts["blocked"]["blocked"] >= 3
    assert all(counts["items"] > 0 for name, counts in first.counts.items() if name in NAMES)


def test_one_request_at_a_time_and_never_closer_than_the_delay(running: Running, first: Crawled) -> None:
    for name in running.names:
        log = running.log(name)
        assert log.most_in_flight() <= 1, name
        assert log.least_gap() >= DELAY, name


def test_no_disallowed_path_is_asked(running: Running, first: Crawled) -> None:
    assert running.log("robots_all").paths() == ["/robots.txt"]
    assert set(running.log("robots_5xx").paths()) == {"/robots.txt"}
    assert [path for path in running.log("robots_documents").paths() if "/documents/" in path.lower()] == []


def test_the_crawler_says_who_it_is(running: Running, first: Crawled) -> None:
    agents = {request.agent for name in running.names for request in running.log(name).requests()}
    assert len(agents) == 1
    assert agents.pop().startswith("ofsted-minutes/")


def test_packs_are_not_fetched(running: Running, first: Crawled) -> None:
    paths = [path for name in running.names for path in running.log(name).paths()]
    assert [path for path in paths if "T=10" in path or "T=0" in path or "ChooseDocPack" in path] == []


def test_warcio_finds_nothing_wrong(raw: Path, first: Crawled) -> None:
    files = sorted(raw.rglob("*.warc.gz"))
    assert len(files) >= len(NAMES)
    assert list(raw.rglob("*.open")) == []
    checked = subprocess.run(
        [sys.executable, "-c", "from warcio.cli import main; main()", "check", *map(str, files)], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_archive_tells_the_user_agent(raw: Path, first: Crawled) -> None:
    head = gzip.GzipFile(fileobj=io.BytesIO(next(raw.rglob("*.warc.gz")).read_bytes())).read(2000)
    assert b"robots: obey" in head


def test_a_second_crawl_with_nothing_new_asks_for_next_to_nothing(running: Running, raw: Path, first: Crawled) -> None:
    names = [name for name in NAMES if name not in ("service_only",)]
    for name in names:
        running.log(name).clear()
    second = crawl(running, names, raw)
    assert second.code == 0
    assert {name: len(running.log(name).requests()) for name in names if len(running.log(name).requests()) > 2} == {}
    assert second.counts["plain"]["requests"] == 1


@pytest.mark.parametrize("name", ["plain", "search_only"])
def test_drafts_that_were_confirmed_are_read_again(tmp_path: Path, name: str) -> None:
    with serve([PROFILES[name].called(name, **SMALL)], seed=4) as server:
        first = crawl(server, [name], tmp_path)
        drafts = [item for item in server.truth(name).expected() if item.draft]
        assert drafts, "the generator made no draft"
        server.clock += timedelta(days=70)
        server.log(name).clear()
        again = crawl(server, [name], tmp_path, today=server.clock)
        assert again.code == 0
        confirmed = {item.item_id: item for item in server.truth(name).expected()}
        found, _ = documents(tmp_path, name)
        for draft in drafts:
            assert not confirmed[draft.item_id].draft
            assert finds(found, draft), "the draft stays in the archive"
            assert finds(found, confirmed[draft.item_id]), "the confirmed minutes are there too"
        assert again.counts[name]["requests"] <= first.counts[name]["requests"] * 0.75, "the whole site was read again"


@pytest.mark.parametrize("name", ["plain", "search_only"])
def test_drafts_that_were_confirmed_late_are_superseded_in_the_tables(tmp_path: Path, name: str) -> None:
    """A crawl in between finds minutes of more than 90 days still as they were; confirmed ones are read later all the same."""
    raw, database = tmp_path / "raw", tmp_path / "minutes.duckdb"
    with serve([PROFILES[name].called(name, **SMALL)], seed=4) as server:
        drafts = [item for item in server.truth(name).expected() if item.draft]
        assert drafts, "the generator made no draft"
        for draft in drafts:
            server.council(name).meetings[draft.meeting_id].confirmed_on = server.clock + timedelta(days=105)
        for days in (0, 95, 15):
            server.clock += timedelta(days=days)
            assert crawl(server, [name], raw, today=server.clock).code == 0
        confirmed = {item.item_id: item for item in server.truth(name).expected()}
        assert load([raw], database) == []
    with open_warehouse(database) as connection:
        rows = connection.execute("SELECT i.text, v.superseded FROM v_items v JOIN items i USING (item_id)").fetchall()
    for draft in drafts:
        assert draft.missing_from("\n".join(confirmed[draft.item_id].paragraphs)), "the draft is as the minutes were confirmed"
        assert {is_old for text, is_old in rows if draft.missing_from(text) == []} == {True}
        assert False in {is_old for text, is_old in rows if confirmed[draft.item_id].missing_from(text) == []}


def test_a_dry_run_asks_for_lists_only_and_the_crawl_goes_on_from_it(tmp_path: Path) -> None:
    with serve([PROFILES["plain"].called("plain", **SMALL)], seed=4) as server:
        dry = crawl(server, ["plain"], tmp_path, dry_run=True)
        asked = server.log("plain").paths()
        assert dry.code == 0
        assert dry.counts["plain"]["expected"] > 0
        assert all("ieSearchResults2" in path or "robots.txt" in path for path in asked)
        server.log("plain").clear()
        crawl(server, ["plain"], tmp_path)
        later = server.log("plain").paths()
        assert not set(asked) & set(later)
        assert len(later) >= dry.counts["plain"]["expected"]

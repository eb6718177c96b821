"""What a crawl costs, counted by the sites: requests for each relevant item, and against walking every meeting's page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.scrape.crawling import crawl
from tests.server import PROFILES, Running, serve


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serve([PROFILES["plain"], PROFILES["search_only"]]) as server:
        crawl(server, server.names, tmp_path_factory.mktemp("costs") / "raw")
        yield server


@pytest.mark.parametrize(("name", "most"), [("plain", 1.5), ("search_only", 3.0)])
def test_requests_for_each_relevant_item(running: Running, name: str, most: float) -> None:
    assert len(running.log(name).requests()) / len(running.truth(name).expected()) <= most


def test_ten_times_fewer_than_walking_every_meeting(running: Running) -> None:
    assert len(running.log("plain").requests()) * 10 <= running.truth("plain").meetings


def test_a_second_crawl_costs_two_percent_at_most(running: Running, tmp_path: Path) -> None:
    first = len(running.log("plain").requests())
    running.log("plain").clear()
    crawl(running, ["plain"], tmp_path / "other")
    fresh = len(running.log("plain").requests())
    running.log("plain").clear()
    crawl(running, ["plain"], tmp_path / "other")
    assert fresh == first, "a crawl is deterministic"
    assert len(running.log("plain").requests()) <= 0.02 * first

"""A pause that a server asks for holds for the next crawl too, whatever address it asks for first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pipeline.journal import Host, open_journal
from tests.pipeline.scrape.crawling import build_plan, crawl, kill_when
from tests.server import PROFILES, Running, serve

MEETING = "GetMeeting\\?"


def known_host(raw: Path) -> Host | None:
    if not (raw / "journal.sqlite").exists():
        return None
    with open_journal(raw / "journal.sqlite", read_only=True) as journal:
        return journal.find_host("busy")


def stop_in_pause(running: Running, raw: Path, seconds: float) -> Host:
    """Crawl until the server asks for a pause, and kill the crawl in it; the log starts anew."""
    running.fault("busy", "429", MEETING, times=1, retry_after=seconds)

    def is_asked() -> bool:
        host = known_host(raw) if any(request.status == 429 for request in running.log("busy").requests()) else None
        return bool(host and host.not_before)

    kill_when(build_plan(running, ["busy"], raw), is_asked)
    host = known_host(raw)
    assert host is not None
    assert host.not_before is not None
    running.log("busy").clear()
    return host


def test_the_next_crawl_waits_for_the_end_of_the_pause(tmp_path: Path) -> None:
    with serve([PROFILES["plain"].called("busy", years=1, bodies=1)], seed=6) as running:
        host = stop_in_pause(running, tmp_path, 8)
        done = crawl(running, ["busy"], tmp_path)
        assert done.code == 0
        first = running.log("busy").requests()[0]
        assert host.not_before is not None
        assert datetime.fromtimestamp(first.time, UTC) >= datetime.fromisoformat(host.not_before)


def test_a_pause_that_is_too_long_to_wait_for_is_told_without_a_request(tmp_path: Path) -> None:
    with serve([PROFILES["plain"].called("busy", years=1, bodies=1)], seed=6) as running:
        stop_in_pause(running, tmp_path, 30)
        done = crawl(running, ["busy"], tmp_path, retry_after_cap=1.0)
        assert done.code == 1
        assert "the server asks to come back in" in done.counts["busy"]["given_up"]
        assert running.log("busy").requests() == []

"""Crawls for other days than the last one's: together they find what one crawl for all the days finds."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipeline.journal import open_journal
from pipeline.scrape.covering import extend_cover
from pipeline.scrape.steps import Window
from tests.pipeline.scrape.crawling import TODAY, build_plan, crawl, documents, finds, kill_when
from tests.server import PROFILES, Running, serve

NAMES = ("plain", "lists_only")
START, MIDDLE = date(2024, 7, 1), date(2025, 4, 1)


def day(number: int) -> date:
    return date(2026, 1, 1) + timedelta(days=number)


def window(first: int, last: int) -> Window:
    return Window(day(first), day(last))


@pytest.mark.parametrize(
    ("covered", "wanted", "searched_from", "site_day", "expected"),
    [
        (None, (0, 100), 0, 90, (0, 90)),  # what is to come is not covered
        (None, (0, 100), 0, -5, None),
        ((0, 100), (0, 200), 40, 200, (0, 200)),
        ((0, 100), (80, 200), 80, 200, (80, 200)),  # minutes that were late for the days before were not looked for
        ((0, 100), (20, 60), 20, 300, (0, 100)),
        ((0, 100), (150, 200), 150, 300, (150, 200)),  # apart: the later ones take the place of the earlier ones
        ((100, 200), (0, 50), 0, 300, (0, 50)),
        ((100, 200), (0, 99), 0, 300, (0, 200)),
        ((100, 200), (0, 150), 0, 300, (0, 200)),
        ((100, 200), (0, 250), 0, 300, (0, 250)),
        ((100, 120), (100, 250), 100, 300, (100, 250)),
    ],
)
def test_what_is_covered_is_never_more_than_what_was_searched(
    covered: tuple[int, int] | None,
    wanted: tuple[int, int],
    searched_from: int,
    site_day: int,
    expected: tuple[int, int] | None,
) -> None:
    before = window(*covered) if covered else None
    after = extend_cover(before, window(*wanted), day(searched_from), day(site_day))
    assert after == (window(*expected) if expected else None)


def meetings(running: Running, name: str) -> set[str]:
    return {
        found[1]
        for path in running.log(name).paths()
        if (found := re.search(r"(?:GetMeeting\?lMeetingId|ieListDocuments\.aspx\?.*MId)=(\d+)", path))
    }


@pytest.mark.parametrize(
    "windows",
    [
        [{"since": START, "until": MIDDLE}, {"since": START}],
        [{"since": MIDDLE}, {"since": START, "until": MIDDLE - timedelta(days=150)}, {"since": START}],
        [{"since": MIDDLE}, {"since": START, "until": MIDDLE}, {"since": START}],
        [{"since": START, "until": START + timedelta(days=100)}, {"since": MIDDLE}, {"since": START}],
    ],
    ids=["until, then all", "two apart, then all", "two that touch, then all", "a gap, then all"],
)
def test_crawls_for_some_days_and_then_for_all_find_what_one_for_all_finds(tmp_path: Path, windows: list[dict[str, date]]) -> None:
    with serve([PROFILES[name].called(name, years=2, bodies=1) for name in NAMES], seed=3) as running:
        crawl(running, NAMES, tmp_path / "fresh", since=START)
        fresh = {name: meetings(running, name) for name in NAMES}
        for name in NAMES:
            running.log(name).clear()
        for days in windows:
            assert crawl(running, NAMES, tmp_path / "parts", **days).code == 0
        for name in NAMES:
            assert len(fresh[name]) > 5
            assert fresh[name] - meetings(running, name) == set(), name


def test_days_that_a_stopped_crawl_left_out_are_searched_on_a_later_day(tmp_path: Path) -> None:
    """The site has moved on in between, which must not narrow the search to what can be new since."""
    with serve([PROFILES["plain"].called("plain", years=2, bodies=2)], seed=3) as running:
        crawl(running, ["plain"], tmp_path, since=START, until=MIDDLE)
        running.clock += timedelta(days=3)
        crawl(running, ["plain"], tmp_path, since=START, today=running.clock)
        found, _ = documents(tmp_path, "plain")
        wanted = [item for item in running.truth("plain").expected() if item.meeting_date >= START]
        assert [item.title for item in wanted if not finds(found, item)] == []


def test_a_crawl_that_is_taken_up_again_knows_the_sites_own_day(tmp_path: Path) -> None:
    """The site's day lies behind the crawler's: minutes that are open for it are looked at again, before and after a stop."""
    with serve([PROFILES["plain"].called("plain", years=1, bodies=2)], seed=3) as running:
        later = TODAY + timedelta(days=400)

        def are_meetings_known() -> bool:
            if not (tmp_path / "torn" / "journal.sqlite").exists():
                return False
            return bool(meetings(running, "plain"))

        crawl(running, ["plain"], tmp_path / "calm", today=later)
        running.log("plain").clear()
        kill_when(build_plan(running, ["plain"], tmp_path / "torn", today=later, delay=0.3), are_meetings_known)
        crawl(running, ["plain"], tmp_path / "torn", today=later)
        assert summary(tmp_path / "calm").startswith(f"complete as of {TODAY}")
        assert summary(tmp_path / "torn").startswith(f"complete as of {TODAY}")
        assert still_open(tmp_path / "torn") == still_open(tmp_path / "calm")
        assert still_open(tmp_path / "torn"), "the generator made no recent meeting"


def summary(raw: Path) -> str:
    with open_journal(raw / "journal.sqlite", read_only=True) as journal:
        (site,) = journal.read_urls("plain", "site")
        return site.message or ""


def still_open(raw: Path) -> set[str]:
    with open_journal(raw / "journal.sqlite", read_only=True) as journal:
        return {known.key for known in journal.read_urls("plain") if known.state == "done" and known.due_at}

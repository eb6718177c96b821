"""Every kind of site, crawled and ingested: what the tables hold is what the truth says, and what was shut is recorded as what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.journal import open_journal
from tests.pipeline.scrape.crawling import DELAY, TODAY, build_plan, start
from tests.pipeline.scrape.tables import Row, load, standing_items
from tests.server import PROFILES, Running, TruthItem, serve

SMALL = {"years": 1, "bodies": 2}
SHUT = {"blocked": "blocked", "robots_all": "robots", "robots_5xx": "failed", "error_redirect": "soft_error"}
TLS = {"https_redirect"}  # in test_profiles_tls.py
PACE = {"robots_delay": 2.0, "rate_shield": 0.6, "slow": DELAY}  # seconds between requests that these sites need to be given
SINCE = {
    "robots_delay": TODAY - timedelta(days=120),
    "rate_shield": TODAY - timedelta(days=200),
    "slow": TODAY - timedelta(days=200),
}
QUICK = set(PROFILES) - set(SHUT) - TLS - set(PACE)


@dataclass(frozen=True)
class Trial:
    """Crawls that ran side by side, each of its group of sites, and the tables made from all of them."""

    running: Running
    raws: dict[str, Path]
    codes: dict[str, int]
    rows: dict[str, list[Row]]
    failures: list[str]

    def expected(self, name: str) -> list[TruthItem]:
        return self.running.truth(name).expected(SINCE.get(name))


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    folder = tmp_path_factory.mktemp("profiles")
    groups: dict[str, tuple[list[str], float, date | None]] = {"quick": (sorted(QUICK | set(SHUT)), DELAY, None)}
    # A rate shield is met with patience; the Crawl-delay of robots.txt is kept by itself.
    groups |= {name: ([name], PACE[name] if name == "rate_shield" else DELAY, SINCE[name]) for name in PACE}
    latency = {"slow": {"latency": 0.3}}
    with serve([PROFILES[name].called(name, **SMALL, **latency.get(name, {})) for name in PROFILES], seed=3) as running:
        raws = {group: folder / group / "raw" for group in groups}
        crawls = {
            group: start(build_plan(running, names, raws[group], delay=delay, since=since))
            for group, (names, delay, since) in groups.items()
        }
        for process in crawls.values():
            process.communicate(timeout=300)
        failures = load(raws.values(), folder / "all.duckdb")
        rows = standing_items(folder / "all.duckdb")
        place = {name: raws[group] for group, (names, _, _) in groups.items() for name in names}
        yield Trial(running, place, {group: process.returncode for group, process in crawls.items()}, rows, failures)


def test_crawls_end_well_but_for_the_sites_that_are_shut(trial: Trial) -> None:
    assert trial.codes == {"quick": 1, "robots_delay": 0, "rate_shield": 0, "slow": 0}
    # The stubs of a shield are in the archive, as pages that say they are none.
    assert [failure for failure in trial.failures if not ("/blocked/" in failure and "script stub" in failure)] == []


@pytest.mark.parametrize("name", sorted(QUICK | set(PACE)))
def test_every_relevant_item_is_in_the_tables_once_with_its_full_text(trial: Trial, name: str) -> None:
    wanted = trial.expected(name)
    assert wanted, "the generator made nothing to find"
    times = Counter(
        {
            item.item_id: sum(row.holds(item) and row.meeting_date == item.meeting_date for row in trial.rows[name])
            for item in wanted
        }
    )
    assert {item_id: count for item_id, count in times.items() if count != 1} == {}


@pytest.mark.parametrize("name", sorted(QUICK | set(PACE)))
def test_minutes_are_those_of_their_own_meeting(trial: Trial, name: str) -> None:
    """The minutes of the meeting before are attached to each meeting, to be confirmed."""
    strays = [
        (item.title, item.meeting_date, row.meeting_date)
        for item in trial.expected(name)
        for row in trial.rows[name]
        if item.paragraphs and row.holds(item) and row.meeting_date != item.meeting_date
    ]
    assert strays == []


@pytest.mark.parametrize("name", sorted(SHUT))
def test_a_site_that_is_shut_has_no_rows_and_its_outcome_says_why(trial: Trial, name: str) -> None:
    assert trial.rows.get(name, []) == []
    with open_journal(trial.raws[name] / "journal.sqlite", read_only=True) as journal:
        host = journal.find_host(name)
        outcomes = Counter(str(known.state) for known in journal.read_urls(name) if known.kind not in ("site", "robots"))
        robots = [known for known in journal.read_urls(name) if known.kind == "robots"]
    assert host is not None
    assert host.given_up
    if name.startswith("robots_"):
        assert outcomes == {}
        assert [str(known.state) for known in robots] == ["done" if name == "robots_all" else "failed"]
    else:
        assert outcomes[SHUT[name]] >= 2
        assert set(outcomes) <= {SHUT[name], "skipped", "failed"}  # failed: a service that is not there (404)


@pytest.mark.parametrize("name", sorted(set(PROFILES) - TLS))
def test_one_request_at_a_time_and_never_closer_than_the_delay(trial: Trial, name: str) -> None:
    log = trial.running.log(name)
    assert log.most_in_flight() == 1
    assert log.least_gap() >= PACE.get(name, DELAY)


def test_a_slow_site_is_given_as_long_again_as_it_took_to_answer(trial: Trial) -> None:
    requests = trial.running.log("slow").requests()
    assert min(later.start - (earlier.end or 0.0) for earlier, later in pairwise(requests)) >= DELAY


def test_no_shield_was_met_by_a_crawler_that_keeps_its_pace_and_says_who_it_is(trial: Trial) -> None:
    for name in ("rate_shield", "azure_agent"):
        assert [request.target for request in trial.running.log(name).requests() if request.status == 403] == []


def test_a_rate_shield_that_is_met_is_recorded_and_passed_with_patience_later(tmp_path: Path) -> None:
    with serve([PROFILES["rate_shield"].called("hasty", **SMALL)], seed=5) as running:
        since = TODAY - timedelta(days=200)
        hasty = start(build_plan(running, ["hasty"], tmp_path / "raw", delay=0.02, since=since))
        hasty.communicate(timeout=120)
        assert hasty.returncode == 1
        with open_journal(tmp_path / "raw" / "journal.sqlite", read_only=True) as journal:
            states = {str(known.state) for known in journal.read_urls("hasty") if known.kind not in ("site", "robots")}
        assert "blocked" in states
        patient = start(build_plan(running, ["hasty"], tmp_path / "raw", delay=0.6, since=since))
        patient.communicate(timeout=120)
        assert patient.returncode == 0
        assert load([tmp_path / "raw"], tmp_path / "x.duckdb") == []
        rows = standing_items(tmp_path / "x.duckdb")["hasty"]
        wanted = running.truth("hasty").expected(since)
        assert wanted
        assert [item.title for item in wanted if sum(row.holds(item) for row in rows) != 1] == []

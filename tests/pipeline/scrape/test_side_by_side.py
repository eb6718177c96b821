"""Hosts are crawled side by side: each in its own time, none waiting for another; and one host is one host, however it is reached."""

from __future__ import annotations

from pathlib import Path

from pipeline.scrape.fetch import Lanes, host_of
from tests.pipeline.scrape.crawling import DELAY, crawl, documents, finds
from tests.server import PROFILES, Running, serve

SMALL = {"years": 1, "bodies": 0}
HOSTS = tuple(f"host{number:02}" for number in range(16))


def most_at_once(running: Running, names: tuple[str, ...]) -> int:
    """Return how many hosts had a request in flight at the same moment."""
    events = []
    for name in names:
        for request in running.log(name).requests():
            assert request.end is not None
            events += [(request.start, 1), (request.end, -1)]
    most = flying = 0
    for _, change in sorted(events):
        flying += change
        most = max(most, flying)
    return most


def test_requests_to_different_hosts_overlap(tmp_path: Path) -> None:
    with serve([PROFILES["plain"].called(name, **SMALL, latency=0.2) for name in HOSTS]) as running:
        done = crawl(running, HOSTS, tmp_path)
        assert done.code == 0
        assert most_at_once(running, HOSTS) >= len(HOSTS) // 2
        spans = [[request.start for request in running.log(name).requests()] for name in HOSTS]
        assert max(span[0] for span in spans) < min(span[-1] for span in spans), "each was begun before any had ended"
        assert {running.log(name).most_in_flight() for name in HOSTS} == {1}
        assert min(running.log(name).least_gap() for name in HOSTS) >= DELAY


def test_a_host_that_never_answers_keeps_no_other_waiting(tmp_path: Path) -> None:
    with serve([PROFILES["plain"].called(name, **SMALL) for name in ("silent", "well")]) as running:
        running.fault("silent", "drop", "ieSearchResults2", times=1)
        done = crawl(running, ["silent", "well"], tmp_path, timeout=8.0)
        assert done.code == 0
        dropped = next(request for request in running.log("silent").requests() if request.status == 0)
        meanwhile = [request for request in running.log("well").requests() if request.start < (dropped.end or 0.0)]
        assert len(meanwhile) == len(running.log("well").requests())
        found, _ = documents(tmp_path, "silent")
        assert [item.title for item in running.truth("silent").expected() if not finds(found, item)] == []


def test_a_host_that_another_site_redirects_to_is_still_asked_one_thing_at_a_time(tmp_path: Path) -> None:
    """Both are sites of the crawl and have the same host name, so that the redirect is followed."""
    with serve([PROFILES["plain"].called(name, **SMALL, latency=0.05) for name in ("old", "new")]) as running:
        running.fault("old", "offsite", "GetMeeting\\?|ieListDocuments", location=running.base_url("new"))
        crawl(running, ["old", "new"], tmp_path)
        log = running.log("new")
        assert sum(request.path == "/" for request in log.requests()) > 0, "no redirect was followed"
        assert log.most_in_flight() == 1
        assert log.least_gap() >= DELAY


def test_http_and_https_of_a_host_are_one_lane() -> None:
    lanes = Lanes(1.0)
    assert lanes.lane_of("http://a.example/x") is lanes.lane_of("https://A.example:443/y")
    assert lanes.lane_of("http://a.example/") is not lanes.lane_of("http://b.example/")
    assert host_of("http://a.example:8080/") != host_of("http://a.example/")

"""What a crawl costs, counted by the sites: requests for each relevant item, and against walking every meeting's page.

The sites are of a usual council's size. On a small one a bar in per cent says nothing: a second crawl of 30 requests cannot be cheaper
than one request, which is more than 2 % of them.
"""

from __future__ import annotations

import contextlib
import re
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from pipeline.scrape.scope import CONFIRMED_WITHIN
from pipeline.scrape.topics import load_topics
from tests.pipeline.scrape.crawling import crawl
from tests.server import PROFILES, Running, serve
from tests.server.profiles import DECADE

SITES = {
    "plain": DECADE,
    "search_only": DECADE,
    "pdf_only": DECADE | {"years": 5},
    "service_only": DECADE | {"years": 5},
    "lists_only": DECADE | {"years": 2},
}
WITH_SEARCH = ("plain", "search_only", "pdf_only")


@dataclass(frozen=True)
class Costs:
    """The paths that each site was asked for: by a dry run and the crawl after it, a crawl again, and a crawl on the next day."""

    running: Running
    dry: dict[str, dict[str, Any]]
    looked: dict[str, list[str]]
    first: dict[str, list[str]]
    second: dict[str, list[str]]
    next_day: dict[str, list[str]]


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Costs]:
    raw = tmp_path_factory.mktemp("costs") / "raw"
    with serve([PROFILES[name].called(name, **changes) for name, changes in SITES.items()]) as running:

        def asked(names: Iterable[str] = SITES, **options: Any) -> tuple[dict[str, dict[str, Any]], dict[str, list[str]]]:
            for name in names:
                warm_up(running, name)
            counts = crawl(running, names, raw, delay=0.002, today=running.clock, **options).counts
            return counts, {name: running.log(name).paths() for name in names}

        dry, looked = asked(dry_run=True)
        _, rest = asked()
        _, second = asked()
        running.clock += timedelta(days=1)
        _, next_day = asked(["plain"])
        running.clock -= timedelta(days=1)
        yield Costs(running, dry, looked, {name: looked[name] + rest[name] for name in SITES}, second, next_day)


def warm_up(running: Running, name: str) -> None:
    """Let a site make its index, so that it does not seem slow, and is not asked the more slowly for it; forget all requests."""
    with contextlib.suppress(OSError):  # a search that is shut
        urllib.request.urlopen(f"{running.base_url(name)}ieSearchResults2.aspx?SS=Ofsted").read()
    running.log(name).clear()


# A meeting whose minutes are printed only takes two requests: one that names the file, and the file.
@pytest.mark.parametrize(("name", "most"), [("plain", 1.5), ("search_only", 3.0), ("pdf_only", 3.0)])
def test_requests_for_each_relevant_item(costs: Costs, name: str, most: float) -> None:
    assert len(costs.first[name]) / len(costs.running.truth(name).expected()) <= most


@pytest.mark.parametrize("name", WITH_SEARCH)
def test_ten_times_fewer_than_walking_every_meeting(costs: Costs, name: str) -> None:
    assert len(costs.first[name]) * 10 <= costs.running.truth(name).meetings


@pytest.mark.parametrize("name", ["service_only", "lists_only"])
def test_without_a_search_each_meeting_of_the_bodies_that_matter_is_asked_for_once(costs: Costs, name: str) -> None:
    topics = load_topics()
    asked = [number for path in costs.first[name] if (number := _meeting_of(path))]
    meetings = [costs.running.council(name).meetings[number] for number in asked]
    assert len(asked) == len(set(asked))
    assert {meeting.committee.title for meeting in meetings if not topics.is_committee(meeting.committee.title)} == set()


def test_a_service_without_a_search_costs_no_more_than_its_meetings_and_files(costs: Costs) -> None:
    beside = [path for path in costs.first["service_only"] if not _meeting_of(path)]
    assert len(beside) <= 10, beside


@pytest.mark.parametrize("name", SITES)
def test_no_address_is_asked_for_twice(costs: Costs, name: str) -> None:
    assert len(costs.first[name]) == len(set(costs.first[name]))


@pytest.mark.parametrize("name", SITES)
def test_a_second_crawl_with_nothing_new_costs_two_percent_at_most(costs: Costs, name: str) -> None:
    assert 0 < len(costs.second[name]) <= 0.02 * len(costs.first[name])


def test_on_the_next_day_only_what_can_have_changed_is_asked_for(costs: Costs) -> None:
    name = "plain"
    searches = [path for path in costs.next_day[name] if "ieSearchResults2" in path]
    meetings = [costs.running.council(name).meetings[number] for path in costs.next_day[name] if (number := _meeting_of(path))]
    assert len(searches) == 1
    assert len(searches) + len(meetings) == len(costs.next_day[name])
    assert all(meeting.day > costs.running.clock - timedelta(days=CONFIRMED_WITHIN + 2) for meeting in meetings)


@pytest.mark.parametrize("name", SITES)
def test_a_dry_run_reckons_what_the_crawl_then_asks_for(costs: Costs, name: str) -> None:
    known, more = costs.dry[name]["expected"], costs.dry[name]["estimated"]
    asked = len(costs.first[name]) - len(costs.looked[name])
    assert more > 0
    assert known <= asked
    assert abs(known + more - asked) <= 0.5 * asked


def _meeting_of(path: str) -> int | None:
    found = re.search(r"(?:GetMeeting\?lMeetingId|ieListDocuments\.aspx\?.*MId)=(\d+)", path)
    return int(found[1]) if found else None

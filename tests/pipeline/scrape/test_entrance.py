"""robots.txt of a host that stumbles, redirects, or never ends: asked for again, taken as RFC 9309 says, and told in words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.pipeline.scrape.crawling import Crawled, crawl
from tests.server import PROFILES, Running, serve

ROBOTS = "^/robots\\.txt"
RULES = "User-agent: *\nDisallow: /\n"


def crawl_with(running: Running, faults: Mapping[str, tuple[str, dict[str, object]]], raw: Path) -> Crawled:
    for name, (kind, options) in faults.items():
        running.fault(name, kind, ROBOTS, **options)  # type: ignore[arg-type]
    return crawl(running, list(faults), raw, timeout=2.0, dry_run=True)


def sites(*names: str) -> list[object]:
    return [PROFILES["plain"].called(name, years=1, bodies=0) for name in names]


def asked(running: Running, name: str) -> int:
    return sum(request.path == "/robots.txt" for request in running.log(name).requests())


PASSING: dict[str, tuple[str, dict[str, object]]] = {
    "late": ("drop", {"times": 1}),
    "reset": ("reset", {"times": 2}),
    "cut": ("truncated", {"times": 1}),
    "unwell": ("500", {"times": 2}),
    "busy": ("503", {"times": 1, "retry_after": 1}),
}


def test_a_host_that_stumbles_is_asked_again(tmp_path: Path) -> None:
    with serve(sites(*PASSING), seed=2) as running:  # type: ignore[arg-type]
        done = crawl_with(running, PASSING, tmp_path)
        assert (done.stderr, done.code) == ("", 0), {name: counts["given_up"] for name, counts in done.counts.items()}
        for name, (_, options) in PASSING.items():
            assert done.counts[name]["given_up"] is None, name
            assert done.counts[name]["failed"] == 0, name
            assert (name, asked(running, name)) == (name, options["times"] + 1)  # type: ignore[operator]
        first, second = (request for request in running.log("busy").requests() if request.path == "/robots.txt")
        assert second.start - first.start >= 1.0


LASTING: dict[str, tuple[str, dict[str, object], str | None, int]] = {
    "unwell": ("500", {}, "robots.txt cannot be had (the server answered 500;", 3),
    "reset": ("reset", {}, "robots.txt cannot be had (Connection to the other side was lost", 3),
    "parked": ("429", {"retry_after": 90_000}, "the server answered 429 and asks to come back in 90,000 s", 1),
    "login": ("login", {}, "robots.txt cannot be had (redirected to the login page (ieLogon);", 1),
    "error": ("mg_error", {}, None, 1),
    "offsite": ("offsite", {}, "robots.txt cannot be had (a redirect leads to", 1),
    "endless": ("endless", {"start": "# no rules\n"}, None, 1),
    "shut": ("endless", {"start": RULES}, "robots.txt keeps crawlers out", 1),
    "huge": ("huge", {"start": RULES}, "robots.txt keeps crawlers out", 1),
    "bomb": ("gzip_bomb", {}, None, 1),
}


def test_what_lasts_is_taken_as_the_standard_says_and_told_in_words(tmp_path: Path) -> None:
    with serve(sites(*LASTING), seed=2) as running:  # type: ignore[arg-type]
        done = crawl_with(running, {name: (kind, options) for name, (kind, options, _, _) in LASTING.items()}, tmp_path)
        assert done.stderr == ""
        for name, (_, _, reason, requests) in LASTING.items():
            given_up = done.counts[name]["given_up"]
            assert (reason or "None") in str(given_up), name
            assert "twisted" not in str(given_up).lower(), name
            assert (name, asked(running, name)) == (name, requests)
            assert (len(running.log(name).requests()) > requests) is (reason is None), name

"""What crawls cost: `python -m benchmarks.crawl` crawls the local ModernGov, a site of every kind, and prints the requests that each spent.

Then, with `--hosts N`, N small sites side by side: wall time against the time that politeness alone asks of the slowest of them.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

from pipeline.crawls import run_crawl
from pipeline.scrape.plan import CrawlPlan, Site
from pipeline.scrape.topics import load_topics
from tests.server import PROFILES, Running, serve
from tests.server.profiles import DECADE

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


def crawl(running: Running, names: tuple[str, ...], raw: Path, delay: float) -> float:
    """Crawl the sites `names` and return the seconds that it took, the start of the process left out as far as the sites' logs tell."""
    plan = CrawlPlan(tuple(Site(name, running.base_url(name), named=True) for name in names), raw, running.clock, delay=delay)
    run_crawl(plan)
    requests = [request for name in names for request in running.log(name).requests()]
    return max(request.end or request.start for request in requests) - min(request.start for request in requests)


def print_costs(*, small: bool) -> None:
    """Print, for each kind of site, the requests of a first and a second crawl, for each relevant item and against walking all meetings.

    `matter` are the meetings of bodies that matter: where there is no search, each of them has to be asked for. The third crawl is on
    the next day, when what is recent or a draft can have changed. `small` sites have two years of meetings and a relevant item in
    every ninth; the others are of a usual council's size (`tests.server.profiles.DECADE`).
    """
    topics = load_topics()
    changes = {} if small else DECADE
    print(
        f"{'site':18}{'items':>7}{'requests':>10}{'an item':>9}{'meetings':>10}{'matter':>8}{'fewer':>8}{'again':>7}{'share':>7}{'next day':>10}"
    )
    with serve([PROFILES[name].called(name, **changes) for name in NAMES]) as running, tempfile.TemporaryDirectory() as folder:
        asked = []
        for days in (0, 0, 1):
            running.clock += timedelta(days=days)
            crawl(running, NAMES, Path(folder), 0.02)
            asked.append({name: len(running.log(name).requests()) for name in NAMES})
            for name in NAMES:
                running.log(name).clear()
        running.clock -= timedelta(days=1)
        first, again, next_day = asked
        for name in NAMES:
            truth = running.truth(name)
            items, held = len(truth.expected()), running.council(name).meetings.values()
            matter = sum(topics.is_committee(it.committee.title) and it.day <= running.clock and not it.cancelled for it in held)
            print(
                f"{name:18}{items:>7}{first[name]:>10}{first[name] / items:>9.2f}{truth.meetings:>10}{matter:>8}"
                f"{truth.meetings / first[name]:>7.1f}x{again[name]:>7}{again[name] / first[name]:>7.1%}{next_day[name]:>10}"
            )


def print_side_by_side(hosts: int, delay: float) -> None:
    """Print how long `hosts` sites take side by side, and how long the one with the most requests would take at `delay` alone."""
    names = tuple(f"host{number:03}" for number in range(hosts))
    with (
        serve([PROFILES["plain"].called(name, years=1, bodies=0) for name in names]) as running,
        tempfile.TemporaryDirectory() as folder,
    ):
        for name in names:  # each site makes its council and its search index now, and not all of them in the crawl's first second
            urllib.request.urlopen(f"{running.base_url(name)}ieSearchResults2.aspx?SS=Ofsted").read()
            running.log(name).clear()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = crawl(running, names, Path(folder), delay)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        logs = [running.log(name).requests() for name in names]
        gap = min(running.log(name).least_gap() for name in names)
        flying = max(running.log(name).most_in_flight() for name in names)
    most = max(len(log) for log in logs)
    polite = (most - 1) * delay
    answering = max((len(log) - 1) * delay + sum((request.end or request.start) - request.start for request in log) for log in logs)
    print(f"{hosts} hosts, {sum(map(len, logs))} requests, delay {delay:g} s: {seconds:.1f} s")
    print(
        f"the slowest host's bound: {polite:.1f} s by its delays alone ({seconds / polite - 1:+.1%}), {answering:.1f} s with the time it took to answer ({seconds / answering - 1:+.1%})"
    )
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"the crawling process took {busy:.1f} s of a processor ({busy / sum(map(len, logs)) * 1e3:.1f} ms a request); load of the machine "
        f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors: what it waits for one of them is in the time above"
    )
    print(f"least gap {gap:.3f} s, most requests in flight to one host {flying}")


def main() -> None:
    """Print the table, and on request the trial with many hosts."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawl", description=__doc__)
    parser.add_argument("--hosts", type=int, default=0, help="also crawl so many sites side by side")
    parser.add_argument("--delay", type=float, default=1.0, help="seconds between two requests to one host in that trial")
    parser.add_argument("--small", action="store_true", help="two years of meetings a site instead of ten")
    parser.add_argument("--no-costs", action="store_true", help="leave the table out")
    options = parser.parse_args()
    started = time.monotonic()
    if not options.no_costs:
        print_costs(small=options.small)
    if options.hosts:
        print_side_by_side(options.hosts, options.delay)
    print(f"({time.monotonic() - started:.0f} s)")


if __name__ == "__main__":
    main()

"""Starts a crawl as a process of its own and passes on what it tells: a reactor cannot be started twice, and crawls load neither spaCy nor duckdb."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from rich.console import Console
from rich.live import Live
from rich.table import Table

from pipeline.scrape.plan import CrawlPlan
from pipeline.scrape.progress import Counts, read_counts

Report = Callable[[Counts], None]
"""Told a site's figures whenever they change."""


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """How a crawl ended: the last figures of each site in the order of the plan, and the process's exit code (0: every host was crawled)."""

    counts: tuple[Counts, ...]
    code: int


def run_crawl(plan: CrawlPlan, report: Report = lambda counts: None) -> CrawlSummary:
    """Crawl as the plan says into its raw folder, in a process of its own, and return how it ended.

    What went wrong is told on stderr by that process. An interrupt lets it end after the requests in flight; a second ends it at once.
    """
    command = [sys.executable, "-m", "pipeline.scrape"]
    latest = {site.authority: Counts(site.authority) for site in plan.sites}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            process.stdin.write(plan.to_json())
            process.stdin.close()
        interrupted = False
        while True:
            try:
                for line in process.stdout:
                    counts = read_counts(line)
                    if counts is not None:
                        latest[counts.site] = counts
                        report(counts)
                break
            except KeyboardInterrupt:  # a terminal sends it to the crawling process too, which ends in order
                if interrupted:
                    process.kill()
                    raise
                interrupted = True
        code = process.wait()
    return CrawlSummary(tuple(latest.values()), code)


@contextmanager
def show_progress(names: Sequence[str]) -> Iterator[Report]:
    """Show a line a site on stderr while a crawl runs, on a terminal only; yields what is told a site's figures."""
    if not sys.stderr.isatty():
        yield lambda counts: None
        return
    latest: dict[str, Counts] = {}
    with Live(_progress_table(names, latest), console=Console(stderr=True), refresh_per_second=4, transient=True) as live:

        def report(counts: Counts) -> None:
            latest[counts.site] = counts
            live.update(_progress_table(names, latest))

        yield report


def _progress_table(names: Sequence[str], latest: Mapping[str, Counts]) -> Table:
    table = Table("site", "requests", "found", "fetched", "items", "skipped", "blocked", "failed", "", box=None)
    for name in names:
        known = latest.get(name)
        if known is None:
            table.add_row(name, *[""] * 7, "waits")
            continue
        kept = (known.requests, known.found, known.fetched, known.items, known.skipped)
        table.add_row(
            name, *map(str, (*kept, known.blocked + known.robots, known.failed)), known.given_up or ("done" if known.done else "")
        )
    return table


def crawl_table(summary: CrawlSummary, *, dry_run: bool = False) -> list[str]:
    """Return the lines of the table that ends a crawl: a row a site, and under it what is to be said of sites that were given up.

    That of a dry run ends in what a crawl would ask for: the requests that are known, and an estimate of those that they lead to.
    """
    names: tuple[str, ...] = ("site", "requests", "found", "fetched", "items", "skipped", "robots", "blocked", "failed", "waiting")
    rows = [
        (
            c.site,
            c.requests,
            c.found,
            c.fetched,
            c.items,
            c.skipped,
            c.robots,
            c.blocked,
            c.failed,
            *((c.expected, f"~{c.estimated}") if dry_run else (c.queued,)),
        )
        for c in summary.counts
    ]
    if dry_run:
        names = (*names[:-1], "to come", "and then")
    cells = [names, *(tuple(map(str, row)) for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(names))]
    lines = [
        "  ".join(cell.ljust(widths[at]) if at == 0 else cell.rjust(widths[at]) for at, cell in enumerate(row)).rstrip()
        for row in cells
    ]
    lines += [f"{c.site}: given up: {c.given_up}" for c in summary.counts if c.given_up]
    lines += [f"{c.site}: {note}" for c in summary.counts for note in c.notes]
    if dry_run:
        lines.append(
            "to come: addresses that are known; and then: an estimate of the items' pages, printed minutes and files that they lead to"
        )
    return lines

"""The command `crawl`: fetch into the archive."""

from __future__ import annotations

import math
import os
from datetime import date
from pathlib import Path

import click

from pipeline.cli.options import IsoDate
from pipeline.settings import build_settings


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option(
    "--base-url", "base_urls", multiple=True, metavar="NAME=URL", help="A site that is not in the register; NAME becomes its slug."
)
@click.option(
    "--since", type=IsoDate(), metavar="YYYY-MM-DD", help="The first day of meetings that are wanted [default: 2013-01-01]."
)
@click.option("--until", type=IsoDate(), metavar="YYYY-MM-DD", help="The last day of meetings that are wanted [default: today].")
@click.option(
    "--delay", type=click.FloatRange(min=0.0), default=1.0, show_default=True, help="Seconds between two requests to one host."
)
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Seconds to wait for a whole answer."
)
@click.option("--raw", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="The archive [default: data/raw].")
@click.option("--contact", envvar="OFSTED_MINUTES_CONTACT", metavar="TEXT", help="Address or URL by which councils can reach you.")
@click.option(
    "--topics", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Other committees and titles (TOML)."
)
@click.option("--dry-run", is_flag=True, help="Ask for robots.txt and the lists only; print what a crawl would ask for.")
@click.pass_context
def crawl(
    ctx: click.Context,
    slugs: tuple[str, ...],
    base_urls: tuple[str, ...],
    since: date | None,
    until: date | None,
    delay: float,
    timeout: float,
    raw: Path | None,
    contact: str | None,
    topics: Path | None,
    dry_run: bool,
) -> None:
    """Fetch what the committee sites of SLUGs say about inspections into the archive, politely, and never twice.

    SLUGs are authorities of the register. What a dry run or a crawl that was stopped has asked already is not asked again.

    \b
    Examples:
      ofsted-minutes crawl telford-and-wrekin stockton-on-tees --since 2022-01-01 --contact me@example.org
      ofsted-minutes crawl kent --dry-run
      ofsted-minutes crawl --base-url ashcombe=http://127.0.0.1:8700/ --delay 0.2
    """
    from pipeline.crawls import crawl_table, run_crawl, show_progress
    from pipeline.scrape.plan import CrawlPlan, PlanError, find_sites

    pairs = [tuple(given.split("=", 1)) for given in base_urls]
    if any(len(pair) != 2 or not all(pair) for pair in pairs):
        raise click.UsageError("--base-url is NAME=URL")
    try:
        sites = find_sites(slugs, tuple((pair[0], pair[1]) for pair in pairs))
    except PlanError as error:
        raise click.UsageError(f"{error.source}: {error.message}", ctx) from error
    if not sites:
        raise click.UsageError("name at least one authority, or a site with --base-url")
    for name, seconds in (("--delay", delay), ("--timeout", timeout)):
        if not math.isfinite(seconds):
            raise click.UsageError(f"{name} is a number of seconds, not {seconds}")
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}")
    settings = build_settings(os.environ, raw=raw)
    plan = CrawlPlan(sites, settings.raw, date.today(), since, until, delay, timeout, contact, topics, dry_run)
    with show_progress([site.authority for site in sites]) as report:
        summary = run_crawl(plan, report)
    print("\n".join(crawl_table(summary, dry_run=plan.dry_run)))
    ctx.exit(summary.code if summary.code in (0, 1, 2) else 1)

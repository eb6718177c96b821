"""The commands that read documents: `extract` prints what they say, `ingest` loads it."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from pipeline.cli.options import AUTHORITY, DATABASE, MEETING_DATE, PATHS, WORKERS, say_failure, show_reading, write_text
from pipeline.errors import Failure
from pipeline.settings import build_settings


@click.command()
@PATHS
@AUTHORITY
@MEETING_DATE
@click.option("--with-text", is_flag=True, help="Add the text of each item, which the offsets point into.")
@click.option("--explain", is_flag=True, help="Print, instead of JSON, what was kept and what was refused, each with its reason.")
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write, instead of JSON, a page with all of it marked.",
)
@WORKERS
@click.pass_context
def extract(
    ctx: click.Context,
    paths: tuple[Path, ...],
    authority: str | None,
    meeting_date: date | None,
    with_text: bool,
    explain: bool,
    html: Path | None,
    workers: int | None,
) -> None:
    """Print what the documents under PATHS say, as JSON Lines: one object a document.

    PATHS are files or folders of .html, .txt (a page saved as text), .pdf, .warc, .warc.gz or .wacz.

    \b
    Examples:
      ofsted-minutes extract saved-pages/
      ofsted-minutes extract --authority kent --meeting-date 2023-06-15 minutes.pdf
      ofsted-minutes extract crawl.warc.gz --with-text | jq .judgements
      ofsted-minutes extract page.html --explain
    """
    if not paths:
        raise click.UsageError("name at least one file or folder")
    from pipeline.explain import ExplanationPage, explain_lines
    from pipeline.output import build_json, build_json_line
    from pipeline.runs import read_extractions

    failed = False
    page = ExplanationPage()
    with show_reading(paths, quiet=sys.stdout.isatty()) as advance:
        results = read_extractions(paths, authority=authority, meeting_date=meeting_date, workers=workers)
        for done, result in enumerate(results, start=1):
            advance(done)
            if isinstance(result, Failure):
                failed = True
                say_failure(result)
                continue
            if html is not None:
                page.add(result.document, result.extractions)
            if explain:
                print("\n".join(explain_lines(result.document, result.extractions)), flush=True)
            elif html is None:
                print(build_json_line(build_json(result.document, result.extractions, with_text=with_text)), flush=True)
    if html is not None:
        write_text(ctx, html, page.render())
    ctx.exit(1 if failed else 0)


@click.command()
@PATHS
@DATABASE
@WORKERS
@AUTHORITY
@MEETING_DATE
@click.pass_context
def ingest(
    ctx: click.Context,
    paths: tuple[Path, ...],
    database: Path | None,
    workers: int | None,
    authority: str | None,
    meeting_date: date | None,
) -> None:
    """Load what is new under PATHS [default: data/raw] into the database.

    Documents that the database holds already are not read again, unless the rules that read them have changed.

    \b
    Examples:
      ofsted-minutes ingest
      ofsted-minutes ingest saved-pages/ --database mine.duckdb
      ofsted-minutes ingest minutes.pdf --authority kent --meeting-date 2023-06-15
    """
    from pipeline.runs import run_ingest
    from pipeline.summary import summary_lines

    settings = build_settings(os.environ, database=database, workers=workers)
    given = paths or (settings.raw,)
    with show_reading(given) as advance:
        summary = run_ingest(given, settings, authority=authority, meeting_date=meeting_date, progress=advance)
    for failure in summary.failures:
        say_failure(failure)
    print("\n".join(summary_lines(summary)))
    ctx.exit(1 if summary.failures else 0)

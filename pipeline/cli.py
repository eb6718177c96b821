"""The command line `ofsted-minutes`: options in, one call, print. An error becomes one line on stderr and an exit code.

Exit codes: 0 all was read, 1 some of it failed (each source named on stderr), 2 unusable arguments. Heavy modules are imported inside
the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from pipeline.errors import Failure, PipelineError
from pipeline.settings import SettingsError, build_settings

PROGRAM = "ofsted-minutes"
FORMATS = ("table", "csv", "json", "parquet")


class _Commands(click.Group):
    """A group whose commands end with one line for a person where a `PipelineError` reaches them."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PipelineError as error:
            _say_failure(Failure.of(error))
            ctx.exit(1)
        except SettingsError as error:
            raise click.UsageError(str(error), ctx) from error
        except RuntimeError as error:
            if str(error) == "Query interrupted":  # what DuckDB makes of Ctrl-C
                raise KeyboardInterrupt from error
            raise


class _IsoDate(click.ParamType[date]):
    """A calendar day written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date in the form YYYY-MM-DD", param, ctx)


_PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
_WORKERS = click.option("--workers", type=click.IntRange(min=1), help="Number of processes [default: one a processor, at most 8].")
_AUTHORITY = click.option("--authority", metavar="SLUG", help="The authority of inputs that do not say whose they are.")
_MEETING_DATE = click.option(
    "--meeting-date", type=_IsoDate(), metavar="YYYY-MM-DD", help="The meeting date of inputs that carry none."
)
_DATABASE = click.option(
    "--database", type=click.Path(path_type=Path), metavar="FILE", help="The DuckDB file [default: data/processed/minutes.duckdb]."
)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(version(PROGRAM), prog_name=PROGRAM)
def cli() -> None:
    """Read what English councils minute about Ofsted's inspections of their children's services.

    \b
    Examples:
      ofsted-minutes extract page.html minutes.pdf > found.jsonl
      ofsted-minutes ingest data/raw
      ofsted-minutes query "SELECT * FROM v_latest_judgements"
    """


@cli.command()
@_PATHS
@_AUTHORITY
@_MEETING_DATE
@click.option("--with-text", is_flag=True, help="Add the text of each item, which the offsets point into.")
@_WORKERS
@click.pass_context
def extract(
    ctx: click.Context,
    paths: tuple[Path, ...],
    authority: str | None,
    meeting_date: date | None,
    with_text: bool,
    workers: int | None,
) -> None:
    """Print what the documents under PATHS say, as JSON Lines: one object a document.

    PATHS are files or folders of .html, .txt (a page saved as text), .pdf, .warc, .warc.gz or .wacz.

    \b
    Examples:
      ofsted-minutes extract saved-pages/
      ofsted-minutes extract --authority kent --meeting-date 2023-06-15 minutes.pdf
      ofsted-minutes extract crawl.warc.gz --with-text | jq .judgements
    """
    if not paths:
        raise click.UsageError("name at least one file or folder")
    from pipeline.output import build_json, build_json_line
    from pipeline.runs import read_extractions

    failed = False
    with _progress(paths, quiet=sys.stdout.isatty()) as advance:
        results = read_extractions(paths, authority=authority, meeting_date=meeting_date, workers=workers)
        for done, result in enumerate(results, start=1):
            advance(done)
            if isinstance(result, Failure):
                failed = True
                _say_failure(result)
            else:
                print(build_json_line(build_json(result.document, result.extractions, with_text=with_text)), flush=True)
    ctx.exit(1 if failed else 0)


@cli.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option(
    "--base-url", "base_urls", multiple=True, metavar="NAME=URL", help="A site that is not in the register; NAME becomes its slug."
)
@click.option(
    "--since", type=_IsoDate(), metavar="YYYY-MM-DD", help="The first day of meetings that are wanted [default: 2013-01-01]."
)
@click.option("--until", type=_IsoDate(), metavar="YYYY-MM-DD", help="The last day of meetings that are wanted [default: today].")
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
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}")
    settings = build_settings(os.environ, raw=raw)
    plan = CrawlPlan(sites, settings.raw, date.today(), since, until, delay, timeout, contact, topics, dry_run)
    with show_progress([site.authority for site in sites]) as report:
        summary = run_crawl(plan, report)
    print("\n".join(crawl_table(summary, dry_run=plan.dry_run)))
    ctx.exit(summary.code if summary.code in (0, 1, 2) else 1)


@cli.command()
@_PATHS
@_DATABASE
@_WORKERS
@_AUTHORITY
@_MEETING_DATE
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
    with _progress(given) as advance:
        summary = run_ingest(given, settings, authority=authority, meeting_date=meeting_date, progress=advance)
    for failure in summary.failures:
        _say_failure(failure)
    print("\n".join(summary_lines(summary)))
    ctx.exit(1 if summary.failures else 0)


@cli.command()
@click.argument("sql")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How rows are written.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write here [default: stdout].")
@_DATABASE
@click.pass_context
def query(ctx: click.Context, sql: str, form: str, output: Path | None, database: Path | None) -> None:
    """Run SQL, one statement that reads, and print its rows. The database is never changed.

    \b
    Examples:
      ofsted-minutes query "SELECT * FROM v_latest_judgements"
      ofsted-minutes query "SELECT domain, grade, count(*) AS n FROM judgements GROUP BY ALL" --format csv
      ofsted-minutes query "FROM v_actions" --format parquet --output actions.parquet
    """
    if form == "parquet" and output is None and sys.stdout.isatty():
        raise click.UsageError("parquet is binary: use --output FILE or redirect stdout")
    from pipeline.rows import write_table
    from pipeline.warehouse.query import run_query

    settings = build_settings(os.environ, database=database)
    table = run_query(settings.database, sql)
    if output is None:
        write_table(table, form, sys.stdout)
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as stream:
            write_table(table, form, stream)
    except OSError as error:
        _say(f"{output}: cannot be written: {error.strerror or error}")
        ctx.exit(1)


@cli.command()
@click.option("--region", help="Only this region, e.g. London.")
@click.option("--type", "authority_type", help="Only this type, e.g. unitary.")
@click.option("--platform", help="Only this committee system, e.g. moderngov.")
@click.option("--search", metavar="TEXT", help="Only those whose name or slug contains TEXT.")
@click.option("--format", "form", type=click.Choice(FORMATS[:3]), default="table", show_default=True, help="How rows are written.")
def authorities(region: str | None, authority_type: str | None, platform: str | None, search: str | None, form: str) -> None:
    """List the authorities of the register: England's 153 children's services.

    \b
    Examples:
      ofsted-minutes authorities --region London --platform moderngov
      ofsted-minutes authorities --search bath --format json
    """
    from pipeline.register import read_register
    from pipeline.rows import write_rows

    columns = ("slug", "name", "region", "authority_type", "platform", "ons_code", "la_code", "ofsted_urn", "base_url")
    wanted = {"region": region, "authority_type": authority_type, "platform": platform}
    rows = [
        [getattr(row, column) for column in columns]
        for row in read_register()
        if all(value is None or getattr(row, column).lower() == value.lower() for column, value in wanted.items())
        and (search is None or search.lower() in row.name.lower() or search.lower() in row.slug)
    ]
    write_rows(columns, rows, form, sys.stdout)


@cli.command()
@click.argument("gold_dir", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print all figures and differences as one JSON object.")
@click.option("--write-precision", is_flag=True, help="Keep each rule's measured precision for the confidence of records.")
@_WORKERS
@click.pass_context
def evaluate(ctx: click.Context, gold_dir: Path, as_json: bool, write_precision: bool, workers: int | None) -> None:
    """Score extraction on the labelled documents of GOLD_DIR (documents, and gold/<stem>.json with their true answers).

    \b
    Examples:
      ofsted-minutes evaluate data/raw/sample
      ofsted-minutes evaluate data/raw/sample --json | jq .fields.judgements
    """
    import json

    from pipeline import evaluate as evaluation

    scores = evaluation.evaluate(gold_dir, workers=workers)
    for line in scores.unread:
        _say(line)
    if write_precision:
        evaluation.write_precision(scores)
    if as_json:
        print(json.dumps(scores.as_json(), ensure_ascii=False))
    else:
        print("\n".join(evaluation.report_lines(scores)))
    ctx.exit(1 if scores.unread else 0)


def main() -> None:
    """Run the command line; what the console script calls. Text is UTF-8 on every machine."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    cli(prog_name=PROGRAM)


def _say(text: str) -> None:
    """Write one line to stderr, whatever line breaks or control characters `text` holds."""
    print(f"{PROGRAM}: {' '.join(text.split())}", file=sys.stderr, flush=True)


def _say_failure(failure: Failure) -> None:
    _say(f"{failure.source}: {failure.message}")


@contextmanager
def _progress(paths: Sequence[Path], *, quiet: bool = False) -> Iterator[Callable[[int], None]]:
    """Show a bar on stderr while documents are dealt with, on a terminal only; yields what is told how many are done."""
    if quiet or not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from pipeline.sources import count_documents

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=count_documents(paths))
        yield lambda done: bar.update(task, completed=done)

"""The commands of the official record: `official import` loads lists of Ofsted's outcomes, `reconcile` holds the minutes against it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from pipeline.cli.options import DATABASE, FORMATS, say_failure
from pipeline.settings import build_settings

_STATUSES = ("match", "mismatch", "only_minutes", "only_official")
_COLUMNS = (
    "authority, framework, domain, status, grade_verdict, minutes_grade, official_grade, dates, minutes_start_date, minutes_end_date, official_start_date, "
    "official_end_date, reason, committee, meeting_date, minutes_evidence, official_evidence, official_page, official_source, minutes_url"
)
_SHORT = "authority, framework, domain, status, minutes_grade, official_grade, dates, coalesce(official_start_date, minutes_start_date) AS start_date, reason"


@click.group()
def official() -> None:
    """Keep what Ofsted itself published, beside what minutes say."""


@official.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@DATABASE
@click.pass_context
def import_files(ctx: click.Context, files: tuple[Path, ...], database: Path | None) -> None:
    """Load lists of inspection outcomes (CSV) into the official record; a list of the same name is replaced.

    Two layouts are recognised by their first line; see docs/cli.md. Inspection reports (PDF) are read by `ingest`.

    \b
    Examples:
      ofsted-minutes official import outcomes.csv
    """
    from pipeline.runs import import_official

    summary = import_official(files, build_settings(os.environ, database=database))
    for failure in summary.failures:
        say_failure(failure)
    print(f"{summary.loaded} inspections imported into {summary.database}")
    ctx.exit(1 if summary.failures else 0)


@click.command()
@click.option("--authority", metavar="SLUG", help="Only this authority.")
@click.option(
    "--verdict", type=click.Choice((*_STATUSES, "same", "within", "differ")), help="Only this status, or this verdict on dates."
)
@click.option("--format", "form", type=click.Choice(FORMATS[:3]), default="table", show_default=True, help="How rows are written.")
@click.option("--quality", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write the counts into this page.")
@DATABASE
def reconcile(authority: str | None, verdict: str | None, form: str, quality: Path | None, database: Path | None) -> None:
    """Hold what minutes say against the official record: one row an inspection and domain, with both sides and the reason.

    csv and json have all columns of v_reconciliation that a person needs, the words of both sides included.

    \b
    Examples:
      ofsted-minutes reconcile --verdict mismatch
      ofsted-minutes reconcile --authority kent --format csv > kent.csv
    """
    from pipeline.quality import build_table, write_part
    from pipeline.rows import write_table
    from pipeline.warehouse.query import run_query

    settings = build_settings(os.environ, database=database)
    where = ["true"]
    if authority:
        where.append(f"authority = '{authority.replace(chr(39), chr(39) * 2)}'")
    if verdict:
        where.append(f"{'status' if verdict in _STATUSES else 'dates'} = '{verdict}'")
    columns = _SHORT if form == "table" else _COLUMNS
    order = "ORDER BY authority, coalesce(official_start_date, minutes_start_date), framework, domain"
    condition = " AND ".join(where)
    write_table(run_query(settings.database, f"SELECT {columns} FROM v_reconciliation WHERE {condition} {order}"), form, sys.stdout)
    if quality is not None:
        counts = run_query(
            settings.database,
            f"SELECT status, dates, count(*) AS n FROM v_reconciliation WHERE {condition} GROUP BY ALL ORDER BY ALL",
        )
        rows = zip(*(column.to_pylist() for column in counts.columns), strict=True)
        lines = build_table(("status", "dates", "judgements"), ([cell if cell is not None else "" for cell in row] for row in rows))
        write_part(quality, "reconciliation", lines)

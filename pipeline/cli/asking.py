"""The commands that only look: `query` the database, list the `authorities` of the register."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from pipeline.cli.options import DATABASE, FORMATS, say
from pipeline.settings import build_settings


@click.command()
@click.argument("sql")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How rows are written.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write here [default: stdout].")
@DATABASE
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
        say(f"{output}: cannot be written: {error.strerror or error}")
        ctx.exit(1)


@click.command()
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

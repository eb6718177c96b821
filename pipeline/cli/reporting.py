"""The command `report`: the database as pages for people."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pipeline.cli.options import DATABASE, say
from pipeline.settings import build_settings


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@DATABASE
@click.option("--open", "show", is_flag=True, help="Open the report in the browser.")
def report(directory: Path, database: Path | None, show: bool) -> None:
    """Write the database as a site of plain files into DIR: an overview, a page an authority and theme, coverage and trust.

    The pages work without a server and ask no network for anything. A report that is in DIR already is replaced.

    \b
    Examples:
      ofsted-minutes report data/processed/report --open
    """
    from pipeline.report.site import write_report

    settings = build_settings(os.environ, database=database)
    directory = directory.absolute()
    n_pages = write_report(settings.database, directory)
    say(f"{n_pages} pages written; open {directory / 'index.html'}")
    if show:
        click.launch((directory / "index.html").as_uri())

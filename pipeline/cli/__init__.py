"""The command line `ofsted-minutes`: options in, one call, print. An error becomes one line on stderr and an exit code.

Exit codes: 0 all was read, 1 some of it failed (each source named on stderr), 2 unusable arguments. Heavy modules are imported inside
the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Any

import click

from pipeline.cli.asking import authorities, query
from pipeline.cli.crawling import crawl
from pipeline.cli.measuring import evaluate
from pipeline.cli.official import official, reconcile
from pipeline.cli.options import PROGRAM, say_failure
from pipeline.cli.reading import extract, ingest
from pipeline.cli.reporting import report
from pipeline.errors import Failure, PipelineError
from pipeline.settings import SettingsError


class Commands(click.Group):
    """A group whose commands end with one line for a person where a `PipelineError` reaches them."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command of `ctx`; one line and exit code 1 or 2 for what our own code could not do."""
        try:
            return super().invoke(ctx)
        except PipelineError as error:
            say_failure(Failure.of(error))
            ctx.exit(1)
        except SettingsError as error:
            raise click.UsageError(str(error), ctx) from error
        except RuntimeError as error:
            if str(error) == "Query interrupted":  # what DuckDB makes of Ctrl-C
                raise KeyboardInterrupt from error
            raise


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(version(PROGRAM), prog_name=PROGRAM)
def cli() -> None:
    """Read what English councils minute about Ofsted's inspections of their children's services.

    \b
    Examples:
      ofsted-minutes extract page.html minutes.pdf > found.jsonl
      ofsted-minutes ingest data/raw
      ofsted-minutes query "SELECT * FROM v_latest_judgements"
    """


for _command in (extract, crawl, ingest, query, official, reconcile, authorities, evaluate, report):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; what the console script calls. Text is UTF-8 on every machine."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    cli(prog_name=PROGRAM)

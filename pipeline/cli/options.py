"""What the commands share: the options that mean the same everywhere, and how they speak to a person on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from pipeline.errors import Failure

PROGRAM = "ofsted-minutes"
FORMATS = ("table", "csv", "json", "parquet")


class IsoDate(click.ParamType[date]):
    """A calendar day written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; fail with how it must be written."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date in the form YYYY-MM-DD", param, ctx)


PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
WORKERS = click.option("--workers", type=click.IntRange(min=1), help="Number of processes [default: one a processor, at most 8].")
AUTHORITY = click.option("--authority", metavar="SLUG", help="The authority of inputs that do not say whose they are.")
MEETING_DATE = click.option(
    "--meeting-date", type=IsoDate(), metavar="YYYY-MM-DD", help="The meeting date of inputs that carry none."
)
DATABASE = click.option(
    "--database", type=click.Path(path_type=Path), metavar="FILE", help="The DuckDB file [default: data/processed/minutes.duckdb]."
)


def say(text: str) -> None:
    """Write one line to stderr, whatever line breaks or control characters `text` holds."""
    print(f"{PROGRAM}: {' '.join(text.split())}", file=sys.stderr, flush=True)


def say_failure(failure: Failure) -> None:
    """Write the source of a failure and its reason as one line to stderr."""
    say(f"{failure.source}: {failure.message}")


def write_text(ctx: click.Context, path: Path, pieces: Iterable[str]) -> None:
    """Write `pieces` to `path` as UTF-8, whole or not at all; where that is not possible, say so and end with exit code 1."""
    aside = path.with_name(f"{path.name}.new")
    try:
        with aside.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            stream.writelines(pieces)
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        say(f"{path}: cannot be written: {error.strerror or error}")
        ctx.exit(1)


@contextmanager
def show_reading(paths: Sequence[Path], *, quiet: bool = False) -> Iterator[Callable[[int], None]]:
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

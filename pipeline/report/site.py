"""The report's files: every page, the texts of the evidence, and the style and script they share."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from pipeline.errors import PipelineError
from pipeline.report.evidence import EvidenceTexts, Place
from pipeline.report.labels import counted, file_name, label_of, web_address, written_date
from pipeline.report.pages import Pages
from pipeline.report.queries import QUERIES
from pipeline.warehouse.reading import read_rows

MARKER = "ofsted-minutes-report.txt"
"""File that a report's folder holds; a folder with other content and without it is never replaced."""
ASSETS = ("report.css", "report.js")


def write_report(database: Path, directory: Path) -> int:
    """Write the report of the warehouse at `database` into `directory`, whole or not at all; return the number of pages.

    A report that is there already is replaced. Raises PipelineError (stage `report`) where the folder holds something else or cannot
    be written; and the errors of `open_warehouse`.
    """
    if directory.exists() and not (directory / MARKER).exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise PipelineError("report", str(directory), "this is no report that could be replaced; name a new or empty folder")
    rows = read_rows(database, QUERIES)
    aside = directory.with_name(f"{directory.name}.new")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        for folder in ("authority", "theme", "evidence"):
            (aside / folder).mkdir(parents=True)
        n_pages = _write_pages(aside, rows)
        _replace(aside, directory)
    except OSError as error:
        raise PipelineError("report", str(error.filename or directory), f"cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return n_pages


def _write_pages(folder: Path, rows: dict[str, list[dict[str, Any]]]) -> int:
    evidence = EvidenceTexts(rows.pop("items"), rows.pop("evidence"))
    for name, script in evidence.files():
        (folder / "evidence" / name).write_text(script, encoding="ascii")
    pages = Pages(rows)
    environment = _environment(evidence.places)
    n_pages = 0

    def write(path: str, template: str, context: dict[str, Any]) -> None:
        nonlocal n_pages
        root = "../" if "/" in path else ""
        html = environment.get_template(f"{template}.html.j2").render(context, root=root)
        (folder / path).write_text(html, encoding="utf-8", errors="backslashreplace", newline="\n")
        n_pages += 1

    write("index.html", "overview", pages.overview())
    write("coverage.html", "coverage", pages.coverage())
    for name, context in pages.themes():
        write(f"theme/{name}.html", "theme", context)
    for name, context in pages.authorities():
        write(f"authority/{name}.html", "authority", context)
    for asset in ASSETS:
        text = resources.files("pipeline").joinpath("templates", "report", asset).read_text("utf-8")
        (folder / asset).write_text(text, encoding="utf-8", newline="\n")
    (folder / MARKER).write_text(
        "Made by `ofsted-minutes report`. Open index.html. The next report replaces this folder.\n", "utf-8"
    )
    return n_pages


def _environment(places: dict[str, Place]) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline", "templates/report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(label=label_of, day=written_date, counted=counted, file=file_name, web=web_address)

    def evidence(row_id: str | None, what: str) -> Markup:
        """Return the button that opens a row's evidence; `what` is what a listener is told it belongs to. Empty without a text."""
        place = places.get(row_id or "")
        if place is None:
            return Markup("")
        button = '<button type="button" class="evidence" data-at="{}|{}|{}" aria-label="Evidence: {}">Evidence</button>'
        return Markup(button).format(place.file, place.item, place.mark, what[:120])

    environment.globals["evidence"] = evidence
    return environment


def _replace(aside: Path, directory: Path) -> None:
    old = directory.with_name(f"{directory.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if directory.exists():
        directory.rename(old)
    aside.rename(directory)
    shutil.rmtree(old, ignore_errors=True)

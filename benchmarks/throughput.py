"""Pages a second through parse, extract and load on one core, beside a naive baseline in the same run, and where the time goes.

The baseline reads the same pages with BeautifulSoup's html.parser, runs one spaCy pipeline with a Matcher over each page's whole text, and
writes one INSERT a row. It finds less than we do, which is in its favour. Run: `make bench`, or `python -m benchmarks.throughput --pages 400`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import spacy
from bs4 import BeautifulSoup
from spacy.matcher import Matcher

from benchmarks.pages import build_page
from extractors import extract
from extractors.nlp import build_nlp
from extractors.precision import precision_of
from pipeline.models import Capture
from pipeline.parse.documents import parse_document
from pipeline.resolve import resolve_inspections
from pipeline.warehouse.database import build_aside
from pipeline.warehouse.write import LoadedDocument, write_documents, write_run

BATCH = 100


def captures(pages: list[bytes]) -> list[tuple[Capture, bytes]]:
    return [
        (Capture(f"file:{n}.html", hashlib.sha256(data).hexdigest(), f"{n}.html", len(data), authority="benchmark"), data)
        for n, data in enumerate(pages)
    ]


def run_ours(pages: list[bytes], folder: Path) -> tuple[dict[str, float], dict[str, int]]:
    """Seconds for each step, and rows for each table."""
    spent = {"parse": 0.0, "extract": 0.0, "load": 0.0}

    def documents() -> Iterator[list[LoadedDocument]]:
        batch: list[LoadedDocument] = []
        for capture, data in captures(pages):
            start = time.perf_counter()
            document = parse_document(capture, data)
            parsed = time.perf_counter()
            batch.append(LoadedDocument(document, tuple(extract(item) for item in document.items), "benchmark"))
            spent["parse"] += parsed - start
            spent["extract"] += time.perf_counter() - parsed
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    build_nlp()
    database = folder / "ours.duckdb"
    start = time.perf_counter()
    with build_aside(database) as building:
        write_documents(building, documents(), precision_of, resolve_inspections)
        write_run(building, datetime.now(UTC), [], loaded=len(pages), unchanged=0, failed=0)
    spent["load"] = time.perf_counter() - start - spent["parse"] - spent["extract"]
    with duckdb.connect(database, read_only=True) as connection:
        rows = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("items", "inspection_mentions", "judgements", "improvement_areas", "actions")
        }
    return spent, rows


def run_naive(pages: list[bytes], folder: Path) -> tuple[dict[str, float], dict[str, int]]:
    nlp, matcher = naive_pipeline()
    spent = {"parse": 0.0, "extract": 0.0, "load": 0.0}
    rows = 0
    with duckdb.connect(folder / "naive.duckdb") as connection:
        connection.execute("CREATE TABLE items (page INTEGER, number VARCHAR, title VARCHAR, text VARCHAR)")
        connection.execute(
            "CREATE TABLE facts (page INTEGER, rule VARCHAR, start_char INTEGER, end_char INTEGER, evidence VARCHAR)"
        )
        for number, data in enumerate(pages):
            start = time.perf_counter()
            soup = BeautifulSoup(data, "html.parser")
            items = []
            for row in soup.select("table.mgItemTable tr")[1:]:
                titles = row.select("p.mgAiTitleTxt")
                items.append((titles[0].get_text(), titles[-1].get_text(), "\n".join(p.get_text(" ") for p in row.select("p"))))
            parsed = time.perf_counter()
            doc = nlp("\n\n".join(text for _, _, text in items))
            found = [(nlp.vocab.strings[key], doc[a:b]) for key, a, b in matcher(doc)]
            extracted = time.perf_counter()
            for item in items:
                connection.execute("INSERT INTO items VALUES (?, ?, ?, ?)", (number, *item))
            for rule, span in found:
                connection.execute(
                    "INSERT INTO facts VALUES (?, ?, ?, ?, ?)", (number, rule, span.start_char, span.end_char, span.text)
                )
            rows += len(items) + len(found)
            spent["parse"] += parsed - start
            spent["extract"] += extracted - parsed
            spent["load"] += time.perf_counter() - extracted
    return spent, {"rows": rows}


def naive_pipeline() -> tuple[spacy.Language, Matcher]:
    """Blank English with a sentencizer, and about a hundred token patterns, as a first version would have them."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    matcher = Matcher(nlp.vocab)
    for grade in ("outstanding", "good", "inadequate", "requires"):
        for verb in ("judged", "rated", "graded", "found", "deemed"):
            matcher.add(f"judged-{grade}-{verb}", [[{"LOWER": verb}, {"OP": "{0,3}"}, {"LOWER": grade}]])
        for domain in ("leaders", "protection", "leavers", "care", "effectiveness", "overall"):
            matcher.add(f"area-{grade}-{domain}", [[{"LOWER": domain}, {"OP": "{0,4}"}, {"LOWER": grade}]])
    for month in (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ):
        matcher.add(f"day-{month}", [[{"IS_DIGIT": True}, {"LOWER": month.lower()}, {"SHAPE": "dddd", "OP": "?"}]])
        matcher.add(f"month-{month}", [[{"LOWER": month.lower()}, {"SHAPE": "dddd"}]])
        matcher.add(
            f"range-{month}",
            [[{"IS_DIGIT": True}, {"LOWER": {"IN": ["and", "to", "-"]}}, {"IS_DIGIT": True}, {"LOWER": month.lower()}]],
        )
    for word in ("resolved", "agreed", "noted", "approved", "requested", "delegated", "recommended", "endorsed"):
        matcher.add(f"action-{word}", [[{"LOWER": word}, {"OP": "{0,2}"}, {"LOWER": "that"}]])
    for word in ("improvement", "recommendations", "development", "weakness", "priority"):
        matcher.add(f"area-{word}", [[{"LOWER": {"IN": ["areas", "area", "key"]}}, {"LOWER": "for"}, {"LOWER": word}]])
    return nlp, matcher


def report(name: str, spent: dict[str, float], rows: dict[str, int], pages: int) -> float:
    total = sum(spent.values())
    parts = ", ".join(f"{step} {1000 * seconds / pages:.2f}" for step, seconds in spent.items())
    print(f"{name:9} {pages / total:8.1f} pages/s   ms a page: {parts}   rows: {rows}")
    return pages / total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300, help="how many pages, about 38 KB each (default 300)")
    parser.add_argument(
        "--rounds", type=int, default=3, help="rounds of both, one after the other; the best of each counts (default 3)"
    )
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pages = [build_page(number) for number in range(options.pages)]
    few = pages[: max(20, options.pages // 10)]  # the baseline is slow; its time a page does not depend on their number
    print(f"{len(pages)} pages of {sum(map(len, pages)) / len(pages) / 1000:.1f} KB, one core")
    best: dict[str, float] = {}
    runs: list[tuple[str, Callable[[list[bytes], Path], tuple[dict[str, float], dict[str, int]]], list[bytes]]] = [
        ("ours", run_ours, pages),
        ("baseline", run_naive, few),
    ]
    for _ in range(options.rounds):
        for name, run, given in runs:
            with tempfile.TemporaryDirectory() as folder:
                spent, rows = run(given, Path(folder))
            best[name] = max(best.get(name, 0.0), report(name, spent, rows, len(given)))
    print(f"ours is {best['ours'] / best['baseline']:.1f} times as fast as the baseline")


if __name__ == "__main__":
    main()

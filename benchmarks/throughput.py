"""Pages a second through parse, extract and load on one core, beside a naive baseline in the same run, and where the time goes.

The baseline reads the same pages with BeautifulSoup's html.parser, runs one spaCy pipeline with a Matcher over each page's whole text, and
writes the very rows that we write, one INSERT each. Its Matcher finds less than we do, which is in its favour. Both clocks are shown: wall time, and the processor time of the
process, which other work on the machine disturbs less; medians of the rounds count. Run: `make bench`, or `python -m benchmarks.throughput --pages 400`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from statistics import median

import duckdb
import spacy
from bs4 import BeautifulSoup
from spacy.matcher import Matcher

from benchmarks.pages import build_page
from extractors import extract
from extractors.nlp import build_nlp
from extractors.precision import precision_of
from pipeline.executors import build_inline_executor
from pipeline.models import Capture
from pipeline.parse.documents import parse_document
from pipeline.resolve import resolve_inspections
from pipeline.warehouse.database import build_aside
from pipeline.warehouse.rows import build_rows
from pipeline.warehouse.write import LoadedDocument, write_documents, write_run

BATCH = 100
STEPS = ("parse", "extract", "load")


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds of wall time and of the process's processor time, at a moment or spent on a step."""

    wall: float = 0.0
    cpu: float = 0.0

    @classmethod
    def now(cls) -> Clock:
        return cls(time.perf_counter(), time.process_time())

    def __add__(self, other: Clock) -> Clock:
        return Clock(self.wall + other.wall, self.cpu + other.cpu)

    def __sub__(self, other: Clock) -> Clock:
        return Clock(self.wall - other.wall, self.cpu - other.cpu)


Spent = dict[str, Clock]
Run = Callable[[list[bytes], Path], tuple[Spent, dict[str, int]]]


def captures(pages: list[bytes]) -> list[tuple[Capture, bytes]]:
    return [
        (Capture(f"file:{n}.html", hashlib.sha256(data).hexdigest(), f"{n}.html", len(data), authority="benchmark"), data)
        for n, data in enumerate(pages)
    ]


def run_ours(pages: list[bytes], folder: Path) -> tuple[Spent, dict[str, int]]:
    """What each step took, and rows for each table."""
    spent = dict.fromkeys(STEPS, Clock())

    def documents() -> Iterator[list[LoadedDocument]]:
        batch: list[LoadedDocument] = []
        for capture, data in captures(pages):
            start = Clock.now()
            document = parse_document(capture, data)
            parsed = Clock.now()
            batch.append(LoadedDocument(document, tuple(extract(item) for item in document.items), "benchmark"))
            spent["parse"] += parsed - start
            spent["extract"] += Clock.now() - parsed
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    build_nlp()
    database = folder / "ours.duckdb"
    start = Clock.now()
    with build_inline_executor(1), build_aside(database) as building:  # as an ingest with one worker
        write_documents(building, documents(), precision_of, resolve_inspections)
        write_run(building, datetime.now(UTC), [], loaded=len(pages), unchanged=0, failed=0)
    spent["load"] = Clock.now() - start - spent["parse"] - spent["extract"]
    with duckdb.connect(database, read_only=True) as connection:
        rows = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("items", "inspection_mentions", "judgements", "improvement_areas", "actions")
        }
    return spent, rows


def run_naive(pages: list[bytes], folder: Path) -> tuple[Spent, dict[str, int]]:
    nlp, matcher = naive_pipeline()
    spent = dict.fromkeys(STEPS, Clock())
    rows = matches = 0
    same_rows = [list(build_rows(loaded, precision_of)) for loaded in read_all(pages)]  # what there is to write; not counted
    with duckdb.connect(folder / "naive.duckdb") as connection:
        connection.execute(resources.files("pipeline.warehouse").joinpath("schema.sql").read_text("utf-8"))
        for data, rows_of_page in zip(pages, same_rows, strict=True):
            start = Clock.now()
            soup = BeautifulSoup(data, "html.parser")
            items = []
            for row in soup.select("table.mgItemTable tr")[1:]:
                titles = row.select("p.mgAiTitleTxt")
                items.append((titles[0].get_text(), titles[-1].get_text(), "\n".join(p.get_text(" ") for p in row.select("p"))))
            parsed = Clock.now()
            doc = nlp("\n\n".join(text for _, _, text in items))
            found = [(nlp.vocab.strings[key], doc[a:b].text) for key, a, b in matcher(doc)]
            extracted = Clock.now()
            for table, row in rows_of_page:
                marks = ", ".join("?" * len(row))
                values = [list(value) if isinstance(value, tuple) else value for value in row.values()]
                connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", values)
            rows += len(rows_of_page)
            matches += len(found)
            spent["parse"] += parsed - start
            spent["extract"] += extracted - parsed
            spent["load"] += Clock.now() - extracted
    return spent, {"rows": rows, "matches": matches}


def read_all(pages: list[bytes]) -> Iterator[LoadedDocument]:
    for capture, data in captures(pages):
        document = parse_document(capture, data)
        yield LoadedDocument(document, tuple(extract(item) for item in document.items), "benchmark")


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


def report(name: str, spent: Spent, pages: int, rows: dict[str, int] | None = None) -> None:
    total = sum(spent.values(), Clock())
    for clock in ("wall", "cpu"):
        parts = ", ".join(f"{step} {1000 * getattr(spent[step], clock) / pages:.2f}" for step in STEPS)
        seconds = getattr(total, clock)
        print(f"{name:18} {clock:4} {pages / seconds:7.1f} pages/s   {1000 * seconds / pages:7.2f} ms a page: {parts}")
    if rows:
        print(f"{name:18} rows {rows}")


def middle(rounds: list[Spent]) -> Spent:
    """The median of each step by each clock."""
    return {
        step: Clock(median(spent[step].wall for spent in rounds), median(spent[step].cpu for spent in rounds)) for step in STEPS
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=600, help="how many pages, about 40 KB each (default 600)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of both, one after the other; the medians count (default 3)")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pages = [build_page(number) for number in range(options.pages)]
    few = pages[: max(20, options.pages // 10)]  # the baseline is slow; its time a page does not depend on their number
    print(f"{len(pages)} pages of {sum(map(len, pages)) / len(pages) / 1000:.1f} KB, one core")
    runs: list[tuple[str, Run, list[bytes]]] = [("ours", run_ours, pages), ("baseline", run_naive, few)]
    rounds: dict[str, list[Spent]] = {name: [] for name, _, _ in runs}
    for number in range(1, options.rounds + 1):
        for name, run, given in runs:
            with tempfile.TemporaryDirectory() as folder:
                spent, rows = run(given, Path(folder))
            rounds[name].append(spent)
            report(f"{name} {number}", spent, len(given), rows)
    page: dict[str, Clock] = {}
    for name, _, given in runs:
        spent = middle(rounds[name])
        report(f"{name}, median", spent, len(given))
        total = sum(spent.values(), Clock())
        page[name] = Clock(total.wall / len(given), total.cpu / len(given))
    wall, cpu = page["baseline"].wall / page["ours"].wall, page["baseline"].cpu / page["ours"].cpu
    print(f"ours is {wall:.1f} times as fast as the baseline by wall time, {cpu:.1f} times by processor time")


if __name__ == "__main__":
    main()

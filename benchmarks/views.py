"""How fast the views answer at full size: `python -m benchmarks.views` fills a warehouse with 153 authorities, ten years and 200,000 items
(deterministic, invented), then prints for each view the time of reading all its rows.

Beside some views stands the same question asked of the base tables with pandas.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import duckdb
import pandas as pd

from extractors.records import (
    Action,
    ActionKind,
    DatePrecision,
    Evidence,
    Extraction,
    Framework,
    Grade,
    ImprovementArea,
    Inspection,
    Item,
    Judgement,
    PageKind,
    Period,
)
from pipeline.models import Capture, MinutesDocument
from pipeline.official import Basis, OfficialGrade, OfficialItem, OfficialItemKind, OfficialReport
from pipeline.register import read_regimes, read_register
from pipeline.resolve import resolve_inspections
from pipeline.warehouse.database import build_aside, open_warehouse
from pipeline.warehouse.rows import LoadedDocument
from pipeline.warehouse.write import write_documents, write_official_list

GRADES = (Grade.OUTSTANDING, Grade.GOOD, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
COMMITTEES = (
    "Cabinet",
    "Children and Young People Scrutiny Committee",
    "Corporate Parenting Panel",
    "Council",
    "Health and Wellbeing Board",
)
AREAS = (
    ("the quality of pathway plans", ("pathway_planning",)),
    ("management oversight and supervision", ("management_oversight", "supervision")),
    ("the timeliness of initial health assessments", ("health_in_care",)),
    ("sufficiency of placements", ("placement_sufficiency",)),
    ("the response to children who go missing", ("missing",)),
)
ACTIONS = (
    ("the report be noted", ActionKind.NOTE, None),
    ("the Director report back on progress in six months", ActionKind.REQUEST, "Director"),
    ("the improvement plan be approved", ActionKind.APPROVE, None),
)


def build_documents(items: int, seed: int = 1) -> Iterator[LoadedDocument]:
    """Yield meeting pages of ten items: most about other things, some about an inspection of their authority."""
    chance = random.Random(seed)
    authorities = read_register()
    for number in range(items // 10):
        authority = authorities[number % len(authorities)]
        day = date(2016, 1, 4) + timedelta(days=chance.randrange(3800))
        committee = chance.choice(COMMITTEES)
        pairs = [_item(chance, authority.slug, committee, day, place) for place in range(10)]
        url = f"https://{authority.slug}.example/ieListDocuments.aspx?MId={number}"
        capture = Capture(
            url, f"{number:064d}", f"data/raw/{authority.slug}/{number}.html", 1000, fetched_at="2026-01-01T00:00:00Z"
        )
        document = MinutesDocument(
            capture, PageKind.MEETING, committee, "bench/1", tuple(item for item, _ in pairs), authority.slug, url
        )
        yield LoadedDocument(document, tuple(extraction for _, extraction in pairs), "bench")


def _item(chance: random.Random, authority: str, committee: str, day: date, place: int) -> tuple[Item, Extraction]:
    title = f"Item {place} of {day}"
    if place or chance.random() < 0.4:
        action = chance.choice(ACTIONS)
        text = f"{title}\n\nMembers talked about the business in hand.\n\nRESOLVED: That {action[0]}"
        item = Item(text, place, str(place + 1), title, authority, committee, day)
        return item, Extraction(actions=(_action(item, *action),))
    year = chance.choice((2016, 2018, 2021, 2023, 2025))
    start = date(year, 3, 6)
    framework = Framework.SIF if year < 2018 else Framework.ILACS
    domains = [regime.domain for regime in read_regimes() if regime.framework is framework and regime.covers(start)]
    grades = [(domain, chance.choice(GRADES)) for domain in domains]
    areas = chance.sample(AREAS, 3)
    lines = [f"{domain.value} was judged {grade.value}" for domain, grade in grades]
    text = "\n".join(
        (
            f"Inspection {title}",
            "",
            f"Inspected from {start}.",
            *lines,
            *(area for area, _ in areas),
            "RESOLVED: That the report be noted",
        )
    )
    item = Item(text, place, str(place + 1), f"Inspection {title}", authority, committee, day)
    dates = Inspection(
        framework,
        start.isoformat(),
        date(year, 3, 17).isoformat(),
        DatePrecision.DAY,
        date(year, 5, 2).isoformat(),
        Period.CURRENT,
        _cut(item, f"from {start}"),
    )
    extraction = Extraction(
        inspections=(dates,),
        judgements=tuple(Judgement(d, g, Period.CURRENT, _cut(item, line)) for (d, g), line in zip(grades, lines, strict=True)),
        improvement_areas=tuple(
            ImprovementArea(n, None, area, themes, _cut(item, area)) for n, (area, themes) in enumerate(areas, 1)
        ),
        actions=(_action(item, *ACTIONS[0]),),
    )
    return item, extraction


def _action(item: Item, words: str, kind: ActionKind, owner: str | None) -> Action:
    due = "in six months" if owner else None
    return Action(1, None, words, kind, owner, due, None, _cut(item, words))


def _cut(item: Item, words: str) -> Evidence:
    start = item.text.index(words)
    return Evidence.cut(item, start, start + len(words), "bench.rule")


def build_reports(seed: int = 2) -> Iterator[OfficialReport]:
    """Yield the official record of every authority's inspections in the same years."""
    chance = random.Random(seed)
    for authority in read_register():
        for year in (2016, 2018, 2021, 2023, 2025):
            start = date(year, 3, 6)
            framework = Framework.SIF if year < 2018 else Framework.ILACS
            grades = tuple(
                OfficialGrade(regime.domain, chance.choice(GRADES))
                for regime in read_regimes()
                if regime.framework is framework and regime.covers(start)
            )
            items = tuple(OfficialItem(n, OfficialItemKind.AREA, text, themes) for n, (text, themes) in enumerate(AREAS, 1))
            yield OfficialReport(authority.slug, authority.name, framework, f"file:bench.csv#{authority.slug}{year}", None, start,
                                 date(year, 3, 17), date(year, 5, 2), Basis.LISTING, None, grades, items)  # fmt: skip


def build_warehouse(path: Path, items: int) -> None:
    """Fill a new warehouse at `path`."""
    with build_aside(path) as build:
        documents = build_documents(items)
        batches = iter(lambda: list(islice(documents, 500)), [])
        write_documents(build, batches, lambda rule: 0.9, resolve_inspections)
        write_official_list(build, "bench.csv", build_reports())


def pandas_theme_frequency(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return how often each theme is named a year, from the base tables."""
    areas = connection.execute("SELECT item_id, themes FROM improvement_areas").df()
    items = connection.execute("SELECT item_id, meeting_date FROM items WHERE superseded_by IS NULL").df()
    merged = areas.merge(items, on="item_id").explode("themes")
    return merged.groupby(["themes", merged["meeting_date"].dt.year]).size().reset_index()


def pandas_actions(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the actions with their meetings, from the base tables."""
    actions = connection.execute("SELECT * FROM actions").df()
    items = connection.execute("SELECT item_id, meeting_id, title FROM items WHERE superseded_by IS NULL").df()
    meetings = connection.execute("SELECT meeting_id, committee, meeting_date FROM meetings").df()
    return actions.merge(items, on="item_id").merge(meetings, on="meeting_id").sort_values("meeting_date")


BESIDE: dict[str, Callable[[duckdb.DuckDBPyConnection], pd.DataFrame]] = {
    "v_theme_by_year": pandas_theme_frequency,
    "v_actions": pandas_actions,
}


def timed(ask: Callable[[], object], rounds: int) -> float:
    """Return the median time of `rounds` askings in milliseconds."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        ask()
        times.append(time.perf_counter() - begin)
    return sorted(times)[rounds // 2] * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="build the database here and leave it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "minutes.duckdb"
        if not path.exists():
            begin = time.perf_counter()
            build_warehouse(path, options.items)
            print(f"{options.items} items loaded in {time.perf_counter() - begin:.0f} s, {path.stat().st_size / 2**20:.0f} MiB")
        with open_warehouse(path) as connection:
            views = [
                name
                for (name,) in connection.execute(
                    "SELECT view_name FROM duckdb_views() WHERE view_name LIKE 'v\\_%' ESCAPE '\\' ORDER BY 1"
                ).fetchall()
            ]
            print(f"{'view':28}{'rows':>9}{'ms':>9}{'count ms':>10}{'pandas ms':>11}")
            for name in views:
                rows = connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
                whole = timed(lambda: connection.execute(f"SELECT * FROM {name} LIMIT 1000").fetchall(), options.rounds)  # noqa: B023
                count = timed(lambda: connection.execute(f"SELECT count(*) FROM {name}").fetchall(), options.rounds)  # noqa: B023
                beside = f"{timed(lambda: BESIDE[name](connection), options.rounds):11.0f}" if name in BESIDE else ""  # noqa: B023
                print(f"{name:28}{rows:>9}{whole:>9.0f}{count:>10.0f}{beside}")


if __name__ == "__main__":
    main()

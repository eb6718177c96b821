"""Where things stand in the report's charts, in the units of their SVG view boxes. The templates draw them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

WIDTH, LEFT, ROW = 720, 170, 34
_NEAR = 22  # two marks nearer than this would cover each other


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign at x, y: the letters of a grade, or a plain tick where there is none."""

    x: float
    y: float
    letters: str
    grade: str
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows of marks over an axis of years."""

    height: int
    rows: tuple[tuple[str, float], ...]
    years: tuple[tuple[int, float], ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Upright bars, one a year: label, count, x, y, height; `width` of each."""

    width: float
    bars: tuple[tuple[int, int, float, float, float], ...]


def build_timeline(rows: Sequence[tuple[str, Sequence[tuple[date, str, str, str]]]]) -> Timeline | None:
    """Return a timeline of named rows of (day, letters, grade, title); null where no row has a day."""
    days = [mark[0] for _, marks in rows for mark in marks]
    if not days:
        return None
    first, last = min(days).year, max(days).year + 1
    span = date(last, 1, 1).toordinal() - date(first, 1, 1).toordinal()

    def place(day: date) -> float:
        return round(LEFT + (WIDTH - LEFT - 20) * (day.toordinal() - date(first, 1, 1).toordinal()) / span, 1)

    named, marks = [], []
    for number, (name, entries) in enumerate(rows):
        y = 24 + number * ROW
        named.append((name, float(y)))
        before = -100.0
        for day, letters, grade, title in sorted(entries):
            x = place(day)
            if letters and x - before < _NEAR:
                x = before + _NEAR
            before = x
            marks.append(Mark(x, float(y), letters, grade, title))
    step = max(1, (last - first) // 10)
    years = tuple((year, place(date(year, 1, 1))) for year in range(first, last + 1, step))
    return Timeline(24 + len(rows) * ROW + 20, tuple(named), years, tuple(marks))


def build_bars(counts: Sequence[Mapping[str, Any]], height: int = 120) -> Bars | None:
    """Return bars of `n_areas` by `year`, years without any included; null where there is nothing to show."""
    by_year = {int(row["year"]): int(row["n_areas"]) for row in counts}
    if not by_year:
        return None
    years = range(min(by_year), max(by_year) + 1)
    most = max(by_year.values())
    step = min(60.0, (WIDTH - 40) / len(years))
    bars = []
    for number, year in enumerate(years):
        count = by_year.get(year, 0)
        tall = round(height * count / most, 1)
        bars.append((year, count, round(20 + number * step, 1), round(20 + height - tall, 1), tall))
    return Bars(round(step * 0.8, 1), tuple(bars))

"""What each page of the report shows, out of the rows of `queries.QUERIES`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from pipeline.report.charts import Timeline, build_bars, build_timeline
from pipeline.report.labels import file_name, label_of, written_date

Row = dict[str, Any]

LETTERS = {"outstanding": "O", "good": "G", "requires_improvement": "RI", "inadequate": "I", "adequate": "A"}
"""Letters of a grade in charts, so that colour is never alone."""

AREAS_OF_THEME = 300
"""Newest areas that a theme's page lists; all stand on the authorities' pages."""
FAILURES_SHOWN = 500
"""Newest failures that the coverage page lists."""


class Pages:
    """The contexts of all pages, over one reading of the database."""

    def __init__(self, rows: Mapping[str, list[Row]]) -> None:
        self._rows = rows
        self._names: dict[str, str] = {row["authority"]: row["authority_name"] for row in rows["comparison"]}
        graded = {row["domain"] for row in (*rows["latest"], *rows["known"])}
        self.domains = [row["domain"] for row in rows["domains"] if row["domain"] in graded]
        self._mentions = {row["inspection_id"]: row["mention_id"] for row in rows["mentions"]}
        self._by_authority = {
            name: _grouped(rows[name], "authority")
            for name in ("latest", "trend", "timeline", "areas", "actions", "lag", "reconciliation", "known", "coverage")
        }

    def overview(self) -> Row:
        """Return the grid of authorities and domains, what its controls need, and the totals."""
        rows = self._rows
        register = {row["slug"]: row for row in rows["register"]}
        slug_of = {row["la_code"]: row["slug"] for row in rows["register"] if row["la_code"]}
        neighbours: dict[str, list[str]] = {}
        for slug, row in register.items():
            near = [slug_of[code] for code in row["statistical_neighbours"] or () if code in slug_of]
            if near and slug in self._names:
                neighbours[slug] = near
        compared = rows["comparison"]
        return {
            "compared": compared,
            "domains": self.domains,
            "states": {row["authority"]: self._states(row["authority"]) for row in compared},
            "undated": {row["authority"]: self._undated(row["authority"]) for row in compared},
            "neighbours": neighbours,
            "regions": sorted({row["region"] for row in compared if row["region"]}),
            "types": sorted({row["authority_type"] for row in compared if row["authority_type"]}),
            "months": _months(row["moment"] for row in rows["known"]),
            "coverage": rows["coverage"],
            "n_unread": sum(1 for row in rows["coverage"] if row["authority"] is not None and not row["n_documents"]),
            "ranks": {row["grade"]: row["rank"] for row in rows["grades"]},
            "themes": [row for row in rows["themes"] if row["n_areas"]],
        }

    def authorities(self) -> Iterator[tuple[str, Row]]:
        """Yield the file name and the context of each authority that documents were read of."""
        themes = {row["theme"]: row for row in self._rows["themes"]}
        for compared in self._rows["comparison"]:
            slug = compared["authority"]
            own: dict[str, list[Row]] = {name: groups.get(slug, []) for name, groups in self._by_authority.items()}
            areas: dict[str, list[Row]] = defaultdict(list)
            for row in own["areas"]:
                for theme in row["themes"] or ("",):
                    areas[theme].append(row)
            yield (
                file_name(slug),
                {
                    "compared": compared,
                    "latest": sorted(own["latest"], key=lambda row: self.domains.index(row["domain"])),
                    "trend": own["trend"],
                    "chart": self._timeline(own),
                    "timeline": own["timeline"],
                    "mentions": self._mentions,
                    "areas": sorted(areas.items(), key=lambda pair: (pair[0] == "", -len(pair[1]), pair[0])),
                    "n_areas": len(own["areas"]),
                    "themes": themes,
                    "actions": [(year, rows) for year, rows in _grouped(own["actions"], "meeting_date", _year).items()],
                    "n_actions": len(own["actions"]),
                    "has_state": any("state" in row for row in own["actions"][:1]),
                    "lag": own["lag"],
                    "reconciliation": own["reconciliation"],
                    "has_official": any(row["status"] != "only_minutes" for row in own["reconciliation"]),
                    "coverage": next(iter(own["coverage"]), None),
                },
            )

    def themes(self) -> Iterator[tuple[str, Row]]:
        """Yield the file name and the context of each theme of the vocabulary."""
        years, shares = _grouped(self._rows["theme_years"], "theme"), _grouped(self._rows["theme_authorities"], "theme")
        areas: dict[str, list[Row]] = defaultdict(list)
        for row in self._rows["areas"]:
            for theme in row["themes"]:
                areas[theme].append(row)
        for theme in self._rows["themes"]:
            code = theme["theme"]
            newest = sorted(areas[code], key=lambda row: row["meeting_date"] or date.min, reverse=True)[:AREAS_OF_THEME]
            yield (
                file_name(code),
                {
                    "theme": theme,
                    "years": years.get(code, []),
                    "bars": build_bars(years.get(code, [])),
                    "authorities": shares.get(code, []),
                    "names": self._names,
                    "areas": newest,
                },
            )

    def coverage(self) -> Row:
        """Return what was read, what was not, and how far it can be trusted."""
        rows = self._rows
        return {
            "coverage": rows["coverage"],
            "rules": rows["rules"],
            "failures": rows["failures"][:FAILURES_SHOWN],
            "n_failures": len(rows["failures"]),
            "statuses": rows["statuses"],
            "mismatches": [row for row in rows["reconciliation"] if row["status"] == "mismatch"],
        }

    def _states(self, slug: str) -> list[list[Any]]:
        """Return [day known, {domain: grade}] in order of days."""
        states: dict[str, dict[str, str]] = {}
        for row in self._by_authority["known"].get(slug, []):
            states.setdefault(row["moment"].isoformat(), {})[row["domain"]] = row["grade"]
        return [[day, grades] for day, grades in states.items()]

    def _undated(self, slug: str) -> list[list[str]]:
        return [
            [row["as_of"].isoformat(), row["domain"], row["grade"]]
            for row in self._by_authority["latest"].get(slug, [])
            if row["dated_by"] == "meeting" and row["as_of"] is not None
        ]

    def _timeline(self, own: Mapping[str, list[Row]]) -> Timeline | None:
        rows: list[tuple[str, list[tuple[date, str, str, str]]]] = []
        for domain in self.domains:
            marks = [
                (row["inspection_date"], LETTERS.get(row["grade"], "?"), row["grade"], _mark_title(row))
                for row in own["trend"]
                if row["domain"] == domain and row["inspection_date"]
            ]
            if marks:
                rows.append((label_of(domain), marks))
        for event, name in (("inspection", "Inspections, visits"), ("publication", "Reports published"), ("meeting", "Meetings")):
            days = {
                (row["event_date"], "", event, f"{name}: {written_date(row['event_date'])}")
                for row in own["timeline"]
                if row["event"] == event and row["event_date"]
            }
            if days:
                rows.append((name, sorted(days)))
        for name, key, where in (("Actions resolved", "meeting_date", "actions"),):
            days = {(row[key], "", "action", f"{name}: {written_date(row[key])}") for row in own[where] if row[key]}
            if days:
                rows.append((name, sorted(days)))
        return build_timeline(rows)


def _mark_title(row: Row) -> str:
    return f"{label_of(row['domain'])}: {label_of(row['grade'])}, {written_date(row['inspection_date'], row['date_precision'])}"


def _year(value: date | None) -> str:
    return str(value.year) if value else "Date not known"


def _months(days: Iterable[date]) -> list[str]:
    """Return every month from the first to the last of `days`, as YYYY-MM."""
    months = sorted({(day.year, day.month) for day in days})
    if not months:
        return []
    (year, month), last = months[0], months[-1]
    every = []
    while (year, month) <= last:
        every.append(f"{year:04}-{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return every


def _grouped(rows: Iterable[Row], key: str, of: Any = None) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[of(row[key]) if of else row[key]].append(row)
    return dict(groups)

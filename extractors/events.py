"""Mentions of inspections in one item → inspections: the same one mentioned again is merged, publication attached, period decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from extractors.cues import Cue
from extractors.date_spans import first_day, last_day
from extractors.records import DatePrecision, Framework, Period

_LONGEST = timedelta(days=75)
_REPORTING_TIME = timedelta(days=300)
_GRADED = frozenset({Framework.ILACS, Framework.SIF, Framework.OTHER})


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention of an inspection: what its words give, and the span of the date words. Merged sightings keep the best-stated span.

    `named`: the framework's name stands there. `earlier`: said to be an earlier inspection. `in_title`: titles are often a month out. `cue`: what the date hangs on.
    """

    framework: Framework
    named: bool
    start: str | None
    end: str | None
    published: str | None
    start_char: int
    end_char: int
    rule: str
    earlier: bool = False
    in_title: bool = False
    year_stated: bool = True
    cue: Cue | None = None

    @property
    def precision(self) -> DatePrecision | None:
        """Return the precision of the inspection's dates, `None` where only the publication is known."""
        if self.start is None:
            return None
        return {10: DatePrecision.DAY, 7: DatePrecision.MONTH}.get(len(self.start), DatePrecision.YEAR)


def merge_sightings(sightings: Iterable[Sighting]) -> list[Sighting]:
    """Return one sighting an inspection, best-stated words first come, sorted by place in the text."""
    events: list[Sighting] = []
    for sighting in sorted(sightings, key=_quality):
        for index, event in enumerate(events):
            if _is_same(event, sighting):
                events[index] = _merged(event, sighting)
                break
        else:
            events.append(sighting)
    return sorted(events, key=lambda event: (event.start_char, event.end_char))


def add_ends(events: list[Sighting], ends: Iterable[Sighting]) -> list[Sighting]:
    """Return the events, those of which only the first day is known with the day on which such an inspection is said to have ended."""
    found = list(events)
    for end in ends:
        for index, event in enumerate(found):
            if event.start is None or len(event.start) < 10 or event.end not in {None, event.start} or end.start is None:
                continue
            stay = last_day(end.start) - first_day(event.start)
            if event.framework is end.framework and timedelta(0) < stay <= _LONGEST:
                found[index] = replace(event, end=end.start)
                break
    return found


def build_periods(events: list[Sighting]) -> list[Period]:
    """Return the period of each event: the latest that is not called an earlier one is current (reading rule P7)."""
    times = [_sort_key(event) for event in events if not event.earlier]
    latest = max(times, default="")
    overall = max((_sort_key(event) for event in events), default="")
    return [Period.CURRENT if not event.earlier and _sort_key(event) == latest == overall else Period.PREVIOUS for event in events]


def is_reported_by(sighting: Sighting, published: str) -> bool:
    """Return whether a report published then can be of this inspection: after its start, and within ten months of its end."""
    if sighting.start is None or published == sighting.start[:7]:  # a report takes longer than the month of the inspection
        return False
    day = last_day(published)
    return first_day(sighting.start) <= day <= last_day(sighting.end or sighting.start) + _REPORTING_TIME


def _quality(sighting: Sighting) -> tuple[int, int, int, int, int]:
    """Order by how well the words state the inspection: a range of days first, a publication date alone last."""
    detail = 0 if sighting.start is None else len(sighting.start) + (1 if sighting.end and sighting.end != sighting.start else 0)
    return (
        -detail,
        int(not sighting.year_stated),
        int(sighting.in_title and detail < 10),
        int(not sighting.named),
        sighting.start_char,
    )


def _is_same(event: Sighting, other: Sighting) -> bool:
    if event.framework is not other.framework and not {event.framework, other.framework} <= _GRADED:
        return False
    if event.start is None or other.start is None:
        if event.start is None and other.start is None:
            return event.published == other.published
        dated, report = (event, other) if event.start else (other, event)
        return (
            report.published is not None and dated.published in {None, report.published} and is_reported_by(dated, report.published)
        )
    first, last = first_day(event.start), last_day(event.end or event.start)
    if other.in_title and len(other.start) == 7 and len(event.start) == 10:
        first, last = first - timedelta(days=28), last + timedelta(days=28)
    if first <= last_day(other.end or other.start) and first_day(other.start) <= last:
        return True
    return len(other.start) == 4 and event.published is not None and event.published.startswith(other.start)


def _merged(event: Sighting, other: Sighting) -> Sighting:
    """Return the event with what the vaguer mention adds."""
    named = other.named and not event.named
    return replace(
        event,
        framework=other.framework if named else event.framework,
        named=event.named or other.named,
        start=event.start or other.start,
        end=event.end or (other.end if other.end != other.start else None),
        published=event.published or other.published,
        earlier=event.earlier or other.earlier,
    )


def _sort_key(event: Sighting) -> str:
    """Return a date to compare by; a bare year counts as its middle."""
    iso = event.start or event.published or ""
    return f"{iso}-07-01" if len(iso) == 4 else f"{iso}-28" if len(iso) == 7 else iso

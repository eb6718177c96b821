"""The items of a page seen together: an inspection that one item tells in part and another in full is one inspection with one date.

A page's items are of one committee, or one issue before several: "Ofsted inspection 2024" in a title and "from 18 to 29 November 2024"
in the minutes of another meeting are the same. The evidence stays the item's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from extractors.date_spans import first_day, last_day
from extractors.frameworks import is_compatible
from extractors.records import Extraction, Inspection

_REPORTING_TIME = timedelta(days=300)


def align_inspections(extractions: Sequence[Extraction]) -> tuple[Extraction, ...]:
    """Return the extractions of a page's items, their vaguer inspections with the dates of the only fuller one that another item tells.

    Where two fuller ones fit, nothing is changed. Nothing but dates, their precision, the publication and the framework is filled in.
    """
    if len(extractions) < 2:
        return tuple(extractions)
    full = [inspection for extraction in extractions for inspection in extraction.inspections]
    return tuple(
        replace(extraction, inspections=tuple(_filled(inspection, full) for inspection in extraction.inspections))
        if extraction.inspections
        else extraction
        for extraction in extractions
    )


def _filled(inspection: Inspection, others: Iterable[Inspection]) -> Inspection:
    fuller = {(other.start_date, other.end_date): other for other in others if _is_fuller(other, inspection)}
    if len(fuller) != 1:
        return inspection
    other = next(iter(fuller.values()))
    return replace(
        inspection,
        framework=other.framework,
        start_date=other.start_date,
        end_date=other.end_date,
        date_precision=other.date_precision,
        publication_date=inspection.publication_date or other.publication_date,
    )


def _is_fuller(other: Inspection, inspection: Inspection) -> bool:
    """Return whether `other` tells the same inspection by finer dates."""
    if other.start_date is None or not is_compatible(other.framework, inspection.framework):
        return False
    if inspection.start_date is None:
        return _is_reported(other, inspection.publication_date or "")
    if len(other.start_date) <= len(inspection.start_date):
        return False
    first, last = first_day(other.start_date), last_day(other.end_date or other.start_date)
    return first <= last_day(inspection.end_date or inspection.start_date) and first_day(inspection.start_date) <= last


def _is_reported(other: Inspection, published: str) -> bool:
    """Return whether the report published then is of `other`: of a day-precise inspection, and within ten months of its end."""
    if other.publication_date is not None:
        return other.publication_date == published
    start, end = other.start_date or "", other.end_date or other.start_date or ""
    return len(start) == 10 and first_day(start) <= first_day(published) <= last_day(end) + _REPORTING_TIME

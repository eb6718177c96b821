"""An inspection report's text → `Report`, and the records that the contract's JSON gives of it. Pure: knows no PDF and no register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractors.records import (
    DatePrecision,
    Domain,
    Evidence,
    Extraction,
    Framework,
    ImprovementArea,
    Inspection,
    Item,
    Judgement,
    Period,
)
from extractors.report_dates import find_inspector, find_published, find_report_dates, length_of
from extractors.report_grades import Row, find_chapters, find_report_grades
from extractors.report_kinds import find_report_title
from extractors.report_narratives import find_narratives
from extractors.report_needs import find_needs
from extractors.report_records import Report


def read_report(item: Item) -> Report | None:
    """Return what the inspection report in `item` tells, or None when its text is no such report.

    Nothing is guessed: an area of the regime whose grade was not found is named in `warnings`, as are contradictions of the report.
    """
    title = find_report_title(item.text)
    if title is None:
        return None
    after = title.end_char
    dates = find_report_dates(item, title.framework, after)
    start = dates.start.isoformat() if dates else None
    chapters = find_chapters(item.text, after)
    read = find_report_grades(item, title.framework, start, after, chapters)
    warnings = [*read.conflicts]
    if dates is None:
        warnings.append("the report does not say when the inspection was, in words that can be read")
    elif dates.end < dates.start:
        warnings.append(f"the report says that the inspection ended ({dates.end}) before it began ({dates.start})")
    if read.missing:
        warnings.append(f"no grade was found for {', '.join(domain.value for domain in read.missing)}")
    if read.not_judged:
        warnings.append(f"not judged, as the report says: {', '.join(sorted(domain.value for domain in read.not_judged))}")
    table = [grade.evidence.end_char for grade in read.grades if grade.evidence.rule == "reports.table-row"]
    cover_end = max([after, *table, *([dates.evidence.end_char] if dates else [])])
    parts = _first_of_each(chapters, cover_end) if title.framework is not Framework.OTHER else []
    return Report(
        framework=title.framework,
        title=Evidence.cut(item, title.start_char, title.end_char, "reports.title"),
        authorities=(title.authority,) if title.authority else (),
        dates=dates,
        length=length_of(dates.stays) if dates and title.framework is Framework.ILACS else None,
        published=find_published(item.text, title.framework),
        lead_inspector=find_inspector(item.text),
        grades=read.grades,
        needs=find_needs(item, title.framework, after, frozenset(chapter.start for chapter in chapters)),
        narratives=find_narratives(item, cover_end, parts, summary_only=title.framework is Framework.OTHER),
        warnings=tuple(warnings),
    )


def _first_of_each(chapters: Sequence[Row], after: int) -> list[tuple[Domain, int, int]]:
    """Return the first chapter of each judgement area after the cover."""
    found: dict[Domain, tuple[Domain, int, int]] = {}
    for chapter in chapters:
        if chapter.start >= after:
            found.setdefault(chapter.domain, (chapter.domain, chapter.start, chapter.end))
    return list(found.values())


def build_extraction(report: Report, published: date | None) -> Extraction:
    """Return the records of a report: its inspection, grades and points. `published` is the day of publication, from wherever known."""
    dates = report.dates
    inspection = Inspection(
        framework=report.framework,
        start_date=dates.start.isoformat() if dates else None,
        end_date=dates.end.isoformat() if dates else None,
        date_precision=DatePrecision.DAY if dates else None,
        publication_date=published.isoformat() if published else None,
        period=Period.CURRENT,
        evidence=dates.evidence if dates else report.title,
    )
    return Extraction(
        inspections=(inspection,),
        judgements=tuple(Judgement(grade.domain, grade.grade, Period.CURRENT, grade.evidence) for grade in report.grades),
        improvement_areas=tuple(
            ImprovementArea(need.ordinal, need.label, need.text, need.themes, need.evidence) for need in report.needs
        ),
        warnings=report.warnings,
    )

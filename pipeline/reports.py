"""An inspection report as a document → the official record of it, and the records that `extract` prints.

What the report itself cannot know comes in here: the register's authority for the name as printed, the page of each finding, and the day
of publication from the file's name, as Ofsted publishes most reports without printing it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from extractors.records import Extraction, PageKind
from extractors.report_dates import find_date_in_name
from extractors.report_records import Report
from extractors.reports import build_extraction, read_report
from pipeline.models import MinutesDocument
from pipeline.official import (
    Basis,
    OfficialGrade,
    OfficialItem,
    OfficialItemKind,
    OfficialNarrative,
    OfficialReport,
    Variant,
)
from pipeline.report_authorities import find_authorities


@dataclass(frozen=True, slots=True)
class ReportReading:
    """The document with the authority that its report names, its extractions, and its official record, one an authority."""

    document: MinutesDocument
    extractions: tuple[Extraction, ...]
    official: tuple[OfficialReport, ...]


def is_report(document: MinutesDocument) -> bool:
    """Return whether a document is an inspection report, which `read_official` reads instead of the extraction for minutes."""
    return document.page_kind is PageKind.INSPECTION_REPORT


def read_official(document: MinutesDocument) -> ReportReading:
    """Return what an inspection report says. One of a kind that is not read gives no record, and a warning that says so."""
    report = read_report(document.items[0]) if document.items else None
    if report is None:
        nothing = Extraction(warnings=("an inspection report of a kind that is not read; its text is kept",))
        return ReportReading(document, tuple(nothing for _ in document.items), ())
    slugs = find_authorities(report.authorities)
    published, basis = _publication(document, report)
    warnings = list(report.warnings)
    if published is None:
        warnings.append("neither the report nor its file's name says when it was published")
    elif report.dates and published < report.dates.end:
        warnings.append(f"the day of publication ({published}) lies before the end of the inspection ({report.dates.end})")
    if not slugs:
        named = " and ".join(report.authorities) or "none"
        warnings.append(f"the authority that the report names ({named}) is not in the register")
    if len(slugs) > 1:
        warnings.append(f"the report is about several authorities: {', '.join(slugs)}")
    document = _with_authority(document, slugs)
    extraction = replace(build_extraction(report, published), warnings=tuple(warnings))
    names = " and ".join(report.authorities)
    official = tuple(
        _official(document, report, slug, names, published, basis) for slug in slugs or (document.authority or _slug(names),)
    )
    return ReportReading(document, (extraction, *(Extraction() for _ in document.items[1:])), official)


def _publication(document: MinutesDocument, report: Report) -> tuple[date | None, Basis | None]:
    """Return the day of publication and where it is from: printed, else in the name of the file as it was published or kept."""
    if report.published:
        return report.published, Basis.PRINTED
    for address in (document.capture.url, document.capture.raw_path):
        name = PurePosixPath(unquote(urlsplit(address).path if "://" in address else address)).name
        if found := find_date_in_name(name):
            return found, Basis.FILE_NAME
    return None, None


def _with_authority(document: MinutesDocument, slugs: tuple[str, ...]) -> MinutesDocument:
    """Return the document of the one authority that its report names; what the caller or the place of the file said counts less."""
    if len(slugs) != 1 or document.authority == slugs[0]:
        return document
    return replace(document, authority=slugs[0], items=tuple(replace(item, authority=slugs[0]) for item in document.items))


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "unknown"


def _official(
    document: MinutesDocument, report: Report, slug: str, names: str, published: date | None, basis: Basis | None
) -> OfficialReport:
    dates = report.dates
    return OfficialReport(
        authority=slug,
        authority_name=names,
        framework=report.framework,
        source=document.url or f"file:{PurePosixPath(document.capture.raw_path).name}",
        variant=Variant(report.length.value) if report.length else None,
        start_date=dates.start if dates else None,
        end_date=dates.end if dates else None,
        publication_date=published,
        publication_basis=basis,
        lead_inspector=report.lead_inspector,
        grades=tuple(
            OfficialGrade(grade.domain, grade.grade, document.page_of(0, grade.evidence.start_char), grade.evidence.text)
            for grade in report.grades
        ),
        items=tuple(
            OfficialItem(
                need.ordinal,
                OfficialItemKind(need.kind.value),
                need.text,
                need.themes,
                document.page_of(0, need.evidence.start_char),
            )
            for need in report.needs
        ),
        narratives=tuple(
            OfficialNarrative(
                narrative.domain, " ".join(narrative.evidence.text.split()), document.page_of(0, narrative.evidence.start_char)
            )
            for narrative in report.narratives
        ),
        document_id=document.document_id,
    )

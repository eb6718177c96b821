"""Lists of Ofsted's outcomes in CSV → `OfficialReport`s: one row an inspection, recognised by its header.

Two layouts are known: the project's own (`ofsted_urn, authority_name, framework, start_date, … overall, leaders …`, ISO dates, our codes),
and the history of the public ofsted-ilacs-scrape-tool project (`urn, local_authority, … overall_effectiveness_grade …`, days first, grades in
words, and reasons such as `data_unreadable` in the place of a grade, which mean that there is none).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from extractors.records import Domain, Framework, Grade
from pipeline.errors import Failure, ReadError
from pipeline.official import Basis, OfficialGrade, OfficialReport, Variant
from pipeline.register import Authority, find_authority, is_judged, read_register

_OWN_DOMAINS = ("overall", "leaders", "help_protection", "care_and_care_leavers", "in_care", "care_leavers", "adoption", "lscb")
_OWN_HEADER = frozenset({"ofsted_urn", "authority_name", "framework", "start_date", "end_date", "publication_date"})
_HISTORY_DOMAINS = {
    "overall_effectiveness_grade": Domain.OVERALL,
    "impact_of_leaders_grade": Domain.LEADERS,
    "help_and_protection_grade": Domain.HELP_PROTECTION,
    "in_care_grade": Domain.IN_CARE,
    "care_leavers_grade": Domain.CARE_LEAVERS,
}
_HISTORY_HEADER = frozenset({"urn", "local_authority", "inspection_framework", "inspection_start_date", *_HISTORY_DOMAINS})
_NO_GRADE = frozenset({"", "data_unreadable", "not_reported_post_reform", "inspection_pre_dates_judgement"})
_FRAMEWORKS = {
    "ilacs_standard": (Framework.ILACS, Variant.STANDARD),
    "ilacs_short": (Framework.ILACS, Variant.SHORT),
    "standard": (Framework.ILACS, Variant.STANDARD),
    "short": (Framework.ILACS, Variant.SHORT),
}


def read_official_list(path: Path) -> Iterator[OfficialReport | Failure]:
    """Yield the inspections of a CSV file, and a `Failure` naming file, line and reason for each row that cannot be used.

    Raises ReadError when the file cannot be read or its header is of no known layout.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError("import", str(path), f"cannot be read: {error}") from error
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        header = frozenset(rows.fieldnames or ())
        read = _reader_of(header)
        if read is None:
            known = "ofsted_urn, authority_name, framework, start_date … or urn, local_authority, inspection_framework …"
            raise ReadError("import", str(path), f"not a list of outcomes: its first line must name the columns {known}")
        for row in rows:
            source = f"file:{path.name}#{rows.line_num}"
            try:
                report = read(row, source)
            except ValueError as error:
                yield Failure("import", f"{path}:{rows.line_num}", "ReadError", str(error))
            else:
                if report is not None:
                    yield report
    except csv.Error as error:
        raise ReadError("import", f"{path}:{rows.line_num}", f"not well-formed CSV: {error}") from error


def _reader_of(header: frozenset[str]) -> Callable[[Mapping[str, str | None], str], OfficialReport | None] | None:
    if header >= _OWN_HEADER:
        return _read_own
    if header >= _HISTORY_HEADER:
        return _read_history
    return None


def _read_own(row: Mapping[str, str | None], source: str) -> OfficialReport | None:
    cell = _cells(row)
    framework, variant = _framework(cell("framework"))
    authority = _authority(cell("ofsted_urn"), cell("authority_name"))
    grades = tuple(OfficialGrade(Domain(name), Grade(cell(name)), evidence=cell(name)) for name in _OWN_DOMAINS if cell(name))
    return OfficialReport(
        authority=authority.slug,
        authority_name=cell("authority_name") or authority.name,
        framework=framework,
        source=source,
        variant=variant,
        start_date=_iso_day(cell("start_date")),
        end_date=_iso_day(cell("end_date")),
        publication_date=_iso_day(cell("publication_date")),
        publication_basis=Basis.PRINTED if cell("publication_date_basis") == "printed" else Basis.LISTING,
        lead_inspector=cell("lead_inspector") or None,
        grades=grades,
    )


def _read_history(row: Mapping[str, str | None], source: str) -> OfficialReport | None:
    """Read a row of the public history; one whose report that project could not read says nothing and is left out."""
    cell = _cells(row)
    start, end = _day_first(cell("inspection_start_date")), _day_first(cell("inspection_end_date"))
    published = _day_first(cell("publication_date"))
    grades = []
    for column, domain in _HISTORY_DOMAINS.items():
        value = cell(column)
        if value not in _NO_GRADE:
            # Its column of children in care holds the one judgement of children in care and care leavers of the years before 2023.
            told = domain if is_judged(Framework.ILACS, domain, start or published) else Domain.CARE_AND_CARE_LEAVERS
            grades.append(OfficialGrade(told, _grade_in_words(value), evidence=value))
    if not grades and start is None:
        return None
    framework, variant = _framework(cell("inspection_framework") or "ilacs")
    authority = _authority(cell("urn"), cell("local_authority"))
    return OfficialReport(
        authority=authority.slug,
        authority_name=cell("local_authority") or authority.name,
        framework=framework,
        source=source,
        variant=variant,
        start_date=start,
        end_date=end,
        publication_date=published,
        publication_basis=Basis.LISTING if published else None,
        lead_inspector=cell("inspector_name") or None,
        grades=tuple(grades),
    )


def _cells(row: Mapping[str, str | None]) -> Callable[[str], str]:
    if None in row or None in row.values():
        raise ValueError("the row has more or fewer cells than the header")
    return lambda name: (row.get(name) or "").strip()


def _authority(urn: str, name: str) -> Authority:
    found = next((authority for authority in read_register() if urn and authority.ofsted_urn == urn), None) or find_authority(name)
    if found is None:
        raise ValueError(f"no authority of the register has the URN {urn or '(empty)'} or the name {name!r}")
    return found


def _framework(code: str) -> tuple[Framework, Variant | None]:
    if code in _FRAMEWORKS:
        return _FRAMEWORKS[code]
    try:
        return Framework(code), None
    except ValueError:
        raise ValueError(f"{code!r} is not a framework") from None


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{text!r} is not a date in the form YYYY-MM-DD") from None


def _day_first(text: str) -> date | None:
    for form in ("%d/%m/%Y", "%d/%m/%y") if text else ():
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    if text:
        raise ValueError(f"{text!r} is not a date in the form DD/MM/YYYY")
    return None


def _grade_in_words(text: str) -> Grade:
    try:
        return Grade(text.lower().replace(" to be good", "").replace(" ", "_"))
    except ValueError:
        raise ValueError(f"{text!r} is not a grade") from None

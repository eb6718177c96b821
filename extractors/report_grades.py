"""The grades of an inspection report: its table of judgements, the sentence above it, and the headings of its chapters.

A grade is read only where it stands beside the name of a judgement area, with nothing but white space, a colon or "is" between them.
The table on the first pages decides; chapter headings fill what a table does not show, and a contradiction between both is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.lexicon import reports as lexicon
from extractors.records import Domain, Evidence, Framework, Grade, Item
from extractors.regimes import ILACS_2018_DOMAINS, ILACS_2023_DOMAINS, domains_of
from extractors.report_records import ReportGrade

_AFTER_TABLE = 80  # characters; a grade that belongs to the table stands no further from its last row
_TABLE_WITHIN = 8000  # characters after the title; cover and table of judgements lie within
_PAST_WITHIN = 150  # characters; what a report says of an earlier inspection begins no further below the line that names it
_NEXT_ROW = 400  # characters; the rows of one table stand no further apart
_CARE_CHANGE = ("2022-10", "2023-04")  # children in care and care leavers were judged apart from January 2023; reports near it vary
_LABEL = "|".join(f"(?P<{domain.value}>{pattern})" for domain, pattern in lexicon.LABELS)
_BETWEEN = r"(?:\s*[:|–—-]\s*|\s+(?:is|are|was|were)\s*:?\s+|\s+)"
_NUMBERED = r"^[ \t]*(?:\|[ \t]*)?(?:\d(?:\.\d)?\.?[ \t]+)?"
_ROW = re.compile(rf"{_NUMBERED}(?:{_LABEL})(?=[\s:|–—-]|$)", re.IGNORECASE | re.MULTILINE)
_CELL = re.compile(rf"{_BETWEEN}{lexicon.GRADE}", re.IGNORECASE)
_HEADING = re.compile(
    rf"{_NUMBERED}(?:{_LABEL}){_BETWEEN}{lexicon.GRADE}(?=[ \t]*[.:]?[ \t]*(?:$|because\b))", re.IGNORECASE | re.MULTILINE
)
_TABLE_END = re.compile(
    r"^[ \t]*(?:contents|executive summary|what needs? to improve|what does the|summary of (?:key )?findings)\b",
    re.IGNORECASE | re.MULTILINE,
)
_CARE = frozenset({Domain.CARE_AND_CARE_LEAVERS, Domain.IN_CARE, Domain.CARE_LEAVERS})
_LINE_END = re.compile(r"[ \t]*$", re.MULTILINE)
_ANY_GRADE = re.compile(rf"^[ \t]*{lexicon.GRADE}[ \t]*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GradesRead:
    """The grades found, the areas that the report says were not judged, and what the report should have told but did not."""

    grades: tuple[ReportGrade, ...]
    not_judged: frozenset[Domain] = frozenset()
    missing: tuple[Domain, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A judgement area named at the start of a line, its span together with the grade beside it (`words` None: there is none)."""

    domain: Domain
    start: int
    end: int
    words: str | None


def find_report_grades(item: Item, framework: Framework, start: str | None, after: int, chapters: Sequence[Row]) -> GradesRead:
    """Return the grades that the report in `item` gives; `after` is where its title ends, `start` its first day (ISO) if known.

    `chapters` are those of `find_chapters`.

    Visits, joint and area SEND inspections have none, and nothing in their text is one.
    """
    if framework is Framework.OTHER:
        return _old_grades(item, start)
    if framework not in (Framework.SIF, Framework.ILACS):
        return GradesRead(())
    rows = _table(item.text, after)
    table_end = rows[-1].end if rows else after
    known: dict[Domain, tuple[str, Evidence]] = {}
    for row in () if _is_shifted(item.text, rows, after) or _has_bare_area(item.text, framework, start, after) else rows:
        if row.words is not None and row.domain not in known:
            known[row.domain] = row.words, Evidence.cut(item, row.start, row.end, "reports.table-row")
    headings = {row.domain: row for row in _current(item.text, reversed(chapters), after) if row.start > table_end}
    if framework is Framework.SIF:
        _add_sentences(item, after, rows, known)
    for domain in _missing(framework, start, frozenset(known)):
        if chapter := headings.get(domain):
            known[domain] = chapter.words or "", Evidence.cut(item, chapter.start, chapter.end, "reports.chapter-heading")
    given = {domain: (lexicon.grade_of(words), evidence) for domain, (words, evidence) in known.items()}
    grades = tuple(
        ReportGrade(domain, grade, evidence)
        for domain, (grade, evidence) in sorted(given.items(), key=lambda pair: pair[1][1].start_char)
        if grade is not None and domain in _possible(framework, start)
    )
    none = frozenset(domain for domain, (grade, _) in given.items() if grade is None)
    return GradesRead(grades, none, _missing(framework, start, frozenset(known)), tuple(_conflicts(grades, headings)))


def find_chapters(text: str, after: int) -> tuple[Row, ...]:
    """Return the graded headings from `after` on ("The experiences and progress of care leavers: good"), those of the table included."""
    return tuple(_rows(text, _HEADING, after, len(text)))


def is_table_whole(text: str, framework: Framework, start: str | None, after: int) -> bool:
    """Return whether the table of judgements can be read as it stands: every area of the regime has its grade beside it.

    A table whose columns came out of the PDF one after the other, or in another order, is not: some area then lacks a grade, or a grade
    its area. Documents without grades are whole.
    """
    if framework not in (Framework.SIF, Framework.ILACS):
        return True
    rows = _table(text, after)
    if _is_shifted(text, rows, after):
        return False
    read = {row.domain for row in rows if row.words is not None}
    sentence = frozenset({Domain.OVERALL}) if framework is Framework.SIF else frozenset()
    return not set(_missing(framework, start, frozenset(read) | sentence))


def _is_shifted(text: str, rows: Sequence[Row], after: int) -> bool:
    """Return whether any grade of the table may stand beside another area than its own.

    That is so where a grade stands alone above the first area (then each may belong to the area below it), and where an area has no grade
    beside it while a grade stands alone.
    """
    if not rows:
        return False
    sentence = lexicon.OVERALL_SENTENCE.search(
        text, after, rows[0].start
    )  # "… require improvement to be / good", whose end is no cell
    above = max(after, rows[0].start - _AFTER_TABLE, sentence.end() if sentence else 0)
    if _ANY_GRADE.search(text, above, rows[0].start):
        return True
    read = {row.domain for row in rows if row.words is not None}
    if all(row.words is not None or row.domain in read for row in rows):
        return False
    alone = _ANY_GRADE.finditer(text, rows[0].start, rows[-1].end + _AFTER_TABLE)
    return any(not any(row.start <= found.start("grade") < row.end for row in rows) for found in alone)


def _has_bare_area(text: str, framework: Framework, start: str | None, after: int) -> bool:
    """Return whether an area of the regime fills a line of the table and has no grade: a table that lost one may have moved the others."""
    rows = _near_rows(text, after)
    read = {row.domain for row in rows if row.words is not None}
    missing = set(_missing(framework, start, frozenset(read)))
    return any(row.words is None and row.domain in missing and _LINE_END.match(text, row.end) for row in rows)


def _table(text: str, after: int) -> list[Row]:
    """Return the rows of the table of judgements, without what follows it: running text that begins with the name of an area."""
    rows = _near_rows(text, after)
    while rows and rows[-1].words is None:
        rows.pop()
    return rows


def _near_rows(text: str, after: int) -> list[Row]:
    """Return the areas named at the start of lines below the title, while they follow one another."""
    end = _TABLE_END.search(text, after, after + _TABLE_WITHIN)
    rows: list[Row] = []
    for row in _current(text, _rows(text, _ROW, after, end.start() if end else after + _TABLE_WITHIN), after):
        if rows and row.start - rows[-1].end > _NEXT_ROW:
            break
        rows.append(row)
    return rows


def _rows(text: str, pattern: re.Pattern[str], start: int, end: int) -> Iterator[Row]:
    for found in pattern.finditer(text, start, min(end, len(text))):
        domain = next(Domain(name) for name, words in found.groupdict().items() if words is not None and name != "grade")
        begin = found.start(domain.value)
        if pattern is _ROW:
            cell = _CELL.match(text, found.end())
            yield Row(domain, begin, cell.end() if cell else found.end(), cell["grade"] if cell else None)
        else:
            yield Row(domain, begin, found.end(), found["grade"])


def _add_sentences(item: Item, after: int, rows: Sequence[Row], known: dict[Domain, tuple[str, Evidence]]) -> None:
    """Add what the single inspection prints in sentences: the overall judgement above the table, and that on the safeguarding board."""
    above = rows[0].start if rows else after + 1500
    for domain, pattern, end, rule in (
        (Domain.OVERALL, lexicon.OVERALL_SENTENCE, above, "reports.overall-sentence"),
        (Domain.LSCB, lexicon.LSCB, len(item.text), "reports.lscb-sentence"),
    ):
        for sentence in pattern.finditer(item.text, after, end):
            if grade := _given(item.text, sentence, end):
                known[domain] = grade["grade"], Evidence.cut(item, sentence.start(), grade.end(), rule)
                break


def _given(text: str, sentence: re.Match[str], end: int) -> re.Match[str] | None:
    """Return the match of the first grade in the sentence that it gives: none that it denies, none of an earlier time."""
    grade: re.Match[str] | None = sentence
    while grade is not None:
        before = grade["before"]
        rest = lexicon.REST.match(text, grade.end(), end)
        is_earlier = lexicon.PAST.search(before) and lexicon.EARLIER.search(f"{before}|{rest[0] if rest else ''}")
        if not is_earlier and not lexicon.DENIED.search(before):
            return grade
        grade = lexicon.NEXT_GRADE.match(text, grade.end(), end)
    return None


def _current(text: str, rows: Iterable[Row], after: int) -> Iterator[Row]:
    """Yield the rows that are this inspection's, not what the report says an earlier one found ("At the previous inspection in 2022:").

    Such rows follow the line that names the earlier inspection, one another, and end with the head of a table.
    """
    for row in rows:
        mentions = [found.end() for found in lexicon.PREVIOUS.finditer(text, max(after, row.start - _TABLE_WITHIN), row.start)]
        if not mentions or lexicon.TABLE_HEAD.search(text, mentions[-1], row.start):
            yield row
            continue
        last = mentions[-1]
        for between in _rows(text, _ROW, last, row.start):
            if between.start - last > _PAST_WITHIN:
                break
            last = between.end
        if row.start - last > _PAST_WITHIN:
            yield row


def _possible(framework: Framework, start: str | None) -> frozenset[Domain]:
    """Return the areas that an inspection of the regime can have; where its first day is unknown, those of every time of the regime."""
    if framework is Framework.SIF:
        return frozenset((*domains_of(framework, start or ""), Domain.LSCB))
    if start is None:
        return frozenset((*ILACS_2018_DOMAINS, *ILACS_2023_DOMAINS))
    areas = frozenset(domains_of(framework, start))
    return areas | _CARE if _is_near_care_change(start) else areas


def _is_near_care_change(start: str) -> bool:
    return _CARE_CHANGE[0] <= start < _CARE_CHANGE[1]


def _missing(framework: Framework, start: str | None, read: frozenset[Domain]) -> tuple[Domain, ...]:
    """Return the areas of the regime that were not read. A report near a change of regime may still have the areas of the other one."""
    if start is None and framework is Framework.ILACS:
        expected: tuple[Domain, ...] = (Domain.LEADERS, Domain.HELP_PROTECTION)
    else:
        expected = domains_of(framework, start or "")
    has_care = Domain.CARE_AND_CARE_LEAVERS in read or {Domain.IN_CARE, Domain.CARE_LEAVERS} <= read
    if framework is Framework.ILACS and has_care and start is not None and _is_near_care_change(start):
        expected = tuple(domain for domain in expected if domain not in _CARE)
    return tuple(domain for domain in expected if domain not in read)


def _conflicts(grades: Sequence[ReportGrade], headings: dict[Domain, Row]) -> Iterator[str]:
    for given in grades:
        heading = headings.get(given.domain)
        other: Grade | None = lexicon.grade_of(heading.words or "") if heading else None
        if other is not None and other is not given.grade:
            yield f"the report grades {given.domain.value} {given.grade.value} in its summary and {other.value} above its chapter"


def _old_grades(item: Item, start: str | None) -> GradesRead:
    """Return the grades of the inspections before 2013; those of 2013 were of single services and no longer say how children's services are."""
    if start is None or start >= "2013":
        return GradesRead(
            (), conflicts=("inspections of 2013 before the single framework graded single services; their grades are not read",)
        )
    grades = []
    for domain, pattern in lexicon.OLD_SERVICES:
        found = pattern.search(item.text)
        grade = lexicon.grade_of(found["grade"]) if found else None
        if found and grade is not None:
            grades.append(ReportGrade(domain, grade, Evidence.cut(item, found.start(), found.end(), "reports.old-list")))
    return GradesRead(tuple(grades), missing=() if grades else (Domain.OVERALL,))

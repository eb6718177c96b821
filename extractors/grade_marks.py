"""Where a stretch of text names grades and judgement areas: the marks that the judgement rules put together."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from extractors.lexicon.grade_clauses import EXCEPT
from extractors.lexicon.judgements import ALL_AREAS, DOMAINS, GRADES, PRE_2013_DOMAINS
from extractors.records import Domain, Grade


@dataclass(frozen=True, slots=True)
class Mark:
    """A grade (`grade`), an area (`domain`) or "all areas" (`every`); exactly one of the three is set."""

    start: int
    end: int
    grade: Grade | None = None
    domain: Domain | None = None
    every: bool = False

    @property
    def is_area(self) -> bool:
        """Return whether the mark names an area or all of them."""
        return self.grade is None


@dataclass(frozen=True, slots=True)
class JudgementCandidate:
    """A grade and what it is said of, before anybody asked whose it is, of which inspection, and whether it is asserted.

    `start_char`/`end_char` is the evidence; `grade_start`/`grade_end` the grade words; `clause_start`/`clause_end` the sentence. `domains`
    are as written: the regime is applied later. `every`: said of all areas, save `excepted`. `period_hint` is `previous`, `current` or
    `both` where the words themselves tell; `year` is the year of a table's column. `antecedent` is the `grade_start` of the candidate that
    this one leans on ("it had been …", "the same").
    """

    grade: Grade
    domains: tuple[Domain, ...]
    start_char: int
    end_char: int
    grade_start: int
    grade_end: int
    clause_start: int
    clause_end: int
    rule: str
    every: bool = False
    excepted: tuple[Domain, ...] = ()
    period_hint: str | None = None
    year: str | None = None
    antecedent: int | None = None


def _alternation(entries: tuple[tuple[str, str], ...], letters: str = r"\w") -> re.Pattern[str]:
    # Every pattern begins a word; said once and first, the other places are passed over without trying the patterns one by one.
    return re.compile(
        rf"\b(?=[{letters}])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in entries) + ")", re.IGNORECASE
    )


_GRADE = _alternation(tuple((grade.value, rule.pattern) for grade, rule in GRADES.items()), "rnioga")
_STEMS = ("good", "outstanding", "adequate", "improve")  # one of them stands in every grade but "RI"; cheaper than the gate's "ri"
_GRADE_OF = {grade.value: grade for grade in Grade}  # an enum's call costs ten times as much
_AREA = _alternation((*((domain.value, rule.pattern) for domain, rule in DOMAINS), ("every", ALL_AREAS.pattern)))
_AREA_PRE_2013 = _alternation(
    (
        *((f"p_{d.value}", r.pattern) for d, r in PRE_2013_DOMAINS),
        *((d.value, r.pattern) for d, r in DOMAINS),
        ("every", ALL_AREAS.pattern),
    )
)


def may_hold_grade(text: str) -> bool:
    """Return False only where `text` holds no grade word; told faster, and more sharply about "RI", than by the gate."""
    lowered = text.lower()
    return any(stem in lowered for stem in _STEMS) or "RI" in text


def find_grades(text: str, start: int, end: int) -> list[Mark]:
    """Return the grade marks of `text[start:end]` in order."""
    return [Mark(m.start(), m.end(), grade=_GRADE_OF[m.lastgroup or ""]) for m in _GRADE.finditer(text, start, end)]


def find_marks(text: str, start: int, end: int, *, pre_2013: bool = False) -> list[Mark]:
    """Return the grade and area marks of `text[start:end]` in order; they never overlap (an area is read before a grade)."""
    marks: list[Mark] = []
    for m in (_AREA_PRE_2013 if pre_2013 else _AREA).finditer(text, start, end):
        name = (m.lastgroup or "").removeprefix("p_")
        lead = len(m[0]) - len(m[0].lstrip())
        marks.append(Mark(m.start() + lead, m.end(), domain=None if name == "every" else Domain(name), every=name == "every"))
    starts = [
        mark.start for mark in marks
    ]  # areas never overlap each other: the nearest before a grade's end is the only one that may
    areas = tuple(marks)
    for grade in find_grades(text, start, end):
        before = bisect_left(starts, grade.end)
        if not before or areas[before - 1].end <= grade.start:
            marks.append(grade)
    return sorted(marks, key=lambda mark: mark.start)


def build_candidate(
    text: str,
    start: int,
    end: int,
    grade: Mark,
    areas: list[Mark],
    rule: str,
    hint: str | None,
    *,
    domains: tuple[Domain, ...] = (),
) -> JudgementCandidate:
    """Return the candidate of `grade` with `areas` in the sentence `text[start:end]`; `domains` stand in where no area is written."""
    every = any(mark.every for mark in areas)
    named = tuple(dict.fromkeys(mark.domain for mark in areas if mark.domain)) or domains
    excepted: tuple[Domain, ...] = ()
    if every:
        opening = next(mark.start for mark in areas if mark.every)
        exception = EXCEPT.search(text, min(opening, grade.start), end)
        if exception:
            excepted = tuple(
                m.domain for m in find_marks(text, exception.end(), end) if m.domain and m.domain is not Domain.OVERALL
            )
        rule = "judgements.all-areas"
    first, last = min([grade.start, *(m.start for m in areas)]), max([grade.end, *(m.end for m in areas)])
    return JudgementCandidate(
        grade.grade or Grade.GOOD, named, first, last, grade.start, grade.end, start, end, rule,
        every=every, excepted=excepted, period_hint=hint,
    )  # fmt: skip

"""Running prose: the grades of a sentence and what each is said of.

A grade takes the areas after it ("good in the domains of …"), or the areas before it ("leadership was judged …"), or leans on a grade told
before ("it had been inadequate"), or, where the sentence speaks of the service or the inspection itself, is the overall judgement.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.grade_changes import find_areas_of_move, find_earlier_rule, find_kept, find_moves
from extractors.grade_echoes import find_echoes, find_likewise
from extractors.grade_marks import JudgementCandidate, Mark, build_candidate, find_marks
from extractors.grade_services import find_service_rule
from extractors.grade_ties import find_areas
from extractors.lexicon import grade_clauses as words
from extractors.records import Domain

_ONCE_OR_NOW = re.compile(r"\b(?:now|previously|formerly|once)\b", re.IGNORECASE)


def find_in_prose(text: str, start: int, end: int, before: list[JudgementCandidate], *, pre_2013: bool) -> list[JudgementCandidate]:
    """Return the candidates of the sentence `text[start:end]`. `before` are those of its block's earlier sentences, for "it", "the same"."""
    marks = find_marks(text, start, end, pre_2013=pre_2013)
    grades = [mark for mark in marks if mark.grade]
    if not grades:
        return list(find_echoes(text, start, end, marks, before))
    if words.RESPECTIVELY.search(text, start, end):
        paired = _respectively(text, start, end, marks)
        if paired:
            return paired
    found: list[JudgementCandidate] = []
    used: set[Mark] = set()
    moved = find_moves(text, start, grades)
    for position, grade in enumerate(grades):
        if words.PARTLY.match(text[grade.end : end]):
            continue
        hint = moved[grade][0] if grade in moved else find_kept(text, start, grades, position)
        areas, rule = find_areas(text, start, marks, grade, used)
        if not areas and grade in moved:
            areas = find_areas_of_move(text, marks, moved[grade][1])
        if areas:
            used.update(areas)
            rule = "judgements.moved" if grade in moved else "judgements.kept" if hint == "both" else rule
            found.append(_with_council(text, start, areas, build_candidate(text, start, end, grade, areas, rule, hint)))
        else:
            leaning = _leaning(text, start, end, grades, position, found, before, hint)
            if not leaning:
                leaning = _of_service(text, start, end, grade, hint, is_moved=grade in moved, told=bool(found or before))
            if not leaning:
                continue
            found.append(leaning)
        if words.SAME_AS_BEFORE.match(text[grade.end : end]):
            found.append(replace(found[-1], rule="judgements.same", period_hint="previous", antecedent=grade.start))
    found.extend(find_likewise(text, start, end, marks, grades, used))
    return found


def _leaning(
    text: str, start: int, end: int, grades: list[Mark], position: int,
    found: list[JudgementCandidate], before: list[JudgementCandidate], hint: str | None,
) -> JudgementCandidate | None:  # fmt: skip
    """The candidate of a grade without areas that is said of those of a grade before it: "it had been", "up from", "previously"."""
    grade = grades[position]
    if found and position and found[-1].grade_start == grades[position - 1].start:
        earlier = find_earlier_rule(text, start, grade, grades[position - 1])
        if earlier:
            return _lean(text, start, end, grade, found[-1], earlier, "previous")
        if _is_apposed(text, found[-1]) and words.RESUMED.match(text[grades[position - 1].end : grade.start]):
            if found[-1].period_hint is None and _ONCE_OR_NOW.search(text, found[-1].start_char, grade.start):
                found[-1], hint = replace(found[-1], period_hint="previous"), "current"
            return replace(_lean(text, start, end, grade, found[-1], "judgements.domain-is-grade", hint), antecedent=None)
    if found and words.PRONOUN.search(text, found[-1].end_char, grade.start):
        return _lean(text, start, end, grade, found[-1], "judgements.same", "previous")
    if before and not found and words.PRONOUN.match(text[start : grade.start]):
        return replace(_lean(text, start, end, grade, before[-1], "judgements.same", "previous"), antecedent=None)
    told = (found or before)[-1:]
    if told and words.ANAPHORA.search(text, max(start, told[0].end_char), grade.start):
        return _lean(text, start, end, grade, told[0], "judgements.same", hint)
    return None


def _is_apposed(text: str, told: JudgementCandidate) -> bool:
    """Whether the grade stands in commas after its area: "leaders, previously good, …"."""
    comma = text.rfind(",", told.start_char, told.grade_start)
    return comma >= 0 and bool(words.APPOSED.match(text[comma : told.grade_start]))


def _with_council(text: str, start: int, areas: list[Mark], candidate: JudgementCandidate) -> JudgementCandidate:
    """Add the overall grade where the council and its safeguarding board are graded in one breath."""
    if [area.domain for area in areas] != [Domain.LSCB] or candidate.grade_start < areas[0].start:
        return candidate
    if words.COUNCIL_AND.search(text[start : areas[0].start]) or words.AND_COUNCIL.match(
        text[areas[0].end : candidate.grade_start]
    ):
        return replace(candidate, domains=(Domain.OVERALL, Domain.LSCB))
    return candidate


def _lean(
    text: str, start: int, end: int, grade: Mark, told: JudgementCandidate, rule: str, hint: str | None
) -> JudgementCandidate:
    candidate = build_candidate(text, start, end, grade, [], rule, hint, domains=told.domains)
    return replace(candidate, every=told.every, excepted=told.excepted, antecedent=told.grade_start)


def _of_service(
    text: str, start: int, end: int, grade: Mark, hint: str | None, *, is_moved: bool, told: bool
) -> JudgementCandidate | None:
    service = find_service_rule(text, start, end, grade, is_moved=is_moved, told=told)
    if not service:
        return None
    rule, period = service
    return build_candidate(text, start, end, grade, [], rule, hint or period, domains=(Domain.OVERALL,))


def _respectively(text: str, start: int, end: int, marks: list[Mark]) -> list[JudgementCandidate]:
    areas, grades = [m for m in marks if m.domain], [m for m in marks if m.grade]
    if len(areas) != len(grades):
        return []
    return [build_candidate(text, start, end, g, [a], "judgements.respectively", None) for a, g in zip(areas, grades, strict=True)]

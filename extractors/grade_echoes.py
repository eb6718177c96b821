"""Grades told by pointing at the words before: "the same", "as was the work with care leavers", "so were leaders", "that was true of"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.grade_marks import JudgementCandidate, Mark, build_candidate
from extractors.grade_ties import find_run, is_linked, links_on
from extractors.lexicon import grade_clauses as words
from extractors.records import Domain


def may_echo(sentence: str) -> bool:
    """Return whether a sentence without a grade may point at that of the sentence before."""
    return bool(words.SAME.search(sentence) or words.SO_WAS.match(sentence) or words.TRUE_OF.match(sentence))


def find_echoes(
    text: str, start: int, end: int, marks: list[Mark], before: list[JudgementCandidate]
) -> Iterator[JudgementCandidate]:
    """Yield the candidates of a sentence without a grade that gives that of the sentence before to other areas."""
    if not before:
        return
    areas = [mark for mark in marks if mark.domain]
    opening = words.SO_WAS.match(text, start, end) or words.TRUE_OF.match(text, start, end)
    if opening:
        run = find_run(text, areas, 0) if areas else []
        if run and run[0].start - opening.end() < 60:
            yield _echo(before[-1], start, end, run, opening.start(), run[-1].end)
        elif words.THE_SERVICE.match(text, opening.end(), end):
            yield _echo(before[-1], start, end, [], opening.start(), opening.end())
        return
    same = words.SAME.search(text, start, end)
    if not same or not areas:
        return
    following = [mark for mark in areas if mark.start > same.end()]
    if following and words.SAME_GRADE_FOR.fullmatch(text, same.start(), following[0].start):
        yield _echo(before[-1], start, end, following, same.start(), following[-1].end)
    elif areas[-1].end <= same.start() and is_linked(text, areas[-1].end, same.start()):
        yield _echo(before[-1], start, end, areas[-1:], before[-1].grade_start, same.end())


def find_likewise(
    text: str, start: int, end: int, marks: list[Mark], grades: list[Mark], used: set[Mark]
) -> Iterator[JudgementCandidate]:
    """Yield “…, as was the work with care leavers”, “…, and so were leaders” and “…, the separate care leavers judgement among them”."""
    for grade in grades:
        position = marks.index(grade)
        until = next((mark.start for mark in marks[position + 1 :] if mark.grade), end)  # "as was" points at the nearest grade
        after = words.SO_WAS_TOO.match(text[grade.end : until])
        if after and words.THE_SERVICE.match(text, grade.end + after.end(), end):
            yield build_candidate(text, start, end, grade, [], "judgements.same", None, domains=(Domain.OVERALL,))
            continue
        areas = marks[position + 1 : position + 2]
        if not areas or areas[0].grade:
            continue
        if areas[0] in used:
            if areas[0].every:
                yield from _among(text, start, end, marks, position + 2, grade)
            continue
        between, rest = text[grade.end : areas[0].start], text[areas[0].end : end]
        if words.SO_WAS_TOO.match(between) or (words.ALONG_WITH.match(between) and not links_on(text, marks, position + 1)):
            yield build_candidate(text, start, end, grade, find_run(text, marks, position + 1), "judgements.same", None)
        elif (words.AND_LIKEWISE.match(between) and words.LIKEWISE.match(rest)) or (
            words.AMONG.match(between) and re.match(r"[\w ]{0,20}\b(?:among|included|including)\b", rest)
        ):
            yield build_candidate(text, start, end, grade, areas, "judgements.same", None)


def _among(text: str, start: int, end: int, marks: list[Mark], position: int, grade: Mark) -> Iterator[JudgementCandidate]:
    """“Good in all areas, including the new judgement for care leavers”."""
    run = find_run(text, marks, position)
    if run and words.INCLUDING.fullmatch(text, marks[position - 1].end, run[0].start):
        yield build_candidate(text, start, end, grade, run, "judgements.same", None)


def _echo(
    earlier: JudgementCandidate, start: int, end: int, areas: list[Mark], evidence_start: int, evidence_end: int
) -> JudgementCandidate:
    domains = tuple(dict.fromkeys(mark.domain for mark in areas if mark.domain)) or (Domain.OVERALL,)
    return JudgementCandidate(
        earlier.grade, domains, evidence_start, evidence_end, earlier.grade_start, earlier.grade_end, start, end, "judgements.same",
        period_hint=earlier.period_hint, antecedent=earlier.grade_start,
    )  # fmt: skip

"""Running prose: which areas a grade is said of, by the words between them.

A grade takes the areas after it ("good in the domains of …"), or the areas before it ("leadership was judged …"), or, where the sentence
speaks of the service or the inspection itself, the overall judgement. Words between a grade and an area that are not on the lists below
break the tie: "thresholds were good" after "help and protection was good" is said of thresholds.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractors.grade_marks import JudgementCandidate, Mark, find_marks
from extractors.lexicon import grade_clauses as words
from extractors.records import Domain, Grade


def find_in_prose(text: str, start: int, end: int, before: list[JudgementCandidate], *, pre_2013: bool) -> list[JudgementCandidate]:
    """Return the candidates of the sentence `text[start:end]`. `before` are those of its block's earlier sentences, for "it", "the same"."""
    marks = find_marks(text, start, end, pre_2013=pre_2013)
    grades = [mark for mark in marks if mark.grade]
    if not grades:
        return list(_same_as(text, start, end, marks, before))
    if words.RESPECTIVELY.search(text, start, end):
        paired = _respectively(text, start, end, marks)
        if paired:
            return paired
    found: list[JudgementCandidate] = []
    used: set[Mark] = set()
    moved = _moved(text, start, marks, grades)
    for position, grade in enumerate(grades):
        hint = moved.get(grade) or _kept(text, start, grades, position)
        areas, rule = _areas_of(text, marks, grade, used)
        if not areas and grade in moved:
            areas, rule = _areas_of_move(text, marks, grades, moved)
        if not areas and found and words.PRONOUN.search(text, found[-1].end_char, grade.start):
            same = _candidate(text, start, end, grade, [], "judgements.same", "previous")
            found.append(replace(same, domains=found[-1].domains, antecedent=found[-1].grade_start))
            continue
        if not areas and before and not found and words.PRONOUN.match(text[start : grade.start]):
            found.append(
                replace(_candidate(text, start, end, grade, [], "judgements.same", "previous"), domains=before[-1].domains)
            )
            continue
        told = (found or before)[-1:]
        if not areas and told and words.ANAPHORA.search(text, max(start, told[0].end_char), grade.start):
            same = _candidate(text, start, end, grade, [], "judgements.same", hint)
            found.append(replace(same, domains=told[0].domains, antecedent=told[0].grade_start))
            continue
        if not areas:
            service = _service_rule(text, start, end, grade, grade in moved)
            if not service:
                continue
            found.append(replace(_candidate(text, start, end, grade, [], service, hint), domains=(Domain.OVERALL,)))
        else:
            used.update(areas)
            rule = "judgements.moved" if grade in moved else "judgements.kept" if hint == "both" else rule
            found.append(_candidate(text, start, end, grade, areas, rule, hint))
        if words.SAME_AS_BEFORE.match(text[grade.end : end]):
            found.append(replace(found[-1], rule="judgements.same", period_hint="previous", antecedent=grade.start))
    found.extend(_as_was(text, start, end, marks, grades, used))
    return found


def _areas_of(text: str, marks: list[Mark], grade: Mark, used: set[Mark]) -> tuple[list[Mark], str]:
    position = marks.index(grade)
    following = _forward(text, marks, position)
    if following:
        return following, "judgements.grade-in-domain"
    preceding = [area for area in _backward(text, marks, position) if area not in used]
    return preceding, "judgements.domain-is-grade"


def _forward(text: str, marks: list[Mark], position: int) -> list[Mark]:
    """The run of areas after the grade, where a preposition (or nothing, for "overall" and "all areas") leads to them."""
    if position + 1 >= len(marks) or marks[position + 1].grade:
        return []
    grade, first = marks[position], marks[position + 1]
    gap = _tokens(text, grade.end, first.start)
    if first.domain is Domain.OVERALL and all(token in {"an", "the", ","} for token in gap):
        return [] if gap and "," in gap and _links_on(text, marks, position + 1) else [first]
    if not all(token in words.FORWARD for token in gap):
        return []
    if not ((first.every and "," not in gap) or words.PREPOSITIONS & set(gap)) or (gap[:1] == ["of"] and not first.every):
        return []
    run = [first]
    for index in range(position + 2, len(marks)):
        mark = marks[index]
        if mark.grade or not all(token in words.JOIN for token in _tokens(text, marks[index - 1].end, mark.start)):
            break
        run.append(mark)
    last = position + len(run)
    if len(run) > 1 and _links_on(text, marks, last):
        run.pop()
    return run


def _links_on(text: str, marks: list[Mark], index: int) -> bool:
    """Whether the area at `index` is the subject of the next grade ("… and care leavers was inadequate")."""
    if index + 1 >= len(marks) or not marks[index + 1].grade:
        return False
    gap = text[marks[index].end : marks[index + 1].start].strip()
    return (not gap or bool(words.CHILD_OF_LINK.match(gap))) and all(
        token in words.LINK for token in _tokens(text, marks[index].end, marks[index + 1].start)
    )


def _backward(text: str, marks: list[Mark], position: int) -> list[Mark]:
    """The run of areas before the grade, where only linking words stand between."""
    if position == 0 or marks[position - 1].grade:
        return []
    grade, last = marks[position], marks[position - 1]
    gap = _tokens(text, last.end, grade.start)
    if not all(token in words.LINK for token in gap) or words.EXCEPT.search(text, last.end, grade.start):
        return []
    run = [last]
    index = position - 1
    while index > 0 and not marks[index - 1].grade:
        between = text[marks[index - 1].end : marks[index].start]
        if words.EXCEPT.search(between) or not all(
            token in words.JOIN for token in _tokens(text, marks[index - 1].end, marks[index].start)
        ):
            break
        index -= 1
        run.insert(0, marks[index])
    if len(run) > 1 and run[0].domain is Domain.OVERALL and text[run[0].end : run[1].start].strip() == ",":
        run.pop(0)
    return run


def _areas_of_move(text: str, marks: list[Mark], grades: list[Mark], moved: dict[Mark, str]) -> tuple[list[Mark], str]:
    """The areas that a move "from … to …" is about: the last run before "from", where it is the nearest thing in the sentence."""
    first = next(grade for grade in grades if grade in moved)
    position = marks.index(first)
    areas: list[Mark] = []
    while position > 0 and marks[position - 1].is_area and not marks[position - 1].every:
        areas.insert(0, marks[position - 1])
        position -= 1
    if areas and len(text[areas[-1].end : first.start]) > 60:
        return [], ""
    return areas, "judgements.moved"


def _moved(text: str, start: int, marks: list[Mark], grades: list[Mark]) -> dict[Mark, str]:
    """Grades of a "from A to B" in the sentence, with the period that each belongs to."""
    moved: dict[Mark, str] = {}
    for first, second in pairwise(grades):
        between = text[first.end : second.start]
        if words.FROM.search(text, start, first.start) and len(between) < 60 and words.TO.search(between):
            moved[first], moved[second] = "previous", "current"
    return moved


def _kept(text: str, start: int, grades: list[Mark], position: int) -> str | None:
    """`both` where a grade is said to have been kept: the verb stands before it and after the grade before."""
    since = grades[position - 1].end if position else start
    grade = grades[position]
    verb = next(iter(deque(words.KEPT.finditer(text, max(since, grade.start - 70), grade.start), maxlen=1)), None)
    return (
        "both" if verb and not re.search(r"\b(?:and|but|while|which)\b.*\b(?:was|were)\b", text[verb.end() : grade.start]) else None
    )


def _service_rule(text: str, start: int, end: int, grade: Mark, is_moved: bool) -> str | None:
    """The rule by which a grade without an area is one of the service, the council or the inspection; None where it is none."""
    before, after = text[start : grade.start], text[grade.end : end]
    spelling = text[grade.start : grade.end]
    if is_moved:
        return "judgements.moved"
    kept = "judgements.kept" if words.KEPT.search(before[-70:]) else "judgements.service-is-grade"
    emphatic = bool(words.CAPITAL_OR_QUOTED.search(before)) or (spelling[0].isupper() and bool(before.strip()))
    if words.NOUN_AFTER.match(after) or (emphatic and words.RESULT_AFTER.match(after)):
        return kept
    if (
        words.JUDGED.search(before)
        or words.NOUN_BEFORE.search(before)
        or words.REMAINS.search(before)
        or words.FRAMEWORK_COLON.search(before)
    ):
        return kept
    if emphatic and words.SERVICES_WERE.search(before):
        return kept
    if (
        grade.grade is Grade.REQUIRES_IMPROVEMENT
        and spelling.lower().startswith("requir")
        and words.REQUIRES_SUBJECT.search(before)
    ):
        return kept
    return None


def _same_as(text: str, start: int, end: int, marks: list[Mark], before: list[JudgementCandidate]) -> Iterator[JudgementCandidate]:
    """“The overall judgement was the same”: the grade of the sentence before."""
    same = words.SAME.search(text, start, end)
    areas = [mark for mark in marks if mark.domain]
    if not same or not before or not areas:
        return
    following = [mark for mark in areas if mark.start > same.end()]
    if following and words.SAME_GRADE_FOR.fullmatch(text, same.start(), following[0].start):
        earlier = before[-1]
        yield JudgementCandidate(
            earlier.grade, tuple(dict.fromkeys(mark.domain for mark in following if mark.domain)), same.start(), following[-1].end,
            earlier.grade_start, earlier.grade_end, start, end, "judgements.same", period_hint=earlier.period_hint, antecedent=earlier.grade_start,
        )  # fmt: skip
        return
    if areas[-1].end > same.start():
        return
    if all(token in words.LINK for token in _tokens(text, areas[-1].end, same.start())):
        earlier = before[-1]
        yield JudgementCandidate(
            earlier.grade, (areas[-1].domain or Domain.OVERALL,), earlier.grade_start, same.end(), earlier.grade_start, earlier.grade_end,
            start, end, "judgements.same", period_hint=earlier.period_hint, antecedent=earlier.grade_start,
        )  # fmt: skip


def _as_was(
    text: str, start: int, end: int, marks: list[Mark], grades: list[Mark], used: set[Mark]
) -> Iterator[JudgementCandidate]:
    """“…, as was the work with care leavers”; “…, the separate care leavers judgement among them”."""
    for grade in grades:
        position = marks.index(grade)
        areas = [mark for mark in marks[position + 1 :] if mark.is_area and mark not in used][:1]
        if not areas or areas[0] is not next(iter(marks[position + 1 :]), None):
            continue
        between, rest = text[grade.end : areas[0].start], text[areas[0].end : end]
        likewise = words.AND_LIKEWISE.match(between) and words.LIKEWISE.match(rest)
        if (
            words.AS_WAS.match(between)
            or likewise
            or (words.AMONG.match(between) and re.match(r"[\w ]{0,20}\b(?:among|included|including)\b", rest))
        ):
            yield _candidate(text, start, end, grade, areas, "judgements.same", None)


def _respectively(text: str, start: int, end: int, marks: list[Mark]) -> list[JudgementCandidate]:
    areas, grades = [m for m in marks if m.domain], [m for m in marks if m.grade]
    if len(areas) != len(grades):
        return []
    return [_candidate(text, start, end, g, [a], "judgements.respectively", None) for a, g in zip(areas, grades, strict=True)]


def _candidate(text: str, start: int, end: int, grade: Mark, areas: list[Mark], rule: str, hint: str | None) -> JudgementCandidate:
    every = any(mark.every for mark in areas)
    named = tuple(dict.fromkeys(mark.domain for mark in areas if mark.domain))
    excepted: tuple[Domain, ...] = ()
    if every:
        exception = words.EXCEPT.search(text, grade.start, end)
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


def _tokens(text: str, start: int, end: int) -> list[str]:
    """The words between two marks in lower case; names of places ("services in Ashcombe", "Ashcombe's services") do not count."""
    between = words.PLACE.sub(" ", words.RELATIVE.sub(" ", text[start:end]))
    return [token for token in (t.lower() for t in words.WORD.findall(between)) if token not in words.IGNORED]

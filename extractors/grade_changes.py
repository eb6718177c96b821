"""Grades of one area at two inspections: moved from one to another, kept, or told beside what it was before."""

from __future__ import annotations

import re
from collections import deque
from itertools import pairwise

from extractors.grade_marks import Mark
from extractors.lexicon import grade_clauses as words

_LONGEST_STEP = 90  # characters between the two grades of a move
_BRACKETED = re.compile(r"\bin (?:round |square )?(?:brackets|parenthes[ei]s)\b|\bbracketed\b", re.IGNORECASE)


def find_moves(text: str, start: int, grades: list[Mark]) -> dict[Mark, tuple[str, Mark]]:
    """Return the grades of each "from A to B" in the sentence, with the period that it belongs to and the first grade of its move."""
    moved: dict[Mark, tuple[str, Mark]] = {}
    for first, second in pairwise(grades):
        between = text[first.end : second.start]
        if words.FROM.search(text, start, first.start) and len(between) < _LONGEST_STEP and words.TO.search(between):
            moved[first], moved[second] = ("previous", first), ("current", first)
    return moved


def find_areas_of_move(text: str, marks: list[Mark], first: Mark) -> list[Mark]:
    """Return the areas that the move from the grade `first` is about: the last run before "from", where it is the nearest thing."""
    position = marks.index(first)
    areas: list[Mark] = []
    while position > 0 and marks[position - 1].is_area and not marks[position - 1].every:
        areas.insert(0, marks[position - 1])
        position -= 1
    if areas and len(text[areas[-1].end : first.start]) > 60:
        return []
    return areas


def find_kept(text: str, start: int, grades: list[Mark], position: int) -> str | None:
    """Return `both` where a grade is said to have been kept: the verb stands before it and after the grade before."""
    since = grades[position - 1].end if position else start
    grade = grades[position]
    verb = next(iter(deque(words.KEPT.finditer(text, max(since, grade.start - 70), grade.start), maxlen=1)), None)
    return (
        "both" if verb and not re.search(r"\b(?:and|but|while|which)\b.*\b(?:was|were)\b", text[verb.end() : grade.start]) else None
    )


def find_earlier_rule(text: str, start: int, grade: Mark, before: Mark) -> str | None:
    """Return the rule by which `grade` is what the area of the grade `before` it had at the inspection before, or None."""
    between = text[before.end : grade.start]
    if words.UP_FROM_BARE.match(between) and words.TO_GRADE.search(text[max(start, before.start - _LONGEST_STEP) : before.start]):
        return "judgements.moved"
    if len(between) >= _LONGEST_STEP:
        return None
    if words.UP_FROM.search(between):
        return "judgements.moved"
    if words.EARLIER.search(between):
        return "judgements.same"
    if between.strip(" \"'’”‘“") == "(" and text[grade.end : grade.end + 2].lstrip("\"'’”")[:1] == ")" and _BRACKETED.search(text):
        return "judgements.same"
    return None

"""Grades without an area that are said of the service, the council or the inspection itself."""

from __future__ import annotations

from extractors.grade_marks import Mark
from extractors.lexicon import grade_services as words
from extractors.lexicon.grade_clauses import KEPT
from extractors.records import Grade

_SUBJECT_REACH = 160  # characters before a grade that are read for what it is said of


def find_service_rule(text: str, start: int, end: int, grade: Mark, *, is_moved: bool, told: bool) -> tuple[str, str | None] | None:
    """Return the rule by which a grade without an area is one of the service, and the period that the words tell; None where it is none.

    `told`: a grade of the service stands before, so that "it was good in 2019" has something to lean on.
    """
    before, after = text[max(start, grade.start - _SUBJECT_REACH) : grade.start], text[grade.end : end]
    if is_moved:
        return "judgements.moved", None
    if words.OTHER_SUBJECT.search(before) or words.COUNTED_NOUN.search(before):
        return None
    rule = "judgements.kept" if KEPT.search(before[-70:]) else "judgements.service-is-grade"
    if words.ONCE_BEFORE.search(before) and words.ONCE_AFTER.match(after):
        return rule, "previous" if words.LAST_TIME.match(after) else None
    if words.NOTED_IN.search(before) and words.NOTE_END.match(after):
        return rule, None
    if words.OUT_OF.search(before):
        return "judgements.moved", "previous"
    if told and words.AND_SERVICE.search(before):
        return rule, None
    if words.IN_YEAR.search(before) or (words.WAS.search(before) and words.YEAR_AFTER.match(after)):
        leans = words.LEANS.search(before)
        return (rule, None) if told or not leans else None
    return (rule, None) if _is_of_service(text, before, after, grade) else None


def _is_of_service(text: str, before: str, after: str, grade: Mark) -> bool:
    spelling = text[grade.start : grade.end]
    emphatic = bool(words.CAPITAL_OR_QUOTED.search(before)) or (spelling[0].isupper() and bool(before.strip()))
    if words.NOUN_AFTER.match(after) or (emphatic and words.RESULT_AFTER.match(after)):
        return True
    if grade.grade is Grade.INADEQUATE and words.INSPECTION_AFTER.match(after):
        return True
    if any(pattern.search(before) for pattern in (words.JUDGED, words.NOUN_BEFORE, words.REMAINS, words.FRAMEWORK_COLON)):
        return True
    if words.SAID_THAT.search(before) and (emphatic or words.PLAIN_END.match(after)):
        return True
    if words.SERVICES_WERE.search(before) and (emphatic or words.ACCORDING.match(after)):
        return True
    return (
        grade.grade is Grade.REQUIRES_IMPROVEMENT
        and spelling.lower().startswith("requir")
        and bool(words.REQUIRES_SUBJECT.search(before))
    )

"""Why a grade is none that Ofsted gave to this authority's children's services."""

from __future__ import annotations

import re

from extractors.grade_context import YEAR, GradeContext, last_match
from extractors.grade_marks import JudgementCandidate, find_grades
from extractors.grade_topics import find_other_speaker, find_other_topic
from extractors.lexicon import attribution as cues
from extractors.lexicon import grade_topics as topics
from extractors.lexicon.judgements import JUDGING
from extractors.records import Domain, Grade

_LISTED = re.compile(
    r"^[\"'’”]*, [\"'‘“]?(?:outstanding|good|requir\w+ improvement|adequate|inadequate)\b[^.;]{0,60}\bor\b", re.IGNORECASE
)
_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
_SCALE_REACH = 200  # characters around the sentence: a scale's grades may stand in sentences of their own
_SCALE_GAP = 24  # characters between the grades of a scale that no word introduces
_SAME_NAME_REACH = 12  # "Youth Offending | Service was": the second word belongs to the first body's name
_QUOTES = frozenset("\"'’”‘“")
_NEAR = 30  # characters before the area within which "audits", "files" and the like take the grade
_PARAGRAPH_REACH = 300  # characters of the same paragraph before the sentence


def find_refusal(text: str, candidate: JudgementCandidate, context: GradeContext) -> str | None:
    """Return why the candidate is no judgement of this authority, or None when it is one."""
    before = text[candidate.clause_start : candidate.grade_start]
    start = min(candidate.start_char, candidate.grade_start)
    ahead = text[candidate.clause_start : start]
    after = text[candidate.grade_end : candidate.clause_end]
    sentence = text[candidate.clause_start : candidate.clause_end]
    layout = candidate.rule in {"judgements.row", "judgements.column", "judgements.lead-in"}
    overall = candidate.domains == (Domain.OVERALL,) and not layout
    named = (
        candidate.rule in {"judgements.domain-is-grade", "judgements.grade-in-domain", "judgements.respectively"} and not overall
    )
    if not layout and not cues.PREDICATE_END.match(after) and not _is_quoted(candidate, before, after):
        return f"ordinary word before {after.split()[0] if after.split() else ''!r}"
    if _is_scale(text, candidate):
        return "a scale of grades"
    if not layout and cues.NEGATED.search(cues.ASIDE.sub(" ", before)):
        return "negated"
    if candidate.rule == "judgements.moved" and cues.AIMED_MOVE.search(
        text[candidate.clause_start : _first_grade(text, candidate)]
    ):
        return "an aim, a condition or a forecast"
    if not layout and candidate.rule != "judgements.moved":
        if cues.SUPPOSED.search(before) or cues.FORECAST.search(before):
            return "an aim, a condition or a forecast"
        aimed = cues.AIMED_BEFORE.search(before)
        if (
            aimed and not cues.JUDGED_AFTER_AIM.search(before[aimed.start() :]) and not cues.FIRST_TO_BE.search(before)
        ) or cues.AIMED_AFTER.match(after):
            return "an aim, a condition or a forecast"
        if cues.MISSED.search(before):
            return "missed"
    own_view = last_match(cues.SELF_ASSESSED, before) or cues.SELF_ASSESSED.search(after)
    if own_view and not _ofsted_says(before[own_view.end() :] if own_view.string is before else before):
        return "a self-assessment or peer review"
    speaker = None if layout else find_other_speaker(before, after)
    if speaker:
        return speaker
    elsewhere = last_match(cues.OTHER_AUTHORITIES, before) if overall else None
    if elsewhere and not (_speaks_of_own(before[elsewhere.end() :], context) or cues.MAIN_CLAUSE.match(before[elsewhere.end() :])):
        return "other authorities"
    if overall or candidate.every:
        inspected = cues.INSPECTION_OF.search(sentence)
        if inspected and cues.OTHER_BODY.search(inspected[1]) and not cues.OWN_SERVICE.search(inspected[1]):
            return f"an inspection of another service: {inspected[1].strip()}"
    if overall and _is_other_place(before, context):
        return "another place"
    foreign = _named_elsewhere(text, candidate, context)
    if foreign:
        return f"another authority: {foreign}"
    if candidate.rule == "judgements.service-is-grade" or (
        candidate.rule == "judgements.kept" and candidate.domains == (Domain.OVERALL,)
    ):
        if cues.ANY_JUDGEMENT.search(before):
            return "any judgement, not one that was made"
        if cues.MEASURES.search(before):
            return "a count of measures"
        if cues.COUNTED.search(before) or cues.COUNTED_AFTER.match(after):
            return "a count of unnamed areas"
    if not context.on_topic and not layout and not candidate.every and _is_everyday(text, candidate, sentence):
        return "no inspection is spoken of"
    if named and not cues.GRADED_STRONGLY.search(sentence):
        if cues.NO_AREA_HEAD.search(ahead):
            return "said of a part of the work, not of the area"
        if cues.UNGRADED_INSPECTION.search(ahead) or (
            context.visit_title and not layout and not _is_of_inspection(text, candidate)
        ):
            return "found by a visit or inspection that gives no grades"
    return _foreign(text, candidate, ahead, sentence, named or layout) or find_other_topic(
        text, candidate, context, named=named, layout=layout
    )


def _is_of_inspection(text: str, candidate: JudgementCandidate) -> bool:
    """Whether the sentence names a year, or its paragraph an inspection that gave grades: an item about a visit tells of both."""
    start = max(text.rfind("\n", 0, candidate.clause_start) + 1, candidate.clause_start - _PARAGRAPH_REACH)
    return bool(
        YEAR.search(text, candidate.clause_start, candidate.clause_end)
        or cues.GRADED_INSPECTION.search(text, start, candidate.grade_start)
    )


def _first_grade(text: str, candidate: JudgementCandidate) -> int:
    """Where the "from" grade of a move stands: the first of the two."""
    return find_grades(text, candidate.clause_start, candidate.grade_end)[-1 if candidate.period_hint == "previous" else -2].start


def _foreign(text: str, candidate: JudgementCandidate, ahead: str, sentence: str, named: bool) -> str | None:
    """Whether the grade is another body's, or another inspector's: the nearest body named before it is not this service."""
    inspector = cues.OTHER_INSPECTOR.search(sentence)
    if inspector and not cues.OFSTED.search(sentence):
        return f"another inspector: {inspector[0]}"
    span = text[candidate.start_char : candidate.end_char]
    told = cues.OWN_SERVICE.search(span) is not None
    body, work, own = last_match(cues.OTHER_BODY, ahead), last_match(cues.OTHER_WORK, ahead), last_match(cues.OWN_SERVICE, ahead)
    inside = cues.OTHER_BODY.search(span) or cues.OTHER_WORK.search(span)
    if inside and not told:
        return f"another body: {inside[0]}"
    reach = _SAME_NAME_REACH if own and own[0].lower().startswith("service") else 0
    if (
        body
        and (not own or own.start() < body.end() + reach or ahead[body.end() : own.start()].strip() in {"that", "which"})
        and not (named and cues.INSPECTORS_JUDGED.search(ahead, body.end()))
    ):
        return f"another body: {body[0]}"
    stated = candidate.rule in {"judgements.domain-is-grade", "judgements.grade-in-domain"}
    if (
        work
        and not (stated and cues.TURN.search(ahead, work.end()))
        and not (named and work.end() < len(ahead) - _NEAR)
        and (not own or own.start() < work.end())
    ):
        return f"another matter: {work[0]}"
    if own or told:
        return None
    if not named:
        later = cues.OTHER_BODY.search(text[candidate.grade_end : candidate.clause_end][:80])
        if later:
            return f"another body: {later[0]}"
    return None


def _speaks_of_own(words: str, context: GradeContext) -> bool:
    """Whether `words` turn from others to this authority: by "our", "this council", or its name."""
    return bool(topics.OWN_VOICE.search(words)) or any(word.lower() in context.own_names for word in _NAME.findall(words))


def _is_other_place(before: str, context: GradeContext) -> bool:
    """Whether the subject is a place by name, and the item's own authority, where it is known, another one."""
    if not context.own_names:
        return False
    subject = cues.PLACE_SUBJECT.search(before)
    if not subject:
        return False
    words = set(re.findall(r"[a-z]+", subject[1].lower()))
    return not words & (context.own_names | cues.NO_PLACE)


def _named_elsewhere(text: str, candidate: JudgementCandidate, context: GradeContext) -> str | None:
    """Return the other authority that the item introduced by name and that the grade's paragraph speaks of last, before its own or "our"."""
    if not context.foreign_names:
        return None
    start = max(text.rfind("\n", 0, candidate.clause_start) + 1, candidate.grade_start - _PARAGRAPH_REACH)
    before, after = text[start : candidate.grade_start], text[candidate.grade_end : candidate.clause_end]
    named = [m for m in _NAME.finditer(before) if m[0].lower() in context.foreign_names]
    if not named:
        return next((m[0] for m in _NAME.finditer(after) if m[0].lower() in context.foreign_names), None)
    since = before[named[-1].end() :]
    return None if _speaks_of_own(since, context) else named[-1][0]


def _is_quoted(candidate: JudgementCandidate, before: str, after: str) -> bool:
    """Whether the grade alone stands in quotation marks and is no everyday word before a noun."""
    if before[-1:] not in _QUOTES or after[:1] not in _QUOTES or not before:
        return False
    return candidate.rule == "judgements.grade-in-domain" or not cues.QUOTED_ORDINARY.match(after)


def _is_everyday(text: str, candidate: JudgementCandidate, sentence: str) -> bool:
    """Whether the grade may be an everyday word: in lower case, without quotation marks, a colon or a word of judging beside it."""
    if candidate.grade in {Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE} or text[candidate.grade_start].isupper():
        return False
    if cues.REGIME_WORDS.search(text, candidate.start_char, candidate.end_char):
        return False
    before = text[candidate.clause_start : candidate.grade_start].rstrip()
    return before[-1:] not in {"‘", "“", "'", '"', ":", "–"} and not JUDGING.regex.search(sentence)


def _ofsted_says(sentence: str) -> bool:
    return bool(
        re.search(
            r"\b(?:ofsted|inspectors|inspection of)\b[^.]{0,60}\b(?:judge|rate|grade|found|award|gave)", sentence, re.IGNORECASE
        )
    )


def _is_scale(text: str, candidate: JudgementCandidate) -> bool:
    if candidate.domains != (Domain.OVERALL,):
        # "graded for leaders, for help and protection …: outstanding, good, requires improvement or inadequate"
        following = text[candidate.grade_end : candidate.grade_end + _SCALE_REACH // 2]
        return len(
            {mark.grade for mark in find_grades(text, candidate.grade_end, candidate.grade_end + len(following))}
        ) >= 3 and bool(_LISTED.match(following))
    line_end = text.find("\n", candidate.clause_end)
    start = max(text.rfind("\n", 0, candidate.clause_start) + 1, candidate.clause_start - _SCALE_REACH)
    end = min(len(text) if line_end < 0 else line_end, candidate.clause_end + _SCALE_REACH)
    marks = find_grades(text, start, end)
    own = next((n for n, mark in enumerate(marks) if mark.start <= candidate.grade_start < mark.end), None)
    if own is None:
        return False
    # The run of grades that the candidate stands in: a scale explained in the next sentence is no reason to drop it.
    first = last = own
    while first and _is_one_run(text[marks[first - 1].end : marks[first].start]):
        first -= 1
    while last + 1 < len(marks) and _is_one_run(text[marks[last].end : marks[last + 1].start]):
        last += 1
    grades = {mark.grade for mark in marks[first : last + 1]}
    return len(grades) >= 4 or (len(grades) >= 3 and cues.SCALE.search(text, start, end) is not None)


def _is_one_run(between: str) -> bool:
    return len(between) <= _SCALE_GAP and "." not in between

"""Dates of grades: "inadequate in 2014", "in 2020 it had been good", "as they were in January 2018"; a grade has its inspection's date.

Only months and years count: a grade told with a day has the day of a report, or of a meeting. The grade has to be the service's own.
"""

from __future__ import annotations

import re

from extractors.cues import Clause, Cue, CueKind, Link, Meaning
from extractors.report_links import is_earlier, sentence_before

COMPARED = "inspections.grade-compared"
_GAP = re.compile(r"['’”\"\s]*(?:[^,;.]{0,60}\b)?(?:in|of|from|at|since)\s+(?:both\s+)?(?:the\s+)?$|['’”\"\s]*\($")
_AS_IN = re.compile(r"\bas\s+(?:(?:it|they|that)\s+(?:had been|was|were)\s+)?(?:in|at)\s+(?:the\s+)?$")
_BE = r"(?:(?:had|has|have|was|were|been|be|again|also|only|all|still|both|found|judged|to|rated|overall|graded|deemed|assessed|as|one|of|a|an|already|just)\s+)"
_SERVICE = (
    r"(?:services?|council|authority|borough|county|city|area|judge?ments?|grades?|ratings?|effectiveness|department|directorate|social care"
    r"|leadership|leaders|help and protection|care leavers|children in care|looked[ -]after(?: children)?|adoption|which|these|those|it|they|we)(?:\s+(?:as a whole|overall|itself))?"
)
_GRADED_CLAUSE = re.compile(
    rf",?\s+(?:(?:when|where|at which (?:time|point))\s+)?(?:(?:all|every|each|both|most|everything)\b[^,;]{{0,60}}|[^,;]{{0,60}}?\b{_SERVICE}(?:\s+\([^()]{{0,40}}\))?)\s+{_BE}+['‘“\"]*"
    rf"|,?\s+when\s+(?:ofsted|(?:the\s+)?inspectors)\s+(?:had\s+)?(?:found|judged|rated|graded)\s+(?:[^,;]{{0,40}}\s)?{_SERVICE}\s+(?:to\s+(?:be\s+)?|as\s+)?['‘“\"]*"
    rf"|,?\s+there\s+(?:was|had been)\s+an?\s+[^;]{{0,60}}?\b{_SERVICE}[^;]{{0,20}},\s+which\s+(?:was|had been)\s+['‘“\"]*"
)
# the subject before a grade: the service, or one of its areas, from the opening of its clause
_SUBJECT = re.compile(rf"\b{_SERVICE}(?:\s+(?:in|of|for|to)\s+[^,;.]{{1,50}}?)?,?\s+{_BE}{{1,5}}['‘“\"]*$")
_PRONOUN = re.compile(rf"\b(?:it|they|we|which|these|those)(?:\s+(?:as a whole|overall|itself))?\s+{_BE}{{1,5}}['‘“\"]*$")
_OF_INSPECTION = re.compile(
    r"ofsted|inspect|ilacs|judge|overall effectiveness|inadequate|\bgraded?\b|\brated\b|rating|requir\w+ improvement|children['’]?s (?:social care|services)"
)
_SECOND_GRADE = re.compile(
    r"\b(?:outstanding|good|requir\w+ improvement(?: to be good)?|inadequate)['’”\"]*\s*\((?:it was |it had been |previously |formerly |from )?['‘“\"]?$"
)
_SELF = re.compile(r"self-|peer|mock|dry run|audit|lga|independent|survey|diagnostic|health check")
_OTHER_SUBJECT = re.compile(
    r"\b(?:authorities|councils|boroughs|data|files?|cases|recording|records|budgets?|funding|buildings?|premises|accommodation|housing|systems?|plans?)"
    r"(?: \w+){0,2} (?:was|were|had been) (?:found |judged |rated |graded )?(?:to be )?['‘“\"]?(?:inadequate|good|outstanding|requir)"
)
_SLIPPED = re.compile(
    r"\b(?:from|up from|down from)\s+(?:a |an )?['‘“\"]*(?:outstanding|good|requir\w+ improvement(?: to be good)?|inadequate)['’”\"]*(?: overall)?\s+to\s[^,;.]{0,60}\bsince\s+(?:the\s+)?$"
)
_AREA = re.compile(
    r"\b(?:help and protection|overall effectiveness|leadership|care leavers|children in care|judge?ments?|grades?)\b"
)
_HIGHER = re.compile(
    r"\b(?:higher|lower|better|worse|same|up|down)\s+(?:than|as|from|on)\s+(?:(?:it|they)\s+(?:was|were|had been)\s+)?(?:in|at)\s+(?:the\s+)?$"
)
_ASIDE = re.compile(r"[(;,]\s*(?:(?:in|from|previously|formerly|was)[ ,]\s*)?(?:the\s+)?$")
_ASIDE_GRADE = re.compile(
    r"\s*[:,–-]\s*['‘“\"]?(?:outstanding|good|requir\w+ improvement(?: to be good)?|inadequate)['’”\"]?(?: overall)?\s*(?:[);.]|$)"
)
_AS_IN_YEAR = re.compile(
    r"\b(?:outstanding|good|requir\w+ improvement(?: to be good)?|inadequate)['’”\"]*(?: overall)?,?\s+(?:just\s+|exactly\s+|much\s+)?as\s+(?:in|at)\s+(?:the\s+)?$"
)
_UNCHANGED = re.compile(
    r"\b(?:unchanged|no change|no (?:different|better|worse)|(?:up|down) (?:one|two|a grade|a step|by one)|a (?:grade|step) (?:up|down))\s+(?:from|since|on|than)\s+(?:that of\s+|in\s+)?(?:the\s+)?$"
)
_YEARS_BEFORE = re.compile(r"\byears?\s+(?:earlier|before|ago|previously)\s*[,(]\s*(?:in\s+)?(?:the\s+)?$")
_GONE_UP = re.compile(
    r"\b(?:gone up|gone down|come up|come down|risen|fallen|moved up|moved down|dropped|slipped|improved)(?:\s+(?:a|one|two)\s+grades?)?\s+since\s+(?:the\s+)?$"
)
_JUDGEMENT = re.compile(r"\b(?:judge?ments?|grades?|ratings?)\b")
_AS_IT_WAS = re.compile(
    r"\b(?:as|what|where|than)\s+(?:it|we|they|that|services?|the (?:service|services|council|authority))\s+(?:had been|was|were)\s+(?:(?:judged|found|rated|overall)\s+)?(?:(?:back|last)\s+)?(?:in|at)\s+(?:the\s+)?$"
)
_THE_ONE_OF = re.compile(
    r"\b(?:than|as|to|with|like)\s+(?:the one|that|those|the grades?)\s+(?:from|of|in|at|given in)\s+(?:the\s+)?$"
)
_FOUND_BY = re.compile(
    r"\b(?:found|judged|rated|graded|deemed)\s+(?:by\s+(?:ofsted|(?:the\s+)?inspectors)\s+)?(?:in|at)\s+(?:the\s+)?$"
)
_TO_BE = re.compile(
    r"['’”\"]*\s+(?:to (?:be|have been)\s+|to\s+(?=requir)|as\s+(?:being\s+)?)?(?:an?\s+)?['‘“\"]*(?:outstanding|good|requir\w+ improvement|inadequate)\b"
)
_REPORT_OF = re.compile(r"\breport\s+of\s+(?:the\s+)?$")
_YEARS_JUDGEMENT = re.compile(r"['’]?s?\s+(?:ofsted\s+|overall\s+)?(?:judge?ments?|ratings?|grades?|grading)\b")
_IMPROVED_ON = re.compile(r"\b(?:improve\w*|better|advance|worse|up|down)\s+(?:on|than|from)\s+(?:the\s+)?$")
_JUDGEMENT_FROM = re.compile(r"\b(?:ratings?|grades?|judge?ments?),?\s+(?:given\s+)?(?:from|of|in|at)\s+(?:the\s+)?$")
_SINCE = re.compile(r"\b(?:since|on|from|with|than)\s+(?:the\s+)?$")
_FIRST_SINCE = re.compile(r"\b(?:first|only)\b[^,.;]{0,60}\bsince\s+$")
_WHEN = re.compile(r",?\s+when\b")
_FOUND = re.compile(r"\s+(?:had\s+|has\s+|have\s+)?(?:also\s+)?(?:found|judged|rated|graded|concluded)\b")
_GRADE = re.compile(r"\b(?:outstanding|good|requir\w+ improvement|inadequate)\b(?! (?:progress|practice|work|news|example|start))")


def link_graded(clause: Clause, cue: Cue, gap: str, has_day: bool) -> Link:
    """Decide about the date of a grade that stands before it; a grade on a day is a report's day, and too uncertain."""
    if has_day or not (_GAP.fullmatch(gap) or _AS_IN.search(gap)):
        return Link(Meaning.REFUSED, cue, "date of something else")
    if is_of_others(clause):
        return Link(Meaning.REFUSED, cue, "grade of another body")
    lead = clause.text[clause.start_char : cue.start_char]
    if is_bare(clause, cue) and not _is_of_service(clause, lead):
        return Link(Meaning.REFUSED, cue, "grade of something else")
    moved = (
        _SECOND_GRADE.search(lead) is not None
        or re.search(r"\bfrom\s+['‘“\"]?(?:a |an )?$", lead) is not None
        or _AS_IN.search(gap) is not None
    )
    return Link(Meaning.INSPECTION, cue, earlier=moved or is_earlier(clause, cue.start_char, cue.end_char))


def link_fronted_grade(clause: Clause, cue: Cue) -> Link:
    """Return the link of a month or year that opens a clause which says that the service had the grade: "in 2020 it was good"."""
    if is_of_others(clause):
        return Link(Meaning.REFUSED, cue, "grade of another body")
    if is_bare(clause, cue) and not _OF_INSPECTION.search(
        sentence_before(clause) + clause.text[clause.start_char : clause.end_char]
    ):
        return Link(Meaning.REFUSED, cue, "grade of something else")
    return Link(Meaning.INSPECTION, cue, earlier=is_earlier(clause, cue.start_char, cue.end_char))


def is_bare(clause: Clause, cue: Cue) -> bool:
    """Return whether the grade is an everyday word: "good" or "outstanding" alone, after a form of "be"."""
    return clause.text[cue.start_char : cue.end_char] in {"good", "outstanding"}


def _is_of_service(clause: Clause, lead: str) -> bool:
    """Return whether the words before an everyday grade have the service for their subject."""
    if not _SUBJECT.search(lead[-160:]):
        return False
    return not _PRONOUN.search(lead[-160:]) or _OF_INSPECTION.search(sentence_before(clause) + lead) is not None


def is_of_others(clause: Clause) -> bool:
    """Return whether the sentence speaks of another body, or of somebody else's judgement: a peer review, an audit."""
    if _OTHER_SUBJECT.search(clause.text, clause.start_char, clause.end_char):
        return True
    return any(cue.kind is CueKind.BODY or _SELF.match(clause.text, cue.start_char) for cue in clause.cues)


def is_of_mock(clause: Clause, cue: Cue) -> bool:
    """Return whether a mock inspection, a peer review or the like stands shortly before the cue: "a mock inspection by two inspectors"."""
    return any(
        other.kind is CueKind.EVENT and 0 <= cue.start_char - other.end_char <= 60 and _SELF.match(clause.text, other.start_char)
        for other in clause.cues
    )


def is_graded_clause(clause: Clause, start: int, grade: Cue) -> bool:
    """Return whether the words from a date that opens a clause to a grade say that the service had it: "in 2015 it had been inadequate"."""
    return _GRADED_CLAUSE.fullmatch(clause.text, start, grade.start_char) is not None


def link_compared(clause: Clause, start: int, end: int) -> Link | None:
    """Return the link of a month or year that a grade is compared with, or found in, by its words alone; `None` for other words.

    "no longer failing, as it was in 2016"; "had slipped from Outstanding to Good since 2018"; "a service found by Ofsted in 2017 to be
    inadequate"; "The report of June 2017 had found services to be inadequate".
    """
    text = clause.text
    lead = text[max(clause.start_char, start - 160) : start]
    told = _GRADE.search(text, clause.start_char, clause.end_char) or _AREA.search(text, clause.start_char, clause.end_char)
    if told is None or is_of_others(clause):
        return None
    grade = Cue(CueKind.GRADED, COMPARED, *told.span())
    if _GONE_UP.search(lead) and _JUDGEMENT.search(lead) and _GRADE.search(text, end, clause.end_char):
        return Link(Meaning.INSPECTION, grade, earlier=True)
    if _ASIDE.search(lead) and _ASIDE_GRADE.match(text, end, clause.end_char):
        return Link(Meaning.INSPECTION, grade, earlier=True)
    if _AS_IN_YEAR.search(lead) or (_UNCHANGED.search(lead) and _JUDGEMENT.search(text, clause.start_char, clause.end_char)):
        return Link(Meaning.INSPECTION, grade, earlier=True)
    before = _YEARS_BEFORE.search(lead) and _GRADED_CLAUSE.match(text, end + int(text.startswith(")", end)), clause.end_char)
    if before and _GRADE.match(text, before.end(), clause.end_char):
        return Link(Meaning.INSPECTION, grade, earlier=True)
    if _HIGHER.search(lead) and _JUDGEMENT.search(text, clause.start_char, clause.end_char):
        return Link(Meaning.INSPECTION, grade, earlier=True)
    if _SLIPPED.search(lead) or _AS_IT_WAS.search(lead) or _THE_ONE_OF.search(lead):
        return Link(Meaning.INSPECTION, grade, earlier=True)
    if _FOUND_BY.search(lead) and _TO_BE.match(text, end, clause.end_char):
        return Link(Meaning.INSPECTION, grade)
    if _YEARS_JUDGEMENT.match(text, end, clause.end_char):
        return Link(Meaning.INSPECTION, grade, earlier=_IMPROVED_ON.search(lead) is not None or is_earlier(clause, start, end))
    if _JUDGEMENT_FROM.search(lead) and _GRADE.search(text, end, clause.end_char):
        return Link(Meaning.INSPECTION, grade, earlier=is_earlier(clause, start, start))
    since = _GRADED_CLAUSE.match(text, end, clause.end_char) if _SINCE.search(lead) and _WHEN.match(text, end) else None
    if since and _GRADE.match(text, since.end(), clause.end_char):
        return Link(Meaning.INSPECTION, grade, earlier=_FIRST_SINCE.search(lead) is not None)
    found = _FOUND.match(text, end, clause.end_char) if _REPORT_OF.search(lead) else None
    if found and _GRADE.search(text, found.end(), clause.end_char):
        return Link(Meaning.INSPECTION, grade, earlier=is_earlier(clause, start, start))
    return None

"""What the words around a grade speak of: this authority's children's services, another body, another authority, or somebody's view.

The sentence decides first, then its paragraph from the nearest sentence backwards, then the item's title; what names the authority's
own services nearer than anything else keeps the grade.
"""

from __future__ import annotations

import re

from extractors.grade_context import GradeContext
from extractors.grade_marks import JudgementCandidate
from extractors.lexicon import grade_topics as words
from extractors.lexicon.attribution import OFSTED
from extractors.records import Domain, Grade

_LEAD_REACH = 400  # characters of the same paragraph before the sentence
_HEADING_REACH = 700  # characters back from a list's entry to the line that heads the list
_SENTENCES = 4  # sentences back that may still say what "it" or "the service" is
_END = re.compile(r"(?<=[.?!])[\"'’”]?\s+(?=[\"'‘“]?[A-Z•·])")
_CHILD_DOMAINS = {Domain.HELP_PROTECTION, Domain.IN_CARE, Domain.CARE_LEAVERS, Domain.CARE_AND_CARE_LEAVERS}


def find_other_speaker(before: str, after: str) -> str | None:
    """Return whose view or which kind of authority the sentence speaks of, where it is not what Ofsted found here; else None."""
    for pattern, reason in ((words.EITHER, "one of two grades"), (words.BY_OTHERS, "judged by others")):
        if pattern.match(after):
            return reason
    if words.KIND.search(before):
        return "a kind of authority, not this one"
    opinion = words.OPINION.search(before)
    if opinion and not words.JUDGING.search(opinion["between"] or opinion["voice"] or ""):
        return f"an opinion: {opinion[0].split()[0]}"
    return None


def find_other_topic(text: str, candidate: JudgementCandidate, context: GradeContext, *, named: bool, layout: bool) -> str | None:
    """Return what else the sentence, paragraph or title of a grade speaks of, or None where they do not speak against this service."""
    sentence = text[candidate.clause_start : candidate.clause_end]
    before = text[candidate.clause_start : candidate.grade_start]
    council = words.COUNCIL.search(sentence) is not None
    own = words.OWN.search(sentence) is not None or (council and words.CHILDREN_S_SERVICES.search(sentence) is not None)
    if words.THERE.search(sentence):
        return "another authority: there"
    if named and words.NATIONAL.search(before) and not words.OWN_VOICE.search(before):
        return "other authorities"
    if words.HOUSE_SUBJECT.search(before):
        return "another body by its name"
    if not named and not layout and not own and (words.SHARE.search(before) or words.OTHER_MATTER.search(before)):
        return "another matter"
    if own:
        return None
    ofsted = OFSTED.search(sentence) is not None or re.search(r"\binspectors?\b", sentence, re.IGNORECASE) is not None
    child_area = named and bool(_CHILD_DOMAINS & set(candidate.domains))
    lead, kind = _find_lead(text, candidate, context)
    if kind == "own":
        return None
    if kind == "place" and not words.OWN_VOICE.search(before):
        return f"the words before speak of another authority: {lead}"
    about_own = context.title_topic == "own" and words.OWN_SUBJECT.search(text, candidate.clause_start, candidate.end_char)
    if kind == "body" and not (ofsted and (council or named)) and not about_own:
        return f"the words before speak of another body: {lead}"
    if kind == "inspector" and not ofsted:
        return f"the words before speak of another inspector: {lead}"
    title = context.title_topic
    if title == "place" and not words.OWN_VOICE.search(before):
        return "the item is about other authorities"
    if title == "view" and not (ofsted or (council and words.JUDGING.search(sentence))):
        return "the item is about somebody's own view"
    if title == "body" and not (ofsted and (council or child_area)):
        return "the item is about other bodies"
    if title == "home" and not (ofsted and Domain.ADOPTION in candidate.domains):
        return "the item is about a home or an agency"
    if (
        context.untold
        and not council
        and candidate.rule != "judgements.moved"
        and candidate.grade is not Grade.REQUIRES_IMPROVEMENT
    ):
        return "no inspection is spoken of"
    return None


def _find_lead(text: str, candidate: JudgementCandidate, context: GradeContext) -> tuple[str, str | None]:
    """Return the cue and the kind ("own", "body", "place", "inspector") of the nearest sentence before that speaks of one, else None."""
    line = text.rfind("\n", 0, candidate.clause_start) + 1
    lead = text[max(line, candidate.clause_start - _LEAD_REACH) : candidate.clause_start]
    heading = _find_heading(text, line)
    sentences = ([heading] if heading else []) + _END.split(lead)
    for sentence in reversed(sentences[-_SENTENCES:]):
        if words.OWN.search(sentence) or any(word.lower() in context.own_names for word in re.findall(r"[A-Z][a-z]+", sentence)):
            return "", "own"
        place = words.PLACE.search(sentence)
        if place:
            return place[0].strip(), "place"
        inspector = words.OTHER_INSPECTOR.search(sentence)
        if inspector and not OFSTED.search(sentence):
            return inspector[0], "inspector"
        body = words.BODY.search(sentence)
        if body and words.INSPECTED.search(sentence):
            return body[0], "body"
    return "", None


def _find_heading(text: str, line: int) -> str | None:
    """Return the line that heads the list to which the line at `line` belongs: the nearest before it that ends with a colon."""
    start = max(0, line - _HEADING_REACH)
    for above in reversed(text[start:line].split("\n")):
        if above.rstrip().endswith(":"):
            return above
        if above.rstrip().endswith("."):
            return None
    return None

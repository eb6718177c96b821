"""A date whose nearest governor to the left is an inspection or visit: what may stand between them, and whose inspection it is."""

from __future__ import annotations

import re

from extractors.cues import Clause, Cue, CueKind, Link, Meaning
from extractors.dated_grades import is_of_mock
from extractors.lexicon import inspection_links as words
from extractors.report_links import GUIDANCE, VERB, is_earlier, is_partner, link_published, verb_of_publishing


def link_happened(clause: Clause, cue: Cue, held: Cue | None, body: Cue | None, start: int, end: int) -> Link:
    """Decide about a date whose nearest governor to the left is an inspection."""
    text = clause.text
    gap = words.CLOSING.sub(" ", words.PAREN.sub(" ", text[cue.end_char : held.start_char if held else start]))
    lead = text[clause.start_char : cue.start_char]
    if body or (cue.kind is not CueKind.NAME and has_body(clause, cue)) or _is_visit_of_body(clause, cue):
        return Link(Meaning.REFUSED, cue, "another kind of inspection")
    if cue.kind is CueKind.VISIT and words.BY_OTHERS.search(text, cue.start_char - 25, start):
        return Link(Meaning.REFUSED, cue, "a visit by others")
    if words.SAYS_THAT.search(gap):
        return Link(Meaning.REFUSED, cue, "date of something else")
    if GUIDANCE.search(lead) or (cue.kind is CueKind.NAME and words.REPLACED.search(lead[-160:])):
        return Link(Meaning.REFUSED, cue, "date of another event")
    if cue.kind is not CueKind.NAME and is_of_mock(clause, cue):
        return Link(Meaning.REFUSED, cue, "an inspection by others")
    if "visit" in text[cue.start_char : cue.end_char] and _is_of_department(text, lead, cue):
        return Link(Meaning.REFUSED, cue, "a visit by others")
    before = next((other for other in reversed(clause.cues) if other.end_char <= cue.start_char), None)
    if (
        before
        and before.kind is CueKind.PLANNED
        and cue.start_char - before.end_char <= 30
        and not (held and words.HELD_PROPER.match(text, held.start_char))
    ):
        return Link(Meaning.REFUSED, before, "planned, expected or put off")
    if held:
        if (
            len(gap) > 200
            or start - held.end_char > 90
            or ";" in text[cue.end_char : start]
            or words.PURPOSE.search(text, held.end_char, start)
        ):
            return Link(Meaning.REFUSED, cue, "too far from the inspection")
        verbs = [
            other for other in clause.cues if other.kind is CueKind.HELD and cue.end_char <= other.start_char <= held.start_char
        ]
        participle = words.HELD_PARTICIPLE.match(text, held.start_char) and words.PARTICIPLE.fullmatch(gap)
        if words.HEAD.search(lead) and not participle and not any(words.HELD_PROPER.match(text, verb.start_char) for verb in verbs):
            return Link(Meaning.REFUSED, cue, "date of something else")
        if (
            words.INNER_FRONT.search(text[clause.start_char : start])
            and "," in text[held.end_char : start]
            and words.CLAUSE_GOES_ON.match(text, end)
        ):
            return Link(Meaning.REFUSED, cue, "opens another clause")
        return Link(Meaning.INSPECTION, cue, earlier=is_earlier(clause, cue.start_char, start))
    if cue.kind is CueKind.INSPECTORS and not (
        text.startswith(("visited", "eturned", "me back"), cue.end_char - 7)
        or text.endswith((" came", " come"), 0, cue.end_char)
        or gap.strip() in {"of", "in"}
        or words.AT_WORK.fullmatch(gap)
        or words.VISITED_BY.search(lead)
    ):
        return Link(Meaning.REFUSED, cue, "no inspection said to have happened")
    if (
        before
        and before.kind is CueKind.REPORT
        and words.ON.search(gap)
        and words.OF.fullmatch(text, before.end_char, cue.start_char)
    ):
        verb = verb_of_publishing(clause, before)
        if verb:  # "published its report of the inspection on 4 July"
            return link_published(clause, verb, start)
    worked = cue.kind is CueKind.INSPECTORS and words.AT_WORK.fullmatch(gap)
    if gap.strip() == "|" and cue.kind is CueKind.NAME:  # a row of a table
        return Link(Meaning.INSPECTION, cue)
    if (
        len(gap.split()) > 20
        or (VERB.search(gap) and not worked)
        or not (not gap.strip() or words.PREPOSITION.search(gap) or words.SERVICES_ALONE.fullmatch(gap))
    ):
        return Link(Meaning.REFUSED, cue, "other words stand between")
    if words.COMMA_FRONT.search(gap) and words.CLAUSE_GOES_ON.match(text, end) and not re.match(r"\s+and\b", text[end:]):
        return Link(Meaning.REFUSED, cue, "opens another clause")
    return Link(Meaning.INSPECTION, cue, earlier=is_earlier(clause, cue.start_char, start))


def _is_of_department(text: str, lead: str, visit: Cue) -> bool:
    """Return whether a government department is the last to be named as the visitor: "the first of their monitoring visits"."""
    if words.THEIR.search(lead):
        lead = text[max(0, visit.start_char - 160) : visit.start_char]
    return words.BY_DEPARTMENT.search(lead[-160:]) is not None and "ofsted" not in lead[-160:]


def has_body(clause: Clause, cue: Cue) -> bool:
    """Return whether something else that is inspected stands near a general word for an inspection."""
    return any(
        other.kind is CueKind.BODY
        and min(abs(other.start_char - cue.end_char), abs(cue.start_char - other.end_char)) <= 60
        and not is_partner(clause, other)
        for other in clause.cues
    )


def _is_visit_of_body(clause: Clause, cue: Cue) -> bool:
    """Return whether a named visit is said to be of a school, a home or the like: "the monitoring visit to the home"."""
    return cue.kind is CueKind.NAME and any(
        other.kind is CueKind.BODY and words.OF_BODY.fullmatch(clause.text, cue.end_char, other.start_char) for other in clause.cues
    )

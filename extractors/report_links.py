"""Dates of publications and of grades: what it takes for them to count, and what calls an inspection an earlier one."""

from __future__ import annotations

import re

from extractors.cues import NOUNS, Clause, Cue, CueKind, Link, Meaning

VERB = re.compile(
    r"\b(?:had|has|have|was|were|is|are|been|would|gave|led|saw|became|put|said|got|went|did|does|that|who|which|where|when|while|whilst|if|because|so|but"
    r"|(?!ofs|oft|ost|osf|focus|looked|need|relat|bas|unannounced|announced|fixed|named|called)[a-z]{2,}ed)\b"
)
_GRADED_GAP = re.compile(r"['’”\"\s]*(?:[^,;.]{0,60}\b)?(?:in|of)\s+(?:the\s+)?$|['’”\"\s]*\($")
_STAYED = re.compile(r"\b(?:stayed|remain\w*|retain\w*|kept|maintain\w*|unchanged|same)\b")
_PREVIOUS = re.compile(r"\b(?:previous(?:ly)?|prior|formerly|compared (?:to|with)|earlier (?:inspection|judge?ment))\b[^,;]{0,60}$")
_SELF = re.compile(r"self-|peer|mock|dry run|audit|lga|independent|survey|diagnostic|health check")


def link_published(clause: Clause, cue: Cue, start: int) -> Link:
    """Decide about a date after a verb of publishing: it counts where the nearest noun is a report, a judgement or an inspection."""
    text = clause.text
    gap = text[cue.end_char : start]
    reports = {CueKind.REPORT, *NOUNS}
    if len(gap) > 90 or len(gap.split()) > 12 or ";" in gap or VERB.search(gap):
        return Link(Meaning.REFUSED, cue, "too far from the publication")
    subject = next((other for other in clause.cues if cue.end_char <= other.start_char < start), None)
    if subject is None:
        subject = next(
            (
                other
                for other in reversed(clause.cues)
                if other.end_char <= cue.start_char and other.kind in {*reports, CueKind.EVENT, CueKind.BODY}
            ),
            None,
        )
    if subject is None or subject.kind not in reports:
        return Link(Meaning.REFUSED, cue, "publication of something else")
    if text.startswith("dated", cue.start_char) and (subject.kind is not CueKind.REPORT or cue.start_char - subject.end_char > 3):
        return Link(Meaning.REFUSED, cue, "publication of something else")
    before = next((other for other in reversed(clause.cues) if other.end_char <= cue.start_char), None)
    if before and before.kind is CueKind.PLANNED and cue.start_char - before.end_char <= 20:
        return Link(Meaning.REFUSED, before, "planned, expected or put off")
    return Link(Meaning.PUBLICATION, cue)


def link_graded(clause: Clause, cue: Cue, gap: str, has_day: bool) -> Link:
    """Decide about the date of a grade: "inadequate in 2014"; a grade on a day is a report's day, and too uncertain."""
    if has_day or not _GRADED_GAP.fullmatch(gap):
        return Link(Meaning.REFUSED, cue, "date of something else")
    text = clause.text
    if any(other.kind is CueKind.BODY or _SELF.match(text, other.start_char) for other in clause.cues):
        return Link(Meaning.REFUSED, cue, "grade of another body")
    lead = text[clause.start_char : cue.start_char]
    moved = re.search(r"\bfrom\s+['‘“\"]?(?:a |an )?$", lead) is not None
    return Link(Meaning.INSPECTION, cue, earlier=moved or is_earlier(clause, cue.start_char, cue.end_char))


def is_earlier(clause: Clause, cue_start: int, start: int) -> bool:
    """Return whether the words call the inspection an earlier one, or say that something has stayed the same since it."""
    lead = clause.text[clause.start_char : max(cue_start, clause.start_char)]
    if re.search(r"\bsince (?:the )?(?:[\w'’-]+ ){0,3}$", lead) and _STAYED.search(clause.text, clause.start_char, clause.end_char):
        return True
    return _PREVIOUS.search(clause.text, clause.start_char, start) is not None

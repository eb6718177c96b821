"""Dates of an inspection that the words before have named: "The first had been in October 2020", "It took place on 14 November".

And rows of a chronology, whose date comes first: "November 2015 – single inspection".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.cues import NOUNS, Clause, Cue, CueKind, Link, Meaning

_TAKEN_UP = re.compile(
    r"(?:^[\s\d.()]*|[(;:–—]\s*|,?\s(?:and|but|that)\s+)"
    r"(?P<subject>it|this|that|ours|the one (?:before|after)(?: (?:it|that))?|the (?:first|second|third|fourth|fifth|sixth|last|latest|previous|most recent|other|earlier|former|latter)(?: (?:one|of (?:these|them|those|the \w+)))?|the (?:on[ -]?site (?:part|phase|stage|element|work|fieldwork|week)|fieldwork))"
    r"(?:,?\s+(?:(?:had|has)\s+)?(?:also\s+|only\s+|itself\s+)?(?:been|was|took place|taken place|happened|ran|begun|began|started|came|lasted|fell)"
    r"(?:\s+(?:held|made|carried out|undertaken|conducted|paid|completed|over \w+ (?:days|weeks)|in the end))?|,)"
    r"\s+(?:\(?in|on|from|between|during|over|at the (?:end|start) of)\s+(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$"
)
_AFTER_THE_FIRST = re.compile(
    r"\b(?:after|before|since|than|like|unlike|at|from)\s+(?P<subject>the (?:first|second|third|fourth|fifth|last|previous|earlier)(?: one)?)\s*[(,]\s*"
    r"(?:(?:in|on|from|between|of)\s+)?(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$"
)
_ORDINAL_SUBJECT = re.compile(r"the |ours")
_BEFORE = re.compile(r"the one before|the (?:previous|earlier|former)")
_ROW = re.compile(
    r"\s*[-–—:|]+\s*(?:(?:the|an?|full|first|second|third|fourth|fifth|sixth|ofsted['’]?s?|unannounced|announced|remote|joint|two[- ]day)\s+){0,4}$"
)
_ROW_GOES_ON = re.compile(
    r"\s*(?:report|action|improvement|plan|outcome|letter|feedback|readiness|preparation|planning|framework|due|expected)\b"
)
_ROW_OPENS = re.compile(r"[\s\d.()|–—•·*-]*(?:from\s+|between\s+)?(?:the\s+)?")
_AGAIN = re.compile(r"(?:^|[.;:]\s+|\bthat\s+)[\s\d.()]*(?:in|on|from|between|over)\s+(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$")
_THEY_CAME = re.compile(
    r",?\s+(?:they|it|ofsted|the inspectors|inspectors|the inspectorate)\s+(?:had\s+)?(?:c[ao]me|returned|revisited|visited)\b(?:\s+(?:again|back|once more))?"
)


def may_take_up(clause: Clause, start: int, end: int) -> bool:
    """Return whether the words before the date may take up what was named before: a look that needs no cues."""
    lead = clause.text[max(clause.start_char, start - 140) : start]
    return (_TAKEN_UP.search(lead) or _AFTER_THE_FIRST.search(lead)) is not None or (
        _AGAIN.search(lead) is not None and _THEY_CAME.match(clause.text, end, clause.end_char) is not None
    )


def link_taken_up(clause: Clause, start: int, before: Sequence[Cue]) -> Link | None:
    """Return the link of a date whose sentence takes up an inspection named in the words `before`, or None for other sentences.

    "It" and "this" stand for the last thing named, which has to be an inspection; "the first", "the last" for the inspections before.
    """
    lead = clause.text[clause.start_char : start]
    taken = _TAKEN_UP.search(lead[-140:]) or _AFTER_THE_FIRST.search(lead[-140:])
    if not taken:
        return None
    cues = [*before, *(cue for cue in clause.cues if cue.end_char <= start)]
    noun = next((cue for cue in reversed(cues) if cue.kind in NOUNS), None)
    if noun is None:
        return None
    since = cues[cues.index(noun) + 1 :]
    others = {CueKind.BODY} if _ORDINAL_SUBJECT.match(taken["subject"]) else {CueKind.BODY, CueKind.EVENT, CueKind.REPORT}
    if any(cue.kind in others for cue in since):
        return None
    return Link(Meaning.INSPECTION, noun, earlier=_BEFORE.match(taken["subject"]) is not None and bool(clause.dates[0][0] < start))


def link_row(clause: Clause, start: int, end: int) -> Link | None:
    """Return the link of a date that opens a row of a chronology and has an inspection beside it, or None for other rows."""
    if not _ROW_OPENS.fullmatch(clause.text, clause.start_char, start):
        return None
    cue = next((cue for cue in clause.cues if cue.start_char >= end), None)
    if cue is None or cue.kind not in NOUNS or not _ROW.fullmatch(clause.text, end, cue.start_char):
        return None
    if _ROW_GOES_ON.match(clause.text, cue.end_char) or any(other.kind in {CueKind.PLANNED, CueKind.BODY} for other in clause.cues):
        return None
    return Link(Meaning.INSPECTION, cue)


def link_again(clause: Clause, start: int, end: int, before: Sequence[Cue]) -> Link | None:
    """Return the link of "In October 2022 they came again" after a sentence about inspectors, or None for other sentences."""
    if not _AGAIN.search(clause.text[clause.start_char : start]) or not _THEY_CAME.match(clause.text, end, clause.end_char):
        return None
    cue = next((cue for cue in reversed(before) if cue.kind in {CueKind.INSPECTORS, *NOUNS}), None)
    return Link(Meaning.INSPECTION, cue) if cue else None

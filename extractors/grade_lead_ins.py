"""Lists of areas under words that grade them all: "Performance was Good in:", "Areas judged to be good were:", and entries of areas.

The words may end in a colon, a dash or nothing, or hand over in a sentence of their own ("These were:"). An entry that goes on after its
area ("help and protection thresholds") names a part of the work and is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.grade_marks import JudgementCandidate, Mark, find_grades, find_marks, may_hold_grade
from extractors.grade_ties import is_joined
from extractors.lexicon import grade_clauses as words
from extractors.records import Block, BlockKind, Domain, Grade

_ENTRY_LEAD = 40  # characters before the area in an entry: "The experiences and progress of", "Judgement on the"
_LONGEST_LINE = 120  # characters of an entry that has lost its label
_LAST_WORDS = 300  # characters at a block's end in which the grade of a list stands
_TAIL = re.compile(
    r"^[\"'’”]?(?:[^.;:]{0,90}?\b(?:in|for|across|areas?|domains?|judge?ments?|following)\b[^.;:]{0,60})[:–-]$", re.IGNORECASE
)
_TAIL_AFTER_AREAS = re.compile(
    r"^[\"'’”]*(?: (?:were|was|are|is|being|overall|by|ofsted|the|inspectors|as follows|follows|namely))*\s?[:–-]?$", re.IGNORECASE
)
_HANDED_OVER = re.compile(
    r"^[\"'’”]*(?: by (?:ofsted|the inspectors))?[.;,] ?(?:and )?(?:these|they|those|the (?:three|four|five|areas|domains|judge?ments))(?: areas| domains)? (?:were|are|being)(?: as follows)?\s?[:–-]?$",
    re.IGNORECASE,
)
_ENTRY_END = re.compile(r"[\"'’”]?\s*(?:$|[.;,:(–—-]|and\b|&)")
_UNGRADED_TAIL = re.compile(r"\b(?:would|could|should|if|not|action|next steps)\b", re.IGNORECASE)


def find_lead_ins(text: str, blocks: tuple[Block, ...], *, pre_2013: bool) -> Iterator[JudgementCandidate]:
    """Yield a candidate for every area that stands in a list under one grade."""
    grade: Mark | None = None
    for index, block in enumerate(blocks):
        if grade:
            areas = _entry_areas(text, block, pre_2013)
            for area in areas:
                yield _candidate(grade, area)
            if not areas and block.kind is not BlockKind.LIST_ITEM:
                grade = None
        if index + 1 < len(blocks):
            grade = _opening_grade(text, block, blocks[index + 1], pre_2013) or grade


def _candidate(grade: Mark, area: Mark) -> JudgementCandidate:
    return JudgementCandidate(
        grade.grade or Grade.GOOD, (area.domain or Domain.OVERALL,), area.start, area.end, grade.start, grade.end, grade.start, area.end,
        "judgements.lead-in",
    )  # fmt: skip


def _entry_areas(text: str, block: Block, pre_2013: bool) -> list[Mark]:
    """The areas that an entry begins with, up to a grade of its own; none where it goes on to speak of something else."""
    marks = find_marks(text, block.body_char, block.end_char, pre_2013=pre_2013)
    if not marks or not marks[0].domain or marks[0].start - block.body_char >= _ENTRY_LEAD:
        return []
    if block.kind is not BlockKind.LIST_ITEM and marks[-1].end < block.end_char - 1:
        return []  # a line without a label is an entry only where it is an area and nothing else
    areas: list[Mark] = []
    for mark in marks:
        if not mark.domain or (areas and not is_joined(text, areas[-1].end, mark.start)):
            break
        areas.append(mark)
    if not _ENTRY_END.match(text, areas[0].end, block.end_char):
        return []
    last = areas[-1]
    if len(areas) > 1 and len(areas) < len(marks) and not _ENTRY_END.match(text, last.end, block.end_char):
        areas.pop()  # "…, though care leavers required improvement": the last one has a grade of its own
    return areas


def _opening_grade(text: str, block: Block, after: Block, pre_2013: bool) -> Mark | None:
    """The grade of a block whose last words open a list of areas, or None."""
    last = text[block.end_char - 1]
    if last in ".;,?!" or not (
        last in ":–-" or after.kind is BlockKind.LIST_ITEM or after.end_char - after.body_char < _LONGEST_LINE
    ):
        return None
    start = max(block.body_char, block.end_char - _LAST_WORDS)
    if not may_hold_grade(text[start : block.end_char]):
        return None
    grades = find_grades(text, start, block.end_char)
    if not grades:
        return None
    before, tail = text[start : grades[-1].start], text[grades[-1].end : block.end_char]
    opens = bool(_TAIL.match(tail)) and after.kind is BlockKind.LIST_ITEM
    of_areas = bool(words.AREAS_HEAD.search(before)) and bool(_TAIL_AFTER_AREAS.match(tail) or _HANDED_OVER.match(tail))
    if not (opens or of_areas) or _UNGRADED_TAIL.search(tail):
        return None
    return grades[-1] if _entry_areas(text, after, pre_2013) else None

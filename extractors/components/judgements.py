"""`minutes_judgements`: every grade of the text with what it is said of. Proposes only; `minutes_attribution` keeps or drops.

Finds: grades beside judgement areas in prose, lists and tables, and grades of the service itself. Does not find: grades without either.
Reads: `doc._.item`, `doc._.blocks`, `doc._.sentences`. Writes: `doc._.judgement_candidates`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from extractors.blocks import Sentence
from extractors.grade_clauses import find_in_prose
from extractors.grade_echoes import may_echo
from extractors.grade_layouts import find_in_layouts
from extractors.grade_marks import JudgementCandidate, find_grades, may_hold_grade
from extractors.lexicon.judgements import GRADE_RULES
from extractors.records import Block, BlockKind, Item
from extractors.rules import Gate, build_gate

GATE = build_gate(GRADE_RULES)
_LONGEST_SENTENCE = 1500  # characters


def find_judgements(
    item: Item, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], gate: Gate = GATE, *, pre_2013: bool = False
) -> tuple[JudgementCandidate, ...]:
    """Return every grade of `item` with the areas that it is said of, in the order of the text.

    `pre_2013` reads "effectiveness of safeguarding" as an area of its own, as the reports of that time had it.
    """
    if not gate.passes(item.text):
        return ()
    if not may_hold_grade(item.text):
        return ()
    found, accounted = find_in_layouts(item.text, blocks, pre_2013=pre_2013)
    in_block: list[JudgementCandidate] = []
    block = -1
    for sentence in _whole_lists(item.text, sentences):
        if blocks[sentence.block].kind is BlockKind.ATTACHMENT:
            continue
        if sentence.block != block:
            in_block, block = [], sentence.block
        words = item.text[sentence.start_char : sentence.end_char]
        if not gate.passes(words) and not (in_block and may_echo(words)):
            continue
        candidates = find_in_prose(item.text, sentence.start_char, sentence.end_char, in_block, pre_2013=pre_2013)
        in_block.extend(candidates)
        found.extend(c for c in candidates if c.grade_start not in accounted or c.rule == "judgements.same")
    return tuple(sorted(found, key=lambda c: (c.start_char, c.end_char, c.grade_start, c.rule, c.domains)))


def _whole_lists(text: str, sentences: tuple[Sentence, ...]) -> Iterator[Sentence]:
    """Join the parts of "good in the following areas – a; b; and c" again: a part without a grade after a semicolon continues the one before."""
    pending: Sentence | None = None
    for sentence in sentences:
        continues = pending and pending.block == sentence.block and text[pending.end_char - 1] == ";"
        inside = (
            continues
            and pending
            and text.count("(", pending.start_char, pending.end_char) > text.count(")", pending.start_char, pending.end_char)
        )
        if pending and continues and (inside or not find_grades(text, sentence.start_char, sentence.end_char)):
            pending = Sentence(pending.block, pending.start_char, sentence.end_char)
            continue
        if pending:
            yield from _pieces(text, pending)
        pending = sentence
    if pending:
        yield from _pieces(text, pending)


def _pieces(text: str, sentence: Sentence) -> Iterator[Sentence]:
    """Cut what is too long for a sentence (a table that was run together) at white space, so that reading it takes time in proportion."""
    start = sentence.start_char
    while sentence.end_char - start > _LONGEST_SENTENCE:
        cut = text.rfind(" ", start + _LONGEST_SENTENCE // 2, start + _LONGEST_SENTENCE)
        cut = cut if cut > start else start + _LONGEST_SENTENCE
        yield Sentence(sentence.block, start, cut)
        start = cut
    yield Sentence(sentence.block, start, sentence.end_char)


class MinutesJudgements:
    """The component: stores what `find_judgements` returns."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.judgement_candidates`."""
        stored = doc._
        years = [inspection.start_date[:4] for inspection in stored.inspections if inspection.start_date]
        meeting = stored.item.meeting_date
        latest = max(years, default=str(meeting.year) if meeting else "")
        pre_2013 = "2000" < latest < "2014"
        stored.judgement_candidates = find_judgements(stored.item, stored.blocks, stored.sentences, pre_2013=pre_2013)
        return doc

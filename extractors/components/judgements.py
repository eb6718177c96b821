"""`minutes_judgements`: not built yet."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.blocks import Sentence
from extractors.records import Block, Item
from extractors.rules import Gate


@dataclass(frozen=True, slots=True)
class JudgementCandidate:
    """A grade word and the domains it seems to be said of, before anybody asked whose it is and whether it is asserted."""


def find_judgements(
    item: Item, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], gate: Gate | None = None
) -> tuple[JudgementCandidate, ...]:
    """Return every grade of `item` with the domains that it is said of."""
    return ()


class MinutesJudgements:
    """The component: stores what `find_judgements` returns."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.judgement_candidates`."""
        doc._.judgement_candidates = find_judgements(doc._.item, doc._.blocks, doc._.sentences)
        return doc

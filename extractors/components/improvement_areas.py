"""`minutes_improvement_areas`: not built yet."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.blocks import Sentence
from extractors.records import Block, Dropped, ImprovementArea, Item
from extractors.rules import Gate


def find_improvement_areas(
    item: Item, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], gate: Gate | None = None
) -> tuple[tuple[ImprovementArea, ...], tuple[Dropped, ...]]:
    """Return the improvement_areas of `item` and the candidates refused."""
    return (), ()


class MinutesImprovementAreas:
    """The component: stores what `find_improvement_areas` returns."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.improvement_areas` and add to `doc._.dropped`."""
        found, dropped = find_improvement_areas(doc._.item, doc._.blocks, doc._.sentences)
        doc._.improvement_areas = found
        doc._.dropped = (*doc._.dropped, *dropped)
        return doc

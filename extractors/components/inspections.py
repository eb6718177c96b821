"""`minutes_inspections`: not built yet."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.blocks import Sentence
from extractors.records import Block, Dropped, Inspection, Item
from extractors.rules import Gate


def find_inspections(
    item: Item, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], gate: Gate | None = None
) -> tuple[tuple[Inspection, ...], tuple[Dropped, ...]]:
    """Return the inspections of `item` and the candidates refused."""
    return (), ()


class MinutesInspections:
    """The component: stores what `find_inspections` returns."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.inspections` and add to `doc._.dropped`."""
        found, dropped = find_inspections(doc._.item, doc._.blocks, doc._.sentences)
        doc._.inspections = found
        doc._.dropped = (*doc._.dropped, *dropped)
        return doc

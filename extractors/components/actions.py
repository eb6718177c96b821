"""`minutes_actions`: not built yet."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.blocks import Sentence
from extractors.records import Action, Block, Dropped, Item
from extractors.rules import Gate


def find_actions(
    item: Item, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], gate: Gate | None = None
) -> tuple[tuple[Action, ...], tuple[Dropped, ...]]:
    """Return the actions of `item` and the candidates refused."""
    return (), ()


class MinutesActions:
    """The component: stores what `find_actions` returns."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.actions` and add to `doc._.dropped`."""
        found, dropped = find_actions(doc._.item, doc._.blocks, doc._.sentences)
        doc._.actions = found
        doc._.dropped = (*doc._.dropped, *dropped)
        return doc

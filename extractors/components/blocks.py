"""`minutes_blocks`: the structure of the item's text, for the components after it.

Finds: blocks (headings, paragraphs, list entries, resolutions, attachments) and the sentences inside them.
Reads: `doc._.item`. Writes: `doc._.blocks`, `doc._.sentences`, and `token.is_sent_start`, so that `doc.sents` respects blocks.
"""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.blocks import find_blocks, find_sentences


class MinutesBlocks:
    """The component: stores what `find_blocks` and `find_sentences` return."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the blocks, the sentences and the sentence starts of `doc`."""
        text = doc.text
        doc._.blocks = find_blocks(text)
        doc._.sentences = find_sentences(text, doc._.blocks)
        starts = {sentence.start_char for sentence in doc._.sentences}
        starts.update(block.start_char for block in doc._.blocks)
        for token in doc:
            token.is_sent_start = token.idx in starts or token.i == 0
        return doc

"""`minutes_blocks`: the structure of the item's text, for the components after it.

Finds: blocks (headings, paragraphs, list entries, resolutions, attachments) and the sentences inside them.
Reads: `doc._.item`. Writes: `doc._.blocks`, `doc._.sentences`, and `token.is_sent_start`, so that `doc.sents` respects blocks.
"""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

from extractors.blocks import find_blocks, find_sentences


class MinutesBlocks:
    """The component: stores what `find_blocks` and `find_sentences` return."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the blocks, the sentences and the sentence starts of `doc`."""
        text = doc._.item.text  # doc.text would join all tokens anew
        blocks = find_blocks(text)
        sentences = find_sentences(text, blocks)
        doc._.blocks = blocks
        doc._.sentences = sentences
        if len(doc):
            # As one array: setting `is_sent_start` token by token checks the whole doc each time.
            positions = [sentence.start_char for sentence in sentences] + [block.start_char for block in blocks]
            is_start = np.isin(doc.to_array("IDX"), np.array(positions, dtype=np.uint64))
            is_start[0] = True
            doc.from_array(["SENT_START"], np.where(is_start, 1, -1).astype(np.int64).astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
        return doc

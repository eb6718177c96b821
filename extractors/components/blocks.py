"""`minutes_blocks`: the structure of the item's text, for the components after it.

Finds: blocks (headings, paragraphs, list entries, resolutions, attachments) and the sentences inside them.
Reads: `doc._.item`. Writes: `doc._.blocks`, `doc._.sentences`, and `token.is_sent_start`, so that `doc.sents` respects blocks.
"""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

from extractors.blocks import find_blocks, find_sentences

_NO_START = 2**64 - 1  # spaCy's -1, "no sentence start", as the unsigned number that `from_array` takes


class MinutesBlocks:
    """The component: stores what `find_blocks` and `find_sentences` return."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the blocks, the sentences and the sentence starts of `doc`."""
        stored = doc._
        text = stored.item.text  # doc.text would join all tokens anew
        blocks = find_blocks(text)
        sentences = find_sentences(text, blocks)
        stored.blocks = blocks
        stored.sentences = sentences
        if len(doc):
            # As one array: setting `is_sent_start` token by token checks the whole doc each time.
            starts = {sentence.start_char for sentence in sentences}.union(block.start_char for block in blocks)
            marks = [1 if position in starts else _NO_START for position in doc.to_array("IDX").tolist()]
            marks[0] = 1
            doc.from_array(["SENT_START"], np.array(marks, dtype=np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
        return doc

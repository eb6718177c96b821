"""`minutes_attribution`: not built yet."""

from __future__ import annotations

from spacy.tokens import Doc


class MinutesAttribution:
    """The component: keeps or drops the candidates of `minutes_judgements`."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.judgements` and add to `doc._.dropped`."""
        doc._.judgements = ()
        return doc

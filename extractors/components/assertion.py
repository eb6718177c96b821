"""`minutes_assertion`: a trained classifier of "is this grade asserted of this authority's children's services".

A bag of words and word pairs over the clause around the grade and the item's title (spaCy's `TextCatBOW`), trained by `make train` from
the training part of the gold set. It is loaded only when `minutes_attribution` is told to ask it; docs/quality.md says what it adds.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import minibatch
from thinc.api import fix_random_seed

from extractors.grade_marks import JudgementCandidate
from extractors.records import Item

MODEL = Path(__file__).resolve().parents[1] / "models" / "assertion"
"""Where the trained weights lie; written by `make train`."""

ASSERTED, OTHER = "ASSERTED", "OTHER"

_BEFORE, _AFTER = 240, 120  # characters around a grade that are shown to the classifier
_EPOCHS = 12
_BATCH = 16
_MODEL_CONFIG = {
    "model": {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": True,
        "ngram_size": 2,
        "no_output_layer": False,
        "length": 16384,  # rows of the hashed bag: 128 KB of weights
    }
}


def describe(item: Item, candidate: JudgementCandidate) -> str:
    """Return the words that the classifier sees: those around the grade, itself replaced by its name, and the title's, marked as such."""
    title = " ".join(f"title_{word}" for word in (item.title or item.text.split("\n", 1)[0]).lower().split()[:20])
    before = item.text[max(0, candidate.grade_start - _BEFORE) : candidate.grade_start]
    after = item.text[candidate.grade_end : candidate.grade_end + _AFTER]
    domains = " ".join(f"domain_{domain.value}" for domain in candidate.domains) or "domain_none"
    return f"{title} \n {before} grade_{candidate.grade.value} {domains} {after}".lower()


def train_classifier(examples: list[tuple[str, bool]], *, seed: int = 0) -> Language:
    """Return a pipeline with a text classifier trained on (description, asserted) pairs; the same pairs and seed give the same weights.

    Raises ValueError without examples of both kinds.
    """
    if len({asserted for _, asserted in examples}) < 2:
        raise ValueError("needs asserted grades and others to learn from")
    fix_random_seed(seed)
    nlp = spacy.blank("en")
    classifier = nlp.add_pipe("textcat", config=_MODEL_CONFIG)
    for label in (ASSERTED, OTHER):
        classifier.add_label(label)  # type: ignore[attr-defined]
    from_text = [
        Example.from_dict(nlp.make_doc(text), {"cats": {ASSERTED: float(asserted), OTHER: float(not asserted)}})
        for text, asserted in examples
    ]
    optimizer = nlp.initialize(lambda: from_text)
    shuffled = list(from_text)
    for epoch in range(_EPOCHS):
        random.Random(seed + epoch).shuffle(shuffled)
        for batch in minibatch(shuffled, _BATCH):  # type: ignore[no-untyped-call]
            nlp.update(batch, sgd=optimizer)
    return nlp


@cache
def load_classifier(path: Path = MODEL) -> Language:
    """Return the trained pipeline. Raises OSError when it was never trained: `make train` does."""
    return spacy.load(path)


def is_asserted(item: Item, candidate: JudgementCandidate, nlp: Language) -> float:
    """Return how sure the classifier is, 0 to 1, that the candidate's grade is asserted of this authority's children's services."""
    return float(nlp(describe(item, candidate)).cats[ASSERTED])

"""Texts that say the same in other words: an improvement area told in minutes, and the point of the report that it is. Pure.

Similarity is three parts words and one part themes: the overlap (Dice coefficient) of the stems of the words that carry meaning, rare ones
counting more, and of the themes. The threshold is measured on labelled pairs (`tests/pipeline/test_alignment.py`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import snowballstemmer

THRESHOLD = 0.25
"""Least similarity of a pair."""

_WORD = re.compile(r"[a-z]+")
_THEME_SHARE = 0.25
_EMPTY = (
    "the a an and or of to for in on at by with from that this these those is are was were be been being as it its their they all any so not no which who whom "
    "ensure improve improving improved strengthen strengthening quality consistency consistent consistently effectiveness effective timeliness timely more better further "
    "need needs needed must should including include includes such across within when where how have has had do does children child young people"
)
_EMPTY_WORDS = frozenset(_EMPTY.split())  # of English, and of every list of improvements
_STEMMER = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Told:
    """A text with its themes, and the key by which the caller knows it."""

    key: str
    text: str
    themes: tuple[str, ...] = ()


def align(told: Sequence[Told], items: Sequence[Told], *, threshold: float = THRESHOLD) -> list[tuple[str, str, float]]:
    """Return (key of the told text, key of its item, similarity) for each told text that some item resembles enough; the best item wins.

    Several told texts may be one item (committees hear of it again); a told text is one item at most.
    """
    weights = _weights([*told, *items])
    bags = {id(text): _bag(text.text) for text in (*told, *items)}
    pairs = []
    for text in told:
        best = max(((_similarity(text, item, bags, weights), item.key) for item in items), default=None)
        if best and best[0] >= threshold:
            pairs.append((text.key, best[1], round(best[0], 3)))
    return pairs


def similarity(one: Told, other: Told, background: Sequence[Told] = ()) -> float:
    """Return the similarity of two texts, 0 to 1; `background` are the texts among which words are rare or common."""
    bags = {id(text): _bag(text.text) for text in (one, other)}
    return _similarity(one, other, bags, _weights([one, other, *background]))


def _similarity(one: Told, other: Told, bags: dict[int, Counter[str]], weights: dict[str, float]) -> float:
    words = _dice(bags[id(one)], bags[id(other)], weights)
    if not one.themes or not other.themes:
        return words
    shared = len(set(one.themes) & set(other.themes))
    themes = 2 * shared / (len(set(one.themes)) + len(set(other.themes)))
    return (1 - _THEME_SHARE) * words + _THEME_SHARE * themes


def _dice(one: Counter[str], other: Counter[str], weights: dict[str, float]) -> float:
    total = sum(weights[word] for word in (*one, *other))
    return 2 * sum(weights[word] for word in one if word in other) / total if total else 0.0


def _weights(texts: Sequence[Told]) -> dict[str, float]:
    """Return how telling each word is: the rarer among the texts, the more (inverse document frequency)."""
    seen = Counter(word for text in texts for word in _bag(text.text))
    return {word: 1 + math.log(len(texts) / count) for word, count in seen.items()}


def _bag(text: str) -> Counter[str]:
    return Counter(_STEMMER.stemWords([word for word in _WORD.findall(text.lower()) if word not in _EMPTY_WORDS]))

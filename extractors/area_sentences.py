"""The sentences of an item that improvement areas are looked for in, and the rules to try on each: the gate, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from extractors.blocks import Sentence
from extractors.lexicon.improvement_areas import RULES, SPEAKERS, SPOKEN
from extractors.records import Item
from extractors.rules import Gate, Rule

_RULES_OF_KEY = {
    key: frozenset(number for number, rule in enumerate(RULES) if key in rule.keys) for rule in RULES for key in rule.keys
}
_SETTING_REACH = 1500  # characters before an area in which its inspection is named
_OPENING = 200  # characters of an item that hold its title
_SPOKEN = frozenset(number for number, rule in enumerate(RULES) if rule.id in SPOKEN)


def find_rules_by_key(text: str, spans: list[Sentence]) -> dict[int, list[Rule]]:
    """Return, for each sentence that holds a key word, the rules to try on it: the gate, sentence by sentence and rule by rule."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose lower case is longer: offsets would not agree
        lowered = "".join(letter.lower()[:1] for letter in text)
    starts = [span.start_char for span in spans]
    tried: dict[int, set[int]] = {}
    for key, rules in _RULES_OF_KEY.items():
        for index in _sentences_with(lowered, starts, key):
            if index in tried:
                tried[index] |= rules
            else:
                tried[index] = set(rules)
    speaking = {index for key in SPEAKERS for index in _sentences_with(lowered, starts, key)}
    kept = {index: rules if index in speaking else rules - _SPOKEN for index, rules in tried.items()}
    return {index: [RULES[number] for number in sorted(rules)] for index, rules in kept.items() if rules}


def _sentences_with(lowered: str, starts: list[int], key: str) -> Iterator[int]:
    """Yield the indexes of the sentences that begin at `starts` and hold `key`."""
    position = lowered.find(key)
    while position >= 0:
        after = bisect_right(starts, position)
        if after:
            yield after - 1
        if after == len(starts):
            return
        position = lowered.find(key, starts[after])


def find_rules_by_gate(text: str, spans: list[Sentence], gate: Gate) -> dict[int, list[Rule]]:
    """Return all rules for each sentence that `gate` lets through."""
    return {index: list(RULES) for index, span in enumerate(spans) if gate.passes(text[span.start_char : span.end_char])}


def find_whole_sentences(text: str, sentences: tuple[Sentence, ...]) -> list[Sentence]:
    """Return the sentences with those that a semicolon divides joined again: a list in prose may stand in it."""
    whole: list[Sentence] = []
    for sentence in sentences:
        if whole and whole[-1].block == sentence.block and text[whole[-1].end_char - 1] == ";":
            whole[-1] = Sentence(sentence.block, whole[-1].start_char, sentence.end_char)
        else:
            whole.append(sentence)
    return whole


def find_setting(item: Item, start: int) -> str:
    """Return the words in which the inspection that an area at `start` comes from was last named: the title and the text just before."""
    opening = item.text[:_OPENING] if start > _SETTING_REACH else ""
    return f"{item.title or ''}\n{opening}\n{item.text[max(0, start - _SETTING_REACH) : start]}"


def find_matches(text: str, span: Sentence, rules: list[Rule]) -> list[tuple[int, int, Rule]]:
    """Return what the rules match in a sentence, from left to right; of overlapping matches the longest."""
    found = [(m.start(), m.end(), rule) for rule in rules for m in rule.regex.finditer(text, span.start_char, span.end_char)]
    kept: list[tuple[int, int, Rule]] = []  # in order of place, so that only the two neighbours can overlap a newcomer
    for match in sorted(found, key=lambda m: (m[0] - m[1], m[0])):
        place = bisect_left(kept, match[0], key=lambda m: m[0])
        if (not place or kept[place - 1][1] <= match[0]) and (place == len(kept) or kept[place][0] >= match[1]):
            kept.insert(place, match)
    return kept

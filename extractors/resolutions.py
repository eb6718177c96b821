"""Where in an item a resolution begins: at a marker or at a label."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from extractors.lexicon import actions as lexicon
from extractors.lexicon.deciding_bodies import BODY
from extractors.records import BlockKind, Section
from extractors.resolution_pages import Opening, Page
from extractors.rules import Gate, Rule

_LONGEST_BODY = 90
_BODY_ALONE = re.compile(rf"(?:The|This)\s+{BODY}\s*$")
_OPENERS = (*lexicon.REFUSALS, *lexicon.MARKERS)
_RULES_OF_KEY = {
    key: frozenset(number for number, rule in enumerate(_OPENERS) if key in rule.keys) for rule in _OPENERS for key in rule.keys
}


def find_openings(page: Page, gate: Gate) -> tuple[Opening, ...]:
    """Return the openings in order. Nothing is tried on an item that the gate refuses, and no rule on a sentence without its key words."""
    if not gate.passes(page.text):
        return ()
    found: dict[int, list[tuple[Rule, re.Match[str], int]]] = {}
    for place, numbers in sorted(_sentences_by_key(page).items()):
        sentence = page.sentences[place]
        index, start, end = sentence.block, sentence.start_char, sentence.end_char
        if page.blocks[index].kind is BlockKind.ATTACHMENT or page.is_label(index):
            continue
        for number in sorted(numbers):
            rule = _OPENERS[number]
            if rule is lexicon.DECISION and (index > 0 or start > page.blocks[0].body_char):
                continue  # further down it is a section label, which the blocks know
            match = rule.regex.match(page.text, start, end)
            if match:
                found.setdefault(index, []).append((rule, match, end))
                break
    openings = [opening for index, matches in found.items() for opening in _openings_of(page, index, matches)]
    for index, block in enumerate(page.blocks):
        if _is_body_alone(page, index):
            openings.append(Opening(lexicon.BODY_LIST, index, block.start_char, block.end_char, block.end_char))
        if page.sections[index] is Section.DECISION and page.is_label(index):
            openings.append(Opening(lexicon.DECISION, index, block.start_char, block.end_char, block.end_char))
    return tuple(sorted(openings, key=lambda opening: opening.start_char))


def _is_body_alone(page: Page, index: int) -> bool:
    """Return whether the block is only "The Executive" (a colon may have been lost), with a list of what it did below."""
    block = page.blocks[index]
    if not 10 < block.end_char - block.body_char <= _LONGEST_BODY or index + 1 >= len(page.blocks) or ":" not in page.text:
        return False  # a text without a colon is one that the gate may refuse
    words = page.words(index)
    return words.startswith(("The ", "This ")) and page.is_entry(index + 1) and _BODY_ALONE.match(words) is not None


def _sentences_by_key(page: Page) -> dict[int, set[int]]:
    """Return the indexes of the sentences that hold key words, with the numbers of the rules (in `_OPENERS`) that they let in."""
    lower = page.text.lower()
    if len(lower) != len(page.text):  # a letter whose lower case is two characters shifts all offsets
        return {place: set(range(len(_OPENERS))) for place in range(len(page.sentences))}
    starts = [sentence.start_char for sentence in page.sentences]
    numbers: dict[int, set[int]] = {}
    for key, rules in _RULES_OF_KEY.items():
        position = lower.find(key)
        while position >= 0:
            at = bisect_right(starts, position) - 1
            if at >= 0:
                numbers.setdefault(at, set()).update(rules)
                position = max(position, page.sentences[at].end_char - 1)
            position = lower.find(key, position + 1)
    return numbers


def _openings_of(page: Page, index: int, matches: list[tuple[Rule, re.Match[str], int]]) -> Iterator[Opening]:
    """Yield the openings of one block; each one's words end where the next one begins."""
    for number, (rule, match, sentence_end) in enumerate(matches):
        limit = matches[number + 1][1].start() if number + 1 < len(matches) else page.blocks[index].end_char
        if rule is lexicon.IN_DISCUSSION:
            limit = min(limit, sentence_end)
        yield Opening(rule, index, match.start(), match.end(), limit, match.groupdict().get("label"))

"""Where in an item a resolution begins: at a marker, at a label, or, where the marker was lost, at the end of the minutes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractors.action_kinds import find_kind, is_resolved_clause
from extractors.blocks import Sentence
from extractors.entries import is_bulleted
from extractors.lexicon import actions as lexicon
from extractors.records import ActionKind, Block, BlockKind, Item, Section
from extractors.rules import Gate, Rule

_FIRST_LABELS = (
    (Section.DECISION, re.compile(r"\s*decisions?(?:\s+(?:made|taken))?\s*(?::|[–—-](?=\s)|$)", re.IGNORECASE)),
    (
        Section.REASONS,
        re.compile(r"\s*(?:reasons?\b|alternative\s+options?\b|alternatives\b|(?:other\s+)?options\s+considered)", re.IGNORECASE),
    ),
)
_STUB = re.compile(
    r"\s*(?:controlled$|to\s+note\s*:|\([^()\n]{0,120}\)\s*$|[|.…\s]+$|supporting\s+documents|the\s+meeting\s+(?:closed|ended|concluded)"
    r"|\(?\d{1,2}[.:]\d\d\s*(?:[ap]m)?\b.{0,20}$|(?:recorded\s+)?(?:vote|voting)\b|note\s*:"
    r"|(?:wards?\s+affected|(?:report\s+)?author|lead\s+(?:officer|member)|contact(?:\s+officer)?|publication\s+date|date\s+of\s+decision"
    r"|decision\s+published|effective\s+(?:from|date)|decided\s+at\s+meeting|call-?in\b|accompanying\s+documents)[^:\n]{0,30}:)",
    re.IGNORECASE,
)
_OPENERS = (*lexicon.REFUSALS, *lexicon.MARKERS)
_RULES_OF_KEY = {
    key: frozenset(number for number, rule in enumerate(_OPENERS) if key in rule.keys) for rule in _OPENERS for key in rule.keys
}
_CUT = re.compile(r"(?:(?<!\.)\.{2,9}|…)\s{0,20}view the full\s", re.IGNORECASE)
_AGENDA = re.compile(
    r"(?:pass|consider|adopt|agree)\w*\s+the\s+following[\w\s-]{0,30}resolutions?|\bto\s+(?:resolve|pass)\b", re.IGNORECASE
)
_CARRIED = re.compile(r"\bmotion\b(?![^.\n]{0,120}\blost\b)[^.\n]{0,120}\b(?:carried|agreed|approved|adopted)\b", re.IGNORECASE)
_STEM_ALONE = re.compile(rf"(?:That|THAT)(?:\s+{lexicon.BODY})?\s*[:–—-]*\s*$")


@dataclass(frozen=True, slots=True)
class Opening:
    """A place where a resolution, or what looks like one, begins: the rule, the block, and the span of the words in that block."""

    rule: Rule
    block: int
    start_char: int
    body_char: int
    end_char: int
    label: str | None = None


@dataclass(frozen=True)
class Page:
    """An item with its blocks, and what follows from them for all resolutions."""

    item: Item
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The item's text."""
        return self.item.text

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The section of every block; a first line "Decision:" or "Reasons" counts as a label here (a fragment may begin with it)."""
        first = None
        if self.blocks:
            line = self.words(0)
            first = next((section for section, pattern in _FIRST_LABELS if pattern.match(line)), None)
        return tuple(first if first and block.section is Section.PREFACE else block.section for block in self.blocks)

    @cached_property
    def is_minuted(self) -> bool:
        """Whether a label "Minutes:" or "Decision:" tells the agenda's text from what came of it."""
        return any(section in {Section.MINUTES, Section.DECISION} for section in self.sections)

    @cached_property
    def sentence_spans(self) -> dict[int, list[tuple[int, int]]]:
        """The spans of the sentences of each block."""
        spans: dict[int, list[tuple[int, int]]] = {}
        for sentence in self.sentences:
            spans.setdefault(sentence.block, []).append((sentence.start_char, sentence.end_char))
        return spans

    @cached_property
    def cut_char(self) -> int | None:
        """Where the page cut the minutes off, `None` when they are whole."""
        found = _CUT.search(self.text) if "iew the full" in self.text else None
        if found or not self.item.truncated:
            return found.start() if found else None
        minuted = [block.end_char for block in self.blocks if block.section is not Section.DOCUMENTS]
        return len(self.text[: minuted[-1]].rstrip()) if minuted else len(self.text.rstrip())

    def words(self, block: int) -> str:
        """The words of a block after its label."""
        return self.text[self.blocks[block].body_char : self.blocks[block].end_char]

    def is_label(self, block: int) -> bool:
        """Whether the block is a section label ("Minutes:", "Reasons for decision")."""
        found = self.blocks[block]
        return (
            found.kind is BlockKind.HEADING
            and found.section is not Section.PREFACE
            and (block == 0 or found.section is not self.blocks[block - 1].section)
        )

    def is_entry(self, block: int) -> bool:
        """Whether the block has a list label or a bullet."""
        found = self.blocks[block]
        return found.kind is BlockKind.LIST_ITEM or is_bulleted(self.text, found.body_char, found.end_char)

    def is_behind(self, block: int) -> bool:
        """Whether the block may stand behind a resolution without being part of it: a contact, a time, an owner's line, a vote."""
        words = self.words(block)
        return _STUB.match(words) is not None or lexicon.ACTION.regex.match(words) is not None

    def is_refused(self, opening: Opening) -> bool:
        """Whether the opening is the agenda's text, a motion or a list of what was noted, and not what the meeting resolved."""
        section = self.sections[opening.block]
        if opening.rule is lexicon.MOTION:
            return _CARRIED.search(self.text, opening.end_char) is None
        if opening.rule in lexicon.REFUSALS:
            return not (opening.rule is lexicon.NOTED_LIST and section is Section.DECISION)
        if section is not Section.PREFACE:
            return False
        if opening.rule is lexicon.RECOMMENDED:
            return self.is_minuted or "RECOMMENDED" not in self.text[opening.start_char : opening.body_char]
        return _AGENDA.search(self.text, max(0, opening.start_char - 300), opening.body_char) is not None


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
        if page.sections[index] is Section.DECISION and page.is_label(index):
            openings.append(Opening(lexicon.DECISION, index, block.start_char, block.end_char, block.end_char))
    return tuple(sorted(openings, key=lambda opening: opening.start_char))


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


def find_unmarked(page: Page, taken: set[int]) -> tuple[Opening, ...]:
    """Return the resolutions that lost their marker: what closes the preface, or the minutes, in the words of a resolution.

    `taken` are the blocks that belong to resolutions already. The preface counts only where no label says that minutes follow it.
    """
    found = []
    for section in (Section.PREFACE, Section.DECISION, Section.MINUTES):
        if section is Section.PREFACE and page.is_minuted:
            continue
        body = [i for i, s in enumerate(page.sections) if s is section and not page.is_label(i)]
        while body and body[-1] not in taken and page.is_behind(body[-1]):
            body.pop()
        first = _first_unmarked(page, body, taken)
        if first is not None:
            block = page.blocks[first]
            rule = lexicon.LOST_MARKER if lexicon.LOST_MARKER.regex.match(page.words(first)) else lexicon.FRAGMENT
            end = block.start_char if page.is_entry(first) else block.end_char
            found.append(Opening(rule, first, block.start_char, block.start_char if page.is_entry(first) else block.body_char, end))
    return tuple(found)


def _first_unmarked(page: Page, body: list[int], taken: set[int]) -> int | None:
    """Return the first block of the run of resolutions that ends with the last block of `body`."""
    first: int | None = None
    listed: list[int] = []
    for index in reversed(body):
        words = page.words(index)
        if index in taken:
            break
        if page.is_entry(index):
            listed.insert(0, index)
        elif listed and _STEM_ALONE.match(words):
            return index
        elif _is_that(words) and all(_is_that(page.words(i)) for i in _outermost(page, listed)):
            first, listed = index, []
        else:
            break
    outermost = _outermost(page, listed)
    if not outermost:
        return first
    before = body[: body.index(listed[0])]
    is_fragment = all(_is_title(page.words(i)) for i in before)
    if all(_is_that(page.words(i)) for i in outermost) or (is_fragment and _is_fragment(page, outermost)):
        return listed[0]
    return first


def find_last_statement(page: Page, taken: set[int]) -> Opening | None:
    """Return the closing sentence of an item without any resolution when it says what the body did ("Council received and noted …")."""
    for index in range(len(page.blocks) - 1, -1, -1):
        block = page.blocks[index]
        if page.sections[index] in {Section.DOCUMENTS, Section.REASONS} or page.is_label(index):
            continue
        if index in taken:
            return None
        if page.is_behind(index):
            continue
        if block.kind is BlockKind.LIST_ITEM and block.label is None:
            return None
        start, end = page.sentence_spans.get(index, [(block.body_char, block.end_char)])[-1]
        for rule in (lexicon.BODY_VERB, lexicon.PASSIVE):
            match = rule.regex.match(page.text, start, end)
            if match:
                return Opening(rule, index, start, match.end(), end)
        return None
    return None


def find_promise(page: Page, block: int, before: int | None = None) -> Opening | None:
    """Return the last promise in a block of discussion ("The Director undertook to …"), for an owner's line that follows it.

    `before` is the offset where an owner's bracket stands in the block itself; then only the sentence right before it counts.
    """
    if block < 0 or page.is_label(block):
        return None
    spans = [span for span in page.sentence_spans.get(block, []) if before is None or span[1] <= before]
    for start, end in reversed(spans if before is None else spans[-1:]):
        agreed = lexicon.IN_DISCUSSION.regex.match(page.text, start, end)
        if agreed:
            return Opening(lexicon.IN_DISCUSSION, block, start, agreed.end(), end)
        if lexicon.UNDERTAKEN.regex.match(page.text, start, end):
            return Opening(lexicon.UNDERTAKEN, block, start, start, end)
    return None


def _is_fragment(page: Page, outermost: list[int]) -> bool:
    """Tell whether all entries are worded as parts of a resolution; a record ("Cabinet approved …") must decide more than to note."""
    recorded = [i for i in outermost if not lexicon.FRAGMENT.regex.match(page.words(i))]
    kinds = {find_kind(page.words(i)) for i in recorded}
    return all(lexicon.RECORDED.regex.match(page.words(i)) for i in recorded) and (
        not recorded or bool(kinds - {ActionKind.NOTE, ActionKind.OTHER})
    )


def _outermost(page: Page, listed: list[int]) -> list[int]:
    level = min((page.blocks[i].level for i in listed), default=0)
    return [i for i in listed if page.blocks[i].level == level]


def _is_title(words: str) -> bool:
    return len(words.split()) <= 15 and words.rstrip()[-1:] not in {".", ":", ";", ",", "?"}


def _is_that(words: str) -> bool:
    return lexicon.LOST_MARKER.regex.match(words) is not None and is_resolved_clause(words)

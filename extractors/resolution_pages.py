"""An item as its resolutions see it: blocks, sections, what stands behind a resolution, where the page cut the text off."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from extractors.blocks import Sentence
from extractors.due_dates import find_latest_days
from extractors.entries import is_bulleted
from extractors.lexicon import actions as lexicon
from extractors.lexicon.deciding_bodies import BODY
from extractors.records import Block, BlockKind, Item, Section
from extractors.rules import Rule

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
_CUT = re.compile(r"(?:(?<!\.)\.{2,9}|…)\s{0,20}view the full\s", re.IGNORECASE)
_AGENDA = re.compile(
    r"(?:pass|consider|adopt|agree)\w*\s+the\s+following[\w\s-]{0,30}resolutions?|\bto\s+(?:resolve|pass)\b", re.IGNORECASE
)
_LATER_RESOLVED = re.compile(r"\b(?:RESOLVED|Resolved|AGREED)\b")
_NARRATED = re.compile(r"\b(?:asked|reported|explained|said|stated|advised|commented|replied|told)\b")
_BODY_LAST = re.compile(rf"(?:^|[\s,]){BODY}\s*$")
_REFERENCE = re.compile(r"[A-Z]{2,6}[./-]\s?\d{1,4}$")
_CARRIED = re.compile(r"\bmotion\b(?![^.\n]{0,120}\blost\b)[^.\n]{0,120}\b(?:carried|agreed|approved|adopted)\b", re.IGNORECASE)


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
    def _latest_days(self) -> tuple[list[int], list[date]]:
        return find_latest_days(self.text)

    def reference_date(self, char: int) -> date | None:
        """Return the day from which a due date without a year is counted: the meeting's, else the latest that the text has told up to `char`."""
        if self.item.meeting_date:
            return self.item.meeting_date
        places, latest = self._latest_days
        number = bisect_left(places, char)
        return latest[number - 1] if number else None

    @cached_property
    def cut_char(self) -> int | None:
        """Where the page cut the minutes off, `None` when they are whole."""
        found = _CUT.search(self.text) if "iew the full" in self.text else None
        if found or not self.item.truncated:
            return found.start() if found else None
        minuted = [block.end_char for block in self.blocks if block.section is not Section.DOCUMENTS]
        return len(self.text[: minuted[-1]].rstrip()) if minuted else len(self.text.rstrip())

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start_char for block in self.blocks]

    def section_at(self, char: int) -> Section:
        """Return the section in which the offset lies."""
        return self.sections[max(0, bisect_right(self._starts, char) - 1)]

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
        return (
            _STUB.match(words) is not None or _REFERENCE.match(words) is not None or lexicon.ACTION.regex.match(words) is not None
        )

    def _is_resolved_later(self, motion: Opening) -> bool:
        return _LATER_RESOLVED.search(self.text, motion.end_char) is not None

    def is_refused(self, opening: Opening) -> bool:
        """Whether the opening is the agenda's text, a motion or a list of what was noted, and not what the meeting resolved."""
        section = self.sections[opening.block]
        if opening.rule is lexicon.MOTION:
            return _CARRIED.search(self.text, opening.end_char) is None or self._is_resolved_later(opening)
        if opening.rule is lexicon.BROKEN_OFF:
            return opening.block == 0 or _BODY_LAST.search(self.words(opening.block - 1)[-120:]) is None
        if opening.rule in lexicon.REFUSALS:
            return not (opening.rule is lexicon.NOTED_LIST and section is Section.DECISION)
        if section is not Section.PREFACE:
            return False
        if opening.rule is lexicon.RECOMMENDED:
            is_marked = "RECOMMENDED" in self.text[opening.start_char : opening.body_char]
            return self.is_minuted or not (is_marked or _NARRATED.search(self.text, 0, opening.start_char))
        return _AGENDA.search(self.text, max(0, opening.start_char - 300), opening.body_char) is not None

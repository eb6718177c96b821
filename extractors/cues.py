"""Cues: words of a lower-case text that have a kind, found by rules that are looked up by their opening letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

_SHORTEST = 3  # letters of an opening word: shorter ones stand everywhere
_MOST_WORDS = 50_000
_WORD = re.compile(r"[a-z][a-z'’]+")


class CueKind(StrEnum):
    """What a cue says.

    NAME, INSPECTION, VISIT: an inspection, by its framework's name or a general word. INSPECTORS: people, who need a HELD verb.
    HELD: verbs of taking place. PUBLISHED, REPORT: publication and what is published. GRADED: a judgement. EARLIER: comparison with
    an earlier inspection. PLANNED: not yet, or never. EVENT, ACT: other events and other verbs. BODY: what else Ofsted, or another
    inspectorate, inspects.
    """

    NAME = "name"
    INSPECTION = "inspection"
    INSPECTORS = "inspectors"
    VISIT = "visit"
    HELD = "held"
    PUBLISHED = "published"
    REPORT = "report"
    GRADED = "graded"
    EARLIER = "earlier"
    PLANNED = "planned"
    EVENT = "event"
    ACT = "act"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase with its kind and the id of the rule that saw it."""

    kind: CueKind
    rule: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence's span in lower-case `text`, its cues, and the spans of its dates, all in order."""

    text: str
    start_char: int
    end_char: int
    cues: Sequence[Cue]
    dates: Sequence[tuple[int, int]]


NOUNS = frozenset({CueKind.NAME, CueKind.INSPECTION, CueKind.VISIT})


class Meaning(StrEnum):
    """What a date is the date of."""

    INSPECTION = "inspection"
    PUBLICATION = "publication"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Link:
    """The meaning of one date, the cue that it hangs on, and the reason of a refusal. `earlier`: said of an earlier inspection."""

    meaning: Meaning
    cue: Cue | None = None
    reason: str = ""
    earlier: bool = False


_Opened = tuple[CueKind, str, tuple[str, ...], re.Pattern[str]]  # a rule, with those of its opening words that fit


class CueFinder:
    """Finds cues. Built once from `(kind, opening words, rule id, pattern)`; where two cues match, the longer wins, then the earlier rule."""

    def __init__(self, rules: Iterable[tuple[str, tuple[str, ...], str, re.Pattern[str]]]) -> None:
        """Build the look-up from the words that each rule's matches begin with. Raises ValueError for a word under three letters."""
        table = [(CueKind(kind), opens, rule, pattern) for kind, opens, rule, pattern in rules]
        if short := [word for _, opens, _, _ in table for word in opens if len(word) < _SHORTEST]:
            raise ValueError(f"opening words too short to look up: {short}")
        self._openings = sorted({word for _, opens, _, _ in table for word in opens})
        self._table = table
        self._known: dict[str, tuple[_Opened, ...]] = {}

    def find(self, text: str, start_char: int, end_char: int) -> list[Cue]:
        """Return the cues of lower-case `text` between two offsets, in order and without overlap."""
        cues: list[Cue] = []
        position = start_char
        for word in _WORD.finditer(text, start_char, end_char):
            rules = self._opened_by(word[0])
            if rules and word.start() >= position and (found := _longest(rules, text, word.start(), end_char)):
                cues.append(found)
                position = found.end_char
        return cues

    def find_everywhere(self, text: str) -> list[Cue]:
        """Return the cues of a whole lower-case text, as `find` does; quicker than it where few words of the text open a cue."""
        starts: set[int] = set()
        for word in self._openings:
            place = text.find(word)
            while place >= 0:
                starts.add(place)
                place = text.find(word, place + 1)
        cues: list[Cue] = []
        for start in sorted(starts):
            if (cues and start < cues[-1].end_char) or (start and text[start - 1].isalnum()):
                continue
            first = _WORD.match(text, start)
            if first and (found := _longest(self._opened_by(first[0]), text, start, len(text))):
                cues.append(found)
        return cues

    def _opened_by(self, word: str) -> tuple[_Opened, ...]:
        """Return the rules that a match beginning with `word` can be of; each word is looked through once (minutes have few words)."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > _MOST_WORDS:
                self._known.clear()
            known = tuple(
                (kind, rule, these, pattern)
                for kind, opens, rule, pattern in self._table
                if (these := tuple(first for first in opens if word.startswith(first) or _is_first_word(word, first)))
            )
            self._known[word] = known
        return known


def _is_first_word(word: str, opening: str) -> bool:
    return opening.startswith(word) and not re.match(r"[a-z'’]", opening[len(word) :])


def _longest(rules: tuple[_Opened, ...], text: str, start: int, end_char: int) -> Cue | None:
    best: Cue | None = None
    for kind, rule, opens, pattern in rules:
        match = pattern.match(text, start, end_char) if text.startswith(opens, start) else None
        if match and (best is None or match.end() > best.end_char):
            best = Cue(kind, rule, *match.span())
    return best

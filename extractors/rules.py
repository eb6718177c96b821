"""A rule: a named pattern with the key words without which it cannot match; and the gate that is generated from those words.

The gate is one linear-time re2 scan. It must never refuse a text that a rule would match: `tests/extractors/test_gate.py`
compares gated and ungated extraction over every text that the suite has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import re2


@dataclass(frozen=True, slots=True)
class Rule:
    """One construction that minutes use.

    `id` is `<component>.<what-it-sees>`, travels with each record as the contract's `rule`, and is never reused for another meaning.
    `keys` are lower-case literals, at least one of which stands in every text that `pattern` matches. `positive` and `negative`
    are sentences that the pattern matches and does not match; a test holds both.
    """

    id: str
    pattern: str
    keys: tuple[str, ...]
    positive: str
    negative: str
    flags: int = re.IGNORECASE
    regex: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compile the pattern. Raises re.error for a bad pattern, ValueError for a rule without lower-case keys."""
        if not self.keys or any(key != key.lower() or not key for key in self.keys):
            raise ValueError(f"rule {self.id}: keys must be lower-case and not empty")
        object.__setattr__(self, "regex", re.compile(self.pattern, self.flags))


class Gate(Protocol):
    """Tells whether a text can match any of the rules that the gate was built from."""

    def passes(self, text: str) -> bool:
        """Return False only if no rule of the gate can match anywhere in `text`."""


class KeywordGate:
    """A gate over the union of the rules' key words, as one re2 alternation."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Build the gate from lower-case literals. Raises ValueError when there are none."""
        self._scan = _build_scan([keys])

    def passes(self, text: str) -> bool:
        """Return whether one of the key words stands in `text`, whatever its case."""
        return bool(self._scan.Match(text))


class SharedGate:
    """The gates of several components in one: a single scan of a text tells which of them it passes."""

    def __init__(self, keys: Mapping[str, Iterable[str]]) -> None:
        """Build the gate from each component's lower-case literals. Raises ValueError for a component without any."""
        self._names = tuple(keys)
        self._scan = _build_scan(keys.values())

    def find_refused(self, text: str) -> set[str]:
        """Return the names of the components whose key words are all missing from `text`, whatever its case."""
        passed = self._scan.Match(text) or ()
        return {name for number, name in enumerate(self._names) if number not in passed}


def _build_scan(alternations: Iterable[Iterable[str]]) -> re2.Set:
    """Return one re2 scan for several alternations; a set of patterns costs less a call than a pattern, since no match objects are made."""
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = 64 << 20  # bytes for its states: a set has no slower way to fall back on
    scan = re2.Set.SearchSet(options)
    for keys in alternations:
        words = sorted(set(keys))
        if not words:
            raise ValueError("a gate needs at least one key word")
        scan.Add("|".join(re2.escape(word) for word in words))
    scan.Compile()
    return scan


class OpenGate:
    """A gate that lets everything through, for comparison in tests and benchmarks."""

    def passes(self, text: str) -> bool:
        """Return True."""
        return True


def build_gate(rules: Iterable[Rule]) -> Gate:
    """Return the gate generated from the key words of `rules`."""
    return KeywordGate(keys_of(rules))


def keys_of(rules: Iterable[Rule]) -> set[str]:
    """Return the key words of `rules`."""
    return {key for rule in rules for key in rule.keys}

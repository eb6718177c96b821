"""A rule: a named pattern with the key words without which it cannot match; and the gate that is generated from those words.

The gate is one linear-time re2 scan. It must never refuse a text that a rule would match: `tests/extractors/test_gate.py`
compares gated and ungated extraction over every text that the suite has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
        words = sorted(set(keys))
        if not words:
            raise ValueError("a gate needs at least one key word")
        options = re2.Options()
        options.case_sensitive = False
        self._regex = re2.compile("|".join(re2.escape(word) for word in words), options)

    def passes(self, text: str) -> bool:
        """Return whether one of the key words stands in `text`, whatever its case."""
        return self._regex.search(text) is not None


class OpenGate:
    """A gate that lets everything through, for comparison in tests and benchmarks."""

    def passes(self, text: str) -> bool:
        """Return True."""
        return True


def build_gate(rules: Iterable[Rule]) -> Gate:
    """Return the gate generated from the key words of `rules`."""
    return KeywordGate(key for rule in rules for key in rule.keys)

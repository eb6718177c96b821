"""Marked text → plain text and the facts that a careful reader would label in it.

A mark is `{{kind arguments|words}}`; its words stay in the text, the rest is taken out. Marks may nest. The kinds:

    {{i KEY FRAMEWORK START END [previous] [?]|words}}   an inspection; one KEY may be marked several times, the finest visible date counts
    {{p KEY DATE|words}}                                  the publication date of the inspection KEY
    {{j DOMAIN GRADE [previous], …|words}}                judgements
    {{o DOMAIN GRADE [previous], …|words}}                judgements that are right if found and not wrong if missed
    {{a|words}}                                           an improvement area
    {{r LABEL KIND; owner=…; due=…; due_text=…|words}}    a part of a resolution; LABEL `-` means none

A `?` says that the date needs the meeting's date to be understood ("in July"); `due?=` says the same of a due date. `-` is an absent date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\{\{(?P<kind>[ipjoar])(?: (?P<arguments>[^|{}]*))?\||\}\}")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Fact:
    """One marked fact: its kind (a letter of the table above), its arguments as written, and where its words stand in the text."""

    kind: str
    arguments: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Plain text, paragraphs separated by one line break, with the facts marked in it in order."""

    text: str
    facts: tuple[Fact, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The paragraphs."""
        return tuple(self.text.split("\n")) if self.text else ()

    @property
    def n_words(self) -> int:
        """The number of words as ModernGov counts them: runs of characters that are not white space."""
        return len(_WORD.findall(self.text))

    def cut(self, words: int) -> MarkedText:
        """Return the text up to its word number `words`; facts whose marks begin after it are gone, others keep their ends."""
        for count, word in enumerate(_WORD.finditer(self.text), start=1):
            if count == words:
                return MarkedText(self.text[: word.end()], tuple(fact for fact in self.facts if fact.start < word.end()))
        return self

    def words_of(self, fact: Fact) -> str:
        """Return a fact's words, as far as this text goes."""
        return self.text[fact.start : fact.end]

    def is_whole(self, fact: Fact) -> bool:
        """Return whether the fact's words all stand in this text."""
        return fact.end <= len(self.text)


def parse_marked(source: str) -> MarkedText:
    """Return the plain text and facts of marked text; raises ValueError where braces do not pair or a mark's head cannot be read."""
    pieces: list[str] = []
    facts: list[Fact] = []
    opened: list[tuple[str, str, int]] = []
    length = position = 0
    for token in _TOKEN.finditer(source):
        piece = source[position : token.start()]
        pieces.append(piece)
        length += len(piece)
        position = token.end()
        if token["kind"]:
            opened.append((token["kind"], (token["arguments"] or "").strip(), length))
        elif opened:
            kind, arguments, start = opened.pop()
            facts.append(Fact(kind, arguments, start, length))
        else:
            raise ValueError(f"a mark is closed that was not opened near {source[max(0, position - 60) : position]!r}")
    text = "".join([*pieces, source[position:]])
    if opened or "{{" in text:
        raise ValueError(f"a mark is not closed, or its head cannot be read, in {source[:120]!r}")
    return MarkedText(text, tuple(sorted(facts, key=lambda fact: (fact.start, -fact.end))))

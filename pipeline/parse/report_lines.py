"""Lines of a report's pages → which of them are running heads, running feet and page numbers. Works on plain text, without places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_EDGE = 3  # lines from the top or bottom of a page that a running head or foot may take
_SHARE = 0.4  # of the pages; a line that stands at the edge of so many is a running head
_LONGEST = 160  # characters
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def find_furniture(pages: Sequence[Sequence[str]]) -> frozenset[tuple[int, int]]:
    """Return the places (page, line, both from 0) of the lines that repeat at the edges of the pages, and of bare page numbers.

    Two lines are the same when they differ in numbers only: running heads count the pages. The first page's own title stays, although
    the running heads after it have the same words; a page number there goes.
    """
    edges = [_edge(lines) for lines in pages]
    seen = Counter(key for lines, places in zip(pages, edges, strict=True) for key in {_key(lines[at]) for at in places})
    least = max(2, round(_SHARE * len(pages)))
    found: set[tuple[int, int]] = set()
    for page, (lines, places) in enumerate(zip(pages, edges, strict=True)):
        outermost = {places[0], places[-1]} if places else set()
        for at in places:
            repeated = page > 0 and seen[_key(lines[at])] >= least and any(character.isalpha() for character in lines[at])
            if repeated or (at in outermost and _PAGE_NUMBER.fullmatch(lines[at])):
                found.add((page, at))
        _add_numbers_inside(page, lines, places, found)
    return frozenset(found)


def _edge(lines: Sequence[str]) -> list[int]:
    """Return the indexes of the first and last lines with words or numbers, in order."""
    filled = [n for n, line in enumerate(lines) if line]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _key(line: str) -> str:
    return _DIGITS.sub("#", line.casefold()) if len(line) <= _LONGEST else line


def _add_numbers_inside(page: int, lines: Sequence[str], places: Sequence[int], found: set[tuple[int, int]]) -> None:
    """Add page numbers that stand next to a running head, inside of it."""
    for n, at in enumerate(places):
        neighbours = {places[other] for other in (n - 1, n + 1) if 0 <= other < len(places)}
        if (page, at) not in found and _PAGE_NUMBER.fullmatch(lines[at]) and any((page, other) in found for other in neighbours):
            found.add((page, at))

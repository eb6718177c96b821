"""Joins the lines of a text that was wrapped hard at a column, and leaves every other text alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

_WIDEST = 132  # text wrapped by programs is narrower; longer lines are whole paragraphs
_NARROWEST = 40
_STOPS = ".:;!?|"
_STARTS_BLOCK = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivx]{1,5})[.)]|[·•▪◦●○■–-]|<AI\d+>)(?:\s|$)|\||Meeting:", re.IGNORECASE
)


def join_wraps(lines: list[str]) -> list[str]:
    """Return `lines` with wrapped ones joined, when most of the text is clearly wrapped.

    A wrapping program breaks a line only where the next word no longer fits. So a text is wrapped when no line is longer than its width
    and most lines that another follows directly could not have taken that line's first word; only such lines are joined. A text whose
    breaks are those of its HTML source has no such width: there a line without a stop, above one that begins in lower case, tells.
    """
    width = max(map(len, lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return lines
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    full = sum(_is_full(a, b, width) for a, b in pairs)
    if full >= 3 and full * 2 >= len(pairs):
        return _join(lines, lambda a, b: _is_full(a, b, width))
    broken = sum(_is_broken(a, b) for a, b in pairs)
    if broken >= 3 and broken * 3 >= len(pairs):
        return _join(lines, lambda a, b: _is_broken(a, b) or (len(a) > _NARROWEST and a[-1] not in _STOPS))
    return lines


def _join(lines: list[str], is_wrapped: Callable[[str, str], bool]) -> list[str]:
    joined: list[str] = []
    previous = ""
    for line in lines:
        if line and previous and joined and is_wrapped(previous, line) and not _STARTS_BLOCK.match(line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        previous = line
    return joined


def _is_full(line: str, following: str, width: int) -> bool:
    """Return whether the first word of `following` would not have fitted on `line`."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _is_broken(line: str, following: str) -> bool:
    """Return whether `following` goes on with the sentence of `line`."""
    return line[-1] not in _STOPS and following[0].islower() and not _STARTS_BLOCK.match(following)

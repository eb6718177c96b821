"""Words of a page with their places → the lines of the page with its table of judgements put in order: each area beside its grade.

The table has two columns. Area names wrap within the left one, grades within the right one, and a grade stands somewhere beside the
lines of its area. Names and grades are therefore put together column by column, and paired by nearness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.lexicon import reports as lexicon
from pipeline.parse.pdf_words import Leaf, Word

_GRADE_WORD = re.compile(r"(?:outstanding|good|requires?|improvement|to|be|inadequate|adequate|not|judged)[.,:;]?", re.IGNORECASE)
_OPENING = re.compile(r"(?:outstanding|good|requires?|inadequate|adequate|not)[.,:;]?$", re.IGNORECASE)
_GRADE = re.compile(lexicon.GRADE, re.IGNORECASE)
_LABEL = re.compile("|".join(f"(?:{pattern})" for _, pattern in lexicon.LABELS), re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:\.\d)?\.?\s+")
_SAME_LINE = 0.45  # of a word's height
_COLUMN = 6.0  # points by which the words of a column may stand left of its edge
_LEAST_ROWS = 3
_BESIDE = 2.0  # heights; so far above or below the middle of its area's name a grade may stand


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name or grade put together from the lines of its column: its words, and the baselines of its first and last line."""

    text: str
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height of its middle on the page."""
        return (self.top + self.bottom) / 2


def order_table(leaf: Leaf) -> list[str]:
    """Return the page's lines with one line a row of its table of judgements; [] where no table of areas with a grade each is seen."""
    edge = _grade_edge(leaf.words)
    if edge is None:
        return []
    left = [word for word in leaf.words if word.x0 < edge - _COLUMN]
    right = [word for line in _word_lines(leaf.words) for word in _cell(line, edge)]
    pairs = _pairs(list(_entries(_lines(left), _LABEL)), list(_entries(_lines(right), _GRADE)), _reach(right))
    if len(pairs) < _LEAST_ROWS:
        return []
    top = max(pairs[0][0].top, pairs[0][1].top)
    bottom = min(pairs[-1][0].bottom, pairs[-1][1].bottom)
    lines = _lines(leaf.words)
    return [
        *(line for height, line in lines if height > top + 1),
        *(f"{name.text} {grade.text}" for name, grade in pairs),
        *(line for height, line in lines if height < bottom - 1),
    ]


def _pairs(names: Sequence[_Entry], grades: Sequence[_Entry], reach: float) -> list[tuple[_Entry, _Entry]]:
    """Return names and grades that stand nearest to one another, from top to bottom; [] where one of either stays alone between them.

    What stays alone above and below is running text: a sentence that ends in a grade, a line that begins with an area's name.
    """
    nearest = {grade: min(names, key=lambda name: abs(name.middle - grade.middle)) for grade in grades} if names else {}
    pairs = []
    for name in names:
        rivals = [grade for grade, other in nearest.items() if other is name]
        grade = min(rivals, key=lambda rival: abs(rival.middle - name.middle), default=None)
        if grade and abs(grade.middle - name.middle) <= reach:
            pairs.append((name, grade))
    if pairs:
        inside = range(names.index(pairs[0][0]), names.index(pairs[-1][0]) + 1)
        between = [grade for grade in grades if pairs[-1][1].middle <= grade.middle <= pairs[0][1].middle]
        if len(inside) != len(pairs) or len(between) != len(pairs):
            return []
    return pairs


def _grade_edge(words: Sequence[Word]) -> float | None:
    """Return the left edge of the column of grades: where most of the lone grade words begin that have nothing but grade words after them."""
    edges = []
    for line in _word_lines(words):
        tail = len(line)
        while tail > 0 and _GRADE_WORD.fullmatch(line[tail - 1].text):
            tail -= 1
        if tail < len(line) and _OPENING.match(line[tail].text):
            edges.append(line[tail].x0)
    best = max(edges, key=lambda edge: (sum(abs(other - edge) <= _COLUMN for other in edges), edge), default=None)
    return best if best is not None and sum(abs(other - best) <= _COLUMN for other in edges) >= 2 else None


def _cell(line: Sequence[Word], edge: float) -> Sequence[Word]:
    """Return the words of a line that stand in the column of grades: they begin at its edge, and nothing but a grade's words is there."""
    words = [word for word in line if word.x0 >= edge - _COLUMN]
    is_cell = bool(words) and words[0].x0 <= edge + _COLUMN and all(_GRADE_WORD.fullmatch(word.text) for word in words)
    return words if is_cell else ()


def _reach(words: Sequence[Word]) -> float:
    return _BESIDE * max((word.height for word in words), default=12.0)


def _word_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words line by line, from top to bottom and left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.baseline):
        if lines and lines[-1][0].baseline - word.baseline < _SAME_LINE * max(lines[-1][0].height, word.height):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]


def _lines(words: Sequence[Word]) -> list[tuple[float, str]]:
    return [(line[0].baseline, " ".join(word.text for word in line)) for line in _word_lines(words)]


def _entries(lines: Sequence[tuple[float, str]], pattern: re.Pattern[str]) -> Iterator[_Entry]:
    """Yield what `pattern` finds at the start of a line and in the lines after it, each with the heights of its lines."""
    text = ""
    starts: list[tuple[int, float]] = []
    for height, line in lines:
        starts.append((len(text), height))
        text += line + "\n"
    position = 0
    for start, _ in starts:
        if start < position:
            continue
        number = _NUMBER.match(text, start)
        found = pattern.match(text, number.end() if number else start)
        if not found:
            continue
        position = found.end()
        heights = [height for begin, height in starts if start <= begin < position]
        yield _Entry(" ".join(text[start:position].split()), heights[0], heights[-1])

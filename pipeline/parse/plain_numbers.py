"""Where numbered items begin on a meeting page saved as text, and which numbers belong to lists inside an item instead.

Items are numbered upwards through the whole page, in one form ("7.", "77/21", "C61/24") and in one place: on a line of their own or
before the title. Lists inside minutes look alike, but start again at 1, follow words that lead into them, and hold sentences. So each
number is weighed as a heading, and the upward chain of the greatest weight is the page's numbering.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from pipeline.parse.labels import find_fact, find_label, is_documents_label, is_furniture
from pipeline.parse.plain_titles import is_customary, is_title_like, label_rank
from pipeline.parse.text import is_sized, strip_file_size

_NUMBER = r"(?P<digits>\d{1,4})(?P<letter>[a-z]?)(?P<year>/\d{2,4})?(?P<dot>\.?)"
# "C61/24" counts before the stroke, "SC25/12" behind it; the chain shows which.
_HEADS = (r"(?P<head>[A-Z]{0,4})", r"(?P<head>[A-Z]{0,4}\d{2,4}/)")
_ALONE = tuple(re.compile(head + _NUMBER + r"$") for head in _HEADS)
_INLINE = tuple(re.compile(head + _NUMBER + r"(?:(?<=\.)|\s)\s*(?P<title>[^\s\d.,:;)/%-].*)$") for head in _HEADS)
_DAY = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)"
    r"(?:\s+\d|\s*[,.]|\s*$)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?:that|to|the \w+ (?:be|is|was|were|are)|and|or|note|noted|agreed?|approved?|resolved)\b", re.IGNORECASE)
# Words that a list follows; "Agreed." and "Noted" are whole minutes, after which the next item comes.
_LEAD_IN = re.compile(
    r"(?::\s*[-–—]?|\b(?:RESOLVED|Resolved|AGREED|RECOMMENDED|DECIDED)(?:\s*[-–—,])?|\b(?i:resolved|agreed|recommended|decided|asked|requested),? (?:that|to|for))$"
)
_LONGEST_STEP = 5  # minute numbers may skip a few
_LEAST_WEIGHT = 3.0  # of a chain: one clear heading, or several likely ones


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line that holds a number, alone or before words. `title_place` is the line of the title, the same one where both share it."""

    place: int
    title_place: int
    head: str
    digits: int
    letter: str
    year: str
    dot: str
    title: str

    @property
    def number(self) -> str:
        """The number as printed, without its full stop: "77/21", "3a"."""
        return f"{self.head}{self.digits}{self.letter}{self.year}"

    @property
    def form(self) -> tuple[str, str]:
        """What all numbers of one numbering share."""
        return self.head, self.year

    def follows(self, last: NumberedLine) -> bool:
        """Return whether this number continues a numbering after `last`: a few steps up, or the next letter ("3", "3a", "3b")."""
        if self.form != last.form or (self.dot != last.dot and not (self.letter or last.letter)):
            return False
        step = self.digits - last.digits
        return 0 < step <= _LONGEST_STEP or (step == 0 and last.letter < self.letter)


def find_numbered_items(lines: list[str], start: int, is_marked: bool) -> list[NumberedLine]:
    """Return the headings of the items among `lines` from `start` on, in order; none where the page does not number its items.

    `is_marked` tells that the items begin at `start` (after "No. Item"), not somewhere behind it.
    """
    chains = [
        _best_chain(_Weighing(lines, start, is_marked, found)) for found in (_find_alone(lines, start), _find_inline(lines, start))
    ]
    weight, chain = max(chains, key=lambda each: each[0])
    return chain if weight >= _LEAST_WEIGHT else []


def _find_alone(lines: list[str], start: int) -> list[NumberedLine]:
    found = []
    for place in range(start, len(lines)):
        title_place = next((at for at in range(place + 1, min(place + 4, len(lines))) if lines[at]), None)
        if title_place is None:
            continue
        for pattern in _ALONE:
            match = pattern.match(lines[place])
            if match:
                found.append(_numbered(match, place, title_place, lines[title_place]))
    return found


def _find_inline(lines: list[str], start: int) -> list[NumberedLine]:
    found = []
    for place in range(start, len(lines)):
        for pattern in _INLINE:
            match = pattern.match(lines[place])
            if match and not (_DAY.match(match["title"]) and not match["dot"]):
                found.append(_numbered(match, place, place, match["title"]))
    return found


def _numbered(match: re.Match[str], place: int, title_place: int, title: str) -> NumberedLine:
    return NumberedLine(
        place, title_place, match["head"], int(match["digits"]), match["letter"], match["year"] or "", match["dot"], title
    )


def _best_chain(weighing: _Weighing) -> tuple[float, list[NumberedLine]]:
    """Return the upward chain of the greatest weight, and that weight; skipped numbers cost."""
    found = weighing.found
    weights: list[float] = []
    previous: list[int | None] = []
    # The best chain so far that ends in each number, so that a page of thousands of numbers takes no longer than their count.
    ends: dict[tuple[tuple[str, str], int], dict[tuple[str, str], int]] = {}
    for at, numbered in enumerate(found):
        weight, link = weighing.first_weight(numbered), None
        for step in range(_LONGEST_STEP + 1):
            for before in ends.get((numbered.form, numbered.digits - step), {}).values():
                linked = weights[before] - 0.75 * max(0, step - 1)
                if linked > weight and numbered.follows(found[before]):
                    weight, link = linked, before
        weights.append(weight + weighing.weigh(at))
        previous.append(link)
        same = ends.setdefault((numbered.form, numbered.digits), {})
        rival = same.get((numbered.letter, numbered.dot))
        if rival is None or weights[rival] < weights[at]:
            same[numbered.letter, numbered.dot] = at
    if not found:
        return 0.0, []
    end: int | None = max(range(len(found)), key=weights.__getitem__)
    total, chain = max(weights), []
    while end is not None:
        chain.append(found[end])
        end = previous[end]
    return total, chain[::-1]


class _Weighing:
    """How much each numbered line looks like the heading of an item, by its words and its neighbours."""

    def __init__(self, lines: list[str], start: int, is_marked: bool, found: list[NumberedLine]) -> None:
        self.found = found
        self._lines, self._is_marked = lines, is_marked
        self._filled = [place for place, line in enumerate(lines) if line]
        self._position = {place: position for position, place in enumerate(self._filled)}
        self._first = bisect_left(self._filled, start)
        self._label_above = self._find_labels_above()
        self._numbered = {numbered.place for numbered in found}
        self._has_blanks = any(not line for line in lines[start:])
        self._in_list = self._find_list_entries()

    def first_weight(self, numbered: NumberedLine) -> float:
        """Return what speaks against `numbered` as the page's first number: labels or text that no item would hold before it."""
        weight = -4.0 if self._label_above[self._position[numbered.place]] else 0.0
        return weight - 2.0 if self._is_marked and self._count_before(numbered) > 2 else weight

    def weigh(self, at: int) -> float:
        """Return the weight of the numbered line `at` as a heading; below zero when it is rather an entry of a list."""
        numbered = self.found[at]
        is_alone = numbered.title_place != numbered.place
        title = strip_file_size(numbered.title)
        weight = 1.0 if is_alone else 0.0
        weight += 3.0 if is_sized(numbered.title) else 0.0
        weight += 2.0 if is_customary(title) else 0.0
        weight += 1.5 if is_title_like(title) else -2.0
        weight += 1.0 if title.isupper() else 0.0
        weight -= 2.0 if _CLAUSE.match(title) else 0.0
        weight -= 4.0 if find_label(title) else 0.0
        is_tight = self._has_blanks and numbered.place > 0 and self._lines[numbered.place - 1] != ""
        weight -= 1.5 if is_tight and not is_furniture(self._before(numbered)) else 0.0
        return weight + self._weigh_neighbours(numbered) + self._in_list.get(at, 0.0)

    def _weigh_neighbours(self, numbered: NumberedLine) -> float:
        """A label or words directly below speak for a heading, the more where the labels above have run out; a list of files does not."""
        weight = 0.0
        above = self._label_above[self._position[numbered.place]]
        below = self._below(numbered)
        label = next((label for label in map(find_label, below) if label), None)
        if label:
            weight += 3.0 if above is None or label_rank(above) >= label_rank(label) else 1.0
        elif below:
            weight += 1.0
        before = self._before(numbered)
        in_documents = above is not None and is_documents_label(above) and (is_sized(before) or find_label(before) == above)
        return weight - 2.0 if in_documents and is_sized(numbered.title) else weight

    def _before(self, numbered: NumberedLine) -> str:
        """Return the last line with words before `numbered`."""
        position = self._position[numbered.place]
        return self._lines[self._filled[position - 1]] if position else ""

    def _count_before(self, numbered: NumberedLine) -> int:
        """Return how many lines with words stand between the start and `numbered`."""
        return self._position[numbered.place] - self._first

    def _find_labels_above(self) -> list[str | None]:
        """Return, for each line with words, the nearest label above it, from the start on."""
        nearest: str | None = None
        labels: list[str | None] = []
        for position, place in enumerate(self._filled):
            labels.append(nearest)
            if position >= self._first:
                nearest = find_label(self._lines[place]) or nearest
        return labels

    def _below(self, numbered: NumberedLine) -> list[str]:
        """Return up to four lines with words below the title, as far as the next number."""
        position = self._position[numbered.title_place] + 1
        below: list[str] = []
        for place in self._filled[position : position + 4]:
            if place in self._numbered:
                break
            below.append(self._lines[place])
        return below

    def _find_list_entries(self) -> dict[int, float]:
        """Return what speaks against each number that opens or continues a list: a 1 that is not the page's first, words that lead in,
        the next number directly below an entry. An entry that ends otherwise than the one above may be a heading after all."""
        entries: dict[int, float] = {}
        last: NumberedLine | None = None
        for at, numbered in enumerate(self.found):
            before = self._before(numbered)
            is_headed = not self._is_in_head(numbered) and not find_label(before) and _LEAD_IN.search(before) is not None
            is_restart = numbered.digits == 1 and not numbered.letter and at > 0 and numbered.form == self.found[0].form
            if is_headed or is_restart:
                entries[at], last = -4.0, numbered
            elif last and numbered.follows(last) and self._filled[self._position[numbered.place] - 1] == last.title_place:
                ends_alike = (last.title[-1] in ".;") == (numbered.title[-1] in ".;")
                opens = last.title[-1] in ";," or last.title.endswith((" and", " or"))
                entries[at] = -4.0 if opens else -2.5 if ends_alike else -1.0
                last = numbered
            else:
                last = None
        return entries

    def _is_in_head(self, numbered: NumberedLine) -> bool:
        """Return whether only the page's head stands before `numbered` ("Contact:", "Agenda items:")."""
        if self._is_marked:
            return self._count_before(numbered) == 0
        before = self._before(numbered)
        return numbered.place == self.found[0].place and (find_fact(before) is not None or is_furniture(before.rstrip(":")))

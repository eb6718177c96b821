"""What needs to improve: the points that a report lists under that heading, with the kind that a sub-heading gives them.

Of full inspections only the first such chapter counts: a later one in the same report is about the safeguarding board. Letters may have
one for priority actions and one for other points. Points are numbered (the numbers go on from the chapter before, and through all kinds)
or have bullets; points within a point have another mark and belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.lexicon import reports as lexicon
from extractors.records import Evidence, Framework, Item
from extractors.report_kinds import LETTERS
from extractors.report_records import NeedKind, ReportNeed
from extractors.themes import themes_of

_INTRODUCTION = 6  # lines that may stand between the heading and the first point
_LONGEST_HEADING = 90  # characters; themed sub-headings between points are shorter
_LONGEST_LIST = 4000  # characters of a list without marks
_LONGEST = 1500  # characters of a point; more is running text after the last one
_TABLE_HEAD = re.compile(
    r"(?:responsible body|areas? for (?:improvement|priority action))(?:\s+(?:responsible body|areas? for (?:improvement|priority action)))?",
    re.IGNORECASE,
)
_END = re.compile(r"[.;:?!)”’]$")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Point:
    """A point while its lines are gathered."""

    label: str | None
    kind: NeedKind
    start: int
    end: int
    last: str = ""


def find_needs(item: Item, framework: Framework, after: int, graded: frozenset[int]) -> tuple[ReportNeed, ...]:
    """Return the points of the first chapter on what needs to improve, in their order.

    `after` is where the title ends, `graded` where the chapters with a grade in their headings start.
    """
    text = item.text
    points: list[_Point] = []
    for heading in lexicon.NEEDS.finditer(text, after):
        if points and heading.start() < points[-1].end:
            continue  # a sub-heading of the chapter before
        lines = list(_lines(text, heading.end(), graded))
        kind = _kind_of(heading["heading"], framework)
        if framework is not Framework.SIF and not any(_opens(line.text) for line in lines):
            points += _paragraphs(lines, kind)
            continue
        if not any(_opens(line.text) for line in lines[:_INTRODUCTION]):
            continue  # a line of the table of contents
        points += [
            point for point in _points(lines, kind) if text[point.start : point.end].strip()
        ]  # a bullet alone at the end of a chapter is no point
        if points and framework not in LETTERS:
            break
    return tuple(_need(item, ordinal, point) for ordinal, point in enumerate(points, 1))


def _paragraphs(lines: list[_Line], kind: NeedKind) -> list[_Point]:
    """Return the points of a chapter that has neither numbers nor bullets: each sentence that begins a line.

    So are a single point, points whose bullets are pictures, and the tables of area SEND printed.
    """
    if not lines or lines[-1].end - lines[0].start > _LONGEST_LIST:
        return []  # running text after a heading
    points: list[_Point] = []
    for line in lines:
        if lexicon.NEEDS.match(line.text) or (points and lexicon.FOOTNOTE.match(line.text)):
            break  # a chapter of its own, or a footnote
        if not any(character.isalpha() for character in line.text) or _TABLE_HEAD.fullmatch(line.text.strip()):
            continue
        if not points or (_is_finished(points[-1].last) and line.text[:1].isupper()):
            points.append(_Point(None, kind, line.start, line.end, line.text))
        else:
            points[-1].end, points[-1].last = line.end, line.text
    return [point for point in points if _is_finished(point.last)]


def _kind_of(heading: str, framework: Framework) -> NeedKind:
    """Return the kind of points directly below a heading: the single inspection calls those without a sub-heading recommendations."""
    if lexicon.PRIORITY.match(heading):
        return NeedKind.PRIORITY_ACTION
    words = heading.lower()
    if words.startswith("recommendation") or (words.startswith("what does") and framework is Framework.SIF):
        return NeedKind.RECOMMENDATION
    return NeedKind.AREA


def _lines(text: str, start: int, graded: frozenset[int]) -> Iterator[_Line]:
    """Yield the lines after a heading up to the next chapter; `graded` are the starts of the graded headings."""
    position = text.find("\n", start) + 1
    while 0 < position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end]
        if position in graded or lexicon.NEEDS_END.match(line):
            return
        yield _Line(line, position, end)
        position = end + 1


def _opens(line: str) -> bool:
    return (
        lexicon.BULLET.match(line) is not None or lexicon.NUMBER.match(line) is not None or lexicon.PRIORITY.match(line) is not None
    )


def _points(lines: list[_Line], kind: NeedKind) -> Iterator[_Point]:
    """Yield the points among the lines of the chapter."""
    gathering = _Gathering(kind)
    for line, following in zip(lines, _followers(lines), strict=True):
        if not gathering.take(line, following):
            break
    yield from gathering.points


def _followers(lines: list[_Line]) -> list[str]:
    """Return for each line the words of the next line that has any."""
    followers: list[str] = []
    following = ""
    for line in reversed(lines):
        followers.append(following)
        following = line.text or following
    return followers[::-1]


class _Gathering:
    """The points found so far, and how the list at hand is marked."""

    def __init__(self, kind: NeedKind) -> None:
        self.points: list[_Point] = []
        self._kind = kind
        self._mark: str | None = None  # the bullet of this list
        self._number: int | None = None  # the last number of this list
        self._closed = False  # a footnote or heading stands between the last point and here
        self._last = ""  # the last line of the point at hand
        self._in_parts = False  # the bullets here are parts of the point at hand

    def take(self, line: _Line, following: str) -> bool:
        """Take one line; return False when the chapter has ended."""
        if lexicon.PRIORITY.match(line.text) or lexicon.AREAS.match(line.text):
            self._kind = NeedKind.PRIORITY_ACTION if lexicon.PRIORITY.match(line.text) else NeedKind.AREA
            self._closed = True
            self._mark = None
            return True
        finished = _is_finished(self._last)
        number = lexicon.NUMBER.match(line.text)
        if number and self._follows(int(number["number"]), finished=finished):
            self._number = int(number["number"])
            self._open(number["number"], line, number.end())
            return True
        if number and self._number is None and self.points:
            return False  # the numbered paragraphs of the next chapter, whose heading was not known
        bullet = lexicon.BULLET.match(line.text)
        if (
            bullet
            and self._number is None
            and self._mark in (None, bullet["mark"])
            and not self._is_part(line.text[bullet.end() :])
        ):
            self._mark = bullet["mark"]
            self._open(None, line, bullet.end())
            return True
        return self._continue(line, following, finished=finished, nested=bullet is not None)

    def _follows(self, number: int, *, finished: bool) -> bool:
        """Return whether a number is the next of its list: one more than the last, or 1 again below another heading.

        Where the last point has ended, a number that is printed twice or left out is a slip of the report's.
        """
        if self._number is None:
            return self._mark is None
        return number == self._number + 1 or (number == 1 and self._closed) or (finished and 0 <= number - self._number <= 2)

    def _is_part(self, words: str) -> bool:
        """Return whether a bullet is a part of the point at hand: below words that end in a colon, in small letters."""
        self._in_parts = (self._in_parts or self._last.endswith(":")) and words[:1].islower() and bool(self.points)
        return self._in_parts

    def _open(self, label: str | None, line: _Line, words: int) -> None:
        self.points.append(_Point(label, self._kind, line.start + words, line.end))
        self._closed = False
        self._last = line.text.rstrip()

    def _continue(self, line: _Line, following: str, *, finished: bool, nested: bool) -> bool:
        """Give a line to the point at hand, unless it is a footnote or a sub-heading, which end that point."""
        if not self.points or self._closed or not line.text.strip():
            return True
        point = self.points[-1]
        heading = (
            finished
            and len(line.text) <= _LONGEST_HEADING
            and _opens(following)
            and not _END.search(line.text.rstrip())
            and not nested
        )
        if heading or (lexicon.FOOTNOTE.match(line.text) and not lexicon.NUMBER.match(line.text) and finished):
            self._closed = True
            return True
        if line.end - point.start > _LONGEST:
            return False
        point.end = line.end
        self._last = line.text.rstrip()
        return True


def _is_finished(line: str) -> bool:
    return _END.search(line.rstrip()) is not None


def _need(item: Item, ordinal: int, point: _Point) -> ReportNeed:
    evidence = Evidence.cut(item, point.start, point.end, "reports.need")
    words = " ".join(evidence.text.split())
    return ReportNeed(ordinal, point.label, point.kind, words, themes_of(words), evidence)

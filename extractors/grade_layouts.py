"""Tables of grades: rows and columns.

A table reaches us in one of two shapes: `| area | grade |` lines, or flattened, each cell a line of its own. A row without a grade is no
judgement, and a row with several grades is one only if the header says which inspection each column is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.grade_lead_ins import find_lead_ins
from extractors.grade_marks import JudgementCandidate, Mark, find_grades, find_marks, may_hold_grade
from extractors.records import Block, Domain, Grade

_YEAR = re.compile(r"\b(20[012]\d)\b")
_HEADER = re.compile(
    r"\b(?:grade|grading|rating|judge?ment|inspection|ilacs|sif|previous|current|last|latest|new|outcome|20[012]\d)\b",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(r"\b(?:previous|last|earlier|prior|old|then|before)\b", re.IGNORECASE)
_CURRENT = re.compile(r"\b(?:current|latest|new|this|recent|now|today)\b", re.IGNORECASE)
_NOT_GRADED = re.compile(
    r"^[\W_]*(?:n/?a|not (?:separately )?(?:graded|judged|applicable|inspected)|none|new judge?ment|[-–—])[\W_]*$", re.IGNORECASE
)
_RULED = re.compile(r"^[-\s|:]+$")  # the line under a table's header
_NOTE = re.compile(r" ?\([^()]{1,60}\)\s*$")  # "(new in January 2023)", "(with care leavers)": no part of the cell's words
_FILLER = re.compile(r"\b(?:the|of|for|and|experiences?|progress|services?|quality|children|who|are|is|in|judge?ment|effectiveness|new|january|20\d\d|performance|overall)\b|\W", re.IGNORECASE)  # fmt: skip
_GRADED = re.compile(r"\b(?:rated|judged|graded|as|to be|found|areas?)\b", re.IGNORECASE)
_HEADER_REACH = 6  # blocks before the first row
_LONGEST_GRADE = 45  # characters of "‘Requires improvement to be good’" with room for marks


@dataclass(frozen=True, slots=True)
class _Column:
    year: str | None
    period: str | None


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    area: Mark | None = None
    grade: Mark | None = None
    empty: bool = False


def find_in_layouts(text: str, blocks: tuple[Block, ...], *, pre_2013: bool) -> tuple[list[JudgementCandidate], set[int]]:
    """Return the candidates of lists and tables, and the starts of the grade marks that they account for (prose must not read them again)."""
    rows = list(_flat_rows(text, blocks, pre_2013)) if _may_hold_rows(text, blocks) else []
    found = [*_rows(rows), *find_lead_ins(text, blocks, pre_2013=pre_2013)]
    accounted = {candidate.grade_start for candidate in found}
    accounted.update(cell.grade.start for row in rows for cell in row.cells if cell.grade)
    return found, accounted


def _may_hold_rows(text: str, blocks: tuple[Block, ...]) -> bool:
    """Whether a block is a grade alone, or a table's line: without either there are no rows, and areas need not be looked for."""
    return any(
        text.find("|", block.body_char, block.end_char) >= 0
        or (block.end_char - block.body_char <= _LONGEST_GRADE and may_hold_grade(text[block.body_char : block.end_char]))
        for block in blocks
    )


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[_Cell, ...]
    header: tuple[_Column, ...]


def _rows(rows: list[_Row]) -> Iterator[JudgementCandidate]:
    for row in rows:
        area, columns = row.cells[0].area, row.cells[1:]
        graded = [cell for cell in columns if cell.grade]
        if not area or not graded:
            continue
        if len(columns) == 1 or not any(cell.grade or cell.empty for cell in columns[1:]):
            if columns[0].grade:
                yield _row_candidate(area, columns[0], None, None)
        elif len(row.header) == len(columns):
            for cell, column, period in zip(columns, row.header, _periods(row.header), strict=True):
                if cell.grade and period:
                    yield _row_candidate(area, cell, column.year, period)


def _periods(header: tuple[_Column, ...]) -> list[str | None]:
    """The period of each column: as its head tells, or by the years; of two columns one tells the other's."""
    told = {column.period for column in header if column.period}
    latest = max((column.year for column in header if column.year), default=None)
    if len(told) == 1 and len(header) == 2:
        other = "previous" if told == {"current"} else "current"
        return [column.period or other for column in header]
    return [column.period or (("current" if column.year == latest else "previous") if column.year else None) for column in header]


def _row_candidate(area: Mark, cell: _Cell, year: str | None, period: str | None) -> JudgementCandidate:
    grade = cell.grade
    assert grade is not None  # the callers keep cells without a grade out
    rule = "judgements.column" if year or period else "judgements.row"
    start, end = min(area.start, grade.start), max(area.end, grade.end)
    return JudgementCandidate(
        grade.grade or Grade.GOOD,
        (area.domain or Domain.OVERALL,),
        start,
        end,
        grade.start,
        grade.end,
        start,
        end,
        rule,
        year=year,
        period_hint=period,
    )


def _flat_rows(text: str, blocks: tuple[Block, ...], pre_2013: bool) -> Iterator[_Row]:
    """Yield rows: an area cell and the grade cells after it, from pipe lines and from lines that each hold one cell."""
    header: tuple[_Column, ...] = ()
    index = 0
    while index < len(blocks):
        block = blocks[index]
        line = text[block.body_char : block.end_char]
        if "|" in line:
            cells = [_cell(text, start, end, pre_2013) for start, end in _pipe_spans(text, block)]
            if cells and cells[0].area and len(cells) > 1 and (cells[1].grade or all(c.grade or c.empty for c in cells[1:])):
                yield _Row(tuple(cells), header)
            elif len(cells) > 1 and not any(c.grade for c in cells) and not _RULED.match(line):
                header = tuple(_column(text[c.start : c.end]) for c in cells[1:])
            index += 1
            continue
        cell = _cell(text, block.body_char, block.end_char, pre_2013)
        following = index + 1
        if cell.grade:
            under = _under_grades(text, blocks, index, pre_2013)
            for area, grade in under:
                yield _Row((area, grade), ())
            index += max(1, len(under))
            continue
        if cell.area:
            cells = [cell]
            while following < len(blocks):
                after = _cell(text, blocks[following].body_char, blocks[following].end_char, pre_2013)
                if not (after.grade or (after.empty and len(cells) > 0)):
                    break
                cells.append(after)
                following += 1
            if len(cells) > 1:
                if len(cells) > 2 and not header:
                    header = _flat_header(text, blocks, index, len(cells) - 1)
                yield _Row(tuple(cells), header)
        index = following
    return


def _under_grades(text: str, blocks: tuple[Block, ...], index: int, pre_2013: bool) -> list[tuple[_Cell, _Cell]]:
    """Areas in lists under a grade each ("Outstanding:", then the areas): they end in an area, where a flattened table ends in a grade."""
    cells: list[_Cell] = []
    for block in blocks[index:]:
        cell = _cell(text, block.body_char, block.end_char, pre_2013)
        if not cell.grade and not cell.area:
            break
        cells.append(cell)
    if len(cells) < 2 or not cells[-1].area:
        return []
    pairs: list[tuple[_Cell, _Cell]] = []
    grade = cells[0]
    for cell in cells:
        grade = cell if cell.grade else grade
        if cell.area:
            pairs.append((cell, grade))
    return pairs


def _flat_header(text: str, blocks: tuple[Block, ...], index: int, columns: int) -> tuple[_Column, ...]:
    lines = [text[block.body_char : block.end_char] for block in blocks[max(0, index - _HEADER_REACH) : index]]
    named = [line for line in lines if _HEADER.search(line) and len(line) < 60][-columns:]
    found = tuple(_column(line) for line in named)
    return found if len(found) == columns and all(column.year or column.period for column in found) else ()


def _column(words: str) -> _Column:
    year = _YEAR.search(words)
    period = "previous" if _PREVIOUS.search(words) else "current" if _CURRENT.search(words) else None
    return _Column(year[1] if year else None, period)


def _pipe_spans(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Yield the spans of a line's cells; an empty one inside keeps its place, the outermost two are none."""
    position = block.body_char
    parts = text[block.body_char : block.end_char].split("|")
    for number, part in enumerate(parts):
        if part.strip() or 0 < number < len(parts) - 1:
            yield position, position + len(part)
        position += len(part) + 1


def _cell(text: str, start: int, end: int, pre_2013: bool) -> _Cell:
    """Read a cell: an area alone, a grade alone, "N/A", or none of these."""
    if end - start > 160:
        return _Cell(start, end)
    words = text[start:end]
    if not words.strip() or _NOT_GRADED.match(words):
        return _Cell(start, end, empty=True)
    note = _NOTE.search(words)
    if note and not find_grades(text, start + note.start(), end):
        end = start + note.start()
        words = text[start:end]
    marks = find_marks(text, start, end, pre_2013=pre_2013)
    if len(marks) == 1 and marks[0].grade:
        rest = words[: marks[0].start - start] + words[marks[0].end - start :]
        return _Cell(start, end, grade=marks[0] if not re.search(r"\w", _GRADED.sub("", rest)) else None)
    if marks and marks[0].domain and all(mark.domain for mark in marks):
        rest = text[start : marks[0].start] + text[marks[-1].end : end]
        return _Cell(start, end, area=marks[0] if len(marks) == 1 and not _FILLER.sub("", rest) else None)
    return _Cell(start, end)

"""Improvement areas in a table: the column whose head names them ("| Recommendation | Lead | Status |").

Pure: blocks in, spans out. A table is a run of lines with pipes between the cells; its first line is the head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.records import Block, Item

_HEAD = re.compile(
    r"(?:(?:ofsted|inspect(?:ors[’']|ion))\s+)?(?:recommendations?|areas?(?:\s+(?:for|of)\s+(?:improvement|development|weakness))?|priority\s+actions?|weakness(?:es)?"
    r"|what\s+needs\s+to\s+improve)",
    re.IGNORECASE,
)
_RULE_LINE = re.compile(r"[\s|:-]+")


def is_table_row(item: Item, block: Block) -> bool:
    """Return whether a block is a line of cells with pipes between them."""
    words = item.text[block.start_char : block.end_char]
    return words.lstrip().startswith("|") or words.count("|") > 1


def is_table_head(item: Item, block: Block) -> bool:
    """Return whether a block is a row one of whose cells is a head that names areas."""
    return is_table_row(item, block) and _column(item, block) is not None


def find_column(item: Item, blocks: tuple[Block, ...], index: int) -> tuple[tuple[tuple[int, int], ...], int]:
    """Return the cells below the head that names areas in the table that begins at block `index`, and the index of the block after it.

    No cells where no head names them.
    """
    after = index
    while after < len(blocks) and is_table_row(item, blocks[after]):
        after += 1
    column = _column(item, blocks[index])
    if column is None:
        return (), after
    found: list[tuple[int, int]] = []
    for block in blocks[index + 1 : after]:
        cells = list(_cells(item, block))
        if column < len(cells) and not _RULE_LINE.fullmatch(item.text[block.start_char : block.end_char]):
            found.append(cells[column])
    return tuple(span for span in found if span[0] < span[1]), after


def _column(item: Item, block: Block) -> int | None:
    """Return the number of the cell that names areas, if the row has another one beside it."""
    heads = list(_cells(item, block))
    column = next((n for n, (start, end) in enumerate(heads) if _HEAD.fullmatch(item.text[start:end])), None)
    return column if len(heads) > 1 else None


def _cells(item: Item, block: Block) -> Iterator[tuple[int, int]]:
    """Yield the spans of a row's cells without white space; a pipe at the row's start or end bounds no further cell."""
    text, start, end = item.text, block.start_char, block.end_char
    row = text[start:end].strip()
    start = text.index(row, start) + row.startswith("|")
    end = start + len(row) - row.startswith("|") - (row.endswith("|") and len(row) > 1)
    while start <= end:
        stop = text.find("|", start, end)
        stop = end if stop < 0 else stop
        cell = text[start:stop]
        yield stop - len(cell.lstrip()), start + len(cell.rstrip()) if cell.strip() else stop - len(cell.lstrip())
        start = stop + 1

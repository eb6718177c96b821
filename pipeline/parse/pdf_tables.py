"""Ruled tables of a PDF page → rows of text (the only module that imports pdfplumber, which is 60 times slower than PDFium).

pdfplumber only says where the cells are; their words are PDFium's, so that all text of a document comes from one reader.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pdfplumber

from pipeline.parse.pdf_flow import build_paragraphs
from pipeline.parse.pdf_layout import Row, build_rows
from pipeline.parse.pdf_words import Leaf, Word

_LEAST_CELLS = 3  # what a page break leaves of a table; a number and its text in a frame are none
_LONGEST_CELL = 900  # characters
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageTables:
    """The rows of a page's tables, and the indexes of the page's words that stand in them."""

    rows: tuple[Row, ...]
    taken: frozenset[int]


def read_tables(data: bytes, leaves: Sequence[Leaf]) -> Iterator[tuple[int, PageTables]]:
    """Yield, for each of these pages that holds one, page number and tables; each row reads `| cell | cell |`.

    A frame around running text is no table: it takes words in two columns and in three cells. Raises what pdfplumber raises on damaged
    pages; the caller then does without tables.
    """
    with pdfplumber.open(io.BytesIO(data), pages=[leaf.number for leaf in leaves]) as document:
        for leaf, page in zip(leaves, document.pages, strict=True):
            rows: list[Row] = []
            taken: set[int] = set()
            for table in page.find_tables():
                table_rows, words = _rows(leaf, [row.cells for row in table.rows])
                rows.extend(table_rows)
                taken |= words
            page.close()
            if rows:
                yield leaf.number, PageTables(tuple(rows), frozenset(taken))


def _rows(leaf: Leaf, table: Sequence[Sequence[_Box | None]]) -> tuple[list[Row], set[int]]:
    """Return one row of text for each row of boxes that holds words, and the indexes of those words.

    Nothing for less than two columns and three cells, nor for a frame that lays out running text: its paragraphs and lists stay lines.
    A box that spans several columns stands in the first of them. Columns without any words (spacers) are left out.
    """
    taken: set[int] = set()
    texts: list[list[str]] = []
    words: list[list[Word]] = []
    for boxes in table:
        cells: list[str] = []
        inside: list[int] = []
        for box in boxes:
            own = [n for n in _inside(leaf, box) if n not in taken] if box else []
            taken.update(own)
            inside += own
            cell = replace(leaf, words=tuple(leaf.words[n] for n in own))
            cells.append(" ".join(paragraph.text for paragraph in build_paragraphs([build_rows(cell)], 0)))
        if inside:
            texts.append(cells)
            words.append([leaf.words[n] for n in inside])
    columns = [n for n in range(max(map(len, texts), default=0)) if any(n < len(cells) and cells[n] for cells in texts)]
    small = len(columns) < 2 or len(columns) * len(texts) < _LEAST_CELLS
    if small or any(len(cell) > _LONGEST_CELL for cells in texts for cell in cells):
        return [], set()
    return [
        _row(leaf, [cells[n] if n < len(cells) else "" for n in columns], own) for cells, own in zip(texts, words, strict=True)
    ], taken


def _inside(leaf: Leaf, box: _Box) -> list[int]:
    """Return the indexes of the words whose middle lies in a box (x0, top, x1, bottom in points, top counted downwards)."""
    x0, top, x1, bottom = box
    return [
        n
        for n, word in enumerate(leaf.words)
        if x0 - 1 <= (word.x0 + word.x1) / 2 <= x1 + 1 and top - 1 <= leaf.height - word.baseline - word.height / 4 <= bottom + 1
    ]


def _row(leaf: Leaf, cells: Sequence[str], words: Sequence[Word]) -> Row:
    return Row(
        text=f"| {' | '.join(cells)} |",
        page=leaf.number,
        x0=min(word.x0 for word in words),
        right=max(word.x1 for word in words),
        baseline=max(word.baseline for word in words),
        height=max(word.height for word in words),
        bold=all(word.bold for word in words),
        first_width=0.0,
        opens=any(word.opens for word in words),
        closes=any(word.closes for word in words),
        table=True,
    )

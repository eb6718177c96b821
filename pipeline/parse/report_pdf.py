"""An inspection report as PDF → the fields of its `Page`, from PDFium's plain text: no geometry of words, so many times faster.

Runs in the child process of `pdf_server`, before the reader of printed minutes: `read_report_pdf` looks at the first page, and leaves
every other document to that reader. Only where the table of judgements cannot be read from the plain text (its columns came one after
the other) are the words of its page looked at by their places (`report_tables`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.records import Item, PageKind
from extractors.report_dates import find_report_dates
from extractors.report_grades import is_table_whole
from extractors.report_kinds import find_report_title
from pipeline.parse.pdf_words import LINE_HYPHEN, open_document, read_leaf
from pipeline.parse.report_lines import find_furniture
from pipeline.parse.report_tables import order_table
from pipeline.parse.text import collapse_spaces

_LEAST_LETTERS = 15  # a page; what scanners and packs stamp on a picture is less
_COVER = 400  # letters; a first page with fewer is a cover, and the title may stand on the next
_TABLE_PAGES = 3  # the table of judgements stands on one of the first pages
_TITLE_LENGTH = 200  # characters


@dataclass(slots=True)
class _Sheet:
    """One page: its number from 1, its lines without white space at their ends, and why it could not be read."""

    number: int
    lines: list[str]
    error: str | None = None


def read_report_pdf(data: bytes, most_pages: int) -> dict[str, object] | None:
    """Return the fields of a report's `Page` in JSON types (as `pdf_child.read_pdf` does), or None when the PDF is no inspection report.

    Raises UnreadablePdfError when the document as a whole cannot be read.
    """
    document = open_document(data, most_pages)
    try:
        sheets = [_sheet(document, 0)]
        if len(document) > 1 and sum(map(len, sheets[0].lines)) < _COVER:
            sheets.append(_sheet(document, 1))
        if find_report_title(_joined(sheets)) is None:
            return None
        sheets += [_sheet(document, index) for index in range(len(sheets), len(document))]
        furniture = find_furniture([sheet.lines for sheet in sheets])
        if _order_table(document, sheets, furniture):
            furniture = find_furniture([sheet.lines for sheet in sheets])
        return _reply(document, sheets, furniture)
    finally:
        document.close()


def _sheet(document: pypdfium2.PdfDocument, index: int) -> _Sheet:
    try:
        page = document[index]
        try:
            textpage = page.get_textpage()
            try:
                text = textpage.get_text_range()
            finally:
                textpage.close()
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        return _Sheet(index + 1, [], str(error))
    return _Sheet(index + 1, [collapse_spaces(line) for line in text.replace(LINE_HYPHEN, "-").replace("\x00", "").split("\n")])


def _joined(sheets: Sequence[_Sheet], furniture: frozenset[tuple[int, int]] = frozenset()) -> str:
    return "\n".join(line for n, sheet in enumerate(sheets) for at, line in enumerate(sheet.lines) if (n, at) not in furniture)


def _order_table(document: pypdfium2.PdfDocument, sheets: list[_Sheet], furniture: frozenset[tuple[int, int]]) -> bool:
    """Put the table of judgements in order where the plain text of its page has not, by the places of its words; return whether it was."""
    front = sheets[:_TABLE_PAGES]
    if _is_whole(_joined(front, furniture)):
        return False
    for sheet in front:
        if sheet.error:
            continue
        lines = order_table(read_leaf(document, sheet.number - 1))
        if lines:
            sheet.lines = lines
            return True
    return False


def _is_whole(text: str) -> bool:
    title = find_report_title(text)
    if title is None:
        return True
    dates = find_report_dates(Item(text), title.framework, title.end_char)
    return is_table_whole(text, title.framework, dates.start.isoformat() if dates else None, title.end_char)


def _reply(document: pypdfium2.PdfDocument, sheets: Sequence[_Sheet], furniture: frozenset[tuple[int, int]]) -> dict[str, object]:
    lines: list[list[object]] = []
    for n, sheet in enumerate(sheets):
        for at, line in enumerate(sheet.lines):
            role = "furniture" if (n, at) in furniture else "text"
            lines.append([line, role, sheet.number])
    text = _joined(sheets, furniture)
    title = find_report_title(text)
    warnings = [f"page {sheet.number} is damaged and was left out ({sheet.error})" for sheet in sheets if sheet.error]
    warnings += [
        f"page {sheet.number} is a picture without text; it would need OCR"
        for sheet in sheets
        if not sheet.error and sum(map(len, sheet.lines)) < _LEAST_LETTERS and _has_picture(document, sheet.number - 1)
    ]
    return {
        "page_kind": PageKind.INSPECTION_REPORT.value,
        "title": collapse_spaces(text[title.start_char : title.end_char])[:_TITLE_LENGTH] if title else None,
        "lines": lines,
        "committee": None,
        "meeting_date": None,
        "warnings": warnings,
    }


def _has_picture(document: pypdfium2.PdfDocument, index: int) -> bool:
    page = document[index]
    try:
        return next(iter(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None
    finally:
        page.close()

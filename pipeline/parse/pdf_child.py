"""The work of the child process that reads one PDF: bytes in, a JSON object out. See `pipeline.parse.pdf_server` for its limits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from statistics import median

from extractors.records import PageKind
from pipeline.parse.pdf_flow import build_paragraphs
from pipeline.parse.pdf_kind import find_document_kind
from pipeline.parse.pdf_layout import Row, build_rows, mark_furniture
from pipeline.parse.pdf_minutes import read_paragraphs
from pipeline.parse.pdf_tables import PageTables, read_tables
from pipeline.parse.pdf_words import Leaf, UnreadablePdfError, read_leaves
from pipeline.parse.report_pdf import read_report_pdf
from pipeline.parse.text import collapse_spaces

SCAN = "a scan without text: the PDF has no text layer"  # what a document is refused for whose pages are pictures only

_LEAST_WORDS = 5  # a page; what scanners and packs stamp on a picture is less
_MANY_WORDS = 60  # no English text of so many words is without the commonest ones
_COMMON_WORDS = frozenset(["the", "of", "and", "to", "in", "a", "for", "is", "on", "at", "was", "be"])
_MOST_TABLE_PAGES = 40  # pdfplumber takes about 0.1 s a page
_GRADES_WITHIN = 3  # pages; an inspection report tells its grades in a table near its beginning


def read_pdf(data: bytes, most_pages: int) -> dict[str, object]:
    """Return the fields of the `Page` that a PDF gives, in JSON types; lines are [text, role, page number].

    Raises UnreadablePdfError when the document as a whole cannot be read.
    """
    report = read_report_pdf(data, most_pages)
    if report is not None:
        return report
    leaves = list(read_leaves(data, most_pages))
    warnings = _check_pages(leaves)
    _check_words(leaves)
    pages = [(leaf, build_rows(leaf)) for leaf in leaves]
    width = median(leaf.width for leaf in leaves if not leaf.error)
    paragraphs = build_paragraphs(mark_furniture(pages), width)
    kind, _ = find_document_kind(paragraphs)
    ruled = [
        leaf
        for leaf in leaves
        if leaf.ruled and leaf.words and (kind is not PageKind.INSPECTION_REPORT or leaf.number <= _GRADES_WITHIN)
    ]
    if ruled and kind is not PageKind.UNKNOWN:
        tables, trouble = _tables(data, ruled)
        warnings += trouble
        if tables:
            paragraphs = build_paragraphs(mark_furniture([_with_tables(leaf, rows, tables) for leaf, rows in pages]), width)
    reading = read_paragraphs(paragraphs)
    lines = [[collapse_spaces(line.text), line.role.value, line.page_no] for line in reading.lines]
    return {
        "page_kind": reading.page_kind.value,
        "title": collapse_spaces(reading.title) if reading.title else None,
        "lines": lines,
        "committee": reading.committee,
        "meeting_date": reading.meeting_date.isoformat() if reading.meeting_date else None,
        "warnings": [*warnings, *reading.warnings],
    }


def build_reply(data: bytes, most_pages: int) -> bytes:
    """Return `read_pdf`'s answer, or {"error": reason}, as JSON."""
    try:
        reply = read_pdf(data, most_pages)
    except UnreadablePdfError as error:
        reply = {"error": str(error)}
    except MemoryError:
        reply = {"error": "the PDF needs more memory than a document may use"}
    except Exception as error:  # this process is the boundary: whatever a damaged file leads to becomes that document's failure
        reply = {"error": f"the reader failed on this PDF ({type(error).__name__}: {' '.join(str(error).split())[:200]})"}
    return json.dumps(reply).encode("ascii")


def _check_pages(leaves: Sequence[Leaf]) -> list[str]:
    """Return warnings about pages without text. Raises UnreadablePdfError when no page can be read or none holds text."""
    broken = [leaf for leaf in leaves if leaf.error]
    if len(broken) == len(leaves):
        raise UnreadablePdfError(f"the PDF is damaged: none of its {len(leaves)} pages can be read ({broken[0].error})")
    bare = [leaf for leaf in leaves if not leaf.error and len(leaf.words) < _LEAST_WORDS]
    if not any(leaf.words for leaf in leaves) or (len(bare) + len(broken) == len(leaves) and any(leaf.images for leaf in bare)):
        raise UnreadablePdfError(SCAN)
    warnings = [f"page {leaf.number} is damaged and was left out ({leaf.error})" for leaf in broken]
    return warnings + [f"page {leaf.number} is a picture without text; it would need OCR" for leaf in bare if leaf.images]


def _check_words(leaves: Sequence[Leaf]) -> None:
    """Raise UnreadablePdfError when the words are none: a font that does not say which characters it draws gives any others instead."""
    words = [word.text.lower() for leaf in leaves for word in leaf.words]
    if len(words) >= _MANY_WORDS and not _COMMON_WORDS.intersection(words):
        raise UnreadablePdfError(
            "the text of the PDF cannot be read: its fonts do not say which characters they draw; it would need OCR"
        )


def _tables(data: bytes, ruled: Sequence[Leaf]) -> tuple[dict[int, PageTables], list[str]]:
    """Return the tables by page number, and warnings where tables had to be read as plain lines."""
    warnings = []
    if len(ruled) > _MOST_TABLE_PAGES:
        warnings.append(f"tables after page {ruled[_MOST_TABLE_PAGES - 1].number} are read as plain lines")
    try:
        return dict(read_tables(data, ruled[:_MOST_TABLE_PAGES])), warnings
    except Exception as error:  # pdfminer, below pdfplumber, raises whatever a damaged object leads to; the text is read already
        return {}, [*warnings, f"tables are read as plain lines ({type(error).__name__} while looking for them)"]


def _with_tables(leaf: Leaf, rows: list[Row], tables: dict[int, PageTables]) -> tuple[Leaf, list[Row]]:
    """Return a page with its rows, built anew where the page holds tables."""
    here = tables.get(leaf.number)
    return leaf, build_rows(leaf, here.rows, here.taken) if here else rows

"""PDF bytes → the words of each page with their places, read by PDFium (the only module that imports pypdfium2).

Coordinates are those of the page as displayed: points, origin at the lower left corner, /Rotate already applied. Runs in the child
process that `pipeline.parse.pdf_server` forks for each document, because a damaged file can crash PDFium.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import c_double, c_int, create_string_buffer
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

LINE_HYPHEN = "\ufffe"  # what PDFium writes for a hyphen at the end of a line, instead of hyphen and line break

# Control markers of ModernGov's Word template that leak into printed documents (usually as hidden text). Only <AIn> says something.
_MARKER = re.compile(
    r"<?\s*(?P<close>/?)\s*(?P<item>AI)\d+\s*>|<?\s*/?\s*\b[A-Z]+(?:_[A-Z]+)*_SECTION\s*>|\bFIELD_[A-Z]+(?:_[A-Z]+)*\b"
)  # PDFium loses a "<" that is drawn upon the end of the marker before it
_BLANKED = re.compile(r"\S")
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_FORCE_BOLD = 1 << 18  # font descriptor flag, ISO 32000-1 table 123
_RUN = re.compile(rf"[^\s\x00{LINE_HYPHEN}]+{LINE_HYPHEN}?")
_LINE_STEP = 5.0  # points; characters whose baselines differ by less stand on one line (superscripts)
_LEAST_RULE = 20.0  # points; a shorter line is an underline or a glyph drawn as a path
_RULE_THICKNESS = 3.0


class UnreadablePdfError(Exception):
    """The document as a whole cannot be read; the message is one line for a person. Raised and caught inside the child process."""


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white space between them, on one baseline.

    `height` is that of the font's box, so it grows with the font size. `opens` and `closes` tell that the template's `<AIn>` stood
    before or its `</AIn>` after this word. `hyphen` tells that the word ends in a hyphen at the end of its line. `glued` tells that no
    white space stands between this word and the one before it in the page's content, although they were drawn apart.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    height: float
    bold: bool
    opens: bool = False
    closes: bool = False
    hyphen: bool = False
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a PDF: its size in points, words in content order, and what else is on it.

    `ruled` tells that horizontal and vertical lines are drawn which may form a table; `images` that there are pictures. `opens` and
    `closes` tell that item markers at the page's end or start found no word of their own on this page. `error` says why the page could not be read.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    ruled: bool = False
    images: bool = False
    opens: bool = False
    closes: bool = False
    error: str | None = None


def read_leaves(data: bytes, most_pages: int) -> Iterator[Leaf]:
    """Yield every page of a PDF. A page that PDFium refuses comes as a leaf with `error`.

    Raises UnreadablePdfError as `open_document` does.
    """
    document = open_document(data, most_pages)
    for index in range(len(document)):
        try:
            yield read_leaf(document, index)
        except pypdfium2.PdfiumError as error:
            yield Leaf(index + 1, 0, 0, error=str(error))


def open_document(data: bytes, most_pages: int) -> pypdfium2.PdfDocument:
    """Return the PDF, opened.

    Raises UnreadablePdfError when the file needs a password, is damaged, or has no pages or more than `most_pages`.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise UnreadablePdfError("the PDF is encrypted and needs a password") from error
        if error.err_code == pdfium.FPDF_ERR_SUCCESS:  # PDFium's way to refuse an empty page tree
            raise UnreadablePdfError("the PDF has no pages") from error
        raise UnreadablePdfError("the PDF is damaged or truncated: its structure cannot be read") from error
    pages = len(document)
    if pages == 0:
        raise UnreadablePdfError("the PDF has no pages")
    if pages > most_pages:
        raise UnreadablePdfError(f"the PDF has {pages} pages; at most {most_pages} are read")
    return document


def read_leaf(document: pypdfium2.PdfDocument, index: int) -> Leaf:
    """Return one page (`index` from 0) of an open document. Raises PdfiumError when PDFium refuses it."""
    page = document[index]
    try:
        turn = page.get_rotation()
        width, height = page.get_size()
        textpage = page.get_textpage()
        try:
            words, opens, closes = _words(textpage, _Glyphs(textpage, turn, width, height))
        finally:
            textpage.close()
        ruled, images = _drawn(page)
        return Leaf(index + 1, width, height, tuple(words), ruled, images, opens, closes)
    finally:
        page.close()


def _characters(textpage: pypdfium2.PdfTextPage) -> str:
    """Return the page's text such that offset n is PDFium's character n (the text API leaves characters out now and then)."""
    count = textpage.count_chars()
    text = textpage.get_text_range()
    if len(text) == count:
        return str(text)
    codes = (pdfium.FPDFText_GetUnicode(textpage, n) for n in range(count))
    return "".join("\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code) for code in codes)


def _words(textpage: pypdfium2.PdfTextPage, glyphs: _Glyphs) -> tuple[list[Word], bool, bool]:
    """Return the words, and whether an item marker opened after the last word or closed before the first."""
    text = _characters(textpage)
    markers: list[tuple[int, bool, bool]] = []
    for marker in _MARKER.finditer(text):
        if marker["item"]:
            markers.append((marker.start(), not marker["close"], bool(marker["close"])))
    text = _MARKER.sub(lambda marker: _BLANKED.sub(" ", marker[0]), text)
    starts: list[int] = []
    words: list[Word] = []
    for run in _RUN.finditer(text):
        start, end = run.span()
        hyphen = text[end - 1] == LINE_HYPHEN
        glued = text[max(0, start - 3) : start].strip(" ") == "\r\n"
        for word_start, word_end in glyphs.baselines(start, end - hyphen):
            word = glyphs.word(text[word_start:word_end], word_start, word_end)
            if word:
                starts.append(word_start)
                last = hyphen and word_end == end - 1
                first = glued and word_start == start
                words.append(replace(word, hyphen=last, glued=first) if last or first else word)
    opens = closes = False
    for position, opening, closing in markers:
        following = next((n for n, start in enumerate(starts) if start > position), None)
        if opening and following is None:
            opens = True
        elif opening and following is not None:
            words[following] = replace(words[following], opens=True)
        elif closing:
            before = len(words) - 1 if following is None else following - 1
            if before < 0:
                closes = True
            else:
                words[before] = replace(words[before], closes=True)
    return words, opens, closes


class _Glyphs:
    """Places and fonts of one page's characters, as the page is displayed. The C structures are reused: a page has thousands of characters."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, turn: int, width: float, height: float) -> None:
        self._textpage = textpage
        self._turn = turn
        self._width = width
        self._height = height
        self._box = pdfium.FS_RECTF()
        self._x, self._y = c_double(), c_double()
        self._flags = c_int()
        self._name = create_string_buffer(96)

    def baselines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of a run of characters that lie on one baseline: some producers put no white space at a line's end."""
        if end - start < 2 or abs(self._origin(start) - self._origin(end - 1)) < _LINE_STEP:
            if end > start:
                yield start, end
            return
        heights = [self._origin(n) for n in range(start, end)]
        cut = start
        for n, (one, other) in enumerate(pairwise(heights), start + 1):
            if abs(one - other) >= _LINE_STEP:
                yield cut, n
                cut = n
        yield cut, end

    def word(self, text: str, start: int, end: int) -> Word | None:
        """Return the word, or None for slanted text (a watermark) and characters without a place."""
        if not self._turn and pdfium.FPDFText_GetCharAngle(self._textpage, start) > 0.02:
            return None
        box = self._box
        if not pdfium.FPDFText_GetLooseCharBox(self._textpage, start, box):
            return None
        corners = [(box.left, box.bottom), (box.right, box.top)]
        if end - start > 1 and pdfium.FPDFText_GetLooseCharBox(self._textpage, end - 1, box):
            corners += [(box.left, box.bottom), (box.right, box.top)]
        if self._turn:
            corners = [self._place(x, y) for x, y in corners]
        across = [x for x, _ in corners]
        down = [y for _, y in corners]
        return Word(text, min(across), max(across), self._origin(start), max(max(down) - min(down), 1.0), self._is_bold(start))

    def _origin(self, n: int) -> float:
        """Return the height of the baseline that character `n` stands on."""
        pdfium.FPDFText_GetCharOrigin(self._textpage, n, self._x, self._y)
        return self._place(self._x.value, self._y.value)[1] if self._turn else self._y.value

    def _is_bold(self, n: int) -> bool:
        size = pdfium.FPDFText_GetFontInfo(self._textpage, n, self._name, 96, self._flags)
        return bool(self._flags.value & _FORCE_BOLD) or (0 < size <= 96 and bool(_BOLD_NAME.search(self._name.value)))

    def _place(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point by the page's /Rotate (clockwise degrees); PDFium gives text places without it and page sizes with it."""
        if self._turn == 0:
            return x, y
        if self._turn == 90:
            return y, self._height - x
        if self._turn == 180:
            return self._width - x, self._height - y
        return self._width - y, x


def _drawn(page: pypdfium2.PdfPage) -> tuple[bool, bool]:
    """Return whether lines in both directions are drawn on the page, and whether it holds pictures."""
    level = upright = boxes = 0
    images = False
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            images = True
            continue
        left, bottom, right, top = thing.get_bounds()
        across, down = right - left, top - bottom
        level += across >= _LEAST_RULE and down <= _RULE_THICKNESS
        upright += down >= _LEAST_RULE / 2 and across <= _RULE_THICKNESS
        boxes += across >= _LEAST_RULE and down >= _LEAST_RULE / 2
    return (level >= 2 and upright >= 2) or boxes >= 3 or (boxes >= 1 and level >= 1 and upright >= 1), images

"""(Capture, bytes) → `MinutesDocument`: looks at what the bytes are, whatever their name says, and calls the reader for it."""

from __future__ import annotations

import re

from extractors.records import PageKind
from pipeline.errors import ParseError
from pipeline.models import Capture, LineRole, MinutesDocument
from pipeline.parse import html, plain, webservice
from pipeline.parse.minutes import parse_minutes
from pipeline.parse.pdf import PDF_PARSER, parse_pdf

_PDF_MAGIC_WITHIN = 1024  # ISO 32000-1, annex H, note 13: readers accept the header anywhere in the first 1024 bytes
_MAGIC = (
    (b"PK\x03\x04", "a ZIP or Word document"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|table|p|h[1-6]|span|script|!--\s*saved from)\b", re.IGNORECASE
)


def parse_document(capture: Capture, data: bytes) -> MinutesDocument:
    """Return the document in `data`.

    Raises ParseError when the bytes are empty, binary, of a format that is not read, too large or damaged, and BlockedPageError when a
    challenge, login or error page stands in place of the page.
    """
    source = capture.raw_path if capture.raw_offset is None else f"{capture.raw_path}#{capture.raw_offset}"
    url = None if capture.url.startswith("file:") else capture.url
    if b"%PDF-" in data[:_PDF_MAGIC_WITHIN]:
        return parse_minutes(parse_pdf(data, source), capture, PDF_PARSER)
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise ParseError("parse", source, f"the document is {name}; HTML, saved text and PDF are read")
    if webservice.is_webservice(data):
        page = webservice.parse_webservice(data, source, content_type=capture.content_type, url=url)
        return parse_minutes(page, capture, webservice.PARSER)
    if not is_html(data):
        page = plain.parse_plain(data, source, content_type=capture.content_type, url=url)
        return parse_minutes(page, capture, plain.PARSER)
    page = html.parse_html(data, source, content_type=capture.content_type, url=url)
    if page.page_kind is PageKind.UNKNOWN and _is_called_pdf(capture):
        raise ParseError("parse", source, "not a PDF, as its name or type says: it is a web page, perhaps an error page")
    if page.page_kind is PageKind.UNKNOWN and all(line.role is LineRole.TEXT for line in page.lines):
        # Outside of ModernGov's frame the markup tells nothing that the text does not.
        page = plain.build_page([line.text for line in page.lines], source, page.url, page.title)
    return parse_minutes(page, capture, html.PARSER)


def _is_called_pdf(capture: Capture) -> bool:
    """Return whether the name of the file or the server's header promises a PDF."""
    return "application/pdf" in (capture.content_type or "").lower() or any(
        address.partition("?")[0].lower().endswith(".pdf") for address in (capture.url, capture.raw_path)
    )


def is_html(data: bytes) -> bool:
    """Return whether the bytes begin as HTML does, seen through UTF-16's NULs; the leaked `<AI1>` of a saved text is no tag."""
    return _HTML.search(data[:4096].replace(b"\x00", b"")) is not None

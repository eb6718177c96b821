"""PDF bytes → `Page`: printed minutes with items, inspection reports and other documents as plain lines.

Every document is read in a child process of its own under limits of memory and time (`pdf_server`), because damaged or hostile files
crash PDF libraries and blow up their memory: neither reaches the caller. Order of the work in the child: `pdf_words` (PDFium) →
`pdf_layout` (rows, running heads) → `pdf_tables` (ruled tables, pdfplumber) → `pdf_flow` (paragraphs) → `pdf_minutes` (items, roles).
"""

from __future__ import annotations

import json
import os
import re
import signal
import threading
from dataclasses import dataclass
from datetime import date

from extractors.records import PageKind
from pipeline.errors import ParseError
from pipeline.models import Line, LineRole, Page
from pipeline.parse.pdf_child import SCAN
from pipeline.parse.pdf_server import PdfAnswer, PdfServer, PdfServerDiedError
from pipeline.parse.scans import OCR_ADVICE, OCR_WARNING, add_text_layer, is_ocr_on

PDF_PARSER = "pdf/2"  # name and version of this reader; raise the version when the same bytes give other lines

_MAGIC_WITHIN = 1024  # bytes; readers accept junk before "%PDF-" so far (ISO 32000-1, implementation note 13)
_LINEARIZED = re.compile(rb"/Linearized\s+[\d.]+[^>]{0,200}?/L\s+(\d{1,12})|/L\s+(\d{1,12})[^>]{0,200}?/Linearized")
_WALL_FACTOR = 4  # a loaded machine may need so much longer than the processor time


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """What one PDF may take: processor time in seconds, address space in bytes, number of pages, and size of the file in bytes."""

    seconds: float = 15
    memory: int = 1024**3
    pages: int = 400
    bytes: int = 64 * 1024**2


DEFAULT_LIMITS = PdfLimits()


def parse_pdf(data: bytes, source: str, limits: PdfLimits = DEFAULT_LIMITS, *, recognised: bool = False) -> Page:
    """Return the lines of a PDF with roles and page numbers; kinds are `minutes_pdf`, `inspection_report` and `unknown`.

    An agenda or document pack is `unknown`, with a warning and with furniture lines only: the minutes in it belong to other meetings.
    A scan is read where the environment asks for OCR (see `scans`); `recognised` tells that its text layer is such a one.
    Can be called from any thread (calls then wait for each other) and from workers of a process pool.
    Raises ParseError, naming `source`, for everything that is no readable PDF: another file type, encrypted, damaged or truncated, no
    pages, no text layer, above a limit, or a document that crashes its reader.
    """
    _check_bytes(data, source, limits)
    order = {
        "seconds": limits.seconds,
        "wall_seconds": limits.seconds * _WALL_FACTOR,
        "memory": limits.memory,
        "pages": limits.pages,
    }
    answer = _ask(data, source, order)
    if answer.status == "signal":
        raise ParseError("parse", source, _death(answer.number, limits))
    if answer.status != "ok":
        raise ParseError("parse", source, f"the reader failed on this PDF (exit status {answer.number} of its process)")
    reply = json.loads(answer.reply)
    if "error" in reply:
        if reply["error"] != SCAN:
            raise ParseError("parse", source, reply["error"])
        if not is_ocr_on() or recognised:
            raise ParseError("parse", source, f"{SCAN}; {OCR_ADVICE}")
        return parse_pdf(add_text_layer(data, source), source, limits, recognised=True)
    return Page(
        page_kind=PageKind(reply["page_kind"]),
        title=reply["title"],
        lines=tuple(Line(text, LineRole(role), page_no) for text, role, page_no in reply["lines"]),
        committee=reply["committee"],
        meeting_date=date.fromisoformat(reply["meeting_date"]) if reply["meeting_date"] else None,
        warnings=(*([OCR_WARNING] if recognised else []), *reply["warnings"]),
    )


def _check_bytes(data: bytes, source: str, limits: PdfLimits) -> None:
    """Raise ParseError for what the bytes alone tell: not a PDF, too large, cut off."""
    if not data:
        raise ParseError("parse", source, "the file is empty")
    if len(data) > limits.bytes:
        raise ParseError("parse", source, f"the PDF is too large: {len(data)} bytes, at most {limits.bytes} are read")
    if b"%PDF-" not in data[:_MAGIC_WITHIN]:
        page = re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|\?xml|script)", data, re.IGNORECASE)
        raise ParseError(
            "parse",
            source,
            "not a PDF: it is a web page, perhaps an error page" if page else "not a PDF: the mark %PDF- is missing",
        )
    if b"%%EOF" not in data:
        raise ParseError("parse", source, "the PDF is truncated: its end mark is missing")
    linearized = _LINEARIZED.search(data[:2048])
    length = int(linearized[1] or linearized[2]) if linearized else 0
    if length > len(data):
        raise ParseError("parse", source, f"the PDF is truncated: {len(data)} of {length} bytes are there")


def _death(number: int, limits: PdfLimits) -> str:
    """Return what to say of a child process that a signal ended."""
    if number == signal.SIGXCPU:
        return f"reading the PDF took more than {limits.seconds:g} seconds of processor time"
    if number == signal.SIGALRM:
        return f"reading the PDF timed out after {limits.seconds * _WALL_FACTOR:g} seconds"
    name = signal.Signals(number).name if number in set(signal.Signals) else str(number)
    return f"the PDF crashed its reader ({name}): it is damaged, or needs more than {limits.memory // 1024**2} MiB of memory"


class _Servers:
    """The server of this process: started at the first PDF, again after it died, and anew in a forked worker."""

    def __init__(self) -> None:
        self.server: PdfServer | None = None
        self.lock = threading.Lock()
        self.owner = 0

    def get(self) -> PdfServer:
        """Return this process's server."""
        if self.owner != os.getpid():
            self.lock = threading.Lock()
            if self.server:
                self.server.forget()
            self.server, self.owner = None, os.getpid()
        with self.lock:
            if self.server is None:
                self.server = PdfServer()
            return self.server

    def drop(self, server: PdfServer) -> None:
        """Forget a server that died."""
        with self.lock:
            if self.server is server:
                self.server = None
        server.close()


_SERVERS = _Servers()


def _ask(data: bytes, source: str, order: dict[str, float]) -> PdfAnswer:
    """Return the server's answer; a server that died is started anew once, as it may have died long before this document."""
    for _ in range(2):
        try:
            server = _SERVERS.get()
        except OSError as error:
            raise ParseError(
                "parse", source, f"the process that reads PDFs cannot be started ({error.strerror or error})"
            ) from error
        try:
            return server.ask(data, order)
        except PdfServerDiedError:
            _SERVERS.drop(server)
    raise ParseError("parse", source, "the process that reads PDFs ended without an answer, twice")

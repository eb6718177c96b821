"""A WARC file made by anybody → the pages in it, one damaged record costing no other.

Format: WARC 1.0 and 1.1 (ISO 28500), each record plain or a gzip member of its own. Memory is bounded whatever a file holds. After a
record that cannot be read, reading goes on with the next that begins like one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import unquote

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader

from pipeline.payloads import PayloadError, read_payload

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_SERVICE_TYPES = ("text/xml", "application/xml")
_SERVICE_ANSWER = re.compile(r"/mgwebservice\.asmx/getmeeting(?:$|\?)", re.IGNORECASE)

_PIECE = 2**16
_BLOCK = 2**13  # of packed bytes: they unpack to at most a thousand times as many
_HEADER_LIMIT = 2**18
_RECORD_LIMIT = 2**30
_DAMAGE_LIMIT = 100
_RECORD_START = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]|\nWARC/[01]\.\d")
_START_WINDOW = 2**12


@dataclass(frozen=True, slots=True)
class WarcPage:
    """A page or PDF that was fetched with status 200: where its record begins, what its headers say, its decoded payload.

    `date` is the WARC-Date, `digest` the WARC-Payload-Digest in one case (None where the record has none). `committee` and
    `meeting_date` are what a crawl of ours knew of a page that does not state them (headers `X-Archive-…` beside the page's own).
    """

    offset: int
    url: str
    date: str | None
    digest: str | None
    content_type: str
    payload: bytes
    committee: str | None = None
    meeting_date: str | None = None


@dataclass(frozen=True, slots=True)
class WarcRevisit:
    """The note that a page was fetched and its payload is that of another record: the one with `digest`, or `refers_to` (URL, date)."""

    offset: int
    url: str
    date: str | None
    digest: str | None
    refers_to: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class WarcDamage:
    """What cannot be read: a record at `offset`, or with None the whole file."""

    offset: int | None
    message: str


def read_warc(stream: IO[bytes], max_bytes: int, start: int = 0) -> Iterator[WarcPage | WarcRevisit | WarcDamage]:
    """Yield the pages and revisits of a WARC file from the record at byte `start` on, and what is damaged; other records are passed over.

    A payload over `max_bytes` is damage. `stream` must be able to seek.
    """
    position: int | None = start
    damaged = count = 0
    while position is not None:
        stream.seek(position)
        records = _Records(stream)
        try:
            for record in records:
                count += 1
                yield from _read_record(records, record, max_bytes)
            if not count and not damaged:
                yield WarcDamage(None, "the web archive holds no record")
            return
        except _OneStreamError:
            yield WarcDamage(None, "the web archive is one gzip stream; unpack it with gunzip, or pack each record by itself")
            return
        except _RecordError as error:
            position = _find_record(stream, error.offset + 1)
            damaged += 1
            yield WarcDamage(error.offset, error.message)
        except (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError) as error:
            position = _find_record(stream, records.offset + 1)
            damaged += 1
            yield _damage(records.offset, error, whole=not count and position is None)
        if damaged == _DAMAGE_LIMIT:
            yield WarcDamage(
                None, f"the web archive is damaged in {damaged} places; what comes after the last of them was not read"
            )
            return


class _OneStreamError(Exception):
    """All records are one gzip stream, so that none can be reached by its offset."""


class _RecordError(Exception):
    """The record at `offset` does not end where it says, so that where the next one begins must be looked for."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message


class _BoundedReader(DecompressingBufferedReader):  # type: ignore[misc]
    """Reads lines of headers and between records up to a limit, and does not pass over damage in what is packed."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(stream, block_size=_BLOCK)
        self._lines = 0

    def read(self, length: int | None = None) -> bytes:
        self._lines = 0
        return bytes(super().read(length))

    def readline(self, length: int | None = None) -> bytes:
        line = bytes(super().readline(min(length or _HEADER_LIMIT, _HEADER_LIMIT)))
        self._lines += len(line)
        if self._lines > _HEADER_LIMIT or len(line) == _HEADER_LIMIT:
            raise ArchiveLoadFailed("headers without end")
        return line

    def _decompress(self, data: bytes) -> bytes:
        if self.decompressor is None or self.num_block_read == 0:
            return bytes(super()._decompress(data))
        return bytes(self.decompressor.decompress(data))


class _Loader(ArcWarcRecordLoader):  # type: ignore[misc]
    """Reads the headers of a record that may lack the ones that every record must have."""

    def load_http_headers(self, rec_type: str | None, uri: str | None, stream: Any, length: int | None) -> Any:
        if length is None:
            raise ArchiveLoadFailed("a record that does not say how long it is")
        return super().load_http_headers(rec_type, uri, stream, length) if uri else None

    def _ensure_target_uri_format(self, rec_headers: Any) -> str | None:
        """Return the address without the angle brackets of wget 1.19 and with its spaces encoded; warcio would log the latter."""
        url: str | None = rec_headers.get_header("WARC-Target-URI")
        if url is not None:
            url = re.sub(r"^<(.*)>$", r"\1", url).replace(" ", "%20")
            rec_headers.replace_header("WARC-Target-URI", url)
        return url


class _Records(ArchiveIterator):  # type: ignore[misc]
    """Iterates the records of a WARC without warcio's own remarks on stderr; what it finds damaged is reported here."""

    INC_RECORD = ""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(stream)
        self.loader = _Loader(verify_http=False, arc2warc=False)
        self.reader = _BoundedReader(stream)

    def _raise_invalid_gzip_err(self) -> None:
        raise _OneStreamError


def _read_record(records: _Records, record: Any, max_bytes: int) -> Iterator[WarcPage | WarcRevisit | WarcDamage]:
    """Yield what one record holds for us; raise where it cannot be trusted to end where it says."""
    offset = records.offset  # get_record_offset() would read past the payload
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    wanted = record.rec_type in ("response", "revisit") and _is_page(record, url)
    payload, fault = b"", _incomplete(record) if wanted else None
    if wanted and record.rec_type == "response" and not fault:
        payload, fault = _read_body(record, max_bytes)
    if not _pass_over(record.raw_stream):
        raise _RecordError(offset, f"the record is longer than the limit of {_RECORD_LIMIT:,} bytes")
    if missing := getattr(record.raw_stream, "limit", 0):
        raise _RecordError(offset, f"the record is cut off or damaged ({missing:,} bytes are missing)")
    strays = records.err_count
    records.read_to_end()
    if records.err_count != strays:
        raise _RecordError(offset, "the record is longer or shorter than it says")
    if fault:
        yield WarcDamage(offset, fault)
    elif wanted:
        date = record.rec_headers.get_header("WARC-Date")
        digest = (record.rec_headers.get_header("WARC-Payload-Digest") or "").strip().casefold() or None
        if record.rec_type == "response":
            header = record.http_headers.get_header
            committee = unquote(header("X-Archive-Committee") or "") or None
            content_type = header("Content-Type") or ""
            yield WarcPage(offset, url, date, digest, content_type, payload, committee, header("X-Archive-Meeting-Date"))
        else:
            refers_to = tuple(record.rec_headers.get_header(f"WARC-Refers-To-{name}") for name in ("Target-URI", "Date"))
            yield WarcRevisit(offset, url, date, digest, (refers_to[0], refers_to[1]))


def _is_page(record: Any, url: str) -> bool:
    """Return whether a record is of a page, a PDF or a meeting from the web service, fetched with success; robots.txt excepted.

    A revisit without HTTP headers, or of an answer "not modified", may be of one.
    """
    if not url.lower().startswith(("http://", "https://")) or url.split("?")[0].endswith("/robots.txt"):
        return False
    if record.http_headers is None:
        return bool(record.rec_type == "revisit")
    status = record.http_headers.get_statuscode()
    if record.rec_type == "revisit" and status == "304":
        return True
    content_type = (record.http_headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
    is_read = content_type in _PAGE_TYPES or (content_type in _SERVICE_TYPES and bool(_SERVICE_ANSWER.search(url)))
    return status == "200" and is_read


def _incomplete(record: Any) -> str | None:
    """Return why a record does not hold its whole payload, None when it does as far as its headers say."""
    if cut := record.rec_headers.get_header("WARC-Truncated"):
        return f"the archive kept only the beginning of the page (WARC-Truncated: {cut})"
    if record.rec_headers.get_header("WARC-Segment-Number"):
        return "the page is kept in segments, which are not read"
    return None


def _read_body(record: Any, max_bytes: int) -> tuple[bytes, str | None]:
    """Return the payload of a response, and what is wrong with it."""
    codings = [record.http_headers.get_header(name) or "" for name in ("Transfer-Encoding", "Content-Encoding")]
    try:
        payload = read_payload(record.raw_stream, codings[0], codings[1], max_bytes)
    except PayloadError as error:
        return b"", f"the page cannot be decoded: {error}"
    if len(payload) > max_bytes:
        return b"", f"the page has more bytes than the limit of {max_bytes:,}"
    return payload, None if payload else "the page is empty"


def _pass_over(stream: Any) -> bool:
    """Read what is left of a record, so that its length can be held against what it promised; return False where that is too much."""
    size = 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > _RECORD_LIMIT:
            return False
    return True


def _find_record(stream: IO[bytes], after: int) -> int | None:
    """Return where the next record begins at or after a byte: a gzip member that unpacks to one, or a line that begins one."""
    position = max(0, after - 1)  # a plain record is known by the line break before it
    while True:
        stream.seek(position)
        window = stream.read(_PIECE + 16)
        for match in _RECORD_START.finditer(window):
            found = position + match.start() + (match[0][:1] == b"\n")
            if found >= after and (match[0][:1] == b"\n" or _is_record_member(stream, found)):
                return found
        if len(window) < _PIECE + 16:
            return None
        position += _PIECE


def _is_record_member(stream: IO[bytes], position: int) -> bool:
    stream.seek(position)
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(stream.read(_START_WINDOW), 5) == b"WARC/"
    except zlib.error:
        return False


def _damage(offset: int, error: Exception, *, whole: bool) -> WarcDamage:
    text = str(error).strip()
    reason = text.splitlines()[0][:200] if text else type(error).__name__
    if whole:
        return WarcDamage(None, f"not a web archive, or damaged from its start on ({reason})")
    return WarcDamage(offset, f"the web archive is damaged here ({reason}); reading went on with the next record")

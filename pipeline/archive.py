"""Files, folders and web archives → captures with their bytes. Nothing here is ever written or changed."""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipeline.errors import Failure, ReadError
from pipeline.models import Capture
from pipeline.register import authority_of_url
from pipeline.sources import ARCHIVE_SUFFIXES, PAGE_TYPES, SourceFile, authority_of_folders, find_files

MAX_BYTES = 64 * 2**20
_WARC_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]+?)\s*-->", re.IGNORECASE)
_SAVED_FROM_WINDOW = 2048
_CHUNK = 2**16

Reading = tuple[Capture, bytes] | Failure


def read_captures(
    paths: Iterable[str | Path],
    *,
    authority: str | None = None,
    meeting_date: date | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Reading]:
    """Yield a capture and its bytes for each document under `paths`, and a `Failure` for each source that cannot be read.

    The authority is the caller's, else that of the page's address in the register, else that of the folder (see `authority_of_folders`).
    A file over `max_bytes` is refused without reading it; web archives may be of any size, their records may not.
    """
    for source in find_files(paths):
        if isinstance(source, Failure):
            yield source
            continue
        reader = _read_archive if source.path.name.lower().endswith(ARCHIVE_SUFFIXES) else _read_file
        place = _Place(authority, authority_of_folders(source.folders), meeting_date, max_bytes)
        try:
            yield from reader(source, place)
        except ReadError as error:
            yield Failure.of(error)


@dataclass(frozen=True, slots=True)
class _Place:
    """What the caller and the place of a file say about the documents in it."""

    given: str | None
    folder: str | None
    meeting_date: date | None
    max_bytes: int

    def authority(self, url: str) -> str | None:
        return self.given or authority_of_url(url) or self.folder


def _open(source: SourceFile, max_bytes: int | None) -> IO[bytes]:
    """Open a regular file. Raises ReadError for everything that stands in the way."""
    try:
        status = source.path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ReadError("read", source.name, "not a regular file")
        if status.st_size == 0:
            raise ReadError("read", source.name, "the file is empty")
        if max_bytes is not None and status.st_size > max_bytes:
            raise ReadError("read", source.name, f"{status.st_size:,} bytes are more than the limit of {max_bytes:,}")
        return source.path.open("rb")
    except FileNotFoundError:
        raise ReadError("read", source.name, "there is no such file or folder") from None
    except OSError as error:
        raise ReadError("read", source.name, f"cannot be read: {error.strerror or error}") from error
    except ValueError as error:  # a NUL in the name
        raise ReadError("read", source.name, f"not a file name: {error}") from error


def _read_file(source: SourceFile, place: _Place) -> Iterator[Reading]:
    with _open(source, place.max_bytes) as stream:
        try:
            data = stream.read(place.max_bytes + 1)
        except OSError as error:
            raise ReadError("read", source.name, f"cannot be read: {error.strerror or error}") from error
    saved_from = _SAVED_FROM.search(data, 0, _SAVED_FROM_WINDOW)
    base_name = source.name.replace("\\", "/").rsplit("/", 1)[-1]
    url = saved_from[1].decode("utf-8", "replace") if saved_from else f"file:{base_name}"
    capture = Capture(
        url=url,
        sha256=hashlib.sha256(data).hexdigest(),
        raw_path=source.name,
        bytes=len(data),
        authority=place.authority(url),
        meeting_date=place.meeting_date,
        content_type=PAGE_TYPES.get(source.path.suffix.lower()),
    )
    yield capture, data


def _read_archive(source: SourceFile, place: _Place) -> Iterator[Reading]:
    with _open(source, None) as stream:
        if source.path.suffix.lower() != ".wacz":
            yield from _read_warc(stream, source.name, place)
            return
        try:
            with zipfile.ZipFile(stream) as container:
                members = [name for name in container.namelist() if name.lower().endswith((".warc", ".warc.gz"))]
                if not members:
                    raise ReadError("read", source.name, "the WACZ holds no WARC file")
                for member in members:
                    with container.open(member) as inner:
                        yield from _read_warc(inner, f"{source.name}!{member}", place)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
            raise ReadError("read", source.name, f"not a usable WACZ (zip) file: {error}") from error


class _Records(ArchiveIterator):  # type: ignore[misc]
    """Iterates the records of a WARC without warcio's own remarks on stderr; what it finds damaged is a failure here."""

    INC_RECORD = ""


def _read_warc(stream: IO[bytes], name: str, place: _Place) -> Iterator[Reading]:
    """Yield the page records of a WARC; a record that is damaged is a failure, and so is the rest of an archive that is."""
    count = 0
    try:
        records = _Records(stream)
        for record in records:
            count += 1
            offset = records.offset  # get_record_offset() would read past the payload
            yield from _read_record(record, f"{name}#{offset}", name, offset, place)
    except (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        after = f"after {count:,} records" if count else "at its start"
        yield Failure.of(ReadError("read", name, f"the web archive is damaged {after} ({reason}); what stood before was read"))
    else:
        if not count:
            yield Failure.of(ReadError("read", name, "the web archive holds no record"))


def _read_record(record: Any, source: str, name: str, offset: int, place: _Place) -> Iterator[Reading]:
    """Yield the capture of one record when it is a page that was fetched; nothing for requests, redirects, images and the like.

    A `revisit` says that the bytes had not changed: the record it refers to is the one that is read.
    """
    page = _is_page(record)
    try:
        data = _read_payload(record.content_stream(), place.max_bytes) if page else b""
        _drain(record.raw_stream)
        error = None
    except (zlib.error, EOFError, ArchiveLoadFailed) as caught:
        data, error = b"", caught
    missing = getattr(record.raw_stream, "limit", 0)
    if error or missing:
        reason = f"{missing:,} bytes are missing" if missing else str(error)
        yield Failure.of(ReadError("read", source, f"the record is cut off or damaged ({reason})"))
    elif page and len(data) > place.max_bytes:
        yield Failure.of(ReadError("read", source, f"the page has more bytes than the limit of {place.max_bytes:,}"))
    elif page and not data:
        yield Failure.of(ReadError("read", source, "the page is empty"))
    elif page:
        url = record.rec_headers.get_header("WARC-Target-URI").strip("<>")
        capture = Capture(
            url=url,
            sha256=hashlib.sha256(data).hexdigest(),
            raw_path=name,
            bytes=len(data),
            authority=place.authority(url),
            meeting_date=place.meeting_date,
            fetched_at=record.rec_headers.get_header("WARC-Date"),
            content_type=record.http_headers.get_header("Content-Type"),
            http_status=200,
            raw_offset=offset,
        )
        yield capture, data


def _is_page(record: Any) -> bool:
    """Return whether a record is a fetched page or PDF: a response with status 200 and a type that is read, robots.txt excepted."""
    if record.rec_type != "response" or record.http_headers is None or record.http_headers.get_statuscode() != "200":
        return False
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    content_type = (record.http_headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
    return content_type in _WARC_TYPES and bool(url) and not url.rstrip(">").endswith("/robots.txt")


def _read_payload(stream: Any, max_bytes: int) -> bytes:
    """Return the decoded payload, or a little more than `max_bytes` of it: what unpacks to gigabytes is never held."""
    parts: list[bytes] = []
    size = 0
    while size <= max_bytes and (part := stream.read(_CHUNK)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _drain(stream: Any) -> None:
    """Read what is left of a record, so that its length can be held against what it promised."""
    while stream.read(_CHUNK):
        continue

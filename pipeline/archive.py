"""Files, folders and web archives → captures with their bytes. Nothing here is ever written or changed."""

from __future__ import annotations

import hashlib
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import IO

from pipeline.errors import Failure, ReadError
from pipeline.models import Capture
from pipeline.register import authority_of_url
from pipeline.sources import ARCHIVE_SUFFIXES, PAGE_TYPES, SourceFile, authority_of_folders, find_files
from pipeline.warc_reader import WarcPage, WarcRevisit, read_warc

MAX_BYTES = 64 * 2**20
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]+?)\s*-->", re.IGNORECASE)
_SAVED_FROM_WINDOW = 2048
_UNFINISHED = ".open"
_PIECE = 2**16
_MEMBER_LIMIT = 2**30
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError)

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
    A file over `max_bytes` is refused without reading it; web archives may be of any size, their records may not. Where an archive
    says of a page that its payload is that of another record among `paths`, that payload is read, after everything else. `fetched_at`
    tells the captures of one address apart. A file that a crawl is still writing (`.open`) is no document.
    """
    originals = _Originals()
    for source in find_files(paths):
        if isinstance(source, Failure):
            yield source
            continue
        place = _Place(authority, authority_of_folders(source.folders), meeting_date, max_bytes)
        try:
            if source.path.name.lower().endswith(ARCHIVE_SUFFIXES):
                yield from _read_archive(source, place, originals)
            else:
                yield from _read_file(source, place)
        except ReadError as error:
            yield Failure.of(error)
    yield from _read_revisits(originals)


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
        if source.path.name.lower().endswith(_UNFINISHED):
            raise ReadError(
                "read", source.name, "a crawl is still writing this file, or was ended in it; the next crawl finishes it"
            )
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
    if saved_from:
        url = saved_from[1].decode("utf-8", "replace")
    else:  # the authority belongs to the address: two councils' files of one name and content are two documents
        owner = place.given or place.folder
        url = f"file:{owner}/{base_name}" if owner else f"file:{base_name}"
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


def _read_archive(source: SourceFile, place: _Place, originals: _Originals) -> Iterator[Reading]:
    with _open(source, None) as stream:
        try:
            if source.path.suffix.lower() == ".wacz":
                yield from _read_container(stream, source, place, originals)
            else:
                yield from _read_records(stream, _Archive(source, None), place, originals)
        except OSError as error:
            raise ReadError("read", source.name, f"cannot be read: {error.strerror or error}") from error


def _read_container(stream: IO[bytes], source: SourceFile, place: _Place, originals: _Originals) -> Iterator[Reading]:
    """Yield the pages of the WARC files in a WACZ. Containers in it are no WARC files: they are passed over."""
    try:
        with zipfile.ZipFile(stream) as container:
            members = [name for name in container.namelist() if name.lower().endswith((".warc", ".warc.gz"))]
            if not members:
                raise ReadError("read", source.name, "the WACZ holds no WARC file")
            for member in members:
                if not is_inside(member):
                    message = f"the WACZ names a file outside itself: {member!r}"
                    yield Failure.of(ReadError("read", source.name, message))
                    continue
                archive = _Archive(source, member)
                with tempfile.TemporaryFile() as copy:
                    fault = _copy_member(container, member, copy)
                    if copy.tell() or not fault:
                        yield from _read_records(copy, archive, place, originals)
                if fault:
                    yield Failure.of(ReadError("read", archive.name, fault))
    except _ZIP_ERRORS as error:
        raise ReadError("read", source.name, f"not a usable WACZ (zip) file: {error}") from error


def _copy_member(container: zipfile.ZipFile, member: str, copy: IO[bytes]) -> str | None:
    """Copy a file of a zip to `copy`, and return why the copy is not whole, None when it is.

    Reading on after damage steps back now and then, for which a file in a zip is unpacked from its start each time. What is kept as it
    is (as WACZ has it) is no larger than the zip; what is packed is copied up to a limit, for it can unpack to a thousand times as much.
    """
    is_packed = container.getinfo(member).compress_type != zipfile.ZIP_STORED
    with container.open(member) as inner:
        try:
            while piece := inner.read(_PIECE):
                if is_packed and copy.tell() + len(piece) > _MEMBER_LIMIT:
                    return f"unpacks to more than the limit of {_MEMBER_LIMIT:,} bytes; what comes after was not read"
                copy.write(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            return f"is damaged inside the zip: {error}"
    return None


def is_inside(member: str) -> bool:
    """Return whether the name of a file in a zip stays below the zip: relative, with `/` alone between folders, and without `..`."""
    return not re.search(r"^/|^[A-Za-z]:|\\|\0|(?:^|/)\.\.(?:/|$)", member)


@dataclass(frozen=True, slots=True)
class _Archive:
    """A WARC file: one of its own, or the member of a WACZ."""

    source: SourceFile
    member: str | None

    @property
    def name(self) -> str:
        return self.source.name if self.member is None else f"{self.source.name}!{self.member}"


@dataclass(frozen=True, slots=True)
class _Original:
    """Where the record of a page begins, and what tells whether a page is the same."""

    archive: _Archive
    offset: int
    url: str
    digest: str | None


@dataclass(slots=True)
class _Originals:
    """The pages that were read, as far as a later record may say of another fetch that its payload is theirs."""

    by_digest: dict[str, _Original] = field(default_factory=dict)
    by_fetch: dict[tuple[str | None, str | None], _Original] = field(default_factory=dict)
    first: dict[str, str | None] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    revisits: list[tuple[WarcRevisit, _Archive, _Place]] = field(default_factory=list)

    def add(self, page: WarcPage, archive: _Archive) -> None:
        original = _Original(archive, page.offset, page.url, page.digest)
        if page.digest:
            self.by_digest.setdefault(page.digest, original)
        self.by_fetch.setdefault((page.url, page.date), original)
        if self.first.setdefault(page.url, page.digest) != page.digest:
            self.changed.add(page.url)

    def find(self, revisit: WarcRevisit) -> _Original | None:
        """Return the page whose payload a revisit has, None when it was not among those read."""
        found = self.by_fetch.get(revisit.refers_to)
        return found or (self.by_digest.get(revisit.digest) if revisit.digest else None)

    def is_news(self, revisit: WarcRevisit, original: _Original) -> bool:
        """Return whether a revisit says more than that the only known version of a page is still the same."""
        return revisit.url != original.url or original.url in self.changed


def _read_records(stream: IO[bytes], archive: _Archive, place: _Place, originals: _Originals) -> Iterator[Reading]:
    for record in read_warc(stream, place.max_bytes):
        if isinstance(record, WarcPage):
            originals.add(record, archive)
            yield _capture(record, archive, place), record.payload
        elif isinstance(record, WarcRevisit):
            originals.revisits.append((record, archive, place))
        else:
            source = archive.name if record.offset is None else f"{archive.name}#{record.offset}"
            yield Failure.of(ReadError("read", source, record.message))


def _read_revisits(originals: _Originals) -> Iterator[Reading]:
    """Yield the pages that were kept under another address or before another version of them, file by file in the order in which their payloads lie."""
    waiting: dict[_Archive, list[tuple[int, WarcRevisit, _Place]]] = {}
    for revisit, archive, place in originals.revisits:
        original = originals.find(revisit)
        if original is None:
            message = "the page is kept in another web archive, which is not among those read (the record is a revisit)"
            yield Failure.of(ReadError("read", f"{archive.name}#{revisit.offset}", message))
        elif originals.is_news(revisit, original):
            waiting.setdefault(original.archive, []).append((original.offset, revisit, place))
    for archive, wanted in waiting.items():
        try:
            yield from _read_originals(archive, sorted(wanted, key=lambda want: want[0]))
        except ReadError as error:
            yield Failure.of(error)


def _read_originals(archive: _Archive, wanted: list[tuple[int, WarcRevisit, _Place]]) -> Iterator[Reading]:
    with ExitStack() as stack:
        stream = stack.enter_context(_open(archive.source, None))
        try:
            if archive.member is not None:
                container, stream = stack.enter_context(zipfile.ZipFile(stream)), stack.enter_context(tempfile.TemporaryFile())
                _copy_member(container, archive.member, stream)
            for offset, revisit, place in wanted:
                page = next(read_warc(stream, place.max_bytes, offset))
                if isinstance(page, WarcPage):
                    again = replace(page, url=revisit.url, date=revisit.date)
                    yield _capture(again, archive, place), page.payload
                else:
                    raise ReadError("read", f"{archive.name}#{offset}", "the web archive was changed while it was read")
        except _ZIP_ERRORS as error:
            raise ReadError("read", archive.name, f"cannot be read again: {error}") from error


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _capture(page: WarcPage, archive: _Archive, place: _Place) -> Capture:
    return Capture(
        url=page.url,
        sha256=hashlib.sha256(page.payload).hexdigest(),
        raw_path=archive.name,
        bytes=len(page.payload),
        authority=place.authority(page.url),
        meeting_date=place.meeting_date or _day(page.meeting_date),
        committee=page.committee,
        fetched_at=page.date,
        content_type=page.content_type or None,
        http_status=200,
        raw_offset=page.offset,
    )

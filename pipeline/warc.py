"""What was fetched → WARC files that any tool reads, one per authority and run, never rewritten.

Format: WARC 1.1 (ISO 28500:2017), each record a gzip member of its own. A file is called `<name>.warc.gz.open` while it grows, and
`<name>.warc.gz` from when it is finished. The bytes of a record are on the disk before the journal confirms it, so after a crash at most
what nobody was promised is cut off (`repair`).
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any

from pipeline.errors import ArchiveError
from pipeline.exchanges import Exchange, RecordBuilder
from pipeline.journal import Journal, StoredCapture, UrlState, timestamp

__all__ = ["Exchange", "Repaired", "WarcWriter", "confirm_capture", "repair"]

MAX_FILE_BYTES = 256 * 2**20
FINISHED = ".warc.gz"
UNFINISHED = ".warc.gz.open"


@dataclass(frozen=True, slots=True)
class Repaired:
    """What `repair` did with an unfinished file: bytes cut off, captures kept, captures lost because the file was shorter than confirmed."""

    file: str
    cut: int
    kept: int
    lost: int


class WarcWriter:
    """Appends what was fetched for one authority to WARC files in `<raw>/<authority>/`; a context manager that finishes the file.

    A file is begun with the first record, and finished when it has more than `max_bytes` or on `close`. `about` is written into each
    file's warcinfo record beside the software and format (such as `operator`, `http-header-user-agent`, `robots`).
    Every method raises ArchiveError when the folder cannot be written; nothing that was stored before is harmed by that.
    """

    def __init__(
        self, raw: Path, authority: str, *, about: Mapping[str, str] | None = None, max_bytes: int = MAX_FILE_BYTES
    ) -> None:
        if not authority or authority.startswith(".") or "/" in authority or "\0" in authority:
            raise ValueError(f"not the name of a folder: {authority!r}")
        self._folder = raw / authority
        self.authority = authority
        self._about = dict(about or {})
        self._max_bytes = max_bytes
        self._descriptor: int | None = None
        self._name = ""
        self._end = 0
        self._info_id = ""

    def __enter__(self) -> WarcWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def write(self, exchange: Exchange, previous: StoredCapture | None = None) -> StoredCapture:
        """Append the answer and its request, on the disk when this returns, and return where they lie.

        `previous` is the capture that holds the payload this URL had last (`Journal.last_payload`): when the payload and status have
        not changed, a revisit record that refers to it is written instead of the bytes. The caller confirms the capture in the journal
        or takes it back with `undo`; `pipeline.scrape.confirming` does both.
        """
        if self._descriptor is not None and self._end > self._max_bytes:
            self.close()
        if self._descriptor is None:
            self._begin(exchange.fetched_at)
        sha256 = hashlib.sha256(exchange.body).hexdigest()
        if previous and (previous.sha256, previous.status) != (sha256, exchange.status):
            previous = None
        builder = RecordBuilder(self._info_id)
        response, record_id = builder.response(exchange, previous)
        request = builder.request(exchange, record_id)
        offset = self._end
        self._append(response + request)
        return StoredCapture(
            url=exchange.url,
            fetched_at=timestamp(exchange.fetched_at),
            file=f"{self.authority}/{self._name}{FINISHED}",
            offset=offset,
            length=len(response),
            end_offset=self._end,
            sha256=sha256,
            bytes=len(exchange.body),
            status=exchange.status,
            content_type=next((value for name, value in exchange.headers if name.lower() == "content-type"), None),
            record_id=record_id,
            revisit_of=previous.capture if previous else None,
        )

    def undo(self, stored: StoredCapture) -> None:
        """Cut off the capture that was written last, which the journal did not confirm."""
        if self._descriptor is None or stored.end_offset != self._end:
            raise ValueError("only the capture that was written last can be taken back")
        self._cut_back(stored.offset)

    def close(self) -> None:
        """Finish the present file, if there is one: from now on it has its lasting name."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        try:
            os.fsync(descriptor)
        except OSError as error:
            raise self._error(error) from error
        finally:
            os.close(descriptor)
        _finish(self._folder / f"{self._name}{UNFINISHED}")

    def _begin(self, moment: datetime) -> None:
        """Open a new file, whose name no other has, and write its warcinfo record."""
        stamp = moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        number = 0
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            while self._descriptor is None:
                self._name = f"{stamp}-{number:03d}"
                number += 1
                if (self._folder / f"{self._name}{FINISHED}").exists():
                    continue
                try:
                    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
                    self._descriptor = os.open(self._folder / f"{self._name}{UNFINISHED}", flags, 0o644)
                except FileExistsError:
                    continue
            _sync_folder(self._folder)
        except OSError as error:
            raise self._error(error) from error
        self._end = 0
        info = {"software": f"ofsted-minutes/{version('ofsted-minutes')}", "format": "WARC File Format 1.1"}
        record, self._info_id = RecordBuilder(None).info(f"{self._name}{FINISHED}", moment, info | self._about)
        try:
            self._append(record)
        except ArchiveError:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)
            (self._folder / f"{self._name}{UNFINISHED}").unlink(missing_ok=True)
            raise

    def _append(self, data: bytes) -> None:
        assert self._descriptor is not None
        view = memoryview(data)
        try:
            while view:
                view = view[os.pwrite(self._descriptor, view, self._end + len(data) - len(view)) :]
            os.fsync(self._descriptor)
        except BaseException as error:
            self._cut_back(self._end)
            if isinstance(error, OSError):
                raise self._error(error) from error
            raise
        self._end += len(data)

    def _cut_back(self, end: int) -> None:
        assert self._descriptor is not None
        os.ftruncate(self._descriptor, end)
        self._end = end

    def _error(self, error: OSError) -> ArchiveError:
        return _archive_error(self._folder / f"{self._name}{UNFINISHED}" if self._name else self._folder, error)


def confirm_capture(
    journal: Journal,
    key: str,
    stored: StoredCapture,
    *,
    state: UrlState = UrlState.DONE,
    due_at: datetime | None = None,
    message: str | None = None,
    found: Sequence[Mapping[str, Any]] = (),
) -> int:
    """Confirm what was written, in one transaction of the journal or as part of the present one; return the number of the capture.

    `key`, `state`, `due_at` and `message` are those of `Journal.record_capture`. `found` are the URLs that the page names, each the
    arguments of `Journal.enqueue`: they join the queue in the same transaction, so that no crash can lose what a finished page led to. Raises ArchiveError when the journal cannot be written; the record is then to be undone.
    """
    with journal.transaction():
        capture = journal.record_capture(key, stored, state=state, due_at=due_at, message=message)
        for link in found:
            journal.enqueue(**link)
    return capture


def repair(raw: Path, journal: Journal, now: datetime) -> list[Repaired]:
    """Cut each unfinished file under `raw` back to the last byte that the journal confirms, and give it its lasting name.

    A file in which nothing is confirmed is removed. Where a file is shorter than confirmed (bytes lost by the disk), the captures that
    reach beyond its end are dropped and their URLs queued again. To be called on start, while the journal is held and nobody writes.
    """
    done = []
    for path in sorted(raw.glob(f"*/*{UNFINISHED}")):
        file = path.relative_to(raw).as_posix().removesuffix(".open")
        try:
            size = path.stat().st_size
            lost = journal.forget_captures(file, size, now)
            kept = journal.captures_in(file)
            end = max((capture.end_offset for capture in kept), default=0)
            if end:
                with path.open("r+b") as stream:
                    stream.truncate(end)
                    os.fsync(stream.fileno())
                _finish(path)
            else:
                path.unlink()
                _sync_folder(path.parent)
        except OSError as error:
            raise _archive_error(path, error) from error
        done.append(Repaired(file, size - end, len(kept), lost))
    return done


def _finish(path: Path) -> None:
    try:
        path.rename(path.with_name(path.name.removesuffix(".open")))
        _sync_folder(path.parent)
    except OSError as error:
        raise _archive_error(path, error) from error


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder lasting."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _archive_error(path: Path, error: OSError) -> ArchiveError:
    reason = "the disk is full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else error.strerror or str(error)
    return ArchiveError("archive", str(path), f"cannot be written: {reason}")

"""Answers of all hosts are put on the disk together: what arrives while the disk works waits for the next turn of it, in one transaction.

Each answer takes two waits for the disk, its record's and the journal's. One after the other, with the crawl standing still meanwhile,
they can take longer than the answers on a slow disk; so records are written in threads, and the journal confirms all of them at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pipeline.errors import ArchiveError
from pipeline.exchanges import Exchange
from pipeline.journal import Journal, StoredCapture, UrlState, timestamp
from pipeline.warc import WarcWriter, confirm_capture


@dataclass(slots=True, eq=False)
class Pending:
    """An answer to be kept: the exchanges, hops first, and for the last of them the arguments of `warc.confirm_capture`.

    `not_before` is the moment until which the server asked to be left alone.
    """

    writer: WarcWriter
    key: str
    exchanges: tuple[Exchange, ...]
    state: UrlState
    due_at: datetime | None
    message: str | None
    found: Sequence[Mapping[str, Any]]
    not_before: datetime | None = None
    previous: StoredCapture | None = None
    stored: StoredCapture | None = None
    is_kept: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def write(self) -> None:
        """Write the records, on the disk when this returns; in a thread, for which no two answers may share a writer."""
        for hop in self.exchanges[:-1]:
            self.writer.write(hop)
        self.stored = self.writer.write(self.exchanges[-1], self.previous)


class Confirmer:
    """Keeps the answers of all hosts of a crawl. Each host waits for its answer to be kept, so no writer has two of them at once."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._waiting: list[Pending] = []
        self._task: asyncio.Task[None] | None = None

    async def keep(self, pending: Pending) -> None:
        """Return when the answer is on the disk and the journal confirms it, together with what it leads to.

        Raises ArchiveError when it cannot be written; then nothing has changed.
        """
        pending.previous = self._journal.last_payload(pending.key)
        self._waiting.append(pending)
        if self._task is None:
            self._task = asyncio.create_task(self._keep_all())
        await pending.is_kept

    async def _keep_all(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting, []
            results = await asyncio.gather(*(asyncio.to_thread(pending.write) for pending in group), return_exceptions=True)
            for pending, result in zip(group, results, strict=True):
                if result is not None:
                    _tell(pending, result)
            self._confirm([pending for pending in group if pending.stored])
        self._task = None

    def _confirm(self, group: list[Pending]) -> None:
        """Confirm the answers in one transaction; where that fails for another reason than the disk, each in its own."""
        try:
            with self._journal.transaction():
                for pending in group:
                    self._record(pending)
        except Exception as error:
            if len(group) > 1 and not isinstance(error, ArchiveError):
                for pending in group:
                    self._confirm([pending])
                return
            for pending in group:
                assert pending.stored is not None
                pending.writer.undo(pending.stored)
                _tell(pending, error)
        else:
            for pending in group:
                _tell(pending, None)

    def _record(self, pending: Pending) -> None:
        assert pending.stored is not None
        confirm_capture(
            self._journal,
            pending.key,
            pending.stored,
            state=pending.state,
            due_at=pending.due_at,
            message=pending.message,
            found=pending.found,
        )
        if pending.not_before:
            self._journal.update_host(pending.writer.authority, not_before=timestamp(pending.not_before))


def _tell(pending: Pending, error: BaseException | None) -> None:
    if pending.is_kept.done():  # whoever waited was cancelled
        return
    if error is None:
        pending.is_kept.set_result(None)
    else:
        pending.is_kept.set_exception(error)

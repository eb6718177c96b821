"""Answers that are kept together: all of them or, where one is at fault, all but that one; and nothing of what is not confirmed stays."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.errors import ArchiveError
from pipeline.exchanges import Exchange
from pipeline.journal import Journal, UrlState, open_journal
from pipeline.scrape.confirming import Confirmer, Pending
from pipeline.warc import WarcWriter
from pipeline.warc_reader import WarcPage, read_warc

NOW = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
NAMES = ("ashmere", "birkholt", "cawthby")


def keep_all(raw: Path, journal: Journal, unknown: str | None) -> list[BaseException | None]:
    """Keep an answer of each site at once, one of them for an address that the journal does not know; return what each was told."""

    async def run() -> list[BaseException | None]:
        confirmer = Confirmer(journal)
        waiting = []
        for name in NAMES:
            url = f"https://{name}.example/mgai.aspx?id=1"
            if name != unknown:
                journal.enqueue(url, name, "item", due_at=NOW)
            answer = Exchange(url, NOW, 200, [("Content-Type", "text/html")], name.encode() * 50)
            pending = Pending(writers[name], url.removeprefix("https://"), (answer,), UrlState.DONE, None, None, [])
            waiting.append(confirmer.keep(pending))
        return await asyncio.gather(*waiting, return_exceptions=True)

    writers = {name: WarcWriter(raw, name) for name in NAMES}
    told = asyncio.run(run())
    for writer in writers.values():
        writer.close()
    return told


def test_one_that_cannot_be_confirmed_costs_no_other_and_its_bytes_are_taken_back(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.sqlite") as journal:
        told = keep_all(tmp_path, journal, "birkholt")
        assert [type(error) for error in told] == [type(None), KeyError, type(None)]
        kept = {
            name: [capture.offset for known in journal.read_urls(name) for capture in journal.captures_of(known.key)]
            for name in NAMES
        }
    assert {name: len(offsets) for name, offsets in kept.items()} == {"ashmere": 1, "birkholt": 0, "cawthby": 1}
    for name in NAMES:
        (path,) = (tmp_path / name).glob("*.warc.gz")
        with path.open("rb") as stream:
            pages = [record for record in read_warc(stream, 2**20) if isinstance(record, WarcPage)]
        assert [page.offset for page in pages] == kept[name]


def test_a_folder_that_cannot_be_written_is_told_to_its_own_site_alone(tmp_path: Path) -> None:
    (tmp_path / "cawthby").write_text("in the way")
    with open_journal(tmp_path / "journal.sqlite") as journal:
        told = keep_all(tmp_path, journal, None)
        assert [type(error) for error in told] == [type(None), type(None), ArchiveError]
        assert [str(known.state) for name in NAMES for known in journal.read_urls(name)] == ["done", "done", "queued"]


def test_a_journal_that_cannot_be_written_takes_all_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise ArchiveError("archive", "journal.sqlite", "the journal cannot be used: disk I/O error")

    with open_journal(tmp_path / "journal.sqlite") as journal:
        monkeypatch.setattr(Journal, "record_capture", refuse)
        told = keep_all(tmp_path, journal, None)
        assert {type(error) for error in told} == {ArchiveError}
        assert [str(known.state) for name in NAMES for known in journal.read_urls(name)] == ["queued"] * 3
    for path in tmp_path.rglob("*.warc.gz"):
        with path.open("rb") as stream:
            assert [record for record in read_warc(stream, 2**20) if isinstance(record, WarcPage)] == []

"""The journal hands out what is due, remembers what became of it, and survives being dropped at any moment."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.errors import ArchiveError
from pipeline.journal import Journal, StoredCapture, UrlState, open_journal, timestamp

SITE = "https://democracy.wexmoor.example"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
STORED = StoredCapture(
    url=f"{SITE}/mgAi.aspx?ID=1",
    fetched_at=timestamp(NOW),
    file="wexmoor/20260302T093000Z-000.warc.gz",
    offset=300,
    length=100,
    end_offset=500,
    sha256="ab" * 32,
    bytes=2_000,
    status=200,
    content_type="text/html",
    record_id="<urn:uuid:0>",
)


def add(journal: Journal, number: int, **options: object) -> str:
    url = f"{SITE}/mgAi.aspx?ID={number}"
    journal.enqueue(url, "wexmoor", "item", **{"due_at": NOW, **options})  # type: ignore[arg-type]
    return url.removeprefix("https://").lower()


def due(journal: Journal, now: datetime = NOW) -> list[str]:
    found = []
    while known := journal.next_due("wexmoor", now):
        found.append(known.key)
    return found


def test_what_is_due_comes_by_priority_then_by_age_and_once(tmp_path: Path) -> None:
    with open_journal(tmp_path / "raw" / "journal.sqlite") as journal:
        late = add(journal, 1)
        early = add(journal, 2, due_at=NOW - timedelta(hours=1))
        urgent = add(journal, 3, priority=5)
        waiting = add(journal, 4, due_at=NOW + timedelta(seconds=1))
        assert due(journal) == [urgent, early, late]
        assert due(journal, NOW + timedelta(seconds=1)) == [waiting]
        assert journal.next_due("thornmere", NOW) is None
        journal.release(late)
        assert due(journal) == [late]


def test_a_known_url_keeps_its_place_or_gets_a_better_one(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.sqlite") as journal:
        assert journal.enqueue(
            f"{SITE}/mgAi.aspx?ID=1", "wexmoor", "item", due_at=NOW, context={"committee": "Cabinet"}, depth=2, parent="p"
        )
        assert not journal.enqueue(
            "http://DEMOCRACY.wexmoor.example/MGAI.aspx?Ver=4&id=1", "wexmoor", "item", due_at=NOW, priority=3
        )
        known = journal.next_due("wexmoor", NOW)
        assert known is not None
        assert (known.url, known.priority, known.depth, known.parent) == (f"{SITE}/mgAi.aspx?ID=1", 3, 2, "p")
        assert known.context == {"committee": "Cabinet"}
        journal.record_capture(known.key, STORED)
        assert not journal.enqueue(known.url, "wexmoor", "item", due_at=NOW)
        assert due(journal) == []
        assert journal.enqueue(known.url, "wexmoor", "item", due_at=NOW, again=True, context={"committee": "Council"})
        again = journal.next_due("wexmoor", NOW)
        assert again is not None
        assert (again.state, again.context, again.digest) == (UrlState.QUEUED, {"committee": "Council"}, STORED.sha256)


def test_what_was_in_flight_when_the_process_ended_is_due_again(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.sqlite") as journal:
        keys = [add(journal, number) for number in range(3)]
        assert due(journal) == keys
        journal.record_outcome(keys[0], UrlState.ROBOTS)
        journal.record_capture(keys[1], STORED)
    with open_journal(tmp_path / "journal.sqlite") as journal:
        assert due(journal) == [keys[2]]


def test_outcomes_are_kept_and_tried_again_when_they_say_so(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.sqlite") as journal:
        key, other = add(journal, 1), add(journal, 2)
        journal.record_outcome(key, UrlState.TIMEOUT, due_at=NOW + timedelta(minutes=5), message="no byte in 90 s")
        journal.record_outcome(other, UrlState.LOGIN)
        assert due(journal) == []
        assert due(journal, NOW + timedelta(minutes=5)) == [key]
        known = journal.find_url(key)
        assert known is not None
        assert (known.state, known.attempts, known.message) == (UrlState.TIMEOUT, 1, "no byte in 90 s")
        journal.record_outcome(key, UrlState.FAILED)
        assert [url.attempts for url in journal.read_urls("wexmoor", "item")] == [2, 1]
        journal.record_capture(key, STORED, due_at=NOW + timedelta(days=1))
        known = journal.find_url(key)
        assert known is not None
        assert (known.state, known.attempts, known.message) == (UrlState.DONE, 0, None)
        assert due(journal, NOW + timedelta(days=1)) == [key]
        with pytest.raises(KeyError):
            journal.record_outcome("nowhere", UrlState.FAILED)
        with pytest.raises(KeyError):
            journal.record_capture("nowhere", replace(STORED, offset=900))


def test_a_transaction_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.sqlite") as journal:
        key = add(journal, 1)

        def record_with_a_bad_link() -> None:
            with journal.transaction():
                journal.record_capture(key, STORED)
                add(journal, 2)
                journal.enqueue("mailto:clerk@wexmoor.example", "wexmoor", "item", due_at=NOW)

        with pytest.raises(ValueError, match="not an absolute http address"):
            record_with_a_bad_link()
        assert journal.captures_of(key) == []
        assert [(url.key, url.state) for url in journal.read_urls("wexmoor")] == [(key, UrlState.QUEUED)]
        assert due(journal) == [key]


def test_captures_lead_back_to_the_payload_that_did_not_change(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.sqlite") as journal:
        key = add(journal, 1)
        assert journal.last_payload(key) is None
        first = journal.record_capture(key, STORED)
        journal.record_capture(key, replace(STORED, offset=500, end_offset=700, revisit_of=first))
        assert [(c.capture, c.revisit_of) for c in journal.captures_of(key)] == [(1, None), (2, 1)]
        assert journal.last_payload(key) == replace(STORED, capture=1)
        journal.record_capture(key, replace(STORED, offset=700, end_offset=900, sha256="cd" * 32))
        last = journal.last_payload(key)
        assert last is not None
        assert last.sha256 == "cd" * 32
        with pytest.raises(ArchiveError, match="UNIQUE"):
            journal.record_capture(key, STORED)


def test_captures_whose_bytes_are_lost_are_fetched_again_with_what_leans_on_them(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.sqlite") as journal:
        lost, kept, leaning = add(journal, 1), add(journal, 2), add(journal, 3)
        journal.record_capture(kept, replace(STORED, offset=100, end_offset=300))
        number = journal.record_capture(lost, STORED)
        journal.record_capture(leaning, replace(STORED, file="wexmoor/later.warc.gz", revisit_of=number))
        assert journal.forget_captures(STORED.file, 499, NOW) == 2
        assert due(journal) == [lost, leaning]
        assert len(journal.captures_of(kept)) == 1
        assert journal.forget_captures(STORED.file, 300, NOW) == 0


def test_what_is_known_of_a_site_is_kept(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.sqlite") as journal:
        key = add(journal, 1)
        journal.update_host("wexmoor", base_url=f"{SITE}/", robots="none")
        journal.record_capture(key, STORED)
        journal.update_host("wexmoor", given_up="five time-outs in a row")
        host = journal.find_host("wexmoor")
        assert host is not None
        assert (host.base_url, host.robots, host.given_up) == (f"{SITE}/", "none", "five time-outs in a row")
        assert host.last_success_at == STORED.fetched_at
        assert journal.find_host("nowhere") is None


def test_one_process_writes_and_others_may_look(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with open_journal(path) as journal:
        key = add(journal, 1)
        with pytest.raises(
            ArchiveError, match=f"another process is crawling into this folder: process {os.getpid()} on "
        ) as caught:
            open_journal(path)
        assert caught.value.source == str(path)
        with open_journal(path, read_only=True) as watcher:
            known = watcher.find_url(key)
            assert known is not None
            assert known.state is UrlState.QUEUED
            with pytest.raises(ArchiveError, match="readonly"):
                watcher.record_outcome(key, UrlState.FAILED)
    with open_journal(path) as journal:
        assert due(journal) == [key]


def test_a_journal_that_cannot_be_used_is_named_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"no database at all" * 500)
    with pytest.raises(ArchiveError, match="not a database"):
        open_journal(tmp_path / "journal.sqlite")
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveError, match="cannot be written"):
        open_journal(tmp_path / "file" / "journal.sqlite")
    with pytest.raises(ArchiveError, match="unable to open"):
        open_journal(tmp_path / "missing.sqlite", read_only=True)
    newer = tmp_path / "newer.sqlite"
    with sqlite3.connect(newer) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(ArchiveError, match=r"of a newer version \(99, here 2\)"):
        open_journal(newer)
    with pytest.raises(ArchiveError, match="newer version"):  # and not: held by the attempt before
        open_journal(newer)


def test_a_journal_of_the_version_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with open_journal(path) as journal:
        key = add(journal, 1)
        journal.update_host("wexmoor", base_url=f"{SITE}/")
    with sqlite3.connect(path) as database:
        database.execute("ALTER TABLE hosts DROP COLUMN not_before")
        database.execute("PRAGMA user_version = 1")
    database.close()
    with open_journal(path, read_only=True) as journal:
        assert [host.not_before for host in journal.read_hosts()] == [None]
    for _ in range(2):
        with open_journal(path) as journal:
            journal.update_host("wexmoor", not_before=timestamp(NOW))
            (host,) = journal.read_hosts()
            assert (host.base_url, host.not_before) == (f"{SITE}/", timestamp(NOW))
            assert due(journal) == [key]


def test_every_commit_reaches_the_disk(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.sqlite") as journal:
        assert [tuple(row) for row in journal._file.rows("PRAGMA journal_mode")] == [("wal",)]
        assert [tuple(row) for row in journal._file.rows("PRAGMA synchronous")] == [(2,)]

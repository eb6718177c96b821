"""WARC files that any tool reads, agreeing with the journal whatever happens to the process or the disk."""

from __future__ import annotations

import os
import random
import resource
import select
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from pipeline.archive import read_captures
from pipeline.errors import ArchiveError, Failure
from pipeline.journal import Journal, StoredCapture, UrlState, open_journal
from pipeline.warc import Exchange, WarcWriter, confirm_capture, repair

SITE = "https://democracy.wexmoor.example"
NOW = datetime(2026, 3, 2, 9, 30, 0, 250_000, tzinfo=UTC)
PAGE = b"<html><p>RESOLVED that the letter of the inspectors be noted.</p></html>"


def exchange(number: int = 1, body: bytes = PAGE, **options: Any) -> Exchange:
    given = {"status": 200, "reason": "OK", "headers": [("Content-Type", "text/html; charset=utf-8")], "fetched_at": NOW}
    return Exchange(url=f"{SITE}/mgAi.aspx?ID={number}", body=body, **(given | options))


@contextmanager
def archive(raw: Path, **options: Any) -> Iterator[tuple[Journal, WarcWriter]]:
    with open_journal(raw / "journal.sqlite") as journal, WarcWriter(raw, "wexmoor", **options) as writer:
        yield journal, writer


def store(journal: Journal, writer: WarcWriter, fetched: Exchange, **options: Any) -> StoredCapture:
    journal.enqueue(fetched.url, "wexmoor", "item", due_at=NOW)
    key = fetched.url.removeprefix("https://").lower()
    stored = writer.write(fetched, journal.last_payload(key))
    try:
        return replace(stored, capture=confirm_capture(journal, key, stored, **options))
    except BaseException:
        writer.undo(stored)
        raise


@dataclass
class Records:
    """What a WARC reader finds under a raw folder: captures as (file, offset, url), and how many records of each type."""

    captures: set[tuple[str, int, str]] = field(default_factory=set)
    types: dict[str, int] = field(default_factory=dict)
    headers: list[dict[str, str]] = field(default_factory=list)


def read_records(raw: Path) -> Records:
    """Read every finished WARC file, checking each digest as `warcio check` does; nothing unfinished may lie beside them."""
    assert not list(raw.glob("*/*.open"))
    found = Records()
    for path in sorted(raw.glob("*/*.warc.gz")):
        assert Checker(SimpleNamespace(inputs=[str(path)], verbose=False)).process_all() == 0, path
        with path.open("rb") as stream:
            records = ArchiveIterator(stream, check_digests="raise")
            for record in records:
                record.content_stream().read()
                headers = dict(record.rec_headers.headers)
                found.headers.append(headers)
                found.types[record.rec_type] = found.types.get(record.rec_type, 0) + 1
                if record.rec_type in ("response", "revisit"):
                    offset = records.get_record_offset()
                    found.captures.add((path.relative_to(raw).as_posix(), offset, headers["WARC-Target-URI"]))
            assert records.err_count == 0
    return found


def confirmed(journal: Journal) -> set[tuple[str, int, str]]:
    return {(c.file, c.offset, c.url) for url in journal.read_urls("wexmoor") for c in journal.captures_of(url.key)}


def test_an_exchange_is_kept_as_request_and_response_in_members_of_their_own(tmp_path: Path) -> None:
    sent = exchange(
        headers=[
            ("Content-Type", "text/html"),
            ("Transfer-Encoding", "chunked"),
            ("Content-Encoding", "gzip"),
            ("X-Note", "caf\xe9\r\nat noon"),
        ],
        request_headers=[("User-Agent", "ofsted-minutes (+mailto:someone@example.org)"), ("Accept", "*/*")],
        ip="192.0.2.7",
    )
    with archive(tmp_path, about={"robots": "obey", "operator": "someone@example.org"}) as (journal, writer):
        stored = store(journal, writer, sent, state=UrlState.DONE)
        (folder,) = tmp_path.glob("wexmoor/*")
        assert folder.name == "20260302T093000Z-000.warc.gz.open"
    (path,) = tmp_path.glob("wexmoor/*")
    assert stored.file == "wexmoor/20260302T093000Z-000.warc.gz" == path.relative_to(tmp_path).as_posix()
    assert stored.end_offset == path.stat().st_size
    info, response, request = read_records(tmp_path).headers
    assert info["WARC-Filename"] == path.name
    assert response["WARC-Record-ID"] == stored.record_id == request["WARC-Concurrent-To"]
    assert info["WARC-Record-ID"] == response["WARC-Warcinfo-ID"] == request["WARC-Warcinfo-ID"]
    assert response["WARC-Date"] == request["WARC-Date"] == stored.fetched_at == "2026-03-02T09:30:00.250000Z"
    assert response["WARC-IP-Address"] == "192.0.2.7"
    data = path.read_bytes()
    assert data[stored.offset : stored.offset + 2] == data[stored.offset + stored.length :][:2] == b"\x1f\x8b"
    with path.open("rb") as stream:
        records = iter(ArchiveIterator(stream))
        assert b"robots: obey\r\noperator: someone@example.org\r\n" in next(records).content_stream().read()
        kept = next(records)
        assert kept.content_stream().read() == PAGE
        assert kept.http_headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
        assert kept.http_headers.get_header("Content-Length") == str(len(PAGE))
        assert "\n" not in kept.http_headers.get_header("X-Note")
        asked = next(records).http_headers
        assert (asked.protocol, asked.statusline) == ("GET", "/mgAi.aspx?ID=1 HTTP/1.1")
        assert asked.get_header("User-Agent") == "ofsted-minutes (+mailto:someone@example.org)"


def test_a_payload_that_did_not_change_is_not_kept_twice(tmp_path: Path) -> None:
    big = b"<html>" + random.Random(1).randbytes(20_000)
    with archive(tmp_path) as (journal, writer):
        first = store(journal, writer, exchange(body=big))
        again = store(journal, writer, exchange(body=big, fetched_at=NOW + timedelta(days=1)))
        third = store(journal, writer, exchange(body=big, fetched_at=NOW + timedelta(days=2)))
        store(journal, writer, exchange(body=big, status=404))
        other = store(journal, writer, exchange(body=PAGE))
        elsewhere = store(journal, writer, exchange(2, body=PAGE))
    assert (again.revisit_of, third.revisit_of, other.revisit_of, elsewhere.revisit_of) == (1, 1, None, None)
    assert again.length < 1_000 < first.length
    found = read_records(tmp_path)
    assert found.types == {"warcinfo": 1, "response": 4, "revisit": 2, "request": 6}
    revisit = next(headers for headers in found.headers if headers["WARC-Type"] == "revisit")
    response = next(headers for headers in found.headers if headers["WARC-Type"] == "response")
    assert revisit["WARC-Refers-To"] == response["WARC-Record-ID"]
    assert revisit["WARC-Refers-To-Date"] == response["WARC-Date"]
    assert revisit["WARC-Payload-Digest"] == response["WARC-Payload-Digest"]


def test_the_archive_is_read_back_as_the_pages_it_keeps(tmp_path: Path) -> None:
    with archive(tmp_path / "raw") as (journal, writer):
        stored = store(journal, writer, exchange())
        store(journal, writer, exchange(2, status=403, body=b"<html>Just a moment"), state=UrlState.BLOCKED)
        unfinished = list(read_captures([tmp_path]))
        assert all(isinstance(reading, Failure) and "no file that is read" in reading.message for reading in unfinished)
    ((capture, data),) = read_captures([tmp_path])  # type: ignore[misc]
    assert data == PAGE
    assert (capture.url, capture.sha256, capture.authority) == (stored.url, stored.sha256, "wexmoor")
    assert (capture.raw_offset, capture.fetched_at) == (stored.offset, stored.fetched_at)


def test_a_file_that_grew_large_is_followed_by_another(tmp_path: Path) -> None:
    with archive(tmp_path, max_bytes=1_500) as (journal, writer):
        files = [store(journal, writer, exchange(number)).file for number in range(6)]
    assert len(set(files)) == 3
    assert files == sorted(files)
    assert len(list(tmp_path.glob("wexmoor/*.warc.gz"))) == 3
    with archive(tmp_path) as (journal, writer):
        assert store(journal, writer, exchange(7)).file not in files
    with archive(tmp_path) as (journal, writer):
        assert confirmed(journal) == read_records(tmp_path).captures


def test_what_the_journal_refuses_is_taken_back(tmp_path: Path) -> None:
    with archive(tmp_path) as (journal, writer):
        store(journal, writer, exchange(1))
        with pytest.raises(ValueError, match="not an absolute http address"):
            store(journal, writer, exchange(2), found=[{"url": "mailto:x", "authority": "wexmoor", "kind": "item", "due_at": NOW}])
        stored = writer.write(exchange(3))
        with pytest.raises(KeyError):
            confirm_capture(journal, "nowhere", stored)
        writer.undo(stored)
        link = {"url": f"{SITE}/mgAi.aspx?ID=5", "authority": "wexmoor", "kind": "item", "due_at": NOW}
        store(journal, writer, exchange(4), found=[link])
        assert [url.url[-1] for url in journal.read_urls("wexmoor")] == ["1", "2", "4", "5"]
        expected = confirmed(journal)
    assert len(expected) == 2
    assert read_records(tmp_path).captures == expected


def test_an_unfinished_file_is_cut_back_to_what_is_confirmed(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.sqlite") as journal:
        writer = WarcWriter(tmp_path, "wexmoor")
        for number in range(3):
            store(journal, writer, exchange(number))
        writer.write(exchange(9))  # the process dies before the journal hears of it
        idle = WarcWriter(tmp_path, "thornmere")
        idle.write(exchange(10))
    (path,) = tmp_path.glob("wexmoor/*.open")
    with path.open("ab") as stream:
        stream.write(b"\x1f\x8b\x08 torn")
    with open_journal(tmp_path / "journal.sqlite") as journal:
        unused, done = repair(tmp_path, journal, NOW)
        assert (unused.file.split("/")[0], unused.kept, unused.lost) == ("thornmere", 0, 0)
        assert (done.kept, done.lost) == (3, 0)
        assert done.cut > 500
        assert read_records(tmp_path).captures == confirmed(journal)
        assert len(confirmed(journal)) == 3
        assert not list(tmp_path.glob("thornmere/*"))
        assert repair(tmp_path, journal, NOW) == []


def test_captures_that_the_disk_lost_are_fetched_again(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.sqlite") as journal:
        writer = WarcWriter(tmp_path, "wexmoor")
        for number in range(3):
            stored = store(journal, writer, exchange(number))
    (path,) = tmp_path.glob("wexmoor/*.open")
    os.truncate(path, stored.offset + 10)
    with open_journal(tmp_path / "journal.sqlite") as journal:
        (done,) = repair(tmp_path, journal, NOW)
        assert (done.kept, done.lost) == (2, 1)
        assert read_records(tmp_path).captures == confirmed(journal)
        again = journal.next_due("wexmoor", NOW)
        assert again is not None
        assert again.url == stored.url


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond `size` bytes, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(
    ("body_bytes", "limit", "culprit"),
    [(60_000, 300_000, r"wexmoor/.*\.open: cannot be written"), (10, 150_000, "journal.sqlite: the journal cannot be used")],
)
def test_a_full_disk_is_a_clear_error_and_loses_nothing(tmp_path: Path, body_bytes: int, limit: int, culprit: str) -> None:
    noise = random.Random(2)
    stored: list[StoredCapture] = []

    def fill(journal: Journal, writer: WarcWriter) -> None:
        for number in range(1_000):
            stored.append(store(journal, writer, exchange(number, body=noise.randbytes(body_bytes))))

    with archive(tmp_path) as (journal, writer):
        with file_size_limit(limit), pytest.raises(ArchiveError, match=culprit):
            fill(journal, writer)
        assert stored
        expected = confirmed(journal)
        assert {(c.file, c.offset, c.url) for c in stored} == expected
        late = store(journal, writer, exchange(5_000))  # there is room again
        expected.add((late.file, late.offset, late.url))
    assert read_records(tmp_path).captures == expected


def test_a_disk_that_is_full_from_the_start_leaves_nothing_behind(tmp_path: Path) -> None:
    with archive(tmp_path) as (journal, writer):
        store(journal, writer, exchange(1))
    with archive(tmp_path) as (journal, writer):
        journal.enqueue(exchange(2).url, "wexmoor", "item", due_at=NOW)
        with file_size_limit(100), pytest.raises(ArchiveError, match="cannot be written: File too large"):
            writer.write(exchange(2))
    assert len(list(tmp_path.glob("wexmoor/*"))) == 1
    assert len(read_records(tmp_path).captures) == 1


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "wexmoor").touch()
    with archive(tmp_path) as (journal, writer), pytest.raises(ArchiveError, match=r"wexmoor.*cannot be written"):
        store(journal, writer, exchange())
    with open_journal(tmp_path / "journal.sqlite") as journal:
        assert [url.state for url in journal.read_urls("wexmoor")] == [UrlState.QUEUED]
    for name in ("", "..", "a/b", ".hidden"):
        with pytest.raises(ValueError):
            WarcWriter(tmp_path, name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "wexmoor").mkdir(mode=0o500)
    with archive(tmp_path) as (journal, writer), pytest.raises(ArchiveError, match="Permission denied"):
        store(journal, writer, exchange())


# Killed processes ------------------------------------------------------------------------------------------------------------------

_PAGES = 12


class _Suicide:
    """Kills this process at the n-th step of writing: before it, after it, or with half of the bytes written."""

    def __init__(self, rng: random.Random) -> None:
        self._left = rng.randrange(1, 60)
        self._rng = rng

    def wrap(self, action: Callable[..., Any], *, bytes_at: int | None = None) -> Callable[..., Any]:
        def wrapped(*given: Any, **named: Any) -> Any:
            self._left -= 1
            if self._left:
                return action(*given, **named)
            if bytes_at is not None:
                data = bytes(given[bytes_at])
                action(*given[:bytes_at], data[: self._rng.randrange(len(data))], *given[bytes_at + 1 :], **named)
            elif self._rng.random() < 0.5:
                action(*given, **named)
            os.kill(os.getpid(), signal.SIGKILL)

        return wrapped


def crawl(raw: Path, told: int, seed: int, *, dies: bool) -> None:
    """Repair, then store pages for as long as the process lives, telling of each that is confirmed; every page is due again and again."""
    rng = random.Random(seed)
    if dies:
        suicide = _Suicide(rng)
        for name in ("pwrite", "fsync", "ftruncate"):
            setattr(os, name, suicide.wrap(getattr(os, name), bytes_at=1 if name == "pwrite" else None))
        Path.rename = suicide.wrap(Path.rename)  # type: ignore[method-assign]
        Journal.record_capture = suicide.wrap(Journal.record_capture)  # type: ignore[method-assign]
    with open_journal(raw / "journal.sqlite") as journal:
        repair(raw, journal, NOW)
        journal.start_run({"seed": seed}, NOW)
        with WarcWriter(raw, "wexmoor", max_bytes=4_000) as writer:
            for number in range(_PAGES):
                journal.enqueue(exchange(number).url, "wexmoor", "item", due_at=NOW)
            for round_no in range(10_000):
                number = round_no % _PAGES
                body = PAGE * rng.choice((1, 1, 2, 30))
                moment = NOW + timedelta(seconds=round_no)
                stored = store(journal, writer, exchange(number, body=body, fetched_at=moment), due_at=NOW)
                os.write(told, f"{stored.file} {stored.offset}\n".encode())


def run_until_killed(raw: Path, seed: int, *, dies: bool) -> set[tuple[str, int]]:
    """Start `crawl` in a child, kill it (unless it `dies` itself) at a random moment, and return what it said was confirmed."""
    rng = random.Random(-seed)
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(receiving)
            crawl(raw, sending, seed, dies=dies)
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(1)
    os.close(sending)
    data = b""
    wanted = rng.randrange(0, 12)
    while not dies and data.count(b"\n") < wanted and (part := os.read(receiving, 4_096)):
        data += part
    if not dies:
        select.select([], [], [], rng.random() * 0.01)  # somewhere between two confirmations
        os.kill(child, signal.SIGKILL)
    while part := os.read(receiving, 65_536):
        data += part
    os.close(receiving)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the child ended by an error of its own"
    assert os.WTERMSIG(status) == signal.SIGKILL
    lines = [line.split() for line in data.decode().splitlines()]
    return {(file, int(offset)) for file, offset in lines}


def test_fifty_kills_lose_and_tear_nothing(tmp_path: Path) -> None:
    promised: set[tuple[str, int]] = set()
    for seed in range(1, 51):
        promised |= run_until_killed(tmp_path, seed, dies=seed % 2 == 0)
    with open_journal(tmp_path / "journal.sqlite") as journal:
        repair(tmp_path, journal, NOW)
        kept = confirmed(journal)
        found = read_records(tmp_path)
        assert found.captures == kept
        assert found.types["request"] == len(kept)
        assert {(file, offset) for file, offset, _ in kept} >= promised
        assert len(promised) > 100
        assert {url.key for url in journal.read_urls("wexmoor")} == {
            f"democracy.wexmoor.example/mgai.aspx?id={n}" for n in range(_PAGES)
        }
    readings = list(read_captures([tmp_path]))
    assert not [reading for reading in readings if isinstance(reading, Failure)]

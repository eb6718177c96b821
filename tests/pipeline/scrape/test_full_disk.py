"""A disk that is full and one that may only be read, really: a small file system in memory, mounted for the test."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.journal import open_journal
from tests.pipeline.scrape.crawling import crawl, documents, finds
from tests.server import PROFILES, Running, serve

_libc = ctypes.CDLL(None, use_errno=True)
_READ_ONLY, _REMOUNT, _LAZILY = 1, 32, 2


def mount(folder: Path, options: str, flags: int = 0) -> int:
    """Mount a file system in memory, or change it; return the error number."""
    return 0 if _libc.mount(b"tmpfs", bytes(folder), b"tmpfs", flags, options.encode()) == 0 else ctypes.get_errno()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str, int], Path]]:
    """Return what makes a disk of so many bytes, or changes it, and gives its folder; skips where nothing may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def make(options: str, flags: int = 0) -> Path:
        error = mount(folder, options, flags)
        if error:
            pytest.skip(f"no file system may be mounted here ({os.strerror(error)})")
        return folder

    yield make
    _libc.umount2(bytes(folder), _LAZILY)


@pytest.fixture
def running() -> Iterator[Running]:
    with serve([PROFILES["plain"].called("plain", years=1, bodies=2)], seed=6) as server:
        yield server


def missing(running: Running, raw: Path) -> list[str]:
    found, failures = documents(raw, "plain")
    assert failures == []
    return [item.title for item in running.truth("plain").expected() if not finds(found, item)]


def captured(raw: Path) -> set[tuple[str, int]]:
    """Return file and offset of all that the journal confirms."""
    with open_journal(raw / "journal.sqlite", read_only=True) as journal:
        return {(one.file, one.offset) for known in journal.read_urls("plain") for one in journal.captures_of(known.key)}


def check(raw: Path) -> None:
    """Let warcio check every archive."""
    files = sorted(raw.rglob("*.warc.gz"))
    assert files
    command = [sys.executable, "-c", "from warcio.cli import main; main()", "check", *map(str, files)]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("kilobytes", [150, 260, 400])
def test_a_full_disk_is_one_clear_line_and_loses_nothing(
    running: Running, disk: Callable[[str, int], Path], kilobytes: int
) -> None:
    raw = disk(f"size={kilobytes}k", 0)
    full = crawl(running, ["plain"], raw)
    assert full.code == 1
    assert len(full.stderr.splitlines()) == 1, full.stderr
    assert "full" in full.stderr
    confirmed = captured(raw)
    disk("size=64m", _REMOUNT)
    done = crawl(running, ["plain"], raw)
    assert done.code == 0, done.stderr
    assert confirmed <= captured(raw)
    assert missing(running, raw) == []
    check(raw)


def test_an_archive_that_may_only_be_read_is_one_clear_line_and_stays_as_it_is(
    running: Running, disk: Callable[[str, int], Path]
) -> None:
    raw = disk("size=64m", 0)
    assert crawl(running, ["plain"], raw).code == 0
    before = {path: path.read_bytes() for path in raw.rglob("*.warc.gz")}
    running.log("plain").clear()
    disk("", _REMOUNT | _READ_ONLY)
    refused = crawl(running, ["plain"], raw)
    assert refused.code == 1
    assert len(refused.stderr.splitlines()) == 1, refused.stderr
    assert "Read-only file system" in refused.stderr
    assert running.log("plain").requests() == []
    assert {path: path.read_bytes() for path in raw.rglob("*.warc.gz")} == before
    assert missing(running, raw) == []

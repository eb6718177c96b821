"""Whatever a crawl met, every archive that it wrote is one that other tools accept; and what nobody should fetch is not fetched."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.scrape.crawling import build_plan, crawl, documents, finds, start
from tests.server import PROFILES, Running, serve

SMALL = {"years": 1, "bodies": 2}
FAULTS = (
    "offsite",
    "private",
    "loop",
    "gzip_bomb",
    "endless",
    "huge",
    "truncated",
    "reset",
    "challenge",
    "stub",
    "mg_error",
    "login",
    "500",
)

LOCATIONS = (
    "http://127.0.0.1:9/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://localhost/",
    "http://10.1.2.3/", "http://user@192.168.0.1/", "file:///etc/passwd", "ftp://192.168.0.1/x", "//169.254.169.254/latest/",
)  # fmt: skip


def check(raw: Path) -> None:
    """Let warcio check every archive below a folder, in which nothing may be left unfinished."""
    files = sorted(raw.rglob("*.warc.gz"))
    assert files
    assert list(raw.rglob("*.open")) == []
    command = [sys.executable, "-c", "from warcio.cli import main; main()", "check", *map(str, files)]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def missing(running: Running, raw: Path, name: str) -> list[str]:
    found, failures = documents(raw, name)
    assert failures == []
    return [item.title for item in running.truth(name).expected() if not finds(found, item)]


def test_archives_of_sites_that_fail_and_attack_are_sound(tmp_path: Path) -> None:
    with serve([PROFILES["plain"].called(name, **SMALL) for name in FAULTS], seed=6) as running:
        for name in FAULTS:
            running.fault(name, name, "GetMeeting\\?|ieListDocuments", times=2)
        crawl(running, FAULTS, tmp_path, timeout=3.0)
    check(tmp_path)


def test_a_file_of_300_megabytes_that_does_not_announce_its_size_is_cut_short(tmp_path: Path) -> None:
    with serve([PROFILES["plain"].called("large", **SMALL)], seed=6) as running:
        running.fault("large", "huge", "mgConvert2PDF|documents/s", times=1, announced=False)
        done = crawl(running, ["large"], tmp_path)
        assert done.counts["large"]["given_up"] is None
        assert done.counts["large"]["failed"] == 1
        assert sum(path.stat().st_size for path in tmp_path.rglob("*.warc.gz")) < 2**20
        assert missing(running, tmp_path, "large") == []
    check(tmp_path)


def test_a_redirect_to_an_address_that_nobody_named_is_refused(tmp_path: Path) -> None:
    names = {f"led{at:02}": location for at, location in enumerate(LOCATIONS)}
    with serve([PROFILES["plain"].called(name, years=1, bodies=0) for name in names], seed=6) as running:
        for name, location in names.items():
            item = next(item for item in running.truth(name).expected() if item.state == "minuted")
            running.fault(name, "private", f"M(?:eeting)?Id={item.meeting_id}\\b", location=location)
        done = crawl(running, names, tmp_path)
        assert done.stderr == ""
        for name, location in names.items():
            assert done.counts[name]["given_up"] is None, location
            assert done.counts[name]["failed"] >= 1, location
            assert done.counts[name]["requests"] == len(running.log(name).requests()), f"a request went to {location}"


@pytest.mark.parametrize("after", [4, 12])
def test_archives_of_a_crawl_that_was_killed_and_resumed_are_sound(tmp_path: Path, after: int) -> None:
    with serve([PROFILES["plain"].called("killed", **SMALL)], seed=6) as running:
        process = start(build_plan(running, ["killed"], tmp_path))
        assert process.stdout is not None
        for _ in range(after):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert crawl(running, ["killed"], tmp_path).code == 0
        assert missing(running, tmp_path, "killed") == []
    check(tmp_path)

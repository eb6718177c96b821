"""Crawls that are killed at random moments and taken up again end with the archive of one that was left in peace."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from tests.pipeline.scrape.crawling import build_plan, crawl, documents, finds, start
from tests.server import PROFILES, serve

KILLS = int(os.environ.get("OFSTED_MINUTES_KILLS", "6"))  # 50 for the full trial
NAMES = ("plain", "search_only")


def responses(raw: Path) -> list[tuple[str, str]]:
    """Return address (without its port) and payload digest of every response record; reading them all shows that none is torn."""
    found = []
    for path in sorted(raw.rglob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                record.content_stream().read()
                if record.rec_type == "response":
                    url = record.rec_headers.get_header("WARC-Target-URI")
                    found.append((url, record.rec_headers.get_header("WARC-Payload-Digest")))
    return found


def test_a_killed_crawl_loses_nothing_and_fetches_nothing_twice(tmp_path: Path) -> None:
    rng = random.Random(20261125)
    with serve([PROFILES[name].called(name, years=1, bodies=2) for name in NAMES], seed=8) as running:
        calm, torn = tmp_path / "calm", tmp_path / "torn"
        crawl(running, NAMES, calm, delay=0.1)
        finished = 0
        for _ in range(KILLS):
            process = start(build_plan(running, NAMES, torn, delay=0.1))
            journal = torn / "journal.sqlite"
            deadline = time.monotonic() + 30
            while process.poll() is None and not journal.exists() and time.monotonic() < deadline:
                time.sleep(0.01)
            try:
                process.wait(rng.uniform(0.1, 3.0))
                finished += 1
            except Exception:
                process.send_signal(signal.SIGKILL)
                process.wait()
        assert finished < KILLS, "every crawl ended before it was killed"
        last = crawl(running, NAMES, torn, delay=0.1)
        assert last.code == 0
        undisturbed, resumed = responses(calm), responses(torn)
        assert set(resumed) == set(undisturbed)
        assert len(resumed) == len(set(resumed)), "a page is stored twice"
        for name in NAMES:
            found, failures = documents(torn, name)
            assert failures == []
            assert [item.title for item in running.truth(name).expected() if len(finds(found, item)) != 1] == []


def test_an_interrupt_ends_in_order(tmp_path: Path) -> None:
    with serve([PROFILES["plain"].called("plain", years=1, bodies=2)], seed=8) as running:
        process = start(build_plan(running, ["plain"], tmp_path, delay=0.3))
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 1
        assert "Traceback" not in err
        assert list(tmp_path.rglob("*.open")) == []
        asked = set(running.log("plain").paths())
        running.log("plain").clear()
        assert crawl(running, ["plain"], tmp_path).code == 0
        assert not asked & set(running.log("plain").paths())

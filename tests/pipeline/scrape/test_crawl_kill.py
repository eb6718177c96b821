"""Crawls that are killed at random moments and taken up again end with the archive of one that was left in peace."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from tests.pipeline.scrape.crawling import build_plan, crawl, documents, finds, start
from tests.server import PROFILES, Running, serve

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


def crawl_with_kills(running: Running, raw: Path, rng: random.Random, most: int) -> int:
    """Crawl until all is fetched, killing up to `most` times on the way; return how often it was killed."""
    for killed in range(most):
        process = start(build_plan(running, NAMES, raw, delay=0.1))
        deadline = time.monotonic() + 30
        while process.poll() is None and not (raw / "journal.sqlite").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        try:
            process.wait(rng.uniform(0.1, 3.0))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        else:
            return killed  # all is fetched; another crawl would be the next turn, which asks what is new
    assert crawl(running, NAMES, raw, delay=0.1).code == 0
    return most


def test_a_killed_crawl_loses_nothing_and_fetches_nothing_twice(tmp_path: Path) -> None:
    rng = random.Random(20261125)
    with serve([PROFILES[name].called(name, years=1, bodies=2) for name in NAMES], seed=8) as running:
        crawl(running, NAMES, tmp_path / "calm", delay=0.1)
        undisturbed = responses(tmp_path / "calm")
        killed = crawls = 0
        while killed < KILLS:
            crawls += 1
            assert crawls <= 2 * KILLS, "crawls end before they are killed"
            torn = tmp_path / f"torn-{crawls}"
            killed += crawl_with_kills(running, torn, rng, KILLS - killed)
            resumed = responses(torn)
            assert set(undisturbed) <= set(resumed)
            # A crawl killed after its last page, before it could end, is followed by the next turn: it searches the latest days.
            assert [url for url, _ in set(resumed) - set(undisturbed) if "/ieSearchResults2.aspx?" not in url] == []
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

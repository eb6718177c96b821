"""Crawls of the local ModernGov for tests: each in a process of its own, as the command runs it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import Failure
from pipeline.models import MinutesDocument
from pipeline.runs import read_documents
from pipeline.scrape.plan import CrawlPlan, Site
from tests.server import Running, TruthItem

TODAY = date(2026, 6, 30)
DELAY = 0.02


@dataclass(frozen=True)
class Crawled:
    """How a crawl ended: the last figures of each site by name, the exit code, what it said on stderr."""

    counts: dict[str, dict[str, Any]]
    code: int
    stderr: str


def build_plan(running: Running, names: Iterable[str], raw: Path, **options: Any) -> CrawlPlan:
    sites = tuple(Site(name, running.base_url(name), named=True) for name in names)
    values = {"today": TODAY, "delay": DELAY, "timeout": 10.0} | options
    return CrawlPlan(sites, raw, **values)


def start(plan: CrawlPlan) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.scrape"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin is not None
    process.stdin.write(plan.to_json())
    process.stdin.close()
    process.stdin = None
    return process


def crawl(running: Running, names: Iterable[str], raw: Path, **options: Any) -> Crawled:
    process = start(build_plan(running, names, raw, **options))
    out, err = process.communicate(timeout=300)
    counts: dict[str, dict[str, Any]] = {}
    for line in out.splitlines():
        values = json.loads(line)
        counts[values["site"]] = values
    return Crawled(counts, process.returncode, err)


def kill_when(plan: CrawlPlan, is_met: Callable[[], bool]) -> None:
    """Crawl, and kill the crawl as soon as something has happened."""
    process = start(plan)
    deadline = time.monotonic() + 60
    while not is_met():
        assert process.poll() is None, "the crawl ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.kill()
    process.communicate()


def documents(raw: Path, name: str) -> tuple[list[MinutesDocument], list[Failure]]:
    """Return what a site's archive holds for an ingest: its documents, and what could not be read."""
    read = list(read_documents([raw / name]))
    return [d for d in read if isinstance(d, MinutesDocument)], [f for f in read if isinstance(f, Failure)]


def finds(found: list[MinutesDocument], wanted: TruthItem) -> list[str]:
    """Return the page kinds of the items that hold all of a truth item's paragraphs and are of its meeting."""
    kinds = []
    for document in found:
        for item in document.items:
            flat = "".join(item.text.split())
            whole = all("".join(paragraph.split()) in flat for paragraph in wanted.paragraphs)
            if whole and item.meeting_date == wanted.meeting_date:
                kinds.append(document.page_kind.value)
    return kinds

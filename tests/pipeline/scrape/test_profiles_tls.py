"""Sites behind TLS: a certificate that nobody vouches for is refused, one of a trusted authority opens the site, redirected or direct."""

from __future__ import annotations

import ssl
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.journal import open_journal
from pipeline.scrape.plan import CrawlPlan, Site
from tests.pipeline.scrape.crawling import DELAY, TODAY, start
from tests.pipeline.scrape.tables import load, standing_items
from tests.server import PROFILES, Running, TruthItem, serve


@pytest.fixture
def running() -> Iterator[Running]:
    with serve([PROFILES["https_redirect"].called("secure")], seed=3) as server:
        yield server


def crawl(raw: Path, **sites: str) -> tuple[int, str]:
    plan = CrawlPlan(tuple(Site(name, url, named=True) for name, url in sites.items()), raw, TODAY, delay=DELAY, timeout=10.0)
    process = start(plan)
    out, _ = process.communicate(timeout=120)
    return process.returncode, out


def published(running: Running) -> list[TruthItem]:
    """Return what a reader who trusts the certificate must find."""
    return [item for item in running.truth("secure").items if item.state in ("minuted", "pdf_only")]


def times_found(raw: Path, running: Running) -> dict[str, list[int]]:
    """Return how often the tables hold each item that is published, by crawled site."""
    database = raw.parent / "tables.duckdb"
    assert load([raw], database) == []
    wanted = published(running)
    assert wanted, "the generator made nothing to find"
    return {name: [sum(row.holds(item) for row in rows) for item in wanted] for name, rows in standing_items(database).items()}


def test_a_certificate_that_is_not_trusted_is_refused_and_nothing_is_asked_over_it(running: Running, tmp_path: Path) -> None:
    code, out = crawl(tmp_path / "raw", secure=running.secure_url("secure"))
    assert code == 1
    assert "the certificate of 127.0.0.1 is not to be trusted" in out
    assert running.log("secure").requests() == []
    with open_journal(tmp_path / "raw" / "journal.sqlite", read_only=True) as journal:
        assert list(journal.captures_of(running.secure_url("secure").removeprefix("https://") + "robots.txt")) == []


def test_a_redirect_to_a_site_that_is_not_trusted_is_recorded_and_the_host_given_up(running: Running, tmp_path: Path) -> None:
    code, out = crawl(tmp_path / "raw", secure=running.base_url("secure"), other=running.secure_url("secure"))
    assert code == 1
    assert "failures in a row, the last: the certificate of 127.0.0.1 is not to be trusted" in out
    assert {request.status for request in running.log("secure").requests() if request.path != "/robots.txt"} == {302}


def test_a_redirect_to_another_port_that_nobody_named_is_refused(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(running.certificate))
    code, _ = crawl(tmp_path / "raw", secure=running.base_url("secure"))
    assert code == 1
    assert {request.status for request in running.log("secure").requests() if request.path != "/robots.txt"} == {302}


def test_a_site_of_a_trusted_authority_is_read_whole(running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(running.certificate))
    code, _ = crawl(tmp_path / "raw", secure=running.secure_url("secure"))
    assert code == 0
    assert set(times_found(tmp_path / "raw", running)["secure"]) == {1}
    assert running.log("secure").most_in_flight() == 1
    assert running.log("secure").least_gap() >= DELAY


def test_a_site_that_redirects_to_tls_is_read_whole(running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The TLS port, which is no default port here, has to be named beside it; what either crawl finds first, the other need not fetch."""
    monkeypatch.setenv("SSL_CERT_FILE", str(running.certificate))
    code, _ = crawl(tmp_path / "raw", plain=running.base_url("secure"), other=running.secure_url("secure"))
    assert code == 0
    assert {sum(times) for times in zip(*times_found(tmp_path / "raw", running).values(), strict=True)} == {1}
    alone = tmp_path / "alone.duckdb"
    assert load([tmp_path / "raw" / "plain"], alone) == []
    rows = standing_items(alone)["plain"]
    assert sum(any(row.holds(item) for row in rows) for item in published(running)) > len(published(running)) / 2
    redirected = [request for request in running.log("secure").requests() if request.status == 302]
    assert len(redirected) >= 10


def test_the_name_in_the_certificate_counts(running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate is for 127.0.0.1 alone."""
    monkeypatch.setenv("SSL_CERT_FILE", str(running.certificate))
    address = running.secure_url("secure").replace("127.0.0.1", "localhost")
    code, out = crawl(tmp_path / "raw", secure=address)
    assert code == 1
    assert "robots.txt cannot be had" in out
    assert running.log("secure").requests() == []
    context = ssl.create_default_context(cafile=str(running.certificate))
    assert urllib.request.urlopen(running.secure_url("secure"), context=context).status == 200  # the site itself is well

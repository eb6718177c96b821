"""Servers that fail, stall, lie and attack: refused or bounded, recorded as what it is, and the crawl goes on."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.journal import open_journal
from tests.pipeline.scrape.crawling import build_plan, crawl, documents, finds
from tests.server import PROFILES, Running, serve

SMALL = {"years": 1, "bodies": 2}
MEETING = "GetMeeting\\?"


def small(*names: str) -> list[object]:
    return [PROFILES["plain"].called(name, **SMALL) for name in names]


def messages(raw: Path, name: str) -> list[tuple[str, str]]:
    """Return state and message of what is not done."""
    with open_journal(raw / "journal.sqlite", read_only=True) as journal:
        return [
            (str(known.state), known.message or "") for known in journal.read_urls(name) if known.state not in ("done", "skipped")
        ]


def missing(running: Running, raw: Path, name: str) -> list[str]:
    found, _ = documents(raw, name)
    return [item.title for item in running.truth(name).expected() if not finds(found, item)]


FAULTS = {
    "offsite": ("failed", "a redirect leads"),
    "private": ("failed", "private address"),
    "loop": ("failed", "redirects"),
    "gzip_bomb": ("failed", "unpacks to more than"),
    "endless": ("failed", "larger than allowed"),
    "huge": ("failed", "larger than allowed"),
    "truncated": ("failed", "the connection ended before the body did"),
    "reset": ("failed", ""),
    "challenge": ("blocked", "403"),
    "stub": ("blocked", "a script stub"),
    "mg_error": ("soft_error", "mgError"),
    "login": ("login", "ieLogon"),
    "drop": ("timeout", "no whole answer within"),
}


def test_one_bad_answer_is_recorded_as_what_it_is_and_costs_no_other(tmp_path: Path) -> None:
    """Each site has one meeting that answers with a fault, page and service alike; everything else is fetched all the same."""
    with serve(small(*FAULTS), seed=6) as running:  # type: ignore[arg-type]
        victims = {}
        for name in FAULTS:
            item = next(item for item in running.truth(name).expected() if item.state == "minuted")
            victims[name] = item.meeting_id
            for pattern in (f"lMeetingId={item.meeting_id}\\b", f"MId={item.meeting_id}\\b"):
                running.fault(name, name, pattern)
        done = crawl(running, list(FAULTS), tmp_path, timeout=3.0)
        assert done.stderr == ""
        for name, (state, text) in FAULTS.items():
            told = messages(tmp_path, name)
            assert (state, True) in [(found, text in message) for found, message in told], (name, told)
            assert done.counts[name]["given_up"] is None, name
            found, _ = documents(tmp_path, name)
            others = [item for item in running.truth(name).expected() if item.meeting_id != victims[name]]
            assert [item.title for item in others if not finds(found, item)] == [], name
            assert running.log(name).most_in_flight() <= 1


BAD_HEADERS = {
    "bracket": ("offsite", {"location": "http://[::1/x"}, "a redirect leads to what is no address"),
    "port": ("offsite", {"location": "http://127.0.0.1:99999999/x"}, "Port out of range"),
    "far": ("429", {"header": "999999999999"}, "come back in 31,622,400 s"),
    "nines": ("429", {"header": "9" * 400}, "come back in 31,622,400 s"),
    "square": ("429", {"header": "\u00b2", "times": 1}, ""),
}


def test_headers_that_are_no_address_and_no_time_stop_no_site(tmp_path: Path) -> None:
    with serve(small(*BAD_HEADERS), seed=6) as running:  # type: ignore[arg-type]
        victims = {}
        for name, (kind, options, _) in BAD_HEADERS.items():
            item = next(item for item in running.truth(name).expected() if item.state == "minuted")
            victims[name] = item.meeting_id
            for pattern in (f"lMeetingId={item.meeting_id}\\b", f"MId={item.meeting_id}\\b"):
                running.fault(name, kind, pattern, **options)  # type: ignore[arg-type]
        done = crawl(running, list(BAD_HEADERS), tmp_path)
        assert done.stderr == ""
        for name, (kind, options, reason) in BAD_HEADERS.items():
            told = [message for _, message in messages(tmp_path, name)]
            given_up = done.counts[name]["given_up"]
            assert "defect" not in f"{told}{given_up}", name
            if kind == "offsite":
                assert any(reason in message for message in told), (name, told)
            else:
                assert reason in (given_up or ""), (name, given_up)
            if kind == "offsite" or "times" in options:
                assert given_up is None
                found, _ = documents(tmp_path, name)
                others = [item for item in running.truth(name).expected() if item.meeting_id != victims[name]]
                assert [item.title for item in others if not finds(found, item)] == [], name


def test_an_error_that_no_rule_foresees_costs_one_address(tmp_path: Path) -> None:
    with serve(small("plain"), seed=6) as running:  # type: ignore[arg-type]
        plan = build_plan(running, ["plain"], tmp_path)
        victim = next(item for item in running.truth("plain").expected() if item.state == "minuted").meeting_id
        command = f"""
import pipeline.scrape.sites as sites
from pipeline.scrape.__main__ import main
judge = sites.judge
def fail(kind, answer, now):
    if "eetingId={victim}" in answer.url:
        raise OverflowError("too far")
    return judge(kind, answer, now)
sites.judge = fail
raise SystemExit(main())
"""
        done = subprocess.run([sys.executable, "-c", command], input=plan.to_json(), capture_output=True, text=True, timeout=120)
        assert (done.returncode, done.stderr) == (0, "")
        told = messages(tmp_path, "plain")
        assert [state for state, message in told if "a defect of this program: OverflowError: too far" in message] == ["failed"]
        assert missing(running, tmp_path, "plain") == []  # its page is asked for in place of the service's reply


def test_a_file_that_is_an_error_page_is_a_soft_error(tmp_path: Path) -> None:
    with serve(small("lies"), seed=6) as running:  # type: ignore[arg-type]
        running.fault("lies", "html_as_pdf", "mgConvert2PDF|documents/")
        crawl(running, ["lies"], tmp_path)
        assert ("soft_error", True) in [(state, bool(message)) for state, message in messages(tmp_path, "lies")]


@pytest.mark.parametrize("as_date", [False, True])
def test_retry_after_is_kept_and_the_page_fetched_then(tmp_path: Path, as_date: bool) -> None:
    with serve(small("busy"), seed=6) as running:  # type: ignore[arg-type]
        running.fault("busy", "429", MEETING, times=1, retry_after=3, as_date=as_date)
        done = crawl(running, ["busy"], tmp_path)
        requests = running.log("busy").requests()
        at = next(at for at, request in enumerate(requests) if request.status == 429)
        assert requests[at + 1].start - requests[at].start >= (2.0 if as_date else 3.0)  # a date has whole seconds
        assert done.code == 0
        assert missing(running, tmp_path, "busy") == []


def test_a_failure_that_passes_is_tried_again(tmp_path: Path) -> None:
    with serve(small("hiccup"), seed=6) as running:  # type: ignore[arg-type]
        running.fault("hiccup", "500", MEETING, times=2)
        running.fault("hiccup", "truncated", "ieSearchResults2", times=1)
        done = crawl(running, ["hiccup"], tmp_path)
        assert done.code == 0
        assert missing(running, tmp_path, "hiccup") == []


def test_a_dead_host_is_given_up_while_the_others_go_on_and_resumes_later(tmp_path: Path) -> None:
    with serve(small("dead", "well"), seed=6) as running:  # type: ignore[arg-type]
        running.fault("dead", "500", "GetMeeting|ieListDocuments")
        done = crawl(running, ["dead", "well"], tmp_path)
        assert done.code == 1
        assert "failures in a row" in done.counts["dead"]["given_up"]
        assert len(running.log("dead").requests()) < 20
        assert done.counts["well"]["given_up"] is None
        assert missing(running, tmp_path, "well") == []
        running.clear_faults("dead")
        again = crawl(running, ["dead"], tmp_path)
        assert again.code == 0
        assert missing(running, tmp_path, "dead") == []


def test_a_retry_after_beyond_the_cap_parks_the_host(tmp_path: Path) -> None:
    with serve(small("parked"), seed=6) as running:  # type: ignore[arg-type]
        running.fault("parked", "429", MEETING, retry_after=90_000)
        started = time.monotonic()
        done = crawl(running, ["parked"], tmp_path)
        assert "come back in 90,000 s" in done.counts["parked"]["given_up"]
        assert sum(request.status == 429 for request in running.log("parked").requests()) == 1
        assert time.monotonic() - started < 60


def test_a_read_only_archive_is_one_clear_line(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.write_text("in the way")
    with serve(small("plain"), seed=6) as running:  # type: ignore[arg-type]
        done = crawl(running, ["plain"], raw)
    assert done.code == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    with serve(small("plain"), seed=6) as running:  # type: ignore[arg-type]
        plan = build_plan(running, ["plain"], tmp_path)

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))

        command = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from pipeline.scrape.__main__ import main; raise SystemExit(main())"
        full = subprocess.run(
            [sys.executable, "-c", command], input=plan.to_json(), capture_output=True, text=True, preexec_fn=limit, timeout=120
        )
        assert full.returncode == 1
        assert "cannot be" in full.stderr
        assert "Traceback" not in full.stderr
        with sqlite3.connect(tmp_path / "journal.sqlite") as journal:
            (stored,) = journal.execute("SELECT count(*) FROM captures").fetchone()
        assert stored > 0
        running.log("plain").clear()
        crawl(running, ["plain"], tmp_path)
        assert missing(running, tmp_path, "plain") == []

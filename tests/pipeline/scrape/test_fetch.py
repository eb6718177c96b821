"""Codings with limits, robots.txt, Retry-After, and what an answer amounts to."""

import gzip
import random
import time
import zlib
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.exchanges import Exchange
from pipeline.journal import UrlState
from pipeline.scrape.fetch import Answer, TooLargeError, decode_body
from pipeline.scrape.outcomes import judge, parse_retry_after
from pipeline.scrape.robots import MAX_BYTES, build_robots, read_robots
from pipeline.scrape.steps import Kind

NOW = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
YEAR = 366 * 86_400.0
PAGE = '<html><head><title>x</title></head><body><div id="modgov"><h1 class="mgMainTitleTxt">{}</h1><div class="mgContent">{}</div></div></body></html>'


def answer(body: bytes, status: int = 200, url: str = "https://a.example/ieListDocuments.aspx?MId=1", **headers: str) -> Answer:
    named = [("Content-Type", "text/html"), *((name.replace("_", "-"), value) for name, value in headers.items())]
    return Answer(url, (Exchange(url, NOW, status, named, body),))


def test_codings_are_undone_within_limits():
    assert decode_body(b"plain", "", 10) == b"plain"
    assert decode_body(gzip.compress(b"x" * 100), "gzip", 100) == b"x" * 100
    raw = zlib.compressobj(wbits=-15)
    assert decode_body(raw.compress(b"abc") + raw.flush(), "deflate", 10) == b"abc"
    with pytest.raises(TooLargeError):
        decode_body(b"x" * 11, "", 10)


def test_a_gzip_bomb_is_stopped_while_it_unpacks():
    bomb = gzip.compress(b"\0" * (300 * 2**20), compresslevel=1)
    started = time.process_time()
    with pytest.raises(TooLargeError):
        decode_body(bomb, "gzip", 2**20)
    assert time.process_time() - started < 1.0


@pytest.mark.parametrize(
    ("body", "coding"),
    [(gzip.compress(b"x" * 500)[:-20], "gzip"), (b"not packed at all", "gzip"), (b"x", "br")],
    ids=["cut off", "not packed", "unknown"],
)
def test_damaged_bodies_are_no_pages(body, coding):
    with pytest.raises(ValueError):
        decode_body(body, coding, 1000)


def test_robots_txt_as_rfc_9309_has_it():
    text = b"\xef\xbb\xbfUser-agent: *\nDisallow: /documents/\nAllow: /documents/g\nCrawl-delay: 400\n"
    rules = build_robots(200, text, "ofsted-minutes", NOW)
    assert not rules.allows("https://a.example/documents/s1/x.pdf")
    assert rules.allows("https://a.example/documents/g1/x.pdf")
    assert not rules.allows("https://a.example/(S(abc))/documents/s1/x.pdf")
    assert rules.crawl_delay() == 30.0
    assert build_robots(404, b"", "x", NOW).allows("https://a.example/anything")
    for status in (500, 503, 429, None):
        assert not build_robots(status, b"", "x", NOW).allows("https://a.example/anything")


def test_the_first_part_of_a_long_robots_txt_is_read_without_the_line_that_is_cut():
    rules = b"User-agent: *\nDisallow: /documents/\n"
    line = b"Allow: /documents/public\n"
    long = rules + b"#" * (MAX_BYTES - len(rules) - len(line)) + b"\n" + line
    assert len(long) == MAX_BYTES + 1
    kept = build_robots(200, long + b"Disallow: /\n", "a", NOW)
    assert not kept.allows("https://a.example/documents/public/x.pdf")
    assert kept.allows("https://a.example/x")
    assert build_robots(200, long[:-2], "a", NOW).allows("https://a.example/documents/publi/x.pdf")


def test_the_first_part_of_a_packed_body_is_unpacked_and_no_more():
    body = bytes(range(256)) * 4000
    assert decode_body(gzip.compress(body), "gzip", 1000, first_part=True) == body[:1000]
    packed = gzip.compress(random.Random(1).randbytes(5000))
    assert len(decode_body(packed[:1000], "gzip", 1000, first_part=True)) > 900
    with pytest.raises(ValueError):  # cut off before as much came as was wanted
        decode_body(packed[:900], "gzip", 1000, first_part=True)


def test_robots_txt_is_kept_for_a_day_and_a_failure_is_not_kept():
    kept = build_robots(200, b"User-agent: *\nDisallow: /x", "a", NOW)
    assert read_robots(kept.to_json(), "a", NOW + timedelta(hours=23)) == kept
    assert read_robots(kept.to_json(), "a", NOW + timedelta(hours=25)) is None
    assert read_robots(build_robots(503, b"", "a", NOW).to_json(), "a", NOW) is None
    assert read_robots("not json", "a", NOW) is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("Tue, 30 Jun 2026 12:01:00 GMT", 60.0),
        ("Tue, 30 Jun 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("\u00b2", None),
        ("\u0663", None),
        ("999999999999", YEAR),
        ("9" * 400, YEAR),
        ("9" * 5000, YEAR),
        ("Fri, 31 Dec 9999 23:59:59 GMT", YEAR),
        ("Fri, 31 Dec 9999 23:59:59 -2359", YEAR),
        ("Mon, 01 Jan 0001 00:00:00 +2359", 0.0),
        ("Tue, 30 Jun 2026 12:01:00 +99999999999999999999", None),
    ],
    ids=range(14),
)
def test_retry_after_in_both_forms(value, seconds):
    exchange = Exchange("https://a.example/", NOW, 429, [("Retry-After", value)], b"")
    assert parse_retry_after(exchange, NOW) == seconds


@pytest.mark.parametrize(
    ("kind", "given", "state"),
    [
        (Kind.MEETING, answer(PAGE.format("Agenda and minutes", "<p>1.</p>").encode()), UrlState.DONE),
        (Kind.MEETING, answer(b"<html><title>Just a moment...</title><body></body></html>", 403), UrlState.BLOCKED),
        (Kind.MEETING, answer(b"<html><script>x()</script></html>"), UrlState.BLOCKED),
        (Kind.MEETING, answer(PAGE.format("Login", "").encode()), UrlState.LOGIN),
        (
            Kind.MEETING,
            answer(
                b"<html><body><h1>Ashcombe Council</h1><p>Welcome to the town of Ashcombe and its many parks.</p></body></html>"
            ),
            UrlState.SOFT_ERROR,
        ),
        (Kind.MEETING, answer(b"", 404), UrlState.FAILED),
        (Kind.MEETING, Answer("https://a.example/x", failure="timeout", reason="late"), UrlState.TIMEOUT),
        (Kind.DOCUMENT, answer(b"%PDF-1.4 ..."), UrlState.DONE),
        (Kind.DOCUMENT, answer(PAGE.format("Documents", "some words here").encode()), UrlState.SOFT_ERROR),
        (Kind.SERVICE_MEETING, answer(b'<?xml version="1.0"?><meeting></meeting>'), UrlState.DONE),
        (Kind.SERVICE_MEETING, answer(PAGE.format("Agenda", "words").encode()), UrlState.SOFT_ERROR),
    ],
)
def test_answers_are_told_apart_by_their_content(kind, given, state):
    assert judge(kind, given, NOW).state is state


def test_redirects_to_the_login_and_error_pages_say_all():
    hop = Exchange("https://a.example/x", NOW, 302, [("Location", "ieLogon.aspx")], b"")
    assert judge(Kind.DOCUMENT, Answer(hop.url, (hop,), stopped_at="ielogon.aspx"), NOW).state is UrlState.LOGIN
    assert judge(Kind.DOCUMENT, Answer(hop.url, (hop,), stopped_at="mgerror.aspx"), NOW).state is UrlState.SOFT_ERROR

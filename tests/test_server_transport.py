"""The local ModernGov: web service, faults, shields, robots, character sets, files (points 21 to 26 of the field reference)."""

from __future__ import annotations

import html
import http.client
import re
import socket
import time
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from tests.server import Running, Site, serve
from tests.server.ask import ask
from tests.server.look import SITES, TODAY, flat, items, meeting_page, meetings, page, printed


@pytest.fixture(scope="module")
def shared() -> Iterator[Running]:
    with serve(SITES, seed=5, today=TODAY) as running:
        yield running


@pytest.fixture
def own() -> Iterator[Running]:
    with serve([Site("own", years=1, bodies=2)], seed=5, today=TODAY) as running:
        yield running


def service(running: Running, name: str, call: str) -> ElementTree.Element:
    answer = page(running, name, f"mgWebService.asmx/{call}")
    assert answer.status == 200, answer.body
    return ElementTree.fromstring(answer.body)


def test_21_transports_and_refusals_of_the_service(shared: Running) -> None:
    base = shared.base_url("plain") + "mgWebService.asmx/"
    meeting, item = next(pair for pair in items(shared, "plain") if pair[1].words > 520)
    got = ask(f"{base}GetMeeting?lMeetingId={meeting.id}")
    assert ask(f"{base}GetMeeting", method="POST", body=f"lMeetingId={meeting.id}".encode()).body == got.body
    envelope = (
        '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><GetMeeting xmlns="http://moderngov.co.uk/namespaces/">'
        f"<lMeetingId>{meeting.id}</lMeetingId></GetMeeting></soap:Body></soap:Envelope>"
    ).encode()
    headers = {"Content-Type": "text/xml", "SOAPAction": '"http://moderngov.co.uk/namespaces/GetMeeting"'}
    soap = ask(base.rstrip("/"), method="POST", body=envelope, headers=headers)
    assert got.text.split("\n", 1)[1] in soap.text
    assert "<GetMeetingResult>" in soap.text
    for call, words in (
        ("GetMeeting", "Missing parameter"),
        ("GetMeetings?lCommitteeId=-1", "Missing parameter"),
        ("Nonsense", "method name is not valid"),
    ):
        answer = ask(base + call)
        assert answer.status == 500
        assert words in answer.text
    assert page(shared, "post_only", f"mgWebService.asmx/GetMeeting?lMeetingId={meeting.id}").status == 500
    assert page(shared, "search_only", "mgWebService.asmx/GetCommittees").status == 404
    assert page(shared, "service_only", "mgWebService.asmx/GetCommittees").status == 200
    assert page(shared, "service_only", "mgListCommittees.aspx").status == 403
    reply = ElementTree.fromstring(got.body)
    body = (
        next(element for element in reply.iter("agendaitem") if element.findtext("agendaitemid") == str(item.id)).findtext(
            "minutesnonemptyhtmlbody"
        )
        or ""
    )
    assert "<p class=" in body
    for paragraph in item.confirmed:
        assert flat(html.escape(paragraph)) in flat(body)


def test_21_dates_committee_numbers_and_encodings_of_the_service(shared: Running) -> None:
    def days(name: str, number: int, first: str, last: str) -> list[str]:
        reply = service(shared, name, f"GetMeetings?lCommitteeId={number}&sFromDate={first}&sToDate={last}")
        return [element.text or "" for element in reply.iter("meetingdate")]

    quarter = days("plain", -1, "01/01/2026", "31/03/2026")
    assert quarter
    assert all(day.endswith(("01/2026", "02/2026", "03/2026")) for day in quarter)
    assert len(days("plain", -1, "2026-01-01", "2026-03-31")) == len(shared.council("plain").meetings)
    assert days("plain", 0, "01/01/2026", "31/03/2026") == []
    assert days("subpath", 0, "01/01/2026", "31/03/2026")
    assert days("subpath", -1, "01/01/2026", "31/03/2026") == []
    text = page(shared, "plain", "mgWebService.asmx/GetMeetings?lCommitteeId=111&sFromDate=01/01/2026&sToDate=31/12/2026").text
    assert re.search(r"<meetingscount> \d+</meetingscount>", text)
    raw = page(shared, "plain", "mgWebService.asmx/GetCommittees").text
    assert "Children&amp;#39;s Services Improvement Board" in raw
    assert "Health &amp;amp; Wellbeing Board" in raw
    meeting, _ = items(shared, "literal_xml")[0]
    literal = page(shared, "literal_xml", f"mgWebService.asmx/GetMeeting?lMeetingId={meeting.id}")
    assert b'<minutesnonemptyhtmlbody><div class="mgWordPara"' in literal.body
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(literal.body)
    one = page(shared, "plain", f"mgWebService.asmx/GetMeeting?lMeetingId={items(shared, 'plain')[0][0].id}").text
    assert re.search(r"<agendatext>\s+</agendatext>", one)
    assert "<minutepublished>True</minutepublished>" in one


def test_22_no_validators(shared: Running) -> None:
    headers = page(shared, "plain", "mgListCommittees.aspx").headers
    assert not {"etag", "last-modified"} & headers.keys()


def test_22_slow_dropped_limited_failing_cut_and_reset_answers(own: Running) -> None:
    base = own.base_url("own")
    own.fault("own", "slow", "mgListCommittees", times=1, seconds=0.3)
    begun = time.monotonic()
    assert ask(base + "mgListCommittees.aspx").status == 200
    assert time.monotonic() - begun >= 0.3
    own.fault("own", "drop", "ieDocHome", times=1)
    with pytest.raises(TimeoutError):
        ask(base + "ieDocHome.aspx", timeout=0.3)
    own.fault("own", "429", "ieDocHome", times=1, retry_after=7)
    own.fault("own", "429", "ieDocHome", times=1, retry_after=7, as_date=True)
    assert ask(base + "ieDocHome.aspx").headers["retry-after"] == "7"
    assert ask(base + "ieDocHome.aspx").headers["retry-after"].endswith("GMT")
    own.fault("own", "500", "ieDocHome", times=1)
    assert [ask(base + "ieDocHome.aspx").status for _ in range(2)] == [500, 200]
    own.fault("own", "truncated", "ieDocHome", times=1)
    with pytest.raises(http.client.IncompleteRead):
        ask(base + "ieDocHome.aspx")
    own.fault("own", "reset", "ieDocHome", times=1)
    with pytest.raises(ConnectionError):
        ask(base + "ieDocHome.aspx")
    assert [request.status for request in own.log("own").requests()] == [200, 0, 429, 429, 500, 200, 200, 0]


def test_22_hostile_answers(own: Running) -> None:
    base = own.base_url("own")
    own.fault("own", "offsite", "a1")
    own.fault("own", "private", "a2")
    own.fault("own", "loop", "a3")
    own.fault("own", "gzip_bomb", "a4", megabytes=50)
    own.fault("own", "endless", "a5")
    own.fault("own", "huge", "a6", megabytes=2)
    assert ask(base + "a1.aspx", follow=False).headers["location"] == "http://elsewhere.example/"
    assert ask(base + "a2.aspx", follow=False).headers["location"].startswith("http://169.254.169.254/")
    loop = ask(base + "a3.aspx")
    assert (loop.status, len(set(loop.hops))) == (302, 10)
    bomb = ask(base + "a4.aspx")
    assert bomb.headers["content-encoding"] == "gzip"
    assert len(bomb.body) < 100_000
    inflated = zlib.decompressobj(31)
    assert len(inflated.decompress(bomb.body)) == 50 * 2**20
    assert inflated.eof
    with socket.create_connection(("127.0.0.1", int(base.split(":")[2].rstrip("/")))) as raw:
        raw.sendall(b"GET /a5.aspx HTTP/1.1\r\nHost: x\r\n\r\n")
        read = 0
        while read < 3_000_000:
            read += len(raw.recv(65536))
        assert read >= 3_000_000
    huge = ask(base + "a6.pdf")
    assert int(huge.headers["content-length"]) == len(huge.body) == 2 * 2**20
    with pytest.raises(ValueError, match="no fault"):
        own.fault("own", "nonsense")


def test_23_shields(shared: Running, own: Running) -> None:
    cloud = page(shared, "service_only", "mgListCommittees.aspx")
    assert cloud.status == 403
    assert "<title>Just a moment...</title>" in cloud.text
    for address in ("mgListCommittees.aspx", "mgWebService.asmx/GetCommittees"):
        stub = page(shared, "blocked", address)
        assert (stub.status, len(stub.body)) == (200, 212)
        assert b"<script" in stub.body
    azure = ask(shared.base_url("azure_agent") + "mgListCommittees.aspx", headers={"User-Agent": "Scrapy/2 (+https://scrapy.org)"})
    assert "<title>Azure WAF</title>" in azure.text
    assert page(shared, "azure_agent", "mgListCommittees.aspx").status == 200
    quick = [ask(shared.base_url("rate_shield") + "mgListCommittees.aspx").status for _ in range(2)]
    assert quick == [200, 403]
    own.fault("own", "stub", "ieDocHome", times=1)
    assert len(ask(own.base_url("own") + "ieDocHome.aspx").body) == 212
    own.fault("own", "login", "ieDocHome", times=1)
    assert ask(own.base_url("own") + "ieDocHome.aspx").url.endswith("/ieLogon.aspx")


@pytest.mark.parametrize(
    ("name", "status", "rule"),
    [
        ("no_robots", 404, ""),
        ("plain", 200, "Disallow:\n"),
        ("robots_all", 200, "Disallow: /\n"),
        ("robots_documents", 200, "Disallow: /documents/\n"),
        ("robots_delay", 200, "Crawl-delay: 2\n"),
        ("robots_5xx", 503, ""),
    ],
)
def test_24_robots(shared: Running, name: str, status: int, rule: str) -> None:
    answer = page(shared, name, "robots.txt")
    assert answer.status == status
    assert rule in answer.text


def test_25_character_sets(shared: Running) -> None:
    _, item = next(pair for pair in items(shared, "windows_1252") if pair[1].relevant)
    old = page(shared, "windows_1252", f"mgAi.aspx?ID={item.id}")
    assert old.headers["content-type"] == "text/html"
    assert b"charset" not in old.body
    assert b"\x92" in old.body or b"\xa3" in old.body
    with pytest.raises(UnicodeDecodeError):
        old.body.decode("utf-8")
    assert page(shared, "plain", "mgListCommittees.aspx").headers["content-type"] == "text/html; charset=utf-8"
    assert page(shared, "links_all", "mgListCommittees.aspx").headers["content-type"] == "text/html"


def test_26_documents(shared: Running, own: Running) -> None:
    council = shared.council("plain")
    by_kind = {
        document.kind: (meeting, item, document)
        for meeting, item, document in council.documents.values()
        if not document.restricted
    }
    assert {"inspection_report", "action_plan", "report", "minutes", "scan", "broken"} <= by_kind.keys()
    report = by_kind["inspection_report"][2]
    named, converted = (
        page(shared, "plain", address)
        for address in (f"documents/s{report.id}/a & b, c.pdf", f"mgConvert2Pdf.aspx?ID={report.id}&ISATT=1")
    )
    assert named.body == converted.body
    assert report.title in converted.headers["content-disposition"]
    assert "Whatneedstoimprove" in printed(named.body)
    assert printed(page(shared, "plain", f"documents/s{by_kind['scan'][2].id}/x.pdf").body) == ""
    broken = page(shared, "plain", f"documents/s{by_kind['broken'][2].id}/x.pdf")
    assert broken.headers["content-type"] == "application/pdf"
    assert not broken.body.startswith(b"%PDF-")
    meeting = next(it for it in meetings(shared, "plain", "confirmed") if it.supplement)
    assert f"mgChooseDocPack.aspx?ID={meeting.agenda_id}" in meeting_page(shared, "plain", meeting)
    chooser = page(shared, "plain", f"mgChooseDocPack.aspx?ID={meeting.agenda_id}")
    assert chooser.headers["content-type"].startswith("text/html")
    assert re.search(r'href="documents/g\d+/[^"]* [^"]*\.pdf\?T=10"', chooser.text)
    twin = page(
        shared, "pdf_only", f"documents/g{meetings(shared, 'pdf_only', 'confirmed')[0].agenda_id}/Printed minutes.htm?T=1&CT=2"
    )
    assert "&lt;AI1&gt;" in twin.text
    assert "LAYOUT_SECTION&gt;" in twin.text
    assert twin.headers["content-type"].startswith("text/html")


def test_26_printed_minutes_hold_the_texts_and_packs_those_of_the_previous_meeting(shared: Running) -> None:
    council = shared.council("plain")
    meeting = next(
        it for it in meetings(shared, "plain", "confirmed")
        if it.minutes_kind == "text" and any(doc.kind == "minutes" for item in it.items for doc in item.documents) and any(item.relevant for item in it.items)
    )  # fmt: skip
    minutes = printed(page(shared, "plain", f"documents/g{meeting.agenda_id}/Printed minutes.pdf?T=1").body)
    for item in meeting.items:
        assert all("".join(line.split())[:60] in minutes for line in item.confirmed)
    document = next(doc for item in meeting.items for doc in item.documents if doc.kind == "minutes")
    previous = council.meetings[document.of_meeting or 0]
    pack = printed(page(shared, "plain", f"documents/g{meeting.agenda_id}/Public reports pack.pdf?T=10").body)
    assert "PublicDocumentPack" in pack
    assert "".join(previous.items[0].confirmed[0].split()) in pack
    assert f"{previous.day.day}{previous.day:%B%Y}".upper() in pack
    attached = page(shared, "plain", f"documents/s{document.id}/Minutes.pdf").body
    assert attached == page(shared, "plain", f"documents/g{previous.agenda_id}/Printed minutes.pdf?T=1").body

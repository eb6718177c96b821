"""The local ModernGov: routing, time, log, truth and determinism (points 1 to 5 and 27 to 30 of the field reference), and how it is run."""

from __future__ import annotations

import ast
import html
import json
import re
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.server import Running, Site, serve
from tests.server.ask import ask
from tests.server.look import SITES, TODAY, await_that, flat, h1, meeting_page, meetings, page, printed


@pytest.fixture(scope="module")
def shared() -> Iterator[Running]:
    with serve(SITES, seed=5, today=TODAY) as running:
        yield running


@pytest.fixture
def own() -> Iterator[Running]:
    with serve([Site("own", years=1, bodies=2)], seed=5, today=TODAY) as running:
        yield running


def test_01_installs_at_root_in_a_sub_path_with_session_segments_and_behind_tls(shared: Running) -> None:
    assert ask(shared.base_url("plain") + "mgListCommittees.aspx").hops == ()
    outside = shared.base_url("subpath").removesuffix("moderngov/")
    assert ask(outside + "mgListCommittees.aspx").status == 404
    answer = page(shared, "subpath", "mgListCommittees.aspx?bcr=1")
    assert re.search(r"/moderngov/\(S\([a-z0-9]{24}\)\)/mgListCommittees\.aspx\?bcr=1$", answer.url)
    assert (answer.status, len(answer.hops)) == (200, 1)
    address = shared.base_url("https_redirect") + "mgListCommittees.aspx"
    assert ask(address, follow=False).headers["location"].startswith("https://127.0.0.1:")
    with pytest.raises(ssl.SSLCertVerificationError):
        ask(address)
    assert h1(ask(address, trust=str(shared.certificate)).text) == "Committee structure"


def test_02_names_and_keys_in_any_case_and_three_spellings_of_the_meeting(shared: Running) -> None:
    meeting = meetings(shared, "plain", "confirmed")[0]
    expected = meeting_page(shared, "plain", meeting)
    for address in (
        f"ieListDocuments.aspx?MId={meeting.id}",
        f"IELISTDOCUMENTS.ASPX?meetingid={meeting.id}&XXR=0&Ver=4",
        f"ielistdocuments.aspx?MID={meeting.id}&nonsense=1",
    ):
        assert page(shared, "plain", address).text == expected
    assert page(shared, "plain", "MGWEBSERVICE.asmx/getcommittees").status == 200


@pytest.mark.parametrize(
    "address", ["mgSearchResults.aspx", "mgDocumentSearch.aspx", "mgAi.aspx?ID=1", "mgAi.aspx?ID=x", "ieListDocuments.aspx"]
)
def test_03_what_is_not_there_ends_at_the_error_page_with_200(shared: Running, address: str) -> None:
    answer = page(shared, "plain", address)
    assert answer.url.endswith("/mgError.aspx")
    assert (answer.status, len(answer.hops)) == (200, 1)


def test_04_a_restricted_file_leads_to_the_login(shared: Running) -> None:
    restricted = [item for _, item in shared.council("plain").items.values() if item.restricted]
    assert len(restricted) == 1
    answer = page(shared, "plain", f"documents/s{restricted[0].documents[0].id}/x.pdf")
    assert "/ieLogon.aspx" in answer.url
    assert 'type="password"' in answer.text


def test_05_a_site_where_every_page_redirects_to_the_error_page(shared: Running) -> None:
    for address in ("mgListCommittees.aspx", "ieDocSearch.aspx", "ieListMeetings.aspx?CId=111"):
        assert page(shared, "error_redirect", address).url.endswith("/mgError.aspx")


def test_27_minutes_come_are_drafts_and_change_when_confirmed(own: Running) -> None:
    waiting = next(item for item in own.truth("own").items if item.state == "awaiting" and item.meeting_date < TODAY)
    days = {what: day for day, what, number in own.truth("own").events if number == waiting.meeting_id}
    address = f"ieListDocuments.aspx?MId={waiting.meeting_id}"
    assert h1(page(own, "own", address).text) == "Agenda"
    assert waiting.paragraphs == ()
    own.clock = days["draft"]
    draft = next(item for item in own.truth("own").items if item.item_id == waiting.item_id)
    assert draft.draft
    assert "draft minutes" in h1(page(own, "own", address).text)
    shown = page(own, "own", f"mgAi.aspx?ID={waiting.item_id}").text
    assert all(flat(html.escape(line)) in flat(shown) for line in draft.paragraphs)
    own.clock = days["confirmed"]
    final = next(item for item in own.truth("own").items if item.item_id == waiting.item_id)
    assert not final.draft
    assert final.paragraphs != draft.paragraphs
    shown = page(own, "own", f"mgAi.aspx?ID={waiting.item_id}").text
    assert all(flat(html.escape(line)) in flat(shown) for line in final.paragraphs)
    assert "draft" not in h1(page(own, "own", address).text)


def test_27_a_meeting_is_re_dated_and_a_document_withdrawn(own: Running) -> None:
    events = {what: (day, number) for day, what, number in own.truth("own").events if what in ("re-dated", "withdrawn")}
    day, number = events["re-dated"]
    listing = "mgWebService.asmx/GetMeetings?lCommitteeId=111&sFromDate=01/07/2026&sToDate=31/12/2026"
    before = page(own, "own", listing).text
    own.clock = day
    after = page(own, "own", listing).text
    assert re.findall(r"<meetingid>(\d+)", before) == re.findall(r"<meetingid>(\d+)", after) == [str(number)]
    assert re.findall(r"<meetingdate>(.*?)<", before) != re.findall(r"<meetingdate>(.*?)<", after)
    assert "Moved from" in page(own, "own", f"ieListDocuments.aspx?MId={number}").text
    day, number = events["withdrawn"]
    own.clock = day - timedelta(days=1)
    assert page(own, "own", f"documents/s{number}/x.pdf").body.startswith(b"%PDF-")
    meeting = own.council("own").documents[number][0]
    assert f"documents/s{number}/" in page(own, "own", f"ieListDocuments.aspx?MId={meeting.id}").text
    own.clock = day
    assert "/ieLogon.aspx" in page(own, "own", f"documents/s{number}/x.pdf").url
    assert f"documents/s{number}/" not in page(own, "own", f"ieListDocuments.aspx?MId={meeting.id}").text


def test_28_the_log_tells_pacing_paths_and_what_was_in_flight(own: Running) -> None:
    base, log = own.base_url("own"), own.log("own")
    own.fault("own", "drop", "held", times=1)
    with socket.create_connection(("127.0.0.1", int(base.split(":")[2].rstrip("/")))) as raw:
        raw.sendall(b"GET /held.aspx HTTP/1.1\r\nHost: x\r\nUser-Agent: one\r\n\r\n")
        await_that(lambda: len(log.requests()) == 1)
        ask(base + "mgAi.aspx?ID=1", follow=False)
    await_that(lambda: log.requests()[0].end is not None)
    first, second = log.requests()
    assert (first.path, first.agent, first.status, first.in_flight) == ("/held.aspx", "one", 0, 1)
    assert (second.target, second.agent, second.status, second.in_flight) == ("/mgAi.aspx?ID=1", "server-test", 302, 2)
    assert first.end
    assert second.end
    assert first.start < second.start < second.end < first.end
    assert log.most_in_flight() == 2
    assert log.least_gap() == second.start - first.start
    assert log.paths() == ["/held.aspx", "/mgAi.aspx?ID=1"]
    log.clear()
    ask(base + "mgError.aspx")
    assert [request.in_flight for request in log.requests()] == [1]


@pytest.mark.parametrize(
    "name", ["plain", "search_only", "pdf_only", "service_only", "blocked", "robots_documents", "https_redirect"]
)
def test_29_the_truth_is_what_the_site_serves(shared: Running, name: str) -> None:
    truth = shared.truth(name)
    expected = truth.expected()
    if name in ("blocked", "https_redirect"):
        assert truth.items
        assert expected == []
        return
    assert expected
    assert len({item.item_id for item in expected}) == len(expected)
    assert {item.state for item in truth.items} >= {"minuted", "awaiting"} or name == "pdf_only"
    assert all(item.state == "minuted" for item in expected) or name not in ("service_only", "robots_documents")
    for item in expected[::5]:
        if name == "service_only":
            body = html.unescape(page(shared, name, f"mgWebService.asmx/GetMeeting?lMeetingId={item.meeting_id}").text)
        elif item.state == "pdf_only":
            body = printed(ask(next(document.urls[0] for document in item.documents if document.kind == "minutes_pdf")).body)
            assert all("".join(line.split())[:50] in body for line in item.paragraphs)
            continue
        else:
            body = ask(item.pages["agenda_item"]).text
        assert item.missing_from(html.unescape(re.sub(r"<[^>]*>", "", body))) == []
    assert json.loads(json.dumps(truth.as_json(), default=str))["council"] == truth.council


def test_29_the_truth_has_hard_cases(shared: Running) -> None:
    found = shared.truth("plain").expected()
    assert any(item.cut_on_page for item in found)
    assert any(not item.committee_live for item in found)
    assert any(len(item.issue_items) > 1 for item in found)
    assert any(document.needed for item in found for document in item.documents)
    assert any(not item.title_tells for name in ("plain", "search_only") for item in shared.truth(name).expected())
    assert any(item.state == "restricted" for item in shared.truth("plain").items)


def test_30_same_seed_same_bytes() -> None:
    sites = [Site("same", years=1, bodies=2)]
    with (
        serve(sites, seed=3, today=TODAY) as one,
        serve(sites, seed=3, today=TODAY) as two,
        serve(sites, seed=4, today=TODAY) as other,
    ):
        meeting = next(
            it for it in one.council("same").meetings.values() if it.state(TODAY) == "confirmed" and it.minutes_kind == "text"
        )
        addresses = [
            "mgListCommittees.aspx", f"ieListDocuments.aspx?MId={meeting.id}", f"mgAi.aspx?ID={meeting.items[-1].id}", "ieSearchResults2.aspx?SS=ofsted",
            f"documents/g{meeting.agenda_id}/x.pdf?T=1", f"documents/g{meeting.agenda_id}/x.pdf?T=10",
        ]  # fmt: skip
        for address in addresses:
            assert page(one, "same", address).body == page(two, "same", address).body
        assert (
            page(one, "same", "ieSearchResults2.aspx?SS=ofsted").body != page(other, "same", "ieSearchResults2.aspx?SS=ofsted").body
        )
        assert {item.item_id: item.text for item in one.truth("same").items} == {
            item.item_id: item.text for item in two.truth("same").items
        }


def test_30_the_server_takes_nothing_from_the_program() -> None:
    modules = list((Path(__file__).parent / "server").glob("*.py"))
    assert len(modules) > 10
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not [name for name in names if name.split(".")[0] in ("pipeline", "extractors", "tools")], module.name


def test_a_hundred_councils_at_once() -> None:
    sites = [Site(f"council-{number:03d}", years=1, bodies=0) for number in range(100)]
    with serve(sites, seed=1, today=TODAY) as running:
        for name in running.names:
            assert page(running, name, "robots.txt").status == 404
        assert len({running.base_url(name) for name in running.names}) == 100
        assert len({running.council(name).seed for name in running.names[:5]}) == 5


def test_profiles_refuse_switches_that_do_not_exist() -> None:
    with pytest.raises(ValueError, match="robots must be one of"):
        Site("wrong", robots="sometimes")
    with pytest.raises(ValueError, match="slash"):
        Site("wrong", root="moderngov")
    with pytest.raises(ValueError, match="two sites"):
        serve([Site("twice"), Site("twice")])


def test_serves_by_hand(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    truth = tmp_path / "truth.json"
    command = [sys.executable, "-m", "tests.server", "--port", str(port), "--truth", str(truth), "blocked"]
    folder = Path(__file__).resolve().parents[1]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            name, base = process.stdout.readline().split()
            assert (name, base) == ("blocked", f"http://127.0.0.1:{port}/")
            assert len(ask(base + "mgListCommittees.aspx").body) == 212
        finally:
            process.terminate()
    assert json.loads(truth.read_text(encoding="utf-8"))["blocked"]["items"]

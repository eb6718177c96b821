"""The local ModernGov: what each point of the field reference asks of a simulator, seen from outside by plain requests."""

from __future__ import annotations

import ast
import html
import http.client
import io
import json
import re
import socket
import ssl
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest

from tests.server import PROFILES, Running, Site, serve
from tests.server.ask import Answer, ask
from tests.server.model import Item, Meeting

TODAY = date(2026, 6, 30)
SMALL = {"years": 1, "bodies": 2}
SHRUNK = (
    "lists_only", "service_only", "blocked", "error_redirect", "welsh", "pdf_only", "literal_xml", "links_all", "windows_1252", "post_only", "azure_agent",
    "rate_shield", "https_redirect", "robots_all", "robots_documents", "robots_5xx", "robots_delay",
)  # fmt: skip
SITES = [
    *(PROFILES[name].called(name, years=2, bodies=8) for name in ("plain", "search_only")),
    PROFILES["subpath"].called("subpath", **SMALL),
    *(PROFILES[name].called(name, **SMALL) for name in SHRUNK),
    Site("no_robots", robots="none", **SMALL),
]


@pytest.fixture(scope="module")
def shared() -> Iterator[Running]:
    with serve(SITES, seed=5, today=TODAY) as running:
        yield running


@pytest.fixture
def own() -> Iterator[Running]:
    with serve([Site("own", **SMALL)], seed=5, today=TODAY) as running:
        yield running


def page(running: Running, name: str, address: str) -> Answer:
    return ask(running.base_url(name) + address)


def meetings(running: Running, name: str, state: str) -> list[Meeting]:
    return [meeting for meeting in running.council(name).meetings.values() if meeting.state(running.clock) == state]


def items(running: Running, name: str) -> list[tuple[Meeting, Item]]:
    confirmed = [pair for pair in running.council(name).items.values() if pair[0].state(running.clock) == "confirmed"]
    return [pair for pair in confirmed if pair[0].minutes_kind == "text"]


def meeting_page(running: Running, name: str, meeting: Meeting) -> str:
    return page(running, name, f"ieListDocuments.aspx?CId={meeting.committee.id}&MId={meeting.id}").text


def h1(text: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", text)
    return html.unescape(found[1]) if found else ""


def flat(markup: str) -> str:
    """Visible text without white space, for comparing words however they are set."""
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).split())


def await_that(condition: Callable[[], bool]) -> None:
    """Return once the server's threads have come so far; fail after ten seconds."""
    until = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until, "the server did not get there"


def printed(data: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    return "".join("".join(document[at].get_textpage().get_text_bounded().split()) for at in range(len(document)))


# ------------------------------------------------------------------------------------------------------------------------------- routing


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


# ------------------------------------------------------------------------------------------------------------------------- content shape


def test_06_frame_and_templates(shared: Running) -> None:
    def look(name: str) -> str:
        return meeting_page(shared, name, meetings(shared, name, "confirmed")[0])

    modern, bare, noh2 = look("plain"), look("subpath"), look("search_only")
    for text in (modern, bare, noh2):
        assert 'id="modgov"' in text
        assert "modern.gov reverse CMS" in text
        assert 'content="Agenda for ' in text
    assert "mgHeader" in modern
    assert "mgMainTitleTxt" in modern
    assert "mgHeader" not in bare
    assert "<h1>" in bare
    assert "mgSubTitleTxt" in modern
    assert "mgSubTitleTxt" not in noh2


def test_07_spacing_references_line_ends_and_invalid_nesting(shared: Running) -> None:
    meeting, item = next(pair for pair in items(shared, "plain") if pair[1].recorded_vote)
    body = page(shared, "plain", f"ieListDocuments.aspx?MId={meeting.id}").body
    text = body.decode()
    assert '<p  class="mgAiTitleTxt" >' in text
    assert re.search(r"&#(?:39|58|38|40);", text)
    assert body.count(b"\r\n") > 20
    assert re.search(rb"[^\r]\n", body)
    assert re.search(rf"</table><li><a [^>]*AIID={item.id}[^>]*>[^<]*</a></li></a>", text)
    assert "<thead><th>" in text


def test_08_every_state_of_a_meeting(shared: Running) -> None:
    def kind(name: str, found: list[Meeting]) -> set[str]:
        return {h1(meeting_page(shared, name, meeting)) for meeting in found[:40]}

    assert kind("plain", meetings(shared, "plain", "future")) == {"Meeting"}
    assert kind("plain", meetings(shared, "plain", "agenda")) == {"Agenda"}
    assert kind("plain", meetings(shared, "plain", "decisions")) == {"Agenda and decisions"}
    assert kind("plain", meetings(shared, "plain", "draft")) >= {"Agenda and draft minutes", "Agenda, decisions and draft minutes"}
    assert kind("plain", [it for it in meetings(shared, "plain", "confirmed") if it.has_decisions]) == {
        "Agenda, decisions and minutes"
    }
    cancelled = meeting_page(shared, "plain", meetings(shared, "plain", "cancelled")[0])
    assert h1(cancelled) == "Meeting"
    for words in (", CANCELLED", "Proposed venue:", "no documents available"):
        assert words in cancelled
    assert "mgItemTable" not in cancelled
    meeting = next(it for it in meetings(shared, "plain", "confirmed") if it.minutes_kind == "pdf")
    text = meeting_page(shared, "plain", meeting)
    assert "Minutes:" not in text
    assert "Printed minutes" in text
    meeting, item = next((meeting, item) for meeting, item in shared.council("plain").items.values() if item.restricted)
    row = meeting_page(shared, "plain", meeting).split(f'name="AI{item.id}"')[1].split("</tr>")[0]
    assert "restricted" in row
    assert "mgWordPara" not in row


def test_09_items_of_all_kinds(shared: Running) -> None:
    pages = "".join(
        meeting_page(shared, "plain", meeting)
        for meeting in {id(meeting): meeting for meeting, _ in items(shared, "plain")}.values()
    )
    assert re.search(r'class="mgAiTitleLnk" [^>]*>[^<]+ <span  class="mgFileSize" > <img [^>]*/> PDF \d+ KB</span>', pages)
    assert re.search(r"Additional documents:</p>\r\n<ul", pages)
    assert re.search(r"Additional documents:</p>\r\n<p  class=\"mgSubItemTitleTxt\">Minutes:", pages)
    assert re.search(r"Decision:</p>\r\n<div .*?Minutes:</p>", pages, re.DOTALL)
    assert re.search(r'aria-disabled="true"></a></p></td>', pages)
    assert re.search(r'aria-disabled="true"></a>\d+[ab]</p></td>', pages)
    assert re.search(r">Minutes <span  class=\"mgFileSize|>Minutes</p>", pages)
    assert "Share this item" in pages
    assert "Recorded Vote" in pages


def test_10_word_text(shared: Running) -> None:
    texts = "".join(page(shared, "plain", f"mgAi.aspx?ID={item.id}").text for _, item in items(shared, "plain") if item.relevant)
    inner = re.findall(r'<div class="WordSection1">(.*?)\r\n', texts, re.DOTALL)
    lines = [line for part in inner for line in part.split("\n")]
    assert sum(len(line) <= 68 for line in lines) > 0.95 * len(lines)
    for sign in (
        ">&nbsp;</p>",
        'class="SpellE"',
        'class="GramE"',
        'xml:lang="EN-US"',
        "·<span",
        "MsoTableGrid",
        'WordSection1">\n<div>',
        "text-indent:-18.0pt",
    ):
        assert sign in texts
    assert re.search(r"<span\nstyle=|<span\nclass=", texts)
    assert "<ol" not in "".join(inner)


def test_11_texts_are_cut_at_500_words_and_whole_on_the_page_of_the_item(shared: Running) -> None:
    meeting, item = next(pair for pair in items(shared, "plain") if pair[1].words > 520 and not pair[1].unlabelled)
    row = meeting_page(shared, "plain", meeting).split(f'name="AI{item.id}"')[1].split("</tr>")[0]
    minutes = row.split("Minutes:</p>")[1]
    link = re.search(r"&nbsp;\.\.\.&nbsp;<a\s+href=\"mgAi\.aspx\?ID=(\d+)\"", minutes)
    assert link
    assert int(link[1]) == item.id
    visible = html.unescape(re.sub(r"<[^>]*>", "", minutes[: link.start()]))
    assert 495 <= len(visible.split()) <= 505
    assert re.match(r"[^<]*\sview the full minutes text for item [^<]*</a></span>\s*</p>", minutes[link.end() :].partition(">")[2])
    whole = page(shared, "plain", f"mgAi.aspx?ID={item.id}").text
    assert h1(whole) == "Agenda item"
    for paragraph in item.confirmed:
        assert flat(html.escape(paragraph)) in flat(whole)
    assert flat(html.escape(item.confirmed[-1])) not in flat(minutes)
    assert whole.index("Minutes:") < whole.index("Supporting documents:")
    every = meeting_page(shared, "links_all", items(shared, "links_all")[0][0])
    assert every.count('<a  href="mgAi.aspx') + every.count('href="mgAi.aspx') >= every.count("Minutes:</p>") > 2
    unlabelled = next(item for _, item in items(shared, "plain") if item.unlabelled)
    text = page(shared, "plain", f"mgAi.aspx?ID={unlabelled.id}").text
    assert "Minutes:" not in text
    assert flat(html.escape(unlabelled.confirmed[0])) in flat(text)


def test_12_the_agenda_id_is_another_number_on_one_site_and_the_same_on_another(shared: Running) -> None:
    assert all(meeting.agenda_id != meeting.id for meeting in shared.council("plain").meetings.values())
    assert all(meeting.agenda_id == meeting.id for meeting in shared.council("subpath").meetings.values())
    meeting = next(it for it in meetings(shared, "plain", "confirmed") if it.minutes_kind == "text")
    found = re.search(r'href="(documents/g(\d+)/Printed minutes[^"]*)"', meeting_page(shared, "plain", meeting))
    assert found
    assert int(found[2]) == meeting.agenda_id
    assert ask(shared.base_url("plain") + html.unescape(found[1])).body.startswith(b"%PDF-")


def listed(text: str) -> list[int]:
    return [int(number) for number in re.findall(r'mgMeetingTableLnk" href="ieListDocuments\.aspx\?CId=\d+&amp;MId=(\d+)', text)]


def test_13_meeting_lists_show_windows_that_must_be_walked(shared: Running) -> None:
    body = max(shared.council("plain").committees, key=lambda committee: len(committee.meetings))
    text = page(shared, "plain", f"ieListMeetings.aspx?CId={body.id}&Year=0").text
    assert len(listed(text)) == 15
    assert ">Constitution</a>" in text.split("mgNonBulletTableList")[1]
    seen = set(listed(text))
    while "Act=earlier" in text:
        address = re.search(r'href="(ieListMeetings\.aspx\?Act=earlier[^"]*)"', text)
        assert address
        text = page(shared, "plain", html.unescape(address[1])).text
        seen |= set(listed(text))
    later = page(shared, "plain", f"ieListMeetings.aspx?CId={body.id}").text
    assert seen == {meeting.id for meeting in body.meetings}
    year = page(shared, "plain", f"ieListMeetings.aspx?CommitteeId={body.id}&Year=2025").text
    of_year = [meeting.id for meeting in body.meetings if meeting.day.year == 2025]
    assert len(of_year) > 51
    assert set(listed(year)) == set(of_year[:51])
    rest = re.search(r'href="(ieListMeetings\.aspx\?Act=later[^"]*)"', year)
    assert rest
    assert set(of_year[51:]) <= set(listed(page(shared, "plain", html.unescape(rest[1])).text))
    assert re.search(r"</a> - Agenda, (?:Decisions, )?Draft minutes</li>", later) or meetings(shared, "plain", "draft")
    scrutiny = page(shared, "plain", "ieListMeetings.aspx?CId=111").text
    assert re.search(r"&nbsp;\d+(?:&#58;|\.)\d\d [ap]m</a></li>", scrutiny)
    assert "</a> - Agenda</li>" in scrutiny
    assert "</a> - Agenda, Minutes</li>" in scrutiny


def test_14_the_index_leaves_out_expired_bodies_that_the_service_and_the_calendar_have(shared: Running) -> None:
    board = next(body for body in shared.council("plain").committees if not body.live and body.meetings)
    index = page(shared, "plain", "mgListCommittees.aspx").text
    assert f"ID={board.id}" not in index
    reply = ElementTree.fromstring(page(shared, "plain", "mgWebService.asmx/GetCommittees").body)
    assert str(board.id) in [element.text for element in reply.iter("committeeid")]
    assert "True" in [element.text for element in reply.iter("committeeexpired")]
    day = board.meetings[0].day
    assert (
        f"MeetingId={board.meetings[0].id}"
        in page(shared, "plain", f"mgCalendarMonthView.aspx?GL=1&M={day.month}&DD={day.year}&CID=0").text
    )


def test_15_issue_pages_gather_the_meetings_that_took_the_issue(shared: Running) -> None:
    issue = next(
        issue
        for issue in shared.council("plain").issues.values()
        if len({meeting.id for meeting, item in issue.taken if item.relevant}) > 1
    )
    home = page(shared, "plain", f"mgIssueHistoryHome.aspx?IId={issue.id}").text
    several = page(shared, "plain", f"ieIssueDetails.aspx?IId={issue.id}&PlanId=0&Opt=3").text
    assert (h1(home), h1(several)) == ("Issue details", "Issue - meetings")
    shown = re.findall(r"Meeting: <a [^>]*>(\d\d/\d\d/\d{4}) - ", several)
    assert shown == [f"{meeting.day:%d/%m/%Y}" for meeting, _ in sorted(issue.taken, key=lambda pair: pair[0].day, reverse=True)]
    assert home.count("#AI") == len(issue.taken)
    assert h1(page(shared, "plain", f"mgDecisionDetails.aspx?IId={issue.id}&Opt=1").text) == "Issue - decisions"


def test_16_decisions_are_listed_by_publication_date_and_have_a_page(shared: Running) -> None:
    listing = page(shared, "plain", "mgDelegatedDecisions.aspx?DR=01/01/2025-31/12/2025&ACT=Find").text
    rows = re.findall(
        r'ieDecisionDetails\.aspx\?ID=(\d+)">.*?<span class="mgHide"> ref&#58; \d+</span></a></td><td class="mgMainTxt">(.*?)</td>',
        listing,
    )
    assert rows
    assert all(day.endswith("2025") for _, day in rows)
    number = int(rows[0][0])
    detail = page(shared, "plain", f"ieDecisionDetails.aspx?ID={number}").text
    assert "mgPlanItemInForce" in detail
    assert "Decision:</h3>" in detail
    item = shared.council("plain").decisions[number][1]
    assert page(shared, "plain", f"ieDecisionDetails.aspx?AIId={item.id}").text == detail


def test_17_attendance_has_expected_virtual_and_officer_rows(shared: Running) -> None:
    meeting = meetings(shared, "plain", "confirmed")[0]
    text = page(shared, "plain", f"mgMeetingAttendance.aspx?ID={meeting.id}").text
    for cell in ("Expected", "Present, virtual", "In attendance"):
        assert f"<td>{cell}</td>" in text
    assert re.search(r"<tr><td>Officer [^<]*</td><td>Officer</td>", text)


def test_18_search(shared: Running) -> None:
    form = page(shared, "search_only", "ieDocSearch.aspx").text
    assert 'value="Text to search for"' in form
    assert "__VIEWSTATE" not in form
    posted = ask(
        shared.base_url("search_only") + "ieSearchResults.aspx", method="POST", body=b"SearchStr=ofsted&StartDate=&EndDate="
    )
    assert "/ieSearchResults2.aspx?SS=ofsted" in posted.url
    found, address, pages, labels = set(), "ieSearchResults2.aspx?SS=ofsted&DT=3&CA=false", 0, ""
    while address:
        text = page(shared, "search_only", address).text
        pages, labels = pages + 1, labels + text
        assert text.count('class="mgLabel"') <= 10
        found |= {int(number) for number in re.findall(r"#AI(\d+)", text)}
        following = re.search(r'href="([^"]*)" title="Next page of search results"', text)
        address = html.unescape(following[1]) if following else ""
    assert pages > 3
    assert not re.search(r"Results \d+ to \d+ of", labels)
    assert {item.item_id for item in shared.truth("search_only").expected()} <= found
    for sign in (
        '"mgLabel">Meeting: ',
        '"mgLabel">Issue: ',
        "ceListDocuments.aspx?MeetingId=",
        "mgConvert2PDF.aspx?ID=",
        "Excellent match",
        "HTM 2 KB",
    ):
        assert sign in labels
    decided = next(item for _, item in shared.council("search_only").decisions.values())
    hits = "".join(
        page(shared, "search_only", f'ieSearchResults2.aspx?SS="{decided.title}"&PG={number}').text for number in (1, 2, 3)
    )
    assert '"mgLabel">Decision: ' in hits
    assert re.search(r"(?i)<strong>inspect</strong>[a-z]", page(shared, "search_only", "ieSearchResults2.aspx?SS=inspect").text)
    nothing = page(shared, "search_only", "ieSearchResults2.aspx?SS=zyzzyva")
    assert nothing.status == 200
    assert 'class="mgErrorTxt">No results found for your query' in nothing.text
    phrase = page(shared, "search_only", 'ieSearchResults2.aspx?SS="improvement plan" OR ilacs&SD=01/01/2025&ED=31/12/2025').text
    days = re.findall(r">(\d\d/\d\d/\d{4}) - ", phrase)
    assert days
    assert {day[-4:] for day in days} == {"2025"}
    assert page(shared, "lists_only", "ieDocSearch.aspx").status == 403


def test_19_an_imported_meeting_in_its_own_layout(shared: Running) -> None:
    legacy = shared.council("plain").legacy
    assert legacy
    text = page(shared, "plain", f"ceListDocuments.aspx?MeetingId={legacy.id}&DF=11%2f03%2f2003&A=1&R=0").text
    found = re.search(r'href="(olddocuments/[^"]*\.htm[^"]*)"', text)
    assert found
    minutes = page(shared, "plain", html.unescape(found[1]))
    assert "charset" not in minutes.headers["content-type"]
    assert b"<o:p>" in minutes.body


def test_20_welsh_twin_with_letters_lost(shared: Running) -> None:
    meeting, _ = items(shared, "welsh")[0]
    welsh, english = (page(shared, "welsh", f"ieListDocuments.aspx?MId={meeting.id}&LLL={number}").text for number in (1, 0))
    assert "Cofnodion:" in welsh
    assert "o chofnodion" not in english
    assert h1(welsh).startswith("Rhaglen")
    assert "Gr?p" in welsh
    assert "Gr?p" not in english
    assert re.search(r"Dydd (?:Llun|Mawrth|Mercher|Iau)", welsh)
    assert "LLL=1" in english
    assert (
        "Cofnodion:"
        not in page(shared, "plain", f"ieListDocuments.aspx?MId={meetings(shared, 'plain', 'confirmed')[0].id}&LLL=1").text
    )


# --------------------------------------------------------------------------------------------------------------------------- web service


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


# ----------------------------------------------------------------------------------------------------------------------------- transport


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
    assert b"children\x92s" in old.body.replace(b"\n", b"").lower() or b"\xa3" in old.body or b"\x92" in old.body
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


# ---------------------------------------------------------------------------------------------------------------------------------- time


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
    sites = [Site("same", **SMALL)]
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
    process = subprocess.Popen(command, cwd=Path(__file__).resolve().parents[1], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        name, base = process.stdout.readline().split()
        assert (name, base) == ("blocked", f"http://127.0.0.1:{port}/")
        assert len(ask(base + "mgListCommittees.aspx").body) == 212
    finally:
        process.terminate()
        process.wait(10)
    assert json.loads(truth.read_text(encoding="utf-8"))["blocked"]["items"]

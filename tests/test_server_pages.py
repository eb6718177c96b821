"""The local ModernGov: its pages, as points 6 to 20 of the field reference ask of a simulator; seen from outside by plain requests."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from tests.server import Running, serve
from tests.server.ask import ask
from tests.server.look import SITES, TODAY, flat, h1, items, meeting_page, meetings, page
from tests.server.model import Meeting


@pytest.fixture(scope="module")
def shared() -> Iterator[Running]:
    with serve(SITES, seed=5, today=TODAY) as running:
        yield running


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
    assert seen == {meeting.id for meeting in body.meetings}
    year = page(shared, "plain", f"ieListMeetings.aspx?CommitteeId={body.id}&Year=2025").text
    of_year = [meeting.id for meeting in body.meetings if meeting.day.year == 2025]
    assert len(of_year) > 51
    assert set(listed(year)) == set(of_year[:51])
    rest = re.search(r'href="(ieListMeetings\.aspx\?Act=later[^"]*)"', year)
    assert rest
    assert set(of_year[51:]) <= set(listed(page(shared, "plain", html.unescape(rest[1])).text))
    cabinet = page(shared, "plain", "ieListMeetings.aspx?CId=118").text
    assert "</a> - Agenda, Decisions, Draft minutes</li>" in cabinet
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

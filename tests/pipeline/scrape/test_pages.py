"""What pages lead to, read from markup of our own in ModernGov's frame."""

from datetime import date

from pipeline.scrape.pages import find_cut, parse_calendar, parse_committees, parse_meeting_links, parse_meetings
from pipeline.scrape.search_pages import parse_search

BASE = "https://ashcombe.example/moderngov/"


def framed(content: str, h1: str = "Page") -> bytes:
    nav = '<ul><li><a href="mgCommitteeDetails.aspx?ID=999">Constitution</a></li></ul>'
    return (
        f'<html><head><title>x</title></head><body>{nav}<div id="modgov"><h1 class="mgMainTitleTxt">{h1}</h1>'
        f'<div class="mgContent">{content}</div></div></body></html>'
    ).encode()


SEARCH = """<p>Results 1 to 10 for your search</p><p>Result Pages: <b>1</b> <a href="ieSearchResults2.aspx?SS=x&amp;PG=2">2</a>
<a href="ieSearchResults2.aspx?SS=x&amp;PG=2" title="Next page of search results">Next</a></p><hr />
<p  class="mgAiTitleTxt" ><img alt="Excellent match" /><span class="mgLabel">Meeting: </span>
<a href="ieListDocuments.aspx?CId=5&amp;MID=77">03/11/2024 - Children&#39;s Scrutiny - Panel (1)</a></p>
<p  class="mgAiTitleTxt" >12. <a  class="mgAiTitleLnk"  href="ieListDocuments.aspx?CId=5&amp;MID=77#AI501">Director&#39;s update</a></p>
<div class="mgWordPara">...the <strong>Ofsted</strong> inspection of the council&rsquo;s services...</div>
<p class="mgAiTitleTxt">13. <a class="mgAiTitleLnk" href="ieListDocuments.aspx?CId=5&amp;MID=77#AI502">School standards</a></p>
<div class="mgWordPara">...pupils at <strong>Ofsted</strong> rated schools...</div>
<hr /><p class="mgAiTitleTxt"><span class="mgLabel">Issue: </span><a href="mgIssueHistoryHome.aspx?IId=9&amp;optionId=0">Ofsted plan (2)</a></p>
<hr /><p class="mgAiTitleTxt"><span class="mgLabel">Decision: </span><a href="ieDecisionDetails.aspx?ID=4">Ofsted plan (3)</a></p>
<hr /><p class="mgAiTitleTxt"><span class="mgLabel">Meeting: </span><a href="ceListDocuments.aspx?MeetingId=3&amp;DF=08%2f02%2f2011">08/02/2011, 10:00 - Panel (4)</a></p>"""


def test_search_results():
    page = parse_search(framed(SEARCH), f"{BASE}ieSearchResults2.aspx?SS=x")
    assert page.is_search
    assert page.next_url == f"{BASE}ieSearchResults2.aspx?SS=x&PG=2"
    assert [hit.kind for hit in page.hits] == ["meeting", "issue", "decision", "legacy"]
    meeting = page.hits[0]
    assert (meeting.day, meeting.committee) == (date(2024, 11, 3), "Children's Scrutiny - Panel")
    assert [(item.item_id, item.title) for item in meeting.items] == [("501", "Director's update"), ("502", "School standards")]
    assert "Ofsted inspection" in meeting.items[0].snippet
    assert page.hits[1].title == "Ofsted plan"
    assert page.hits[3].day == date(2011, 2, 8)


def test_no_hits_are_told_from_a_page_that_is_no_search():
    none = parse_search(framed("<p class=\"mgErrorTxt\">No results found for your query 'x'.</p>"), BASE)
    assert none.is_search
    assert none.is_empty
    assert not parse_search(framed("<p>Welcome</p>"), BASE).is_search


def test_committees_are_those_of_the_page_and_not_of_the_navigation():
    content = '<ul class="mgBulletList"><li><a  href="mgCommitteeDetails.aspx?ID=5">Children&#39;s &#38; Families</a></li>'
    content += '<li><a href="ieListMeetings.aspx?CommitteeId=6">Cabinet</a></li></ul>'
    assert parse_committees(framed(content), BASE) == (("5", "Children's & Families"), ("6", "Cabinet"))


def test_meeting_lists_with_states_and_ways():
    content = """<div class='mgMeetingsEarlierLater'><a class="mgTableNextLnk" href="ieListMeetings.aspx?Act=earlier&amp;CId=5&amp;D=202401151930&amp;MD=ielistmeetings">Earlier</a></div>
    <ul><li><a class="mgMeetingTableLnk" href="ieListDocuments.aspx?CId=5&amp;MId=78&amp;Ver=4">15 Jan 2024&nbsp;7&#58;30 pm</a> - Agenda, Draft minutes</li>
    <li><a href="ieListDocuments.aspx?CId=5&amp;MId=79&amp;Ver=4">12 Feb 2024 7:30 pm</a> - CANCELLED</li><li><a href="ieListMeetings.aspx?CId=5&amp;info=1">Constitution</a></li></ul>"""
    listed = parse_meetings(framed(content), f"{BASE}ieListMeetings.aspx?CommitteeId=5")
    assert [(m.meeting_id, m.day, m.state) for m in listed.meetings] == [
        ("78", date(2024, 1, 15), "Agenda, Draft minutes"),
        ("79", date(2024, 2, 12), "CANCELLED"),
    ]
    assert listed.earlier_url is not None


def test_the_calendar_gives_meetings_with_a_page():
    content = '<p><a href="ieListDocuments.aspx?MeetingId=78">10.00 am Panel</a></p><p><a href="mgMeetingAttendance.aspx?ID=80">2.00 pm Board</a></p>'
    assert [link.text for link in parse_calendar(framed(content), BASE)] == ["10.00 am Panel"]


def row(number: int, words: int, link: bool, extra: str = "") -> str:
    text = " ".join(["word"] * words)
    tail = f'&nbsp;...&nbsp;<a href="mgAi.aspx?ID={number}"> view the full minutes text for item {number}.</a>' if link else ""
    return (
        f'<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="AI{number}"></a>{number}.</p></td><td>'
        f'<p class="mgAiTitleTxt"><a href="documents/s1/A report.pdf">Title {number} <span class="mgFileSize">PDF 161 KB</span></a></p>'
        f'<ul><li><a href="mgIssueHistoryHome.aspx?IId={number}">View the background</a></li></ul>{extra}'
        f'<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara"><p>{text}{tail}</p></div></td></tr>'
    )


def test_a_meeting_page_and_what_it_leads_to():
    packs = '<ul><li><a href="documents/g9/Printed minutes.pdf?T=1">Printed draft minutes PDF 104 KB</a></li><li><a href="documents/g9/Pack.pdf?T=10">Public reports pack</a></li></ul>'
    nested = "<table><tr><td>For</td><td>Against</td></tr></table>"
    page = parse_meeting_links(
        framed(
            f'{packs}<table class="mgItemTable">{row(1, 500, True)}{row(2, 30, False, nested)}</table>', "Agenda and draft minutes"
        ),
        BASE,
    )
    assert page.is_draft
    assert page.has_minutes
    assert page.printed is not None
    assert page.printed.url == f"{BASE}documents/g9/Printed minutes.pdf?T=1"
    assert [(item.item_id, item.title, item.has_minutes) for item in page.items] == [("1", "Title 1", True), ("2", "Title 2", True)]
    assert page.items[0].full_url == f"{BASE}mgAi.aspx?ID=1"
    assert page.items[0].issue_url == f"{BASE}mgIssueHistoryHome.aspx?IId=1"
    assert [link.text for link in page.items[0].documents] == ["Title 1"]
    assert [item.item_id for item in find_cut(page.items)] == ["1"]


def test_a_link_after_every_item_means_a_cut_only_after_long_ones():
    rows = row(1, 500, True) + row(2, 10, True) + row(3, 200, True)
    page = parse_meeting_links(framed(f'<table class="mgItemTable">{rows}</table>'), BASE)
    assert [item.item_id for item in find_cut(page.items)] == ["1"]

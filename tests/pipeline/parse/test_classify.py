from __future__ import annotations

import pytest

from extractors.records import PageKind
from pipeline.errors import BlockedPageError
from pipeline.parse.classify import find_page_kind, is_navigation, is_page_type
from pipeline.parse.html import parse_html
from pipeline.parse.html_soup import parse_html_with_soup
from pipeline.parse.plain import parse_plain


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://a.example/mgAi.aspx?ID=5", PageKind.AGENDA_ITEM),
        ("https://a.example/moderngov/MGAI.ASPX?ID=5", PageKind.AGENDA_ITEM),
        ("http://a.example/(S(abc))/ieListDocuments.aspx?MId=5", PageKind.MEETING),
        ("http://a.example/CeListDocuments.aspx?MID=5", PageKind.MEETING),
        ("http://a.example/ieIssueDetails.aspx?IId=1&Opt=3", PageKind.ISSUE_MEETINGS),
        ("http://a.example/mgIssueHistoryHome.aspx?IId=1", PageKind.ISSUE_MEETINGS),
        ("http://a.example/ieDecisionDetails.aspx?ID=1", PageKind.DECISION),
        ("http://a.example/mgDecisionDetails.aspx?IId=1&Opt=1", PageKind.DECISION),
        ("http://[bad/mgAi.aspx", PageKind.UNKNOWN),
        (None, PageKind.UNKNOWN),
    ],
)
def test_address_tells_the_kind(url: str | None, kind: PageKind) -> None:
    assert find_page_kind(url) is kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Agenda item", PageKind.AGENDA_ITEM),
        ("Eitem Agenda", PageKind.AGENDA_ITEM),
        ("Agendas, Meetings and Minutes - Agenda item", PageKind.AGENDA_ITEM),
        ("Issue - meetings", PageKind.ISSUE_MEETINGS),
        ("Issue details", PageKind.ISSUE_MEETINGS),
        ("Issue - decisions", PageKind.DECISION),
        ("Decision details", PageKind.DECISION),
        ("Agenda and draft minutes", PageKind.MEETING),
        ("Agenda, decisions and minutes", PageKind.MEETING),
        ("Rhaglen a chofnodion", PageKind.MEETING),
        ("Meeting", PageKind.MEETING),
        ("Agenda item 7: Ofsted", PageKind.UNKNOWN),
        ("Meeting the needs of children", PageKind.UNKNOWN),
    ],
)
def test_heading_tells_the_kind(heading: str, kind: PageKind) -> None:
    assert find_page_kind(None, heading) is kind


def test_pages_of_links_and_page_types() -> None:
    assert is_navigation("Browse meetings")
    assert not is_navigation("Agenda item")
    assert is_page_type("Issue - meetings")
    assert not is_page_type("Minutes of the last meeting")


FRAMED = '<html><head><title>{title}</title></head><body><div id="modgov"><h1 class="mgMainTitleTxt">{h1}</h1><div class="mgContent">{body}</div></div></body></html>'


@pytest.mark.parametrize("parse", [parse_html, parse_html_with_soup])
@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>Just a moment...</title></head><body><p>Enable JavaScript and cookies to continue</p><script>x()</script></body></html>",
        "<html><head><title>Azure WAF</title></head><body>Checking</body></html>",
        "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1><p>Reference 18.2</p></body></html>",
        '<html><head><script src="/_Incapsula_Resource?x=1"></script></head><body></body></html>',
        '<html><body><iframe src="/_Incapsula_Resource?y"></iframe></body></html>',
        FRAMED.format(title="Login", h1="Login", body='<form action="ieLogon.aspx"><input type="password" name="p"></form>'),
        FRAMED.format(title="Error", h1="Error", body="<p>Sorry, something went wrong.</p>"),
        "<html><head><title>404 - Page not found</title></head><body><h1>Page not found</h1><p>Try the search.</p></body></html>",
    ],
)
def test_pages_in_place_of_a_page_are_refused(page: str, parse: object) -> None:
    with pytest.raises(BlockedPageError, match="stands in place"):
        parse(page.encode(), "blocked.html")  # type: ignore[operator]


@pytest.mark.parametrize("name", ["ieLogon.aspx", "mgError.aspx"])
def test_address_of_a_redirect_is_refused(name: str) -> None:
    with pytest.raises(BlockedPageError):
        parse_html(b"<p>words</p>", "x.html", url=f"https://a.example/{name}?p=1")


def test_saved_text_of_a_challenge_is_refused() -> None:
    with pytest.raises(BlockedPageError):
        parse_plain(b"Just a moment...\n\nEnable JavaScript to continue\n", "x.txt")


def test_minutes_that_speak_of_such_things_are_read() -> None:
    body = '<div class="mgWordPara"><p>Access denied to the site was a security check; the login page had an error.</p></div>'
    page = parse_html(FRAMED.format(title="Agenda item", h1="Agenda item", body=body).encode(), "x.html")
    assert page.page_kind is PageKind.AGENDA_ITEM
    assert any("Access denied" in line.text for line in page.lines)

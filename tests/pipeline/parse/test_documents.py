from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.records import PageKind
from pipeline.errors import ParseError, PipelineError
from pipeline.models import Capture, Line, LineRole, MinutesDocument, Page
from pipeline.parse.documents import parse_document
from pipeline.parse.minutes import parse_minutes

ROOT = Path(__file__).resolve().parents[3]
SEEDS = ROOT.parent / "shared" / "seeds"
FRAGMENTS = [
    "<div id=modgov>",
    "<div class=mgContent>",
    "<table class=mgItemTable>",
    "<tr><td class=mgItemNumberCell>1.</td><td>",
    "<p class=mgAiTitleTxt>Title",
    "<p class=mgSubItemTitleTxt>Minutes:</p>",
    "<div class=mgWordPara>",
    "<ol start=9999 type=i><li>",
    "<li value=-3>",
    "<table><th>a<td>b",
    "<caption>",
    "</div></table>",
    "<br>",
    "<b><p>x</b>",
    "<AI1>",
    "Meeting: 31/02/2020 - X (Item 1)\n",
    "Issue - meetings\n",
    "Agenda item\n",
    "No. | Item |\n",
    "---|---|\n",
    "x Minutes: y |\n",
    "Minutes:\n\n",
    "7.\n\n",
    "... view the full minutes text for item 7",
    "\r\n",
    "Decision details\nDate of decision: x\n",
    "&#0;&#x80;&shy;",
    "\xa0",
    "Supporting documents:\n",
    "<!--",
    "<title>",
]


def capture(name: str = "page.html", **known: object) -> Capture:
    return Capture(f"file:{name}", "00", name, 0, **known)  # type: ignore[arg-type]


def test_what_a_page_is_decides_and_not_its_name() -> None:
    html = b'<html><body><div id="modgov"><h1>Agenda item</h1><h2 class="mgSubTitleTxt">T</h2></div></body></html>'
    assert parse_document(capture("page.txt"), html).parser.startswith("moderngov-html/")
    text = parse_document(capture("page.html"), b"Agenda item\n\nOfsted\n\nMinutes:\n\nNoted.\n")
    assert text.parser.startswith("plain/")
    assert text.page_kind is PageKind.AGENDA_ITEM


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"<html>\x00\x01\x02\xff" * 9, "binary"),
        (b"PK\x03\x04rest", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Word"),
        (b"\x89PNG\r\n", "image"),
        (b"<html>" + b"<p>long page</p>" * 600_000, "largest"),
        (b"%PDF-1.4 then nothing", "PDF"),
    ],
)
def test_bad_bytes_end_in_one_line_that_names_the_source(data: bytes, reason: str) -> None:
    with pytest.raises(ParseError, match=reason) as caught:
        parse_document(capture("odd.html"), data)
    assert str(caught.value).startswith("odd.html: ")
    assert "\n" not in str(caught.value)


def test_context_fills_what_the_page_does_not_say() -> None:
    page = b"Agenda item\n\nOfsted\n\nMinutes:\n\nNoted.\n"
    item = parse_document(capture(authority="fernmoor", meeting_date=date(2020, 1, 2)), page).items[0]
    assert (item.authority, item.meeting_date) == ("fernmoor", date(2020, 1, 2))
    dated = b"Issue - meetings\n\nOfsted\n\nMeeting: 03/11/2022 - Cabinet (Item 1)\n\n1 Ofsted\n\nMinutes:\n\nNoted.\n"
    assert parse_document(capture(meeting_date=date(2020, 1, 2)), dated).items[0].meeting_date == date(2022, 11, 3)


def test_record_of_an_archive_is_named_by_its_offset() -> None:
    with pytest.raises(ParseError, match=r"^crawl\.warc#77: "):
        parse_document(capture("crawl.warc", raw_offset=77), b"\x00\x01")


def test_page_numbers_follow_the_lines_of_an_item() -> None:
    page = Page(
        PageKind.MINUTES_PDF,
        "Minutes",
        (
            Line("COUNCIL", LineRole.FURNITURE, 1),
            Line("Present: all", LineRole.TEXT, 1),
            Line("7", LineRole.ITEM_NUMBER, 1),
            Line("Ofsted", LineRole.ITEM_TITLE, 1),
            Line("First.", LineRole.TEXT, 1),
            Line("", LineRole.TEXT, 1),
            Line("", LineRole.TEXT, 2),
            Line("Second.", LineRole.TEXT, 2),
        ),
    )
    document = parse_minutes(page, capture(), "pdf/1")
    assert [item.text for item in document.items] == ["Ofsted\n\nFirst.\n\nSecond."]
    assert document.page_of(0, document.items[0].text.index("Second")) == 2
    assert document.page_of(0, 0) == 1


def test_document_without_structure_is_one_item() -> None:
    page = Page(PageKind.INSPECTION_REPORT, None, (Line("One.", page_no=1), Line("Two.", page_no=2)))
    assert [item.text for item in parse_minutes(page, capture(), "pdf/1").items] == ["One.\nTwo."]


def read_or_refuse(data: bytes) -> MinutesDocument | PipelineError:
    """Return the document, or the error of ours that refused the bytes; any other exception fails the test."""
    try:
        return parse_document(capture(), data)
    except PipelineError as error:
        return error


def check(document: MinutesDocument | PipelineError) -> None:
    if isinstance(document, PipelineError):
        assert document.source == "page.html"
        return
    for number, item in enumerate(document.items):
        assert item.item == number
        assert "\n\n\n" not in item.text
        assert all(line == line.strip() for line in item.text.split("\n"))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300).filter(lambda data: b"%PDF-" not in data))
def test_random_bytes_raise_nothing_but_pipeline_errors(data: bytes) -> None:
    check(read_or_refuse(data))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=20)), max_size=25).map("".join))
def test_shuffled_pieces_of_pages_raise_nothing_but_pipeline_errors(text: str) -> None:
    check(read_or_refuse(text.encode("utf-8", "surrogatepass")))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seeds are not beside this repository")
def test_seeds_are_read_as_their_gold_says() -> None:
    paths = sorted(SEEDS.glob("*.txt"))
    assert len(paths) == 5
    for path in paths:
        gold = json.loads((SEEDS / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        data = path.read_bytes()
        document = parse_document(capture(path.name), data)
        assert len(document.items) == 1, path.name
        item = document.items[0]
        assert document.page_kind.value == gold["page_kind"]
        assert (item.meeting_date and item.meeting_date.isoformat()) == gold["meeting_date"]
        assert item.truncated == gold["truncated"]
        assert item.title == item.text.split("\n")[0]
        assert "view the full" not in item.text
        words = " ".join(item.text.split())
        for area in gold["improvement_areas"]:
            assert " ".join(area["text"].split()) in words

"""Golden pages: bytes in tests/pages beside what they must become. A missing expectation is written, and fails until somebody reviewed it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.models import Capture, LineRole, MinutesDocument
from pipeline.parse.documents import is_html, parse_document
from pipeline.parse.html import parse_html
from pipeline.parse.html_soup import parse_html_with_soup

PAGES = Path(__file__).resolve().parents[2] / "pages"
FILES = sorted(path for path in PAGES.iterdir() if path.suffix in {".html", ".htm", ".txt"})
HTML = [path for path in FILES if path.suffix != ".txt"]


def read(path: Path) -> MinutesDocument:
    data = path.read_bytes()
    return parse_document(Capture(f"file:{path.name}", hashlib.sha256(data).hexdigest(), path.name, len(data)), data)


def described(document: MinutesDocument) -> dict[str, Any]:
    return {
        "page_kind": document.page_kind.value,
        "title": document.title,
        "url": document.url,
        "parser": document.parser,
        "warnings": list(document.warnings),
        "items": [
            {
                "item": item.item,
                "number": item.number,
                "title": item.title,
                "committee": item.committee,
                "meeting_date": item.meeting_date and item.meeting_date.isoformat(),
                "truncated": item.truncated,
                "text": item.text.split("\n"),
            }
            for item in document.items
        ],
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_page_becomes_what_was_reviewed(path: Path) -> None:
    found = described(read(path))
    expected = path.with_name(path.name + ".expected.json")
    if not expected.exists():
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"{expected.name} was missing; it is written now: review it, line by line")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", HTML, ids=lambda path: path.name)
def test_both_engines_read_the_same_lines(path: Path) -> None:
    data = path.read_bytes()
    assert is_html(data)
    assert parse_html(data, path.name) == parse_html_with_soup(data, path.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_item_text_is_normalised_lines(path: Path) -> None:
    for item in read(path).items:
        lines = item.text.split("\n")
        assert lines[0]
        assert lines[-1]
        assert "\n\n\n" not in item.text
        assert all(line == " ".join(line.split()) for line in lines)
        assert item.title is None or lines[0] == item.title
        assert "view the full" not in item.text


def test_every_part_of_a_meeting_page_has_its_role() -> None:
    page = parse_html((PAGES / "meeting_full.html").read_bytes(), "meeting_full.html")
    by_role: dict[LineRole, list[str]] = {}
    for line in page.lines:
        by_role.setdefault(line.role, []).append(line.text)
    assert by_role[LineRole.PAGE_TYPE] == ["Agenda, decisions and minutes"]
    assert by_role[LineRole.ITEM_NUMBER] == ["54", "55", "56", "57"]
    assert by_role[LineRole.ITEM_TITLE][1] == "Minutes"
    assert by_role[LineRole.ATTACHMENT] == ["Annex 1 - Inspection letter", "Annex 2 - Draft action plan"]
    assert "View Recorded Vote for this item" in by_role[LineRole.FURNITURE]
    assert not any("Constitution" in line.text or "Long Street" in line.text for line in page.lines)  # the council's own frame


def test_text_copy_of_a_page_gives_the_same_item_as_its_markup() -> None:
    markup = read(PAGES / "issue_meetings.html").items[1]
    copy = (
        "Issue - meetings\n\nOfsted Action Plan\n\nMeeting: 23/05/2023 - Scrutiny - Children (Item 14)\n\n"
        "14 Ofsted Action Plan and Letter pdf icon PDF 107 KB\n\nTo receive an update.\n\nAdditional documents:\n\nLetter pdf icon PDF 601 KB\n\n"
        "Minutes:\n\nThe Committee received the plan, which set out 14 actions and the \xa0...\xa0 view the full minutes text for item 14"
    ).encode()
    item = parse_document(Capture("file:copy.txt", "0", "copy.txt", len(copy)), copy).items[0]
    assert (item.text, item.number, item.committee, item.meeting_date, item.truncated) == (
        markup.text,
        markup.number,
        markup.committee,
        markup.meeting_date,
        markup.truncated,
    )

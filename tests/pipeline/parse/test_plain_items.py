"""Which numbers on a saved meeting page open items, which belong to lists inside them; and that a page's markup gives the same items."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.models import Capture, MinutesDocument
from pipeline.parse.documents import parse_document

HEAD = "Agenda and minutes\n\nFamilies Panel - Thursday, 14th March, 2024 10.00 am\n\nVenue: Mallow Room\n\nItems\n\nNo. Item\n\n"


def read(name: str, text: str) -> MinutesDocument:
    data = text.encode()
    return parse_document(Capture(f"file:{name}", hashlib.sha256(data).hexdigest(), name, len(data)), data)


def items_of(body: str) -> list[tuple[str | None, str | None]]:
    return [(item.number, item.title) for item in read("page.txt", HEAD + body).items]


def test_a_list_that_starts_again_at_one_is_no_item_though_the_next_item_continues_it() -> None:
    body = (
        "1. Apologies\n\nNone.\n\n2. Ofsted report\n\nThe Panel agreed to:\n\n1. Note it\n\n2. Visit a home\n\n3. Write to the Minister\n\n"
        "3. Work programme\n\nAgreed.\n"
    )
    assert items_of(body) == [("1", "Apologies"), ("2", "Ofsted report"), ("3", "Work programme")]


@pytest.mark.parametrize(
    "lead_in", ["RESOLVED that", "What needs to improve:", "The Panel asked for", "Resolved –", "Recommendations:"]
)
def test_entries_below_words_that_lead_in_are_no_items(lead_in: str) -> None:
    entries = "".join(
        f"{number}. {words}\n\n" for number, words in enumerate(("Better plans", "Steady staff", "Quick help", "Fair pay"), 1)
    )
    body = f"4. Ofsted inspection\n\nMinutes:\n\nThe Director spoke.\n\n{lead_in}\n\n{entries}5. Fostering offer\n\nMinutes:\n\nAgreed.\n"
    assert items_of(body) == [("4", "Ofsted inspection"), ("5", "Fostering offer")]
    text = read("page.txt", HEAD + body).items[0].text
    assert all(words in text for words in ("1. Better plans", "2. Steady staff", "3. Quick help", "4. Fair pay"))


def test_numbered_paragraphs_below_a_label_are_no_items() -> None:
    body = (
        "1. Apologies\n\nMinutes:\n\n1. Apologies had come from Mr Ash.\n\n2. Ofsted outcome\n\nMinutes:\n\n1. The Director spoke.\n\n"
        "2. Members asked about caseloads.\n\n3. The Director replied.\n\n3. Close\n\nMinutes:\n\nThe meeting closed.\n"
    )
    assert items_of(body) == [("1", "Apologies"), ("2", "Ofsted outcome"), ("3", "Close")]


def test_sub_items_follow_their_number() -> None:
    body = "5. Meeting theme\n\nWords.\n\n5a Budget PDF 8 KB\n\nTo note.\n\n5b Ofsted letter PDF 9 KB\n\nTo note.\n\n6. Forward plan\n\nNoted.\n"
    assert items_of(body) == [("5", "Meeting theme"), ("5a", "Budget"), ("5b", "Ofsted letter"), ("6", "Forward plan")]


def test_paragraph_numbers_with_points_are_text() -> None:
    body = "4. Ofsted outcome\n\n4.1 The Director spoke.\n\n4.2 RESOLVED that it be noted.\n\n5. Any other business\n\n5.1 None.\n"
    assert items_of(body) == [("4", "Ofsted outcome"), ("5", "Any other business")]


def test_one_numbered_item_is_enough() -> None:
    assert items_of("7. Ofsted inspection pdf icon PDF 88 KB\n\nMinutes:\n\nNoted.\n") == [("7", "Ofsted inspection")]


def test_numbers_that_start_sentences_are_text() -> None:
    body = "4 Ofsted visit PDF 8 KB\n\nMinutes:\n\n5 children had moved.\n\n6 homes were full.\n\n5 Budget PDF 9 KB\n\nMinutes:\n\nNoted.\n"
    assert items_of(body) == [("4", "Ofsted visit"), ("5", "Budget")]


def test_dates_that_start_a_line_are_text() -> None:
    body = (
        "11 Ofsted visit PDF 8 KB\n\nMinutes:\n\n12 May 2024\n\nwas the day.\n\n12 Declarations for December\n\nMinutes:\n\nNone.\n"
    )
    assert items_of(body) == [("11", "Ofsted visit"), ("12", "Declarations for December")]


def test_a_list_on_a_page_without_numbers_makes_no_items() -> None:
    body = (
        "Apologies for absence\n\nMinutes:\n\nNone.\n\nOfsted letter PDF 8 KB\n\nMinutes:\n\nThe Panel wanted:\n\n1. Better plans\n\n"
        "2. Steady staff\n\nBudget PDF 9 KB\n\nMinutes:\n\nNoted.\n"
    )
    assert items_of(body) == [(None, "Apologies for absence"), (None, "Ofsted letter"), (None, "Budget")]


ITEMS = (
    ("4", "Apologies for absence", None, ("Mr Ash had sent his.",)),
    (
        "5",
        "Ofsted inspection outcome",
        "88 KB",
        ("Inspectors said what needs to improve:", "1. Supervision of staff", "2. Care plans"),
    ),
    ("6", "Work programme", None, ("RESOLVED:", "1. That the programme be agreed.")),
)


def _markup() -> str:
    rows = "".join(
        f'<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt">{number}.</p></td><td><p class="mgAiTitleTxt">{title}'
        + (f' <span class="mgFileSize">PDF {size}</span>' if size else "")
        + '</p><p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara">'
        + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        + "</div></td></tr>"
        for number, title, size, paragraphs in ITEMS
    )
    return (
        '<!DOCTYPE html><html><head><title>Agenda and minutes</title></head><body><div id="modgov"><div class="mgContent">'
        '<h1>Agenda and minutes</h1><h2 class="mgSubTitleTxt">Families Panel - Thursday, 14th March, 2024 10.00 am</h2>'
        f'<table class="mgItemTable" id="mgItemTable">{rows}</table></div></div></body></html>'
    )


@pytest.mark.parametrize("form", ["{number}. {title}{size}", "{number}.\n\n{title}{size}", "{number} {title}{size}"])
@pytest.mark.parametrize("has_labels", [True, False])
def test_saved_text_gives_the_items_of_the_markup(form: str, has_labels: bool) -> None:
    body = "\n\n".join(
        "\n\n".join(
            (
                form.format(number=number, title=title, size=f" pdf icon PDF {size}" if size else ""),
                *(("Minutes:",) if has_labels else ()),
                *paragraphs,
            )
        )
        for number, title, size, paragraphs in ITEMS
    )
    saved, markup = read("page.txt", HEAD + body), read("page.html", _markup())
    assert len(markup.items) == len(ITEMS)

    def comparable(document: MinutesDocument) -> list[tuple[object, ...]]:
        return [
            (
                item.number,
                item.title,
                item.committee,
                item.meeting_date,
                [line for line in item.text.split("\n") if line and line != "Minutes:"],
            )
            for item in document.items
        ]

    assert comparable(saved) == comparable(markup)

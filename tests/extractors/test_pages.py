"""Items of one page: an inspection that one tells in part and another in full has one date; what may be two inspections keeps its own."""

from datetime import date

from extractors import Item, extract
from extractors.pages import align_inspections

FULL = "Ofsted Inspection\n\nThe inspection had been held from 18 to 29 November 2024 and its report published on 6 January 2025."


def read(*texts, meeting_date=date(2025, 2, 11)):
    items = [Item(text=text, item=number, meeting_date=meeting_date) for number, text in enumerate(texts)]
    found = align_inspections([extract(item) for item in items])
    for item, extraction in zip(items, found, strict=True):
        for record in extraction.inspections:
            assert item.text[record.evidence.start_char : record.evidence.end_char] == record.evidence.text
    return [
        [(i.framework.value, i.start_date, i.end_date, i.publication_date, i.period.value) for i in extraction.inspections]
        for extraction in found
    ]


def test_a_year_takes_the_days_that_another_item_tells():
    event = ("ilacs", "2024-11-18", "2024-11-29", "2025-01-06", "current")
    assert read("Ofsted Inspection 2024: Response\n\nTo agree the response.", FULL) == [[event], [event]]


def test_the_evidence_stays_that_of_the_item():
    extractions = [extract(Item(text="Ofsted Inspection 2024: Response", item=0)), extract(Item(text=FULL, item=1))]
    assert align_inspections(extractions)[0].inspections[0].evidence.text == "2024"


def test_a_publication_alone_takes_the_days():
    event = ("ilacs", "2024-11-18", "2024-11-29", "2025-01-06", "current")
    assert read(FULL, "Ofsted\n\nThe inspection report had been published on 6 January 2025.") == [[event], [event]]


def test_another_kind_of_visit_is_left_alone():
    assert read("Ofsted Focused Visit 2024\n\nThe letter was noted.", FULL)[0] == [
        ("focused_visit", "2024", "2024", None, "current")
    ]


def test_two_that_fit_are_left_alone():
    second = "Ofsted Inspection\n\nThe inspection had been held from 4 to 15 March 2024."
    assert read("Ofsted Inspection 2024: Response", FULL, second)[0] == [("ilacs", "2024", "2024", None, "current")]


def test_other_years_are_left_alone():
    assert read("Ofsted Inspection 2021: Response", FULL)[0] == [("ilacs", "2021", "2021", None, "current")]

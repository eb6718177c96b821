"""The JSON of `extract`: the contract's keys in their order, and nothing that a parser of JSON would refuse."""

from __future__ import annotations

import json
from datetime import date

import pytest

from extractors.records import (
    Action,
    ActionKind,
    DatePrecision,
    Domain,
    Evidence,
    Extraction,
    Framework,
    Grade,
    ImprovementArea,
    Inspection,
    Item,
    Judgement,
    PageKind,
    Period,
)
from pipeline.models import Capture, MinutesDocument
from pipeline.output import build_json, build_json_line

TEXT = "Ofsted inspection\nChildren’s services were judged Good in July 2022 😀. It was agreed to note the plan for foster homes."
ITEM = Item(text=TEXT, number="20", title="Ofsted inspection", committee="Cabinet", meeting_date=date(2022, 11, 3), truncated=True)
SPAN = ["evidence", "start_char", "end_char", "rule", "confidence"]


def cut(quote: str, rule: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence.cut(ITEM, start, start + len(quote), rule)


EXTRACTION = Extraction(
    inspections=(
        Inspection(
            Framework.ILACS, "2022-07", "2022-07", DatePrecision.MONTH, None, Period.CURRENT, cut("July 2022", "inspections.t")
        ),
    ),
    judgements=(Judgement(Domain.OVERALL, Grade.GOOD, Period.CURRENT, cut("judged Good", "judgements.t")),),
    improvement_areas=(ImprovementArea(1, "i", "foster homes", ("placements",), cut("foster homes", "improvement-areas.t")),),
    actions=(Action(1, None, "note the plan", ActionKind.NOTE, None, None, None, cut("note the plan", "actions.t")),),
    warnings=("two dates disagree",),
)


def document(*items: Item) -> MinutesDocument:
    capture = Capture(url="file:a.txt", sha256="0" * 64, raw_path="pages/a.txt", bytes=1)
    warnings = ("item 0: minutes text is cut off by the page",)
    return MinutesDocument(capture, PageKind.AGENDA_ITEM, "Ofsted inspection", "plain/1", items, "wexmoor", warnings=warnings)


def test_keys_and_their_order_are_the_contracts() -> None:
    found = build_json(document(ITEM), [EXTRACTION])
    assert list(found) == [
        *("source", "authority", "page_kind", "title", "items"),
        *("inspections", "judgements", "improvement_areas", "actions", "warnings"),
    ]
    assert list(found["items"][0]) == ["item", "number", "title", "committee", "meeting_date", "truncated"]
    dates = ["start_date", "end_date", "date_precision", "publication_date"]
    assert list(found["inspections"][0]) == ["item", "framework", *dates, "period", *SPAN]
    assert list(found["judgements"][0]) == ["item", "domain", "grade", "period", *SPAN]
    assert list(found["improvement_areas"][0]) == ["item", "ordinal", "label", "text", "themes", *SPAN]
    assert list(found["actions"][0]) == ["item", "ordinal", "label", "text", "kind", "owner", "due_text", "due_date", *SPAN]


def test_values_are_plain_and_dates_iso() -> None:
    found = json.loads(build_json_line(build_json(document(ITEM), [EXTRACTION])))
    assert (found["source"], found["authority"], found["page_kind"]) == ("pages/a.txt", "wexmoor", "agenda_item")
    assert found["items"][0]["meeting_date"] == "2022-11-03"
    assert found["inspections"][0]["date_precision"] == "month"
    assert found["inspections"][0]["publication_date"] is None
    assert found["judgements"][0]["confidence"] is None, "this rule was never measured"
    assert found["improvement_areas"][0]["themes"] == ["placements"]
    assert found["warnings"] == ["item 0: minutes text is cut off by the page", "item 0: two dates disagree"]


def test_evidence_is_the_slice_of_the_text_also_in_the_printed_line() -> None:
    found = json.loads(build_json_line(build_json(document(ITEM), [EXTRACTION], with_text=True)))
    text = found["items"][0]["text"]
    for name in ("inspections", "judgements", "improvement_areas", "actions"):
        for record in found[name]:
            assert text[record["start_char"] : record["end_char"]] == record["evidence"]
    assert "text" not in build_json(document(ITEM), [EXTRACTION])["items"][0]


def test_an_extraction_is_missing_or_too_many() -> None:
    with pytest.raises(ValueError):
        build_json(document(ITEM), [])


def test_a_line_is_one_line_and_valid_whatever_the_text() -> None:
    line = build_json_line({"text": "a\nb\u2028c \ud83d half a pair"})
    assert len(line.splitlines()) == 1
    assert json.loads(line.encode("utf-8"))["text"] == "a\nb\u2028c \ud83d half a pair"
    assert "’" in build_json_line({"text": "’"})

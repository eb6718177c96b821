"""Which items stand: one meeting's item in several documents counts once, and both stay in the tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from extractors.records import Extraction, PageKind
from pipeline.resolve import resolve_inspections
from pipeline.warehouse.database import build_aside, open_warehouse
from pipeline.warehouse.rows import LoadedDocument
from pipeline.warehouse.write import write_documents
from tests.pipeline.warehouse_documents import TEXT, build_loaded

TITLE, _, BODY = TEXT.partition("\n\n")
CUT = f"{TITLE}\n\n{BODY[:120]}"


def document(
    name: str, text: str = TEXT, *, truncated: bool = False, number: str | None = "12", title: str = "Inspection", **given: Any
) -> LoadedDocument:
    """Return a document of one item, with what TEXT gives where the text is whole, nothing where it is not."""
    loaded = build_loaded(name, text=text, extraction=None if text == TEXT else Extraction(), **given)
    item = replace(loaded.document.items[0], truncated=truncated, number=number, title=title)
    return replace(loaded, document=replace(loaded.document, items=(item,)))


def load(path: Path, *documents: LoadedDocument, fetches: dict[str, datetime] | None = None) -> None:
    with build_aside(path) as build:
        write_documents(build, [documents], lambda rule: 0.9, resolve_inspections, fetches)


def superseded(path: Path) -> dict[str, str | None]:
    """Return the name of each document with the name of the one that counts instead."""
    sql = (
        "SELECT v.raw_path, c.raw_path FROM v_items v LEFT JOIN documents d ON d.document_id = v.superseded_by "
        "LEFT JOIN captures c ON c.capture_id = d.capture_id"
    )
    with open_warehouse(path) as connection:
        return {Path(one).stem: other and Path(other).stem for one, other in connection.execute(sql).fetchall()}


def test_an_item_cut_by_its_page_gives_way_to_the_whole_one(tmp_path: Path) -> None:
    cut = document("meeting", CUT + " and so", truncated=True, page_kind=PageKind.MEETING)
    for number, documents in enumerate(permutations([cut, document("item")])):
        path = tmp_path / f"{number}.duckdb"
        for each in documents:
            load(path, each)
        assert superseded(path) == {"meeting": "item", "item": None}


def test_of_equal_words_one_stands_whatever_the_order_punctuation_and_kind(tmp_path: Path) -> None:
    spaced = TEXT.replace("\n", "\n\n").replace(",", " ,").replace("RESOLVED:", "Resolved -")
    issue = document("issue", spaced, number=None, page_kind=PageKind.ISSUE_MEETINGS)
    for number, documents in enumerate(permutations([issue, document("item")])):
        path = tmp_path / f"{number}.duckdb"
        load(path, *documents)
        assert superseded(path) == {"issue": "item", "item": None}


def test_a_page_that_holds_part_of_the_words_gives_way(tmp_path: Path) -> None:
    decision = document("decision", f"{TITLE}\n\n{TEXT[TEXT.index('RESOLVED') :]}", page_kind=PageKind.DECISION)
    load(tmp_path / "m.duckdb", decision, document("item"))
    assert superseded(tmp_path / "m.duckdb") == {"decision": "item", "item": None}


@pytest.mark.parametrize(
    "other",
    [
        document("other", CUT + " Other words follow."),
        document("other", CUT, number="13"),
        document("other", CUT, title="Another item"),
        document("other", CUT, committee="Cabinet"),
        document("other", CUT, authority="holmsea"),
        document("other", CUT, committee=None, meeting_date=None),
    ],
    ids=["other words", "other number", "other title", "other committee", "other authority", "no meeting"],
)
def test_what_another_document_does_not_tell_stands(tmp_path: Path, other: LoadedDocument) -> None:
    load(tmp_path / "m.duckdb", other, document("item"))
    assert superseded(tmp_path / "m.duckdb") == {"other": None, "item": None}


def test_superseded_items_have_no_part_in_inspections(tmp_path: Path) -> None:
    path = tmp_path / "m.duckdb"
    load(path, document("one"), document("two", page_kind=PageKind.MEETING))
    with open_warehouse(path) as connection:
        assert connection.execute("SELECT DISTINCT n_mentions FROM inspections").fetchall() == [(1,)]
        assert connection.execute("SELECT count(*) FROM judgements").fetchone() == (6,)
        sql = "SELECT count(*) FROM judgements j JOIN v_items v USING (item_id) WHERE (j.inspection_id IS NULL) <> v.superseded"
        assert connection.execute(sql).fetchone() == (0,)


def test_a_version_that_is_fetched_again_stands_again(tmp_path: Path) -> None:
    path, url = tmp_path / "m.duckdb", "https://minutes.example/mgAi.aspx?ID=7"
    draft = document("draft", url=url, fetched_at="2023-07-01T10:00:00Z")
    load(path, draft, document("confirmed", url=url, fetched_at="2023-08-01T10:00:00Z"))
    assert superseded(path) == {"draft": "confirmed", "confirmed": None}
    load(path, fetches={draft.document.capture.capture_id: datetime(2023, 9, 1)})
    assert superseded(path) == {"draft": None, "confirmed": "draft"}
    with open_warehouse(path) as connection:
        sql = (
            "SELECT DISTINCT v.raw_path FROM inspection_mentions m JOIN v_items v USING (item_id) WHERE m.inspection_id IS NOT NULL"
        )
        assert connection.execute(sql).fetchall() == [("data/raw/draft.html",)]

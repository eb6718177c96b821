"""Invented documents of invented councils, for the tests of the warehouse."""

from __future__ import annotations

from datetime import date

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
from pipeline.warehouse.rows import LoadedDocument

TEXT = (
    "Inspection of children’s services \U0001f9d2\n\n"
    "The Director reported on the inspection of 6 to 17 March 2023, published on 2 May 2023. "
    "Overall effectiveness was judged good and the work with care leavers inadequate. In 2019 the overall grade had been inadequate.\n"
    "The inspectors asked for better pathway plans for care leavers.\n"
    "RESOLVED: That the report be noted; and that the Director report back by June 2024."
)


def cut(item: Item, words: str, rule: str = "test.rule") -> Evidence:
    """Return the evidence of the first place where `words` stand."""
    start = item.text.index(words)
    return Evidence.cut(item, start, start + len(words), rule)


def build_extraction(item: Item) -> Extraction:
    """Return what there is to find in TEXT."""
    return Extraction(
        inspections=(
            Inspection(
                Framework.ILACS,
                "2023-03-06",
                "2023-03-17",
                DatePrecision.DAY,
                "2023-05-02",
                Period.CURRENT,
                cut(item, "6 to 17 March 2023"),
            ),
            Inspection(Framework.ILACS, "2019", "2019", DatePrecision.YEAR, None, Period.PREVIOUS, cut(item, "2019")),
        ),
        judgements=(
            Judgement(Domain.OVERALL, Grade.GOOD, Period.CURRENT, cut(item, "judged good")),
            Judgement(Domain.CARE_LEAVERS, Grade.INADEQUATE, Period.CURRENT, cut(item, "care leavers inadequate")),
            Judgement(Domain.OVERALL, Grade.INADEQUATE, Period.PREVIOUS, cut(item, "had been inadequate", "test.unmeasured")),
        ),
        improvement_areas=(
            ImprovementArea(
                1, None, "pathway plans for care leavers", ("pathway_planning",), cut(item, "pathway plans for care leavers")
            ),
        ),
        actions=(
            Action(1, None, "That the report be noted", ActionKind.NOTE, None, None, None, cut(item, "That the report be noted")),
            Action(
                2,
                None,
                "that the Director report back by June 2024",
                ActionKind.REQUEST,
                "Director",
                "by June 2024",
                "2024-06",
                cut(item, "that the Director report back by June 2024"),
            ),
        ),
        warnings=("minutes text is cut off by the page",),
    )


def build_loaded(
    name: str = "one",
    *,
    authority: str | None = "wexmoor",
    text: str = TEXT,
    fingerprint: str = "rules 1",
    committee: str | None = "Children’s Scrutiny Committee",
    meeting_date: date | None = date(2023, 6, 15),
    page_kind: PageKind = PageKind.AGENDA_ITEM,
    url: str | None = None,
    fetched_at: str | None = None,
    pages: tuple[int, ...] | None = None,
    extraction: Extraction | None = None,
) -> LoadedDocument:
    """Return a document of one item; `name` stands for its bytes, `extraction` replaces what TEXT gives."""
    capture = Capture(
        url=url or f"file:{name}.html",
        sha256=f"{name:0<64}",
        raw_path=f"data/raw/{name}.html",
        bytes=len(text),
        fetched_at=fetched_at,
    )
    item = Item(text=text, title="Inspection", authority=authority, committee=committee, meeting_date=meeting_date, number="12")
    document = MinutesDocument(
        capture=capture,
        page_kind=page_kind,
        title="Agenda item",
        parser="test/1",
        items=(item,),
        authority=authority,
        url=url,
        page_numbers=(pages,) if pages else (),
    )
    return LoadedDocument(document, (build_extraction(item) if extraction is None else extraction,), fingerprint)

"""A document and what was found in it → the JSON object of the public contract (`docs/cli.md`), one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from extractors.precision import precision_of
from extractors.records import Action, Evidence, Extraction, ImprovementArea, Inspection, Item, Judgement
from pipeline.models import MinutesDocument

_LINE_SEPARATORS = "\x85\u2028\u2029"  # line breaks to many readers of lines, though not to JSON


def build_json(document: MinutesDocument, extractions: Sequence[Extraction], *, with_text: bool = False) -> dict[str, Any]:
    """Return the contract's object for a document; `extractions` holds one entry for each of its items, in their order.

    Dates are ISO strings; unknown is None. `with_text` adds each item's text, which every `start_char` and `end_char` points into.
    """
    found = list(zip((item.item for item in document.items), extractions, strict=True))
    return {
        "source": document.source,
        "authority": document.authority,
        "page_kind": document.page_kind.value,
        "title": document.title,
        "items": [_item(item, with_text=with_text) for item in document.items],
        "inspections": [_inspection(item, entry) for item, extraction in found for entry in extraction.inspections],
        "judgements": [_judgement(item, entry) for item, extraction in found for entry in extraction.judgements],
        "improvement_areas": [_area(item, entry) for item, extraction in found for entry in extraction.improvement_areas],
        "actions": [_action(item, entry) for item, extraction in found for entry in extraction.actions],
        "warnings": list(_warnings(document, found)),
    }


def build_json_line(record: dict[str, Any]) -> str:
    """Return `record` as one line of JSON without its line break; text that is no valid Unicode is written as `\\uXXXX` escapes."""
    line = json.dumps(record, ensure_ascii=False)
    for separator in _LINE_SEPARATORS:
        line = line.replace(separator, f"\\u{ord(separator):04x}")
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate in the page's text
        return json.dumps(record)
    return line


def _item(item: Item, *, with_text: bool) -> dict[str, Any]:
    return {
        "item": item.item,
        "number": item.number,
        "title": item.title,
        "committee": item.committee,
        "meeting_date": item.meeting_date.isoformat() if item.meeting_date else None,
        "truncated": item.truncated,
        **({"text": item.text} if with_text else {}),
    }


def _inspection(item: int, inspection: Inspection) -> dict[str, Any]:
    return {
        "item": item,
        "framework": inspection.framework.value,
        "start_date": inspection.start_date,
        "end_date": inspection.end_date,
        "date_precision": inspection.date_precision.value if inspection.date_precision else None,
        "publication_date": inspection.publication_date,
        "period": inspection.period.value,
        **_evidence(inspection.evidence),
    }


def _judgement(item: int, judgement: Judgement) -> dict[str, Any]:
    return {
        "item": item,
        "domain": judgement.domain.value,
        "grade": judgement.grade.value,
        "period": judgement.period.value,
        **_evidence(judgement.evidence),
    }


def _area(item: int, area: ImprovementArea) -> dict[str, Any]:
    return {
        "item": item,
        "ordinal": area.ordinal,
        "label": area.label,
        "text": area.text,
        "themes": list(area.themes),
        **_evidence(area.evidence),
    }


def _action(item: int, action: Action) -> dict[str, Any]:
    return {
        "item": item,
        "ordinal": action.ordinal,
        "label": action.label,
        "text": action.text,
        "kind": action.kind.value,
        "owner": action.owner,
        "due_text": action.due_text,
        "due_date": action.due_date,
        **_evidence(action.evidence),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "evidence": evidence.text,
        "start_char": evidence.start_char,
        "end_char": evidence.end_char,
        "rule": evidence.rule,
        "confidence": precision_of(evidence.rule),
    }


def _warnings(document: MinutesDocument, found: list[tuple[int, Extraction]]) -> Iterator[str]:
    yield from document.warnings
    for item, extraction in found:
        for warning in extraction.warnings:
            yield f"item {item}: {warning}"

"""A loaded document → rows of the tables, and the Arrow schemas that carry them. Pure: the same document gives the same rows and ids."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pyarrow as pa

from extractors.records import DatePrecision, Evidence, Extraction, Inspection, Item, PageKind
from pipeline.addresses import canonical_key
from pipeline.models import Capture, MinutesDocument, stable_id
from pipeline.official import OfficialReport

Row = dict[str, object]
Precision = Callable[[str], float | None]
"""Rule id → its measured precision, None while it is not measured."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXTS = (pa.string(), pa.list_(pa.string()))
_EVIDENCE = {
    "evidence": pa.string(),
    "start_char": pa.int32(),
    "end_char": pa.int32(),
    "rule": pa.string(),
    "confidence": pa.float64(),
}
_DATES = {
    "start_date": pa.date32(),
    "end_date": pa.date32(),
    "date_precision": pa.string(),
    "publication_date": pa.date32(),
    "publication_precision": pa.string(),
}


def _text(*names: str) -> dict[str, pa.DataType]:
    return dict.fromkeys(names, pa.string())


SCHEMAS: dict[str, pa.Schema] = {
    name: pa.schema(columns)
    for name, columns in {
        "captures": {
            **_text("capture_id", "url", "page_key", "authority", "content_type", "raw_path", "sha256"),
            "fetched_at": pa.timestamp("us"),
            "http_status": pa.int32(),
            "raw_offset": pa.int64(),
            "bytes": pa.int64(),
        },
        "documents": {
            **_text("document_id", "capture_id", "authority", "page_kind", "url", "title", "parser", "parse_status", "fingerprint"),
            "warnings": pa.list_(pa.string()),
        },
        "items": {
            **_text("item_id", "document_id", "meeting_id", "number", "title", "committee", "text"),
            "item": pa.int32(),
            "meeting_date": pa.date32(),
            "truncated": pa.bool_(),
            "line_pages": pa.list_(pa.int32()),
        },
        "inspection_mentions": {**_text("mention_id", "item_id", "authority", "framework", "period"), **_DATES, **_EVIDENCE},
        "judgements": {**_text("judgement_id", "item_id", "authority", "domain", "grade", "period"), **_EVIDENCE},
        "improvement_areas": {
            **_text("improvement_area_id", "item_id", "authority", "label", "text"),
            "ordinal": pa.int32(),
            "themes": pa.list_(pa.string()),
            **_EVIDENCE,
        },
        "actions": {
            **_text("action_id", "item_id", "authority", "label", "text", "kind", "owner", "due_text", "due_precision"),
            "ordinal": pa.int32(),
            "due_date": pa.date32(),
            **_EVIDENCE,
        },
        "official_outcomes": {
            **_text("outcome_id", "official_id", "authority", "framework", "variant", "date_precision", "publication_basis"),
            **_text("lead_inspector", "domain", "grade", "source", "evidence", "document_id"),
            "start_date": pa.date32(),
            "end_date": pa.date32(),
            "publication_date": pa.date32(),
            "page": pa.int32(),
        },
        "official_improvement_items": {
            **_text("official_item_id", "official_id", "authority", "kind", "text", "source", "document_id"),
            "ordinal": pa.int32(),
            "themes": pa.list_(pa.string()),
            "page": pa.int32(),
        },
        "official_narratives": {
            **_text("official_id", "authority", "domain", "text", "source", "document_id"),
            "page": pa.int32(),
        },
    }.items()
}
"""The tables whose rows come from documents, children after parents, with their columns as Arrow types."""


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """A document with the extraction of each of its items, and the fingerprint that decides whether it must be read again.

    An inspection report also has what it says as the official record, `official`: one entry an authority that it is about.
    """

    document: MinutesDocument
    extractions: tuple[Extraction, ...]
    fingerprint: str
    official: tuple[OfficialReport, ...] = ()


def build_rows(loaded: LoadedDocument, precision: Precision) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for all that `loaded` gives, each id once.

    Raises ValueError when there is not one extraction an item, or evidence is not the slice of its item's text: defects of ours.
    """
    document = loaded.document
    authority = document.authority or next((item.authority for item in document.items if item.authority), None)
    yield "captures", _capture_row(document.capture)
    yield "documents", _document_row(loaded, authority)
    for index, (item, extraction) in enumerate(zip(document.items, loaded.extractions, strict=True)):
        item_id = stable_id("item", document.document_id, item.item)
        pages = document.page_numbers[index] if document.page_numbers else None
        yield "items", _item_row(item, item_id, document.document_id, authority, pages)
        if document.page_kind is PageKind.INSPECTION_REPORT:
            continue  # what Ofsted says of itself is the official record, not a claim of minutes
        seen: set[object] = set()
        for table, key, row, evidence in _extracted(item_id, authority, extraction):
            if row[key] in seen:
                continue
            seen.add(row[key])
            if item.text[evidence.start_char : evidence.end_char] != evidence.text:
                raise ValueError(f"{document.source}: evidence of {evidence.rule} is not the slice of its item's text")
            row["evidence"], row["start_char"], row["end_char"] = evidence.text, evidence.start_char, evidence.end_char
            row["rule"], row["confidence"] = evidence.rule, precision(evidence.rule)
            yield table, row
    for report in loaded.official:
        yield from build_official_rows(replace(report, document_id=document.document_id))


def build_official_rows(report: OfficialReport) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for what one official source says of one inspection; without any grade, one outcome without a domain."""
    official_id = stable_id(
        "official", report.source, report.authority, report.framework, report.start_date, report.publication_date
    )
    known: Row = {
        "official_id": official_id,
        "authority": report.authority,
        "source": report.source,
        "document_id": report.document_id,
    }
    inspection: Row = {
        **known,
        "framework": report.framework.value,
        "variant": report.variant and report.variant.value,
        "start_date": report.start_date,
        "end_date": report.end_date,
        "date_precision": DatePrecision.DAY.value if report.start_date else None,
        "publication_date": report.publication_date,
        "publication_basis": report.publication_basis and report.publication_basis.value,
        "lead_inspector": report.lead_inspector,
    }
    if not report.grades:
        yield "official_outcomes", {**inspection, "outcome_id": stable_id("outcome", official_id, None)}
    for grade in report.grades:
        yield (
            "official_outcomes",
            {
                **inspection,
                "outcome_id": stable_id("outcome", official_id, grade.domain),
                "domain": grade.domain.value,
                "grade": grade.grade.value,
                "page": grade.page,
                "evidence": grade.evidence,
            },
        )
    for item in report.items:
        yield (
            "official_improvement_items",
            {
                **known,
                "official_item_id": stable_id("official item", official_id, item.ordinal),
                "ordinal": item.ordinal,
                "kind": item.kind.value,
                "text": item.text,
                "themes": list(item.themes),
                "page": item.page,
            },
        )
    for narrative in report.narratives:
        yield "official_narratives", {**known, "domain": narrative.domain.value, "text": narrative.text, "page": narrative.page}


def build_table(name: str, rows: list[Row]) -> pa.Table:
    """Return `rows` as an Arrow table. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD: offsets stay what they are."""
    schema = SCHEMAS[name]
    columns = [pa.array(_column(field, rows), field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _column(field: pa.Field, rows: list[Row]) -> list[object]:
    values = [row.get(field.name) for row in rows]
    return [_storable(value) for value in values] if field.type in _TEXTS else values


def _storable(value: object) -> object:
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
    if isinstance(value, tuple):
        return [_storable(part) for part in value]
    return value


def _capture_row(capture: Capture) -> Row:
    return {
        "capture_id": capture.capture_id,
        "url": capture.url,
        "page_key": page_key_of(capture.url),
        "authority": capture.authority,
        "fetched_at": parse_utc(capture.fetched_at),
        "content_type": capture.content_type,
        "http_status": capture.http_status,
        "raw_path": capture.raw_path,
        "raw_offset": capture.raw_offset,
        "bytes": capture.bytes,
        "sha256": capture.sha256,
    }


def page_key_of(url: str) -> str | None:
    """Return what all spellings of a page's address have in common, None for what is no address of the web (a file)."""
    if not url.lower().startswith(("http://", "https://")):
        return None
    try:
        return canonical_key(url)
    except ValueError:  # an address that nobody can ask for still tells its own versions apart
        return url


def parse_utc(moment: str | None) -> datetime | None:
    """Return a time stamp of an archive in UTC without zone (as it is where it names none), None when it is no time stamp."""
    try:
        parsed = datetime.fromisoformat(moment or "")
    except ValueError:
        return None
    return parsed.astimezone(UTC).replace(tzinfo=None) if parsed.tzinfo else parsed


def _document_row(loaded: LoadedDocument, authority: str | None) -> Row:
    document = loaded.document
    remarks = [
        f"item {item.item}: {warning}"
        for item, extraction in zip(document.items, loaded.extractions, strict=True)
        for warning in extraction.warnings
    ]
    warnings = (*document.warnings, *remarks)
    partial = bool(warnings) or any(item.truncated for item in document.items)
    return {
        "document_id": document.document_id,
        "capture_id": document.capture.capture_id,
        "authority": authority,
        "page_kind": document.page_kind.value,
        "url": document.url or document.capture.url,
        "title": document.title,
        "parser": document.parser,
        "parse_status": "empty" if not document.items else "partial" if partial else "complete",
        "warnings": warnings,
        "fingerprint": loaded.fingerprint,
    }


def _item_row(item: Item, item_id: str, document_id: str, authority: str | None, pages: tuple[int | None, ...] | None) -> Row:
    committee = " ".join((item.committee or "").split()) or None
    meeting_id = None
    if committee or item.meeting_date:  # printed minutes write committees in capitals, pages do not: one meeting all the same
        key = committee.casefold() if committee else None
        meeting_id = stable_id("meeting", authority or document_id, key, item.meeting_date)
    return {
        "item_id": item_id,
        "document_id": document_id,
        "meeting_id": meeting_id,
        "item": item.item,
        "number": item.number,
        "title": item.title,
        "committee": committee,
        "meeting_date": item.meeting_date,
        "text": item.text,
        "truncated": item.truncated,
        "line_pages": pages if pages and any(page is not None for page in pages) else None,
    }


def _extracted(item_id: str, authority: str | None, extraction: Extraction) -> Iterator[tuple[str, str, Row, Evidence]]:
    """Yield (table, name of its id column, row without evidence, evidence) for each record of an item."""
    shared: Row = {"item_id": item_id, "authority": authority}
    for inspection in extraction.inspections:
        yield "inspection_mentions", "mention_id", {**shared, **_mention(item_id, inspection)}, inspection.evidence
    for judgement in extraction.judgements:
        found: Row = {"domain": judgement.domain.value, "grade": judgement.grade.value, "period": judgement.period.value}
        found["judgement_id"] = stable_id("judgement", item_id, *found.values(), *_place(judgement.evidence))
        yield "judgements", "judgement_id", {**shared, **found}, judgement.evidence
    for area in extraction.improvement_areas:
        found = {"ordinal": area.ordinal, "label": area.label, "text": area.text, "themes": area.themes}
        found["improvement_area_id"] = stable_id("improvement_area", item_id, area.ordinal, area.text, *_place(area.evidence))
        yield "improvement_areas", "improvement_area_id", {**shared, **found}, area.evidence
    for action in extraction.actions:
        due = parse_partial_date(action.due_date)
        found = {
            "ordinal": action.ordinal,
            "label": action.label,
            "text": action.text,
            "kind": action.kind.value,
            "owner": action.owner,
            "due_text": action.due_text,
            "due_date": due.last if due else None,
            "due_precision": due.precision.value if due else None,
        }
        found["action_id"] = stable_id("action", item_id, action.ordinal, action.text, *_place(action.evidence))
        yield "actions", "action_id", {**shared, **found}, action.evidence


def _mention(item_id: str, inspection: Inspection) -> Row:
    start, end = parse_partial_date(inspection.start_date), parse_partial_date(inspection.end_date)
    published = parse_partial_date(inspection.publication_date)
    stated = start or end
    natural = (inspection.start_date, inspection.end_date, inspection.publication_date)
    return {
        "mention_id": stable_id(
            "inspection_mention", item_id, inspection.framework, *natural, inspection.period, *_place(inspection.evidence)
        ),
        "framework": inspection.framework.value,
        "start_date": start.first if start else None,
        "end_date": end.last if end else None,
        "date_precision": (inspection.date_precision or stated.precision).value if stated else None,
        "publication_date": published.first if published else None,
        "publication_precision": published.precision.value if published else None,
        "period": inspection.period.value,
    }


def _place(evidence: Evidence) -> tuple[int, int]:
    return evidence.start_char, evidence.end_char


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as a text gave it: its first and its last possible day."""

    first: date
    last: date
    precision: DatePrecision


def parse_partial_date(text: str | None) -> PartialDate | None:
    """Return what `2022-03-21`, `2022-07` or `2019` stands for, None for None. Raises ValueError for anything else."""
    if text is None:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return PartialDate(date(parts[0], 1, 1), date(parts[0], 12, 31), DatePrecision.YEAR)
    if len(parts) == 2:
        last = calendar.monthrange(parts[0], parts[1])[1]
        return PartialDate(date(parts[0], parts[1], 1), date(parts[0], parts[1], last), DatePrecision.MONTH)
    day = date.fromisoformat(text)
    return PartialDate(day, day, DatePrecision.DAY)

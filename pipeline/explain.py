"""Why a record was read, and why another was not: what was found and what was refused, for a person, as lines or as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import jinja2

from extractors.precision import precision_of
from extractors.records import Action, Evidence, Extraction, ImprovementArea, Inspection, Item, Judgement
from pipeline.highlight import Piece, Span, cut_at_spans
from pipeline.models import MinutesDocument

_KINDS = {Inspection: "inspection", Judgement: "judgement", ImprovementArea: "improvement_area", Action: "action"}
_Found = Inspection | Judgement | ImprovementArea | Action


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that was looked at: kept (its rule and confidence) or refused (the reason, with the cue where one decided)."""

    kind: str
    kept: bool
    claim: str
    why: str
    start_char: int
    end_char: int
    evidence: str


def read_candidates(extraction: Extraction) -> list[Candidate]:
    """Return all that was kept and refused in an item, in the order of the text; what was kept stands before what was refused there."""
    records: list[_Found] = [*extraction.inspections, *extraction.judgements, *extraction.improvement_areas, *extraction.actions]
    kept = [_kept(record) for record in records]
    refused = [
        Candidate(d.component.removesuffix("s").replace("-", "_"), False, "", d.reason, d.start_char, d.end_char, d.text)
        for d in extraction.dropped
    ]
    return sorted((*kept, *refused), key=lambda c: (c.start_char, not c.kept, c.end_char, c.kind, c.why))


def explain_lines(document: MinutesDocument, extractions: Sequence[Extraction]) -> Iterator[str]:
    """Yield the candidates of every item of a document, a line each: what, where, which words, and the rule or the reason."""
    yield f"{document.source}: {document.page_kind.value}, {len(document.items)} items, authority {document.authority or 'not known'}"
    for item, extraction in zip(document.items, extractions, strict=True):
        yield f"  item {item.item}: {item.title or 'without title'}"
        for candidate in read_candidates(extraction):
            mark = "+" if candidate.kept else "-"
            words = _short(" ".join(candidate.evidence.split()))
            claim = f" {candidate.claim}" if candidate.claim else ""
            place = f"{candidate.start_char}:{candidate.end_char}"
            yield f"    {mark} {candidate.kind:16} {place:13}{claim} “{words}” — {candidate.why}"
        for warning in extraction.warnings:
            yield f"    ! {warning}"


class ExplanationPage:
    """A page that shows each item's text with every record marked and every refused candidate faint; add documents, then write it."""

    def __init__(self) -> None:
        environment = jinja2.Environment(loader=jinja2.PackageLoader("pipeline"), autoescape=True, undefined=jinja2.StrictUndefined)
        self._template = environment.get_template("extraction.html.j2")
        self._documents: list[dict[str, Any]] = []

    def add(self, document: MinutesDocument, extractions: Sequence[Extraction]) -> None:
        """Add a document and what was found in each of its items."""
        number = len(self._documents)
        items = [
            _item_view(f"d{number}-i{item.item}", item, extraction)
            for item, extraction in zip(document.items, extractions, strict=True)
        ]
        head = {"source": document.source, "title": document.title, "page_kind": document.page_kind.value}
        self._documents.append({**head, "authority": document.authority, "items": items})

    def render(self) -> Iterable[str]:
        """Return the page as pieces of HTML, to be written one after the other as UTF-8."""
        return self._template.generate(documents=self._documents, kinds=list(_KINDS.values()))


def _item_view(prefix: str, item: Item, extraction: Extraction) -> dict[str, Any]:
    candidates = [(f"{prefix}-c{number}", candidate) for number, candidate in enumerate(read_candidates(extraction))]
    spans = [
        Span(c.start_char, c.end_char, c.kind if c.kept else "refused", key, f"{c.kind} {c.claim} {c.why}".replace("  ", " "))
        for key, c in candidates
    ]
    pieces: list[Piece] = cut_at_spans(item.text, spans)
    return {"item": item, "pieces": pieces, "candidates": candidates, "warnings": extraction.warnings}


def _kept(record: _Found) -> Candidate:
    evidence: Evidence = record.evidence
    confidence = precision_of(evidence.rule)
    why = f"rule {evidence.rule}, confidence {'not measured' if confidence is None else confidence}"
    return Candidate(_KINDS[type(record)], True, _claim(record), why, evidence.start_char, evidence.end_char, evidence.text)


def _claim(record: _Found) -> str:
    if isinstance(record, Inspection):
        days = f"{record.start_date or '?'} to {record.end_date or '?'}" if record.start_date else "undated"
        published = f", published {record.publication_date}" if record.publication_date else ""
        return f"{record.framework.value} {days}{published} ({record.period.value})"
    if isinstance(record, Judgement):
        return f"{record.domain.value}: {record.grade.value} ({record.period.value})"
    if isinstance(record, ImprovementArea):
        return f"themes {', '.join(record.themes) or 'none'}"
    parts = [
        record.kind.value,
        record.owner and f"owner {record.owner}",
        record.due_text and f"due {record.due_date or record.due_text}",
    ]
    return ", ".join(part for part in parts if part)


def _short(words: str, most: int = 160) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"

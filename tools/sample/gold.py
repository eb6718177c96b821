"""The gold of a document: what a careful reader finds in the texts that it shows, in the format of `ofsted-minutes evaluate`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tools.sample.marks import Fact, MarkedText


@dataclass(slots=True)
class ShownItem:
    """The texts of one item that a document shows, in order, some of them perhaps cut off."""

    texts: list[MarkedText]
    truncated: bool = False


@dataclass(slots=True)
class Document:
    """A file to write, and what it shows. `meeting_date` is ISO, None where the document does not tell."""

    stem: str
    suffix: str
    page_kind: str
    authority: str
    meeting_date: str | None
    items: list[ShownItem] = field(default_factory=list)
    data: bytes = b""


@dataclass(slots=True)
class _Inspection:
    framework: str | None = None
    start: str | None = None
    end: str | None = None
    published: str | None = None
    period: str = "current"


def build_gold(document: Document) -> dict[str, Any]:
    """Return the gold of a document: the union over its items. Raises ValueError for marks that contradict what the document shows."""
    gold: dict[str, Any] = {
        "id": document.stem,
        "authority": document.authority,
        "page_kind": document.page_kind,
        "meeting_date": document.meeting_date,
        "truncated": any(item.truncated for item in document.items),
        "inspections": [],
        "judgements": [],
        "optional_judgements": [],
        "improvement_areas": [],
        "actions": [],
    }
    cut_areas: list[dict[str, str]] = []
    for item in document.items:
        _add_inspections(gold["inspections"], item, dated=document.meeting_date is not None)
        for kind, key in (("j", "judgements"), ("o", "optional_judgements")):
            _add_judgements(gold[key], item, kind)
        _add_areas(gold["improvement_areas"], cut_areas, item)
        _add_actions(gold["actions"], item, dated=document.meeting_date is not None)
    gold["optional_judgements"] = [entry for entry in gold["optional_judgements"] if entry not in gold["judgements"]]
    if not any(gold[key] for key in ("inspections", "judgements", "optional_judgements", "improvement_areas")):
        gold["negative"] = True
    if cut_areas:
        gold["optional_improvement_areas"] = cut_areas
    return gold


def _facts(item: ShownItem, *kinds: str) -> list[tuple[MarkedText, Fact]]:
    return [(text, fact) for text in item.texts for fact in text.facts if fact.kind in kinds]


def _add_inspections(entries: list[dict[str, str | None]], item: ShownItem, *, dated: bool) -> None:
    found: dict[str, _Inspection] = {}
    for text, fact in _facts(item, "i", "p"):
        if not text.is_whole(fact):
            continue
        words = fact.arguments.split()
        if "?" in words and not dated:
            raise ValueError(f"{text.words_of(fact)!r} needs a meeting date that the page does not show")
        inspection = found.setdefault(words[0], _Inspection())
        if fact.kind == "p":
            inspection.published = words[1]
            continue
        inspection.framework = words[1]
        start, end = (None if word == "-" else word for word in words[2:4])
        if len(start or "") > len(inspection.start or ""):
            inspection.start, inspection.end = start, end
        if "previous" in words:
            inspection.period = "previous"
    for key, inspection in found.items():
        if inspection.framework is None:
            raise ValueError(f"the inspection {key!r} has a publication date but no mark of its own in what is shown")
        if not (inspection.start or inspection.published):
            continue
        entry = {
            "framework": inspection.framework,
            "start": inspection.start,
            "end": inspection.end,
            "published": inspection.published,
            "period": inspection.period,
        }
        same = [old for old in entries if all(old[name] == entry[name] for name in ("framework", "start", "end", "period"))]
        if not same:
            entries.append(entry)
        elif same[0]["published"] is None:
            same[0]["published"] = entry["published"]


def _add_judgements(entries: list[dict[str, str]], item: ShownItem, kind: str) -> None:
    for text, fact in _facts(item, kind):
        if not text.is_whole(fact):
            continue
        for part in fact.arguments.split(","):
            domain, grade, *rest = part.split()
            entry = {"domain": domain, "grade": grade, "period": "previous" if rest else "current"}
            if entry not in entries:
                entries.append(entry)


def _add_areas(entries: list[dict[str, str]], cut: list[dict[str, str]], item: ShownItem) -> None:
    seen: set[str] = set()
    for text, fact in _facts(item, "a"):
        words = text.words_of(fact)
        if not text.is_whole(fact):
            cut.append({"text": words})
        elif _key(words) not in seen:
            seen.add(_key(words))
            entries.append({"text": words})


def _add_actions(entries: list[dict[str, str | None]], item: ShownItem, *, dated: bool) -> None:
    seen: set[tuple[str, str]] = set()
    for text, fact in _facts(item, "r"):
        words = text.words_of(fact)
        head, *options = [part.strip() for part in fact.arguments.split(";")]
        label, kind = head.split()
        if not text.is_whole(fact) or (label, _key(words)) in seen:
            continue
        seen.add((label, _key(words)))
        named = dict(option.split("=", 1) for option in options)
        due = named.get("due") or (named.get("due?") if dated else None)
        entries.append(
            {
                "label": None if label == "-" else label,
                "text": words,
                "kind": kind,
                "owner": named.get("owner"),
                "due": due,
                "due_text": named.get("due_text"),
            }
        )


def _key(words: str) -> str:
    return re.sub(r"\W+", " ", words.lower()).strip()

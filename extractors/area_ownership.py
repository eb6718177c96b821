"""Whose list it is: the verdict on a lead-in that may speak for inspectors of children's services, for others, or for nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.blocks import Sentence
from extractors.lexicon import area_ownership as cues
from extractors.lexicon.improvement_areas import STATED, TIMESCALE, TOO_LITTLE
from extractors.records import Item

_NEARBY = 12  # sentences that a lead-in which is no inspection term may stand from the inspection it means
_WEAKEST = "improvement_areas.recommendations"  # every report has some
_CLOSE = 45  # characters after a lead-in in which the place it speaks of is named
_SUBJECT = 80  # characters at a sentence's start in which another body is what the sentence is about
_LABEL = re.compile(r"\s*(?:decisions?|minutes|resolved|reasons?)\s*:?\s*", re.IGNORECASE)
_OWN_SERVICE = re.compile(
    r"\bchildren[’']?s?[’']?\s+(?:social\s+(?:care|work)|services?)\b|\blocal\s+authority\b|\bthe\s+council\b|\bilacs\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead-in or mention: the rule that saw it, its span, and where its content begins in the same sentence, if it does."""

    rule: str
    start_char: int
    end_char: int
    content_char: int | None = None


def find_refusal(item: Item, spans: Sequence[Sentence], index: int, lead: Lead) -> str | None:
    """Return why the list of `lead`, which stands in sentence `index`, is not the inspectors', or None when it is.

    The nearest name in the sentence decides; then the nearest sentence before it that tells whose findings are reported. Where
    nothing stands before the lead-in (an excerpt), it is taken at its word.
    """
    text, span = item.text, spans[index]
    before, after = text[span.start_char : lead.start_char], text[lead.end_char : span.end_char]
    if cues.DENIED.search(before):
        return "none, or only expected"
    if cues.ELSEWHERE.search(after[:_CLOSE]):
        return "another council's"
    if cues.SOURCES.match(after):
        return "a list of inspections"
    if cues.FOR_THE_YEAR.match(after):
        return "planned, not found"
    if cues.MIXED_BEFORE.search(before) or cues.MIXED_AFTER.match(after):
        return "strengths and areas announced together"
    if (
        lead.rule != TOO_LITTLE
        and cues.PROGRESS.search(text, span.start_char, min(span.end_char, lead.end_char + 40))
        and not cues.EXCEPTED.match(after)
    ):
        return "progress, not a need"
    if cues.PRONOUN.match(text, lead.start_char):
        return _pronoun_refusal(text, spans, index, lead)
    if lead.rule == TIMESCALE and not _is_announced(text, spans[max(0, index - _NEARBY) : index]):
        return "no recommendations announced"
    if lead.rule in cues.OPINIONS and cues.OPINION.search(before) and not _names_inspector(before):
        return "the speaker's own view"
    link = text[lead.end_char : lead.content_char] if lead.content_char else ""
    if cues.DONE_BEFORE.search(before) and cues.VERB.search(link):
        return "what was done about it"
    owner = _nearest_owner(text, span, lead)
    if owner in {"inspector", None} and is_foreign_topic(item, spans, index):
        return "another inspection's"
    if owner == "inspector":
        return _setting_refusal(text, span.start_char, lead.content_char or lead.end_char) or _inherited_setting(item, spans, index)
    if owner:
        return "another body's" if owner == "other" else "the meeting's own"
    if lead.rule == _WEAKEST and cues.BY_EXAMPLE.search(link):
        return "no inspection named"
    return _refusal_by_context(item, spans, index, lead)


def is_foreign_topic(item: Item, spans: Sequence[Sentence], index: int) -> bool:
    """Return whether sentence `index` speaks in an item, or after a sentence, about other inspections than those of children's services.

    The sentence itself decides, then the nearest one before it that names a service with its inspection, then the title.
    """
    text = item.text
    heading = text[spans[0].start_char : spans[0].end_char] if index else ""
    titles = [words for words in (item.title, heading) if words]
    is_own_title = any(cues.OWN_TOPIC.search(words) for words in titles)
    for span in reversed(spans[max(1, index - _NEARBY) : index + 1]):
        if cues.OWN_TOPIC.search(text, span.start_char, span.end_char):
            return False
        if cues.FOREIGN_INSPECTION.search(text, span.start_char, span.end_char) or (
            not is_own_title and cues.INSPECTED_SETTINGS.search(text, span.start_char, span.end_char)
        ):
            return True
    return not is_own_title and any(cues.FOREIGN_TITLE.search(words) for words in titles)


def _nearest_owner(text: str, span: Sentence, lead: Lead) -> str | None:
    """Return the kind of the owner named nearest to the lead-in in its sentence; what only compares does not count."""
    best: tuple[int, str] | None = None
    for found in cues.OWNER.finditer(text, span.start_char, min(span.end_char, lead.content_char or lead.end_char + 160)):
        kind = found.lastgroup or ""
        if kind == "other" and found.end() <= lead.start_char and cues.COMPARED.search(text, span.start_char, found.start()):
            continue
        distance = lead.start_char - found.end() if found.end() <= lead.start_char else max(0, found.start() - lead.end_char)
        if found.start() > lead.end_char and not re.search(
            r"\b(?:by|in|from|of|’s|letter|at|following)\b", text[lead.end_char : found.end()]
        ):
            continue
        if best is None or distance < best[0]:
            best = (distance, kind)
    return best[1] if best else None


def _setting_refusal(text: str, start: int, end: int) -> str | None:
    setting = cues.SETTING.search(text, start, end)
    if setting and not _OWN_SERVICE.search(text, start, end):
        return "a single setting's inspection"
    return None


def _inherited_setting(item: Item, spans: Sequence[Sentence], index: int) -> str | None:
    """Return a refusal when the inspection that a sentence means was named before it as one of a single setting."""
    text = item.text
    if _OWN_SERVICE.search(text, spans[index].start_char, spans[index].end_char):
        return None
    for span in reversed(spans[:index]):
        if cues.INSPECTED.search(text, span.start_char, span.end_char):
            if _OWN_SERVICE.search(text, span.start_char, span.end_char):
                return None
            if cues.SETTING.search(text, span.start_char, span.end_char):
                return "a single setting's inspection"
    return None


def _names_inspector(words: str) -> bool:
    return any(found.lastgroup == "inspector" for found in cues.OWNER.finditer(words))


def _is_announced(text: str, before: Sequence[Sentence]) -> bool:
    return any(cues.ANNOUNCED.search(text, span.start_char, span.end_char) for span in before)


def _pronoun_refusal(text: str, spans: Sequence[Sentence], index: int, lead: Lead) -> str | None:
    """Return why "They", who speak in a sentence, are not inspectors: the subject of the sentence before it decides."""
    span = spans[index]
    agents = list(cues.AGENT.finditer(text, span.start_char, lead.start_char))
    if agents and cues.JOINED_CLAUSE.search(text, span.start_char, lead.start_char):
        return None if agents[-1]["inspectors"] else "not said by inspectors"
    if cues.PRONOUN.match(text, span.start_char):
        for before in reversed(spans[:index]):
            if before.block != span.block or cues.PRONOUN.match(text, before.start_char):
                if before.block != span.block:
                    break
                continue
            agent = cues.AGENT.search(text, before.start_char, before.end_char)
            if agent and agent["inspectors"]:
                return _setting_refusal(text, before.start_char, before.end_char)
            break
    return "not said by inspectors"


def _refusal_by_context(item: Item, spans: Sequence[Sentence], index: int, lead: Lead) -> str | None:
    text = item.text
    stated = lead.rule in STATED
    first = 0 if stated else max(0, index - _NEARBY)
    for span in reversed(spans[first:index]):
        for found in cues.OWNER.finditer(text, span.start_char, span.end_char):
            if found.lastgroup == "panel" or cues.AWAITED.search(text, span.start_char, span.end_char):
                continue
            if found.lastgroup == "inspector":
                return _setting_refusal(text, span.start_char, span.end_char)
            compared = cues.COMPARED.search(text, span.start_char, found.start())
            if found.start() - span.start_char <= _SUBJECT and not compared:
                return "another body's"
    heading = spans[0] if spans else None
    for words in filter(None, (item.title, text[heading.start_char : heading.end_char] if heading and index else None)):
        title = cues.OWNER.search(words)
        if title and title.lastgroup == "inspector" and not cues.SETTING.search(words):
            return None
    if all(_LABEL.fullmatch(text, span.start_char, span.end_char) for span in spans[:index]):
        return None
    if stated and any(
        found.lastgroup == "inspector" and not cues.AWAITED.search(text, span.start_char, span.end_char)
        for span in spans
        for found in cues.OWNER.finditer(text, span.start_char, span.end_char)
    ):
        return None
    return "no inspection named"

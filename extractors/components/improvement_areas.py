"""`minutes_improvement_areas`: what inspectors said must get better.

Finds: what stands after a lead-in ("areas for improvement", "needed work" …) in prose, lists and headings; single mentions.
Does not find: strengths, bare counts, other bodies' lists, reports of what was done, entries that the page cut off.
Reads: `doc._.item`, `doc._.blocks`, `doc._.sentences`. Writes: `doc._.improvement_areas`, and adds to `doc._.dropped`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from extractors.area_clauses import find_clauses, find_subject
from extractors.area_links import find_bracketed, find_content, find_count, find_pointer, is_left_open, is_taken_up
from extractors.area_lists import find_entries, find_resolution_blocks, is_cut_off
from extractors.area_ownership import Lead, find_refusal
from extractors.area_parts import find_areas, is_named
from extractors.area_sentences import find_matches, find_rules_by_gate, find_rules_by_key, find_setting, find_whole_sentences
from extractors.area_tables import is_table_head
from extractors.blocks import Sentence
from extractors.enumerations import trim_entry
from extractors.lexicon import area_entries as entry_cues
from extractors.lexicon import improvement_areas as cues
from extractors.lexicon.area_mentions import MENTIONS, NEEDED, PROCEDURE
from extractors.lexicon.area_ownership import ANNOUNCED, UNMADE_LIST
from extractors.records import Block, BlockKind, Dropped, Evidence, ImprovementArea, Item
from extractors.rules import Gate, Rule, build_gate
from extractors.themes import themes_in_setting

_COMPONENT = "improvement_areas"
_LONGEST_STEM = 6  # words between a lead-in and the colon before its list ("… were that the Council:")
_GATE = build_gate(cues.RULES)
_MENTIONS = frozenset(rule.id for rule in MENTIONS)
_SINGLING_OUT = frozenset(f"improvement_areas.{name}" for name in ("one-of-them", "chief-of-them", "one-more"))

_JOINED = re.compile(r",?\s*(?:and|but|or)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    rule: str
    label: str | None
    start_char: int
    end_char: int
    head: str | None = None


@dataclass(slots=True)
class _Reading:
    """An item on its way through the component; the lists grow as its sentences are read."""

    item: Item
    blocks: tuple[Block, ...]
    spans: list[Sentence]
    found: list[_Found] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def drop(self, start: int, end: int, reason: str) -> None:
        """Keep a refused candidate with its reason."""
        self.dropped.append(Dropped(_COMPONENT, start, end, self.item.text[start:end], reason))


def find_improvement_areas(
    item: Item, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], gate: Gate | None = None
) -> tuple[tuple[ImprovementArea, ...], tuple[Dropped, ...]]:
    """Return the improvement areas of `item` in the order of its text, and the candidates refused.

    `gate` is for comparison in tests; by default it is the one generated from the rules' key words.
    """
    text = item.text
    if not (gate or _GATE).passes(text):
        return (), ()
    spans = find_whole_sentences(text, sentences)
    tried = find_rules_by_key(text, spans) if gate is None else find_rules_by_gate(text, spans, gate)
    if not tried:
        return (), ()
    resolutions = find_resolution_blocks(blocks)
    reading = _Reading(item, blocks, spans)
    read_to = 0
    for index in sorted(tried):
        span = spans[index]
        if span.start_char >= read_to and span.block not in resolutions:
            read_to = _read_sentence(reading, index, tried[index])
    return _build(reading), tuple(reading.dropped)


def _read_sentence(reading: _Reading, index: int, rules: list[Rule]) -> int:
    """Read one sentence's lead-ins and mentions; return the offset up to which the text is dealt with."""
    span, text = reading.spans[index], reading.item.text
    read_to = 0
    for start, end, rule in find_matches(text, span, [rule for rule in rules if rule.id not in _MENTIONS]):
        if start < read_to or (rule.id == cues.TIMESCALE and start != span.start_char):
            continue
        read_to = max(read_to, _read_lead(reading, index, Lead(rule.id, start, end)))
    if read_to > span.start_char:
        return read_to
    for start, end, rule in find_matches(text, span, [rule for rule in rules if rule.id in _MENTIONS]):
        if start >= read_to:
            read_to = max(read_to, _read_mention(reading, index, rule, start, end))
    return max(read_to, span.end_char)


def _read_lead(reading: _Reading, index: int, lead: Lead) -> int:
    """Read what a lead-in leads into; return the offset after it, or 0 when it leads into nothing."""
    text, span = reading.item.text, reading.spans[index]
    if lead.rule in cues.POINTING_BACK and not _follows_lead(reading, index, lead.start_char):
        return 0
    if is_table_head(reading.item, reading.blocks[span.block]):
        return _read_list(reading, index, lead, span, opened=True)
    bracketed = find_bracketed(text, lead.end_char, span.end_char)
    if bracketed:
        _read_prose(reading, index, lead, *bracketed)
        return bracketed[1]
    link = find_content(text, lead.rule, lead.end_char, span.end_char)
    lead = replace(lead, content_char=link)
    content = text[link : span.end_char].strip(" .:–—-") if link is not None else ""
    if content and not (
        text[link : span.end_char].rstrip().endswith((":", "–", "—", "-")) and len(content.split()) <= _LONGEST_STEM
    ):
        return _read_prose(reading, index, lead, link or 0, span.end_char)
    following = reading.spans[index + 1] if index + 1 < len(reading.spans) else None
    points = following is not None and is_taken_up(text, span.start_char, lead.start_char, lead.end_char, following)
    if link is None and not points and not is_left_open(text, lead.end_char, span.end_char):
        return 0
    if following and following.block - span.block in {0, 1}:
        pointed = find_pointer(text, following.start_char, following.end_char)
        if pointed is not None:
            if text[pointed : following.end_char].strip(" .:"):
                return _read_prose(reading, index, lead, pointed, following.end_char)
            span, link = following, pointed
        elif following.block == span.block:
            return 0
    return _read_list(reading, index, lead, span, opened=link is not None)


def _read_list(reading: _Reading, index: int, lead: Lead, span: Sentence, *, opened: bool) -> int:
    item, blocks = reading.item, reading.blocks
    block = blocks[span.block]
    is_heading = block.kind is BlockKind.HEADING
    is_title = _is_title(reading, index) and lead.rule not in cues.STATED
    if is_heading and UNMADE_LIST.search(item.text, block.body_char, lead.start_char):
        return 0
    opened = opened or is_heading or item.text[block.start_char : block.end_char].rstrip().endswith((":", "?", "-", "–"))
    entries = find_entries(
        item, blocks, span.block, heading=opened and not is_title, weak=not opened, trusted=lead.rule in cues.STATED
    )
    if not entries.found and entries.refusal is None:
        return 0
    refusal = entries.refusal or find_refusal(item, reading.spans, index, lead)
    end = blocks[entries.next_block - 1].end_char if entries.found else span.end_char
    if refusal:
        reading.drop(lead.start_char, max(end, lead.end_char), refusal)
    elif lead.rule == cues.FINDINGS:  # a list of good and bad: only what says that something must get better
        end = span.end_char
    keeps_all = lead.rule != cues.FINDINGS
    reading.found.extend(
        _Found(lead.rule, e.label, e.start_char, e.end_char, e.head)
        for e in (() if refusal else entries.found)
        if keeps_all or NEEDED.search(item.text, e.start_char, e.end_char)
    )
    return end


def _is_title(reading: _Reading, index: int) -> bool:
    """Tell whether a sentence is the item's title: "Ofsted's areas for improvement - update" lists nothing."""
    block = reading.spans[index].block
    return block == 0 and len(reading.blocks) > 1 and reading.blocks[block].kind is BlockKind.HEADING


def _read_prose(reading: _Reading, index: int, lead: Lead, start: int, end: int) -> int:
    """Read an enumeration in prose from `start`; return the end of it."""
    text = reading.item.text
    if ";" in text[reading.spans[index].start_char : lead.start_char]:  # one clause of several: its list ends with it
        stop = text.find(";", start, end)
        end = stop if stop >= 0 else end
    if text[:end].endswith("?") and lead.rule not in cues.STATED:
        return 0
    if _JOINED.match(text, start, end) or _is_title(reading, index) or entry_cues.REPORTED_ENTRY.match(text, start, end):
        return 0
    refusal = find_refusal(reading.item, reading.spans, index, lead)
    if refusal:
        reading.drop(lead.start_char, end, refusal)
        return end
    count = find_count(text, reading.spans[index].start_char, lead.start_char, lead.end_char)
    _keep_parts(reading, lead.rule, start, end, count)
    return end


def _keep_parts(reading: _Reading, rule: str, start: int, end: int, count: int | None) -> None:
    areas = list(find_areas(reading.item.text, rule, start, end, count))
    if areas and _is_cut_off(reading, *areas[-1][1][1:]):
        areas.pop()
    reading.found.extend(_Found(rule, *area) for area, _ in areas)


def _is_cut_off(reading: _Reading, start: int, end: int) -> bool:
    """Tell whether the page cut the text off inside this span."""
    block = max(0, bisect_right(reading.blocks, start, key=lambda block: block.start_char) - 1)
    reaches = not reading.item.text[end : reading.blocks[block].end_char].strip()
    return entry_cues.CUT_OFF.search(reading.item.text, start, end) is not None or (
        reaches and is_cut_off(reading.item, reading.blocks, block)
    )


def _read_mention(reading: _Reading, index: int, rule: Rule, start: int, end: int) -> int:
    """Read a single mention; return the end of it, or 0 when it names no area."""
    text, span = reading.item.text, reading.spans[index]
    found = rule.regex.match(text, start, end)
    if found is None or (rule.id in _SINGLING_OUT and not _follows_lead(reading, index, start)):
        return 0
    what = rule.id.partition(".")[2]
    if what in {"said-of", "named-as", "picked-out"} and "object" not in rule.regex.groupindex:
        object_start, object_end = find_subject(text, span.start_char, start), start
        refusal = find_refusal(reading.item, reading.spans, index, Lead(rule.id, start, end))
    else:
        object_start, object_end = found.span("object")
        refusal = find_refusal(reading.item, reading.spans, index, Lead(rule.id, start, object_start))
    if refusal:
        reading.drop(start, end, refusal)
        return end
    if what in {"needs-clause", "recommendation-that", "suggested"} or (
        what == "recommended" and re.search(r"\bthat\s*$", text[start:object_start])
    ):
        _keep_clauses(reading, rule.id, object_start, object_end, must_need=what == "needs-clause")
    elif is_named(text, object_start, object_end):
        count = (
            1
            if what in {"the-need-for", "one-of-them", "one-more"}
            or (what in {"named-as", "said-of"} and "areas" not in text[start:end])
            else None
        )
        _keep_parts(reading, rule.id, object_start, object_end, count)
    return end


def _follows_lead(reading: _Reading, index: int, start: int) -> bool:
    """Tell whether the words before `start` speak of recommendations or areas, of which this sentence may single out "the fifth".

    They stand in the same sentence, in the one before it, or an entry of their list ends just before this block.
    """
    text, span = reading.item.text, reading.spans[index]
    if ANNOUNCED.search(text, span.start_char, start):
        return True
    before = reading.spans[index - 1] if index else None
    if before is None:
        return False
    if before.block == span.block and ANNOUNCED.search(text, before.start_char, before.end_char):
        return True
    return any(before.start_char <= found.start_char < span.start_char for found in reading.found)


def _keep_clauses(reading: _Reading, rule: str, start: int, end: int, *, must_need: bool) -> None:
    text = reading.item.text
    for whole_start, whole_end in find_clauses(text, start, end):
        clause_start, clause_end = trim_entry(text, whole_start, whole_end)
        words = text[clause_start:clause_end]
        if not words or PROCEDURE.search(words) or (must_need and not NEEDED.search(words)):
            continue
        if not _is_cut_off(reading, clause_start, whole_end):
            reading.found.append(_Found(rule, None, clause_start, clause_end))


def _build(reading: _Reading) -> tuple[ImprovementArea, ...]:
    """Return the records, each area once: the Decision often says again what the Minutes say."""
    areas: list[ImprovementArea] = []
    said: list[frozenset[str]] = []
    for found in sorted(reading.found, key=lambda f: (f.rule in _MENTIONS, f.start_char)):
        evidence = Evidence.cut(reading.item, found.start_char, found.end_char, found.rule)
        text = (found.head or "") + " ".join(evidence.text.split())
        words = frozenset(re.findall(r"\w+", text.lower()))
        if not words:
            continue
        if words in said or (found.rule in _MENTIONS and any(words <= other for other in said)):
            reading.drop(evidence.start_char, evidence.end_char, "said before")
            continue
        said.append(words)
        areas.append(
            ImprovementArea(
                0, found.label, text, themes_in_setting(text, find_setting(reading.item, evidence.start_char)), evidence
            )
        )
    areas.sort(key=lambda area: area.evidence.start_char)
    return tuple(ImprovementArea(n, a.label, a.text, a.themes, a.evidence) for n, a in enumerate(areas, start=1))


class MinutesImprovementAreas:
    """The component: stores what `find_improvement_areas` returns."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.improvement_areas` and add to `doc._.dropped`."""
        found, dropped = find_improvement_areas(doc._.item, doc._.blocks, doc._.sentences)
        doc._.improvement_areas = found
        doc._.dropped = (*doc._.dropped, *dropped)
        return doc

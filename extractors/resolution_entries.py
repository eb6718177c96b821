"""From the place where a resolution begins to its entries: which blocks belong to it, and what each of them adds.

A resolution ends at the next marker, heading or section label, at reasons and attachments, and at the first paragraph that is discussion.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from extractors.action_kinds import (
    find_stem_kind,
    is_decided,
    is_narrated,
    is_predicate,
    is_resolved_clause,
    is_subjunctive,
    starts_with_verb,
)
from extractors.entries import Entry, find_body, find_cell_label, find_inline_entries, is_stem, is_successor
from extractors.lexicon import action_statements as statements
from extractors.lexicon import actions as lexicon
from extractors.lexicon.deciding_bodies import BODY
from extractors.records import Block, BlockKind, Section
from extractors.resolution_pages import Opening, Page

_OPEN_END = re.compile(r"(?:[;,]|[;,]?\s(?:and|or|&))\s*$", re.IGNORECASE)
_CLOSED_END = re.compile(r"[.;:!?…|](?:\s*(?:and|or|&))?\s*$", re.IGNORECASE)
_THAT = re.compile(r"(?:and\s+)?(?:That|THAT)\b")
_OFFICER_PREFIX = re.compile(
    r"(?:[^.;:]{0,200}?,\s+)?(?:[Tt]he\s+)?[A-Z][\w’'&-]*(?:\s+(?:of|for|and|the|[A-Z][\w’'&-]*)){0,8}(?:\s+\([^()\n]{1,60}\))?"
    r"(?:,[^,:]{2,120},)?\s+(?:(?:has|have)\s+)?(?:decided|resolved|agreed|determined)(?:\s+(?:to|that)\b\s*[:–—-]*|\s*:)\s*"
)
"""An officer or a mayor who decides alone, under a label "Decision"."""
_AGREED_PREFIX = re.compile(
    rf"(?:That\s+)?(?:It\s+(?:was|is)|{BODY})\s+(?:(?:has|have|unanimously|also|further|formally)\s+)?(?:agreed|resolved|decided|RESOLVED|AGREED)"
    r"(?:\s+unanimously)?(?:\s*[:–—-]+\s*(?:(?:that|to)\b)?|\s+(?:that|to)\b\s*[:–—-]*|\s*$)\s*"
)
_FIRST_PERSON = re.compile(r"I\s+(?:(?:hereby|have|therefore|also|agree\s+to)\s+){0,3}(?=[a-z]+\s)")
_IT_WAS_AGREED = re.compile(r"It\s+was\s+(?:also\s+|further\s+|unanimously\s+)?(?:agreed|AGREED|resolved|decided)\s+that\b")
_IS_GIVEN = re.compile(
    r"(?:That|THAT)\s[^.;]{2,100}?\s(?:is|are)\s+(?:given|provided|sent|asked|requested|invited|informed|kept|authorised|noted|approved|agreed)\b"
)
_SOMEBODY_TO = re.compile(r"(?:The\s+|All\s+)?[A-Z][^.;:]{1,80}?\sto\s+(?!be\b)[a-z]+")
_STEM_MARKER = re.compile(r"(?:\bthat|\bto|:|[–—-])\s*\Z", re.IGNORECASE)
_FIRST_VERB = re.compile(r"(?P<to>to\s+)?(?!the\b|an?\b|this\b|all\b)[a-z]+\s", re.IGNORECASE)
_THAT_CLAUSE = re.compile(r"\s(?:that|which|who)\s[^.;]{0,200}?\sbe\s", re.IGNORECASE)
_BROKEN_START = re.compile(r"(?:and|or|of|in|for|with|by|at|on|from|be|as|but|which|who|that)\s", re.IGNORECASE)
_INNER_LABEL = re.compile(r"(?<=\s)\((?P<label>[a-z]|[ivx]{2,4}|\d{1,2})\)(?=\s)")
_DAY_LAST = re.compile(r"\s\d{1,2}(?:st|nd|rd|th)?\Z")
_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_MID_PHRASE = re.compile(r"\s(?:the|an?|of|by|to|for|in|at|on|with|from|its|their)\Z")
_ADDRESSEE = re.compile(
    r"(?:RESOLVED|Resolved)?\s*(?:(?:to|TO)\s+)?(?:RECOMMEND(?:ED|S)?|Recommended)\s*:?\s*\(?(?:to|TO)\s+(?P<body>(?:the\s+)?[A-Z][\w’'&, -]{2,60}?)"
    r"(?:\)\s*[:–—-]*|\s*[:–—][:–—-]*)\s*"
)
_LONGEST_STEM = 60
_HARD_WRAP = 60
"""A line this long without a full stop, with the next line right under it, was wrapped by the copy and not by the clerk."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """An opening with its entries (nested ones by their `level`), the stem above them, and the last block that belongs to it."""

    opening: Opening
    stem: str
    entries: tuple[Entry, ...]
    last_block: int


def read_resolution(page: Page, opening: Opening, opened: Mapping[int, Opening]) -> Resolution:
    """Return the resolution that `opening` begins. `opened` holds the first opening of each block that has one."""
    entries: list[Entry] = []
    stem = _read_first_block(page, opening, entries)
    last = opening.block
    is_followed = page.blocks[opening.block].end_char > opening.end_char > opening.start_char  # by another marker in the same block
    if is_followed or opening.rule in {lexicon.IN_DISCUSSION, statements.UNDERTAKEN, statements.BODY_VERB, statements.PASSIVE}:
        return Resolution(opening, stem, tuple(entries), last)
    takes_list = not entries or entries[-1].label is not None
    for index in range(_first_after(opening), len(page.blocks)):
        if _ends_before(page, opening, index, opened, entries):
            break
        if _read_block(page, opening, index, entries, takes_list=takes_list):
            last = index
        elif not _goes_on(page, index + 1, entries) and (entries or opening.rule is not lexicon.DECISION):
            break
    return Resolution(opening, stem, tuple(entries), last)


def _first_after(opening: Opening) -> int:
    """Return the first block to read: the opening's own where it is an entry without marker, else the next."""
    return opening.block if opening.body_char == opening.start_char == opening.end_char else opening.block + 1


def _read_first_block(page: Page, opening: Opening, entries: list[Entry]) -> str:
    """Add the entries that stand in the marker's own block, and return the words there that are only the stem of what follows."""
    text = page.text
    start, end = find_body(text, opening.body_char, opening.end_char)
    prefix = _AGREED_PREFIX.match(text, start, end)
    if opening.rule is lexicon.DECISION:
        prefix = prefix or _OFFICER_PREFIX.match(text, start, end)
    start = prefix.end() if prefix else start
    words = text[start:end].strip()
    addressee = _ADDRESSEE.match(text, opening.start_char, end) if opening.rule in {lexicon.RECOMMENDED, lexicon.RESOLVED} else None
    if addressee:  # "RECOMMENDED to Cabinet: That …"
        if addressee.end() < end:
            _read_sentences(page, opening, addressee.end(), end, entries)
        return f"recommend to {addressee['body']}:"
    if not words.strip(" .:;–—-|"):
        return ""
    label_char, inline = find_inline_entries(text, start, end)
    if inline:
        entries.extend(inline)
        return text[start:label_char].strip()
    following = opening.block + 1
    is_list = following < len(page.blocks) and page.is_entry(following) and page.sections[following] is page.sections[opening.block]
    if is_stem(words) or (is_list and not is_predicate(re.sub(r"^(?:that|to)\s+", "", words, flags=re.IGNORECASE))):
        return words
    _read_sentences(page, opening, start, end, entries)
    return ""


def _read_sentences(page: Page, opening: Opening, start: int, end: int, entries: list[Entry]) -> None:
    """Add what runs on behind the marker: one entry, and one more for each further sentence that is worded as a resolution."""
    begin, stop = start, end
    spans = page.sentence_spans.get(opening.block, [])
    for sentence_start, sentence_end in spans[
        bisect_right(spans, (start, len(page.text))) : bisect_right(spans, (end - 1, len(page.text)))
    ]:
        if page.text[sentence_start].islower():
            continue
        words = page.text[sentence_start : min(sentence_end, end)]
        if not _THAT.match(words) and not is_subjunctive(words):
            if opening.rule is lexicon.ACTION:
                continue
            stop = sentence_start
            break
        entries.append(Entry(opening.label if not entries else None, 0, begin, sentence_start))
        begin = sentence_start
    entries.append(Entry(opening.label if not entries else None, 0, begin, stop))


def _ends_before(page: Page, opening: Opening, index: int, opened: Mapping[int, Opening], entries: list[Entry]) -> bool:
    block, first = page.blocks[index], page.blocks[opening.block]
    if block.kind is BlockKind.ATTACHMENT or page.is_label(index) or page.sections[index] is not page.sections[opening.block]:
        return True
    if index in opened and index != opening.block:
        if opened[index].rule is lexicon.TABLE:
            return True
        is_repeated = opened[index].rule in {lexicon.IN_DISCUSSION, lexicon.AGREED}  # "AGREED:", then "· It was agreed that …"
        is_first = index == opening.block + 1 and opening.rule in {lexicon.AGREED, lexicon.RESOLVED}
        return not (is_repeated and page.is_entry(index) and (entries or is_first))
    is_sibling = (
        index != opening.block
        and first.kind is BlockKind.LIST_ITEM
        and block.kind is BlockKind.LIST_ITEM
        and block.level <= first.level
        and not (block.label or "").startswith(f"{first.label}.")  # "12.4 RESOLVED that:", then "12.4.1"
    )
    return is_sibling and bool(entries) and opening.rule not in {statements.LOST_MARKER, statements.FRAGMENT}


def _read_block(page: Page, opening: Opening, index: int, entries: list[Entry], *, takes_list: bool) -> bool:
    """Add what the block says to the entries; return whether it belongs to the resolution at all."""
    block, words = page.blocks[index], page.words(index)
    start, end = find_body(page.text, block.body_char, block.end_char)
    is_entry = page.is_entry(index)
    if entries and (_is_inner_label(page, index, entries[-1]) or (not is_entry and _continues(page, opening, index, entries[-1]))):
        entries[-1].end_char = end
        return True
    if is_entry and entries and _is_narrated(block, words, entries[-1]):
        return False
    if not words.strip(" .|…") and not entries:
        return True
    if is_entry and not takes_list and not (_THAT.match(words) and is_resolved_clause(words)):
        return False
    if not is_entry and not _is_paragraph_of(page, opening, index, entries):
        return False
    label, start = (block.label, start) if is_entry else _bare_label(page, start, end, entries)
    if page.sections[index] is Section.DECISION or _IT_WAS_AGREED.match(page.text, start, end):
        prefix = _AGREED_PREFIX.match(page.text, start, end) or _OFFICER_PREFIX.match(page.text, start, end)
        prefix = prefix or _FIRST_PERSON.match(page.text, start, end)
        if prefix and not page.text[prefix.end() : end].strip():
            return True  # "The Cabinet agreed", and the list follows
        start = prefix.end() if prefix else start
    label_char, inline = find_inline_entries(page.text, start, end) if not is_entry and label is None and not entries else (end, ())
    if len(inline) > 1 and label_char - start <= _LONGEST_STEM and find_stem_kind(page.text[start:label_char]) is None:
        entries.extend(inline)  # "To (a) approve …; (b) note …"
        return True
    entries.append(Entry(label, max(block.level, 1) if is_entry else 0, start, end))
    return True


def _bare_label(page: Page, start: int, end: int, entries: list[Entry]) -> tuple[str | None, int]:
    """Return the number without a mark that begins the paragraph, and where its words begin; a list of such numbers begins with 1."""
    label, body = find_cell_label(page.text, start, end)
    if label and label.isdigit() and label != "1" and not entries and "|" not in page.text[start:body]:
        return None, start
    return label, body


def _is_paragraph_of(page: Page, opening: Opening, index: int, entries: list[Entry]) -> bool:
    """Return whether a paragraph without label is an entry: the first after a bare marker, one that begins with "That", one after ";"."""
    words = page.words(index)
    if page.is_behind(index):
        return False
    if _THAT.match(words):
        return (
            is_resolved_clause(words) or is_stem(words) or (opening.rule is lexicon.RESOLVED and _IS_GIVEN.match(words) is not None)
        )
    if entries:
        last = page.text[entries[-1].start_char : entries[-1].end_char].rstrip()
        if entries[-1].label is None:
            if opening.rule is lexicon.ACTION:
                return _SOMEBODY_TO.match(words) is not None and _SOMEBODY_TO.match(last) is not None
            return _OPEN_END.search(last[-40:]) is not None or _is_parallel(page, opening, index, last)
        label, _ = find_cell_label(page.text, page.blocks[index].body_char, page.blocks[index].end_char)
        return label is not None and is_successor(entries[-1].label, label)
    is_plain = page.blocks[index].kind is not BlockKind.HEADING or len(words.split()) > 2
    if is_plain and opening.rule not in {lexicon.DECISION, lexicon.ACTION, lexicon.BODY_LIST}:
        return True
    block = page.blocks[index]
    first = page.text[find_cell_label(page.text, block.body_char, block.end_char)[1] : block.end_char]
    return (
        is_decided(_FIRST_PERSON.sub("", first, count=1) if _FIRST_PERSON.match(first) else first)
        or _OFFICER_PREFIX.match(first) is not None
        or (opening.rule is lexicon.ACTION and _SOMEBODY_TO.match(first) is not None)
    )


def _is_parallel(page: Page, opening: Opening, index: int, last: str) -> bool:
    """Return whether a paragraph is one more entry under "RESOLVED: That" or "agreed to:", worded like the entry `last` before it."""
    if not _STEM_MARKER.search(page.text[opening.start_char : opening.body_char].rstrip()[-10:]):
        return False
    return _is_whole(page.words(index)) and _is_whole(last) and last[0].islower() is page.words(index)[0].islower()


def _is_whole(words: str) -> bool:
    """Return whether the words are an entry by themselves: "the report be noted", "note the report", "To note the report"."""
    verb = _FIRST_VERB.match(words)
    if verb:
        return is_predicate(words) and bool(verb["to"] or words[0].islower() or starts_with_verb(words))
    return is_subjunctive(words) and _THAT_CLAUSE.search(words) is None and not _BROKEN_START.match(words)


def _is_inner_label(page: Page, index: int, entry: Entry) -> bool:
    """Return whether the block's label belongs to a list inside the entry's own words, wrapped to the start of a line by the copy."""
    label, words = page.blocks[index].label, page.text[entry.start_char : entry.end_char]
    inner = [found["label"] for found in _INNER_LABEL.finditer(words)]
    return bool(
        label
        and inner
        and is_successor(inner[-1], label)
        and page.text.count("\n", entry.end_char, page.blocks[index].start_char) <= 1
    )


def _is_narrated(block: Block, words: str, last: Entry) -> bool:
    """Return whether a labelled paragraph tells of the discussion; its label does not follow the last entry's ("2.", then "5.3")."""
    return bool(last.label and block.label and not is_successor(last.label, block.label) and is_narrated(words))


def _continues(page: Page, opening: Opening, index: int, entry: Entry) -> bool:
    """Return whether the block is the rest of the entry, broken off by a blank line or wrapped by the copy."""
    block: Block = page.blocks[index]
    before, words = page.text[entry.start_char : entry.end_char], page.words(index)
    if _CLOSED_END.search(before.rstrip()[-40:]) or not words:
        return False
    if (_MID_PHRASE.search(before.rstrip()[-12:]) and not _THAT.match(words)) or (
        _DAY_LAST.search(before.rstrip()[-8:]) and _MONTH.match(words)
    ):
        return True
    between = page.text[entry.end_char : block.start_char]
    if words[0].islower():
        if entry.label is None and _is_parallel(page, opening, index, before):
            return False
        return entry.end_char >= page.blocks[index - 1].end_char - 2
    last_line = page.text[page.text.rfind("\n", 0, entry.end_char) + 1 : entry.end_char]
    return between.count("\n") == 1 and len(last_line) >= _HARD_WRAP and not _THAT.match(words) and not page.is_behind(index)


def _goes_on(page: Page, index: int, entries: list[Entry]) -> bool:
    """Return whether the list goes on behind a paragraph between two entries: the next label follows the last one."""
    if index >= len(page.blocks) or page.blocks[index].kind is not BlockKind.LIST_ITEM:
        return False
    label = page.blocks[index].label
    return any(
        entry.label and label and entry.level == page.blocks[index].level and is_successor(entry.label, label)
        for entry in entries[-1:]
    )

"""The entries that stand below a lead-in: labelled and nested lists, lists that lost their bullets, topic headings with commentary.

Pure: blocks in, spans out. Whether the lead-in may speak for inspectors is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.area_shapes import is_announcement, is_past, is_sentence, is_told
from extractors.area_tables import find_column, is_table_head
from extractors.enumerations import trim_entry
from extractors.lexicon.area_entries import (
    CUT_OFF,
    NO_ENTRY,
    REPORTED_ENTRY,
    RESOLVED_ENTRY,
    STOP_HEADING,
    SUBJUNCTIVE_ENTRY,
)
from extractors.records import Block, BlockKind, Item, Section

_ANNOUNCING = re.compile(r":\s*$|\b(?:following|as\s+follows|heard|questions|points|resolved|agreed)\b", re.IGNORECASE)
_OPEN_HEAD = re.compile(r"\b(?:that|to|of|for|in|on|by|the|with)\s*:?\s*$", re.IGNORECASE)
_FRESH_LABELS = frozenset({"1", "a", "A", "i", "I"})
_LONGEST_INTERRUPTION = 2  # paragraphs: a question and its answer
_LONGEST_LINE = 45  # words of an entry that has lost its bullet


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry below a lead-in, trimmed; `head` is what stands above it in a nested list and must be read before it."""

    label: str | None
    start_char: int
    end_char: int
    head: str | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a list, the index of the first block that is no longer part of it, and why the list was refused, if it was."""

    found: tuple[Entry, ...]
    next_block: int
    refusal: str | None = None


def find_resolution_blocks(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Return the blocks that resolve or are attachments: what they say of areas is not a report of them."""
    held: set[int] = set()
    for index, block in enumerate(blocks):
        follows = block.kind is BlockKind.LIST_ITEM and index - 1 in held and blocks[index - 1].kind is not BlockKind.ATTACHMENT
        if follows or block.kind in {BlockKind.RESOLUTION, BlockKind.ATTACHMENT}:
            held.add(index)
    return frozenset(held)


def is_cut_off(item: Item, blocks: tuple[Block, ...], index: int) -> bool:
    """Return whether the page cut off the text of block `index`: it says so, or the item is truncated and ends there in mid-sentence."""
    block = blocks[index]
    words = item.text[block.start_char : block.end_char].rstrip()
    if CUT_OFF.search(words):
        return True
    is_last = all(later.kind is BlockKind.ATTACHMENT or later.section is Section.DOCUMENTS for later in blocks[index + 1 :])
    return item.truncated and is_last and words[-1:] not in ".;"


def find_entries(item: Item, blocks: tuple[Block, ...], lead: int, *, heading: bool, weak: bool, trusted: bool = False) -> Entries:
    """Return the entries that follow block `lead`, whose end is a lead-in.

    `heading`: the lead-in is a heading or ends in a colon, so that lists without bullets and topic headings count too.
    `weak`: the lead-in ends like an ordinary sentence; its list must then begin with a phrase.
    `trusted`: the lead-in is a term of inspectors, so that entries that begin "That children are …" are theirs, and lines below a
    heading may be sentences in the present tense.
    """
    index = lead + 1
    if is_table_head(item, blocks[lead]):
        return _cells(item, blocks, lead)
    if index >= len(blocks) or blocks[index].section is not blocks[lead].section:
        return Entries((), index)
    if item.text.startswith("|", blocks[index].start_char) or is_table_head(item, blocks[index]):
        return _cells(item, blocks, index)
    if blocks[index].kind is BlockKind.LIST_ITEM:
        return _labelled(item, blocks, lead, weak=weak, trusted=trusted)
    if not heading:
        return Entries((), index)
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if blocks[index].kind is BlockKind.HEADING and following and following.kind is BlockKind.LIST_ITEM:
        return _grouped(item, blocks, index)
    if (
        blocks[index].kind is BlockKind.HEADING
        and following
        and following.kind is BlockKind.PARAGRAPH
        and not is_sentence(item.text[blocks[index].body_char : blocks[index].end_char])
        and is_sentence(item.text[following.body_char : following.end_char])
    ):
        return _topics(item, blocks, index)
    return _lines(item, blocks, index, findings=trusted and blocks[lead].kind is BlockKind.HEADING)


def _labelled(item: Item, blocks: tuple[Block, ...], lead: int, *, weak: bool, trusted: bool = False) -> Entries:
    first = blocks[lead + 1]
    parent = blocks[lead]
    sibling = parent.kind is BlockKind.LIST_ITEM and _style(parent) == _style(first) and first.label not in _FRESH_LABELS
    sibling = sibling and not (first.label or "").startswith(f"{parent.label}.")
    if sibling and (first.label is not None or weak):
        return Entries((), lead + 1)
    opening = item.text[first.body_char : first.end_char]
    if RESOLVED_ENTRY.match(opening) and not (trusted and SUBJUNCTIVE_ENTRY.match(opening)):
        return Entries((), lead + 1, "the entries are resolutions")
    if REPORTED_ENTRY.match(opening) or (weak and is_past(opening)):
        return Entries((), lead + 1, "the entries are reports of discussion")
    entries: list[Entry] = []
    index = lead + 1
    while index < len(blocks):
        block = blocks[index]
        if block.kind is not BlockKind.LIST_ITEM or block.section is not first.section:
            index = _after_interruption(item, blocks, index, first)
            if index < 0:
                break
            continue
        words = item.text[block.body_char : block.end_char]
        if block.level < first.level or (block.level == first.level and not _continues(block, first)):
            break
        if is_announcement(words) or REPORTED_ENTRY.match(words):
            break
        if block.level > first.level and not _nests(blocks[index - 1], block, first):
            break
        children = _children(item, blocks, index)
        if children:
            entries.extend(_nested(item, blocks, index, children))
            index += len(children) + 1
        elif is_cut_off(item, blocks, index):
            break
        else:
            _add(entries, item, block, None)
            index += 1
    end = next((i for i in range(lead + 1, len(blocks)) if entries and blocks[i].start_char >= entries[-1].end_char), len(blocks))
    return Entries(tuple(entries), end)


def _after_interruption(item: Item, blocks: tuple[Block, ...], index: int, first: Block) -> int:
    """Return where a list goes on after a paragraph or two of discussion in its middle, or -1 when it does not."""
    for ahead in range(index, min(index + _LONGEST_INTERRUPTION, len(blocks))):
        block = blocks[ahead]
        words = item.text[block.start_char : block.end_char]
        if block.kind is not BlockKind.PARAGRAPH or block.section is not first.section or _ANNOUNCING.search(words):
            return -1
        following = blocks[ahead + 1] if ahead + 1 < len(blocks) else None
        if following is None:
            return -1
        if following.kind is BlockKind.LIST_ITEM:
            fresh = following.label in _FRESH_LABELS
            resumes = following.level == first.level and _style(following) == _style(first) and not fresh
            body = item.text[following.body_char : following.end_char]
            return (
                ahead + 1
                if resumes and not STOP_HEADING.match(body) and not REPORTED_ENTRY.match(body) and not is_past(body)
                else -1
            )
    return -1


def _nests(before: Block, block: Block, first: Block) -> bool:
    return before.kind is BlockKind.LIST_ITEM and before.level >= first.level and _style(block) not in {"number", "paragraph"}


def _children(item: Item, blocks: tuple[Block, ...], index: int) -> list[int]:
    """Return the indexes of the entries nested below entry `index`, if its words lead into them."""
    block = blocks[index]
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if following is None or following.kind is not BlockKind.LIST_ITEM or following.level <= block.level:
        return []
    colon = item.text[block.body_char : block.end_char].rstrip().endswith((":", "–", "-"))
    if not colon and (_style(following) in {"number", "paragraph"} or (following.label and following.label not in _FRESH_LABELS)):
        return []
    children = []
    for child in range(index + 1, len(blocks)):
        if blocks[child].kind is not BlockKind.LIST_ITEM or blocks[child].level <= block.level:
            break
        children.append(child)
    return children


def _nested(item: Item, blocks: tuple[Block, ...], index: int, children: list[int]) -> list[Entry]:
    start, end = trim_entry(item.text, blocks[index].body_char, blocks[index].end_char)
    raw = item.text[blocks[index].body_char : blocks[index].end_char]
    head = " ".join(item.text[start:end].split()) + (" " if _OPEN_HEAD.search(raw) else ": ")
    entries: list[Entry] = []
    for child in children:
        if is_cut_off(item, blocks, child):
            break
        _add(entries, item, blocks[child], head)
    return entries


def _topics(item: Item, blocks: tuple[Block, ...], index: int) -> Entries:
    """Read headings that each have commentary below them; only the headings are areas."""
    entries: list[Entry] = []
    section = blocks[index].section
    while (
        index < len(blocks) and blocks[index].kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and blocks[index].section is section
    ):
        block = blocks[index]
        words = item.text[block.body_char : block.end_char]
        if block.kind is BlockKind.HEADING:
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            commented = following is not None and following.kind is BlockKind.PARAGRAPH and following.section is section
            if STOP_HEADING.match(words) or is_announcement(words, is_heading=True) or not commented:
                break
            _add(entries, item, block, None)
        elif REPORTED_ENTRY.match(words) and blocks[index - 1].kind is not BlockKind.HEADING:
            break
        index += 1
    return Entries(tuple(entries), index)


def _grouped(item: Item, blocks: tuple[Block, ...], index: int) -> Entries:
    """Read lists that each stand below a heading ("Help and protection"); the headings only sort them."""
    entries: list[Entry] = []
    while index + 1 < len(blocks) and blocks[index].kind is BlockKind.HEADING and blocks[index + 1].kind is BlockKind.LIST_ITEM:
        words = item.text[blocks[index].body_char : blocks[index].end_char]
        if STOP_HEADING.match(words) or is_announcement(words, is_heading=True):
            break
        below = _labelled(item, blocks, index, weak=False)
        if not below.found:
            break
        entries.extend(below.found)
        index = below.next_block
    return Entries(tuple(entries), index)


def _lines(item: Item, blocks: tuple[Block, ...], index: int, *, findings: bool) -> Entries:
    """Read a list that lost its bullets: short blocks, one below the other, none of them a sentence of its own.

    With `findings` a sentence in the present tense is one too: minutes are told in the past, so that it is quoted.
    """
    entries: list[Entry] = []
    section = blocks[index].section
    while (
        index < len(blocks) and blocks[index].kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and blocks[index].section is section
    ):
        block = blocks[index]
        words = item.text[block.body_char : block.end_char]
        announced = is_announcement(words, is_heading=block.kind is BlockKind.HEADING)
        refused = announced or STOP_HEADING.match(words) or RESOLVED_ENTRY.match(words) or REPORTED_ENTRY.match(words)
        told = is_told(words) if findings else is_sentence(words)
        if refused or told or len(words.split()) > _LONGEST_LINE or is_cut_off(item, blocks, index):
            break
        _add(entries, item, block, None)
        index += 1
    return Entries(tuple(entries), index)


def _cells(item: Item, blocks: tuple[Block, ...], index: int) -> Entries:
    """Read the column of a table that names areas in its head."""
    cells, after = find_column(item, blocks, index)
    trimmed = [trim_entry(item.text, *cell) for cell in cells]
    entries = [Entry(None, start, end) for start, end in trimmed if start < end and not NO_ENTRY.match(item.text, start, end)]
    return Entries(tuple(entries), after)


def _add(entries: list[Entry], item: Item, block: Block, head: str | None) -> None:
    start, end = trim_entry(item.text, block.body_char, block.end_char)
    if start < end and not NO_ENTRY.match(item.text, start, end):
        entries.append(Entry(block.label, start, end, head))


def _style(block: Block) -> str:
    label = block.label
    if label is None:
        return "bullet"
    if label.isdigit():
        return "number"
    return "letter" if label.isalpha() else "paragraph"


def _continues(block: Block, first: Block) -> bool:
    if (block.label or "").rpartition(".")[0] != (first.label or "").rpartition(".")[0]:
        return False
    return _style(block) == _style(first) and not (
        block is not first and block.label in _FRESH_LABELS and block.label == first.label
    )

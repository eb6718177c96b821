"""The parts of a resolution, one an action: entries with the stem above them, rows of tables, owners named in a line behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.action_kinds import find_stem_kind, is_decided, is_predicate
from extractors.action_tables import find_columns, find_row, is_cell, is_column, name_columns
from extractors.entries import Entry, build_tree, is_stem, join_stem, join_words
from extractors.lexicon import actions as lexicon
from extractors.owners import find_owner
from extractors.records import Section
from extractors.resolution_entries import Resolution
from extractors.resolution_pages import Opening, Page
from extractors.rules import Gate

_CONDITION = re.compile(
    r"\b(?:subject\s+to|save\s+that|provided\s+that|on\s+condition\s+that|with\s+the\s+exception\s+of)\b[^.;]{0,60}\Z"
)
_NUMBERED_OWNER = re.compile(
    r"\s*(?P<owner>[A-Z][^.;:|()]{2,100}?)\s*\((?P<labels>[\divxa-c]{1,3}(?:\s*(?:,|&|and)\s*[\divxa-c]{1,3}){0,8})\)\s*$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a resolution before it is an action: where it stands, its words, and what the stem above it gives."""

    start_char: int
    end_char: int
    rule: str
    label: str | None
    text: str
    stem: str = ""
    owner: str | None = None
    due: str | None = None


def assign_owner(parts: list[Part], owner: str) -> list[Part]:
    """Return the parts with the owner whose line follows them; of several parts only those whose own words name nobody."""
    if len(parts) == 1 and parts[0].rule != lexicon.ACTION.id:
        return [replace(parts[0], owner=parts[0].owner or owner)]
    named = [part.owner or find_owner(part.text) for part in parts]
    if any(name and name.lower().removeprefix("the ") == owner.lower().removeprefix("the ") for name in named):
        return parts  # the line only repeats whom one of the parts names
    return [part if name else replace(part, owner=owner) for part, name in zip(parts, named, strict=True)]


def read_numbered_owners(page: Page, opening: Opening, taken: set[int]) -> dict[str, str]:
    """Return who is to do which part, by its label, from "ACTION: Director of Care (1 and 2)" and the lines below it; add these to `taken`."""
    owners: dict[str, str] = {}
    for index in range(opening.block, len(page.blocks)):
        start = opening.body_char if index == opening.block else page.blocks[index].body_char
        found = _NUMBERED_OWNER.match(page.text, start, page.blocks[index].end_char)
        if not found:
            break
        taken.add(index)
        owners.update(dict.fromkeys(re.findall(r"\w+", found["labels"].replace("and", " ")), join_words(found["owner"])))
    return owners


def assign_numbered(parts: list[Part], owners: dict[str, str]) -> list[Part]:
    """Return the parts with the owner whom the line behind them names for their label."""
    return [replace(part, owner=owners.get((part.label or "").strip("()."), part.owner)) for part in parts]


def read_tables(page: Page, gate: Gate, taken: set[int]) -> Iterator[Part]:
    """Yield the rows of the tables of actions, and add their blocks to `taken`."""
    columns: dict[str, int] = {}
    if "|" not in page.text:
        return
    for index, block in enumerate(page.blocks):
        line = page.text[block.start_char : block.end_char]
        if "|" not in line or page.sections[index] in {Section.DOCUMENTS, Section.REASONS}:
            columns = {}
            continue
        header = find_columns(line) if gate.passes(line) and lexicon.TABLE.regex.match(line) else {}
        if header:
            columns = header
            taken.add(index)
            continue
        row = find_row(page.text, block.start_char, block.end_char, columns) if columns else None
        if row:
            text = join_words(page.text[row.start_char : row.end_char])
            if "action" not in columns and not is_decided(text):
                continue
            yield Part(row.start_char, row.end_char, lexicon.TABLE.id, row.label, text, owner=row.owner, due=row.due)
        if columns:
            taken.add(index)


def read_flat_tables(page: Page, taken: set[int]) -> Iterator[Part]:
    """Yield the rows of tables of which a copy kept one cell a line, heads first, and add their blocks to `taken`."""
    lowered = page.text.lower()
    if "action" not in lowered and "decision" not in lowered:  # one of the two heads a column of every such table
        return
    index = 0
    while index < len(page.blocks):
        width = 0
        while index + width < len(page.blocks) and is_column(page.words(index + width)):
            width += 1
        columns = name_columns([page.words(index + number) for number in range(width)])
        if len(columns) < width or width < 3:
            index += max(width, 1)
            continue
        first, index = index, index + width
        while index + width <= len(page.blocks) and all(
            is_cell(name, page.words(index + number)) and page.sections[index + number] is page.sections[first]
            for name, number in columns.items()
        ):
            cells = {name: " ".join(page.words(index + number).split()) for name, number in columns.items()}
            block = page.blocks[index + columns["action" if "action" in columns else "decision"]]
            text = join_words(page.text[block.body_char : block.end_char])
            label, owner, due = cells.get("label"), cells.get("owner"), cells.get("due")
            yield Part(block.body_char, block.end_char, lexicon.TABLE.id, label, text, owner=owner, due=due)
            index += width
        taken.update(range(first, index))


def read_parts(page: Page, resolution: Resolution) -> Iterator[Part]:
    """Yield the parts of a resolution, nested entries with the label and the stem of the entry above them."""
    for entry in build_tree(list(resolution.entries)):
        yield from _parts_of_entry(page, resolution.opening.rule.id, entry, resolution.stem, "")


def _parts_of_entry(page: Page, rule: str, entry: Entry, stem: str, prefix: str) -> Iterator[Part]:
    raw = page.text[entry.start_char : entry.end_char]
    words, label = join_words(raw), prefix + (entry.label or "")
    if entry.children and _CONDITION.search(words):  # a list of conditions is part of what they limit
        end = _last_char(entry)
        yield Part(entry.start_char, end, rule, label or None, join_words(page.text[entry.start_char : end]), stem)
        return
    if entry.children and is_stem(raw.rstrip()):
        children = [join_words(page.text[child.start_char : child.end_char]) for child in entry.children]
        if words.endswith((" to", " will", " would", " shall", " should")) or any(is_predicate(child) for child in children):
            for child in entry.children:
                yield from _parts_of_entry(page, rule, child, f"{stem.rstrip(' :–—-')} {words}".strip(), label)
            return
        end = _last_char(entry)
        yield Part(entry.start_char, end, rule, label or None, join_words(page.text[entry.start_char : end]), stem)
        return
    if words:
        is_bare = find_stem_kind(stem) is not None and not is_predicate(words) and stem.split()[-1].rstrip(":") != "to"
        yield Part(entry.start_char, entry.end_char, rule, label or None, join_stem(stem, words) if is_bare else words, stem)
    for child in entry.children:
        if is_predicate(page.text[child.start_char : child.end_char]):
            yield from _parts_of_entry(page, rule, child, words, label)


def _last_char(entry: Entry) -> int:
    return max((_last_char(child) for child in entry.children), default=entry.end_char)

"""Resolutions without a marker: what closes the minutes in the words of a resolution, and the promise that an owner's line follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.action_kinds import find_kind, is_resolved_clause, is_subjunctive
from extractors.lexicon import action_statements as statements
from extractors.lexicon import actions as lexicon
from extractors.lexicon.deciding_bodies import BODY
from extractors.records import ActionKind, BlockKind, Section
from extractors.resolution_pages import Opening, Page

_REPORTED = re.compile(rf"{BODY}\s+(?:received|considered)(?:,?\s+considered)?\s+and\s+(?:noted|endorsed|approved|accepted)\s")
_RESOLVES = re.compile(r"(?:That|THAT|that)\s[^\n]{10,600}\.\s*$")
_STEM_ALONE = re.compile(rf"(?:That|THAT)(?:\s+{BODY})?\s*[:–—-]*\s*$")


def find_unmarked(page: Page, taken: set[int]) -> tuple[Opening, ...]:
    """Return the resolutions that lost their marker: what closes the preface, or the minutes, in the words of a resolution.

    `taken` are the blocks that belong to resolutions already. The preface counts only where no label says that minutes follow it.
    """
    found: list[Opening] = []
    for section in (Section.PREFACE, Section.DECISION, Section.MINUTES):
        if section is Section.PREFACE and page.is_minuted:
            continue
        body = [i for i, s in enumerate(page.sections) if s is section and not page.is_label(i)]
        while body and body[-1] not in taken and page.is_behind(body[-1]):
            body.pop()
        found.extend(_find_between(page, body, taken))
        first = _first_unmarked(page, body, taken)
        if first is not None:
            block = page.blocks[first]
            rule = statements.LOST_MARKER if statements.LOST_MARKER.regex.match(page.words(first)) else statements.FRAGMENT
            end = block.start_char if page.is_entry(first) else block.end_char
            found.append(Opening(rule, first, block.start_char, block.start_char if page.is_entry(first) else block.body_char, end))
    return tuple(found)


def _find_between(page: Page, body: list[int], taken: set[int]) -> Iterator[Opening]:
    """Yield resolutions that close one of several matters in the item: a paragraph "That … be approved." with a heading behind it."""
    for index in body[:-1]:
        block, following = page.blocks[index], page.blocks[index + 1]
        words = page.words(index)
        if index in taken or page.is_entry(index) or following.kind is not BlockKind.HEADING or not _RESOLVES.match(words):
            continue
        before = page.words(index - 1).rstrip() if index else ""
        if is_subjunctive(words) and find_kind(words) is not ActionKind.OTHER and before[-1:] not in {":", "–", "—", "-", ","}:
            yield Opening(statements.LOST_MARKER, index, block.start_char, block.body_char, block.end_char)


def _first_unmarked(page: Page, body: list[int], taken: set[int]) -> int | None:
    """Return the first block of the run of resolutions that ends with the last block of `body`."""
    first: int | None = None
    listed: list[int] = []
    for index in reversed(body):
        words = page.words(index)
        if index in taken:
            break
        if page.is_entry(index):
            listed.insert(0, index)
        elif listed and _STEM_ALONE.match(words):
            return index
        elif _is_that(words) and all(_is_that(page.words(i)) for i in _outermost(page, listed)):
            first, listed = index, []
        else:
            break
    outermost = _outermost(page, listed)
    if not outermost:
        return first
    before = body[: body.index(listed[0])]
    is_fragment = all(_is_title(page.words(i)) for i in before)
    if all(_is_that(page.words(i)) for i in outermost) or (is_fragment and _is_fragment(page, outermost)):
        return listed[0]
    return first


def find_last_statement(page: Page, taken: set[int]) -> Opening | None:
    """Return the closing sentence of an item without any resolution when it says what the body did ("Council received and noted …")."""
    return _find_closing(page, taken) or _find_reported(page, taken)


def _find_reported(page: Page, taken: set[int]) -> Opening | None:
    """Return the paragraph that begins by telling what the body did with the report ("Council received and noted a report from …")."""
    for index, block in enumerate(page.blocks):
        if index in taken or page.is_entry(index) or page.sections[index] in {Section.DOCUMENTS, Section.REASONS}:
            continue
        start, end = page.sentence_spans.get(index, [(block.body_char, block.end_char)])[0]
        match = _REPORTED.match(page.text, start, end) and statements.BODY_VERB.regex.match(page.text, start, end)
        if match:
            return Opening(statements.BODY_VERB, index, start, match.end(), end)
    return None


def _find_closing(page: Page, taken: set[int]) -> Opening | None:
    for index in range(len(page.blocks) - 1, -1, -1):
        block = page.blocks[index]
        if page.sections[index] in {Section.DOCUMENTS, Section.REASONS} or page.is_label(index):
            continue
        if index in taken:
            return None
        if page.is_behind(index):
            continue
        if block.kind is BlockKind.LIST_ITEM and block.label is None:
            return None
        start, end = page.sentence_spans.get(index, [(block.body_char, block.end_char)])[-1]
        for rule in (statements.BODY_VERB, statements.PASSIVE):
            match = rule.regex.match(page.text, start, end)
            if match:
                return Opening(rule, index, start, match.end(), end)
        return None
    return None


def find_promise(page: Page, block: int, before: int | None = None) -> Opening | None:
    """Return the last promise in a block of discussion ("The Director undertook to …"), for an owner's line that follows it.

    `before` is the offset where an owner's bracket stands in the block itself; then only the sentence right before it counts.
    """
    if block < 0 or page.is_label(block):
        return None
    spans = [span for span in page.sentence_spans.get(block, []) if before is None or span[1] <= before]
    for start, end in reversed(spans if before is None else spans[-1:]):
        agreed = lexicon.IN_DISCUSSION.regex.match(page.text, start, end)
        if agreed:
            return Opening(lexicon.IN_DISCUSSION, block, start, agreed.end(), end)
        if statements.UNDERTAKEN.regex.match(page.text, start, end):
            return Opening(statements.UNDERTAKEN, block, start, start, end)
    return None


def _is_fragment(page: Page, outermost: list[int]) -> bool:
    """Tell whether all entries are worded as parts of a resolution; a record ("Cabinet approved …") must decide more than to note."""
    recorded = [i for i in outermost if not statements.FRAGMENT.regex.match(page.words(i))]
    kinds = {find_kind(page.words(i)) for i in recorded}
    return all(statements.RECORDED.regex.match(page.words(i)) for i in recorded) and (
        not recorded or bool(kinds - {ActionKind.NOTE, ActionKind.OTHER})
    )


def _outermost(page: Page, listed: list[int]) -> list[int]:
    level = min((page.blocks[i].level for i in listed), default=0)
    return [i for i in listed if page.blocks[i].level == level]


def _is_title(words: str) -> bool:
    return len(words.split()) <= 15 and words.rstrip()[-1:] not in {".", ":", ";", ",", "?"}


def _is_that(words: str) -> bool:
    return statements.LOST_MARKER.regex.match(words) is not None and is_resolved_clause(words)

"""`minutes_actions`: what the meeting resolved, one action a part.

Finds: the entries behind a marker (RESOLVED, AGREED, ORDERED, RECOMMENDED, "Decision:", "ACTION:", "The Committee agreed:" …), the rows of
a table of actions, and a resolution that lost its marker, where its place at the end of the item shows what it is.
Does not find: recommendations of the agenda, lists of what was NOTED, motions, promises in the discussion, reasons and alternatives,
an entry that the page cut off; these are kept in `doc._.dropped`.
Reads: `doc._.item`, `doc._.blocks`, `doc._.sentences`. Writes: `doc._.actions`, `doc._.dropped`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from extractors.action_kinds import STRENGTH, find_kind, find_stem_kind, is_decided, is_formal, is_narrated, is_predicate
from extractors.action_tables import find_columns, find_row, is_cell, is_column, name_columns
from extractors.blocks import Sentence
from extractors.due_dates import find_due, parse_due
from extractors.entries import Entry, build_tree, is_stem, join_stem, join_words
from extractors.lexicon import actions as lexicon
from extractors.lexicon.deciding_bodies import BODY_NOUN
from extractors.owners import find_owner, is_name
from extractors.records import Action, ActionKind, Block, Dropped, Evidence, Item, Section
from extractors.resolution_endings import find_last_statement, find_promise, find_unmarked
from extractors.resolution_entries import Resolution, read_resolution
from extractors.resolution_pages import Opening, Page
from extractors.resolutions import find_openings
from extractors.rules import Gate, build_gate

_GATE = build_gate((*lexicon.MARKERS, *lexicon.REFUSALS, lexicon.TABLE))
_DOING = frozenset({ActionKind.DELEGATE, ActionKind.REFER, ActionKind.REQUEST})
_MARKED = frozenset({lexicon.RESOLVED.id, lexicon.AGREED.id, lexicon.ORDERED.id})
_LABELS = frozenset({lexicon.DECISION, lexicon.DECISION_LINE, lexicon.BODY_LIST})
_NOTHING = re.compile(
    r"(?:no|none)\b|there\s+(?:were|was)\s+no|apologies\b|all\s+items\s+were\b|(?:members|councillors?|cllrs?)\s[^.;]{0,80}?declared",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    rf"\b(?:at|by|to)\s+(?:the\s+|an?\s+)?(?:[A-Z][\w’'-]*\s+){{0,6}}?{BODY_NOUN}\s+(?:meeting\s+)?(?:held\s+)?(?:on|in|of)\s+(?:the\s+)?(?:\d|[A-Z])"
)
_OWN_BODY = re.compile(r"that\s+the\s+(?:panel|committee|sub-committee|forum|commission)\b", re.IGNORECASE)
_SOMEBODY_TO = re.compile(r"(?:The\s+|All\s+)?[A-Z][^.;:]{1,80}?\sto\s+(?!be\b)[a-z]+")
_COMPONENT = "actions"


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a resolution before it is an action: where it stands, its words, and what the stem above it gives."""

    start_char: int
    end_char: int
    rule: str
    label: str | None
    text: str
    stem: str = ""
    owner: str | None = None
    due: str | None = None


def find_actions(
    item: Item, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], gate: Gate | None = None
) -> tuple[tuple[Action, ...], tuple[Dropped, ...]]:
    """Return the actions of `item` in the order of the text, and the candidates refused, each with its reason.

    `gate` replaces the gate made from the rules' key words; whatever it lets through, the records are the same.
    """
    page = Page(item, blocks, sentences)
    parts, dropped = _find_parts(page, gate or _GATE)
    actions: list[Action] = []
    seen: set[str] = set()
    for part in sorted(parts, key=lambda part: (part.start_char, part.end_char)):
        whole = _uncut(page, part)
        words = "".join(filter(str.isalnum, part.text.lower().removeprefix("that ").removeprefix("to ")))
        if whole is None:
            dropped.append(_dropped(page, part, "cut off by the page"))
        elif words in seen:
            dropped.append(_dropped(page, part, "said twice"))
        elif words:
            seen.add(words)
            actions.append(_build_action(page, whole, len(actions) + 1))
    return tuple(actions), tuple(dropped)


def _find_parts(page: Page, gate: Gate) -> tuple[list[_Part], list[Dropped]]:
    parts: list[_Part] = []
    dropped: list[Dropped] = []
    taken: set[int] = set()
    parts.extend(_read_tables(page, gate, taken))
    parts.extend(_read_flat_tables(page, taken))
    openings = [opening for opening in find_openings(page, gate) if opening.block not in taken]
    opened: dict[int, Opening] = {}
    for opening in openings:
        opened.setdefault(opening.block, opening)
    entered: set[int] = set()  # blocks that are entries of a list; what sounds like a marker there is none
    last: Resolution | None = None
    first_part = 0
    for opening in openings:
        if opening.block in entered:
            continue
        if opening.rule is lexicon.ACTION and is_name(page.text[opening.body_char : opening.end_char]):
            taken.add(opening.block)
            owner = join_words(page.text[opening.body_char : opening.end_char].rstrip("]) "))
            if last and last.last_block >= opening.block - 1:
                parts[first_part:] = _assign_owner(parts[first_part:], owner)
            else:
                parts.extend(_read_promise(page, opening, owner))
            continue
        resolution = read_resolution(page, opening, opened)
        found = list(_parts_of(page, resolution))
        reason = _reason_to_refuse(page, opening, found)
        dropped.extend(_dropped(page, part, reason) for part in found if reason)
        if found and (not reason or opening.rule is not lexicon.IN_DISCUSSION):
            taken.update(range(opening.block, resolution.last_block + 1))
            entered.update(range(opening.block + 1, resolution.last_block + 1))
        if found and not reason:
            last, first_part = resolution, len(parts)
            parts.extend(found)
    for opening in find_unmarked(page, taken):
        resolution = read_resolution(page, opening, {})
        taken.update(range(opening.block, resolution.last_block + 1))
        parts.extend(_parts_of(page, resolution))
    if any(part.rule in _MARKED for part in parts):  # then what "the Committee:" did before is discussion (P9)
        dropped.extend(_dropped(page, part, lexicon.BODY_LIST.id) for part in parts if part.rule == lexicon.BODY_LIST.id)
        parts = [part for part in parts if part.rule != lexicon.BODY_LIST.id]
    statement = None if parts else find_last_statement(page, taken)
    if statement:
        parts.extend(_parts_of(page, read_resolution(page, statement, {})))
    return parts, dropped


def _assign_owner(parts: list[_Part], owner: str) -> list[_Part]:
    """Return the parts with the owner whose line follows them; of several parts only those whose own words name nobody."""
    if len(parts) == 1 and parts[0].rule != lexicon.ACTION.id:
        return [replace(parts[0], owner=parts[0].owner or owner)]
    return [part if part.owner or find_owner(part.text) else replace(part, owner=owner) for part in parts]


def _read_tables(page: Page, gate: Gate, taken: set[int]) -> Iterator[_Part]:
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
            yield _Part(row.start_char, row.end_char, lexicon.TABLE.id, row.label, text, owner=row.owner, due=row.due)
        if columns:
            taken.add(index)


def _read_flat_tables(page: Page, taken: set[int]) -> Iterator[_Part]:
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
            yield _Part(block.body_char, block.end_char, lexicon.TABLE.id, label, text, owner=owner, due=due)
            index += width
        taken.update(range(first, index))


def _read_promise(page: Page, opening: Opening, owner: str) -> Iterator[_Part]:
    """Yield the promise that an owner's line makes an action: the last one of the block before it, or of its own block."""
    promise = find_promise(page, opening.block, opening.start_char) or find_promise(page, opening.block - 1)
    if promise:
        for part in _parts_of(page, read_resolution(page, promise, {})):
            yield replace(part, owner=owner)


def _reason_to_refuse(page: Page, opening: Opening, found: list[_Part]) -> str | None:
    """Return why what the opening begins is not resolved, `None` when it is."""
    if page.is_refused(opening):
        return opening.rule.id
    first = found[0] if found else None
    if first and opening.rule in _LABELS and not (is_decided(first.text) or find_stem_kind(first.stem)):
        return "no verb of decision"
    if (
        first
        and opening.rule in {lexicon.DECISION, lexicon.DECISION_LINE}
        and (_NOTHING.match(first.text) or is_narrated(first.text))
    ):
        return "nothing was decided"
    if (
        opening.rule is lexicon.ACTION
        and opening.body_char >= opening.end_char
        and not all(_SOMEBODY_TO.match(part.text) for part in found)
    ):
        return "a heading, and nobody is to act"
    if opening.rule is lexicon.IN_DISCUSSION and page.sections[opening.block] is not Section.DECISION:
        if _ELSEWHERE.search(page.text, max(page.blocks[opening.block].body_char, opening.start_char - 300), opening.start_char):
            return "agreed at another meeting"
        return None if any(is_formal(part.text) for part in found) else lexicon.IN_DISCUSSION.id
    return None


def _parts_of(page: Page, resolution: Resolution) -> Iterator[_Part]:
    """Yield the parts of a resolution, nested entries with the label and the stem of the entry above them."""
    for entry in build_tree(list(resolution.entries)):
        yield from _parts_of_entry(page, resolution.opening.rule.id, entry, resolution.stem, "")


def _parts_of_entry(page: Page, rule: str, entry: Entry, stem: str, prefix: str) -> Iterator[_Part]:
    raw = page.text[entry.start_char : entry.end_char]
    words, label = join_words(raw), prefix + (entry.label or "")
    if entry.children and is_stem(raw.rstrip()):
        children = [join_words(page.text[child.start_char : child.end_char]) for child in entry.children]
        if words.endswith(" to") or any(is_predicate(child) for child in children):
            for child in entry.children:
                yield from _parts_of_entry(page, rule, child, f"{stem.rstrip(' :–—-')} {words}".strip(), label)
            return
        end = _last_char(entry)
        yield _Part(entry.start_char, end, rule, label or None, join_words(page.text[entry.start_char : end]), stem)
        return
    if words:
        is_bare = find_stem_kind(stem) is not None and not is_predicate(words) and stem.split()[-1].rstrip(":") != "to"
        yield _Part(entry.start_char, entry.end_char, rule, label or None, join_stem(stem, words) if is_bare else words, stem)
    for child in entry.children:
        if is_predicate(page.text[child.start_char : child.end_char]):
            yield from _parts_of_entry(page, rule, child, words, label)


def _last_char(entry: Entry) -> int:
    return max((_last_char(child) for child in entry.children), default=entry.end_char)


def _uncut(page: Page, part: _Part) -> _Part | None:
    """Return the part without the words that say where the rest is, or `None` for a fragment that the page cut off."""
    cut = page.cut_char
    if cut is None or part.end_char < cut:
        return part
    rest = page.text[part.start_char : cut].rstrip()
    if not rest or rest[-1] not in ".;!?)" or rest.endswith(".."):
        return None
    return replace(part, end_char=cut, text=join_words(rest))


def _build_action(page: Page, part: _Part, ordinal: int) -> Action:
    kind = _kind_of(part)
    owner = part.owner or (find_owner(part.text) or find_owner(part.stem) if kind in _DOING else None)
    meeting_date = page.item.meeting_date
    due = parse_due(part.due, meeting_date) if part.due else find_due(part.text, meeting_date, limits_only=kind not in _DOING)
    evidence = Evidence.cut(page.item, part.start_char, part.end_char, part.rule)
    return Action(ordinal, part.label, part.text, kind, owner, due.text if due else None, due.date if due else None, evidence)


def _kind_of(part: _Part) -> ActionKind:
    """Return the kind of a part: its own verbs, those of the stem where they govern it, and what its marker says."""
    kind, stem = find_kind(part.text), find_stem_kind(part.stem)
    if stem in _DOING:
        kind = next(strongest for strongest in STRENGTH if strongest in {kind, stem})
    elif stem and (kind is ActionKind.OTHER or (stem is ActionKind.APPROVE and part.text[:3].lower() == "to ")):
        kind = stem  # "Approved the next steps: to send a plan …"
    if kind is ActionKind.OTHER and part.rule in {lexicon.ACTION.id, lexicon.TABLE.id}:
        return ActionKind.REQUEST
    if part.rule == lexicon.RECOMMENDED.id and kind is not ActionKind.NOTE and not _OWN_BODY.match(part.text):
        return ActionKind.REFER
    return kind


def _dropped(page: Page, part: _Part, reason: str) -> Dropped:
    return Dropped(_COMPONENT, part.start_char, part.end_char, page.text[part.start_char : part.end_char], reason)


class MinutesActions:
    """The component: stores what `find_actions` returns."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.actions` and add to `doc._.dropped`."""
        stored = doc._
        found, dropped = find_actions(stored.item, stored.blocks, stored.sentences)
        stored.actions = found
        if dropped:
            stored.dropped = (*stored.dropped, *dropped)
        return doc

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
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from extractors.action_kinds import STRENGTH, find_kind, find_stem_kind, is_decided, is_formal, is_narrated
from extractors.action_parts import (
    Part,
    assign_numbered,
    assign_owner,
    read_flat_tables,
    read_numbered_owners,
    read_parts,
    read_tables,
)
from extractors.blocks import Sentence
from extractors.due_dates import Due, find_due, parse_due
from extractors.entries import join_words
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
    r"(?:no|none)\b|it\s+was\s+(?:then\s+)?moved\b|there\s+(?:were|was)\s+no|apologies\b|all\s+items\s+were\b|(?:members|councillors?|cllrs?)\s[^.;]{0,80}?declared",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    rf"\b(?:at|by|to)\s+(?:the\s+|an?\s+)?(?:[A-Z][\w’'-]*\s+){{0,6}}?{BODY_NOUN}\s+(?:meeting\s+)?(?:held\s+)?(?:on|in|of)\s+(?:the\s+)?(?:\d|[A-Z])"
)
_OWN_BODY = re.compile(r"that\s+the\s+(?:panel|committee|sub-committee|forum|commission)\b", re.IGNORECASE)
_SOMEBODY_TO = re.compile(r"(?:The\s+|All\s+)?[A-Z][^.;:]{1,80}?\sto\s+(?!be\b)[a-z]+")
_WORD = re.compile(r"[a-z0-9]+")
_ENDING = re.compile(r"(?:ed|es|e|s)$")
_SMALL = frozenset({"that", "to", "be", "the", "and", "was", "were"})
_COMPONENT = "actions"


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
    told: dict[tuple[str, ...], Section] = {}  # the same said in other forms under "Decision" and under "Minutes"
    for part in sorted(parts, key=lambda part: (part.start_char, part.end_char)):
        whole, section = _uncut(page, part), page.section_at(part.start_char)
        words = "".join(filter(str.isalnum, part.text.lower().removeprefix("that ").removeprefix("to ")))
        if whole is None:
            dropped.append(_dropped(page, part, "cut off by the page"))
        elif words in seen or told.get(_stems(part.text), section) is not section:
            dropped.append(_dropped(page, part, "said twice"))
        elif words:
            seen.add(words)
            told.setdefault(_stems(part.text), section)
            actions.append(_build_action(page, whole, len(actions) + 1))
    return tuple(actions), tuple(dropped)


def _find_parts(page: Page, gate: Gate) -> tuple[list[Part], list[Dropped]]:
    parts: list[Part] = []
    dropped: list[Dropped] = []
    taken: set[int] = set()
    parts.extend(read_tables(page, gate, taken))
    parts.extend(read_flat_tables(page, taken))
    openings = [opening for opening in find_openings(page, gate) if opening.block not in taken]
    opened: dict[int, Opening] = {block: Opening(lexicon.TABLE, block, 0, 0, 0) for block in taken}
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
                owners = read_numbered_owners(page, opening, taken)
                parts[first_part:] = (
                    assign_numbered(parts[first_part:], owners) if owners else assign_owner(parts[first_part:], owner)
                )
            else:
                parts.extend(_read_promise(page, opening, owner))
            continue
        resolution = read_resolution(page, opening, opened)
        found = list(read_parts(page, resolution))
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
        parts.extend(read_parts(page, resolution))
    if any(part.rule in _MARKED for part in parts):  # then what "the Committee:" did before is discussion (P9)
        dropped.extend(_dropped(page, part, lexicon.BODY_LIST.id) for part in parts if part.rule == lexicon.BODY_LIST.id)
        parts = [part for part in parts if part.rule != lexicon.BODY_LIST.id]
    statement = None if parts else find_last_statement(page, taken)
    if statement:
        parts.extend(read_parts(page, read_resolution(page, statement, {})))
    return parts, dropped


def _read_promise(page: Page, opening: Opening, owner: str) -> Iterator[Part]:
    """Yield the promise that an owner's line makes an action: the last one of the block before it, or of its own block."""
    promise = find_promise(page, opening.block, opening.start_char) or find_promise(page, opening.block - 1)
    if promise:
        for part in read_parts(page, read_resolution(page, promise, {})):
            yield replace(part, owner=owner)


def _reason_to_refuse(page: Page, opening: Opening, found: list[Part]) -> str | None:
    """Return why what the opening begins is not resolved, `None` when it is."""
    if page.is_refused(opening):
        return opening.rule.id
    first = found[0] if found else None
    if first and opening.rule in _LABELS and not (any(is_decided(part.text) for part in found) or find_stem_kind(first.stem)):
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


def _stems(text: str) -> tuple[str, ...]:
    """Return the words of a part without endings, in alphabetical order: "approve the plan" and "the plan be approved" are the same."""
    return tuple(sorted(_ENDING.sub("", word) for word in _WORD.findall(text.lower()) if word not in _SMALL))


def _uncut(page: Page, part: Part) -> Part | None:
    """Return the part without the words that say where the rest is, or `None` for a fragment that the page cut off."""
    cut = page.cut_char
    if cut is None or part.end_char < cut:
        return part
    rest = page.text[part.start_char : cut].rstrip()
    if not rest or rest[-1] not in ".;!?)" or rest.endswith(".."):
        return None
    return replace(part, end_char=cut, text=join_words(rest))


def _build_action(page: Page, part: Part, ordinal: int) -> Action:
    kind = _kind_of(part)
    owner = part.owner or (_owner_of(part, kind) if kind in _DOING else None)
    due = _due_of(part, kind, page.item.meeting_date)
    if due and not due.date and not page.item.meeting_date:
        due = _due_of(part, kind, page.reference_date(part.start_char))
    evidence = Evidence.cut(page.item, part.start_char, part.end_char, part.rule)
    return Action(ordinal, part.label, part.text, kind, owner, due.text if due else None, due.date if due else None, evidence)


def _due_of(part: Part, kind: ActionKind, reference: date | None) -> Due | None:
    if part.due:
        return parse_due(part.due, reference)
    return find_due(part.text, reference, limits_only=kind not in _DOING or kind is ActionKind.DELEGATE)


def _owner_of(part: Part, kind: ActionKind) -> str | None:
    is_referred = kind is ActionKind.REFER
    return find_owner(part.text, is_referred=is_referred) or find_owner(part.stem, is_referred=is_referred)


def _kind_of(part: Part) -> ActionKind:
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


def _dropped(page: Page, part: Part, reason: str) -> Dropped:
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

"""The entries of a list in prose that name an area: cut, trimmed, and without what is only a pronoun, a verb or a piece of procedure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.enumerations import Part, find_comment, find_parts, trim_entry
from extractors.lexicon import area_entries as cues
from extractors.lexicon.area_mentions import PROCEDURE

_ASKING = frozenset({"improvement_areas.asked-to", "improvement_areas.recommended"})
_REPEATED = frozenset({"in", "on", "around", "about", "with", "of", "for", "at"})
_PRONOUN = re.compile(
    r"(?:this|that|these|those|it|they|there|which|what|he|she|we|some|all|both|one|others?|areas?|the\s+following)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:an?\s+|the\s+|\w+\s+){0,2}(?:areas|aspects|things|matters|points|recommendations)\b(?!\s+(?:of|in|where|that)\s)",
    re.IGNORECASE,
)


def is_named(text: str, start: int, end: int) -> bool:
    """Return whether the object of a mention names something: not "it", "which …" or "two areas"."""
    return not _PRONOUN.match(text, start, end) and not _GENERIC.match(text, start, end)


def find_areas(text: str, rule: str, start: int, end: int, count: int | None) -> Iterator[tuple[Part, Part]]:
    """Yield the entries of `text[start:end]`, which `rule` led into: trimmed, and as they stand. `count` as in `find_parts`."""
    if ";" not in text[start:end]:
        end = find_comment(text, start, end)
    before = text[max(0, start - 20) : start].lower().split()
    for number, (label, part_start, part_end) in enumerate(find_parts(text, start, end, count)):
        first, last = trim_entry(text, part_start, part_end)
        words = text[first:last]
        opening = words.split(None, 1)[0].lower() if words else ""
        if number and opening in _REPEATED and before and before[-1] == opening:
            first += len(opening) + 1
        if rule in _ASKING and PROCEDURE.search(words):
            continue
        if not words or _PRONOUN.fullmatch(words):
            continue
        if not any(refused.match(words) for refused in (cues.NO_ENTRY, cues.REPORTED_ENTRY, cues.COMMITTEE_ENTRY)):
            yield (label, first, last), (label, part_start, part_end)

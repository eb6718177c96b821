"""What an item's inspections and title say about a grade that it tells: which inspection is current, which years, whose topic."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from extractors.lexicon import attribution as cues
from extractors.lexicon import grade_topics as topics
from extractors.records import Inspection, Item, Period
from extractors.regimes import GRADED_FRAMEWORKS

_LONGEST_TITLE = 15  # words; a longer first line is no title
YEAR = re.compile(r"\b(20[012]\d|199\d)\b")
_AHEAD = re.compile(r"\b(?:by|until|before|towards) $", re.IGNORECASE)
_SIF = re.compile(
    r"\bSIF\b|\bsingle inspection\b|achieving permanence|adoption performance|looked[- ]after and permanence", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class GradeContext:
    """What the item's inspections say about regimes and years."""

    current: Inspection | None
    previous: tuple[Inspection, ...]
    graded_current: bool
    visit_title: bool
    current_year: str | None
    on_topic: bool
    last_year: str | None
    own_names: frozenset[str]
    names_sif: bool
    foreign_names: frozenset[str]
    title_topic: str | None
    untold: bool


def build_context(item: Item, inspections: tuple[Inspection, ...]) -> GradeContext:
    """Return what `item` and its inspections say for judging the grades in its text."""
    current = [i for i in inspections if i.period is Period.CURRENT]
    visit_title = _is_about_visit(item.title or item.text.split("\n", 1)[0])
    graded = [i for i in current if i.framework in GRADED_FRAMEWORKS]
    first_line = item.title or item.text.split("\n", 1)[0]
    dated = next(iter(graded or current), None)
    years = [
        match[1] for match in YEAR.finditer(item.text) if not _AHEAD.search(item.text, max(0, match.start() - 12), match.start())
    ]
    limit = str(item.meeting_date.year) if item.meeting_date else "9999"
    return GradeContext(
        current=dated,
        previous=tuple(i for i in inspections if i.period is Period.PREVIOUS and i.framework in GRADED_FRAMEWORKS),
        graded_current=not visit_title and (bool(graded) or not current),
        visit_title=visit_title,
        current_year=(dated.start_date or dated.publication_date or "")[:4] or None if dated else None,
        on_topic=bool(cues.ON_TOPIC.search(item.text)),
        last_year=max((year for year in years if year <= limit), default=None),
        own_names=frozenset((item.authority or "").split("-")) - {""},
        names_sif=bool(_SIF.search(item.text)),
        foreign_names=_find_foreign_names(item),
        title_topic=_find_title_topic(first_line if item.title or "\n" in item.text else ""),
        untold=item.title is not None
        and not cues.INSPECTION_TOLD.search(item.text)
        and not cues.INSPECTION_TOLD.search(first_line),
    )


def _find_title_topic(first_line: str) -> str | None:
    """Return what else the title is about: "home", "body" (schools and the like), "view" (self-evaluations, audits), "place";

    "own" where it names an inspection of the authority's own services, None where it tells neither.
    """
    if not first_line or len(first_line.split()) > _LONGEST_TITLE:
        return None
    if topics.OWN_TITLE.search(first_line):
        return "own" if topics.OWN_INSPECTION_TITLE.search(first_line) else None
    if topics.HOME_TITLE.search(first_line):
        return "home"
    for kind, pattern in (("view", topics.VIEW_TITLE), ("place", topics.PLACE_TITLE), ("body", topics.BODY_TITLE)):
        if pattern.search(first_line):
            return kind
    return None


def _is_about_visit(first_line: str) -> bool:
    """Whether the title names a visit, which gives no grades: grades in such an item are those of the inspection before it."""
    if len(first_line.split()) > _LONGEST_TITLE:
        return False
    return bool(cues.VISIT_TITLE.search(first_line)) and not cues.OWN_INSPECTION_TITLE.search(first_line)


def _find_foreign_names(item: Item) -> frozenset[str]:
    """Return the first words of the names by which the item introduces other authorities, in lower case."""
    own = set((item.authority or "").split("-"))
    names = {match[1].split()[0].lower() for match in cues.FOREIGN_NAME.finditer(item.text)}
    return frozenset(name for name in names if name not in own and name not in cues.NOT_A_PLACE)


def last_match(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """Return the last match of `pattern` in `words`, or None."""
    return next(iter(deque(pattern.finditer(words), maxlen=1)), None)

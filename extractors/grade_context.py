"""What an item's inspections and title say about a grade that it tells: which inspection is current, which years, whose topic."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from extractors.lexicon import attribution as cues
from extractors.records import Inspection, Item, Period
from extractors.regimes import GRADED_FRAMEWORKS

_LONGEST_TITLE = 15  # words; a longer first line is no title
YEAR = re.compile(r"\b(20[012]\d|199\d)\b")
_SIF = re.compile(
    r"\bSIF\b|\bsingle inspection\b|achieving permanence|adoption performance|looked[- ]after and permanence", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class GradeContext:
    """What the item's inspections say about regimes and years."""

    current: Inspection | None
    previous: tuple[Inspection, ...]
    graded_current: bool
    current_year: str | None
    on_topic: bool
    foreign_title: bool
    last_year: str | None
    own_names: frozenset[str]
    names_sif: bool
    foreign_names: frozenset[str]


def build_context(item: Item, inspections: tuple[Inspection, ...]) -> GradeContext:
    """Return what `item` and its inspections say for judging the grades in its text."""
    current = [i for i in inspections if i.period is Period.CURRENT]
    graded = [i for i in current if i.framework in GRADED_FRAMEWORKS]
    first_line = item.title or item.text.split("\n", 1)[0]
    dated = next(iter(graded or current), None)
    years = YEAR.findall(item.text)
    limit = str(item.meeting_date.year) if item.meeting_date else "9999"
    return GradeContext(
        current=dated,
        previous=tuple(i for i in inspections if i.period is Period.PREVIOUS and i.framework in GRADED_FRAMEWORKS),
        graded_current=bool(graded) or (not current and not _is_about_visit(first_line)),
        current_year=(dated.start_date or dated.publication_date or "")[:4] or None if dated else None,
        on_topic=bool(cues.ON_TOPIC.search(item.text)),
        foreign_title=bool(cues.SCHOOL_TITLE.search(first_line)) and not cues.OWN_TITLE.search(first_line),
        last_year=max((year for year in years if year <= limit), default=None),
        own_names=frozenset((item.authority or "").split("-")) - {""},
        names_sif=bool(_SIF.search(item.text)),
        foreign_names=_find_foreign_names(item),
    )


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

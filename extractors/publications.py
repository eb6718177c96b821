"""Puts the publication date of a report or letter to the inspection that it is of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from extractors.cues import NOUNS, Clause, CueKind
from extractors.date_parts import DateMention
from extractors.date_spans import build_span, first_day, last_day
from extractors.events import Sighting, is_reported_by
from extractors.frameworks import GRADED, framework_at, is_compatible
from extractors.item_views import ItemView
from extractors.lexicon.inspections import FRAMEWORK_OF
from extractors.records import Framework


@dataclass(frozen=True, slots=True)
class Publication:
    """A date on which a report came out: its sentence, its words, its ISO date (`None` while the year is open) and the rule."""

    clause: Clause
    mention: DateMention
    published: str | None
    rule: str


def attach_publication(
    view: ItemView, publication: Publication, known: list[Sighting], meeting: date | None
) -> list[Sighting] | None:
    """Return the sightings with the publication put to the inspection that it can be of: one of its sentence first, else the latest.

    An open year is told by the meeting, and only where no inspection fits that by the inspection. A publication that fits none becomes an inspection of which only that date is known (reading rule P3); `None` when the year
    stays open or the item names no inspection.
    """
    mention = publication.mention
    order = _likeliest_first(view, publication, known)
    told = publication.published or (_placed(mention, meeting) if meeting else None)
    for by_inspection in (False,) if publication.published else (False, True):
        for index in order:
            sighting = known[index]
            if sighting.start is None:
                continue
            published = _placed(mention, meeting, last_day(sighting.end or sighting.start)) if by_inspection else told
            if published is None or not is_reported_by(sighting, published):
                continue
            attached = list(known)
            if sighting.published is None:
                attached[index] = replace(sighting, published=published)
            return attached
    published = told
    if published is not None and len(published) == 7 and order:  # a title's month, that of the inspection or of the meeting
        return list(known)
    if published is None or len(published) == 4 or not _is_of_inspection(view, publication):
        return None
    named = _reported_framework(view, publication, None)
    return [
        *known,
        Sighting(
            framework_at(named, published),
            named is not None,
            None,
            None,
            published,
            mention.start_char,
            mention.end_char,
            publication.rule,
            year_stated=not mention.is_open,
        ),
    ]


def _likeliest_first(view: ItemView, publication: Publication, known: list[Sighting]) -> list[int]:
    """Return which sightings the publication may be of, the likeliest first: of its sentence, a visit for a letter, told before, the latest."""
    clause, start_char = publication.clause, publication.mention.start_char
    by_letter = "letter" in clause.text[clause.start_char : clause.end_char]

    def rank(index: int) -> tuple[bool, bool, bool, int, int]:
        sighting = known[index]
        return (
            not clause.start_char <= sighting.start_char < clause.end_char,
            by_letter and sighting.framework in GRADED,
            sighting.start_char > start_char,
            -first_day(sighting.start).toordinal() if sighting.start else 0,
            abs(sighting.start_char - start_char),
        )

    ranked = sorted(range(len(known)), key=rank)
    named = [_reported_framework(view, publication, known[index]) for index in ranked]
    return [index for index, name in zip(ranked, named, strict=True) if not name or is_compatible(name, known[index].framework)]


def _is_of_inspection(view: ItemView, publication: Publication) -> bool:
    """Return whether the report can be an inspection's: the item names one, or the sentence has Ofsted's grade of children's services."""
    clause = publication.clause
    if view.names or "inspect" in view.lower:
        return True
    return (
        any(cue.kind is CueKind.GRADED for cue in clause.cues)
        and "ofsted" in view.lower[clause.start_char : clause.end_char]
        and view.says_childrens_services(clause.start_char, clause.end_char)
    )


def _placed(mention: DateMention, meeting: date | None, earliest: date | None = None) -> str | None:
    """Return the date with its open year told by the inspection's end or the meeting; never one after the meeting."""
    span = build_span(mention, earliest=earliest) if earliest else build_span(mention, latest=meeting)
    return span.start if span and not (meeting and first_day(span.start) > meeting) else None


def _reported_framework(view: ItemView, publication: Publication, sighting: Sighting | None) -> Framework | None:
    """Return the framework that the report is said to be of: the noun nearest before the verb, else a name since `sighting`."""
    start = publication.mention.start_char
    nouns = [cue for cue in publication.clause.cues if cue.kind in NOUNS]
    left = [cue for cue in nouns if cue.end_char <= start]
    nearest = left[-1] if left else nouns[0] if nouns else None
    if nearest:
        return FRAMEWORK_OF.get(nearest.rule)
    since = sighting.start_char if sighting and sighting.start_char < start else 0
    names = [FRAMEWORK_OF[name.rule] for name in view.names if since <= name.start_char < start]
    return names[-1] if names else None

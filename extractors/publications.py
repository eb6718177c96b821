"""Puts the publication date of a report or letter to the inspection that it is of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from extractors.cues import NOUNS, Clause
from extractors.date_spans import build_span, first_day, last_day
from extractors.dates import DateMention
from extractors.events import Sighting, is_reported_by
from extractors.frameworks import framework_at, is_compatible
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
    """Return the sightings with the publication put to the nearest inspection that it can be of, those of its sentence first.

    A publication that fits none becomes an inspection of which only that date is known (reading rule P3); `None` when the year
    stays open or the item names no inspection.
    """
    mention, clause = publication.mention, publication.clause
    order = sorted(
        range(len(known)),
        key=lambda i: (
            not clause.start_char <= known[i].start_char < clause.end_char,
            known[i].start_char > mention.start_char,
            abs(known[i].start_char - mention.start_char),
        ),
    )
    for index in order:
        sighting = known[index]
        named = _reported_framework(view, publication, sighting)
        if sighting.start is None or (named and not is_compatible(named, sighting.framework)):
            continue
        published = publication.published or _placed(mention, meeting, earliest=last_day(sighting.end or sighting.start))
        if published is None or not is_reported_by(sighting, published):
            continue
        attached = list(known)
        if sighting.published is None:
            attached[index] = replace(sighting, published=published)
        return attached
    published = publication.published or (_placed(mention, meeting) if meeting else None)
    if published is None or len(published) == 4 or not (view.names or "inspect" in view.lower):
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

"""Dates that were linked to an inspection or its report: what still speaks against them, and the year that their words leave open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.cues import Clause, CueKind, Link, Meaning
from extractors.date_parts import DateMention
from extractors.date_spans import DateSpan, build_span, first_day, last_day
from extractors.events import Sighting
from extractors.frameworks import is_compatible
from extractors.item_views import ItemView
from extractors.lexicon.inspections import COLUMN_HEADING, LABELLED
from extractors.records import Framework

_LONGEST = timedelta(days=75)
_FIRST_YEAR = "2005"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that was linked: the sentence's clause, the mention and its link; `span` is `None` while the year is open."""

    clause: Clause
    mention: DateMention
    link: Link
    span: DateSpan | None


def find_refusal(view: ItemView, clause: Clause, mention: DateMention, link: Link) -> str:
    """Return why a linked date is no inspection of children's services after all, or an empty string."""
    if COLUMN_HEADING.regex.match(view.lower[clause.start_char : clause.end_char]):
        return "heading of a column"
    if link.cue is None or link.cue.rule == LABELLED.id:
        return ""
    if mention.days_back is not None and link.meaning is not Meaning.PUBLICATION:
        return "told from the meeting"
    if link.meaning is Meaning.PUBLICATION and mention.last is not None:
        return "publications of a time"
    if link.cue.kind is CueKind.NAME and not view.lower.startswith("monitoring", link.cue.start_char):
        return ""
    if view.has_other_title and not view.says_childrens_services(clause.start_char, link.cue.start_char):
        return "another kind of inspection"
    if link.cue.kind is CueKind.NAME:
        return ""
    if link.meaning is Meaning.PUBLICATION:
        return "" if view.is_about_ofsted else "publication of something else"
    inadequate = link.cue.kind is CueKind.GRADED and view.lower.startswith(("inadequate", "requir"), link.cue.start_char)
    if not inadequate and not view.is_about_ofsted:
        return "not said to be Ofsted's"
    if link.cue.kind is CueKind.HELD and not (view.names or "inspect" in view.lower):
        return "not said to be an inspection's"
    if view.is_other_topic(clause.start_char, clause.end_char):
        return "another kind of inspection"
    if link.cue.kind is CueKind.VISIT and view.visit_meant(link.cue, clause.start_char, clause.end_char) is None:
        return "a visit of an unknown kind"
    return ""


def find_impossibility(span: DateSpan, meeting: date | None) -> str:
    """Return why an inspection cannot have been then, seen from the meeting, or an empty string."""
    if span.start < _FIRST_YEAR:
        return "before inspections of children's services"
    if meeting and first_day(span.start) > meeting:
        return "after the meeting"
    if span.end and len(span.start) == 10 and last_day(span.end) - first_day(span.start) > _LONGEST:
        return "too long for an inspection"
    return ""


def place_year(
    candidate: Candidate,
    known: Sequence[Sighting],
    reports: Sequence[Candidate],
    meeting: date | None,
    framework_of: Callable[[DateSpan], Framework],
    ends: Sequence[str] = (),
) -> DateSpan | None:
    """Resolve an open year: by the same inspection told in full, by the sentence's year, by its report, by the meeting, by the item's only year.

    `ends` are the days on which inspections of the item ended. `framework_of` tells the candidate's framework, were it then: a focused visit in June is not the full inspection of a June.
    """
    mention = candidate.mention
    for sighting in known:
        if sighting.start is None or len(sighting.start) == 4:
            continue
        span = build_span(mention, latest=last_day(sighting.end or sighting.start))
        if (
            span
            and first_day(span.start) <= last_day(sighting.end or sighting.start)
            and first_day(sighting.start) <= last_day(span.end or span.start)
            and is_compatible(framework_of(span), sighting.framework)
        ):
            return span
    for sighting in known:  # "In 2021, when the service was last inspected (28 June to 9 July)"
        near = candidate.clause.start_char <= sighting.start_char < mention.start_char <= sighting.end_char + 60
        aside = near and "(" in candidate.clause.text[sighting.end_char : mention.start_char]
        if aside and sighting.start and len(sighting.start) == 4 and candidate.link.cue and sighting.cue == candidate.link.cue:
            return build_span(mention, latest=last_day(sighting.start))
    bounds = [last_day(report.span.start) for report in reports if report.span and (report.clause is candidate.clause or not known)]
    bounds += [last_day(end) for end in ends]
    latest = min([*bounds, *([meeting] if meeting else [])], default=None)
    if latest:
        span = build_span(mention, latest=latest)
        return span if span and not find_impossibility(span, meeting) else None
    for longest in (10, 4):  # a bare year tells less than a day or month
        years = {sighting.start[:4] for sighting in known if sighting.start and (len(sighting.start) > 4) == (longest > 4)}
        if years:
            return build_span(mention, latest=date(int(years.pop()), 12, 31)) if len(years) == 1 else None
    return None

"""Mentions of inspections → inspection events of an authority, and the event that each mention, judgement and area belongs to.

Pure and deterministic: the result depends on the set of mentions, not on their order. The rules:

1. Only the same kind goes together: a graded inspection (framework unnamed or misnamed in some minutes), a focused or monitoring visit, …
2. Spans of days that overlap or lie within ten days are one event (minutes count the notice week or not); so are mentions with the same
   day of publication.
3. A month joins the event of days that overlaps it, a year the only event of its framework in that year. A year that could be several
   events belongs to none.
4. A day of publication alone joins the event that ended in the four months before it.
5. The most precise and then the most mentioned dates stand for the event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any, TypeVar

from extractors.records import DatePrecision, Domain, Framework, Period
from pipeline.events import Claim, InspectionEvent, Mention, Resolution
from pipeline.models import stable_id
from pipeline.register import is_judged

SLACK = timedelta(days=10)
"""Ranges of days this far apart are still one inspection: notice week, off-site days."""

PUBLISHED_WITHIN = timedelta(days=124)
"""The longest time from an inspection's end to its report (the slowest of 262 reports took 124 days)."""

_Value = TypeVar("_Value", bound=tuple[object, ...])
_GRADED = frozenset({Framework.ILACS, Framework.SIF, Framework.OTHER})
_KINDS = (_GRADED, {Framework.FOCUSED_VISIT, Framework.MONITORING_VISIT}, {Framework.JTAI}, {Framework.AREA_SEND})
_FINENESS = {DatePrecision.DAY: 0, DatePrecision.MONTH: 1, DatePrecision.YEAR: 2, None: 3}


def resolve_inspections(mentions: Sequence[Mention], claims: Sequence[Claim]) -> Resolution:
    """Return the inspection events that `mentions` tell of, and the event of each mention and claim that can be told.

    A judgement belongs to the graded inspection of its own period that its item mentions (the latest that has its domain, if several),
    an improvement area to the current inspection or visit; a claim whose item mentions none has no event.
    """
    events: list[InspectionEvent] = []
    event_of_mention: dict[str, str] = {}
    ordered = sorted(mentions, key=lambda mention: (mention.owner, _kind(mention.framework), mention.mention_id))
    for (owner, _), group in groupby(ordered, key=lambda mention: (mention.owner, _kind(mention.framework))):
        for cluster in _clusters(list(group)):
            event = cluster.event(owner)
            events.append(event)
            event_of_mention.update((mention.mention_id, event.inspection_id) for mention in cluster.mentions)
    by_id = {event.inspection_id: event for event in events}
    told: dict[tuple[str, Period], set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.mention_id in event_of_mention:
            told[mention.item_id, mention.period].add(event_of_mention[mention.mention_id])
    event_of_claim: dict[str, str] = {}
    for claim in claims:
        found = _event_of(claim, [by_id[event_id] for event_id in told[claim.item_id, claim.period]])
        if found:
            event_of_claim[claim.row_id] = found.inspection_id
    events.sort(key=lambda event: (event.owner, event.start_date or date.max, event.inspection_id))
    return Resolution(tuple(events), event_of_mention, event_of_claim)


def _event_of(claim: Claim, events: Iterable[InspectionEvent]) -> InspectionEvent | None:
    domain = claim.domain
    candidates = [event for event in events if domain is None or event.framework in _GRADED]
    if domain is not None:
        candidates = [event for event in candidates if _has(event, domain)] or candidates
    return max(
        candidates, key=lambda event: (event.start_date or event.publication_date or date.min, event.inspection_id), default=None
    )


def _has(event: InspectionEvent, domain: Domain) -> bool:
    return is_judged(event.framework, domain, event.start_date or event.publication_date)


def _kind(framework: Framework) -> int:
    return next(number for number, kind in enumerate(_KINDS) if framework in kind)


@dataclass(slots=True)
class _Cluster:
    """Mentions that tell of one event, and the days that they cover together."""

    mentions: list[Mention] = field(default_factory=list)
    first: date | None = None
    last: date | None = None

    def add(self, mentions: Iterable[Mention], *, widen: bool) -> None:
        """Take `mentions` in; `widen` where their days count towards the event's."""
        for mention in mentions:
            self.mentions.append(mention)
            if widen:
                first, last = _span(mention)
                self.first = min(self.first or first, first)
                self.last = max(self.last or last, last)

    def overlaps(self, first: date, last: date, slack: timedelta = timedelta()) -> bool:
        """Return whether the event's days and `first` to `last` overlap, or lie within `slack`."""
        return bool(self.first and self.last and self.first - slack <= last and first - slack <= self.last)

    def publications(self) -> set[date]:
        """Return the days of publication that its mentions give."""
        return {
            mention.publication_date
            for mention in self.mentions
            if mention.publication_date and mention.publication_precision is DatePrecision.DAY
        }

    def frameworks(self) -> set[Framework]:
        """Return the frameworks that its mentions name."""
        return {mention.framework for mention in self.mentions}

    def event(self, owner: str) -> InspectionEvent:
        """Return the event: the most precise and most mentioned dates, the framework most named with them."""
        start, end, precision = _best(
            ((mention.start_date, mention.end_date, mention.date_precision) for mention in self.mentions),
            lambda dates: (_FINENESS[dates[2]], dates[1] is None),
        )
        published, published_precision = _best(
            (
                (mention.publication_date, mention.publication_precision)
                for mention in self.mentions
                if mention.publication_date or not any(other.publication_date for other in self.mentions)
            ),
            lambda publication: _FINENESS[publication[1]],
        )
        (framework,) = _best(((mention.framework,) for mention in self.mentions), lambda _: 0)
        return InspectionEvent(
            inspection_id=stable_id(
                "inspection", owner, framework, start, end, *(() if start else (published, published_precision))
            ),
            owner=owner,
            framework=framework,
            start_date=start,
            end_date=end,
            date_precision=precision,
            publication_date=published,
            publication_precision=published_precision,
            n_mentions=len(self.mentions),
        )


def _best(values: Iterable[_Value], rank: Callable[[_Value], Any]) -> _Value:
    """Return the value of the lowest rank, of those the most frequent, of those the first in order of its text."""
    counts = Counter(values)
    return min(counts, key=lambda value: (rank(value), -counts[value], str(value)))


def _span(mention: Mention) -> tuple[date, date]:
    """Return the first and last day of a dated mention; one that is not stated is the other."""
    first, last = mention.start_date or mention.end_date, mention.end_date or mention.start_date
    if first is None or last is None:
        raise ValueError(f"mention {mention.mention_id} has no dates")
    return first, last


def _clusters(mentions: list[Mention]) -> list[_Cluster]:
    """Return the events of one owner and kind; finer mentions first, so that vaguer ones find an event to join."""
    stated = defaultdict(list)
    for mention in mentions:
        stated[mention.date_precision if mention.start_date or mention.end_date else None].append(mention)
    clusters = _join_days(stated[DatePrecision.DAY])
    for mention in sorted(stated[DatePrecision.MONTH], key=_by_length):
        _join_month(mention, clusters)
    for group in _alike(stated[DatePrecision.YEAR], lambda mention: (mention.framework, mention.start_date, mention.end_date)):
        _join_year(group, clusters)
    undated = [mention for mention in stated[None] if mention.publication_date]
    for group in _alike(undated, lambda mention: (mention.publication_date, mention.publication_precision)):
        _join_publication(group, clusters)
    return clusters


def _alike(mentions: list[Mention], key: Callable[[Mention], tuple[object, ...]]) -> list[list[Mention]]:
    """Return the mentions in groups of equal `key`, in an order of their own."""

    def text(mention: Mention) -> str:
        return str(key(mention))

    return [list(group) for _, group in groupby(sorted(mentions, key=text), key=text)]


def _by_length(mention: Mention) -> tuple[timedelta, date, str]:
    first, last = _span(mention)
    return last - first, first, mention.mention_id


def _join_days(mentions: list[Mention]) -> list[_Cluster]:
    """Join ranges of days that lie together, then what was published on the same day: there the days most often given count."""
    clusters: list[_Cluster] = []
    for mention in sorted(mentions, key=lambda mention: (_span(mention), mention.mention_id)):
        near = [cluster for cluster in clusters if cluster.overlaps(*_span(mention), SLACK)]
        if not near:
            near = [_Cluster()]
            clusters += near
        near[-1].add([mention], widen=True)
    merged: list[_Cluster] = []
    for cluster in sorted(clusters, key=lambda cluster: (-len(cluster.mentions), cluster.first)):
        same = [other for other in merged if other.publications() & cluster.publications()]
        if same:
            same[0].add(cluster.mentions, widen=False)
        else:
            merged.append(cluster)
    return merged


def _join_month(mention: Mention, clusters: list[_Cluster]) -> None:
    """Join a month to the event that it overlaps, one of the same framework first, the earliest first."""
    near = _same_publication(mention, clusters) or [cluster for cluster in clusters if cluster.overlaps(*_span(mention))]
    near = [cluster for cluster in near if mention.framework in cluster.frameworks()] or near
    if near:
        min(near, key=lambda cluster: cluster.first or date.max).add([mention], widen=False)
    else:
        clusters.append(_Cluster())
        clusters[-1].add([mention], widen=True)


def _join_year(group: list[Mention], clusters: list[_Cluster]) -> None:
    """Join equal years to the only event they can mean; none at all makes one, several leave them without."""
    loose: list[Mention] = []
    for mention in group:
        published = _same_publication(mention, clusters)
        if published:
            published[0].add([mention], widen=False)
        else:
            loose.append(mention)
    framework = group[0].framework
    near = [cluster for cluster in clusters if cluster.overlaps(*_span(group[0]))]
    named = [cluster for cluster in near if framework in cluster.frameworks()]
    near = named or (near if framework in _GRADED else [])
    if len(near) == 1:
        near[0].add(loose, widen=False)
    elif loose and not near:
        clusters.append(_Cluster())
        clusters[-1].add(loose, widen=True)


def _join_publication(group: list[Mention], clusters: list[_Cluster]) -> None:
    """Join a publication to the event it can be of, the latest first; else it is all that is known of one."""
    published, precision = group[0].publication_date, group[0].publication_precision
    if published is None:
        raise ValueError(f"mention {group[0].mention_id} has no date of publication")
    near = _same_publication(group[0], clusters)
    if not near and precision is DatePrecision.DAY:
        near = [
            cluster
            for cluster in clusters
            if cluster.last and not cluster.publications() and cluster.last <= published <= cluster.last + PUBLISHED_WITHIN
        ]
    elif not near:
        near = [cluster for cluster in clusters if any(_covers(published, precision, day) for day in cluster.publications())]
    if not near:
        near = [_Cluster()]
        clusters += near
    max(near, key=lambda cluster: cluster.last or date.min).add(group, widen=False)


def _covers(published: date, precision: DatePrecision | None, day: date) -> bool:
    return published.year == day.year and (precision is DatePrecision.YEAR or published.month == day.month)


def _same_publication(mention: Mention, clusters: list[_Cluster]) -> list[_Cluster]:
    if mention.publication_precision is not DatePrecision.DAY:
        return []
    return [cluster for cluster in clusters if mention.publication_date in cluster.publications()]

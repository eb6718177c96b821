"""What resolving takes and gives: mentions of inspections and rows that speak of one, in; inspection events and links, out.

The warehouse reads and writes these, `pipeline.resolve` decides; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.records import DatePrecision, Domain, Framework, Period


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an inspection in an item. Dates are the first and last day of what the text says, as precise as `date_precision`.

    `owner` is what events are told apart by: the authority's slug, or the document's id where the authority is not known.
    """

    mention_id: str
    item_id: str
    owner: str
    framework: Framework
    start_date: date | None
    end_date: date | None
    date_precision: DatePrecision | None
    publication_date: date | None
    publication_precision: DatePrecision | None
    period: Period


@dataclass(frozen=True, slots=True)
class Claim:
    """A row that belongs to an inspection its item mentions: a judgement (with its domain) or an improvement area (`domain` None)."""

    row_id: str
    item_id: str
    period: Period
    domain: Domain | None


@dataclass(frozen=True, slots=True)
class InspectionEvent:
    """An inspection of one owner, as the mentions together tell it; `n_mentions` is how many were read as this one."""

    inspection_id: str
    owner: str
    framework: Framework
    start_date: date | None
    end_date: date | None
    date_precision: DatePrecision | None
    publication_date: date | None
    publication_precision: DatePrecision | None
    n_mentions: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """The events, and the event of each mention and claim that could be told; the others are missing from the mappings."""

    events: tuple[InspectionEvent, ...]
    event_of_mention: Mapping[str, str]
    event_of_claim: Mapping[str, str]


Resolver = Callable[[Sequence[Mention], Sequence[Claim]], Resolution]

"""The official record: what Ofsted itself published of one inspection, from its report or from a list. Minutes never change it.

Reports (`extractors.reports`) and lists (`pipeline.official_lists`) both give an `OfficialReport`; `pipeline.warehouse` keeps it in
`official_outcomes` (one row a grade), `official_improvement_items` and `official_narratives`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from extractors.records import Domain, Framework, Grade


class Variant(StrEnum):
    """Standard or short inspection; no report says it, it follows from the days on site (short: one working week)."""

    STANDARD = "standard"
    SHORT = "short"


class Basis(StrEnum):
    """Where a date of publication is from."""

    PRINTED = "printed"  # in the report itself
    FILE_NAME = "file_name"  # in the name under which Ofsted, or whoever kept it, published the file
    LISTING = "listing"  # in a list of reports


class OfficialItemKind(StrEnum):
    """What the inspectors called the point that must get better."""

    AREA = "area"
    PRIORITY_ACTION = "priority_action"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True, slots=True)
class OfficialGrade:
    """A grade that Ofsted gave; `page` (from 1) and `evidence` where it was read, `None` where a list has no such thing."""

    domain: Domain
    grade: Grade
    page: int | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class OfficialItem:
    """One point of "what needs to improve", in the report's own order from 1, with the themes it touches."""

    ordinal: int
    kind: OfficialItemKind
    text: str
    themes: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class OfficialNarrative:
    """The first paragraphs that a report gives a domain, or the whole inspection (`overall`)."""

    domain: Domain
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class OfficialReport:
    """One inspection by one official source. `authority` is a slug of the register, `authority_name` the name as printed.

    `source` is the report's address or `file:<name>`, or `file:<name>#<line>` for a row of a list. `document_id` is set for reports
    that were read as documents. A domain that the regime never graded has no entry in `grades`.
    """

    authority: str
    authority_name: str
    framework: Framework
    source: str
    variant: Variant | None = None
    start_date: date | None = None
    end_date: date | None = None
    publication_date: date | None = None
    publication_basis: Basis | None = None
    lead_inspector: str | None = None
    grades: tuple[OfficialGrade, ...] = ()
    items: tuple[OfficialItem, ...] = ()
    narratives: tuple[OfficialNarrative, ...] = ()
    document_id: str | None = None

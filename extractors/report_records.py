"""What reading one inspection report gives: dates, grades, what needs to improve, and the words that each rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from extractors.records import Domain, Evidence, Framework, Grade


class Length(StrEnum):
    """How long inspectors were on site, which no report says: `standard` two weeks, `short` one (ILACS only)."""

    STANDARD = "standard"
    SHORT = "short"


class NeedKind(StrEnum):
    """What the inspectors called a point that must get better, by the heading it stands under."""

    AREA = "area"
    PRIORITY_ACTION = "priority_action"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True, slots=True)
class ReportGrade:
    """A grade that the report gives in one judgement area."""

    domain: Domain
    grade: Grade
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ReportNeed:
    """One point of "what needs to improve": its number or letter as printed (None for bullets), its words on one line, its themes."""

    ordinal: int
    label: str | None
    kind: NeedKind
    text: str
    themes: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ReportNarrative:
    """The first paragraphs that the report gives a judgement area, or the whole inspection (`overall`)."""

    domain: Domain
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ReportDates:
    """Days on site as printed: first and last day of each stay, and the words they were read from."""

    stays: tuple[tuple[date, date], ...]
    evidence: Evidence

    @property
    def start(self) -> date:
        """The first day of the first stay."""
        return self.stays[0][0]

    @property
    def end(self) -> date:
        """The last day of the last stay."""
        return self.stays[-1][1]


@dataclass(frozen=True, slots=True)
class Report:
    """One inspection report. What it does not print is None or empty; a judgement area that it does not grade has no entry.

    `authorities` are the names as printed, more than one where a report is about several authorities together. `published` is the date
    of publication that the report itself prints, `title` the words that told its kind.
    """

    framework: Framework
    title: Evidence
    authorities: tuple[str, ...] = ()
    dates: ReportDates | None = None
    length: Length | None = None
    published: date | None = None
    lead_inspector: str | None = None
    grades: tuple[ReportGrade, ...] = ()
    needs: tuple[ReportNeed, ...] = ()
    narratives: tuple[ReportNarrative, ...] = ()
    warnings: tuple[str, ...] = ()

"""The records that extraction takes and gives: one `Item` in, one `Extraction` out.

The codes are the vocabulary of the public contract (docs/data-dictionary.md); nothing here knows spaCy, HTML, PDF or SQL.
Offsets are Unicode code points, half-open, into `Item.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Framework(StrEnum):
    """The inspection framework, or kind of visit, that Ofsted worked under."""

    ILACS = "ilacs"
    SIF = "sif"
    FOCUSED_VISIT = "focused_visit"
    MONITORING_VISIT = "monitoring_visit"
    JTAI = "jtai"
    AREA_SEND = "area_send"
    OTHER = "other"


class Domain(StrEnum):
    """A judgement area of a graded inspection; which of them exist depends on the framework and its date."""

    OVERALL = "overall"
    LEADERS = "leaders"
    HELP_PROTECTION = "help_protection"
    CARE_AND_CARE_LEAVERS = "care_and_care_leavers"
    IN_CARE = "in_care"
    CARE_LEAVERS = "care_leavers"
    ADOPTION = "adoption"
    LSCB = "lscb"


class Grade(StrEnum):
    """A grade on Ofsted's four-point scale; `adequate` was its third point before 2013."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"
    ADEQUATE = "adequate"


class Period(StrEnum):
    """`current`: the latest inspection that the item reports; `previous`: an earlier one used for comparison."""

    CURRENT = "current"
    PREVIOUS = "previous"


class ActionKind(StrEnum):
    """What a resolution does; where one part has several verbs the strongest counts (delegate first, other last)."""

    DELEGATE = "delegate"
    REFER = "refer"
    REQUEST = "request"
    APPROVE = "approve"
    NOTE = "note"
    OTHER = "other"


class PageKind(StrEnum):
    """The ModernGov page, or document, that a text came from."""

    AGENDA_ITEM = "agenda_item"
    ISSUE_MEETINGS = "issue_meetings"
    MEETING = "meeting"
    DECISION = "decision"
    MINUTES_PDF = "minutes_pdf"
    INSPECTION_REPORT = "inspection_report"
    UNKNOWN = "unknown"


class DatePrecision(StrEnum):
    """The finest unit that a date's text gives."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class BlockKind(StrEnum):
    """What a block of an item's text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    RESOLUTION = "resolution"
    ATTACHMENT = "attachment"


class Section(StrEnum):
    """The part of an item that a block stands in, by the nearest label before it ("Minutes:", "Decision:" …)."""

    PREFACE = "preface"
    DECISION = "decision"
    MINUTES = "minutes"
    REASONS = "reasons"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Item:
    """One agenda item of one meeting: the only input of extraction.

    `text` begins with the item's title as a line of its own where the item has one; it is fixed by the reader and never changed.
    `meeting_date` resolves years and relative dates; `None` when the page does not tell.
    """

    text: str
    item: int = 0
    number: str | None = None
    title: str | None = None
    authority: str | None = None
    committee: str | None = None
    meeting_date: date | None = None
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list entry, heading or attachment of an item's text; blocks never overlap and hold no text themselves.

    `label` is the list label without punctuation ("a", "iv", "22.1"), `None` for bullets and unlabelled blocks; `body_char` is
    where the words after the label begin. `level` is 0 outside lists and grows by one with each nested numbering style.
    """

    kind: BlockKind
    section: Section
    label: str | None
    level: int
    start_char: int
    body_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words that a record rests on, and the rule that read them. Build it with `Evidence.cut` only."""

    start_char: int
    end_char: int
    text: str
    rule: str

    @classmethod
    def cut(cls, item: Item, start_char: int, end_char: int, rule: str) -> Evidence:
        """Return the evidence `item.text[start_char:end_char]` without white space at its ends.

        Raises ValueError when the span is empty or outside the text, or when `rule` is empty: that is a defect of a rule.
        """
        if not rule:
            raise ValueError("evidence without a rule id")
        if not 0 <= start_char < end_char <= len(item.text):
            raise ValueError(f"{rule}: span {start_char}:{end_char} is outside a text of {len(item.text)} characters")
        quote = item.text[start_char:end_char]
        start_char += len(quote) - len(quote.lstrip())
        quote = quote.strip()
        if not quote:
            raise ValueError(f"{rule}: span {start_char}:{end_char} holds only white space")
        return cls(start_char, start_char + len(quote), quote, rule)


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection or visit that the item tells of. Dates are ISO and as precise as the text: `2022-03-21`, `2022-07`, `2019`."""

    framework: Framework
    start_date: str | None
    end_date: str | None
    date_precision: DatePrecision | None
    publication_date: str | None
    period: Period
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Judgement:
    """A grade that Ofsted gave to this authority's children's services, in one domain or overall."""

    domain: Domain
    grade: Grade
    period: Period
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ImprovementArea:
    """Something that inspectors said must get better, with the themes it touches (codes of `themes`, possibly none)."""

    ordinal: int
    label: str | None
    text: str
    themes: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Action:
    """One part of what the meeting resolved. `due_text` is as written; `due_date` is ISO, only where the text names a date."""

    ordinal: int
    label: str | None
    text: str
    kind: ActionKind
    owner: str | None
    due_text: str | None
    due_date: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Dropped:
    """A candidate that was found and then refused: what it was, and the cue or reason that refused it."""

    component: str
    start_char: int
    end_char: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one item gave, each tuple sorted by `evidence.start_char`: the same text gives the same extraction anywhere."""

    inspections: tuple[Inspection, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    improvement_areas: tuple[ImprovementArea, ...] = ()
    actions: tuple[Action, ...] = ()
    warnings: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = field(default=(), compare=False)

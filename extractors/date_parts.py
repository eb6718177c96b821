"""A day, month or year as far as words give it, the expression that they stand in, and what the calendar says of them."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass, replace
from datetime import date, timedelta

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class DateParts:
    """A day, month or year as far as the words give it; `year` is `None` when the reader is expected to know it."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: the half-open span of its words, its first and (for ranges and pairs) last part.

    `commencing`: the words name a week by its first day. `years_back`: 0 for "this year", 1 for "last year", `None` where the words
    do not count from the meeting; `months_back` and `days_back` ("published that morning") likewise.
    """

    start_char: int
    end_char: int
    first: DateParts
    last: DateParts | None = None
    commencing: bool = False
    years_back: int | None = None
    months_back: int | None = None
    days_back: int | None = None

    @property
    def is_open(self) -> bool:
        """Return whether the year has to be told by something outside the words."""
        return self.first.year is None


def year_before(first: DateParts, last: DateParts) -> int | None:
    """Return the year of `first` told by `last`: the year before when its month is the later one."""
    if last.year is None:
        return None
    return last.year - int((first.month or 0) > (last.month or 0))


def adjoin(first: DateParts, last: DateParts) -> bool:
    """Return whether two dates joined by "and" are one stretch: neighbouring days, or neighbouring months."""
    year = last.year or first.year or 2000
    first = replace(first, year=first.year or year - int((first.month or 0) > (last.month or 0)))
    last = replace(last, year=year)
    if not (is_date(first) and is_date(last)):
        return False
    if first.day and last.day:
        return timedelta(0) < date.fromisoformat(iso_of(last)) - date.fromisoformat(iso_of(first)) <= timedelta(days=4)
    months = ((last.year or 0) - (first.year or 0)) * 12 + (last.month or 0) - (first.month or 0)
    return first.day is None and last.day is None and months == 1


def is_date(parts: DateParts | None) -> bool:
    """Return whether the calendar has such a date (29 February of an unknown year counts)."""
    if parts is None or parts.month is None:
        return True
    return 1 <= parts.month <= 12 and (parts.day is None or 1 <= parts.day <= _days_of(parts.year or 2000, parts.month))


def _days_of(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _LENGTHS[month - 1]


def iso_of(parts: DateParts) -> str:
    """Return the parts as ISO, as precise as they are. The year has to be known."""
    iso = f"{parts.year:04d}"
    if parts.month:
        iso += f"-{parts.month:02d}"
    return iso + (f"-{parts.day:02d}" if parts.day else "")

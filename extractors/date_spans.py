"""Date expressions → ISO dates that are as precise as the words; open years are told by the meeting or by other dates."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from extractors.date_parts import DateMention, DateParts, is_date, iso_of
from extractors.records import DatePrecision


@dataclass(frozen=True, slots=True)
class DateSpan:
    """ISO start and end, each as precise as the words (`2022-03-21`, `2022-07`, `2019`); `end` is `None` for a lone day."""

    start: str
    end: str | None
    precision: DatePrecision


def build_span(
    mention: DateMention, *, latest: date | None = None, earliest: date | None = None, today: date | None = None
) -> DateSpan | None:
    """Return the ISO dates of `mention`, or `None` when its year stays unknown.

    An open year is the last that does not put the date after `latest` or, without `latest`, the first that does not put it before
    `earliest`. `today` (the meeting) resolves "last year".
    """
    first, last = mention.first, mention.last
    if mention.days_back is not None:
        if today is None:
            return None
        then = today - relativedelta(days=mention.days_back)
        first = DateParts(then.year, then.month, then.day)
    elif mention.months_back is not None:
        if today is None:
            return None
        then = today - relativedelta(months=mention.months_back)
        first = DateParts(then.year, then.month)
    elif mention.years_back is not None:
        if today is None:
            return None
        first, last = _with_year(first, last, today.year - mention.years_back)
    elif first.year is None:
        first, last = _placed(first, last, latest, earliest)
        if first.year is None:
            return None
    if not (is_date(first) and is_date(last)):
        return None
    start = iso_of(first)
    precision = DatePrecision.DAY if first.day else DatePrecision.MONTH if first.month else DatePrecision.YEAR
    end = iso_of(last) if last else None if first.day else start
    return DateSpan(start, end, precision)


def first_day(iso: str) -> date:
    """Return the first day of an ISO day, month or year."""
    return date.fromisoformat(iso + "-01-01"[len(iso) - 4 :] if len(iso) < 10 else iso)


def last_day(iso: str) -> date:
    """Return the last day of an ISO day, month or year."""
    if len(iso) == 10:
        return date.fromisoformat(iso)
    year, month = int(iso[:4]), int(iso[5:7] or 12)
    return date(year, month, monthrange(year, month)[1])


def _with_year(first: DateParts, last: DateParts | None, year: int) -> tuple[DateParts, DateParts | None]:
    return replace(first, year=year), replace(last, year=year + int((first.month or 0) > (last.month or 0))) if last else None


def _placed(
    first: DateParts, last: DateParts | None, latest: date | None, earliest: date | None
) -> tuple[DateParts, DateParts | None]:
    """Give the open year of `first` (and `last`): the last that fits before `latest`, or the first that fits after `earliest`."""
    bound = latest or earliest
    if bound is None:
        return first, last
    for step in range(3):
        placed = _with_year(first, last, bound.year - step if latest else bound.year + step)
        if not is_date(placed[0]):
            continue
        if latest and first_day(iso_of(placed[0])) <= latest:
            return placed
        if not latest and last_day(iso_of(placed[0])) >= bound:
            return placed
    return first, last

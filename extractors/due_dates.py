"""Words of a resolution → when it is due: a date, a month, a named meeting or a length of time, as written and in ISO where there is a date."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:the\s+)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH}\b(?:,?\s+{_YEAR}\b)?",
        r"(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>(?:20)?\d\d)\b",
        r"(?P<year>20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"(?:the\s+)?(?:(?:beginning|start|middle|end)\s+of\s+)?{_MONTH}\b(?:,?\s+{_YEAR}\b)?(?!\s+(?:meeting|committee|cabinet|board|council|panel|session))",
    )
)
_MEETING = r"(?:meetings?|committee|cabinet|board|council|panel|session)"
_FULL_DATE = re.compile(rf"(?:\b{_DAY}\s+)?\b{_MONTH},?\s+{_YEAR}\b")
_AHEAD = re.compile(r"\b(?:by|before|until|from|expected|due)\s(?:\w+\s){0,2}\Z", re.IGNORECASE)
_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|\d{1,3})"
_BEFORE = re.compile(
    r"\b(?:by|before|until|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before|on|in|during|for)\s+(?=\S)", re.IGNORECASE
)
_LIMIT = re.compile(r"(?:by|before|until|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before)\s", re.IGNORECASE)
_PUT_OFF = re.compile(
    r"(?:that\s+)?(?:to\s+)?(?:defer|adjourn|[^.;]{1,120}?\sbe\s+(?:deferred|adjourned|postponed))", re.IGNORECASE
)
_NAMED_MEETING = re.compile(
    rf"\b(?:to|at|by|for|before|in\s+time\s+for|until)\s+(?P<due>(?:the|an?|its|our|their|this)\s+(?:committee’?s?\s+|panel’?s?\s+|next\s+|future\s+|subsequent\s+)?"
    rf"(?:{_MONTH}\s+(?:{_YEAR}\s+)?{_MEETING}|(?:next|future|subsequent|following)\s+(?:available\s+|scheduled\s+|ordinary\s+)?(?:[\w’'-]+\s+){{0,3}}?{_MEETING})"
    rf"(?:\s+of\s+(?:the|this)\s+[\w’'&, -]{{2,60}}?(?=[.;,]|$|\s+(?:in|on|and|to|for)\b))?(?:\s+(?:in|on)\s+(?:{_DAY}\s+)?(?P<month2>{_MONTH.split('>', 1)[1]}"
    rf"(?:\s+(?P<year2>(?:19|20)\d\d))?)?)",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    rf"\b(?P<due>(?:within|in)\s+(?:the\s+next\s+)?{_NUMBER}(?:\s+(?:to|or)\s+{_NUMBER})?\s*(?:calendar\s+|working\s+)?(?:days?|weeks?|months?|years?)(?:[’']?\s+time)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: `text` as written, without a preposition before a date; `date` in ISO or `None` for a relative term."""

    text: str
    date: str | None


def find_due(text: str, meeting_date: date | None, *, limits_only: bool = False) -> Due | None:
    """Return when the words of one resolution say that it is due, or `None`.

    A date without a year is the next such date from `meeting_date` on, and has no ISO form when that is unknown. With `limits_only`
    ("by 6 April", not "in April" or "to the next meeting") the words of a resolution that asks nobody to act can be searched.
    """
    fallback: Due | None = None
    is_put_off = _PUT_OFF.match(text) is not None
    for lead in _BEFORE.finditer(text):
        limit = _LIMIT.match(lead[0]) is not None
        if limits_only and not is_put_off and (not limit or (lead[0].lower().startswith("until"))):
            continue
        found = _date_at(text, lead.end(), meeting_date)
        if not found or (not limit and found.date and meeting_date and found.date < meeting_date.isoformat()[: len(found.date)]):
            continue
        if limit:
            return found
        fallback = fallback or found
    if limits_only:
        return fallback if is_put_off else None
    return _named_meeting(text, meeting_date) or fallback or _length(text)


def find_latest_days(text: str) -> tuple[list[int], list[date]]:
    """Return where `text` names a day or a month with its year, and the latest of those up to there.

    For minutes whose meeting date is unknown: what is said last stands in for it. Days that lie ahead ("by 6 April 2026") do not count; a
    month stands for its last day.
    """
    places: list[int] = []
    latest: list[date] = []
    for found in _FULL_DATE.finditer(text):
        if _AHEAD.search(text, max(0, found.start() - 20), found.start()):
            continue
        year, month = int(found["year"]), _month_number(found["month"])
        last = monthrange(year, month)[1]
        day = date(year, month, max(1, min(int(found["day"] or last), last)))
        places.append(found.start())
        latest.append(max(day, latest[-1]) if latest else day)
    return places, latest


def parse_due(text: str, meeting_date: date | None) -> Due:
    """Return the content of a table's "Due" cell as a due date."""
    lead = _LIMIT.match(text)
    found = _date_at(text, lead.end() if lead else 0, meeting_date)
    return Due(text, found.date if found else None)


def _date_at(text: str, start: int, meeting_date: date | None) -> Due | None:
    for pattern in _DATES:
        found = pattern.match(text, start)
        if found:
            groups = found.groupdict()
            month = int(groups["number"]) if groups.get("number") else _month_number(groups["month"])
            day = int(groups["day"]) if groups.get("day") else None
            year = int(groups["year"]) if groups.get("year") else None
            if year is not None and year < 100:
                year += 2000
            words = re.sub(r"^the\s+(?=\d)", "", " ".join(found[0].split()), flags=re.IGNORECASE)
            return Due(words, _iso(year, month, day, meeting_date))
    return None


def _named_meeting(text: str, meeting_date: date | None) -> Due | None:
    found = _NAMED_MEETING.search(text)
    if not found:
        return None
    month = found["month"] or found["month2"]
    year = found["year"] or found["year2"]
    iso = _iso(int(year) if year else None, _month_number(month), None, meeting_date) if month else None
    return Due(" ".join(text[found.start("due") : found.end()].split()), iso)


def _length(text: str) -> Due | None:
    found = _LENGTH.search(text)
    return Due(" ".join(found["due"].split()), None) if found else None


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _iso(year: int | None, month: int, day: int | None, meeting_date: date | None) -> str | None:
    """Return the ISO form, the year taken from the meeting when it is left out; `None` when there is no such date."""
    if year is None:
        if meeting_date is None:
            return None
        year = meeting_date.year
        if (month, day or 31) < (meeting_date.month, meeting_date.day):
            year += 1
    if day is None:
        return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None

"""When inspectors were on site, when the report was published, and who led: what the cover, or a letter's first lines, print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractors.date_parts import DateParts, is_date, iso_of
from extractors.dates import find_dates
from extractors.lexicon import reports as lexicon
from extractors.records import Evidence, Framework, Item
from extractors.report_records import Length, ReportDates

_SHORT_DAYS = 7  # working days on site: a short inspection takes one week, at most with a day or two of a second stay
_FRONT = 6000
_NAME_DATE = re.compile(
    r"(?<!\d)(?P<y>20\d\d)[-_.](?P<m>0[1-9]|1[0-2])[-_.](?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<dd>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?[ _-]+(?P<mm>[a-z]{3,9})[ _-]+(?P<yy>20\d\d)(?!\d)",
    re.IGNORECASE,
)


def find_report_dates(item: Item, framework: Framework, after: int) -> ReportDates | None:
    """Return the days on site: those under "Inspection dates", else those of a letter's first sentence after its title at `after`."""
    text = item.text
    for label in lexicon.INSPECTION_DATES.finditer(text, 0, _FRONT):
        if found := _read_run(item, label.end()):
            return found
    if framework in (Framework.SIF, Framework.ILACS, Framework.OTHER):
        return None
    for label in lexicon.VISIT_DATES.finditer(text, after, after + 2500):
        if found := _read_run(item, label.end()):
            return found
    return None


def _read_run(item: Item, start: int) -> ReportDates | None:
    run = lexicon.DATE_RUN.match(item.text, start)
    if not run:
        return None
    stays = parse_stays(run[0])
    return ReportDates(stays, Evidence.cut(item, run.start(), run.end(), "reports.dates")) if stays else None


def parse_stays(words: str) -> tuple[tuple[date, date], ...]:
    """Return first and last day of each stay that a run of dates tells; years left out are those of the next date that has one.

    Two days without anything that makes them a range ("12 and 13 March 2019") are one stay. Empty when a date is not complete.
    """
    mentions = find_dates(" ".join(words.split()))
    parts = [(mention.first, mention.last) for mention in mentions if mention.first.month]
    flat = [part for pair in parts for part in pair if part is not None]
    days = _with_years(flat)
    if not days:
        return ()
    stays: list[tuple[date, date]] = []
    position = 0
    for _, last in parts:
        step = 1 if last is None else 2
        stays.append((days[position], days[position + step - 1]))
        position += step
    if all(last is None for _, last in parts):
        stays = [(days[0], days[-1])]
    return tuple(sorted(stays))


def _with_years(parts: Sequence[DateParts]) -> list[date]:
    """Return whole dates, each open year told by the date after it, or else by the one before; [] when one stays open."""
    known = list(parts)
    for n in range(len(known) - 2, -1, -1):
        following = known[n + 1]
        if known[n].year is None and following.year is not None:
            known[n] = replace(known[n], year=following.year - int((known[n].month or 0) > (following.month or 0)))
    for n in range(1, len(known)):
        before = known[n - 1]
        if known[n].year is None and before.year is not None:
            known[n] = replace(known[n], year=before.year + int((known[n].month or 0) < (before.month or 0)))
    if any(part.year is None or part.day is None or not is_date(part) for part in known):
        return []
    return [date.fromisoformat(iso_of(part)) for part in known]


def length_of(stays: Sequence[tuple[date, date]]) -> Length:
    """Return whether the working days on site are those of a standard or of a short inspection."""
    return Length.SHORT if sum(_working_days(first, last) for first, last in stays) <= _SHORT_DAYS else Length.STANDARD


def _working_days(first: date, last: date) -> int:
    return sum((first + timedelta(days=step)).weekday() < 5 for step in range((last - first).days + 1))


def find_published(text: str, framework: Framework) -> date | None:
    """Return the day of publication that the report prints: "Report published: …", or the date at the head of a letter."""
    for label in lexicon.PUBLISHED.finditer(text, 0, _FRONT):
        run = lexicon.DATE_RUN.match(text, label.end())
        stays = parse_stays(run[0]) if run else ()
        if stays:
            return stays[0][0]
    if framework in (Framework.SIF, Framework.ILACS, Framework.OTHER):
        return None
    letter = lexicon.LETTER_DATE.search(text, 0, _FRONT)
    stays = parse_stays(letter[1]) if letter else ()
    return stays[0][0] if stays else None


def find_date_in_name(name: str) -> date | None:
    """Return the last date in a file's name: "… - 01 april 2019.pdf" as Ofsted names reports, or 2019-04-01; None without one."""
    found: date | None = None
    for match in _NAME_DATE.finditer(name):
        words = (
            f"{match['d']}/{match['m']}/{match['y']}" if match["y"] else f"{match['dd']} {match['mm'].capitalize()} {match['yy']}"
        )
        mentions = find_dates(words)
        if mentions and mentions[0].first.day and mentions[0].first.year:
            found = date.fromisoformat(iso_of(mentions[0].first))
    return found


def find_inspector(text: str) -> str | None:
    """Return who led the inspection, without title; None where the report does not say."""
    match = lexicon.INSPECTOR.search(text) or lexicon.SIGNED.search(text)
    if not match:
        return None
    name = " ".join(lexicon.AFTER_NAME.sub("", match["name"]).split()).strip(" .,;:")
    return name if 1 < len(name.split()) <= 6 else None

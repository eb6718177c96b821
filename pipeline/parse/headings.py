"""Headings of ModernGov pages as text: dates in them, the body and date of a meeting, the line that opens a meeting's block.

Numeric dates are day/month/year. Welsh month names occur on bilingual sites.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan ionawr",
            "february feb chwefror",
            "march mar mawrth",
            "april apr ebrill",
            "may mai",
            "june jun mehefin",
            "july jul gorffennaf",
            "august aug awst",
            "september sept sep medi",
            "october oct hydref",
            "november nov tachwedd",
            "december dec rhagfyr",
        ),
        start=1,
    )
    for name in names.split()
}
_DATE = re.compile(
    r"\b(?:(?P<iso>\d{4})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)"
    r"|(?P<day>\d{1,2})(?:[/.](?P<month>\d{1,2})[/.]|(?:st|nd|rd|th|af|il|ydd|ed|fed|eg|ain)?,?[ -](?:of )?(?P<name>"
    + "|".join(sorted(_MONTHS, key=len, reverse=True))
    + r")\.?,?[ -])(?P<year>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\bdydd \w+)?[\s,:–-]*$", re.IGNORECASE)
_ON = re.compile(r"\s+(?:held )?on\s*$", re.IGNORECASE)
_STATUS = re.compile(r"\b(CANCELLED|WITHDRAWN|POSTPONED|ABANDONED|MOVED|RESCHEDULED|NEW|PROVISIONAL|DELETED|GOHIRIWYD)\b")
_STATUS_BEFORE = re.compile(r"^(?:(?:CANCELLED|WITHDRAWN|POSTPONED|ABANDONED|MOVED|RESCHEDULED|NEW|PROVISIONAL)\b[\s,:–-]*)+")
_MOVED_FROM = re.compile(r"^.*\b(?:moved|rescheduled|postponed) from\b", re.IGNORECASE)
_AGENDA_FOR = re.compile(r"^(?:agenda|minutes|decisions) for\s+", re.IGNORECASE)

_BLOCK = re.compile(
    r"(?:meeting|cyfarfod)\s*:\s*(?P<date>\d{1,2}/\d{1,2}/\d{4})(?:,?\s*\d{1,2}[:.]\d\d)?\s*[-–]\s*(?P<body>.+)$", re.IGNORECASE
)
_LINK = re.compile(r"(?:[-·•*]\s*)?(?:meeting of|cyfarfod o)\s+(?P<body>.+)$", re.IGNORECASE)
_DECIDED = re.compile(r"(?P<date>\d{1,2}/\d{1,2}/\d{4})\s*[-–]\s*(?P<title>\S.*)$")
_ITEM = re.compile(r"\s*\((?:item|eitem)\s*(?P<number>[^()]*?)\.?\)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MeetingHeading:
    """What a heading says of a meeting; `number` is the item's, without its full stop; `status` is a word such as CANCELLED."""

    committee: str | None
    meeting_date: date | None
    number: str | None = None
    status: str | None = None


def find_dates(text: str) -> list[tuple[date, int, int]]:
    """Return each full date written in a heading with its span; a number that is no date of the calendar is none."""
    found = []
    for match in _DATE.finditer(text):
        year = int(match["iso"] or match["year"])
        month = int(match["iso_month"] or match["month"] or _MONTHS[match["name"].lower()])
        try:
            found.append((date(year, month, int(match["iso_day"] or match["day"])), match.start(), match.end()))
        except ValueError:
            continue
    return found


def parse_subject(text: str) -> MeetingHeading:
    """Read a meeting page's h2 or title: "Cabinet - Tuesday, 2nd October, 2018 2.00 pm, CANCELLED", "Agenda for Cabinet on …".

    The last date counts: "Moved from 9th October 2018, Cabinet - Tuesday, 2nd October, 2018" names the old one first.
    """
    status = _STATUS.search(text)
    dates = find_dates(text)
    body = text
    if dates:
        body = text[: dates[-1][1]]
        body = _ON.sub("", body[: _weekday_start(body)])
        if len(dates) > 1 and _MOVED_FROM.match(text[: dates[0][1]]):
            body = body[dates[0][2] :]
    body = _AGENDA_FOR.sub("", _STATUS_BEFORE.sub("", body.strip(" ,:–-")))
    return MeetingHeading(body.strip(" ,:–-") or None, dates[-1][0] if dates else None, None, status[1] if status else None)


def _weekday_start(text: str) -> int:
    found = _WEEKDAY.search(text)
    return found.start() if found else len(text)


def parse_meeting_line(text: str) -> MeetingHeading | None:
    """Read a line that opens a meeting's block or links to the meeting, or return None.

    "Meeting: 03/11/2022 - Cabinet (Item 20)" (issue pages) and "Meeting of Cabinet, Monday 20th January 2025 9.30 am (Item 7.)" (item pages).
    """
    opening = text[:14].lower()
    if len(text) > 400 or ("meeting" not in opening and "cyfarfod" not in opening):
        return None
    item = _ITEM.search(text)
    head = text[: item.start()] if item else text
    number = (item["number"].strip() or None) if item else None
    block = _BLOCK.match(head)
    if block:
        dates = find_dates(block["date"])
        return MeetingHeading(block["body"].strip(), dates[0][0] if dates else None, number)
    link = _LINK.match(head)
    if link and find_dates(head):
        subject = parse_subject(link["body"])
        return MeetingHeading(subject.committee, subject.meeting_date, number, subject.status)
    return None


def parse_decision_line(text: str) -> tuple[date, str] | None:
    """Read "21/04/2016 - Title", which opens each decision of an "Issue - decisions" page, or return None."""
    found = _DECIDED.match(text)
    dates = find_dates(found["date"]) if found else []
    return (dates[0][0], found["title"]) if found and dates else None


def split_number(text: str, expected: str | None = None) -> tuple[str | None, str]:
    """Split "20 Title" into number (without its full stop) and title; `expected` is a number that the page gave elsewhere.

    Without `expected` the number must look like one of an agenda: digits with a letter or a year ("3a", "77/21"), not "2022 budget".
    """
    if expected and text.startswith(expected):
        rest = text[len(expected) :]
        if rest[:1] in {".", " ", ")"}:
            return expected, rest.lstrip(".) ")
    found = re.match(r"(\d{1,3}[a-z]?|\d{1,4}/\d\d(?:\d\d)?)(?:\.\s*|\s+)(?=\S)(?!\d)", text)
    return (found[1], text[found.end() :]) if found else (None, text)

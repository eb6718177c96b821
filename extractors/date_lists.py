"""Dates that stand in a list: the year at its end is that of all; two neighbouring weeks of days are one stretch."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from extractors.date_parts import DateMention, iso_of

WEEKEND = 4  # days from the end of one week's work to the start of the next, a bank holiday included
_LISTED = re.compile(r"\s*(?:,|,?\s+and|&)\s+(?:(?:in|on|from)\s+)?(?:the\s+)?")


def share_years(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Return the mentions, those of a list with the year that stands at its end: "in March, June and October 2018"."""
    shared: list[DateMention] = []
    for mention in reversed(mentions):
        after = shared[-1] if shared else None
        if (
            after
            and mention.is_open
            and mention.years_back is None
            and mention.months_back is None
            and mention.days_back is None
            and mention.first.month
            and (mention.first.day is None) == (after.first.day is None)
            and after.first.year
            and _LISTED.fullmatch(text, mention.end_char, after.start_char)
        ):
            last = mention.last or mention.first
            year = after.first.year - int((last.month or 0) > (after.first.month or 0))
            mention = replace(
                mention, first=replace(mention.first, year=year), last=replace(mention.last, year=year) if mention.last else None
            )
        shared.append(mention)
    return shared[::-1]


def join_weeks(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Return the mentions, two neighbouring weeks of days as one stretch: "3-7 June and 10-14 June 2019"."""
    joined: list[DateMention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before and before.last and mention.last and before.first.year and mention.first.year == before.first.year:
            days = (before.last, mention.first)
            if all(part.day and part.month for part in days) and _LISTED.fullmatch(text, before.end_char, mention.start_char):
                gap = date.fromisoformat(iso_of(mention.first)) - date.fromisoformat(iso_of(before.last))
                if timedelta(0) < gap <= timedelta(days=WEEKEND):
                    joined[-1] = replace(before, end_char=mention.end_char, last=mention.last)
                    continue
        joined.append(mention)
    return joined

"""Which days of meetings the turns of a site have covered: one interval, so that what a later turn need not search again is plain."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.scrape.steps import Window

LOOK_BACK = timedelta(days=60)  # a later crawl searches from so long before the last one: minutes appear weeks after the meeting
_DAY = timedelta(days=1)


def is_covered_from(covered: Window | None, first: date) -> bool:
    """Return whether days from `first` on are covered, so that only what comes after them (and what may be late in them) is new."""
    return covered is not None and covered.first <= first <= covered.last + _DAY


def extend_cover(covered: Window | None, wanted: Window, searched_from: date, site_day: date) -> Window | None:
    """Return the days that are covered after a turn for the days `wanted`, which searched them from `searched_from` on.

    Meetings after the site's own day have no minutes yet, so they are not covered. Days that do not join those `covered` before take
    their place: what is forgotten is searched again some day, what is taken for covered would never be. None: nothing is covered.
    """
    last = min(wanted.last, site_day)
    if last < wanted.first:
        return covered
    if covered is None:
        return Window(wanted.first, last)
    if is_covered_from(covered, wanted.first):
        if last <= covered.last:
            return covered
        # Minutes that were late at the last turn must have been looked for, else the days before this one's are not known to be covered.
        if searched_from <= max(covered.first, covered.last - LOOK_BACK):
            return Window(covered.first, last)
    elif wanted.first < covered.first <= last + _DAY:
        return Window(wanted.first, max(last, covered.last))
    return Window(wanted.first, last)

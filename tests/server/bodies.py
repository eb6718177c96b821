"""The bodies of invented councils: how often they meet and how much of it is about inspections of children's services."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.server.profiles import Site


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of body: how many days between its meetings, days from today to its last one, subjects, share of meetings with relevant items."""

    title: str
    category: str
    step: int
    last: int
    subjects: tuple[str, ...]
    share: float = 0.0
    most: int = 1
    live: bool = True


BODIES = (
    Body("Children and Young People Scrutiny Committee", "Overview and Scrutiny", 61, 56, ("children",), 0.75, 2),
    Body("Cabinet", "Executive", 36, 16, ("finance", "highways", "housing", "environment", "culture"), 0.12),
    Body("Children's Services Improvement Board", "Boards", 45, -250, ("children",), 1.0, 2, live=False),
    Body("Corporate Parenting Board", "Boards", 91, 30, ("children",), 0.35),
    Body("Council", "Council", 60, 40, ("finance", "planning", "environment"), 0.08),
    Body("Health & Wellbeing Board", "Boards", 90, 21, ("children", "housing"), 0.15),
    Body("Audit and Governance Committee", "Regulatory", 73, 12, ("finance", "pensions"), 0.06),
)
_OTHERS = ("planning", "licensing", "pensions", "highways", "environment", "housing", "culture", "finance")
_OTHER_TITLES = {
    "planning": ("Planning Committee", "Planning Committee - North", "Strategic Planning Panel"),
    "licensing": ("Licensing Sub-Committee", "Licensing and Gambling Committee", "Taxi Panel"),
    "pensions": ("Pensions Committee", "Pension Board", "Investment Panel"),
    "highways": ("Highways Advisory Panel", "Rights of Way Committee", "Parking Forum"),
    "environment": ("Climate Panel", "Waste Joint Committee", "Flood Forum"),
    "housing": ("Housing Panel", "Tenants' Forum", "Homes Board"),
    "culture": ("Libraries Panel", "Museum Trust Committee", "Sports Forum"),
    "finance": ("Budget Panel", "Procurement Board", "Property Sub-Committee"),
}


def other_bodies(count: int) -> Iterator[Body]:
    """Yield bodies that have nothing to do with children; from six on the first meets so often that a year does not fit a page."""
    for at in range(count):
        subject = _OTHERS[at % len(_OTHERS)]
        titles = _OTHER_TITLES[subject]
        turn = at // len(_OTHERS)
        title = titles[turn] if turn < len(titles) else f"{titles[0]} {turn}"
        yield Body(
            title,
            "Regulatory" if subject in ("planning", "licensing") else "Other",
            6 if not at and count > 5 else 36,
            20 + at,
            (subject,),
        )


def meeting_days(body: Body, site: Site, today: date) -> Iterator[date]:
    """Yield a body's meeting days, latest first, on Monday to Thursday."""
    first = today - timedelta(days=365 * site.years)
    day = today + timedelta(days=body.last if body.live else max(body.last, -180 * site.years))
    while day > first:
        yield day - timedelta(days=max(0, day.weekday() - 3))
        day -= timedelta(days=body.step)

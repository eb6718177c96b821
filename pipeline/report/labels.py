"""How codes, dates and addresses are written in the report."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from urllib.parse import urlsplit

LABELS = {
    "overall": "Overall",
    "leaders": "Leaders",
    "help_protection": "Help and protection",
    "care_and_care_leavers": "Care and care leavers",
    "in_care": "In care",
    "care_leavers": "Care leavers",
    "adoption": "Adoption",
    "lscb": "Safeguarding board",
    "ilacs": "ILACS",
    "sif": "Single inspection (SIF)",
    "jtai": "Joint targeted area inspection",
    "area_send": "Area SEND",
    "only_minutes": "Only in minutes",
    "only_official": "Only in the official record",
}
"""Names of codes whose plain words would not do."""

_SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


def label_of(code: str | None) -> str:
    """Return a code as words for people: its name here, else the code without underscores; an empty text for null."""
    if code is None:
        return ""
    return LABELS.get(code) or code.replace("_", " ").capitalize()


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one: `1 area`, `2,000 areas`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"


def written_date(day: date | datetime | None, precision: str | None = "day") -> str:
    """Return a day as `3 Nov 2022`, a month as `Nov 2022`, a year as `2022`; an empty text for null."""
    if day is None:
        return ""
    if precision == "year":
        return str(day.year)
    month = f"{day:%b} {day.year}"
    return month if precision == "month" else f"{day.day} {month}"


def web_address(url: str | None) -> str | None:
    """Return `url` where a browser may follow it (http or https), else null: a page's own address decides nothing that runs."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def file_name(slug: str) -> str:
    """Return a file name without ending for an authority or theme: the slug itself, or, where it holds other characters than
    a-z, 0-9 and hyphens, a name made from its digest."""
    plain = slug.replace("_", "-")
    return plain if _SAFE_NAME.fullmatch(plain) else f"x-{hashlib.sha256(slug.encode('utf-8', 'replace')).hexdigest()[:16]}"

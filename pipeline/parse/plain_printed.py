"""Printed minutes that were published as a web page or saved as text.

The Word template's `<AI1>` markers stand around each item; where another program took them out, the head ("MINUTES of a meeting held …")
tells what the text is, and the numbers of the items where they begin.
"""

from __future__ import annotations

import re
from datetime import date

from extractors.records import PageKind
from pipeline.models import Line, LineRole, Page
from pipeline.parse.headings import find_dates, split_number
from pipeline.parse.text import strip_markers

_OPEN = re.compile(r"<\s*AI(\d+)\s*>")
_CLOSE = re.compile(r"<\s*/\s*AI\d+\s*>")
_MINUTES_OF = re.compile(
    r"^(?:draft )?minutes of (?:a|an|the) (?:\w+ ){0,2}(?:meeting|proceedings)\b(?!.*\b(?:agreed|approved|signed|confirmed|received|taken|submitted|noted)\b).*"
    r"|^(?!(?:to|the|that) ).{3,120}\bminutes$",
    re.IGNORECASE,
)
_HEAD_LINES = 12
_HELD_ON = re.compile(r"\b(?:minutes|meeting)\b.*\b(?:held|on)\b", re.IGNORECASE)


def is_printed(lines: list[str]) -> bool:
    """Return whether a text has the item markers of ModernGov's Word template."""
    return any(_OPEN.search(line) for line in lines)


def find_printed_head(lines: list[str]) -> tuple[str, date] | None:
    """Return what the head of printed minutes says, the body that met and the day, or None where the text has no such head.

    The head is a line "MINUTES of a meeting held …", or the body's name and "Minutes", with the day on it or soon after it.
    """
    head = [line for line in lines if line][:_HEAD_LINES]
    for place, line in enumerate(head):
        if _MINUTES_OF.match(line):
            dates = find_dates(" ".join(head[place : place + 4]))
            body = re.sub(r"\s+minutes$", "", line, flags=re.IGNORECASE)
            if body == line:
                body = next((above for above in reversed(head[:place]) if above.isupper() or len(above.split()) < 10), "")
            return (body, dates[0][0]) if dates else None
    return None


def read_printed(lines: list[str], url: str | None) -> Page:
    """Return the page of printed minutes: one item a marker pair; what stands outside of them is the head and the end of the document."""
    read: list[Line] = []
    is_inside, awaits_title = False, False
    committee, meeting_date, title = None, None, None
    for raw in lines:
        if _OPEN.search(raw):
            is_inside = awaits_title = True
        ends = _CLOSE.search(raw) is not None
        line = " ".join(strip_markers(raw).split())
        if not is_inside:
            if line and meeting_date is None and _HELD_ON.search(line) and find_dates(line):
                meeting_date, title = find_dates(line)[-1][0], line
                committee = _body_before(read)
            read.append(Line(line, LineRole.FURNITURE))
        elif line and awaits_title:
            number, name = split_number(line)
            read.extend([Line(number, LineRole.ITEM_NUMBER)] if number else [])
            read.append(Line(name, LineRole.ITEM_TITLE))
            awaits_title = False
        else:
            read.append(Line(line))
        is_inside = is_inside and not ends
    kept = tuple(line for line in read if line.text or line.role is LineRole.TEXT)
    return Page(PageKind.MINUTES_PDF, title, kept, url, committee, meeting_date)


def _body_before(read: list[Line]) -> str | None:
    """Return the last line in capitals before "MINUTES OF THE MEETING HELD ON …": the template prints the body's name there."""
    return next((line.text for line in reversed(read) if line.text.isupper() and "MINUTES" not in line.text), None)

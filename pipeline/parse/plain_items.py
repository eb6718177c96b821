"""Roles for the lines of a page saved as text, one function a page kind; each takes the lines after the page type."""

from __future__ import annotations

import re

from pipeline.models import Line, LineRole
from pipeline.parse.headings import find_dates, parse_decision_line, parse_meeting_line, split_number
from pipeline.parse.labels import find_fact, find_label, is_documents_label, is_furniture, split_decision_label
from pipeline.parse.text import find_truncation, is_sized, strip_file_size

_NUMBER = re.compile(r"(?P<head>[A-Z]{0,4}\d{0,2}(?<!\d)|)(?P<digits>\d{1,4})(?P<letter>[a-z]?)(?P<year>/\d{2,4})?\.?$")
_DOCUMENT = re.compile(r"(?:\.(?:pdf|docx?|xlsx?|pptx?)|, item \S+)$", re.IGNORECASE)
_RESOLUTION = re.compile(r"(?:resolved|agreed|recommended|ordered|noted|that)\b", re.IGNORECASE)
_ITEMS = re.compile(r"(?:items|no\.?\s+item)$", re.IGNORECASE)
_LONGEST_TITLE = 40  # words


def read_agenda_item(lines: list[str], has_heading: bool) -> list[Line]:
    """An item page: title, links to the meeting, preface, labels, and the documents last."""
    body = _Body(documents_end_page=True)
    for line in lines:
        if line and not body.has_title:
            body.has_title = True
            body.add(strip_file_size(line), LineRole.SUBJECT)
        else:
            body.take(line)
    return body.lines


def read_issue(lines: list[str], has_heading: bool) -> list[Line]:
    """An issue page: its title, then for each meeting a line that names it, the item's line, and the item."""
    body = _Body()
    number: str | None = None
    awaits_title = not has_heading and not any(map(parse_meeting_line, lines))
    for line in lines:
        meeting = parse_meeting_line(line) if line else None
        if meeting:
            number, awaits_title = meeting.number, True
            body.add(line, LineRole.MEETING)
            body.in_documents = False
        elif line and awaits_title and not find_label(line):
            awaits_title = False
            found, title = split_number(line, number)
            if not found and number and not is_sized(line):
                body.take(line)  # a block without the item's line: the text begins at once
                continue
            if found or number:
                body.add(found or number or "", LineRole.ITEM_NUMBER)
            body.add(strip_file_size(title), LineRole.ITEM_TITLE)
        elif line and has_heading and not body.has_title and number is None:
            body.has_title = True
            body.add(strip_file_size(line), LineRole.SUBJECT)
        else:
            body.take(line)
    return body.lines


def read_decision(lines: list[str], has_heading: bool) -> list[Line]:
    """A decision page: title, facts, labelled parts; or, for an issue, one dated line a decision."""
    body = _Body()
    for line in lines:
        label = split_decision_label(line)
        if line and has_heading and not body.has_title:
            body.has_title = True
            body.add(strip_file_size(line), LineRole.SUBJECT)
        elif parse_decision_line(line):
            body.add(line, LineRole.MEETING)
        elif find_fact(line):
            body.add(line, LineRole.FURNITURE)
        elif label:
            body.add_label(label[0])
            if label[1]:
                body.take(label[1])
        else:
            body.take(line)
    return body.lines


def read_unknown(lines: list[str], has_heading: bool) -> list[Line]:
    """Any other text: all of it, as it stands."""
    return [Line(line) for line in lines]


def read_meeting(lines: list[str], has_heading: bool) -> list[Line]:
    """A meeting page: body and date, venue and contacts, then items, each under its number or, where numbers are lost, under its title."""
    start = next((number + 1 for number, line in enumerate(lines) if _ITEMS.match(line)), None)
    while start is not None and start < len(lines) and (not lines[start] or _ITEMS.match(lines[start])):
        start += 1
    numbers = _find_numbers(lines, start or 0)
    if start is None:
        start = numbers[0] if numbers else len(lines)
    titles = set() if numbers else _find_titles(lines, start)
    body = _Body()
    for line in lines[:start]:
        is_subject = line and not body.has_title and not find_fact(line) and not is_furniture(line)
        body.has_title = body.has_title or bool(is_subject)
        body.add(line, LineRole.SUBJECT if is_subject else LineRole.FURNITURE)
    awaits_title = False
    for place in range(start, len(lines)):
        line = lines[place]
        if place in numbers:
            body.add(line.rstrip("."), LineRole.ITEM_NUMBER)
            awaits_title = True
        elif line and (awaits_title or place in titles):
            awaits_title = body.in_documents = False
            body.add(strip_file_size(line), LineRole.ITEM_TITLE)
        else:
            body.take(line)
    return body.lines


class _Body:
    """The lines so far, and whether they stand under a label of documents."""

    def __init__(self, documents_end_page: bool = False) -> None:
        self.lines: list[Line] = []
        self.has_title = False
        self.in_documents = False
        self._documents_end_page = documents_end_page

    def add(self, text: str, role: LineRole) -> None:
        """Add a line of a known role; blank ones are left out."""
        if text:
            self.lines.append(Line(text, role))

    def add_label(self, label: str) -> None:
        """Add a label in its English form."""
        self.in_documents = is_documents_label(label)
        self.add(label, LineRole.LABEL)

    def take(self, line: str) -> None:
        """Add a line of a page's body: label, link, attachment or text."""
        label = find_label(line)
        if not line:
            if self.lines and self.lines[-1].text:
                self.lines.append(Line(""))
        elif label:
            self.add_label(label)
        elif parse_meeting_line(line):
            self.add(line, LineRole.MEETING)
        elif is_furniture(line):
            self.add(line, LineRole.FURNITURE)
        elif self.in_documents and self._is_attachment(line):
            self.add(strip_file_size(line).lstrip("-·•* "), LineRole.ATTACHMENT)
        else:
            self.in_documents = False
            self.lines.append(Line(line))

    def _is_attachment(self, line: str) -> bool:
        """Return whether a line under a documents label names one: the label may be empty, and minutes follow without theirs."""
        if is_sized(line) or _DOCUMENT.search(line):
            return True
        return (
            self._documents_end_page
            and len(line.split()) <= 25
            and line[-1] not in ".;:?!"
            and not _RESOLUTION.match(line)
            and find_truncation(line) is None
        )


def _find_numbers(lines: list[str], start: int) -> list[int]:
    """Return the places of the item numbers that stand alone on a line.

    The first sets the form ("7.", "77/21", "C61/24"); each further one has it too and continues the count (minute numbers may skip a
    few), so that a figure or a decision's number between paragraphs is none.
    """
    found: list[int] = []
    last: re.Match[str] | None = None
    for place in range(start, len(lines)):
        match = _NUMBER.match(lines[place])
        if not match or not any(lines[place + 1 : place + 4]) or (last and not _continues(last, match)):
            continue
        if place and lines[place - 1] and not _ITEMS.match(lines[place - 1]):
            continue
        found.append(place)
        last = match
    return found


def _continues(last: re.Match[str], number: re.Match[str]) -> bool:
    if (last["head"], last["year"]) != (number["head"], number["year"]) or (
        ("." in last[0]) != ("." in number[0]) and not (last["letter"] or number["letter"])
    ):
        return False
    step = int(number["digits"]) - int(last["digits"])
    return 0 < step <= 5 or (step == 0 and last["letter"] < number["letter"])


def _find_titles(lines: list[str], start: int) -> set[int]:
    """Return the places of the titles where the numbers are lost: sized lines outside of lists of documents, and short lines after
    which a label comes before any other item's could."""
    titles: set[int] = set()
    in_documents = False
    since: list[int] = []
    for place in range(start, len(lines)):
        line = lines[place]
        label = find_label(line)
        if label:
            nearest = None if titles.intersection(since) else _nearest_title(lines, since)
            if nearest is not None:
                titles.add(nearest)
            since = []
            in_documents = is_documents_label(label)
        elif line:
            if is_sized(line) and not in_documents:
                titles.add(place)
            in_documents = in_documents and is_sized(line)
            since.append(place)
    return titles


def _nearest_title(lines: list[str], places: list[int]) -> int | None:
    for place in reversed(places[-4:]):
        line = lines[place]
        if len(line.split()) <= _LONGEST_TITLE // 2 and line[0].isupper() and line[-1] not in ".;:,?!" and not find_dates(line):
            return place
    return None

"""Roles for the lines of a page saved as text, one function a page kind; each takes the lines after the page type."""

from __future__ import annotations

import re

from pipeline.models import Line, LineRole
from pipeline.parse.headings import parse_decision_line, parse_meeting_line, split_number
from pipeline.parse.labels import find_fact, find_label, is_documents_label, is_furniture, split_decision_label
from pipeline.parse.plain_numbers import find_numbered_items
from pipeline.parse.plain_titles import find_titles, find_unnumbered, is_preface
from pipeline.parse.text import find_truncation, is_sized, strip_file_size

_DOCUMENT = re.compile(r"(?:\.(?:pdf|docx?|xlsx?|pptx?)|, item \S+)$", re.IGNORECASE)
_RESOLUTION = re.compile(r"(?:resolved|agreed|recommended|ordered|noted|that)\b", re.IGNORECASE)
_ITEMS = re.compile(r"(?:items|(?:note )?no\.?\s+item)$", re.IGNORECASE)
_PROSE_WORDS = 9  # a line of so many words that ends as a sentence does is no heading


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
    is_marked = start is not None
    while start is not None and start < len(lines) and (not lines[start] or _ITEMS.match(lines[start])):
        start += 1
    numbered = {item.place: item for item in find_numbered_items(lines, start or 0, is_marked)}
    headings = {place for item in numbered.values() for place in (item.place, item.title_place)}
    titles = find_unnumbered(lines, start or 0, headings) if numbered else find_titles(lines, start or 0)
    first = min((*numbered, *titles), default=len(lines))
    if start is None:
        start = _end_of_head(lines, first)
    body = _Body()
    for line in lines[:start]:
        is_subject = line and not body.has_title and not find_fact(line) and not is_furniture(line) and not _is_prose(line)
        body.has_title = body.has_title or bool(is_subject)
        body.add(line, LineRole.SUBJECT if is_subject else LineRole.FURNITURE)
    title_places = titles | {item.title_place for item in numbered.values()}
    if first > start:
        title_places |= _read_untitled(lines, start, first, body)
    for place in range(start, len(lines)):
        item = numbered.get(place)
        if item:
            body.add(item.number, LineRole.ITEM_NUMBER)
        if place in title_places:
            body.in_documents = False
            body.add(strip_file_size(numbered[place].title if item else lines[place]), LineRole.ITEM_TITLE)
        elif not item:
            body.take(lines[place])
    return body.lines


def _end_of_head(lines: list[str], first: int) -> int:
    """Return where the head of a page ends whose list of items has no heading: at its first item, or at running text before that."""
    return next((place for place in range(first) if _is_prose(lines[place]) or find_label(lines[place])), first)


def _is_prose(line: str) -> bool:
    """Return whether a line is running text or an agenda's preface, and so no heading of a page."""
    if find_fact(line) or is_furniture(line):
        return False
    return is_preface(line) or (len(line.split()) >= _PROSE_WORDS and line[-1] in ".:;")


def _read_untitled(lines: list[str], start: int, first: int, body: _Body) -> set[int]:
    """Open items for text above the first heading, whose own heading was lost: one at each preface that stands alone, else one in all.

    Returns the places of the prefaces, which stand for titles.
    """
    filled = [
        place for place in range(start, first) if lines[place] and not is_furniture(lines[place]) and not find_fact(lines[place])
    ]
    prefaces = {place for place in filled if is_preface(lines[place]) and (place == start or not lines[place - 1])}
    if filled and filled[0] not in prefaces:
        body.lines.append(Line("", LineRole.ITEM_NUMBER))
    return prefaces


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

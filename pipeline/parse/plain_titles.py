"""Titles of items on a meeting page saved as text, where no number tells them: by their shape, what follows, and customary wording."""

from __future__ import annotations

import re

from pipeline.parse.headings import find_dates
from pipeline.parse.labels import find_fact, find_label, is_documents_label, is_furniture
from pipeline.parse.text import is_sized

_LONGEST_TITLE = 20  # words of a title without a file's size; sized lines may be longer
# Items that stand on nearly every agenda of an English council, in the wordings of their standing orders.
_CUSTOMARY = re.compile(
    r"(?:(?:welcome|introductions?|communications?)(?:,| and| &) )?(?:apolog(?:y|ies)(?: for (?:absence|lateness))?\b(?! (?:was|were|had|have))"
    r"|declarations? of (?:members['’]? )?(?:\w+ )?interests?\b|(?:disclosures? of )?(?:disclosable )?pecuniary interests\b"
    r"|minutes(?: of (?:the )?(?:last|previous|meetings?)\b.*| of .{0,80}| and matters arising)?$|record of (?:the )?meeting\b"
    r"|(?:any other |items? of )?urgent (?:matters|items?|business)\b|any other (?:urgent )?business\b"
    r"|(?:public|members['’]?|written) (?:and members['’]? )?questions?\b|public (?:question time|participation|speaking)|deputations?\b|petitions?\b"
    r"|chair(?:man|person)?['’]?s? (?:announcements|communications)|announcements\b|election of (?:vice[- ])?chair\w*|appointment of (?:vice[- ])?chair\w*"
    r"|exclusion of (?:the )?(?:press|public)\b|(?:date|time and date|dates?) of (?:the )?(?:next|future) meetings?|(?:committee |scrutiny |forward )*work ?(?:plan|program(?:me)?)\b"
    r"|forward plan\b|membership\b|attendance by reserve members)",
    re.IGNORECASE,
)
# The words that open an agenda's preface, below a title.
_PREFACE = re.compile(
    r"\(?(?:to (?:receive|consider|note|approve|confirm|agree|provide|review|discuss|appoint|elect|endorse|scrutinise|comment|identify|inform|update|invite)"
    r"|(?:joint )?(?:report|briefing note|presentation) (?:of|by|from) |in accordance with |members are (?:invited|asked|required|reminded))",
    re.IGNORECASE,
)


def is_title_like(text: str) -> bool:
    """Return whether a line has the shape of a title: not long, begun with a capital, and not ended as a sentence or entry."""
    return bool(text) and len(text.split()) <= 2 * _LONGEST_TITLE and not text[0].islower() and text[-1] not in ".;:,"


def is_preface(text: str) -> bool:
    """Return whether a line opens an agenda's preface ("To receive …", "Report of …")."""
    return _PREFACE.match(text) is not None


def is_customary(text: str) -> bool:
    """Return whether a short line is the title of an item that nearly every agenda has ("Apologies for absence")."""
    return len(text.split()) <= _LONGEST_TITLE and is_title_like(text) and _CUSTOMARY.match(text) is not None


def label_rank(label: str) -> int:
    """Return the place of a label, in its English form, within an item: documents, decision, minutes. A smaller one opens another item."""
    return 0 if is_documents_label(label) else 1 if label == "Decision:" else 2


def find_titles(lines: list[str], start: int) -> set[int]:
    """Return the places of the titles where the numbers are lost: sized lines outside of lists of documents, customary titles, short
    lines above a preface, and short lines after which a label comes before any other item's could."""
    titles: set[int] = set()
    in_documents = False
    since: list[int] = []
    filled = [place for place in range(start, len(lines)) if lines[place]]
    for position, place in enumerate(filled):
        line = lines[place]
        label = find_label(line)
        if label:
            nearest = None if titles.intersection(since) else _nearest_title(lines, since)
            if nearest is not None:
                titles.add(nearest)
            since = []
            in_documents = is_documents_label(label)
            continue
        below = lines[filled[position + 1]] if position + 1 < len(filled) else ""
        stands_alone = not lines[place - 1] if place > start else True
        has_preface = _PREFACE.match(below) is not None and _is_short_title(line)
        if (is_sized(line) and not in_documents) or (stands_alone and (has_preface or is_customary(line)) and not _is_frame(line)):
            titles.add(place)
        in_documents = in_documents and is_sized(line)
        since.append(place)
    return titles


def find_unnumbered(lines: list[str], start: int, taken: set[int]) -> set[int]:
    """Return the places of further titles on a page whose other items have numbers (`taken`: the lines of those headings): a line with a
    file's size, outside of lists of documents, between labels that no single item can hold in this order."""
    found: set[int] = set()
    above: str | None = None
    in_documents = False
    filled = [place for place in range(start, len(lines)) if lines[place]]
    for position, place in enumerate(filled):
        line = lines[place]
        label = find_label(line)
        if place in taken:
            above, in_documents = None, False
        elif label:
            above, in_documents = label, is_documents_label(label)
        elif is_sized(line) and not in_documents and above:
            below = filled[position + 1 : position + 5]
            following = next((find_label(lines[at]) or "" for at in below if at in taken or find_label(lines[at])), "")
            if following and label_rank(above) >= label_rank(following):
                found.add(place)
                above = None
        in_documents = in_documents and (label is not None or is_sized(line))
    return found


def _is_frame(line: str) -> bool:
    return is_furniture(line) or find_fact(line) is not None or (bool(find_dates(line)) and not is_customary(line))


def _nearest_title(lines: list[str], places: list[int]) -> int | None:
    return next((place for place in reversed(places[-4:]) if _is_short_title(lines[place])), None)


def _is_short_title(line: str) -> bool:
    return len(line.split()) <= _LONGEST_TITLE and line[0].isupper() and line[-1] not in ".;:,?!" and not find_dates(line)

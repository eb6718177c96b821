"""The table of agenda items as some extractors write it: `No. | Item |`, then title, preface and minutes of an item run into one cell."""

from __future__ import annotations

import re

from pipeline.models import Line, LineRole
from pipeline.parse.headings import find_dates, split_number
from pipeline.parse.labels import find_fact, is_furniture, parse_label
from pipeline.parse.text import is_sized, strip_file_size

_HEADER = re.compile(r"(?:\|\s*)?(?:(?:Note\s*\|\s*)?No\.?\s*\|\s*Item|Item\s*\|\s*Description)\s*\|?$", re.IGNORECASE)
_ALONE = re.compile(r"\d{1,3}[a-z]?\.")
_NOTE_CELL = re.compile(r"[*\s|]*$")  # the cell of a "Note" column: a star, or nothing
_NUMBER_ROW = re.compile(r"\|?\s*(\d{1,3}[a-z]?)\.?\s*\|$")
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_ROW_END = re.compile(r"\s*\|\s*$")
_NUMBER_CELL = re.compile(r"\|?\s*(\d{1,4}[a-z]?(?:/\d{2,4})?)\.?\s*\|\s*(?=\S)")
_LABEL = re.compile(r"\b(Additional documents|Supporting documents|Decision|Minutes):(?=\s|$)")
_SIZE = re.compile(r"\s*(?:pdf e?icon\s*)?\bPDF\s+[\d.,]+\s*[KMG]B\b")
# The words that open an agenda's preface; a title that runs into it ends before them.
_PREFACE = re.compile(
    r"(?<=\S)\s+(?=(?:To (?:receive|consider|note|approve|confirm|agree|provide|review|discuss|appoint|elect|endorse|scrutinise|comment|identify|inform|update)"
    r"|In accordance with|Report of|Report by|Members are|The (?:Committee|Panel|Board|Cabinet) (?:is|are|will)|This (?:report|item)|Please note)\b)"
)


def has_header(lines: list[str]) -> bool:
    """Return whether the header row of a table of agenda items is there."""
    return any(_HEADER.match(line) for line in lines)


def is_piped(lines: list[str]) -> bool:
    """Return whether the agenda items stand in pipes: the header row, or rows that end in a pipe and hold inline labels."""
    if has_header(lines):
        return True
    return (
        sum(line.endswith("|") for line in lines) > 1
        and sum(_LABEL.search(line) is not None and not line.startswith("|") for line in lines) > 1
    )


def read_pipes(lines: list[str], has_heading: bool) -> list[Line]:
    """Return the lines of a meeting page in pipes: each row an item, split at its inline labels."""
    header = next((number for number, line in enumerate(lines) if _HEADER.match(line)), None)
    read = [Line(line, _head_role(line)) for line in lines[: header or 0] if line]
    row: list[str] = []
    for line in lines[header + 1 if header is not None else 0 :]:
        if _RULE.match(line) or (line and not row and _NOTE_CELL.match(line)):
            continue
        if not row and _NUMBER_ROW.match(line):
            row.append(_NUMBER_ROW.sub(r"\1. ", line).rstrip())  # the number's cell stands on a line of its own
            continue
        if len(row) == 1 and _ALONE.fullmatch(row[0]):
            row = [f"{row[0]} {line.lstrip('| ')}"] if line else row
            if not line.endswith("|"):
                continue
            read.extend(_read_row([_ROW_END.sub("", row[0])]))
            row = []
            continue
        if line.startswith("|") and line.endswith("|") and line.count("|") > 2 and row:
            row.append(line)  # a table inside the item
            continue
        if find_fact(line) or is_furniture(line):
            read.append(Line(line, LineRole.FURNITURE))
            continue
        row.append(_ROW_END.sub("", line))
        if line.endswith("|"):
            read.extend(_read_row(row))
            row = []
    read.extend(_read_row(row))
    return read


def _head_role(line: str) -> LineRole:
    return LineRole.SUBJECT if find_dates(line) and not find_fact(line) else LineRole.FURNITURE


def _read_row(row: list[str]) -> list[Line]:
    """Return the lines of one item; the first line holds number, title, preface and labels without any break between them."""
    while row and not row[0].strip("| "):
        row = row[1:]
    if not row:
        return []
    cell = _NUMBER_CELL.match(row[0])
    number, first = (cell[1], row[0][cell.end() :]) if cell else split_number(row[0])
    label = _LABEL.search(first)
    head, rest = (first[: label.start()].strip(), first[label.start() :]) if label else (first, "")
    size = _SIZE.search(head)
    preface = None if size else _PREFACE.search(head)
    if size:
        title, text = head[: size.start()], head[size.end() :].strip()
    elif preface:
        title, text = head[: preface.start()], head[preface.end() :]
    else:
        title, text = head, ""
    read = [Line(number, LineRole.ITEM_NUMBER)] if number else []
    read.append(Line(title.strip("| ") or head, LineRole.ITEM_TITLE))
    read.extend([Line(text)] if text else [])
    if rest:
        read.extend(_read_labelled(rest))
    for line in row[1:]:
        if is_sized(line):
            read.append(Line(strip_file_size(line), LineRole.ATTACHMENT))
        else:
            read.extend(_read_labelled(line) if _LABEL.match(line) else [Line(line)])
    return read


def _read_labelled(text: str) -> list[Line]:
    """Split a run of "Additional documents: Minutes: words"; after "Minutes:" all is text, "decision:" in it too."""
    read: list[Line] = []
    while (label := _LABEL.match(text)) is not None:
        read.append(Line(parse_label(label[1]), LineRole.LABEL))
        text = text[label.end() :].lstrip()
        if label[1] == "Minutes":
            break
        following = _LABEL.search(text)
        if following:
            if text[: following.start()].strip():
                read.append(Line(text[: following.start()].strip()))
            text = text[following.start() :]
    if text:
        read.append(Line(text))
    return read

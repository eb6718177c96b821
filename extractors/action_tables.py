"""Tables of actions in text copies: a header line "| Ref | Action | Owner | Due |" and one line with as many cells for each action."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("action", r"\s*(?:agreed\s+|key\s+)?actions?(?:\s+(?:points?|required|agreed|to\s+be\s+taken))?\s*$"),
        ("decision", r"\s*decisions?(?:\s+(?:made|taken))?\s*$"),
        (
            "owner",
            r"\s*(?:action\s+)?(?:owners?|leads?|lead\s+(?:officers?|members?|person)|responsible(?:\s+(?:officer|person))?|person\s+responsible"
            r"|officers?(?:\s+responsible)?|assigned\s+to|by|by\s+whom|who)\s*$",
        ),
        (
            "due",
            r"\s*(?:due|due\s+date|date\s+due|by\s+when|when|deadline|timescales?|time-?frame|target(?:\s+date)?|completion(?:\s+date)?|date)\s*$",
        ),
        ("label", r"\s*(?:(?:decision|minute)\s+)?(?:ref\.?|reference|no\.?|item|number)\s*$"),
    )
)
_LABEL = re.compile(r"\s*(?=[\w./-]*\d)[\w./-]{1,20}\s*$")
_LONGEST_CELL = 12  # words of an owner or a time
_LONGEST_HEAD = 80  # characters of a line that may head a column, with room; sentences are longer
_EMPTY = frozenset({"-", "–", "—", "n/a", "N/A", "TBC", "tbc", "None"})
_RULE_LINE = re.compile(r"[\s|:+-]+$")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One action of a table: the span of its words, and the content of the other cells, `None` where they are empty or absent."""

    start_char: int
    end_char: int
    label: str | None
    owner: str | None
    due: str | None


def find_columns(line: str) -> dict[str, int]:
    """Return which cell of the header holds what (`action` or `decision`, `owner`, `due`, `label`), empty where it is none of actions."""
    return name_columns([line[start:end] for start, end in _cells(line)])


def name_columns(cells: Sequence[str]) -> dict[str, int]:
    """Return which of the cells of a header holds what; empty where they head no table of actions or of numbered decisions."""
    columns: dict[str, int] = {}
    for number, cell in enumerate(cells):
        name = next((name for name, pattern in _COLUMNS if name not in columns and pattern.match(cell)), None)
        if name:
            columns[name] = number
    is_table = ("action" in columns and ("owner" in columns or "due" in columns)) or ("decision" in columns and "label" in columns)
    return columns if is_table else {}


def is_column(line: str) -> bool:
    """Return whether a line of its own is the head of a column of actions, as in a table of which a copy kept one cell a line."""
    return len(line) <= _LONGEST_HEAD and any(pattern.match(line) for _, pattern in _COLUMNS)


def is_cell(name: str, words: str) -> bool:
    """Return whether `words` can stand in the column `name`: a label has a digit, an owner or a time is short."""
    if name == "label":
        return _LABEL.match(words) is not None
    return bool(words.strip()) and (name in {"action", "decision"} or len(words.split()) <= _LONGEST_CELL)


def find_row(text: str, start_char: int, end_char: int, columns: dict[str, int]) -> TableRow | None:
    """Return the row in `text[start_char:end_char]`, or `None` for a line of dashes, an empty action or a line that is no row."""
    line = text[start_char:end_char]
    cells = _cells(line)
    number = columns["action" if "action" in columns else "decision"]
    if "|" not in line or _RULE_LINE.match(line) or number >= len(cells):
        return None
    start, end = cells[number]
    if not line[start:end].strip():
        return None
    others = {name: " ".join(line[slice(*cells[at])].split()) for name, at in columns.items() if at < len(cells)}
    label, owner, due = (None if (others.get(name) or "-") in _EMPTY else others[name] for name in ("label", "owner", "due"))
    return TableRow(start_char + start, start_char + end, label, owner, due)


def _cells(line: str) -> list[tuple[int, int]]:
    """Return the spans of the cells; a pipe at either end of the line is no cell of its own."""
    spans: list[tuple[int, int]] = []
    start = len(line) - len(line.lstrip())
    if line[start : start + 1] == "|":
        start += 1
    stop = len(line.rstrip())
    while start <= stop:
        end = line.find("|", start, stop)
        end = stop if end < 0 else end
        if end > start or end < stop:
            spans.append((start, end))
        start = end + 1
    return spans

"""Tables of grades with a column an inspection: their heading row tells the inspections' years, "| Area | 2022 | 2025 |"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.date_parts import DateMention

RULE = "inspections.column-of-a-table"
_CELL = re.compile(
    r"\s*(?:(?:ofsted|ilacs|sif|inspection|grades?|judge?ments?|outcomes?|ratings?|in|of|at|full)\s+){0,3}(?:[a-z]{3,9}\s+)?20\d\d(?:\s+(?:ilacs|sif|inspection|grades?|judge?ments?|outcomes?|ratings?)){0,2}\s*"
)
_GRADE_ROW = re.compile(r"\|\s*['‘“\"]?(?:outstanding|good|requires? improvement(?: to be good)?|inadequate)['’”\"]?\s*(?:\||$)")
_AREA = re.compile(r"\b(?:overall|leaders|leadership|help|protection|care|adoption)\b")
_ROWS = 4  # rows after the heading in which a grade has to stand


def find_year_columns(lower: str, mentions: Sequence[DateMention]) -> Iterator[DateMention]:
    """Yield the dates that head a column of grades in `lower`, a text in lower case."""
    if "|" not in lower:
        return
    for mention in mentions:
        if mention.first.year is None or mention.first.day or mention.last:
            continue
        start = lower.rfind("\n", 0, mention.start_char) + 1
        end = lower.find("\n", mention.end_char)
        end = len(lower) if end < 0 else end
        left, right = lower.rfind("|", start, mention.start_char), lower.find("|", mention.end_char, end)
        if left < 0 and right < 0:
            continue
        cell = lower[left + 1 if left >= 0 else start : right if right >= 0 else end]
        rows = lower[end : end + 800].split("\n")[1 : _ROWS + 1]
        if _CELL.fullmatch(cell) and any(_GRADE_ROW.search(row) and _AREA.search(row) for row in rows):
            yield mention

"""Cutting the clauses of a "that" sentence, and finding where the noun phrase before a verb begins. Pure functions that return offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

_AND_THAT = re.compile(
    r"[,;]?\s+(?:and|but)\s+(?:also\s+)?that\s+|;\s*(?:and\s+)?that\s+|,?\s+but\s+(?:that\s+)?|;\s+(?:and\s+)?|,\s+that\s+",
    re.IGNORECASE,
)
_MUST = re.compile(r"\b(?:should|must|needs?|needed|ought|could\s+be|enough)\b", re.IGNORECASE)
_AND_CLAUSE = re.compile(
    r",?\s+and\s+(?=(?:the|their|its|some|more|all|children|young|staff|social|plans?)\b(?:\s+[\w’'-]+){0,8}?\s+(?:should|must|needs?|needed|ought|could\s+be)\b)",
    re.IGNORECASE,
)
_SUBJECT_START = re.compile(
    r"(?:^|[;:]\s+|,\s+(?:and|but|while)\s+|\b(?:that|about|regarding|concerning|felt|thought|considered|said|found|discussed|noted|queried|raised|into|on\s+the\s+subject\s+of)\s+)(?=\S)",
    re.IGNORECASE,
)


def find_subject(text: str, start: int, end: int) -> int:
    """Return where the noun phrase that ends at `end` begins: after the last word that opens a clause or names a topic."""
    begins = start
    for found in _SUBJECT_START.finditer(text, start, end):
        begins = found.end()
    return begins


def find_clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the clauses of a "that" sentence: "that … and that …", "that … but …"."""
    position = start
    for joint in _AND_THAT.finditer(text, start, end):
        yield from _coordinated(text, position, joint.start())
        position = joint.end()
    yield from _coordinated(text, position, end)


def _coordinated(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the clauses that a bare "and" joins: each has a subject and says of it what must change."""
    for joint in _AND_CLAUSE.finditer(text, start, end):
        if _MUST.search(text, start, joint.start()):
            yield start, joint.start()
            start = joint.end()
    yield start, end

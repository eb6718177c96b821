"""What the words of a block say of their own part in a list: entry, sentence of the minutes, or the opening of another list."""

from __future__ import annotations

import re

from extractors.lexicon.area_entries import NARRATED, STRENGTH_LEAD
from extractors.lexicon.improvement_areas import LEAD_INS

_SENTENCE_LIKE = re.compile(
    r"^(?!(?:ensur|improv|review|strengthen|develop|increas|continu)\w*\b).*?(?<!\bwho\s)(?<!\bwhich\s)(?<!\bthat\s)\b(?:is|are|was|were|has|had|have|will|would|said|noted|asked|explained|advised|heard)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAST = re.compile(
    r"^(?!(?:ensur|improv|review|strengthen|develop|increas|continu)\w*\b)(?:(?!\b(?:is|are|has|have|do|does|needs?|should|must)\b).)*?"
    r"\b(?:was|were|had|would|said|noted|asked|explained|advised|heard)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_sentence(words: str) -> bool:
    """Return whether words are a sentence of their own, or lead on to something else."""
    words = words.strip()
    return (bool(_SENTENCE_LIKE.match(words)) and words[-1:] not in ";,") or words.endswith((":", "?"))


def is_past(words: str) -> bool:
    """Return whether the first verb in words is in the past: minutes tell in the past, and quote findings in the present."""
    return _PAST.match(words) is not None


def is_told(words: str) -> bool:
    """Return whether words below a heading are the minutes' own: told in the past, or about the report."""
    return is_past(words) or NARRATED.match(words) is not None or words.rstrip().endswith((":", "?"))


def is_announcement(words: str, *, is_heading: bool = False) -> bool:
    """Return whether an entry or heading opens a list of its own kind: strengths, or another lead-in."""
    if len(words.split()) <= 4 and STRENGTH_LEAD.search(words):
        return True
    if is_heading and any(rule.regex.search(words) for rule in LEAD_INS):
        return True
    return words.rstrip().endswith((":", "-", "–")) and (
        STRENGTH_LEAD.search(words) is not None or any(rule.regex.search(words) for rule in LEAD_INS)
    )

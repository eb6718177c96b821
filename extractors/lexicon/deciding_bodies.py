"""The bodies that decide in a meeting, as parts of patterns. Data only."""

from __future__ import annotations

BODY_NOUN = (
    r"(?i:sub-?\s?committee|committee|cabinet|board|panel|council|executive|commission|forum|mayor|leader|members|governors"
    r"|partnership|sub-?group|working group|steering group|task (?:and finish )?group|trustees|assembly|bench)(?!\s(?i:members?|offices?|assistants?)\b)"
)
"""The last word of the name of a body, or of a person, that can decide in a meeting."""

BODY = rf"(?:(?i:the|this)\s+)?(?:(?:[A-Z][\w’'-]*,?|and|of|for|on|&|the)\s+){{0,9}}?{BODY_NOUN}\b"
"""A deciding body as the subject of a sentence, for case-sensitive patterns."""

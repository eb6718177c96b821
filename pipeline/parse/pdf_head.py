"""The head of printed minutes: which body met, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.parse.headings import find_dates
from pipeline.parse.pdf_flow import Paragraph, is_capitals

_BODY_WORD = (
    r"(?:Committee|Sub-Committee|Subcommittee|Panel|Board|Cabinet|Executive|Council|Commission|Forum|Group|Partnership|Assembly)"
)
_BODY_IN_SENTENCE = re.compile(
    rf"\bmeeting of (?:the )?(?P<meeting>.{{3,110}}?)(?=,? (?:held|which|on|at)\b|[.,;:]|$)"
    rf"|\bminutes of (?:the )?(?!(?:a |the )?(?:meeting|proceedings)\b)(?P<minutes>(?=.{{0,100}}?\b{_BODY_WORD}\b).{{3,110}}?)(?=,? (?:held|meeting|on|at)\b|[.,;:]|$)",
    re.IGNORECASE,
)
_BODY_ALONE = re.compile(rf"(?:[\w’'&(),/-]+ ){{0,12}}{_BODY_WORD}(?: \([\w ]+\)| [-–] .{{3,60}})?", re.IGNORECASE)
_COUNCIL = re.compile(r"\bcouncil$|^council of\b", re.IGNORECASE)
_SMALL_WORDS = frozenset(["a", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with"])
_ACRONYMS = frozenset(["LSCB", "NHS", "SACRE", "SEND", "ICT", "HR"])


def find_meeting_date(preamble: Sequence[Paragraph]) -> date | None:
    """Return the date that follows "held" or "meeting" or "date"; else the first full date before the items."""
    first: date | None = None
    for paragraph in preamble:
        for found, start, _ in find_dates(paragraph.text):
            if re.search(r"\b(?:held|meeting|minutes|date)\b", paragraph.text[:start], re.IGNORECASE):
                return found
            first = first or found
    return first


def find_committee(preamble: Sequence[Paragraph]) -> str | None:
    """Return the body that met: named in "meeting of the …", or on a line of its own, the council's own name last."""
    alone: list[str] = []
    for paragraph in preamble:
        found = _BODY_IN_SENTENCE.search(paragraph.text)
        if found:
            return _cased((found["meeting"] or found["minutes"]).strip(" ,:–-"))
        if _BODY_ALONE.fullmatch(paragraph.text) and (paragraph.bold or paragraph.capitals):
            alone.append(paragraph.text)
    bodies = [text for text in alone if not _COUNCIL.search(text)]
    return _cased(re.sub(r"\s[-–]\s.*", "", (bodies or alone)[0])) if alone else None


def _cased(name: str) -> str:
    """Return a name that is printed in capitals as the web pages write it; any other name as it is."""
    if not is_capitals(name):
        return name
    words = name.lower().split(" ")
    return " ".join(
        word.upper()
        if word.upper().strip("(),") in _ACRONYMS
        else word
        if n and word in _SMALL_WORDS
        else re.sub(r"(?<![\w’'])[a-z]", lambda m: m[0].upper(), word)
        for n, word in enumerate(words)
    )

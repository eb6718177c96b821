"""A text cut into pieces at the borders of spans, so that spans which overlap can be marked in a page. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text that is to be marked: `kind` says how, `key` names it in the page, `note` is what a reader is told about it."""

    start_char: int
    end_char: int
    kind: str
    key: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and the spans that cover all of it; `first` are those that begin here."""

    text: str
    spans: tuple[Span, ...]
    first: tuple[Span, ...]


def cut_at_spans(text: str, spans: Sequence[Span]) -> list[Piece]:
    """Return `text` as pieces: together they are the text, and every span is a run of whole pieces.

    Spans of no length, and parts of spans outside the text, mark nothing. Time grows with the number of spans times their overlaps.
    """
    inside = sorted(
        (s for s in spans if max(0, s.start_char) < min(s.end_char, len(text))), key=lambda s: (s.start_char, -s.end_char)
    )
    borders = sorted({0, len(text), *(max(0, s.start_char) for s in inside), *(min(len(text), s.end_char) for s in inside)})
    pieces: list[Piece] = []
    open_spans: list[Span] = []
    following = 0
    for start, end in pairwise(borders):
        open_spans = [span for span in open_spans if span.end_char > start]
        first = []
        while following < len(inside) and inside[following].start_char <= start:
            first.append(inside[following])
            following += 1
        open_spans += first
        pieces.append(Piece(text[start:end], tuple(open_spans), tuple(first)))
    return pieces

"""Item text → blocks and sentences. The only place that knows how minutes number their lists and name their sections.

Blocks are derived from the text alone, so that the same text has the same structure whether it came from HTML, a saved text or a PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.records import Block, BlockKind, Section

_NUMBER = r"\d{1,3}(?:\.\d{1,3})+\.?(?=\s)|\d{1,3}[.)](?!\d)|\(\d{1,3}\)"
_ROMAN = r"\(?(?:x{0,2}(?:ix|iv|v?i{1,3}|v)|x{1,2})[.)]"
_LETTER = r"\(?[a-zA-Z][.)](?=\s)|\([a-zA-Z]{1,2}\)|\(?([a-z])\1[.)](?=\s)"
_BULLET = r"[·•▪◦‣●○■□➢►✓\uf0b7\uf0a7\uf0d8\u2023\u2043§Ø](?=\s*\S)|[-–—*o](?=\s)"
_LABEL = re.compile(rf"\s*(?:(?P<number>{_NUMBER})|(?P<roman>{_ROMAN})|(?P<letter>{_LETTER})|(?P<bullet>{_BULLET}))\s*")

_SECTION_LABELS: tuple[tuple[Section, str], ...] = (
    (Section.MINUTES, r"(?:minutes(?=\s*:)|cofnodion(?=\s*:))"),
    (Section.DECISION, r"(?:decisions?(?: made| taken)?|penderfyniad)"),
    (
        Section.REASONS,
        r"(?:reasons? for (?:the )?(?:decisions?|recommendations?)|reasons?|alternative options(?: considered)?(?: and rejected)?"
        r"|(?:details of )?(?:any )?(?:other |alternative )?options considered(?: and rejected)?|alternatives considered)",
    ),
    (
        Section.DOCUMENTS,
        r"(?:supporting documents|additional documents|accompanying documents|background papers|dogfennau ychwanegol)",
    ),
)
_SECTION = re.compile(
    r"\s*(?:" + "|".join(f"(?P<{section.value}>{pattern})" for section, pattern in _SECTION_LABELS) + r")\s*(?::+|(?=\s*$))",
    re.IGNORECASE,
)
_RESOLUTION_OPENING = re.compile(
    r"\s*(?:it was |the [\w ]{3,60} )?(?:unanimously )?(?:RESOLVED|Resolved|AGREED|Agreed|ORDERED|RECOMMENDED|NOTED)\b(?=\s*[:;–—-]|\s+(?:that|to|unanimously)\b|\s*$|\s*\()",
)
# The letters that these patterns begin with, and the longest of the labels (58) with room: cheap to look at before them.
_SECTION_LETTERS = frozenset("abcdmoprs")
_LONGEST_SECTION_LABEL = 80
_RESOLUTION_LETTERS = frozenset("ituRAON")
# Begins with a plain set of characters, which `re` can scan for fast; what follows it is looked at by hand.
_STOP = re.compile(r"[.!?;](?<![.!?].)[.!?]*+[\"'’”)\]]*+(?=\s)")
_OPENS_SENTENCE = re.compile(r"\s+[\"'‘“(\[]?[A-Z0-9]")
# A date that the end of a line has broken: "from 3 to 14" and "June 2024", "published on" and "9 May", "in June" and "2024".
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_DATE_GOES_ON = re.compile(rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH}|20[0-4]\d\b(?!\s*[:.)/-])")
_DATE_BROKEN = re.compile(
    rf"(?:\b(?:on|in|of|from|to|and|between|until|by|the|dated|commencing|beginning)|\b\d{{1,2}}(?:st|nd|rd|th)?|\d\s?[-–]|{_MONTH})$"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Cllrs?|Mrs?|Ms|Dr|St|Prof|Rev|Hon|No|Nos|para|Paras?|approx|e\.g|i\.e|etc|cf|vs|Min|Ref|[A-Z])|\b[ap]\.m)\.$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or a part of one that ends in a semicolon) inside one block's body; `block` is the block's index."""

    block: int
    start_char: int
    end_char: int


def find_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of an item's text in order.

    The first line is a heading when it reads like a title. A line is continued by a following line that starts in lower case, has no
    label of its own, and follows directly (text copies wrap hard). "Minutes: words" gives a heading and a paragraph.
    """
    blocks: list[Block] = []
    section = Section.PREFACE
    nesting = _Nesting()
    for number, (start, end) in enumerate(_logical_lines(text)):
        line = text[start:end]
        found = _find_section(line) if number else None
        if found:
            section = Section(found.lastgroup or "")
            nesting.reset()
            blocks.append(Block(BlockKind.HEADING, section, None, 0, start, start, start + found.end()))
            start += found.end()
            if not text[start:end].strip():
                continue
            start += len(text[start:end]) - len(text[start:end].lstrip())
            line = text[start:end]
        label = _find_label(line)
        kind = _kind(line, label, section, first=number == 0)
        if label and kind is BlockKind.LIST_ITEM:
            style = label.lastgroup or ""
            if style == "roman" and not nesting.expects_roman(label["roman"]):
                style = "letter"
            raw = label[label.lastgroup or ""]
            name = None if style == "bullet" else raw.strip("().").lower() if style != "letter" else raw.strip("().")
            level = nesting.level(style if style != "number" or "." not in (name or "") else "paragraph", name)
            blocks.append(Block(kind, section, name, level, start, start + label.end(), end))
        else:
            if kind is not BlockKind.HEADING:
                nesting.pause()
            body = start + len(line) - len(line.lstrip())
            blocks.append(Block(kind, section, None, 0, start, body, end))
    return tuple(blocks)


def find_sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of every block that holds running text; a sentence never crosses a block's edge."""
    return tuple(sentence for index, block in enumerate(blocks) for sentence in _sentences_of(text, index, block))


def _sentences_of(text: str, index: int, block: Block) -> Iterator[Sentence]:
    start = block.body_char
    for stop in _STOP.finditer(text, start, block.end_char):
        end = stop.end()
        if text[stop.start()] == ";":
            ends = (
                end == stop.start() + 1
                and stop.start() > start
                and (text[stop.start() - 1].isalnum() or text[stop.start() - 1] in ")’”")
            )
        else:
            ends = bool(_OPENS_SENTENCE.match(text, end, block.end_char)) and not _ABBREVIATION.search(
                text, max(start, end - 12), end
            )
        if not ends:
            continue
        yield Sentence(index, start, end)
        start = end
        while start < block.end_char and text[start].isspace():
            start += 1
    if start < block.end_char:
        yield Sentence(index, start, block.end_char)


def _logical_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines that hold words, continuation lines joined to the line that they continue."""
    pending: tuple[int, int] | None = None
    position = 0
    previous_blank = True
    for raw in text.split("\n"):
        start, end = position, position + len(raw.rstrip())
        position += len(raw) + 1
        if end == start:
            previous_blank = True
            continue
        if pending and not previous_blank and _continues(text[pending[0] : pending[1]], raw):
            pending = (pending[0], end)
        else:
            if pending:
                yield pending
            pending = (start, end)
        previous_blank = False
    if pending:
        yield pending


def _continues(before: str, line: str) -> bool:
    stripped = line.lstrip()
    if _DATE_GOES_ON.match(stripped) and _DATE_BROKEN.search(before[-24:]):
        return True
    return stripped[0].islower() and not _find_label(line) and before[-1] not in ".:;?!" and not _find_section(line)


def _find_section(line: str) -> re.Match[str] | None:
    """Return the section label that the line begins with. Looking first for its letter and its colon, or end, spares most lines the pattern."""
    stripped = line.lstrip()
    may_match = stripped[:1].casefold() in _SECTION_LETTERS and (":" in stripped or len(stripped) <= _LONGEST_SECTION_LABEL)
    return _SECTION.match(line) if may_match else None


def _find_label(line: str) -> re.Match[str] | None:
    """Return the list label that the line begins with. Words have no stop or bracket among their first letters."""
    start = line.lstrip()[:8]
    first = start[:1]
    if first.isalpha() and first.isascii() and first != "o" and "." not in start and ")" not in start:
        return None
    return _LABEL.match(line)


def _kind(line: str, label: re.Match[str] | None, section: Section, *, first: bool) -> BlockKind:
    if section is Section.DOCUMENTS:
        return BlockKind.ATTACHMENT
    if first and not label and line[-1] not in ".;:,?" and len(line.split(None, 25)) <= 25:
        return BlockKind.HEADING
    if line.lstrip()[0] in _RESOLUTION_LETTERS and _RESOLUTION_OPENING.match(line):
        return BlockKind.RESOLUTION
    if label and label.end() < len(line):
        return BlockKind.LIST_ITEM
    if line[-1] not in ".;:,?!…" and line.lstrip()[0].isupper() and len(line.split(None, 10)) <= 10:
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


class _Nesting:
    """How deep the numbering styles of the list at hand are nested."""

    def __init__(self) -> None:
        self._styles: list[str] = []
        self._last: dict[str, str] = {}
        self._paused = False

    def reset(self) -> None:
        """Forget the list: a new section begins."""
        self._styles.clear()
        self._last.clear()

    def pause(self) -> None:
        """Note that running text stands here; a list that then starts afresh is a new one."""
        self._paused = True

    def expects_roman(self, raw: str) -> bool:
        """Return whether "i", "v" or "x" is a roman number here and not the letter after "h", "u" or "w"."""
        name = raw.strip("().").lower()
        before = {"i": "h", "v": "u", "x": "w"}.get(name)
        return before is None or self._last.get("letter", "").lower() != before

    def level(self, style: str, name: str | None) -> int:
        """Return the level of an entry of this style, opening or closing levels as needed."""
        if self._paused and (style not in self._styles or name in {"1", "a", "A", "i"}):
            self._styles.clear()
        self._paused = False
        if style in self._styles:
            del self._styles[self._styles.index(style) + 1 :]
        else:
            self._styles.append(style)
        self._last[style] = name or ""
        return len(self._styles)

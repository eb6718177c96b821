"""The entries of one resolution: what has a label of its own, what follows what, and where the words of an entry begin and end.

Works on spans of an item's text, after the blocks are known: the lists that run on inside one paragraph ("RESOLVED – (a) That …; (b)
That …"), bullets, table cells, the stems above lists, and what clerks put behind a resolution on the same line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.lexicon.deciding_bodies import BODY

_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_INLINE_LABEL = re.compile(
    r"(?:\A\s*|(?<=[;:,.–—-])\s*|\b(?:and|[Tt]o|[Tt]hat|THAT)\s+)(?:\((?P<closed>[a-zA-Z]|[ivx]{2,4}|\d{1,2})\)|(?P<open>[a-zA-Z]|[ivx]{2,4}|\d{1,2})[.)])\s+(?=\S)"
    r"|(?<=\w)\s+(?P<bare>\d{1,2})\.\s+(?=[A-Z])"
)
_BULLET = re.compile(r"[·•▪◦‣●○■□➢►✓\uf0b7\uf0a7\uf0d8\u2043§Ø*]\s*|[-–—]\s+")
_CELL_LABEL = re.compile(
    r"\|?\s*(?P<label>(?=[\w./-]*\d)[\w./-]{1,20})\s*\|\s*|(?P<dashed>\d{1,2})(?:\s+[-–—]\s+(?=[A-Z])|[ \xa0\t]{2,}(?=[a-zA-Z])|\s(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)(?=[a-zA-Z]))"
)
_TAIL = re.compile(
    r"(?:(?<=\s\s)|(?<=[.;]\s)|(?<=\n))(?:reasons?\s+(?:for\b|:)|alternative\s+options?\b|options?\s+considered\b|\(?(?:proposed|moved|seconded)\s+by\b"
    r"|supporting\s+documents|controlled$|\([A-Z][\w’' -]{2,40}\s[-–]\s*0\d[\d ]{5,16}\)).*\Z",
    re.IGNORECASE | re.DOTALL,
)
_AND = re.compile(r"[;,\s](?:and|or|&)\Z", re.IGNORECASE)
_CLOSING = " \t\n\r\xa0\u3000;,.|"
_STEM_END = re.compile(r"(?:[:–—]-?|(?<=\s)-|\b(?:that|to|the following|as follows))\Z", re.IGNORECASE)
_BODY_ALONE = re.compile(rf"(?:That|THAT|that)\s+{BODY}\s*\Z")
_LAST_VERB = re.compile(
    r"\sand\s(?P<verb>(?:requests?|requested|asks?|asked|approves?|approved|agrees?|agreed|endorses?|endorsed|recommends?|recommended))\Z"
)
_FOLLOWING = re.compile(r"\sthe\sfollowing(?:\s[a-z]+){0,2}\Z", re.IGNORECASE)


@dataclass(slots=True)
class Entry:
    """One entry of a resolution: its label, how deep it is nested, the span of its words, and the entries nested under it."""

    label: str | None
    level: int
    start_char: int
    end_char: int
    children: list[Entry] = field(default_factory=list)


def find_inline_entries(text: str, start_char: int, end_char: int) -> tuple[int, tuple[Entry, ...]]:
    """Return where the first label of a list that runs on inside `text[start_char:end_char]` stands, and the entries of the list.

    No entries where the labels make no sequence. The list begins with "1", "a" or "i" (in the middle of the words it needs a second
    entry), so a bracketed letter that follows nothing ("points (b) and (d)") is part of the words.
    """
    marks: list[tuple[str, int, int]] = []
    for found in _INLINE_LABEL.finditer(text[start_char:end_char]):
        label = found["closed"] or found["open"] or found["bare"]
        if (label.lower() in {"1", "a", "i"} and not marks and not found["bare"]) or (marks and is_successor(marks[-1][0], label)):
            marks.append((label, start_char + found.start(), start_char + found.end()))
    if not marks or (len(marks) == 1 and marks[0][1] > start_char):
        return end_char, ()
    ends = [*(mark[1] for mark in marks[1:]), end_char]
    return marks[0][1], tuple(Entry(label, 1, body, end) for (label, _, body), end in zip(marks, ends, strict=True))


def is_successor(before: str, label: str) -> bool:
    """Return whether list label `label` may follow `before`: the next number, letter or roman numeral."""
    before, label = before.lower(), label.lower()
    if before.isdigit() and label.isdigit():
        return int(label) == int(before) + 1
    if before in _ROMANS and label in _ROMANS and _ROMANS.index(label) == _ROMANS.index(before) + 1:
        return True
    return len(before) == len(label) == 1 and ord(label) == ord(before) + 1


def find_body(text: str, start_char: int, end_char: int) -> tuple[int, int]:
    """Return the span without bullet, and without what follows a resolution on its line: reasons, mover, contact, white space."""
    bullet = _BULLET.match(text, start_char, end_char)
    start_char = bullet.end() if bullet else start_char
    tail = _TAIL.search(text, start_char, end_char)
    return start_char, tail.start() if tail else end_char


def is_bulleted(text: str, start_char: int, end_char: int) -> bool:
    """Return whether the span begins with a bullet."""
    return _BULLET.match(text, start_char, end_char) is not None


def find_cell_label(text: str, start_char: int, end_char: int) -> tuple[str | None, int]:
    """Return the number in the first cell of a table row ("41/2021 | The Cabinet noted … |", also "1 - Head of Care to …") and where the next cell begins."""
    found = _CELL_LABEL.match(text, start_char, end_char)
    return (found["label"] or found["dashed"], found.end()) if found else (None, start_char)


def join_words(text: str) -> str:
    """Return the words of an entry: white space collapsed, and the closing "; and", ";", ",", "." or lone bracket dropped."""
    words = " ".join(text.split()).rstrip(_CLOSING + ":–—-")
    words = _AND.sub("", words).rstrip(_CLOSING)
    is_open = (words.endswith("]") and "[" not in words) or (words.endswith(")") and words.count("(") < words.count(")"))
    return words[:-1].rstrip(" .") if is_open else words


def is_stem(text: str) -> bool:
    """Return whether the words lead over to entries below: they end in a colon, a dash, "that", "to" or "the following", or are "That" and a body."""
    return _STEM_END.search(text.rstrip()[-40:]) is not None or (len(text) <= 200 and _BODY_ALONE.match(text.strip()) is not None)


def join_stem(stem: str, words: str) -> str:
    """Return `words` with the stem's words before them ("to approve:" + "the plan" → "approve the plan")."""
    joined = _LAST_VERB.search(" ".join(stem.split()).rstrip(" :–—-"))
    if joined:  # "noted the report and requested:" governs the list with its last verb
        return f"{joined['verb']} {words}"
    head = re.sub(r"^(?:that\b|to\b)\s*(?=[a-z])", "", _FOLLOWING.sub("", " ".join(stem.split()).rstrip(" :–—-")))
    return f"{head} {words}".strip()


def build_tree(entries: list[Entry]) -> list[Entry]:
    """Return the entries with each deeper one put under the last shallower one before it."""
    roots: list[Entry] = []
    for entry in entries:
        parent = roots[-1] if roots and entry.level > roots[0].level else None
        while parent and parent.children and entry.level > parent.children[-1].level:
            parent = parent.children[-1]
        (parent.children if parent else roots).append(entry)
    return roots

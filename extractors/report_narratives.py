"""The headline narrative of a report: what it says first of the whole inspection, and of each judgement area below its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.lexicon import reports as lexicon
from extractors.records import Domain, Evidence, Item
from extractors.report_records import ReportNarrative

_LONGEST = 4000  # characters
_SUMMARY = re.compile(
    r"^[ \t]*(?:executive summary|summary of (?:key )?findings|headline findings)[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_LABEL_LINE = re.compile(r"[ \t]*(?:summary|key findings)[ \t]*:?[ \t]*$", re.IGNORECASE)


def find_narratives(
    item: Item, cover_end: int, chapters: Sequence[tuple[Domain, int, int]], *, summary_only: bool = False
) -> tuple[ReportNarrative, ...]:
    """Return the narratives: `cover_end` is where the cover's judgements end, `chapters` the graded headings with their spans.

    With `summary_only` the whole has a narrative only under a heading that says so, as where covers end in lists of names.
    """
    text = item.text
    needs = next((found.start() for found in lexicon.NEEDS.finditer(text, cover_end)), len(text))
    summary = _SUMMARY.search(text, cover_end)
    first = min((start for _, start, _ in chapters), default=len(text))
    begin = summary.end() if summary else cover_end
    limits = [end for end in (needs, first) if end > begin]
    spans = [(Domain.OVERALL, begin, _end(text, begin, min([*limits, begin + _LONGEST])))] if summary or not summary_only else []
    for n, (domain, _, end) in enumerate(chapters):
        limit = chapters[n + 1][1] if n + 1 < len(chapters) else len(text)
        start, stop = _paragraph(text, end, min(limit, end + _LONGEST))
        spans.append((domain, start, stop))
    return tuple(
        ReportNarrative(domain, Evidence.cut(item, start, end, "reports.narrative"))
        for domain, start, end in spans
        if start < end and any(character.isalpha() for character in text[start:end])
    )


def _end(text: str, start: int, limit: int) -> int:
    """Return where the narrative of the whole ends: at the next chapter, or with the last whole line before `limit`."""
    for line_start, line_end in _lines(text, start, limit):
        if lexicon.NEEDS_END.match(text[line_start:line_end]):
            return line_start
    if limit >= len(text) or text[limit - 1] == "\n":
        return limit
    return max(text.rfind("\n", start, limit), start)


def _paragraph(text: str, start: int, limit: int) -> tuple[int, int]:
    """Return the first paragraph below a heading: up to the second number or bullet."""
    begin: int | None = None
    opened = 0
    for line_start, line_end in _lines(text, start, limit):
        line = text[line_start:line_end]
        if begin is None and (not any(character.isalnum() for character in line) or _LABEL_LINE.match(line)):
            continue
        opened += bool(lexicon.NUMBER.match(line) or lexicon.BULLET.match(line))
        if begin is not None and (opened > 1 or not line.strip() or (opened == 1 and lexicon.NUMBER.match(line))):
            return begin, line_start
        begin = line_start if begin is None else begin
    return (begin, limit) if begin is not None else (start, start)


def _lines(text: str, start: int, limit: int) -> Iterator[tuple[int, int]]:
    position = start
    while position < limit:
        end = text.find("\n", position, limit)
        end = limit if end < 0 else end
        yield position, end
        position = end + 1

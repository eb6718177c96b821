"""Is a text an inspection report of Ofsted's, and which kind: told by the title of its first page and by what reports have around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.lexicon import report_marks as marks
from extractors.lexicon import reports as lexicon
from extractors.records import Framework

FRONT = 6000  # characters; cover, table of judgements and the beginning of a letter lie within

_TITLE_WITHIN = 3000
_OUTCOME = re.compile(
    r"^[ \t]*inspection[ \t]+outcomes?[ \t]*$", re.IGNORECASE | re.MULTILINE
)  # heads the reports on area SEND since 2023
LETTERS = frozenset({Framework.FOCUSED_VISIT, Framework.MONITORING_VISIT, Framework.JTAI, Framework.AREA_SEND})
"""The inspections and visits whose outcome is a letter, or a report without grades."""
_NAME_ABOVE = re.compile(r"(?:^|\n)[ \t]*(?P<name>[A-Z][^\n:.]{2,70}(?:\n[^\n:.\d]{2,60})?)[ \t]*\n\s*$")
_NO_NAME = re.compile(
    r"^(?:ofsted|agenda|appendix|page|annex|item|raising standards|the office for standards|piccadilly gate)\b", re.IGNORECASE
)
_ORDINARY = re.compile(
    r"\s*(?:['’]s?(?=\s*$)|\blocal\s+authority\b|\b(?:local\s+)?area\s+partnership\b|\blocal\s+area\b|\bchildren['’]?s?['’]?\s+(?:and\s+\w+\s+)?(?:social\s+care\s+)?services?\b|\bservices\b).*$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class ReportTitle:
    """The title of a report: its span in the text, the framework it names, and the authority as printed (None where it names none)."""

    framework: Framework
    start_char: int
    end_char: int
    authority: str | None


def find_report_title(text: str) -> ReportTitle | None:
    """Return the title of the inspection report that `text` is, or None for any other document.

    A council's own paper about an inspection, which quotes title and grades, is none: it says to whom it is a report, or asks for a
    decision, or has the fields of such papers. A title alone is not enough, nor dates, which every paper quotes: a report names who led
    the inspection, bears Ofsted's address, or has its dates and the whole table of judgements.
    """
    front = text[:FRONT]
    if marks.COUNCIL_FIELD.search(front):
        return None
    for framework, rule in lexicon.TITLES:
        for found in rule.regex.finditer(front, 0, _TITLE_WITHIN):
            if marks.COUNCIL_PAPER.search(front, 0, found.end()):
                return None
            if _is_marked(front, framework, found):
                return ReportTitle(framework, found.start(), found.end(), _authority(front, found))
    if plain := _find_plain_title(front):
        return plain
    letter = lexicon.IN_THE_LETTER.search(front)
    if letter and marks.OFSTED_ADDRESS.search(front) and not marks.COUNCIL_PAPER.search(front, 0, letter.end()):
        framework = Framework.MONITORING_VISIT if letter["kind"].lower() == "monitoring" else Framework.FOCUSED_VISIT
        return ReportTitle(framework, letter.start(), letter.end(), _cleaned(letter["authority"]))
    return None


def _find_plain_title(front: str) -> ReportTitle | None:
    """Return "Inspection of …", whatever follows, where dates and the areas of a regime's table of judgements stand below it."""
    title = lexicon.PLAIN_TITLE.search(front, 0, _TITLE_WITHIN)
    dated = lexicon.INSPECTION_DATES.search(front, title.end()) if title else None
    if not title or not dated or marks.COUNCIL_PAPER.search(front, 0, dated.end()):
        return None
    for framework, areas in lexicon.TABLE_AREAS:
        if all(area.search(front, dated.end()) for area in areas):
            return ReportTitle(framework, title.start(), title.end(), _cleaned(title["authority"]))
    return None


def _is_marked(front: str, framework: Framework, title: re.Match[str]) -> bool:
    """Return whether the front bears an inspectorate's mark: who led, Ofsted's address, or the dates and the whole table of the regime."""
    if marks.OFSTED_ADDRESS.search(front) or lexicon.INSPECTOR.search(front, title.end()):
        return True
    if lexicon.INSPECTION_DATES.search(front, title.end()) is None:
        return False
    if framework is Framework.AREA_SEND:
        return _OUTCOME.search(front, title.end()) is not None
    areas = {Framework.ILACS: marks.INSPECTED_TABLE, Framework.SIF: marks.SINGLE_TABLE}.get(framework, ())
    return bool(areas) and all(area.search(front, title.end()) for area in areas)


def _authority(front: str, title: re.Match[str]) -> str | None:
    """Return the authority that the title names, else the one printed above or (before 2014) below it."""
    groups = title.groupdict()
    named = groups.get("trust") or groups.get("authority")
    if named and (name := _cleaned(named)):
        return name
    if "authority" in groups and "trust" not in groups:
        return None  # the title of a letter; above it stands an address
    above = _NAME_ABOVE.search(front[: title.start()])
    lines = [line for line in above["name"].split("\n") if not _NO_NAME.match(line.strip())] if above else []
    if lines:
        return _cleaned("\n".join(lines))
    below = re.match(r"[^\n]*\n(?:\s*services\s*\n)?\s*(?P<name>[A-Z][^\n:.]{2,70})\n", front[title.end() :])
    return _cleaned(below["name"]) if below and not _NO_NAME.match(below["name"]) else None


def _cleaned(name: str) -> str | None:
    """Return a name on one line, without "local authority children's services" and what follows it."""
    plain = " ".join(_ORDINARY.sub("", name).split()).strip(" ,;:–-’'")
    return plain or None

"""The words with which ModernGov's templates name the parts of a page: section labels, facts about the page, and furniture.

All of them belong to the template or its Welsh translation, none to a council.
"""

from __future__ import annotations

import re

_CANONICAL = {
    "minutes": "Minutes:",
    "minute": "Minutes:",
    "cofnodion": "Minutes:",
    "draft minutes": "Minutes:",
    "decision": "Decision:",
    "decisions": "Decision:",
    "decision made": "Decision:",
    "penderfyniad": "Decision:",
    "penderfyniadau": "Decision:",
    "additional documents": "Additional documents:",
    "dogfennau ychwanegol": "Additional documents:",
    "supporting documents": "Supporting documents:",
    "dogfennau ategol": "Supporting documents:",
    "accompanying documents": "Accompanying documents:",
    "background papers": "Background papers:",
}
_DOCUMENTS = frozenset({"Additional documents:", "Supporting documents:", "Accompanying documents:", "Background papers:"})
_DECISION_PAGE = re.compile(
    r"(?P<name>purpose|decision(?:s| made)?|reasons? for (?:the )?(?:decision|recommendation)s?|alternative options considered(?: and rejected)?"
    r"|(?:details of )?(?:any )?alternative options(?: considered)?(?: and rejected)?|other options considered|reasons? for urgency"
    r"|accompanying documents|background papers)\s*:\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"(?P<name>(?:proposed )?venue|contact|webcast|media|link|decision maker|decided at meeting|decision status|decision type|decision due(?: date)?"
    r"|is key decision\?|key decision|is subject to call in\?|publication date|date of decision|effective from|wards? affected|lead (?:officer|director|member)"
    r"|report author|notice of proposed decision(?: first)? published|call[- ]in (?:deadline|expires)|deadline for call[- ]in|reason key"
    r"|lleoliad|cyswllt|portfolio|department|representations|consultation process|contact (?:officer|name|email)|expected|explanation of anticipated restriction)"
    r"\s*:\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"[-·•*]?\s*(?:skip to (?:main )?content|breadcrumb(?: content)?|modern\.?gov content|you are here:?.*|share this(?: item| page)?|view directions|media|items?"
    r"|no\.?|no\.?\s+item|back to top|print(?: this page)?|controlled|view the (?:background to|declarations? of interests? for|decision for|webcast)\b.*"
    r"|view (?:the )?recorded votes? for this item|webcast:.*|link: watch.*|note: now on item.*|rate this page.*|©.*|copyright ©?.*"
    r"|default template,? your custom branding.*|attendance details|agenda (?:frontsheet|reports? pack).*|(?:public )?reports pack.*|printed (?:draft )?(?:minutes|decisions).*)$",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(r"\S.*\s[>»›]\s.*\S$")


def find_label(text: str) -> str | None:
    """Return the English form of a section label that stands alone on its line ("Cofnodion:" → "Minutes:"), or None.

    Bilingual pairs ("Cofnodion / Minutes:") are one label. The colon decides: an item may be titled "Minutes".
    """
    if len(text) > 60 or not text.endswith(":"):
        return None
    return _canonical(text)


def parse_label(text: str) -> str:
    """Return the label in a paragraph whose class says it is one: its English form where known, always with a colon."""
    return _canonical(text) or f"{text.rstrip(' :')}:"


def _canonical(text: str) -> str | None:
    for part in (text, *text.split("/")):
        name = " ".join(part.strip(" :").lower().split())
        if name in _CANONICAL:
            return _CANONICAL[name]
    return None


def is_documents_label(label: str) -> bool:
    """Return whether a label in its English form heads a list of attachments."""
    return label in _DOCUMENTS


def split_decision_label(text: str) -> tuple[str, str] | None:
    """Split "Purpose: To approve …" of a decision page into label and words after it (maybe none), or return None."""
    found = _DECISION_PAGE.match(text)
    return (parse_label(found["name"]), found["rest"]) if found else None


def find_fact(text: str) -> tuple[str, str] | None:
    """Return name (lower case) and value of a fact about the page or meeting ("Date of decision: 12/03/2024"), or None."""
    found = _FACT.match(text)
    return (found["name"].lower(), found["value"].strip()) if found else None


def is_furniture(text: str) -> bool:
    """Return whether a line is a link, heading or stub of the template and says nothing about an item."""
    return len(text) < 200 and _FURNITURE.match(text) is not None


def is_breadcrumb(text: str) -> bool:
    """Return whether a line is a path of links ("Home > Council > Agenda item")."""
    return len(text) < 200 and _BREADCRUMB.match(text) is not None

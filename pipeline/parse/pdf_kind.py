"""What document the paragraphs of a PDF are: printed minutes, an inspection report, or neither. Decided on the words of the first pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.records import PageKind
from pipeline.parse.pdf_flow import Paragraph

FRONT = 30  # paragraphs of the first page that can say what a document is

_PACK = re.compile(
    r"(?:public |supplementary )?(?:document pack|reports? pack)\b|agenda frontsheet|(?:supplementary )?agenda$|notice of meeting$",
    re.IGNORECASE,
)
_STAMP = re.compile(r"agenda item(?: no\.?| number)?:? \d+[a-z]?$", re.IGNORECASE)
_MINUTES = re.compile(
    r"(?:(?:draft|printed|unconfirmed|confirmed|public|open|the|formal) ){0,3}minutes(?: and decisions)?(?:$|\W*\(|\s*[:–-]|\s+of\b|\s+for\b)",
    re.IGNORECASE,
)
_AT_A_MEETING = re.compile(r"at (?:a|the) meeting of (?:the )?.{3,100}? held\b", re.IGNORECASE)
_ATTENDANCE = re.compile(r"(?:members )?(?:present|in attendance|attendance)\b", re.IGNORECASE)
_RESOLVED = re.compile(r"\b(?:RESOLVED|Resolved)\b")
_REPORT_TITLE = re.compile(
    r"(?:re-?inspection|inspection|review|focused visit|monitoring visit|visit)\b.{0,90}\b(?:children|child|safeguarding|looked after|local safeguarding|authority)"
    r"|(?:focused|monitoring) visit (?:to|of|by)\b|joint targeted area inspection",
    re.IGNORECASE,
)
_REPORT_MARK = re.compile(
    r"\b(?:inspection dates?|lead inspector|her majesty.s inspector|his majesty.s inspector|ofsted inspector|report published|unique reference number|piccadilly gate|"
    r"inspectors found|framework for (?:the )?inspect)",
    re.IGNORECASE,
)
_COVERING_REPORT = re.compile(
    r"report (?:to|of|by|title)\b|wards? affected|key decision|recommendations?$|executive summary", re.IGNORECASE
)


def find_document_kind(paragraphs: Sequence[Paragraph]) -> tuple[PageKind, str | None]:
    """Return what a document is, with the reason when it is `unknown`; decided on the words of its first pages."""
    front = [paragraph for paragraph in paragraphs if paragraph.page <= 1][:FRONT]
    words = [paragraph.text for paragraph in front]
    titled = any(is_title_of_minutes(text) for text in words)
    if any(_PACK.match(text) for text in words) or (
        not titled and any(_STAMP.fullmatch(paragraph.text) for paragraph in paragraphs)
    ):
        return (
            PageKind.UNKNOWN,
            "the PDF is an agenda or a document pack; minutes inside it belong to earlier meetings and are not read",
        )
    if titled:
        return PageKind.MINUTES_PDF, None
    marked = any(paragraph.opens for paragraph in paragraphs)
    resolved = any(_RESOLVED.search(paragraph.text) for paragraph in paragraphs)
    if resolved and (marked or any(is_attendance(text) for text in words)):
        return PageKind.MINUTES_PDF, None
    first = " ".join(paragraph.text for paragraph in paragraphs if paragraph.page <= 3)
    covering = any(_COVERING_REPORT.match(text) for text in words[:12])
    if _REPORT_TITLE.search(first[:3000]) and _REPORT_MARK.search(first) and not covering:
        return PageKind.INSPECTION_REPORT, None
    return PageKind.UNKNOWN, "the PDF is neither printed minutes nor an inspection report; its text is kept without items"


def is_title_of_minutes(text: str) -> bool:
    """Return whether a paragraph is the line that says "minutes of …" or "at a meeting of … held"."""
    return bool(_MINUTES.match(text) or _AT_A_MEETING.match(text))


def is_attendance(text: str) -> bool:
    """Return whether a paragraph begins the list of who was there."""
    return _ATTENDANCE.match(text) is not None

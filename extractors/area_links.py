"""What links a lead-in to its content: a mark, a verb, "namely", the next sentence ("These were …"), or the list below it.

Pure functions over one sentence of text that return offsets; they know the grammar of announcing, not what is announced.
"""

from __future__ import annotations

import re

from extractors.blocks import Sentence
from extractors.lexicon.improvement_areas import COUNTS, DIRECT

_FILLER = (
    r"[’'”\"]?(?:,?\s+(?:as\s+)?(?:(?:that|which)\s+(?:were|was|had\s+been|have\s+been|are)\s+|(?:(?:that|which)\s+)?(?:ofsted|(?:the\s+)?inspect(?:ors|ion))\s+(?:had\s+|has\s+|have\s+)?)?(?:(?:were|was|had\s+been|have\s+been|are)\s+(?:also\s+)?(?=identif|highlight|noted|list"
    r"|set\s|outlin|report|given|made|found|raised|summaris|record|shared|describ|named|picked|singled|put\s+forward|mentioned|brought|detailed))?"
    r"(?:identified|highlighted|noted|listed|found|raised|given|named|made|set(?:\s+out)?|outlined|reported|detailed|summarised|recorded|shared|described|arising|emerging|following"
    r"|picked\s+(?:up|out)|singled\s+out|put\s+forward|mentioned|brought\s+out|by|in|from|for|to|at|within|across|during|through|of|on)\b(?:\s+(?!(?:and|but|which|that|were|was|are|is|included?|including|namely|where|who|when|if|because|had|has|have|would|will|could|must|concern(?:s|ed|ing)?"
    r"|cover(?:s|ed|ing)?|relat(?:es|ed|ing)|compris\w+)\b)[\w’'&/()-]+){0,14}?)?[’'”\"]?(?:,\s+(?:which|who|as)\s[^,.;:]{3,80},|,)?"
)
_NOT_PASSIVE = (
    r"(?!\s+(?:(?:also|already|all|now|being|been|not|to\s+be|still|well|mainly|largely|\w+ly)\s+)*"
    r"(?:(?:put|given|taken|met|seen)\b|(?:\w+ed|set|made|shown|known|due|found)\b\s*(?:$|[‘“'\"]|[.,;:)]|(?:by|in|as|at|with|from|to|on|and|out|for|through|within|during|below|of|under|or|without|subject|unanimously)\b)"
    r"|\w+[ai]ble\b\s*(?:$|[.,;)]|and\b|but\b)|under\s?way|(?:in(?!\s+(?:relation|respect|the\s+areas?)\b)|on|at|under|part|known|clear|plain|obvious|for\s+(?:the\s+)?(?:health|council|partners|cabinet|schools|police|others|members|other|several)\b|familiar|similar|consistent|not|no|expected|being|those|the\s+same|what|broadly|accurate|fair|welcome|important"
    r"|things|ones|minor|small|few|easy|ready|complete|available|attached|as\s+expected|a\s+surprise|relevant|appropriate|there|also)\b))"
)
_LINK = re.compile(
    rf"{_FILLER}(?:\s*,?\s*\b(?:namely|viz\.?|including|for\s+(?:example|instance)|such\s+as|specifically|(?:in\s+particular|particularly|especially|mainly|primarily)(?:\s+(?:around|in|with|on|regarding))?|notably|e\.g\.|i\.e\.|covering|concerning|relating\s+to"
    r"|around|about|regarding|in\s+(?:relation|respect)\s+(?:to|of))(?!\w)[,:]?\s*"
    r"|\s*\b(?:(?:which|that|these|those|this|and\s+(?:these|those|this))\s+)?(?:were|was|are|is|being|included?|includes|(?<!that\s)(?:relate[ds]?\s+to|concern(?:s|ed)?(?!\s+(?:were|was|had|have|are|is)\b)|cover(?:s|ed)?)|comprise[ds]?|focus(?:es|ed)?\s+on"
    r"|(?:(?:are|were|is|was)\s+(?:limited|confined|related|directed)\s+to|ha(?:d|s|ve)\s+to\s+do\s+with|dealt?\s+with|touch(?:es|ed)?\s+on|cent(?:re|re[sd]|ering|red)\s+on|bore\s+on))\b"
    rf"{_NOT_PASSIVE}(?:\s+(?:as\s+follows|the\s+following|around|about|in\s+(?:relation|respect)\s+(?:to|of)|regarding|to\s+do\s+with|in\s+the\s+areas?\s+of))*\s*(?::-|[:–—-])?\s*"
    r"|\s*,\s+(?:on|about|over)\s+(?!which\b|whom\b)(?=[^.;:]{3,200}?,?\s+(?:had|has|have|were|was|would|will)\b)"
    r"|\s*,?\s*\b(?:as\s+follows|the\s+following)\s*:-?\s*|\s*:-?\s*(?:[-–]\s+)?|\s+[–—-]\s+)",
    re.IGNORECASE,
)
_FAR_COLON = re.compile(
    r"[^.;:]{0,120}?\b(?:identified|highlighted|noted|listed|found|raised|given|named|made|set(?:\s+out)?|outlined|picked\s+out|singled\s+out|put\s+forward|mentioned|recorded"
    r"|as\s+follows|the\s+following)\b[^.;:]{0,60}:-?\s*(?![\d\s]*$)",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    r"[^.;:,]{0,40},\s+(?:the|he|she|they|it|cllrs?|councillors?|mrs?|ms|officers)\b[^,.;:]{0,60}?\b(?:spoke\s+(?:about|of)|mentioned|referred\s+to|pointed\s+to|drew\s+attention\s+to|named"
    r"|listed|picked\s+out|singled\s+out|cited)\s+"
    r"|[^.;:]{0,80}?\b(?:said|told|advised|explained|informed|heard|replied|reported|confirmed)\s+(?:[\w’']+\s+){0,2}?that\s+(?:these|they|those)\s+(?:were|included|are)\s+(?!\w+ed\b|being\b|all\b|in\b|on\b)",
    re.IGNORECASE,
)
_NAMELY = re.compile(
    r"[^.;:]{0,150}?(?:,|\s[–—-])\s*(?:namely|viz\.?|one\s+(?:of\s+(?:them|which|these)\s+)?being|the\s+(?:first|chief|main)\s+(?:of\s+(?:them|which)\s+)?being)[,:]?\s+",
    re.IGNORECASE,
)
_DIRECT_LINK = re.compile(
    r"\s*[:,–-]?\s*(?:(?:a\s+number\s+of|several|some|many|various|two|three|four|five|six|the\s+following)\s+(?:\w+\s+)?(?:areas|aspects|respects|matters)\s*,?\s*"
    r"(?:including|such\s+as|namely|in\s+particular|[:–])\s*)?",
    re.IGNORECASE,
)
_ENDS = re.compile(rf"{_FILLER}(?:\s+(?:below|as\s+follows|the\s+following))?\s*[?:.–-]*\s*$", re.IGNORECASE)
_POINTING = re.compile(
    r"(?:these|they|those|among\s+(?:these|them))(?:\s+(?:areas?|recommendations?|points|matters|actions))?(?:\s+(?:of|for)\s+\w+)?\s+"
    r"(?:were|are|was|included?|related\s+to|relate\s+to|concern(?:ed)?|cover(?:ed)?|comprised)\b"
    rf"{_NOT_PASSIVE}(?:\s+(?:as\s+follows|the\s+following|around))?\s*(?::-|[:–-])?\s*(?:,\s*first(?:ly)?,?\s+)?",
    re.IGNORECASE,
)
_POINTING_TO_SOME = re.compile(
    r"(?:these|those|the\s+ones|the\s+(?:most\s+)?[\w’']+\s+(?:[\w’']+\s+)?of\s+(?:these|them))\b(?:\s+(?:which|that)\s+[^.:;]{1,80}?)?\s+(?:were|are|was|is)"
    r"(?:\s+(?:as\s+follows|the\s+following))?\s*:-?\s*",
    re.IGNORECASE,
)
_BARE_POINTER = re.compile(
    r"(?:these|they|those)(?:\s+(?:areas|recommendations|points|matters))?\s+(?:were|are)(?:\s+(?:as\s+follows|the\s+following))?\s*(?::-?|[–-])?\s*",
    re.IGNORECASE,
)
_SORTED = re.compile(
    r"[^.;:]{0,160}?(?:\b(?:grouped|put|arranged|sorted|gathered|divided|organi[sz]ed|brought\s+together|summari[sz]ed|listed|categori[sz]ed)\s+(?:under|into|in|as|by)\b"
    r"|\b(?:in|on|of|to)\s+(?:each\s+of\s+)?(?:the\s+following|these)\s+(?:[\w’']+\s+)?(?:areas|points|matters|aspects|themes)\b)[^.;:]{0,100}(?::-?|\s[–-])\s*",
    re.IGNORECASE,
)
_OPEN_COLON = re.compile(
    r"(?:,?\s+(?!(?:and|but|progress|actions?|responses?|questions?|answers?|comments?|discuss\w+|resolv\w+|agreed|report\w*|plans?|steps|measures|done|work)\b)[\w’'()-]+){0,14}\s*:-?\s*",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    r"\s*\((?P<content>(?!see\b|page|para|appendix|annex|attached|as\b|set\b|outlined|item|minute|report|\w{1,5}\)|\d)[^()]{5,300})\)",
    re.IGNORECASE,
)
_REACH = 60  # characters before a lead-in in which its number stands
_SINGULAR = re.compile(r"(?:area|aspect|recommendation|matter|point|issue|thing|element|weakness|criticism)\b", re.IGNORECASE)


def find_content(text: str, rule: str, start: int, end: int) -> int | None:
    """Return where in `text[start:end]`, which follows a lead-in of `rule`, its content begins; None when nothing links it to any.

    The content may be empty: then it stands below the sentence.
    """
    found = (_DIRECT_LINK if rule in DIRECT else _LINK).match(text, start, end) or _NAMELY.match(text, start, end)
    found = found or _SPOKEN_OF.match(text, start, end)
    if found is None and rule not in DIRECT:
        found = _FAR_COLON.match(text, start, end)
    return found.end() if found else None


def find_bracketed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of what a bracket right after a lead-in lists, or None when there is none or it only refers elsewhere."""
    found = _BRACKET.match(text, start, end)
    return found.span("content") if found else None


def find_pointer(text: str, start: int, end: int) -> int | None:
    """Return where the content of a sentence that points back ("These were …") begins, or None when it does not point back."""
    found = _POINTING_TO_SOME.match(text, start, end) or _POINTING.match(text, start, end)
    return found.end() if found else None


def is_taken_up(text: str, sentence: int, start: int, end: int, following: Sentence) -> bool:
    """Return whether the next sentence lists what the lead-in `text[start:end]` counted ("two priority actions, …" – "These were …").

    A sentence that only points at the list below it ("They were:") does so whatever was counted.
    """
    if _BARE_POINTER.fullmatch(text, following.start_char, following.end_char):
        return True
    counted = find_count(text, sentence, start, end)
    return bool(counted and counted > 1) and find_pointer(text, following.start_char, following.end_char) is not None


def is_left_open(text: str, start: int, end: int) -> bool:
    """Return whether a lead-in leads over the end of its sentence.

    Only a mark, "as identified by …", or words that announce an ordered list ("had been put under three heads:") may stand between.
    """
    return (
        _ENDS.match(text, start, end) is not None
        or _SORTED.fullmatch(text, start, end) is not None
        or _OPEN_COLON.fullmatch(text, start, end) is not None
    )


def find_count(text: str, sentence: int, start: int, end: int) -> int | None:
    """Return how many things the lead-in `text[start:end]` announces: a number before it, or one when it is in the singular."""
    if _SINGULAR.match(text, start, end):
        return 1
    words = text[max(sentence, start - _REACH) : start].lower().split()
    for word in reversed(words[-4:]):
        if word[-1] in ",;:":
            return None
        word = word.strip("‘'“\"(),")
        if word.isdigit() or word in COUNTS:
            return int(word) if word.isdigit() else COUNTS[word]
    return None

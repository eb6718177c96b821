"""What a resolution has somebody do beyond its listed verbs: a second clause with its own subject, thanks, approval given, matters passed on.

"That the report be noted and a reply be drafted by the Director" notes and requests; "and the Board's thanks be conveyed to staff" only
thanks. Every search is for a few words in a row, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.records import ActionKind

_NO_MODAL = r"(?<!will )(?<!would )(?<!should )(?<!could )(?<!(?-i:may) )(?<!must )(?<!can )(?<!might )(?<!to )(?<!not )"
_PASSIVE = re.compile(
    rf"{_NO_MODAL}\bbe\s+(?:\w+ly\s+|now\s+|also\s+|further\s+|again\s+)?(?P<verb>(?!un|borne\b)[a-z-]+(?:ed|en|ght|wn|lt|pt|nt|ne|ut|de|ld|id|un))\b",
    re.IGNORECASE,
)
_THANKS = r"(?:thanks|congratulations|appreciation|gratitude|condolences|sympathy|(?:best|good)\s+wishes|compliments)"
_THANKING = re.compile(
    rf"(?:that\s+|to\s+)?(?:(?:send|convey|express|pass|extend|offer|give|record)(?:s|ed)?\s+(?:on\s+)?)?(?:(?!letters?\b|cards?\b|messages?\b)[\w’'-]+\s+){{0,5}}?{_THANKS}\b",
    re.IGNORECASE,
)
_CLAUSE_EDGE = re.compile(r"[,;]\s+(?:and\s+)?|\band\s+|\bthat\s+|\Z", re.IGNORECASE)
_BODY = r"(?:committee|cabinet|boards?|panel|council|executive|commission|forum|partners|partnership|sub-?group|scrutiny|assembly)"
_DOER = rf"(?:officers?|directors?|managers?|chair(?:man|person|woman)?|clerk|secretary|service|mayor|leader|members|{_BODY})"
_DO = (
    r"(?:meet|hold|attend|visit|write|report|provide|bring|send|prepare|produce|arrange|submit|return|come|circulate|respond|draw|draft|give"
    r"|explore|investigate|continue|keep|look|work|review|consider|discuss|supply|examine|audit|invite|ask|speak|place(?!\s+on\s+record)|add|update|publish|seek|develop|ensure|make|undertake|carry|share|take|set|act|lead|include)"
)
_DOES = re.compile(
    rf"(?:\A(?:that\s+)?|\band\s+(?:that\s+)?|;\s+(?:that\s+)?)(?:(?:the|a|an|its|both|all|two|three)\s+)*(?:(?!by\b|to\b|from\b|with\b|be\b|that\b|in\b|on\b|and\b)[\w’'&-]+\s+){{0,6}}?"
    rf"{_DOER}(?:\s+(?:also|now|jointly|again|then|each|both))?\s+{_DO}\b(?!\s+be\b)",
    re.IGNORECASE,
)
_TITLE_DOES = re.compile(
    r"(?:[Tt]hat\s+|THAT\s+)?(?:[Tt]he\s+|THE\s+)?(?!(?:That|THAT|To|TO|The|THE|Noted?|NOTED)\b)[A-Z(][\w’'&.)-]*"
    r"(?:,?(?:\s+(?:of|for|and|the|with|in|&|-|–)){0,2},?\s+[A-Z(][\w’'&.)-]*){0,11},?\s+"
    rf"(?:also\s+|jointly\s+|now\s+)?(?:{_DO}|writes|provides|reports|brings|sends|attends|prepares|submits|produces|arranges)\b(?!\s+be\b)"
)
_PASSED_ON = re.compile(
    r"\b(?:pass|passed|forward|forwarded|convey|conveyed|relay|relayed)\s+(?:[^.;]{0,80}?\s)?(?:on\s+)?to\s+(?:(?:the|its|their)\s+)?"
    rf"(?:(?!in\b|at\b|for\b|on\b|who\b|by\b|to\b)[\w’'&-]+\s+){{0,5}}?{_BODY}\b(?!\s+(?:staff|officers?|members?|offices?|leader)\b)",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(
    rf"{_NO_MODAL}\bbe\s+(?:established|set\s+up|formed)\s+to\b|{_NO_MODAL}\bbe\s+(?:considered|discussed|reviewed|debated|examined)\s+(?:(?:again|further|in\s+(?:more\s+)?detail|in\s+full)\s+)?(?:by|in|at|when|as\s+part)\b"
    rf"|{_NO_MODAL}\bbe\s+(?:an?|on\s+(?:the|each|every)|placed\s+on|put\s+on|added\s+to|included\s+(?:in|on))\s+(?:[\w’'-]+\s+){{0,4}}?(?:item|agendas?|work\s+programme|forward\s+plan)\b"
    rf"|{_NO_MODAL}\bbe\s+taken\s+into\s+account\s+by\b|\b(?:it|they|this)\s+(?:comes?|returns?)\s|\b(?:have|see)\s+(?:it|them|the\s+\w+)\s+back\b",
    re.IGNORECASE,
)
_APPROVAL = re.compile(
    r"\b(?:approval|consent|agreement|permission|endorsement|support)\s+(?:be|is|was)\s+(?:hereby\s+|formally\s+)?(?:given|granted)\b"
    r"|\bgives?\s+(?:its|their)\s+(?:full\s+)?(?:approval|consent|agreement|endorsement|support)\b"
    r"|\bbe\s+(?:set\s+at|taken\s+as\s+read)\b|\b(?:are|is|were|was|as)\s+an?\s+(?:true|correct|accurate)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    rf"(?:\A(?:that\s+)?(?:(?:the|this)\s+)?(?:[\w’'&-]+\s+){{0,6}}?(?:{_BODY}|members)\s+|\band\s+|\A(?:that\s+)?)(?:would\s+(?:expect|like|wish|write)|expects?|wish(?:es|ed)?)\s+(?:to\b|an?\b|the\b|that\b|further\b)",
    re.IGNORECASE,
)
_STARTS_DOING = re.compile(
    r"to\s+(?:visit|report|meet|develop)\b|(?:to\s+)?(?:revisit|keep|continue|return|include|schedule|commission|conduct|scrutinise|convene|track|set\s+up|establish|look\s+(?:at|into)|carry\s+out|follow\s+up|send|hold|write|arrange|prepare|produce|submit|circulate|investigate|explore|ensure|undertake|provide)\b",
    re.IGNORECASE,
)
_RECEIVE = re.compile(
    r"(?<!will )(?<!would )\breceives?\s+(?:an?\s|the\s|further\s|regular\s|quarterly\s|monthly\s|annual\s|another\s)[^.;]{2,120}?"
    r"(?:\s(?:at|to)\s+(?:each|every|the\s+(?:first|next)|its\s+(?:next|first|[a-z]+ing)|a\s+(?:future|later|subsequent|further)|one\s+of|all)\b"
    r"|\s(?:at|to)\s+(?:(?:the|its|an?)\s+)?(?:[\w’-]+\s+){0,2}(?:meetings?|session)\b|\son\s\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]+)"
    r"|(?<!will )(?<!would )\breceives?\s+at\s+(?:each|every|its|the\s+next)\b",
    re.IGNORECASE,
)
_AGREES_THAT = re.compile(r"(?:that\s+)?(?:to\s+)?agrees?\s+that\b(?![^.;]{0,200}\sby\s+the\s+(?-i:[A-Z]))", re.IGNORECASE)
_REFERRED = re.compile(
    r"\b(?:the|its|their|these|those|this|[A-Z]\w+[’']s)\s+(?:[\w’'-]+\s+){0,7}?be\s+(?:sent|submitted|put|communicated|copied|drawn\s+to\s+the\s+attention)\s+(?:to|of)\s+"
    r"(?!(?:the\s+)?(?:Panel|Committee|Board|Members|Sub-Committee)\b|(?:its|their|a|an|each|every)\s)(?:the\s+)?(?:[A-Z][\w’'&-]*\s+|and\s+|of\s+){0,8}?"
    r"(?:Committee|Cabinet|Board|Panel|Council|Executive|Commission|Forum|Partnership|Partners|Assembly)\b"
)
_LEFT_TO = re.compile(r"\b(?:left|leaves?\s[^.;]{1,60}?)\s+to\s+the\s+[A-Z]|\bbe\s+entrusted\s+to\b")
_TAKE_NOTE = re.compile(
    r"\b(?:takes?|took|taken)\s+note\b|\A(?:the\s+)?(?:reports?|updates?|minutes|verbal\s+update)\s+(?:be\s+)?noted\b",
    re.IGNORECASE,
)
_OWN_CONSIDERS = re.compile(
    rf"(?:that\s+)?(?:(?:the|this)\s+)?(?:[\w’'-]+\s+){{0,5}}?{_BODY}\s+(?:consider|discuss|review)\b", re.IGNORECASE
)
_MEMBERS_RECEIVE = re.compile(r"\b(?:members|councillors|officers|staff|governors)\s+(?:also\s+|each\s+)?receive\b", re.IGNORECASE)
_RECOMMENDATION_TO = re.compile(r"\bbe\s+a\s+recommendation\s+to\b|\bescalat(?:e|es|ed)\b", re.IGNORECASE)
_SUPPORTED = re.compile(
    r"(?<!not )\bbe\s+(?:fully\s+|strongly\s+|unanimously\s+)?supported\b(?!.*\bnoted\b)", re.IGNORECASE | re.DOTALL
)
_TELL_BODY = re.compile(r"\b(?:Cabinet|Council|Executive|Committee)\s+be\s+(?:told|informed|advised)\b")
_PARTICIPLE_OF_APPROVAL = frozenset({"given", "granted", "set", "taken"})


_APPROVAL_WORDS = (
    "approval",
    "consent",
    "agreement",
    "permission",
    "endorsement",
    "support",
    "set at",
    "taken as",
    " true",
    " correct",
    " accurate",
)
_CUES: tuple[tuple[ActionKind, tuple[str, ...], re.Pattern[str]], ...] = (
    (ActionKind.APPROVE, ("supported",), _SUPPORTED),
    (ActionKind.DELEGATE, ("left", "leave", "entrusted"), _LEFT_TO),
    (ActionKind.NOTE, (" note", "noted"), _TAKE_NOTE),
    (ActionKind.REFER, ("be told", "be informed", "be advised"), _TELL_BODY),
    (ActionKind.REFER, ("recommendation", "escalat"), _RECOMMENDATION_TO),
    (ActionKind.REFER, ("be sent", "be submitted", "be put", "be communicated", "be copied", "be drawn"), _REFERRED),
    (ActionKind.REQUEST, (" ",), _DOES),
    (ActionKind.REQUEST, ("receive",), _MEMBERS_RECEIVE),
    (ActionKind.REQUEST, ("be ", "come", "return", "back"), _PUT_OFF),
    (ActionKind.REQUEST, ("would ", "expect", "wish"), _WISH),
    (ActionKind.REQUEST, ("receive",), _RECEIVE),
)
"""A kind, words of which one stands in every match, and the pattern: looking for the words first spares most searches."""


def find_clause_kinds(text: str, listed: frozenset[str]) -> set[ActionKind]:
    """Return the kinds that clauses of `text` add; `listed` are the participles that the table of verbs already speaks for."""
    return set(_find_kinds(text, listed))


def is_thanking(text: str) -> bool:
    """Return whether the words only pass on thanks or congratulations; a letter of thanks that is to be sent is a request."""
    return _THANKING.match(text) is not None


def is_doing(text: str) -> bool:
    """Return whether a clause has a body or an officer do something in the bare form of the verb ("the Panel meet in June")."""
    return _DOES.search(text) is not None or _TITLE_DOES.match(text) is not None


def starts_doing(text: str) -> bool:
    """Return whether the words are something that somebody has to go and do ("to write to the Minister")."""
    return _STARTS_DOING.match(text) is not None


def _find_kinds(text: str, listed: frozenset[str]) -> Iterator[ActionKind]:
    lower = text.lower()
    approval = _APPROVAL.search(text) if any(word in lower for word in _APPROVAL_WORDS) else None
    if approval:
        yield ActionKind.APPROVE
    for passive in _PASSIVE.finditer(text) if "be " in lower and not _AGREES_THAT.match(text) else ():
        verb = passive["verb"].lower()
        if verb in listed or (approval and verb in _PARTICIPLE_OF_APPROVAL) or is_thanking(_subject(text, passive.start())):
            continue
        yield ActionKind.REQUEST
        break
    if _TITLE_DOES.match(text) and not _OWN_CONSIDERS.match(text):
        yield ActionKind.REQUEST
    for kind, words, pattern in _CUES:
        if any(word in lower for word in words) and pattern.search(text):
            yield kind
    passed = _PASSED_ON.search(text) if any(word in lower for word in ("pass", "forward", "convey", "relay")) else None
    if passed and not re.search(_THANKS, text[max(0, passed.start() - 80) : passed.end()], re.IGNORECASE):
        yield ActionKind.REFER


def _subject(text: str, end: int) -> str:
    """Return the words of the last clause before `end`."""
    start = max(0, end - 120)
    for edge in _CLAUSE_EDGE.finditer(text, start, end):
        start = edge.end() if edge.end() < end else start
    return text[start:end]

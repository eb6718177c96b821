"""Words of a resolution → what it does (`ActionKind`), by the verbs that stand where a resolution puts its verbs.

"the request by the Board to monitor the plan be noted" notes; it neither requests nor monitors. So a verb counts only at the head of the
clause ("note …", "That Cabinet notes …"), as its passive ("be noted and approved"), or joined to such a verb in the same form ("to note …
and to ask …"). Where several count, the strongest wins: delegate, refer, request, approve, note, other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.action_clauses import find_clause_kinds, is_doing, is_thanking, starts_doing
from extractors.lexicon.action_verbs import ACTIVE_ONLY, VERBS
from extractors.records import ActionKind

STRENGTH = (ActionKind.DELEGATE, ActionKind.REFER, ActionKind.REQUEST, ActionKind.APPROVE, ActionKind.NOTE, ActionKind.OTHER)
"""The kinds, strongest first."""


def _forms() -> dict[str, tuple[ActionKind, frozenset[str]]]:
    forms: dict[str, tuple[ActionKind, frozenset[str]]] = {}
    for kind, table in VERBS.items():
        for row in table.split(", "):
            base, third, past, *participle = row.split()
            forms[base] = (kind, frozenset({"base"}))
            forms[third] = (kind, frozenset({"third"}))
            forms[past] = (kind, frozenset({"past"} if participle or past in ACTIVE_ONLY else {"past", "participle"}))
            for form in participle:
                forms[form] = (kind, frozenset({"participle"}))
    return forms


_FORMS = _forms()
_PARTICIPLES = frozenset(form for form, (_, forms) in _FORMS.items() if "participle" in forms) | ACTIVE_ONLY
_AMBIGUOUS = frozenset(
    {
        "request",
        "note",
        "present",
        "direct",
        "task",
        "form",
        "place",
        "record",
        "sign",
        "support",
        "close",
        "monitor",
        "call",
        "take",
    }
)

_ADVERB = r"(?:(?:also|further|formally|hereby|unanimously|now|then|fully|warmly|strongly|not|therefore|again)\s+)?"
_BODY = (
    r"(?:(?:the|this)\s+)?(?:(?!by\b|to\b|from\b|with\b|be\b|that\b|in\b)[\w’'&-]+,?\s+){0,9}?"
    r"(?:committee|cabinet(?!\s+member)|board|panel|council|executive(?!\s+(?:director|member|head|officer))|commission|forum|mayor|leader|members"
    r"|governors|partnership|group)(?:,[^,]{0,80},)?\s+"
)
_HEAD = re.compile(
    rf"(?:that[,:]?\s+)?{_ADVERB}(?:to\s+)?{_ADVERB}(?:agreed?\s+to\s+(?!the\b|an?\b|this\b|all\b))?(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_BODY_HEAD = re.compile(
    rf"(?:that[,:]?\s+)?{_BODY}{_ADVERB}(?:to\s+)?{_ADVERB}(?:agreed?\s+to\s+(?!the\b|an?\b|this\b|all\b))?(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_TITLE_HEAD = re.compile(
    r"(?:The\s+)?[A-Z][\w’'&-]*(?:\s+(?:of|for|and|the|[A-Z(][\w’'&)-]*)){1,9},?\s+(?:has\s+|have\s+)?"
    r"(?P<verb>approved|agreed|noted|endorsed|authorised|accepted|adopted|determined|delegated|requested)\b"
)
_AFTER_THAT = re.compile(r"that[,:]?\s+(?:the\s+|an?\s+)?(?P<subject>(?:[\w’'&-]+,?\s+){1,9})", re.IGNORECASE)
_OBJECT = re.compile(r"\s+(?:for|that|the|an?|officers|members|cabinet|council)\b", re.IGNORECASE)
_JOINED = re.compile(rf"(?:[,;]\s+(?:and\s+)?|\band\s+|\bor\s+|&\s+){_ADVERB}(?:to\s+)?{_ADVERB}(?P<verb>[a-z]+)\b", re.IGNORECASE)
_PASSIVE = re.compile(
    rf"(?<!will )(?<!would )(?<!should )(?<!could )(?<!(?-i:may) )(?<!must )(?<!can )(?<!might )\b(?:be|was|were)\s+{_ADVERB}(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    r"\band\s+(?:the|its|their|an?|this)\s+(?:[\w’'-]+\s+){1,7}?(?P<verb>[a-z]+)(?=\s*[.;,]?\s*$)", re.IGNORECASE
)
_AND_AUTHORISED = re.compile(
    r"\band\s+(?:that\s+)?(?:the\s+)?(?:[\w’'-]+,?\s+){1,9}?(?P<verb>authorised|empowered|instructed|asked|requested|invited)\s+to\b",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"\b(?:authority|powers?)\s+(?:be|is|was|are)\s+(?:given|granted)|\bgiven\s+(?:delegated\s+)?(?:authority|power)", re.IGNORECASE
)
_HEAD_OF_TEXT = 600  # characters: enough for a resolution, and a bound for what looks ahead
_RELEASED = re.compile(
    r"\A(?!.*\b(?:delegat\w+|empower\w*|authority|powers?)\b)(?:.*?\bauthori[sz](?:e|es|ed)\s+(?:the\s+)?(?!(?:the\s+)?[A-Z])(?!.*\bto\s+[a-z]+)|[^.;]{0,200}?\s(?:publication|release|expenditure"
    r"|spending|submission|signing|payment|use)\s[^.;]{0,80}?\bbe\s+authori[sz]ed\b)",
    re.DOTALL,
)
_RECEIVE_LATER = re.compile(
    r"(?<!will )(?<!would )\breceives?\s+(?:(?:an?|the)\s+)?(?:(?:further|new|regular|quarterly|annual|six-monthly|another|\w+ly)\s+)*(?:reports?|updates?|briefings?|papers?|presentations?)\b"
    r"[^.;]{0,120}?\s(?:(?:at|to|by|before)\s+(?:(?:the|its|a|an)\s+)?(?:[\w’-]+\s+){0,2}(?:meetings?|session)\b|in\s+(?:\w+\s+)?(?:weeks|months)\b|in\s+(?:\w+\s+)?months[’']\s+time\b)",
    re.IGNORECASE,
)
_AGREED_TO_SPEND = re.compile(
    rf"(?:that[,:]?\s+)?{_BODY}{_ADVERB}agree(?:d|s)?\s+to\s+(?:fund|create|establish|form|extend)\b", re.IGNORECASE
)
_RECEIVE_OFTEN = re.compile(
    r"(?<!will )(?<!would )\breceives?\s+(?:an?\s+)?(?:quarterly|monthly|termly|weekly|regular|six-monthly|half-yearly|further)\s+(?:\w+\s+)?(?:reports?|updates?|briefings?)\b",
    re.IGNORECASE,
)
_TO_COUNCIL = re.compile(r"\bcommend(?:s|ed)?\s+(?:[^.;]{0,80}?\s)?to\s+(?:the\s+)?(?:full\s+)?(?:Council|Cabinet|Executive)\b")
_REPORT_BACK = re.compile(
    r"(?:^|\b(?:officers?|and|to|be|that|director|service|board|manager)\s+)report(?:ed)?\s+(?:back\b|to\s+(?:the|this|a)\b)",
    re.IGNORECASE,
)
_IS_DO = re.compile(
    r"^(?:that\s+)?[^.;]{2,120}?\s(?:to(?!\s+(?:be\s+(?!\w+(?:ed|en|n|t)\b)|the|an?|its|their|this|that|all|each|every|any|those|these|our|his|her)\b)|would|will|should|shall)\s+[a-z]+|\s(?:comes?|returns?|goes?)\s+(?:back\s+)?to\b",
    re.IGNORECASE,
)
_SUBJUNCTIVE = re.compile(
    r"(?<!will )(?<!would )(?<!should )(?<!could )(?<!(?-i:may) )(?<!must )(?<!can )(?<!might )(?<!to )(?<!not )\bbe\s+(?:\w+ly\s+)?(?:\w+(?:ed|en|n|t|wn)|made|held|told|paid|found|drawn)\b",
    re.IGNORECASE,
)
_INDICATIVE = re.compile(
    r"(?<!that )(?<!which )(?<!who )\b(?:had|has|have|was|were|is|are|would|will|could|should|can)\b", re.IGNORECASE
)
_BODY_BEFORE = re.compile(
    r"\b(?:committee|cabinet|board|panel|council|executive|commission|forum|mayor|members|assembly|group)\s+\Z", re.IGNORECASE
)
_NARRATED = re.compile(
    r"(?:The\s+)?[A-Z][\w’'-]*(?:\s+(?!be\b|to\b|that\b)[\w’'&-]+){0,7}?\s(?P<verb>opened|introduced|presented|explained|reported|advised|informed|outlined|said"
    r"|stated|told|asked|thanked|gave|answered|replied|responded|commented|highlighted|confirmed|queried|summarised)\b"
)
_SOMEBODY_DOES = re.compile(
    r"(?:that\s+)?(?:the\s+)?(?:[\w’'&-]+\s+){0,6}?(?:officers?|directors?|managers?|chair(?:man|person)?|clerk|secretary|service)\s+"
    r"(?!be\b|is\b|are\b|was\b|were\b|has\b|had\b|have\b|and\b|or\b|of\b|for\b|in\b|on\b|who\b|to\b|by\b)[a-z]+(?<!ed)\b"
)
_STATES = re.compile(
    r"that\s+[^.;]{2,80}?\s(?:is|are|was|were|has|have|had)\s(?!given|provided|asked|kept|sent|informed|invited|requested)",
    re.IGNORECASE,
)
_OPINION = re.compile(r"(?:felt|believed|hoped|was\s+of\s+the\s+(?:view|opinion)|recorded)\s", re.IGNORECASE)
_STARTS_TO = re.compile(r"to\s", re.IGNORECASE)


def find_kind(text: str) -> ActionKind:
    """Return what the words of one resolution do. `text` is without label and marker.

    Where no listed verb is its predicate, something that somebody is to do ("… be drafted", "the Director to visit", "That the next
    plan show dates") is a request, anything else other.
    """
    kinds = _kinds(text)
    if kinds - {ActionKind.OTHER}:
        return next(kind for kind in STRENGTH if kind in kinds)
    if kinds:
        return ActionKind.APPROVE if _AGREED_TO_SPEND.match(text) else ActionKind.OTHER
    is_said = is_thanking(text) or _OPINION.match(text) is not None
    return ActionKind.REQUEST if not is_said and _is_to_do(text) else ActionKind.OTHER


def find_stem_kind(stem: str) -> ActionKind | None:
    """Return the kind that a stem such as "Approved the next steps:" gives to the entries under it; `None` for a stem without verb."""
    kinds = _kinds(stem)
    return next((kind for kind in STRENGTH if kind in kinds), None)


def is_predicate(text: str) -> bool:
    """Return whether `text` has a verb of its own, so that it is understood without the stem above it."""
    starts = text[:5].lower().startswith(("that ", "to "))
    return starts or bool(_kinds(text)) or _is_to_do(text)


def is_decided(text: str) -> bool:
    """Return whether a sentence under a label "Decision" says what was decided, and not what the report was about."""
    return text[:5].lower().startswith(("that ", "to ")) or bool(_kinds(text)) or is_subjunctive(text) or starts_doing(text)


def is_subjunctive(text: str) -> bool:
    """Return whether `text` is in the mood of resolutions ("the report be noted") and not in that of a record ("… was noted")."""
    found, statement = _SUBJUNCTIVE.search(text), _INDICATIVE.search(text)
    return found is not None and (statement is None or found.start() < statement.start())


def is_narrated(text: str) -> bool:
    """Return whether the words tell what somebody other than the deciding body did or said ("Officers said that …")."""
    found = _NARRATED.match(text)
    return found is not None and _BODY_BEFORE.search(text, 0, found.start("verb")) is None


def starts_with_verb(text: str) -> bool:
    """Return whether the first word is the bare form of a listed verb ("Note the report")."""
    entry = _FORMS.get(text.split(None, 1)[0].lower()) if text.strip() else None
    return entry is not None and "base" in entry[1]


def is_formal(text: str) -> bool:
    """Return whether what somebody "agreed" in a discussion is worded as a resolution ("to note …", "the plan be approved").

    An opinion ("the report was well written and agreed that costs were too high") is none: its first finite verb describes.
    """
    if is_subjunctive(text):
        return True
    if not _kinds(text) - {ActionKind.OTHER}:
        return False
    if _head_verb(text, set())[1]:
        return True
    statement, passive = _INDICATIVE.search(text), _PASSIVE.search(text)
    return statement is None or (
        passive is not None and passive.start() == statement.start() and _kind_of(passive["verb"], "participle") is not None
    )


def is_resolved_clause(text: str) -> bool:
    """Return whether a clause that begins with "That" resolves something; "That Ofsted had inspected the council" records a fact."""
    return is_subjunctive(text) or _INDICATIVE.search(text) is None


@lru_cache(maxsize=256)
def _kinds(text: str) -> frozenset[ActionKind]:
    found: set[ActionKind] = set()
    joined_from, form = _head_verb(text, found)
    passive = None
    for passive in _PASSIVE.finditer(text):
        kind = _kind_of(passive["verb"], "participle")
        if kind:
            found.add(kind)
        if not form:
            joined_from, form = passive.end(), "participle"
    if passive:
        elliptic = _ELLIPTIC.search(text, passive.end())
        kind = _kind_of(elliptic["verb"], "participle") if elliptic else None
        if kind:
            found.add(kind)
        authorised = _AND_AUTHORISED.search(text)
        kind = _kind_of(authorised["verb"], "participle") if authorised else None
        if kind:
            found.add(kind)
    if form:
        is_noted_that = ActionKind.NOTE in found and text[joined_from : joined_from + 6].lower() == " that "
        for joined in _JOINED.finditer(text, joined_from):
            if is_noted_that and joined[0][0] in ",;" and " and " not in joined[0]:
                continue  # a comma inside what was noted ("noted that one, Ash House, required improvement")
            kind = _kind_of(joined["verb"], form) or (
                _kind_of(joined["verb"], "past") if _OBJECT.match(text, joined.end()) else None
            )
            if kind:
                found.add(kind)
    if _AUTHORITY.search(text):
        found.add(ActionKind.DELEGATE)
    if _TO_COUNCIL.search(text):
        found.add(ActionKind.REFER)
    if _REPORT_BACK.search(text) or _RECEIVE_LATER.search(text) or _RECEIVE_OFTEN.search(text):
        found.add(ActionKind.REQUEST)
    found |= find_clause_kinds(text, _PARTICIPLES)
    if ActionKind.DELEGATE in found and _RELEASED.search(text[:_HEAD_OF_TEXT]):
        found = (found - {ActionKind.DELEGATE}) | {ActionKind.APPROVE}
    return frozenset(found)


def _head_verb(text: str, found: set[ActionKind]) -> tuple[int, str | None]:
    """Add the kind of the verb at the head of the clause; return where the search for joined verbs begins, and in which form."""
    for pattern in (_HEAD, _BODY_HEAD, _TITLE_HEAD):
        head = pattern.match(text)
        if head and head["verb"].lower() in _FORMS:
            kind, forms = _FORMS[head["verb"].lower()]
            found.add(kind)
            return head.end(), "base" if "base" in forms else "third" if "third" in forms else "participle"
    subject = _AFTER_THAT.match(text)
    if subject:
        words = list(re.finditer(r"[\w’'&-]+", subject["subject"]))
        for word in words[1:]:
            entry = _FORMS.get(word[0].lower())
            if word[0].lower() in {"be", "is", "are", "was", "who", "which", "that"}:
                break
            if entry and "participle" not in entry[1] and word[0].lower() not in _AMBIGUOUS:
                found.add(entry[0])
                return subject.start("subject") + word.end(), "base" if "base" in entry[1] else "third"
    return 0, None


def _kind_of(word: str, form: str) -> ActionKind | None:
    entry = _FORMS.get(word.lower())
    return entry[0] if entry and form in entry[1] else None


def _is_to_do(text: str) -> bool:
    if _SOMEBODY_DOES.match(text) or is_doing(text) or starts_doing(text):
        return True
    passive = _PASSIVE.search(text)
    if passive and re.search(r"^(?!un).*(?:ed|en|n|t)$", passive["verb"], re.IGNORECASE):
        return True
    if _STARTS_TO.match(text):
        return False
    return bool(_IS_DO.search(text)) or (text[:5].lower() == "that " and not _STATES.match(text))

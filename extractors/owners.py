"""Words of a resolution → who is to act, exactly as written: a post ("Director of Families and Learning"), a body, a councillor, "officers".

The constructions are "the <Title> to <verb>", "that the <Title> be asked / requested / instructed to", "be delegated to the <Title>",
"by the <Title>" after a passive, "asks the <Title> to", "That the <Title> provide". The article is kept only at the head of the words.
"""

from __future__ import annotations

import re

_NOT_TITLE = (
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|That|THAT|To|The|THE|And|If|In|It|All|Any|Appendix|Following|Subject|Send|Write|Bring|Provide|Explain|Circulate|Arrange|Report|Prepare|Invite|Consider|Direct(?:s|ed)?|Not(?:e|es|ed)|Ask(?:s|ed)?|Task(?:s|ed)?)\b"
    r"|(?:Authori[sz]|Delegat|Request|Instruct|Empower|Recommend|Invit|Requir|Agree|Approv|Endors|Receiv|Welcom|Urg)(?:e|es|ed|s)?\b)"
)
_CAPITAL = rf"(?<!\w){_NOT_TITLE}[A-Z][\w’'&.-]*"
_TEAM = r"(?:\s+\([A-Z][\w’'& ,-]{2,40}\))?"
_TITLE = rf"{_CAPITAL}(?:(?:,?\s+(?:of|for|and|&|the|in|with|–|-|/)){{0,2}},?\s+{_CAPITAL}){{0,11}}{_TEAM}"
_PLAIN = (
    r"(?:(?:service|deputy|assistant|executive|corporate|strategic|interim|relevant|lead|registered|independent|designated|principal|senior|scrutiny|democratic|vice|improvement|safeguarding|partnership|corporate\s+parenting)\s+){0,3}"
    r"(?:director|head\s+of\s+service|chairman|chairperson|chair|leader|portfolio\s+holder|cabinet\s+member|lead\s+member|officers?|clerk"
    r"|board|panel|committee|council|cabinet|executive|members|governors|managers?)"
    r"(?:\s+(?:of|for)\s+(?!(?:its|their|an?|each|every|all|our)\b)(?:the\s+)?[\w’']+(?:(?:,\s+|\s+and\s+|\s+)(?!to\b|be\b|would\b|will\b|and\b)[\w’']+){0,5}?)?"
)
_ALL = r"(?:[Aa]ll|[Ii]ts|[Tt]heir|[Bb]oth|[Tt]wo|[Tt]hree)\s+(?:[A-Z][\w’'-]+\s+){0,3}?(?:[Mm]embers|[Cc]ouncillors|[Oo]fficers|[Bb]oards|[Cc]ommittees|[Pp]artners|[Pp]anels)"
_OWNER = rf"(?P<owner>(?:[Tt]he\s+|THE\s+)?(?:{_ALL}|(?:[A-Z][\w-]+[’']s\s+)?{_PLAIN}|{_TITLE}|{_PLAIN}))"
_ROLE = re.compile(
    r"\b(?:director|head|officers?|manager|leader|chair(?:man|woman|person)?|vice-chair|member|members|secretary|lead|clerk|adviser|advisor|solicitor"
    r"|commissioner|mayor|treasurer|principal|executive|councillors?|cllrs?|cabinet|council|committee|sub-committee|board|panel|commission|forum"
    r"|team|service|services|group|partnership|governors|holder|mrs?|ms|dr|chief|coordinator|co-ordinator|department|directorate|trust|minister|state|inspector|ombudsman|adviser|registrar|judge|scrutiny|boards|partners)\b",
    re.IGNORECASE,
)
_ASKING = r"(?i:authoris|authoriz|empower|instruct|request|ask|requir|direct|task|recommend|urg)(?:(?i:e|es|ed|s))?"
_DO = (
    r"provide|bring|report|continue|attend|look|give|consider|prepare|write|send|review|ensure|work|meet|hold|visit|respond|circulate|share|return"
    r"|come|submit|take|make|explore|investigate|draw|produce|arrange|speak|lead"
)
_CONSTRUCTIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?i:that)\s+)?{_OWNER}(?:,[^,]{{0,80}},)?\s+(?:(?:(?:is|are)\s+)?to|would|will|shall|should)\s+(?!be\b)[a-z]",
        rf"{_OWNER}(?:,[^,]{{0,80}},)?\s+(?:to\s+)?be\s+(?i:asked|requested|instructed|invited\s+to\s+(?!attend|the|an?\b|its|come|join|meet|future|each|every)|required|authorised|empowered|recommended|tasked"
        r"|given\s+(?:delegated\s+)?(?:authority|power|responsibility)|told|informed|advised)\b",
        rf"(?i:delegat(?:e|es|ed|ing|ion))\s+(?:[^.;]{{0,80}}?\s)?to\s+{_OWNER}",
        rf"\b{_ASKING}\s+(?:to\s+)?(?:that\s+)?{_OWNER}(?=,|\s+(?:to|that|for|in|be\b(?!\s+invited)|{_DO})\b)",
        rf"(?i:agree[sd]?)\s+that\s+{_OWNER}\s+(?:would|will|shall|should|to)\s",
        rf"(?i:refer(?:s|red)?|(?:re)?commend(?:s|ed)?|pass(?:es|ed)?|forward(?:s|ed)?|convey(?:s|ed)?|relay(?:s|ed)?)\s+(?:on\s+)?(?:[^.;]{{0,80}}?\s)?to\s+{_OWNER}",
        rf"\bbe\s+(?!considered|noted|received|discussed|agreed|approved)[a-z]+(?:[^.;]{{0,80}}?)\sby\s+{_OWNER}",
        rf"(?:(?i:that)\s+)?{_OWNER}(?:,[^,]{{0,80}},)?\s+(?!be\b|is\b|are\b|was\b|were\b|and\b|of\b|for\b|in\b|on\b|as\b|the\b|an?\b|receives?\b|wish|expect|would\b|not(?:es?)?\b)[a-z]+(?<!ed)\b",
        rf"(?:(?i:that)\s+)?(?!The\b)(?P<owner>{_CAPITAL}(?:\s+{_CAPITAL}){{1,3}})\s+(?:{_DO})\b",
        rf"(?:\band|[;,])\s+(?:that\s+)?{_OWNER}\s+(?:to\s+(?!be\b)[a-z]|(?:{_DO})\b)",
    )
)
_AT_START = frozenset({0, 7, 8})
_NAMED = frozenset({1, 3, 8})  # where a name that shows no post is enough
_POSSESSOR = re.compile(r"(?:^|(?:,?\s+(?:of|for|to|in|at|and|the))+\s+)(?:[Tt]he\s+)?\S+[’']s$")
_INITIALS = re.compile(r"(?:the\s+)?[A-Z]{2,5}(?:\s?[/&]\s?[A-Z]{2,5})?$")
_PERSON = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]*\.?){1,3}$")
_NAME_ONLY = re.compile(r"(?!.*\b(?:to|be|will|would|should|that)\s+[a-z])[A-Z(](?:[^.;|]|(?<=[A-Z])\.){0,100}\.?\s*\)?\]?$")


def find_owner(text: str) -> str | None:
    """Return who is to act by the words of one resolution, or `None` where they name nobody."""
    text = text.replace("THAT ", "That ", 1) if text.startswith("THAT ") else text
    for number, construction in enumerate(_CONSTRUCTIONS):
        found = construction.match(text) if number in _AT_START else construction.search(text)
        while found:
            owner = " ".join(found["owner"].split())
            owner = _POSSESSOR.sub("", owner)  # "the Board's thanks": whose they are, not who is to act
            if _ROLE.search(owner) or _INITIALS.match(owner) or (number in _NAMED and _PERSON.match(owner)):
                return owner if found.start("owner") == 0 else re.sub(r"^the\s+", "", owner, flags=re.IGNORECASE)
            found = None if number in _AT_START else construction.search(text, found.end("owner"))
    return None


def is_name(text: str) -> bool:
    """Return whether `text`, found alone after "ACTION:", is only the name or post of whoever is to act."""
    return (
        len(text.split()) <= 14
        and text.strip(" .").lower() not in {"none", "nil", "n/a", "as above"}
        and _NAME_ONLY.match(text.strip()) is not None
    )

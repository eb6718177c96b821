"""Words of a resolution → who is to act, exactly as written: a post ("Director of Families and Learning"), a body, a councillor, "officers".

The constructions are "the <Title> to <verb>", "that the <Title> be asked / requested / instructed to", "be delegated to the <Title>",
"by the <Title>" after a passive, "asks the <Title> to", "That the <Title> provide". The article is kept only at the head of the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    r"|team|service|services|group|partnership|governors|holder|mrs?|ms|dr|chief|coordinator|co-ordinator|department|directorate|trust|minister|state|headteachers?|ofsted|police|inspector|ombudsman|adviser|registrar|judge|scrutiny|boards|partners)\b",
    re.IGNORECASE,
)
_ASKING = r"(?i:authoris|authoriz|empower|instruct|request|ask|requir|direct|task|recommend|urg)(?:(?i:e|es|ed|s))?"
_DO = (
    r"provide|bring|report|continue|attend|look|give|consider|prepare|write|send|review|ensure|work|meet|hold|visit|respond|circulate|share|return"
    r"|come|submit|take|make|explore|investigate|draw|produce|arrange|speak|lead"
)
_AGENT = rf"{_CAPITAL}(?:\s+{_CAPITAL}){{1,3}}"


@dataclass(frozen=True, slots=True)
class _Construction:
    """How a resolution names who acts: only at its start or anywhere, and whether a name that shows no post ("Jo Barlow") is enough."""

    pattern: re.Pattern[str]
    is_at_start: bool = False
    takes_names: bool = False


_CONSTRUCTIONS = (
    _Construction(
        re.compile(
            rf"(?:(?i:that)\s+)?{_OWNER}(?:,[^,]{{0,80}},)?\s+(?:(?:(?:is|are)\s+)?to|would|will|shall|should)\s+(?!be\b)[a-z]"
        ),
        True,
    ),
    _Construction(
        re.compile(
            rf"{_OWNER}(?:,[^,]{{0,80}},)?\s+(?:(?:to\s+)?be|was|were|is|are)\s+(?i:asked|requested|instructed|invited\s+to\s+(?!attend|the|an?\b|its|come|join|meet|future|each"
            r"|every)|required|authorised|empowered|recommended|tasked|given\s+(?:delegated\s+)?(?:authority|power|responsibility)|told|informed|advised)\b"
        ),
        takes_names=True,
    ),
    _Construction(re.compile(rf"(?i:delegat(?:e|es|ed|ing|ion))\s+(?:[^.;]{{0,80}}?\s)?to\s+{_OWNER}")),
    _Construction(
        re.compile(
            rf"\b(?i:(?:authority|powers?|responsibility)\s+(?:(?:be|is|was)\s+)?(?:(?:given|granted|delegated)\s+)?|left\s+|leaves?\s+(?:[^.;]{{0,60}}?\s)?)"
            rf"to\s+{_OWNER}"
        )
    ),
    _Construction(
        re.compile(
            rf"\b{_ASKING}\s+(?:to\s+)?(?:that\s+)?{_OWNER}(?=,|\s+(?:to|that|for|in|be\b(?!\s+invited)|{_DO}|(?:approve|adopt|agree|endorse|accept|fund|support|establish)s?)\b)"
        ),
        takes_names=True,
    ),
    _Construction(re.compile(rf"(?i:agree[sd]?)\s+that\s+{_OWNER}\s+(?:would|will|shall|should|to)\s")),
    _Construction(
        re.compile(
            r"(?i:refer(?:s|red)?|(?:re)?commend(?:s|ed)?|recommendation|pass(?:es|ed)?|forward(?:s|ed)?|convey(?:s|ed)?|escalate[sd]?|relay(?:s|ed)?)\s+(?:on\s+)?(?:[^.;]{0,80}?[\s(])?to\s+"
            rf"{_OWNER}"
        )
    ),
    _Construction(
        re.compile(rf"\bbe\s+(?!considered|noted|received|discussed|agreed|approved)[a-z]+(?:[^.;]{{0,80}}?)\sby\s+{_OWNER}")
    ),
    _Construction(
        re.compile(
            rf"(?:(?i:that)\s+)?{_OWNER}(?:,[^,]{{0,80}},)?\s+(?!be\b|is\b|are\b|was\b|were\b|and\b|of\b|for\b|in\b|on\b|as\b|the\b|an?\b|receives?\b"
            r"|wish|expect|would\b|not(?:es?)?\b)[a-z]+(?<!ed)\b"
        ),
        True,
    ),
    _Construction(re.compile(rf"(?:(?i:that)\s+)?(?!The\b)(?P<owner>{_AGENT})\s+(?:to\s+(?!be\b)[a-z]|(?:{_DO})\b)"), True, True),
    _Construction(re.compile(rf"\band\s+(?:that\s+)?{_OWNER}\s+(?:authorised|empowered|instructed|asked|requested)\s+to\b")),
    _Construction(re.compile(rf"(?:\band|[;,])\s+(?:that\s+)?{_OWNER}\s+(?:to\s+(?!be\b)[a-z]|(?:{_DO})\b)")),
)
_ADDRESSED = _Construction(
    re.compile(
        rf"\bbe\s+(?:sent|submitted|reported|put|presented|communicated|copied|drawn\s+to\s+the\s+attention)\s+(?:to|of)\s+{_OWNER}"
    )
)
_POSSESSOR = re.compile(r"(?:^|(?:,?\s+(?:of|for|to|in|at|and|the))+\s+)(?:[Tt]he\s+)?\S+[’']s$")
_PAPER = re.compile(
    r"\b(?:Plan|Report|Letter|Update|Strategy|Data|Policy|Programme|Action|Review|Protocol|Statement|Framework|Act)\b"
)
_INITIALS = re.compile(r"(?:the\s+)?[A-Z]{2,5}(?:\s?[/&]\s?[A-Z]{2,5})?$")
_PERSON = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]*\.?){1,3}$")
_NAME_ONLY = re.compile(r"(?!.*\b(?:to|be|will|would|should|that)\s+[a-z])[A-Z(](?:[^.;|]|(?<=[A-Z])\.){0,100}\.?\s*\)?\]?$")


def find_owner(text: str, *, is_referred: bool = False) -> str | None:
    """Return who is to act by the words of one resolution, or `None` where they name nobody.

    Where a matter `is_referred`, whoever it is sent to is to act.
    """
    text = text.replace("THAT ", "That ", 1) if text.startswith("THAT ") else text
    for construction in (_ADDRESSED, *_CONSTRUCTIONS) if is_referred else _CONSTRUCTIONS:
        search = construction.pattern.match if construction.is_at_start else construction.pattern.search
        found = search(text)
        while found:
            owner = _POSSESSOR.sub("", " ".join(found["owner"].split()))  # "the Board's thanks": whose they are, not who is to act
            is_named = construction.takes_names and _PERSON.match(owner) and not _PAPER.search(owner)
            if _ROLE.search(owner) or _INITIALS.match(owner) or is_named:
                return owner if found.start("owner") == 0 else re.sub(r"^the\s+", "", owner, flags=re.IGNORECASE)
            found = None if construction.is_at_start else search(text, found.end("owner"))
    return None


def is_name(text: str) -> bool:
    """Return whether `text`, found alone after "ACTION:", is only the name or post of whoever is to act."""
    return (
        len(text.split()) <= 14
        and text.strip(" .").lower() not in {"none", "nil", "n/a", "as above"}
        and _NAME_ONLY.match(text.strip()) is not None
    )

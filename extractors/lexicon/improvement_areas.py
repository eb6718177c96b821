"""How minutes lead into what inspectors want better, and the cues that say whose list it is. Data only.

Lead-ins name the thing ("areas for improvement"); what follows them is read by `extractors.area_links` and `area_lists` and cut by
`extractors.enumerations`. Mentions hold the area itself ("inspectors recommended …"). Source of the constructions: the project's
catalogue of constructions, section C.
"""

from __future__ import annotations

import re

from extractors.rules import Rule

_MORE = (
    r"(?:(?:further|continued|continuous|future|key|specific|necessary|priority|additional|more|greater|urgent|particular)\s+){0,2}"
)
_WANTED = r"(?:improve(?:ments?|d)?|improving|develop(?:ment|ed|ing)?|work|attention|focus|action|strengthen(?:ed|ing)|be\s+better)"
_BAD = r"(?:(?:significant|serious|major|key)\s+){0,2}(?:weakness(?:es)?|concerns?)"
_AREA_OF = (
    rf"(?:for|of|to)\s+(?:be\s+)?{_MORE}(?:improve(?:ments?|d)?|develop(?:ment|ed)?|priority\s+action|{_BAD})\b"
    rf"(?:\s+(?:and|or|&)\s+(?:(?:areas\s+)?(?:for|of)\s+)?{_MORE}(?:improvements?|development|priority\s+actions?|{_BAD})\b)?"
)
_THING = r"(?:areas?|aspects?|points?|matters?|issues?|things|elements?)"
_TO_THE_WORK = rf"(?:(?:for|to|be|a|some|the\s+most|immediate|significant)\s+){{0,3}}{_MORE}{_WANTED}\b"

INSPECTOR = (
    r"(?:of(?:sted|stead)|oftsed|osted|oftsted|(?:the\s+)?(?:lead\s+)?inspectors?|the\s+inspection(?:\s+(?:team|report|letter))?"
    r"|inspection\s+(?:report|letter)s?|ofsted[’']s\s+(?:report|letter)|hmi)"
)
_SAID = (
    r"(?:said|found|noted|reported|stated|felt|considered|concluded|commented|highlighted|identified|advised|observed|thought"
    r"|were\s+clear|was\s+clear|recognised|stressed|emphasi[sz]ed|pointed\s+out)"
)
_AUX = r"(?:(?:had|have|has|also|further|then|however|therefore|again|clearly|specifically)\s+){0,3}"
_SPEAKER = rf"(?:{INSPECTOR}|they)"
_ADDRESSEE = (
    r"(?:the\s+|its\s+)?(?:council|borough|county|city|(?:local\s+)?authority|services?|partners(?:hip)?|leaders|managers|us)"
)
_CURE = r"(?:ensure|make|strengthen|increase|reduce|review|develop|embed|provide|extend|speed|secure|accelerate|clarify|raise|widen|sharpen)"

LEAD_INS: tuple[Rule, ...] = (
    Rule(
        "improvement_areas.areas-for",
        rf"\b(?:areas?|aspects?)\b[’']?\s+(?:(?:(?:that|which)\s+(?:were|was|had\s+been)\s+|(?:(?:that|which)\s+)?(?:ofsted|(?:the\s+)?inspectors)\s+(?:had\s+|have\s+|has\s+)?)?(?:identified|highlighted|noted|found|named|listed)\s+"
        rf"(?:by\s+(?:[\w’']+\s+){{1,4}}?)?)?{_AREA_OF}",
        ("area", "aspect"),
        "The areas for further improvement were recording and supervision.",
        "The area of the park was improved.",
    ),
    Rule(
        "improvement_areas.areas-needing",
        rf"\b{_THING}\s+(?:(?!and\b|but\b|or\b)[\w’']+\s+){{0,6}}?(?:need(?:s|ed|ing)?|require[ds]?|requiring)\s+{_TO_THE_WORK}",
        ("need", "requir"),
        "Four matters needed work.",
        "The areas visited and the staff needed work on training.",
    ),
    Rule(
        "improvement_areas.areas-where-needed",
        r"\bareas?\s+(?:where|in\s+which)\s+(?:[\w’']+\s+){0,3}?(?:improvements?|work|attention|action|development)\s+"
        r"(?:(?:was|were|is|are|still|to\s+be)\s+){1,2}(?:needed|required|necessary|made|done)\b"
        r"|\bareas?\s+(?:where|in\s+which)\s+(?:[\w’']+\s+){0,4}?(?:improvements?|more|progress)\s+(?:could|should|can|must|need(?:s|ed)\s+to|had\s+to)\s+be\s+(?:made|done)\b"
        r"|\bareas?\s+(?:where|in\s+which)\s+(?:[\w’']+\s+){1,5}?(?:should|could|must|need(?:s|ed)?\s+to|had\s+to)\s+"
        r"(?:be\s+(?:improved|strengthened|better|stronger|more\s+\w+)|improve)\b",
        ("area",),
        "There were three areas where further work was needed: audits, visits and plans.",
        "It covered areas where visits were made.",
    ),
    Rule(
        "improvement_areas.recommendations",
        r"\brecommendations?\b(?:\s+for\s+(?:further\s+)?improvements?\b|\s+\d{1,2}(?=\s*[:–-]\s*(?!that\b|to\b)\w))?",
        ("recommend",),
        "Ofsted made four recommendations covering plans and visits.",
        "Inspectors recommended it.",
    ),
    Rule(
        "improvement_areas.what-needs-to-improve",
        r"\bwhat\s+(?:[\w’']+\s+){0,6}?need(?:s|ed)?\s+to\s+(?:be\s+|get\s+|do\s+to\s+)?(?:improved?|better)\b",
        ("need",),
        "What does the local authority need to improve?",
        "He asked what staff need to know.",
    ),
    Rule(
        "improvement_areas.in-terms-of-improvement",
        r"\b(?:in\s+terms\s+of|with\s+regard\s+to|in\s+relation\s+to)\s+(?:the\s+)?(?:improvements?|development)\b(?=\s*[:,–-])",
        ("terms", "regard", "relation"),
        "In terms of improvement: recording was uneven.",
        "In terms of improvement work the plan was on track.",
    ),
    Rule(
        "improvement_areas.improvement-needed",
        r"\b(?:improvements?|(?:further|more|additional)\s+(?:work|focus|attention|progress|improvements?)|greater\s+focus)\s+(?:that\s+|which\s+)?"
        r"(?:(?:was|were|is|are|still|also|had\s+been)\s+){1,2}(?:needed|required|necessary)"
        r"(?:\s+(?:to\s+\w+\s+(?:\w+\s+){1,2}?)?(?:in\s+(?:relation\s+to|respect\s+of|terms\s+of)|in|on|around|regarding)\b"
        r"(?!\s+(?:the\s+)?(?:order|future|areas?\s+of\b))|\s+(?:to\s+\w+\s+(?:\w+\s+){0,2}?)?in\s+the\s+(?:following\s+)?areas?\s+of\b|(?=\s*:))",
        ("need", "requir", "necessary"),
        "Improvement was needed in: plans, audits and advocacy.",
        "Further work was needed to meet the deadline.",
    ),
    Rule(
        "improvement_areas.in-the-areas-of",
        r"\b(?:improve[ds]?|improvements?|improving|consistency|better|stronger|greater|strengthen(?:ed|ing)?)\b[^.;:!?]{0,60}?"
        r"\bin\s+the\s+(?:following\s+)?areas?\s+of\b",
        ("area",),
        "Inspectors wanted greater consistency in the areas of: chronologies and housing advice.",
        "Staff worked in the areas of health and housing.",
    ),
    Rule(
        "improvement_areas.asked-to",
        rf"\b(?:{_SPEAKER}|the\s+(?:\w+\s+)?(?:report|letter))\s+{_AUX}(?:asked|required|told|urged|expected|challenged|requested)\s+"
        rf"{_ADDRESSEE}(?:\s+and\s+[\w’']+(?:\s+[\w’']+)?)?\s+to\b(?:\s+(?:further\s+)?(?:improve|address|tackle|look\s+again\s+at|do\s+more\s+(?:about|on)|work\s+on)\b"
        rf"(?=\s*:|\s+(?!by\b|within\b|before\b|further\b|and\b|its\s+(?:grade|rating)|all\b)[\w‘“])|(?=\s*:)|(?=\s+{_CURE}\b))",
        ("asked", "requir", "told", "urged", "expected", "challenged", "requested"),
        "The report asked the Council to improve: supervision, plans and audits.",
        "Members asked the Council to improve the park.",
    ),
    Rule(
        "improvement_areas.needed-to",
        rf"\b{_SPEAKER}(?:\s+[\w’']+){{0,3}}?\s+{_AUX}(?:{_SAID}|recommended)\s+that\s+(?:{_ADDRESSEE}|we|it|they)\s+(?:need(?:s|ed)?\s+to|should|must)(?=\s*:)",
        ("need", "should", "must"),
        "The inspectors recommended that we should: a) better the plans and b) cut caseloads.",
        "The Chair said that we should: a) adjourn and b) reconvene.",
    ),
    Rule(
        "improvement_areas.issues-raised",
        rf"\b{_SPEAKER}\s+{_AUX}(?:flagged(?:\s+up)?|raised|identified|highlighted|named|listed|picked\s+up|expressed|voiced|had)\s+(?!no\b)(?:[\w’']+\s+){{0,3}}?(?:issues|concerns?|problems|gaps)\b",
        ("issue", "concern", "problem", "gaps"),
        "The inspectors had flagged up two issues: notes of strategy discussions and return talks.",
        "Members raised two issues: parking and buses.",
    ),
    Rule(
        "improvement_areas.timescale",
        r"\b(?:immediately|within\s+(?:the\s+next\s+)?(?:\w+)\s+(?:months?|weeks?))(?=\s*(?:[:–-]|$))",
        ("immediately", "within"),
        "Within three months: improve the recording of supervision.",
        "It was done within three months of the visit.",
    ),
    Rule(
        "improvement_areas.weak-points",
        r"\b(?:weak(?:er)?\s+(?:points?|areas?|spots?)|weaknesses|shortfalls|shortcomings|deficits|deficiencies)\b",
        ("weak", "shortfall", "shortcoming", "defici"),
        "Ofsted saw three weak points, namely the front door, drift and supervision.",
        "The budget shortfall was noted.",
    ),
    Rule(
        "improvement_areas.improvement-areas",
        r"\b(?:(?:improvement|development|developmental)\s+areas?|priority\s+actions?)\b",
        ("area", "priority"),
        "Ofsted named two improvement areas: plans and visits.",
        "The improvement plan had areas of work.",
    ),
)
"""Each names the thing whose content follows; the verdict and the content are found around it."""

DIRECT = frozenset(
    {
        "improvement_areas.improvement-needed",
        "improvement_areas.in-the-areas-of",
        "improvement_areas.asked-to",
        "improvement_areas.needed-to",
    }
)
"""Lead-ins whose content follows at once, without a verb or mark between."""

STATED = frozenset(
    {"improvement_areas.areas-for", "improvement_areas.areas-where-needed", "improvement_areas.what-needs-to-improve"}
)
"""Lead-ins that are inspection terms themselves: an inspection named anywhere in the item is enough."""

TIMESCALE = "improvement_areas.timescale"
"""Opens a sentence or block; what follows it are recommendations only where some were announced just before."""

MENTIONS: tuple[Rule, ...] = (
    Rule(
        "improvement_areas.recommended",
        rf"\b{_SPEAKER}\s+{_AUX}recommend(?:ed|s)\b(?:\s+that\b)?\s*(?P<object>[^.\n]{{3,400}})",
        ("recommend",),
        "Inspectors recommended quicker pre-proceedings work.",
        "The Panel recommended that the plan show milestones.",
    ),
    Rule(
        "improvement_areas.wanted",
        rf"\b{_SPEAKER}\s+{_AUX}(?:wanted|asked\s+for|called\s+for|sought|(?:would\s+)?like[d]?)\s+(?:to\s+see\s+)?"
        r"(?P<object>(?:a\s+)?(?:greater|more|better|quicker|faster|stronger|further|earlier|clearer|improved|swifter|sharper|wider|closer)"
        r"\s[^.\n]{3,400})",
        ("wanted", "asked", "called", "sought", "like"),
        "Inspectors wanted quicker health checks for children in care.",
        "Inspectors wanted to meet foster carers.",
    ),
    Rule(
        "improvement_areas.needs-clause",
        rf"\b{_SPEAKER}(?:(?:\s+[\w’']+){{0,4}}?|\s[^.\n]{{5,160}}?,?\s(?:and|but))\s+{_AUX}(?:{_SAID}|told\s+{_ADDRESSEE})\s+that\s+(?P<object>(?=[^.\n]{{0,600}}?(?:should|must|ought|need|required|could\s+be|enough))[^.\n]{{10,600}})",
        ("should", "must", "ought", "need", "requir", "could", "enough"),
        "Ofsted said that assessments should be updated more often.",
        "The Director said that assessments should be updated.",
    ),
    Rule(
        "improvement_areas.the-need-for",
        rf"\b{_SPEAKER}(?:\s+[\w’']+){{0,3}}?\s+{_AUX}(?:identified|highlighted|noted|raised|recognised|stressed|emphasi[sz]ed|pointed\s+to"
        r"|reported|saw)\s+(?P<object>(?:a|the)\s+(?:\w+\s+)?need\s+(?:for|to)\s[^.\n]{3,300})",
        ("need",),
        "Inspectors highlighted the need for more local foster homes.",
        "Members noted the need for more training.",
    ),
    Rule(
        "improvement_areas.said-of",
        rf",\s+(?:which|that)\s+(?:had\s+(?:also\s+)?been|was|were|is|are|remained)\s+(?:(?:identified|highlighted|raised|named)\s+as\s+)?"
        rf"(?:(?!not\b)[\w’']+\s+){{0,5}}?(?:recommendations?|areas?\s+{_AREA_OF}|priority\s+actions?)",
        ("recommend", "improve", "develop", "priority", "weak", "concern"),
        "Members asked about health histories, which had been a recommendation.",
        "The report, which was long, had recommendations.",
    ),
    Rule(
        "improvement_areas.named-as",
        r"\b(?:was|were|is|are|(?:had|has|have)\s+been|remain(?:ed|s)?)\s+(?:also\s+|again\s+|still\s+)?"
        r"(?:(?:identified|highlighted|noted|recognised|raised|flagged|cited|named|seen|listed|described)\s+(?:by\s+[\w’']+(?:\s+[\w’']+){0,4}?\s+)?as\s+)?"
        rf"(?:(?:an?|the|one|another|two|key|main|one\s+of\s+the)\s+){{0,2}}areas?\s+(?:{_AREA_OF}|(?:needing|requiring)\s+{_TO_THE_WORK})",
        ("area",),
        "Supervision was identified by Ofsted as an area for improvement.",
        "The areas for improvement were known.",
    ),
    Rule(
        "improvement_areas.one-of-them",
        r"\bthe\s+(?:first|second|third|fourth|fifth|sixth|seventh|eighth|last|final|remaining)(?:\s+(?:one|recommendation|area|point|of\s+(?:these|them)))?,\s+which\s+"
        r"(?:was|is|concern(?:ed|s)|relate[ds]\s+to|covered)\s+(?P<object>(?!\w+ed\b)[^,.;:\n]{5,200})",
        ("which",),
        "The fifth, which was the consistency of life-story work, was behind time.",
        "The first speaker, who was late, spoke.",
    ),
    Rule(
        "improvement_areas.named-it",
        rf"\b{_SPEAKER}\s+{_AUX}(?:identified|highlighted|named|cited|flagged|saw|listed|described|noted)\s+(?P<object>(?!(?:an?\s+|\w+\s+)?areas?\b)[^.;:\n]{{3,200}}?)"
        rf"\s+as\s+(?:(?:an?|the|key|main|one|another|two|three)\s+){{0,2}}(?:areas?\s+{_AREA_OF}|(?:a\s+)?weakness(?:es)?|priority\s+actions?"
        rf"|(?:needing|requiring)\s+{_TO_THE_WORK})",
        ("area", "weak", "priority", "need", "requir"),
        "Inspectors highlighted life-story work as an area for development.",
        "Inspectors described the service as good.",
    ),
)
"""Each holds the area itself (`object`), or stands behind it (`said-of`, `named-as`)."""

RULES = LEAD_INS + MENTIONS

SPEAKERS = ("sted", "stead", "tsed", "inspect", "hmi", "they", "report", "letter")
"""One of these stands in every text that a rule of `SPOKEN` matches, beside one of the rule's own key words."""

SPOKEN = frozenset(
    f"improvement_areas.{name}"
    for name in ("asked-to", "needed-to", "issues-raised", "recommended", "wanted", "needs-clause", "the-need-for", "named-it")
)
"""Rules that begin with who speaks; the most costly to try."""

NEEDED = re.compile(
    r"\b(?:(?:should|must|ought\s+to)(?!\s+(?:be|not\s+be)?\s*(?:noted|proud|congratulated|commended|remembered|returned|expected))"
    r"|need(?:s|ed)?\s+to(?!\s+(?:return|revisit|visit|monitor|publish|wait|see|know))"
    r"|need(?:s|ed)?\s+(?:(?:further|more|some|urgent|much|significant|additional)\s+)?(?:improvement|improving|strengthening|attention|work|development)"
    r"|required\s+(?:(?:further|more|urgent|additional)\s+)?(?:strengthening|attention|work|development)"
    r"|(?:was|were)(?:n[’']t|\s+not)\s+(?:yet\s+)?\w+\s+enough|could\s+be\s+(?:improved|better|stronger|strengthened|clearer|more|quicker|sharper))",
    re.IGNORECASE,
)
"""A clause that says that something must get better; a bare grade ("required improvement") does not."""

PROCEDURE = re.compile(
    r"\bsubmit\b|\bpublish(?:ed)?\b|\b(?:action|improvement|post[- ]inspection)\s+plan\b[^.;]{0,60}\b(?:submit|produce|publish|sen[dt]|return|develop|prepare)"
    r"|\b(?:what|where|who|whom|which|how|when)\b(?:\s+[\w’']+){0,5}?\s+(?:need|should|must)|\b(?:written\s+)?statement\s+of\s+action\b|\brespon(?:se|d)\b[^.;]{0,40}\bwithin\b|\bsubmitted\s+(?:to|by)\b|\bself[- ]evaluation\b",
    re.IGNORECASE,
)
"""What inspectors say about the procedure, or about what leaders know, not about practice."""

COUNTS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
"""Number words before a lead-in; they settle how an inline list is cut."""

"""How minutes lead into what inspectors want better, and the cues that say whose list it is. Data only.

Lead-ins name the thing ("areas for improvement"); what follows them is read by `extractors.area_links` and `area_lists` and cut by
`extractors.enumerations`. Mentions hold the area itself ("inspectors recommended …"). Source of the constructions: the project's
catalogue of constructions, section C.
"""

from __future__ import annotations

from extractors.lexicon.area_mentions import MENTIONS
from extractors.lexicon.area_words import (
    ADDRESSEE,
    AREA_OF,
    AUX,
    BETTER,
    COUNT,
    CURE,
    LETTER,
    MORE,
    SAID,
    SPEAKER,
    THING,
    TO_THE_WORK,
    VOICE,
)
from extractors.rules import Rule

LEAD_INS: tuple[Rule, ...] = (
    Rule(
        "improvement_areas.areas-for",
        rf"\b(?:areas?|aspects?|points?|matters?)\b[’']?\s+(?:(?:(?:that|which)\s+(?:were|was|had\s+been)\s+|(?:(?:that|which)\s+)?(?:ofsted|(?:the\s+)?inspectors)\s+(?:had\s+|have\s+|has\s+)?)?(?:identified|highlighted|noted|found|named|listed)\s+"
        rf"(?:by\s+(?:[\w’']+\s+){{1,4}}?)?)?{AREA_OF}",
        ("area", "aspect", "point", "matter"),
        "The areas for further improvement were recording and supervision.",
        "The area of the park was improved.",
    ),
    Rule(
        "improvement_areas.areas-needing",
        rf"\b{THING}\s+(?:(?!and\b|but\b|or\b)[\w’']+\s+){{0,8}}?(?:need(?:s|ed|ing)?|require[ds]?|requiring|in\s+need\s+of)\s+{TO_THE_WORK}(?!\s+to\s+be)",
        ("need", "requir"),
        "Four matters needed work.",
        "The areas visited and the staff needed work on training.",
    ),
    Rule(
        "improvement_areas.areas-where-needed",
        r"\bareas?\s+(?:(?:identified|highlighted|noted|found|raised)\s+)?(?:where|in\s+which)\s+(?:[\w’']+\s+){0,3}?(?:improvements?|work|attention|action|development)\s+"
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
        r"\bwhat\s+(?:[\w’']+\s+){0,6}?(?:need(?:s|ed)?\s+to|must|ha(?:s|ve|d)\s+to|should|could|(?:is|was|were|are)\s+(?:still\s+)?to)\s+(?:be\s+|get\s+|do\s+to\s+|be\s+done\s+)?(?:improved?|better|stronger|strengthened)\b",
        ("what",),
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
        r"(?!\s+(?:the\s+)?(?:order|future|areas?\s+of\b))|\s+(?:to\s+\w+\s+(?:\w+\s+){0,2}?)?in\s+the\s+(?:following\s+)?areas?\s+of\b|(?=\s*:)"
        r"|(?=[^.;:]{0,60}?\b(?:as\s+follows|the\s+following|below)\b\s*:?-?\s*$)|\s+to\b(?=\s+(?:bring|improve|strengthen|ensure|embed|reduce|increase|develop|address|make|raise|extend|tackle|speed)\b))",
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
        rf"\b(?:{SPEAKER}|it|the\s+(?:\w+\s+)?(?:report|letter))\s+{AUX}(?:ask(?:s|ed)|require[sd]|told|urge[sd]|expect(?:s|ed)|challenged|requested|want(?:s|ed)?|would\s+like|call(?:s|ed)\s+on|advise[sd]|encourage[sd])\s+"
        rf"{ADDRESSEE}(?:\s+and\s+[\w’']+(?:\s+[\w’']+)?)?\s+to\b(?:\s+(?:further\s+)?(?:improve|address|tackle|look\s+again\s+at|do\s+more\s+(?:about|on)|work\s+on)\b"
        rf"(?=\s*:|\s+(?!by\b|within\b|before\b|further\b|and\b|its\s+(?:grade|rating)|all\b)[\w‘“])|(?=\s*:)|(?=\s+{CURE}\b))",
        ("ask", "requir", "told", "urge", "expect", "challenged", "requested", "want", "like", "call", "advise", "encourage"),
        "The report asked the Council to improve: supervision, plans and audits.",
        "Members asked the Council to improve the park.",
    ),
    Rule(
        "improvement_areas.needed-to",
        rf"\b{SPEAKER}(?:\s+[\w’']+){{0,3}}?\s+{AUX}(?:{SAID}|recommended)\s+(?:that\s+)?(?:{ADDRESSEE}|we|it|they)\s+(?:need(?:s|ed)?\s+to|should|must)(?:\s+improve)?(?=\s*:)",
        ("need", "should", "must"),
        "The inspectors recommended that we should: a) better the plans and b) cut caseloads.",
        "The Chair said that we should: a) adjourn and b) reconvene.",
    ),
    Rule(
        "improvement_areas.was-asked-to",
        rf"\b(?:{ADDRESSEE}|partners|they)\s+(?:was|were|had\s+been|has\s+been|have\s+been)\s+(?:asked|told|urged|advised|required|expected|encouraged)\s+(?:by\s+(?:[\w’']+\s+){{1,4}}?)?to\s+"
        r"(?:(?:further\s+)?(?:improve|address|tackle|look\s+again\s+at|strengthen)|do\s+(?:better|more|further\s+work)\s+(?:at|in|on|about|with|to)|work\s+on)\b(?!\s+(?:their|its)\s+(?:grade|rating))",
        ("asked", "told", "urged", "advised", "required", "expected", "encouraged"),
        "Partners were told to do better at sharing what they know.",
        "Partners were told of the visit.",
    ),
    Rule(
        "improvement_areas.things-to-put-right",
        rf"\b{COUNT}\s+(?:\w+\s+)?{THING}\s+(?:for\s+(?:[\w’']+\s+){{1,4}}?)?(?:to|which|that)\s+(?:the\s+(?:council|service)\s+(?:should|must)\s+)?(?:be\s+)?(?:work(?:ed)?\s+(?:up)?on|act(?:ed)?\s+(?:up)?on|put\s+right|attend(?:ed)?\s+to"
        r"|improved?|address(?:ed)?|mend(?:ed)?|do\s+better|do\s+next|done\s+better|strengthen(?:ed)?)\b"
        rf"|\b{COUNT}\s+{THING}\s+(?:were|was|had\s+been)\s+(?:singled|picked)\s+out\b"
        rf"|\b{VOICE}\s+{AUX}(?:asked\s+for|wanted|would\s+like|wished|hoped\s+for)\s+(?:(?:just|only)\s+)?{COUNT}\s+(?:other\s+|more\s+)?{THING}(?:\s+to\s+be)?\s+{BETTER}",
        ("point", "area", "aspect", "matter", "issue", "thing", "element"),
        "There were two points for the Council to work upon: visits and plans.",
        "There were two points to note.",
    ),
    Rule(
        "improvement_areas.of-concern",
        rf"\b(?:the\s+)?{COUNT}\s+(?:{THING}\s+|recommendations\s+)?(?:about|over|on)\s+which\s+(?:there\s+was|inspectors\s+(?:had|voiced|expressed))\s+(?:some\s+|the\s+most\s+|greatest\s+|real\s+)?(?:concern|worry|doubt)",
        ("concern", "worry", "doubt"),
        "The three about which there was concern, namely audits, visits and plans.",
        "The matter about which he rose.",
    ),
    Rule(
        "improvement_areas.should-do-next",
        r"\bwhat\s+(?:the\s+(?:council|service|(?:local\s+)?authority|partnership)|partners|we|it|they)\s+(?:should|must|need(?:s|ed)?\s+to|ha(?:s|d|ve)\s+to|ought\s+to)\s+(?:do|work\s+on|look\s+at|put\s+right|improve)"
        r"(?:\s+(?:next|now|first|better|about\s+it))?\b(?=\s*(?:[:–-]|(?:was|is|were)\s*(?::|to\b|that\b|$)))",
        ("what",),
        "What the Council should do next was: settle who pays.",
        "What the Council did was right.",
    ),
    Rule(
        "improvement_areas.improvement-asked-for",
        r"\b(?:improvements?|(?:more|further)\s+(?:work|progress))\s+(?:was|were|had\s+been|is|are)\s+(?:also\s+)?(?:asked\s+for|called\s+for|sought|wanted|looked\s+for|expected)\b(?:\s+(?:by\s+(?:[\w’']+\s+){0,2}[\w’']+\s+)?(?:in|to|on|around)\b(?!\s+(?:\w+\s+)?(?:respects?|areas?|ways|matters)\b))?",
        ("improvement", "work", "progress"),
        "Improvement was asked for in three respects, viz. plans, visits and audits.",
        "The improvement was welcome.",
    ),
    Rule(
        "improvement_areas.too-little-progress",
        r"\b(?:enough|sufficient|adequate)\s+(?:progress\s+|had\s+|has\s+){1,2}not\s+(?:yet\s+)?been\s+made\b|\b(?:not\s+enough|insufficient|too\s+little|no)\s+progress\s+(?:had|has|was|is)\s+(?:yet\s+)?(?:been\s+)?(?:made|seen|found)\b",
        ("progress", "enough", "sufficient", "adequate"),
        "In three, sufficient progress had not been made: visits, plans and audits.",
        "Sufficient progress had been made in three.",
    ),
    Rule(
        "improvement_areas.asked-for-improvement",
        rf"\b(?:{VOICE}|it)(?:\s+[\w’']+){{0,4}}?\s+(?:(?:asked|asks|called|calls|looked|pressed|wished|hoped)\s+for|(?:want(?:ed|s)?|would\s+like|expect(?:ed|s)?|hoped|wished)(?:\s+to\s+see)?|sought|recommend(?:ed|s)|required(?=\s+(?:\w+\s+)?improvements)|demanded)\s+(?:(?!and\b)[\w-]+\s+){{0,2}}?improvements?\s+(?:in|to|on|around|of|with)\b(?!\s+be\b|\s+(?:the\s+following|these|\w+)\s+(?:areas|respects))",
        ("improvement",),
        "The letter asked for improvement in supervision and visits.",
        "Members asked for a report on improvement.",
    ),
    Rule(
        "improvement_areas.wished-better",
        rf"\b(?:{THING}|respects?|parts?|thing)\s+(?:(?:that|which|where|in\s+which|on\s+which)\s+)?{VOICE}\s+{AUX}"
        r"(?:want|wish|would|hope|ask|requir|sought|expect|thought|felt|said|consider|believ|like)\w*(?:\s+(?!and\b|but\b)[\w’']+){0,6}?\s+"
        rf"(?:{BETTER}|attention|work|weak(?:est|er)?|poor(?:est)?|least\s+\w+|must\s+do|(?:needed|had|has)\s+to\s+do|should\s+do)\b(?:\s+(?:in|on)\b)?",
        ("sted", "inspect", "hmi", "they", "report", "letter"),
        "The one thing that the inspectors had wished to see done better was court work.",
        "The things that inspectors saw were new.",
    ),
    Rule(
        "improvement_areas.what-inspectors-want",
        rf"\bwhat\s+(?:else\s+)?{SPEAKER}\s+{AUX}(?:now\s+)?(?:wants?|wanted|expects?|expected|asked\s+for|asks\s+for|would\s+like|recommend(?:s|ed)?|looked\s+for|look\s+for|sought|would\s+have\s+(?:the\s+)?\w+\s+(?:do|improve|change))\b"
        rf"(?:\s+(?:to\s+(?:see|be)|us\s+to|next|first|now|done|{BETTER}))*",
        ("what",),
        "What inspectors want: quicker health checks.",
        "What Ofsted does is inspect.",
    ),
    Rule(
        "improvement_areas.work-to-do",
        r"\b(?:way\s+to\s+go|room\s+for\s+improvement|scope\s+for\s+improvement)\s+(?:on|in|with|around)\b|\b(?:work|more|much|further|something|a\s+lot)\s+(?:that\s+(?:is|was)\s+)?(?:still\s+|yet\s+|left\s+|remaining\s+)?to\s+(?:be\s+done|do)\s+(?:on|in|around|about|in\s+relation\s+to)\b",
        ("to do", "to be done", "to go", "room for", "scope for"),
        "Inspectors said that there was more to do on life-story work.",
        "The Director had a lot to do.",
    ),
    Rule(
        "improvement_areas.criticisms",
        r"\b(?:criticisms?|reservations?|misgivings|caveats?)\b(?:\s+(?:that\s+)?(?:had\s+been\s+|was\s+|were\s+)?made)?",
        ("critic", "reservation", "misgiving", "caveat"),
        "The inspectors’ one real criticism was of the recording of supervision.",
        "The plan was criticised.",
    ),
    Rule(
        "improvement_areas.issues-raised",
        rf"\b{SPEAKER}\s+{AUX}(?:flagged(?:\s+up)?|raised|identified|highlighted|named|listed|picked\s+up|expressed|voiced|had)\s+(?!no\b)(?:[\w’']+\s+){{0,3}}?(?:issues|concerns?|problems|gaps)\b"
        r"|\b(?:concerns?|issues|worries)\s+(?:(?:was|were|had|have|has|been|also)\s+){1,3}(?:raised|expressed|voiced|flagged(?:\s+up)?)\s+by\s+(?:ofsted|(?:the\s+)?inspectors|the\s+inspection)\b",
        ("issue", "concern", "problem", "gaps", "worries"),
        "The inspectors had flagged up two issues: notes of strategy discussions and return talks.",
        "Members raised two issues: parking and buses.",
    ),
    Rule(
        "improvement_areas.the-rest",
        r"\bthe\s+(?:(?:other|remaining|outstanding|rest)(?:\s+(?:one|two|three|four|five|six|ones|areas?|recommendations?|weakness(?:es)?))?|(?:one|two|three|four|five|six)\s+(?:that\s+(?:are|were)\s+)?"
        r"(?:outstanding|remaining|others?|left))(?=,?\s+(?:(?:which|these|those)\s+)?(?:were|was|are|is|being|namely|had\s+to\s+do|concern|relate))",
        ("other", "remaining", "outstanding", "rest", "left"),
        "Not enough had been done in the other two, which were court work and audits.",
        "The other side spoke.",
    ),
    Rule(
        "improvement_areas.findings-below",
        rf"\b{LETTER}\s+{AUX}{SAID}(?:\s+that)?(?=\s*[:–-]+\s*$)",
        ("sted", "inspect", "hmi", "they", "letter"),
        "Inspectors found that:",
        "Inspectors found that visits were made.",
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
        r"\b(?:weak(?:er|est)?\s+(?:points?|areas?|spots?)|areas?\s+of\s+(?:inconsistenc(?:y|ies)|challenge|variability|(?:poor|poorer|weaker|weak)\s+practice)|(?:an?|one|another|the\s+(?:main|only|chief|one))\s+weakness|weaknesses|shortfalls|shortcomings|deficits|deficiencies)\b",
        ("weak", "shortfall", "shortcoming", "defici", "inconsisten", "challenge", "variab", "poor"),
        "Ofsted saw three weak points, namely the front door, drift and supervision.",
        "The budget shortfall was noted.",
    ),
    Rule(
        "improvement_areas.weaknesses-in",
        rf"\b(?:weaknesses|shortcomings|deficiencies|inconsistencies)\s+in\b(?!\s+(?:{COUNT}|the\s+(?:following|report|letter|inspection|plan)|\d|these|a\s+number|all|the\s+areas?|areas?|how)\b)",
        ("weaknesses", "shortcoming", "defici", "inconsistenc"),
        "The inspection had shown that there were weaknesses in supervision and recording.",
        "The weaknesses in three areas were named.",
    ),
    Rule(
        "improvement_areas.following-for",
        rf"\bthe\s+following\s+(?:[\w’']+\s+){{0,4}}?(?:for|needing|requiring|as\s+needing|as\s+requiring|to\s+be|(?:should|must|could|needed\s+to|need\s+to|had\s+to)\s+(?:now\s+)?be)\s+{MORE}(?:improve(?:ments?|d)|development|strengthen(?:ed|ing)|attention)\b",
        ("following",),
        "The inspectors identified the following for improvement: recording; visits.",
        "The following were present.",
    ),
    Rule(
        "improvement_areas.areas-to-work-on",
        r"\b(?:areas?|aspects?|things|matters)\s+(?:for\s+(?:[\w’']+\s+){1,3}?)?to\s+(?:focus|work|concentrate|build)\s+(?:up)?on\b(?:\s+(?:going\s+forward|in\s+future|next))?",
        ("focus", "work", "concentrate", "build"),
        "Areas to work on were recording and visits.",
        "The area to visit was the hub.",
    ),
    Rule(
        "improvement_areas.not-so-good",
        r"\bwhat\s+(?:was|is|were|are)\s+(?:(?:not|less)\s+(?:(?:so|as|yet|quite)\s+)?(?:good|strong|well\s+done|effective|consistent|positive)|weak(?:er|est)?|weakest)\b",
        ("what",),
        "What was not so good was the recording of supervision.",
        "What was good was the hub.",
    ),
    Rule(
        "improvement_areas.improvement-areas",
        r"\b(?:(?:improvement|development|developmental)\s+(?:areas?|points?)|learning\s+points?|priority\s+actions?)\b",
        ("area", "priority", "point"),
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
        "improvement_areas.asked-for-improvement",
        "improvement_areas.work-to-do",
        "improvement_areas.was-asked-to",
        "improvement_areas.weaknesses-in",
        "improvement_areas.findings-below",
    }
)
"""Lead-ins whose content follows at once, without a verb or mark between."""

POINTING_BACK = frozenset({"improvement_areas.the-rest"})
"""Lead-ins that mean nothing without areas or recommendations spoken of just before."""

STATED = frozenset(
    {"improvement_areas.areas-for", "improvement_areas.areas-where-needed", "improvement_areas.what-needs-to-improve"}
)
"""Lead-ins that are inspection terms themselves: an inspection named anywhere in the item is enough."""

FINDINGS = "improvement_areas.findings-below"
"""Leads into all that inspectors said, good and bad."""

TOO_LITTLE = "improvement_areas.too-little-progress"
"""Speaks of progress, and means that it is wanting."""

TIMESCALE = "improvement_areas.timescale"
"""Opens a sentence or block; what follows it are recommendations only where some were announced just before."""

RULES = LEAD_INS + MENTIONS

SPEAKERS = (
    "sted",
    "stead",
    "tsed",
    "inspect",
    "hmi",
    "they",
    "report",
    "letter",
    "it asked",
    "it told",
    "it wanted",
    "it urged",
    "it required",
)
"""One of these stands in every text that a rule of `SPOKEN` matches, beside one of the rule's own key words."""

SPOKEN = frozenset(
    f"improvement_areas.{name}"
    for name in (
        "asked-to",
        "needed-to",
        "issues-raised",
        "recommended",
        "wanted",
        "needs-clause",
        "the-need-for",
        "named-it",
        "suggested",
        "criticised",
        "faults",
        "wanted-better",
    )
)
"""Rules that begin with who speaks; the most costly to try."""

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

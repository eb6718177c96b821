"""How minutes lead into what inspectors want better, and the cues that say whose list it is. Data only.

Lead-ins name the thing ("areas for improvement"); what follows them is read by `extractors.area_links` and `area_lists` and cut by
`extractors.enumerations`. Mentions hold the area itself ("inspectors recommended …"). Source of the constructions: the project's
catalogue of constructions, section C.
"""

from __future__ import annotations

from extractors.lexicon.area_mentions import MENTIONS
from extractors.lexicon.area_wishes import WISHES
from extractors.lexicon.area_words import AREA_OF, COUNT, THING, TO_THE_WORK
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
        "improvement_areas.the-rest",
        r"\bthe\s+(?:(?:other|remaining|outstanding|rest)(?:\s+(?:one|two|three|four|five|six|ones|areas?|recommendations?|weakness(?:es)?))?|(?:one|two|three|four|five|six)\s+(?:that\s+(?:are|were)\s+)?"
        r"(?:outstanding|remaining|others?|left))(?=,?\s+(?:(?:which|these|those)\s+)?(?:were|was|are|is|being|namely|had\s+to\s+do|concern|relate))",
        ("other", "remaining", "outstanding", "rest", "left"),
        "Not enough had been done in the other two, which were court work and audits.",
        "The other side spoke.",
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
        "improvement_areas.improvement-areas",
        r"\b(?:(?:improvement|development|developmental)\s+(?:areas?|points?)|learning\s+points?|priority\s+actions?)\b",
        ("area", "priority", "point"),
        "Ofsted named two improvement areas: plans and visits.",
        "The improvement plan had areas of work.",
    ),
    *WISHES,
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

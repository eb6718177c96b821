"""Lead-ins that tell what inspectors wished, asked for, found fault with, or counted as still to be put right. Data only."""

from __future__ import annotations

from extractors.lexicon.area_words import ADDRESSEE, AUX, BETTER, COUNT, CURE, LETTER, MORE, SAID, SPEAKER, THING, VOICE
from extractors.rules import Rule

WISHES: tuple[Rule, ...] = (
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
        "improvement_areas.findings-below",
        rf"\b{LETTER}\s+{AUX}{SAID}(?:\s+that)?(?=\s*[:–-]+\s*$)",
        ("sted", "inspect", "hmi", "they", "letter"),
        "Inspectors found that:",
        "Inspectors found that visits were made.",
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
)
"""Joined to the lead-ins that name the thing ("areas for improvement")."""

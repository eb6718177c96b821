"""Mentions of improvement areas that hold the area itself ("inspectors recommended …"), and what makes a clause one. Data only."""

from __future__ import annotations

import re

from extractors.lexicon.area_words import (
    ADDRESSEE,
    AREA_OF,
    AUX,
    BETTER,
    COUNT,
    INSPECTOR,
    LETTER,
    MORE,
    PICKED,
    SAID,
    SPEAKER,
    TO_THE_WORK,
    VOICE,
)
from extractors.rules import Rule

MENTIONS: tuple[Rule, ...] = (
    Rule(
        "improvement_areas.recommended",
        rf"\b(?:{LETTER}\s+{AUX}recommend(?:ed|s)\b|recommended\s+by\s+{INSPECTOR})(?:\s+that\b)?[\s:]*(?P<object>[^.\n]{{3,400}})",
        ("recommend",),
        "Inspectors recommended quicker pre-proceedings work.",
        "The Panel recommended that the plan show milestones.",
    ),
    Rule(
        "improvement_areas.wanted",
        rf"\b{SPEAKER}\s+{AUX}(?:wanted|asked\s+for|called\s+for|sought|(?:would\s+)?like[d]?)\s+(?:to\s+see\s+)?"
        r"(?P<object>(?:a\s+)?(?:greater|more|better|quicker|faster|stronger|further|earlier|clearer|improved|swifter|sharper|wider|closer)"
        r"\s[^.\n]{3,400})",
        ("wanted", "asked", "called", "sought", "like"),
        "Inspectors wanted quicker health checks for children in care.",
        "Inspectors wanted to meet foster carers.",
    ),
    Rule(
        "improvement_areas.needs-clause",
        rf"\b(?:{LETTER}(?:(?:\s+[\w’']+){{0,4}}?|\s[^.\n]{{5,160}}?,?\s(?:and|but|it|they))\s+{AUX}(?:{SAID}|told\s+{ADDRESSEE})|(?:inspectors[’']|ofsted[’']s)\s+(?:view|opinion|conclusion|finding|message)\s+(?:was|is|had\s+been))\s+that\s+(?P<object>(?=[^.\n]{{0,600}}?(?:should|must|ought|need|required|could|enough))[^.\n]{{10,600}})",
        ("should", "must", "ought", "need", "requir", "could", "enough"),
        "Ofsted said that assessments should be updated more often.",
        "The Director said that assessments should be updated.",
    ),
    Rule(
        "improvement_areas.the-need-for",
        rf"\b{SPEAKER}(?:\s+[\w’']+){{0,3}}?\s+{AUX}(?:identified|highlighted|noted|raised|recognised|stressed|emphasi[sz]ed|pointed\s+to"
        r"|reported|saw)\s+(?P<object>(?:a|the)\s+(?:\w+\s+)?need\s+(?:for|to)\s[^.\n]{3,300})",
        ("need",),
        "Inspectors highlighted the need for more local foster homes.",
        "Members noted the need for more training.",
    ),
    Rule(
        "improvement_areas.said-of",
        rf",\s+(?:which|that)\s+(?:had\s+(?:also\s+)?been|was|were|is|are|remained)\s+(?:(?:identified|highlighted|raised|named)\s+as\s+)?"
        rf"(?:(?!not\b)[\w’']+\s+){{0,5}}?(?:recommendations?|areas?\s+{AREA_OF}|priority\s+actions?)"
        rf"|,\s+(?:which|that)\s+(?:it|they|(?:the\s+)?inspectors|ofsted)\s+{AUX}(?:want|wish|expect|ask|hope|would\s+like)\w*\s+(?:[\w’']+\s+){{0,4}}?{BETTER}\b",
        ("recommend", "improv", "develop", "priority", "weak", "concern", "which"),
        "Members asked about health histories, which had been a recommendation.",
        "The report, which was long, had recommendations.",
    ),
    Rule(
        "improvement_areas.named-as",
        r"\b(?:was|were|is|are|(?:had|has|have)\s+been|remain(?:ed|s)?)\s+(?:also\s+|again\s+|still\s+)?"
        r"(?:(?:identified|highlighted|noted|recognised|raised|flagged|cited|named|seen|listed|described)\s+(?:by\s+[\w’']+(?:\s+[\w’']+){0,4}?\s+)?as\s+)?"
        rf"(?:(?:an?|the|one|another|two|key|main|one\s+of\s+the)\s+){{0,2}}areas?\s+(?:{AREA_OF}|(?:(?:that|which)\s+(?:most\s+)?)?(?:needing|needed|needs|requiring|required|in\s+need\s+of)\s+(?:most\s+)?{TO_THE_WORK})",
        ("area",),
        "Supervision was identified by Ofsted as an area for improvement.",
        "The areas for improvement were known.",
    ),
    Rule(
        "improvement_areas.picked-out",
        rf"\b(?:was|were|is|are|(?:had|has|have)\s+been)\s+(?:also\s+|again\s+|both\s+|all\s+)?{PICKED}\s+(?:by\s+[\w’']+(?:\s+[\w’']+){{0,4}}?\s+)?"
        rf"(?:as\s+(?:needing|requiring|in\s+need\s+of)|for|as\s+(?:something|things)\s+(?:that\s+)?(?:needed|needing)\s+to)\s+{TO_THE_WORK}(?!\s+to\s+be|\s+by\s+the\b|\s+at\b)",
        (
            "singled",
            "picked",
            "pointed",
            "put forward",
            "marked",
            "identified",
            "highlighted",
            "flagged",
            "recognised",
            "named",
            "cited",
            "raised",
            "noted",
            "listed",
            "described",
            "seen",
            "mentioned",
        ),
        "Return talks had been singled out for improvement.",
        "The items were noted for the next meeting.",
    ),
    Rule(
        "improvement_areas.recommendation-that",
        r"\b(?:(?:inspection|inspectors[’']|inspector[’']s|ofsted(?:[’']s)?|ilacs|jtai)(?:\s+\w+)?\s+(?:recommendations?|suggestions?|advice)|(?:recommendations?|suggestions?)\s+"
        r"(?:of|from|(?:made\s+)?by)\s+(?:ofsted|(?:the\s+)?inspect(?:ors|ion)))(?:\s+(?:was|were|is))?,?\s+that\s+(?P<object>[^.\n]{10,400})",
        ("recommendation", "suggestion", "advice"),
        "Members recalled the inspection recommendation that corporate parenting be strengthened.",
        "The recommendation that the plan be noted was agreed.",
    ),
    Rule(
        "improvement_areas.suggested",
        rf"\b{VOICE}\s+{AUX}(?:suggest(?:ed|s)|propose[sd]|advise[sd]|asked|urged)\s+(?:(?:just\s+|only\s+)?(?:one|two|three|\d)\s+(?:more\s+)?(?:things?|changes?|matters?|improvements?|points?)\s*[:,–-]\s*)?"
        r"that\s+(?P<object>(?=[^.\n]{0,200}\b(?:should|be|must|needs?|needed|ought)\b)[^.\n]{5,400})",
        ("suggest", "propose", "advise", "asked", "urged"),
        "Its letter suggested one thing: that reviews be earlier.",
        "Ofsted suggested that the plan was sound.",
    ),
    Rule(
        "improvement_areas.criticised",
        rf"\b{VOICE}\s+{AUX}(?:criticised|(?:were|was|been|are)\s+(?:[\w-]+\s+){{0,2}}?(?:concerned|worried|critical|unhappy|unconvinced|not\s+satisfied|not\s+convinced|less\s+\w+)\s+(?:about|of|at|by|with|over))\s+"
        r"(?P<object>[^.;\n]{3,300})",
        ("critic", "concerned", "worried", "unhappy", "convinced", "satisfied", "less"),
        "Inspectors were critical of the speed of health checks.",
        "Inspectors were welcomed by staff.",
    ),
    Rule(
        "improvement_areas.faults",
        rf"\b{VOICE}\s+{AUX}(?:identified|highlighted|pointed\s+to|drew\s+attention\s+to|flagged(?:\s+up)?)\s+(?:that\s+there\s+(?:was|were)\s+)?"
        r"(?P<object>(?:(?:an?|some|the|too\s+much|continuing|persistent|undue)\s+){0,2}(?:lack|inconsistenc\w+|delays?|gaps|drift|variability|shortages?|unevenness)\s+(?:of|in|between|to|with|and|when|for)\s[^.;\n]{3,300})",
        ("lack", "inconsisten", "delay", "gaps", "drift", "variability", "shortage", "unevenness"),
        "Inspectors highlighted inconsistency in the recording of visits.",
        "Inspectors saw a lack.",
    ),
    Rule(
        "improvement_areas.wanted-better",
        rf"\b{VOICE}\s+{AUX}(?:wants?|wanted|wished|would\s+like|would\s+have\s+liked|hoped|asked\s+for)\s+(?:also\s+)?(?:to\s+see\s+|for\s+)?"
        rf"(?P<object>(?!{BETTER}\b|to\b|(?:\w+\s+){{0,3}}?(?:things?|areas?|matters?|aspects?|improvements?|issues?|points?)\b|the\s+(?:council|borough|county|city|authority|local|service)\b)(?:(?!,?\s+and\s+(?:they|it)\s)[^.;:\n]){{3,160}}?\s+(?:to\s+(?:be|become|start|begin|have|happen|come|receive)\s(?:(?!,?\s+and\s+(?:they|it)\s)[^.;:\n]){{2,200}}|(?:to\s+|done\s+|made\s+|be\s+)?{BETTER}\b(?:\s+than[^.;,\n]{{1,60}})?))",
        ("want", "wished", "like", "hoped", "asked"),
        "Inspectors wanted supervision to be more regular.",
        "Inspectors wanted to meet foster carers.",
    ),
    Rule(
        "improvement_areas.needed-they-said",
        rf"(?:(?m:^)\s?|(?<=[.;]\s))(?P<object>[^.,;:\n]{{3,150}}?)\s+(?:still\s+|also\s+)?(?:(?:needed|needs?|required|requires)\s+(?:to\s+be\s+)?(?:(?:some|more|further|urgent)\s+)?(?:improve(?:ment|d)?|work|attention|strengthen(?:ing|ed))|should|must|could|ought)\b"
        rf"[^.;\n]{{0,100}}?,\s+(?:{SPEAKER}\s+{AUX}{SAID}|(?:said|noted|found|thought)\s+{SPEAKER})",
        ("need", "requir", "should", "must", "could", "ought"),
        "Consistency of practice still needed work, Ofsted had said.",
        "Consistency of practice still needed work, the Director said.",
    ),
    Rule(
        "improvement_areas.need-was-named",
        rf"\b(?P<object>(?:the|a)\s+need\s+(?:for|to)\s+[^.;:,\n]{{3,200}}?)(?:\s+(?:was|were|had\s+been)\s+(?:also\s+)?{PICKED}|,\s+(?:{SPEAKER}\s+{AUX}{SAID}|(?:said|noted|found)\s+{SPEAKER}))\b",
        ("need",),
        "The need for better recording was identified by Ofsted.",
        "The need for a plan was clear.",
    ),
    Rule(
        "improvement_areas.chief-of-them",
        r"\b(?:the\s+)?(?:chief|main|first|second|third|fourth|fifth|last|other|foremost|weightiest|biggest|largest|principal|most\s+\w+)\s*(?:of\s+(?:them|these|those|which)|one|recommendation|being)?[,\s]*"
        rf"(?:was|were|being|is|concern(?:ed|s)|related\s+to|dealt\s+with|had\s+to\s+do\s+with|(?=(?:about|on)\s))\s*(?:about\s+|around\s+|on\s+)?(?P<object>(?=\S)(?!\w+ed\b|to\s+be\b|an?\s|(?:the\s+)?(?:\w{{2,}}est|harder|easier|better|worse|slower|later|other)\b|the\s+(?:most|least)\b|(?:not|no|too|very|more|most|less|already|now|still|due|in|on|at|under|with|done|complete|closed|met|so|how)\b|{COUNT}\b|\w+ly\b)(?:(?!,?\s+and\s+the\s+(?:second|third|fourth|last|other)\s)[^.;:\n]){{4,200}})",
        (
            "chief",
            "main",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "last",
            "other",
            "foremost",
            "weightiest",
            "biggest",
            "largest",
            "principal",
            "most",
        ),
        "They had made some recommendations, the chief of them about the number of local homes.",
        "The first speaker rose.",
    ),
    Rule(
        "improvement_areas.one-more",
        r"\bthere\s+was\s+(?:also\s+)?(?:one\s+(?:more|other|further)|another|a\s+(?:second|third|fourth|fifth|sixth|seventh|further))(?:\s+(?:recommendation|area|point))?,?\s*"
        r"(?:about|on|around|concerning|which\s+was|namely|for|:)\s+(?P<object>[^.;:\n]{5,200})",
        ("one", "another", "second", "third", "fourth", "fifth", "sixth", "seventh", "further"),
        "There was one more, about the use of bed and breakfast.",
        "There was one apology.",
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
        rf"\b{SPEAKER}\s+{AUX}(?:identified|highlighted|named|cited|flagged|saw|listed|described|noted)\s+(?P<object>(?!(?:an?\s+|\w+\s+)?areas?\b)[^.;:\n]{{3,200}}?)"
        rf"\s+as\s+(?:(?:an?|the|key|main|one|another|two|three)\s+){{0,2}}(?:areas?\s+(?:{AREA_OF}|in\s+need\s+of\s+{MORE}improvement)|(?:a\s+)?weakness(?:es)?|priority\s+actions?"
        rf"|(?:needing|requiring|in\s+need\s+of)\s+{TO_THE_WORK})",
        ("area", "weak", "priority", "need", "requir"),
        "Inspectors highlighted life-story work as an area for development.",
        "Inspectors described the service as good.",
    ),
)
"""Each holds the area itself (`object`), or stands behind it (`said-of`, `named-as`)."""

NEEDED = re.compile(
    r"\b(?:(?:should|must|ought\s+to)(?!\s+(?:be|not\s+be)?\s*(?:noted|proud|congratulated|commended|remembered|returned|expected))"
    r"|need(?:s|ed)?\s+to(?!\s+(?:return|revisit|visit|monitor|publish|wait|see|know))"
    r"|need(?:s|ed)?\s+(?:(?:further|more|some|urgent|much|significant|additional)\s+)?(?:improvement|improving|strengthening|attention|work|development)"
    r"|required\s+(?:(?:further|more|urgent|additional)\s+)?(?:strengthening|attention|work|development)"
    r"|(?:was|were)(?:n[’']t|\s+not)\s+(?:yet\s+)?\w+\s+enough|(?:more|better|further\s+work)\s+(?:could|should|must)\s+be\s+done|could\s+be\s+(?:improved|better|stronger|strengthened|clearer|more|quicker|sharper))",
    re.IGNORECASE,
)
"""A clause that says that something must get better; a bare grade ("required improvement") does not."""

PROCEDURE = re.compile(
    r"\bsubmit\b|\bpublish(?:ed)?\b|\b(?:action|improvement|post[- ]inspection)\s+plan\b[^.;]{0,60}\b(?:submit|produce|publish|sen[dt]|return|develop|prepare)"
    r"|\b(?:what|where|who|whom|which|how|when)\b(?:\s+[\w’']+){0,5}?\s+(?:need|should|must)|\b(?:written\s+)?statement\s+of\s+action\b|\brespon(?:se|d)\b[^.;]{0,40}\bwithin\b|\bsubmitted\s+(?:to|by)\b|\bself[- ]evaluation\b",
    re.IGNORECASE,
)
"""What inspectors say about the procedure, or about what leaders know, not about practice."""

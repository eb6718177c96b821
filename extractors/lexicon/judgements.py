"""How minutes name grades and judgement areas. Longest form first: "requires improvement to be good" holds "good"."""

from __future__ import annotations

from extractors.records import Domain, Grade
from extractors.rules import Rule

GRADES: dict[Grade, Rule] = {
    Grade.REQUIRES_IMPROVEMENT: Rule(
        "judgements.grade-requires-improvement",
        r"(?:\b(?=requir)(?<!ofsted )(?<!inspectors )(?<!ofsted had )(?<!inspectors had )requir(?:e|es|ed|ing)|\bin need of|\bneed(?:s|ed|ing)?)[ -]{1,2}(?:of )?improvements?(?:[ -](?:in order )?to (?:be(?:come)?|get to) good)?\b(?: \((?-i:RI|R2BG|RTBG)\))?"
        r"|\bimprovement to be good (?:was|is) required\b|\brequirements? (?:for )?improvement to be good\b|\brequires to improve\b"
        r"|\bimprovement (?:was|is|were) (?:found |said |judged )?(?:to be )?(?:required|needed)\b"
        r"|(?-i:\bRI\b)(?: to be good)?",
        ("improvement", "ri", "improve"),
        "Children's Services had been judged as requiring improvement to be good.",
        "There had been an improvement in good time.",
    ),
    Grade.OUTSTANDING: Rule(
        "judgements.grade-outstanding", r"\boutstanding\b", ("outstanding",), "Leadership was outstanding.", "He stood out."
    ),
    Grade.INADEQUATE: Rule(
        "judgements.grade-inadequate", r"\binadequate\b", ("inadequate",), "It was judged inadequate.", "Funding was adequate."
    ),
    Grade.GOOD: Rule("judgements.grade-good", r"\bgood\b", ("good",), "The overall judgement was Good.", "The goods arrived."),
    Grade.ADEQUATE: Rule(
        "judgements.grade-adequate", r"\badequate(?:ly)?\b", ("adequate",), "Safeguarding: adequate.", "It was inadequate."
    ),
}

_CHILDREN = r"(?:children|those|young people)(?:,? (?:(?:and|&) )?young people)?"
_OF = r"(?:(?:the )?experiences? and progress (?:of|for) |(?:the )?experiences of |services (?:for|to) )?"

DOMAINS: tuple[tuple[Domain, Rule], ...] = (
    (
        Domain.CARE_AND_CARE_LEAVERS,
        Rule(
            "judgements.domain-care-and-care-leavers",
            rf"\b{_OF}(?:{_CHILDREN} (?:in (?:our )?care|(?:who are )?looked[- ]after)|looked[- ]after children(?: and young people)?"
            r"|cared[- ]for children|(?-i:LAC|CLA|CIC|CiC))(?: \((?:CLA|LAC|CIC)\))?,? (?:and|&) (?:those |young people |the |for )?(?:care[- ]leavers|(?:who are )?leaving care|care[- ]experienced young people)\b"
            r"|\b(?:children |young people )?looked[- ]after(?: children)?,? (?:and|&) (?:achieving |their )?permanence\b|\bcare and care[- ]leavers\b",
            ("care", "looked", "leavers"),
            "the experiences and progress of children in care and care leavers",
            "the care home",
        ),
    ),
    (
        Domain.HELP_PROTECTION,
        Rule(
            "judgements.domain-help-and-protection",
            rf"\b{_OF}(?:{_CHILDREN}(?:,? and (?:their )?families)? )?(?:who (?:are in )?need(?: of)? |in need of |needing |need(?:ed)? )?(?:early )?help,? (?:and|&|or|and/or) protection\b"
            r"|\bchildren and families needing help\b|\bchildren in need of protection and help\b"
            r"|\bhelp(?:ing)? (?:and|&) protect(?:ing)? (?:children|those|young people)\b|\boverall effectiveness of (?:the )?safeguarding(?: services| arrangements)?\b(?! (?:children|board))",
            ("help", "safeguarding"),
            "children who need help and protection",
            "early help was good",
        ),
    ),
    (
        Domain.LEADERS,
        Rule(
            "judgements.domain-leaders",
            r"\b(?:the )?impact of (?:the )?leader(?:s|ship)(?: on (?:the )?(?:quality of )?(?:social (?:work|care) )?practice(?: with (?:children(?:,? (?:young people )?and (?:their )?famil(?:ies|y))?|families))?)?"
            r"|\b(?:management and )?leadership(?:(?:,| and| &|, and) (?:management|governance)){0,2}\b|(?<!senior )(?<!political )(?<!effectiveness of )\bleaders\b",
            ("leader",),
            "the impact of leaders on social work practice with children and families",
            "the lead member",
        ),
    ),
    (
        Domain.IN_CARE,
        Rule(
            "judgements.domain-in-care",
            rf"\b{_OF}(?:{_CHILDREN} in (?:our )?care|looked[- ]after children(?: and young people)?|{_CHILDREN} (?:who are )?looked[- ]after|cared[- ]for children|(?-i:LAC|CLA|CIC|CiC))\b",
            ("care", "looked", "lac", "cla", "cic"),
            "outstanding for its children in care",
            "the care home",
        ),
    ),
    (
        Domain.CARE_LEAVERS,
        Rule(
            "judgements.domain-care-leavers",
            rf"\b{_OF}(?:care[- ]leavers|young people leaving care|care[- ]experienced young people)\b",
            ("leaver", "leaving", "experienced"),
            "Care leavers – Good",
            "school leavers",
        ),
    ),
    (
        Domain.ADOPTION,
        Rule(
            "judgements.domain-adoption",
            r"\badoption(?: performance| services?)?\b(?! (?:agenc|panel|of|support|scorecard|order|statistic|rate))",
            ("adoption",),
            "Adoption performance – Outstanding",
            "the adoption of the plan",
        ),
    ),
    (
        Domain.LSCB,
        Rule(
            "judgements.domain-lscb",
            r"\blocal safeguarding (?:children|childrens|children['’]s) board\b|\b(?-i:[A-Z]{1,4}SCB)\b|\b(?:review of the|safeguarding(?: children(?:['’]?s)?)?) board\b"
            r"|\breview of the effectiveness of the board\b",
            ("board", "scb"),
            "The Local Safeguarding Children Board was also judged Good.",
            "the improvement board",
        ),
    ),
    (
        Domain.OVERALL,
        Rule(
            "judgements.domain-overall",
            r"\boverall effectiveness of (?:the |our |its |local )?(?:authority['’]s |council['’]s )?arrangements(?: (?:for|to) (?:the )?protect\w*(?: of)? children)?"
            r"|\b(?:services?|council|authority|department) as a whole\b|\boverall effectiveness(?: of (?:the |our |its )?(?:[a-z]+['’]s? )?(?:children['’]?s['’]? )?(?:social care |social work )?services?)?\b(?! (?:of|for)\b)|\boverall (?:inspection |ofsted )?(?:judge?ment|grad(?:e|ing)|rating|outcome|result|verdict|assessment|score|finding|conclusion)s?\b|\boverall\b(?! effectiveness of| experiences? and progress)",
            ("overall", "whole"),
            "The overall judgement was Good.",
            "all over the county",
        ),
    ),
)

# Before 2013 the two halves of a report each had an "overall effectiveness".
PRE_2013_DOMAINS: tuple[tuple[Domain, Rule], ...] = (
    (
        Domain.HELP_PROTECTION,
        Rule(
            "judgements.domain-safeguarding",
            r"\b(?:overall )?(?:effectiveness of )?(?:the )?(?<!inspection of )safeguarding(?: services| arrangements)?\b(?! (?:(?:local )?children|board|and looked[- ]after children(?! services (?:was|were|had))|of|inspection|adults))",
            ("safeguarding",),
            "Overall effectiveness of safeguarding: adequate",
            "the safeguarding board",
        ),
    ),
)

ALL_AREAS = Rule(
    "judgements.all-areas",
    r"\b(?:(?:in |across )?(?:all|every|each)(?: of)?(?: the| its| our)?(?: (?:two|three|four|five|six|other|remaining|key|inspected|judge?ment|inspection|individual|graded|separate|sub))*"
    r"[ -](?:areas?|domains?|categor(?:y|ies)|(?:sub-)?judge?ments?|aspects|counts?|headings?|criteria|measures|respects)|across the board|everything(?! else)|(?<!of )(?:the|its|our) (?:same )?(?:four|five) (?:inspection )?(?:judge?ments|domains))\b",
    ("all", "every", "each", "board", "four", "five", "everything"),
    "Every area was graded Good.",
    "in some areas",
)

JUDGING = Rule(
    "judgements.judging-word",
    r"\b(?:judge?d|rated|graded|re-?graded|assessed|deemed|classed|found|considered|stood out|inspected|received|achieved|awarded|gained|obtained|secured|earned|"
    r"attained|given|got|came out|judge?ments?|ratings?|grad(?:e|es|ing|ings)|verdict|outcomes?|results?|retain\w*|maintain\w*|kept|keeping|moved|improved|risen|climbed|gone|went|progressed|"
    r"dropped|fell|fallen|declined|downgraded|upgraded|lowered|raised)\b",
    ("judg", "rated", "grade", "grading", "assessed", "deemed", "classed", "found", "considered", "stood out", "inspected", "received", "achieved", "awarded", "gained",
     "obtained", "secured", "earned", "attained", "given", "got", "came out", "rating", "verdict", "outcome", "result", "retain", "maintain", "kept",
     "keeping", "moved", "improved", "risen", "climbed", "gone", "went", "progressed", "dropped", "fell", "fallen", "declined", "lowered", "raised"),
    "Services were judged to be good.",
    "Good weather was hoped for.",
)  # fmt: skip

GRADE_RULES = tuple(GRADES.values())
DOMAIN_RULES = (*(rule for _, rule in DOMAINS), *(rule for _, rule in PRE_2013_DOMAINS))

CONSTRUCTIONS: dict[str, str] = {
    "judgements.domain-is-grade": "the area stands before the grade: “leadership was judged outstanding”, “Care leavers – Good”",
    "judgements.grade-in-domain": "the grade stands before the area: “good in the domains of leadership and care leavers”",
    "judgements.row": "a row of a list or table: the area, then its grade on the same or the next line",
    "judgements.column": "a cell of a table with one column an inspection",
    "judgements.lead-in": "a list of areas under words that grade them all: “Performance was Good in:”",
    "judgements.all-areas": "one grade for all areas of the regime: “good across the board”",
    "judgements.service-is-grade": "the service, council or inspection itself is graded: “children's services were judged to be good”",
    "judgements.moved": "a grade left for another: “from requires improvement to good”",
    "judgements.kept": "a grade held from one inspection to the next: “retained its outstanding judgement”",
    "judgements.same": "“the same”, “as was”: the grade of the words before",
    "judgements.respectively": "areas and grades in two lists of equal length",
}

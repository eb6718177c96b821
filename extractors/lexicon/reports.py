"""How Ofsted's inspection reports and letters print titles, dates, judgements and what needs to improve, by framework and time.

The words are those of the report templates: the single inspection framework (2013 to 2018), ILACS (2018 on, reworded in 2021, 2023 and
2026), letters on focused and monitoring visits, joint targeted area inspections, area SEND inspections, and the inspections before
November 2013. Any white space may be a line break of the page.
"""

from __future__ import annotations

import re

from extractors.records import Domain, Framework, Grade
from extractors.rules import Rule

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_S = r"['’‘ʼ´`]?s?['’‘ʼ´`]?"  # the apostrophe as producers of PDFs write it, or lose it
_CHILDRENS_SERVICES = rf"children{_S}\s+(?:and\s+(?:young\s+people|famil(?:y|ies)){_S}\s+)?(?:social\s+(?:care|work)\s+)?services"
_RE = r"(?:re[-‑–]?\s?)?"
_NAME = (
    r"(?P<authority>(?-i:[A-Z])(?:[^\n:.]|(?<=\bst)\.){1,70}"
    r"(?:\n[ \t]*(?:local|children|services|borough|council|authority|area|partnership|city|county|metropolitan)\b[^\n:.]{0,50})?)"
)

# Where the title stands alone the authority's name is the line before it; elsewhere it is part of the title.
TITLES: tuple[tuple[Framework, Rule], ...] = (
    (
        Framework.SIF,
        Rule(
            "reports.title-sif",
            rf"^[ \t]*{_RE}inspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection"
            r"(?:,?\s+children\s+looked\s+after\s+and\s+care\s+leavers)?",
            ("inspection",),
            "Inspection of services for children in need of help and protection, children looked after and care leavers",
            "The inspection of services for children in need of help and protection was long.",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    (
        Framework.OTHER,
        Rule(
            "reports.title-before-2014",
            r"^[ \t]*inspection\s+of\s+(?:safeguarding\s+and\s+)?(?:looked\s+after\s+children(?:\s+services)?"
            r"|(?:the\s+)?(?:local\s+authority\s+)?arrangements\s+for\s+the\s+protection\s+of\s+children)",
            ("inspection",),
            "Inspection of looked after children services",
            "Inspection of Exmoor local authority children’s services",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    (
        Framework.FOCUSED_VISIT,
        Rule(
            "reports.title-focused-visit",
            rf"^[ \t]*(?:ofsted(?:['’]s)?\s+)?focus+ed\s+visit\s+(?:to|of|at|in)\s+(?:the\s+)?{_NAME}?",
            ("visit",),
            "Focused visit to Wexmoor County Council children’s services",
            "A focused visit took place.",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    (
        Framework.MONITORING_VISIT,
        Rule(
            "reports.title-monitoring-visit",
            rf"^[ \t]*(?:ofsted(?:['’]s)?\s+)?(?:first\s+|second\s+|third\s+|fourth\s+|fifth\s+|sixth\s+)?monitoring\s+visit\s+(?:to|of|at|in)\s+(?:the\s+)?{_NAME}?",
            ("visit",),
            "Monitoring visit of Wexmoor children’s services",
            "The next monitoring visit is due.",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    (
        Framework.JTAI,
        Rule(
            "reports.title-jtai",
            rf"^[ \t]*(?:pilot\s+)?joint\s+targeted\s+area\s+inspection\s+(?:of|in|by)\b(?:\s+(?:the\s+)?(?:multi-agency\s[^:.]{{5,200}}?\bin\s+(?:the\s+)?)?{_NAME})?",
            ("joint",),
            "Joint targeted area inspection of Wexmoor",
            "The joint targeted area inspections began in 2016.",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    (
        Framework.AREA_SEND,
        Rule(
            "reports.title-area-send",
            rf"^[ \t]*(?:(?:joint\s+)?(?:local\s+)?area\s+(?:SEND|special\s+educational\s+needs\s+and[/ ]or\s+disabilit(?:y|ies)|special\s+educational\s+needs\s+and\s+disabilit(?:y|ies))"
            rf"(?:\s+\(SEND\))?|joint\s+local\s+area\s+SEND)\s+(?:re-?)?(?:inspection|revisit)\s+(?:of|in|to)\b(?:\s+(?:the\s+)?{_NAME})?",
            ("area",),
            "Area SEND inspection of Wexmoor Local Area Partnership",
            "The area SEND inspection is awaited.",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    (
        Framework.ILACS,
        Rule(
            "reports.title-ilacs",
            rf"^[ \t]*{_RE}inspection\s+of\s+(?:{_CHILDRENS_SERVICES}\s*$|local\s+authority\s+{_CHILDRENS_SERVICES}"
            rf"|(?:the\s+)?(?P<authority>(?-i:[A-Z])(?:(?!\n[ \t]*\n)(?:[^:.]|(?<=\bst)\.)){{1,110}}?)(?:\s+local\s+authority)?{_S}\s+{_CHILDRENS_SERVICES}"
            r"|(?:the\s+)?(?P<trust>(?-i:[A-Z])[^:.]{1,60}\bchildren\b[^:.]{0,40}\btrust)[ \t]*$)",
            ("inspection",),
            "Inspection of Wexmoor local authority children’s services",
            "Inspection of Wexmoor Primary School",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
)
"""Title of each kind of report, most telling first. The group `authority` (or `trust`) holds the name where the title has one."""

PLAIN_TITLE = re.compile(
    rf"^[ \t]*{_RE}inspection\s+of\s+(?:the\s+)?(?P<authority>(?-i:[A-Z])[^\n:]{{1,80}})$", re.IGNORECASE | re.MULTILINE
)
TABLE_AREAS = (
    (
        Framework.ILACS,
        (
            re.compile(
                r"^[ \t]*(?:the\s+)?impact\s+of\s+(?:leaders|leadership)\s+on\s+social\s+work\s+practice",
                re.IGNORECASE | re.MULTILINE,
            ),
            re.compile(
                r"^[ \t]*(?:the\s+)?experiences?\s+and\s+progress\s+of\s+children\s+who\s+need\s+help", re.IGNORECASE | re.MULTILINE
            ),
        ),
    ),
    (
        Framework.SIF,
        (
            re.compile(
                r"^[ \t]*(?:2\.?[ \t]+)?children\s+looked\s+after\s+and\s+achieving\s+permanence", re.IGNORECASE | re.MULTILINE
            ),
            re.compile(r"^[ \t]*(?:2\.1\.?[ \t]+)?adoption\s+performance", re.IGNORECASE | re.MULTILINE),
        ),
    ),
)
"""Areas by which a table of judgements shows its regime where the title does not."""

IN_THE_LETTER = re.compile(
    r"findings\s+of\s+(?:the\s+|a\s+|an\s+|our\s+|Ofsted['’]s\s+)?(?:(?:first|second|third|fourth|fifth|sixth|most\s+recent|recent|latest)\s+)*"
    r"(?P<kind>focus+ed|monitoring)\s+visit\s+(?:to|of|at|in)\s+(?:the\s+)?"
    r"(?P<authority>(?-i:[A-Z])[\w’'&,()\s-]{2,90}?)(?:['’]s|['’])?(?:\s+local\s+authority)?(?:\s+children['’]?s\s+services)?"
    r"(?:,?\s+(?:on|in|between|from|that|which|undertaken|carried|conducted|since)\b|\.)",
    re.IGNORECASE,
)
"""The first sentence of a letter on a visit ("This letter summarises the findings of the focused visit to …")."""

INSPECTION_DATES = re.compile(
    r"^[ \t]*(?:re[-‑]?)?(?:(?:inspection|inspected|visit|fieldwork)(?:\s+dates?(?:\(s\))?)?\s*:|(?:inspection|visit)\s+dates?(?:\(s\))?(?=\s+\d)"
    r"|date(?:s|\(s\))?\s+of\s+(?:the\s+)?(?:inspection|visit)\s*:)[ \t]*\n?",
    re.IGNORECASE | re.MULTILINE,
)
DATE_RUN = re.compile(
    rf"(?:\s*(?:\d{{1,2}}(?:st|nd|rd|th)?(?!\d)|(?:19|20)\d\d|{_MONTH}\b\.?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|to\b|and\b|until\b|from\b|between\b|[-–—−‐‑,&;/()]))+",
    re.IGNORECASE,
)
"""A run of nothing but days, months, years and what joins them."""
VISIT_DATES = re.compile(
    rf"\b(?:visit|inspection)\b[^.]{{0,160}}?\b(?:on|between|from|of)\s+(?=\d{{1,2}}(?:st|nd|rd|th)?\b)|\b(?:between|from|on)\s+(?=\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH}|and|to|[-–—]))",
    re.IGNORECASE,
)
"""What stands before the dates in a letter."""
PUBLISHED = re.compile(
    r"^[ \t]*(?:report\s+|first\s+|letter\s+)?(?:published|publication\s+date|date\s+of\s+publication)(?:\s+on|\s+date)?\s*:?\s*",
    re.IGNORECASE | re.MULTILINE,
)
LETTER_DATE = re.compile(
    rf"^[ \t]*(?:Date:?\s*)?(\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+20\d\d)[ \t]*$", re.IGNORECASE | re.MULTILINE
)
INSPECTOR = re.compile(
    r"^[ \t]*(?:(?<!deputy )lead|reporting|(?:lead\s+)?ofsted)\s+inspector(?:\s*:\s*|[ \t]+)(?!judge?ment\b)(?P<name>(?-i:[A-Z])[^\n]{2,80})",
    re.IGNORECASE | re.MULTILINE,
)
SIGNED = re.compile(r"^[ \t]*Yours (?:sincerely|faithfully),?\s+(?P<name>(?-i:[A-Z])[^\n]{2,60})", re.IGNORECASE | re.MULTILINE)
AFTER_NAME = re.compile(
    r"\s*(?:[,;(–-]\s|\b(?:HMI|SHMI|MBE|OBE)\b|(?:Senior\s+)?(?:Her|His)\s+Majesty|Senior\s+Her|Ofsted\s+Inspector|Regulatory|Social\s+Care\s+Regulatory|Senior\s+HMI|Lead\s+inspector).*$",
    re.IGNORECASE,
)
PREVIOUS = re.compile(
    r"^(?![ \t]*dates?\b|[ \t]*(?:previous|last)\s+inspection\s*:\s*\d)[^\n]*?\b(?:previous|last)\s+(?:[\w’']+[ \t]+){0,2}inspection\b[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that names an earlier inspection; one that only dates it ("Date of previous inspection: …") says nothing of its grades."""
TABLE_HEAD = re.compile(r"^[ \t]*Judge?ment[ \t]+Grade[ \t]*$", re.IGNORECASE | re.MULTILINE)
"""The head of the table of judgements since 2018."""
GRADE = (
    r"(?P<grade>out?standing|good|requires?\s+improve?ment(?:\s+to\s+be\s+good)?|inadequate|adequate"
    r"|not\s+(?:judged|graded|applicable|inspected)|no\s+judge?ment)(?![A-Za-z])"
)
_GRADES = {
    "ou": Grade.OUTSTANDING,
    "good": Grade.GOOD,
    "require": Grade.REQUIRES_IMPROVEMENT,
    "inadequate": Grade.INADEQUATE,
    "adequate": Grade.ADEQUATE,
}


def grade_of(words: str) -> Grade | None:
    """Return the grade that printed words mean, None for "not judged"."""
    return next((grade for start, grade in _GRADES.items() if words.lower().startswith(start)), None)


_PROGRESS = r"(?:the\s+)?experiences?\s+and\s+progress\s+(?:of|for)\s+"
_CHILDREN = r"(?:children\s+and\s+young\s+people|children)"
LABELS: tuple[tuple[Domain, str], ...] = (
    (
        Domain.LEADERS,
        r"(?:the\s+)?impact\s+of\s+(?:leaders|leadership)\s+on\s+social\s+work\s+practice(?:\s+(?:with|for)\s+children(?:\s+and\s+(?:their\s+)?families)?)?"
        r"|leadership,?\s+management\s+and\s+governance",
    ),
    (Domain.HELP_PROTECTION, rf"(?:{_PROGRESS})?{_CHILDREN}\s+(?:who\s+need|in\s+need\s+of)\s+help\s+and(?:/or)?\s+protection"),
    (
        Domain.CARE_AND_CARE_LEAVERS,
        rf"{_PROGRESS}{_CHILDREN}\s+(?:in\s+care|looked\s+after)\s+and\s+(?:children\s+)?care\s+leavers"
        rf"|(?:{_PROGRESS})?{_CHILDREN}\s+looked\s+after\s+and\s+achieving\s+permanence",
    ),
    (Domain.IN_CARE, rf"{_PROGRESS}{_CHILDREN}\s+(?:in\s+care|looked\s+after)"),
    (Domain.CARE_LEAVERS, rf"(?:{_PROGRESS})(?:{_CHILDREN}\s+)?care\s+leavers"),
    (Domain.ADOPTION, r"adoption\s+performance|the\s+graded\s+judge?ment\s+for\s+adoption\s+performance"),
    (Domain.OVERALL, r"overall\s+effectiveness"),
)
"""What each judgement area is called in tables and headings; where two begin alike the longer one stands first."""

OVERALL_SENTENCE = re.compile(
    rf"^[ \t]*(?:the\s+|our\s+)?(?:overall\s+(?:judge?ment|effectiveness)(?:\s+(?:is|for)\b)?|(?:overall,?\s+)?(?:children{_S}\s+services|services\s+for\s+children))"
    rf"(?P<before>(?:(?!\.\s|\n[ \t]*\n)[\s\S]){{0,140}}?)\s*\b{GRADE}",
    re.IGNORECASE | re.MULTILINE,
)
"""The sentence above a table of the single inspection framework ("Children's services in … require improvement to be good")."""
LSCB = re.compile(
    r"^[ \t]*(?:the\s+)?(?:judge?ment\s+(?:for|on|of)\s+the\s+)?(?:(?:overall\s+)?effectiveness\s+of\s+the\s+)?local\s+safeguarding\s+children['’]?s?\s+board"
    r"(?:\s*\(LSCB\))?(?:\s+in\s+(?!(?:19|20)\d\d)[^\n.]{2,50})?"
    r"(?P<before>(?:[\s:,–-]|\b(?:is|are|was|were|has|had|been|judged|to|be|now|currently|not|yet|no|longer|in|(?:19|20)\d\d)\b){0,40}?)"
    rf"{GRADE}",
    re.IGNORECASE | re.MULTILINE,
)
"""The sentence on the safeguarding board."""
DENIED = re.compile(r"\b(?:not|no\s+longer|never|neither|nor)\b(?:(?!\b(?:but|now)\b)[\s\S])*$", re.IGNORECASE)
"""Before a grade: the sentence says that it is not given ("are not yet good")."""
PAST = re.compile(r"\b(?:was|were|had\s+been)\b(?:(?!\b(?:is|are|now)\b)[\s\S])*$", re.IGNORECASE)
EARLIER = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:previous(?:ly)?|last|formerly|earlier|before)\b|\bnow\b",
    re.IGNORECASE,
)
"""Beside a grade given with `PAST`: it is that of an earlier time ("were inadequate in 2011 and are now good")."""
NEXT_GRADE = re.compile(rf"(?P<before>(?:(?!\.\s|\n[ \t]*\n|\n(?=(?-i:[A-Z])))[\s\S]){{0,140}}?)\b{GRADE}", re.IGNORECASE)
"""Another grade further on in the same sentence."""
REST = re.compile(r"(?:(?!\.\s|\n[ \t]*\n|\n(?=(?-i:[A-Z])))[\s\S]){0,140}")
"""What is left of a sentence."""
OLD_SERVICES = (
    (
        Domain.HELP_PROTECTION,
        re.compile(rf"^[ \t]*safeguarding\s+services\b(?:(?!looked\s+after)[\s\S]){{0,120}}?overall\s+effectiveness\b[\s:]*(?:grade\s+\d\s*\(?)?{GRADE}", re.IGNORECASE | re.MULTILINE),
    ),
    (
        Domain.CARE_AND_CARE_LEAVERS,
        re.compile(rf"^[ \t]*services\s+for\s+looked\s+after\s+children\b[\s\S]{{0,120}}?overall\s+effectiveness\b[\s:]*(?:grade\s+\d\s*\(?)?{GRADE}", re.IGNORECASE | re.MULTILINE),
    ),
    (
        Domain.OVERALL,
        re.compile(rf"^[ \t]*(?:the\s+)?overall\s+effectiveness\b(?!\s+of\s+services\s+for\s+looked)[^.\n]{{0,120}}(?:\n[^.\n]{{0,100}})?\bjudged\s+to\s+be\s+{GRADE}", re.IGNORECASE | re.MULTILINE),
    ),
)  # fmt: skip
"""Judgements of the inspections before 2013, from their lists of findings."""

NEEDS = re.compile(
    r"^[ \t]*(?:[\d.]+[ \t]+)?(?P<heading>what\s+(?:does\s+(?:the\s+|this\s+)?(?:local\s+authority|council|partnership|trust)\s+need\s+to\s+(?:do\s+to\s+)?improve|needs?\s+to\s+improve)"
    r"(?:\s+in\s+(?:this\s+area\s+of\s+)?(?:social\s+work|the|this)[^\n]{0,40})?|(?:key\s+)?recommendations?(?:\s+for\s+(?:the\s+)?(?:local\s+authority|council|improvement))?|areas?\s+for\s+(?:further\s+)?improvement|areas?\s+for\s+priority\s+action"
    r"|priority\s+(?:and|or)\s+immediate\s+actions?|areas?\s+for\s+development)[ \t]*[?:.]?[ \t]*\d{0,2}[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A heading below which stands what must get better."""
PRIORITY = re.compile(
    r"^[ \t]*(?:areas?\s+for\s+priority\s+action|priority\s+(?:and|or)\s+immediate\s+actions?)\b[^\n.]{0,30}$", re.IGNORECASE
)
AREAS = re.compile(r"^[ \t]*(?:areas?\s+for\s+(?:further\s+)?(?:improvement|development))\b[ \t]*:?[ \t]*$", re.IGNORECASE)
NEEDS_END = re.compile(
    r"[ \t]*(?:Section \d\b[^\n.]{0,60}|Information about (?:this|the)\b[^\n.]{0,60}|[A-Z][^\n.]{0,50}(?<!\w)[Ss]trengths\b[^\n.]{0,30}|Strengths\b[^\n.]{0,40}"
    r"|(?:Executive |Headline )?(?:[Ss]ummary|[Ff]indings)\b[^\n.]{0,50}|Progress (?:since|made)\b[^\n.]{0,50}|Inspection (?:[Ff]indings|[Jj]udge?ments?|[Dd]etails)\b[^\n.]{0,60}"
    r"|(?:Main |Key )?[Ff]indings[^\n.]{0,20}|Context|Local leadership|The (?:[Ll]ocal [Ss]afeguarding [Cc]hildren['’]?s?|effectiveness of the)\b[^\n.]{0,40}"
    r"|Outcomes for (?:looked|children)[^\n.]{0,60}|What the inspection judge?ments[^\n]{0,60}|Local area partnership details|Next steps|About this inspection"
    r"|Yours (?:sincerely|faithfully)|Ofsted is (?:leading|carrying)[^\n]*|I am (?:copying|sending)[^\n]*|The Office for Standards[^\n]*|If you are not happy[^\n]*)[ \t:]*$"
)
"""A line that begins the next part of a report."""
BULLET = re.compile(r"[ \t]*(?P<mark>o(?=[ \t])|[^\w\s()\[\]\"'‘’“”£$.,:;!?&%/])[ \t]*(?=\S|$)")
"""A list entry's mark: any sign that begins no sentence, as symbol fonts put every kind of sign in a bullet's place."""
NUMBER = re.compile(r"[ \t]*\(?(?P<number>\d{1,3})[.)](?:[ \t]+|$)(?=\S|$)")
FOOTNOTE = re.compile(r"[ \t]*\d{1,2}[ \t]*(?=(?-i:[A-Z‘“])[a-z’']*[ \t])")

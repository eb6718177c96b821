"""The words between a grade and an area: which of them tie the two together, and which break the tie."""

from __future__ import annotations

import re

WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+|[^\s\w]", re.IGNORECASE)
PLACE = re.compile(
    r"\b(?:in|at|of|for) (?!Ofsted|Children)[A-Z]\w+(?: (?:and |upon |on )?[A-Z]\w+){0,3}|\b[A-Z][a-z]+(?: [A-Z][a-z]+)?['’]s\b(?! [A-Z])"
)
RELATIVE = re.compile(r",\s(?:which|who|that|a|an|now|then|made|given|new)\b[^,;]{1,70},(?=\s(?:was|were|is|are|had|has|have)\b)")
IGNORED = frozenset("\"'’‘“”()·•*“|")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


PREPOSITIONS = _words("across against around concerning for in of on regarding within")
FORWARD = PREPOSITIONS | _words(
    ", - : again all also area areas as aspect aspects awarded been being both categories category child children domain "
    "domains each experience experiences families findings five following four given grade grades grading gradings had has have "
    "inspection is its judgement judgements judgment judgments key made mark one ones our outcome people progress quality "
    "rating ratings received regard regards relation respect score service services sub that the their those three to two "
    "was were which who with work young –"
)
JOIN = _words(
    "& , - : ; also and area areas as both children domain domains effectiveness experience experiences for in its "
    "judgement judgements key of on our plus progress respect services that the their this those to well with work –"
)
LINK = _words(
    ", - : = a achieved achieving additionally again all also an are area areas as aspects assessed at authority awarded be "
    "been being both by came care category children children's children’s classed come concluded considered continued "
    "continues council deemed described describing domain domains each effectiveness families for found gained given got "
    "grade graded grades grading gradings had has have having held however improved in inspected inspection inspector "
    "inspectors is it its judged judgement judgements judgment judgments just kept last level local maintained maintaining "
    "moreover moved now of ofsted one only out outcome overall practice previous rated rating ratings re received receiving "
    "regarded remain remained remains result risen rose department directorate borough county city retained retaining reviewed said same scored service services social "
    "specifically standard status stayed stays still stood strengthened sustained that the therefore these to too unchanged "
    "verdict was went were which whose with work | – —"
)
CHILD_OF_LINK = re.compile(r"\b(?:was|were|is|are|be|been|had|has|judged|rated|graded|found|remain\w*|stay\w*)\b", re.IGNORECASE)
# The gerund ("keeping an outstanding grade was an achievement") tells of a thing to do, not of two inspections.
KEPT = re.compile(
    r"\b(?:(?:retain|maintain|remain|stay|sustain|continu)(?:e?s|e?d)?|keeps?|kept|held on|holds? on)\b", re.IGNORECASE
)
SAME = re.compile(r"\bthe same\b(?! (?:time|day|period|way|year|meeting))", re.IGNORECASE)
SAME_AS_BEFORE = re.compile(
    r"^[\"'’”)]*,? (?:which (?:was|is) )?the same (?:result|grade|grading|rating|judge?ment|outcome|verdict)? ?as (?:in|at|for|its|the)\b"
    r"|^[\"'’”)]*,? (?:just )?as (?:in|at) (?:the|its|our|[\w ]{0,12}20\d\d)\b",
    re.IGNORECASE,
)
SAME_GRADE_FOR = re.compile(
    r"the same (?:grade|grading|rating|judge?ment|outcome)s? (?:(?:had been|was|were|has been|applied|also) ?)*(?:given|awarded|received|made|reached)? ?(?:for|to|in|on)\s(?:the )?",
    re.IGNORECASE,
)
FROM = re.compile(
    r"\bfrom (?:being |a |an |the |its |their |our )?(?:judged |rated |graded )?(?:overall |ofsted )?(?:(?:judge?ment|rating|grade|grading)s? (?:of |as )?)?"
    r"[\"'‘“]?$",
    re.IGNORECASE,
)
TO = re.compile(r"\bto\b", re.IGNORECASE)
EXCEPT = re.compile(r"\b(?:except|apart from|other than|save|bar|with the exception of)\b(?: for)?", re.IGNORECASE)
RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
AS_WAS = re.compile(r"^[\"'’”]*,? (?:as|and so|so too) (?:was|were|did|had|are|is)\b", re.IGNORECASE)
AND_LIKEWISE = re.compile(r"^[\"'’”]*,? and (?:the (?:grade|judge?ment|rating) (?:for|of) |that (?:for|of) )?$", re.IGNORECASE)
LIKEWISE = re.compile(r"^[\w ]{0,12}\b(?:with it|too|as well|likewise)\b", re.IGNORECASE)
PRONOUN = re.compile(
    r"(?:^|[,;:] |\band |\bbut |\bwhich )(?:it|this|that|these|they|both|which)? ?(?:(?:was|were|is|had|having) )?(?:been )?(?:previously|formerly|earlier)\b",
    re.IGNORECASE,
)
ANAPHORA = re.compile(
    r"\b(?:it|they|these|this|which|that (?:area|judge?ment|grade|service)) (?:(?:also|too|then|now|itself) )?(?:(?:was|were|is|are|had|has|have|being) )?(?:been )?"
    r"(?:also |too |last |then |now )?(?:(?:judged|rated|graded|found|assessed)(?: to be| as| to| at)? )?[\"'‘“]?$",
    re.IGNORECASE,
)
AMONG = re.compile(r"^[\"'’”]*,?(?: the)?(?: separate| new| standalone)*$", re.IGNORECASE)

SERVICE = (
    r"(?:council|authority|service|services|department|directorate|city|county|borough|area|local authority|children['’]?s (?:social )?(?:care|services)|"
    r"it|they|we|inspection|ofsted|ilacs)"
)
ADVERB = r"(?:overall|again|also|still|now|all|therefore|currently|being|only|just|once|recently|rightly|formally|officially|last)"
OBJECT = r"(?:the|its|our|their|us|them|it|itself|council|authority|service|services|local|children['’]?s|social|care|department|this|city|county|borough|work|for|by|ofsted|inspectors)"
JUDGED = re.compile(
    rf"\b(?:judged|rated|re-?rated|graded|re-?graded|assessed|found|deemed|classed|classified|considered|came out|did|performed|inspected(?: and)?)(?: (?:{ADVERB}|{OBJECT}))*"
    rf"(?: (?:as|to|be|being|have|been|having|overall|a|an|one|of|rating|grade|judge?ment))*:?[ ]?[\"'‘“]?$",
    re.IGNORECASE,
)
NOUN_BEFORE = re.compile(
    r"\b(?:rating|grade|grading|judge?ment|verdict|outcome|result|status|assessment|score)s?(?: (?:for|of|on) (?:the |our |its )?(?:inspection|ilacs|council|authority|service|children['’]?s (?:services|social care)))?"
    r"(?: (?:of|as|was|were|is|being|had|has|been|have|remains?|remained|stayed|one|from|at|to|be|a|an|the|therefore|again|also|still|given|by|ofsted))*\s?[:–-]?\s?[\"'‘“]?$",
    re.IGNORECASE,
)
NOUN_AFTER = re.compile(
    r"^[\"'’”]*[ -](?:overall |ofsted |inspection )?(?:rating|grade|grading|judge?ment|verdict|status)s?\b", re.IGNORECASE
)
RESULT_AFTER = re.compile(r"^[\"'’”]*[ -](?:overall |ofsted |inspection )?(?:outcome|result)s?\b", re.IGNORECASE)
REMAINS = re.compile(
    rf"\b{SERVICE}(?:['’]s?)? (?:has |have |had )?(?:therefore |also )?(?:remain(?:s|ed)?|stay(?:s|ed)?|continue(?:s|d)? to be)(?: at)? (?:an? )?[\"'‘“]?$",
    re.IGNORECASE,
)
REQUIRES_SUBJECT = re.compile(
    rf"\b{SERVICE}(?:(?-i: (?:in|of|at|for) [A-Z]\w+(?: [A-Z]\w+)?))?,?(?: (?:still|now|currently|overall|has|had|have|also|itself))* ?[\"'‘“]?$|(?-i:\b(?:when|that|and|as|while|since|because|where|said) [A-Z][a-z]+(?: (?:and )?[A-Z][a-z]+)?)(?: still)? $",
    re.IGNORECASE,
)
SERVICES_WERE = re.compile(
    r"\bchildren['’]?s (?:social (?:care|work) )?services?(?: (?:in|at|of) [A-Z]\w+(?: [A-Z]\w+)?)? (?:overall )?(?:was|were|is|are|as) (?:now |overall |again )?(?:an? )?[\"'‘“]?$",
    re.IGNORECASE,
)
FRAMEWORK_COLON = re.compile(r"\b(?:ilacs|ofsted|sif|inspection)\b[\w ]{0,20}[:–-] ?[\"'‘“]?$", re.IGNORECASE)
CAPITAL_OR_QUOTED = re.compile(r"[\"'‘“]$")

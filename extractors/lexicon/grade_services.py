"""How a sentence says that the service, the council or the inspection itself has a grade."""

from __future__ import annotations

import re

_NAME = r"(?-i:(?!Good|Outstanding|Inadequate|Requir|Adequate|RI\b)[A-Z][\w-]*(?:['’]s?)?)"
_NO_BODY = r"(?-i:(?!Early|Help|Famil|MASH|Multi|Youth|Adult|Virtual|Foster|Front|Education|Inclusion|SEND|Practice|Placement|Cllr|Councillor|Mrs?\b|Ms\b|St\b|The\b|Adoption|Leader|Care|Safeguard|Short|Edge))"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_CHILDREN_S = r"(?:children(?:['’]?s?['’]?)?(?: and (?:young people|famil(?:y|ies)|learning|education)(?:['’]?s?['’]?)?)?)"
_HEAD = (
    rf"(?:{_CHILDREN_S} (?:social (?:care|work)(?: services?)?|services?(?: department| directorate)?|department|directorate)"
    r"|services? (?:for|to) children(?:,? (?:and|&) (?:young people|(?:their )?families))?(?: and families)?"
    r"|social care services?|local authority|authority|council|department|directorate|services?|borough|county|city)"
)
_SUBJECT = (
    rf"(?:(?:the|our|its|their|this|your|both) )?(?:{_NAME} ){{0,4}}(?:(?:local )?(?:council|authority|borough|county|city|district)['’]s )?{_HEAD}"
    rf"(?: (?:in|of|at|for|across|within) (?:(?:the )?(?:{_NAME}(?: (?:and|upon|on) {_NAME})?){{1,3}}|(?:the|our|this) (?:borough|county|city|area|council|authority)))?"
)
_PLACE_SUBJECT = rf"(?:(?:^|[.;,(–-] |\b(?:that|and|but|when|while|as|since) ){_NO_BODY}{_NAME}(?: {_NAME}){{0,2}})"
SERVICE = (
    r"(?:council|authority|service|services|department|directorate|city|county|borough|area|local authority|children['’]?s (?:social )?(?:care|services)|"
    r"it|they|we|inspection|ofsted|ilacs)"
)
ADVERB = r"(?:overall|again|also|still|now|all|therefore|currently|being|only|just|once|recently|rightly|formally|officially|last)"
OBJECT = r"(?:the|its|our|their|us|them|it|itself|council|authority|service|services|local|children['’]?s|social|care|department|this|city|county|borough|work|for|by|ofsted|inspectors)"
_VERB = r"(?:judged|rated|re-?rated|graded|re-?graded|assessed|found|deemed|classed|classified|considered|came out|come out|comes out|did|performed|inspected(?: and)?|judg(?:es|ing)|rat(?:es|ing)|grad(?:es|ing)|find(?:s|ing)?|rank(?:s|ed)|upgrad(?:ed|ing)|downgrad(?:ed|ing)|raised|lowered)"
JUDGED = re.compile(
    rf"\b{_VERB}(?: (?:{ADVERB}|{OBJECT})){{0,10}}(?: (?:that )?(?:{_SUBJECT}|{_NO_BODY}{_NAME}(?: {_NAME}){{0,2}}))?(?: {ADVERB}){{0,2}}"
    rf"(?: (?:as|to|be|being|have|been|having|overall|a|an|one|of|rating|grade|judge?ment)){{0,8}}:?[ ]?[\"'‘“]?$",
    re.IGNORECASE,
)
NOUN_BEFORE = re.compile(
    r"\b(?:rating|grade|grading|judge?ment|verdict|outcome|result|status|assessment|score|finding|conclusion|headline)s?(?: (?:for|of|on|by|from|in) (?:(?:the|our|its|this|that|both|each|either|last|first|ofsted|recent|latest|previous|full|standard|short|single|ilacs) ){0,5}(?:inspections?|ilacs|ofsted|inspectors|council|authority|service|children['’]?s (?:services|social care)))?"
    r"(?: (?:of|for) children['’]?s (?:services|social care))?(?: (?:of|in|from|on|dated|held in|published in|published on) (?:\d{1,2}(?:st|nd|rd|th)? )?(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\b,? ?)?(?:20\d\d)?)?"
    r"(?: (?:of|as|was|were|is|being|had|has|been|have|remains?|remained|stayed|one|from|at|to|be|a|an|the|therefore|again|also|still|given|by|ofsted|that|it|they|inspection|overall|now|fell|fallen|dropped|slipped|risen|rose|gone|went|up|down|one|two|grades?|moved|improved|changed),?){0,8}\s?[:–-]?\s?[\"'‘“]?$",
    re.IGNORECASE,
)
NOUN_AFTER = re.compile(
    r"^[\"'’”]*[ -](?:overall |ofsted |inspection )?(?:rating|grade|grading|judge?ment|verdict|status)s?\b", re.IGNORECASE
)
RESULT_AFTER = re.compile(
    r"^[\"'’”]*[ -](?:overall |ofsted |inspection ){0,2}(?:outcome|result|inspection|ILACS)s?\b", re.IGNORECASE
)
INSPECTION_AFTER = re.compile(r"^[\"'’”]*[ -](?:overall )?(?:ofsted )?(?:inspection|outcome|result|report)\b", re.IGNORECASE)
REMAINS = re.compile(
    rf"\b{SERVICE}(?:['’]s?)? (?:has |have |had )?(?:therefore |also )?(?:remain(?:s|ed)?|stay(?:s|ed)?|continue(?:s|d)? to be)(?: at)? (?:an? )?[\"'‘“]?$",
    re.IGNORECASE,
)
REQUIRES_SUBJECT = re.compile(
    rf"\b{SERVICE}(?:(?-i: (?:in|of|at|for) [A-Z]\w+(?: [A-Z]\w+)?))?,?(?: (?:still|now|currently|overall|has|had|have|also|itself))* ?[\"'‘“]?$|(?-i:\b(?:when|that|and|as|while|since|because|where|said) [A-Z][a-z]+(?: (?:and )?[A-Z][a-z]+)?)(?: still)? $"
    rf"|^{_NO_BODY}{_NAME}(?: {_NAME}){{0,2}}(?: (?:still|had|now|has))* $",
    re.IGNORECASE,
)
_BE = r"(?:was|were|is|are|had been|has been|have been|as|remained?|remains)"
SERVICES_WERE = re.compile(
    rf"\b{_CHILDREN_S} (?:social (?:care|work) ?)?(?:services? ?)?(?:(?:in|at|of) {_NAME}(?: {_NAME})? )?(?:overall )?{_BE} (?:now |overall |again )?(?:an? )?[\"'‘“]?$",
    re.IGNORECASE,
)
SAID_THAT = re.compile(
    rf"\b(?:ofsted|inspect\w+|report|letter|headline|judge?ments?|findings?|outcome|verdict|conclusion|conclu\w+|confirm\w*)\b[^.;]{{0,60}}\bthat,? (?:overall,? )?(?:the overall effectiveness of )?{_SUBJECT} {_BE} (?:{ADVERB} ){{0,2}}(?:an? )?[\"'‘“]?$",
    re.IGNORECASE,
)
PLAIN_END = re.compile(
    r"^[\"'’”)]*(?:\s*[.,;:)]|\s*$| overall\b| and that\b| (?:in|at) the (?:last|latest|recent|most)\b)", re.IGNORECASE
)
ACCORDING = re.compile(
    r"^[\"'’”]*,? (?:according to|in the (?:view|opinion|words|judge?ment|eyes) of|said|(?:in|by) (?=ofsted|the inspect)) ?(?:the )?(?:ofsted|inspect)",
    re.IGNORECASE,
)
FRAMEWORK_COLON = re.compile(r"\b(?:ilacs|ofsted|sif|inspection)\b[\w ]{0,20}[:–-] ?[\"'‘“]?$", re.IGNORECASE)
CAPITAL_OR_QUOTED = re.compile(r"[\"'‘“]$")

# What is graded is a part of the work, or the words count grades: "early help was rated good", "two good judgements".
OTHER_SUBJECT = re.compile(
    r"\b(?:areas?|aspects?|elements?|domains?|early help|front door|MASH|practice|support|provision|outcomes|thresholds?|placements?|supervision|responses?|assessments|plans?|panels?|teams?|hub|arrangements(?! for (?:the )?(?:child )?protect))"
    r"(?: (?:for|of|with|to|in|around) [\w'’ ]{1,40})? (?:had |have |has )?(?:also |all |both )?(?:been|was|were|is|are|being) (?:also |all |both |now |each )?"
    r"(?:(?:judged|rated|graded|found|assessed|considered|deemed)(?: by ofsted)?(?: (?:to be|as|to))?(?: an?)? ?)?[\"'‘“]?$",
    re.IGNORECASE,
)
COUNTED_NOUN = re.compile(
    r"\b(?:two|three|four|five|six|some|several|most|many|few|fewer|more)(?: (?:of|at|were|as|was))? [\"'‘“]?$", re.IGNORECASE
)

# A grade that is told with its year or its inspection: "in 2020 it was good", "Good at its previous inspection".
IN_YEAR = re.compile(
    rf"\bin (?:{_MONTH}(?: (?:20[012]\d|199\d))?|20[012]\d|199\d),? (?:{_SUBJECT}|it|they|we)(?: as a whole| itself| overall)? (?:was|were|had been|had|have been) (?:still |also |only )?(?:an? )?[\"'‘“]?$",
    re.IGNORECASE,
)
WAS = re.compile(
    rf"(?:\b(?:{_SUBJECT}|it|they|we)(?: as a whole| itself| overall)?|{_PLACE_SUBJECT}) (?:was|were|had been) (?:still |also |only )?(?:an? )?[\"'‘“]?$",
    re.IGNORECASE,
)
YEAR_AFTER = re.compile(
    rf"^[\"'’”]* (?:overall )?(?:back |again )?(?:in|since)(?: the (?:inspection|report|ILACS) of)? (?:{_MONTH} )?(?:20[012]\d|199\d)\b",
    re.IGNORECASE,
)
LEANS = re.compile(r"\b(?:it|they|we) (?:was|were|had been|had|have been) (?:still |also |only )?(?:an? )?[\"'‘“]?$", re.IGNORECASE)
ONCE_BEFORE = re.compile(
    rf"(?:\b{_SUBJECT}|{_PLACE_SUBJECT})(?:, (?:which had been |which was )?(?:judged |rated |graded |found )?(?:still |then |already )?| (?:had been|was|were) (?:still |then )?)(?:an? )?[\"'‘“]?$",
    re.IGNORECASE,
)
ONCE_AFTER = re.compile(
    r"^[\"'’”]* (?:overall )?(?:at|in|under|after|from) (?:(?:its|the|their|our|that) (?:previous|last|earlier|first|20[012]\d|most recent|full|ofsted|single|standard|ILACS)(?: [\w]+){0,3} (?:inspection|ILACS)|its (?:inspection|ILACS)|20[012]\d\b[^,;.]{0,60},)",
    re.IGNORECASE,
)
LAST_TIME = re.compile(
    r"^[\"'’”]* (?:overall )?(?:at|in|under|after|from) (?:its|the|their|our|that) (?:previous|earlier|first)\b", re.IGNORECASE
)
OUT_OF = re.compile(
    r"\b(?:lifted|moved|come|came|brought|got|climbed|taken|risen|rose|emerged) out of (?:an? |being |its )*[\"'‘“]?$",
    re.IGNORECASE,
)
# "… judged the board to be good and the Council to be inadequate": the verb is that of the grade before.
AND_SERVICE = re.compile(
    rf"\b(?:and|but|with|while|whilst) {_SUBJECT} (?:as|to be|was|were|being)(?: an?)? ?[\"'‘“]?$", re.IGNORECASE
)
# "the inspection of September 2018 (good)", "the last ILACS (2019, inadequate)".
NOTED_IN = re.compile(r"\b(?:inspection|ILACS|SIF|re-inspection)\b[^.;()]{0,40}\((?:[^();]{0,30}, )?[\"'‘“]?$", re.IGNORECASE)
NOTE_END = re.compile(r"^[\"'’”]*(?: overall)?[),;]")

"""The words between a grade and an area: which of them tie the two together, and which break the tie."""

from __future__ import annotations

import re

WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+|[^\s\w]", re.IGNORECASE)
PLACE = re.compile(
    r"\b(?:in|at|of|for) (?!Ofsted|Children)[A-Z]\w+(?: (?:and |upon |on )?[A-Z]\w+){0,3}|\b[A-Z][a-z]+(?: [A-Z][a-z]+)?['’]s\b(?! [A-Z])"
)
RELATIVE = re.compile(r",\s(?:which|who|that|a|an|now|then|made|given|new)\b[^,;]{1,70},(?=\s(?:was|were|is|are|had|has|have)\b)")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# Words that say more of the grade or the area and do not part the two.
ASIDES = (
    RELATIVE,
    re.compile(r"^['’]s?(?= )"),
    re.compile(r"^ (?:was|were|had|has|have|is|are)\b(?: \w+){1,8},? and (?:was|were|had been|has been|is|are) (?=(?:\w+ ){0,2}(?:judged|rated|graded|found|deemed|assessed|said)\b)", re.IGNORECASE),
    re.compile(r"\((?-i:[A-Z]{2,8}s?)\)"),
    re.compile(r"\bthe only (?:part|area|one|element|aspect|domain|judge?ment)\b(?: of [\w'’ ]{1,40}?)?(?: (?:to (?:be|have been)|that (?:was|had been)|which (?:was|had been)))?(?= (?:judged|rated|graded|given|found)\b)", re.IGNORECASE),
    re.compile(r"\b(?:had|has|have) (?:gone|moved|come|risen|climbed|fallen|dropped|slipped)(?: (?:up|down|back))?(?: (?:by )?(?:a|one|two) grades?)?,? and (?:now )?(?=(?:was|were|is|are)\b)", re.IGNORECASE),
    re.compile(r"\bon an? [\w-]{1,20}(?: [\w-]{1,20})? basis\b", re.IGNORECASE),
    re.compile(r"\b(?:according to|in the (?:view|opinion|words) of) (?:the )?(?:ofsted|inspectors|inspection)(?:['’]s)?(?: report| letter)?\b", re.IGNORECASE),
    re.compile(rf"\bin (?:(?-i:{_MONTH}) )?20[012]\d\b", re.IGNORECASE),
    PLACE,
)  # fmt: skip
IGNORED = frozenset("\"'’‘“”()·•*“|")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


PREPOSITIONS = _words("across against around concerning for in of on regarding within")
FORWARD = PREPOSITIONS | _words(
    ", - : again all also area areas as aspect aspects awarded been being both categories category child children domain "
    "domains each experience experiences families findings five following four given grade grades grading gradings had has have "
    "inspection is its judgement judgements judgment judgments key made mark one ones our outcome people progress quality "
    "rating ratings received regard regards relation respect score service services sub that the their those three to two "
    "was were which who with work young – these those"
)
JOIN = _words(
    "& , - : ; also and area areas as both children domain domains effectiveness experience experiences for in its "
    "judgement judgements key of on our plus progress support respect services that the their this those to well with work –"
)
LINK = _words(
    ", - : = a achieved achieving additionally again all also an are area areas as aspects assessed at authority awarded be "
    "been being both by came care category children children's children’s classed come concluded considered continued "
    "continues council deemed described describing domain domains each effectiveness families for found gained given got "
    "grade graded grades grading gradings had has have having held however improved in inspected inspection inspector "
    "inspectors is it its judged judgement judgements judgment judgments just kept last level local maintained maintaining "
    "moreover moved now of ofsted one only out outcome overall practice previous rated rating ratings re received receiving "
    "regarded remain these remained remains result risen rose department directorate borough county city retained retaining reviewed said same scored service services social "
    "specifically standard status stayed stays still stood strengthened sustained that the therefore these to too unchanged "
    "verdict was went were which whose with work | – — likewise similarly equally alone reviewers reviewer recent latest report "
    "reported well there concerning given confirmed clearly classified already previously formerly effectiveness their our fell fallen dropped slipped declined rose risen raised upgraded downgraded lowered lifted gone up down increased one two"
)
CHILD_OF_LINK = re.compile(
    r"\b(?:was|were|is|are|be|been|being|had|has|judged|rated|graded|found|remain\w*|stay\w*)\b", re.IGNORECASE
)
# The gerund ("keeping an outstanding grade was an achievement") tells of a thing to do, not of two inspections.
KEPT = re.compile(
    r"\b(?:(?:retain|maintain|remain|stay|sustain|continu)(?:e?s|e?d)?|keeps?|kept|held on|holds? on)\b", re.IGNORECASE
)
SAME = re.compile(r"\bthe same\b(?! (?:time|day|period|way|year|meeting))", re.IGNORECASE)
SAME_AS_BEFORE = re.compile(
    r"^[\"'’”)]*,? (?:which (?:was|is) )?the same (?:result|grade|grading|rating|judge?ment|outcome|verdict)? ?as (?:in|at|for|its|the)\b"
    r"|^[\"'’”)]*,? (?:just )?as (?:in|at) (?:the|its|our|[\w ]{0,12}20\d\d)\b|^[\"'’”)]*,? (?:just |exactly )?as (?:before|previously|last time|then)\b"
    r"|^[\"'’”)]*,? (?:just )?as (?:it|they|we|the (?:service|council|authority)) (?:was|were|had been|had) (?:before|in|at|under|previously)\b",
    re.IGNORECASE,
)
SAME_GRADE_FOR = re.compile(
    r"the same (?:grade|grading|rating|judge?ment|outcome)s? (?:(?:had been|was|were|has been|applied|also) ?)*(?:given|awarded|received|made|reached)? ?(?:for|to|in|on)\s(?:the )?",
    re.IGNORECASE,
)
FROM = re.compile(
    r"\bfrom (?:(?:having |being |been |what |it |they |where |was |were |had |is |a |an |the |its |their |our |my |position |state |level |place |overall |ofsted |previous |previously |earlier |former |original |current )|"
    r"(?:judged|rated|graded|found|assessed|deemed|classed)(?: as| to be)? |(?:judge?ment|rating|grade|grading|position|status|verdict|outcome|assessment|result|level)s? (?:of |as |was |where it was )?){0,8}"
    r"[\"'‘“]?$",
    re.IGNORECASE,
)
TO = re.compile(r"\bto\b", re.IGNORECASE)
EXCEPT = re.compile(r"\b(?:except|apart from|other than|save|bar|with the exception of)\b(?: for)?", re.IGNORECASE)
RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
SO_WAS_TOO = re.compile(
    r"^[\"'’”]*(?:,? [^.;:]{0,60})?,? (?:as|and so|so too|but so|so) (?:too |also )?(?:was|were|did|had|are|is|has|have)(?: been)?\b",
    re.IGNORECASE,
)
SO_WAS = re.compile(r"\W{0,3}(?:and )?so,? (?:too,? |also )?(?:was|were|is|are|did|had|has|have)(?: been)?\b", re.IGNORECASE)
TRUE_OF = re.compile(
    r"\W{0,3}(?:and )?(?:this|that|it|the same|the same grade|the same judge?ment)(?: (?:was|is|also|had|been|held|went|goes|applied|applies|equally|given|awarded|made|true|so|good|the case)){1,5} (?:of|for|in|to)\b",
    re.IGNORECASE,
)
THE_SERVICE = re.compile(
    r" (?:the|our|its) (?:local authority|authority|council|service|services|department|directorate|county|borough|city|children['’]s services|inspection overall|whole)(?: as a whole| itself)?[.,;]",
    re.IGNORECASE,
)
AND_LIKEWISE = re.compile(
    r"^[\"'’”]*(?: (?:by|from) (?:ofsted|the inspectors|inspectors))?,? and (?:the (?:grade|judge?ment|rating) (?:for|of) |that (?:for|of) )?$",
    re.IGNORECASE,
)
LIKEWISE = re.compile(r"^[\w ]{0,12}\b(?:with it|too|as well|likewise|similarly|equally|the same)\b", re.IGNORECASE)
ALONG_WITH = re.compile(
    r"^[\"'’”]*(?: (?:by|from) (?:ofsted|the inspectors|inspectors))?,? (?:along with|together with|as well as|in common with)(?: the| its| that of| those of| work with| services for)*[ ]$",
    re.IGNORECASE,
)
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
INCLUDING = re.compile(
    r",? (?:including|included|with|even|and that included)(?: also)?(?: the| a| its| for)*(?: separate| new| newly introduced| additional| standalone| first)*"
    r" (?:(?:judge?ment|grade|area|domain|category|one|rating)s? (?:for|of|on|in|about) )?(?:the )?",
    re.IGNORECASE,
)


# "Two areas were good: …", "the areas judged to be good were …", "one area was good, namely …".
AREAS_HEAD = re.compile(
    r"\b(?:areas|domains|categories|judge?ments|aspects|elements|(?:one|an|the other|another|only|single) (?:area|domain|judge?ment|category|aspect)|(?:one|two|three|four) of (?:the|these|its|our)[\w ]{0,20})\b"
    r"(?! (?:of|for) (?:improvement|development|concern|good|practice))[^.;:]{0,70}$",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"^[\"'’”)]*(?: overall| by [\w ]{1,20})?(?:,? (?:namely|that is|viz\.?|i\.e\.)[:,]?|\s?:|\s?[-–—]|\s\(|,? (?:and )?(?:these|they|this|which|those|it) (?:were|was|are|is|being):?| (?:were|was|are|is|being)(?: as follows)?:?)\s?"
    r"(?:(?:for|in|of|the|its|on|to|both|work|with) )*[\"'‘“]?$",
    re.IGNORECASE,
)
LIST_END = re.compile(r"[\"'’”)]*[ ]*(?:$|\n|[.,;:)–—|-]|and\b|but\b|while\b|whilst\b|with\b|were\b|was\b)", re.IGNORECASE)
DASH_OR_COLON = re.compile(r"[\"'’”]*\s?(?:[-–—:]\s?|\()(?:the )?[\"'‘“]?", re.IGNORECASE)
OF_GRADE = re.compile(
    r"^[\"'’”)]* (?:was|is|were|are|had been) (?:also )?(?:the|its|our) (?:(?:grade|grading|judge?ment|rating|verdict|result)s? (?:given )?(?:for|on|in|of) (?:the )?)?$",
    re.IGNORECASE,
)
GRADED_AS = re.compile(r"\b(?:graded|judged|rated|assessed|and|deemed|found)(?: (?:as|to be))+ ?[\"'‘“]?$", re.IGNORECASE)
BARE_OBJECT = re.compile(
    r"^[\"'’”]*(?: both)?(?: (?:the|its|our|their|services|work|judge?ments?|areas?|domains?|with|for|of|in|on))*[ ][\"'‘“]?$",
    re.IGNORECASE,
)
RELATION = re.compile(
    r"\b(?:with (?:regard|respect)s? to|in (?:relation|respect) (?:to|of)|as regards|when it (?:came|comes) to)\b", re.IGNORECASE
)
AND_IN = re.compile(r",? (?:and |as well as |both )?(?:in|for|across|within) ", re.IGNORECASE)
FRONTED = re.compile(
    r"(?:^|[,;:.] |\band |\bbut )(?:for|in|on|as to|as for|as regards|regarding|with) (?:the |its |our )?$", re.IGNORECASE
)
FRONTED_WORDS = LINK | _words("they we he she board council's")
_STEP = r"(?:up|down|improve\w*|ris(?:e|en|ing)|rose|increas\w*|fall\w*|fell|declin\w+|drop\w*|upgrad\w+|downgrad\w+|mov\w+|advance\w*|step|slip\w*|lift\w*|rais\w+|change\w*|progress\w*)"
UP_FROM = re.compile(
    rf"^[\"'’”)]*(?: overall| rating| grade| judge?ment)?[,;:–(-]?[ ]?(?:[–(-] ?)?(?:(?:and|again|which|this|that|it|was|is|had|has|having|been|an?|the|also|significant|great|real|clear|marked|one|grade|so) ){{0,6}}{_STEP}\b(?: (?:on|over|by one grade|by a grade|a grade|one grade))?"
    r"(?: from)?(?: (?:the|its|their|our|a|an|being|having|been|what|it|was|were|judged|rated|graded|as|of|previous|previously|last|earlier|overall|ofsted|judge?ment|rating|grade|grading|position|result|inspection['’]?s?))*[ ][\"'‘“]?$",
    re.IGNORECASE,
)
EARLIER = re.compile(
    r"^[\"'’”)]*(?: overall)?[,;:]?[ ]?[-–(\[]?[ ]?(?:(?:and|but|which|it|they|this|that|was|were|is|had|has|having|been) ){0,4}(?:(?:compared|as opposed|as against|against|in contrast)(?: (?:with|to))?|(?:(?:previously|formerly|earlier|originally|once)|having been|where (?:it|they|this|that) (?:had (?:been )?)?(?:was|were)?))"
    r"(?: (?:been|a|an|the|its|judged|rated|graded|as|to be|only|just|found|being|of|previous|judge?ment|rating|grade|at))*[: ]*[\"'‘“]?$"
    r"|^[\"'’”]* ?[(\[](?:(?:was|were|from|in) )?(?:in )?(?:20[012]\d|last time|before|previous(?: (?:inspection|judge?ment|rating|grade))?)(?: (?:inspection|judge?ment|rating|grade))?[ ]?[:–-]?[ ]?[\"'‘“]?$",
    re.IGNORECASE,
)

UP_FROM_BARE = re.compile(r"^[\"'’”]*,? from (?:being |an? |its |the |previous |previously |earlier )*[\"'‘“]?$", re.IGNORECASE)
TO_GRADE = re.compile(rf"{_STEP}\b[\w ]{{0,30}}\bto (?:be |being |an? |now |become )*[\"'‘“]?$", re.IGNORECASE)
# "Leaders, previously good, were now outstanding": the second grade takes up the subject again.
APPOSED = re.compile(
    r"^, (?:(?:which|who) )?(?:(?:was|were|had been|having been) )?(?:previously |formerly |once |earlier |last |then )*(?:judged |rated |graded |found )?(?:as |to be |an? )*[\"'‘“]?$",
    re.IGNORECASE,
)
RESUMED = re.compile(
    r"^[\"'’”]*(?: (?:in|at) [^,.;]{1,30})?, (?:(?:was|were|is|are|had|has|have|been|now|also|again|then|this time|being) )+(?:judged |rated |graded |found )?(?:as |to be |an? )*[\"'‘“]?$",
    re.IGNORECASE,
)
AWARDED = re.compile(r"\b(?:award\w*|gave|given|giv(?:es|ing)|went|gone|going)\b[^.;]{0,60}$", re.IGNORECASE)
AWARDED_TO = re.compile(r"^[\"'’”]*,?(?: grade| judge?ment| rating| was| were| had been| went| given| awarded)* to ", re.IGNORECASE)
ITS = re.compile(r"\b(?:its|their|whose) $", re.IGNORECASE)
PARTLY = re.compile(
    r"^[\"'’”]* (?:in (?:places|parts|some|most|many|several|the main)|at times|for the most part)\b", re.IGNORECASE
)
COUNCIL_AND = re.compile(
    r"\b(?:council|authority|services?)(?:['’]s children['’]s services)? and (?:the |its )?(?:local |(?-i:[A-Z]\w+ )){0,3}$",
    re.IGNORECASE,
)
AND_COUNCIL = re.compile(
    r"^ and (?:the |its )?(?:local authority|council|authority|children['’]s services) (?:were|had|have|are|both)\b", re.IGNORECASE
)
NAMES = re.compile(r"\b(?!Good\b|Outstanding\b|Inadequate\b|Requir)[A-Z][\w-]+")
EXCEPTED = re.compile(
    r"\b(?:except|apart from|other than|save|bar|with the exception of|excepting|excluding|besides|aside from|not including|but not)(?: for)?(?: the| its| that of| work with| services for)*[ ]$",
    re.IGNORECASE,
)
WHICH = re.compile(r",? (?:which|who|where|that)\b|,? (?:(?:was|were) )?(?:judged|rated|graded)\b", re.IGNORECASE)
DASH = re.compile(r"\s[–—-]\s")

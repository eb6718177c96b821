"""Cues that a grade is not one that Ofsted gave to this authority's children's services, or not of the latest inspection."""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE

SUPPOSED = re.compile(
    r"\b(?:if|unless|in case|were to be|what would happen)\b(?:\W+\w+){0,10}?\W*$|\bwhether\b(?! or not)(?:\W+\w+){0,20}?\W*$|\bdo(?:es)? [^.;]{0,40}\b(?:agree|accept|think|believe) that\b[^.;]{0,60}$|\bwhat if\b|"
    r"\b(?:too (?:short a time|soon|early|new|recent\w*)(?: for \w+)? to be|about to be|(?:yet|still|waiting|due|likely) to be)\b(?:\W+\w+){0,4}?\W*$|"
    r"\b(?:mock|pretend|practice|trial|draft|indicative|provisional) (?:judge?ments?|grad(?:e|es|ing)|inspection|verdict|rating)\b(?:\W+\w+){0,12}?\W*$|"
    r"\b(?:would|will|could|may|might|can) (?:then |also |again )?be (?:given|awarded|graded|judged|rated)\b(?:\W+\w+){0,16}?\W*$",
    _FLAGS,
)
NEGATED = re.compile(
    r"\b(?:not|n['’]t)(?: \w+)? (?:correct|true|right|the case|so|accurate|fair)\b[^.;:]{0,60}$|\bnothing\b[^.;:]{0,60}\bthat\b[^.;:]{0,40}$|(?:\b(?:no|not|never|neither|nor|none|without|cannot|nothing)\b|n['’]t\b)(?! only\b| longer\b| just\b| surpris)(?:\W+\w+){0,5}?\W*$",
    _FLAGS,
)
AIMED_BEFORE = re.compile(
    r"\b(?:want(?:s|ed|ing)?|wish\w*|hop(?:e|es|ed|ing)|aim(?:s|ed|ing)?|ambitio\w+|aspir\w+|striv\w+|goal|target(?:s|ed)?|vision|intend\w*|intention|"
    r"towards?|journey|road|path(?:way)?|route|trajectory|getting|get|mov(?:e|ing)|become|becoming|reach(?:ing)?|work(?:ing)? to(?! be (?:graded|judged|rated))|on track|on course|determined|"
    r"to (?:achieve|reach|secure|attain|obtain|get|become|be) (?:an? |at least )?(?:overall )?[\"'‘“]?|expected|predict\w*|likely|possib\w+|how to|success measures?)"
    r"\b(?:\W+\w+){0,8}?\W*$",
    _FLAGS,
)
FORECAST = re.compile(
    r"\b(?:(?:would|could|should|may|might|can|must|will|shall)(?: not| also| then| now)? (?:be|become|achieve|get|receive|move|remain|have|judge|rate|grade|find|award|give|regard)|need(?:s|ed)? to (?:be|become|get|move))\b"
    r"(?:\W+\w+){0,6}?\W*$",
    _FLAGS,
)
AIMED_MOVE = re.compile(
    r"\b(?:to (?:move|get|take|go|improve|progress|bring|push|lift|shift)|mov(?:ing|e)|going|progressing|improving|journey|would|will|could|can|how)(?<!\bon moving)(?<!\bhaving moved)(?<!\bby moving)(?<!\bafter moving)(?<!\bfor moving)\b(?:\W+\w+){0,6}?\W+from\b(?:\W+\w+){0,4}?\W*$",
    _FLAGS,
)
JUDGED_AFTER_AIM = re.compile(
    r"\b(?:was|were|is|are|(?:had|has|have) (?:now |also |just )?been)\b (?:(?!to\b|be\b)\w+ ){0,2}(?:judged|rated|graded|found|considered|deemed|assessed)\b|"
    r"\b(?:ofsted|inspectors?|inspection)\b (?:\w+ ){0,2}(?:judged|rated|graded|found|concluded)\b|\b(?:judge?ments?|grades?|ratings?|verdict|outcome|effectiveness) (?:was|were|had been)\b|\b(?:told|reported|announced|confirmed|learnt|learned|concluded) that\b",
    _FLAGS,
)
AIMED_AFTER = re.compile(
    r"^[\"'’”]*,? (?:was|is|were|seemed|looked|might be|would be) (?:thought |felt |considered |seen as |still )?(?:to be )?(?:likely|possible|expected|probable|hoped|the aim|the goal)\b|^[\"'’”]*(?: or (?:better|outstanding|above))?(?: rating| grade| judge?ment)?,? (?:by|at|in|for) (?:the|its|our|their|any)? ?(?:next|future|forthcoming|following re-?)\b|^[\"'’”]* or (?:better|above)\b",
    _FLAGS,
)
MISSED = re.compile(
    r"\b(?:miss(?:ed|ing)(?: out on)?|short of|close to|just below|just under|nearly|almost|bordering on|lost|removed?)\b(?: \w+){0,3} ?[\"'‘“]?$",
    _FLAGS,
)
SELF_ASSESSED = re.compile(
    r"\b(?:service|council|authority|department) (?:has |had )?(?:judges?|judged|rates?|rated|grades?|graded|scored|considers?) (?=leader|help|children|care|its|the|overall)|\bself[- ]?(?:evaluat|assess|grad|rat)|\b(?:graded|judged|rated|assessed|scored|saw) (?:itself|themselves|ourselves)\b|\bSEF\b|\bown (?:assessment|judge?ment|evaluation|view|grading)|\bpeer (?:review|challenge|assessment)|\bmock inspection|"
    r"\bsector[- ]led|\bLGA\b|\bannual conversation|\binternal (?:audit|review|inspection)|\bscorecard\b",
    _FLAGS,
)
OTHER_AUTHORITIES = re.compile(
    r", (?:our|an?|the|its) (?:\w+[- ])?(?:improvement partner|neighbour|partner(?: authority)?),|(?-i:\b[A-Z][a-z]+(?: (?:and )?[A-Z][a-z]+)?,? (?:which|who|whose services) (?:was|were|had been|is|are|has been)\b)|\b(?:unlike|such as|compared with|(?<!ofsted )(?<!inspectors )visited|help from|support from|partner(?:ship)? with)\b|\btrust that\b|"
    r"\bother (?:local )?(?:authorit|council|LAs?\b)|\b(?:neighbouring|nearby|adjoining|adjacent)\b|\bnearest neighbours?\b|\bstatistical neighbours?\b|"
    r"\b(?:of|only|just|fifth|third|quarter|half|per ?cent|%|majority|number|many|most|some|several|few) (?:of )?(?:the |all |local |English )*(?:\w+ )?(?:authorit(?:ies)|councils|LAs)\b|"
    r"\bauthorities (?:inspected|nationally|in (?:england|the country|the region|london)|across|had|have|were|are|who|that|rated|judged|graded)\b|\bnationally\b|"
    r"\bacross (?:the country|england)|\bin england\b|\bnational picture\b|\bpartner (?:authorit|council)|\belsewhere\b|\b(?:two|three|four|five|six|ten|at least \w+|\d+) (?:\w+ ){0,2}(?:authorities|councils|LAs|boroughs)\b|\b(?:more|other|most|many|several) boards\b|\banother (?:authority|council|borough|county)\b|\bwhere (?:she|he|they) (?:had )?(?:worked|been|served)\b|\b(?:she|he) had (?:been|worked|served) (?:\w+ ){0,4}(?:at|in|for) (?-i:[A-Z])|\b(?:first|second|third|only|one of)(?! best) (?:\w+ ){0,6}(?:in the (?:country|region|north|south|west|east|midlands)|authorities|nationally)\b",
    _FLAGS,
)
OTHER_BODY = re.compile(
    r"\b(?:(?:pre-?)?schools?|academ(?:y|ies)|primary|primaries|secondary|infants?|junior|nurser(?:y|ies)|childminders?|colleges?|sixth forms?|universit(?:y|ies)|"
    r"(?:children['’]?s|residential|care|nursing|registered|foster) homes?|(?:the|this|that|each|a|two|three|four) homes?|homes? (?:was|were|is|are|had|has|rated|judged|graded|received)|"
    r"short[- ]breaks?|respite|(?:independent )?fostering (?:agenc(?:y|ies)|services?)|adoption agenc(?:y|ies)|regional adoption|"
    r"youth (?:offending|justice)|YOS|YOTs?|YJS|probation|adults?(?: and community)? (?:learning|education|social care|care|services|skills)|community learning|"
    r"domiciliary|(?-i:[A-Z][a-z]+) centre|hospitals?|NHS|early years|police|fire|training provider|skills service|apprenticeships?|children['’]?s centres?|music service|librar(?:y|ies)|"
    r"employment(?: and| &)? skills|procurement|internal controls?|adequacy of controls?|housing (?:service|landlord|management))\b",
    _FLAGS,
)
OTHER_WORK = re.compile(
    r"\b(?:providers?|settings?|pupils?|teaching|curriculum|governors?|head ?teachers?|capacity (?:to improve|for improvement)|level of development|GLD|indicators?|RAG|"
    r"audit(?:s|ed|ing)?|case files?|files|cases|(?<!into the )(?<!for the )(?<!on )records?|recording|supervision|trust['’]s|ofsted rating of schools|key stage|attainment|website|premises|learners?)\b",
    _FLAGS,
)
OTHER_INSPECTOR = re.compile(
    r"\b(?:CQC|care quality commission|HMIP|HMI probation|HMICFRS|HMIC|ombudsman|LGSCO|auditors?|internal audit|external audit|estyn|regulator of social housing|social housing regulator|"
    r"information commissioner|peer (?:team|challenge|review)|health and safety executive|youth justice board|consultants?)\b",
    _FLAGS,
)
OWN_SERVICE = re.compile(
    r"\bchildren['’]?s (?:social care|social work|safeguarding|services)|\bsocial care\b|\b(?:the|local|this|our|its|a|first|region['’]s) (?:local )?(?:council|authority|service|department|directorate)\b|(?<!in )(?<!across )(?<!of )(?<!within )\bthe (?:borough|county|city)\b|"
    r"\bcouncil['’]s\b|(?<!that )(?<!this )(?<!learning )\bservices? (?:was|were|is|are|had|has|as|overall|to|is|that)\b|\b(?:we|us)\b|\blocal authority\b|\bILACS?\b|\bsingle inspection\b|\bSIF\b|\bsafeguarding\b",
    _FLAGS,
)
ON_TOPIC = re.compile(
    r"\bofsted|\boftsed|\bosted\b|\bilacs?\b|\binspect|\bjudge?ment|\bgraded?\b|\brated\b|\brating\b|\bjudged\b", _FLAGS
)
ANY_JUDGEMENT = re.compile(
    r"\b(?:a|any|each|no) (?:overall )?(?:judge?ment|grade|rating) (?:was|were|is|are|being)\b[^,;]{0,12}$", _FLAGS
)
SCALE = re.compile(
    r"\b(?:scale|four[- ]point|possible|options|range|ranging|grades? (?:are|on|of|were|from)|judgements? (?:are|can be|range)|categories|rated as either|either)\b",
    _FLAGS,
)
COUNTED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|both|some|several|most|many|\d+%?)\s+(?:(?:of|out of) (?:the |its |our |these )?(?:\w+ )?)?(?:\w+ )?"
    r"(?:areas?|domains?|judge?ments?|grad(?:e|ing)s?|ratings?|categories|aspects|outcomes)\b(?:[^,;:]{0,50})$",
    _FLAGS,
)
COUNTED_AFTER = re.compile(
    r"^[\"'’”]* (?:in|for|across) (?:the )?(?:(?:one|two|three|four|five|some|several|most|many|certain|other|following|a number|the majority)\b(?: \w+){0,3} (?:areas?|domains?|judge?ments?|categories|aspects|cases|respects))",
    _FLAGS,
)
MEASURES = re.compile(
    r"\b(?:third|half|quarter|fifth|tenth|most|some|many|number|majority|several|\d+|per ?cent|%|all|none) (?:of )?(?:the |our |its |these )?(?:\w+ )?(?:indicators|measures|targets|metrics|KPIs)\b"
    r"(?:\W+\w+){0,10}?\W*$",
    _FLAGS,
)
INSPECTION_OF = re.compile(r"\binspections? of (?:the |its |our |their |a )?([^,.;]{3,70})", _FLAGS)
NO_AREA_HEAD = re.compile(
    r"\b(?:provision|support|offer|outcomes?|attainment|education|health|accommodation|information|communication|relationships?|work|working|engagement|progress|help|care|advice|placements?|homes?|plans?|planning|practice) "
    r"(?:for|of|to|with|from|around|on|by) (?:the |its |our |their |some |most |many )?$",
    _FLAGS,
)
GRADED_STRONGLY = re.compile(r"\b(?:re-?)?(?:judged|rated|graded)\b|\b(?:judge?ments?|ratings?|grad(?:e|es|ing|ings))\b", _FLAGS)
UNGRADED_INSPECTION = re.compile(
    r"\b(?:area |local area )?SEND (?:local area |area )?(?:re-?)?(?:inspection|visit)|\bJTAI\b|\bfocus(?:s?ed)? visit|\bmonitoring visit",
    _FLAGS,
)
PREDICATE_END = re.compile(
    r"^[\"'’”)\]*]*(?:\s*$|\s*[.,;:)–—|\]/-]|\s+[-–—(]|\s+(?:and|or|but|in|for|by|at|on|with|overall|again|across|under|following|despite|which|who|that|while|when|whilst|as|"
    r"since|because|to|from|than|after|before|during|is|was|were|had|has|have|having|would|based|apart|except|also|already|then|therefore|together|along|even|yet|once|reflect(?:s|ed)|meant|means|rather|although|though|too|respectively|throughout|until|so|due|given|against|within|through|today|now|all|areas?|status|"
    r"outcomes?|results?|ratings?|grad(?:e|ing|ings|es)|judge?ments?|verdict|inspection|ofsted|ilacs|report|authority|council|local authority|children['’]?s services|children|looked|care|services?(?! (?:standard|quality))|one|ones|the|last|this)\b)",
    _FLAGS,
)
# A grade in quotation marks is one whatever follows, but for words like these: "several ‘outstanding’ features".
QUOTED_ORDINARY = re.compile(
    r"^[\"'’”]+ (?:features?|aspects?|elements?|practices?|progress|work|examples?|quality|schools?|pupils?|providers?|teach\w+|lessons?|leaders?|leadership|provision|"
    r"care|child\w*|parent\w*|social work\w*|support|level|standards?|enough|as|to)\b",
    _FLAGS,
)
FIRST_TO_BE = re.compile(r"\b(?:only|first|second|sole)\b[^,;.]{0,60}\bto (?:be|have been) (?:judged|rated|graded)\b", _FLAGS)
REGIME_WORDS = re.compile(
    r"\bexperiences? and progress of\b|\bimpact of leaders on\b|\bleadership,? management,? and governance\b|\boverall effectiveness\b|\bachieving permanence\b|\badoption performance\b",
    _FLAGS,
)
PREVIOUS = re.compile(
    r"\bvisit\w*\b[^.;]{0,60}\bsince\b|\b(?:since|in) (?:the inspection (?:in|of) )?(?:(?-i:[A-Z])\w+ )?(?:19|20)\d\d,? (?:when|at which (?:time|point))\b|\b(?:previous(?:ly)?|formerly|prior (?:to|inspection)|last time|used to be|earlier inspection|up from|compared (?:with|to)|"
    r"(?:since|after|from) (?:being|having been|it was|they were|we were|the service was|the council was)|when (?:it|the service|the council) was (?:last )?(?:judged|rated|inspected)|last (?:ofsted |full |ilacs )?inspection,? (?:when|where|at which|in which)|"
    r"historic(?:al|ally)?|in the past|no longer|had (?:once|originally)|originally|at that time|(?:years?|months?) (?:earlier|before|previously)|the (?:year|inspection|time) before(?: that| it| last)?|in turn had been|until then|on the last occasion)\b",
    _FLAGS,
)
VISIT_TITLE = re.compile(
    r"\b(?:monitoring|focus(?:s?ed)?|assurance|ofsted) visits?\b|\bJTAI\b|\bjoint targeted area|\bannual (?:conversation|engagement)",
    _FLAGS,
)
OWN_INSPECTION_TITLE = re.compile(
    r"\bilacs\b|\bvisits? (?:to|and) (?:\w+ )?inspection\b|\binspection and (?:\w+ )?visit|\binspection of (?:local authority )?children|\b(?:single|full|short|standard) inspection\b",
    _FLAGS,
)
# Words that introduce another authority by name: what is said of that name is not said of the item's own authority.
FOREIGN_NAME = re.compile(
    r"\b(?:partner(?:ship)?|partnered|partnering|improvement partner|(?<!monitoring )(?<!focused )(?<!focussed )(?<!ofsted )(?<!assurance )(?<!joint )visit(?:ed|ing|s)?|support(?:ed|ing)?|help(?:ed|ing)?|learn(?:t|ed|ing)?|lessons|neighbours?|neighbouring|"
    r"twinned|compared|unlike|such as|including|colleagues|counterparts?|peers?|employed|came|come|seconded|worked)"
    r"(?: (?:to|with|at|from|in|by|of|for|offered to|given to|like|than))?(?: the)?(?: (?:London Borough|Royal Borough|City|County) of)? "
    r"(?-i:((?!Council|City|County|Borough)[A-Z][a-z]{2,}(?:[ -](?!Council|City|County|Borough)[A-Z][a-z]+)?))(?=['’]s\b| Council\b| (?:City|County|Borough|Metropolitan) Council\b|,| (?:had|has|was|is|which|where|when|who)\b|\.|;|$)",
    _FLAGS,
)
_NO_NAMES = (
    "ofsted inspectors the this that council children members councillor cllr department ministers schools january february march april may june july august "
    "september october november december monday tuesday wednesday thursday friday social services director government parliament mr mrs ms miss dr"
)
NOT_A_PLACE = frozenset(_NO_NAMES.split())
INSPECTION_TOLD = re.compile(
    r"\b(?:ofsted|oftsed|osted|ilacs?|single inspection|inspect\w*|judge?ments?|judged|grad(?:e|es|ed|ing)s?|children['’]?s (?:social care|services)|(?-i:SIF))\b",
    _FLAGS,
)

OFSTED = re.compile(r"\b(?:ofsted|oftsed|osted|ILACS?|single inspection)\b", _FLAGS)
PLACE_SUBJECT = re.compile(
    r"\b([A-Z][a-z]+(?:[ -](?:and |upon |on |of )?[A-Z][a-z]+){0,3})(?:['’]s? (?:children['’]?s )?(?:services|social care))? (?:was|were|had been|is|are|has been|have been|came out|remained|required|requires)\b"
    r"(?: (?:now|last|also|again|recently|then|still|judged|rated|graded|found|assessed|to|be|as|overall|by|Ofsted))*(?: an?)? ?[\"'‘“]?$"
)
NO_PLACE = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "council",
        "children",
        "services",
        "service",
        "overall",
        "effectiveness",
        "leadership",
        "management",
        "governance",
        "leaders",
        "care",
        "leavers",
        "help",
        "protection",
        "adoption",
        "safeguarding",
        "board",
        "lscb",
        "ofsted",
        "inspectors",
        "inspection",
        "authority",
        "local",
        "county",
        "city",
        "borough",
        "district",
        "both",
        "all",
        "every",
        "each",
        "it",
        "they",
        "we",
        "social",
        "work",
        "impact",
        "experiences",
        "progress",
        "department",
        "directorate",
        "area",
        "judgement",
        "grade",
        "rating",
        "outcome",
        "result",
        "verdict",
    ]
)
INSPECTORS_JUDGED = re.compile(
    r"\b(?:ofsted|inspectors)(?: had| have| has)? (?:also )?(?:judged|rated|graded|found|concluded)\b", _FLAGS
)
TURN = re.compile(
    r"(?:,|;) (?:but|and|while|whereas|though|yet)\b[^,;]{0,40}$|\b(?:judged|found|concluded|decided|judgement|agreed) that\b[^,;]{0,40}$|, (?:judged|rated|graded|found)\b[^,;]{0,40}$",
    _FLAGS,
)
# "Unlike its neighbours, Ashcombe was …": the main clause turns to the authority again.
MAIN_CLAUSE = re.compile(
    r"^[^,.;]{0,40}(?:, (?-i:[A-Z]\w+)|,? the (?:council|service|authority|borough|county|city)) (?:was|were|had|has|is|does|did)\b",
    _FLAGS,
)
ASIDE = re.compile(r", (?:which|who|where|whose) [^,;.]{0,80}, ", _FLAGS)  # what stands between the commas is not said of the grade
GRADED_INSPECTION = re.compile(r"\b(?:inspection of|ILACS|(?:full|last|previous|standard|short) inspection|graded?)\b", _FLAGS)

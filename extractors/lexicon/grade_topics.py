"""Words that tell what a sentence, a paragraph or a title speaks of: this authority's children's services, or somebody else."""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE

# --- this authority's children's services
OWN = re.compile(
    r"(?<!its )(?<!their )(?<!whose )\bchildren['’]?s (?:social care|social work|safeguarding|services|and (?:young people|famil(?:y|ies))(?:['’]s)? services)\b"
    r"|(?<!its )(?<!their )\bservices (?:for|to) children\b|\blocal authority children|\bILACS?\b|\bsingle inspection\b|(?-i:\bSIF\b)|(?<!adult )(?<!adults )\bsocial care\b"
    r"|\b(?:our|this (?:council|authority|borough|county|city)['’]s|the (?:council|local authority|authority|borough|county|city)['’]s) (?:own )?(?:children['’]?s )?(?:services?(?! for adults)|inspection|judge?ment|social care)\b"
    r"|\bours\b|\b(?:our|this) (?:own )?(?:council|authority|borough|county|city)\b",
    _FLAGS,
)
COUNCIL = re.compile(
    r"(?<!agency that )(?<!agency which )\b(?:the|this|our) (?:local )?(?:council|authority)\b(?! there)(?!['’]s (?!(?:own )?(?:children|services?\b|inspection|social care)))",
    _FLAGS,
)
CHILDREN_S_SERVICES = re.compile(r"\bchildren['’]?s (?:social care|services)\b", _FLAGS)
CHILD_AREA = re.compile(
    r"\bhelp(?:ed)? and protect|\bin need of (?:help|protection)|\blooked[- ]after\b|\bchildren in care\b|\bcare[- ]leavers\b",
    _FLAGS,
)

# --- bodies of another kind, spoken of as inspected
BODY = re.compile(
    r"\b(?:(?:pre-?)?schools?|academ(?:y|ies)|primar(?:y|ies)|secondar(?:y|ies)|infants?|nurser(?:y|ies)|childminders?|child-?care|colleges?|sixth forms?|universit(?:y|ies)|PRUs?|pupil referral|"
    r"homes?|agenc(?:y|ies)|providers?|settings|fostering (?:service|agency)|adoption (?:agency|service)|adopt (?-i:[A-Z])\w+|hospitals?|NHS|clinics?|wards?|maternity|"
    r"youth (?:offending|justice)|probation|police|constabulary|force|fire (?:and rescue )?service|landlord|librar(?:y|ies)|"
    r"(?:adults?|learning|skills|ambulance|music|leisure) (?:learning |education |and community )?(?:services?|education|social care)|"
    r"(?:short[- ]break|residential|secure|referral|respite) (?:units?|centres?|homes?|settings?|services?)|(?:the|a|this) (?:unit|centre|hub|school|college|agency|partnership)|supported accommodation|academy trust)\b"
    r"|(?-i:\b[A-Z][\w'’]+ (?:House|Lodge|Court|Bank|View|Cottage|Close|Grange|Villa|Manor|Farm|Centre|Academy|Gardens|Mead|Primary|Ltd|Limited)\b)",
    _FLAGS,
)
HOUSE_SUBJECT = re.compile(
    r"(?-i:\b[A-Z][\w'’]+ (?:House|Lodge|Court|Bank|View|Cottage|Close|Grange|Villa|Manor|Farm|Centre|Gardens|Mead|Ltd|Limited))\b,?(?: which)? (?:was|had|has|is|were|remained|moved|received|required)\b[^.;]{0,60}$",
    _FLAGS,
)
INSPECTED = re.compile(
    r"\binspect|\bjudged?\b|\bjudge?ments?\b|\brat(?:ed|ing)|\bgrad(?:e|ed|es|ing)\b|\bofsted|\bassessment|\breport(?:ed)? (?:on|of)\b|\bimproved\b|\b(?:good|outstanding|inadequate|requir\w+ improvement)\b",
    _FLAGS,
)
OTHER_INSPECTOR = re.compile(
    r"\b(?:CQC|care quality commission|HMIP|HMI probation|inspectorate of probation|his majesty['’]s inspectorate|her majesty['’]s inspectorate|HMICFRS|HMIC|ombudsman|estyn|the regulator|regulator of social housing|"
    r"information commissioner|assessors|consultants?|peer (?:team|challenge|review))\b",
    _FLAGS,
)

# --- other authorities
PLACE = re.compile(
    r"\b(?:neighbouring|nearby|adjoining|adjacent)\b|\banother (?:local )?(?:authority|council|borough|county)\b|\bother (?:local )?(?:authorities|councils)\b|\bpartner authorit|\bimprovement partner\b|"
    r"\b(?:council|authority|services?|leaders(?:hip)?|directors?|colleagues|judged|good|inadequate|outstanding) there\b(?! (?:was|were|is|are|had been|has been|have been|would|will|may|might|be)\b)|(?:^|[.;] )there, |\bthat (?:authority|council|county|borough)\b|"
    r"\b(?:visited|been to|(?<!monitoring )(?<!focused )(?<!focussed )(?<!ofsted )(?<!assurance )(?<!inspection )visit to(?! inspection)|came from|come from|joined (?:us )?from) (?:a |an )?(?:(?-i:[A-Z])|(?:good |outstanding |local ){1,2}(?:authority|council))|\bnationally\b|\bacross (?:the country|england)\b|\bmost (?:authorities|councils|places)\b|"
    r"\b(?:authorities|councils|boroughs) (?:in|that|which|were|are|had|have)\b|\belsewhere\b",
    _FLAGS,
)
THERE = re.compile(
    r"\b(?:council|authority|services?|leaders(?:hip)?|judged|good|inadequate|outstanding|improvement) there\b(?! (?:was|were|is|are|had been|has been|have been|would|will|may|might|be)\b)|^there, ",
    _FLAGS,
)
NATIONAL = re.compile(
    r"\b(?:neighbouring|nearby|adjoining|adjacent) (?:authorit|council|county|borough)|\banother (?:local )?(?:authority|council)\b|\bnationally\b|\bacross (?:the country|england)\b|"
    r"\b(?:per ?cent|%|majority|number|many|most|half|third|quarter|some|several) (?:of )?(?:the |all )?(?:local )?(?:authorities|councils|places)\b|\bin most(?: places| authorities)?[,.]",
    _FLAGS,
)
OWN_VOICE = re.compile(r"\b(?:our|ours|we|us|here|this (?:council|authority|borough|county|city)|the council['’]s own)\b", _FLAGS)

# --- a kind of authority or service, not this one
KIND = re.compile(
    r"(?<!found )(?<!had been )(?<!was )(?<!is )(?<!as )(?<!into )(?<!become )(?<!described )(?<!saw )\b(?:an?|any|each|every|no|where an?) (?:\w+ )?(?:local )?(?:authority|council|LA|local authority)(?:['’]s (?:\w+['’]?s? ){1,3})?,? ?(?:that|which|whose|who|is|are|being|judged|rated|graded|found|with|from)\b[^.;]{0,60}$"
    r"|\b(?:services|authorities|councils|those|boards) (?:that|which|who) (?:are|were|have|had|is|require)\b[^.;]{0,40}$"
    r"|\b(?:where|when|if|once|whenever) [^,.;]{0,50}\b(?:is|are) (?:then |again )?(?:(?:judged|found|rated|graded)(?: to be| as)? )?[\"'‘“]?$"
    r"|\bone that $",
    _FLAGS,
)
# --- somebody's opinion, or the voice of children, carers, staff or visitors
OPINION = re.compile(
    r"\b(?:claim(?:s|ed)|alleg\w+|believ(?:e|es|ed)|(?:in|that was) (?:his|her|my|their) (?:own )?(?:opinion|view)|in the press|petition|rumou?r\w*|thought|feared|worried|considered that)\b(?P<between>[^.;]{0,90})$"
    r"|\b(?:young (?:people|persons?)|a young person|children|carers|residents|parents|pupils|respondents|users|tenants|(?:eight|nine|seven|six) in ten|staff survey|visitors?|they) (?:had |have )?(?:said|thought|felt|rated|scored|believed|described|considered|found)\b(?P<voice>[^.;]{0,90})$",
    _FLAGS,
)
JUDGING = re.compile(r"\b(?:ofsted|inspectors?|inspection|judge?ments?|judged|graded)\b", _FLAGS)
BY_OTHERS = re.compile(
    r"^[\"'’”]* by (?:(?:the )?(?:regulator|court|judge|commission|auditors?|panel|press|board|commissioner|consultants?|peer)|members|staff|those|everyone|(?:young )?(?:people|children)|parents|carers|users|residents|visitors|some|many|most|(?:six|seven|eight|nine|\d+) (?:in|out of|%|per cent))\b"
    r"|^[\"'’”]* in (?:the view of|(?:\w+ ){0,2}(?:two thirds|half|most|some|\d+%?|(?:seven|eight|nine|six|five|four|three) in ten) (?:of )?(?:the )?(?:cases|audits|files))\b",
    _FLAGS,
)
EITHER = re.compile(r"^[\"'’”]* (?:or|and/or) [\"'‘“]?(?:outstanding|good|better|inadequate|above|requir|worse)", _FLAGS)
SHARE = re.compile(
    r"\b(?:\d+(?:\.\d+)? ?(?:%|per ?cent)|of the \d+|(?:all|of) (?:our |the )?(?:social workers|workers|staff|pieces|carers|debts?|loans?|controls?|training))\b[^.;:]{0,80}$",
    _FLAGS,
)
OTHER_MATTER = re.compile(
    r"\b(?:training|the team|controls?|control environment|debt|loans?|provision|housing|meals?|scheme|website|opinion|presentation|event|conference|social workers|workers|carers|response|kitchens?)\b"
    r" (?:[\w'’]+ ){0,7}?(?:was|were|is|are|been|being|as|rated|judged|graded|found)(?: (?:to be|highly commended and was judged|judged|rated|graded|as))*(?: an?)? ?[\"'‘“]?$",
    _FLAGS,
)

# --- titles
BODY_TITLE = re.compile(
    r"\b(?:schools?|academ(?:y|ies)|college|further education|education(?:al)? (?:standards|outcomes|attainment|performance|report)|director of education|attainment|governing bod|alternative provision|virtual school|"
    r"early years|nurser(?:y|ies)|pre-?school|child-?car(?:e|ers)|childminding|adult (?:and community |social )?(?:learning|education|care|services)|lifelong learning|skills|apprentice\w*|employment|"
    r"children['’]?s centres?|residential|independent visitor|fostering (?:service|agenc|panel|annual|recruit)|foster carers|adoption (?:annual|agenc|service|panel|report|arrangements)|joint adoption|short[- ]breaks?|"
    r"youth (?:justice|offending|support)|prevention|probation|CQC|care quality|hospitals?|health|NHS|ICB|integrated care|ambulance|fire|police|crime|community safety|safer communities|"
    r"housing|landlord|librar(?:y|ies)|leisure|music|food|parking|planning|treasury|internal audit|anti-?fraud|awards?|celebration|survey|placements?|commissioning|provider)\b",
    _FLAGS,
)
HOME_TITLE = re.compile(
    r"\b(?:children['’]?s homes?|residential (?:care|services|homes?)|secure (?:children|unit|home|estate|accommodation)|regulation 4[45]|fostering (?:service|agenc)|independent fostering|adoption agenc|regional adoption)|(?-i:\b[A-Z][\w'’]+ (?:House|Lodge|Court|Bank|View|Cottage|Close|Grange|Villa|Manor|Farm|Gardens|Mead)\b)",
    _FLAGS,
)
VIEW_TITLE = re.compile(
    r"\b(?:case audits?|file audits?|audit (?:of (?:case|practice)|report)|quality assurance|moderat\w+ audits?|dip[- ]sampl\w+|practice week|peer (?:review|challenge)|safeguarding peer|mock inspection|self[- ](?:evaluation|assessment)|SEF|how we know|"
    r"preparing for inspection|inspection (?:readiness|preparation)|ILACS preparation|external review|consultants|annual (?:conversation|engagement)|appraisals?|governance statement|risk register|forecast|ambition|voice|what young people)\b",
    _FLAGS,
)
PLACE_TITLE = re.compile(
    r"\b(?:neighbours?|neighbouring|regional picture|national(?:ly)?|state of the nation|benchmark\w*|compar\w+|elsewhere|other (?:authorities|councils)|learning from others|improvement partner|ofsted['’:]*s? (?:annual report|national)|london picture|government policy|intervention policy|statutory guidance)\b"
    r"|(?<!monitoring )(?<!focused )(?<!focussed )(?<!ofsted )(?<!assurance )\bvisit to (?-i:[A-Z])",
    _FLAGS,
)
OWN_TITLE = re.compile(
    r"children['’]?s (?:social care|services)|\bilacs (?:inspection|outcome|report)|\bilacs$|local authority children|single inspection|services for children|looked after children|help and protection|improvement (?:plan|board)|(?<!adult )\bsocial care",
    _FLAGS,
)
OWN_INSPECTION_TITLE = re.compile(r"\b(?:ilacs|ofsted|inspection)\b", _FLAGS)
OWN_SUBJECT = re.compile(
    r"\b(?:services?|effectiveness|judge?ments?|leader\w*|outcome|verdict|grade|rating|council|authority)\b", _FLAGS
)

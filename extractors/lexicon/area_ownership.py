"""The cues that tell whose findings a lead-in reports, and whether it reports any. Data only."""

from __future__ import annotations

import re

OWNER = re.compile(
    r"(?P<other>\bhmi\s*probation\b|\bhmip\b|\bhmicfrs\b|\b(?:hm\s+)?inspectorate\s+of\s+(?:probation|constabulary|prisons)\b|\bprobation\s+inspect\w+"
    r"|\byouth\s+(?:offending|justice)\s+(?:(?:service|team)\s+)?inspect\w+|\binspection\s+of\s+(?:the\s+)?youth\s+(?:justice|offending)\b"
    r"|\blga\b|\blocal\s+government\s+association\b|\bpeer\s+(?:review(?:ers?)?|challenge|inspection|team)\b|\bself[-\s]?(?:assessment|evaluation)s?\b"
    r"|\bsector[- ]led\b|\b(?:from|by|in|of)\s+(?:the|these|those|our|its|their)\s+(?:case\s+|file\s+|monthly\s+)?audits\b|\bmock\s+inspect\w+|\bauditors\b|\b(?:internal|external)\s+audit\w*|\bombudsman\b|\b(?:serious\s+case|practice|thematic|local\s+child\s+safeguarding)\s+reviews?\b"
    r"|\b(?:cqc|care\s+quality\s+commission)\b(?!\s*(?:\(cqc\)\s*)?(?:and|/|&)\s*ofsted)(?<!ofsted and cqc)(?<!ofsted and the cqc)(?<!ofsted/cqc)|\btask\s+(?:and\s+finish\s+)?group\b"
    r"|\bhealthwatch\b|\bdfe\s+(?:adviser|advisor)\b|\b(?:the|our|its|their|[\w]+[’']s)\s+(?:improvement|action|delivery|business|service)\s+plan\s+(?:has|had|sets?|lists?|listed|contain\w*|identif\w+)"
    r"|\b(?:we|council|service|services|authority|department|directorate|officers?|leaders|managers|staff|board|partnership)\s+"
    r"(?:(?:had|has|have|itself|also|themselves)\s+){0,3}(?:identified|set\s+(?:itself|out)|chosen|chose|agreed)\b"
    r"|\b(?:its|their|our)\s+own\s+(?:\w+\s+){0,2}?(?:areas?|assessments?|analysis|reviews?|findings|list|priorities|recommendations|audits?|auditing|evaluation|view|plans?)\b)"
    r"|(?P<panel>\b(?:panel|committee|commission|scrutiny|members?|councillors?|cllrs?|board|cabinet|working\s+group|executive|chair(?:man)?|council)\s+"
    r"(?:\w+\s+){0,2}?(?:recommend(?:ed|s)|made|makes|raised|suggested|proposed|put\s+forward|expressed|submitted|request(?:ed|s))\b"
    r"|\brecommendations?\s+(?:of|from|by|made\s+by)\s+(?:the\s+)?(?:\w+\s+){0,6}?(?:panel|committee|commission|board|group|cabinet|councillors|members)\b"
    r"|\b(?:panel|committee|commission|board|cabinet|members?|group)[’']s?\s+(?:\w+\s+)?(?:recommendations?|areas?|priorities)\b)"
    r"|(?P<inspector>\b(?:ofsted|ofstead|oftsed|osted|oftsted|inspectors?|(?:re-?)?inspections?|inspectorates?|ilacs|jtai|hmi"
    r"|(?:focus(?:s?ed)?|monitoring|assurance)\s+visits?)\b)",
    re.IGNORECASE,
)
"""Whose words a sentence reports: inspectors of children's services, another body, or the meeting itself (`panel`)."""

COMPARED = re.compile(
    r"\b(?:line|match\w*|consistent|accord\w*|reflect\w*|concur\w*|agree\w*|similar|shar\w+|confirm\w*|mirror\w*|echo\w*|compar\w+|as\s+in|includ\w+)\b[^.]*$",
    re.IGNORECASE,
)
"""Before another body's name: it is only compared with, so the list is not its."""

SETTING = re.compile(
    r"\b(?:(?:primary|secondary|infants?|junior|nursery|special|high|grammar|church|catholic|community|free|maintained)\s+schools?"
    r"|schools?\s+(?:ofsted|inspections?)|(?:inspections?|reports?)\s+(?:of|on|for)\s+(?:\w+\s+){0,3}?(?:schools?|academ(?:y|ies)|nurser(?:y|ies))"
    r"|academ(?:y|ies)|(?:children[’']s|residential|care)\s+homes?|children[’']s\s+centres?|colleges?|childminders?|adult\s+(?:learning|education)"
    r"|pupil\s+referral\s+unit|fostering\s+agency|early\s+years\s+(?:settings?|providers?)|regulation\s+44|section\s+5)\b",
    re.IGNORECASE,
)
"""A single setting that Ofsted also inspects; its areas are not the authority's."""

OWN_TOPIC = re.compile(
    r"\bilacs\b|\bjtai\b|\bjoint\s+targeted\b|\b(?:focus(?:s?ed)?|monitoring)\s+visits?\b|\bsend\b|\bspecial\s+educational\b|\blocal\s+area\b|\bsafeguarding\b"
    r"|\bchild(?:ren)?(?:[’']?s)?[’']?\s+(?:social\s+(?:care|work)|services?|in\s+(?:care|need)|looked\s+after|(?:and\s+)?famil(?:y|ies))\b|\blooked[\s-]after\b"
    r"|\bcare\s+leavers\b|\blocal\s+authority\s+inspection\b|\bsingle\s+inspection\b|\bcorporate\s+parent\w*|\bchild\s+protection\b|\b(?:help\s+and|children[’']s)\s+protection\b",
    re.IGNORECASE,
)
"""Names the services that the inspections meant here are about, or such an inspection."""

FOREIGN_INSPECTION = re.compile(
    r"\bhmicfrs\b|\bhmip\b|\bregulator\s+of\s+social\s+housing\b|\bfire\s+(?:and\s+rescue\s+)?(?:service\s+)?inspect\w+"
    r"|\b(?:inspect\w+|assess(?:ed|ment))\b[^.;]{0,50}\b(?:adult\s+(?:social\s+care|learning|education)|youth\s+(?:justice|offending)|fire\s+(?:and\s+rescue|service)|police|constabulary|landlord|social\s+housing)\b"
    r"|\b(?:adult\s+(?:social\s+care|learning|education)|youth\s+(?:justice|offending)|police|landlord|social\s+housing)\b[^.;]{0,50}\b(?:inspect\w+|assess(?:ed|ment))",
    re.IGNORECASE,
)
"""Names an inspection of another service than children's."""

INSPECTED_SETTINGS = re.compile(
    r"\b(?:inspect(?:ed|ions?)|ofsted|graded?|judged)\b[^.;]{0,60}\b(?:schools?|academ(?:y|ies)|nurser(?:y|ies)|colleges?|childminders?|pre-?schools?|adult\s+learning)\b"
    r"|\b(?:schools?|academ(?:y|ies)|nurser(?:y|ies)|colleges?|childminders?|pre-?schools?|head\s?teachers?)\b[^.;]{0,60}\b(?:inspect(?:ed|ions?)|ofsted|graded|judged)\b",
    re.IGNORECASE,
)
"""Ofsted at schools and the like; counts only in items that are not entitled after children's services."""

FOREIGN_TITLE = re.compile(
    r"\b(?:schools?|academ(?:y|ies)|head\s?teachers?|nurser(?:y|ies)|early\s+years|colleges?|(?:adult|community)\s+(?:and\s+community\s+)?(?:learning|education|skills)|attainment|exam\w*"
    r"|adult\s+(?:social\s+)?(?:care|services)|cqc|housing|landlord|fire|rescue|police|policing|crime|community\s+safety|probation|youth\s+(?:justice|offending)|audit\w*|ombudsman"
    r"|regulation\s+44|(?:children[’']s|residential|care)\s+homes?|complaints|customers?|healthwatch|peer\s+(?:challenge|review)|budget|treasury|financ\w+|highways?|planning|waste|licensing|food)\b",
    re.IGNORECASE,
)
"""A title of an item about something else; it decides where nothing nearer names children's services."""

AWAITED = re.compile(
    r"\b(?:inspect(?:ions?|ors)|ofsted|visits?)\b(?!\s+(?:report|letter))[^.;]{0,40}?\b(?:is|was|were|are|be)\s+(?:now\s+|still\s+|next\s+)?(?:due|expected|awaited|imminent|likely)\b"
    r"|\b(?:next|forthcoming|upcoming|expected|pending)\s+(?:[\w’']+\s+){0,3}?(?:inspection|visit)\b|\b(?:prepar\w+|readiness|ready)\s+for\s+(?:[\w’']+\s+){0,4}?(?:inspections?|ofsted)\b",
    re.IGNORECASE,
)
"""An inspection that has not happened."""

DENIED = re.compile(
    r"\b(?:no|not\s+\w*\s*any|any|without|nor|neither|none\s+of\s+the|zero)\s+(?:[\w’‘'-]+\s+){0,3}[‘'“\"]?$"
    r"|\breasons?\s+for\s+(?:the\s+)?$|\b(?:whether|if)\s+(?:the\s+|all\s+|these\s+|those\s+)?(?:\w+\s+){0,2}$|\b(?:would|will|may|might|could|can|aims?\s+to|expected\s+to|helps?\s+to|in\s+order\s+to)\s+(?:also\s+)?(?:identify|highlight|find|show|list|include|make|set)\s+(?:[\w’']+\s+){0,3}$",
    re.IGNORECASE,
)
"""Stands right before a lead-in that says there is none, or that one may come."""

ELSEWHERE = re.compile(
    r"\b(?:in|at|of|from|to)\s+(?:some\s+|many\s+|several\s+)?(?:other|neighbouring|nearby|adjoining|another)\s+(?:local\s+)?(?:authorit(?:y|ies)|councils?|boroughs?|counties|areas)\b",
    re.IGNORECASE,
)
"""What inspectors found at other councils."""

FOR_THE_YEAR = re.compile(r"\s+(?:for|over|in|during)\s+(?:the\s+)?(?:next|coming|year|quarter|municipal|20\d\d)\b", re.IGNORECASE)
"""Right after a lead-in: the council plans its own work."""

MIXED_BEFORE = re.compile(
    r"\b(?:strengths?|good\s+(?:practice|work)|positives?|achievements)(?:\s+[\w’']+){0,3}?,?\s*(?:and|as\s+well\s+as|&|/|or|,)\s+(?:(?:the|of|some|key|both|also|any|\w+)\s+){0,2}$",
    re.IGNORECASE,
)
MIXED_AFTER = re.compile(
    r"\s*(?:and|as\s+well\s+as|&)\s+(?:(?:areas|aspects|examples)\s+of\s+)?(?:\w+\s+)?(?:strengths?|good\s+practice)\b",
    re.IGNORECASE,
)
"""Strengths and areas announced together: the list that follows cannot be told apart."""

PROGRESS = re.compile(
    r"\b(?<!for\s)(?<!of\s)(?:improvements?|progress)\s+(?:(?:had|has|have|was|were)\s+){1,2}(?:already\s+|also\s+)?(?:been\s+)?(?:made|seen|achieved|noted|evident)\b"
    r"|\b(?:had|have|has)\s+(?:\w+ly\s+|also\s+)?improved\b|\bimproved\s+(?:performance|outcomes|practice)\s+in\s+the\s+areas?\b"
    r"|\bareas?\s+of\s+(?:\w+\s+)?improvement\s+since\b|\bwhich\s+had\s+improved\b",
    re.IGNORECASE,
)
"""The sentence tells what got better, not what must."""

EXCEPTED = re.compile(r"[^.;]{0,40}?\b(?:but\s+not|except|other\s+than|apart\s+from)\b", re.IGNORECASE)
"""After a lead-in: the progress was made everywhere but in what follows."""

INSPECTED = re.compile(r"\binspect(?:ions?|ed)\b", re.IGNORECASE)
"""Names an inspection; what was inspected stands in the same sentence."""

DONE_BEFORE = re.compile(
    r"\b(?:progress|actions?|work|steps|measures|activity|information|details?|clarity|assurance)\b(?:\s+[\w’']+){0,4}?\s+"
    r"(?:against|on|towards|to\s+(?:address|tackle|meet)|addressing|tackling|in\s+response\s+to|in\s+relation\s+to)\s+(?:[\w’']+\s+){0,5}$",
    re.IGNORECASE,
)
"""Before a lead-in whose content follows with a verb: the content is what was done about the areas."""

PRONOUN = re.compile(r"they\b", re.IGNORECASE)
AGENT = re.compile(
    r"\b(?:(?P<inspectors>ofsted|inspectors|hmi)|members|councillors|officers|the\s+(?:panel|committee|board|cabinet|executive|commission|group|union|auditors)|reviewers|parents|carers"
    r"|young\s+people|children|staff|governors|residents|partners|managers|leaders|social\s+workers)\b",
    re.IGNORECASE,
)
"""Those whom "They" may mean at the start of the next sentence; the first of a sentence is taken as its subject."""

ANNOUNCED = re.compile(
    r"\b(?:recommendations?|areas?\s+(?:for|of|to|where|that|which|needing|requiring)\s+(?:[\w’']+\s+){0,4}?(?:improve(?:ments?|d)?|development|strengthen\w*|weakness|attention|work)|priority\s+actions?|criticisms?|(?:two|three|four|five|six)\s+(?:main\s+|key\s+)?findings)\b",
    re.IGNORECASE,
)
"""Stands before recommendations that are sorted by the time given for them."""

UNMADE_LIST = re.compile(r"\b(?:to|against|on|with|about|towards?|addressing|meeting|implementing)\b", re.IGNORECASE)
"""In a heading before a lead-in: what stands below is about the areas ("Response to the priority action")."""

VERB = re.compile(r"\b(?:was|were|is|are|being|includ\w+|cover\w+|comprised)\b", re.IGNORECASE)
BY_EXAMPLE = re.compile(r"\b(?:including|such\s+as|for\s+(?:example|instance))\b", re.IGNORECASE)
"""Links; examples of "the recommendations" are taken only where the sentence says whose they are."""

SOURCES = re.compile(
    r"\s*(?:for|from|of|in|by)\s+(?:the|these|those|all)\s+(?:following\s+)?(?:\w+\s+)?(?:inspections|reports|reviews|visits|letters)\s*[:–-]*\s*$",
    re.IGNORECASE,
)
"""After a lead-in: what is listed below are the inspections that made the recommendations, not these."""

JOINED_CLAUSE = re.compile(r",?\s+(?:and|but)\s+$", re.IGNORECASE)
"""Joins a clause whose "they" is the subject of the clause before."""

OPINIONS = frozenset(
    f"improvement_areas.{name}" for name in ("improvement-needed", "work-to-do", "in-the-areas-of", "weaknesses-in")
)
OPINION = re.compile(
    r"\b(?:said|stated|emphasi[sz]ed|stressed|acknowledged|felt|thought|commented|remarked|considered|accepted|was\s+of\s+the\s+view)\s+(?:that\b|(?:there\b|more\b|further\b))",
    re.IGNORECASE,
)
"""Lead-ins that anybody may use of the service, and the words of one who does."""

"""The words that minutes use about inspections, as data: names of inspections, what is done with dates, and what is no inspection.

`CUES` are in order of precedence: where two match at one place the longer wins, then the earlier (kinds: `extractors.linking.CueKind`).
Patterns of cues read lower-case text. A record's `rule` is the id of the cue that its date hangs on. Vocabulary: catalogue, sections
A-1 to A-5, and its sources' spellings.
"""

from __future__ import annotations

from typing import NamedTuple

from extractors.records import Framework
from extractors.rules import Rule

_WORDS3 = r"(?:[\w'’/-]+ ){0,3}"
_CHILDRENS_SERVICES = r"(?:children['’]?s['’]?|childrens) (?:social care |integrated )?services?"


class CueRule(NamedTuple):
    """A rule with its kind of cue and the words that a match of it can begin with (lower-case, to look it up by)."""

    kind: str
    opens: tuple[str, ...]
    rule: Rule


def _cue(kind: str, name: str, pattern: str, opens: str, positive: str, negative: str, keys: str = "") -> CueRule:
    """Return a rule on lower-case text; `opens` and `keys` are separated by `|`, and `keys` are `opens` where not given."""
    rule = Rule(f"inspections.{name}", pattern, tuple((keys or opens).split("|")), positive, negative, flags=0)
    return CueRule(kind, tuple(opens.split("|")), rule)


ILACS = _cue(
    "name",
    "names-ilacs",
    r"(?:(?:ilacs?|ilasc|ilcas|illacs|imax|lacs)\b(?:['’]s?)?(?: (?:re-?)?inspections?\b)?"
    r"|(?:short|standard) (?:(?:ofsted|ilacs|full) ){0,2}inspections?\b"
    r"|inspections? of (?:the |its |our )?local authorit(?:y|ies)(?:['’]?s?['’]?)? " + _CHILDRENS_SERVICES + r")",
    "ilac|ilasc|ilcas|illacs|imax|lacs|short |standard |inspection",
    "the ilacs inspection of may 2022",
    "the short breaks policy",
    "ilac|ilasc|ilcas|imax|lacs|inspection",
)
SIF = _cue(
    "name",
    "names-single-inspection",
    r"(?:single inspections?(?: framework)?\b|sif\b(?: inspections?\b)?"
    r"|(?:re-?)?inspections? of (?:the )?services for children in need of help(?:,| and) protection(?:[^.;]{0,60}?care[ -]leavers)?)",
    "single inspection|sif|inspection|reinspection|re-inspection",
    "under the single inspection framework",
    "a single inspector came",
    "inspection|sif",
)
FOCUSED_VISIT = _cue(
    "name",
    "names-focused-visit",
    r"focus(?:s?ed)?[ -](?:(?:ofsted |themed |remote |inspection |review )?visits?|(?:ofsted |themed )?inspections?)\b|visits? (?:with|which had|that had) (?:a )?focus\b",
    "focus|visit",
    "the focussed visit of july",
    "the focus of the visit",
    "visit|inspection",
)
MONITORING_VISIT = _cue(
    "name",
    "names-monitoring-visit",
    r"monitoring (?:ofsted |inspection )?(?:re-?)?visits?\b",
    "monitoring ",
    "the second monitoring visit",
    "monitoring the visits made",
    "visit",
)
JTAI = _cue(
    "name",
    "names-joint-targeted-inspection",
    r"(?:jtais?\b(?: inspections?\b)?|joint inspections? (?:of|into) (?:the |how )?(?:multi[- ]agency|partnership)|joint inspections? (?:by|from) ofsted, (?:the )?(?:cqc|care quality|hmi)|joint (?:targeted area|area targeted|targeted) inspections?\b)",
    "jtai|joint ",
    "a joint targeted area inspection of neglect",
    "a joint inspection of prisons",
    "jtai|inspection",
)
AREA_SEND = _cue(
    "name",
    "names-area-send",
    r"(?:(?:joint )?(?:local )?area (?:(?:send|(?:special educational|sen)\b[^.;]{0,50}?|partnership|joint|re-?)[ -]?){1,3}(?:inspections?|visits?|revisits?)\b"
    r"|(?:joint )?(?:local area )?(?:send|special educational needs (?:and|&|and/or) disabilit(?:y|ies)(?: \(send\))?) (?:local area |area |joint |ofsted |cqc |ofsted/cqc ){0,2}(?:re-?)?(?:inspections?|visits?)\b"
    r"|local area (?:joint )?(?:re-?)?inspections?\b"
    r"|(?:joint )?(?:re-?)?inspections? (?:undertaken |carried out |conducted |led )?(?:by|of|from) ofsted (?:and|&) (?:the )?(?:cqc|care quality commission)(?: \(cqc\))?(?: (?:of|into) (?:the )?local area)?"
    r"|(?:local )?area send(?=\s*(?:\n|$))|local area (?:was|had been|has been|were) (?:re-?)?inspected"
    r"|(?:re-?)?inspections? of (?:the )?(?:local area\b|send\b|special educational|area['’]s send)"
    r"|(?:re-?visit(?:ed)?|inspected) (?:of )?(?:the )?(?:local area\b|send\b)(?: for send| to)?)",
    "joint |local area|area |send |special educational|inspection|re-inspection|reinspection|revisit|re-visit|inspected the ",
    "ofsted and cqc revisited the local area for send",
    "they sent inspection letters",
    "inspection|visit|inspected",
)
OTHER_INSPECTION = _cue(
    "name",
    "names-inspection-before-2013",
    r"(?:(?:re-?)?inspections? of (?:the )?(?:safeguarding\b(?: services)?(?: and (?:services for )?looked[ -]after children)?"
    r"|(?:"
    + _WORDS3
    + r")?arrangements for the protection of children|child protection arrangements|contact,? referral,? and assessment)"
    r"|contact,? referral,? and assessment (?:arrangements )?inspections?\b|joint area reviews?\b)",
    "inspection|re-inspection|reinspection|contact|joint area",
    "the inspection of safeguarding and looked after children",
    "an inspection of the roof",
    "inspection|joint area review",
)
NAMES: tuple[tuple[Framework, CueRule], ...] = (
    (Framework.FOCUSED_VISIT, FOCUSED_VISIT),
    (Framework.MONITORING_VISIT, MONITORING_VISIT),
    (Framework.JTAI, JTAI),
    (Framework.AREA_SEND, AREA_SEND),
    (Framework.OTHER, OTHER_INSPECTION),
    (Framework.SIF, SIF),
    (Framework.ILACS, ILACS),
)

INSPECTION = _cue(
    "inspection",
    "says-inspection",
    r"(?:(?:re-?|post-)?(?:inspections?|inspected)\b(?! (?:framework|regime|handbook|cycle|readiness|preparation|programme|activity|criteria|methodology|window|process|timetable|service)\b))",
    "inspection|inspected|re-inspect|reinspect|post-inspection",
    "the inspection took place",
    "the inspection framework changed",
    "inspect",
)
INSPECTORS = _cue(
    "inspectors",
    "says-inspectors",
    r"(?:(?:team of )?(?:ofsted )?(?:inspectors|inspectorates|inspection team|hmi(?! probation))(?: (?:had |have )?(?:also |then |first |last )?(?:re-?)?visited)?|ofsted (?:had |have |has )?(?:also |then |first |last )?(?:(?:re-?)?visited|(?:returned|c[ao]me(?: back)?)(?= (?:in|on|from|between|during|over|for)\b))|ofsted(?= (?:had|has) last (?:been|come)\b)|ofsted(?= (?:had been|has been|was|were) (?:at work|here|with the|on site|back)\b)|ofsted(?: and (?:the )?(?:cqc|care quality commission)(?: \(cqc\))?)?(?= (?:had )?spent\b)|ofsted and (?:the )?(?:cqc|care quality commission)(?: \(cqc\))?(?= (?:had been|have been|were) (?:on site|in the|at|back)))(?!\w)",
    "inspectors|inspectorates|inspection team|hmi|ofsted |team of ",
    "inspectors were on site",
    "ofsted wrote to the council",
    "inspectors|inspectorates|inspection team|hmi|visited|ofsted",
)
VISIT = _cue(
    "visit",
    "says-visit",
    r"(?:(?:re-?)?visits?|re-?visited)\b",
    "visit|revisit|re-visit",
    "the visit took place",
    "invited to speak",
)
HELD = _cue(
    "held",
    "says-held",
    r"(?:(?:took|taken|taking|takes) place|held|ran|running(?! of)|undertaken|undertook|undertaking|carr(?:ied|ying) out|conduct(?:ed|ing)|made|completed"
    r"|beg[au]n|started|starting|opened(?= on)|commenc(?:ed|ing)|beginning|occurred|happened|spread|lasted|lasting|spanned|spanning|arrived|arrival|present"
    r"|c[ao]me(?= (?:in|on|from|over|during|between)\b)|off[ -]?site|run(?= (?:from|over|between|for)\b)|(?:received|underwent|hosted)(?= (?:an?|its|our|their) (?:[\w'’-]+ ){0,4}?(?:inspections?|visits?|ilacs|jtai|focus\w*)\b(?! (?:report|letter|outcome|feedback|result|plan|finding)))|(?:was|were|been)(?= (?:(?:also |only )?(?:in|on|from|between|over|during) (?!a\b|order\b|top\b|its\b|their\b)| ?(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: (?:and|to|-|–|&) ?| ?[-–/]| of| (?:january|february|march|april|may|june|july|august|september|october|november|december))|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b))|followed|concluded|ended|finished|performed|delivered|paid)\b",
    "paid|opened|were|took |taken |taking |takes |held|ran|running|underta|undertook|carr|conduct|made|complete|beg|start|commenc|occurred|happened|spread|last|spann|arriv|present|came|come|off|run|received|underwent|hosted|was|been|followed|concluded|ended|finished|performed|delivered",
    "was held from 3 to 7 june",
    "the household was large",
)
ON_SITE = _cue(
    "held",
    "says-on-site",
    r"(?:on[ -]?site|fieldwork)\b",
    "on-site|on site|onsite|fieldwork",
    "the week on site was 3 to 7 june",
    "the site manager",
)
PUBLISHED = _cue(
    "published",
    "says-published",
    r"(?:(?:re-?)?published|publish(?:es|ing)?|publication|issued|released|c[ao]me out(?! (?:as|at|of|with|top|well|better|worse)\b)|made (?:public|available)|dated|reached the public|appeared(?= on)|(?:put|placed|posted) on (?:its|the) website|announced(?= on)|went (?:up )?on (?:its|the|ofsted['’]s) website|reported(?: what (?:it|they) (?:had )?found)?(?= by ofsted on| (?:(?:its|their|the) (?:findings|judge?ments?|outcome|results?) )?(?:on|in) (?:the )?(?:\w+day,? )?(?:the )?(?:\d|january|february|march|april|may|june|july|august|september|october|november|december)))\b",
    "announced|went |appeared|put |placed |posted |published|republished|re-published|publish|publication|issued|released|came out|come out|made |dated|reached |reported",
    "the report was published on",
    "the publisher moved",
)
REPORT = _cue(
    "report",
    "says-report",
    r"(?:reports?|letters?|outcomes?|findings|feedback|judge?ments?|results?|grades?)\b",
    "report|letter|outcome|finding|feedback|judgment|judgement|result|grade",
    "its letter said",
    "a reporter came",
)
GRADED = _cue(
    "graded",
    "says-graded",
    r"(?:(?:judged|rated|graded|deemed|assessed (?:to be|as)|found(?= (?:to be |to have been )?['‘“\"]?(?:inadequate|requir|good\b|outstanding)))\b|(?:inadequate|requir(?:es|ed|ing|e) improvement(?: to be good)?)\b['’”\"]*(?: (?:overall|grades?|grading|ratings?|judge?ments?))*"
    r"|(?:outstanding|good|adequate)['’”\"]* (?:(?:overall )?(?:grades?|grading|ratings?|judge?ments?))"
    r"|(?:(?<=was )|(?<=were )|(?<=been )|(?<=was ['‘“\"])|(?<=were ['‘“\"])|(?<=been ['‘“\"]))(?:good|outstanding)(?=['’”\"]*(?: overall)?(?:[,.;:)]|$| (?:in|as|at|since|and|but|when|from|although|though|while)\b))"
    r"|(?:grades?|grading|ratings?|judge?ments?)(?= (?:(?:that )?(?:it|they|we|the council) (?:was|were|had been) |(?:was |had been )?given )?(?:given )?(?:of|from|in|at) (?:the )?(?:[a-z]{3,9} )?20\d\d))",
    "judged|rated|graded|deemed|assessed |found|inadequate|requir|outstanding|good|adequate|grade|grading|rating|judgement|judgment",
    "was judged to be",
    "good progress",
    "judged|rated|graded|deemed|assessed|found|inadequate|requir|grade|grading|rating|judgement|judgment",
)
EARLIER = _cue(
    "earlier",
    "says-since-or-same-as",
    r"(?:(?:first|only) (?:[\w'’-]+ ){0,5}since(?: the (?:last|previous) (?:one|inspection))?|same (?:"
    + _WORDS3
    + r")?as(?: that of| at the| in the)?|none since|not (?:had an? |been )?(?:fully )?(?:inspected|inspection)(?: [a-z]+){0,3} since|(?:one|ones|those|inspection) (?:that |which )(?:had )?(?:went|gone|came|come) before(?: (?:it|them))?)\b",
    "first |only |same |none |not |one |ones |those |inspection ",
    "the first full inspection since 2018",
    "first time",
)
PLANNED = _cue(
    "planned",
    "says-planned",
    r"(?:will\b|would (?:take place|be|start|begin|commence|happen|conduct|carry|inspect)|expect(?:s|ed|ing)?\b|due\b(?! to)|plan(?:ned|ning)\b|(?:re)?scheduled\b|set for|anticipat\w+|forthcoming|upcoming|imminent"
    r"|postponed|deferred|cancelled|delayed|put off|stopped|suspended|paused|halted|likely|next (?:"
    + _WORDS3
    + r")?(?:inspections?|visits?|ilacs)\b|to follow\b|(?<!first )(?<!last )to be (?:held|inspected|carried|undertaken)|prepar\w+ for|preparation for|in readiness for|could\b|should\b|might\b)",
    "will|would |expect|due|plan|scheduled|rescheduled|set for|anticipat|forthcoming|upcoming|imminent|postponed|deferred|cancelled|delayed|put off|stopped|suspended|paused|halted|likely|next |to be |to follow|prepar|in readiness|could|should|might",
    "was expected in the spring",
    "the plan was clear",
)
EVENT = _cue(
    "event",
    "says-other-event",
    r"(?:meetings?(?! (?:the |their |these |all )?needs)|workshops?|briefings?|seminars?|events?|conversations?|conferences?|(?<!children )(?<!safeguarding )boards?|committees?|panels?|minutes?|notice|notification|call|self-(?:evaluation|assessment)|peer (?:review|challenge)s?|(?:lga|independent|mock|dry run|thematic|case|serious case) (?:peer )?(?:reviews?|inspections?)|reviews?(?! of (?:the )?(?:effectiveness|local safeguarding|safeguarding|lscb))|audits?"
    r"|directions?|framework|regime|guidance|strategy|surveys?|consultations?|data|census|elections?|court|training|action plans?|improvement plans?|plans?|statement|annual report|white paper|inquiry|budget|pandemic|lockdown|diagnostic|health check"
    r"|(?:councill?ors?|members?|site|home|school|college|study|family|minister(?:ial)?|commissioner|director|chair|frontline)['’]?s?['’]? (?:re-?)?(?:visits?)"
    r"|inspection (?:framework|regime|handbook|cycle|readiness|preparation|programme|activity|criteria|methodology|window|process|timetable|service))\b",
    "meeting|workshop|briefing|seminar|event|conversation|conference|board|committee|panel|minute|notice|notification|call|self-|peer |lga|independent|mock|dry run|thematic|case|serious case|review|audit|direction|framework|regime|guidance|strategy|survey|consultation|data|census|election|court|training|action plan|improvement plan|plan|statement|annual report|white paper|inquiry|budget|pandemic|lockdown|diagnostic|health check|councillor|councilor|member|site|home|school|college|study|family|minister|commissioner|director|chair|frontline|inspection",
    "at the annual conversation",
    "the eventual result",
)
ACT = _cue(
    "act",
    "says-other-act",
    r"(?:submi(?:t|ts|tted|ssion)|reported|presented|considered|discussed|approved|agreed|receiv(?:ed|ing)|noted|met|meets|appointed|lifted|launched|introduced|implemented|operational|came into|in force|effective|interviewed|identified|found|showed|said|stated|recommended|required|led|resulted|established|set up|joined|left|revised|updated|notified|announced(?! (?:\w+ )?(?:re-?)?inspection)|informed|wrote|written"
    r"|respon(?:se|ded)|decision|adopted|replaced|recruited|created|formed|developed|produced|improved|increased|reduced|rose|fell|changed|moved|became|returned|signed|endorsed|signed off|commissioned|closed|opened|attended|highlighted|reviewed|refreshed|explained|confirmed|advised|asked|requested)\b",
    "submi|report|present|consider|discuss|approv|agree|receiv|noted|met|meets|appoint|lifted|launch|introduc|implement|operational|came into|in force|effective|interview|identif|found|showed|said|stated|recommend|require|led|result|establish|set up|joined|left|revis|updat|notif|announc|inform|wrote|written|respon|decision|adopt|replac|recruit|creat|form|develop|produc|improv|increas|reduc|rose|fell|chang|moved|became|return|signed|endors|commission|closed|opened|attend|highlight|review|refresh|explain|confirm|advis|asked|request",
    "was submitted by",
    "a submarine",
)
BODY = _cue(
    "body",
    "says-other-body",
    r"(?:(?:primary |secondary |infant |junior |special |maintained |independent |church |high |individual )?(?:schools?|academ(?:y|ies)|primary(?=,? (?:was|had|has|were|which|is)\b))|nurser(?:y|ies)|colleges?|(?:secure |residential |registered )?children['’]?s['’]? (?:residential )?homes?|homes?(?=,? (?:was|had|has|were|which|is|at|in|on)\b)|regulatory inspect(?:ion|or)s?|private fostering (?:arrangements|services?)|(?:house|lodge|court|cottage|grange)(?= (?:ofsted )?inspections?\b)|(?:house|lodge|cottage|grange)(?=,? (?:had|was|has|were|which|is)\b| \()|residential (?:homes?|units?)|care homes?|fostering (?:agency|service)|adoption (?:agency|service)\b|regional adoption agenc(?:y|ies)\b|(?<=the )agency(?= (?:in|on|from|was|had|has|is)\b|[,.])|independent fostering|childmind\w+|early years(?: (?:providers?|settings?|provision)| (?=inspections?))|pre-?schools?|pupil referral units?"
    r"|adult (?:and community )?(?:learning|education|social care|skills)|community learning|further education|apprenticeships?|sixth forms?|youth (?:offending|justice)(?: (?:service|team))?|yo[st]\b|hmi probation|hmip|probation|police|hmicfrs|fire service|prisons?|hospitals?|nhs trust|care quality commission inspected|planning inspector\w*|food hygiene|other (?:local )?(?:authorities|councils)|neighbouring|children['’]?s centres?|secure (?:unit|centre)|supported accommodation|music service)",
    "primary |secondary |infant |junior |special |maintained |independent |church |high |individual |school|academ|nurser|college|secure |residential |registered |regulatory|private fostering|house|lodge|court|cottage|grange|home|child|care home|fostering|adoption |regional adoption|agency|early years|pre-school|preschool|pupil referral|adult|community learning|further education|apprenticeship|sixth form|youth|yos|yot|hmi|probation|police|fire service|prison|hospital|nhs trust|care quality|planning inspector|food hygiene|other |neighbouring|supported accommodation|music",
    "the youth offending service was inspected",
    "children in care",
)
CUES = (
    PLANNED,
    BODY,
    EVENT,
    *(cue for _, cue in NAMES),
    EARLIER,
    INSPECTORS,
    INSPECTION,
    GRADED,
    VISIT,
    PUBLISHED,
    REPORT,
    ON_SITE,
    HELD,
    ACT,
)
FRAMEWORK_OF = {cue.rule.id: framework for framework, cue in NAMES}

LABELLED = Rule(
    "inspections.label-before-the-sentence",
    r"^\s*\((?:[a-z]{3,9} )?20\d\d\) .{0,200}?(?:inspect|ilacs|framework|effectiveness of safeguarding)",
    ("inspect", "ilacs", "framework", "effectiveness of safeguarding"),
    "(2010) The area did adequately in its inspection.",
    "(2010) The area did well.",
)
COLUMN_HEADING = Rule(
    "inspections.column-heading",
    r"^\s*(?:grades?|judge?ments?|outcomes?|ratings?)\s+(?:(?:at|in|of|for)\s+)?(?:the\s+)?(?:[a-z]{3,9} )?20\d\d (?:[\w'’]+ ){0,2}inspections?\s*$",
    ("inspection",),
    "Grade 2018 inspection",
    "The grade of the 2018 inspection was good",
)
RECORD_RULES: tuple[Rule, ...] = (
    *(cue.rule for _, cue in NAMES),
    INSPECTION.rule,
    INSPECTORS.rule,
    VISIT.rule,
    GRADED.rule,
    ON_SITE.rule,
    LABELLED,
)

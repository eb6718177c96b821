"""The rules of `minutes_actions`: how minutes mark what a meeting resolved. Data only.

The patterns are matched at the start of a sentence (`MARKERS`, `REFUSALS`), and end where the words of the
resolution begin. Sources: the catalogue of constructions, section D, and the rules P8 to P12 there.
"""

from __future__ import annotations

from extractors.lexicon.action_statements import UNMARKED
from extractors.lexicon.deciding_bodies import BODY
from extractors.rules import Rule

_ADVERB = (
    r"(?:\s+(?i:unanimously|therefore|also|further|then|accordingly|formally|duly|subsequently|hereby|collectively|jointly)\b)?"
)
_LEAD = r"(?:[^.;]{0,200}?[,)]\s+|(?i:after|following|having)\s[^.;,]{2,80}?\s|(?i:and|accordingly|therefore|consequently|the motion was carried and)\s+)?"
_WHO = (
    rf"(?:(?i:it\s+(?:was|is))|{BODY}(?:,[^,:]{{0,100}},)?(?:\s+(?i:has|have))?"
    r"(?:\s+(?:considered|received|discussed|debated|reviewed|examined)\s[^.;:]{2,120}?(?:,|\s)\s?and)?)"
)
_ASIDE = r"(?:\s+[A-Z]{1,6}[/.-]?\d[\w/.-]{0,12})?(?:\s*\((?!(?:[a-zA-Z]|[ivx]{1,4}|\d{1,2})\))[^()\n]{0,80}\))?(?:\s+(?i:unanimously|nem\.?\s?con\.?|accordingly|by\s+\d+\s+votes?\s+to\s+\d+)(?![a-z]))?(?:\s*\((?!(?:[a-zA-Z]|[ivx]{1,4}|\d{1,2})\))[^()\n]{0,80}\))?"
_DASHES = r"[:;,–—.|-][:;,–—|\s-]*"
_LOWER = r"(?:\s*(?:that|to)\b(?=[\s:–—-]|$)(?:\s*[:–—-][:–—\s-]*)?)?"
_AFTER_CAPITALS = rf"{_ASIDE}(?:\s*(?:{_DASHES}){_LOWER}|\s+(?:that|to|THAT|TO)\b(?:\s*[:–—-][:–—\s-]*)?|(?=\s|$))"
_AFTER_TITLE_CASE = rf"{_ASIDE}(?:(?=\s+\((?:i|a|1)\)\s)|\s*(?:{_DASHES}){_LOWER}|\s+(?:that|to)\b(?:\s*[:–—-][:–—\s-]*)?|\s*$)"
_AFTER_COLON = (
    r"(?:\s+that)?(?:\s+the\s+following(?:\s+[a-z]+){0,5}|\s+as\s+follows)?(?:\s+(?:that|to))?\s*[:–—][:;–—\s-]*" + _LOWER
)

RESOLVED = Rule(
    id="actions.resolved",
    pattern=(
        rf"(?:[^\n]{{0,240}}?[\s(\[]|[(\[])?(?<!be )RESOLVED\b{_AFTER_CAPITALS}"
        rf"|(?:It\s+was\s+)?(?:(?i:unanimously)\s+)?Resolved\b{_AFTER_TITLE_CASE}"
        r"|(?:Resolutions?|RESOLUTIONS?)\s*:[:–—\s-]*"
        rf"|{_LEAD}{_WHO}{_ADVERB}\s+[rR]esolved{_ADVERB}(?:\s+(?:that|to)\b(?:\s*[:–—-][:–—\s-]*)?|{_AFTER_COLON})"
    ),
    keys=("resolved", "resolution"),
    positive="On being put to the vote, it was RESOLVED that the plan be endorsed.",
    negative="The complaint was resolved within ten days.",
    flags=0,
)

AGREED = Rule(
    id="actions.agreed",
    pattern=(
        rf"(?:[^\n]{{0,240}}?[\s(\[]|[(\[])?(?<!be )(?:AGREED|DECIDED)\b(?=\s*(?:[(:;–—.-]|$)|\s+(?i:that|to|unanimously|the\s+following)\b){_AFTER_CAPITALS}"
        rf"|(?:It\s+was\s+)?(?:(?i:unanimously)\s+)?(?:Agreed|Decided)\b(?!\s+to\b|\s*:\s*\d){_AFTER_TITLE_CASE}"
        rf"|{_LEAD}{_WHO}{_ADVERB}\s+(?:agreed|decided|determined){_ADVERB}(?:,[^,.;:]{{2,80}},)?(?:{_AFTER_COLON}|\s+(?:that|to)\s*$)"
        r"|The\s+following\s+(?:[a-z]+\s+){0,3}?(?:was|were)\s+(?:unanimously\s+)?(?:agreed|resolved|decided)\s*[:–—][:–—\s-]*"
        r"|It\s+was\s+(?:then\s+)?(?:proposed|moved)\s[^.;:]{2,160}?\sand\s+(?:unanimously\s+)?(?:agreed|resolved|AGREED)\s+(?:that|to)\b(?:\s*[:–—-][:–—\s-]*)?"
        rf"|{_LEAD}{BODY}\s+(?:concluded|ended|finished)\s+by\s+agreeing{_AFTER_COLON}"
    ),
    keys=("agreed", "decided", "determined", "agreeing"),
    positive="The Committee agreed: That the minutes be signed.",
    negative="Officers agreed with the Chair about the timetable.",
    flags=0,
)

ORDERED = Rule(
    id="actions.ordered",
    pattern=rf"(?:[^\n]{{0,240}}?[\s(\[]|[(\[])?(?<!be )ORDERED\b{_AFTER_CAPITALS}|Ordered\b{_AFTER_TITLE_CASE}",
    keys=("ordered",),
    positive="ORDERED that the findings be noted.",
    negative="The replacement laptops had been ordered in May.",
    flags=0,
)

RECOMMENDED = Rule(
    id="actions.recommended",
    pattern=(
        rf"(?:[^\n]{{0,240}}?[\s(\[]|[(\[])?(?<!be )(?<!is )(?<!are )RECOMMENDED\b{_AFTER_CAPITALS}|Recommended\b{_AFTER_TITLE_CASE}"
        rf"|{_LEAD}{_WHO}{_ADVERB}\s+recommended{_ADVERB}(?:\s+that\b(?:\s*[:–—-][:–—\s-]*)?|{_AFTER_COLON})"
        rf"|{_LEAD}{BODY}{_ADVERB}\s+(?:made|makes|agreed)\s+the\s+following\s+(?:[a-z]+\s+){{0,4}}recommendations?[^:.\n]{{0,80}}:\s*"
    ),
    keys=("recommended", "recommendation"),
    positive="RECOMMENDED: That Cabinet fund four more posts.",
    negative="Inspectors had seen the recommended caseloads exceeded.",
    flags=0,
)

ACTION = Rule(
    id="actions.action-line",
    pattern=(
        r"[\[(*]{0,3}\s*(?:(?:AGREED|Agreed|KEY|Key|Further)\s+)?(?:ACTIONS?|[Aa]ctions?)(?:\s+(?i:points?|required|agreed|items?))?(?:\s+(?:No\.?\s*)?(?P<label>\d{1,3}))?"
        r"(?:\s+(?i:by|for))?\s*(?:[:–—]|-(?=\s)|$)[:–—\s-]*"
    ),
    keys=("action",),
    positive="Action point 3: Cllr Quennell to visit the contact centre.",
    negative="The Action Plan: progress and next steps",
    flags=0,
)

DECISION = Rule(
    id="actions.decision-label",
    pattern=r"(?i:decisions?|penderfyniad)(?:\s+(?i:made|taken))?\s*(?::+|[–—-](?=\s)|$)\s*",
    keys=("decision", "penderfyniad"),
    positive="Decision: To note the report.",
    negative="The decision of the court was awaited.",
    flags=0,
)

BROKEN_OFF = Rule(
    id="actions.broken-off",
    pattern=r"(?:(?:unanimously|then|therefore)\s+)?(?:agreed|resolved|decided|determined)(?:\s+(?:that|to))?\s*[:–—][:–—\s-]*$",
    keys=("agreed", "resolved", "decided", "determined"),
    positive="agreed that:",
    negative="The Mayor agreed with it.",
    flags=0,
)
"""A marker on a line of its own, broken off from the body that decides (the line before it ends with that body's name)."""

DECISION_LINE = Rule(
    id="actions.decision-line",
    pattern=(
        r"(?i:(?:delegated|executive|officer|key|cabinet|committee)\s+decisions?(?:\s+(?:made|taken))?|decisions?\s+(?:number|no\.?|ref(?:erence)?\.?)"
        r"|conclusions?)\s*:[:–—\s-]*$|Content\s*:\s*(?=(?:That|To)\s)"
    ),
    keys=("decision", "conclusion", "content"),
    positive="Delegated decision:",
    negative="Decision number: 14/2019",
    flags=0,
)

BODY_LIST = Rule(
    id="actions.body-list",
    pattern=(
        rf"{_LEAD}{BODY}(?:,[^,:]{{0,100}})?\s*[:–—][–—-]?\s*$"
        r"|(?:The|All)\s+(?:of\s+)?(?:the\s+)?recommendations\s+(?:[a-z]+\s+){0,8}?were\s+(?:unanimously\s+)?(?:agreed|approved)\s*[:–—][–—-]?\s*$"
    ),
    keys=(":", "–", "—"),
    positive="Following discussion, the Committee:",
    negative="The Committee heard from: the Director and two care leavers",
    flags=0,
)

IN_DISCUSSION = Rule(
    id="actions.agreed-in-discussion",
    pattern=rf"{_LEAD}{_WHO}{_ADVERB}\s+(?:agreed|decided|determined){_ADVERB}\s+(?:that|to)\b(?!\s*:)",
    keys=("agreed", "decided", "determined"),
    positive="It was agreed that the list would be shared with Members.",
    negative="The Head of Inclusion agreed to send round a list of vacancies.",
    flags=0,
)

MOTION = Rule(
    id="actions.motion",
    pattern=rf"{_LEAD}{BODY}{_ADVERB}\s+(?i:resolves){_ADVERB}(?=\s*[:–—-]|\s+(?:that|to)\b)(?:\s+(?:that|to)\b)?(?:\s+the\s+following)?[\s:–—-]*",
    keys=("resolves",),
    positive="Council therefore resolves that:",
    negative="The Board resolved that the plan be sent.",
    flags=0,
)

NOTED_LIST = Rule(
    id="actions.noted-list",
    pattern=r"(?:It\s+was\s+)?(?:NOTED|Noted)\s*(?:(?:that)?\s*[:;–—-]*\s*$|[:;–—]\s*|that\b)",
    keys=("noted",),
    positive="NOTED",
    negative="Noted the outcome of the inspection.",
    flags=0,
)

AGENDA = Rule(
    id="actions.agenda-recommendation",
    pattern=(
        rf"{_LEAD}{BODY}\s+(?:is|are)\s+(?:(?i:therefore|hereby)\s+)?(?i:asked|recommended|requested|invited)\s+to\b"
        r"|(?i:recommendations?)\s*(?:[:–—-]|$)"
    ),
    keys=("asked", "recommended", "requested", "invited", "recommendation"),
    positive="Cabinet is recommended to:",
    negative="The Panel asked the Director to return in May.",
    flags=0,
)

TABLE = Rule(
    id="actions.table-row",
    pattern=(
        r"(?=[^\n]{0,300}\|)\s*\|?(?:[^|\n]{0,60}\|){0,5}\s*(?:agreed\s+|key\s+)?actions?(?:\s+(?:points?|required|agreed|to\s+be\s+taken))?\s*\|"
        r"(?:[^|\n]{0,60}\|){0,5}?\s*(?:owners?|leads?|lead\s+(?:officers?|members?|person)|responsible(?:\s+(?:officer|person))?|person\s+responsible"
        r"|officers?(?:\s+responsible)?|assigned\s+to|action\s+by|by|by\s+whom|who|due|due\s+date|date\s+due|by\s+when|when|deadline|timescales?|time-?frame"
        r"|target(?:\s+date)?|completion(?:\s+date)?|date)\s*(?:\||$)"
        r"|\s*\|?\s*(?:(?:decision|minute)\s+)?(?:no\.?|number|ref\.?|reference)\s*\|\s*decisions?(?:\s+(?:made|taken))?\s*(?:\||$)"
    ),
    keys=("action", "decision"),
    positive="| Ref | Action | Owner | Due |",
    negative="| Area | Grade | Action |",
)

MARKERS = (ACTION, RESOLVED, AGREED, ORDERED, RECOMMENDED, DECISION, DECISION_LINE, BODY_LIST, IN_DISCUSSION, BROKEN_OFF)
"""Rules that open a resolution, in the order in which they are tried."""

REFUSALS = (MOTION, NOTED_LIST, AGENDA)
"""Rules that open a list which looks like a resolution and is none; what they open is kept as dropped."""

RULES = (*MARKERS, *REFUSALS, *UNMARKED, TABLE)
"""All rules of the component; their ids are the `rule` of an action's evidence."""

"""The words by which a text as a whole, or a sentence, is about Ofsted's inspections of children's services or about others.

Unlike the cues these rules are searched for anywhere, and no record rests on them.
"""

from __future__ import annotations

from extractors.rules import Rule

OFSTED = Rule(
    "inspections.ofsted-in-view",
    r"\b(?:ofsted|osted|oftsed|osfted|oftsted|ofstead|hmi\b(?! probation)|overall effectiveness)",
    ("ofsted", "osted", "oftsed", "osfted", "oftsted", "ofstead", "hmi", "overall effectiveness"),
    "the Oftsed inspection",
    "the food inspection",
)
CHILDRENS_SERVICES = Rule(
    "inspections.children-in-view",
    r"\b(?:children['’]?s['’]? (?:social care|services?)|childrens services|looked[ -]after|safeguarding|care leavers|children in care|local authority inspection|ilacs|single inspection|focus(?:s?ed)? visit|monitoring visit)",
    ("children", "looked", "safeguarding", "care leavers", "local authority", "ilacs", "single", "focus", "monitoring"),
    "inspection of children's services",
    "inspection of schools",
)
SEND_PLAN = Rule(
    "inspections.send-plan-in-view",
    r"\b(?:accelerated progress plan|written statement of action|joint area send|area send|send (?:inspection|revisit|improvement))\b",
    ("accelerated", "written statement", "send"),
    "the Accelerated Progress Plan for SEND",
    "send the plan to Members",
)
OTHER_TOPIC = Rule(
    "inspections.other-topic",
    r"(?<!and )(?<!for )(?<!, )\b(?:schools?|academ(?:y|ies)|nurser(?:y|ies)|colleges?|children['’]?s['’]? homes?|adult (?:learning|education|social care)|youth (?:offending|justice)|care homes?|regulation 44)\b",
    ("school", "academ", "nurser", "college", "home", "adult", "youth", "regulation 44"),
    "The school was inspected in May",
    "The service was inspected in May",
)

"""Improvement areas: what is found, whose it is, and what is refused. All councils, people and sentences are invented."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from extractors.blocks import find_blocks, find_sentences
from extractors.components.improvement_areas import find_improvement_areas
from extractors.lexicon.area_mentions import MENTIONS
from extractors.lexicon.improvement_areas import LEAD_INS, RULES
from extractors.records import Item
from extractors.rules import OpenGate

CONSTRUCTIONS = Path(__file__).parent / "constructions"
SEEDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "seeds"
TITLE = "Ofsted inspection of children's services\n\nMinutes:\n\nThe Director presented the outcome of the Ofsted inspection.\n\n"


def read(text, gate=None, **fields):
    item = Item(text=text, **fields)
    blocks = find_blocks(text)
    return find_improvement_areas(item, blocks, find_sentences(text, blocks), gate)


def texts(text, **fields):
    return [area.text for area in read(text, **fields)[0]]


def words(text):
    return re.findall(r"\w+", text.lower())


FOUND = {
    "numbers in prose": (
        "Ofsted had asked for three things to be improved. The areas for improvement were: (i) the pace of audits; (ii) sibling contact; "
        "and (iii) visits to boys placed in other counties.",
        ["the pace of audits", "sibling contact", "visits to boys placed in other counties"],
    ),
    "one in the singular": (
        "One recommendation was to look at how elected members meet care leavers.",
        ["to look at how elected members meet care leavers"],
    ),
    "pointing sentence with a list below": (
        "Ofsted had made three recommendations to the Council. These were:\n\n1.   Ensure that dental checks are prompt.\n\n"
        "2. Improve pathway plans. Ensure that copies reach carers.\n\n3.   Reduce caseloads in the duty team.",
        [
            "Ensure that dental checks are prompt",
            "Improve pathway plans. Ensure that copies reach carers",
            "Reduce caseloads in the duty team",
        ],
    ),
    "pointing sentence in prose": (
        "The letter identified two areas for development. They related to supervision and life-story work.",
        ["supervision", "life-story work"],
    ),
    "further work in the areas of": (
        "Inspectors had found further work that was required to improve consistency in the areas of: chronologies for unborn babies; "
        "help for boys who run away; and, health summaries.",
        ["chronologies for unborn babies", "help for boys who run away", "health summaries"],
    ),
    "reminded of areas of concern": (
        "Members were reminded of the key areas of concern from the inspection, these were as follows:-\n\n  • Joint commissioning\n\n"
        "  • Weak trust among parents\n\n  • Transition",
        ["Joint commissioning", "Weak trust among parents", "Transition"],
    ),
    "these areas set out below": (
        "The areas for improvement were set out in the inspection report as follows:\n• thresholds\n• core groups",
        ["thresholds", "core groups"],
    ),
    "list that lost its bullets": (
        "The areas for improvement identified by Ofsted were:\n\nThe timeliness of life-story work;\n\nSupport after adoption; and\n\n"
        "Checks on host families.\n\nThe Chair thanked the Director.",
        ["The timeliness of life-story work", "Support after adoption", "Checks on host families"],
    ),
    "Word bullets with a tab": (
        "Areas for improvement from the inspection:\n\n·       The handling of contacts at night\n\n·       Telling homeless 16 and 17 year olds what they may claim",
        ["The handling of contacts at night", "Telling homeless 16 and 17 year olds what they may claim"],
    ),
    "commentary after a dash": (
        "Ofsted gave two areas for improvement:\n i.  Foster homes for siblings – the main hurdle is the market in the region.  Other councils have it too.\n"
        " ii. Reviews of carers (on track)",
        ["Foster homes for siblings", "Reviews of carers"],
    ),
    "dash that belongs to the area": (
        "Ofsted gave two areas for improvement:\na) Early help - aims of plans\nb) Audit (QA)",
        ["Early help - aims of plans", "Audit (QA)"],
    ),
    "nested under an instruction": (
        "Ofsted's recommendations were:\n1. Ensure that:\n   - plans are SMART\n   - reviews are prompt\n2. Cut delay in court work",
        ["Ensure that plans are SMART", "Ensure that reviews are prompt", "Cut delay in court work"],
    ),
    "numbering goes on after a question": (
        "Inspectors listed these areas for improvement:\n1. return interviews\n2. risk plans\n\nCllr Marl asked about staffing. The Director replied "
        "that six posts were vacant.\n\n3. advocacy",
        ["return interviews", "risk plans", "advocacy"],
    ),
    "bullets of discussion end the list": (
        "Areas for improvement named by Ofsted:\n· recording\n· supervision\n· In response to a question, the Director said that audits were monthly\n· caseloads had fallen",
        ["recording", "supervision"],
    ),
    "two lists and then the strengths": (
        "The areas for improvement identified by Ofsted were around:\na. Safety plans.\nb. Foster homes.\n4. Other areas around the need for further action were:\n"
        "a. Housing for care leavers\nb. The visibility of the offer\n\nThe inspection also found much good practice:\n\na. Leaders know the service\nb. Adoption",
        ["Safety plans", "Foster homes", "Housing for care leavers", "The visibility of the offer"],
    ),
    "strengths and areas in one sentence": (
        "Strengths included adoption and early help, while areas for improvement included pathway plans and the speed of health checks.",
        ["pathway plans", "the speed of health checks"],
    ),
    "areas first, strengths after": (
        "The areas for improvement were private fostering and advocacy, whereas strengths included adoption.",
        ["private fostering", "advocacy"],
    ),
    "what is named first counts by number": (
        "Ofsted highlighted two areas for improvement, namely the quality of chronologies and genograms and the use of audit.",
        ["the quality of chronologies and genograms", "the use of audit"],
    ),
    "one with an and inside": (
        "The only area for improvement was the recruitment and retention of carers.",
        ["the recruitment and retention of carers"],
    ),
    "an aside with commas": (
        "The areas for improvement were telling children, aged 16 or 17, who present as homeless, about care, and supervision of advisers.",
        ["telling children, aged 16 or 17, who present as homeless, about care", "supervision of advisers"],
    ),
    "named as": (
        "Pre-birth work was identified by Ofsted as an area for improvement.",
        ["Pre-birth work"],
    ),
    "named it": (
        "Inspectors highlighted the tracking of court work as an area for development.",
        ["the tracking of court work"],
    ),
    "the need for": (
        "Ofsted had highlighted the need for sharper aims in early help plans.",
        ["the need for sharper aims in early help plans"],
    ),
    "recommended that": (
        "Inspectors recommended that audits hear from parents and that managers follow up what audits find.",
        ["audits hear from parents", "managers follow up what audits find"],
    ),
    "good but": (
        "Inspectors found that adoption was strong but that matching notes needed to be fuller.",
        ["matching notes needed to be fuller"],
    ),
    "said after another verb": (
        "The inspectors had acknowledged the investment, but noted that the quality of supervision needed to be more even.",
        ["the quality of supervision needed to be more even"],
    ),
    "topics with comments": (
        "What needs to improve\n\nHealth passports\n\nFew young people had one at eighteen.\n\nCourt work\n\nLetters were hard to read.\n\nNext steps\n\nA plan was due in May.",
        ["Health passports", "Court work"],
    ),
    "priority action": (
        "There was one area for priority action: oversight of children who are educated at home.",
        ["oversight of children who are educated at home"],
    ),
    "compared with the self-assessment": (
        "The judgement matched the self-assessment.\n\nAreas for improvement were:\n· plans\n· visits",
        ["plans", "visits"],
    ),
    "lists under headings": (
        "Ofsted made these recommendations for improvement:\n\nHelp and protection\n• Thresholds\n• Chronologies\n\nChildren in care\n• Dental checks\n\n"
        "Next steps\n• A board would meet",
        ["Thresholds", "Chronologies", "Dental checks"],
    ),
    "numbered paragraphs below a numbered paragraph": (
        "3.4 The areas for improvement highlighted by the inspectors were:\n\n3.4.1 Quality of plans\n\n3.4.2 Supervision\n\n3.5 Members asked about staff.",
        ["Quality of plans", "Supervision"],
    ),
    "in brackets": (
        "Ofsted had named one area for priority action (strategy discussions) and three areas for improvement (audits, supervision and plans).",
        ["strategy discussions", "audits", "supervision", "plans"],
    ),
    "stem before the colon": (
        "The recommendations were that the Council:\n(a) strengthen sight of children out of school\n(b) widen the choice of homes",
        ["strengthen sight of children out of school", "widen the choice of homes"],
    ),
    "in … and in …": (
        "The inspection found that improvements were needed in the aims of plans, in management oversight and in the recording of visits.",
        ["the aims of plans", "management oversight", "the recording of visits"],
    ),
    "particularly around": (
        "Ofsted saw some areas for improvement, particularly around neglect and pre-birth work.",
        ["neglect", "pre-birth work"],
    ),
    "identified for improvement": (
        "Areas identified for improvement:\n• Records of return talks\n• Access to therapy.",
        ["Records of return talks", "Access to therapy"],
    ),
    "where practice should be": (
        "Inspectors named areas where practice should be strengthened: visits, plans and reviews.",
        ["visits", "plans", "reviews"],
    ),
    "firstly and secondly": (
        "Firstly, Ofsted recommended more regular supervision; secondly, better recording.",
        ["more regular supervision", "better recording"],
    ),
    "those which were most urgent": (
        "The inspectors made eleven recommendations. Those that they thought most urgent were as follows:\n\n"
        "1. Review all children who have been on a plan for two years\n\n2. Cut caseloads in the duty team",
        ["Review all children who have been on a plan for two years", "Cut caseloads in the duty team"],
    ),
    "an aside before the verb": (
        "The recommendations of the inspectors, which the Director read out, were as follows:\n\n1. Ensure that visits are written up\n\n"
        "2. Widen the choice of homes",
        ["Ensure that visits are written up", "Widen the choice of homes"],
    ),
    "asked to improve": (
        "The letter asked the Council to improve:\n\n1. the pace of health checks\n2. the offer to kinship carers",
        ["the pace of health checks", "the offer to kinship carers"],
    ),
    "asked to, and they": (
        "Inspectors asked the Council to look again at the plans made when a child goes home. They also recommended sharper supervision of agency staff.",
        ["the plans made when a child goes home", "sharper supervision of agency staff"],
    ),
    "required to ensure and to": (
        "Ofsted had required the local authority to ensure that return talks were offered at once and to strengthen audit.",
        ["ensure that return talks were offered at once", "to strengthen audit"],
    ),
    "they had also said": (
        "Inspectors found that the hub was prompt. They had also said that thresholds should be clearer to schools, and that grandparents needed to be heard.",
        ["thresholds should be clearer to schools", "grandparents needed to be heard"],
    ),
    "clauses joined by a bare and": (
        "Inspectors noted that the pace of reform was not fast enough and the quality of practice needed to be more even.",
        ["the pace of reform was not fast enough", "the quality of practice needed to be more even"],
    ),
    "sorted under heads": (
        "Ofsted’s areas for improvement had been grouped under two headings so that staff could remember them:\n1. Front door:\n"
        "a. prompt decisions\nb. feedback to referrers\n2. Recording",
        ["Front door: prompt decisions", "Front door: feedback to referrers", "Recording"],
    ),
    "strengths and areas under headings": (
        "Ofsted found:\n\nStrengths\n\n· the service’s grasp of its own faults\n· early help\n\nAreas for improvement\n\n· private fostering\n· pathway plans",
        ["private fostering", "pathway plans"],
    ),
    "the one that is left": (
        "Of the four recommendations then made by Ofsted three were done. The last, which was the evenness of life-story books, was late.",
        ["the evenness of life-story books"],
    ),
    "a name with a comma in it": (
        "The letter told of weaknesses in two respects, namely the time taken to write education, health and care plans and the oversight of pupils out of school.",
        ["the time taken to write education, health and care plans", "the oversight of pupils out of school"],
    ),
    "recommendations by time": (
        "The inspectors had made recommendations, to be met at once and within three months. Immediately: ensure that all contacts are read by a social worker. "
        "Within three months: improve notes of supervision, and ensure that core assessments are done on time.",
        [
            "ensure that all contacts are read by a social worker",
            "improve notes of supervision",
            "ensure that core assessments are done on time",
        ],
    ),
    "lists by time": (
        "The inspection report set out recommendations.\n\nImmediately:\n• read all contacts\n\nWithin three months:\n• write up supervision\n• finish core assessments",
        ["read all contacts", "write up supervision", "finish core assessments"],
    ),
    "all but one put right": (
        "Enough progress had been made in one of the two areas of significant weakness but not in the other, namely the oversight of pupils out of school.",
        ["the oversight of pupils out of school"],
    ),
    "a clause about the plan ends the list": (
        "The recommendations of the inspectors concern the reading of old files where there is long neglect, the firmness of chairs and the number of "
        "local homes, and the plan has been built around them.",
        ["the reading of old files where there is long neglect", "the firmness of chairs", "the number of local homes"],
    ),
    "the following areas, after another clause": (
        "The inspection identified two areas where further improvement was required, and the plan set out actions in respect of the following areas –\n\n"
        "·         The quality of plans for children in need\n\n·         Return talks for runaways",
        ["The quality of plans for children in need", "Return talks for runaways"],
    ),
    "namely after a dash": (
        "The letter named two areas that need improvement and two that require urgent action – namely delays in assessments and weak management of risk at night.",
        ["delays in assessments", "weak management of risk at night"],
    ),
    "which inspectors had identified": (
        "The areas inspectors had identified for improvement were supervision, court work and audits.",
        ["supervision", "court work", "audits"],
    ),
    "the Council needed to": (
        "The inspection report stated that the Council needed to: speed up assessments; strengthen supervision; and listen to children.",
        ["speed up assessments", "strengthen supervision", "listen to children"],
    ),
    "recommended that we should": (
        "The inspectors recommended that we should: a) better our plans, b) quicken step-down and c) cut caseloads.",
        ["better our plans", "quicken step-down", "cut caseloads"],
    ),
    "numbered recommendations": (
        "Ofsted’s recommendations are as follows:\n\nRecommendation 1: Improve the quality of plans\n\nRecommendation 2: Strengthen audit",
        ["Improve the quality of plans", "Strengthen audit"],
    ),
    "concerns that were dealt with": (
        "Inspectors had some concerns regarding delay in two cases, which had since been looked at again.",
        ["delay in two cases"],
    ),
    "where improvements could be made": (
        "Areas where inspectors felt that improvements could be made were supervision, and the pace of visits.",
        ["supervision", "the pace of visits"],
    ),
    "this was around": (
        "There was one area for improvement identified, this was around the use of chronologies.",
        ["the use of chronologies"],
    ),
    "issues that inspectors raised": (
        "The Head of Service said that the inspectors had flagged up two issues: notes of strategy discussions and the take-up of return talks.",
        ["notes of strategy discussions", "the take-up of return talks"],
    ),
    "on … and on …": (
        "Inspectors said that more work was needed on the timeliness of health checks and on dental care.",
        ["the timeliness of health checks", "dental care"],
    ),
    "in relation to": (
        "Improvements were needed in relation to: oversight by managers; the quality of plans; and notes.",
        ["oversight by managers", "the quality of plans", "notes"],
    ),
    "to … and to …": (
        "The inspectors’ recommendations included the need to improve care plans, to reduce drift and delay and to strengthen the oversight of visits.",
        ["the need to improve care plans", "to reduce drift and delay", "to strengthen the oversight of visits"],
    ),
    "identified, as follows": (
        "Three areas for improvement were identified, as follows: plans, reviews and audits.",
        ["plans", "reviews", "audits"],
    ),
    "recommendations heading with noun phrases": (
        "Recommendations from the inspection:\n· Earlier permanence\n· Sharper plans",
        ["Earlier permanence", "Sharper plans"],
    ),
    "asked for improvement in, with bullets": (
        "In its letter Ofsted had asked for improvement in\n\n• night contacts\n\n• court work\n\nThe Chair thanked staff.",
        ["night contacts", "court work"],
    ),
    "the one thing they wished to see done better": (
        "The one thing that the inspectors had wished to see done better was the tracking of court work.",
        ["the tracking of court work"],
    ),
    "what inspectors want": (
        "What inspectors want:\n• quicker health checks\n• shorter plans",
        ["quicker health checks", "shorter plans"],
    ),
    "their one criticism": (
        "The inspectors’ only criticism, about the pace of health checks, was fair.",
        ["the pace of health checks"],
    ),
    "told to do better at": (
        "Partners were told by the inspectors to do better at sharing what they know, and at helping younger brothers.",
        ["sharing what they know", "helping younger brothers"],
    ),
    "singled out": (
        "Inspectors praised the staff. Return talks and the oversight of children taught at home had been singled out for improvement.",
        ["Return talks", "the oversight of children taught at home"],
    ),
    "suggested one thing": ("Its letter suggested one thing: that reviews be earlier. Ofsted had said so.", ["reviews be earlier"]),
    "recommendation that": (
        "Members recalled the inspection recommendation that corporate parenting be strengthened.",
        ["corporate parenting be strengthened"],
    ),
    "the chief of them": (
        "Inspectors had made a few recommendations, the chief of them about the number of local homes.",
        ["the number of local homes"],
    ),
    "the first and the second": (
        "Ofsted made two recommendations, the first on the pace of visits and the second on night contacts.",
        ["the pace of visits", "night contacts"],
    ),
    "too little progress": (
        "Of five areas of weakness two were off the list. In three, sufficient progress had not been made:\n1. therapy\n2. plans\n3. transport",
        ["therapy", "plans", "transport"],
    ),
    "the other two": (
        "Ofsted saw enough progress in two of the four areas of significant weakness. Not enough had been made in the other two, which were:\n"
        "1. waits for therapy\n2. the oversight of transport",
        ["waits for therapy", "the oversight of transport"],
    ),
    "counted, and named in the next paragraph": (
        "3.1 The visit ended in two priority actions, for which a plan was due. Ofsted had set them.\n\n"
        "3.2 The letter of Ofsted had two areas for improvement, on which a plan was due.\n\n"
        "3.3 These were that children must be seen alone, and that managers must read files.",
        ["that children must be seen alone", "that managers must read files"],
    ),
    "that … be, below inspectors' own term": (
        "Areas for priority action had been set by the inspectors, as follows:\n(a) That children at risk are seen on the day;\n(b) That managers read files.",
        ["That children at risk are seen on the day", "That managers read files"],
    ),
    "findings in the present below a heading": (
        "Strengths\n  Duty staff are well led.\nAreas for development\n  Feedback to referrers is patchy\n  Chronologies are out of date.\n"
        "Areas for priority action\n  None.\nMembers thanked the team.",
        ["Feedback to referrers is patchy", "Chronologies are out of date"],
    ),
    "a table": (
        "| Recommendation | Lead | RAG |\n---|---|---|\n| Analysis of risk | Head of Assessment | Amber |\n| Work with men who harm | Head of Help | Red |\n\nA Member spoke.",
        ["Analysis of risk", "Work with men who harm"],
    ),
    "numbered after a stem": (
        "Ofsted want the Council to strengthen a) night contacts b) pre-birth work and c) audits.",
        ["night contacts", "pre-birth work", "audits"],
    ),
    "what needs to, among findings": (
        "Inspectors had found that:\n• staff were proud of the children;\n• plans needed to be shorter.",
        ["plans needed to be shorter"],
    ),
    "they said at the end": ("Consistency of practice still needed work, Ofsted had said.", ["Consistency of practice"]),
}


@pytest.mark.parametrize("name", FOUND)
def test_found(name):
    text, expected = FOUND[name]
    assert texts(TITLE + text) == expected


REFUSED = {
    "none": "There were no areas for improvement or priority action: a clean sheet.",
    "expected": "The inspection would identify areas for improvement such as plans and visits.",
    "question": "Members asked whether Ofsted had found any areas for improvement, such as visits or plans.",
    "mixed": "Ofsted listed strengths and areas for improvement:\n· adoption\n· private fostering",
    "mixed with good practice": "It set out areas for improvement and good practice:\n· adoption\n· private fostering",
    "peer review": "The LGA peer review named areas for improvement: chronologies, audits and plans.",
    "self-evaluation": "The self-evaluation set out areas for development:\n· neglect\n· plans",
    "probation": "HMI Probation inspected youth justice in May.\n\nThe areas for improvement were:\n· desistance plans\n· victim contact",
    "own": "The service had identified areas for improvement, including data and rotas.",
    "panel": "The Panel made two recommendations:\n1. That the plan be shorter\n2. That it come back in May",
    "resolutions": "Recommendations:\n1. To note the report.\n2. To thank staff.",
    "cabinet is asked": "Recommendations\n(a) Cabinet is asked to approve the plan\n(b) Cabinet notes the costs",
    "passive": "The areas for improvement were being addressed and a plan was in place.",
    "adjective": "The areas for improvement were familiar to leaders and staff.",
    "included in the plan": "The recommendations were included in the action plan.",
    "questions about them": "Members discussed the areas for improvement.\n· Cllr Vane asked about caseloads\n· The Director said that they were lower",
    "progress": "Improvements had been made in the areas of supervision, audit and plans.",
    "progress since": "Inspectors saw areas of improvement since the last visit, including audits and supervision.",
    "grade only": "Ofsted found that services required improvement to be good.",
    "procedure": "Ofsted said that an action plan should be submitted within 70 days.",
    "leaders know": "Inspectors noted that leaders knew what needed to improve.",
    "progress against": "Progress against the Ofsted recommendations was:\n• Supervision - 95% of staff seen monthly\n• Visits - 90% on time",
    "work done on them": "Work to address the areas for improvement included a new tracker and monthly audits.",
    "a plan's contents": "The action plan covered the recommendations, including timescales and lead officers.",
    "what will be done": "The areas for improvement would be met through the action plan, including monthly audits.",
    "recommended to Cabinet": "The recommendations in the report were: that Cabinet approve the plan and note the costs.",
    "the committee's": "The Committee's recommendations were: more data, shorter reports and a site visit.",
    "information about them": "Members asked for further information on the areas for improvement, including timescales.",
    "things": "The Director said that the areas for improvement were things that the service knew.",
    "mock inspection": "Officers had identified areas for improvement before the inspection: data and audit.",
    "asked what they were": "Councillor Hale asked what the areas for improvement were, and was told that they were in the report.",
    "scope": "The inspection covered the following areas - help for families and children in care.",
    "witness": "The Director wanted better data and quicker reports.",
    "members want": "Members noted the need for more training.",
    "numbered paragraphs": "2.1 Ofsted made six recommendations.\n\n2.2 The Director explained that a board met monthly.\n\n2.3 Members thanked staff.",
    "findings that are good": "The issues identified included:\n· Since the last inspection services had started to improve\n· Most children were well supported",
    "what next": "The next visit would look at areas for improvement in the hub.",
    "they are members": "The Committee thanked the inspectors. They recommended that the plan be shorter.",
    "they are parents": "Inspectors met parents. Parents wanted more say.\n\nThey said that reviews should be held in the evening.",
    "they in mid-sentence": "Members asked what inspectors had seen and what they recommended for next year.",
    "put right": "The first of the two weaknesses in the report was put right.",
    "a table of actions": "There was one priority action.\n\nAction\n\nOwner\n\nCirculate the response to the priority action\n\nDeputy Director\n\nVisit the hub\n\nClerk",
    "heading about progress": "Progress against the areas for improvement\n\nSupervision\n\nAudits\n\nThe Chair thanked the Director.",
    "no recommendations by time": "Members asked when it would be done.\n\nWithin three months: the Director said that posts were advertised.",
    "mentioned and more": "Partners are named in three of the nine areas for improvement and would need to reply.",
    "titles of answers": "Members raised points, which included:\n\n·  Improving audits – in reply the Director said that a form was in use.\n\n·  Pay - Members asked about it.",
    "asked to send": "Ofsted asked the Council to submit a plan. The report asked the Council to improve by May.",
    "must submit": "Ofsted had said that the Council must submit its plan by May.",
    "asked to publish": "The inspector asked the Council to ensure that the letter was published on its website.",
    "own plan for the quarter": "Priority actions for the next quarter were:\n\n• fill vacant posts\n• end the restructure",
    "the committee's areas": "The Scrutiny Committee’s areas for improvement were:\n• pre-meetings\n• work planning",
    "whether": "Members asked whether the recommendations were achievable, and were told that they were: staffing had grown and budgets were found.",
    "speech after a colon": "The Director would report on the areas for improvement: the Chair thanked her for this, and moved on.",
    "other councils": "The Director advised that Ofsted had identified issues around recording in other authorities.",
    "a school's": "The areas for improvement identified by Ofsted at Elm Primary School were reading and attendance.",
    "numbered resolutions": "Ofsted’s report was read.\n\nRecommendation 1: That the report be noted\n\nRecommendation 2: To thank staff",
    "members' issues": "Members raised two issues: parking and buses.",
    "restrictive relative": "Progress was made on the areas for improvement that relate to partners, the Director said.",
    "a grade": "Three areas required improvement to be good: help, care and leadership.",
    "a list of inspections": "An update on recommendations from the following inspections:\n• The full inspection of 2022\n• The visit to Elm House",
    "audits": "She drew out three areas for improvement from the audits, being recording and supervision.",
    "an ordinal with a predicate": "The two areas for improvement were in the plan. The first was a matter of writing and the second was harder.",
    "agreed without dissent": "The Leader put the recommendations, which were agreed without dissent.",
    "the speaker's own view": "The Director emphasised that more work is needed to ensure consistency between managers.",
    "a reason": "Reason for Recommendation: To shorten the wait for an assessment.",
    "for whom": "Two of the recommendations were for health.",
    "a question": "How many recommendations of 2021 were among the four?",
    "fault told, no need": "Ofsted found in 2017 that too many children waited too long for a home.",
    "resolved": "RESOLVED: That the areas for improvement, namely plans and visits, be noted.",
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name):
    assert texts(TITLE + REFUSED[name]) == []


def test_refusal_is_kept_with_its_reason():
    _, dropped = read(TITLE + REFUSED["peer review"])
    assert [(d.component, d.reason) for d in dropped] == [("improvement_areas", "another body's")]
    assert dropped[0].text.startswith("areas for improvement: chronologies")


@pytest.mark.parametrize(
    "title",
    [
        "Ofsted reports on primary schools\n\nThe areas for improvement at Hazel Primary School were phonics and attendance.",
        "Ofsted Inspection of Larch End Children’s Home\n\nThe home was good at its inspection in May.\n\nThe recommendations of the inspector were that rotas be kept.",
        "Children's homes\n\nOfsted inspected Larch House children's home.\n\nAreas for improvement:\n· fire doors\n· key work",
        "Ofsted's areas for improvement - update\n\nReport of the Director of Families.\n\nThe report was noted.",
        "Libraries strategy\n\nThe stock was reviewed.\n\nAreas for improvement:\n· opening hours\n· events",
    ],
)
def test_other_subjects_give_nothing(title):
    assert texts(title) == []


def test_weak_lead_in_needs_an_inspection_nearby():
    talk = "The Chair spoke about parking. " * 12
    assert (
        texts(
            "Update\n\nOfsted called in May.\n\n"
            + talk
            + "\n\nFour matters needed work. These were signs; lines; lamps; and kerbs."
        )
        == []
    )


def test_evidence_is_the_words_of_the_area():
    text = TITLE + "Areas for improvement from Ofsted:\n a)  the  use\n of audit; and\n b)  visits."
    areas, _ = read(text)
    assert [a.text for a in areas] == ["the use of audit", "visits"]
    assert [a.label for a in areas] == ["a", "b"]
    assert [a.ordinal for a in areas] == [1, 2]
    for area in areas:
        assert text[area.evidence.start_char : area.evidence.end_char] == area.evidence.text
        assert area.evidence.rule == "improvement_areas.areas-for"


def test_themes_are_tagged():
    areas, _ = read(TITLE + "The only area for improvement was the timeliness of strategy meetings.")
    assert areas[0].themes == ("strategy_discussions",)


def test_entry_of_a_truncated_item_is_dropped_only_when_it_is_cut():
    cut = TITLE + "Areas for improvement:\n· supervision;\n· the quality of ass"
    assert texts(cut, truncated=True) == ["supervision"]
    assert texts(cut, truncated=False) == ["supervision", "the quality of ass"]
    assert texts(cut + "essments.", truncated=True) == ["supervision", "the quality of assessments"]
    assert texts(TITLE + "Areas for improvement included audits, visits and the qual", truncated=True) == ["audits", "visits"]


def test_same_list_twice_counts_once_and_the_first_is_kept():
    one = "The areas for improvement were:\n· court chronologies\n· health checks\n"
    areas, dropped = read("Ofsted\n\nDecision:\n" + one + "\nMinutes:\n" + one)
    assert [a.text for a in areas] == ["court chronologies", "health checks"]
    assert all(a.evidence.start_char < 80 for a in areas)
    assert [d.reason for d in dropped] == ["said before", "said before"]


def test_mention_of_a_listed_area_is_not_a_second_one():
    text = (
        TITLE
        + "The areas for improvement were:\n· the pace of audits\n· visits\n\nThe pace of audits was identified as an area for improvement."
    )
    assert texts(text) == ["the pace of audits", "visits"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "Areas for improvement:",
        "Areas for improvement",
        "· ",
        "The area for improvement was",
        "- Areas for improvement: ;",
    ],
)
def test_nothing_to_find(text):
    assert texts(text) == []


def test_gate_changes_no_record():
    rows = [json.loads(line) for path in sorted(CONSTRUCTIONS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    samples = (
        [row["text"] for row in rows] + [TITLE + text for text, _ in FOUND.values()] + [TITLE + text for text in REFUSED.values()]
    )
    samples += [rule.positive for rule in RULES]
    for text in samples:
        assert read(text) == read(text, OpenGate())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_matches_its_own_sentences(rule):
    matched = rule.regex.search(rule.positive)
    assert matched
    assert any(key in matched[0].lower() for key in rule.keys)
    assert not rule.regex.search(rule.negative)


def test_rule_ids_are_unique_and_named_after_the_component():
    ids = [rule.id for rule in LEAD_INS + MENTIONS]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"improvement_areas\.[a-z-]+", rule_id) for rule_id in ids)


def f1(one, other):
    left, right = words(one), words(other)
    common = sum(min(left.count(w), right.count(w)) for w in set(left))
    return 2 * common / (len(left) + len(right))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside the repository (../shared/seeds)")
def test_seeds():
    for path in sorted(SEEDS.glob("*.txt")):
        gold = json.loads((SEEDS / "gold" / f"{path.stem}.json").read_text("utf-8"))
        meeting = date.fromisoformat(gold["meeting_date"]) if gold["meeting_date"] else None
        found = texts(path.read_text("utf-8"), truncated=gold["truncated"], meeting_date=meeting)
        expected = [area["text"] for area in gold["improvement_areas"]]
        assert len(found) == len(expected), path.name
        assert all(f1(one, other) >= 0.8 for one, other in zip(found, expected, strict=True)), path.name

"""Judgements: sentences and the grades that they assert, written "domain grade [previous]" and joined by semicolons; "" asserts none.

Optional judgements of "all areas" other than overall are left out of the comparison, as in the contract's scoring.
"""

import json
from pathlib import Path

import pytest

from extractors import Item, extract
from extractors.blocks import find_blocks, find_sentences
from extractors.components.judgements import find_judgements
from extractors.lexicon.judgements import ALL_AREAS, CONSTRUCTIONS, DOMAIN_RULES, GRADE_RULES, JUDGING
from extractors.records import Domain, Framework
from extractors.regimes import ILACS_2018_DOMAINS, ILACS_2023_DOMAINS, ILACS_2026_DOMAINS, SIF_DOMAINS, domains_of
from extractors.rules import OpenGate

CATALOGUE = Path(__file__).parent / "constructions"
SENTENCES = [
    ("The Adult Learning Service had been inspected by Ofsted in March and was judged Good overall.", ""),
    (
        "Ofsted inspected Larch House children's home in May. The home was judged Good overall, leadership and management Outstanding, and help and protection Good.",
        "",
    ),
    ("The college's overall effectiveness was judged by Ofsted to Require Improvement.", ""),
    ("CQC gave the adult social care service an overall rating of Good.", ""),
    ("The Trust that ran services in Hallowdale was judged outstanding by Ofsted.", ""),
    ("Members heard about Fallowby, which was judged Outstanding by Ofsted in the same month.", ""),
    ("A Member asked what would happen if the service was rated inadequate by Ofsted.", ""),
    ("If leadership were judged inadequate by Ofsted the Secretary of State could intervene.", ""),
    ("It was hoped that by 2027 Ofsted would judge the overall effectiveness to be good.", ""),
    ("The Panel was told that the Council graded itself as good for children in care ahead of the Ofsted visit.", ""),
    ("The adequacy of controls in procurement was judged inadequate.", ""),
    ("The Ombudsman found the service to be inadequate.", ""),
    ("HMICFRS had graded the Service as requires improvement.", ""),
    ("Ofsted had rated 8 of the 10 maintained nurseries as outstanding.", ""),
    ("The Virtual School's work was judged by the DfE adviser to be good.", ""),
    ("The regional adoption agency was inspected by Ofsted and judged good with outstanding leadership.", ""),
    ("Regulation 44 visitors had found the quality of care at the residential home to be good.", ""),
    ("Attendance was good and exclusions were low; the overall picture was good.", ""),
    ("Internal audit had given the placements team a rating of adequate.", ""),
    ("The Youth Justice Service was rated Good overall, with leadership judged Outstanding.", ""),
    ("Members asked whether leadership was good enough to deliver the Ofsted action plan.", ""),
    ("The Council's fostering service had been rated good by Ofsted under the old regulations.", ""),
    ("Ofsted's annual report said that nationally 60% of local authorities were judged good or outstanding.", ""),
    ("In 2022 eleven authorities in the region were rated good by Ofsted.", ""),
    (
        "The Director wanted to be clear that Ofsted had not graded the service at this visit, which was neither good nor inadequate.",
        "",
    ),
    ("Scrutiny of the budget was inadequate, a Member of the public said.", ""),
    ("Ofsted would now inspect; a judgement of requires improvement was thought likely.", ""),
    ("Three primary schools had moved from requires improvement to good.", ""),
    ("The service for care leavers offered good advice and outstanding trips.", ""),
    ("The quality of the food at the hospital was rated inadequate.", ""),
    ("Ofsted judged the Council's overall effectiveness as Good.", "overall good"),
    (
        "The Council was judged to require improvement to be good for help and protection and for leadership.",
        "help_protection requires_improvement; leaders requires_improvement",
    ),
    ("Children's Services in the borough had been graded as Outstanding by Ofsted in all judgement areas.", "overall outstanding"),
    ("The overall effectiveness grade had risen to Good.", "overall good"),
    (
        "Ofsted gave the service an overall grading of ‘Requires Improvement to be Good’, with care leavers graded as ‘Good’.",
        "overall requires_improvement; care_leavers good",
    ),
    ("Schools were discussed first. The Director then said that Ofsted had judged children's services to be good.", "overall good"),
    ("The local authority retained its overall Ofsted rating of Good.", "overall good; overall good previous"),
    (
        "Ofsted found services for children in care to be good and those for care leavers to be outstanding.",
        "in_care good; care_leavers outstanding",
    ),
    ("The impact of leaders: Requires improvement to be good", "leaders requires_improvement"),
    ("Ofsted's overall judgement for the department was one of Good, and Members praised schools and partners.", "overall good"),
    (
        "Overall effectiveness was judged to be good. The same grade was given for the impact of leaders and for help and protection.",
        "overall good; leaders good; help_protection good",
    ),
    (
        "Leadership was good and, Ofsted said, help and protection was good, and so were services for care leavers.",
        "leaders good; help_protection good; care_leavers good",
    ),
    ("The separate judgement on care leavers, made for the first time, was ‘good’.", "care_leavers good"),
    (
        "The ILACS inspection of May 2022 judged the service to be good. At the re-inspection in 2017 the overall grade had been ‘requires improvement to be good’, and in 2015 it had been inadequate.",
        "overall requires_improvement previous; overall inadequate previous; overall good",
    ),
    ("The children's home at Elm Rise had been judged inadequate by Ofsted. It had been good before.", ""),
    ("An internal evaluation, the Council’s own assessment, rated help and protection as good before Ofsted came.", ""),
    (
        "Improvement to be good was required in two areas, which were help and protection and leadership, management and governance.",
        "help_protection requires_improvement; leaders requires_improvement",
    ),
    (
        "Ofsted had lowered the overall grade from ‘Outstanding’ to ‘Good’, and the grade for help and protection with it.",
        "overall outstanding previous; overall good; help_protection good",
    ),
    ("Because a judgement was inadequate Ofsted would return within six months.", ""),
    (
        "Officers noted that, whilst the services required improvement to be good, the tone of the Ofsted report was hopeful.",
        "overall requires_improvement",
    ),
    (
        "In the single inspection the county was rated as outstanding in adoption performance, and rated as good in the following areas – children who need help and protection; children looked after and achieving permanence; experiences and progress of care leavers; and leadership, management and governance.",
        "adoption outstanding; help_protection good; care_and_care_leavers good; care_leavers good; leaders good",
    ),
    (
        "The outcome of the Ofsted inspection had been a judgement of inadequate for the overall effectiveness of the service.",
        "overall inadequate",
    ),
    ("Ofsted rated the county council as inadequate in four areas and requiring improvement in another.", ""),
    (
        "The overall judgement of the Ofsted inspection being that Children's Services in Carrow Vale are inadequate.",
        "overall inadequate",
    ),
    ("Our ambition is to be judged outstanding in the next Ofsted inspection.", ""),
    (
        "Children's Services had been judged ‘Good’ with several ‘Outstanding’ features and the Fallowby Safeguarding Children Board had been rated ‘Outstanding’.",
        "overall good; lscb outstanding",
    ),
    ("Overall, Ofsted rated its children's services as ‘good’ with ‘outstanding’ aspects.", "overall good"),
    ("Leadership, management and governance in Fallowby was judged by Ofsted to be inadequate.", "leaders inadequate"),
    ("The service was found to be ‘inadequate’ across all of the key judgements.", "overall inadequate"),
    (
        "The inspection had concluded that the overall effectiveness of the council’s children’s services was inadequate.",
        "overall inadequate",
    ),
    (
        "Ashcombe Council Children's Service is judged to be inadequate by Ofsted and will be subject to monitoring visits.",
        "overall inadequate",
    ),
    (
        "The outcome of the Ofsted report was to conclude that the overall effectiveness of children’s services was inadequate.",
        "overall inadequate",
    ),
    (
        "Ofsted had rated Ashcombe's children's services as Good overall, with leadership rated Outstanding.",
        "overall good; leaders outstanding",
    ),
    ("The Director was pleased that the service had been judged ‘Good’ by Ofsted in all areas.", "overall good"),
    (
        "Ofsted inspectors judged the Council to be Good in three of the four areas and Requires Improvement in the experiences and progress of children in care and care leavers.",
        "care_and_care_leavers requires_improvement",
    ),
    ("Members congratulated officers on achieving an overall rating of Good from Ofsted.", "overall good"),
    (
        "The overall judgement had improved from ‘Inadequate’ to ‘Requires Improvement to be Good’.",
        "overall inadequate previous; overall requires_improvement",
    ),
    (
        "The Ofsted inspection judged the overall effectiveness of services to be good, the impact of leaders on social work practice with children and families to be outstanding and the experiences and progress of care leavers to be good.",
        "overall good; leaders outstanding; care_leavers good",
    ),
    ("Children's services received an ‘Outstanding’ judgement from Ofsted.", "overall outstanding"),
    ("The Committee heard that Ofsted's latest inspection had graded the service Good in every category.", "overall good"),
    (
        "It was noted that Ofsted had graded the authority as ‘requires improvement’ for overall effectiveness, leadership and help and protection, and ‘good’ for adoption.",
        "overall requires_improvement; leaders requires_improvement; help_protection requires_improvement; adoption good",
    ),
    ("92% of schools in the borough were judged good or outstanding by Ofsted.", ""),
    ("Maple Lodge children's home had been inspected by Ofsted and was judged to be Outstanding.", ""),
    ("The adult education service was rated Good by Ofsted.", ""),
    ("The Fostering Service was inspected in May and was judged to be outstanding overall.", ""),
    ("65% of audits were graded good or better, 30% required improvement and 5% were inadequate.", ""),
    ("The aim was for the service to be rated Good at the next Ofsted inspection.", ""),
    ("Officers were confident that the service would be judged good when Ofsted returned.", ""),
    (
        "Ofsted rated help and protection as inadequate and said that leaders had not acted quickly enough.",
        "help_protection inadequate",
    ),
    (
        "Services for care leavers were judged to be outstanding, a significant improvement since the last Ofsted inspection when they were judged to require improvement.",
        "care_leavers outstanding; care_leavers requires_improvement previous",
    ),
    (
        "The judgements from the Ofsted ILACS were: Overall effectiveness – Good, The impact of leaders – Good, Help and protection – Requires improvement, Children in care – Good and Care leavers – Outstanding.",
        "overall good; leaders good; help_protection requires_improvement; in_care good; care_leavers outstanding",
    ),
    (
        "Ofsted had found that the service was no longer inadequate and was now rated as requires improvement.",
        "overall requires_improvement",
    ),
    ("The Chair asked what was being done to move the service from requires improvement to good after the Ofsted inspection.", ""),
    ("Inspectors noted good practice and outstanding commitment from staff.", ""),
    ("The Ofsted report found that the quality of social work practice was good in most cases.", ""),
    ("Ofsted: overall effectiveness inadequate.", "overall inadequate"),
    (
        "Since being judged inadequate the service had received six monitoring visits from Ofsted.",
        "overall inadequate previous",
    ),
    ("Councillor Vane was delighted with the Good Ofsted rating.", "overall good"),
    (
        "The Council's Children's Services had been rated ‘Outstanding’ by Ofsted, one of only a handful of councils in the country.",
        "overall outstanding",
    ),
    ("An Ofsted Outstanding rating for Holly Bank nursery was reported.", ""),
    (
        "Ofsted graded the four areas as follows: leaders good, help and protection good, children in care and care leavers outstanding, overall good.",
        "leaders good; help_protection good; care_and_care_leavers outstanding; overall good",
    ),
    ("Inspectors concluded that services in Ashcombe require improvement to be good.", "overall requires_improvement"),
    (
        "Following the inspection Ofsted concluded that Ashcombe's services for children in need of help and protection are inadequate.",
        "help_protection inadequate",
    ),
    ("Ofsted have judged that the local authority requires improvement.", "overall requires_improvement"),
    ("It was queried whether the improvement plan would move the Council to a Good Ofsted rating.", ""),
    ("The SEND inspection by Ofsted found that provision for children looked after was good.", ""),
    ("The Director said that only 20% of authorities had been rated good by Ofsted under the framework.", ""),
    (
        "Ofsted’s judgement was that the Local Authority’s children’s services were ‘Good’, with ‘Outstanding’ for the impact of leaders.",
        "overall good; leaders outstanding",
    ),
    ("The Virtual School was described as outstanding by Ofsted.", ""),
    ("Ofsted described the work with care leavers as outstanding.", ""),
    ("Overall the Ofsted inspection was good and highlighted strengths in leadership.", "overall good"),
]


def asserted(text):
    found = extract(Item(text=text)).judgements
    named = [j for j in found if j.evidence.rule != "judgements.all-areas" or j.domain is Domain.OVERALL]
    return {(j.domain.value, j.grade.value, j.period.value) for j in named}


def expected(words):
    return {tuple([*part.split(), "current"][:3]) for part in words.split(";") if part.strip()}


@pytest.mark.parametrize(("text", "words"), SENTENCES)
def test_sentence(text, words):
    assert asserted(text) == expected(words)


def test_every_refusal_says_why():
    text = "The aim was for the service to be rated Good at the next Ofsted inspection."
    assert [d.reason for d in extract(Item(text=text)).dropped if d.component == "judgements"] == [
        "an aim, a condition or a forecast"
    ]


def texts():
    rows = [json.loads(line)["text"] for path in sorted(CATALOGUE.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return rows + [text for text, _ in SENTENCES]


def test_gate_and_no_gate_give_the_same_candidates():
    for text in texts():
        blocks = find_blocks(text)
        sentences = find_sentences(text, blocks)
        item = Item(text=text)
        assert find_judgements(item, blocks, sentences) == find_judgements(item, blocks, sentences, OpenGate()), text


def test_every_judgement_rule_is_described():
    used = {j.evidence.rule for text in texts() for j in extract(Item(text=text)).judgements}
    assert used <= set(CONSTRUCTIONS)
    assert set(CONSTRUCTIONS) <= used


@pytest.mark.parametrize("rule", [*GRADE_RULES, *DOMAIN_RULES, ALL_AREAS, JUDGING], ids=lambda rule: rule.id)
def test_lexicon(rule):
    found = rule.regex.search(rule.positive)
    assert found
    assert any(key in found[0].lower() for key in rule.keys)
    assert not rule.regex.search(rule.negative)


@pytest.mark.parametrize(
    ("framework", "start", "domains"),
    [
        (Framework.SIF, "2015", SIF_DOMAINS),
        (Framework.ILACS, "2019-03-01", ILACS_2018_DOMAINS),
        (Framework.ILACS, "2022-12-31", ILACS_2018_DOMAINS),
        (Framework.ILACS, "2023", ILACS_2023_DOMAINS),
        (Framework.ILACS, "2026-03", ILACS_2023_DOMAINS),
        (Framework.ILACS, "2026-04", ILACS_2026_DOMAINS),
        (Framework.FOCUSED_VISIT, "2024-01", ()),
    ],
)
def test_a_regime_has_its_own_areas(framework, start, domains):
    assert domains_of(framework, start) == domains


def test_columns_of_a_table_belong_to_their_inspections():
    text = "| Judgement | 2019 | 2024 |\n| Overall effectiveness | Inadequate | Good |\n| Care leavers | N/A | Outstanding |"
    assert asserted(text) == expected("overall inadequate previous; overall good; care_leavers outstanding")


def test_columns_without_a_header_tell_nothing():
    assert asserted("Overall effectiveness\n\nInadequate\n\nGood") == set()


def test_another_place_is_told_apart_where_the_authority_is_known():
    text = "Leicestershire was judged good by Ofsted in 2019."
    assert not extract(Item(text=text, authority="kent")).judgements
    assert len(extract(Item(text=text, authority="leicestershire")).judgements) == 1

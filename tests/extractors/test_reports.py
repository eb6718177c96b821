"""Reports as text: which texts are reports, their grades, their points, and that nothing is read that is not there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.lexicon import reports as lexicon
from extractors.records import Domain, Framework, Grade, Item
from extractors.report_kinds import find_report_title
from extractors.report_records import NeedKind
from extractors.reports import build_extraction, read_report

ILACS = """Inspection of {name} local authority
children’s services
Inspection dates: {dates}
Lead inspector: Fern Galt, His Majesty’s Inspector
Judgement Grade
{table}
Leaders have strengthened practice since the last inspection, when it was outstanding.
"""
TABLE_2023 = """The impact of leaders on social work
practice with children and families
Requires improvement to be good
The experiences and progress of
children who need help and protection
Good
The experiences and progress of
children in care
Outstanding
The experiences and progress of care
leavers
Inadequate
Overall effectiveness Requires improvement to be good"""
GRADES_2023 = {
    Domain.LEADERS: Grade.REQUIRES_IMPROVEMENT,
    Domain.HELP_PROTECTION: Grade.GOOD,
    Domain.IN_CARE: Grade.OUTSTANDING,
    Domain.CARE_LEAVERS: Grade.INADEQUATE,
    Domain.OVERALL: Grade.REQUIRES_IMPROVEMENT,
}
NEEDS = """What needs to improve?1
◼ The timeliness of visits
to children.
◼ Services to care leavers, including:
− sufficiency of homes
− health histories.
◼ Supervision. (outcome 3, national framework)
1 These points are matched with the national framework that the government
published.
The experiences and progress of children who need help and protection: good
1. Contacts are dealt with promptly.
2. Strategy meetings are timely.
"""
SIF = """1
Wexmoor Borough Council
Inspection of services for children in need of help and
protection, children looked after and care leavers
and
Review of the effectiveness of the local safeguarding children board1
Inspection date: 14 January – 5 February 2014
{overall}
1. Children who need help and protection Requires
improvement
2. Children looked after and achieving permanence Good
2.1 Adoption performance Good
2.2 Experiences and progress of Care Leavers
Not judged
3. Leadership, management and governance Requires improvement
The effectiveness of the Local Safeguarding Children Board (LSCB) is
inadequate
"""


def read(text):
    report = read_report(Item(text))
    assert report is not None
    records = [*report.grades, *report.needs, *report.narratives, *([report.dates] if report.dates else [])]
    for evidence in [report.title, *(record.evidence for record in records)]:
        assert text[evidence.start_char : evidence.end_char] == evidence.text
    return report


def grades(report):
    return {grade.domain: grade.grade for grade in report.grades}


def ilacs(table=TABLE_2023, dates="11 to 22 March 2024", name="Wexmoor", rest=""):
    return ILACS.format(name=name, dates=dates, table=table) + rest


@pytest.mark.parametrize("framework_rule", lexicon.TITLES, ids=lambda pair: pair[1].id)
def test_titles_match_their_examples(framework_rule):
    _, rule = framework_rule
    assert rule.regex.search(rule.positive)
    assert not rule.regex.search(rule.negative)


@pytest.mark.parametrize(
    ("text", "framework", "name"),
    [
        (ilacs(), Framework.ILACS, "Wexmoor"),
        (ilacs(name="St. Osric’s Bay"), Framework.ILACS, "St. Osric’s Bay"),
        ("Royal Borough of Wexmoor\nInspection of children’s social care services\nInspection dates: 1 to 5 July 2019\nLead inspector: Fern Galt", Framework.ILACS, "Royal Borough of Wexmoor"),
        ("Agenda Item 7\nWexmoor Council\nInspection of children’s social care services\nInspection dates: 1 to 5 July 2019\nLead inspector: Fern Galt", Framework.ILACS, "Wexmoor Council"),
        ("Inspection of Wexmoor Children and\nFamilies Trust\nInspection dates: 12 to 23 January 2026\nLead inspector: Fern Galt", Framework.ILACS, "Wexmoor Children and Families Trust"),
        (SIF, Framework.SIF, "Wexmoor Borough Council"),
        ("Metropolitan Borough of Wexmoor\nCouncil\nRe-inspection of services for children in need of help and\nprotection\nInspection dates: 9–24 November 2017\nLead inspector: Fern Galt", Framework.SIF, "Metropolitan Borough of Wexmoor Council"),
        ("Inspection of looked after children\nservices\nWexmoor Council\nInspection dates: 15-19 July 2013\nReporting inspector Fern Galt HMI", Framework.OTHER, "Wexmoor Council"),
        ("www.gov.uk/ofsted\nFocused visit to Wexmoor City Council children’s services\nThis letter", Framework.FOCUSED_VISIT, "Wexmoor City Council"),
        ("www.gov.uk/ofsted\nMonitoring visit of Wexmoor children’s services\nThis letter", Framework.MONITORING_VISIT, "Wexmoor"),
        ("www.gov.uk/ofsted\nDear Olwen\nThis letter summarises the findings of the second monitoring visit to Wexmoor on 9 May 2018.", Framework.MONITORING_VISIT, "Wexmoor"),
        (ilacs().replace("Wexmoor local authority\nchildren’s services", "Wexmoor Children First"), Framework.ILACS, "Wexmoor Children First"),
        ("Ofsted\nJoint targeted area inspection of Wexmoor\nBetween 8 and 12 May 2017", Framework.JTAI, "Wexmoor"),
        ("Ofsted\nJoint targeted area inspection of the multi-agency response to neglect in Wexmoor\nBetween", Framework.JTAI, "Wexmoor"),
        ("Area SEND inspection of Wexmoor Local Area Partnership\nInspection dates: 6 to 10 November 2023\nInspection outcome", Framework.AREA_SEND, "Wexmoor"),
        ("Ofsted\nJoint local area SEND inspection in Wexmoor\nBetween 12 June 2017 and 16 June 2017", Framework.AREA_SEND, "Wexmoor"),
    ],
)  # fmt: skip
def test_kind_and_authority_of_a_report(text, framework, name):
    title = find_report_title(text)
    assert title is not None
    assert (title.framework, title.authority) == (framework, name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MINUTES of the meeting held on 3 May 2022\nInspection of Wexmoor local authority children’s services\nInspection dates: 1 to 5 July 2019",
        "Report to: Cabinet\nInspection of children’s social care services\nInspection dates: 1 to 5 July 2019",
        "Wards affected: All\nFocused visit to Wexmoor children’s services\nOfsted visited.",
        "Inspection of Wexmoor Primary School\nInspection dates: 1 to 2 July 2019\nOverall effectiveness Good",
        "Inspection of Wexmoor Academies Trust\nInspection dates: 1 to 2 July 2019",
        "Inspection of children’s social care services\nThe council was inspected.",
        "Inspection of children’s social care services\nInspection dates: 1 to 5 July 2019\nOverall effectiveness Good",
        "Wexmoor’s focused visit\nFocused visit to Wexmoor children’s services\nInspection dates: 1 to 2 July 2019\nOfsted wrote to us.",
        "The inspection of services for children in need of help and protection began on 3 May.",
    ],
)
def test_other_documents_are_no_reports(text):
    assert read_report(Item(text)) is None


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Cabinet Report\nSubject: Ofsted’s inspection\n", ""),
        ("Children’s Services Scrutiny Committee Report\n", ""),
        ("Briefing for members\n", ""),
        ("Member Briefing\n", ""),
        ("Self-evaluation 2024\n", ""),
        ("Children’s Services Improvement Plan\n", ""),
        ("Post-inspection Action Plan 2024\n", ""),
        ("", "Target: good by 2026\n"),
        ("", "Author: Olwen Pryce\n"),
        ("", "Subject: the outcome\n"),
    ],
)
def test_council_papers_that_quote_the_whole_front_are_no_reports(above, below):
    assert read_report(Item(above + ilacs(rest=below))) is None


def test_a_report_without_its_inspector_is_known_by_its_dates_and_its_whole_table():
    text = ilacs().replace("Lead inspector: Fern Galt, His Majesty’s Inspector\n", "")
    assert grades(read(text)) == GRADES_2023
    assert read_report(Item(text.replace("The impact of leaders", "Leaders"))) is None


def test_a_table_whose_cells_wrap():
    report = read(ilacs())
    assert grades(report) == GRADES_2023
    assert report.warnings == ()
    assert {grade.evidence.rule for grade in report.grades} == {"reports.table-row"}


def test_grades_on_the_same_line_and_misprints():
    table = """The impact of leaders on social work practice with children
and families Good
The experiences and progress of children who need help and
protection Requires improvment to be good
The experiences and progress of children in care Oustanding
The experiences and progress of children care leavers Good1
Overall effectiveness: Good"""
    assert list(grades(read(ilacs(table))).values()) == [
        Grade.GOOD,
        Grade.REQUIRES_IMPROVEMENT,
        Grade.OUTSTANDING,
        Grade.GOOD,
        Grade.GOOD,
    ]


def test_no_overall_grade_since_april_2026():
    table = TABLE_2023.rsplit("\n", 1)[0]
    report = read(ilacs(table, dates="27 April to 1 May 2026"))
    assert Domain.OVERALL not in grades(report)
    assert report.warnings == ()


PREVIOUS = """At the previous inspection in 2022:
Overall effectiveness Good
The experiences and progress of children in care and care leavers Inadequate
"""


@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("dates", ["27 April to 1 May 2026", "11 to 22 March 2024"])
def test_grades_of_the_previous_inspection_are_not_this_ones(dates, after):
    table = TABLE_2023.rsplit("\n", 1)[0]
    text = ilacs(f"{table}\n{PREVIOUS}" if after else table, dates=dates)
    if not after:
        text = text.replace("Judgement Grade\n", f"{PREVIOUS}Judgement Grade\n")
    report = read(text)
    assert grades(report) == {domain: grade for domain, grade in GRADES_2023.items() if domain is not Domain.OVERALL}
    assert report.warnings == (() if "2026" in dates else ("no grade was found for overall",))


def test_an_area_of_another_time_of_the_regime_is_none():
    report = read(ilacs(dates="27 April to 1 May 2026"))
    assert Domain.OVERALL not in grades(report)
    near = read(ilacs(dates="12 to 16 December 2022"))
    assert grades(near) == GRADES_2023
    assert near.warnings == ()


def test_a_report_of_2024_without_its_overall_grade_is_told():
    report = read(ilacs(TABLE_2023.rsplit("\n", 1)[0]))
    assert Domain.OVERALL not in grades(report)
    assert report.warnings == ("no grade was found for overall",)


def test_the_combined_area_before_2023():
    table = """The impact of leaders on social work practice with children and families Good
The experiences and progress of children who need help and protection Good
The experiences and progress of children in care and
care leavers Outstanding
Overall effectiveness Good"""
    report = read(ilacs(table, dates="6 to 17 June 2022"))
    assert grades(report)[Domain.CARE_AND_CARE_LEAVERS] is Grade.OUTSTANDING
    assert not {Domain.IN_CARE, Domain.CARE_LEAVERS} & set(grades(report))
    assert report.warnings == ()


def test_columns_that_came_one_after_the_other_are_not_paired():
    lines = TABLE_2023.replace("Overall effectiveness ", "Overall effectiveness\n").split("\n")
    cells = {"Good", "Outstanding", "Inadequate", "Requires improvement to be good"}
    table = "\n".join([*(line for line in lines if line not in cells), *(line for line in lines if line in cells)])
    report = read(ilacs(table, rest=NEEDS))
    assert grades(report) == {Domain.HELP_PROTECTION: Grade.GOOD}
    assert report.grades[0].evidence.rule == "reports.chapter-heading"
    assert report.warnings == ("no grade was found for overall, leaders, in_care, care_leavers",)


def test_a_shifted_column_gives_no_grades():
    table = """The impact of leaders on social work practice with children and families
The experiences and progress of children who need help and protection
Good
The experiences and progress of children in care
Inadequate
The experiences and progress of care leavers
Outstanding
Overall effectiveness
Good
Good"""
    assert grades(read(ilacs(table))) == {}


ABOVE = """Requires improvement to be good
The impact of leaders on social work practice with children and families
Good
The experiences and progress of children who need help and protection
Outstanding
The experiences and progress of children in care
Inadequate
The experiences and progress of care leavers
Good
Overall effectiveness"""


@pytest.mark.parametrize(
    "table",
    [
        ABOVE,
        ABOVE.split("\n", 1)[1],
        ABOVE.removesuffix("\nOverall effectiveness"),
        ABOVE.replace("\nGood\nOverall effectiveness", "\nOverall effectiveness"),
    ],
    ids=["whole", "first grade lost", "last area lost", "last grade lost"],
)
def test_grades_above_the_names_of_their_areas_are_not_paired_with_those_above_them(table):
    report = read(ilacs(table))
    assert report.grades == ()
    assert report.warnings == ("no grade was found for overall, leaders, help_protection, in_care, care_leavers",)


def test_the_end_of_the_overall_sentence_is_no_grade_above_the_table():
    report = read(SIF.format(overall="Children’s services in Wexmoor require improvement to be\ngood"))
    assert grades(report)[Domain.HELP_PROTECTION] is Grade.REQUIRES_IMPROVEMENT
    assert grades(report)[Domain.OVERALL] is Grade.REQUIRES_IMPROVEMENT
    above = read(SIF.format(overall="The overall judgement is good\nInadequate"))
    assert set(grades(above)) == {Domain.OVERALL, Domain.LSCB}


def test_table_and_chapter_that_disagree_are_told():
    report = read(ilacs(rest=NEEDS.replace("protection: good", "protection: inadequate")))
    assert grades(report)[Domain.HELP_PROTECTION] is Grade.GOOD
    assert report.warnings == ("the report grades help_protection good in its summary and inadequate above its chapter",)


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        ("The overall judgement is requires improvement", Grade.REQUIRES_IMPROVEMENT),
        ("The overall judgement is that children’s services are\ninadequate.", Grade.INADEQUATE),
        ("Children’s services in the London Borough of Wexmoor are good.", Grade.GOOD),
        ("Children's services require improvement to be good", Grade.REQUIRES_IMPROVEMENT),
        ("Childrens services in Wexmoor are outstanding", Grade.OUTSTANDING),
        ("Children’s services in Wexmoor are not yet good but require improvement", Grade.REQUIRES_IMPROVEMENT),
        ("Children’s services are no longer inadequate but require\nimprovement to be good", Grade.REQUIRES_IMPROVEMENT),
        ("Children’s services in Wexmoor were inadequate in 2011 and are now good.", Grade.GOOD),
        ("Children’s services, which were inadequate in 2011, are good.", Grade.GOOD),
        ("Children’s services were inspected in June 2014 and are outstanding.", Grade.OUTSTANDING),
        ("The overall judgement was good.", Grade.GOOD),
        ("The overall judgement in 2011 was inadequate.\nThe overall judgement is good", Grade.GOOD),
    ],
)
def test_the_overall_sentence_of_the_single_inspection(sentence, grade):
    text = SIF.format(overall=f"{sentence}\nIt is expected that all children receive good help.")
    assert grades(read(text))[Domain.OVERALL] is grade


@pytest.mark.parametrize(
    "sentence",
    [
        "Children’s services in Wexmoor are not yet good",
        "The overall judgement is not yet good.",
        "Children’s services were good in 2011.",
    ],
)
def test_a_grade_that_the_overall_sentence_denies_is_none(sentence):
    report = read(SIF.format(overall=f"{sentence}\nIt is expected that all children receive good help."))
    assert Domain.OVERALL not in grades(report)
    assert "no grade was found for overall" in report.warnings


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        ("was inadequate in 2012 and is now good", Grade.GOOD),
        ("was good", Grade.GOOD),
        ("is not yet good but requires improvement", Grade.REQUIRES_IMPROVEMENT),
        ("in Wexmoor requires improvement", Grade.REQUIRES_IMPROVEMENT),
        ("is not yet good", None),
        ("is no longer inadequate.", None),
    ],
)
def test_the_sentence_on_the_safeguarding_board(sentence, grade):
    text = SIF.format(overall="The overall judgement is good").replace("(LSCB) is\ninadequate", f"(LSCB) {sentence}")
    assert grades(read(text)).get(Domain.LSCB) is grade


def test_the_single_inspection():
    report = read(SIF.format(overall="The overall judgement is good"))
    assert grades(report) == {
        Domain.OVERALL: Grade.GOOD,
        Domain.HELP_PROTECTION: Grade.REQUIRES_IMPROVEMENT,
        Domain.CARE_AND_CARE_LEAVERS: Grade.GOOD,
        Domain.ADOPTION: Grade.GOOD,
        Domain.LEADERS: Grade.REQUIRES_IMPROVEMENT,
        Domain.LSCB: Grade.INADEQUATE,
    }
    assert report.warnings == ("not judged, as the report says: care_leavers",)
    assert report.length is None


def test_letters_have_no_grades():
    text = (
        "www.gov.uk/ofsted\n18 March 2022\nFocused visit to Wexmoor children’s services\nThis letter summarises the findings of the visit on 9 May 2022.\n"
        "Overall effectiveness Good\nThe experiences and progress of care leavers: inadequate\n"
    )
    assert read(text).grades == ()


def test_points_with_parts_and_a_footnote():
    report = read(ilacs(rest=NEEDS))
    assert [need.text for need in report.needs] == [
        "The timeliness of visits to children.",
        "Services to care leavers, including: − sufficiency of homes − health histories.",
        "Supervision. (outcome 3, national framework)",
    ]
    assert {need.kind for need in report.needs} == {NeedKind.AREA}
    assert [need.themes for need in report.needs][2] == ("management_oversight",)


def test_parts_with_the_same_mark_in_small_letters():
    needs = (
        "What needs to improve\n• Plans for children, including:\n• those in care\n• those on the edge of care.\n• Supervision.\n"
    )
    assert len(read(ilacs(rest=needs)).needs) == 2


def test_points_that_begin_with_small_letters_are_points():
    needs = "What needs to improve:\n• the response to risk\n• clarity about change\n• supervision, to be reflective.\n"
    assert len(read(ilacs(rest=needs)).needs) == 3


@pytest.mark.parametrize(
    ("needs", "count"), [("The sufficiency of homes for children\nin care.\n", 1), ("The quality of plans.\n1\nSupervision.\n", 2)]
)
def test_points_without_marks(needs, count):
    report = read(
        ilacs(
            rest=f"What needs to improve?\n{needs}The experiences and progress of children who need help and protection: good\n1. Good.\n"
        )
    )
    assert len(report.needs) == count


def test_numbered_points_of_two_kinds_under_themed_headings():
    text = SIF.format(overall="The overall judgement is good") + (
        "Contents\nWhat does the local authority need to improve? 4\nThe local authority’s strengths 5\n"
        "What does the local authority need to improve?\nPriority and immediate action\nWorkforce\n"
        "11. Review the number of cases held by\nall staff.\nAreas for improvement\nLeadership, management and governance\n"
        "12. Ensure that plans for children under the age of\n16. and over are clear.\nAdoption performance\n13. Recruit adopters.\n"
        "13. Improve matching.\nThe local authority’s strengths\n14. The virtual school is strong.\n"
        "What does the LSCB need to improve?\n20. Publish reviews.\n"
    )
    needs = read(text).needs
    assert [(need.label, need.kind) for need in needs] == [
        ("11", NeedKind.PRIORITY_ACTION),
        ("12", NeedKind.AREA),
        ("13", NeedKind.AREA),
        ("13", NeedKind.AREA),
    ]
    assert needs[1].text == "Ensure that plans for children under the age of 16. and over are clear."


def test_recommendations_end_with_the_summary_for_children():
    text = SIF.format(overall="The overall judgement is good") + (
        "Recommendations\n1. Strengthen oversight of:\n• drift in cases\n• private fostering.\n2. Ensure that audits lead to change.\n"
        "Summary for children and young people\n• Social workers see you often.\n"
    )
    assert [(need.label, need.kind) for need in read(text).needs] == [
        ("1", NeedKind.RECOMMENDATION),
        ("2", NeedKind.RECOMMENDATION),
    ]


def test_narratives():
    report = read(ilacs(rest=NEEDS))
    assert [(narrative.domain, narrative.evidence.text) for narrative in report.narratives] == [
        (Domain.OVERALL, "Leaders have strengthened practice since the last inspection, when it was outstanding."),
        (Domain.HELP_PROTECTION, "1. Contacts are dealt with promptly."),
    ]


def test_records_for_the_contract():
    report = read(ilacs(rest=NEEDS))
    extraction = build_extraction(report, report.published)
    inspection = extraction.inspections[0]
    assert (inspection.framework, inspection.start_date, inspection.end_date) == (Framework.ILACS, "2024-03-11", "2024-03-22")
    assert {judgement.domain: judgement.grade for judgement in extraction.judgements} == GRADES_2023
    assert [area.ordinal for area in extraction.improvement_areas] == [1, 2, 3]
    assert extraction.actions == ()


LINES = [*ilacs(rest=NEEDS).split("\n"), *SIF.split("\n"), "Good", "Inadequate", "◼", "1.", "", "12. x", "Areas for improvement"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=40))
def test_any_order_of_lines_gives_evidence_that_cuts_and_no_error(lines):
    text = ilacs() + "\n".join(lines)
    read(text)


@pytest.mark.parametrize("unit", ["a", " ", "\n", "1. ", "The experiences and progress of ", "Inspection of ", "• x\n", "Good\n"])
def test_long_texts_are_read_in_linear_time(unit):
    text = ilacs(rest="What needs to improve\n") + unit * (200_000 // len(unit))
    assert read_report(Item(text)) is not None

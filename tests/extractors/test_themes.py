"""Themes: the vocabulary, its invented examples, and the pairs that are easily confused."""

import re

import pytest

from extractors.lexicon.themes import CAUSES, GENERIC, GROUPS, PLACEMENTS, TRIGGERS
from extractors.themes import themes_of

# Every example of the vocabulary, with the theme that it stands for; some name a second one too.
EXAMPLES = [
    ("the speed at which night-time contacts reach the day team", "front_door"),
    ("checks with health before a contact is closed", "front_door"),
    ("shared use of the levels-of-need guide", "thresholds"),
    ("careful step-down when a case leaves statutory help", "thresholds"),
    ("all agencies present when a strategy discussion is held", "strategy_discussions"),
    ("enquiries finished inside the time limit", "strategy_discussions"),
    ("assessments redone when family life changes", "assessments"),
    ("fathers' histories weighed in assessments", "assessments"),
    ("plans that say who does what by when", "plans"),
    ("a back-up set out in each protection plan", "plans"),
    ("purposeful visits to children on plans", "visits_direct_work"),
    ("use of play-based work with under-fives", "visits_direct_work"),
    ("acting sooner where homes stay dirty and food is short", "neglect"),
    ("use of the neglect tool by partners", "neglect"),
    ("work with fathers who cause harm", "domestic_abuse"),
    ("help for children who witness abuse at home", "domestic_abuse"),
    ("mapping of places where teenagers are at risk", "exploitation"),
    ("joint plans for boys drawn into dealing", "exploitation"),
    ("return talks offered within three days", "missing"),
    ("use of what children say after being away", "missing"),
    ("shorter waits for family workers", "early_help"),
    ("early help plans with clear aims", "early_help"),
    ("letters that parents can follow", "pre_proceedings"),
    ("tracking of cases before court", "pre_proceedings"),
    ("pre-birth work begun by week twenty", "pre_birth"),
    ("earlier planning for unborn babies", "pre_birth"),
    ("telling homeless teenagers that they may come into care", "homeless_16_17"),
    ("a current protocol with the housing team", "homeless_16_17"),
    ("finding children who live in private fostering", "private_fostering"),
    ("checks on hosts of foreign students", "private_fostering"),
    ("up-to-date assessments in the disability team", "disabled_children"),
    ("transition plans from age fourteen", "disabled_children"),
    ("oversight of the designated officer", "lado"),
    ("outcomes of allegations recorded", "lado"),
    ("sight of children without a school place", "missing_education"),
    ("checks on home-educated children with a plan", "missing_education"),
    ("a permanence decision by the second review", "permanence"),
    ("orders ended when children are safely home", "permanence"),
    ("life-story books started early", "life_story_work"),
    ("later-life letters that explain decisions", "life_story_work"),
    ("more homes for teenagers inside the county", "placement_sufficiency"),
    ("fewer moves at short notice for lack of choice", "placement_sufficiency"),
    ("ending the use of unregistered homes", "unregistered_placements"),
    ("weekly checks on crisis settings", "unregistered_placements"),
    ("matching notes that show why a home fits", "placement_stability"),
    ("support when a placement wobbles", "placement_stability"),
    ("yearly reviews of carers on time", "foster_carers"),
    ("more carers for sibling groups", "foster_carers"),
    ("family meetings offered before care", "kinship_family"),
    ("training for grandparents who care", "kinship_family"),
    ("less waiting between order and match", "adoption"),
    ("support plans for adopters", "adoption"),
    ("challenge by reviewing officers when plans stall", "care_plans_reviews"),
    ("care plans in plain words", "care_plans_reviews"),
    ("first health checks within four weeks", "health_in_care"),
    ("quicker therapy for children in care", "health_in_care"),
    ("education plans with sharper targets", "education_in_care"),
    ("attendance of children placed far away", "education_in_care"),
    ("advice on status before eighteen", "uasc"),
    ("interpreters for planning meetings", "uasc"),
    ("pathway plans written with the young person", "pathway_planning"),
    ("planning for independence from fifteen", "pathway_planning"),
    ("a named adviser before the sixteenth birthday", "personal_advisers"),
    ("finding care leavers with whom contact is lost", "personal_advisers"),
    ("no hotel stays for care leavers", "care_leaver_accommodation"),
    ("a choice of shared flats", "care_leaver_accommodation"),
    ("apprenticeships inside the council family", "care_leaver_eet"),
    ("fewer care leavers without work or study", "care_leaver_eet"),
    ("a clear leaflet on money and rights", "care_leaver_offer"),
    ("health summaries given at eighteen", "care_leaver_offer"),
    ("supervision notes that show thinking", "management_oversight"),
    ("managers who notice when work stalls", "management_oversight"),
    ("audits that ask families what changed", "quality_assurance"),
    ("actions from audits followed up", "quality_assurance"),
    ("reliable figures on care leavers", "performance_data"),
    ("reports that managers can trust", "performance_data"),
    ("reasons for decisions written on file", "case_recording"),
    ("records finished within a week", "case_recording"),
    ("leaders' knowledge of frontline work", "leadership_governance"),
    ("challenge by the corporate parenting panel", "leadership_governance"),
    ("caseloads that leave time for children", "workforce"),
    ("fewer agency managers", "workforce"),
    ("police and health at every core group", "partnership"),
    ("faster sharing of school information", "partnership"),
    ("advocates offered at each conference", "voice_participation"),
    ("children's words shown in plans", "voice_participation"),
    ("culture explored in every assessment", "identity_diversity"),
    ("hair and faith needs met in foster homes", "identity_diversity"),
    ("annual reviews finished on time", "send_local_area"),
    ("parents as partners in planning services", "send_local_area"),
]

EXACT = [
    # a quality noun is never the theme; the object is
    ("timeliness of strategy meetings", ("strategy_discussions",)),
    ("The quality and timeliness of return home interviews", ("missing",)),
    ("consistency of response to 16- and 17-year-olds who are homeless", ("homeless_16_17",)),
    ("the pace at which work is done", ()),
    # pairs that are easily confused
    ("supervised contact", ("kinship_family",)),
    ("contact with family", ("kinship_family",)),
    ("sibling contact", ("kinship_family",)),
    ("contact with care leavers", ("personal_advisers",)),
    ("keeping in touch with young adults", ("personal_advisers",)),
    ("the management of contacts in the hub", ("front_door",)),
    ("initial health assessments", ("health_in_care",)),
    ("assessments for children in need", ("assessments",)),
    ("risk assessment of an exploited child", ("exploitation",)),
    ("transition to adult services", ("disabled_children",)),
    ("transition to independence", ("pathway_planning",)),
    ("step-down to early help", ("thresholds",)),
    ("step-down and the quality of early help plans", ("thresholds", "early_help")),
    ("plans for permanence", ("permanence",)),
    ("care plans", ("care_plans_reviews",)),
    ("pathway plans", ("pathway_planning",)),
    ("personal education plans", ("education_in_care",)),
    ("children missing education", ("missing_education",)),
    ("children missing from care", ("missing",)),
    ("children missing from home and education", ("missing", "missing_education")),
    ("the local offer for care leavers", ("care_leaver_offer",)),
    ("the local offer for SEND", ("send_local_area",)),
    ("oversight of performance by leaders", ("performance_data", "leadership_governance")),
    ("the improvement plan", ()),
    ("the action plan", ()),
    ("caseloads of personal advisers", ("personal_advisers", "workforce")),
    # group and process
    ("pathway plans for disabled young people", ("pathway_planning", "disabled_children")),
    ("assessments of unaccompanied young people", ("uasc",)),
    ("plans for boys who are exploited", ("exploitation",)),
    # head and detail
    ("supervision, including of visits to children", ("management_oversight",)),
    ("work with others so that audits are heard", ("quality_assurance",)),
    # oversight
    ("management oversight of child protection plans", ("plans", "management_oversight")),
    ("oversight of placements in unregistered homes", ("unregistered_placements",)),
    # drift
    ("drift and delay", ()),
    ("drift and delay for children in care", ("permanence",)),
    ("drift in plans", ("plans",)),
    # words that only look like triggers
    ("work to prevent delay", ()),
    ("sufficient time to listen", ()),
    ("staff who offer a return visit", ("visits_direct_work",)),
    # writing
    ("LIFE‑STORY WORK", ("life_story_work",)),
    ("Ensure that pre-birth assessments start early", ("pre_birth",)),
    ("", ()),
]


@pytest.mark.parametrize(("text", "code"), EXAMPLES, ids=[text for text, _ in EXAMPLES])
def test_example_names_its_theme(text, code):
    assert code in themes_of(text)
    assert len(themes_of(text)) <= 2


def test_most_examples_name_their_theme_alone():
    assert sum(themes_of(text) == (code,) for text, code in EXAMPLES) >= 0.85 * len(EXAMPLES)


@pytest.mark.parametrize(("text", "expected"), EXACT, ids=[text or "nothing" for text, _ in EXACT])
def test_exactly(text, expected):
    assert themes_of(text) == expected


def test_vocabulary_is_complete_and_every_code_is_reached():
    assert len(TRIGGERS) == 45
    assert {code for _, code in EXAMPLES} == set(TRIGGERS)
    assert GROUPS | GENERIC | PLACEMENTS | set(CAUSES) <= set(TRIGGERS)


def test_triggers_match_no_empty_text():
    for code, triggers in TRIGGERS.items():
        assert not re.fullmatch(triggers, ""), code

"""Who is to act, by the words of a resolution."""

import pytest

from extractors.owners import find_owner, is_name


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("that the director of children's services be requested to report", "director of children's services"),
        ("Asks the Corporate Director, Children and Families to write", "Corporate Director, Children and Families"),
        ("that the matter be referred to the Health Scrutiny Committee", "Health Scrutiny Committee"),
        ("to recommend Council to adopt the plan", "Council"),
        (
            "that power be delegated to the Executive Director of People, in consultation with the Leader, to sign",
            "Executive Director of People",
        ),
        ("The Scrutiny Officer to circulate the note", "The Scrutiny Officer"),
        ("That Members be given the dates", None),
        ("The Improvement Plan to be circulated", None),
        ("That a further letter be sent", None),
        ("asked that Overview and Scrutiny look at the matter in six months’ time", "Overview and Scrutiny"),
        ("the views be received and a reply be drawn up by the Executive Director for Children", "Executive Director for Children"),
        (
            "That authority be delegated to the Strategic Director (Children), in consultation with the Cabinet Member, to answer",
            "Strategic Director (Children)",
        ),
        ("the Board's thanks be conveyed to staff", None),
        ("the concern be passed to the Safeguarding Partners", "Safeguarding Partners"),
        ("ask that the Board's chair attend the meeting on 12 June 2023", "Board's chair"),
        ("The letter be passed to the improvement board for its meeting on 12 June", "improvement board"),
        ("That the Committee's comments on the draft be passed to the Improvement Board", "Improvement Board"),
        ("agreed that a letter be sent to learners by the Assistant Director explaining that", "Assistant Director"),
        ("The Panel agreed that its Members would visit the home in October", "its Members"),
        ("That Dale Ashridge be asked to supply the figures", "Dale Ashridge"),
        ("the two Boards hold a joint workshop before May", "the two Boards"),
        ("That the registered manager of Brook House be invited to attend", None),
        ("and that two of the ideas be worked up by the Service Director for the Panel's meeting", "Service Director"),
        ("that the progress report be noted, and the Panel meet at Ash House", "Panel"),
        ("The Committee wishes to receive the findings", None),
        ("All Board members to try the app", "All Board members"),
        ("the Minister be asked for help", "the Minister"),
        ("to ask the Minister for help", "Minister"),
        ("the Secretary of State be asked to let Ofsted inspect", "the Secretary of State"),
        ("Officers to confirm the figures", "Officers"),
        ("That the Independent Chair bring a report to each meeting", "Independent Chair"),
        ("Cllr Quennell to visit the centre", "Cllr Quennell"),
        ("a report be submitted by the Head of Quality Assurance to the next meeting", "Head of Quality Assurance"),
        (
            "that the Cabinet Member for Children, Young People and Families writes to schools",
            "Cabinet Member for Children, Young People and Families",
        ),
        ("requests the Chair to write to the Minister", "Chair"),
        ("requests that the Virtual School Head provide a written update", "Virtual School Head"),
        ("that the Democratic Services Officer circulate the slides", "Democratic Services Officer"),
        ("the Corporate Parenting Panel be requested to monitor the plan", "the Corporate Parenting Panel"),
        ("an update be provided by officers in six months", "officers"),
        ("Ms Tarn (Head of Permanence) to report back", "Ms Tarn (Head of Permanence)"),
        ("That the Committee receive a further report", None),
        ("That the Executive Director, Children’s Services be instructed to report", "Executive Director, Children’s Services"),
        ("That it be recommended to Cabinet that the plan be adopted", "Cabinet"),
        (
            "delegates authority to the Corporate Director (Children, Families and Education) to finalise",
            "Corporate Director (Children, Families and Education)",
        ),
        ("delegate to the Chief Officer in consultation with the Leader", "Chief Officer"),
        ("That Council be recommended to adopt the plan", "Council"),
        ("That the DCS attend the next meeting", "DCS"),
        ("JB to circulate the slides", "JB"),
        ("Action: Jo Barlow", None),
    ],
)
def test_owners(text, owner):
    assert find_owner(text) == owner


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Scrutiny Manager", True), ("J. Ash / K. Brown", True), ("Head of Care to write", False), ("None", False)],
)
def test_names_alone(text, expected):
    assert is_name(text) is expected

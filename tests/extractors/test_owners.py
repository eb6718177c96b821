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

"""What a resolution does: verbs count where a resolution puts its verbs, and nowhere else."""

import pytest

from extractors.action_kinds import find_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the request by the Board to track and monitor the plan be noted and supported", "note"),
        ("That the questions asked by Members be noted", "note"),
        ("That the letter referred to in paragraph 3 be noted", "note"),
        ("That the course of action recommended in the report be approved", "approve"),
        ("That the report on delegated powers be noted", "note"),
        ("That the funding be approved to enable the service to recruit staff and provide training", "approve"),
        ("That the Committee notes that the Director will provide an update", "note"),
        ("That the plan be noted and a further report be presented in May", "request"),
        ("That power be given to the Leader to sign it", "delegate"),
        ("That the minutes of 4 May be signed", "approve"),
        ("Agreed to the proposed next steps", "approve"),
    ],
)
def test_kinds(text, kind):
    assert find_kind(text) == kind

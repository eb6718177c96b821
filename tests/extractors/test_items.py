"""Whole short items: what a meeting minuted about inspections of all kinds, and what of it is an area or an action. All of it is invented."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from extractors import Item, extract
from extractors.records import ActionKind

ITEMS = [json.loads(line) for line in (Path(__file__).parent / "sentences" / "items.jsonl").read_text("utf-8").splitlines()]
DECIDED = "Response to the Inspection of Children's Services\n\n"


def closeness(first: str, second: str) -> float:
    """The token F1 by which areas and actions are scored."""
    one, other = (Counter(re.findall(r"\w+", text.lower())) for text in (first, second))
    return 2 * sum((one & other).values()) / max(1, one.total() + other.total())


def unmatched(wanted: list[str], found: list[str]) -> tuple[list[str], list[str]]:
    """What is wanted and not found, and what is found and not wanted."""
    left, missed = list(found), []
    for text in wanted:
        match = next((other for other in left if closeness(text, other) >= 0.8), None)
        if match is None:
            missed.append(text)
        else:
            left.remove(match)
    return missed, left


def params():
    for row in ITEMS:
        marks = [pytest.mark.xfail(reason=row["known"], strict=True)] if "known" in row else []
        yield pytest.param(row, id=row["name"], marks=marks)


@pytest.mark.parametrize("row", list(params()))
def test_items(row):
    found = extract(Item(text=f"{row['title']}\n\nMinutes:\n\n{row['minutes']}", title=row["title"]))
    assert unmatched(row["areas"], [area.text for area in found.improvement_areas]) == ([], [])
    assert unmatched([text for _, text, _ in row["actions"]], [action.text for action in found.actions]) == ([], [])
    assert [(action.label, action.kind) for action in found.actions] == [
        (label, ActionKind(kind)) for label, _, kind in row["actions"]
    ]


def actions(text: str, **fields: object) -> list[tuple[str | None, str, str]]:
    return [(a.label, a.text, a.kind.value) for a in extract(Item(text=text, **fields)).actions]


def test_decisions_told_in_the_past_tense_are_all_the_item_holds():
    text = (
        DECIDED + "1. The Cabinet noted that the letter had come in May.\n2. The Cabinet approved the plan.\n"
        "3. Authority to amend the plan was delegated to the Director of Families."
    )
    assert [(label, kind) for label, _, kind in actions(text)] == [("1", "note"), ("2", "approve"), ("3", "delegate")]


@pytest.mark.parametrize(
    "text",
    [
        DECIDED + "1. The Cabinet noted that staff had worked hard.\n2. The Cabinet noted that caseloads had fallen.",
        DECIDED + "1. The Cabinet approved the plan.\n2. Councillor Orme asked about costs and left early.",
    ],
    ids=["only noted", "an entry of discussion"],
)
def test_numbered_records_of_discussion_decide_nothing(text):
    assert actions(text) == []


def test_numbered_decisions_in_a_table():
    text = (
        DECIDED
        + "| Decision number | Decision |\n| 7/2024 | The Executive approved the reply |\n| 8/2024 | A summary of the report |"
    )
    assert actions(text) == [("7/2024", "The Executive approved the reply", "approve")]


def test_table_of_actions_copied_cell_by_cell():
    text = DECIDED + (
        "Minutes:\n\nThese were agreed:\n\nRef\n\nAction\n\nOwner\n\nDue\n\n4.1\n\nSend the letter to schools\n\nClerk\n\n05/06/2023\n\n"
        "Resolved – That the letter be noted."
    )
    found = extract(Item(text=text)).actions
    assert [(a.label, a.text, a.owner, a.due_date) for a in found] == [
        ("4.1", "Send the letter to schools", "Clerk", "2023-06-05"),
        (None, "That the letter be noted", None, None),
    ]


@pytest.mark.parametrize("fragment", ["To", "asks", "That the Head of Care be requested to report to the May meeting on"])
def test_entry_that_the_page_cut_before_the_attachments(fragment):
    text = DECIDED + f"Minutes:\n\nRESOLVED:\n\n1. That the letter be noted;\n\n2. {fragment}\n\nAdditional documents:\n\nLetter"
    assert actions(text, truncated=True) == [("1", "That the letter be noted", "note")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("receive a further report on fostering at the June meeting", "request"),
        ("receive the annual report on fostering", "note"),
        ("the plan be commended to Council for adoption", "refer"),
        ("staff be commended for the result", "other"),
    ],
)
def test_kinds_of_reports_to_come_and_of_commending(words, kind):
    assert [found for _, _, found in actions(DECIDED + f"Minutes:\n\nRESOLVED: That {words}.")] == [kind]


@pytest.mark.parametrize(
    ("title", "minutes", "count"),
    [
        (
            "Ofsted inspection of children's services",
            "Ofsted had visited schools too. Areas for improvement were plans and visits.",
            2,
        ),
        ("Schools Update", "Ofsted had visited schools. Areas for improvement were phonics and attendance.", 0),
        ("Schools Update", "The ILACS report came out in May. Areas for improvement were plans and visits.", 2),
        ("Chair's Update", "The Ofsted inspection is due in May. Areas for improvement were plans and visits.", 0),
        ("Chair's Update", "Ofsted's inspection ended in May. Areas for improvement were plans and visits.", 2),
    ],
)
def test_the_nearest_topic_tells_whose_areas(title, minutes, count):
    found = extract(Item(text=f"{title}\n\nMinutes:\n\n{minutes}", title=title))
    assert len(found.improvement_areas) == count

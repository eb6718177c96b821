"""Resolutions in many wordings, each with its whole answer: `sentences/actions.jsonl` (label, text, kind, owner, due date)."""

import json
from datetime import date
from pathlib import Path

import pytest

from extractors import Item, extract

ROWS = [json.loads(line) for line in (Path(__file__).parent / "sentences/actions.jsonl").read_text("utf-8").splitlines()]


def bare(owner):
    return owner and owner.removeprefix("the ").removeprefix("The ")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_actions(row):
    meeting_date = row["meeting_date"] and date.fromisoformat(row["meeting_date"])
    actions = extract(Item(text=row["text"], meeting_date=meeting_date)).actions
    found = [[a.label, a.text, a.kind.value, bare(a.owner), a.due_date] for a in actions]
    assert found == [[*fields[:3], bare(fields[3]), fields[4]] for fields in row["actions"]]

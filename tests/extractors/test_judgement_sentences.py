"""Constructions in which minutes tell grades, one a line of `sentences/judgements.jsonl`: the text and what it asserts ("" asserts none).

`expected` is written "domain grade [previous]", joined by semicolons. Optional judgements of "all areas" other than overall are left out.
"""

import json
from pathlib import Path

import pytest

from extractors import Item, extract
from extractors.records import Domain

ROWS = [json.loads(line) for line in (Path(__file__).parent / "sentences" / "judgements.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_sentence(row):
    found = extract(Item(text=row["text"])).judgements
    named = [j for j in found if j.evidence.rule != "judgements.all-areas" or j.domain is Domain.OVERALL]
    expected = {tuple([*part.split(), "current"][:3]) for part in row["expected"].split(";") if part.strip()}
    assert {(j.domain.value, j.grade.value, j.period.value) for j in named} == expected

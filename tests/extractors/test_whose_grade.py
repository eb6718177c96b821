"""Short minutes that tell grades of others, of nobody yet, or of this authority among others, one a line of `sentences/whose_grade.jsonl`.

`expected` is written "domain grade [previous]", joined by semicolons, "" where no grade is this authority's. `missed` marks a line that
is known to be read wrongly: it has to stay marked until it is read right.
"""

import json
from pathlib import Path

import pytest

from extractors import Item, extract
from extractors.records import Domain

ROWS = [json.loads(line) for line in (Path(__file__).parent / "sentences" / "whose_grade.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    "row",
    [pytest.param(row, marks=pytest.mark.xfail(strict=True)) if row.get("missed") else row for row in ROWS],
    ids=lambda row: f"{row['title']}: {row['minutes'][:40]}",
)
def test_grades_are_this_authoritys_own(row):
    found = extract(Item(text=f"{row['title']}\n\n{row['minutes']}", title=row["title"])).judgements
    named = [j for j in found if j.evidence.rule != "judgements.all-areas" or j.domain is Domain.OVERALL]
    expected = {tuple([*part.split(), "current"][:3]) for part in row["expected"].split(";") if part.strip()}
    assert {(j.domain.value, j.grade.value, j.period.value) for j in named} == expected

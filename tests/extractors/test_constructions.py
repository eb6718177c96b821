"""The catalogue of constructions, example by example: `constructions/*.jsonl` holds text and answer, `xfail.toml` what fails yet and why.

Keys of an answer: I inspections [framework, start, end, published, period], J judgements [domain, grade, period], O judgements that
are right if found and not wrong if missed, A improvement areas (text), R actions [label, text, kind, owner, due]. A key that is
absent means that nothing of the kind may be extracted.
"""

import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from extractors import Item, extract

HERE = Path(__file__).parent / "constructions"
ROWS = [json.loads(line) for path in sorted(HERE.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
XFAIL = tomllib.loads((HERE / "xfail.toml").read_text("utf-8"))


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "'"))


def answer_of(item):
    """What the extraction says, in the shape of the catalogue's answers."""
    found = extract(item)
    for record in (*found.inspections, *found.judgements, *found.improvement_areas, *found.actions):
        evidence = record.evidence
        assert item.text[evidence.start_char : evidence.end_char] == evidence.text
    return {
        "I": sorted(
            ([i.framework, i.start_date, i.end_date, i.publication_date, i.period] for i in found.inspections),
            key=str,
        ),
        "J": sorted([j.domain, j.grade, j.period] for j in found.judgements),
        "A": [words(area.text) for area in found.improvement_areas],
        "R": [[a.label, words(a.text), a.kind, a.owner, a.due_date] for a in found.actions],
    }


def expected_of(row):
    answer = row["expected"]
    return {
        "I": sorted(answer.get("I", []), key=str),
        "J": sorted(answer.get("J", [])),
        "A": [words(text) for text in answer.get("A", [])],
        "R": [[label, words(text), kind, owner, due] for label, text, kind, owner, due in answer.get("R", [])],
    }


def as_item(row):
    text = row["text"].removeprefix("TITLE: ")
    return Item(text=text, meeting_date=date.fromisoformat(row["meeting_date"]) if row["meeting_date"] else None)


def params():
    for row in ROWS:
        marks = [pytest.mark.xfail(reason=XFAIL[row["id"]], strict=True)] if row["id"] in XFAIL else []
        yield pytest.param(row, id=row["id"], marks=marks)


@pytest.mark.parametrize("row", list(params()))
def test_construction(row):
    found, expected = answer_of(as_item(row)), expected_of(row)
    optional = row["expected"].get("O", [])
    found["J"] = [judgement for judgement in found["J"] if judgement not in optional or judgement in expected["J"]]
    assert found == expected


@pytest.mark.parametrize("section", "ABCD")
def test_share_that_passes(section):
    ids = [row["id"] for row in ROWS if row["id"].startswith(section)]
    assert len([i for i in ids if i not in XFAIL]) >= 0.75 * len(ids)


def test_every_expected_failure_names_an_example():
    assert set(XFAIL) <= {row["id"] for row in ROWS}

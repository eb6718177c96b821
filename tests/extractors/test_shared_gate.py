"""The item's gate: one scan says which components an item can be spared, and sparing them changes no record."""

import pytest

from extractors.nlp import build_nlp, extract
from extractors.records import Item
from extractors.rules import SharedGate

TEXTS = (
    "Road safety\n\nMinutes:\n\nThe new crossing was opened in the spring.",
    "Ofsted\n\nMinutes:\n\nOfsted inspected children’s services from 4 to 15 March 2024 under ILACS. Leaders were judged to be good.",
    "Ofsted\n\nInspectors named two areas for improvement:\n\n· the timeliness of visits;\n· the quality of plans.\n\nRESOLVED – That the report be noted.",
    "PRIORITY WORK\n\nTHE SERVICE WAS RATED GOOD OVERALL.",
    "",
)


def test_each_component_is_refused_for_want_of_its_own_words() -> None:
    gate = SharedGate({"fruit": ["apple", "pear"], "tools": ["saw"]})
    assert gate.find_refused("An APPLE fell.") == {"tools"}
    assert gate.find_refused("He saw a pear.") == set()
    assert gate.find_refused("Nothing.") == {"fruit", "tools"}
    assert gate.find_refused("") == {"fruit", "tools"}


def test_a_component_without_words_is_an_error() -> None:
    with pytest.raises(ValueError, match="key word"):
        SharedGate({"fruit": ["apple"], "tools": []})


@pytest.mark.parametrize("text", TEXTS)
def test_the_whole_pipeline_says_the_same(text: str) -> None:
    doc = build_nlp()(text)  # runs every component
    found = extract(Item(text=text))
    assert found.inspections == doc._.inspections
    assert found.judgements == doc._.judgements
    assert found.improvement_areas == doc._.improvement_areas
    assert found.actions == doc._.actions
    assert sorted(map(repr, found.dropped)) == sorted(map(repr, doc._.dropped))


def test_the_texts_hold_what_the_gate_tells_apart() -> None:
    found = [extract(Item(text=text)) for text in TEXTS]
    assert found[1].inspections
    assert found[1].judgements
    assert found[2].improvement_areas

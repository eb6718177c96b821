"""The trained classifier of asserted grades: it learns, the same way each time, ships small, and is not loaded unless asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

from extractors import Item, extract
from extractors.components.assertion import ASSERTED, MODEL, train_classifier

EXAMPLES = [(f"title_ofsted \n the services of {name} were judged grade_good domain_overall", True) for name in "abcdefgh"] + [
    (f"title_school \n the primary school at {name} was judged grade_good domain_overall", False) for name in "abcdefgh"
]
SCHOOL, SERVICE = (
    "title_school \n the primary school at x was judged grade_good",
    "title_ofsted \n the services of x were judged grade_good",
)


def test_it_learns_what_its_examples_show() -> None:
    nlp = train_classifier(EXAMPLES)
    assert nlp(SERVICE).cats[ASSERTED] > 0.5 > nlp(SCHOOL).cats[ASSERTED]


def test_the_same_examples_and_seed_give_the_same_weights() -> None:
    one, other = (train_classifier(EXAMPLES, seed=3)(SERVICE).cats[ASSERTED] for _ in range(2))
    assert one == other


def test_examples_of_one_kind_teach_nothing() -> None:
    with pytest.raises(ValueError, match="asserted grades and others"):
        train_classifier(EXAMPLES[:4])


def test_the_weights_are_small_enough_to_ship() -> None:
    assert 0 < sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) < 10_000_000


TEXT = "Ofsted inspection\n\nThe inspection of June 2022 judged the Council's children's services. Overall effectiveness was judged good."


def test_both_keep_no_more_than_the_rules_do() -> None:
    item = Item(text=TEXT)
    kept = {(j.domain, j.grade) for j in extract(item).judgements}
    assert kept
    assert {(j.domain, j.grade) for j in extract(item, "both").judgements} <= kept
    refused = [d.reason for d in extract(Item(text=TEXT.replace("Overall effectiveness", "Hill School")), "both").dropped]
    assert refused


def test_it_is_not_loaded_unless_asked() -> None:
    code = (
        "from extractors import Item, extract\nfrom extractors.components.assertion import load_classifier\n"
        f"item = Item(text={TEXT!r})\nextract(item)\nprint(load_classifier.cache_info().currsize)\n"
        "extract(item, 'both')\nprint(load_classifier.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]

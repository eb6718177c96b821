"""The rules of actions: each matches its positive and not its negative sentence, and never without one of its key words."""

import json
import re
from pathlib import Path

import pytest

from extractors.blocks import find_blocks, find_sentences
from extractors.lexicon.action_statements import UNMARKED
from extractors.lexicon.actions import MARKERS, REFUSALS, RULES
from extractors.lexicon.deciding_bodies import BODY

CONSTRUCTIONS = Path(__file__).parent / "constructions"
TEXTS = [
    json.loads(line)["text"] for path in sorted(CONSTRUCTIONS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_positive_and_negative(rule):
    assert rule.regex.match(rule.positive)
    assert not rule.regex.search(rule.negative)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_match_without_key(rule):
    sentences = [rule.positive]
    for text in TEXTS:
        sentences += [text[s.start_char : s.end_char] for s in find_sentences(text, find_blocks(text))]
    for sentence in sentences:
        if rule.regex.match(sentence):
            assert any(key in sentence.lower() for key in rule.keys), sentence


def test_ids_are_unique_and_named_after_the_component():
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert all(rule_id.startswith("actions.") for rule_id in ids)
    assert len(MARKERS) + len(REFUSALS) + len(UNMARKED) + 1 == len(RULES)


@pytest.mark.parametrize(
    ("sentence", "is_body"),
    [
        ("The Children’s Services Overview and Scrutiny Committee: ", True),
        ("Cabinet: ", True),
        ("the Health and Wellbeing Board: ", True),
        ("The Cabinet Member: ", False),
        ("The Director of Families: ", False),
    ],
)
def test_deciding_bodies(sentence, is_body):
    assert bool(re.match(rf"{BODY}\s*:", sentence)) is is_body

"""The pipeline: its factories, their order, and use in somebody else's pipeline."""

import pytest
import spacy

from extractors import Item, extract
from extractors.nlp import PIPELINE, build_nlp

TEXT = (
    "Ofsted inspection\n\nMinutes:\n\nThe ILACS inspection took place from 6 to 17 June 2022. Leadership was judged to be good.\n\n"
    "The areas for improvement were:\n\n· supervision\n\n· pathway plans\n\nRESOLVED – That the report be noted."
)


def test_the_pipeline_has_no_open_requirement():
    assert build_nlp().pipe_names == list(PIPELINE)
    assert not any(build_nlp().analyze_pipes()["problems"].values())


def test_a_component_before_its_predecessor_is_reported():
    nlp = spacy.blank("en")
    nlp.add_pipe("minutes_judgements")
    assert nlp.analyze_pipes()["problems"]["minutes_judgements"] == ["doc._.blocks", "doc._.sentences"]


def test_components_work_in_anybodys_pipeline():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    for name in PIPELINE:
        nlp.add_pipe(name)
    doc = nlp(TEXT)
    expected = extract(Item(text=TEXT))
    assert doc._.inspections == expected.inspections
    assert doc._.judgements == expected.judgements
    assert doc._.improvement_areas == expected.improvement_areas
    assert doc._.actions == expected.actions
    assert len(expected.inspections) == len(expected.judgements) == len(expected.actions) == 1
    assert [area.text for area in expected.improvement_areas] == ["supervision", "pathway plans"]


def test_sentences_of_the_doc_respect_blocks():
    sentences = [sentence.text.strip() for sentence in build_nlp()(TEXT).sents]
    assert "Leadership was judged to be good." in sentences
    assert any(sentence.endswith("supervision") for sentence in sentences)


def test_an_item_of_another_text_is_refused():
    doc = build_nlp().make_doc("One text")
    with pytest.raises(ValueError, match="not the text of the doc"):
        doc._.item = Item(text="Another text")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "a" * 200_000,
        " " * 200_000,
        "." * 100_000,
        "1. " * 20_000,
        "judged " * 10_000,
        "from good to " * 500,
        "areas for improvement " * 500,
    ],
)
def test_no_text_is_too_odd(text):
    extract(Item(text=text))

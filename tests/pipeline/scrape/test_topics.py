"""What matters, as the shipped rules have it, and files of the caller's in their place."""

from pathlib import Path

import pytest

from pipeline.scrape.topics import load_topics
from pipeline.settings import SettingsError

TOPICS = load_topics()


@pytest.mark.parametrize(
    "title",
    [
        "Children and Young People Scrutiny Committee",
        "Cabinet",
        "Corporate Parenting Board",
        "Health & Wellbeing Board",
        "Council",
        "Audit Committee",
    ],
)
def test_committees_that_matter(title):
    assert TOPICS.is_committee(title)


@pytest.mark.parametrize("title", ["Planning Committee", "Licensing Sub-Committee", "Pensions Board", "Schools Appointments Panel"])
def test_committees_that_do_not(title):
    assert not TOPICS.is_committee(title)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Ofsted Inspection of Children’s Services", ""),
        ("Outcome of the ILACS inspection", ""),
        ("Children's Services Improvement Plan: progress", ""),
        ("SEND Local Area Inspection", ""),
        ("Director's update", "The report on the inspection of local authority children’s services was received."),
        ("Director's update", "Ofsted had judged children's social care to be good."),
    ],
)
def test_items_that_matter(title, text):
    assert TOPICS.is_item(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("School Standards", "Ofsted had rated 40 schools good."),
        ("Minutes of the Previous Meeting", "The minutes on the Ofsted inspection were confirmed."),
        ("Budget", "The improvement plan for roads was noted."),
    ],
)
def test_items_that_do_not(title, text):
    assert not TOPICS.is_item(title, text)


def test_a_result_whose_words_are_not_shown_may_matter():
    assert TOPICS.is_found("Director's update", "")
    assert not TOPICS.is_found("School Standards", "... Ofsted visited 12 schools since May ...")
    assert TOPICS.is_found("Performance", "... findings that Ofsted set out in March ...")


def test_where_the_words_are_not_shown_the_title_may_tell_that_they_are_about_schools():
    assert not TOPICS.is_found("School Standards and Attainment", "School Standards and Attainment")
    assert not TOPICS.is_found("Early Years Sufficiency", "")
    assert TOPICS.is_found("Schools and Children's Services: Quarter 2", "")
    assert TOPICS.is_found("Safeguarding in Schools", "")
    assert TOPICS.is_found("Transformation Programme", "")


def test_the_titles_that_are_near_misses_may_be_left_out_of_a_file(tmp_path: Path):
    own = tmp_path / "own.toml"
    text = (Path(__file__).parents[3] / "pipeline/scrape/topics.toml").read_text("utf-8")
    own.write_text(text[: text.index("near_titles = ")], "utf-8")
    assert load_topics(own).is_found("School Standards and Attainment", "")


def test_phrases_are_quoted_and_joined():
    assert TOPICS.search_text().startswith('Ofsted OR ILACS OR JTAI OR "focused visit"')


def test_a_file_of_the_callers(tmp_path: Path):
    shipped = Path("pipeline/scrape/topics.toml")
    own = tmp_path / "own.toml"
    text = (Path(__file__).parents[3] / shipped).read_text("utf-8")
    own.write_text(text.replace('word = "Ofsted"', 'word = "Estyn"'), "utf-8")
    changed = load_topics(own)
    assert changed.word == "Estyn"
    assert changed.digest != TOPICS.digest


@pytest.mark.parametrize(
    ("text", "reason"), [("phrases = [", "topics"), ("phrases = ['x']\nword = 'x'", "no list"), (None, "cannot be read")]
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text, reason):
    path = tmp_path / "bad.toml"
    if text is not None:
        path.write_text(text)
    with pytest.raises(SettingsError, match=reason):
        load_topics(path)

"""Scores on labelled documents: what counts as right, and agreement with an independent scorer where one lies beside the repository."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.errors import ReadError
from pipeline.evaluate import Evaluation, bootstrap, evaluate, report_lines, score_each, write_precision
from pipeline.gold import GoldFolder, read_gold
from pipeline.last_run import compare_with_last_run, write_last_run
from pipeline.quality import quality_lines, reliability_lines, write_part
from pipeline.scoring import score, word_f1

SHARED = Path(__file__).resolve().parents[3] / "shared"

GOLD: dict[str, Any] = {
    "inspections": [
        {"framework": "ilacs", "start": "2022-07", "end": "2022-07", "published": "2022-09-05", "period": "current"},
        {"framework": "sif", "start": "2018", "end": "2018", "published": None, "period": "previous"},
    ],
    "judgements": [
        {"domain": "overall", "grade": "good", "period": "current"},
        {"domain": "leaders", "grade": "outstanding", "period": "current"},
    ],
    "optional_judgements": [{"domain": "overall", "grade": "inadequate", "period": "previous"}],
    "improvement_areas": [{"text": "The quality of plans for care leavers"}, {"text": "Management oversight of social workers"}],
    "optional_improvement_areas": [{"text": "The number of foster homes"}],
    "actions": [
        {"label": "1", "text": "The Director to report back in May", "kind": "request", "owner": "The Director", "due": "May"}
    ],
}


def inspection(framework: str, start: str | None, end: str | None, published: str | None, period: str) -> dict[str, Any]:
    dates = {"start_date": start, "end_date": end, "publication_date": published}
    return {"framework": framework, **dates, "period": period, "rule": "inspections.r"}


def perfect() -> dict[str, Any]:
    return {
        "inspections": [
            inspection("ilacs", "2022-07", "2022-07", "2022-09-05", "current"),
            inspection("sif", "2018", "2018", None, "previous"),
        ],
        "judgements": [{**j, "rule": "judgements.r"} for j in GOLD["judgements"]],
        "improvement_areas": [{**a, "rule": "improvement-areas.r"} for a in GOLD["improvement_areas"]],
        "actions": [
            {
                "text": "The Director to report back in May",
                "kind": "request",
                "owner": "the Director",
                "due_text": "in May",
                "due_date": None,
                "rule": "actions.r",
            }
        ],
    }


def counts(prediction: dict[str, Any], name: str, gold: dict[str, Any] = GOLD) -> tuple[int, int, int]:
    tally = score({"a": prediction}, {"a": gold}).fields[name]
    return tally.right, tally.wrong, tally.missed


def test_a_perfect_prediction_has_full_marks_everywhere() -> None:
    scores = score({"a": perfect()}, {"a": GOLD})
    assert {name: tally.f1 for name, tally in scores.fields.items()} == dict.fromkeys(
        ("inspections", "publication_date", "framework", "judgements", "improvement_areas", "actions"), 1.0
    )
    assert dict(scores.attributes) == {"kind": [1, 1], "owner": [1, 1], "due": [1, 1]}
    assert scores.differences == []
    assert scores.rules["judgements.r"] == [2, 2]


def test_a_document_without_prediction_misses_everything() -> None:
    scores = score({}, {"a": GOLD})
    assert [(t.right, t.wrong, t.missed) for t in scores.fields.values()] == [
        (0, 0, 2),
        (0, 0, 1),
        (0, 0, 2),
        (0, 0, 2),
        (0, 0, 2),
        (0, 0, 1),
    ]
    assert scores.fields["judgements"].recall == 0.0
    assert scores.fields["judgements"].precision == 1.0


def test_an_inspection_needs_its_days_and_its_period() -> None:
    prediction = perfect()
    prediction["inspections"][0]["period"] = "previous"
    assert counts(prediction, "inspections") == (1, 1, 1)
    assert counts(prediction, "framework") == (2, 0, 0)
    prediction["inspections"][1]["start_date"] = "2017"
    assert counts(prediction, "inspections") == (0, 2, 2)


def test_an_end_that_says_no_more_than_the_start_may_be_left_out() -> None:
    prediction = perfect()
    prediction["inspections"][0]["end_date"] = None
    assert counts(prediction, "inspections") == (2, 0, 0)


def test_what_is_optional_is_right_if_found_and_not_wrong_if_missed() -> None:
    prediction = perfect()
    prediction["judgements"].append({"domain": "overall", "grade": "inadequate", "period": "previous", "rule": "judgements.o"})
    prediction["improvement_areas"].append({"text": "the number of foster homes", "rule": "improvement-areas.o"})
    scores = score({"a": prediction}, {"a": GOLD})
    assert counts(prediction, "judgements") == (2, 0, 0)
    assert counts(prediction, "improvement_areas") == (2, 0, 0)
    assert scores.rules["judgements.o"] == [1, 1]
    assert scores.rules["improvement-areas.o"] == [1, 1]


def test_a_text_matches_one_gold_text_and_at_four_fifths_of_its_words() -> None:
    prediction = perfect()
    prediction["improvement_areas"] = [
        {"text": "Quality of plans for care leavers", "rule": "improvement-areas.r"},
        {"text": "The quality of plans for care leavers", "rule": "improvement-areas.s"},
        {"text": "Oversight", "rule": "improvement-areas.t"},
    ]
    scores = score({"a": prediction}, {"a": GOLD})
    assert counts(prediction, "improvement_areas") == (1, 2, 1)
    assert scores.rules["improvement-areas.s"] == [1, 1], "the better of the two is the match"
    assert scores.rules["improvement-areas.r"] == [0, 1]


def test_attributes_are_scored_on_matched_actions_only() -> None:
    prediction = perfect()
    prediction["actions"][0] |= {"kind": "note", "owner": None, "due_text": "June"}
    scores = score({"a": prediction}, {"a": GOLD})
    assert dict(scores.attributes) == {"kind": [0, 1], "owner": [0, 1], "due": [0, 1]}
    prediction["actions"][0]["text"] = "something else"
    assert dict(score({"a": prediction}, {"a": GOLD}).attributes) == {}


def test_either_period_is_right_where_the_gold_says_so() -> None:
    gold = copy.deepcopy(GOLD)
    gold["judgements"][0]["period_ambiguous"] = True
    prediction = perfect()
    prediction["judgements"][0]["period"] = "previous"
    assert counts(prediction, "judgements", gold) == (2, 0, 0)
    assert counts(prediction, "judgements") == (1, 1, 1)


def test_words_are_compared_without_case_and_punctuation() -> None:
    assert word_f1("The plan; the PLAN!", "the plan the plan") == 1.0
    assert word_f1("a b c d", "a b") == pytest.approx(2 / 3)
    assert word_f1("", "") == 0.0


def write_gold(folder: Path, stem: str, labels: object) -> None:
    (folder / "gold").mkdir(exist_ok=True)
    (folder / "gold" / f"{stem}.json").write_text(json.dumps(labels), "utf-8")


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no gold files"):
        evaluate(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"inspections": [], "judgements": [], "actions": []}'])
def test_a_gold_file_that_lacks_a_list_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_text(text)
    with pytest.raises(ReadError, match=r"a\.json: not a gold file"):
        read_gold(tmp_path)


def test_two_documents_of_one_gold_file_are_refused(tmp_path: Path) -> None:
    write_gold(tmp_path, "a", GOLD)
    (tmp_path / "a.html").write_text("x")
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(ReadError, match="same stem"):
        evaluate(tmp_path)


def test_gold_without_a_readable_document_is_named_and_counts_as_missed(tmp_path: Path) -> None:
    write_gold(tmp_path, "a", GOLD)
    write_gold(tmp_path, "b", GOLD)
    (tmp_path / "b.html").touch()
    evaluation = evaluate(tmp_path)
    assert len(evaluation.unread) == 2
    assert "no such document" in evaluation.unread[0]
    assert "the file is empty" in evaluation.unread[1]
    assert evaluation.scores().fields["judgements"].missed == 4


def test_measured_precision_is_written_as_counts(tmp_path: Path) -> None:
    scores = score({"a": perfect()}, {"a": GOLD})
    write_precision(scores, tmp_path / "precision.json")
    assert json.loads((tmp_path / "precision.json").read_text())["actions.r"] == {"right": 1, "found": 1}


def evaluation_of(predictions: dict[str, Any], gold: dict[str, Any], folder: Path = Path(), test_of: int = 0) -> Evaluation:
    return Evaluation(GoldFolder(folder, gold, test_of), score_each(predictions, gold), [])


def test_themes_are_scored_on_matched_areas_whose_gold_names_them() -> None:
    gold = copy.deepcopy(GOLD)
    gold["improvement_areas"][0]["themes"] = ["care_leavers", "plans"]
    prediction = perfect()
    prediction["improvement_areas"][0] = {**prediction["improvement_areas"][0], "themes": ["plans", "workforce"]}
    prediction["improvement_areas"][1] = {**prediction["improvement_areas"][1], "themes": ["workforce"]}
    assert counts(prediction, "themes", gold) == (1, 1, 1)


def test_a_folder_may_set_a_test_part_aside_whose_errors_are_never_told(tmp_path: Path) -> None:
    (tmp_path / "gold.toml").write_text("[test_part]\nof = 3\n")
    stems = [f"page-{number}" for number in range(60)]
    for stem in stems:
        write_gold(tmp_path, stem, GOLD)
    gold = read_gold(tmp_path)
    test = [stem for stem in stems if gold.part(stem) == "test"]
    assert 10 <= len(test) <= 30
    evaluation = Evaluation(gold, score_each({}, gold.labels), [])
    assert evaluation.scores("test").documents + evaluation.scores("training").documents == 60
    told = "\n".join(report_lines(evaluation) + compare_with_last_run(evaluation))
    assert f"{next(s for s in stems if s not in test)}: missed" in told
    assert not [stem for stem in test if f"{stem}:" in told]
    kept = write_last_run(evaluation).read_text()
    assert not [stem for stem in test if f'"{stem}"' in kept]


def test_tags_which_may_stand_for_one_document_are_told_of_the_training_part_only(tmp_path: Path) -> None:
    (tmp_path / "gold.toml").write_text("[test_part]\nof = 3\n")
    for number in range(30):
        write_gold(tmp_path, f"page-{number}", GOLD | {"tags": [f"tag-{number}"]})
    gold = read_gold(tmp_path)
    told = "\n".join(report_lines(Evaluation(gold, score_each({}, gold.labels), []), by="tags"))
    shown = {stem for stem in gold.labels if f"tag-{stem.removeprefix('page-')}:" in told}
    assert shown == {stem for stem in gold.labels if gold.part(stem) == "training"}
    done = CliRunner().invoke(cli, ["evaluate", str(tmp_path), "--part", "test", "--by", "tags"])
    assert done.exit_code == 2


@pytest.mark.parametrize("text", ["", "[test_part]", "[test_part]\nof = 1", "[test_part]\nof = 'three'", "of = ["])
def test_a_gold_toml_that_does_not_say_the_part_is_named(tmp_path: Path, text: str) -> None:
    write_gold(tmp_path, "a", GOLD)
    (tmp_path / "gold.toml").write_text(text)
    with pytest.raises(ReadError, match=r"gold\.toml"):
        read_gold(tmp_path)


def test_scores_are_told_by_what_the_gold_says_of_a_document() -> None:
    gold = {"a": GOLD | {"regime": "sif", "tags": ["x", "y"]}, "b": GOLD | {"regime": "ilacs2018", "tags": ["y"]}}
    evaluation = evaluation_of({"a": perfect()}, gold)
    assert {key: s.fields["judgements"].right for key, s in evaluation.group_by("regime").items()} == {"ilacs2018": 0, "sif": 2}
    assert {key: s.documents for key, s in evaluation.group_by("tags").items()} == {"x": 1, "y": 2}


def test_a_judgement_in_a_hard_negative_is_counted_by_document() -> None:
    nothing = {name: [] for name in ("inspections", "judgements", "improvement_areas", "actions")} | {"hard_negative": True}
    evaluation = evaluation_of({"a": perfect()}, {"a": nothing, "b": nothing})
    assert evaluation.false_grades() == (["a"], 2)


def test_the_interval_of_a_score_narrows_with_documents_and_holds_it() -> None:
    def interval(copies: int) -> tuple[float, float]:
        gold = {f"{name}{n}": GOLD for name in "abcd" for n in range(copies)}
        documents = score_each({f"a{n}": perfect() for n in range(copies)} | {f"b{n}": perfect() for n in range(copies)}, gold)
        return bootstrap(list(documents.values()))["judgements"]

    few, many = interval(3), interval(60)
    f1 = 2 / 3  # all of half the documents
    assert few[0] < many[0] < f1 < many[1] < few[1]
    assert bootstrap([]) == {}


def test_records_gained_and_lost_against_the_last_run_are_named(tmp_path: Path) -> None:
    write_last_run(evaluation_of({"a": perfect()}, {"a": GOLD}, tmp_path))
    assert compare_with_last_run(evaluation_of({"a": perfect()}, {"a": GOLD}, tmp_path)) == []
    changed = perfect()
    changed["judgements"][1]["grade"] = "inadequate"
    lines = compare_with_last_run(evaluation_of({"a": changed}, {"a": GOLD}, tmp_path))
    assert lines == [
        "lost: a: judgements: ('leaders', 'outstanding', 'current')",
        "newly wrong: a: judgements: ('leaders', 'inadequate', 'current')",
    ]
    (tmp_path / "last-run.json").write_text("{}")
    with pytest.raises(ReadError, match="not an earlier run"):
        compare_with_last_run(evaluation_of({}, {"a": GOLD}, tmp_path))


def test_the_quality_page_keeps_its_prose(tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    page.write_text("Before\n<!-- measured: scores -->\nold\n<!-- end: scores -->\nAfter\n")
    write_part(page, "scores", quality_lines(evaluation_of({"a": perfect()}, {"a": GOLD})))
    text = page.read_text()
    assert text.startswith("Before\n<!-- measured: scores -->")
    assert text.endswith("<!-- end: scores -->\nAfter\n")
    assert "old" not in text
    assert "| judgements | 1.000 | 1.000 | 1.000 | 1.000 to 1.000 | 2 | 0 | 0 |" in text
    with pytest.raises(ReadError, match="has no part"):
        write_part(page, "other", [])


def test_reliability_holds_training_confidence_against_the_test_part() -> None:
    gold = {f"page-{number}": GOLD for number in range(60)}
    evaluation = evaluation_of({stem: perfect() for stem in gold}, gold, test_of=3)
    rows = [line for line in reliability_lines(evaluation) if "1.000 |" in line]
    assert rows, "rules that were always right in training are right on the test part"


THEIR_NAMES = {
    "inspection dates": "inspections",
    "publication date": "publication_date",
    "framework": "framework",
    "judgements": "judgements",
    "improvement areas": "improvement_areas",
    "actions": "actions",
}


def spoilt(labels: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return the gold as a prediction, with records lost, changed and doubled at random."""
    prediction: dict[str, Any] = {
        "inspections": [
            inspection(i["framework"], i["start"], i["end"], i["published"], i["period"]) for i in labels["inspections"]
        ],
        "judgements": [{**j, "rule": "r"} for j in labels["judgements"] + labels.get("optional_judgements", [])],
        "improvement_areas": [
            {**a, "rule": "r"} for a in labels["improvement_areas"] + labels.get("optional_improvement_areas", [])
        ],
        "actions": [{**a, "due_text": a["due"], "due_date": None, "rule": "r"} for a in labels["actions"]],
    }
    for records in prediction.values():
        for record in list(records):
            if chance.random() < 0.2:
                records.remove(record)
            elif chance.random() < 0.3 and "text" in record:
                record["text"] = " ".join(record["text"].split()[chance.randrange(3) :]) + " and so on" * chance.randrange(3)
            elif chance.random() < 0.3 and "period" in record:
                record["period"] = "previous"
            elif chance.random() < 0.2:
                records.append({**record, "kind": "other"})
    return prediction


@pytest.mark.skipif(not (SHARED / "tools" / "score.py").exists(), reason="no shared folder beside the repository")
@pytest.mark.parametrize("seed", range(8))
def test_figures_agree_with_an_independent_scorer(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    gold = read_gold(SHARED / "seeds").labels
    predictions = {stem: spoilt(dict(labels), chance) for stem, labels in gold.items() if chance.random() < 0.9}
    lines = (json.dumps({"source": f"{stem}.txt", **prediction}) for stem, prediction in predictions.items())
    (tmp_path / "found.jsonl").write_text("\n".join(lines), "utf-8")
    command = [sys.executable, SHARED / "tools" / "score.py", tmp_path / "found.jsonl", SHARED / "seeds" / "gold", "--json"]
    theirs = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    scores = score(predictions, gold)
    figures = json.loads(theirs[-1])
    for their_name, name in THEIR_NAMES.items():
        tally = scores.fields[name]
        assert [tally.precision, tally.recall, tally.f1] == pytest.approx(figures[their_name]), name
    for name in ("kind", "owner"):
        right, of = scores.attributes.get(name, (0, 0))
        assert f"{'action ' + name:22} {right}/{of}" in theirs or not of

"""Train the classifier of asserted grades from the gold set's training part, and say what it adds: `python -m tools.train`.

It learns from every grade that the finders propose in the training part (right when the gold has it), and is then held against the rules on
the test part: rules alone, classifier alone, both (a grade that either refuses is dropped). `--quality FILE` writes the table into the page.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path

from extractors import Item, extract
from extractors.components.assertion import MODEL, describe, train_classifier
from extractors.components.attribution import Judging
from extractors.grade_marks import JudgementCandidate
from extractors.nlp import build_nlp
from extractors.records import Domain
from pipeline.errors import Failure
from pipeline.evaluate import Evaluation, bootstrap, score_each
from pipeline.gold import GoldFolder, read_gold
from pipeline.models import MinutesDocument
from pipeline.output import build_json
from pipeline.quality import build_table, write_part
from pipeline.runs import read_documents
from pipeline.scoring import Record

_CARE = {Domain.IN_CARE, Domain.CARE_LEAVERS, Domain.CARE_AND_CARE_LEAVERS}  # regimes cut them differently


def read_labelled(gold: GoldFolder) -> Iterator[tuple[str, MinutesDocument]]:
    """Yield the documents of the folder that can be read, each with its stem."""
    for document in read_documents(gold.documents().values()):
        if not isinstance(document, Failure):
            yield Path(document.source).stem, document


def build_examples(gold: GoldFolder, documents: dict[str, MinutesDocument]) -> list[tuple[str, bool]]:
    """Return what the classifier learns from: each grade proposed in the training part, and whether the gold has it."""
    examples = []
    for stem, document in documents.items():
        if gold.part(stem) == "training":
            for item in document.items:
                for candidate in _candidates(item):
                    examples.append((describe(item, candidate), _is_labelled(candidate, gold.labels[stem])))
    return examples


def _candidates(item: Item) -> tuple[JudgementCandidate, ...]:
    doc = build_nlp().make_doc(item.text)
    doc._.item = item
    for name, component in build_nlp().pipeline:
        if name in {"minutes_blocks", "minutes_inspections", "minutes_judgements"}:
            doc = component(doc)
    found: tuple[JudgementCandidate, ...] = doc._.judgement_candidates
    return found


def _is_labelled(candidate: JudgementCandidate, labels: Record) -> bool:
    named = set(candidate.domains)
    wanted = named | (_CARE if named & _CARE else set())
    judgements = (*labels["judgements"], *labels.get("optional_judgements", ()))
    return any(j["grade"] == candidate.grade and (candidate.every or Domain(j["domain"]) in wanted) for j in judgements)


def measure(gold: GoldFolder, documents: dict[str, MinutesDocument], judging: Judging) -> Evaluation:
    """Return the scores of all documents where `judging` decides which grades are kept."""
    predictions = {
        stem: build_json(document, [extract(item, judging) for item in document.items]) for stem, document in documents.items()
    }
    return Evaluation(gold, score_each(predictions, gold.labels), [])


def ablation_lines(gold: GoldFolder, documents: dict[str, MinutesDocument], learnt: int) -> list[str]:
    """Return the table of what each way of judging scores on the test part."""
    ways: tuple[tuple[Judging, str], ...] = (
        ("rules", "rules alone"),
        ("trained", "classifier alone"),
        ("both", "both must keep a grade"),
    )
    rows = []
    for judging, name in ways:
        evaluation = measure(gold, documents, judging)
        tally = evaluation.scores("test").fields["judgements"]
        low, high = bootstrap(evaluation.of_part("test"))["judgements"]
        bad, negatives = evaluation.false_grades("test")
        figures = (f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}", f"{low:.3f} to {high:.3f}")
        rows.append((name, *figures, f"{len(bad)} of {negatives}"))
    head = ("judging", "precision", "recall", "F1", "95 % of F1", "hard negatives with a grade")
    return [f"Judgements on the test part; the classifier learnt from {learnt} proposed grades.", "", *build_table(head, rows)]


def main() -> None:
    """Train, save and measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--gold", type=Path, default=Path("tests/gold"), metavar="DIR")
    parser.add_argument("--quality", type=Path, metavar="FILE")
    options = parser.parse_args()
    gold = read_gold(options.gold)
    documents = dict(read_labelled(gold))
    examples = build_examples(gold, documents)
    shutil.rmtree(MODEL, ignore_errors=True)
    MODEL.parent.mkdir(exist_ok=True)
    train_classifier(examples).to_disk(MODEL)
    lines = ablation_lines(gold, documents, len(examples))
    print("\n".join(lines))
    if options.quality:
        write_part(options.quality, "ablation", lines)


if __name__ == "__main__":
    main()

"""What extraction gets right on labelled documents: a gold folder in; scores by document, part and group out, with their uncertainty."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.precision import PRECISION_FILE
from pipeline.errors import Failure
from pipeline.gold import GoldFolder, Part, read_gold
from pipeline.output import build_json
from pipeline.runs import read_extractions
from pipeline.scoring import Record, Scores, precision_counts, score, sum_scores


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of every document of a gold folder by its stem, and the documents that could not be read, each with the reason."""

    gold: GoldFolder
    documents: dict[str, Scores]
    unread: list[str]

    def scores(self, part: Part | None = None) -> Scores:
        """Return the scores of a part, or of all documents, together."""
        return sum_scores(self.of_part(part))

    def of_part(self, part: Part | None = None) -> list[Scores]:
        """Return the scores of each document of a part, or of all."""
        return [scores for stem, scores in self.documents.items() if part in (None, self.gold.part(stem))]

    def group_by(self, name: str, part: Part | None = None) -> dict[str, Scores]:
        """Return the scores for each value that the gold gives `name` ("page_kind", "regime", "tags"); a list counts under each value."""
        groups: defaultdict[str, list[Scores]] = defaultdict(list)
        for stem, scores in self.documents.items():
            if part in (None, self.gold.part(stem)):
                value = self.gold.labels[stem].get(name)
                for key in value if isinstance(value, list) else [value]:
                    groups[str(key or "not said")].append(scores)
        return {key: sum_scores(groups[key]) for key in sorted(groups)}

    def false_grades(self, part: Part | None = None) -> tuple[list[str], int]:
        """Return the hard negatives in which a judgement was found, and how many hard negatives there are."""
        negatives = [
            stem
            for stem, labels in self.gold.labels.items()
            if labels.get("hard_negative") and part in (None, self.gold.part(stem))
        ]
        return [stem for stem in negatives if self.documents[stem].fields["judgements"].wrong], len(negatives)

    def told_differences(self, part: Part | None = None) -> list[str]:
        """Return what differs, one line each, in the documents that may be looked at: those of the test part stay untold."""
        told = [] if part == "test" else [stem for stem in self.documents if self.gold.part(stem) == "training"]
        return [line for stem in told for line in self.documents[stem].differences]


def evaluate(folder: Path, *, workers: int | None = None) -> Evaluation:
    """Return the scores of reading and extracting the documents of a gold folder.

    A gold file without a readable document counts as one in which nothing was found, and is named in `unread`.
    Raises ReadError when the folder holds no gold, a gold file lacks a list, or two documents have the stem of one gold file.
    """
    gold = read_gold(folder)
    sources = gold.documents()
    predictions: dict[str, Record] = {}
    unread = [f"{stem}: no such document" for stem in gold.labels if stem not in sources]
    for result in read_extractions(sources.values(), workers=workers):
        if isinstance(result, Failure):
            unread.append(f"{result.source}: {result.message}")
        else:
            predictions[Path(result.document.source).stem] = build_json(result.document, result.extractions)
    return Evaluation(gold, score_each(predictions, gold.labels), unread)


def score_each(predictions: Mapping[str, Record], labels: Mapping[str, Record]) -> dict[str, Scores]:
    """Return the scores of each labelled document; one without a prediction is scored as if nothing had been found."""
    return {stem: score({k: predictions[k] for k in (stem,) if k in predictions}, {stem: labels[stem]}) for stem in labels}


def bootstrap(documents: Sequence[Scores], *, rounds: int = 1000, seed: int = 1) -> dict[str, tuple[float, float]]:
    """Return a 95 % interval of each field's F1: the percentiles of `rounds` draws of documents with replacement.

    Documents, not records, are drawn, because the records of one page stand or fall together (Efron and Tibshirani 1993, chapter 13).
    """
    chance = random.Random(seed)
    names = sorted({name for scores in documents for name in scores.fields})
    counts = [
        [(s.fields[n].right, s.fields[n].wrong, s.fields[n].missed) if n in s.fields else (0, 0, 0) for n in names]
        for s in documents
    ]
    draws: list[list[float]] = [[] for _ in names]
    for _ in range(rounds if documents else 0):
        chosen = chance.choices(counts, k=len(counts))
        for index, drawn in enumerate(draws):
            right, wrong, missed = (sum(each) for each in zip(*(row[index] for row in chosen), strict=True))
            drawn.append(2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0)
    low, high = int(0.025 * rounds), min(rounds - 1, int(0.975 * rounds))
    return {name: (sorted(drawn)[low], sorted(drawn)[high]) for name, drawn in zip(names, draws, strict=True) if drawn}


def write_precision(scores: Scores, path: Path = PRECISION_FILE) -> None:
    """Write the rules' counts to `path`, where `extractors.precision` looks them up."""
    path.write_text(json.dumps(precision_counts(scores), indent=1) + "\n", "utf-8")


def as_json(evaluation: Evaluation, part: Part | None = None) -> dict[str, Any]:
    """Return the scores of a part, or of all, as plain values for JSON; the differences of the test part are left out."""
    differences = evaluation.told_differences(part)
    return evaluation.scores(part).as_json() | {"unread": evaluation.unread, "differences": differences}


def report_lines(evaluation: Evaluation, part: Part | None = None, by: str | None = None) -> list[str]:
    """Return the scores of a part, or of all, as lines for a person: a row a field, groups, and each difference that may be told.

    `by`: "page_kind", "regime" or "tags" as the gold names them, or "rule".
    """
    scores = evaluation.scores(part)
    intervals = bootstrap(evaluation.of_part(part))
    lines = [f"{scores.documents} gold documents", "", _row("field", "P", "R", "F1", "95 % of F1", "right", "wrong", "missed")]
    for name, tally in scores.fields.items():
        low, high = intervals[name]
        figures = (f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}", f"{low:.3f}-{high:.3f}")
        lines.append(_row(name, *figures, tally.right, tally.wrong, tally.missed))
    for name, (right, of) in scores.attributes.items():
        lines.append(f"{'action ' + name:18} {right} of {of}")
    bad, negatives = evaluation.false_grades(part)
    if negatives:
        lines.append(f"hard negatives in which a judgement was found: {len(bad)} of {negatives}")
    if by == "rule":
        lines += ["", *(f"{rule:44} {right:5} of {found:5}" for rule, (right, found) in sorted(scores.rules.items()))]
    elif by:
        told = "training" if by == "tags" and evaluation.gold.test_of else part  # a tag may stand for a single document
        for key, group in evaluation.group_by(by, told).items():
            fields = [f"{name} {tally.f1:.3f}" for name, tally in group.fields.items() if tally.right + tally.wrong + tally.missed]
            lines += ["", f"{key}: {group.documents} documents", f"  {', '.join(fields)}"]
    differences = evaluation.told_differences(part)
    return [*lines, "", *differences] if differences else lines


def _row(name: str, *cells: object) -> str:
    return f"{name:18} " + " ".join(f"{cell!s:>{11 if i == 3 else 6}}" for i, cell in enumerate(cells))

"""How far two labellings of a gold folder agree: `python -m tools.agreement tests/gold` scores `second/` against `gold/`.

The second labels are taken as if a program had found them, so the figures are those of `evaluate`: F1 is the same whichever is called gold
(save for what either calls optional). `--quality FILE` writes the table; `--differences` prints each difference of the training part.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from pipeline.evaluate import Evaluation, bootstrap, score_each
from pipeline.gold import read_gold
from pipeline.quality import build_table, write_part


def as_prediction(labels: dict[str, Any]) -> dict[str, Any]:
    """Return labels in the shape that `extract` prints, each record under the rule "second"."""
    rule = {"rule": "second"}
    return {
        "inspections": [
            {
                "framework": i.get("framework"),
                "start_date": i.get("start"),
                "end_date": i.get("end"),
                "publication_date": i.get("published"),
                "period": i.get("period") or "current",
                **rule,
            }
            for i in labels["inspections"]
        ],
        "judgements": [{**j, **rule} for j in labels["judgements"]],
        "improvement_areas": [{**a, **rule} for a in labels["improvement_areas"]],
        "actions": [{**a, "due_date": a.get("due"), **rule} for a in labels["actions"]],
    }


def main() -> None:
    """Score the second labelling and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("tests/gold"))
    parser.add_argument("--quality", type=Path, metavar="FILE")
    parser.add_argument("--differences", action="store_true")
    options = parser.parse_args()
    gold = read_gold(options.folder)
    second = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((options.folder / "second").glob("*.json"))}
    both = {stem: labels for stem, labels in gold.labels.items() if stem in second}
    evaluation = Evaluation(gold, score_each({stem: as_prediction(second[stem]) for stem in both}, both), [])
    scores, intervals = evaluation.scores(), bootstrap(evaluation.of_part())
    rows: list[tuple[object, ...]] = []
    for name, tally in scores.fields.items():
        low, high = intervals[name]
        rows.append((name, f"{tally.f1:.3f}", f"{low:.3f} to {high:.3f}", tally.right, tally.wrong, tally.missed))
    rows += [
        (f"{name} of matched actions", f"{right / of:.3f}", "", right, of - right, "")
        for name, (right, of) in scores.attributes.items()
    ]
    head = ("field", "agreement (F1)", "95 %", "same", "only second", "only first")
    lines = [f"{len(both)} documents labelled twice.", "", *build_table(head, rows)]
    print("\n".join(lines))
    if options.differences:
        print("", *evaluation.told_differences(), sep="\n")
    if options.quality:
        write_part(options.quality, "agreement", lines)


if __name__ == "__main__":
    main()

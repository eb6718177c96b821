"""The outcomes of the last committed evaluation, so that a change to a rule is reviewed by the records that it gained and lost.

Kept in the gold folder as `last-run.json`. Of the test part only counts are kept: its single records must not be looked at.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from pipeline.errors import ReadError
from pipeline.evaluate import Evaluation
from pipeline.scoring import Outcome

_NAME = "last-run.json"


def write_last_run(evaluation: Evaluation) -> Path:
    """Write the outcomes of the training part, and the counts of both parts, into the gold folder; return the file."""
    outcomes: dict[str, dict[str, list[list[str]]]] = {}
    for stem in sorted(evaluation.documents):
        if evaluation.gold.part(stem) == "training":
            by_status: defaultdict[str, list[list[str]]] = defaultdict(list)
            for outcome in sorted(evaluation.documents[stem].outcomes):
                by_status[outcome.status].append([outcome.field, outcome.what])
            outcomes[stem] = dict(sorted(by_status.items()))
    path = evaluation.gold.folder / _NAME
    path.write_text(
        json.dumps({"test": _test_counts(evaluation), "training": outcomes}, ensure_ascii=False, indent=0) + "\n", "utf-8"
    )
    return path


def compare_with_last_run(evaluation: Evaluation) -> list[str]:
    """Return what changed since the last committed run, one line a record: gained, lost, newly wrong, no longer wrong.

    Of the test part the changed counts are told, no record. Empty when nothing changed or there is no last run.
    Raises ReadError when the kept file cannot be understood.
    """
    path = evaluation.gold.folder / _NAME
    if not path.exists():
        return []
    try:
        kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
        before = {
            Outcome(stem, field, status, what)
            for stem, by_status in kept["training"].items()
            for status, records in by_status.items()
            for field, what in records
        }
        counts_before = {name: tuple(counts) for name, counts in kept["test"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReadError("evaluate", str(path), f"not an earlier run: {error}") from error
    now = {
        outcome
        for stem, scores in evaluation.documents.items()
        if evaluation.gold.part(stem) == "training"
        for outcome in scores.outcomes
    }
    lines = [
        f"{word}: {outcome.document}: {outcome.field}: {' '.join(outcome.what.split())}"
        for word, status, changed in (
            ("gained", "right", now - before),
            ("lost", "right", before - now),
            ("newly wrong", "found", now - before),
            ("no longer wrong", "found", before - now),
        )
        for outcome in sorted(changed)
        if outcome.status == status
    ]
    for name, counts in _test_counts(evaluation).items():
        if tuple(counts) != counts_before.get(name, ()):
            lines.append(f"test part: {name}: right, wrong, missed {counts_before.get(name, 'not measured')} → {tuple(counts)}")
    return lines


def _test_counts(evaluation: Evaluation) -> dict[str, list[int]]:
    fields = evaluation.scores("test").fields
    return {name: [tally.right, tally.wrong, tally.missed] for name, tally in sorted(fields.items())}

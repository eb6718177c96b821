"""What extraction gets right on labelled documents: a gold folder in, scores out, and the rules' precision kept for later.

A gold folder holds documents (at any depth) and, for each, `gold/<stem>.json` with its true answers; see `pipeline.scoring`.
"""

from __future__ import annotations

import json
from pathlib import Path

from extractors.precision import PRECISION_FILE
from pipeline.errors import Failure, ReadError
from pipeline.output import build_json
from pipeline.runs import read_extractions
from pipeline.scoring import Record, Scores, precision_counts, score
from pipeline.sources import SourceFile, find_files

_LISTS = ("inspections", "judgements", "improvement_areas", "actions")


def evaluate(folder: Path, *, workers: int | None = None) -> Scores:
    """Return the scores of reading and extracting the documents of a gold folder.

    A gold file without a readable document counts as one in which nothing was found, and is named in `unread`.
    Raises ReadError when the folder holds no gold, a gold file lacks a list, or two documents have the stem of one gold file.
    """
    gold = read_gold(folder)
    sources: dict[str, Path] = {}
    for source in find_files([folder]):
        if isinstance(source, SourceFile) and source.path.stem in gold:
            if source.path.stem in sources:
                raise ReadError(
                    "evaluate", source.name, f"has the same stem as {sources[source.path.stem]}: which one is the gold of?"
                )
            sources[source.path.stem] = source.path
    predictions: dict[str, Record] = {}
    unread = [f"{stem}: no such document" for stem in gold if stem not in sources]
    for result in read_extractions(sources.values(), workers=workers):
        if isinstance(result, Failure):
            unread.append(f"{result.source}: {result.message}")
        else:
            predictions[Path(result.document.source).stem] = build_json(result.document, result.extractions)
    scores = score(predictions, gold)
    scores.unread = unread
    return scores


def read_gold(folder: Path) -> dict[str, Record]:
    """Return the gold files of `folder/gold` by their stem. Raises ReadError when there are none or one lacks a list."""
    gold: dict[str, Record] = {}
    for path in sorted((folder / "gold").glob("*.json")):
        try:
            labels = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise ReadError("evaluate", str(path), f"not a gold file: {error}") from error
        if not isinstance(labels, dict) or not all(isinstance(labels.get(name), list) for name in _LISTS):
            raise ReadError("evaluate", str(path), f"not a gold file: needs the lists {', '.join(_LISTS)}")
        gold[path.stem] = labels
    if not gold:
        raise ReadError("evaluate", str(folder), "there are no gold files (gold/*.json) in this folder")
    return gold


def write_precision(scores: Scores, path: Path = PRECISION_FILE) -> None:
    """Write the rules' counts to `path`, where `extractors.precision` looks them up."""
    path.write_text(json.dumps(precision_counts(scores), indent=1) + "\n", "utf-8")


def report_lines(scores: Scores) -> list[str]:
    """Return the scores as lines for a person: a row a field, the attributes of matched actions, and each difference."""
    lines = [
        f"{scores.documents} gold documents",
        "",
        f"{'field':18} {'P':>6} {'R':>6} {'F1':>6} {'right':>6} {'wrong':>6} {'missed':>6}",
    ]
    for name, tally in scores.fields.items():
        figures = f"{tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f}"
        lines.append(f"{name:18} {figures} {tally.right:6} {tally.wrong:6} {tally.missed:6}")
    for name, (right, of) in scores.attributes.items():
        lines.append(f"{'action ' + name:18} {right} of {of}")
    if scores.differences:
        lines += ["", *(" ".join(line.split()) for line in scores.differences)]
    return lines

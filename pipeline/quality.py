"""The page on quality, `docs/quality.md`: a part between two marks is written by the command that measured it; the rest is prose and stays.

A part begins with `<!-- measured: NAME -->` and ends with `<!-- end: NAME -->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from extractors.precision import wilson_lower_bound
from pipeline.errors import ReadError
from pipeline.evaluate import Evaluation, bootstrap
from pipeline.gold import Part
from pipeline.scoring import Scores, sum_scores

_FIELDS = ("inspections", "framework", "publication_date", "judgements", "improvement_areas", "themes", "actions")
_BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)


def write_part(page: Path, name: str, lines: Iterable[str]) -> None:
    """Replace the part `name` of the page. Raises ReadError when the page cannot be read or has no such part."""
    try:
        text = page.read_text("utf-8")
    except OSError as error:
        raise ReadError("evaluate", str(page), f"cannot be read: {error}") from error
    begin, end = f"<!-- measured: {name} -->", f"<!-- end: {name} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not pattern.search(text):
        raise ReadError("evaluate", str(page), f"has no part {begin} … {end}")
    body = "\n".join(lines).strip()
    page.write_text(pattern.sub(lambda _: f"{begin}\n\n{body}\n\n{end}", text, count=1), "utf-8")


def quality_lines(evaluation: Evaluation) -> list[str]:
    """Return the scores as Markdown: both parts with intervals, the test part by page kind and regime, false grades, reliability."""
    lines: list[str] = []
    parts: tuple[tuple[Part, str], ...] = (("test", "Test part"), ("training", "Training part"))
    for part, title in parts:
        documents = evaluation.of_part(part)
        if documents:
            lines += [f"### {title}: {len(documents)} documents", "", *_field_table(documents), ""]
            bad, negatives = evaluation.false_grades(part)
            lines += [f"Hard negatives in which a judgement was found: {len(bad)} of {negatives}.", ""]
    for name in ("page_kind", "regime"):
        lines += [f"### All documents by {name.replace('_', ' ')}", "", *_group_table(evaluation.group_by(name)), ""]
    lines += ["### Does confidence mean what it says?", "", *reliability_lines(evaluation)]
    return lines


def reliability_lines(evaluation: Evaluation) -> list[str]:
    """Return a table that holds each rule's confidence, counted on the training part only, against what is right on the test part."""
    training, test = evaluation.scores("training"), evaluation.scores("test")
    rows = []
    for low, high in pairwise(_BINS):
        rules = [
            rule
            for rule, (right, found) in training.rules.items()
            if rule in test.rules and low <= wilson_lower_bound(right, found) < (high if high < 1 else 2)
        ]
        right, found = (sum(test.rules[rule][i] for rule in rules) for i in (0, 1))
        if found:
            rows.append((f"{low:.2f} to {high:.2f}", len(rules), found, f"{right / found:.3f}"))
    unmeasured = [counts for rule, counts in test.rules.items() if rule not in training.rules]
    if unmeasured:
        right, found = (sum(counts[i] for counts in unmeasured) for i in (0, 1))
        rows.append(("none (null)", len(unmeasured), found, f"{right / found:.3f}"))
    return build_table(("confidence from the training part", "rules", "records in the test part", "right there"), rows)


def _field_table(documents: Sequence[Scores]) -> list[str]:
    scores, intervals = sum_scores(documents), bootstrap(documents)
    rows: list[tuple[object, ...]] = []
    for name in _FIELDS:
        if name in scores.fields:
            tally = scores.fields[name]
            low, high = intervals[name]
            figures = (f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}", f"{low:.3f} to {high:.3f}")
            rows.append((name, *figures, tally.right, tally.wrong, tally.missed))
    for name, (right, of) in scores.attributes.items():
        rows.append((f"{name} of matched actions", "", "", f"{right / of:.3f}", "", right, of - right, ""))
    return build_table(("field", "precision", "recall", "F1", "95 % of F1", "right", "wrong", "missed"), rows)


def _group_table(groups: Mapping[str, Scores]) -> list[str]:
    fields = ("inspections", "judgements", "improvement_areas", "actions")
    rows = [
        (key, scores.documents, *(f"{scores.fields[f].f1:.3f}" if f in scores.fields else "" for f in fields))
        for key, scores in groups.items()
    ]
    return build_table(("", "documents", *(f"F1 {f}" for f in fields)), rows)


def build_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return the lines of a Markdown table."""
    return [
        f"| {' | '.join(head)} |",
        f"|{'|'.join(' --- ' for _ in head)}|",
        *(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows),
    ]

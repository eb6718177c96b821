"""The confidence beside a record: the lower bound of an interval, and nothing where nothing was measured."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from extractors import precision
from pipeline.errors import Failure
from pipeline.gold import read_gold
from pipeline.runs import read_extractions


@pytest.mark.parametrize(
    ("right", "found", "bound"),
    [(1, 1, 0.2065), (10, 10, 0.7225), (100, 100, 0.9630), (0, 10, 0.0), (8, 10, 0.4902), (81, 263, 0.2553)],
)
def test_bound_agrees_with_published_values(right: int, found: int, bound: float) -> None:
    assert precision.wilson_lower_bound(right, found) == pytest.approx(bound, abs=5e-4)


@pytest.mark.parametrize(("right", "found"), [(0, 0), (3, 2), (-1, 2)])
def test_counts_that_measure_nothing_are_refused(right: int, found: int) -> None:
    with pytest.raises(ValueError, match="not a measurement"):
        precision.wilson_lower_bound(right, found)


def test_more_evidence_for_the_same_share_gives_more_confidence() -> None:
    bounds = [precision.wilson_lower_bound(9 * n, 10 * n) for n in (1, 2, 5, 50)]
    assert bounds == sorted(bounds)
    assert bounds[-1] < 0.9


def test_a_rule_that_was_never_measured_has_no_precision() -> None:
    assert precision.precision_of("judgements.a-rule-that-nobody-wrote") is None


def test_the_shipped_measurements_are_counts_of_rule_ids() -> None:
    measured = json.loads(precision.PRECISION_FILE.read_text("utf-8"))
    for rule, counts in measured.items():
        assert re.fullmatch(r"[a-z_]+\.[a-z0-9_.-]+", rule), rule
        assert precision.precision_of(rule) == round(precision.wilson_lower_bound(counts["right"], counts["found"]), 2)


def test_rules_of_records_are_measured() -> None:
    """Every rule that fires on the gold set has its measurement shipped; one that never fired there has no confidence, and says so."""
    gold = read_gold(Path(__file__).parents[1] / "gold")
    fired: set[str] = set()
    for result in read_extractions(gold.documents().values(), workers=1):
        assert not isinstance(result, Failure)
        for extraction in result.extractions:
            for record in (*extraction.inspections, *extraction.judgements, *extraction.improvement_areas, *extraction.actions):
                fired.add(record.evidence.rule)
    assert len(fired) > 30
    assert not {rule for rule in fired if precision.precision_of(rule) is None}

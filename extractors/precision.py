"""How often a rule was right on the gold set: the `confidence` that is written beside each record.

`rule_precision.json` maps a rule's id to `{"right": n, "found": m}`, as `ofsted-minutes evaluate --write-precision` counts it. It is
looked up when a record is written, never when it is found, so that measuring again changes no finding.
"""

from __future__ import annotations

import json
from functools import cache
from math import sqrt
from pathlib import Path

PRECISION_FILE = Path(__file__).with_name("rule_precision.json")

_Z = 1.959963984540054  # two-sided 95 %


def wilson_lower_bound(right: int, found: int) -> float:
    """Return the lower end of the 95 % Wilson score interval of `right` out of `found`, between 0 and 1.

    The plain share would call a rule that was right once out of once certain; the bound grows with the evidence
    (1 of 1: 0.21, 10 of 10: 0.72, 100 of 100: 0.96). E. B. Wilson, JASA 22 (1927), 209-212.
    Raises ValueError unless 0 <= right <= found and found > 0.
    """
    if not 0 <= right <= found or found == 0:
        raise ValueError(f"{right} right of {found} found is not a measurement")
    share = right / found
    spread = _Z * sqrt(share * (1 - share) / found + _Z**2 / (4 * found**2))
    return max(0.0, (share + _Z**2 / (2 * found) - spread) / (1 + _Z**2 / found))


@cache
def precision_of(rule: str) -> float | None:
    """Return the measured precision of `rule`, rounded to two places, or None when it never fired on the gold set.

    It is the lower bound of a 95 % interval, so that few measurements never look like certainty; see `wilson_lower_bound`.
    """
    counts = _measurements().get(rule)
    return None if counts is None else round(wilson_lower_bound(counts["right"], counts["found"]), 2)


@cache
def _measurements() -> dict[str, dict[str, int]]:
    measured: dict[str, dict[str, int]] = json.loads(PRECISION_FILE.read_text("utf-8"))
    return measured

"""`minutes_attribution`: whose grade, of which inspection, and asserted or not.

Finds: the judgements among the candidates. Drops, with the cue: denials, aims, near misses, self-assessments, other bodies' and other
authorities' grades, grade scales, unnamed counts, and ordinary words ("good practice").
Reads: `doc._.item`, `doc._.judgement_candidates`, `doc._.inspections`. Writes: `doc._.judgements`, `doc._.dropped`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from spacy.tokens import Doc

from extractors.components.assertion import is_asserted, load_classifier
from extractors.grade_context import build_context
from extractors.grade_marks import JudgementCandidate
from extractors.grade_periods import find_domains, find_periods, find_year
from extractors.grade_refusals import find_refusal
from extractors.records import Domain, Dropped, Evidence, Grade, Inspection, Item, Judgement, Period

_STRENGTH = {
    "judgements.row": 3, "judgements.column": 3, "judgements.grade-in-domain": 3, "judgements.domain-is-grade": 3, "judgements.respectively": 3,
    "judgements.moved": 2, "judgements.kept": 2, "judgements.same": 2, "judgements.lead-in": 2, "judgements.service-is-grade": 1, "judgements.all-areas": 1,
}  # fmt: skip

Judging = Literal["rules", "trained", "both"]

_SURE = 0.5  # how sure the classifier must be
_REACH = 700  # characters around a grade that are read for whose it is


def judge(
    item: Item,
    candidates: tuple[JudgementCandidate, ...],
    inspections: tuple[Inspection, ...],
    judging: Judging = "rules",
) -> tuple[tuple[Judgement, ...], tuple[Dropped, ...]]:
    """Return the judgements among `candidates`, sorted by evidence, and those refused with the reason.

    `judging` says who refuses: the rules, the trained classifier, or either of them (`both`).
    """
    if not candidates:
        return (), ()
    context = build_context(item, inspections)
    if not context.names_sif and any(Domain.ADOPTION in candidate.domains for candidate in candidates):
        context = replace(context, names_sif=True)  # only the single inspection graded adoption
    kept: list[tuple[int, str | None, Judgement]] = []
    dropped: list[Dropped] = []
    refused: set[int | None] = set()
    for far in candidates:
        candidate = _nearby(far)
        reason = find_refusal(item.text, candidate, context) if judging != "trained" else None
        if not reason and judging != "rules":
            sure = is_asserted(item, candidate, load_classifier())
            reason = None if sure >= _SURE else f"not asserted of this service, says the trained classifier ({sure:.2f})"
        if not reason and candidate.antecedent in refused:
            reason = "leans on words that were refused"
        if reason:
            refused.add(candidate.grade_start)
            dropped.append(_dropped(candidate, item, reason))
            continue
        year = candidate.year or find_year(item.text, candidate)
        for period in find_periods(item.text, candidate, context):
            domains = find_domains(item.text, candidate, period, context, year)
            if not domains:
                dropped.append(_dropped(candidate, item, "no such area in this inspection's regime"))
            evidence = Evidence.cut(item, candidate.start_char, candidate.end_char, candidate.rule)
            for domain, rule in domains:
                grounds = (
                    evidence if rule == candidate.rule else Evidence(evidence.start_char, evidence.end_char, evidence.text, rule)
                )
                occasion = year if period is Period.PREVIOUS else None
                kept.append((_STRENGTH[rule], occasion, Judgement(domain, candidate.grade, period, grounds)))
    return _settle(kept, dropped)


def _nearby(candidate: JudgementCandidate) -> JudgementCandidate:
    """Return the candidate with a clause of bounded length: a line without end is no clause, and would be read anew for each grade in it."""
    start = max(candidate.clause_start, candidate.start_char - _REACH)
    end = min(candidate.clause_end, candidate.end_char + _REACH)
    if (start, end) == (candidate.clause_start, candidate.clause_end):
        return candidate
    return replace(candidate, clause_start=start, clause_end=end)


def _settle(
    kept: list[tuple[int, str | None, Judgement]], dropped: list[Dropped]
) -> tuple[tuple[Judgement, ...], tuple[Dropped, ...]]:
    """One judgement an area and inspection: said again it is one; where two differ, the stronger construction, then the one said more often."""
    votes: dict[tuple[Domain, Period, str | None], dict[Grade, list[tuple[int, Judgement]]]] = {}
    for strength, occasion, judgement in kept:
        grades = votes.setdefault((judgement.domain, judgement.period, occasion), {})
        grades.setdefault(judgement.grade, []).append((strength, judgement))
    settled: list[Judgement] = []
    for grades in votes.values():
        ranked = sorted(
            grades.values(), key=lambda said: (-max(s for s, _ in said), -len(said), min(j.evidence.start_char for _, j in said))
        )
        settled.append(min(ranked[0], key=lambda said: (-said[0], said[1].evidence.start_char))[1])
        for said in ranked[1:]:
            for _, judgement in said:
                e = judgement.evidence
                dropped.append(
                    Dropped("judgements", e.start_char, e.end_char, e.text, f"contradicted by {settled[-1].evidence.text!r}")
                )
    order = list(Domain)
    settled = list({(j.domain, j.grade, j.period): j for j in reversed(settled)}.values())
    settled.sort(key=lambda j: (j.evidence.start_char, j.evidence.end_char, order.index(j.domain), j.period))
    return tuple(settled), tuple(dropped)


def _dropped(candidate: JudgementCandidate, item: Item, reason: str) -> Dropped:
    words = item.text[candidate.start_char : candidate.end_char]
    return Dropped("judgements", candidate.start_char, candidate.end_char, words, reason)


class MinutesAttribution:
    """The component: stores what `judge` keeps and drops."""

    def __init__(self, judging: Judging = "rules") -> None:
        self.judging: Judging = judging

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.judgements` and add to `doc._.dropped`."""
        kept, dropped = judge(doc._.item, doc._.judgement_candidates, doc._.inspections, self.judging)
        doc._.judgements = kept
        doc._.dropped = (*doc._.dropped, *dropped)
        return doc

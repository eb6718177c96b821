"""`minutes_attribution`: whose grade, of which inspection, and asserted or not.

Finds: the judgements among the candidates. Drops, with the cue: denials, aims, near misses, self-assessments, other bodies' and other
authorities' grades, grade scales, unnamed counts, and ordinary words ("good practice").
Reads: `doc._.item`, `doc._.judgement_candidates`, `doc._.inspections`. Writes: `doc._.judgements`, `doc._.dropped`.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.grade_marks import JudgementCandidate, find_grades
from extractors.lexicon import attribution as cues
from extractors.lexicon.judgements import JUDGING
from extractors.records import Domain, Dropped, Evidence, Framework, Grade, Inspection, Item, Judgement, Period
from extractors.regimes import GRADED_FRAMEWORKS, SIF_DOMAINS, domains_of

_YEAR = re.compile(r"\b(20[012]\d|199\d)\b")
_SIF = re.compile(r"\bSIF\b|\bsingle inspection\b|achieving permanence|looked[- ]after and permanence", re.IGNORECASE)
_SCALE_REACH = 200  # characters around the sentence: a scale's grades may stand in sentences of their own
_SAME_NAME_REACH = 12  # "Youth Offending | Service was": the second word belongs to the first body's name
_SPLIT_CARE = (Domain.IN_CARE, Domain.CARE_LEAVERS)
_STRENGTH = {
    "judgements.row": 3, "judgements.column": 3, "judgements.grade-in-domain": 3, "judgements.domain-is-grade": 3, "judgements.respectively": 3,
    "judgements.moved": 2, "judgements.kept": 2, "judgements.same": 2, "judgements.lead-in": 2, "judgements.service-is-grade": 1, "judgements.all-areas": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Context:
    """What the item's inspections say about regimes and years."""

    current: Inspection | None
    previous: tuple[Inspection, ...]
    graded_current: bool
    current_year: str | None
    on_topic: bool
    foreign_title: bool
    last_year: str | None


def judge(
    item: Item, candidates: tuple[JudgementCandidate, ...], inspections: tuple[Inspection, ...]
) -> tuple[tuple[Judgement, ...], tuple[Dropped, ...]]:
    """Return the judgements among `candidates`, sorted by evidence, and those refused with the reason."""
    if not candidates:
        return (), ()
    context = _context_of(item, inspections)
    kept: list[tuple[int, str | None, Judgement]] = []
    dropped: list[Dropped] = []
    refused: set[int | None] = set()
    for candidate in candidates:
        reason = _refusal(item.text, candidate, context)
        if not reason and candidate.antecedent in refused:
            reason = "leans on words that were refused"
        if reason:
            refused.add(candidate.grade_start)
            dropped.append(_dropped(candidate, item, reason))
            continue
        year = candidate.year or _year_beside(item.text, candidate)
        for period in _periods(item.text, candidate, context):
            domains = _domains(item.text, candidate, period, context)
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


def _context_of(item: Item, inspections: tuple[Inspection, ...]) -> _Context:
    current = [i for i in inspections if i.period is Period.CURRENT]
    graded = [i for i in current if i.framework in GRADED_FRAMEWORKS]
    first_line = item.title or item.text.split("\n", 1)[0]
    dated = next(iter(graded or current), None)
    years = _YEAR.findall(item.text)
    limit = str(item.meeting_date.year) if item.meeting_date else "9999"
    return _Context(
        current=dated,
        previous=tuple(i for i in inspections if i.period is Period.PREVIOUS and i.framework in GRADED_FRAMEWORKS),
        graded_current=bool(graded) or not current,
        current_year=(dated.start_date or dated.publication_date or "")[:4] or None if dated else None,
        on_topic=bool(cues.ON_TOPIC.search(item.text)),
        foreign_title=bool(cues.SCHOOL_TITLE.search(first_line)) and not cues.OWN_TITLE.search(first_line),
        last_year=max((year for year in years if year <= limit), default=None),
    )


def _refusal(text: str, candidate: JudgementCandidate, context: _Context) -> str | None:
    """Return why the candidate is no judgement of this authority, or None when it is one."""
    before = text[candidate.clause_start : candidate.grade_start]
    start = min(candidate.start_char, candidate.grade_start)
    ahead = text[candidate.clause_start : start]
    after = text[candidate.grade_end : candidate.clause_end]
    sentence = text[candidate.clause_start : candidate.clause_end]
    layout = candidate.rule in {"judgements.row", "judgements.column", "judgements.lead-in"}
    named = candidate.rule in {"judgements.domain-is-grade", "judgements.grade-in-domain", "judgements.respectively"}
    if not layout and not cues.PREDICATE_END.match(after):
        return f"ordinary word before {after.split()[0] if after.split() else ''!r}"
    if _is_scale(text, candidate):
        return "a scale of grades"
    if not layout and cues.NEGATED.search(before):
        return "negated"
    if candidate.rule == "judgements.moved" and cues.AIMED_MOVE.search(
        text[candidate.clause_start : _first_grade(text, candidate)]
    ):
        return "an aim, a condition or a forecast"
    if not layout and candidate.rule != "judgements.moved":
        if cues.FORECAST.search(before):
            return "an aim, a condition or a forecast"
        aimed = cues.AIMED_BEFORE.search(before)
        if (aimed and not cues.JUDGED_AFTER_AIM.search(before[aimed.start() :])) or cues.AIMED_AFTER.match(after):
            return "an aim, a condition or a forecast"
        if cues.MISSED.search(before):
            return "missed"
    own_view = _last(cues.SELF_ASSESSED, before) or cues.SELF_ASSESSED.search(after)
    if own_view and not _ofsted_says(before[own_view.end() :] if own_view.string is before else before):
        return "a self-assessment or peer review"
    if candidate.rule == "judgements.service-is-grade" or (
        candidate.rule == "judgements.kept" and candidate.domains == (Domain.OVERALL,)
    ):
        if cues.ANY_JUDGEMENT.search(before):
            return "any judgement, not one that was made"
        if cues.COUNTED.search(before) or cues.COUNTED_AFTER.match(after):
            return "a count of unnamed areas"
        if cues.OTHER_AUTHORITIES.search(before):
            return "other authorities"
    if not context.on_topic and not layout and not candidate.every and _is_everyday(text, candidate, sentence):
        return "no inspection is spoken of"
    if named and not cues.GRADED_STRONGLY.search(sentence):
        if cues.NO_AREA_HEAD.search(ahead):
            return "said of a part of the work, not of the area"
        if cues.UNGRADED_INSPECTION.search(ahead):
            return "found by a visit or inspection that gives no grades"
    return _foreign(text, candidate, context, ahead, sentence, named or layout)


def _first_grade(text: str, candidate: JudgementCandidate) -> int:
    """Where the "from" grade of a move stands: the first of the two."""
    return find_grades(text, candidate.clause_start, candidate.grade_end)[-1 if candidate.period_hint == "previous" else -2].start


def _foreign(text: str, candidate: JudgementCandidate, context: _Context, ahead: str, sentence: str, named: bool) -> str | None:
    """Whether the grade is another body's: the nearest body named before it, or the only one in the sentence, is not this service."""
    span = text[candidate.start_char : candidate.end_char]
    foreign = _last(cues.FOREIGN, ahead)
    own = _last(cues.OWN_SERVICE, ahead)
    if named:
        inside = cues.FOREIGN.search(span)
        if inside and not cues.OWN_SERVICE.search(span):
            return f"another body: {inside[0]}"
        if foreign and not own and (context.foreign_title or foreign.end() > len(ahead) - 30):
            return f"another body: {foreign[0]}"
        return (
            "the item is about other bodies"
            if context.foreign_title and not re.search("ofsted|ilacs", sentence, re.IGNORECASE)
            else None
        )
    if foreign and (not own or own.start() < foreign.end() + _SAME_NAME_REACH):
        return f"another body: {foreign[0]}"
    rest = text[candidate.grade_end : candidate.clause_end]
    if not own and not cues.OWN_SERVICE.search(span):
        later = cues.FOREIGN.search(rest[:80])
        if later:
            return f"another body: {later[0]}"
        if context.foreign_title:
            return "the item is about other bodies"
    return None


def _is_everyday(text: str, candidate: JudgementCandidate, sentence: str) -> bool:
    """Whether the grade may be an everyday word: in lower case, without quotation marks, a colon or a word of judging beside it."""
    if candidate.grade in {Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE} or text[candidate.grade_start].isupper():
        return False
    before = text[candidate.clause_start : candidate.grade_start].rstrip()
    return before[-1:] not in {"‘", "“", "'", '"', ":", "–"} and not JUDGING.regex.search(sentence)


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    return next(iter(deque(pattern.finditer(words), maxlen=1)), None)


def _ofsted_says(sentence: str) -> bool:
    return bool(re.search(r"\b(?:ofsted|inspectors)\b[^.]{0,60}\b(?:judge|rate|grade|found|award|gave)", sentence, re.IGNORECASE))


def _is_scale(text: str, candidate: JudgementCandidate) -> bool:
    if candidate.domains != (Domain.OVERALL,):
        return False
    line_end = text.find("\n", candidate.clause_end)
    start = max(text.rfind("\n", 0, candidate.clause_start) + 1, candidate.clause_start - _SCALE_REACH)
    end = min(len(text) if line_end < 0 else line_end, candidate.clause_end + _SCALE_REACH)
    grades = {mark.grade for mark in find_grades(text, start, end)}
    return len(grades) >= 3 and (len(grades) >= 4 or bool(cues.SCALE.search(text, start, end)))


def _periods(text: str, candidate: JudgementCandidate, context: _Context) -> tuple[Period, ...]:
    if candidate.period_hint == "both":
        return (Period.CURRENT, Period.PREVIOUS) if context.graded_current else (Period.PREVIOUS,)
    year = candidate.year or (None if candidate.period_hint else _year_beside(text, candidate))
    dated = _period_of_year(year, context) if year else None
    if dated:
        return (dated,)
    if candidate.period_hint:
        return (Period(candidate.period_hint),)
    before = text[candidate.clause_start : candidate.grade_start]
    after = text[candidate.grade_end : candidate.grade_end + 40]
    if not context.graded_current:
        return (Period.PREVIOUS,)
    if cues.PREVIOUS.search(_same_clause(before)) or re.match(r"^[\"'’”)]*,? (?:at|in) (?:the|its|our) previous\b", after):
        return (Period.PREVIOUS,)
    return (Period.CURRENT,)


def _same_clause(before: str) -> str:
    """The words since the last break that a new subject could follow."""
    return re.split(r"[,;:] (?:but |and |while |now )|\bbut\b|\bnow\b", before)[-1]


def _year_beside(text: str, candidate: JudgementCandidate) -> str | None:
    """The year said of the grade: in the words after it up to the next grade or break, or else the nearest before it in its clause."""
    after = text[candidate.end_char : candidate.clause_end]
    other = find_grades(text, candidate.end_char, candidate.clause_end)
    if other:
        after = text[candidate.end_char : other[0].start]
    after = re.split(
        r"[.;]|, (?:but|and|when|which|so|the same|however)\b|\b(?:since|when they|published|the same|as in|as at)\b", after
    )[0]
    following = _YEAR.search(after[:70])
    if following:
        return following[1]
    before = text[candidate.clause_start : candidate.start_char]
    grades = find_grades(text, candidate.clause_start, candidate.start_char)
    if grades:
        before = text[grades[-1].end : candidate.start_char]
    years = list(_YEAR.finditer(before))
    if not years:
        return None
    since = re.search(r"\b(?:since|published|by)\b[^,]{0,25}$", before[: years[-1].start()], re.IGNORECASE)
    if since and not before[years[-1].end() :].startswith(", when"):
        return None
    return years[-1][1] if len(before) - years[-1].end() < 90 else None


def _period_of_year(year: str, context: _Context) -> Period | None:
    current = context.current
    if current and year in {(current.start_date or "")[:4], (current.end_date or "")[:4], (current.publication_date or "")[:4]}:
        same = [i for i in context.previous if (i.start_date or "")[:4] == year]
        return (
            Period.CURRENT if context.graded_current else Period.PREVIOUS if same or not context.graded_current else Period.CURRENT
        )
    if any(year in {(i.start_date or "")[:4], (i.publication_date or "")[:4]} for i in context.previous):
        return Period.PREVIOUS
    if context.current_year:
        return Period.PREVIOUS if year < context.current_year else None
    return None


def _domains(text: str, candidate: JudgementCandidate, period: Period, context: _Context) -> list[tuple[Domain, str]]:
    """Return the candidate's areas as the inspection's regime has them, each with the rule that it rests on."""
    regime = _regime(text, candidate, period, context)
    named = [
        (domain, candidate.rule if not candidate.every else "judgements.domain-is-grade")
        for domain in _in_regime(candidate.domains, regime)
    ]
    if not candidate.every:
        return named
    others = bool(re.search(r"\b(?:other|remaining)\b", text[candidate.start_char : candidate.end_char], re.IGNORECASE))
    areas: tuple[Domain, ...]
    if regime:
        areas = tuple(d for d in regime if d not in candidate.excepted)
    elif Domain.CARE_LEAVERS in candidate.excepted:
        areas = (Domain.OVERALL, Domain.LEADERS, Domain.HELP_PROTECTION, Domain.IN_CARE)
    else:
        areas = (Domain.OVERALL, Domain.LEADERS, Domain.HELP_PROTECTION)
    if others or candidate.excepted:
        areas = tuple(d for d in areas if d is not Domain.OVERALL)
    if others:
        areas = ()
    have = {domain for domain, _ in named}
    return named + [(domain, "judgements.all-areas") for domain in areas if domain not in have and domain not in candidate.excepted]


def _regime(text: str, candidate: JudgementCandidate, period: Period, context: _Context) -> tuple[Domain, ...]:
    if period is Period.CURRENT and context.current and context.graded_current:
        start = context.current.start_date or context.current.publication_date
        if start:
            return domains_of(context.current.framework, start)
    if period is Period.PREVIOUS and len(context.previous) == 1 and context.previous[0].start_date:
        return domains_of(context.previous[0].framework, context.previous[0].start_date)
    if _SIF.search(text):
        return SIF_DOMAINS if period is Period.CURRENT else ()
    if period is Period.CURRENT and not context.current and context.last_year and context.last_year >= "2026":
        return domains_of(Framework.ILACS, f"{context.last_year}-04")
    return ()


def _in_regime(domains: tuple[Domain, ...], regime: tuple[Domain, ...]) -> list[Domain]:
    """Map the areas as written to the regime's own; an area that the regime never had is left out."""
    if not regime:
        return list(domains)
    mapped: list[Domain] = []
    for domain in domains:
        if domain in regime or domain is Domain.LSCB:
            mapped.append(domain)
        elif domain is Domain.CARE_AND_CARE_LEAVERS:
            mapped.extend(d for d in _SPLIT_CARE if d in regime)
        elif domain in _SPLIT_CARE and Domain.CARE_AND_CARE_LEAVERS in regime:
            mapped.append(Domain.CARE_AND_CARE_LEAVERS)
    return list(dict.fromkeys(mapped))


def _dropped(candidate: JudgementCandidate, item: Item, reason: str) -> Dropped:
    words = item.text[candidate.start_char : candidate.end_char]
    return Dropped("judgements", candidate.start_char, candidate.end_char, words, reason)


class MinutesAttribution:
    """The component: stores what `judge` keeps and drops."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.judgements` and add to `doc._.dropped`."""
        kept, dropped = judge(doc._.item, doc._.judgement_candidates, doc._.inspections)
        doc._.judgements = kept
        doc._.dropped = (*doc._.dropped, *dropped)
        return doc

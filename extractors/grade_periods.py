"""Which inspection a grade belongs to, by the words and years beside it, and which areas that inspection's regime has."""

from __future__ import annotations

import re

from extractors.grade_context import YEAR, GradeContext
from extractors.grade_marks import JudgementCandidate, find_grades
from extractors.lexicon import attribution as cues
from extractors.records import Domain, Framework, Period
from extractors.regimes import SIF_DOMAINS, domains_of

_NEW_CLAUSE = re.compile(r"[,;:] (?:but |and |while |now )|\bbut\b|\bnow\b")
# ", inadequate in 2016 and again in 2018, was found …": what stands between the commas is said of the subject, not of the grade after them.
_PARENTHESIS = re.compile(r", [^,;.]{0,90}\b(?:19|20)\d\d\b[^,;.]{0,40}, (?=(?:was|were|is|are|had|has|have)\b)")
_LINKED = re.compile(r"[\s\"'’”,]*(?:but|and|with|while|whilst|though|although)?(?: with| and)?[\s\"'‘“]*$", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:years?|months?|inspection) (?:earlier|before)\b|\bpreviously\b", re.IGNORECASE
)  # than the year just told
_SPLIT_CARE = (Domain.IN_CARE, Domain.CARE_LEAVERS)


def find_periods(text: str, candidate: JudgementCandidate, context: GradeContext) -> tuple[Period, ...]:
    """Return the periods that the candidate's grade is asserted of: one, or both where a grade was kept."""
    if candidate.period_hint == "both":
        return (Period.CURRENT, Period.PREVIOUS) if context.graded_current else (Period.PREVIOUS,)
    year = candidate.year or (None if candidate.period_hint else find_year(text, candidate))
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
    return _NEW_CLAUSE.split(before)[-1]


def find_year(text: str, candidate: JudgementCandidate) -> str | None:
    """The year said of the grade: in the words after it up to the next grade or break, or else the nearest before it in its clause."""
    after = text[candidate.end_char : candidate.clause_end]
    other = find_grades(text, candidate.end_char, candidate.clause_end)
    if other:
        after = text[candidate.end_char : other[0].start]
    after = re.split(
        r"[.;]|\band (?:the|an?|in|its|their)\b[^,;.]{0,30}\b(?:inspection|report|judgement)\b|, (?:but|and|when|which|so|the same|however)\b|\b(?:since|when they|published|the same|as in|as at)\b",
        after,
    )[0]
    following = YEAR.search(after[:70])
    if following:
        return following[1]
    before = _PARENTHESIS.sub(" ", text[candidate.clause_start : candidate.start_char])
    grades = find_grades(before, 0, len(before))
    if grades and _LINKED.match(before[grades[-1].end :]):
        grades.pop()  # "in November 2014, when it was good but with care leavers …": the year is said of both
    if grades:
        before = before[grades[-1].end :]
    before = re.split(r"[;:]|, (?:but|and|while|now|whereas|whilst) (?=that\b|the\b|its\b|overall\b|lead)", before)[-1]
    years = list(YEAR.finditer(before))
    if not years or _EARLIER.search(before, years[-1].end()):
        return None
    since = re.search(r"\b(?:since|published|by)\b[^,]{0,25}$", before[: years[-1].start()], re.IGNORECASE)
    if since and not before[years[-1].end() :].startswith(", when"):
        return None
    return years[-1][1] if len(before) - years[-1].end() < 90 else None


def _period_of_year(year: str, context: GradeContext) -> Period | None:
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


def find_domains(
    text: str, candidate: JudgementCandidate, period: Period, context: GradeContext, year: str | None = None
) -> list[tuple[Domain, str]]:
    """Return the candidate's areas as the inspection's regime has them, each with the rule that it rests on."""
    regime = _regime(period, context, year)
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


def _regime(period: Period, context: GradeContext, year: str | None) -> tuple[Domain, ...]:
    if period is Period.CURRENT and context.current and context.graded_current:
        start = context.current.start_date or context.current.publication_date
        if start:
            return domains_of(context.current.framework, start)
    if period is Period.PREVIOUS and len(context.previous) == 1 and context.previous[0].start_date:
        return domains_of(context.previous[0].framework, context.previous[0].start_date)
    if period is Period.PREVIOUS and year:
        return SIF_DOMAINS if "2013" < year < "2018" else domains_of(Framework.ILACS, f"{year}-06") if year >= "2018" else ()
    if context.names_sif:
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
        if domain in regime or domain in {
            Domain.LSCB,
            Domain.LEADERS,
        }:  # a grade for leadership also stood in reports of 2012 and 2013
            mapped.append(domain)
        elif domain is Domain.CARE_AND_CARE_LEAVERS:
            mapped.extend(d for d in _SPLIT_CARE if d in regime)
        elif domain in _SPLIT_CARE and Domain.CARE_AND_CARE_LEAVERS in regime:
            mapped.append(Domain.CARE_AND_CARE_LEAVERS)
    return list(dict.fromkeys(mapped))

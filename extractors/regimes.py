"""Which judgement areas an inspection has: Ofsted's regimes by framework and date (the contract's `domains`).

Sources: Ofsted's single inspection framework (November 2013 to spring 2018), the ILACS framework (from January 2018; children in care and
care leavers judged apart since January 2023; no overall effectiveness grade since April 2026), and the safeguarding and looked after
children inspections before 2013.
"""

from __future__ import annotations

from extractors.records import Domain, Framework

SIF_DOMAINS = (
    Domain.OVERALL,
    Domain.HELP_PROTECTION,
    Domain.CARE_AND_CARE_LEAVERS,
    Domain.ADOPTION,
    Domain.CARE_LEAVERS,
    Domain.LEADERS,
)
ILACS_2018_DOMAINS = (Domain.OVERALL, Domain.LEADERS, Domain.HELP_PROTECTION, Domain.CARE_AND_CARE_LEAVERS)
ILACS_2023_DOMAINS = (Domain.OVERALL, Domain.LEADERS, Domain.HELP_PROTECTION, Domain.IN_CARE, Domain.CARE_LEAVERS)
ILACS_2026_DOMAINS = ILACS_2023_DOMAINS[1:]
PRE_2013_DOMAINS = (Domain.OVERALL, Domain.HELP_PROTECTION, Domain.CARE_AND_CARE_LEAVERS)

GRADED_FRAMEWORKS = frozenset({Framework.ILACS, Framework.SIF, Framework.OTHER})


def domains_of(framework: Framework, start: str) -> tuple[Domain, ...]:
    """Return the judgement areas of an inspection of `framework` that began on `start` (ISO, as precise as known).

    Visits, JTAI and area SEND inspections have none. A date that is only a year counts as that January, so that a regime which began
    during the year is not assumed.
    """
    if framework is Framework.SIF:
        return SIF_DOMAINS
    if framework is Framework.OTHER:
        return PRE_2013_DOMAINS
    if framework is not Framework.ILACS:
        return ()
    month = start if len(start) > 4 else f"{start}-01"
    if month >= "2026-04":
        return ILACS_2026_DOMAINS
    return ILACS_2023_DOMAINS if month >= "2023-01" else ILACS_2018_DOMAINS

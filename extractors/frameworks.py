"""Which inspection framework a mention belongs to: what its words say, held against what existed in its year."""

from __future__ import annotations

from extractors.records import Framework

VISITS = frozenset({Framework.FOCUSED_VISIT, Framework.MONITORING_VISIT})
GRADED = frozenset({Framework.ILACS, Framework.SIF, Framework.OTHER})


def framework_of_year(iso: str) -> Framework:
    """Return the framework of an unnamed full inspection by its date: to 2013 `other`, 2014-2017 `sif`, from 2018 `ilacs`."""
    year = int(iso[:4])
    return Framework.OTHER if year <= 2013 else Framework.SIF if year <= 2017 else Framework.ILACS


def framework_at(named: Framework | None, iso: str) -> Framework:
    """Return the named framework unless it did not exist at `iso`; the year decides then, and where none is named.

    The single inspection ran from November 2013 to spring 2018 and shares its long title with ILACS titles of 2018 and later; ILACS
    began with pilots in 2017; area SEND inspections began in May 2016.
    """
    if named is None:
        return framework_of_year(iso)
    year = int(iso[:4])
    if named is Framework.SIF and not (2013 <= year <= 2017 or (iso[:7] <= "2018-06" and year == 2018)):
        return framework_of_year(iso)
    if (
        (named is Framework.ILACS and year < 2017)
        or (named is Framework.OTHER and year > 2013)
        or (named is Framework.AREA_SEND and year < 2016)
    ):
        return framework_of_year(iso)
    return named


def is_compatible(one: Framework, other: Framework) -> bool:
    """Return whether two mentions of the same time can be of one inspection: graded ones may be, other kinds only among themselves."""
    return one is other or (one in GRADED and other in GRADED)

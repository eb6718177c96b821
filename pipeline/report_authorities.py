"""The names of authorities as reports print them → slugs of the register."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.register import find_authority, read_register

# Short names that reports and letters use for authorities whose full name is longer.
_SHORT_NAMES = {
    "hull": "kingston-upon-hull",
    "newcastle": "newcastle-upon-tyne",
    "southend": "southend-on-sea",
    "stoke": "stoke-on-trent",
    "stockton": "stockton-on-tees",
    "telford": "telford-and-wrekin",
    "blackburn": "blackburn-with-darwen",
    "richmond": "richmond-upon-thames",
    "bcp": "bournemouth-christchurch-and-poole",
    "bath north east somerset": "bath-and-north-east-somerset",
}
_JOINING = frozenset({"and", "the", "of"})


def find_authorities(names: Iterable[str]) -> tuple[str, ...]:
    """Return the slugs of the authorities that printed names mean, in the order of the names; what the register does not know is left out.

    A name counts whole ("London Borough of Bexley"), else by the register's names inside it, the longest first, so that a trust
    ("Wexmoor Children and Families Trust") leads to its authority and two authorities in one name are both found.
    """
    found: list[str] = []
    for name in names:
        whole = find_authority(name)
        found += [whole.slug] if whole else _inside(name)
    return tuple(dict.fromkeys(found))


def _inside(name: str) -> list[str]:
    rest = f" {' '.join(_words(name))} "
    places: list[tuple[int, str]] = []
    for words, slug in _names():
        at = rest.find(f" {words} ")
        if at >= 0:
            places.append((at, slug))
            rest = f"{rest[: at + 1]}{'_' * len(words)}{rest[at + 1 + len(words) :]}"
    return [slug for _, slug in sorted(places)]


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Return the names to look for with their slugs, the longest first."""
    names = {" ".join(_words(authority.name)): authority.slug for authority in read_register()} | _SHORT_NAMES
    return tuple(sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _words(name: str) -> list[str]:
    plain = name.lower().replace("&", " and ").replace("’", "").replace("'", "")
    return [word for word in re.findall(r"[a-z]+", plain) if word not in _JOINING]

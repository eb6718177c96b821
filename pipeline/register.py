"""The register of England's children's-services authorities and the regimes of inspection, as shipped in `pipeline/reference/`.

Standard library only, so that a crawl or an `extract` can ask it without loading anything heavy.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from extractors.records import Domain, Framework

_TITLE_WORDS = frozenset(
    (
        "the",
        "of",
        "and",
        "upon",
        "london",
        "royal",
        "borough",
        "boroughs",
        "city",
        "county",
        "metropolitan",
        "district",
        "council",
        "unitary",
        "authority",
        "corporation",
    )
)


@dataclass(frozen=True, slots=True)
class Authority:
    """One row of the register. `base_url` is the ModernGov root with a trailing slash, None where the platform is another.

    `statistical_neighbours` are DfE authority codes (`la_code`), nearest first.
    """

    slug: str
    name: str
    ons_code: str
    la_code: str
    ofsted_urn: str
    region: str
    authority_type: str
    platform: str
    base_url: str | None
    statistical_neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regime:
    """A domain that inspections of `framework` have when they start between `valid_from` and `valid_to` (None: no limit)."""

    framework: Framework
    domain: Domain
    title: str
    position: int
    valid_from: date | None
    valid_to: date | None

    def covers(self, day: date | None) -> bool:
        """Return whether an inspection that started on `day` is judged in this domain; an unknown day may be."""
        return day is None or ((self.valid_from or date.min) <= day <= (self.valid_to or date.max))


def read_reference(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of `pipeline/reference/<name>.csv`, column name to text ("" where empty)."""
    text = resources.files("pipeline").joinpath("reference", f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


@cache
def read_register() -> tuple[Authority, ...]:
    """Return the 153 authorities in order of their slugs."""
    return tuple(
        Authority(
            slug=row["slug"],
            name=row["name"],
            ons_code=row["ons_code"],
            la_code=row["la_code"],
            ofsted_urn=row["ofsted_urn"],
            region=row["region"],
            authority_type=row["authority_type"],
            platform=row["platform"],
            base_url=row["base_url"] or None,
            statistical_neighbours=tuple(code for code in row["statistical_neighbours"].split(";") if code),
        )
        for row in sorted(read_reference("authorities"), key=lambda row: row["slug"])
    )


@cache
def read_regimes() -> tuple[Regime, ...]:
    """Return which domains each graded framework has, and for inspections of which time."""
    return tuple(
        Regime(
            framework=Framework(row["framework"]),
            domain=Domain(row["domain"]),
            title=row["title"],
            position=int(row["position"]),
            valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in read_reference("domains")
    )


def is_judged(framework: Framework, domain: Domain, start: date | None) -> bool:
    """Return whether an inspection of `framework` that started on `start` gives a grade in `domain`."""
    return any(regime.framework is framework and regime.domain is domain and regime.covers(start) for regime in read_regimes())


def authority_of_url(url: str) -> str | None:
    """Return the slug of the authority whose committee site `url` lies on, or None.

    The longest known folder of the host decides; any other page of a host that only one authority uses is that authority's too.
    """
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:  # "http://[": not an address at all
        return None
    folders = _folders_of(host)
    if not folders and not host.startswith("www."):
        folders = _folders_of(f"www.{host}")
    elif not folders:
        folders = _folders_of(host.removeprefix("www."))
    path = parts.path.lower()
    for folder, slug in sorted(folders, key=lambda pair: -len(pair[0])):
        if path == folder or path.startswith(f"{folder}/"):
            return slug
    slugs = {slug for _, slug in folders}
    return slugs.pop() if len(slugs) == 1 else None


def _folders_of(host: str) -> tuple[tuple[str, str], ...]:
    return _hosts().get(host, ())


@cache
def _hosts() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return, for each known host, its folders ("" for the root) with their slugs; base URLs count as known."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in read_reference("authority_hosts"):
        host, slash, folder = row["host_path"].partition("/")
        found.setdefault(host, set()).add((slash + folder, row["slug"]))
    for authority in read_register():
        if authority.base_url:
            parts = urlsplit(authority.base_url)
            found.setdefault(parts.hostname or "", set()).add((parts.path.rstrip("/").lower(), authority.slug))
    return {host: tuple(sorted(folders)) for host, folders in found.items()}


def find_authority(name: str) -> Authority | None:
    """Return the authority that `name` means, however it is titled ("London Borough of Bexley", "bath & north east somerset"), or None."""
    plain = _plain_name(name)
    return _by_plain_name().get(plain) if plain else None


@cache
def _by_plain_name() -> dict[str, Authority]:
    plain = {_plain_name(authority.name): authority for authority in read_register()}
    return plain | {_plain_name(authority.slug.replace("-", " ")): authority for authority in read_register()}


def _plain_name(name: str) -> str:
    """Return the words that tell one authority from another: without titles, kinds of council and the joining words."""
    words = re.findall(r"[a-z]+", name.lower().replace("&", " and ").replace("’", "").replace("'", ""))
    telling = [word for word in words if word not in _TITLE_WORDS]
    return " ".join(telling) or ("london" if {"city", "london"} <= set(words) else "")

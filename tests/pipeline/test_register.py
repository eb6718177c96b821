"""The register and the mapping of addresses to authorities."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.records import Domain, Framework
from pipeline.register import authority_of_url, find_authority, is_judged, read_register


def test_the_register_has_each_authority_once() -> None:
    register = read_register()
    for field in ("slug", "name", "ons_code", "la_code", "ofsted_urn"):
        assert len({getattr(authority, field) for authority in register}) == 153
    codes = {authority.la_code for authority in register}
    assert all(
        set(authority.statistical_neighbours) <= codes and len(authority.statistical_neighbours) == 10 for authority in register
    )


def test_every_base_url_leads_back_to_its_authority() -> None:
    sites = [authority for authority in read_register() if authority.base_url]
    assert len(sites) == 136
    for authority in sites:
        assert authority_of_url(f"{authority.base_url}mgAi.aspx?ID=1") == authority.slug


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://barnet.moderngov.co.uk/ieListDocuments.aspx?CId=1&MId=2", "barnet"),
        ("HTTP://BARNET.MODERNGOV.CO.UK:80/", "barnet"),
        ("barnet.moderngov.co.uk/mgAi.aspx", "barnet"),
        ("https://www.rbkc.gov.uk/committees/mgAi.aspx", "kensington-and-chelsea"),
        ("https://notbarnet.moderngov.co.uk.example.org/", None),
        ("https://example.org/barnet.moderngov.co.uk", None),
        ("http://127.0.0.1:8000/mgAi.aspx", None),
        ("file:page.html", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_addresses(url: str, slug: str | None) -> None:
    assert authority_of_url(url) == slug


@pytest.mark.parametrize(
    ("framework", "domain", "day", "judged"),
    [
        (Framework.ILACS, Domain.OVERALL, date(2026, 3, 31), True),
        (Framework.ILACS, Domain.OVERALL, date(2026, 4, 1), False),
        (Framework.ILACS, Domain.CARE_LEAVERS, date(2022, 12, 31), False),
        (Framework.ILACS, Domain.CARE_LEAVERS, date(2023, 1, 1), True),
        (Framework.ILACS, Domain.CARE_AND_CARE_LEAVERS, date(2023, 1, 1), False),
        (Framework.ILACS, Domain.ADOPTION, None, False),
        (Framework.SIF, Domain.ADOPTION, None, True),
        (Framework.FOCUSED_VISIT, Domain.OVERALL, date(2020, 1, 1), False),
    ],
)
def test_regimes(framework: Framework, domain: Domain, day: date | None, judged: bool) -> None:
    assert is_judged(framework, domain, day) is judged


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("London Borough of Barking and Dagenham", "barking-and-dagenham"),
        ("bath & north east somerset", "bath-and-north-east-somerset"),
        ("City of London Corporation", "city-of-london"),
        ("Kingston upon Hull City Council", "kingston-upon-hull"),
        ("Royal Borough of Kingston upon Thames", "kingston-upon-thames"),
        ("County Durham", "durham"),
        ("St. Helens", "st-helens"),
        ("The Council", None),
        ("London Borough Council", None),
        ("Wexmoor", None),
    ],
)
def test_an_authority_is_found_by_its_name_however_it_is_titled(name: str, slug: str | None) -> None:
    found = find_authority(name)
    assert (found.slug if found else None) == slug


def test_every_name_of_the_register_leads_to_its_own_row() -> None:
    assert [find_authority(authority.name) for authority in read_register()] == list(read_register())

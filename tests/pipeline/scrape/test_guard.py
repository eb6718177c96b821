"""Which addresses are asked: the sites that were named, nothing private, and redirects that stay."""

import pytest

from pipeline.scrape.guard import AddressRefusedError, Guard, is_public, parse_base_url, quote_url

OPEN = Guard(frozenset())
NAMED = Guard.for_sites(["http://127.0.0.1:8700/"])


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("https://Democracy.Ashcombe.example", "https://democracy.ashcombe.example/"),
        ("https://ashcombe.example/moderngov/mgListCommittees.aspx", "https://ashcombe.example/moderngov/"),
        ("http://127.0.0.1:8700", "http://127.0.0.1:8700/"),
    ],
)
def test_base_urls_end_in_a_slash_and_name_no_page(given, meant):
    assert parse_base_url(given) == meant


@pytest.mark.parametrize(
    "given",
    ["", "ashcombe.example", "ftp://ashcombe.example/", "http://user:pass@ashcombe.example/", "http://[", "http://a.example/?x=1"],
)
def test_what_is_no_site_is_refused(given):
    with pytest.raises(ValueError):
        parse_base_url(given)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.1.2.3/page.aspx",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://192.168.0.1/",
        "https://ashcombe.example:8443/",
        "file:///etc/passwd",
        "http://user@ashcombe.example/",
        "http://metadata.internal/",
    ],
)
def test_private_addresses_and_other_ports_are_refused(url):
    with pytest.raises(AddressRefusedError):
        OPEN.check(url)


def test_a_named_site_opens_that_host_and_port_alone():
    NAMED.check("http://127.0.0.1:8700/ieListDocuments.aspx")
    for url in ("http://127.0.0.1:8701/", "http://127.0.0.1/", "http://127.0.0.2:8700/", "http://localhost:8700/"):
        with pytest.raises(AddressRefusedError):
            NAMED.check(url)


def test_a_name_that_leads_to_a_private_address_is_refused():
    with pytest.raises(AddressRefusedError, match="leads to the private address"):
        OPEN.check_resolved("ashcombe.example", "10.0.0.7")
    OPEN.check_resolved("ashcombe.example", "93.184.216.34")


@pytest.mark.parametrize(
    ("address", "public"),
    [("8.8.8.8", True), ("100.64.0.1", False), ("224.0.0.1", False), ("::ffff:10.0.0.1", False), ("0.0.0.0", False)],
)
def test_public_addresses(address, public):
    assert is_public(address) is public


def test_redirects_stay_on_the_host_or_go_to_an_alias():
    source = "http://democracy.ashcombe.example/ieListDocuments.aspx?MId=1"
    assert OPEN.check_redirect(source, "/(S(abc))/x.aspx").endswith("/(S(abc))/x.aspx")
    assert OPEN.check_redirect(source, "https://democracy.ashcombe.example/x").startswith("https:")
    assert OPEN.check_redirect(source, "https://moderngov.ashcombe.example/x", frozenset({"moderngov.ashcombe.example"}))
    for target in (
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "http://169.254.169.254/",
        "https://moderngov.ashcombe.example/x",
    ):
        with pytest.raises(AddressRefusedError):
            OPEN.check_redirect(source, target)


def test_addresses_are_encoded_once():
    assert (
        quote_url("http://a.example/documents/g1/Printed minutes 1%20x.pdf?T=1#AI2")
        == "http://a.example/documents/g1/Printed%20minutes%201%20x.pdf?T=1"
    )

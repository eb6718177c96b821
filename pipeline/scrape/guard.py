"""Which addresses the crawler may ask: the sites of the plan, over http(s), and never a private or loopback address but a named one."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
SESSION_SEGMENT = re.compile(r"/\((?:X\(\d\))?S\([a-z0-9]+\)\)", re.IGNORECASE)


class AddressRefusedError(ValueError):
    """An address may not be asked; the message says why. Raised by `guard`, caught where a URL's outcome is recorded."""


def parse_base_url(text: str) -> str:
    """Return a site's base URL with a slash at its end, a page name removed. Raises ValueError for what is no plain http(s) address."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError as error:
        raise ValueError(f"{text!r} is not an address: {error}") from None
    if (
        parts.scheme.lower() not in DEFAULT_PORTS
        or not parts.hostname
        or parts.username is not None
        or parts.query
        or parts.fragment
    ):
        raise ValueError(f"{text!r} is not the address of a site (http://host/ or https://host/folder/)")
    folder, _, last = parts.path.rpartition("/")
    path = folder if "." in last else parts.path.rstrip("/")
    place = _place(parts.hostname.lower(), port)
    return urlunsplit((parts.scheme.lower(), place, f"{path}/", "", ""))


def _place(host: str, port: int | None) -> str:
    host = f"[{host}]" if ":" in host else host
    return f"{host}:{port}" if port else host


def origin_of(url: str) -> tuple[str, int]:
    """Return a URL's host (lower case) and port. Raises ValueError for a URL without them."""
    parts = urlsplit(url)
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"{url!r} is not an http address")
    return parts.hostname.rstrip(".").lower(), parts.port or DEFAULT_PORTS[parts.scheme]


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public internet; IPv4 inside IPv6 counts as the IPv4 address."""
    ip = ipaddress.ip_address(address)
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if mapped is not None:
        ip = mapped
    return ip.is_global and not ip.is_multicast


def quote_url(url: str) -> str:
    """Return a URL as it can be sent: spaces and the like percent-encoded, what is encoded already left alone, no fragment."""
    parts = urlsplit(url)
    path = quote(parts.path, safe="/%!$&'()*+,;=:@~")
    query = quote(parts.query, safe="/%!$&'()*+,;=:@~?")
    return urlunsplit((parts.scheme, parts.netloc, path or "/", query, ""))


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be asked. `named` are host and port of sites that the caller named, which may lie on private addresses."""

    named: frozenset[tuple[str, int]]

    @classmethod
    def for_sites(cls, urls: Iterable[str]) -> Guard:
        """Return the guard for a crawl in which the caller named the sites at `urls`."""
        return cls(frozenset(origin_of(url) for url in urls))

    def check(self, url: str) -> None:
        """Raise AddressRefusedError unless `url` is plain http(s) on a default port or that of a named site, and not private by itself."""
        try:
            parts = urlsplit(url)
            host, port = origin_of(url)
        except ValueError as error:
            raise AddressRefusedError(str(error)) from None
        if parts.username is not None:
            raise AddressRefusedError("the address holds a user name")
        if (host, port) in self.named:
            return
        if port != DEFAULT_PORTS[parts.scheme]:
            raise AddressRefusedError(f"port {port} of {host} is not one of a site that was named")
        if host in {name for name, _ in self.named} and not _is_public_name(host):
            raise AddressRefusedError(f"port {port} of {host} is not one of a site that was named")
        if not _is_public_name(host):
            raise AddressRefusedError(f"{host} is a private address")

    def check_resolved(self, host: str, address: str) -> None:
        """Raise AddressRefusedError when the name `host` leads to a private address and was not named by the caller."""
        if host.rstrip(".").lower() not in {name for name, _ in self.named} and not is_public(address):
            raise AddressRefusedError(f"{host} leads to the private address {address}")

    def check_redirect(self, source: str, target: str, aliases: frozenset[str] = frozenset()) -> str:
        """Return the absolute address of a redirect from `source`; it must stay on the host, or go to one of the authority's `aliases`.

        Raises AddressRefusedError when it leads elsewhere.
        """
        absolute = quote_url(urljoin(source, target.strip()))
        self.check(absolute)
        (old, old_port), (new, new_port) = origin_of(source), origin_of(absolute)
        upgraded = {old_port, new_port} <= set(DEFAULT_PORTS.values())
        if (new == old and (new_port == old_port or upgraded)) or new in aliases:
            return absolute
        raise AddressRefusedError(f"a redirect leads to another site ({new}:{new_port})")


def _is_public_name(host: str) -> bool:
    """Return False for IP addresses that are not public and for names that can only be local; other names are checked when resolved."""
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return False
    try:
        return is_public(host)
    except ValueError:
        return True

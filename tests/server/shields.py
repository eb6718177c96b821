"""What a shield in front of a site sends in place of pages, and to whom."""

from __future__ import annotations

import re

from tests.server.profiles import Site

_CLOUDFLARE = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h1>Checking your browser before you proceed</h1>"
    b'<div class="cf-browser-verification"></div></body></html>'
)
_AZURE = b"<!DOCTYPE html><html><head><title>Azure WAF</title></head><body><h2>Azure WAF JS Challenge</h2></body></html>"


def _incapsula() -> bytes:
    """A page of 212 bytes that holds a script and nothing else."""
    start = b'<html><head><META NAME="robots" CONTENT="noindex,nofollow"><script src="/_Incapsula_Resource?SWJIYLWA='
    end = b'"></script></head><body></body></html>'
    return start + b"5" * (212 - len(start) - len(end)) + end


def shield_response(site: Site, path: str, agent: str, gap: float) -> tuple[int, str, bytes] | None:
    """Return status, type and body of the stub that stands in place of the answer, None where the site itself answers.

    `gap` is the number of seconds since the site's previous request.
    """
    if site.shield is None:
        return None
    inside = path[len(site.root) :].lower() if path.startswith(site.root) else path.lower()
    spared = path == "/robots.txt" or inside.startswith("mgwebservice.asmx")
    met = {
        "everything": True,
        "pages": not spared,
        "rate": gap < site.shield_gap,
        "agent": re.search(site.shield_agent, agent, re.IGNORECASE) is not None,
    }[site.shield_scope]
    if not met:
        return None
    return {
        "cloudflare": (403, "text/html; charset=UTF-8", _CLOUDFLARE),
        "incapsula": (200, "text/html", _incapsula()),
        "azure": (403, "text/html", _AZURE),
    }[site.shield]

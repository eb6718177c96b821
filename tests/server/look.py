"""Which sites the server's own tests run, and short ways to look at them."""

from __future__ import annotations

import html
import io
import re
import time
from collections.abc import Callable
from datetime import date

import pypdfium2

from tests.server.ask import Answer, ask
from tests.server.model import Item, Meeting
from tests.server.profiles import PROFILES, Site
from tests.server.running import Running

TODAY = date(2026, 6, 30)
SHRUNK = (
    "lists_only", "service_only", "blocked", "error_redirect", "welsh", "pdf_only", "literal_xml", "links_all", "windows_1252", "post_only", "azure_agent",
    "rate_shield", "https_redirect", "robots_all", "robots_documents", "robots_5xx", "robots_delay",
)  # fmt: skip
SITES = [
    *(PROFILES[name].called(name, years=2, bodies=8) for name in ("plain", "search_only")),
    PROFILES["subpath"].called("subpath", years=1, bodies=2),
    *(PROFILES[name].called(name, years=1, bodies=2) for name in SHRUNK),
    Site("no_robots", robots="none", years=1, bodies=2),
]


def page(running: Running, name: str, address: str) -> Answer:
    return ask(running.base_url(name) + address)


def meetings(running: Running, name: str, state: str) -> list[Meeting]:
    return [meeting for meeting in running.council(name).meetings.values() if meeting.state(running.clock) == state]


def items(running: Running, name: str) -> list[tuple[Meeting, Item]]:
    confirmed = [pair for pair in running.council(name).items.values() if pair[0].state(running.clock) == "confirmed"]
    return [pair for pair in confirmed if pair[0].minutes_kind == "text"]


def meeting_page(running: Running, name: str, meeting: Meeting) -> str:
    return page(running, name, f"ieListDocuments.aspx?CId={meeting.committee.id}&MId={meeting.id}").text


def h1(text: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", text)
    return html.unescape(found[1]) if found else ""


def flat(markup: str) -> str:
    """Visible text without white space, for comparing words however they are set."""
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).split())


def await_that(condition: Callable[[], bool]) -> None:
    """Return once the server's threads have come so far; fail after ten seconds."""
    until = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until, "the server did not get there"


def printed(data: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    return "".join("".join(document[at].get_textpage().get_text_bounded().split()) for at in range(len(document)))

"""What a page is: its kind, whether it only leads to others, and whether it is a challenge, login or error page in place of one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from extractors.records import PageKind
from pipeline.errors import BlockedPageError

# Page names are those of ModernGov's flat *.aspx directory; the server does not mind their case.
_KINDS_BY_NAME = {
    "mgai": PageKind.AGENDA_ITEM,
    "ieissuedetails": PageKind.ISSUE_MEETINGS,
    "mgissuehistoryhome": PageKind.ISSUE_MEETINGS,
    "mgissuehistorychronology": PageKind.ISSUE_MEETINGS,
    "ielistdocuments": PageKind.MEETING,
    "celistdocuments": PageKind.MEETING,
    "iedecisiondetails": PageKind.DECISION,
    "mgdecisiondetails": PageKind.DECISION,
}
_KINDS_BY_HEADING = (
    (PageKind.AGENDA_ITEM, re.compile(r"(?:agenda item|eitem agenda|eitem ar yr agenda)(?: details)?$")),
    (PageKind.ISSUE_MEETINGS, re.compile(r"issue (?:- |– )?(?:meetings|details|history)$")),
    (
        PageKind.DECISION,
        re.compile(
            r"(?:issue (?:- |– )decisions?|(?:officer |delegated |executive )?decision(?: details)?|manylion y penderfyniad)$"
        ),
    ),
    (
        PageKind.MEETING,
        re.compile(
            r"(?:meeting|cyfarfod|minutes|decisions|(?:agenda|rhaglen|agendas?)(?:(?:,| and| a| a'r)? (?:draft |supplementary )?"
            r"(?:decisions|minutes|phenderfyniadau|chofnodion|chofnodion drafft)){0,3}|(?:draft|printed) minutes)$"
        ),
    ),
)
_NAVIGATION = re.compile(
    r"(?:browse meetings|committee (?:details|structure)|committees|(?:document )?search(?: results)?|calendar|monthly meetings calendar|meetings? calendar"
    r"|meeting attendance|your councillors|councillor details|what's new|forward plans?|library|recorded votes?|outside bod(?:y|ies).*)$"
)
_CHALLENGE = re.compile(
    r"just a moment|azure waf|attention required|access denied|request unsuccessful|request rejected|checking your browser|security check"
    r"|are you (?:a )?(?:human|robot)|ddos|captcha|incapsula|forbidden|service unavailable|too many requests|gateway time",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"(?:log ?[io]n|sign in|mewngofnodi)\b(?! (?:details of|records))", re.IGNORECASE)
_ERROR = re.compile(
    r"(?:(?:application|server|runtime|system|site) )?error\b(?! in )|an error|page (?:not found|cannot)|404\b|50\d\b|sorry, ",
    re.IGNORECASE,
)


def find_page_kind(url: str | None, *headings: str | None) -> PageKind:
    """Return the kind that the URL's page name tells, else the first of `headings` (h1, title …) that is a page type of ModernGov."""
    kind = _KINDS_BY_NAME.get(_page_name(url))
    if kind:
        return kind
    for heading in headings:
        for part in _heading_parts(heading):
            for kind, pattern in _KINDS_BY_HEADING:
                if pattern.match(part):
                    return kind
    return PageKind.UNKNOWN


def is_page_type(text: str) -> bool:
    """Return whether `text` is a ModernGov page type ("Agenda item", "Issue - meetings" …) and nothing else."""
    return len(text) < 80 and any(pattern.match(text.lower()) for _, pattern in _KINDS_BY_HEADING)


def is_navigation(heading: str | None) -> bool:
    """Return whether a page with this h1 only lists or leads to others: it holds no minutes."""
    return any(_NAVIGATION.match(part) for part in _heading_parts(heading))


def _heading_parts(heading: str | None) -> list[str]:
    """Return a heading whole, and its parts: titles carry the site's name before or after " - "."""
    if not heading:
        return []
    lowered = heading.lower().strip()
    return [lowered, *(part.strip() for part in re.split(r"\s[-–|]\s", lowered))] if len(lowered) < 300 else []


def _page_name(url: str | None) -> str:
    """Return the lower-case name of a URL's *.aspx page, "" for any other address."""
    try:
        path = urlsplit(url or "").path.lower()
    except ValueError:
        return ""
    name = path.rsplit("/", 1)[-1]
    return name.removesuffix(".aspx") if name.endswith(".aspx") else ""


def check_address(url: str | None, source: str) -> None:
    """Raise BlockedPageError when the final URL is where ModernGov redirects to for a login or a fault."""
    name = _page_name(url)
    if name == "ielogon":
        raise BlockedPageError("parse", source, "a login page stands in place of the page (ieLogon)")
    if name == "mgerror":
        raise BlockedPageError("parse", source, "ModernGov's error page stands in place of the page (mgError)")


def check_content(
    source: str, *, headings: tuple[str | None, ...], words: int, has_frame: bool, has_script: bool, has_password: bool
) -> None:
    """Raise BlockedPageError when a page is a challenge, login or error page.

    `headings` are the h1 and the title, `words` the number of words that a reader sees. A challenge never has ModernGov's frame; minutes
    that tell of a "security check" do, or are long.
    """
    for heading in headings:
        start = (heading or "").strip()
        if not has_frame and words < 400 and _CHALLENGE.search(start):
            raise BlockedPageError("parse", source, f'a challenge page stands in place of the page ("{start[:60]}")')
        if words < 400 and has_password and (not has_frame or _LOGIN.match(start)):
            raise BlockedPageError("parse", source, "a login page stands in place of the page")
        if words < 150 and _LOGIN.match(start):
            raise BlockedPageError("parse", source, f'a login page stands in place of the page ("{start[:60]}")')
        if words < 150 and _ERROR.match(start):
            raise BlockedPageError("parse", source, f'an error page stands in place of the page ("{start[:60]}")')
    if not has_frame and has_script and words < 15:
        raise BlockedPageError("parse", source, "a script stub without text stands in place of the page")

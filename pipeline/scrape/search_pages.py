"""The pages of a site's own search: ten results each, without a total."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urldefrag

from pipeline.scrape.links import Link, find_content, find_link, meeting_id_of, node_text, page_name, parse_tree

_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_ITEM_ANCHOR = re.compile(r"#AI(\d+)$", re.IGNORECASE)
_HIT_NUMBER = re.compile(r"\s*\(\d+\)\s*$")
_NONE_FOUND = re.compile(r"no results found", re.IGNORECASE)


@dataclass(slots=True)
class HitItem:
    """An item of a meeting that a search found, and the piece of text shown with it."""

    item_id: str
    title: str
    snippet: str = ""


@dataclass(slots=True)
class Hit:
    """One result of a search. `kind` is `meeting`, `issue`, `decision` or `legacy`; `snippet` the text shown with none of its items.

    `items` are the items of a meeting that matched; `day` and `committee` are those of a meeting.
    """

    kind: str
    url: str
    title: str
    committee: str | None = None
    day: date | None = None
    items: list[HitItem] = field(default_factory=list)
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of results; `next_url` leads to more. `is_empty`: the site says that there are none."""

    hits: tuple[Hit, ...]
    next_url: str | None
    is_empty: bool

    @property
    def is_search(self) -> bool:
        """Return whether this is what a search answers: hits, or the statement that there are none."""
        return bool(self.hits) or self.is_empty


def parse_search(data: bytes, url: str, content_type: str | None = None) -> SearchPage:
    """Return the results on a page of `ieSearchResults2.aspx`. Raises ParseError for bytes that are no text."""
    tree = parse_tree(data, url, content_type)
    hits: list[Hit] = []
    next_url: str | None = None
    for node in find_content(tree).css("a, div.mgWordPara"):
        if node.tag != "a":
            if hits:
                shown = hits[-1].items[-1] if hits[-1].items else hits[-1]
                shown.snippet = f"{shown.snippet} {node_text(node)}".strip()
            continue
        link = find_link(node, url)
        if link is None:
            continue
        if "next page" in (node.attributes.get("title") or "").lower() or node.attributes.get("class") == "mgNextLnk":
            next_url = next_url or link.url
        else:
            _take_hit(hits, link)
    return SearchPage(tuple(hits), next_url, not hits and bool(_NONE_FOUND.search(node_text(find_content(tree)))))


def _take_hit(hits: list[Hit], link: Link) -> None:
    """Open a hit with a link to a meeting, an issue or a decision; a link into a meeting adds one of its items."""
    name = page_name(link.url)
    anchor = _ITEM_ANCHOR.search(link.url)
    if name == "ielistdocuments.aspx" and anchor:
        page = urldefrag(link.url)[0]
        if not (hits and hits[-1].kind == "meeting" and meeting_id_of(hits[-1].url) == meeting_id_of(page)):
            hits.append(Hit("meeting", page, ""))
        hits[-1].items.append(HitItem(anchor[1], link.text))
        return
    kind = _HIT_KINDS.get(name)
    if kind is None:
        return
    hit = Hit(kind, link.url, _HIT_NUMBER.sub("", link.text))
    found = _SLASHED.search(hit.title)
    if kind in ("meeting", "legacy") and found:
        hit.day = _day(int(found[3]), int(found[2]), int(found[1]))
        hit.committee = hit.title.partition(" - ")[2].strip() or None
    hits.append(hit)


_HIT_KINDS = {
    "ielistdocuments.aspx": "meeting",
    "celistdocuments.aspx": "legacy",
    "mgissuehistoryhome.aspx": "issue",
    "ieissuedetails.aspx": "issue",
    "iedecisiondetails.aspx": "decision",
}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

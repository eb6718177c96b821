"""Links of ModernGov's pages: which are a page's own, where they lead, and what they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.parse.text import collapse_spaces, decode_page, strip_file_size


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its absolute address and its text on one line, without a file's size."""

    url: str
    text: str


def page_name(url: str) -> str:
    """Return the lower-case last segment of a URL's path."""
    return urlsplit(url).path.rsplit("/", 1)[-1].lower()


def query_of(url: str) -> dict[str, str]:
    """Return a URL's query with lower-case keys, for ModernGov's pages know no case."""
    return {key.lower(): value for key, value in parse_qsl(urlsplit(url).query, keep_blank_values=True)}


def meeting_id_of(url: str) -> str | None:
    """Return the meeting that a link names under any of its three spellings."""
    query = query_of(url)
    return query.get("mid") or query.get("meetingid")


def parse_tree(data: bytes, url: str, content_type: str | None) -> LexborHTMLParser:
    """Return a page's tree. Raises ParseError for bytes that are no text."""
    return LexborHTMLParser(decode_page(data, url, content_type))


def find_content(tree: LexborHTMLParser) -> LexborNode:
    """Return ModernGov's own part of a page: templates repeat links to other pages around it."""
    node = tree.css_first("#modgov") or tree.css_first(".mgContent") or tree.body or tree.root
    if node is None:
        return LexborHTMLParser("<body></body>").body  # type: ignore[return-value]
    return node


def read_links(data: bytes, url: str, content_type: str | None) -> Iterator[Link]:
    """Yield the links in ModernGov's own part of a page."""
    for node in find_content(parse_tree(data, url, content_type)).css("a"):
        link = find_link(node, url)
        if link:
            yield link


def find_link(node: LexborNode, url: str) -> Link | None:
    """Return where an anchor leads, None where it leads to no page."""
    href = (node.attributes.get("href") or "").strip()
    if not href or href.startswith(("#", "mailto:", "javascript:", "tel:")):
        return None
    try:
        absolute = urljoin(url, href)
        if urlsplit(absolute).scheme not in ("http", "https") or not urlsplit(absolute).hostname:
            return None
    except ValueError:
        return None
    return Link(absolute, strip_file_size(node_text(node)))


def node_text(node: LexborNode) -> str:
    """Return a node's text on one line; inline tags do not part words."""
    return collapse_spaces(node.text(separator=""))

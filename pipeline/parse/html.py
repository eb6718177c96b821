"""HTML bytes → `Page`, on selectolax (lexbor): the engine of every run. `pipeline.parse.html_soup` is the second, to hold it against."""

from __future__ import annotations

from operator import attrgetter, methodcaller

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.errors import ParseError
from pipeline.models import Page
from pipeline.parse.html_page import build_page, prepare_html
from pipeline.parse.html_walk import REMOVED, Dom
from pipeline.parse.text import LINE_BREAK

PARSER = "moderngov-html/1"


def _attribute(node: LexborNode, name: str) -> str:
    return node.attrs.get(name) or ""  # reads one attribute; `node.attributes` makes a dictionary of all


# attrgetter and methodcaller spare a Python frame a node.
_DOM: Dom[LexborNode] = Dom(
    children=methodcaller("iter", include_text=True),
    parent=attrgetter("parent"),
    key=attrgetter("mem_id"),
    tag=attrgetter("tag"),
    text=methodcaller("text"),
    attribute=_attribute,
    select=LexborNode.css,
)


def parse_html(data: bytes, source: str, *, content_type: str | None = None, url: str | None = None) -> Page:
    """Return the page in `data`; `source` is the name for errors, `url` the final address, where known, `content_type` the HTTP header's.

    Raises ParseError when the bytes are empty, binary, too large or hold no HTML, and BlockedPageError when they are a challenge, login
    or error page.
    """
    markup = prepare_html(data, source, content_type)
    root = LexborHTMLParser(markup).root
    if root is None:
        raise ParseError("parse", source, "the document holds no HTML")
    for node in root.css(REMOVED):
        node.decompose()
    for node in root.css("br"):
        node.replace_with(LINE_BREAK)
    return build_page(_DOM, root, markup, source, url)

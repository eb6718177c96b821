"""HTML bytes → `Page`, on BeautifulSoup with Python's own parser: slow, independent, and held against `pipeline.parse.html` by a test."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from pipeline.models import Page
from pipeline.parse.html_page import build_page, prepare_html
from pipeline.parse.html_walk import REMOVED, TEXT_NODE
from pipeline.parse.text import LINE_BREAK


class _SoupDom:
    """`html_walk.Dom` on BeautifulSoup's elements."""

    def children(self, node: PageElement) -> Iterator[PageElement]:
        return iter(node.children) if isinstance(node, Tag) else iter(())

    def parent(self, node: PageElement) -> PageElement | None:
        return node.parent

    def key(self, node: PageElement) -> int:
        return id(node)

    def tag(self, node: PageElement) -> str:
        if isinstance(node, Tag):
            return node.name
        return "-comment" if isinstance(node, PreformattedString) else TEXT_NODE

    def attribute(self, node: PageElement, name: str) -> str:
        value = node.get(name) if isinstance(node, Tag) else None
        return " ".join(value) if isinstance(value, list) else value or ""

    def text(self, node: PageElement) -> str:
        return str(node) if isinstance(node, NavigableString) else node.get_text()

    def select(self, node: PageElement, css: str) -> list[PageElement]:
        return list(node.select(css)) if isinstance(node, Tag) else []


def parse_html_with_soup(data: bytes, source: str, *, content_type: str | None = None, url: str | None = None) -> Page:
    """Return the page in `data`, as `pipeline.parse.html.parse_html` does; arguments and errors are the same."""
    markup = prepare_html(data, source, content_type)
    soup = BeautifulSoup(markup, "html.parser")
    for node in soup.select(REMOVED):
        node.decompose()
    for node in soup.select("br"):
        node.replace_with(LINE_BREAK)
    return build_page(_SoupDom(), soup, markup, source, url)

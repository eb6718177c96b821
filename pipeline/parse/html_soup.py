"""HTML bytes → `Page`, on BeautifulSoup with Python's own parser: slow, independent, and held against `pipeline.parse.html` by a test."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from pipeline.models import Page
from pipeline.parse.html_page import build_page, prepare_html
from pipeline.parse.html_walk import REMOVED, TEXT_NODE, Dom
from pipeline.parse.text import LINE_BREAK


def _children(node: PageElement) -> Iterator[PageElement]:
    return iter(node.children) if isinstance(node, Tag) else iter(())


def _parent(node: PageElement) -> PageElement | None:
    return node.parent


def _tag(node: PageElement) -> str:
    if isinstance(node, Tag):
        return node.name
    return "-comment" if isinstance(node, PreformattedString) else TEXT_NODE


def _text(node: PageElement) -> str:
    return str(node) if isinstance(node, NavigableString) else node.get_text()


def _attribute(node: PageElement, name: str) -> str:
    value = node.get(name) if isinstance(node, Tag) else None
    return " ".join(value) if isinstance(value, list) else value or ""


def _select(node: PageElement, css: str) -> list[PageElement]:
    return list(node.select(css)) if isinstance(node, Tag) else []


_DOM: Dom[PageElement] = Dom(children=_children, parent=_parent, key=id, tag=_tag, text=_text, attribute=_attribute, select=_select)


def parse_html_with_soup(data: bytes, source: str, *, content_type: str | None = None, url: str | None = None) -> Page:
    """Return the page in `data`, as `pipeline.parse.html.parse_html` does; arguments and errors are the same."""
    markup = prepare_html(data, source, content_type)
    soup = BeautifulSoup(markup, "html.parser")
    for node in soup.select(REMOVED):
        node.decompose()
    for node in soup.select("br"):
        node.replace_with(LINE_BREAK)
    return build_page(_DOM, soup, markup, source, url)

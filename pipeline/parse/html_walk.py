"""Walks a parsed HTML page, whatever library parsed it, and flattens it into chunks: one a paragraph, list entry, heading or table row.

Inline markup never breaks a word or a line, only block ends and <br> do; what the chunks mean is for `pipeline.parse.html_rules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

N = TypeVar("N")

TEXT_NODE = "-text"
# What no reader of an item sees, or the template adds to every link.
REMOVED = "script, style, noscript, template, svg, iframe, object, select, textarea, button, .mgFileSize, .mgHide"
BLOCK_TAGS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
        " header hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul",
    )
)
# The classes that say what everything inside an element is; the innermost counts.
CONTEXTS = frozenset(
    {
        "mgActionList",
        "mgBulletList",
        "mgContent",
        "mgFooter",
        "mgHeader",
        "mgItemNumberCell",
        "mgItemTable",
        "mgLinks",
        "mgSubTitle",
        "mgTableNoBorderFullWidth",
        "mgWordPara",
    }
)
_LAYOUT = ".mgAiTitleTxt, .mgSubItemTitleTxt, .mgSubSubTitleTxt, .mgWordPara, .mgItemNumberCell"
_OWN_LABEL = re.compile(
    r"\s*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5})[.)]|[·•▪◦●○■□➢►✓§\uf0b7\uf0a7\uf0d8])\s"
)
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Chunk(NamedTuple):
    """A block of a page in document order: its tag, class attribute, the innermost telling class around it, and its text as in the markup.

    `<br>` is `pipeline.parse.text.LINE_BREAK` in `text`; a row of a table is `| cell | cell |` with the tag `tr`.
    """

    tag: str
    classes: str
    context: str
    text: str


@dataclass(frozen=True, slots=True)
class Dom(Generic[N]):
    """The little that the walk needs of an HTML library, as functions of a node (functions, not methods: each is called for every node).

    `children`: the child nodes in order; `parent`: the element above; `key`: what names a node as long as the page lives; `tag`: the
    lower-case name, `TEXT_NODE` for text, another name with a leading "-" for comments; `text`: all text below, nothing put between;
    `attribute`: a value, "" without one; `select`: the descendants that a CSS selector matches, in document order.
    """

    children: Callable[[N], Iterable[N]]
    parent: Callable[[N], N | None]
    key: Callable[[N], int]
    tag: Callable[[N], str]
    text: Callable[[N], str]
    attribute: Callable[[N, str], str]
    select: Callable[[N, str], list[N]]


def find_chunks(dom: Dom[N], root: N) -> list[Chunk]:
    """Return the chunks below `root` in document order; a paragraph without text is a chunk without text."""
    walk = _Walk(dom, root)
    walk.descend(root, dom.tag(root), "", "")
    return walk.chunks


class _Walk(Generic[N]):
    """One pass over one page: the elements that hold blocks, the chunks so far, and the list label that waits for its text."""

    def __init__(self, dom: Dom[N], root: N) -> None:
        self.chunks: list[Chunk] = []
        self._dom = dom
        self._label = ""
        self._holders = {dom.key(root)}
        for element in dom.select(root, "*"):
            if dom.tag(element) not in BLOCK_TAGS:
                continue
            holder = dom.parent(element)
            while holder is not None and dom.key(holder) not in self._holders:
                self._holders.add(dom.key(holder))
                holder = dom.parent(holder)

    def descend(self, node: N, tag: str, classes: str, context: str) -> None:
        """Walk an element that holds blocks; text directly in it becomes a chunk of its own."""
        tag_of, text_of = self._dom.tag, self._dom.text
        loose: list[str] = []
        for child in self._dom.children(node):
            child_tag = tag_of(child)
            if child_tag == TEXT_NODE:
                text = text_of(child)
                if loose or not text.isspace():
                    loose.append(text)
            elif child_tag in BLOCK_TAGS:
                if loose:
                    self._flush(loose, tag, classes, context)
                self._block(child, child_tag, context)
            elif child_tag.startswith(("-", "!")):  # a comment
                continue
            elif self._dom.key(child) in self._holders:
                self._flush(loose, tag, classes, context)
                self.descend(child, tag, classes, context)
            else:
                loose.append(text_of(child))
        self._flush(loose, tag, classes, context)

    def _flush(self, loose: list[str], tag: str, classes: str, context: str) -> None:
        if loose:
            text = "".join(loose)
            loose.clear()
            if not text.isspace() and text:
                self._emit(tag, classes, context, text)

    def _block(self, node: N, tag: str, context: str) -> None:
        classes = self._dom.attribute(node, "class")
        if classes:
            context = _context_of(classes) or context
        if tag == "table":
            self._table(node, classes, context)
        elif tag in {"ol", "ul"}:
            self._list(node, tag, classes, context)
        elif self._dom.key(node) in self._holders:
            self.descend(node, tag, classes, context)
        else:
            self._emit(tag, classes, context, self._dom.text(node))

    def _emit(self, tag: str, classes: str, context: str, text: str) -> None:
        if self._label and text and not text.isspace():
            if not _OWN_LABEL.match(text):
                text = self._label + text.lstrip()
            self._label = ""
        self.chunks.append(Chunk(tag, classes, context, text))

    def _list(self, node: N, tag: str, classes: str, context: str) -> None:
        """Write out the labels that a browser shows; ModernGov's own lists of links have none worth keeping."""
        dom = self._dom
        style = dom.attribute(node, "style").replace(" ", "").lower()
        is_labelled = not classes.startswith("mg") and "list-style-type:none" not in style and "list-style:none" not in style
        numbering = _numbering(tag, dom.attribute(node, "type"), style)
        start = dom.attribute(node, "start")
        number = int(start) if re.fullmatch(r"\d{1,4}", start) else 1
        for child in dom.children(node):
            child_tag = dom.tag(child)
            if child_tag == "li":
                value = dom.attribute(child, "value")
                number = int(value) if re.fullmatch(r"\d{1,4}", value) else number
                self._label = f"{_counter(number, numbering)} " if is_labelled else ""
                self._block(child, child_tag, context)
                self._label = ""
                number += 1
            elif child_tag in BLOCK_TAGS:
                self._block(child, child_tag, context)
            elif dom.key(child) in self._holders:
                self.descend(child, "li", classes, context)
            elif child_tag == TEXT_NODE:
                self._flush([dom.text(child)], "li", classes, context)

    def _table(self, node: N, classes: str, context: str) -> None:
        """Walk a table that lays out a page; write one that holds data, or a box of one column, row by row."""
        if "mgItemTable" in classes or self._dom.select(node, _LAYOUT):
            self.descend(node, "table", classes, context)
            return
        rows: list[list[N]] = []
        self._rows(node, rows, classes, context)
        if max((len(row) for row in rows), default=0) < 2:
            for row in rows:
                for cell in row:
                    self._block(cell, "td", context)
            return
        for row in rows:
            cells = [self._cell(cell) for cell in row]
            if any(cells):
                self._emit("tr", classes, context, "| " + " | ".join(cells) + " |")

    def _rows(self, node: N, rows: list[list[N]], classes: str, context: str) -> None:
        """Collect the cells of each row; header cells that stand in no row (as in the recorded-vote table) are one row together."""
        dom = self._dom
        loose: list[N] = []
        for child in dom.children(node):
            tag = dom.tag(child)
            if tag in {"td", "th"}:
                loose.append(child)
                continue
            if tag not in BLOCK_TAGS:
                continue
            if loose:
                rows.append(loose)
                loose = []
            if tag == "caption":
                self._block(child, tag, context)
            elif tag == "tr":
                rows.append([cell for cell in dom.children(child) if dom.tag(cell) in {"td", "th"}])
            else:
                self._rows(child, rows, classes, context)
        if loose:
            rows.append(loose)

    def _cell(self, cell: N) -> str:
        """Return a cell's text on one line; its blocks stay apart by a space."""
        if self._dom.key(cell) not in self._holders:
            return " ".join(self._dom.text(cell).split())
        outer, self.chunks = self.chunks, []
        self.descend(cell, "td", "", "")
        inner, self.chunks = self.chunks, outer
        return " ".join(word for chunk in inner for word in chunk.text.split())


@lru_cache(maxsize=1024)
def _context_of(classes: str) -> str | None:
    """Return the last telling class of a class attribute; a page has few different ones that begin with "mg"."""
    return next((name for name in reversed(classes.split()) if name in CONTEXTS), None) if "mg" in classes else None


def _numbering(tag: str, kind: str, style: str) -> str:
    """Return the numbering of a list as the HTML `type` attribute writes it, "" for bullets."""
    if tag == "ul":
        return ""
    for name, code in (
        ("lower-alpha", "a"),
        ("lower-latin", "a"),
        ("upper-alpha", "A"),
        ("lower-roman", "i"),
        ("upper-roman", "I"),
    ):
        if f"list-style-type:{name}" in style:
            return code
    return kind if kind in {"a", "A", "i", "I"} else "1"


def _counter(number: int, numbering: str) -> str:
    """Return the label of entry `number`: "·" for bullets, else "2." in digits, letters or roman numerals."""
    if not numbering:
        return "·"
    label = str(number)
    if numbering in {"a", "A"} and 1 <= number <= 26:
        label = chr(ord("a") + number - 1)
    elif numbering in {"i", "I"} and 1 <= number < 40:
        label, rest = "", number
        for value, letters in _ROMAN:
            label += letters * (rest // value)
            rest %= value
    return f"{label.upper() if numbering in {'A', 'I'} else label}."

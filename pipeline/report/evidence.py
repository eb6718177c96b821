"""The texts that evidence is shown in: files of script beside the pages, since a page opened from a file may not fetch."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.highlight import Span, cut_at_spans
from pipeline.report.labels import file_name, web_address, written_date

FILE_CHARACTERS = 400_000
"""About how many characters of text one file holds: small enough to load at once, large enough to keep the files few."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row's evidence is shown: `file` (name in the folder `evidence`, without ending), `item` within it, `mark` within that."""

    file: str
    item: int
    mark: int


class EvidenceTexts:
    """The items of all authorities, cut at their evidence and dealt out to files."""

    def __init__(self, items: Iterable[Mapping[str, Any]], evidence: Iterable[Mapping[str, Any]]) -> None:
        """Take rows of `items` in the order of authorities, and of `evidence` (see `queries.QUERIES`)."""
        self.places: dict[str, Place] = {}
        """Place by row_id; a row without one has no text to show."""
        self._files: dict[str, list[dict[str, Any]]] = {}
        by_item: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in evidence:
            by_item[row["item_id"]].append(row)
        authority, number, size, name = None, 0, 0, ""
        for item in items:
            rows = by_item.get(item["item_id"])
            if not rows:
                continue
            if item["authority"] != authority:
                authority, number, size = item["authority"], 0, 0
                name = f"{file_name(item['authority'])}.0"
            elif size > FILE_CHARACTERS:
                number, size = number + 1, 0
                name = f"{file_name(item['authority'])}.{number}"
            size += len(item["text"])
            self._add(name, item, rows)

    def _add(self, name: str, item: Mapping[str, Any], rows: list[Mapping[str, Any]]) -> None:
        held = self._files.setdefault(name, [])
        rows = sorted(rows, key=lambda row: (row["start_char"], row["end_char"], row["row_id"]))
        for mark, row in enumerate(rows):
            self.places[row["row_id"]] = Place(name, len(held), mark)
        spans = [Span(row["start_char"], row["end_char"], row["kind"], str(mark)) for mark, row in enumerate(rows)]
        pieces = [
            [piece.text, [int(span.key) for span in piece.spans]] if piece.spans else piece.text
            for piece in cut_at_spans(item["text"], spans)
        ]
        head = {"title": item["title"], "committee": item["committee"], "met": written_date(item["meeting_date"])}
        source = {"url": web_address(item["url"]), "source": item["url"], "captured": written_date(item["fetched_at"])}
        held.append({**head, **source, "cut": bool(item["truncated"]), "pieces": pieces})

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each file and the script it holds, which is ASCII and closes no tag."""
        for name, items in self._files.items():
            yield f"{name}.js", f"holdEvidence({_script(name)}, {_script(items)});\n"


def _script(value: Any) -> str:
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c").replace("&", "\\u0026")

"""A gold folder: documents (at any depth), `gold/<stem>.json` with the true answers of each, and perhaps `gold.toml`.

`gold.toml` may set a test part aside, `[test_part]` with `of = 3`: a third of the documents, chosen by a hash of their id. Of these only
scores are told, never the single errors, so that rules cannot be tuned to them.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import ReadError
from pipeline.scoring import Record
from pipeline.sources import SourceFile, find_files

Part = Literal["training", "test"]

_LISTS = ("inspections", "judgements", "improvement_areas", "actions")


@dataclass(frozen=True, slots=True)
class GoldFolder:
    """The labels of a folder by the stem of their document, and `test_of`: one document in so many is of the test part (0: none is)."""

    folder: Path
    labels: dict[str, Record]
    test_of: int = 0

    def part(self, stem: str) -> Part:
        """Return the part that a document belongs to: `test` when the sha256 of its stem, as a number, is divisible by `test_of`."""
        number = int(hashlib.sha256(stem.encode()).hexdigest(), 16)
        return "test" if self.test_of and number % self.test_of == 0 else "training"

    def documents(self) -> dict[str, Path]:
        """Return the file of each labelled document that lies in the folder. Raises ReadError when two have the stem of one gold file."""
        found: dict[str, Path] = {}
        for path in self._files():
            if path.stem in found:
                raise ReadError("evaluate", str(path), f"has the same stem as {found[path.stem]}: which one is the gold of?")
            found[path.stem] = path
        return found

    def _files(self) -> Iterator[Path]:
        for source in find_files([self.folder]):
            if isinstance(source, SourceFile) and source.path.stem in self.labels:
                yield source.path


def read_gold(folder: Path) -> GoldFolder:
    """Return the labels under `folder/gold` and how the folder is parted.

    Raises ReadError when there are no labels, a gold file lacks a list, or `gold.toml` does not say what it should.
    """
    labels: dict[str, Record] = {}
    for path in sorted((folder / "gold").glob("*.json")):
        try:
            record = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise ReadError("evaluate", str(path), f"not a gold file: {error}") from error
        if not isinstance(record, dict) or not all(isinstance(record.get(name), list) for name in _LISTS):
            raise ReadError("evaluate", str(path), f"not a gold file: needs the lists {', '.join(_LISTS)}")
        labels[path.stem] = record
    if not labels:
        raise ReadError("evaluate", str(folder), "there are no gold files (gold/*.json) in this folder")
    return GoldFolder(folder, labels, _read_test_of(folder / "gold.toml"))


def _read_test_of(path: Path) -> int:
    if not path.exists():
        return 0
    try:
        settings: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ReadError("evaluate", str(path), f"cannot be read: {error}") from error
    part = settings.get("test_part")
    of = part.get("of") if isinstance(part, dict) else None
    if not isinstance(of, int) or of < 2:
        raise ReadError("evaluate", str(path), "needs [test_part] with a whole number `of`, 2 or more")
    return of

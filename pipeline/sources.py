"""Where documents lie: paths → the files to read, in a fixed order, and what the folders around them tell.

Read are `.html`, `.htm`, `.txt` (a page saved as text), `.pdf`, `.warc`, `.warc.gz` and `.wacz`. A folder is read to its depth in the
order of its names, without hidden files, files of other kinds, and folders called `gold` (which hold labels, not documents).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Failure, ReadError
from pipeline.register import read_register

PAGE_TYPES = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain", ".pdf": "application/pdf"}
ARCHIVE_SUFFIXES = (".warc", ".warc.gz", ".wacz")
READABLE = ", ".join((*PAGE_TYPES, *ARCHIVE_SUFFIXES))

_DATA_SUFFIXES = (".md", ".json", ".csv")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its path as the user gave it or as it was found below a folder that the user gave.

    `folders` are the names of the folders it lies in, outermost first, as far as they may tell its authority.
    """

    path: Path
    folders: tuple[str, ...]

    @property
    def name(self) -> str:
        """The path for people and tables; bytes of a file name that are no UTF-8 are written as escapes."""
        return str(self.path).encode("utf-8", "backslashreplace").decode("utf-8")


def find_files(paths: Iterable[str | Path]) -> Iterator[SourceFile | Failure]:
    """Yield the files under `paths` in order; a failure for a path that is missing, holds nothing, or is no kind that is read."""
    for given in map(Path, paths):
        if os.path.isdir(given):  # noqa: PTH112 (Path.is_dir raises for a folder that may not be entered)
            found = False
            for source in _walk(given):
                found = True
                yield source
            if not found:
                yield _failure(SourceFile(given, ()), f"the folder holds no file that is read ({READABLE})")
        elif given.suffix.lower() in _DATA_SUFFIXES:
            yield _failure(SourceFile(given, ()), f"not a document; read are {READABLE}")
        else:
            yield SourceFile(given, _folders_below_raw(given) or (given.parent.name,))


def count_documents(paths: Iterable[str | Path]) -> int | None:
    """Return how many sources `read_captures` will yield for `paths`; None when a web archive hides its number."""
    names = [source.path.name if isinstance(source, SourceFile) else "" for source in find_files(paths)]
    return None if any(name.lower().endswith(ARCHIVE_SUFFIXES) for name in names) else len(names)


def authority_of_folders(folders: tuple[str, ...]) -> str | None:
    """Return the authority that the names of a file's folders tell: the nearest that is a slug of the register.

    Else, below a folder `raw`, it is the folder directly in it or in `raw/sample`: what a crawl of an unregistered site writes.
    """
    slugs = _register_slugs()
    below = folders[_after_raw(folders) :]
    for name in reversed(below):
        if name in slugs:
            return name
    if not _after_raw(folders):
        return None
    if below[:1] == ("sample",):
        below = below[1:]
    return below[0] if below else None


def _register_slugs() -> frozenset[str]:
    return frozenset(row.slug for row in read_register())


def _after_raw(folders: tuple[str, ...]) -> int:
    """Return the index after the innermost folder `raw`, or 0 when there is none."""
    return len(folders) - folders[::-1].index("raw") if "raw" in folders else 0


def _folders_below_raw(path: Path) -> tuple[str, ...]:
    """Return the names of the folders from `raw` down to the file, or nothing when it lies under no folder of that name."""
    parts = Path(os.path.abspath(path)).parent.parts  # noqa: PTH100 (symbolic links stay as the user sees them)
    after = _after_raw(parts)
    return parts[after - 1 :] if after else ()


def _walk(folder: Path) -> Iterator[SourceFile | Failure]:
    errors: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "gold")
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith((*PAGE_TYPES, *ARCHIVE_SUFFIXES)):
                path = Path(where, name)
                below = (folder.name, *path.parent.relative_to(folder).parts)
                yield SourceFile(path, _folders_below_raw(path) or below)
        while errors:
            yield _unreadable_folder(errors.pop(0))
    while errors:
        yield _unreadable_folder(errors.pop(0))


def _unreadable_folder(error: OSError) -> Failure:
    return _failure(SourceFile(Path(error.filename), ()), f"the folder cannot be read: {error.strerror}")


def _failure(source: SourceFile, message: str) -> Failure:
    return Failure.of(ReadError("read", source.name, message))

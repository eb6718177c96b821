"""What can go wrong with a document, and the record that is kept of it.

One bad document never stops a run and never vanishes: `pipeline.runs` turns each `PipelineError` into a `Failure`, which becomes a row
of `failures`. An exception of our own code (evidence that does not cut) is kept too, as a failure that names it a defect and its line.
"""

from __future__ import annotations

from dataclasses import dataclass


class PipelineError(Exception):
    """A stage could not do its work on one source. Raised by the subclasses below only; caught by `pipeline.runs` and `pipeline.cli`."""

    def __init__(self, stage: str, source: str, message: str) -> None:
        """Keep the stage (`read`, `parse`, `extract`, `load`, `query` …), the file or URL, and a one-line reason."""
        super().__init__(f"{source}: {message}")
        self.stage = stage
        self.source = source
        self.message = message

    def __reduce__(self) -> tuple[type[PipelineError], tuple[str, str, str]]:
        """Make the error survive the way back from a worker process."""
        return type(self), (self.stage, self.source, self.message)


class ReadError(PipelineError):
    """A file could not be opened or is empty. Raised by `archive`; the document becomes a `failures` row."""


class BlockedPageError(PipelineError):
    """A challenge, login or error page stood where a page was expected. Raised by `parse`; never counted as "no minutes"."""


class ParseError(PipelineError):
    """The bytes are not what they claim, or too large, encrypted or damaged. Raised by `parse`; becomes a `failures` row."""


class ArchiveError(PipelineError):
    """The store of fetched pages cannot be used (disk full, not writable, held by another process, damaged journal).

    Raised by `journal` and `warc`; the crawl ends with exit code 1, and what was stored before stays as it was.
    """


class WarehouseError(PipelineError):
    """The database cannot be used (newer schema, SQL that fails). Raised by `warehouse`; the command ends with exit code 1."""


class WarehouseLockedError(WarehouseError):
    """Another process is writing the database; the message says which. Raised by `warehouse`; nothing was written."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What became of a source that is not in the tables. `error` is the exception's class name, `message` one line for a person."""

    stage: str
    source: str
    error: str
    message: str

    @property
    def natural_key(self) -> tuple[str, ...]:
        """What makes two failures the same: all of it, but for a locked database, whose message names a process and a time."""
        known = (self.stage, self.source, self.error)
        return known if self.error == WarehouseLockedError.__name__ else (*known, self.message)

    @classmethod
    def of(cls, error: PipelineError) -> Failure:
        """Return the failure that records `error`."""
        return cls(error.stage, error.source, type(error).__name__, error.message)

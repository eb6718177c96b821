"""Whole runs: documents read, records extracted, a database filled with what is new. The one place where errors become failures."""

from __future__ import annotations

import hashlib
import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path
from typing import cast

import extractors
from extractors.pages import align_inspections
from extractors.precision import precision_of
from extractors.records import Extraction, Item
from pipeline.archive import Reading, read_captures
from pipeline.errors import Failure, PipelineError, ReadError, WarehouseError
from pipeline.executors import WorkPlan, build_inline_executor, build_process_executor, map_batches
from pipeline.models import Capture, MinutesDocument, stable_id
from pipeline.official_lists import read_official_list
from pipeline.parse.documents import parse_document
from pipeline.register import authority_of_url
from pipeline.reports import is_report, read_official
from pipeline.resolve import resolve_inspections
from pipeline.settings import Settings, build_settings
from pipeline.warehouse.database import build_aside
from pipeline.warehouse.rows import parse_utc
from pipeline.warehouse.spool import spool_failure
from pipeline.warehouse.write import LoadedDocument, write_documents, write_failures, write_official_list, write_run

Progress = Callable[[int], None]
"""Told how many sources of a run have been dealt with so far."""

_WORKER_MODULES = (__name__, "extractors.nlp")
_READERS = ("selectolax", "beautifulsoup4", "pypdfium2", "pdfplumber", "spacy", "google-re2", "python-dateutil")


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What an ingest did. `unchanged` documents were there already; `damaged` is where an unusable database was set aside."""

    run_id: str
    database: Path
    loaded: int
    unchanged: int
    failures: tuple[Failure, ...] = ()
    damaged: Path | None = None


def read_documents(
    paths: Iterable[str | Path], *, authority: str | None = None, meeting_date: date | None = None
) -> Iterator[MinutesDocument | Failure]:
    """Yield a document for each page or PDF under `paths`, and a `Failure` for each source that could not be read; never raises for one.

    `authority` (a slug) and `meeting_date` are context for documents that carry none.
    """
    for reading in read_captures(paths, authority=authority, meeting_date=meeting_date):
        yield reading if isinstance(reading, Failure) else _parse(reading)


def read_extractions(
    paths: Iterable[str | Path], *, authority: str | None = None, meeting_date: date | None = None, workers: int | None = None
) -> Iterator[LoadedDocument | Failure]:
    """Yield each document with what was found in its items, in the order of `paths`, and a `Failure` for each that gave nothing.

    `workers` is the number of processes; the results do not depend on it. One worker runs in this process.
    """
    settings = build_settings(os.environ, workers=workers)
    readings = read_captures(paths, authority=authority, meeting_date=meeting_date, max_bytes=settings.file_bytes)
    yield from _extract_all(readings, settings)


def ingest(
    paths: Iterable[str | Path],
    *,
    warehouse: str | Path,
    workers: int | None = None,
    authority: str | None = None,
    meeting_date: date | None = None,
    progress: Progress | None = None,
) -> str:
    """Load what is new under `paths` into the DuckDB file `warehouse` and return the id of this run; see `run_ingest`."""
    settings = build_settings(os.environ, database=warehouse, workers=workers)
    return run_ingest(paths, settings, authority=authority, meeting_date=meeting_date, progress=progress).run_id


def run_ingest(
    paths: Iterable[str | Path],
    settings: Settings,
    *,
    authority: str | None = None,
    meeting_date: date | None = None,
    progress: Progress | None = None,
) -> IngestSummary:
    """Parse, extract and load what is new under `paths` into `settings.database`, and return what was done.

    A document is new when its bytes and address are not in the database yet, or were read by other code, or with another authority or
    meeting date. Sources that fail are rows of `failures` and cost no other. A damaged database is set aside and built again, from
    `paths` and `settings.raw`. Raises WarehouseError when the database cannot be used; then nothing in it has changed, and
    the next ingest that can write finds the failure spooled beside it.
    """
    given = [Path(path) for path in paths]
    started = datetime.now(UTC)
    try:
        with build_aside(settings.database) as building:
            if building.damaged is not None and settings.raw.is_dir() and settings.raw not in given:
                given.append(settings.raw)
            readings = read_captures(given, authority=authority, meeting_date=meeting_date, max_bytes=settings.file_bytes)
            counter = _Counter(progress)
            news = _News(readings, building.fingerprints(), counter)
            collected = _Collected(counter)
            batches = _loadable(_extract_all(news, settings), collected, settings.batch_documents)
            write_documents(building, batches, precision_of, resolve_inspections, news.fetches)
            run_id = write_run(
                building, started, given, loaded=collected.loaded, unchanged=news.unchanged, failed=len(collected.failures)
            )
            write_failures(building, run_id, collected.failures)
    except WarehouseError as error:
        with suppress(OSError):  # a folder that cannot be written holds no spool either; the error itself is raised all the same
            spool_failure(settings.database, Failure.of(error), run_id=stable_id("run", given, started), at=started)
        raise
    return IngestSummary(run_id, settings.database, collected.loaded, news.unchanged, tuple(collected.failures), building.damaged)


def import_official(paths: Sequence[Path], settings: Settings) -> IngestSummary:
    """Load lists of Ofsted's outcomes (see `pipeline.official_lists`) into the official record of `settings.database`.

    What a list of the same name brought before is replaced. Rows and files that cannot be used are rows of `failures` and cost no other.
    Raises WarehouseError when the database cannot be used.
    """
    started = datetime.now(UTC)
    failures: list[Failure] = []
    loaded = 0
    with build_aside(settings.database) as building:
        for path in paths:
            try:
                rows = list(read_official_list(path))
            except ReadError as error:
                failures.append(Failure.of(error))
                continue
            failures += [row for row in rows if isinstance(row, Failure)]
            loaded += write_official_list(building, path.name, (row for row in rows if not isinstance(row, Failure)))
        run_id = write_run(building, started, paths, loaded=loaded, unchanged=0, failed=len(failures), command="official import")
        write_failures(building, run_id, failures)
    return IngestSummary(run_id, settings.database, loaded, 0, tuple(failures), building.damaged)


class _Counter:
    """Counts the sources that have been dealt with, and tells whoever wants to know."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = 0

    def advance(self) -> None:
        self._done += 1
        if self._progress:
            self._progress(self._done)


class _News:
    """The readings that the database does not hold yet; the others are counted and passed over."""

    def __init__(self, readings: Iterable[Reading], known: dict[str, str], counter: _Counter) -> None:
        self._readings = readings
        self._known = known
        self._counter = counter
        self._code = _code_version()
        self.unchanged = 0
        self.fetches: dict[str, datetime] = {}  # capture_id → the last fetch of what came by without being read

    def __iter__(self) -> Iterator[Reading]:
        seen: set[str] = set()
        for reading in self._readings:
            if isinstance(reading, Failure):
                yield reading
                continue
            document_id = stable_id("document", reading[0].capture_id)
            again = document_id in seen  # the same bytes at the same address, given twice
            seen.add(document_id)
            if again or self._known.get(document_id) == fingerprint_of(reading[0], self._code):
                self.unchanged += not again
                self._keep_fetch(reading[0])
                self._counter.advance()
            else:
                yield reading

    def _keep_fetch(self, capture: Capture) -> None:
        """A page that became again what it was is an old capture; that it is the latest is told by its time alone."""
        moment = parse_utc(capture.fetched_at)
        if moment is not None and moment > self.fetches.get(capture.capture_id, datetime.min):
            self.fetches[capture.capture_id] = moment


@dataclass(slots=True)
class _Collected:
    """What came by while documents streamed into the database."""

    counter: _Counter
    loaded: int = 0
    failures: list[Failure] = field(default_factory=list)


def _loadable(results: Iterable[LoadedDocument | Failure], collected: _Collected, size: int) -> Iterator[list[LoadedDocument]]:
    """Yield the documents among `results` in batches, and put the failures aside."""
    batch: list[LoadedDocument] = []
    for result in results:
        collected.counter.advance()
        if isinstance(result, Failure):
            collected.failures.append(result)
            continue
        collected.loaded += 1
        batch.append(result)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def fingerprint_of(capture: Capture, code: str) -> str:
    """Return what decides, besides the bytes, how a capture is read: `code` (see `_code_version`) and the context it was given."""
    return stable_id(code, capture.authority, capture.meeting_date, capture.committee)


@cache
def _code_version() -> str:
    """Return a digest of all that reading and extraction depend on; a changed rule, reader or measured precision changes it."""
    here = Path(__file__).parent
    sources = [
        *Path(extractors.__file__).parent.rglob("*"),
        *(here / "parse").iterdir(),
        here / "reports.py",
        here / "report_authorities.py",
        here / "resolve.py",
        here / "warehouse" / "rows.py",
    ]
    digest = hashlib.sha256()
    for path in sorted(path for path in sources if path.suffix in (".py", ".json")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for name in _READERS:
        digest.update(f"{name} {version(name)}\0".encode())
    return digest.hexdigest()


def _extract_all(readings: Iterable[Reading], settings: Settings) -> Iterator[LoadedDocument | Failure]:
    """Yield a result for each reading in order, through as many workers as the settings say; a single batch is not worth starting them."""
    batches = _batches(readings, settings)
    start = list(islice(batches, 2))
    alone = settings.workers == 1 or (len(start) < 2 and settings.source_of("workers") == "default")
    plan: WorkPlan[Reading, LoadedDocument | Failure] = WorkPlan(
        build_executor=build_inline_executor if alone else partial(build_process_executor, preload=_WORKER_MODULES),
        workers=1 if alone else settings.workers,
        died=_died,
        recycle_after=max(1, settings.worker_documents * settings.workers // settings.batch_documents),
    )
    for results in map_batches(plan, chain(start, batches), partial(_extract, _code_version())):
        yield from results


def _batches(readings: Iterable[Reading], settings: Settings) -> Iterator[list[Reading]]:
    """Yield the readings in batches that are bounded in number and in bytes."""
    batch: list[Reading] = []
    size = 0
    for reading in readings:
        batch.append(reading)
        size += 0 if isinstance(reading, Failure) else reading[0].bytes
        if len(batch) >= settings.batch_documents or size >= settings.batch_bytes:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _extract(code: str, reading: Reading) -> LoadedDocument | Failure:
    """Parse and extract one reading; runs in a worker process."""
    if isinstance(reading, Failure):
        return reading
    document = _parse(reading)
    if isinstance(document, Failure):
        return document
    try:
        if is_report(document):
            report = read_official(document)
            return LoadedDocument(report.document, report.extractions, fingerprint_of(reading[0], code), report.official)
        extract = cast(Callable[[Item], Extraction], extractors.extract)  # loads spaCy, on the first document that is new
        extractions = align_inspections([extract(item) for item in document.items])
    except Exception as error:
        return _defect("extract", document.source, error)
    return LoadedDocument(document, extractions, fingerprint_of(reading[0], code))


def _parse(reading: tuple[Capture, bytes]) -> MinutesDocument | Failure:
    capture, data = reading
    try:
        document = parse_document(capture, data)
    except PipelineError as error:
        return Failure.of(error)
    except Exception as error:
        return _defect("parse", _source_of(capture), error)
    if document.authority is None and document.url and (authority := authority_of_url(document.url)):
        items = tuple(replace(item, authority=authority) for item in document.items)
        return replace(document, authority=authority, items=items)
    return document


def _defect(stage: str, source: str, error: Exception) -> Failure:
    """Return the failure for an error that is ours and not the document's; it says so, and where, but costs no other document."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    reason = " ".join(str(error).split()) or "no message"
    return Failure(
        stage, source, type(error).__name__, f"a defect of this program: {reason} ({Path(place.filename).name}:{place.lineno})"
    )


def _died(reading: Reading) -> Failure:
    if isinstance(reading, Failure):
        return reading
    reason = "the worker process died on this document (crashed, killed, or out of memory)"
    return Failure("extract", _source_of(reading[0]), "WorkerDiedError", reason)


def _source_of(capture: Capture) -> str:
    return capture.raw_path if capture.raw_offset is None else f"{capture.raw_path}#{capture.raw_offset}"

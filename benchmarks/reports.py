"""How fast inspection reports are read, all fields: reports a second on one core, against the same reader on pdfplumber's text.

    python -m benchmarks.reports [FOLDER]

FOLDER holds report PDFs; without one, reports are made (needs reportlab). Both readers run over the same files in the same run, in turns;
times are processor seconds of this process. The last line is the peak memory of a process that reads a report of 100 pages.
"""

from __future__ import annotations

import io
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from extractors.records import PageKind
from pipeline.models import Capture, Line, LineRole, MinutesDocument, Page
from pipeline.official import OfficialReport
from pipeline.parse.minutes import parse_minutes
from pipeline.parse.report_lines import find_furniture
from pipeline.parse.report_pdf import read_report_pdf
from pipeline.reports import read_official
from tests import reports_pdf as made

ROUNDS = 3
MOST_PAGES = 400


def read_fast(data: bytes, name: str) -> tuple[OfficialReport, ...]:
    """Read a report as the program does (without the child process around it)."""
    reply = read_report_pdf(data, MOST_PAGES)
    if reply is None:
        return ()
    lines = [(str(text), LineRole(role), int(page)) for text, role, page in reply["lines"]]  # type: ignore[attr-defined]
    return read_official(_document(lines, name, len(data))).official


def read_with_pdfplumber(data: bytes, name: str) -> tuple[OfficialReport, ...]:
    """Read a report from pdfplumber's text, everything after that being the same."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        pages = []
        for page in pdf.pages:
            pages.append([" ".join(line.split()) for line in (page.extract_text() or "").split("\n")])
            page.close()
    furniture = find_furniture(pages)
    lines = [
        (line, LineRole.FURNITURE if (n, at) in furniture else LineRole.TEXT, n + 1)
        for n, page_lines in enumerate(pages)
        for at, line in enumerate(page_lines)
    ]
    return read_official(_document(lines, name, len(data))).official


def _document(lines: list[tuple[str, LineRole, int]], name: str, size: int) -> MinutesDocument:
    page = Page(PageKind.INSPECTION_REPORT, None, tuple(Line(*line) for line in lines))
    return parse_minutes(page, Capture(f"file:{name}", name, name, size), "benchmark")


def _seconds(read: Callable[[bytes, str], tuple[OfficialReport, ...]], data: bytes, name: str) -> float:
    start = time.process_time()
    read(data, name)
    return time.process_time() - start


def _reports(folder: Path | None) -> list[tuple[str, bytes]]:
    if folder:
        files = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.pdf"))]
        return [(name, data) for name, data in files if b"%PDF-" in data[:1024] and read_report_pdf(data, MOST_PAGES)]
    kinds = (made.sif(), made.sif_reinspection(), made.ilacs(), made.area_send(), made.long_report(12), made.long_report(38))
    return [(f"{n} - 16 may 2024.pdf", data) for n, data in enumerate(kinds)]


def _peak(path: Path) -> int:
    """Return the peak memory, in MB, of a fresh process that reads this report."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reports", "--peak", str(path)], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--peak"]:
        path = Path(arguments[1])
        read_fast(path.read_bytes(), path.name)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return
    reports = _reports(Path(arguments[0]) if arguments else None)
    fast: list[float] = []
    slow: list[float] = []
    for name, data in reports:
        _seconds(read_fast, data, name)  # the first one loads what is loaded once
        fast.append(min(_seconds(read_fast, data, name) for _ in range(ROUNDS)))
        slow.append(_seconds(read_with_pdfplumber, data, name))
    print(f"{len(reports)} reports")
    print(f"this reader:       median {1 / statistics.median(fast):7.1f} reports/s, all {len(fast) / sum(fast):7.1f} reports/s")
    print(f"pdfplumber's text: median {1 / statistics.median(slow):7.1f} reports/s, all {len(slow) / sum(slow):7.1f} reports/s")
    print(f"ratio: {sum(slow) / sum(fast):.0f} times faster")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long - 16 may 2024.pdf"
        path.write_bytes(made.long_report(100))
        print(f"peak memory with a report of 100 pages: {_peak(path)} MB")


if __name__ == "__main__":
    main(sys.argv[1:])

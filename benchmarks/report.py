"""How long the report takes at full size: `python -m benchmarks.report FILE` builds the report of FILE, a database as
`python -m benchmarks.views --keep FILE` makes it, and prints seconds, megabytes and the weight of the overview."""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from pathlib import Path

from pipeline.report.site import write_report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    database = parser.parse_args().database
    folder = Path(tempfile.mkdtemp())
    try:
        started, spent = time.perf_counter(), time.process_time()
        n_pages = write_report(database, folder / "report")
        seconds, worked = time.perf_counter() - started, time.process_time() - spent
        sizes = {path: path.stat().st_size for path in (folder / "report").rglob("*") if path.is_file()}
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{n_pages} pages, {len(sizes)} files, {sum(sizes.values()) / 1e6:.1f} MB in {seconds:.1f} s ({worked:.1f} s of work)"
        )
        print(f"overview {sizes[folder / 'report' / 'index.html'] / 1e6:.2f} MB; peak memory {memory:.0f} MB")
        for kind in ("authority", "theme", "evidence"):
            print(f"largest file in {kind}: {max(size for path, size in sizes.items() if path.parent.name == kind) / 1e6:.2f} MB")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()

"""Run the notebooks on a database: `python -m tools.notebooks --database FILE --out FOLDER` writes each with its results to FOLDER.

The notebooks in `notebooks/` stay as they are, without results: `--strip` takes out what an editor left there.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets.config import Config

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """Return a notebook in format 4, checked against its schema. Raises nbformat.ValidationError."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def run_notebook(path: Path, database: Path) -> nbformat.NotebookNode:
    """Return the notebook with the results of its cells on `database`. Raises CellExecutionError at the first cell that fails."""
    notebook = read_notebook(path)
    with TemporaryDirectory() as sockets:
        # Over sockets in a folder of our own: other users of the machine cannot listen in, as they can on loopback.
        ipc = {} if os.name == "nt" else {"transport": "ipc", "ip": str(Path(sockets) / "kernel")}
        folder = {"metadata": {"path": str(path.parent)}}
        client = NotebookClient(
            notebook, timeout=300, kernel_name="python3", resources=folder, config=Config({"KernelManager": ipc})
        )
        client.execute(env={**os.environ, "OFSTED_MINUTES_DATABASE": str(database.resolve())})
    return notebook


def strip(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return the notebook without results, counts and what an editor or a run noted in its metadata."""
    for cell in notebook.cells:
        cell.metadata = nbformat.NotebookNode()
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    return notebook


def write_notebook(notebook: nbformat.NotebookNode, path: Path) -> None:
    """Write a notebook as text that differs only where it does (one space of indent, a line feed at the end)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook).rstrip("\n") + "\n", "utf-8")


def run_all(database: Path, out: Path) -> Iterator[tuple[Path, str]]:
    """Run every notebook and write it to `out`; yield each with the reason why it failed, or an empty string."""
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        try:
            write_notebook(run_notebook(path, database), out / path.name)
        except CellExecutionError as error:
            yield path, f"{error.ename}: {error.evalue}"
        else:
            yield path, ""


def main() -> None:
    """Run or strip the notebooks; exit with 1 when one failed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--database", type=Path, default=Path("data/processed/minutes.duckdb"))
    parser.add_argument("--out", type=Path, default=Path("data/processed/notebooks"))
    parser.add_argument("--strip", action="store_true", help="only take results out of the notebooks in notebooks/")
    options = parser.parse_args()
    if options.strip:
        for path in sorted(NOTEBOOKS.glob("*.ipynb")):
            write_notebook(strip(read_notebook(path)), path)
        return
    if not options.database.is_file():
        sys.exit(f"{options.database}: there is no database here yet; run `make ingest` first")
    failed = 0
    for path, reason in run_all(options.database, options.out):
        print(f"{path.name}: {reason or f'written to {options.out / path.name}'}")
        failed += bool(reason)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

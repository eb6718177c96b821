"""The notebooks as they are kept: five, without results, reading views only, each chart with words beside it that hold no figures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: pip install 'ofsted-minutes[notebooks]'")
pytest.importorskip("nbclient", reason="nbclient is not installed: pip install 'ofsted-minutes[notebooks]'")

from tools.notebooks import read_notebook, strip, write_notebook  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)


def code_of(path: Path) -> list[str]:
    return [cell.source for cell in read_notebook(path).cells if cell.cell_type == "code"]


def words_of(path: Path) -> list[str]:
    return [cell.source for cell in read_notebook(path).cells if cell.cell_type == "markdown"]


def test_there_are_five() -> None:
    assert NAMES == [
        "01_judgement_trends",
        "02_improvement_themes",
        "03_actions_and_follow_through",
        "04_minutes_against_the_official_record",
        "05_data_quality",
    ]


@each_notebook
def test_notebooks_are_kept_without_results(path: Path, tmp_path: Path) -> None:
    write_notebook(strip(read_notebook(path)), tmp_path / path.name)
    assert path.read_text("utf-8") == (tmp_path / path.name).read_text("utf-8"), "run `python -m tools.notebooks --strip`"


def test_strip_takes_out_results_and_what_an_editor_noted(tmp_path: Path) -> None:
    cell = nbformat.v4.new_code_cell("1 + 1", execution_count=3, metadata={"scrolled": True})
    cell.outputs = [nbformat.v4.new_output("stream", text="2")]
    notebook = strip(nbformat.v4.new_notebook(cells=[cell], metadata={"widgets": {}}))
    assert (notebook.cells[0].outputs, notebook.cells[0].execution_count, notebook.cells[0].metadata) == ([], None, {})
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


@each_notebook
def test_notebooks_read_views_only(path: Path) -> None:
    read = re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", "\n".join(code_of(path)))
    assert read
    assert [name for name in read if not name.startswith("v_")] == []


@each_notebook
def test_written_words_hold_no_figures(path: Path) -> None:
    for words in words_of(path):
        assert not re.search(r"\d", re.sub(r"`[^`]*`", "", words)), words


@each_notebook
def test_every_chart_is_followed_by_what_it_shows_and_what_it_cannot_show(path: Path) -> None:
    cells = read_notebook(path).cells
    charts = [n for n, cell in enumerate(cells) if cell.cell_type == "code" and "\ntitled(" in cell.source]
    assert len(charts) >= 3
    for n in charts:
        assert "say(" in cells[n + 1].source
        assert cells[n + 2].source.startswith("**What this picture cannot show.**")

"""The notebooks run on the sample, without documents and without a database; their words and charts say what the views and the report say."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from pipeline import open_warehouse
from pipeline.report.labels import label_of
from pipeline.report.site import write_report
from pipeline.runs import run_ingest
from pipeline.settings import build_settings
from pipeline.warehouse.database import build_aside

for needed in ("altair", "ipykernel", "nbclient", "nbformat", "vl_convert"):
    pytest.importorskip(needed, reason=f"{needed} is not installed: pip install 'ofsted-minutes[notebooks]'")

import nbformat  # noqa: E402

from tools.notebooks import read_notebook, run_notebook, strip, write_notebook  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]
PICTURE, SPEC = "image/svg+xml", "application/vnd.vegalite."

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)


def code_of(path: Path) -> list[str]:
    return [cell.source for cell in read_notebook(path).cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the whole sample, and the folders that a kernel writes to out of the way."""
    folder = tmp_path_factory.mktemp("notebooks")
    for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"):
        os.environ.setdefault(name, str(folder / name.lower()))
    run_ingest([ROOT / "data" / "raw" / "sample"], build_settings({}, database=folder / "minutes.duckdb", workers=1))
    return folder / "minutes.duckdb"


class Results:
    """What the cells of a notebook showed."""

    def __init__(self, notebook: nbformat.NotebookNode) -> None:
        self.notebook = notebook
        self.outputs = [(cell, output) for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]

    @property
    def said(self) -> str:
        return "\n".join(o.data["text/markdown"] for _, o in self.outputs if "text/markdown" in o.get("data", {}))

    @property
    def charts(self) -> list[dict[str, Any]]:
        return [data for _, o in self.outputs for kind, data in o.get("data", {}).items() if kind.startswith(SPEC)]

    def data(self, chart: int) -> list[dict[str, Any]]:
        """The rows that a chart draws (its largest data set)."""
        return max(self.charts[chart]["datasets"].values(), key=len)


@pytest.fixture(scope="module")
def results(database: Path) -> Any:
    """Run a notebook on the sample, each once."""
    done: dict[str, Results] = {}

    def of(stem: str) -> Results:
        if stem not in done:
            done[stem] = Results(run_notebook(ROOT / "notebooks" / f"{stem}.ipynb", database))
        return done[stem]

    return of


def value(database: Path, sql: str) -> Any:
    with open_warehouse(database) as connection:
        ((found,),) = connection.execute(sql).fetchall()
    return found


def channels(spec: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(spec, dict):
        for name, part in spec.items():
            if name == "encoding":
                yield from part.items()
            if name != "datasets":
                yield from channels(part)
    elif isinstance(spec, list):
        for part in spec:
            yield from channels(part)


@each_notebook
def test_notebooks_run_on_the_sample_and_draw_titled_charts(path: Path, results: Any) -> None:
    shown = results(path.stem)
    assert [o for _, o in shown.outputs if o.output_type in ("error", "stream")] == []
    assert len(shown.charts) == sum(PICTURE in o.get("data", {}) for _, o in shown.outputs) >= 3
    for chart in shown.charts:
        assert chart["title"]["text"]
        assert chart["title"]["subtitle"][-1].startswith("Source: council minutes as read by ofsted-minutes; ")
        found = list(channels(chart))
        assert {name for name, _ in found} >= {"x", "y"}
        # A position without a title of its own is a name that its row or label explains; a number or a day always has one.
        assert [
            c
            for name, c in found
            if name in "xy" and c.get("type") in ("quantitative", "temporal") and not c.get("title") and "aggregate" not in c
        ] == []
        coloured = [c for name, c in found if name == "color"]
        assert len(coloured) < 2 or coloured[0] == coloured[1]


def test_charts_of_grades_carry_letters_beside_their_colours(results: Any) -> None:
    for chart in (0, 2):
        spec = results("01_judgement_trends").charts[chart]
        assert {"color", "text"} <= {name for name, _ in channels(spec)}


@pytest.mark.parametrize(
    ("stem", "sentence", "sql"),
    [
        ("01_judgement_trends", "{} of all minuted grades", "SELECT count(*) FILTER (change IS NOT NULL) || ' of ' || count(*) || ' (' || round(100 * count(*) FILTER (change IS NOT NULL) / count(*))::INT || ' %)' FROM v_judgement_trend"),
        ("01_judgement_trends", "The grid has {} grades", "SELECT count(*) FROM v_latest_judgements"),
        ("02_improvement_themes", "The minutes name {} improvement areas", "SELECT count(*) FROM v_improvement_areas"),
        ("02_improvement_themes", "The picture has {} pairs", "SELECT sum(len(themes)) FROM v_improvement_areas"),
        ("03_actions_and_follow_through", "Meetings resolved {} actions", "SELECT count(*) FROM v_actions"),
        ("03_actions_and_follow_through", "The median wait is {} days", "SELECT median(lag_days)::INT FROM v_scrutiny_lag"),
        ("04_minutes_against_the_official_record", "Of {} grades, none is told by both", "SELECT count(*) FROM v_inspection_grades WHERE authority IS NOT NULL"),
        ("05_data_quality", "{} items were read", "SELECT sum(n_items) FROM v_coverage"),
        ("05_data_quality", "Documents of {} authorities were read", "SELECT count(DISTINCT authority) FROM documents"),
    ],
)  # fmt: skip
def test_figures_in_words_are_those_of_the_views(stem: str, sentence: str, sql: str, database: Path, results: Any) -> None:
    assert sentence.format(value(database, sql)) in results(stem).said


@pytest.mark.parametrize(
    ("stem", "chart", "column", "sql"),
    [
        ("01_judgement_trends", 0, None, "SELECT count(*) FROM v_judgement_trend WHERE domain = 'overall'"),
        ("01_judgement_trends", 1, "n", "SELECT count(*) FROM v_judgement_trend WHERE change IS NOT NULL"),
        ("01_judgement_trends", 2, None, "SELECT count(*) FROM v_latest_judgements"),
        ("02_improvement_themes", 0, "n_areas", "SELECT sum(n_areas) FROM v_theme_frequency"),
        ("03_actions_and_follow_through", 0, "n", "SELECT count(*) FROM v_actions"),
        ("03_actions_and_follow_through", 2, None, "SELECT count(lag_days) FROM v_scrutiny_lag"),
        ("04_minutes_against_the_official_record", 0, "n", "SELECT count(*) FROM v_reconciliation"),
        ("05_data_quality", 1, "n", "SELECT count(*) FROM v_items"),
        ("05_data_quality", 2, "n", "SELECT count(confidence) FROM v_evidence WHERE NOT superseded"),
    ],
)
def test_figures_in_charts_are_those_of_the_views(
    stem: str, chart: int, column: str | None, sql: str, database: Path, results: Any
) -> None:
    rows = results(stem).data(chart)
    assert (sum(row[column] for row in rows) if column else len(rows)) == value(database, sql) > 0


@pytest.fixture(scope="module")
def report(database: Path) -> Any:
    """The rows of the report's tables as the cells' words, by page."""
    write_report(database, database.parent / "report")

    def rows(page: str) -> list[list[str]]:
        html = BeautifulSoup((database.parent / "report" / page).read_text("utf-8"), "html.parser")
        return [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in html.find_all("tr")]

    return rows


def test_report_notebooks_and_views_give_the_same_grades(database: Path, results: Any, report: Any) -> None:
    with open_warehouse(database) as connection:
        view = connection.execute("SELECT authority_name, domain, grade FROM v_latest_judgements").fetchall()
    drawn = [(row["authority_name"], row["domain"], row["grade"]) for row in results("01_judgement_trends").data(2)]
    assert sorted(drawn) == sorted(view)
    (heads, *cells) = [row for row in report("index.html") if "Overall" in row or row[0] in {name for name, _, _ in view}]
    domains = {label_of(domain): domain for _, domain, _ in view}
    grades = {label_of(grade): grade for _, _, grade in view}
    written = [
        (row[0], domains[head], grades[cell]) for row in cells for head, cell in zip(heads, row, strict=True) if cell in grades
    ]
    assert sorted(written) == sorted(view)


def test_report_notebooks_and_views_give_the_same_numbers(database: Path, results: Any, report: Any) -> None:
    only = value(database, "SELECT count(*) FROM v_reconciliation WHERE status = 'only_minutes'")
    assert [label_of("only_minutes"), f"{only:,}"] in report("coverage.html")
    assert f"{only} of {only} (100 %) only the minutes tell" in results("04_minutes_against_the_official_record").said
    theme, n = max(((row["theme"], row["n_areas"]) for row in results("02_improvement_themes").data(0)), key=lambda pair: pair[1])
    assert n == value(database, f"SELECT n_areas FROM v_theme_frequency WHERE theme = '{theme}'")
    assert [str(n)] == [row[2] for row in report("index.html") if row[0] == label_of(theme)]


def run_here(path: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the cells of a notebook in this process, without a kernel, and return what they said."""
    monkeypatch.syspath_prepend(str(path.parent))
    reading, charting = __import__("reading"), __import__("charting")
    monkeypatch.setattr(reading, "DATABASE", database)
    said: list[str] = []
    monkeypatch.setattr(reading, "display", lambda shown: said.append(shown.data))
    names: dict[str, Any] = {}
    for source in code_of(path):
        *body, last = source.split("\ntitled(") if "\ntitled(" in source else (source,)
        exec(compile("\ntitled(".join([*body, last]), path.name, "exec"), names)
        if body:
            drawn = eval(compile("titled(" + last, path.name, "eval"), names)
            assert charting.vl_convert.vegalite_to_svg(drawn.to_dict()).startswith("<svg")
    return "\n".join(said)


@each_notebook
def test_notebooks_run_on_a_database_without_documents(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with build_aside(tmp_path / "minutes.duckdb"):
        pass
    said = run_here(path, tmp_path / "minutes.duckdb", monkeypatch)
    assert said
    assert not re.search(r"\bnan\b|NaT|None", said)


def test_the_official_record_is_said_to_be_empty_and_compared_once_it_is_there(
    database: Path, tmp_path: Path, results: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stem = "04_minutes_against_the_official_record"
    assert "The official record in this database is empty." in results(stem).said
    copy = tmp_path / "minutes.duckdb"
    copy.write_bytes(database.read_bytes())
    # The official record of one invented authority: what its minutes say of one inspection, with one grade changed.
    with open_warehouse(copy, read_only=False) as connection:
        (inspection,) = connection.execute(
            "SELECT arg_max(inspection_id, inspection_date) FROM v_inspection_grades WHERE authority = 'fallowby'"
        ).fetchone()
        connection.execute(
            """INSERT INTO official_outcomes BY NAME
               SELECT 'o' || domain AS outcome_id, 'o' AS official_id, authority, framework, start_date, end_date, date_precision,
                      domain, CASE domain WHEN 'overall' THEN 'outstanding' ELSE grade END AS grade, 'file:list.csv' AS source, grade AS evidence
               FROM v_inspection_grades WHERE inspection_id = ?""",
            [inspection],
        )
    said = run_here(ROOT / "notebooks" / f"{stem}.ipynb", copy, monkeypatch)
    n = value(copy, f"SELECT count(*) FROM v_inspection_grades WHERE inspection_id = '{inspection}'")
    assert "empty" not in said
    assert f"The official record in this database has 1 inspection with {n} grades" in said
    assert f"both sides tell {n}: {n - 1} of {n} " in said
    assert "The 1 pair off it" in said


def test_a_missing_database_is_told_in_one_sentence(tmp_path: Path) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("from reading import ask; ask('FROM v_items')")])
    write_notebook(strip(notebook), tmp_path / "one.ipynb")
    (tmp_path / "reading.py").write_text((ROOT / "notebooks" / "reading.py").read_text("utf-8"), "utf-8")
    with pytest.raises(Exception, match=r"there is no database here yet; run `ofsted-minutes ingest` first"):
        run_notebook(tmp_path / "one.ipynb", tmp_path / "none.duckdb")
    assert json.loads((tmp_path / "one.ipynb").read_text("utf-8"))["cells"][0]["outputs"] == []

"""The bundled sample: what it must hold, that it is what its generator writes, and that its gold is in its documents."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from bs4 import BeautifulSoup

from tools.sample.__main__ import write_sample
from tools.sample.gold import Document, ShownItem, build_gold
from tools.sample.marks import parse_marked
from tools.sample.word import tidy_wrap

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "raw" / "sample"
KINDS = {"agenda_item", "issue_meetings", "meeting", "decision", "minutes_pdf"}
STATES = {
    "Meeting",
    "Agenda",
    "Agenda and minutes",
    "Agenda and draft minutes",
    "Agenda and decisions",
    "Agenda, decisions and minutes",
    "Rhaglen a chofnodion",
}


def documents() -> list[Path]:
    return sorted(path for path in SAMPLE.rglob("*") if path.suffix in {".html", ".txt", ".pdf"})


@cache
def gold_of(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((SAMPLE / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
    return gold


def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range().splitlines() for page in document]
    assert all(lines[1] == f"Page {number}" for number, lines in enumerate(pages, start=1))
    return "\n".join(line for lines in pages for line in lines[2:])  # without the page's header and footer


@cache
def text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        return pdf_text(path)
    data = path.read_bytes()
    if path.suffix == ".txt":
        return data.decode("utf-8")
    encoding = "utf-8" if b'charset="utf-8"' in data else "windows-1252"
    return BeautifulSoup(data.decode(encoding), "html.parser").get_text()


def squeezed(text: str) -> str:
    """Letters and digits alone: tags that end mid-word, wraps and hyphens at line ends leave them as they were."""
    return re.sub(r"[\W_]+", "", text)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample")
    write_sample(out)
    return out


def test_the_sample_is_what_its_generator_writes(written: Path) -> None:
    def files(root: Path) -> Iterator[Path]:
        return (path.relative_to(root) for path in sorted(root.rglob("*")) if path.is_file())

    assert list(files(written)) == list(files(SAMPLE))
    for name in files(SAMPLE):
        if name.suffix == ".pdf":  # another release of reportlab or zlib may lay the same text down in other bytes
            assert pdf_text(written / name) == pdf_text(SAMPLE / name), name
        else:
            assert (written / name).read_bytes() == (SAMPLE / name).read_bytes(), name


def test_a_second_run_writes_the_same_bytes(written: Path, tmp_path: Path) -> None:
    write_sample(tmp_path)
    pdfs = sorted(written.rglob("*.pdf"))
    assert pdfs
    for path in pdfs:
        assert (tmp_path / path.relative_to(written)).read_bytes() == path.read_bytes(), path.name


def test_it_has_the_breadth_that_it_is_there_for() -> None:
    kinds = Counter(gold_of(path)["page_kind"] for path in documents())
    councils = {path.parent.name for path in documents()}
    assert len(councils) >= 8
    assert kinds.keys() == KINDS
    assert sum(kinds.values()) - kinds["minutes_pdf"] >= 60
    assert kinds["minutes_pdf"] >= 8
    headings = {heading.get_text() for path in documents() if path.suffix == ".html" for heading in _headings(path)}
    assert headings >= STATES
    assert {path.suffix for path in documents()} == {".html", ".txt", ".pdf"}


def _headings(path: Path) -> list[Any]:
    return list(BeautifulSoup(path.read_bytes(), "html.parser", from_encoding="utf-8").select("#modgov h1"))


def test_every_council_has_two_graded_inspections() -> None:
    graded: dict[str, set[str]] = {path.parent.name: set() for path in documents()}
    for path in documents():
        for inspection in gold_of(path)["inspections"]:
            if inspection["framework"] in {"ilacs", "sif", "other"} and inspection["start"]:
                graded[path.parent.name].add(inspection["start"][:4])
    assert all(len(years) >= 2 for years in graded.values()), graded


def test_minutes_are_of_full_length() -> None:
    words = [len(text_of(path).split()) for path in documents() if gold_of(path)["page_kind"] == "minutes_pdf"]
    assert min(words) >= 400
    assert max(words) >= 900
    assert sum(gold_of(path)["truncated"] for path in documents()) >= 8


def test_there_are_hard_negatives() -> None:
    negatives = [path for path in documents() if gold_of(path).get("negative")]
    graded = re.compile(r"\b(good|outstanding|inadequate|requires? improvement)\b", re.IGNORECASE)
    assert sum(bool(graded.search(text_of(path))) for path in negatives) >= 5


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_gold_is_in_its_document(path: Path) -> None:
    gold = gold_of(path)
    text = squeezed(text_of(path))
    assert gold["id"] == path.stem
    assert gold["authority"] == path.parent.name
    for entry in gold["improvement_areas"] + gold["actions"] + gold.get("optional_improvement_areas", []):
        assert squeezed(entry["text"]) in text, entry["text"]
    for action in gold["actions"]:
        assert action["kind"] in {"note", "approve", "request", "refer", "delegate", "other"}
        assert action["owner"] is None or squeezed(action["owner"]).lower() in text.lower()
    for inspection in gold["inspections"]:
        assert inspection["start"] is None or inspection["start"] <= (inspection["end"] or "9999")
        if inspection["start"] and not gold["meeting_date"]:  # a range over New Year names the later year alone
            assert any(str(int(inspection["start"][:4]) + later) in text for later in (0, 1))


def test_gold_has_no_stray_documents() -> None:
    assert {path.stem for path in (SAMPLE / "gold").iterdir()} == {path.stem for path in documents()}


def test_its_grades_exist_in_their_regime() -> None:
    for path in documents():
        gold = gold_of(path)
        for judgement in gold["judgements"] + gold["optional_judgements"]:
            assert judgement["grade"] != "adequate" or any((i["start"] or "9") < "2013" for i in gold["inspections"]), path.name


def test_pages_are_in_the_character_set_that_they_claim() -> None:
    undeclared = [path for path in documents() if path.suffix == ".html" and b"charset" not in path.read_bytes()]
    assert undeclared
    for path in undeclared:
        with pytest.raises(UnicodeDecodeError):
            path.read_bytes().decode("utf-8")


def test_html_files_name_their_address() -> None:
    for path in documents():
        if path.suffix == ".html":
            first = path.read_bytes()[:400].decode("ascii", "replace").splitlines()[1]
            found = re.fullmatch(r"<!-- saved from url=\((\d{4})\)(https://[\w.-]+\.example/\S+) -->", first)
            assert found, path.name
            assert int(found[1]) == len(found[2])


def test_no_council_is_a_real_one() -> None:
    def names(path: Path) -> list[str]:
        with path.open(encoding="utf-8", newline="") as file:
            return [row["name"] for row in csv.DictReader(file)]

    real = names(ROOT / "pipeline" / "reference" / "authorities.csv")
    assert len(real) > 150
    content = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tools" / "sample" / "content").glob("*.txt"))
    content += "\n".join(names(SAMPLE / "authorities.csv"))
    assert [name for name in real if re.search(rf"\b{re.escape(name)}\b", content)] == []


def test_it_is_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < 3_000_000


def test_marks_give_text_and_facts() -> None:
    marked = parse_marked("judged {{j overall good|‘Good’}}; {{r a note|the {{i m ilacs 2022-07 2022-07|July 2022}} report}}.")
    assert marked.text == "judged ‘Good’; the July 2022 report."
    assert [(fact.kind, marked.words_of(fact)) for fact in marked.facts] == [
        ("j", "‘Good’"),
        ("r", "the July 2022 report"),
        ("i", "July 2022"),
    ]


@pytest.mark.parametrize("source", ["{{j overall good|Good", "Good}}", "{{q x|Good}}"])
def test_broken_marks_are_refused(source: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        parse_marked(source)


def test_facts_after_the_cut_are_not_in_the_gold() -> None:
    text = parse_marked("one {{a|two}} three {{a|four five}} six {{r 1 note|seven}}").cut(4)
    gold = build_gold(Document("x", ".html", "meeting", "x", "2022-01-01", [ShownItem([text], truncated=True)]))
    assert gold["improvement_areas"] == [{"text": "two"}]
    assert gold["optional_improvement_areas"] == [{"text": "four"}]
    assert gold["actions"] == []
    assert gold["truncated"] is True


def test_a_date_that_needs_the_meeting_is_refused_where_the_page_has_none() -> None:
    text = parse_marked("held {{i m ilacs 2021-11 2021-11 ?|in November}}")
    document = Document("x", ".html", "agenda_item", "x", None, [ShownItem([text])])
    with pytest.raises(ValueError, match="in November"):
        build_gold(document)


def test_the_finest_mention_of_an_inspection_counts() -> None:
    text = parse_marked(
        "{{i m ilacs 2022-03-04 2022-03-15|4 to 15 March 2022}} and {{i m ilacs 2022-03 2022-03|March}}, {{p m 2022-05-01|1 May}}"
    )
    gold = build_gold(Document("x", ".html", "meeting", "x", "2022-06-01", [ShownItem([text])]))
    assert gold["inspections"] == [
        {"framework": "ilacs", "start": "2022-03-04", "end": "2022-03-15", "published": "2022-05-01", "period": "current"}
    ]


def test_tidy_breaks_lines_at_spaces_only() -> None:
    markup = '<p class="MsoNormal" style="text-align:justify">' + "word " * 40 + "</p>"
    wrapped = tidy_wrap(markup)
    assert wrapped.replace("\n", " ") == markup
    assert max(map(len, wrapped.split("\n"))) <= 68

"""Why a record was read: what was kept and what was refused, as lines and as a page."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from extractors.records import Extraction
from pipeline.cli import cli
from pipeline.explain import ExplanationPage
from pipeline.highlight import Span, cut_at_spans
from tests.pipeline.warehouse_documents import build_loaded

PAGE = """Agenda item

Inspection of services

Meeting: 03/11/2022 - Children's Scrutiny Committee (Item 4)

4 Inspection of services

Minutes:

Ofsted inspected Wexmoor's children's services from 6 to 17 June 2022 and judged them good overall. Hill Top Primary School was judged inadequate.

RESOLVED: That the Director report back by June 2023.
"""


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=8))
def test_pieces_are_the_text_and_cover_each_span_exactly(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(start, end, "k", str(number)) for number, (start, end) in enumerate(places)]
    pieces = cut_at_spans(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    for span in spans:
        covered = text[max(0, span.start_char) : max(0, span.end_char)] if span.start_char < span.end_char else ""
        assert "".join(piece.text for piece in pieces if span in piece.spans) == covered
        assert sum(span in piece.first for piece in pieces) == (1 if covered else 0)


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(cli, ["extract", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_explain_prints_what_was_kept_and_what_was_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    lines = run(tmp_path, "--explain").splitlines()
    assert any(
        line.strip().startswith("+ judgement") and "overall: good (current)" in line and "rule judgements." in line
        for line in lines
    )
    assert any(line.strip().startswith("+ action") and "due 2023-06" in line for line in lines)
    refused = [line for line in lines if line.strip().startswith("- judgement") and "inadequate" in line]
    assert len(refused) == 1
    assert "School" in refused[0].split("—")[1], "the cue is told"


def test_the_page_marks_the_records_in_the_text(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    assert run(tmp_path / "page.txt", "--html", tmp_path / "out.html") == ""
    soup = BeautifulSoup((tmp_path / "out.html").read_text("utf-8"), "html.parser")
    assert [mark.text for mark in soup.select("mark.inspection")] == ["from 6 to 17 June 2022"]
    assert any("inadequate" in mark.text for mark in soup.select("mark.refused"))
    for link in soup.select("td a"):
        assert soup.find(id=link["href"].removeprefix("#")) is not None
    assert soup.select("mark.action")[0]["title"].startswith("action request")


def test_a_page_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    target = tmp_path / "none" / "out.html"
    result = CliRunner().invoke(cli, ["extract", str(tmp_path / "page.txt"), "--html", str(target)])
    assert result.exit_code == 1
    assert f"{target}: cannot be written" in result.stderr


def test_council_text_is_shown_as_text() -> None:
    text = 'Inspection <script>alert("1")</script>\n\n& "quoted" \u202eRTL\u202c <b>judged good</b>'
    loaded = build_loaded("one", text=text, extraction=Extraction())
    page = ExplanationPage()
    page.add(loaded.document, loaded.extractions)
    soup = BeautifulSoup("".join(page.render()), "html.parser")
    assert soup.find(["script", "b"]) is None
    assert soup.select_one(".text").text == text

"""The same text in other dress gives the same answer: other quotes, spaces, blank lines, wrapped lines, list markers, names, dates, grades."""

from __future__ import annotations

import json
import re
import textwrap
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import Item, extract
from pipeline.runs import read_extractions
from pipeline.warehouse.rows import LoadedDocument

HERE = Path(__file__).parent / "constructions"
ROWS = [json.loads(line) for path in sorted(HERE.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
TEXTS = [(row["id"], row["text"].removeprefix("TITLE: "), row["meeting_date"]) for row in ROWS]


def words(text: str | None) -> list[str] | None:
    return None if text is None else re.findall(r"[a-z0-9]+", text.lower().replace("’", "'"))


def answer(text: str, meeting_date: str | None = None) -> dict[str, Any]:
    """What is said, without offsets, marks and spaces: all that may not change."""
    found = extract(Item(text=text, meeting_date=date.fromisoformat(meeting_date) if meeting_date else None))
    for record in (*found.inspections, *found.judgements, *found.improvement_areas, *found.actions):
        assert text[record.evidence.start_char : record.evidence.end_char] == record.evidence.text
    return {
        "inspections": sorted(
            ((i.framework.value, i.start_date, i.end_date, i.publication_date, i.period.value) for i in found.inspections), key=str
        ),
        "judgements": sorted((j.domain.value, j.grade.value, j.period.value) for j in found.judgements),
        "areas": [(words(a.text), sorted(a.themes)) for a in found.improvement_areas],
        "actions": [(words(a.text), a.kind.value, words(a.owner), words(a.due_text), a.due_date) for a in found.actions],
    }


def straight(text: str) -> str:
    return text.translate(str.maketrans("‘’“”", "''\"\""))


def curly(text: str) -> str:
    text = re.sub(r"(?<=\w)'", "’", text)
    text = re.sub(r"'(?=\w)", "‘", text)
    return re.sub(r'"(?=\w)', "“", text).replace('"', "”")


def hard_spaces(text: str) -> str:
    return re.sub(r"(?<=\w) (?=\w)", "\N{NO-BREAK SPACE}", text)


def some_hard_spaces(text: str) -> str:
    parts = re.split(r"(?<=\w) (?=\w)", text)
    return "".join(part + ("\N{NO-BREAK SPACE}" if n % 3 == 1 else " ") for n, part in enumerate(parts[:-1])) + parts[-1]


def blank_lines(text: str) -> str:
    return re.sub(r"\n{2,}", "\n\n \n\n\n", text)


def trailing_spaces(text: str) -> str:
    return re.sub(r"(?<=\S)\n", "  \n", text)


@pytest.mark.parametrize("dress", [straight, curly, hard_spaces, some_hard_spaces, blank_lines, trailing_spaces])
@pytest.mark.parametrize(("name", "text", "meeting_date"), TEXTS, ids=[name for name, _, _ in TEXTS])
def test_other_marks_and_spaces_change_nothing(name: str, text: str, meeting_date: str | None, dress: Any) -> None:
    assert answer(dress(text), meeting_date) == answer(text, meeting_date)


COUNCILS = ("Ashcombe", "North Wexmoor", "Carrow Vale and Holm", "Dunmere-on-Sea", "St Bride’s")
PEOPLE = ("Councillor Anneke Oyelaran", "Cllr T. O’Dowd", "Mrs Q. Brathwaite-Lee", "Dr Li Wenying")
GRADES = {
    "outstanding": "Outstanding",
    "good": "good",
    "requires_improvement": "requires improvement to be good",
    "inadequate": "inadequate",
}
MARKERS = ("{a}. ", "({a}) ", "{a}) ", "{i}. ", "({i}) ", "{n}. ", "({n}) ", "• ", "- ")
LIST_MARKERS = (*MARKERS, "* ", "")  # a copy may lose them
AREAS = (
    "the timeliness of initial health assessments for children in care",
    "management oversight and supervision of social workers",
    "the quality of pathway plans",
    "the response to 16 and 17 year olds who are homeless",
)
ACTIONS = (
    ("the report be noted", "note"),
    ("the improvement plan be approved", "approve"),
    ("a progress report be brought to the next meeting", "request"),
    ("the plan be referred to the Cabinet", "refer"),
)
ROMAN = ("i", "ii", "iii", "iv")


def listed(marker: str, entries: list[str]) -> str:
    return "\n\n".join(marker.format(a="abcd"[n], i=ROMAN[n], n=n + 1) + entry for n, entry in enumerate(entries))


def day(moment: date, style: str) -> str:
    suffix = "th" if 11 <= moment.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(moment.day % 10, "th")
    return {
        "plain": f"{moment.day} {moment:%B} {moment.year}",
        "ordinal": f"{moment.day}{suffix} {moment:%B} {moment.year}",
        "comma": f"{moment.day}{suffix} {moment:%B}, {moment.year}",
        "short": f"{moment.day} {moment:%b} {moment.year}",
    }[style]


@st.composite
def minutes(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A text about a full inspection before 2023 and its answer."""
    council, person = draw(st.sampled_from(COUNCILS)), draw(st.sampled_from(PEOPLE))
    start = draw(st.dates(date(2018, 6, 1), date(2022, 11, 1)))
    end = start + timedelta(days=draw(st.integers(4, 18)))
    published = end + timedelta(days=draw(st.integers(25, 60)))
    style = draw(st.sampled_from(("plain", "ordinal", "comma", "short")))
    overall, leaders, protection, care = (draw(st.sampled_from(sorted(GRADES))) for _ in range(4))
    area_marker, action_marker = draw(st.sampled_from(LIST_MARKERS)), draw(st.sampled_from(LIST_MARKERS))
    areas = draw(st.lists(st.sampled_from(AREAS), min_size=2, max_size=4, unique=True))
    actions = draw(st.lists(st.sampled_from(ACTIONS), min_size=2, max_size=4, unique=True))
    quote = draw(st.sampled_from(("‘{}’", "'{}'", "“{}”", '"{}"', "{}")))
    text = "\n\n".join(
        (
            "Ofsted Inspection of Children’s Services",
            "Minutes:",
            f"{person} introduced the report. Ofsted had inspected {council}’s children’s services between {day(start, style)} and "
            f"{day(end, style)} under the ILACS framework, and its report was published on {day(published, style)}.",
            f"The overall effectiveness of services was judged {quote.format(GRADES[overall])}.",
            f"The impact of leaders on social work practice was judged {quote.format(GRADES[leaders])}, the experiences and progress of "
            f"children who need help and protection {quote.format(GRADES[protection])}, and the experiences and progress of children in care "
            f"and care leavers {quote.format(GRADES[care])}.",
            "Inspectors found that the following areas needed to improve:",
            listed(area_marker, areas),
            f"In reply to a question {person} said that staff had worked hard.",
            "RESOLVED: That",
            listed(action_marker, [entry for entry, _ in actions]),
        )
    )
    expected = {
        "inspections": [("ilacs", start.isoformat(), end.isoformat(), published.isoformat(), "current")],
        "judgements": sorted(
            (domain, grade, "current")
            for domain, grade in (
                ("overall", overall),
                ("leaders", leaders),
                ("help_protection", protection),
                ("care_and_care_leavers", care),
            )
        ),
        "areas": [words(area) for area in areas],
        "actions": [(words(entry), kind) for entry, kind in actions],
    }
    return text, expected


@given(minutes())
@settings(max_examples=150, deadline=None)
def test_other_names_dates_grades_and_markers_change_the_answer_only_where_they_should(case: tuple[str, dict[str, Any]]) -> None:
    text, expected = case
    found = answer(text, "2024-01-01")
    assert found["inspections"] == expected["inspections"]
    assert found["judgements"] == expected["judgements"]
    assert [area for area, _ in found["areas"]] == expected["areas"]
    assert [(entry, kind) for entry, kind, *_ in found["actions"]] == expected["actions"]


@given(minutes(), st.integers(50, 100))
@settings(max_examples=40, deadline=None)
def test_wrapped_lines_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, case: tuple[str, dict[str, Any]], width: int
) -> None:
    text, expected = case
    wrapped = "\n\n".join(textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n\n"))
    path = tmp_path_factory.mktemp("wrapped") / "page.txt"
    path.write_text(f"Agenda item\n\n{wrapped}\n", "utf-8")
    (loaded,) = read_extractions([path], meeting_date=date(2024, 1, 1), workers=1)
    assert isinstance(loaded, LoadedDocument)
    assert [words(a.text) for e in loaded.extractions for a in e.improvement_areas] == expected["areas"]
    assert [words(a.text) for e in loaded.extractions for a in e.actions] == [entry for entry, _ in expected["actions"]]
    assert (
        sorted((j.domain.value, j.grade.value, j.period.value) for e in loaded.extractions for j in e.judgements)
        == expected["judgements"]
    )
    assert [(i.start_date, i.end_date) for e in loaded.extractions for i in e.inspections] == [
        (start, end) for _, start, end, _, _ in expected["inspections"]
    ]

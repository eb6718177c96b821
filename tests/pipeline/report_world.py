"""A small database with text that would break a careless page, for the tests of the report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from extractors.records import (
    Action,
    ActionKind,
    DatePrecision,
    Domain,
    Extraction,
    Framework,
    Grade,
    ImprovementArea,
    Inspection,
    Item,
    Judgement,
    Period,
)
from pipeline.errors import Failure, ReadError
from pipeline.resolve import resolve_inspections
from pipeline.warehouse.database import build_aside
from pipeline.warehouse.rows import LoadedDocument
from pipeline.warehouse.write import write_documents, write_failures
from tests.pipeline.warehouse_documents import build_loaded, cut

SCRIPT = "<script>window.broken = 1</script>"
HOSTILE = (
    f"That {SCRIPT} & \"quoted\" 'single' be noted; '); DROP TABLE items; -- \u202eright to left\u202c "
    '\u05e9\u05dc\u05d5\u05dd </script> {{ 7 * 7 }} =HYPERLINK("x")'
)
LONG = "The committee discussed the matter at length. " * 2200
PLACES = (("holmsea", "Holmsea", "North East", "unitary", "901"), ("dunmere", "Dunmere", "London", "county", "902"))


def graded(name: str, authority: str, months: tuple[str, str], grades: dict[Domain, Grade]) -> LoadedDocument:
    """A document of one inspection that was in months[0], met in months[1]; its text names each grade."""
    words = "; ".join(f"{domain.value} is {grade.value}" for domain, grade in grades.items())
    text = f"Minutes \U0001f9d2\n\nThe inspection of {months[0]} found: {words}."
    item = Item(text=text)
    dated = Inspection(Framework.ILACS, months[0], months[0], DatePrecision.MONTH, None, Period.CURRENT, cut(item, months[0]))
    judged = tuple(
        Judgement(domain, grade, Period.CURRENT, cut(item, f"{domain.value} is {grade.value}")) for domain, grade in grades.items()
    )
    return build_loaded(
        name,
        authority=authority,
        text=text,
        committee="Cabinet",
        meeting_date=date.fromisoformat(f"{months[1]}-05"),
        url=f"https://minutes.example/{name}",
        fetched_at="2026-01-02T03:04:05Z",
        extraction=Extraction(inspections=(dated,), judgements=judged),
    )


def hostile() -> LoadedDocument:
    """A document whose words, committee, authority and address are markup."""
    text = f"{LONG}\nRESOLVED: {HOSTILE}. {SCRIPT} plans {LONG}"
    item = Item(text=text)
    found = Extraction(
        improvement_areas=(ImprovementArea(1, None, f"{SCRIPT} plans", ("pathway_planning",), cut(item, f"{SCRIPT} plans")),),
        actions=(Action(1, None, HOSTILE, ActionKind.REQUEST, SCRIPT, SCRIPT, None, cut(item, HOSTILE)),),
    )
    return build_loaded(
        "hostile", authority=f"x {SCRIPT}", text=text, committee=SCRIPT, url="javascript:window.broken=2", extraction=found
    )


def build_world(path: Path) -> None:
    """Write the database at `path`: Holmsea inspected in 2019 and 2025, Dunmere in 2022, and an authority made of markup."""
    both = (Domain.OVERALL, Domain.LEADERS)
    documents = [
        graded("h1", "holmsea", ("2019-05", "2019-09"), dict.fromkeys(both, Grade.INADEQUATE)),
        graded("h2", "holmsea", ("2025-03", "2025-06"), dict.fromkeys(both, Grade.GOOD)),
        graded("d1", "dunmere", ("2022-06", "2022-10"), dict.fromkeys(both, Grade.REQUIRES_IMPROVEMENT)),
        build_loaded("plain"),
        hostile(),
    ]
    with build_aside(path) as build:
        write_documents(build, [documents], lambda rule: 0.9, resolve_inspections)
        write_failures(build, "run", [Failure.of(ReadError("read", f"data/{SCRIPT}.html", SCRIPT))])
        for slug, name, region, kind, code in PLACES:
            build.connection.execute(
                """INSERT INTO authorities SELECT * REPLACE (? AS slug, ? AS name, ? AS region, ? AS authority_type, ? AS la_code,
                   ? AS statistical_neighbours, ? AS ons_code, ? AS ofsted_urn) FROM authorities ORDER BY slug LIMIT 1""",
                [slug, name, region, kind, code, ["902", "999"] if slug == "holmsea" else [], f"E{code}", f"8{code}"],
            )

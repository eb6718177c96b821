"""Lists of Ofsted's outcomes: both layouts, and rows that cannot be used, each named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractors.records import Domain, Framework, Grade
from pipeline.errors import Failure, ReadError
from pipeline.official import Basis, OfficialReport, Variant
from pipeline.official_lists import read_official_list

OWN = (
    "ofsted_urn,la_code,authority_name,framework,start_date,end_date,publication_date,overall,leaders,help_protection,"
    "care_and_care_leavers,in_care,care_leavers,adoption,publication_date_basis,lead_inspector\n"
)
HISTORY = (
    "urn,local_authority,inspection_link,pdf_filename,publication_date,inspection_framework,inspector_name,inspection_start_date,"
    "inspection_end_date,overall_effectiveness_grade,impact_of_leaders_grade,help_and_protection_grade,in_care_grade,"
    "care_leavers_grade,parser_version\n"
)


def read(tmp_path: Path, text: str) -> list[OfficialReport | Failure]:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    return list(read_official_list(path))


def grades(report: OfficialReport | Failure) -> dict[Domain, Grade]:
    assert isinstance(report, OfficialReport)
    return {grade.domain: grade.grade for grade in report.grades}


def test_the_own_layout(tmp_path: Path) -> None:
    (report,) = read(
        tmp_path,
        OWN
        + "80430,889,Blackburn with Darwen,ilacs_short,2023-03-06,2023-03-10,2023-04-20,good,good,good,,good,outstanding,,listing,A Name\n",
    )
    assert isinstance(report, OfficialReport)
    assert (report.authority, report.framework, report.variant) == ("blackburn-with-darwen", Framework.ILACS, Variant.SHORT)
    assert (report.start_date, report.end_date, report.publication_date) == (date(2023, 3, 6), date(2023, 3, 10), date(2023, 4, 20))
    assert (report.publication_basis, report.lead_inspector, report.source) == (Basis.LISTING, "A Name", "file:list.csv#2")
    assert grades(report)[Domain.CARE_LEAVERS] is Grade.OUTSTANDING
    assert Domain.ADOPTION not in grades(report)


def test_the_public_history_as_it_is(tmp_path: Path) -> None:
    rows = (
        '80428,bedford,https://x.example/1,"inspection,  pdf - 1.pdf",14/01/22,standard,A Name,15/11/2021,26/11/2021,requires improvement,good,good,good,inspection_pre_dates_judgement,1\n'
        "80428,bedford,https://x.example/2,b.pdf,07/07/26,short,A Name,11/05/2026,15/05/2026,not_reported_post_reform,outstanding,good,good,good,1\n"
        "80428,bedford,https://x.example/3,c.pdf,07/04/17,,,,,,data_unreadable,data_unreadable,data_unreadable,data_unreadable,1\n"
    )
    before, after = read(tmp_path, HISTORY + rows)
    assert isinstance(before, OfficialReport)
    assert (before.start_date, before.publication_date, before.variant) == (date(2021, 11, 15), date(2022, 1, 14), Variant.STANDARD)
    assert grades(before) == {
        Domain.OVERALL: Grade.REQUIRES_IMPROVEMENT,
        Domain.LEADERS: Grade.GOOD,
        Domain.HELP_PROTECTION: Grade.GOOD,
        Domain.CARE_AND_CARE_LEAVERS: Grade.GOOD,
    }
    assert Domain.OVERALL not in grades(after)
    assert grades(after)[Domain.IN_CARE] is Grade.GOOD


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,1,Nowhere,ilacs,2023-03-06,,,,,,,,,,,", "no authority of the register has the URN 1 or the name 'Nowhere'"),
        ("80428,,Bedford,ilac,2023-03-06,,,,,,,,,,,", "'ilac' is not a framework"),
        ("80428,,Bedford,ilacs,06/03/2023,,,,,,,,,,,", "'06/03/2023' is not a date in the form YYYY-MM-DD"),
        ("80428,,Bedford,ilacs,2023-03-06,,,great,,,,,,,,", "'great' is not a valid Grade"),
        ("80428,,Bedford,ilacs", "the row has more or fewer cells than the header"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_costs_no_other(tmp_path: Path, row: str, reason: str) -> None:
    good = "80428,,Bedford,ilacs,2023-03-06,2023-03-17,,good,,,,,,,,"
    first, second = read(tmp_path, f"{OWN}{row}\n{good}\n")
    assert first == Failure("import", f"{tmp_path / 'list.csv'}:2", "ReadError", reason)
    assert isinstance(second, OfficialReport)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\x00\x01"])
def test_a_file_of_no_known_layout_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReadError, match=r"list\.csv"):
        read(tmp_path, text)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ReadError, match="cannot be read"):
        list(read_official_list(tmp_path / "list.csv"))

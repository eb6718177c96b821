from __future__ import annotations

from datetime import date

import pytest

from pipeline.parse.headings import find_dates, parse_decision_line, parse_meeting_line, parse_subject, split_number


@pytest.mark.parametrize(
    ("text", "committee", "day", "status"),
    [
        ("Cabinet - Thursday 15 January 2026 7:30 pm", "Cabinet", date(2026, 1, 15), None),
        ("Cabinet - Tuesday, 2nd October, 2018 2.00 pm", "Cabinet", date(2018, 10, 2), None),
        ("Scrutiny - Children - Monday, 3 March 2014", "Scrutiny - Children", date(2014, 3, 3), None),
        ("Education Panel Thursday, 17th March, 2011 7.00 pm", "Education Panel", date(2011, 3, 17), None),
        ("Cabinet - Tuesday 3 March 2026 2:00 pm, CANCELLED", "Cabinet", date(2026, 3, 3), "CANCELLED"),
        ("POSTPONED - Cabinet - Tuesday 3 March 2026", "Cabinet", date(2026, 3, 3), "POSTPONED"),
        ("Moved from 9th October 2018, Cabinet - Tuesday, 2nd October, 2018 2.00 pm", "Cabinet", date(2018, 10, 2), None),
        ("Agenda for Improvement Board on Monday 20th January 2025, 9.30 am", "Improvement Board", date(2025, 1, 20), None),
        ("Pwyllgor Craffu - Dydd Iau, 9fed Hydref, 2014 2.00 o'r gloch", "Pwyllgor Craffu", date(2014, 10, 9), None),
        ("Corporate Parenting Panel", "Corporate Parenting Panel", None, None),
    ],
)
def test_body_date_and_status_of_a_meeting(text: str, committee: str, day: date | None, status: str | None) -> None:
    found = parse_subject(text)
    assert (found.committee, found.meeting_date, found.status) == (committee, day, status)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Meeting: 03/11/2022 - Scrutiny - East (Item 20)", ("Scrutiny - East", date(2022, 11, 3), "20")),
        ("Meeting: 08/02/2011, 10:00 - Cabinet (Item 2.)", ("Cabinet", date(2011, 2, 8), "2")),
        ("Meeting: 03/11/2022 - Cabinet", ("Cabinet", date(2022, 11, 3), None)),
        ("- Meeting of Health Panel, Monday 20th January 2025 9.30 am (Item 7.)", ("Health Panel", date(2025, 1, 20), "7")),
    ],
)
def test_line_that_opens_a_meeting(text: str, expected: tuple[str, date, str | None]) -> None:
    found = parse_meeting_line(text)
    assert found is not None
    assert (found.committee, found.meeting_date, found.number) == expected


@pytest.mark.parametrize(
    "text", ["Meeting: the Panel met twice", "Meeting of the Board was quorate.", "The meeting of 3 May 2022 was noted"]
)
def test_sentences_open_no_meeting(text: str) -> None:
    assert parse_meeting_line(text) is None


def test_day_that_no_calendar_has_is_no_date() -> None:
    assert find_dates("31/02/2022 and 2022-13-01 and 30 February 2020") == []
    assert [found[0] for found in find_dates("24th-Nov-2025, 19.08.2021 and 2024-05-06")] == [
        date(2025, 11, 24),
        date(2021, 8, 19),
        date(2024, 5, 6),
    ]


def test_dated_decision() -> None:
    assert parse_decision_line("21/04/2016 - Fostering - Review") == (date(2016, 4, 21), "Fostering - Review")
    assert parse_decision_line("21/04/2016 was the day") is None


@pytest.mark.parametrize(
    ("text", "expected", "number", "title"),
    [
        ("20 Ofsted Inspection", None, "20", "Ofsted Inspection"),
        ("3a. Ofsted", None, "3a", "Ofsted"),
        ("77/21 Ofsted", None, "77/21", "Ofsted"),
        ("2022 budget", None, None, "2022 budget"),
        ("2022 Ofsted", "2022", "2022", "Ofsted"),
        ("20mph zones", "20", None, "20mph zones"),
    ],
)
def test_number_before_a_title(text: str, expected: str | None, number: str | None, title: str) -> None:
    assert split_number(text, expected) == (number, title)

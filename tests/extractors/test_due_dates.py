"""When a resolution is due: dates, months, named meetings, lengths of time."""

from datetime import date

import pytest

from extractors.due_dates import find_due, parse_due

MEETING = date(2021, 2, 10)


@pytest.mark.parametrize(
    ("text", "due", "iso"),
    [
        ("report back by 31 March", "31 March", "2021-03-31"),
        ("report back by 4 January", "4 January", "2022-01-04"),
        ("send it by Friday 5th March 2021", "Friday 5th March 2021", "2021-03-05"),
        ("send it before 05/03/2021", "05/03/2021", "2021-03-05"),
        ("send it by the end of June", "the end of June", "2021-06"),
        ("report to the September meeting", "the September meeting", "2021-09"),
        ("report before the next meeting of the Panel", "the next meeting of the Panel", None),
        ("report in six months' time", "in six months' time", None),
        ("send it by 31 February 2021", "31 February 2021", None),
    ],
)
def test_due_dates(text, due, iso):
    found = find_due(text, MEETING)
    assert found is not None
    assert (found.text, found.date) == (due, iso)


def test_due_dates_that_are_none():
    assert find_due("note the inspection in July 2019", MEETING) is None
    assert find_due("note the update in May", MEETING, limits_only=True) is None
    assert find_due("send it by 31 March", None).date is None
    assert parse_due("30/06/2023", None).date == "2023-06-30"

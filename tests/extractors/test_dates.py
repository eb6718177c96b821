"""Date expressions: which words are dates, as far as they go, and what year an open one belongs to."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.date_spans import build_span, first_day, last_day
from extractors.dates import find_dates

FORMS = [
    ("from 6th to 17th June, 2022", [("2022-06-06", "2022-06-17")]),
    ("on the 1st – 12th November, 2021", [("2021-11-01", "2021-11-12")]),
    ("7th -31st March 2016", [("2016-03-07", "2016-03-31")]),
    ("VISIT 3 TO 4 MARCH 2020", [("2020-03-03", "2020-03-04")]),
    ("on 8/9 June 2021", [("2021-06-08", "2021-06-09")]),
    ("20, 21 and 22 July 2021", [("2021-07-20", "2021-07-22")]),
    ("Tuesday 2nd and Wednesday 3rd May 2023", [("2023-05-02", "2023-05-03")]),
    ("between the 5th of July and the 9th of July 2021", [("2021-07-05", "2021-07-09")]),
    ("from Monday 6 March to Friday 17 March 2023", [("2023-03-06", "2023-03-17")]),
    ("28 February 2022 - 4 March 2022", [("2022-02-28", "2022-03-04")]),
    ("from 9 December to 10 January 2020", [("2019-12-09", "2020-01-10")]),
    ("began on 6 March 2023 and was completed on 17 March 2023", [("2023-03-06", "2023-03-17")]),
    ("on 31 January and 1 February 2024", [("2024-01-31", "2024-02-01")]),
    ("the 2 and 11October 2024", [("2024-10-02", "2024-10-11")]),
    ("26th & 27th of January 2022", [("2022-01-26", "2022-01-27")]),
    ("27th Feb to 10th Mar 2023", [("2023-02-27", "2023-03-10")]),
    ("w/c 6 March 2023", [("2023-03-06", None)]),
    ("in the weeks commencing 6 and 13 March 2023", [("2023-03-06", None)]),
    ("March 21st 2022", [("2022-03-21", None)]),
    ("March 21 to 25, 2022", [("2022-03-21", "2022-03-25")]),
    ("on 19.08.2021", [("2021-08-19", None)]),
    ("on 12/03/2024", [("2024-03-12", None)]),
    ("item 7 (9/5/16)", [("2016-05-09", None)]),
    ("01.02.2016 - 24.02.2016", [("2016-02-01", "2016-02-24")]),
    ("in March/April 2015", [("2015-03", "2015-04")]),
    ("of May and June 2019", [("2019-05", "2019-06")]),
    ("November 2019", [("2019-11", "2019-11")]),
    ("in early March 2022", [("2022-03", "2022-03")]),
    ("in autumn 2021", [("2021", "2021")]),
    ("early in 2025", [("2025", "2025")]),
    ("the 2016 inspection", [("2016", "2016")]),
    ("commenced on 4 November 2019 and would conclude on 15 November 2019", [("2019-11-04", "2019-11-15")]),
    ("arrived on 3 June and stayed until 14 June 2019", [("2019-06-03", "2019-06-14")]),
    ("in w/c 5th and w/c 12th September 2022", [("2022-09-05", None)]),
    ("during the weeks of 20th June and 27th June 2022", [("2022-06-20", None)]),
    ("released on 05.08.2024.", [("2024-08-05", None)]),
    # "and" between dates that are far apart joins two visits, not the ends of one
    ("visits in March and July 2019", [("2019-03", "2019-03"), ("2019-07", "2019-07")]),
    ("on 3 July and 4 December 2019", [("2019-07-03", None), ("2019-12-04", None)]),
]
NO_DATES = [
    "the 2018/19 budget, the 2019-2022 strategy and the 2020-21 plan",
    "the Children Act 1989 and Working Together 2018",
    "31 June 2022 and 29 February 2023",
    "paragraph 20.1.1 and 22.1",
    "we may march in, and April Smith agreed",
    "612 children, £2019, 2,015 cases, 3 to 4 weeks",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text, expected):
    assert [(span.start, span.end) for span in map(build_span, find_dates(text))] == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text):
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("held in March", date(2022, 5, 12), "2022-03"),
        ("held in November", date(2022, 1, 18), "2021-11"),
        ("on 20 and 21 July", date(2021, 10, 5), "2021-07-20"),
        ("27 February - 10 March", date(2023, 5, 9), "2023-02-27"),
        ("20 December - 6 January", date(2023, 1, 5), "2022-12-20"),
        ("on 29 February", date(2022, 5, 1), "2020-02-29"),
        ("in June last year", date(2024, 4, 10), "2023-06"),
        ("in June this year", date(2024, 7, 10), "2024-06"),
        ("the inspection last year", date(2024, 4, 10), "2023"),
        ("the visit last month", date(2024, 1, 10), "2023-12"),
        ("the visit in the previous month", date(2024, 1, 10), "2023-12"),
    ],
)
def test_an_open_year_is_the_last_that_fits(text, today, expected):
    (mention,) = find_dates(text)
    assert build_span(mention, latest=today, today=today).start == expected


def test_an_open_year_after_a_known_date():
    (mention,) = find_dates("published 2nd July")
    assert build_span(mention, earliest=date(2021, 5, 21)).start == "2021-07-02"
    (mention,) = find_dates("published 9 January")
    assert build_span(mention, earliest=date(2021, 11, 21)).start == "2022-01-09"


@pytest.mark.parametrize("text", ["held in March", "in June last year", "on 3 and 4 May"])
def test_an_open_year_stays_unknown_without_a_clue(text):
    (mention,) = find_dates(text)
    assert mention.is_open
    assert build_span(mention) is None


def test_offsets_are_those_of_the_words():
    text = "İstanbul paper: visited on 8 and 9 June 2021 (early 2022)."
    assert [text[m.start_char : m.end_char] for m in find_dates(text)] == ["8 and 9 June 2021", "early 2022"]


def test_first_and_last_days():
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (first_day("2019"), last_day("2019")) == (date(2019, 1, 1), date(2019, 12, 31))
    assert first_day("2022-03-21") == last_day("2022-03-21") == date(2022, 3, 21)


@given(st.text(alphabet="0123456789 -–/.,()andtoJuneMayMarch2019stth\n", max_size=80))
def test_any_text_gives_dates_in_order_without_overlap(text):
    mentions = find_dates(text)
    for mention in mentions:
        assert 0 <= mention.start_char < mention.end_char <= len(text)
        build_span(mention, latest=date(2022, 1, 1), today=date(2022, 1, 1))
    for one, other in pairwise(mentions):
        assert one.end_char <= other.start_char

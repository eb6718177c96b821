"""Days on site as covers and letters print them, the length they tell, and dates in the names of files."""

from datetime import date

import pytest

from extractors.records import Framework, Item
from extractors.report_dates import find_date_in_name, find_inspector, find_published, find_report_dates, length_of, parse_stays
from extractors.report_records import Length


@pytest.mark.parametrize(
    ("words", "stays"),
    [
        ("11 to 22 March 2024", [("2024-03-11", "2024-03-22")]),
        ("30 September to 11 October 2024", [("2024-09-30", "2024-10-11")]),
        ("30 September to 11 October 2024 and 13 to 16 January 2025", [("2024-09-30", "2024-10-11"), ("2025-01-13", "2025-01-16")]),
        (
            "8 July 2019 to 12 July 2019 and 7 August 2019 to\n8 August 2019",
            [("2019-07-08", "2019-07-12"), ("2019-08-07", "2019-08-08")],
        ),
        ("19 November-30 November 2018", [("2018-11-19", "2018-11-30")]),
        ("9–24 November 2017", [("2017-11-09", "2017-11-24")]),
        ("18 Feb 2014 – 12 March 2014", [("2014-02-18", "2014-03-12")]),
        ("26th February 2024 to 8th March 2024", [("2024-02-26", "2024-03-08")]),
        ("28 November to 9 December 2022", [("2022-11-28", "2022-12-09")]),
        ("12 December 2022 to 20 January 2023", [("2022-12-12", "2023-01-20")]),
        ("12 December to 20 January 2023", [("2022-12-12", "2023-01-20")]),
        ("6 June 2022 to 17 June", [("2022-06-06", "2022-06-17")]),
        ("28 July 2016", [("2016-07-28", "2016-07-28")]),
        ("12 and 13 March 2019", [("2019-03-12", "2019-03-13")]),
        ("12 June 2017 and 16 June 2017", [("2017-06-12", "2017-06-16")]),
        ("11 to 22 March", []),
        ("31 to 35 March 2024", []),
        ("March 2024", []),
    ],
)
def test_stays(words, stays):
    assert [(first.isoformat(), last.isoformat()) for first, last in parse_stays(words)] == stays


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("11 to 22 March 2024", Length.STANDARD),
        ("27 April to 1 May 2026", Length.SHORT),
        ("11 to 13 July 2023", Length.SHORT),
        ("8 to 12 July 2019 and 7 to 8 August 2019", Length.SHORT),
        ("30 September to 11 October 2024 and 13 to 16 January 2025", Length.STANDARD),
    ],
)
def test_length_is_told_by_the_working_days_on_site(words, length):
    assert length_of(parse_stays(words)) is length


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("children's services inspection - 01 april 2019.pdf", "2019-04-01"),
        ("children's services inspection,  pdf - 23 august 2013.pdf", "2013-08-23"),
        ("12345_wexmoor_2024-05-16_ilacs.pdf", "2024-05-16"),
        ("Wexmoor_16th_May_2024.pdf", "2024-05-16"),
        ("report_of_2 may 2019_published_2019-06-03.pdf", "2019-06-03"),
        ("50066870.pdf", None),
        ("wexmoor 31 february 2019.pdf", None),
        ("1234-20190401.pdf", None),
    ],
)
def test_date_in_the_name_of_a_file(name, day):
    found = find_date_in_name(name)
    assert (found and found.isoformat()) == day


def test_dates_of_a_letter_come_from_its_first_sentence():
    text = (
        "Focused visit to Wexmoor children’s services\nThis letter summarises the findings of the focused visit to Wexmoor on 9 and\n"
        "10 February 2022. The last inspection was on 3 June 2019."
    )
    dates = find_report_dates(Item(text), Framework.FOCUSED_VISIT, 44)
    assert dates is not None
    assert (dates.start, dates.end) == (date(2022, 2, 9), date(2022, 2, 10))
    assert dates.evidence.text == "9 and\n10 February 2022"


def test_a_full_report_without_dates_takes_none_from_its_text():
    text = "Inspection of Wexmoor local authority children’s services\nThe last visit took place on 3 June 2019."
    assert find_report_dates(Item(text), Framework.ILACS, 10) is None


@pytest.mark.parametrize(
    ("text", "framework", "day"),
    [
        ("Report published: 8 August 2014", Framework.SIF, date(2014, 8, 8)),
        ("Report Published: 17 August 2018\n", Framework.SIF, date(2018, 8, 17)),
        ("Published: 23 August 2013", Framework.OTHER, date(2013, 8, 23)),
        ("18 March 2022\nMs Pryce", Framework.FOCUSED_VISIT, date(2022, 3, 18)),
        ("18 March 2022\nMs Pryce", Framework.ILACS, None),
        ("It was published on 3 May 2014.", Framework.SIF, None),
    ],
)
def test_day_of_publication_as_printed(text, framework, day):
    assert find_published(text, framework) == day


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lead inspector: Fern Galt\nHer Majesty’s Inspector", "Fern Galt"),
        ("Lead inspector: Máire Galt-Moss, His Majesty’s Inspector", "Máire Galt-Moss"),
        ("Lead inspector: Fern J Galt HMI.", "Fern J Galt"),
        ("Reporting inspector Fern Galt HMI", "Fern Galt"),
        ("Deputy lead inspector: Olwen Pryce", None),
        ("Lead inspector:\nJudgement Grade", None),
        ("Yours sincerely\nFern Galt\nHis Majesty’s Inspector", "Fern Galt"),
        ("The lead inspector: a view", None),
    ],
)
def test_who_led(text, name):
    assert find_inspector(text) == name

"""Mentions that become events: what goes together, what does not, and that order does not matter."""

from __future__ import annotations

import random
from datetime import date

import pytest

from extractors.records import DatePrecision, Domain, Framework, Period
from pipeline.events import Claim, InspectionEvent, Mention
from pipeline.resolve import resolve_inspections
from pipeline.warehouse.rows import parse_partial_date

F = Framework


def mention(
    name: str,
    start: str | None = None,
    end: str | None = None,
    *,
    framework: Framework = F.ILACS,
    published: str | None = None,
    owner: str = "wexmoor",
    period: Period = Period.CURRENT,
    item: str | None = None,
) -> Mention:
    first, last, out = parse_partial_date(start), parse_partial_date(end), parse_partial_date(published)
    return Mention(
        mention_id=name,
        item_id=item or f"item {name}",
        owner=owner,
        framework=framework,
        start_date=first and first.first,
        end_date=last and last.last,
        date_precision=first and first.precision,
        publication_date=out and out.first,
        publication_precision=out and out.precision,
        period=period,
    )


def events_of(*mentions: Mention) -> list[tuple[set[str], InspectionEvent]]:
    """The events with the names of their mentions; the same for any order of the mentions."""
    resolution = resolve_inspections(mentions, ())
    for seed in range(5):
        shuffled = random.Random(seed).sample(mentions, len(mentions))
        again = resolve_inspections(shuffled, ())
        assert (again.events, again.event_of_mention) == (resolution.events, resolution.event_of_mention)
    assert len({event.inspection_id for event in resolution.events}) == len(resolution.events)
    return [
        ({name for name, event_id in resolution.event_of_mention.items() if event_id == event.inspection_id}, event)
        for event in resolution.events
    ]


def groups(*mentions: Mention) -> list[set[str]]:
    return [names for names, _ in events_of(*mentions)]


DAYS = ("2023-03-13", "2023-03-24")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(mention("b", *DAYS), id="same days"),
        pytest.param(mention("b", "2023-03-06", "2023-03-24"), id="notice week counted"),
        pytest.param(mention("b", "2023-03-06", None), id="notified on"),
        pytest.param(mention("b", "2023-04-03", "2023-04-05"), id="ten days later"),
        pytest.param(mention("b", "2023-03", "2023-03"), id="month"),
        pytest.param(mention("b", "2023-02", "2023-03"), id="two months"),
        pytest.param(mention("b", "2023", "2023"), id="year"),
        pytest.param(mention("b", published="2023-05-10"), id="publication eight weeks later"),
        pytest.param(mention("b", *DAYS, framework=F.OTHER), id="framework misnamed"),
    ],
)
def test_these_are_one_inspection(other: Mention) -> None:
    ((names, event),) = events_of(mention("a", *DAYS), mention("c", *DAYS), other)
    assert names == {"a", "b", "c"}
    assert (event.framework, event.start_date, event.end_date) == (F.ILACS, date(2023, 3, 13), date(2023, 3, 24))
    assert (event.date_precision, event.n_mentions) == (DatePrecision.DAY, 3)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(mention("b", "2023-04-04", "2023-04-05"), id="eleven days later"),
        pytest.param(mention("b", "2023-05", "2023-05"), id="another month"),
        pytest.param(mention("b", "2019", "2019"), id="another year"),
        pytest.param(mention("b", *DAYS, framework=F.FOCUSED_VISIT), id="another kind"),
        pytest.param(mention("b", *DAYS, owner="holmsea"), id="another authority"),
        pytest.param(mention("b", published="2023-08-01"), id="publication four months later"),
        pytest.param(mention("b", published="2023-03-01"), id="publication before it"),
    ],
)
def test_these_are_two_inspections(other: Mention) -> None:
    assert sorted(map(sorted, groups(mention("a", *DAYS), other))) == [["a"], ["b"]]


def test_the_most_precise_and_then_the_most_mentioned_dates_win() -> None:
    ((_, event),) = events_of(
        mention("a", "2023-03-06", "2023-03-24"),
        mention("b", *DAYS, published="2023-05"),
        mention("c", *DAYS, published="2023-05-10"),
        mention("d", "2023-03", "2023-03", published="2023-05"),
        mention("e", "2023-03-13", None),
    )
    assert (event.start_date, event.end_date) == (date(2023, 3, 13), date(2023, 3, 24))
    assert (event.publication_date, event.publication_precision) == (date(2023, 5, 10), DatePrecision.DAY)


def test_one_day_of_publication_is_one_report_whatever_month_a_title_says() -> None:
    assert groups(
        mention("a", *DAYS, published="2023-05-10"),
        mention("b", "2023-01", "2023-01", published="2023-05-10"),
        mention("c", published="2023-05-10"),
    ) == [{"a", "b", "c"}]


def test_a_year_with_several_visits_belongs_to_none_of_them() -> None:
    visits = [mention(name, day, day, framework=F.MONITORING_VISIT) for name, day in (("a", "2019-03-05"), ("b", "2019-09-10"))]
    vague = mention("c", "2019", "2019", framework=F.MONITORING_VISIT)
    assert groups(*visits, vague) == [{"a"}, {"b"}]
    assert groups(visits[0], vague) == [{"a", "c"}]


def test_a_monitoring_visit_of_a_year_is_not_its_focused_visit() -> None:
    assert (
        len(
            groups(
                mention("a", "2019-03-05", "2019-03-06", framework=F.FOCUSED_VISIT),
                mention("b", "2019", "2019", framework=F.MONITORING_VISIT),
            )
        )
        == 2
    )


def test_a_mention_without_any_date_is_no_event() -> None:
    assert groups(mention("a")) == []


def test_claims_belong_to_the_inspection_of_their_period_in_their_item() -> None:
    mentions = [
        mention("now", *DAYS, item="x"),
        mention("visit", "2022-05-03", "2022-05-04", framework=F.FOCUSED_VISIT, item="x"),
        mention("sif", "2015", "2015", framework=F.SIF, period=Period.PREVIOUS, item="x"),
        mention("ilacs", "2019", "2019", period=Period.PREVIOUS, item="x"),
        mention("alone", "2022-05-03", "2022-05-04", framework=F.FOCUSED_VISIT, item="y"),
    ]
    claims = [
        Claim("good now", "x", Period.CURRENT, Domain.OVERALL),
        Claim("good before", "x", Period.PREVIOUS, Domain.OVERALL),
        Claim("adoption before", "x", Period.PREVIOUS, Domain.ADOPTION),
        Claim("area", "x", Period.CURRENT, None),
        Claim("area of a visit", "y", Period.CURRENT, None),
        Claim("grade of a visit", "y", Period.CURRENT, Domain.OVERALL),
        Claim("elsewhere", "z", Period.CURRENT, Domain.OVERALL),
    ]
    resolution = resolve_inspections(mentions, claims)
    of = resolution.event_of_mention
    assert resolution.event_of_claim == {
        "good now": of["now"],
        "good before": of["ilacs"],
        "adoption before": of["sif"],
        "area": of["now"],
        "area of a visit": of["alone"],
    }

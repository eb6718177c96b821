"""Points of a report found again in other words: labelled pairs of our own, and the threshold that they set."""

from __future__ import annotations

import pytest

from pipeline.alignment import THRESHOLD, Told, align, similarity

# A report's points (invented, in the words of such lists), and how minutes tell each of them.
POINTS = {
    "supervision": (
        "The quality and frequency of supervision and management oversight of social workers.",
        ("supervision", "management_oversight"),
    ),
    "pathway": ("The quality of pathway plans, so that care leavers understand their entitlements.", ("pathway_planning",)),
    "homeless": ("The response to 16- and 17-year-olds who present as homeless.", ("homeless_16_17",)),
    "missing": ("The timeliness and quality of return home interviews when children go missing.", ("missing",)),
    "health": ("The timeliness of initial health assessments when children enter care.", ("health",)),
    "sufficiency": (
        "Sufficiency of suitable placements for children in care, including those with complex needs.",
        ("placement_sufficiency",),
    ),
    "neglect": (
        "The identification of and response to long-standing neglect, including use of the pre-proceedings process.",
        ("neglect",),
    ),
    "lado": ("The oversight of allegations against adults who work with children by the designated officer.", ("lado",)),
    "voice": ("How well children’s wishes and feelings are recorded and shape their plans.", ("voice",)),
    "turnover": ("The stability of the workforce, so that children have fewer changes of social worker.", ("workforce",)),
}
TOLD = [
    ("supervision", "supervision of staff by managers was not regular enough", ("supervision",)),
    ("supervision", "management oversight of social workers' decisions", ("management_oversight",)),
    ("pathway", "pathway plans for care leavers needed to be of better quality", ("pathway_planning",)),
    ("pathway", "ensuring that young people leaving care knew what they were entitled to", ()),
    ("homeless", "support for homeless 16 and 17 year olds", ("homeless_16_17",)),
    ("missing", "return home interviews", ("missing",)),
    ("health", "initial health assessments being done on time", ("health",)),
    ("sufficiency", "a lack of placements for children with complex needs", ("placement_sufficiency",)),
    ("neglect", "children living with neglect for too long before pre-proceedings began", ("neglect",)),
    ("lado", "the role of the Local Authority Designated Officer and how allegations are overseen", ("lado",)),
    ("voice", "recording the wishes and feelings of children", ("voice",)),
    ("turnover", "too many changes of social worker", ("workforce",)),
    (None, "the number of foster carers approved", ("fostering",)),
    (None, "school attendance in the virtual school", ("education",)),
    (None, "the budget for transport", ()),
    (None, "the quality of court reports", ("court",)),
    (None, "life story work", ("life_story",)),
    (None, "independent reviewing officers' challenge", ("iro",)),
    (None, "emotional wellbeing services for children in care", ("mental_health",)),
    (None, "private fostering arrangements", ("private_fostering",)),
]
ITEMS = [Told(key, text, themes) for key, (text, themes) in POINTS.items()]


def pairs(threshold: float) -> tuple[int, int, int]:
    """Return how many told texts were matched rightly, wrongly, and missed."""
    told = [Told(str(number), text, themes) for number, (_, text, themes) in enumerate(TOLD)]
    found = {int(key): item for key, item, _ in align(told, ITEMS, threshold=threshold)}
    right = sum(found.get(number) == key for number, (key, _, _) in enumerate(TOLD) if key)
    wrong = sum(item != TOLD[number][0] for number, item in found.items())
    return right, wrong, sum(key is not None for key, _, _ in TOLD) - right


def test_the_threshold_is_the_best_of_the_labelled_pairs() -> None:
    def f1(threshold: float) -> float:
        right, wrong, missed = pairs(threshold)
        return 2 * right / (2 * right + wrong + missed)

    grid = [step / 100 for step in range(10, 80, 5)]
    assert f1(THRESHOLD) >= max(map(f1, grid)) - 0.02
    assert f1(THRESHOLD) >= 0.85


def test_nothing_is_matched_wrongly_at_the_threshold() -> None:
    assert pairs(THRESHOLD)[1] == 0


@pytest.mark.parametrize(("one", "other"), [("", ""), ("the a of", "to for"), ("1 2 3", "4")])
def test_texts_without_words_are_like_nothing(one: str, other: str) -> None:
    assert similarity(Told("a", one), Told("b", other)) == 0


def test_a_text_is_most_like_itself_and_likeness_is_mutual() -> None:
    one, other = Told("a", "supervision of social workers", ("supervision",)), Told("b", "supervision by managers", ("workforce",))
    assert similarity(one, one) == pytest.approx(1)
    assert similarity(one, other) == pytest.approx(similarity(other, one))


def test_several_tellings_may_be_one_point_and_a_telling_is_one_point_at_most() -> None:
    told = [Told("1", "return home interviews", ("missing",)), Told("2", "interviews when children return home", ("missing",))]
    assert [(key, item) for key, item, _ in align(told, ITEMS)] == [("1", "missing"), ("2", "missing")]
    assert align(told, []) == []

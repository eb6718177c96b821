"""What invented committees minute: paragraphs made from sentences of our own, always the same for the same random generator.

A paragraph is a line of text; `· ` begins a bullet, `1. `, `a) ` or `(i) ` a hand-numbered entry, as Word's text has them.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.server.sentences import (
    AREAS,
    COUNCILLORS,
    DISCUSSION,
    FINDINGS,
    INTRODUCTIONS,
    MONTHS,
    NEAR_MISSES,
    OFF_TOPIC,
    OFFICERS,
    PLACES,
    RESOLUTIONS,
    SERVICES,
    TRAILERS,
)

_CUES = ("RESOLVED", "The Committee AGREED")
GRADES = ("Outstanding", "Good", "Requires Improvement to be Good", "Inadequate")


def fill(template: str, rng: random.Random, **known: str) -> str:
    """Return a sentence with its slots filled; what `known` does not name is drawn."""
    slots = {
        "cllr": f"Councillor {rng.choice(COUNCILLORS)}",
        "officer": rng.choice(OFFICERS),
        "month": rng.choice(MONTHS),
        "visited": "May 2024",
        "place": rng.choice(PLACES),
        "service": rng.choice(SERVICES),
        "n": str(rng.randint(3, 480)),
        "m": str(rng.randint(3, 96)),
        "pct": str(rng.randint(11, 97)),
        "money": f"£{rng.randint(1, 9)}.{rng.randint(1, 9)} million",
        "grade": rng.choice(GRADES),
        "grade2": rng.choice(GRADES),
        "visit": "inspection of local authority children's services (ILACS)",
    } | known
    return template.format(**slots)


def sentence(template: str, rng: random.Random, **known: str) -> str:
    """Return a filled sentence that begins with a capital letter."""
    text = fill(template, rng, **known)
    return text[:1].upper() + text[1:]


def relevant_minutes(rng: random.Random, visit: str, words: int, day: date) -> tuple[str, ...]:
    """Return the minutes of an item about an inspection (`visit` names it), at least `words` words, the resolution last.

    `day` is the meeting's; inspectors were there some months before, and their letter came between.
    """
    visited, letter = day - timedelta(days=rng.randint(90, 160)), day - timedelta(days=rng.randint(20, 60))
    known = {"visit": visit, "visited": f"{visited:%B %Y}"}
    lines = [sentence(rng.choice(INTRODUCTIONS), rng, **known), sentence(rng.choice(FINDINGS), rng, **known)]
    areas = rng.sample(AREAS, k=rng.randint(2, 4))
    named = f"letter of {letter.day} {letter:%B %Y}"
    if letter.day % 2:
        lines.append(f"Ofsted’s {named} set out for the council the following areas for improvement:")
    else:
        lines.append(f"Ofsted said in its {named} that the following needed to improve:")
    lines += [f"{number}. {sentence(area, rng)}" for number, area in enumerate(areas, start=1)]
    stock = rng.sample(DISCUSSION, k=len(DISCUSSION))
    used = 0
    while _words(lines) < words:
        if used % 6 == 5:
            lines += [f"· {sentence(rng.choice(stock), rng, **known)}" for _ in range(2)]
        sentences = [stock[(used + at) % len(stock)] for at in range(rng.randint(2, 4))]
        used += len(sentences)
        lines.append(" ".join(sentence(line, rng, **known) for line in sentences))
    return (*lines, *resolution(rng))


def hidden_minutes(rng: random.Random, visit: str, words: int, day: date) -> tuple[str, ...]:
    """Return the minutes of an update whose title says nothing of the inspection that it is partly about."""
    lead = sentence(rng.choice(TRAILERS), rng)
    return (lead, *relevant_minutes(rng, visit, words, day))


def off_topic_minutes(rng: random.Random, subject: str) -> tuple[str, ...]:
    """Return the minutes of an item that is about another thing."""
    stock = OFF_TOPIC[subject]
    lines = [
        " ".join(sentence(line, rng) for line in rng.sample(stock, k=min(len(stock), rng.randint(1, 3))))
        for _ in range(rng.randint(1, 3))
    ]
    return (*lines, *(resolution(rng)[:2]))


def near_miss_minutes(rng: random.Random) -> tuple[str, ...]:
    """Return minutes that name Ofsted but tell of no inspection of children's services (schools, nurseries, other councils)."""
    return (*[sentence(line, rng) for line in rng.sample(NEAR_MISSES, k=2)], *resolution(rng)[:2])


def resolution(rng: random.Random) -> tuple[str, ...]:
    """Return a resolution: its cue and two to four parts in one of the ways that clerks number them."""
    parts = [fill(part, rng) for part in rng.sample(RESOLUTIONS, k=rng.randint(2, 4))]
    style = rng.randrange(3)
    if style == 0:
        return ("RESOLVED that:", *[f"{chr(97 + at)}) {part};" for at, part in enumerate(parts)])
    if style == 1:
        return ("RESOLVED –", *[f"({numeral}) {part};" for numeral, part in zip(("i", "ii", "iii", "iv"), parts, strict=False)])
    return ("The Committee AGREED that:", *[f"{at}. {part}." for at, part in enumerate(parts, start=1)])


def draft_of(paragraphs: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    """Return the wording that stood before the minutes were confirmed: one paragraph reads differently, one is not there yet."""
    end = next((at for at, line in enumerate(paragraphs) if line.startswith(_CUES)), len(paragraphs))
    if end < 4:
        return (f"{paragraphs[0]} This is subject to confirmation.", *paragraphs[1:])
    at = rng.randrange(1, end - 2)
    changed = f"It was reported, in answer to questions from {rng.choice(COUNCILLORS)}, that further figures would follow."
    return (*paragraphs[:at], changed, *paragraphs[at + 2 :])


def attachment_text(kind: str, rng: random.Random, visit: str, council: str, day: date) -> tuple[str, ...]:
    """Return the lines of an attached document: `inspection_report`, `action_plan` or any other `report`."""
    if kind == "inspection_report":
        judged = [
            f"{domain}: {rng.choice(GRADES)}"
            for domain in (
                "The impact of leaders on social work practice with children and families",
                "The experiences and progress of children who need help and protection",
                "The experiences and progress of children in care",
                "The experiences and progress of care leavers",
            )
        ]
        return (
            f"Inspection of {council} local authority children's services",
            f"Inspection dates: 4 to 15 {day - timedelta(days=120):%B %Y}",
            *judged,
            "What needs to improve",
            *[f"· {sentence(area, rng)}" for area in rng.sample(AREAS, k=3)],
            *[sentence(line, rng, visit=visit) for line in rng.sample(FINDINGS, k=2)],
        )
    if kind == "action_plan":
        return (
            f"{council}: action plan after the {visit}",
            *[
                f"{number}. {sentence(area, rng)} Lead: {rng.choice(OFFICERS)}. By: {rng.choice(MONTHS)} {day.year + 1}."
                for number, area in enumerate(AREAS, start=1)
            ],
        )
    return tuple(sentence(line, rng) for line in rng.sample(OFF_TOPIC["finance"], k=3))


def decided_part(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the resolution of an item's minutes without the discussion, the last paragraph where there is none."""
    at = next((at for at, line in enumerate(paragraphs) if line.startswith(_CUES)), len(paragraphs) - 1)
    return paragraphs[max(0, at) :]


def _words(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines)

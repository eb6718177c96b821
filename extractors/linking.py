"""What a date in a sentence is the date of: an inspection, the publication of its report, or something else.

Works on lower-case text and on cues (words with a kind, from the lexicon). A date hangs on the nearest cue of its clause that can
govern it: the cue right after it ("the 2019 inspection"), else the nearest before it ("the inspection held in May"), else the one
that follows a date which opens its clause ("In May 2019 Ofsted inspected ..."). Everything doubtful is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.cues import NOUNS, Clause, Cue, CueKind, Link, Meaning
from extractors.dated_grades import is_graded_clause, link_compared, link_fronted_grade, link_graded
from extractors.held_links import has_body, link_happened
from extractors.lexicon import inspection_links as words
from extractors.lexicon.inspections import ON_SITE
from extractors.report_links import (
    is_earlier,
    is_letter_of,
    is_partner,
    is_title_of_report,
    link_published,
    sentence_before,
    verb_after_report,
    verb_of_publishing,
)
from extractors.taken_up import link_row

_HAPPENED = frozenset({CueKind.NAME, CueKind.INSPECTION, CueKind.VISIT, CueKind.INSPECTORS})


def link_dates(clause: Clause, day_precise: Sequence[bool]) -> list[Link]:
    """Return the link of every date of `clause`; `day_precise` tells which dates name a day."""
    links: list[Link] = []
    for index, (start, end) in enumerate(clause.dates):
        previous = links[-1] if links else None
        if (
            previous is not None
            and previous.meaning is Meaning.INSPECTION
            and not _is_cancelled(clause, index)
            and previous.cue
            and previous.cue.end_char <= start
            and (
                words.COORDINATED.fullmatch(clause.text, clause.dates[index - 1][1], start)
                or words.THE_ONE.fullmatch(clause.text, clause.dates[index - 1][1], start)
            )
            and not _right_name(clause, end)
        ):
            links.append(previous)
            continue
        if previous is not None and _is_next_grade(clause, index, previous) and not day_precise[index]:
            links.append(Link(Meaning.INSPECTION, previous.cue))
            continue
        links.append(_link(clause, index, start, end, day_precise[index]))
    return links


def _is_cancelled(clause: Clause, index: int) -> bool:
    """Return whether the words after the date, or after those joined to it, put off what it dates: "of April and July had been cancelled"."""
    last = index
    while last + 1 < len(clause.dates) and words.COORDINATED.fullmatch(
        clause.text, clause.dates[last][1], clause.dates[last + 1][0]
    ):
        last += 1
    return words.CANCELLED.match(clause.text, clause.dates[last][1], clause.end_char) is not None


def _is_next_grade(clause: Clause, index: int, previous: Link) -> bool:
    """Return whether the date is that of a second grade, told after the one before: "inadequate in 2013 and good in 2018"."""
    if previous.meaning is not Meaning.INSPECTION or previous.cue is None or previous.cue.kind is not CueKind.GRADED:
        return False
    return words.NEXT_GRADE.fullmatch(clause.text, clause.dates[index - 1][1], clause.dates[index][0]) is not None


def _link(clause: Clause, index: int, start: int, end: int, has_day: bool) -> Link:
    before = clause.text[max(clause.start_char, start - 60) : start]
    if words.OTHERS_WHOSE.search(clause.text[clause.start_char : start]):
        return Link(Meaning.REFUSED, None, "another authority")
    if _is_cancelled(clause, index):
        return Link(Meaning.REFUSED, None, "planned, expected or put off")
    name = _right_name(clause, end)
    if name:
        if _is_said_of_body(clause, end, name):
            return Link(Meaning.REFUSED, name, "another kind of inspection")
        if _planned_before(clause, start):
            return Link(Meaning.REFUSED, name, "planned")
        return Link(Meaning.INSPECTION, name, earlier=is_earlier(clause, start, start))
    if words.DEADLINE.search(before):
        return Link(Meaning.REFUSED, None, "deadline or counting date")
    told = link_row(clause, start, end) or (None if has_day else link_compared(clause, start, end))
    if told:
        return told
    lead = clause.text[clause.start_char : start]
    front = words.FRONT.search(lead)
    if front:
        link = _fronted(clause, index, end, has_day)
        if link.meaning is not Meaning.UNKNOWN:
            return link
    link = _left(clause, index, start, end, has_day)
    if link.meaning in {Meaning.INSPECTION, Meaning.PUBLICATION}:
        return link
    if words.INNER_FRONT.search(lead) or words.WHEN.match(clause.text, end):
        inner = _fronted(clause, index, end, has_day)
        if inner.meaning in {Meaning.INSPECTION, Meaning.PUBLICATION}:
            return inner
    return (_on_site(clause, start, end) if has_day else None) or link


def _on_site(clause: Clause, start: int, end: int) -> Link | None:
    """Return the link of days that are said to have been spent on site: "the next week, 9 to 13 October, on site"."""
    if not words.SAME_SENTENCE_ON_SITE.match(clause.text, end):
        return None
    cues = [cue for cue in clause.cues if cue.start_char < end + 30]
    if any(cue.kind in {CueKind.PLANNED, CueKind.BODY} for cue in cues):
        return None
    noun = next((cue for cue in reversed(cues) if cue.kind in NOUNS and cue.end_char <= start), None)
    return Link(Meaning.INSPECTION, noun or next(cue for cue in cues if cue.rule == ON_SITE.rule.id))


def _right_name(clause: Clause, end: int) -> Cue | None:
    """Return the inspection's name that follows the date within a few modifiers: "the 2019 Ofsted inspection"."""
    cue = next((cue for cue in clause.cues if cue.start_char >= end), None)
    if cue and cue.kind in NOUNS and words.BEFORE_NAME.fullmatch(clause.text[end : cue.start_char]):
        return cue
    return None


def _planned_before(clause: Clause, start: int) -> bool:
    cue = next((cue for cue in reversed(clause.cues) if cue.end_char <= start), None)
    return bool(cue and cue.kind is CueKind.PLANNED and start - cue.end_char <= 25)


def _left(clause: Clause, index: int, start: int, end: int, has_day: bool) -> Link:
    """Walk from the date to the left until a cue decides."""
    text = clause.text
    border = clause.dates[index - 1][1] if index else clause.start_char
    held: Cue | None = None
    body: Cue | None = None
    for cue in reversed([cue for cue in clause.cues if cue.end_char <= start]):
        if cue.end_char <= border and held is None and index:
            return Link(Meaning.REFUSED, cue, "another date stands between") if held is None and index else Link(Meaning.UNKNOWN)
        if (
            cue.kind is CueKind.PUBLISHED
            and held
            and text.startswith("publication", cue.start_char)
            and cue.end_char + 1 == held.start_char
        ):
            return link_published(clause, cue, start)  # "publication was on"
        if cue.kind is CueKind.HELD:
            held = held or cue
        elif (
            cue.kind is CueKind.INSPECTORS and held is None and words.BY_INSPECTORS.search(text, clause.start_char, cue.start_char)
        ):
            continue
        elif cue.kind in _HAPPENED and held and index and cue.end_char <= border <= held.start_char and _is_compared(clause, cue):
            continue  # "The visit, the first since the ILACS of 2018, was made in May"
        elif cue.kind in _HAPPENED and not _is_framework_of_visit(clause, cue):
            return link_happened(clause, cue, held, body, start, end)
        elif cue.kind is CueKind.EARLIER and held is None:
            if re.fullmatch(r"\s*\(?(?:(?:in|of|at)\s+)?(?:the\s+)?", text[cue.end_char : start]) and (
                _mentions_inspection(clause)
                or "inspection" in text[cue.start_char : cue.end_char]
                or "inspection" in sentence_before(clause)
            ):
                return Link(Meaning.INSPECTION, cue, earlier=True)
        elif cue.kind is CueKind.PLANNED:
            if not (held and re.search(r",|\band\b", text[cue.end_char : held.start_char])):
                return Link(Meaning.REFUSED, cue, "planned, expected or put off")
        elif cue.kind is CueKind.EVENT:
            begun = words.BEGAN.match(text, cue.end_char)
            if not begun and (
                (held and words.NEVER_HELD.match(text, cue.start_char))
                or words.UNDER.search(text, clause.start_char, cue.start_char)
            ):
                continue
            return Link(Meaning.REFUSED, cue, "date of another event")
        elif cue.kind is CueKind.BODY:
            if is_partner(clause, cue):
                continue
            if held is None:
                return Link(Meaning.REFUSED, cue, "another kind of inspection")
            body = body or cue
        elif held is None:
            if cue.kind is CueKind.PUBLISHED:
                return link_published(clause, cue, start)
            verb = verb_of_publishing(clause, cue) if cue.kind is CueKind.REPORT else None
            if verb:
                return link_published(clause, verb, start)
            if (has_day and is_letter_of(clause, cue, start)) or is_title_of_report(clause, cue, start, end):
                return Link(Meaning.PUBLICATION, cue)
            if cue.kind is CueKind.GRADED:
                return link_graded(clause, cue, text[cue.end_char : start], has_day)
            return Link(Meaning.REFUSED, cue, "date of something else")
    if words.SINCE.search(text[max(clause.start_char, start - 20) : start]) or words.FOR.search(
        text[max(clause.start_char, start - 20) : start]
    ):
        return Link(Meaning.REFUSED, None, "date of something else")
    return Link(Meaning.UNKNOWN)


def _is_compared(clause: Clause, cue: Cue) -> bool:
    """Return whether the inspection is only compared with, the sentence being about one before it: "the visit, the first since the ILACS"."""
    since = words.SINCE_NAME.search(clause.text, clause.start_char, cue.start_char)
    return since is not None and any(other.kind in NOUNS and other.end_char <= since.start() for other in clause.cues)


def _is_framework_of_visit(clause: Clause, cue: Cue) -> bool:
    """Return whether the name is that of the framework under which a visit was made: "a focused visit under the ILACS framework"."""
    if cue.kind is not CueKind.NAME or not words.UNDER_NAME.search(clause.text, clause.start_char, cue.start_char):
        return False
    before = [other for other in clause.cues if other.end_char <= cue.start_char and other.kind in NOUNS]
    return bool(before) and "visit" in clause.text[before[-1].start_char : before[-1].end_char]


def _fronted(clause: Clause, index: int, end: int, has_day: bool) -> Link:
    """Decide about a date that opens its clause, by the first cue after it."""
    text = clause.text
    aside = words.ASIDE.match(text, end, clause.end_char)
    if aside:
        end = aside.end()
        index = max(i for i, date in enumerate(clause.dates) if date[0] < end)
    stop = clause.dates[index + 1][0] if index + 1 < len(clause.dates) else clause.end_char
    right = [cue for cue in clause.cues if end <= cue.start_char < stop]
    for cue in right:
        if cue.kind is CueKind.REPORT and (published := verb_after_report(clause, cue)):
            return Link(Meaning.PUBLICATION, published)
        if cue.kind in {CueKind.HELD, CueKind.REPORT}:
            continue
        if cue.kind in _HAPPENED:
            held = any(other.kind is CueKind.HELD for other in right) or text.startswith("inspected", cue.end_char - 9)
            held = held or (cue.kind is CueKind.INSPECTORS and words.AT_WORK.match(text, cue.end_char, clause.end_char) is not None)
            published = _published_next(right, cue)
            if published:
                return Link(Meaning.PUBLICATION, published)
            if cue.kind is not CueKind.NAME and has_body(clause, cue):
                return Link(Meaning.REFUSED, cue, "another kind of inspection")
            if not held or cue.start_char - end > 110 or words.NOT_SUBJECT.search(text, end, cue.start_char):
                return Link(Meaning.REFUSED, cue, "no inspection said to have happened")
            return Link(Meaning.INSPECTION, cue)
        if cue.kind is CueKind.GRADED and not has_day:
            judged = text.startswith(("judged", "rated", "graded", "found"), cue.start_char)
            if is_graded_clause(clause, end, cue):
                return link_fronted_grade(clause, cue)
            if judged:
                return link_graded(clause, cue, " in ", has_day)
        if cue.kind is CueKind.PUBLISHED and any(other.kind in {CueKind.REPORT, *NOUNS} for other in right):
            return Link(Meaning.PUBLICATION, cue)
        return Link(Meaning.REFUSED, cue, "date of something else")
    return Link(Meaning.UNKNOWN)


def _published_next(right: Sequence[Cue], noun: Cue) -> Cue | None:
    """Return the verb of publishing right after an inspection that opens a clause: "on 13 June, when the inspection was published"."""
    published = next((cue for cue in right if cue.start_char >= noun.end_char and cue.kind is not CueKind.REPORT), None)
    first = noun.kind in NOUNS and not any(cue.kind is CueKind.HELD and cue.end_char <= noun.start_char for cue in right)
    near = published is not None and published.kind is CueKind.PUBLISHED and published.start_char - noun.end_char <= 30
    return published if first and near else None


def _is_said_of_body(clause: Clause, end: int, name: Cue) -> bool:
    """Return whether another body stands between a date and the inspection: "September 2019 early years inspections"."""
    return name.kind is not CueKind.NAME and any(
        other.kind is CueKind.BODY and end <= other.start_char < name.start_char for other in clause.cues
    )


def _mentions_inspection(clause: Clause) -> bool:
    return any(
        cue.kind in {*NOUNS, CueKind.GRADED}
        or (cue.kind is CueKind.REPORT and clause.text.startswith(("judge", "grade"), cue.start_char))
        for cue in clause.cues
    )

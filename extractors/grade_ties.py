"""Which areas a grade is said of, by the words between them.

Words between a grade and an area that are not on the lists of `lexicon.grade_clauses` break the tie: "thresholds were good" after "help
and protection was good" is said of thresholds.
"""

from __future__ import annotations

from extractors.grade_marks import Mark
from extractors.lexicon import grade_clauses as words
from extractors.records import Domain

_HEAD_REACH = 110  # characters before a grade within which "the areas" that it lists stand


def find_areas(text: str, start: int, marks: list[Mark], grade: Mark, used: set[Mark]) -> tuple[list[Mark], str]:
    """Return the areas of `grade` in the sentence that begins at `start`, and the rule that ties them; none of `used` stands before it twice."""
    position = marks.index(grade)
    following = _forward(text, start, marks, position)
    if following:
        return following, "judgements.grade-in-domain"
    preceding = [area for area in _backward(text, start, marks, position) if area not in used]
    preceding = _of_which(text, marks, preceding)
    if preceding and _is_run_together(text, marks, position):
        return preceding, "judgements.row"
    return preceding, "judgements.domain-is-grade"


def find_run(text: str, marks: list[Mark], position: int) -> list[Mark]:
    """Return the run of areas that begins at `position`: joined by commas and "and", and none that is the subject of the next grade."""
    run: list[Mark] = []
    for index in range(position, len(marks)):
        mark = marks[index]
        if mark.grade or (run and not is_joined(text, marks[index - 1].end, mark.start)):
            break
        run.append(mark)
    if len(run) > 1 and links_on(text, marks, position + len(run) - 1):
        run.pop()
    return run


def is_joined(text: str, start: int, end: int) -> bool:
    """Return whether `text[start:end]` is what stands between two areas of one list."""
    return all(token in words.JOIN for token in find_tokens(text, start, end))


def is_linked(text: str, start: int, end: int) -> bool:
    """Return whether `text[start:end]` leads from an area to its grade."""
    return all(token in words.LINK for token in find_tokens(text, start, end))


def find_tokens(text: str, start: int, end: int, *, but_names: bool = False) -> list[str]:
    """Return the words of `text[start:end]` in lower case; places ("services in Ashcombe", "Ashcombe's services"), acronyms and asides do not count.

    `but_names`: nor do any capitalised words.
    """
    between = text[start:end]
    for pattern in (*words.ASIDES, words.NAMES) if but_names else words.ASIDES:
        between = pattern.sub(" ", between)
    return [token for token in (t.lower() for t in words.WORD.findall(between)) if token not in words.IGNORED]


def _forward(text: str, start: int, marks: list[Mark], position: int) -> list[Mark]:
    """The run of areas after the grade, where the words between lead to them."""
    if position + 1 >= len(marks) or marks[position + 1].grade:
        return []
    grade, first = marks[position], marks[position + 1]
    gap, raw = find_tokens(text, grade.end, first.start), text[grade.end : first.start]
    if first.domain is Domain.OVERALL and all(token in {"an", "the", ","} for token in gap):
        if "," in gap and links_on(text, marks, position + 1):
            return []
        return [first, *_and_in(text, marks, position + 2)]
    since = max(start, marks[position - 1].end if position and marks[position - 1].grade else start, grade.start - _HEAD_REACH)
    before = text[since : grade.start]
    if words.OF_GRADE.match(raw) and not before.strip(" \"'‘“"):
        return find_run(text, marks, position + 1)
    if _is_listed(text, marks, position, before, raw):
        return find_run(text, marks, position + 1)
    if words.GRADED_AS.search(before) and words.BARE_OBJECT.match(raw) and not links_on(text, marks, position + 1):
        return find_run(text, marks, position + 1)
    if words.AWARDED_TO.match(raw) and words.AWARDED.search(before) and all(token in words.FORWARD for token in gap):
        return find_run(text, marks, position + 1)
    tied = (
        (first.every and "," not in gap) or bool(words.PREPOSITIONS & set(gap)) or (words.RELATION.search(raw) is not None)
    ) and not (gap[:1] == ["of"] and not first.every)
    if not tied or not all(token in words.FORWARD for token in gap):
        return []
    return find_run(text, marks, position + 1)


def _and_in(text: str, marks: list[Mark], position: int) -> list[Mark]:
    """The areas after "overall" that share its grade: "good overall, in leadership and in …"."""
    if position >= len(marks) or not words.AND_IN.match(text, marks[position - 1].end):
        return []
    run = find_run(text, marks, position)
    return [] if not run or links_on(text, marks, position + len(run) - 1) else run


def _is_listed(text: str, marks: list[Mark], position: int, before: str, raw: str) -> bool:
    """Whether the areas after the grade are those that the words before count or announce: "two areas were good: leadership and …"."""
    listed = (words.AREAS_HEAD.search(before) and words.LISTED.match(raw)) or (
        not before.strip(" \"'‘“") and words.DASH_OR_COLON.fullmatch(raw)
    )
    if not listed:
        return False
    run = find_run(text, marks, position + 1)
    return bool(run) and not links_on(text, marks, position + len(run)) and bool(words.LIST_END.match(text, run[-1].end))


def links_on(text: str, marks: list[Mark], index: int) -> bool:
    """Whether the area at `index` is the subject of the next grade ("… and care leavers was inadequate")."""
    if index + 1 >= len(marks) or not marks[index + 1].grade:
        return False
    gap = text[marks[index].end : marks[index + 1].start].strip()
    return (not gap or bool(words.CHILD_OF_LINK.match(gap))) and is_linked(text, marks[index].end, marks[index + 1].start)


def _backward(text: str, start: int, marks: list[Mark], position: int) -> list[Mark]:
    """The run of areas before the grade, where only linking words stand between."""
    if position == 0 or marks[position - 1].grade:
        return []
    grade, last = marks[position], marks[position - 1]
    if words.EXCEPT.search(text, last.end, grade.start):
        return []
    excepted = words.EXCEPTED.search(text[max(start, last.start - 60) : last.start])
    if excepted and not words.WHICH.match(text[last.end : grade.start]):
        # "All areas except care leavers were good": said of the others, if they are named.
        return [marks[position - 2]] if position > 1 and marks[position - 2].every else []
    fronted = last.every or words.FRONTED.search(text[max(start, last.start - 24) : last.start])
    tokens = find_tokens(text, last.end, grade.start, but_names=last.every)
    if not all(token in (words.FRONTED_WORDS if fronted else words.LINK) for token in tokens):
        return []
    run = [last]
    index = position - 1
    while index > 0 and not marks[index - 1].grade:
        between = text[marks[index - 1].end : marks[index].start]
        if (
            words.EXCEPT.search(between)
            or words.DASH.search(between)
            or not is_joined(text, marks[index - 1].end, marks[index].start)
        ):
            break
        index -= 1
        run.insert(0, marks[index])
    if len(run) > 1 and text[run[0].start : run[1].start].strip().lower() == "overall,":
        run.pop(0)
    return run


def _of_which(text: str, marks: list[Mark], areas: list[Mark]) -> list[Mark]:
    """The area that "its overall effectiveness" is of, where one was named just before; else `areas`."""
    if len(areas) != 1 or areas[0].domain is not Domain.OVERALL or not words.ITS.search(text[: areas[0].start][-8:]):
        return areas
    position = marks.index(areas[0])
    return [marks[position - 1]] if position and marks[position - 1].domain else areas


def _is_run_together(text: str, marks: list[Mark], position: int) -> bool:
    """Whether the next area follows the grade without a word between: a table whose lines were run together."""
    if position + 1 >= len(marks) or not marks[position + 1].is_area or not text[marks[position].start].isupper():
        return False
    return not text[marks[position].end : marks[position + 1].start].strip(" |•·-")

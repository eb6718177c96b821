"""What an item as a whole speaks of: whose inspections they are, which are named, and which framework an unnamed one belongs to."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cached_property

from extractors.cues import Clause, Cue, CueFinder, CueKind
from extractors.date_spans import DateSpan, first_day, last_day
from extractors.frameworks import VISITS, framework_at
from extractors.lexicon.inspection_topics import CHILDRENS_SERVICES, OFSTED, OTHER_TOPIC, SEND_PLAN
from extractors.lexicon.inspections import FRAMEWORK_OF, NAMES
from extractors.records import Framework

_NAME_FINDER = CueFinder((cue.kind, cue.opens, cue.rule.id, cue.rule.regex) for _, cue in NAMES)
_BY_TITLE = frozenset({CueKind.INSPECTORS, CueKind.HELD})  # words that tell of an inspection without naming one
_OFFICER = re.compile(
    r"\b(?:director|manager|member|head|holder|lead|officer|committee|panel|board)s?(?:,)?\s+(?:(?:of|for|[-–])\s+)?(?:the\s+)?(?:[\w&]+,?\s+(?:and\s+)?){0,2}$"
)
_SINCE_ONE = re.compile(r"\b(?:plan|progress|update|improvement|action|since|following|response|recommendations)\b")
_OF_SCHOOLS = re.compile(r"inspect\w*\s+of\s+[^.;,\n]{0,80}\bschool(?:s\b|\s+improvement\b)")
_SEND_TITLE = re.compile(r"\bsend\b|special educational needs")
_SHORT_VISIT = re.compile(r"\b(?:one|two)[ -]day\b")


class ItemView:
    """An item's text seen as a whole; everything costly is read once, on first use. `lower` has the offsets of the text."""

    def __init__(self, text: str, title: str | None = None) -> None:
        self.lower = _lowered(text)
        self._title = (title or "").lower()

    @cached_property
    def is_about_ofsted(self) -> bool:
        """Whether Ofsted, an inspection's name or children's services are spoken of anywhere."""
        return (
            self.says_ofsted(0, len(self.lower))
            or bool(self.names)
            or CHILDRENS_SERVICES.regex.search(self.lower) is not None
            or self.is_about_send
        )

    @cached_property
    def is_about_send(self) -> bool:
        """Whether the title, or the plan that answers an area SEND inspection, is all that tells which inspection is meant."""
        send = {Framework.AREA_SEND}
        titled = _SEND_TITLE.search(self._title) is not None
        told = (titled or SEND_PLAN.regex.search(self.lower) is not None) and ("inspect" in self.lower or "ofsted" in self.lower)
        return told and {FRAMEWORK_OF[name.rule] for name in self.names} <= send

    @cached_property
    def names(self) -> list[Cue]:
        """The named inspections and visits of the whole text, in order."""
        return _NAME_FINDER.find_everywhere(self.lower)

    @cached_property
    def _other_topics(self) -> list[int]:
        """Where inspections of schools, homes and the like are spoken of: the ends of clauses that put them beside "inspect"."""
        ends: list[int] = []
        if not any(key in self.lower for key in OTHER_TOPIC.keys):
            return ends
        for word, reach_before, reach_after in (("inspect", 60, 50), ("ofsted", 10, 0)):
            place = self.lower.find(word)
            while place >= 0:
                low = max(0, place - reach_before)
                low = max(self.lower.rfind(mark, low, place) for mark in ".;\n") if reach_after else low
                if OTHER_TOPIC.regex.search(self.lower, max(low, place - reach_before, 0), place + reach_after) or (
                    reach_after and _OF_SCHOOLS.match(self.lower, place)
                ):
                    ends.append(place + len(word))
                place = self.lower.find(word, place + len(word))
        return ends

    def is_other_topic(self, start_char: int, end_char: int) -> bool:
        """Return whether the last inspection spoken of before the sentence was of a school, a home or the like."""
        last = max((end for end in self._other_topics if end <= start_char), default=None)
        return last is not None and CHILDRENS_SERVICES.regex.search(self.lower, last, end_char) is None

    @cached_property
    def is_titled_inspection(self) -> bool:
        """Whether the title names an inspection, and no plan or progress since one."""
        return "inspection" in self._title and _SINCE_ONE.search(self._title) is None

    @cached_property
    def has_other_title(self) -> bool:
        """Whether the title names schools, homes or the like, and no inspection of children's services."""
        return OTHER_TOPIC.regex.search(self._title) is not None and CHILDRENS_SERVICES.regex.search(self._title) is None

    def says_ofsted(self, start_char: int, end_char: int) -> bool:
        """Return whether Ofsted is named between two offsets. Looking for the key words first is several times faster."""
        return (
            any(self.lower.find(key, start_char, end_char) >= 0 for key in OFSTED.keys)
            and OFSTED.regex.search(self.lower, start_char, end_char) is not None
        )

    def says_childrens_services(self, start_char: int, end_char: int) -> bool:
        """Return whether the words between two offsets name children's services or an inspection of them."""
        return any(
            not _OFFICER.search(self.lower[max(0, match.start() - 40) : match.start()])
            for match in CHILDRENS_SERVICES.regex.finditer(self.lower, max(0, start_char), end_char)
        )

    def visit_meant(self, cue: Cue, start_char: int, end_char: int) -> Framework | None:
        """Return which kind of visit "the visit" means: the last named before it, else the first named after it; a revisit is of a local area."""
        if self.lower.startswith("re", cue.start_char) and (
            self.is_about_send or any(FRAMEWORK_OF[name.rule] is Framework.AREA_SEND for name in self.names)
        ):
            return Framework.AREA_SEND
        named = [
            (name.start_char, FRAMEWORK_OF[name.rule])
            for name in self.names
            if FRAMEWORK_OF[name.rule] in VISITS or "visit" in self.lower[name.start_char : name.end_char]
        ]
        before = [framework for position, framework in named if position < cue.start_char]
        if named:
            return before[-1] if before else named[0][1]
        if _SHORT_VISIT.search(self.lower, start_char, end_char) and "letter" in self.lower:
            return Framework.FOCUSED_VISIT
        return None

    def framework(self, clause: Clause, index: int, cue: Cue | None, span: DateSpan) -> tuple[Framework, bool]:
        """Return the framework of the date at `index` of `clause`, which hangs on `cue`, and whether the text names it."""
        if cue is None or cue.kind in {CueKind.GRADED, CueKind.EARLIER}:
            return framework_at(None, span.start), False
        if cue.kind is CueKind.NAME:
            return framework_at(FRAMEWORK_OF[cue.rule], span.start), True
        if cue.kind is CueKind.VISIT:
            return framework_at(
                self.visit_meant(cue, clause.start_char, clause.end_char) or Framework.FOCUSED_VISIT, span.start
            ), True
        near = self._name_near(clause, index, cue)
        if near:
            return framework_at(near, span.start), True
        before = [FRAMEWORK_OF[name.rule] for name in self.names if name.start_char < cue.start_char]
        others = {FRAMEWORK_OF[name.rule] for name in self.names}
        last = before[-1] if before else None
        if self.is_about_send and not self.says_childrens_services(cue.start_char - 40, cue.end_char + 45):
            return framework_at(Framework.AREA_SEND, span.start), True
        if cue.kind in _BY_TITLE and not last:
            last = next((FRAMEWORK_OF[name.rule] for name in clause.cues if name.kind is CueKind.NAME), None)
        if cue.kind in _BY_TITLE and last:
            return framework_at(last, span.start), True
        if last in VISITS and others <= VISITS and span.end and last_day(span.end) - first_day(span.start) <= timedelta(days=2):
            return last, True
        if (
            last in {Framework.JTAI, Framework.AREA_SEND}
            and (len(span.start) > 4 or others == {last})
            and not self.says_childrens_services(cue.start_char - 40, cue.end_char + 45)
        ):
            return last, True
        return framework_at(Framework.SIF if last is Framework.SIF and span.start.startswith("2018") else None, span.start), False

    def _name_near(self, clause: Clause, index: int, cue: Cue) -> Framework | None:
        """Return the framework named in the same sentence nearest to the cue, with no other date between."""
        low = clause.dates[index - 1][1] if index else clause.start_char
        high = clause.dates[index + 1][0] if index + 1 < len(clause.dates) else clause.end_char
        names = [
            name
            for name in clause.cues
            if name.kind is CueKind.NAME
            and low <= name.start_char < high
            and (cue.kind in _BY_TITLE or FRAMEWORK_OF[name.rule] not in VISITS)
        ]
        if not names:
            return None
        return FRAMEWORK_OF[min(names, key=lambda name: abs(name.start_char - cue.start_char)).rule]


def _lowered(text: str) -> str:
    """Return `text` in lower case with the same length, so that offsets stay true (a few letters grow in lower case)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)

"""An invented council as data: bodies, meetings, items, documents, issues. What shows on which day follows from the dates in it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tests.server import texts
from tests.server.profiles import Site


@dataclass(slots=True)
class Document:
    """An attached file. `kind`: inspection_report, action_plan, report, minutes (of `of_meeting`), scan, broken (an HTML error page)."""

    id: int
    title: str
    kind: str
    seed: str
    restricted: bool = False
    withdrawn_on: date | None = None
    of_meeting: int | None = None

    def is_public(self, today: date) -> bool:
        return not self.restricted and (self.withdrawn_on is None or today < self.withdrawn_on)


@dataclass
class Item:
    """An agenda item. `subject` is a key of `sentences.OFF_TOPIC`, or relevant, hidden, near_miss, procedure, heading."""

    id: int
    title: str
    order: int
    sub: str
    subject: str
    seed: str
    day: date
    visit: str = ""
    words: int = 0
    preface: str = ""
    issue: int | None = None
    restricted: bool = False
    decision: bool = False
    recorded_vote: bool = False
    unlabelled: bool = False
    procedure: str = ""
    documents: list[Document] = field(default_factory=list)
    minute: int = 0

    @property
    def relevant(self) -> bool:
        return self.subject in ("relevant", "hidden")

    @cached_property
    def confirmed(self) -> tuple[str, ...]:
        """Paragraphs of the confirmed minutes; empty where nothing is minuted."""
        rng = random.Random(self.seed)
        if self.subject == "heading" or self.restricted:
            return ()
        if self.subject == "procedure":
            return (self.procedure,)
        if self.subject == "relevant":
            return texts.relevant_minutes(rng, self.visit, self.words, self.day)
        if self.subject == "hidden":
            return texts.hidden_minutes(rng, self.visit, self.words, self.day)
        if self.subject == "near_miss":
            return texts.near_miss_minutes(rng)
        return texts.off_topic_minutes(rng, self.subject)

    @cached_property
    def draft(self) -> tuple[str, ...]:
        """Paragraphs as they stood in the draft."""
        return texts.draft_of(self.confirmed, random.Random(f"{self.seed} draft")) if self.confirmed else ()

    @cached_property
    def decided(self) -> tuple[str, ...]:
        """Paragraphs of the decision notice: the resolution of the minutes, without the discussion."""
        return texts.decided_part(self.confirmed)


@dataclass
class Committee:
    """A body; one that is not live is in the service and in old links, but not in the index."""

    id: int
    title: str
    category: str
    live: bool
    meetings: list[Meeting] = field(default_factory=list)


@dataclass
class Meeting:
    """A meeting with the days on which its papers appear. `moved_on`: until that day it stands under `old_day`."""

    id: int
    agenda_id: int
    committee: Committee
    day: date
    time: str
    agenda_on: date
    draft_on: date
    confirmed_on: date
    items: list[Item] = field(default_factory=list)
    cancelled: bool = False
    minutes_kind: str = "text"
    has_decisions: bool = False
    supplement: bool = False
    old_day: date | None = None
    moved_on: date | None = None

    def state(self, today: date) -> str:
        """Return cancelled, future, agenda, decisions, draft or confirmed. A body that confirms nothing leaves drafts as they are."""
        if self.cancelled:
            return "cancelled"
        if today < self.agenda_on:
            return "future"
        if self.minutes_kind == "none":
            return "decisions" if self.has_decisions and today >= self.draft_on else "agenda"
        if today < self.draft_on:
            return "agenda"
        return "draft" if today < self.confirmed_on else "confirmed"

    def shown_day(self, today: date) -> date:
        return self.old_day if self.old_day and self.moved_on and today < self.moved_on else self.day

    def is_moved(self, today: date) -> bool:
        return bool(self.old_day and self.moved_on and today >= self.moved_on)

    def minutes(self, item: Item, today: date) -> tuple[str, ...]:
        """Return an item's minutes as published on `today`, in whatever form; empty before that."""
        state = self.state(today)
        return item.confirmed if state == "confirmed" else item.draft if state == "draft" else ()

    def number(self, item: Item, today: date) -> str:
        """Return the number cell: the agenda number, and once there are minutes the minute number; "" for headings."""
        if item.subject == "heading":
            return ""
        if item.sub:
            return f"{item.order}{item.sub}"
        minuted = self.state(today) in ("draft", "confirmed")
        return f"{item.minute if minuted else item.order}."


@dataclass
class Issue:
    """A subject that one meeting or several took."""

    id: int
    title: str
    taken: list[tuple[Meeting, Item]] = field(default_factory=list)


@dataclass
class Council:
    """All that a site knows."""

    site: Site
    name: str
    seed: str
    today: date
    committees: list[Committee] = field(default_factory=list)
    meetings: dict[int, Meeting] = field(default_factory=dict)
    items: dict[int, tuple[Meeting, Item]] = field(default_factory=dict)
    documents: dict[int, tuple[Meeting, Item, Document]] = field(default_factory=dict)
    issues: dict[int, Issue] = field(default_factory=dict)
    decisions: dict[int, tuple[Meeting, Item]] = field(default_factory=dict)
    legacy: Meeting | None = None
    index: dict[date, list[tuple[Meeting, list[tuple[Item, str]]]]] = field(default_factory=dict)
    results: dict[tuple[object, ...], list[Any]] = field(default_factory=dict)

    def committee(self, number: int) -> Committee | None:
        return next((body for body in self.committees if body.id == number), None)

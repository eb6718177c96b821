"""Reads the hand-written content files (`content/<slug>.txt`) into councils, meetings, items and the pages to make of them.

A file is a list of directives, a line each, with shell-like arguments; the lines after a section directive are its paragraphs (a line
each, blank lines do not count). Paragraph styles: `# ` a bold heading, `· ` a bullet, `| a | b |` a table row, `1. `, `a) `, `(i) ` a
label, leading spaces a deeper level.

    @council name= type= region= url= template= [word=]         one a file
    @meeting mid= cid= committee= date= time= [state=] [venue=] [contact=] [moved=] [style=]
    @present Name (role); Name …                                 who was there, for printed minutes
    @item ai= number= [issue=] [size=] [vote=yes] [decision_status=] title="…"
    @preface  @decision  @minutes  @reasons  @alternatives       sections of the item
    @documents                                                   names of attachments
    @page KIND …                                                 see `tools.sample.plan`
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tools.sample.marks import MarkedText, parse_marked

SECTIONS = ("preface", "decision", "minutes", "reasons", "alternatives")


@dataclass(slots=True)
class SampleItem:
    """An agenda item as it was minuted; `sections` maps the names in `SECTIONS` to marked text."""

    ai: str
    number: str
    title: MarkedText
    issue: str | None = None
    size: int = 120
    recorded_vote: bool = False
    decision_status: str = "Recommendations Approved"
    sections: dict[str, MarkedText] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)

    def section(self, name: str) -> MarkedText:
        """Return a section's text, empty where the item has none."""
        return self.sections.get(name, MarkedText(""))


@dataclass(slots=True)
class SampleMeeting:
    """A meeting of a committee; `state` says what its page shows (see `tools.sample.pages`)."""

    mid: str
    cid: str
    committee: str
    day: date
    time: str
    state: str = "minutes"
    venue: str = "Committee Room 1, Town Hall"
    contact: str = "Democratic Services"
    moved: str | None = None
    style: str = "comma"
    present: list[str] = field(default_factory=list)
    items: list[SampleItem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PageOrder:
    """A page to make: its kind and options as written in the content file."""

    kind: str
    options: dict[str, str]


@dataclass(slots=True)
class Council:
    """An invented council with its meetings and the pages that its site had when it was saved."""

    slug: str
    name: str
    authority_type: str
    region: str
    url: str
    template: str
    word: str
    meetings: list[SampleMeeting] = field(default_factory=list)
    orders: list[PageOrder] = field(default_factory=list)

    def meeting(self, mid: str) -> SampleMeeting:
        """Return the meeting of this id; raises KeyError."""
        for meeting in self.meetings:
            if meeting.mid == mid:
                return meeting
        raise KeyError(f"{self.slug}: no meeting {mid}")

    def item(self, ai: str) -> tuple[SampleMeeting, SampleItem]:
        """Return the item of this id with its meeting; raises KeyError."""
        for meeting in self.meetings:
            for item in meeting.items:
                if item.ai == ai:
                    return meeting, item
        raise KeyError(f"{self.slug}: no item {ai}")


def read_councils(folder: Path) -> list[Council]:
    """Return the councils of all content files in order of slug; raises ValueError naming file and line for what cannot be read."""
    return [_read_council(path) for path in sorted(folder.glob("*.txt"))]


def _read_council(path: Path) -> Council:
    council: Council | None = None
    section: str | None = None
    body: dict[str, list[str]] = {}
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            if not raw.startswith("@"):
                if raw.strip() and section:
                    body[section].append(raw.rstrip())
                elif raw.strip():
                    raise ValueError("text outside a section")
                continue
            name, _, rest = raw[1:].partition(" ")
            if name in {*SECTIONS, "documents"}:
                section, body[name] = name, []
                continue
            if council is not None:
                _close_item(council, body)
            section, body = None, {}
            if name == "present":
                _last(council).present += [entry.strip() for entry in rest.split(";")]
            else:
                council = _open(path.stem, council, name, shlex.split(rest))
        except (ValueError, KeyError, IndexError) as error:
            raise ValueError(f"{path.name}:{number}: {error}") from error
    if council is None:
        raise ValueError(f"{path.name}: no council")
    _close_item(council, body)
    return council


def _open(slug: str, council: Council | None, name: str, words: list[str]) -> Council:
    options = dict(word.split("=", 1) for word in words if "=" in word)
    if name == "council":
        return Council(
            slug,
            options["name"],
            options["type"],
            options["region"],
            options["url"],
            options.get("template", "classic"),
            options.get("word", "word"),
        )
    if council is None:
        raise ValueError("the first directive must be @council")
    if name == "meeting":
        day = date.fromisoformat(options["date"])
        meeting = SampleMeeting(options["mid"], options["cid"], options["committee"], day, options["time"])
        for key in ("state", "venue", "contact", "moved", "style"):
            if key in options:
                setattr(meeting, key, options[key])
        council.meetings.append(meeting)
    elif name == "item":
        item = SampleItem(options["ai"], options.get("number", ""), parse_marked(options["title"]), options.get("issue"))
        item.size = int(options.get("size", "120"))
        item.recorded_vote = options.get("vote") == "yes"
        item.decision_status = options.get("decision_status", item.decision_status)
        _last(council).items.append(item)
    elif name == "page":
        council.orders.append(PageOrder(words[0], options))
    else:
        raise ValueError(f"no such directive: @{name}")
    return council


def _last(council: Council | None) -> SampleMeeting:
    if council is None or not council.meetings:
        raise ValueError("no meeting before this line")
    return council.meetings[-1]


def _close_item(council: Council, body: dict[str, list[str]]) -> None:
    if not body:
        return
    item = _last(council).items[-1]
    item.documents += body.pop("documents", [])
    for name, lines in body.items():
        item.sections[name] = parse_marked("\n".join(lines))

"""Pages saved as text: what is left of a page when its tags are gone, in the layouts that such copies have."""

from __future__ import annotations

from tools.sample.content import Council, SampleItem
from tools.sample.frame import TRUNCATION_WORDS, long_date, slashed
from tools.sample.gold import ShownItem
from tools.sample.marks import MarkedText
from tools.sample.word import LABEL

_BLANK = "\u00a0"


def item_text(council: Council, ai: str) -> tuple[bytes, list[ShownItem]]:
    """Return an item's page as text ("Agenda item", title, preface, "Minutes:" …)."""
    _, item = council.item(ai)
    lines = ["Agenda item", item.title.text]
    shown = ShownItem([item.title])
    for name, label in (("preface", ""), ("decision", "Decision:"), ("minutes", "Minutes:")):
        lines += _section(item.section(name), label, shown)
    lines.append("Supporting documents:")
    return _joined(lines), [shown]


def issue_text(council: Council, ais: list[str]) -> tuple[bytes, list[ShownItem]]:
    """Return an "Issue - meetings" page as text, items cut as on the page."""
    lines = ["Issue - meetings", council.item(ais[0])[1].title.text]
    shown = []
    for ai in ais:
        meeting, item = council.item(ai)
        entry = ShownItem([item.title])
        lines += [
            f"Meeting: {slashed(meeting.day)} - {meeting.committee} (Item {item.number})",
            f"{item.number} {item.title.text} pdf icon PDF {item.size} KB",
        ]
        lines += _section(item.section("preface"), "", entry, item=item, what="agenda")
        lines.append("Additional documents:")
        for name in ("decision", "minutes"):
            lines += _section(item.section(name), f"{name.capitalize()}:", entry, item=item, what=name)
        shown.append(entry)
    return _joined(lines), shown


def meeting_text(council: Council, mid: str) -> tuple[bytes, list[ShownItem]]:
    """Return a meeting's page as text: the item number stands alone on a line."""
    meeting = council.meeting(mid)
    lines = [
        "Agenda and minutes",
        f"{meeting.committee} - {long_date(meeting.day, meeting.style)} {meeting.time}",
        f"Venue: {meeting.venue}. View directions",
        f"Contact: {meeting.contact}",
        "Items\nNo. Item",
    ]
    shown = []
    for item in meeting.items:
        entry = ShownItem([item.title])
        lines += [f"{item.number}.", item.title.text + (f" pdf icon PDF {item.size} KB" if item.documents else "")]
        lines += _section(item.section("preface"), "", entry, item=item, what="agenda")
        if item.documents:
            lines.append("Additional documents:")
        lines += _section(item.section("minutes"), "Minutes:", entry, item=item, what="minutes")
        shown.append(entry)
    return _joined(lines), shown


def piped_text(council: Council, mid: str) -> tuple[bytes, list[ShownItem]]:
    """Return a meeting's page as the pipe table that some copies are: title, preface and minutes run on in one row."""
    meeting = council.meeting(mid)
    lines = [
        "Agenda and minutes",
        f"{meeting.committee}\n{long_date(meeting.day, 'plain')} {meeting.time}",
        f"Venue: {meeting.venue}",
        f"Contact: {meeting.contact}",
    ]
    rows = ["No. | Item |", "---|---|"]
    shown = []
    for item in meeting.items:
        preface, minutes = item.section("preface"), item.section("minutes")
        shown.append(ShownItem([item.title, preface, minutes]))
        start = f"{item.title.text} {' '.join(preface.lines)} Minutes: ".replace("  ", " ")
        rows += [start + "\n".join(minutes.lines) + " |", "|"]
    return _joined([*lines, "\n".join(rows)]), shown


def _section(text: MarkedText, label: str, shown: ShownItem, *, item: SampleItem | None = None, what: str = "") -> list[str]:
    if not text.text:
        return []
    cut = item is not None and text.n_words > TRUNCATION_WORDS
    visible = text.cut(TRUNCATION_WORDS) if cut else text
    shown.texts.append(visible)
    shown.truncated |= cut
    paragraphs = [_flat(line) for line in visible.lines]
    if cut and item is not None:
        paragraphs[-1] += f"{_BLANK} ...{_BLANK} view the full {what} text for item {item.number}"
    spaced = [part for index, paragraph in enumerate(paragraphs) for part in ([_BLANK] if index % 5 == 4 else []) + [paragraph]]
    return ([label] if label else []) + spaced


def _flat(line: str) -> str:
    """Return a paragraph as text copies have it: Word's gap after a label is a run of no-break spaces, table cells are lines."""
    text = line.strip()
    if text.startswith("# "):
        return text[2:]
    if text.startswith("|"):
        return "\n\n".join(cell.strip() for cell in text.strip("|").split("|") if cell.strip())
    if text.startswith("· "):
        return f"·{_BLANK * 8} {text[2:]}"
    label = LABEL.match(text)
    return f"{label['label']}{_BLANK * 3} {label['body']}" if label else text


def _joined(lines: list[str]) -> bytes:
    return ("\n\n".join(lines) + "\n").encode("utf-8")

"""The files: attached documents and the generated packs of a meeting, as real PDFs; printed minutes as HTML with the template's markers."""

from __future__ import annotations

import html
import io
import random
from functools import lru_cache

from PIL import Image
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from tests.server.meeting_pages import View
from tests.server.model import Document, Item, Meeting
from tests.server.sentences import COUNCILLORS
from tests.server.texts import attachment_text

_LEFT, _RIGHT, _TOP, _BOTTOM, _LEADING = 72, 523, 770, 80, 14.0
Lines = tuple[tuple[str, str], ...]


def attached(view: View, meeting: Meeting, item: Item, document: Document) -> bytes:
    """Return an attachment's bytes; `broken` is an HTML error page that goes by the name of a PDF."""
    if document.kind == "broken":
        return b"<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Document conversion failed</h1></body></html>"
    if document.kind == "scan":
        return _scan()
    if document.kind == "minutes" and document.of_meeting:
        return printed_minutes(view, view.council.meetings[document.of_meeting])
    lines = attachment_text(document.kind, random.Random(document.seed), item.visit, view.council.name, item.day)
    return _pdf((("head", document.title), *(("text", line) for line in lines)))


def pack(view: View, meeting: Meeting, code: str) -> bytes | None:
    """Return a generated file of a meeting by its `T` code: 0 frontsheet, 1 printed minutes, 2 decisions, 10 reports pack; else None."""
    state = meeting.state(view.today)
    if state in ("future", "cancelled"):
        return None
    if code == "1":
        return printed_minutes(view, meeting) if state in ("draft", "confirmed") else None
    if code == "2":
        decided = [
            ("text", line)
            for item in meeting.items
            if item.decision and not item.restricted
            for line in (item.title, *item.decided)
        ]
        return _pdf((("head", "RECORD OF DECISION"), *decided)) if meeting.has_decisions and state != "agenda" else None
    if code == "0":
        return _pdf(_frontsheet(view, meeting))
    if code in ("9", "10"):
        return _pdf((("head", "Public Document Pack"), *_frontsheet(view, meeting), *_papers(view, meeting)))
    return None


def printed_minutes(view: View, meeting: Meeting) -> bytes:
    """Return the printed minutes of a meeting, draft or confirmed."""
    return _pdf(_printed_lines(view, meeting))


def printed_html(view: View, meeting: Meeting) -> bytes:
    """Return the printed minutes as HTML: the template's control markers stand in the text."""
    parts = [f"<p>{html.escape(text)}</p>" for kind, text in _printed_lines(view, meeting) if kind != "marker"]
    items = "".join(
        f"<p>&lt;AI{at}&gt;</p><p>{item.minute}.&nbsp;&nbsp; {html.escape(item.title)}</p>"
        + "".join(f"<p>{html.escape(line)}</p>" for line in meeting.minutes(item, view.today))
        + f"<p>&lt;/AI{at}&gt;</p>"
        for at, item in enumerate(meeting.items, start=1)
    )
    head = "".join(parts[:_HEAD_LINES])
    return (
        f"<html><head><title>Printed minutes</title></head><body>{head}{items}<p>&lt;TRAILER_SECTION&gt;</p><p>&lt;/TRAILER_SECTION&gt;</p>"
        "<p>&lt;TITLE_ONLY_LAYOUT_SECTION&gt;</p><p>FIELD_TITLE</p><p>&lt;/ TITLE_ONLY_LAYOUT_SECTION&gt;</p></body></html>"
    ).encode()


_HEAD_LINES = 5


def _printed_lines(view: View, meeting: Meeting) -> Lines:
    day = meeting.shown_day(view.today)
    present = ", ".join(COUNCILLORS[at % len(COUNCILLORS)] for at in range(meeting.id % 7, meeting.id % 7 + 5))
    draft = "DRAFT " if meeting.state(view.today) == "draft" else ""
    lines = [
        ("head", f"{view.council.name.upper()} COUNCIL"),
        ("head", meeting.committee.title.upper()),
        ("head", f"{draft}MINUTES OF THE MEETING HELD ON {day.day} {day:%B %Y}".upper()),
        ("text", f"Present: Councillors {present}"),
        ("text", "Also in attendance: officers of the Council"),
    ]
    for at, item in enumerate(meeting.items, start=1):
        lines.append(("marker", f"<AI{at}>"))
        lines.append(("item", f"{item.minute}.   {item.title}" if item.minute else item.title))
        lines += [("text", line) for line in meeting.minutes(item, view.today)]
        lines.append(("marker", f"</AI{at}>"))
    return (*lines, ("text", "Duration of meeting: 7.00 p.m. to 9.12 p.m."))


def _frontsheet(view: View, meeting: Meeting) -> Lines:
    day = meeting.shown_day(view.today)
    lines = [
        ("head", f"{meeting.committee.title}: agenda"),
        ("text", f"Date: {day.day} {day:%B %Y}"),
        ("text", f"Time: {meeting.time}"),
        ("text", "Venue: Town Hall"),
    ]
    return (
        *lines,
        *(("item", f"{item.order}.   {item.title}" if item.subject != "heading" else item.title) for item in meeting.items),
    )


def _papers(view: View, meeting: Meeting) -> Lines:
    """The papers of a pack: the minutes of the previous meeting first, then the reports."""
    lines: list[tuple[str, str]] = []
    for item in meeting.items:
        for document in item.documents:
            if not document.is_public(view.today):
                continue
            lines += [("page", ""), ("text", f"Agenda Item {item.order}")]
            if document.kind == "minutes" and document.of_meeting:
                lines += _printed_lines(view, view.council.meetings[document.of_meeting])
            else:
                lines += [
                    ("text", line)
                    for line in attachment_text(
                        document.kind, random.Random(document.seed), item.visit, view.council.name, item.day
                    )
                ]
    return (*lines, ("page", ""), ("text", "This page is intentionally left blank"))


@lru_cache(maxsize=256)
def _pdf(lines: Lines) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    page, y = 1, float(_TOP)

    def turn() -> None:
        nonlocal page, y
        canvas.setFont("Helvetica", 9)
        canvas.drawCentredString(A4[0] / 2, 40, f"Page {page}")
        canvas.showPage()
        page, y = page + 1, float(_TOP)

    for kind, text in lines:
        if kind == "page":
            turn()
            continue
        if kind == "marker":
            canvas.setFillColorRGB(1, 1, 1)
            canvas.setFont("Helvetica", 1)
            canvas.drawString(_LEFT, y + 9, text)
            canvas.setFillColorRGB(0, 0, 0)
            continue
        font = "Helvetica" if kind == "text" else "Helvetica-Bold"
        y -= 8
        for line in _wrapped(text, font):
            if y < _BOTTOM:
                turn()
            canvas.setFont(font, 11)
            canvas.drawString(_LEFT, y, line)
            y -= _LEADING
    turn()
    canvas.save()
    return buffer.getvalue()


def _wrapped(text: str, font: str) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        candidate = f"{line} {word}".lstrip()
        if line and stringWidth(candidate, font, 11) > _RIGHT - _LEFT:
            lines.append(line)
            line = word
        else:
            line = candidate
    return [*lines, line]


@lru_cache(maxsize=1)
def _scan() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.drawInlineImage(Image.new("L", (60, 84), 200), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()

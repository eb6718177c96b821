"""Printed minutes: PDFs as councils publish them, made with reportlab and its bundled Vera fonts, the same bytes every time."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import reportlab  # type: ignore[import-untyped]
from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle  # type: ignore[import-untyped]

from tools.sample.content import Council, SampleItem, SampleMeeting
from tools.sample.frame import long_date
from tools.sample.gold import ShownItem
from tools.sample.word import LABEL

_FONTS = Path(reportlab.__file__).parent / "fonts"
_SYLLABLE = re.compile(r"[aeiouy][b-df-hj-np-tv-xz](?=[b-df-hj-np-tv-xz][aeiouy])")


def printed_minutes(council: Council, meeting: SampleMeeting, options: dict[str, str]) -> tuple[bytes, list[ShownItem]]:
    """Return the printed minutes of a meeting and what they show.

    Options: markers=yes (AI markers as white text), paragraphs=yes (paragraphs numbered 22.1 …), hyphens=yes (words broken at line
    ends), columns=yes (attendance in two columns), capitals=yes (item titles in capitals), font=standard (the PDF base fonts).
    """
    fonts = _fonts(options.get("font") == "standard")
    styles = _styles(fonts, hyphens=options.get("hyphens") == "yes")
    story: list[Any] = [
        Paragraph(html.escape(f"{council.name} Council"), styles["title"]),
        Paragraph(html.escape(meeting.committee.upper()), styles["title"]),
        Paragraph(f"MINUTES OF THE MEETING HELD ON {long_date(meeting.day, 'short').upper()}", styles["title"]),
        Spacer(1, 8),
    ]
    story += _attendance(meeting, styles, two_columns=options.get("columns") == "yes")
    shown = []
    for number, item in enumerate(meeting.items, start=1):
        story += _item(item, number, styles, options)
        shown.append(ShownItem([item.title, item.section("minutes")]))
    if options.get("markers") == "yes":
        story += [Paragraph(f"&lt;{name}_SECTION&gt;", styles["hidden"]) for name in ("TRAILER", "LAYOUT", "TITLE_ONLY_LAYOUT")]
    story.append(Paragraph(f"The meeting, which began at {meeting.time}, closed at 8.55 pm.", styles["body"]))
    target = io.BytesIO()
    template = SimpleDocTemplate(
        target, pagesize=A4, leftMargin=62, rightMargin=62, topMargin=70, bottomMargin=62, invariant=1, title="Printed minutes"
    )
    furniture = partial(_furniture, council=council, meeting=meeting, font=fonts[0])
    template.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return target.getvalue(), shown


def _fonts(standard: bool) -> tuple[str, str]:
    if standard:
        return "Times-Roman", "Times-Bold"
    for name, file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(_FONTS / file)))
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd", italic="Vera", boldItalic="VeraBd")
    return "Vera", "VeraBd"


def _styles(fonts: tuple[str, str], *, hyphens: bool) -> dict[str, ParagraphStyle]:
    size = 10.5 if fonts[0].startswith("Times") else 9.5
    body = ParagraphStyle(
        "body", fontName=fonts[0], fontSize=size, leading=size * 1.35, spaceAfter=6, hyphenationLang=_syllables if hyphens else ""
    )
    return {
        "body": body,
        "title": ParagraphStyle("title", parent=body, fontName=fonts[1], alignment=1, spaceAfter=4),
        "heading": ParagraphStyle("heading", parent=body, fontName=fonts[1], spaceBefore=10),
        "list": ParagraphStyle("list", parent=body, leftIndent=30, bulletIndent=8),
        "deep": ParagraphStyle("deep", parent=body, leftIndent=54, bulletIndent=32),
        "hidden": ParagraphStyle("hidden", parent=body, fontSize=1, leading=1, textColor=colors.white, spaceAfter=0),
    }


def _furniture(canvas: Canvas, document: Any, *, council: Council, meeting: SampleMeeting, font: str) -> None:
    canvas.saveState()
    canvas.setFont(font, 8)
    canvas.drawString(62, A4[1] - 40, f"{council.name} Council - {meeting.committee}")
    canvas.drawRightString(A4[0] - 62, A4[1] - 40, long_date(meeting.day, "short"))
    canvas.drawCentredString(A4[0] / 2, 34, f"Page {document.page}")
    canvas.restoreState()


def _attendance(meeting: SampleMeeting, styles: dict[str, ParagraphStyle], *, two_columns: bool) -> list[Any]:
    names = [Paragraph(html.escape(name), styles["body"]) for name in meeting.present]
    parts: list[Any] = [Paragraph("Present:", styles["heading"])]
    if two_columns:
        half = (len(names) + 1) // 2
        rows = [[left, names[half + at] if half + at < len(names) else ""] for at, left in enumerate(names[:half])]
        return [*parts, Table(rows, colWidths=[230, 230], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])), Spacer(1, 6)]
    return [*parts, Paragraph(html.escape(", ".join(meeting.present)), styles["body"])]


def _item(item: SampleItem, number: int, styles: dict[str, ParagraphStyle], options: dict[str, str]) -> list[Any]:
    markers, numbered = options.get("markers") == "yes", options.get("paragraphs") == "yes"
    parts: list[Any] = [Paragraph(f"&lt;AI{number}&gt;", styles["hidden"])] if markers else []
    title = item.title.text.upper() if options.get("capitals") == "yes" else item.title.text
    dotted = f"{item.number}." if item.number.isdigit() else item.number
    parts.append(Paragraph(f"{dotted}&nbsp;&nbsp;&nbsp;{html.escape(title)}", styles["heading"]))
    rows: list[list[Any]] = []
    count = 0
    for line in item.section("minutes").lines:
        if line.startswith("|"):
            rows.append([Paragraph(_markup(cell.strip()), styles["body"]) for cell in line.strip("|").split("|")])
            continue
        parts += _table(rows)
        rows = []
        if numbered and not LABEL.match(line.strip()) and not line.lstrip().startswith(("· ", "# ")):
            count += 1
            label = f"{item.number}.{count}"
            parts.append(Paragraph(_markup(line), styles["list"], bulletText=label))
        else:
            parts.append(_paragraph(line, styles))
    parts += _table(rows)
    if markers:
        parts.append(Paragraph(f"&lt;/AI{number}&gt;", styles["hidden"]))
    return parts


def _table(rows: list[list[Any]]) -> list[Any]:
    if not rows:
        return []
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    width = 470 / len(rows[0])
    return [Table(rows, colWidths=[width] * len(rows[0]), style=grid), Spacer(1, 6)]


def _paragraph(line: str, styles: dict[str, ParagraphStyle]) -> Paragraph:
    text = line.strip()
    style = styles["deep"] if line.startswith("  ") else styles["list"]
    label = LABEL.match(text)
    if text.startswith("# "):
        return Paragraph(f"<b>{html.escape(text[2:])}</b>", styles["body"])
    if text.startswith("· "):
        return Paragraph(_markup(text[2:]), style, bulletText="•")
    if label:
        return Paragraph(_markup(label["body"]), style, bulletText=label["label"])
    return Paragraph(_markup(text), styles["body"])


def _markup(text: str) -> str:
    return re.sub(r"\b(RESOLVED|AGREED)\b", r"<b>\1</b>", html.escape(text, quote=False))


def _syllables(word: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to break a word at a line's end, the latest first: between two consonants that stand between vowels."""
    for place in reversed(list(_SYLLABLE.finditer(word))):
        at = place.start() + 2
        if 3 <= at <= len(word) - 3:
            yield word[:at], word[at:]

"""How every chart looks: one set of colours that colour-blind readers can tell apart (Okabe and Ito), titles, units and a source note.

Colour never stands alone: grades carry a letter, states and kinds their name or their own row. Charts are kept as pictures (SVG), so that
an executed notebook shows them anywhere without a network, and as the chart's own description for front ends that draw it.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert

GRADES = {"outstanding": "O", "good": "G", "requires_improvement": "RI", "adequate": "A", "inadequate": "I"}
"""Ofsted's grades, best first, with the letter that stands on their marks."""
GRADE_COLOURS = ("#56B4E9", "#009E73", "#E69F00", "#F0E442", "#D55E00")
"""Light enough for a black letter on each: at least 4.5 to 1."""

CHANGES = ("better", "same", "worse")
CHANGE_COLOURS = ("#0072B2", "#BBBBBB", "#D55E00")

STATUSES = ("match", "mismatch", "only_minutes", "only_official")
STATUS_COLOURS = ("#009E73", "#D55E00", "#56B4E9", "#E69F00")

INK, MUTED, LETTER = "#222222", "#5A5A5A", "#000000"
MAIN, SECOND, WARN = "#0072B2", "#E69F00", "#D55E00"
LETTER_KEY = ", ".join(f"{letter} {grade.replace('_', ' ')}" for grade, letter in GRADES.items())


def scale(names: tuple[str, ...] | list[str] | dict[str, str], colours: tuple[str, ...]) -> alt.Scale:
    """Return the colour scale that gives each name its colour, in this order."""
    return alt.Scale(domain=list(names), range=list(colours))


def titled(chart: Any, title: str, note: str, *more: str) -> Any:
    """Return the chart under a title, with the source note (and what else a reader must know) as its subtitle."""
    return chart.properties(
        title=alt.TitleParams(title, subtitle=[*more, note], anchor="start", color=INK, subtitleColor=MUTED, fontSize=15, offset=12)
    )


def _theme() -> alt.theme.ThemeConfig:
    axis = {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 11,
        "titleFontSize": 12,
        "labelLimit": 320,
        "gridColor": "#E5E5E5",
    }
    return {
        "config": {
            "background": "white",
            "font": "sans-serif",
            "view": {"continuousWidth": 560, "continuousHeight": 260, "discreteWidth": 560, "stroke": None},
            "axis": axis,
            "legend": {"orient": "bottom", "labelColor": INK, "titleColor": INK, "labelLimit": 320, "symbolLimit": 0},
            "header": {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "labelLimit": 320},
        }
    }


def _draw(spec: dict[str, Any], **_: Any) -> dict[str, Any]:
    version = alt.SCHEMA_VERSION.removeprefix("v")
    return {"image/svg+xml": vl_convert.vegalite_to_svg(spec), f"application/vnd.vegalite.v{version}+json": spec}


def set_up() -> None:
    """Make the theme and the pictures the ones of this module, for all charts that follow."""
    alt.theme.register("ofsted_minutes", enable=True)(_theme)
    alt.renderers.register("ofsted_minutes", _draw)
    alt.renderers.enable("ofsted_minutes")

"""The calendar drawn: a line for each mission up to the end of its term, with what is due."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peaceops.brief.drawing import VEGA_LITE
from peaceops.brief.drawn_once import chart_svg
from peaceops.brief.ink import ink
from peaceops.brief.plotter import svg_png
from peaceops.domain.days import long_day

if TYPE_CHECKING:
    from peaceops.overview import Calendar

WIDTH, STEP = 640, 22
_INKS = {
    "usual week of the vote": "abstain",
    "mandate ends": "accent",
    "last day of the mission": "no",
    "money paid until": "ceiling",
    "report due": "paid",
}
"""Ink of each kind of entry."""
REPORT = "report due"


def calendar_svg(calendar: Calendar) -> str:
    """Draw a calendar as an SVG file.

    Args:
        calendar: What is due.
    """
    return chart_svg(_spec(calendar), VEGA_LITE, None)


def calendar_png(calendar: Calendar) -> bytes:
    """Draw a calendar as a PNG file, in twice the pixels of the SVG.

    Args:
        calendar: What is due.
    """
    return svg_png(calendar_svg(calendar), 2)


def is_picture(path: Path) -> bool:
    """Tell whether a file is a picture, that a newer one may take the place of."""
    try:
        return path.read_bytes().lstrip().startswith((b"<svg", b"\x89PNG"))
    except OSError:
        return False


def _spec(calendar: Calendar) -> dict[str, Any]:
    rows = [
        {
            "mission": entry.mission,
            "kind": entry.kind,
            "from": entry.day.isoformat(),
            # A week is drawn to the end of its last day.
            "until": (entry.last + timedelta(days=entry.last != entry.day)).isoformat(),
            "term": entry.term.isoformat(),
        }
        for entry in calendar.entries
    ]
    order = list(dict.fromkeys(row["mission"] for row in sorted(rows, key=_first_end)))
    ends = {name: _last_end([row for row in rows if row["mission"] == name]) for name in order}
    spans = [
        {"mission": name, "from": calendar.start.isoformat(), "until": ends[name]} for name in order
    ]
    weeks = [row for row in rows if row["from"] != row["until"]]
    days = [row for row in rows if row["from"] == row["until"] and row["kind"] != REPORT]
    reports = [row for row in rows if row["kind"] == REPORT]
    kinds = [kind for kind in _INKS if any(row["kind"] == kind for row in rows)]
    across = {
        "field": "from",
        "type": "temporal",
        "scale": {
            "type": "utc",
            "domain": [calendar.start.isoformat(), calendar.until.isoformat()],
        },
        "title": None,
        "axis": {"format": "%-d %b %y", "labelOverlap": True, "tickCount": 8},
    }
    down = {"field": "mission", "type": "nominal", "sort": order, "title": None}
    colours = {
        "field": "kind",
        "type": "nominal",
        "title": None,
        "scale": {"domain": kinds, "range": [ink(_INKS[kind]) for kind in kinds]},
    }
    period = {"x": across, "x2": {"field": "until"}, "y": down}
    return {
        "width": WIDTH,
        "height": {"step": STEP},
        "background": ink("paper"),
        "padding": 12,
        "title": {
            "text": "What is due for UN peace operations",
            "subtitle": f"As known on {long_day(calendar.as_of)}; edition {calendar.edition}",
            "anchor": "start",
            "color": ink("text"),
            "subtitleColor": ink("quiet"),
        },
        "config": {
            "font": "Liberation Sans",
            "view": {"stroke": None},
            "axis": {
                "labelColor": ink("quiet"),
                "gridColor": ink("grid"),
                "domain": False,
                "ticks": False,
                "labelPadding": 6,
            },
            "legend": {"orient": "top", "labelColor": ink("text"), "symbolType": "circle"},
        },
        "layer": [
            {
                "data": {"values": spans},
                "mark": {"type": "rule", "color": ink("edge"), "size": 1.5, "clip": True},
                "encoding": period,
            },
            {
                "data": {"values": weeks},
                "mark": {"type": "bar", "height": 12, "cornerRadius": 3, "clip": True},
                "encoding": {**period, "color": colours},
            },
            {
                "data": {"values": days},
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {"x": across, "y": down, "color": colours},
            },
            {
                # Below the line, so that a report due on the last day of a term does not hide it.
                "data": {"values": reports},
                "mark": {
                    "type": "point",
                    "filled": True,
                    "size": 50,
                    "opacity": 1,
                    "shape": "triangle-up",
                    "yOffset": 7,
                },
                "encoding": {"x": across, "y": down, "color": colours},
            },
        ],
    }


def _first_end(row: dict[str, str]) -> tuple[bool, str, str]:
    return row["kind"] == REPORT, row["term"], row["mission"]


def _last_end(rows: list[dict[str, str]]) -> str:
    """The end of a mission's line; reports come within a term and do not lengthen it."""
    return max(rows, key=lambda row: (row["kind"] != REPORT, row["term"]))["term"]

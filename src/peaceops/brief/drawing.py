"""Drawings: SVG without a frame, so that a page and a PDF can each put their own around it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from peaceops.brief.ink import ink

FONT_SIZE = 13


@dataclass(frozen=True)
class Drawing:
    """The inside of an SVG in the light colours of ``ink``; width and height in pixels."""

    width: int
    height: int
    body: str


def standalone(drawing: Drawing, title: str) -> str:
    """Frame a drawing as an SVG file of its own, on paper in the light colours."""
    size = f'width="{drawing.width}" height="{drawing.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
        f'viewBox="0 0 {drawing.width} {drawing.height}" '
        'font-family="Liberation Sans, Arial, Helvetica, sans-serif">'
        f"<title>{escape(title)}</title>"
        f"{box(0, 0, drawing.width, drawing.height, 'paper')}{drawing.body}</svg>\n"
    )


def label(
    x: float,
    y: float,
    text: str,
    *,
    size: float = FONT_SIZE,
    colour: str = "text",
    anchor: str = "start",
    bold: bool = False,
    halo: bool = False,
) -> str:
    """Draw a line of text; ``halo`` sets it off from what lies below."""
    weight = ' font-weight="600"' if bold else ""
    around = (
        f' stroke="{ink("paper")}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
        if halo
        else ""
    )
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{ink(colour)}" '
        f'text-anchor="{anchor}"{weight}{around}>{escape(text)}</text>'
    )


def box(x: float, y: float, width: float, height: float, fill: str, extra: str = "") -> str:
    """Draw a rectangle filled with an ink."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{ink(fill)}"{" " + extra if extra else ""}/>'
    )


def rows_of(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Give rows to an Altair chart as text, which it does not copy with each layer."""
    import altair

    return altair.Data(values=json.dumps(rows), format=altair.DataFormat(type="json"))


def from_altair(chart: Any, name: str) -> Drawing:
    """Draw an Altair chart with vl-convert; ``name`` keeps its ids apart from other drawings'."""
    import altair
    import vl_convert

    chart = chart.properties(background="transparent").configure(**_config())
    version = ".".join(altair.SCHEMA_VERSION.lstrip("v").split(".")[:2])
    svg = vl_convert.vegalite_to_svg(_in_utc(chart.to_dict(validate=False)), vl_version=version)
    opening = re.match(r'<svg[^>]*?width="([\d.]+)"[^>]*?height="([\d.]+)"[^>]*>', svg)
    if opening is None:
        raise RuntimeError(f"vl-convert drew no SVG for the chart {name!r}: {svg[:80]!r}")
    body = svg[opening.end() :].removesuffix("</svg>")
    return Drawing(
        round(float(opening[1])), round(float(opening[2])), _slim(body).replace("@", name)
    )


def _slim(body: str) -> str:
    body = re.sub(r'\s(?:class|role|aria-[a-z]+|pointer-events|font-family)="[^"]*"', "", body)
    body = re.sub(r'<path d="M0,0h0v0h0Z"/>|<path d="" display="none"/>', "", body)
    body = body.replace("@", "&#64;")
    return re.sub(r'(id="|url\(#)', r"\1@-", body)


def _config() -> dict[str, Any]:
    quiet, grid = ink("quiet"), ink("grid")
    text = {"labelFontSize": FONT_SIZE - 1, "titleFontSize": FONT_SIZE - 1, "titleFontWeight": 400}
    return {
        "font": "Liberation Sans",
        "view": {"stroke": None},
        "axis": {
            **text,
            "labelColor": quiet,
            "titleColor": quiet,
            "gridColor": grid,
            "domainColor": ink("edge"),
            "tickColor": ink("edge"),
            "labelPadding": 4,
        },
        "legend": {
            **text,
            "labelColor": ink("text"),
            "titleColor": quiet,
            "orient": "top",
            "offset": 4,
            "symbolSize": 110,
            "labelLimit": 220,
        },
        "header": {"labelFontSize": FONT_SIZE, "labelColor": ink("text"), "labelFontWeight": 600},
        "text": {"fontSize": FONT_SIZE - 1, "color": ink("text")},
        "aria": False,
    }


def _in_utc(spec: Any) -> Any:
    """Draw every date in universal time: in a reader's own zone a month could slip by a day."""
    if isinstance(spec, list):
        return [_in_utc(part) for part in spec]
    if not isinstance(spec, dict):
        return spec
    parts = {key: _in_utc(part) for key, part in spec.items()}
    if parts.get("type") == "temporal":
        parts["scale"] = {**(parts.get("scale") or {}), "type": "utc"}
        unit = parts.get("timeUnit")
        if isinstance(unit, str) and not unit.startswith("utc"):
            parts["timeUnit"] = f"utc{unit}"
    return parts

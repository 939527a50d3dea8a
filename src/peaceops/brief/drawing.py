"""Drawings: SVG without a frame, so that a page and a PDF can each put their own around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, wraps
from html import escape
from typing import Any, ParamSpec

from peaceops.brief.ink import ink
from peaceops.brief.language import current, localised, speaking

FONT_SIZE = 13
P = ParamSpec("P")


class Drawing:
    """The inside of an SVG in the light colours of ``ink``; width and height in pixels.

    A drawing may be made when it is first looked at (``when_shown``): Markdown, JSON and CSV show
    none, and need not wait for them.
    """

    def __init__(self, width: int, height: int, body: str) -> None:
        self._parts = (width, height, body)

    @classmethod
    def later(cls, draw: Callable[[], Drawing]) -> Drawing:
        """A drawing that is made when it is first looked at."""
        drawing = cls.__new__(cls)
        drawing._draw = draw
        return drawing

    _draw: Callable[[], Drawing]

    @cached_property
    def _parts(self) -> tuple[int, int, str]:
        return self._draw()._parts

    @property
    def width(self) -> int:
        """Pixels across."""
        return self._parts[0]

    @property
    def height(self) -> int:
        """Pixels down."""
        return self._parts[1]

    @property
    def body(self) -> str:
        """What stands inside the SVG."""
        return self._parts[2]


def when_shown(draw: Callable[P, Drawing]) -> Callable[P, Drawing]:
    """Make a function's drawing only when a format looks at it."""

    @wraps(draw)
    def later(*args: P.args, **kwargs: P.kwargs) -> Drawing:
        teller = current()

        def drawing() -> Drawing:
            if teller is None:
                return draw(*args, **kwargs)
            with speaking(teller):
                return draw(*args, **kwargs)

        return Drawing.later(drawing)

    return later


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
        f'text-anchor="{anchor}"{weight}{around}>{escape(localised(text))}</text>'
    )


def box(x: float, y: float, width: float, height: float, fill: str, extra: str = "") -> str:
    """Draw a rectangle filled with an ink."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{ink(fill)}"{" " + extra if extra else ""}/>'
    )


VEGA_LITE = "6.4"
"""Version of the language in which charts are written."""
Spec = dict[str, Any]
"""A chart, or a part of one, in Vega-Lite."""


def layer(rows: Sequence[Mapping[str, Any]], mark: Spec, encoding: Spec) -> Spec:
    """One layer of a chart: its rows, its mark (``type`` and looks), and what is drawn of them."""
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def amount(field: str, **looks: Any) -> Spec:
    """Encode a number."""
    return {"field": field, "type": "quantitative", **looks}


def group(field: str, **looks: Any) -> Spec:
    """Encode what a row belongs to."""
    return {"field": field, "type": "nominal", **looks}


def when(field: str, **looks: Any) -> Spec:
    """Encode a date, in universal time: in a reader's own zone a month could slip by a day."""
    return {"field": field, "type": "temporal", "scale": {"type": "utc"}, **looks}


def from_vega_lite(chart: Spec, name: str) -> Drawing:
    """Draw a chart with vl-convert; ``name`` keeps its ids apart from other drawings'."""
    import vl_convert

    chart = {**chart, "background": "transparent", "config": _config()}
    svg = vl_convert.vegalite_to_svg(chart, vl_version=VEGA_LITE)
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


def bare(drawing: Drawing, font: str) -> str:
    """Frame a drawing as an SVG without title or paper, set in a font, to stand in a document."""
    body = re.sub(r"<title>.*?</title>", "", drawing.body, flags=re.DOTALL)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.width}" '
        f'height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}" '
        f'font-family="{escape(font)}">{body}</svg>'
    )

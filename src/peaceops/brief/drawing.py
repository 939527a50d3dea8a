"""Drawings: SVG without a frame, so that a page and a PDF can each put their own around it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, wraps
from html import escape
from typing import Any, ParamSpec

from peaceops.brief.drawn_once import chart_svg
from peaceops.brief.ink import ink
from peaceops.brief.language import current, localised, localised_chart, speaking
from peaceops.brief.readings import without_readings
from peaceops.domain.messages import as_it_is

FONT_SIZE = 13
P = ParamSpec("P")
Series = Sequence[Mapping[str, Any]]
"""Rows of numbers, names and ISO dates."""
Spec = dict[str, Any]
"""A chart, or a part of one, in Vega-Lite."""


class Drawing:
    """The inside of an SVG in the light colours of ``ink``; width and height in pixels.

    ``series`` holds what is drawn, a row a mark: the same rows as the chart's file of data;
    ``spec`` the chart in Vega-Lite that the group ``plot`` of the body was drawn from, where one
    was: whoever draws it anew can show values to who points at them.

    A drawing may be made when it is first looked at (``when_shown``): JSON and CSV show none, and
    need not wait for them.
    """

    def __init__(
        self, width: int, height: int, body: str, series: Series = (), spec: Spec | None = None
    ) -> None:
        self._parts = (width, height, body, tuple(series), spec)

    @classmethod
    def later(cls, draw: Callable[[], Drawing]) -> Drawing:
        """A drawing that is made when it is first looked at."""
        drawing = cls.__new__(cls)
        drawing._draw = draw
        return drawing

    _draw: Callable[[], Drawing]

    @cached_property
    def _parts(self) -> tuple[int, int, str, Series, Spec | None]:
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

    @property
    def series(self) -> Series:
        """What is drawn, a row a mark."""
        return self._parts[3]

    @property
    def spec(self) -> Spec | None:
        """The chart in Vega-Lite that is drawn, with what it tells of each place."""
        return self._parts[4]


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


MARGIN = 14
TITLE_SIZE, SMALL = 15, 10.5


def standalone(drawing: Drawing, title: str, *, description: str = "", credit: str = "") -> str:
    """Frame a drawing as an SVG file of its own, on paper in the light colours.

    Args:
        drawing: What is framed.
        title: Stands above it, and names the picture to who cannot see it.
        description: What it shows in words, for who cannot see it.
        credit: Its source, in small type below it.
    """
    room = max(drawing.width, 300)
    heads = wrapped(title, room, TITLE_SIZE, bold=True)
    feet = wrapped(credit, room, SMALL)
    top = MARGIN + 19 * len(heads) + 6
    width = room + 2 * MARGIN
    height = top + drawing.height + (13 * len(feet) + 8 if feet else 0) + MARGIN
    foot = top + drawing.height + 17
    words = f"<desc>{escape(description)}</desc>" if description else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        'font-family="Liberation Sans, Arial, Helvetica, sans-serif">'
        f"<title>{escape(title)}</title>{words}{box(0, 0, width, height, 'paper')}"
        + "".join(
            label(MARGIN, MARGIN + 14 + 19 * place, line, size=TITLE_SIZE, bold=True)
            for place, line in enumerate(heads)
        )
        + f'<g transform="translate({MARGIN},{top})">{drawing.body}</g>'
        + "".join(
            label(MARGIN, foot + 13 * place, line, size=SMALL, colour="quiet")
            for place, line in enumerate(feet)
        )
        + "</svg>\n"
    )


_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[]- \u00a0/"), frozenset("mwMW%@—→")


def text_width(text: str, size: float = FONT_SIZE, *, bold: bool = False) -> float:
    """About how many pixels a line takes in Liberation Sans, a little more rather than less.

    >>> round(text_width("Drawdown and withdrawal"))
    169
    """
    ems = sum(
        0.34 if sign in _NARROW else 0.9 if sign in _WIDE else 0.72 if sign.isupper() else 0.57
        for sign in localised(text)
    )
    return ems * size * (1.06 if bold else 1.0)


def wrapped(text: str, room: float, size: float = FONT_SIZE, *, bold: bool = False) -> list[str]:
    """Break a text into lines that fit a width in pixels; a word wider than that stays whole.

    >>> wrapped("Reconfigure within the ceiling", 120)
    ['Reconfigure within', 'the ceiling']
    """
    lines: list[str] = []
    for word in localised(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        elif word:
            lines.append(word)
    return [as_it_is(line) for line in lines]


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


Key = tuple[str, Callable[[float, float], str]]
"""An entry of a legend: its words, and what draws its mark at a left edge and a middle."""
KEY_SIZE, KEY_MARK, KEY_LINE = 12, 22, 18


def with_keys(keys: Sequence[Key], drawing: Drawing) -> Drawing:
    """Set a legend above a drawing, in as many lines as it takes.

    Args:
        keys: Its entries in their order.
        drawing: What they explain.

    >>> with_keys([("a death", swatch("event"))], Drawing(100, 50, "")).height
    76
    """
    parts, x, y = [], 2.0, 11.0
    for words, mark in keys:
        room = KEY_MARK + 6 + text_width(words, KEY_SIZE)
        if x > 2 and x + room > drawing.width:
            x, y = 2.0, y + KEY_LINE
        parts += [mark(x, y), label(x + KEY_MARK + 6, y + 4, words, size=KEY_SIZE)]
        x += room + 14
    down = round(y) + 15
    body = f'{"".join(parts)}<g transform="translate(0,{down})">{drawing.body}</g>'
    return Drawing(drawing.width, drawing.height + down, body, drawing.series, drawing.spec)


def swatch(colour: str, opacity: float = 1.0) -> Callable[[float, float], str]:
    """The mark of a bar or band; a pale one has an edge in its full colour."""
    edge = "" if opacity == 1 else f' stroke="{ink(colour)}"'
    return lambda x, y: box(x + 1, y - 5, 20, 10, colour, f'fill-opacity="{opacity:g}"{edge}')


def stroke(colour: str, width: float = 2.2, dash: str = "") -> Callable[[float, float], str]:
    """The mark of a line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return lambda x, y: (
        f'<path d="M{x:.1f},{y:.1f} h22" fill="none" stroke="{ink(colour)}" '
        f'stroke-width="{width:g}"{dashes}/>'
    )


def dot(colour: str, *, hollow: bool = False, line: bool = False) -> Callable[[float, float], str]:
    """The mark of a point, on a line where it stands on one."""
    fill, edge = ("paper", colour) if hollow else (colour, "paper")
    through = stroke(colour, 3 if not hollow else 1.4)
    return lambda x, y: (
        (through(x, y) if line else "")
        + f'<circle cx="{x + 11:.1f}" cy="{y:.1f}" r="4.8" fill="{ink(fill)}" '
        f'stroke="{ink(edge)}" stroke-width="1.5"/>'
    )


def upright(colour: str) -> Callable[[float, float], str]:
    """The mark of a line that stands upright."""
    return lambda x, y: (
        f'<path d="M{x + 11:.1f},{y - 8:.1f} v16" stroke="{ink(colour)}" stroke-width="1.4"/>'
    )


VEGA_LITE = "6.4"
"""Version of the language in which charts are written."""


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


def from_vega_lite(chart: Spec, name: str, series: Series = ()) -> Drawing:
    """Draw a chart with vl-convert; ``name`` keeps its ids apart from other drawings'.

    Args:
        chart: In Vega-Lite.
        name: A word that no other drawing of a page uses.
        series: What is drawn, for the chart's file of data.
    """
    chart = {**localised_chart(chart), "background": "transparent", "config": _config()}
    svg = chart_svg(without_readings(chart), VEGA_LITE, "fr-FR" if current() else None)
    opening = re.match(r'<svg[^>]*?width="([\d.]+)"[^>]*?height="([\d.]+)"[^>]*>', svg)
    if opening is None:
        raise RuntimeError(f"vl-convert drew no SVG for the chart {name!r}: {svg[:80]!r}")
    body = svg[opening.end() :].removesuffix("</svg>")
    width, height = math.ceil(float(opening[1])), math.ceil(float(opening[2]))
    plot = _slim(body).replace("@", name)
    # Who draws the chart anew has to fit it into the same room.
    body = f'<g class="plot" data-room="{width} {height}">{plot}</g>'
    return Drawing(width, height, body, series, chart)


_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-\d+)?")
_TAG = re.compile(r"<[^>]*>")
_SAYS_NOTHING = re.compile(
    r' (?:opacity|fill-opacity|stroke-opacity)="1"| stroke="[^"]*" stroke-width="0"'
    r'| transform="translate\(0,0\)"|(?<=\d)px(?=")'
)
_ALIKE = re.compile(r'<path d="[^"]*"( [^>]*)/>(?:<path d="[^"]*"\1/>){2,}')


def _slim(body: str) -> str:
    """The same drawing in fewer characters: no roles, two decimals, what marks share said once."""
    body = re.sub(r'\s(?:class|role|aria-[a-z]+|pointer-events|font-family)="[^"]*"', "", body)
    body = re.sub(r'<path d="M0,0h0v0h0Z"/>|<path d="" display="none"/>', "", body)
    body = _TAG.sub(lambda tag: _LONG.sub(_shorter, tag[0]), body)
    body = _SAYS_NOTHING.sub("", body)
    body = _ALIKE.sub(lambda run: f"<g{run[1]}>{run[0].replace(run[1] + '/>', '/>')}</g>", body)
    body = body.replace("@", "&#64;")
    return re.sub(r'(id="|url\(#)', r"\1@-", body)


def _shorter(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


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

"""A member's votes by year as a chart: drawn on the server, and as a Vega-Lite specification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from peaceops.overview import VoteCounts

WAYS = {
    "yes": "in favour",
    "abstain": "abstained",
    "no": "against",
    "not_participating": "took no part",
}
"""What is drawn, from the bottom up; a member was absent so rarely that no bar shows it."""
WIDTH, HEIGHT = 760, 230
LEFT, RIGHT, TOP, BOTTOM = 38, 6, 10, 26
STEPS = (1, 2, 5, 10, 20, 50, 100)
LINES = 5
FEW_YEARS, SOME_YEARS = 12, 30


class Bar(NamedTuple):
    """A part of a year's bar."""

    way: str
    x: float
    y: float
    width: float
    height: float
    title: str


class Mark(NamedTuple):
    """A line of the scale, or a year below it."""

    at: float
    text: str


@dataclass(frozen=True)
class VoteBars:
    """The chart.

    Attributes:
        width: Of the drawing.
        height: Of the drawing.
        left: Where the bars begin.
        right: Where they end.
        base: Where they stand.
        bars: Their parts.
        lines: Lines of the scale.
        years: Years below the bars.
    """

    width: int
    height: int
    left: float
    right: float
    base: float
    bars: tuple[Bar, ...]
    lines: tuple[Mark, ...]
    years: tuple[Mark, ...]


def vote_bars(by_year: Sequence[VoteCounts]) -> VoteBars:
    """Draw the votes of each year as one bar.

    Args:
        by_year: The counts, the earliest year first; a year without a vote may be left out.
    """
    counts = {int(part.of): part for part in by_year}
    years = list(range(min(counts), max(counts) + 1)) if counts else []
    most = max((part.drafts for part in by_year), default=1)
    base, room = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP
    step = (WIDTH - LEFT - RIGHT) / max(len(years), 1)
    width = min(step * 0.8, 40)
    bars, marks = [], []
    every = 1 if len(years) <= FEW_YEARS else 5 if len(years) <= SOME_YEARS else 10
    for place, year in enumerate(years):
        middle = LEFT + (place + 0.5) * step
        if year % every == 0:
            marks.append(Mark(round(middle, 1), str(year)))
        bars += _year(counts.get(year), middle - width / 2, width, base, room / most)
    gap = next((size for size in STEPS if most / size <= LINES), STEPS[-1])
    lines = [
        Mark(round(base - value * room / most, 1), str(value)) for value in range(0, most + 1, gap)
    ]
    return VoteBars(
        WIDTH, HEIGHT, LEFT, WIDTH - RIGHT, base, tuple(bars), tuple(lines), tuple(marks)
    )


def _year(part: VoteCounts | None, x: float, width: float, base: float, scale: float) -> list[Bar]:
    bars, below = [], base
    for way, words in WAYS.items():
        number = getattr(part, way, 0)
        if part is not None and number:
            height = number * scale
            below -= height
            title = f"{part.of}: {number} {words}, of {part.drafts}"
            size = (round(width, 1), round(height, 1))
            bars.append(Bar(way, round(x, 1), round(below, 1), *size, title))
    return bars


def vote_spec(by_year: Sequence[VoteCounts]) -> dict[str, Any]:
    """The same chart as a Vega-Lite specification, with values to hover over.

    Colours are names of inks: the page puts those of the reader's theme in their place.

    Args:
        by_year: The counts.
    """
    values = [
        {"year": int(part.of), "vote": words, "drafts": getattr(part, way), "of": part.drafts,
         "order": place}
        for part in by_year
        for place, (way, words) in enumerate(WAYS.items())
        if getattr(part, way)
    ]  # fmt: skip
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "height": HEIGHT - BOTTOM - TOP,
        "data": {"values": values},
        "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "title": None,
                  "axis": {"labelAngle": 0, "labelOverlap": "greedy"}},
            "y": {"field": "drafts", "type": "quantitative", "title": "drafts", "stack": "zero",
                  "axis": {"tickMinStep": 1}},
            "order": {"field": "order", "type": "quantitative"},
            "color": {
                "field": "vote", "type": "nominal", "legend": None,
                "scale": {"domain": list(WAYS.values()),
                          "range": ["yes", "abstain", "no", "other"]},
            },
            "tooltip": [
                {"field": "year", "type": "ordinal", "title": "Year"},
                {"field": "vote", "type": "nominal", "title": "Vote"},
                {"field": "drafts", "type": "quantitative", "title": "Drafts"},
                {"field": "of", "type": "quantitative", "title": "Of"},
            ],
        },
    }  # fmt: skip

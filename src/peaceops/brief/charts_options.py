"""The picture of trade-offs: an option a row, what it trades a panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from peaceops.brief.drawing import Drawing, box, label
from peaceops.brief.ink import ink
from peaceops.brief.wording import MINUS, number, percent
from peaceops.domain.figures import Figure
from peaceops.options import Comparison, OptionResult

WIDTH, NAMES, GAP = 940, 148, 34
ROW, TOP, BOTTOM = 40, 52, 26
LEAST = 1e-9


@dataclass(frozen=True)
class Panel:
    """A measure: its heading, its second line, the inks, and how it is taken from an option."""

    title: str
    unit: str
    colour: str
    figure_of: Callable[[OptionResult], Figure | None]
    scale: float = 1.0
    odds: bool = False


@dataclass(frozen=True)
class Mark:
    """What a panel draws of an option: a value and its interval.

    For odds the lower bound is that the draft is put to the vote, too.
    """

    value: float
    low: float | None
    high: float | None


PANELS = (
    Panel("Adopted", "solid: and put to the vote", "yes", lambda result: result.p_adopted,
          odds=True),
    Panel("Uniformed", "after {months} months", "strength", lambda result: result.strength),
    Panel("Cost", "± million US dollars", "ceiling", lambda result: result.cost_difference, 1e6),
    Panel("Deaths in the host", "± deaths", "onesided",
          lambda result: result.deaths_difference.get("all")),
    Panel("Peacekeepers killed", "± deaths by malicious acts", "malicious",
          lambda result: result.peacekeeper_fatalities_difference),
)  # fmt: skip


def _mark_of(panel: Panel, result: OptionResult) -> Mark | None:
    figure = panel.figure_of(result)
    if figure is None:
        return None
    value = float(figure.value or 0.0)
    if panel.odds:
        put = result.p_put_to_vote
        return Mark(value, None if put is None else float(put.value or 0.0) * value, None)
    if figure.interval is None:
        return None
    return Mark(value / panel.scale, *(bound / panel.scale for bound in figure.interval))


def signed(value: float) -> str:
    """Write a difference with its sign: ``+428``."""
    return f"+{number(round(value))}" if round(value) > 0 else number(round(value))


def trade_offs(comparison: Comparison) -> Drawing | None:
    """Draw what each option trades for what; ``None`` where no measure is known.

    Dots are medians, lines 90 per cent intervals. Three panels show differences to the status
    quo, marked ±, around a line at zero, each on its own scale.
    """
    options = comparison.options
    marks = [[_mark_of(panel, result) for result in options] for panel in PANELS]
    shown = [pair for pair in zip(PANELS, marks, strict=True) if any(pair[1])]
    if not shown:
        return None
    width = (WIDTH - NAMES - GAP * len(shown)) / len(shown)
    height = TOP + ROW * len(options) + BOTTOM
    parts = [box(0, TOP + ROW * at, WIDTH, ROW, "panel") for at in range(0, len(options), 2)]
    for at, result in enumerate(options):
        parts.append(label(8, TOP + ROW * at + ROW / 2 + 4, _short(result.label), bold=True))
    for place, (panel, of_panel) in enumerate(shown):
        left = NAMES + GAP / 2 + place * (width + GAP)
        parts += _panel(panel, of_panel, left, width, len(comparison.months))
    return Drawing(WIDTH, height, "".join(parts))


def _short(name: str) -> str:
    return name if len(name) <= 20 else name[:19].rstrip() + "…"


def _panel(
    panel: Panel, marks: Sequence[Mark | None], left: float, width: float, months: int
) -> list[str]:
    bottom = TOP + ROW * len(marks)
    parts = [
        label(left, 18, panel.title, bold=True),
        label(left, 36, panel.unit.format(months=months), size=11, colour="quiet"),
    ]
    low, high = _extent(panel, marks)
    across = width / max(high - low, LEAST)

    def x(value: float) -> float:
        return left + (value - low) * across

    parts.append(_line(x(0), TOP, x(0), bottom, "edge", 1))
    for at, mark in enumerate(marks):
        if mark is not None:
            parts += _drawn(panel, mark, x, TOP + ROW * at + ROW / 2, (left, left + width))
    for value in (low, high):
        if abs(value) > LEAST:
            anchor = "start" if value == low else "end"
            parts.append(label(x(value), bottom + 16, _written(panel, value), size=11,
                               colour="quiet", anchor=anchor))  # fmt: skip
    if low < 0 < high or low == 0:
        anchor = "start" if low == 0 else "middle"
        crowded = low < 0 and min(x(0) - left, left + width - x(0)) < 60
        if not crowded:
            parts.append(label(x(0), bottom + 16, "0", size=11, colour="quiet", anchor=anchor))
    return parts


def _extent(panel: Panel, marks: Sequence[Mark | None]) -> tuple[float, float]:
    if panel.odds:
        return 0.0, 1.0
    bounds = [
        bound
        for mark in marks
        if mark is not None
        for bound in (mark.value, mark.low, mark.high)
        if bound is not None
    ]
    return min([0.0, *bounds]), max([0.0, *bounds])


def _drawn(
    panel: Panel, mark: Mark, x: Callable[[float], float], y: float, edges: tuple[float, float]
) -> list[str]:
    at, words, parts = x(mark.value), _written(panel, mark.value), []
    if panel.odds:
        colour = panel.colour if mark.low is None else "grid"
        parts.append(box(x(0), y - 5, at - x(0), 10, colour))
        left = min(max(at, edges[0] + 18), edges[1] - 18)
        if mark.low is not None:
            parts.append(box(x(0), y - 5, x(mark.low) - x(0), 10, panel.colour))
            words, left = f"{percent(mark.low)}; if put {words}", edges[0]
        parts.append(label(left, y + 19, words, size=12))
        return parts
    if mark.low is not None and mark.high is not None:
        parts.append(_line(x(mark.low), y + 5, x(mark.high), y + 5, panel.colour, 3))
    parts.append(
        f'<circle cx="{at:.1f}" cy="{y + 5:.1f}" r="5" fill="{ink(panel.colour)}" '
        f'stroke="{ink("paper")}" stroke-width="1.5"/>'
    )
    inside = min(max(at, edges[0] + 18), edges[1] - 18)
    parts.append(label(inside, y - 8, words, size=12, anchor="middle"))
    return parts


def _written(panel: Panel, value: float) -> str:
    if panel.odds:
        return percent(value)
    if panel.title == "Uniformed":
        return number(round(value))
    return signed(value).replace("-", MINUS)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{ink(colour)}" '
        f'stroke-width="{width:g}"/>'
    )

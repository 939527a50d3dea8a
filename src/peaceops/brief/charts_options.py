"""The picture of trade-offs: an option a row, what it trades a panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from peaceops.brief.document import Amount, Option
from peaceops.brief.drawing import Drawing, box, label
from peaceops.brief.ink import ink
from peaceops.brief.wording import MINUS, number, percent

WIDTH, NAMES, GAP = 940, 148, 34
ROW, TOP, BOTTOM = 40, 52, 26
LEAST = 1e-9


@dataclass(frozen=True)
class Panel:
    """A measure: its heading, its second line, the inks, and how it is taken from an option."""

    title: str
    unit: str
    colour: str
    taken: Callable[[Option], Amount | None]
    scale: float = 1.0
    odds: bool = False


def _odds(option: Option) -> Amount | None:
    if option.p_adopted is None:
        return None
    both = None if option.p_tabled is None else option.p_tabled * option.p_adopted
    return Amount(value=option.p_adopted, low=both, unit="probability")


PANELS = (
    Panel("Adopted", "solid: and put to the vote", "yes", _odds, odds=True),
    Panel("Uniformed", "after {months} months", "strength", lambda one: one.strength_at_end),
    Panel("Cost", "± million US dollars", "ceiling", lambda one: one.cost_difference, 1e6),
    Panel("Deaths in the host", "± deaths", "onesided", lambda one: one.deaths_difference),
    Panel(
        "Peacekeepers killed", "± deaths by malicious acts", "malicious",
        lambda one: one.peacekeepers_difference,
    ),
)  # fmt: skip


def signed(value: float) -> str:
    """Write a difference with its sign: ``+428``."""
    return f"+{number(round(value))}" if round(value) > 0 else number(round(value))


def trade_offs(options: Sequence[Option], *, months: int = 12) -> Drawing | None:
    """Draw what each option trades for what; ``None`` where no measure is known.

    Dots are medians, lines 90 per cent intervals. Three panels show differences to the status
    quo, marked ±, around a line at zero, each on its own scale.
    """
    shown = [panel for panel in PANELS if any(_known(panel.taken(one)) for one in options)]
    if not shown:
        return None
    width = (WIDTH - NAMES - GAP * len(shown)) / len(shown)
    height = TOP + ROW * len(options) + BOTTOM
    parts = [box(0, TOP + ROW * at, WIDTH, ROW, "panel") for at in range(0, len(options), 2)]
    for at, option in enumerate(options):
        parts.append(label(8, TOP + ROW * at + ROW / 2 + 4, _short(option.label), bold=True))
    for place, panel in enumerate(shown):
        left = NAMES + GAP / 2 + place * (width + GAP)
        parts += _panel(panel, options, left, width, months)
    return Drawing(WIDTH, height, "".join(parts))


def _known(one: Amount | None) -> bool:
    return one is not None and one.value is not None


def _short(name: str) -> str:
    return name if len(name) <= 20 else name[:19].rstrip() + "…"


def _panel(
    panel: Panel, options: Sequence[Option], left: float, width: float, months: int
) -> list[str]:
    bottom = TOP + ROW * len(options)
    parts = [
        label(left, 18, panel.title, bold=True),
        label(left, 36, panel.unit.format(months=months), size=11, colour="quiet"),
    ]
    low, high = _extent(panel, options)
    across = width / max(high - low, LEAST)

    def x(value: float) -> float:
        return left + (value - low) * across

    parts.append(_line(x(0), TOP, x(0), bottom, "edge", 1))
    for at, option in enumerate(options):
        found = panel.taken(option)
        if found is not None and found.value is not None:
            parts += _mark(panel, found, x, TOP + ROW * at + ROW / 2, (left, left + width))
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


def _extent(panel: Panel, options: Sequence[Option]) -> tuple[float, float]:
    if panel.odds:
        return 0.0, 1.0
    ends = [0.0]
    for option in options:
        found = panel.taken(option)
        if found is not None and found.value is not None:
            values = (found.value, found.low, found.high)
            ends += [one / panel.scale for one in values if one is not None]
    return min(ends), max(ends)


def _mark(
    panel: Panel, found: Amount, x: Callable[[float], float], y: float, edges: tuple[float, float]
) -> list[str]:
    assert found.value is not None
    value, parts = found.value / panel.scale, []
    if panel.odds:
        parts.append(
            box(x(0), y - 5, x(value) - x(0), 10, "grid" if found.low is not None else panel.colour)
        )
        if found.low is not None:
            parts.append(box(x(0), y - 5, x(found.low) - x(0), 10, panel.colour))
    else:
        if found.low is not None and found.high is not None:
            low, high = x(found.low / panel.scale), x(found.high / panel.scale)
            parts.append(_line(low, y + 5, high, y + 5, panel.colour, 3))
        parts.append(
            f'<circle cx="{x(value):.1f}" cy="{y + 5:.1f}" r="5" fill="{ink(panel.colour)}" '
            f'stroke="{ink("paper")}" stroke-width="1.5"/>'
        )
    inside = min(max(x(value), edges[0] + 18), edges[1] - 18)
    above = y - 8 if not panel.odds else y + 19
    said = _written(panel, value)
    if panel.odds and found.low is not None:
        said, inside = f"{percent(found.low)}; if put {said}", edges[0]
    anchor = "start" if panel.odds else "middle"
    parts.append(label(inside, above, said, size=12, anchor=anchor))
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

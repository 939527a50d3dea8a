"""The picture of trade-offs: a measure a panel, an option a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from peaceops.brief.drawing import (
    Drawing,
    Key,
    Spec,
    amount,
    dot,
    from_vega_lite,
    group,
    layer,
    swatch,
    upright,
    with_keys,
    wrapped,
)
from peaceops.brief.ink import ink
from peaceops.brief.readings import reading
from peaceops.brief.wording import MINUS, number, percent, span
from peaceops.domain.figures import Figure
from peaceops.domain.messages import message
from peaceops.options import Comparison, OptionResult

WIDE, NARROW = 900, 420
"""Pixels across: all panels side by side, or one below the other."""
NAME_ROOM = 150
"""Pixels for the name of an option, which may take several lines."""
LINE, ROW, LOW_ROW = 15, 44, 38
"""Pixels down: of a line of a name, and of an option at least, in the wide and the narrow one."""
GAP = 30
PALE = 0.35
INTERVAL = "90 % interval"
NOT_KNOWN = "not known"
NO_VOTE = "not put to the vote"
Row = dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """A measure: its heading, its unit, the ink, and how it is taken from an option."""

    title: str
    unit: str
    colour: str
    figure_of: Callable[[OptionResult], Figure | None]
    scale: float = 1.0
    odds: bool = False
    signed: bool = True


PANELS = (
    Panel("Odds", "per cent", "yes", lambda result: result.p_adopted, 0.01, odds=True),
    Panel("Uniformed personnel", "after {months} months", "strength",
          lambda result: result.strength, signed=False),
    Panel("Cost", "± million US dollars", "ceiling", lambda result: result.cost_difference, 1e6),
    Panel("Deaths in the host", "± deaths", "onesided",
          lambda result: result.deaths_difference.get("all")),
    Panel("Peacekeepers killed", "± deaths, malicious acts", "malicious",
          lambda result: result.peacekeeper_fatalities_difference),
)  # fmt: skip


def signed(value: float) -> str:
    """Write a difference with its sign: ``+428``."""
    return f"+{number(round(value))}" if round(value) > 0 else number(round(value))


def trade_offs(comparison: Comparison, *, narrow: bool = False) -> Drawing | None:
    """Draw what each option trades for what; ``None`` where no measure is known.

    A dot is a median, its line a 90 per cent interval; a bar tells odds, the solid part those that
    the draft is put to the vote, too. Panels with ± show differences to the status quo.

    Args:
        comparison: The options.
        narrow: Set the panels one below the other, for a screen as narrow as a telephone's.
    """
    rows = {panel.title: _rows(panel, comparison) for panel in PANELS}
    panels = [
        panel for panel in PANELS if any(row["value"] is not None for row in rows[panel.title])
    ]
    if not panels:
        return None
    names = [result.label for result in comparison.options]
    lines = [wrapped(name, NAME_ROOM - 14, 13) for name in names]
    step = max(LOW_ROW if narrow else ROW, LINE * max(map(len, lines)) + 12)
    broken = {name: "|".join(parts) for name, parts in zip(names, lines, strict=True)}
    room = NARROW - NAME_ROOM - 24 if narrow else round((WIDE - NAME_ROOM) / len(panels) - GAP)
    specs = [
        _panel(panel, rows[panel.title], broken, room, step, named=narrow or place == 0,
               months=len(comparison.months))
        for place, panel in enumerate(panels)
    ]  # fmt: skip
    together: Spec = {"vconcat": specs} if narrow else {"hconcat": specs}
    chart = from_vega_lite(
        {**together, "spacing": 16 if narrow else GAP - 8},
        "trade-narrow" if narrow else "trade",
        [row for panel in panels for row in rows[panel.title]],
    )
    return with_keys(_keys(rows[PANELS[0].title]), chart)


def _rows(panel: Panel, comparison: Comparison) -> list[Row]:
    """An option a row: the value drawn with its bounds, in the unit of the panel."""
    rows = []
    for result in comparison.options:
        figure = panel.figure_of(result)
        value, low, high = _values(panel, figure)
        row = {
            "option": result.label,
            "measure": panel.title,
            "unit": panel.unit.format(months=len(comparison.months)),
            "value": value,
            "low": low,
            "high": high,
        }
        if panel.odds:
            put = result.p_put_to_vote
            both = None if put is None or value is None else float(put.value or 0.0) * value
            row["measure"] = "Adopted, once put to the vote"
            row["put_and_adopted"] = both
            row["needs_vote"] = result.needs_vote
        rows.append(row)
    return rows


def _values(panel: Panel, figure: Figure | None) -> tuple[float | None, float | None, float | None]:
    if figure is None or (figure.interval is None and not panel.odds):
        return None, None, None
    value = float(figure.value or 0.0) / panel.scale
    if panel.odds or figure.interval is None:
        return value, None, None
    low, high = (bound / panel.scale for bound in figure.interval)
    return value, low, high


def _panel(
    panel: Panel,
    rows: Sequence[Row],
    names: dict[str, str],
    width: int,
    step: int,
    *,
    named: bool,
    months: int,
) -> Spec:
    """One measure: bars of odds, or medians with their intervals."""
    drawn = [{**row, "name": names[row["option"]], "text": _written(panel, row)} for row in rows]
    low, high = _extent(panel, rows)
    scale = {"domain": [low, high], "nice": False if panel.odds else 3, "zero": True}
    # No more ticks than whole numbers: half a death is none.
    few = max(1, min(3, int(high - low)))
    ticks = {"values": [0, 50, 100]} if panel.odds else {"tickCount": few}
    axis = {
        **ticks,
        "format": ",d" if panel.odds or not panel.signed else "+,~r",
        "labelExpr": "datum.value == 0 ? '0' : replace(datum.label, '-', '−')",
        "domain": False,
        "ticks": False,
        "labelFlush": True,
        "labelOverlap": True,
    }
    x = amount("value", scale=scale, axis=axis, title=None)
    looks: Spec = {"labels": named, "ticks": False, "domain": False, "labelLimit": 0,
                   "labelExpr": "split(datum.label, '|')", "labelFontSize": 13,
                   "labelColor": ink("text"), "labelLineHeight": LINE, "labelBaseline": "middle",
                   "labelPadding": 10, "grid": True}  # fmt: skip
    if named:
        # A name of one line takes its room, too, so that all drawings of a page stand alike.
        looks["minExtent"] = NAME_ROOM - 14
    y = group("name", sort=list(names.values()), title=None, axis=looks,
              scale={"paddingInner": 0.1})  # fmt: skip
    layers = [
        layer(
            [{"zero": 0}],
            {"type": "rule", "color": ink("edge" if panel.signed else "grid"), "strokeWidth": 1.4},
            {"x": amount("zero", scale=scale)},
        ),
        *(_bars(panel, drawn, x, y) if panel.odds else _intervals(panel, drawn, x, y)),
        *_words(drawn, x, y, at_zero=panel.odds),
        reading(
            [_told(panel, row) for row in drawn], {"y": y}, ("Option", panel.title, INTERVAL),
            step * len(drawn),
        ),
    ]  # fmt: skip
    unit = panel.unit.format(months=months)
    heading = {"text": panel.title, "subtitle": unit, "anchor": "start", "fontSize": 13,
               "fontWeight": 600, "color": ink("text"), "subtitleFontSize": 12,
               "subtitleColor": ink("quiet"), "subtitlePadding": 4, "offset": 8,
               "frame": "group"}  # fmt: skip
    return {"layer": layers, "width": width, "height": {"step": step}, "title": heading}


def _told(panel: Panel, row: Row) -> dict[str, str]:
    """A measure of an option: its value as written on the chart, and its interval."""
    interval = ""
    if row["low"] is not None:
        low, high = round(row["low"]), round(row["high"])
        interval = span(low, high) if not panel.signed else message(
            "{low} to {high}", low=signed(low).replace("-", MINUS),
            high=signed(high).replace("-", MINUS),
        )  # fmt: skip
    return {
        "name": row["name"], "Option": row["option"], panel.title: row["text"], INTERVAL: interval,
    }  # fmt: skip


def _bars(panel: Panel, drawn: Sequence[Row], x: Spec, y: Spec) -> list[Spec]:
    """Odds of adoption as a pale bar; the part that holds that it is put to the vote, solid."""
    valued = [row for row in drawn if row["value"] is not None]
    solid = [
        {**row, "value": row["put_and_adopted"]}
        for row in valued
        if row["put_and_adopted"] is not None
    ]
    bar = {"type": "bar", "color": ink(panel.colour), "size": 12, "yOffset": 6}
    pale = {**bar, "fillOpacity": PALE, "stroke": ink(panel.colour), "strokeWidth": 1}
    return [layer(valued, pale, {"x": x, "y": y}), layer(solid, bar, {"x": x, "y": y})]


def _intervals(panel: Panel, drawn: Sequence[Row], x: Spec, y: Spec) -> list[Spec]:
    colour = ink(panel.colour)
    valued = [row for row in drawn if row["value"] is not None]
    rule = {"type": "rule", "color": colour, "strokeWidth": 3, "yOffset": 6}
    point = {"type": "point", "filled": True, "color": colour, "size": 110, "opacity": 1,
           "stroke": ink("paper"), "strokeWidth": 1.5, "yOffset": 6}  # fmt: skip
    ends = {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y}
    return [layer(valued, rule, ends), layer(valued, point, {"x": x, "y": y})]


def _words(drawn: Sequence[Row], x: Spec, y: Spec, *, at_zero: bool) -> list[Spec]:
    """Each value in figures above its mark, set off from the lines that pass behind it."""
    rows = [
        {**row, "value": 0 if at_zero or row["value"] is None else row["value"]} for row in drawn
    ]
    looks: Spec = {
        "type": "text",
        "dy": -10,
        "fontSize": 12,
        "align": "left" if at_zero else "center",
        "dx": 3 if at_zero else 0,
    }
    halo = {**looks, "stroke": ink("paper"), "strokeWidth": 4, "strokeJoin": "round"}
    place = {"x": x, "y": y, "text": group("text")}
    return [layer(rows, halo, place), layer(rows, looks, place)]


def _extent(panel: Panel, rows: Sequence[Row]) -> tuple[float, float]:
    if panel.odds:
        return 0.0, 100.0
    bounds = [row[end] for row in rows for end in ("value", "low", "high") if row[end] is not None]
    low, high = min([0.0, *bounds]), max([0.0, *bounds])
    return (low, high) if high > low else (-1.0, 1.0)


def _written(panel: Panel, row: Row) -> str:
    value = row["value"]
    if value is None:
        return NOT_KNOWN if row.get("needs_vote", True) else NO_VOTE
    if not panel.odds:
        return signed(value).replace("-", MINUS) if panel.signed else number(round(value))
    adopted, both = percent(value / 100), row["put_and_adopted"]
    return (
        message("{adopted} if put", adopted=adopted)
        if both is None
        else message("{both} (if put {adopted})", both=percent(both / 100), adopted=adopted)
    )


def _keys(odds: Sequence[Row]) -> list[Key]:
    """What the marks mean."""
    keys: list[Key] = []
    if any(row["put_and_adopted"] is not None for row in odds):
        keys.append(("put to the vote and adopted", swatch("yes")))
    if any(row["value"] is not None for row in odds):
        keys.append(("adopted, if put to the vote", swatch("yes", PALE)))
    return [
        *keys,
        ("median and 90 % interval", dot("text", line=True)),
        ("as in the status quo", upright("edge")),
    ]

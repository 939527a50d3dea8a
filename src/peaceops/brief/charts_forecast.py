"""The chart of deaths ahead: the record, and the forecast with its intervals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from peaceops.brief.charts_violence import (
    TYPES,
    WIDTH,
    count_axis,
    panel_title,
    stacked,
    time_axis,
    type_name,
)
from peaceops.brief.drawing import (
    Drawing,
    Key,
    Spec,
    amount,
    dot,
    from_vega_lite,
    layer,
    stroke,
    swatch,
    when,
    when_shown,
    with_keys,
)
from peaceops.brief.ink import ink
from peaceops.brief.readings import reading
from peaceops.brief.wording import month, number, span
from peaceops.domain.countries import name_of
from peaceops.domain.messages import message
from peaceops.violence import PlaceOutlook

PANELS = 6
LINES = ("Month", "Deaths on record", "Deaths on record, provisional", "Median",
         "50 % interval", "90 % interval", "Baseline, 90 % interval")  # fmt: skip
"""What is told of a month that a reader points at."""
FAN_HEIGHTS, LEAST_FAN = {1: 180, 2: 110, 3: 84, 4: 68}, 54
"""Of a panel, by how many there are; of each where there are more."""
LEAST_DRAWN = 0.005
"""Deaths a month below which nothing could be seen."""


@when_shown
def fan(hosts: Sequence[PlaceOutlook], provisional: Collection[date] = ()) -> Drawing:
    """Draw the record and the forecast with its 50 % and 90 % intervals, a panel for each series.

    A series is a country and a type of violence; ``drawn_series`` says which are drawn.

    Args:
        hosts: The outlook of each host.
        provisional: Months of the record that a later release may revise; their points are hollow.
    """
    drawn = drawn_series(hosts)
    height = FAN_HEIGHTS.get(len(drawn), LEAST_FAN)
    panels, series = [], list[dict[str, Any]]()
    for place, (host, kind) in enumerate(drawn, 1):
        name = type_name(kind)
        title = (
            message("{country}, {lower}", country=name_of(host.country), lower=name.lower())
            if len(hosts) > 1
            else name
        )
        panels.append(_fan_panel(host, kind, title, height, provisional, last=place == len(drawn)))
        series += _fan_rows(host, kind, provisional)
    keys: list[Key] = [
        ("on record", dot("text", line=True)),
        ("median", stroke("forecast", dash="5 3")),
        ("50 % interval", swatch("forecast", 0.55)),
        ("90 % interval", swatch("forecast", 0.22)),
    ]
    if any(host.baseline_12 is not None for host in hosts):
        keys.append(("baseline, 90 % interval", stroke("warn", 1)))
    if any(row["provisional"] for row in series):
        keys.append(("provisional", dot("text", hollow=True)))
    return with_keys(keys, from_vega_lite(stacked(panels, 8), "fan", series))


def _fan_rows(host: PlaceOutlook, kind: str, provisional: Collection[date]) -> list[dict[str, Any]]:
    """What a panel draws: months on record with their deaths, months ahead with their intervals."""
    kinds = (kind,) if kind in TYPES else tuple(TYPES)
    names = ("median", "low_50", "high_50", "low_90", "high_90", "baseline_median",
             "baseline_low_90", "baseline_high_90")  # fmt: skip
    shared = {"country": host.country, "type": kind}
    record = host.history.sort("month").select("month", pl.sum_horizontal(kinds)).iter_rows()
    return [
        {**shared, "month": day.isoformat(), "deaths": deaths, "provisional": day in provisional}
        for day, deaths in record
    ] + [
        {**shared, "month": row["month"].isoformat(), "deaths": None, "provisional": False}
        | {name: row[name] for name in names}
        for row in host.fan.filter(target=kind).iter_rows(named=True)
    ]


def _fan_panel(
    host: PlaceOutlook,
    kind: str,
    title: str,
    height: int,
    provisional: Collection[date],
    *,
    last: bool,
) -> Spec:
    """One series; the years stand below the last panel, and hold for all."""
    kinds = (kind,) if kind in TYPES else tuple(TYPES)
    record = [
        {"month": day.isoformat(), "deaths": deaths, "provisional": day in provisional}
        for day, deaths in host.history.sort("month")
        .select("month", pl.sum_horizontal(kinds))
        .iter_rows()
    ]
    ahead = host.fan.filter(target=kind).drop("target").to_dicts()
    bands = [
        {
            name: round(value, 2) if isinstance(value, float) else value
            for name, value in row.items()
        }
        | {"month": row["month"].isoformat()}
        for row in ahead
    ]
    highest = [max(row["high_90"], row["baseline_high_90"] or 0) for row in bands]
    top = max([row["deaths"] for row in record] + highest, default=0)
    axis = time_axis(len(record) + len(bands)) | {"labels": last}
    x = when("month", title=None, axis=axis)
    low = height < FAN_HEIGHTS[3]
    few = {"tickCount": 2} if low else {}
    blue, black = ink("forecast"), ink("text")
    wide = {
        "x": x,
        "y": amount(
            "low_90",
            title=None if low else "Deaths a month",
            axis=count_axis(top) | few,
        ),
        "y2": {"field": "high_90"},
    }
    narrow = {"x": x, "y": amount("low_50"), "y2": {"field": "high_50"}}
    dashed = {"type": "line", "color": blue, "strokeWidth": 2.2, "strokeDash": [5, 3]}
    point = {"type": "point", "filled": True, "opacity": 1, "stroke": black, "size": 9}
    fill = {
        "condition": {"test": "datum.provisional", "value": ink("paper")},
        "value": black,
    }
    line = {"type": "line", "color": black, "strokeWidth": 1.4}
    return {
        "layer": [
            layer(bands, {"type": "area", "color": blue, "opacity": 0.22}, wide),
            layer(bands, {"type": "area", "color": blue, "opacity": 0.42}, narrow),
            *(_baseline_lines(bands, x) if host.baseline_12 is not None else ()),
            layer(bands, dashed, {"x": x, "y": amount("median")}),
            layer(record, line, {"x": x, "y": amount("deaths")}),
            layer(record, point, {"x": x, "y": amount("deaths"), "fill": fill}),
            reading(_told(record, bands), {"x": x}, LINES, WIDTH - 64),
        ],
        "width": WIDTH - 64,
        "height": height,
        "title": panel_title(title),
    }


def _told(
    record: Sequence[Mapping[str, Any]], bands: Sequence[Mapping[str, Any]]
) -> list[dict[str, str]]:
    """What is told of each month: its deaths on record, or what is forecast."""
    on_record, provisional, median, half, wide, baseline = LINES[1:]
    past = [
        {
            "month": row["month"],
            "Month": month(date.fromisoformat(row["month"])),
            (provisional if row["provisional"] else on_record): number(row["deaths"]),
        }
        for row in record
    ]
    ahead = [
        {
            "month": row["month"],
            "Month": month(date.fromisoformat(row["month"])),
            median: _whole(row["median"]),
            half: span(round(row["low_50"]), round(row["high_50"])),
            wide: span(round(row["low_90"]), round(row["high_90"])),
        }
        | (
            {}
            if row["baseline_low_90"] is None
            else {baseline: span(round(row["baseline_low_90"]), round(row["baseline_high_90"]))}
        )
        for row in bands
    ]
    return [*past, *ahead]


def _whole(deaths: float) -> str:
    return number(round(deaths))


def _baseline_lines(bands: Sequence[Mapping[str, Any]], x: Spec) -> list[Spec]:
    """The baseline's median and interval as lines."""
    end = {"type": "line", "color": ink("warn"), "strokeWidth": 0.9}
    middle = {**end, "strokeWidth": 1.6, "strokeDash": [1.5, 2.5]}
    return [
        layer(bands, mark, {"x": x, "y": amount(f"baseline_{name}")})
        for name, mark in (("low_90", end), ("high_90", end), ("median", middle))
    ]


def drawn_series(hosts: Sequence[PlaceOutlook]) -> list[tuple[PlaceOutlook, str]]:
    """Which series are drawn: every type in one country, or the widest type in six countries.

    A series in which no death is forecast, to the upper bound of the interval, is not drawn. Of
    more than six countries those with the most deaths forecast are, in the order of the hosts.
    """
    series = [
        (host, kind)
        for kind in ("all_types", *TYPES)
        for host in hosts
        if host.fan.filter(pl.col("high_90") >= LEAST_DRAWN, target=kind).height
    ]
    if len({host.country for host, _kind in series}) > 1:
        series = [pair for pair in series if pair[1] == series[0][1]]
    ahead = {host.country: -float(host.next_12.value or 0) for host, _kind in series}
    named = sorted(ahead, key=lambda country: ahead[country])[:PANELS]
    return [(host, kind) for host, kind in series if host.country in named]

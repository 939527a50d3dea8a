"""Charts of violence on record: the last years by type, host and neighbours."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

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
    when,
    when_shown,
    with_keys,
)
from peaceops.brief.ink import ink
from peaceops.brief.map_room import name_lines
from peaceops.brief.readings import reading, reading_of_bars
from peaceops.brief.wording import month, number
from peaceops.domain.countries import name_of
from peaceops.domain.messages import message
from peaceops.situation import YearOfDeaths

WIDTH = 420
MONTHS_SHOWN = 60
HEIGHTS, LEAST_HEIGHT = {1: 170, 2: 112, 3: 76}, 52
"""Of a panel of monthly deaths, by how many there are; of each where there are more."""
PALE = 0.3
"""Opacity of what is provisional, which has an edge in its full colour."""
LONG_NAME = 22
TYPES = {
    "state_based": ("State-based", "state"),
    "non_state": ("Non-state", "nonstate"),
    "one_sided": ("One-sided", "onesided"),
}
LINES = ("Month", *(name for name, _ink in TYPES.values()), "Together")
"""What is told of a month that a reader points at."""
BEFORE, LAST = "Twelve months before", "Last twelve months"
"""What is told of a country."""


@when_shown
def deaths_by_type(months: pl.DataFrame, provisional: Collection[date] = ()) -> Drawing:
    """Draw monthly deaths as stacked bars by type, a panel for each country.

    Args:
        months: Country, month, deaths by type and ``all_types``.
        provisional: Months whose deaths a later release may revise; they are drawn pale.
    """
    hosts = months["country"].unique(maintain_order=True).to_list()
    height = HEIGHTS.get(len(hosts), LEAST_HEIGHT)
    panels, series = [], []
    for place, host in enumerate(hosts, 1):
        rows = months.filter(pl.col("country") == host).sort("month").tail(MONTHS_SHOWN).to_dicts()
        title = name_of(host) if len(hosts) > 1 else None
        panels.append(_stack(rows, title, height, provisional, last=place == len(hosts)))
        series += [
            {
                "country": host,
                "month": row["month"].isoformat(),
                **{kind: row[kind] for kind in TYPES},
                "provisional": row["month"] in provisional,
            }
            for row in rows
        ]
    keys: list[Key] = [(name, swatch(colour)) for name, colour in TYPES.values()]
    if any(row["provisional"] for row in series):
        keys.append(("provisional", swatch("state", PALE)))
    return with_keys(keys, from_vega_lite(stacked(panels, 8), "violence", series))


def stacked(panels: Sequence[Spec], spacing: int) -> Spec:
    """Set panels under each other; one panel stays alone."""
    return panels[0] if len(panels) == 1 else {"vconcat": list(panels), "spacing": spacing}


def _stack(
    months: Sequence[Mapping[str, Any]],
    title: str | None,
    height: int,
    provisional: Collection[date],
    *,
    last: bool,
) -> Spec:
    """The bars of one country; the years stand below the last panel, and hold for all."""
    rows = [
        {
            "month": row["month"].isoformat(),
            "type": name,
            "deaths": row[key],
            "order": order,
            "provisional": row["month"] in provisional,
        }
        for row in months
        for order, (key, (name, _ink)) in enumerate(TYPES.items())
    ]
    totals = [row["all_types"] for row in months]
    top = max(totals, default=0)
    names = [name for name, _ink in TYPES.values()]
    scale = {"domain": names, "range": [ink(colour) for _name, colour in TYPES.values()]}
    month_of_year = {"timeUnit": "utcyearmonth"}
    low = height <= LEAST_HEIGHT
    title_of_axis, few = (None, {"tickCount": 2}) if low else ("Deaths a month", {})
    encoding = {
        "x": when("month", **month_of_year, title=None,
                  axis=time_axis(len(months)) | {"labels": last}),
        "y": amount("deaths", title=title_of_axis, axis=count_axis(top) | few),
        "color": group("type", title=None, sort=names, scale=scale, legend=None),
        "order": amount("order"),
    }  # fmt: skip
    # A bar of no death could not be seen; the first and the last month hold the axis.
    ends = {row["month"] for row in (rows[:1] + rows[-1:])}
    rows = [row for row in rows if row["deaths"] or row["month"] in ends]
    sure = [row for row in rows if not row["provisional"]]
    pale = [row for row in rows if row["provisional"]]
    edge = group("type", sort=names, scale=scale, legend=None)
    layers = [
        layer(sure, {"type": "bar", "stroke": ink("paper"), "strokeWidth": 0.5}, encoding),
        layer(pale, {"type": "bar", "fillOpacity": PALE, "strokeWidth": 1},
              {**encoding, "stroke": edge}),
    ]  # fmt: skip
    if top:
        place = totals.index(top)
        left = place > len(months) * 0.72
        peak = months[place]["month"]
        words = {
            "month": peak.isoformat(),
            "deaths": top,
            "text": message("{peak}: {top}", peak=month(peak), top=number(top)),
        }
        mark = {
            "type": "text",
            "align": "right" if left else "left",
            "dx": -9 if left else 9,
            "dy": 4,
        }
        at = {
            "x": when("month", **month_of_year),
            "y": amount("deaths"),
            "text": group("text"),
        }
        layers.append(layer([words], mark, at))
    layers.append(
        reading_of_bars([_month_told(row) for row in months], encoding["x"], LINES, height)
    )
    chart: Spec = {"layer": layers, "width": WIDTH - 64, "height": height}
    return {**chart, "title": panel_title(title)} if title else chart


def _month_told(row: Mapping[str, Any]) -> dict[str, str]:
    """The deaths of a month, by type and together."""
    return {
        "month": row["month"].isoformat(),
        "Month": month(row["month"]),
        **{name: number(row[kind]) for kind, (name, _ink) in TYPES.items()},
        "Together": number(row["all_types"]),
    }


@when_shown
def neighbours(years: Sequence[YearOfDeaths], hosts: Collection[str]) -> Drawing:
    """Draw deaths of the twelve months before last and of the last twelve, country by country.

    Args:
        years: Hosts and neighbours.
        hosts: Codes of the hosts, which have an ink of their own.
    """
    names = {year.country: _two_lines(name_of(year.country)) for year in years}
    rows = [
        {
            "name": names[year.country],
            "before": year.previous_12.value if year.previous_12 else None,
            "now": year.last_12.value,
            "text": change_in_words(year),
            "end": larger(year),
            "host": year.country in hosts,
        }
        for year in years
    ]
    ranked = sorted(
        years,
        key=lambda year: (year.country not in hosts, -larger(year), names[year.country]),
    )
    order = [names[year.country] for year in ranked]
    labels = {
        "ticks": False,
        "domain": False,
        "labelLimit": 200,
        "labelExpr": "split(datum.label, '|')",
    }
    y = group("name", sort=order, title=None, axis=labels)
    step = 31 if any("|" in name for name in order) else 24
    top = max((larger(year) for year in years), default=0)
    scale = {"domain": [-0.03 * max(top, 1), max(top * 1.36, 1)], "nice": False}
    axis = {"tickCount": 4, "format": ",d", "domain": False, "ticks": False}
    before = amount("before", scale=scale)
    hollow = {
        "type": "point",
        "filled": True,
        "fill": ink("paper"),
        "stroke": ink("quiet"),
        "strokeWidth": 1.6,
        "size": 62,
        "opacity": 1,
    }
    colour = {
        "condition": {"test": "datum.host", "value": ink("warn")},
        "value": ink("accent"),
    }
    with_both = {"transform": [{"filter": "isValid(datum.before)"}]}
    line = layer(
        rows,
        {"type": "rule", "color": ink("edge"), "strokeWidth": 2},
        {
            "x": {**before, "axis": axis, "title": "Deaths in twelve months"},
            "x2": {"field": "now"},
            "y": y,
        },
    )
    chart = {
        "layer": [
            line | with_both,
            layer(rows, hollow, {"x": before, "y": y}) | with_both,
            layer(
                rows,
                {"type": "point", "filled": True, "size": 84, "opacity": 1},
                {"x": amount("now", scale=scale), "y": y, "color": colour},
            ),
            layer(
                rows,
                {"type": "text", "align": "left", "dx": 9, "dy": 0},
                {"x": amount("end", scale=scale), "y": y, "text": group("text")},
            ),
            reading(
                [_country_told(year, names) for year in years],
                {"y": y},
                ("Country", BEFORE, LAST),
                step * len(rows),
            ),
        ],
        "width": WIDTH - 130,
        "height": max(60, step * len(rows)),
    }
    series = [
        {
            "country": year.country,
            "name": name_of(year.country),
            "host": year.country in hosts,
            "twelve_months_before": None if year.previous_12 is None else year.previous_12.value,
            "last_twelve_months": year.last_12.value,
            "until": year.until.isoformat(),
        }
        for year in ranked
    ]
    keys: list[Key] = [
        ("twelve months before", dot("quiet", hollow=True)),
        ("last twelve, host", dot("warn")),
        ("last twelve, neighbour", dot("accent")),
    ]
    if all(year.country in hosts for year in years):
        keys = keys[:2]
    return with_keys(keys, from_vega_lite(chart, "neighbours", series))


def _country_told(year: YearOfDeaths, names: Mapping[str, str]) -> dict[str, str]:
    """The deaths of a country in the last twelve months and in the twelve before."""
    before = year.previous_12
    return {
        "name": names[year.country],
        "Country": name_of(year.country),
        BEFORE: "" if before is None else number(int(before.value or 0)),
        LAST: number(int(year.last_12.value or 0)),
    }


def _two_lines(name: str) -> str:
    """Mark with ``|`` where a long name is broken."""
    return "|".join(name_lines(name)[-1]) if len(name) > LONG_NAME else name


def larger(year: YearOfDeaths) -> int:
    """The deaths of the last twelve months or of the twelve before, whichever are more."""
    values = [figure.value for figure in (year.last_12, year.previous_12) if figure is not None]
    return max(int(value) for value in values if value is not None)


def change_in_words(year: YearOfDeaths) -> str:
    """Write deaths of the twelve months before, if known, and of the last twelve."""
    now = number(int(year.last_12.value or 0))
    before = year.previous_12
    return (
        now
        if before is None
        else message("{int} → {now}", int=number(int(before.value or 0)), now=now)
    )


def type_order(kind: str) -> int:
    """Place of a type of violence in a list: all of it first."""
    return [None, *TYPES].index(kind if kind in TYPES else None)


def type_name(kind: str) -> str:
    """Name a type of violence as a reader knows it."""
    return message("{types} violence", types=TYPES[kind][0]) if kind in TYPES else "All violence"


def type_in_short(kind: str) -> str:
    """Name a type of violence in a column that says what it lists.

    >>> type_in_short("state_based"), type_in_short("all_types")
    ('State-based', 'All')
    """
    return TYPES[kind][0] if kind in TYPES else "All"


def panel_title(title: str) -> Spec:
    """The title of a panel, at its left."""
    return {
        "text": title,
        "anchor": "start",
        "fontSize": 13,
        "fontWeight": 600,
        "color": ink("text"),
        "offset": 6,
        "frame": "group",
    }


def time_axis(months: int) -> Spec:
    """The axis of months: years where there are many, else half-years."""
    if months > 30:
        return {
            "format": "%Y",
            "tickCount": "year",
            "grid": False,
            "labelAlign": "left",
            "labelOffset": 2,
        }
    return {"format": "%b %Y", "tickCount": {"interval": "month", "step": 6}, "grid": False}


def count_axis(top: float) -> Spec:
    """The axis of a count up to a number: few ticks, whole numbers."""
    return {
        "format": ",d",
        "tickCount": 4 if top >= 4 else max(1, int(top)),
        "domain": False,
        "ticks": False,
        "minExtent": 38,
        "titlePadding": 8,
    }

"""Charts of named actors: the deaths of each dyad, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from peaceops.brief.charts_violence import (
    PALE,
    TYPES,
    WIDTH,
    count_axis,
    panel_title,
    stacked,
    time_axis,
)
from peaceops.brief.drawing import (
    Drawing,
    Spec,
    amount,
    from_vega_lite,
    layer,
    swatch,
    when,
    when_shown,
    with_keys,
    wrapped,
)
from peaceops.brief.ink import ink
from peaceops.brief.readings import reading_of_bars
from peaceops.brief.wording import month as month_in_words
from peaceops.brief.wording import number

Dyad = tuple[str, int]
"""Host and number of a dyad."""
PANELS = 4
HEIGHT = 64
DEATHS, PROVISIONAL = "Deaths on record", "Deaths on record, provisional"
"""What is told of a month that a reader points at."""
SIZE = 12
"""Of the title of a panel, which may be long and take several lines."""


@when_shown
def dyad_months(
    months: pl.DataFrame, titles: Mapping[Dyad, str], types: Mapping[Dyad, str]
) -> Drawing:
    """Draw the deaths of dyads month by month, a panel each; provisional months are pale.

    Args:
        months: Country, dyad, month, deaths, provisional.
        titles: Host and dyad to the title of its panel, in the order of the panels.
        types: Host and dyad to its type of violence, by which it has its ink.
    """
    panels = [
        _panel(
            months.filter(pl.col("country") == key[0], pl.col("dyad") == key[1]).sort("month"),
            title,
            ink(TYPES[types[key]][1]),
            last=place == len(titles),
        )
        for place, (key, title) in enumerate(titles.items(), 1)
    ]
    series = [
        {
            "country": country,
            "dyad": dyad,
            "title": title,
            "month": row["month"].isoformat(),
            "deaths": row["deaths"],
            "provisional": row["provisional"],
        }
        for (country, dyad), title in titles.items()
        for row in months.filter(pl.col("country") == country, pl.col("dyad") == dyad)
        .sort("month")
        .to_dicts()
    ]
    drawing = from_vega_lite(stacked(panels, 6), "actors", series)
    if not any(row["provisional"] for row in series):
        return drawing
    return with_keys([("provisional", swatch(TYPES[next(iter(types.values()))][1], PALE))], drawing)


def _panel(months: pl.DataFrame, title: str, colour: str, *, last: bool) -> Spec:
    """One dyad; the years stand below the last panel, and hold for all."""
    rows = [
        {"month": month.isoformat(), "deaths": deaths, "sure": PALE if provisional else 1}
        for month, deaths, provisional in months.select(
            "month", "deaths", "provisional"
        ).iter_rows()
    ]
    top = max((row["deaths"] for row in rows), default=0)
    encoding = {
        "x": when(
            "month",
            timeUnit="utcyearmonth",
            title=None,
            axis=time_axis(len(rows)) | {"labels": last},
        ),
        "y": amount("deaths", title=None, axis={**count_axis(top), "tickCount": 2}),
        "fillOpacity": amount("sure", scale=None, legend=None),
        "strokeWidth": {"condition": {"test": "datum.sure < 1", "value": 1}, "value": 0},
    }
    readings = [
        {
            "month": row["month"],
            "Month": month_in_words(date.fromisoformat(row["month"])),
            PROVISIONAL if row["sure"] < 1 else DEATHS: number(row["deaths"]),
        }
        for row in rows
    ]
    # A bar of no death could not be seen; the first and the last month hold the axis.
    rows = [row for row in rows if row["deaths"] or row in (rows[0], rows[-1])]
    bars = layer(rows, {"type": "bar", "color": colour, "stroke": colour}, encoding)
    lines = ("Month", DEATHS, PROVISIONAL)
    return {
        "layer": [bars, reading_of_bars(readings, encoding["x"], lines, HEIGHT)],
        "width": WIDTH - 64,
        "height": HEIGHT,
        "title": panel_title(title)
        | {"text": wrapped(title, WIDTH - 64, SIZE, bold=True), "fontSize": SIZE},
    }

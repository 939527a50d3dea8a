"""Charts of violence: the last years by type, host and neighbours, and what to expect."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from peaceops.brief.document import ForecastMonth, MonthlyViolence
from peaceops.brief.drawing import Drawing, from_altair, rows_of
from peaceops.brief.ink import ink
from peaceops.brief.map_room import name_lines
from peaceops.brief.wording import month, number
from peaceops.situation import YearOfDeaths

WIDTH = 420
MONTHS_SHOWN = 60
LONG_NAME = 22
TYPES = {
    "state_based": ("State-based", "state"),
    "non_state": ("Non-state", "nonstate"),
    "one_sided": ("One-sided", "onesided"),
}


def deaths_by_type(months: pl.DataFrame, names: dict[str, str]) -> Drawing:
    """Draw monthly deaths as stacked bars by type, a panel for each country.

    Args:
        months: Country, month, deaths by type and ``all_types``.
        names: Code of a country to its name.
    """
    import altair as alt

    hosts = months["country"].unique(maintain_order=True).to_list()
    panels = []
    for host in hosts:
        rows = months.filter(pl.col("country") == host).sort("month").tail(MONTHS_SHOWN)
        panels.append(_stack(rows.to_dicts(), names.get(host, host) if len(hosts) > 1 else None))
    chart = panels[0] if len(panels) == 1 else alt.vconcat(*panels, spacing=12)
    return from_altair(chart, "violence")


def _stack(months: Sequence[Mapping[str, Any]], title: str | None) -> Any:
    import altair as alt

    rows = [
        {"month": row["month"].isoformat(), "type": name, "deaths": row[key], "order": order}
        for row in months
        for order, (key, (name, _ink)) in enumerate(TYPES.items())
    ]
    totals = [row["all_types"] for row in months]
    top = max(totals, default=0)
    x = alt.X("month:T", timeUnit="yearmonth", title=None, axis=_time_axis(len(months)))
    bars = (
        alt.Chart(rows_of(rows))
        .mark_bar(stroke=ink("paper"), strokeWidth=0.5)
        .encode(
            x=x,
            y=alt.Y("deaths:Q", title="Deaths a month", axis=_count_axis(top)),
            color=alt.Color(
                "type:N",
                title=None,
                sort=[name for name, _ink in TYPES.values()],
                scale=alt.Scale(
                    domain=[name for name, _ink in TYPES.values()],
                    range=[ink(one) for _name, one in TYPES.values()],
                ),
            ),
            order=alt.Order("order:Q"),
        )
    )
    layers = [bars]
    if top:
        peak = months[totals.index(top)]
        layers.append(_peak(peak["month"], top, len(months), totals.index(top)))
    chart = alt.layer(*layers).properties(width=WIDTH - 64, height=170)
    return chart.properties(title=_panel_title(title)) if title else chart


def _peak(when: date, deaths: int, count: int, position: int) -> Any:
    import altair as alt

    left = position > count * 0.75
    return (
        alt.Chart(
            rows_of(
                [
                    {
                        "month": when.isoformat(),
                        "deaths": deaths,
                        "text": f"{month(when)}: {number(deaths)}",
                    }
                ]
            )
        )
        .mark_text(align="right" if left else "left", dx=-8 if left else 8, dy=4)
        .encode(x=alt.X("month:T", timeUnit="yearmonth"), y="deaths:Q", text="text:N")
    )


def neighbours(
    years: Sequence[YearOfDeaths], hosts: Collection[str], names: dict[str, str]
) -> Drawing:
    """Draw deaths of the twelve months before last and of the last twelve, country by country.

    Args:
        years: Hosts and neighbours.
        hosts: Codes of the hosts, which have an ink of their own.
        names: Code of a country to its name.
    """
    import altair as alt

    called = {year.country: _two_lines(names.get(year.country, year.country)) for year in years}
    rows = [
        {
            "name": called[year.country],
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
        key=lambda year: (year.country not in hosts, -larger(year), called[year.country]),
    )
    order = [called[year.country] for year in ranked]
    base = alt.Chart(rows_of(rows)).encode(
        y=alt.Y(
            "name:N",
            sort=order,
            title=None,
            axis=alt.Axis(
                ticks=False, domain=False, labelLimit=200, labelExpr="split(datum.label, '|')"
            ),
        )
    )
    step = 31 if any("|" in name for name in order) else 24
    top = max((larger(year) for year in years), default=0)
    scale = alt.Scale(domain=[-0.03 * max(top, 1), max(top * 1.36, 1)], nice=False)
    axis = alt.Axis(tickCount=4, format=",d", domain=False, ticks=False)
    both = base.transform_filter("isValid(datum.before)")
    line = both.mark_rule(color=ink("edge"), strokeWidth=2).encode(
        x=alt.X("before:Q", scale=scale, axis=axis, title="Deaths in twelve months"), x2="now:Q"
    )
    hollow = both.mark_point(
        filled=True, fill=ink("paper"), stroke=ink("quiet"), strokeWidth=1.6, size=62, opacity=1
    ).encode(x=alt.X("before:Q", scale=scale))
    solid = base.mark_point(filled=True, size=84, opacity=1).encode(
        x=alt.X("now:Q", scale=scale),
        color=alt.condition("datum.host", alt.value(ink("warn")), alt.value(ink("accent"))),
    )
    texts = base.mark_text(align="left", dx=9, dy=0).encode(
        x=alt.X("end:Q", scale=scale), text="text:N"
    )
    chart = alt.layer(line, hollow, solid, texts).properties(
        width=WIDTH - 130,
        height=max(60, step * len(rows)),
    )
    return from_altair(chart, "neighbours")


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
    return now if before is None else f"{number(int(before.value or 0))} → {now}"


def fan(
    history: Sequence[MonthlyViolence],
    forecast: Sequence[ForecastMonth],
    names: dict[str, str],
) -> Drawing:
    """Draw the record and the forecast with its 50 % and 90 % intervals, a panel for each series.

    A series is a country and a type of violence; ``drawn_series`` says which are drawn.
    """
    import altair as alt

    series = drawn_series(forecast)
    several = len({one.country for one in forecast}) > 1
    panels = []
    for country, kind in series:
        past = sorted((one for one in history if one.country == country), key=lambda one: one.month)
        ahead = [one for one in forecast if (one.country, one.type) == (country, kind)]
        name = type_name(kind)
        title = f"{names.get(country, country)}, {name.lower()}" if several else name
        panels.append(_fan_panel(past[-24:], ahead, kind, title, 190 if len(series) == 1 else 112))
    chart = panels[0] if len(panels) == 1 else alt.vconcat(*panels, spacing=10)
    return from_altair(chart, "fan")


def _fan_panel(
    past: Sequence[MonthlyViolence],
    ahead: Sequence[ForecastMonth],
    kind: str,
    title: str,
    height: int,
) -> Any:
    import altair as alt

    record = [{"month": one.month.isoformat(), "deaths": deaths_of(one, kind)} for one in past]
    bands = [
        {
            "month": one.month.isoformat(),
            "median": one.median,
            "low50": one.low_50,
            "high50": one.high_50,
            "low90": one.low_90,
            "high90": one.high_90,
            "baseline": one.baseline_median,
            "baselow": one.baseline_low_90,
            "basehigh": one.baseline_high_90,
        }
        for one in ahead
    ]
    highest = [max(one.high_90, one.baseline_high_90 or 0) for one in ahead]
    top = max([deaths_of(one, kind) for one in past] + highest, default=0)
    x = alt.X("month:T", title=None, axis=_time_axis(len(record) + len(bands)))
    y_axis = _count_axis(top)
    blue = ink("forecast")
    ahead_chart = alt.Chart(rows_of(bands)).encode(x=x)
    wide = ahead_chart.mark_area(color=blue, opacity=0.22).encode(
        y=alt.Y("low90:Q", title="Deaths a month", axis=y_axis), y2="high90:Q"
    )
    narrow = ahead_chart.mark_area(color=blue, opacity=0.42).encode(y="low50:Q", y2="high50:Q")
    middle = ahead_chart.mark_line(color=blue, strokeWidth=2.2, strokeDash=[5, 3]).encode(
        y="median:Q"
    )
    line = (
        alt.Chart(rows_of(record))
        .mark_line(
            color=ink("text"),
            strokeWidth=1.4,
            point={"filled": True, "fill": ink("text"), "size": 16},
        )
        .encode(x=x, y="deaths:Q")
    )
    layers = [wide, narrow, *_baseline_lines(ahead_chart, ahead), middle, line]
    return alt.layer(*layers).properties(width=WIDTH - 64, height=height, title=_panel_title(title))


def _baseline_lines(chart: Any, ahead: Sequence[ForecastMonth]) -> list[Any]:
    """The baseline's median and interval as lines, where it stands beside the forecast."""
    if any(one.baseline_median is None for one in ahead):
        return []
    brown = ink("warn")
    dotted = chart.mark_line(color=brown, strokeWidth=1.6, strokeDash=[1.5, 2.5])
    ends = chart.mark_line(color=brown, strokeWidth=0.9)
    return [
        ends.encode(y="baselow:Q"),
        ends.encode(y="basehigh:Q"),
        dotted.encode(y="baseline:Q"),
    ]


def drawn_series(forecast: Sequence[ForecastMonth]) -> list[tuple[str, str]]:
    """Which series are drawn: every type in one country, or the widest type in four countries.

    A series in which no death is forecast, to the upper bound of the interval, is not drawn.
    """
    series = list(dict.fromkeys((one.country, one.type) for one in forecast if one.high_90 > 0))
    series.sort(key=lambda one: type_order(one[1]))
    if len({country for country, _type in series}) > 1:
        series = [one for one in series if one[1] == series[0][1]]
    return series[:4]


def type_order(kind: str) -> int:
    """Place of a type of violence in a list: all of it first."""
    return [None, *TYPES].index(kind if kind in TYPES else None)


def deaths_of(one: MonthlyViolence, kind: str) -> int:
    """Deaths of one type in a month; of all types together for any other word."""
    if kind in TYPES:
        return int(getattr(one, kind))
    return one.state_based + one.non_state + one.one_sided


def type_name(kind: str) -> str:
    """Name a type of violence as a reader knows it."""
    known = TYPES.get(kind)
    return f"{known[0]} violence" if known else "All violence"


def _panel_title(title: str) -> Any:
    import altair as alt

    return alt.TitleParams(
        title, anchor="start", fontSize=13, fontWeight=600, color=ink("text"), offset=6
    )


def _time_axis(months: int) -> Any:
    import altair as alt

    if months > 30:
        return alt.Axis(format="%Y", tickCount="year", grid=False, labelAlign="left", labelOffset=2)
    return alt.Axis(format="%b %Y", tickCount={"interval": "month", "step": 6}, grid=False)


def _count_axis(top: float) -> Any:
    import altair as alt

    return alt.Axis(
        format=",d",
        tickCount=4 if top >= 4 else max(1, int(top)),
        domain=False,
        ticks=False,
        minExtent=38,
        titlePadding=8,
    )

"""Charts of the mission: strength against the ceiling, and peacekeepers who died."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl

from peaceops.brief.drawing import (
    Drawing,
    Spec,
    amount,
    from_vega_lite,
    group,
    layer,
    when,
    when_shown,
)
from peaceops.brief.ink import ink
from peaceops.brief.readings import reading, reading_of_bars
from peaceops.brief.wording import day, number, span
from peaceops.domain.intervals import Summary
from peaceops.domain.mandate import Mandate
from peaceops.domain.messages import message
from peaceops.domain.months import months_between
from peaceops.mission import StatedStrength

WIDTH = 420
RECORDED, STATED = "Uniformed personnel", "Stated strength"
CEILING, CEILING_WITH_POLICE = "Ceiling, military", "Ceiling, military and police"
PAID = "What the approved money pays"
FEW_MONTHS = 30
"""Months below which the axis of time names months."""
CAUSES = {
    "Malicious act": "malicious",
    "Accident": "accident",
    "Illness": "illness",
    "Other or unknown": "other",
}


def ceiling_steps(
    history: pl.DataFrame, until: date, later: pl.DataFrame | None = None
) -> tuple[list[tuple[date, int]], bool]:
    """Return the authorised ceiling from each day on, up to ``until``, and if police is in it.

    Decisions that name no ceiling leave the last one standing, which is how it is drawn.

    Args:
        history: As that of a mandate.
        until: The last day drawn.
        later: As ``steps`` of a mandate: ceilings that decisions set for later days.
    """
    if history.is_empty():
        return [], False
    columns = ("date", "ceiling_military", "ceiling_police")
    named = history.sort("date").filter("adopted", pl.col("ceiling_military").is_not_null())
    rows = named.select(columns)
    if later is not None and not later.is_empty():
        changes = later.filter(pl.col("step") == "ceiling").join(
            named.select("decision", *columns[1:]), on="decision", suffix="_before"
        )
        parts = (pl.coalesce(name, f"{name}_before").alias(name) for name in columns[1:])
        rows = pl.concat([rows, changes.select(pl.col("day").alias("date"), *parts)])
    rows = rows.filter(pl.col("date") <= until).sort("date", maintain_order=True)
    military, police = pl.col("ceiling_military"), pl.col("ceiling_police")
    steps = rows.select("date", military + police.fill_null(0)).rows()
    if steps and steps[-1][0] < until:
        steps.append((until, steps[-1][1]))
    return steps, bool(rows.select((police.fill_null(0) > 0).any()).item())


@when_shown
def strength(
    series: pl.DataFrame,
    mandate: Mandate,
    as_of: date,
    *,
    stated: StatedStrength | None = None,
    path: Sequence[tuple[date, Summary]] = (),
    leaving: bool = False,
    paid: tuple[date, date, int] | None = None,
) -> Drawing:
    """Draw uniformed personnel month by month, the ceiling, stated strength and the path ahead.

    Args:
        series: Months on record: month and total.
        mandate: The decisions on the mission with their ceilings, and what they set for later.
        as_of: The date, up to which the ceiling is drawn.
        stated: A strength that someone stated.
        path: Months ahead with what is expected.
        leaving: Whether departures are announced, which the path takes off.
        paid: First and last day of the financial year, and the strength that its money pays.
    """
    steps, police = ceiling_steps(mandate.history, as_of, mandate.steps)
    if series.height:
        steps = _from(steps, series["month"].min())  # type: ignore[arg-type]
    layers: list[Spec] = []
    domain = [RECORDED] if series.height else []
    if steps:
        domain.append(CEILING_WITH_POLICE if police else CEILING)
        layers.append(_ceiling(steps, domain[-1]))
    if series.height:
        layers.append(_recorded(series))
    if stated is not None:
        domain.append(STATED)
        layers.append(_stated(stated))
    if paid is not None:
        domain.append(PAID)
        layers.append(_level(paid))
    ahead = "Ahead, announced departures taken off" if leaving else "Ahead, as it stands"
    if path:
        domain.append(ahead)
        layers.extend(_path(path, ahead))
    colours = {
        RECORDED: ink("strength"),
        STATED: ink("warn"),
        PAID: ink("paid"),
        ahead: ink("forecast"),
    }
    inks = [colours.get(name, ink("ceiling")) for name in domain]
    colour = group(
        "series",
        title=None,
        scale={"domain": domain, "range": inks},
        legend={"columns": 2, "symbolType": "square", "symbolOpacity": 1, "symbolStrokeWidth": 0},
    )
    chart = {
        "layer": layers,
        "encoding": {"color": colour},
        "width": WIDTH - 64,
        "height": 190,
    }
    drawn = list(_series(layers))
    layers.append(_reading(drawn, domain))
    days = sorted(date.fromisoformat(row["date"]) for row in drawn)
    if days and months_between(days[0], days[-1]) < FEW_MONTHS:
        chart = _by_month(chart)
    return from_vega_lite(chart, "strength", drawn)


def _by_month(chart: Any) -> Any:
    """The chart with months on its axis of time: years alone would stand there several times."""
    if chart == _X:
        return {**_X, "axis": {"format": "%b %Y", "tickCount": 4, "grid": False}}
    if isinstance(chart, dict):
        return {key: _by_month(part) for key, part in chart.items()}
    return [_by_month(part) for part in chart] if isinstance(chart, list) else chart


def _reading(drawn: Sequence[dict[str, Any]], domain: Sequence[str]) -> Spec:
    """What is told of each day of the chart: what is on record, and the ceiling that holds then."""
    rows: list[dict[str, str]] = []
    ceiling = ""
    by_day: dict[str, list[dict[str, Any]]] = {}
    for row in drawn:
        by_day.setdefault(row["date"], []).append(row)
    for when_drawn in sorted(by_day):
        words_of_day = {"when": when_drawn, "Date": day(date.fromisoformat(when_drawn))}
        for row in by_day[when_drawn]:
            words = number(row["people"])
            if row["low"] is not None:
                words = message(
                    "{people}; 90 % interval {span}",
                    people=words, span=span(row["low"], row["high"]),
                )  # fmt: skip
            words_of_day[row["series"]] = words
            if row["series"] in (CEILING, CEILING_WITH_POLICE):
                ceiling = row["series"]
        # A ceiling holds until another is set.
        if ceiling and ceiling not in words_of_day and rows:
            words_of_day[ceiling] = rows[-1].get(ceiling, "")
        rows.append(words_of_day)
    return reading(rows, {"x": _X}, ("Date", *domain), WIDTH - 64)


def _series(layers: Sequence[Spec]) -> Iterator[dict[str, Any]]:
    """The rows of all layers: series, date, people, and the ends of an interval."""
    drawn = set[tuple[Any, ...]]()
    for part in (inner for each in layers for inner in each.get("layer", [each])):
        for row in part["data"]["values"]:
            values = tuple(row.get(name) for name in ("series", "when", "people", "low", "high"))
            # An interval and its median are two marks of one row; a break in a line is none.
            if row["people"] is not None and values not in drawn:
                drawn.add(values)
                yield dict(zip(("series", "date", "people", "low", "high"), values, strict=True))


def _from(steps: list[tuple[date, int]], first: date) -> list[tuple[date, int]]:
    before = [value for when, value in steps if when < first]
    after = [(when, value) for when, value in steps if when >= first]
    return ([(first, before[-1])] if before else []) + after


_X = when("when", title=None, axis={"format": "%Y", "tickCount": 8, "grid": False})
_Y = amount(
    "people",
    title="Uniformed personnel",
    axis={"format": ",d", "tickCount": 5, "domain": False, "ticks": False},
    scale={"zero": True},
)


def _ceiling(steps: Sequence[tuple[date, int]], name: str) -> Spec:
    rows = [{"when": day.isoformat(), "people": value, "series": name} for day, value in steps]
    looks = {"interpolate": "step-after", "strokeWidth": 2, "strokeDash": [7, 3]}
    return layer(rows, {"type": "line", **looks}, {"x": _X, "y": _Y})


def _recorded(series: pl.DataFrame) -> Spec:
    rows: list[dict[str, str | int | None]] = []
    before: date | None = None
    for month, total in series.sort("month").select("month", "total").iter_rows():
        if before is not None and months_between(before, month) > 3:
            # A gap in the record stays a gap in the line.
            rows.append({"when": before.replace(day=28).isoformat(), "people": None})
        rows.append({"when": month.isoformat(), "people": total})
        before = month
    for row in rows:
        row["series"] = RECORDED
    looks = {"strokeWidth": 2.2, "invalid": "break-paths-show-path-domains"}
    return layer(rows, {"type": "line", **looks}, {"x": _X, "y": _Y})


def _level(paid: tuple[date, date, int]) -> Spec:
    start, end, people = paid
    rows = [{"when": day.isoformat(), "people": people, "series": PAID} for day in (start, end)]
    return layer(rows, {"type": "line", "strokeWidth": 3}, {"x": _X, "y": _Y})


def _stated(stated: StatedStrength) -> Spec:
    row = {"when": stated.on.isoformat(), "people": stated.total, "series": STATED}
    rows = [{**row, "text": number(stated.total)}]
    point = {"type": "point", "filled": True, "size": 80, "shape": "diamond", "opacity": 1}
    words = {"type": "text", "dy": 14, "align": "right", "dx": 4}
    named = {"x": _X, "y": _Y, "text": group("text"), "color": {"value": ink("text")}}
    return {"layer": [layer(rows, point, {"x": _X, "y": _Y}), layer(rows, words, named)]}


def _path(path: Sequence[tuple[date, Summary]], name: str) -> list[Spec]:
    rows = [
        {
            "when": month.isoformat(),
            "people": round(ahead.median),
            "low": round(ahead.low),
            "high": round(ahead.high),
            "series": name,
        }
        for month, ahead in path
    ]
    band = {"x": _X, "y": amount("low"), "y2": {"field": "high"}}
    line = {"type": "line", "strokeWidth": 2.2, "strokeDash": [3, 2]}
    return [
        layer(rows, {"type": "area", "opacity": 0.25}, band),
        layer(rows, line, {"x": _X, "y": _Y}),
    ]


def cause_group(cause: str) -> str:
    """Name the group of causes that a publisher's word belongs to."""
    word = cause.strip().lower().replace("_", " ")
    if "malicious" in word or "hostile" in word:
        return "Malicious act"
    if "accident" in word:
        return "Accident"
    if "illness" in word or "disease" in word:
        return "Illness"
    return "Other or unknown"


LOSSES_HEIGHT = 170
FEW_DEATHS = 5
"""Deaths a year below which every whole number is written on the axis."""
YEARS_LABELLED = ((1, 10), (2, 20), (5, 50), (10, 500))
"""Every which year is written below an axis of at most so many years."""


@when_shown
def peacekeeper_deaths(losses: pl.DataFrame) -> Drawing:
    """Draw peacekeepers who died as stacked bars; ``losses`` holds year, cause and deaths."""
    order = {name: place for place, name in enumerate(CAUSES)}
    rows = [
        {
            "year": year,
            "cause": cause_group(cause),
            "deaths": deaths,
            "order": order[cause_group(cause)],
        }
        for year, cause, deaths in losses.select("year", "cause", "deaths").iter_rows()
    ]
    years = range(min(row["year"] for row in rows), max(row["year"] for row in rows) + 1)
    every = next(step for step, most in YEARS_LABELLED if len(years) <= most)
    used = [name for name in CAUSES if any(row["cause"] == name for row in rows)]
    x = {
        "field": "year",
        "type": "ordinal",
        "title": None,
        "scale": {"domain": list(years)},
        "axis": {
            "labelAngle": 0,
            "values": [year for year in years if year % every == 0],
            "ticks": False,
        },
    }
    by_year: dict[int, int] = {}
    for row in rows:
        by_year[row["year"]] = by_year.get(row["year"], 0) + row["deaths"]
    ticks = {"format": ",d", "tickCount": 4, "domain": False, "ticks": False}
    if max(by_year.values()) < FEW_DEATHS:
        # Between whole numbers there is no tick.
        ticks["values"] = list(range(max(by_year.values()) + 1))
    colours = {"domain": used, "range": [ink(CAUSES[name]) for name in used]}
    encoding = {
        "x": x,
        "y": amount("deaths", aggregate="sum", title="Deaths a year", axis=ticks),
        "color": group("cause", title=None, sort=used, scale=colours),
        "order": amount("order"),
    }
    bars = layer(rows, {"type": "bar", "stroke": ink("paper"), "strokeWidth": 0.5}, encoding)
    series = [{name: row[name] for name in ("year", "cause", "deaths")} for row in rows]
    strips = reading_of_bars(_years_told(series), x, ("Year", *used, "Together"), LOSSES_HEIGHT)
    chart = {"layer": [bars, strips], "width": WIDTH - 64, "height": LOSSES_HEIGHT}
    return from_vega_lite(chart, "losses", series)


def _years_told(series: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The deaths of each year, by cause and together."""
    by_year: dict[int, dict[str, int]] = {}
    for row in series:
        causes = by_year.setdefault(row["year"], {})
        causes[row["cause"]] = causes.get(row["cause"], 0) + row["deaths"]
    return [
        {"year": year, "Year": str(year), "Together": number(sum(causes.values()))}
        | {cause: number(deaths) for cause, deaths in causes.items()}
        for year, causes in by_year.items()
    ]

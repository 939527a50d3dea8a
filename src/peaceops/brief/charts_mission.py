"""Charts of the mission: strength against the ceiling, and peacekeepers who died."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from peaceops.brief.document import MissionStrength
from peaceops.brief.drawing import Drawing, from_altair, rows_of
from peaceops.brief.ink import ink
from peaceops.brief.wording import number
from peaceops.domain.mandate import Mandate

WIDTH = 420
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


def strength(mission: MissionStrength, mandate: Mandate, as_of: date) -> Drawing:
    """Draw uniformed personnel month by month, the ceiling, stated strength and the path ahead."""
    import altair as alt

    steps, police = ceiling_steps(mandate.history, as_of, mandate.steps)
    first = min([one.month for one in mission.series], default=None)
    if first is not None:
        steps = _from(steps, first)
    layers: list[Any] = []
    domain = ["Uniformed personnel"] if mission.series else []
    if steps:
        domain.append("Ceiling, military and police" if police else "Ceiling, military")
        layers.append(_ceiling(steps, domain[-1]))
    if mission.series:
        layers.append(_recorded(mission))
    stated = _stated(mission)
    if stated is not None:
        domain.append("Stated strength")
        layers.append(stated)
    ahead = "Ahead, announced departures taken off" if mission.departures else "Ahead, as it stands"
    if mission.path:
        domain.append(ahead)
        layers.extend(_path(mission, ahead))
    colours = {
        "Uniformed personnel": ink("strength"),
        "Stated strength": ink("warn"),
        ahead: ink("forecast"),
    }
    chart = alt.layer(*layers).encode(
        color=alt.Color(
            "series:N",
            title=None,
            scale=alt.Scale(
                domain=domain, range=[colours.get(name, ink("ceiling")) for name in domain]
            ),
            legend=alt.Legend(columns=2, symbolType="square", symbolOpacity=1, symbolStrokeWidth=0),
        )
    )
    return from_altair(chart.properties(width=WIDTH - 64, height=190), "strength")


def _from(steps: list[tuple[date, int]], first: date) -> list[tuple[date, int]]:
    before = [value for when, value in steps if when < first]
    after = [(when, value) for when, value in steps if when >= first]
    return ([(first, before[-1])] if before else []) + after


def _axes() -> tuple[Any, Any]:
    import altair as alt

    x = alt.X("when:T", title=None, axis=alt.Axis(format="%Y", tickCount=8, grid=False))
    y = alt.Y(
        "people:Q",
        title="Uniformed personnel",
        axis=alt.Axis(format=",d", tickCount=5, domain=False, ticks=False),
        scale=alt.Scale(zero=True),
    )
    return x, y


def _ceiling(steps: Sequence[tuple[date, int]], name: str) -> Any:
    import altair as alt

    x, y = _axes()
    rows = [{"when": when.isoformat(), "people": value, "series": name} for when, value in steps]
    return (
        alt.Chart(rows_of(rows))
        .mark_line(interpolate="step-after", strokeWidth=2, strokeDash=[7, 3])
        .encode(x=x, y=y)
    )


def _recorded(mission: MissionStrength) -> Any:
    import altair as alt

    x, y = _axes()
    rows: list[dict[str, str | int | None]] = []
    months = sorted(mission.series, key=lambda one: one.month)
    for number_, one in enumerate(months):
        if number_ and _months_between(months[number_ - 1].month, one.month) > 3:
            # A gap in the record stays a gap in the line.
            rows.append(
                {"when": months[number_ - 1].month.replace(day=28).isoformat(), "people": None}
            )
        rows.append({"when": one.month.isoformat(), "people": one.total})
    for row in rows:
        row["series"] = "Uniformed personnel"
    return (
        alt.Chart(rows_of(rows))
        .mark_line(strokeWidth=2.2, invalid="break-paths-show-path-domains")
        .encode(x=x, y=y)
    )


def _months_between(a: date, b: date) -> int:
    return 12 * (b.year - a.year) + b.month - a.month


def _stated(mission: MissionStrength) -> Any | None:
    import altair as alt

    stated = mission.stated
    if stated is None or (stated.military is None and stated.police is None):
        return None
    total = (stated.military or 0) + (stated.police or 0)
    x, y = _axes()
    row = {"when": stated.on.isoformat(), "people": total, "series": "Stated strength"}
    base = alt.Chart(rows_of([{**row, "text": number(total)}])).encode(x=x, y=y)
    return base.mark_point(filled=True, size=80, shape="diamond", opacity=1) + base.mark_text(
        dy=14, align="right", dx=4
    ).encode(text="text:N", color=alt.value(ink("text")))


def _path(mission: MissionStrength, name: str) -> list[Any]:
    import altair as alt

    x, y = _axes()
    rows = [
        {
            "when": one.month.isoformat(),
            "people": one.total,
            "low": one.low,
            "high": one.high,
            "series": name,
        }
        for one in mission.path
    ]
    base = alt.Chart(rows_of(rows)).encode(x=x)
    line = base.mark_line(strokeWidth=2.2, strokeDash=[3, 2]).encode(y=y)
    if all(one.low is not None and one.high is not None for one in mission.path):
        band = base.mark_area(opacity=0.25).encode(y=alt.Y("low:Q"), y2="high:Q")
        return [band, line]
    return [line]


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


def peacekeeper_deaths(losses: pl.DataFrame) -> Drawing:
    """Draw peacekeepers who died as stacked bars; ``losses`` holds year, cause and deaths."""
    import altair as alt

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
    every = 1 if len(years) <= 10 else 2 if len(years) <= 20 else 5
    used = [name for name in CAUSES if any(row["cause"] == name for row in rows)]
    chart = (
        alt.Chart(rows_of(rows))
        .mark_bar(stroke=ink("paper"), strokeWidth=0.5)
        .encode(
            x=alt.X(
                "year:O",
                title=None,
                scale=alt.Scale(domain=list(years)),
                axis=alt.Axis(
                    labelAngle=0, values=[year for year in years if year % every == 0], ticks=False
                ),
            ),
            y=alt.Y(
                "sum(deaths):Q",
                title="Deaths a year",
                axis=alt.Axis(tickMinStep=1, tickCount=4, format=",d", domain=False, ticks=False),
            ),
            color=alt.Color(
                "cause:N",
                title=None,
                sort=used,
                scale=alt.Scale(domain=used, range=[ink(CAUSES[name]) for name in used]),
            ),
            order=alt.Order("order:Q"),
        )
        .properties(width=WIDTH - 64, height=170)
    )
    return from_altair(chart, "losses")

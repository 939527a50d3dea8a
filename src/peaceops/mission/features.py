"""What is known of a mission in a month that bears on its strength in the months after it.

One row a mission and month of report, with the ceiling, term and decisions of the Council that
were known when the report is used, and the mission's own past. Only these columns reach the
forecaster, so a row of 1999 knows nothing of 2000.

A decision may change a ceiling without a figure that stands: most of these order a drawdown by
steps. The ceiling is then *open*: there is no room to grow into, and a regressor says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.months import month_number, month_numbers
from peaceops.edition import View, ceilings

Values = Mapping[str, Floats]
FILLED = 0.925
"""Mean peak over the ceiling: ceilings are seldom filled."""
FADES = 6.0
"""Months in which the pull of a new ceiling falls to a third."""
GROWS = 10.0
"""Months of build-up."""
RECENT = 12
"""Months after which a ceiling, or a mission, is no longer new when forecasts are sorted."""
ROOM = 0.1
"""Of the strength: with less room under its ceiling a mission is not building up."""
LAGS = (1, 3, 6, 12)
NAMES = (
    "constant",
    "below ceiling",
    "below a new ceiling",
    "below ceiling, young mission",
    "above ceiling",
    "above a new ceiling",
    "fall of 3 months",
    "rise of 3 months",
    "fall of 6 months",
    "rise of 6 months",
    "change of 1 month",
    "change of 12 months",
    "rise of 3 months, young mission",
    "rise of 3 months, below ceiling",
    "fall of 6 months, below peak",
    "below peak",
    "below peak, older mission",
    "young mission",
    "young mission, ceiling known",
    "ceiling cut lately",
    "ceiling open",
)
_COLUMNS = (
    "mission",
    "at",
    "month",
    "total",
    *(f"b{lag}" for lag in LAGS),
    "peak",
    "age",
    "ceiling",
    "ceiling_before",
    "ceiling_age",
    "ceiling_then",
    "open",
    "to_end",
    "ended",
    "political",
    "closed",
)


def panel(view: View, *, figure_age: int = 1) -> pl.DataFrame:
    """All mission-months known, one row each, as seen some months after the month of the report.

    Args:
        view: What was known.
        figure_age: Months from the month of a report to the month in which it is used. The
            ceiling and the term are those known then, also where the strength is old.

    Returns:
        ``mission, at`` (months since year 0), ``month, total, b1, b3, b6, b12`` (totals so many
        months before), ``peak, age`` (months since the mission's start), ``ceiling`` (persons,
        military and police; null while it is open), ``ceiling_before, ceiling_age`` (months since
        it was set), ``ceiling_then`` (what was in force when the report came out), ``open`` (the
        latest decision changed the ceiling and left no figure), ``to_end`` (months to the end of
        the term), ``ended`` (the latest decision terminates), ``closed`` (month number of the
        closure, null while open).
    """
    rows = _with_past(view, view.table("strength").select("mission", "month", "total"))
    age = max(figure_age, 1)
    used = rows.with_columns(known=_issued(age), used=pl.col("at") + age - 1)
    return _with_decisions(view, used)


def row_of(view: View, mission: str, month: date, total: int) -> pl.DataFrame:
    """The row that a panel would hold of a figure in use, seen on the date of a view.

    Args:
        view: What was known.
        mission: Our name of the mission.
        month: First day of the month that the figure stands for.
        total: Uniformed personnel.

    Returns:
        One row, columns as of ``panel``.
    """
    reports = view.table("strength").select("mission", "month", "total")
    past = reports.filter(pl.col("mission") == mission, pl.col("month") < month)
    now = pl.DataFrame(
        {"mission": [mission], "month": [month], "total": [total]}, schema=past.schema
    )
    rows = _with_past(view, pl.concat([past, now])).tail(1)
    used = month_number(view.as_of) - 1
    return _with_decisions(
        view, rows.with_columns(known=pl.lit(view.as_of), used=pl.max_horizontal("at", used))
    )


def _with_past(view: View, reports: pl.DataFrame) -> pl.DataFrame:
    """Add a mission's own past to its reports: what it was before, its peak, kind and age."""
    rows = reports.sort("mission", "month").with_columns(
        at=month_numbers("month"), peak=pl.col("total").cum_max().over("mission")
    )
    for lag in LAGS:
        before = rows.select("mission", pl.col("at") + lag, pl.col("total").alias(f"b{lag}"))
        rows = rows.join(before, on=["mission", "at"], how="left")
    starts = view.table("missions").select(
        "mission", "start", political=pl.col("kind") == "political"
    )
    return rows.join(starts, on="mission", how="left").with_columns(
        political=pl.col("political").fill_null(value=False),
        age=(pl.col("at") - month_numbers("start")).clip(0).fill_null(0),
    )


def authorised(view: View) -> pl.DataFrame:
    """Every ceiling that was set: ``mission, known_on, ceiling, ceiling_before`` in persons.

    Military and police together; police of the decision before where one names military alone.
    """
    police = pl.col("ceiling_police").forward_fill().over("mission").fill_null(0)
    return (
        ceilings(view)
        .filter(pl.col("ceiling_military").is_not_null())
        .select("mission", "known_on", ceiling=pl.col("ceiling_military") + police)
        .with_columns(ceiling_before=pl.col("ceiling").shift(1).over("mission"))
    )


def _left_open(view: View) -> pl.DataFrame:
    """Of every decision that stands: whether it leaves a ceiling that there was without a figure.

    Missions that never had a military ceiling are not among them.
    """
    before = pl.col("ceiling_military").forward_fill().shift(1).over("mission")
    return ceilings(view).select(
        "mission",
        "known_on",
        open=pl.col("ceiling_military").is_null() & before.is_not_null(),
    )


def _with_decisions(view: View, rows: pl.DataFrame) -> pl.DataFrame:
    """Add the ceiling and the term as they stood on the day ``known`` of each row."""
    limits = authorised(view)
    issued = rows.drop("known").with_columns(known=_issued(1)).sort("known")
    set_before = limits.select("mission", "known_on", ceiling_then="ceiling")
    then = _latest(issued, set_before).select("mission", "at", "ceiling_then")
    changed = limits.filter(pl.col("ceiling") != pl.col("ceiling_before")).select(
        "mission", "known_on", "ceiling_before", since=month_numbers("known_on")
    )
    terms = (
        view.table("mandates")
        .filter(pl.col("until").is_not_null())
        .select("mission", "known_on", "until", ended=pl.col("kind") == "terminate")
    )
    rows = rows.join(then, on=["mission", "at"], how="left").sort("known")
    for table in (limits.drop("ceiling_before"), _left_open(view), changed, terms):
        rows = _latest(rows, table)
    is_open = pl.col("open").fill_null(value=False)
    rows = rows.with_columns(
        open=is_open,
        ceiling=pl.when(~is_open).then(pl.col("ceiling")),
        ceiling_age=pl.col("used") - pl.col("since"),
        to_end=month_numbers("until") - pl.col("used"),
        ended=pl.col("ended").fill_null(value=False),
    )
    closures = view.table("mission_closures").select("mission", closed=month_numbers("end"))
    return rows.join(closures, on="mission", how="left").select(_COLUMNS).sort("at", "mission")


def _issued(figure_age: int) -> pl.Expr:
    """The day of use: 20 days after the end of the month so many months later, less one."""
    return pl.col("month").dt.offset_by(f"{figure_age}mo").dt.offset_by("19d")


def _latest(rows: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    return rows.join_asof(
        table.sort("known_on"),
        left_on="known",
        right_on="known_on",
        by="mission",
        check_sortedness=False,
    ).drop("known_on", strict=False)


def values_of(rows: pl.DataFrame) -> Values:
    """The numbers of a panel that the regressors are made of, by column; unknown ones are NaN."""
    lags = (f"b{lag}" for lag in LAGS)
    columns = ("total", *lags, "peak", "age", "ceiling", "ceiling_before", "ceiling_age", "open")
    numbers = rows.select(pl.col(name).cast(pl.Float64).fill_null(np.nan) for name in columns)
    return {name: numbers[name].to_numpy() for name in columns}


def room_of(values: Values, most: float) -> Floats:
    """Persons still to come under the ceiling, and no more than force generation has achieved.

    Args:
        values: Numbers of a panel.
        most: The most persons that are taken to arrive within the horizon.
    """
    gap = np.nan_to_num(FILLED * values["ceiling"] - values["total"])
    return np.asarray(np.clip(gap, 0.0, most))


def scale_of(values: Values, most: float) -> Floats:
    """Persons that a change is measured in: strength, and the room that can be filled."""
    return np.maximum(values["total"] + room_of(values, most), 30.0)


def features(values: Values, most: float) -> Floats:
    """The regressors of ``NAMES``, shape (rows, 21).

    Unknown past changes and unknown ceilings count as none.

    Args:
        values: Numbers of a panel.
        most: The most persons that are taken to arrive within the horizon.
    """
    total, ceiling, age = values["total"], values["ceiling"], values["age"]
    scale, has_ceiling = scale_of(values, most), ~np.isnan(ceiling)
    below = room_of(values, most) / scale
    above = np.where(has_ceiling, np.clip(total - ceiling, 0, None), 0.0) / scale
    since = np.nan_to_num(values["ceiling_age"], nan=999.0)
    new, young = np.exp(-np.clip(since, 0, None) / FADES), np.exp(-age / GROWS)
    cut = (new > 0.3) & (ceiling < values["ceiling_before"])
    change = {lag: np.clip(np.nan_to_num(total - values[f"b{lag}"]) / scale, -1, 1) for lag in LAGS}
    fall3, rise3 = np.minimum(change[3], 0), np.maximum(change[3], 0)
    fall6, rise6 = np.minimum(change[6], 0), np.maximum(change[6], 0)
    off_peak = 1 - total / np.maximum(values["peak"], 1)
    columns = (
        np.ones_like(total),
        *(below, below * new, below * young, above, above * new),
        *(fall3, rise3, fall6, rise6, change[1], change[12]),
        *(rise3 * young, below * rise3, fall6 * off_peak),
        *(off_peak, off_peak * (age > 36)),
        *(young, young * has_ceiling, cut, values["open"]),
    )
    return np.column_stack(columns).astype(np.float64)


def course() -> pl.Expr:
    """What a mission is doing, of those whose end was not decided: a column of words.

    ``drawing down``: the ceiling is open, was cut within a year, or lies below the strength;
    ``building up``: it was raised, or the mission began, within a year, and there is room;
    ``steady``: neither.
    """
    recent = pl.col("ceiling_age").fill_null(10**6) <= RECENT
    cut = recent & (pl.col("ceiling") < pl.col("ceiling_before"))
    raised = recent & (pl.col("ceiling") > pl.col("ceiling_before"))
    down = pl.col("open") | cut.fill_null(value=False) | (pl.col("total") > pl.col("ceiling"))
    room = FILLED * pl.col("ceiling") - pl.col("total") > ROOM * pl.col("total")
    up = (raised.fill_null(value=False) | (pl.col("age") <= RECENT)) & room
    return (
        pl.when(pl.col("ended"))
        .then(pl.lit("end decided"))
        .when(down.fill_null(value=False))
        .then(pl.lit("drawing down"))
        .when(up.fill_null(value=False))
        .then(pl.lit("building up"))
        .otherwise(pl.lit("steady"))
    )

"""What is known of a mission in a month that bears on its strength in the months after it.

One row a mission and month of report, with the ceiling, term and decisions of the Council that
were known when the report is used, and the mission's own past. Only these columns reach the
forecaster, so a row of 1999 knows nothing of 2000.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.months import month_numbers
from peaceops.edition import View, ceilings

FILLED = 0.925
"""Mean peak over the ceiling: ceilings are seldom filled."""
FADES = 6.0
"""Months in which the pull of a new ceiling falls to a third."""
GROWS = 10.0
"""Months of build-up."""
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
    "end of mandate decided",
    "end of mandate decided within the horizon",
    "end of mandate decided, below peak",
    "young mission",
    "young mission, ceiling known",
    "ceiling cut lately",
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
        military and police), ``ceiling_before, ceiling_age`` (months since it was set),
        ``ceiling_then`` (what was in force when the report came out), ``to_end`` (months to the
        end of the term), ``ended`` (the latest decision terminates), ``closed`` (month number of
        the closure, null while open).
    """
    reports = view.table("strength").select("mission", "month", "total").sort("mission", "month")
    rows = reports.with_columns(
        at=month_numbers("month"), peak=pl.col("total").cum_max().over("mission")
    )
    for lag in LAGS:
        before = rows.select("mission", pl.col("at") + lag, pl.col("total").alias(f"b{lag}"))
        rows = rows.join(before, on=["mission", "at"], how="left")
    starts = view.table("missions").select(
        "mission", "start", political=pl.col("kind") == "political"
    )
    rows = rows.join(starts, on="mission", how="left").with_columns(
        political=pl.col("political").fill_null(value=False),
        age=(pl.col("at") - month_numbers("start")).clip(0),
    )
    limits = authorised(view)
    rows = _at_report(rows, limits)
    rows = _with_mandates(view, rows, limits, max(figure_age, 1))
    closures = view.table("mission_closures").select("mission", closed=month_numbers("end"))
    return rows.join(closures, on="mission", how="left").select(_COLUMNS).sort("at", "mission")


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


def _at_report(rows: pl.DataFrame, limits: pl.DataFrame) -> pl.DataFrame:
    issued = rows.with_columns(known=_issued(1)).sort("known")
    set_before = limits.select("mission", "known_on", ceiling_then="ceiling")
    return _latest(issued, set_before).drop("known")


def _with_mandates(
    view: View, rows: pl.DataFrame, limits: pl.DataFrame, figure_age: int
) -> pl.DataFrame:
    """Add the ceiling and the term as they stood when each month's report is used."""
    changed = limits.filter(pl.col("ceiling") != pl.col("ceiling_before")).select(
        "mission", "known_on", "ceiling_before", since=month_numbers("known_on")
    )
    terms = (
        view.table("mandates")
        .filter(pl.col("until").is_not_null())
        .select("mission", "known_on", "until", ended=pl.col("kind") == "terminate")
    )
    rows = rows.with_columns(known=_issued(figure_age)).sort("known")
    for table in (limits.drop("ceiling_before"), changed, terms):
        rows = _latest(rows, table)
    used = pl.col("at") + figure_age - 1
    return rows.with_columns(
        ceiling_age=used - pl.col("since"),
        to_end=month_numbers("until") - used,
        ended=pl.col("ended").fill_null(value=False),
    )


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


def scale_of(rows: pl.DataFrame) -> Floats:
    """Persons that a change is measured in: strength, or what is to be reached if that is more."""
    total, ceiling = _values(rows, "total"), _values(rows, "ceiling")
    goal = np.where(np.isnan(ceiling), 0.0, np.minimum(FILLED * ceiling, 3 * total + 1000))
    return np.maximum(np.maximum(total, goal), 30.0)


def features(rows: pl.DataFrame, horizon: int) -> Floats:
    """The regressors of ``NAMES``, shape (rows, 23), for so many months ahead.

    Unknown past changes and unknown ceilings count as none.
    """
    total, ceiling, peak = (_values(rows, column) for column in ("total", "ceiling", "peak"))
    scale, has_ceiling = scale_of(rows), ~np.isnan(ceiling)
    below = np.where(has_ceiling, np.clip(FILLED * ceiling - total, 0, None), 0.0) / scale
    above = np.where(has_ceiling, np.clip(total - ceiling, 0, None), 0.0) / scale
    age = _values(rows, "age")
    since = np.nan_to_num(_values(rows, "ceiling_age"), nan=999.0)
    new, young = np.exp(-np.clip(since, 0, None) / FADES), np.exp(-age / GROWS)
    cut = (new > 0.3) & (ceiling < _values(rows, "ceiling_before"))
    change = {
        lag: np.clip(np.nan_to_num(total - _values(rows, f"b{lag}")) / scale, -1, 1) for lag in LAGS
    }
    fall3, rise3 = np.minimum(change[3], 0), np.maximum(change[3], 0)
    fall6, rise6 = np.minimum(change[6], 0), np.maximum(change[6], 0)
    off_peak = 1 - total / np.maximum(peak, 1)
    to_end = np.nan_to_num(_values(rows, "to_end"), nan=99.0)
    ended = rows["ended"].to_numpy() * (to_end >= -1.0)
    columns = (
        np.ones_like(total),
        *(below, below * new, below * young, above, above * new),
        *(fall3, rise3, fall6, rise6, change[1], change[12]),
        *(rise3 * young, below * rise3, fall6 * off_peak),
        *(off_peak, off_peak * (age > 36)),
        *(ended, ended * (to_end < horizon), ended * off_peak),
        *(young, young * has_ceiling, cut),
    )
    return np.column_stack(columns).astype(np.float64)


def _values(rows: pl.DataFrame, column: str) -> Floats:
    return rows[column].cast(pl.Float64).fill_null(np.nan).to_numpy().astype(np.float64)

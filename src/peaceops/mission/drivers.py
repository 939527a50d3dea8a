"""What is known of a mission in a month that bears on its strength in the months after it.

One row a mission and month, with the ceiling, term and decisions of the Council that were known
when the month's report came out, and the mission's own past. Only these columns reach the
forecaster, so a row of 1999 knows nothing of 2000.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.edition.view import View

Matrix = NDArray[np.float64]

FILLED = 0.925  # mean peak over the ceiling: ceilings are seldom filled
FADES = 6.0  # months in which the pull of a new ceiling falls to a third
GROWS = 10.0  # months of build-up
LAGS = (1, 3, 6, 12)
NAMES = (
    "constant", "below ceiling", "below a new ceiling", "below ceiling, young mission",
    "above ceiling", "above a new ceiling", "fall of 3 months", "rise of 3 months",
    "fall of 6 months", "rise of 6 months", "change of 1 month", "change of 12 months",
    "rise of 3 months, young mission", "rise of 3 months, below ceiling",
    "fall of 6 months, below peak", "below peak", "below peak, older mission",
    "end of mandate decided", "end of mandate decided within the horizon",
    "end of mandate decided, below peak", "young mission", "young mission, ceiling known",
    "ceiling cut lately",
)  # fmt: skip


def panel(view: View) -> pl.DataFrame:
    """All mission-months known, one row each.

    Returns:
        ``mission, at`` (months since year 0), ``month, total, b1, b3, b6, b12`` (totals so many
        months before), ``peak, age, ceiling, ceiling_before, ceiling_age, to_end, ended`` (the
        latest decision terminates), ``closed`` (month number of the closure, null while open).
    """
    reports = view.table("strength").select("mission", "month", "total").sort("mission", "month")
    rows = reports.with_columns(
        at=_number("month"),
        known=pl.col("month").dt.offset_by("1mo").dt.offset_by("19d"),
        peak=pl.col("total").cum_max().over("mission"),
    )
    for lag in LAGS:
        before = rows.select("mission", pl.col("at") + lag, pl.col("total").alias(f"b{lag}"))
        rows = rows.join(before, on=["mission", "at"], how="left")
    starts = view.table("missions").select("mission", "start")
    rows = rows.join(starts, on="mission", how="left").with_columns(
        age=(pl.col("at") - _number("start")).clip(0)
    )
    rows = _with_mandates(view, rows)
    closures = view.table("mission_closures").select("mission", closed=_number("end"))
    kept = (
        "mission", "at", "month", "total", *(f"b{lag}" for lag in LAGS), "peak", "age",
        "ceiling", "ceiling_before", "ceiling_age", "to_end", "ended", "closed",
    )  # fmt: skip
    return rows.join(closures, on="mission", how="left").select(kept).sort("at", "mission")


def _number(column: str) -> pl.Expr:
    """Months since year 0 of a date."""
    return (pl.col(column).dt.year() * 12 + pl.col(column).dt.month() - 1).cast(pl.Int64)


def month_number(day: date) -> int:
    """Months since year 0."""
    return day.year * 12 + day.month - 1


def _with_mandates(view: View, rows: pl.DataFrame) -> pl.DataFrame:
    """Add the ceiling and the term as they stood when each month's report came out."""
    mandates = view.table("mandates").with_columns(pl.col("kind").cast(pl.String))
    ceilings = (
        mandates.filter(pl.col("ceiling_military").is_not_null())
        .sort("mission", "known_on", "date")
        .select(
            "mission",
            "known_on",
            ceiling=pl.col("ceiling_military") + pl.col("ceiling_police").fill_null(0),
        )
        .with_columns(ceiling_before=pl.col("ceiling").shift(1).over("mission"))
    )
    changed = ceilings.filter(pl.col("ceiling") != pl.col("ceiling_before")).select(
        "mission", "known_on", "ceiling_before", since=_number("known_on")
    )
    terms = mandates.filter(pl.col("until").is_not_null()).select(
        "mission", "known_on", "until", ended=pl.col("kind") == "terminate"
    )
    rows = rows.sort("known")
    for told in (ceilings.drop("ceiling_before"), changed, terms):
        rows = rows.join_asof(
            told.sort("known_on"),
            left_on="known",
            right_on="known_on",
            by="mission",
            check_sortedness=False,
        ).drop("known_on", strict=False)
    return rows.with_columns(
        ceiling_age=pl.col("at") - pl.col("since"),
        to_end=_number("until") - pl.col("at"),
        ended=pl.col("ended").fill_null(value=False),
    )


def scale_of(rows: pl.DataFrame) -> Matrix:
    """Persons that a change is measured in: strength, or what is to be reached if that is more."""
    total, ceiling = _values(rows, "total"), _values(rows, "ceiling")
    ahead = np.where(np.isnan(ceiling), 0.0, np.minimum(FILLED * ceiling, 3 * total + 1000))
    return np.maximum(np.maximum(total, ahead), 30.0)


def drivers(rows: pl.DataFrame, horizon: int) -> Matrix:
    """The regressors of ``NAMES``, shape (rows, 23), for so many months ahead.

    Unknown past changes and unknown ceilings count as none.
    """
    total, ceiling, peak = (_values(rows, one) for one in ("total", "ceiling", "peak"))
    scale, known = scale_of(rows), ~np.isnan(ceiling)
    below = np.where(known, np.clip(FILLED * ceiling - total, 0, None), 0.0) / scale
    above = np.where(known, np.clip(total - ceiling, 0, None), 0.0) / scale
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
        np.ones_like(total), below, below * new, below * young, above, above * new,
        fall3, rise3, fall6, rise6, change[1], change[12], rise3 * young, below * rise3,
        fall6 * off_peak, off_peak, off_peak * (age > 36), ended, ended * (to_end < horizon),
        ended * off_peak, young, young * known, cut,
    )  # fmt: skip
    return np.column_stack(columns).astype(np.float64)


def _values(rows: pl.DataFrame, column: str) -> Matrix:
    return rows[column].cast(pl.Float64).fill_null(np.nan).to_numpy().astype(np.float64)

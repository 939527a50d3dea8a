"""Persistence: strength ahead is strength now, within the changes that missions have seen before.

The interval for ``h`` months ahead runs between quantiles of the changes over ``h`` months of all
missions that reported at both ends, so it holds if the mission is not closed. Missions in their
first two years grow and are kept apart from the rest. Where the figure in use is old, ``h`` counts
from the day it stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from peaceops.edition.view import View
from peaceops.mission.inputs import months_between
from peaceops.mission.strength import Baseline

HORIZON = 12
LEVEL = 0.9
YOUNG_MONTHS = 24
SMALLEST = 100  # persons; below it a change of a few is a large ratio
FEWEST = 50  # past changes needed for an interval
TESTED = (1, 3, 6, 12)
YEARS_TESTED = 10

FORECAST = {
    "month": pl.Date,
    "horizon": pl.Int64,
    "months_from_figure": pl.Int64,
    "total": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "past_changes": pl.Int64,
}
RECORD = {
    "horizon": pl.Int64,
    "cases": pl.Int64,
    "first": pl.Date,
    "last": pl.Date,
    "mean_absolute_error": pl.Float64,
    "mean_relative_error": pl.Float64,
    "coverage_90": pl.Float64,
}


def persistence(
    view: View, mission: str, baseline: Baseline | None, *, horizon: int = HORIZON
) -> pl.DataFrame:
    """Forecast strength for the months after the month of the view.

    Returns:
        One row a month: ``month, horizon, months_from_figure, total, low, high, past_changes``;
        the bounds are null where fewer than 50 past changes are on record. No rows without a
        baseline.
    """
    if baseline is None:
        return pl.DataFrame(schema=FORECAST)
    reports = _reports(view)
    start = _start(view, mission)
    young = start is not None and months_between(start, baseline.on) < YOUNG_MONTHS
    age = months_between(baseline.on, view.as_of)
    rows = []
    for ahead in range(1, horizon + 1):
        steps = age + ahead
        past = changes(reports, steps).filter(pl.col("young") == young)["change"]
        low = high = None
        if past.len() >= FEWEST:
            low, high = (past.quantile(q, "linear") for q in _quantiles())
        rows.append(
            {
                "month": _after(view.as_of, ahead),
                "horizon": ahead,
                "months_from_figure": steps,
                "total": float(baseline.total),
                "low": None if low is None else baseline.total * low,
                "high": None if high is None else baseline.total * high,
                "past_changes": past.len(),
            }
        )
    return pl.DataFrame(rows, schema=FORECAST)


def track_record(view: View, *, horizons: Sequence[int] = TESTED) -> pl.DataFrame:
    """How persistence and its interval did before, over all missions known to the view.

    Each of the last ten years on record is forecast with the changes that had ended before it.

    Returns:
        One row a horizon: cases, first and last month forecast, mean absolute error in persons,
        mean error relative to the strength at the origin, and the share of cases within the
        90 per cent interval. No rows where the record is too short.
    """
    reports = _reports(view)
    rows = [row for ahead in horizons if (row := _test(reports, ahead)) is not None]
    return pl.DataFrame(rows, schema=RECORD)


def changes(reports: pl.DataFrame, steps: int) -> pl.DataFrame:
    """All changes over ``steps`` months: ``mission, month, target, young, total, later, change``.

    Args:
        reports: ``mission, month, total, young``.
        steps: Months between the two reports.
    """
    later = reports.select(
        "mission", pl.col("month").alias("target"), pl.col("total").alias("later")
    )
    return (
        reports.filter(pl.col("total") >= SMALLEST)
        .with_columns(target=pl.col("month").dt.offset_by(f"{steps}mo"))
        .join(later, on=["mission", "target"])
        .with_columns(change=pl.col("later") / pl.col("total"))
        .sort("mission", "month")
    )


def _test(reports: pl.DataFrame, ahead: int) -> dict[str, object] | None:
    pairs = changes(reports, ahead).with_columns(year=pl.col("month").dt.year())
    if pairs.is_empty():
        return None
    last = int(pairs["year"].max())  # type: ignore[arg-type]
    tested = []
    for year in range(last - YEARS_TESTED + 1, last + 1):
        known = pairs.filter(pl.col("target") < date(year, 1, 1))
        bounds = known.group_by("young").agg(
            pl.col("change").quantile(_quantiles()[0], "linear").alias("low"),
            pl.col("change").quantile(_quantiles()[1], "linear").alias("high"),
            pl.len().alias("past"),
        )
        tested.append(
            pairs.filter(pl.col("year") == year).join(
                bounds.filter(pl.col("past") >= FEWEST), on="young"
            )
        )
    cases = pl.concat(tested)
    if cases.is_empty():
        return None
    error = (pl.col("later") - pl.col("total")).abs()
    return cases.select(
        horizon=pl.lit(ahead, pl.Int64),
        cases=pl.len().cast(pl.Int64),
        first=pl.col("target").min(),
        last=pl.col("target").max(),
        mean_absolute_error=error.mean(),
        mean_relative_error=(error / pl.col("total")).mean(),
        coverage_90=pl.col("change").is_between("low", "high").mean(),
    ).row(0, named=True)


def _quantiles() -> tuple[float, float]:
    return (1 - LEVEL) / 2, (1 + LEVEL) / 2


def _reports(view: View) -> pl.DataFrame:
    """Monthly totals of all missions, and whether each was in its first two years."""
    if not view.has("strength"):
        return pl.DataFrame(
            schema={"mission": pl.String, "month": pl.Date, "total": pl.Int64, "young": pl.Boolean}
        )
    reports = view.table("strength").select("mission", "month", "total")
    first = pl.col("month").min().over("mission")
    if view.has("missions"):
        starts = view.table("missions").select("mission", "start")
        reports = reports.join(starts, on="mission", how="left")
        first = pl.min_horizontal(first, "start")
    grown = pl.col("month") >= first.dt.offset_by(f"{YOUNG_MONTHS}mo")
    return reports.with_columns(young=~grown).select("mission", "month", "total", "young")


def _start(view: View, mission: str) -> date | None:
    if not view.has("missions"):
        return None
    starts = view.table("missions").filter(pl.col("mission") == mission)["start"]
    first: date | None = starts[0] if starts.len() else None
    return first


def _after(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)

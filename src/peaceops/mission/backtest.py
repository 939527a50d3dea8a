"""How the strength forecaster did against persistence, learning only from months before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from peaceops.edition.view import View
from peaceops.mission.ahead import draw, fit, with_targets
from peaceops.mission.drivers import panel

HORIZONS = (6, 12)
FIRST_YEAR = 1995
DRAWS = 400
REFIT_MONTHS = 6

CASES = {
    "mission": pl.String,
    "month": pl.Date,
    "horizon": pl.Int64,
    "now": pl.Int64,
    "later": pl.Int64,
    "median": pl.Float64,
    "low_80": pl.Float64,
    "high_80": pl.Float64,
    "low_90": pl.Float64,
    "high_90": pl.Float64,
    "crps": pl.Float64,
}


def backtest(
    view: View,
    *,
    horizons: Sequence[int] = HORIZONS,
    closing: bool = False,
    first_year: int = FIRST_YEAR,
    seed: int = 0,
) -> pl.DataFrame:
    """Forecast every mission-month since a year, and keep what came.

    The model is fitted anew every six months, on months whose later strength was known by then.

    Args:
        view: All that may be used, for learning and for judging.
        horizons: Months ahead.
        closing: Count a closed mission as nought; otherwise judge missions that last.
        first_year: First year of origins.
        seed: Seed of the draws.

    Returns:
        One row a case: mission, month of origin, horizon, strength now and later, median, bounds
        of the 80 and 90 per cent intervals, and CRPS (Gneiting and Raftery, JASA 102, 2007).
    """
    rows = panel(view).filter(pl.col("total") > 0)
    made = [
        _of_horizon(rows, ahead, closing=closing, first_year=first_year, seed=seed)
        for ahead in horizons
    ]
    return pl.concat(made) if made else pl.DataFrame(schema=CASES)


def summary(cases: pl.DataFrame) -> pl.DataFrame:
    """Errors of the forecaster over persistence's, and coverage, by horizon."""
    error = (pl.col("median") - pl.col("later")).abs()
    stays = (pl.col("now") - pl.col("later")).abs()
    inside = [
        pl.col("later").is_between(pl.col(f"low_{level}") - 0.5, pl.col(f"high_{level}") + 0.5)
        for level in (80, 90)
    ]
    return (
        cases.group_by("horizon")
        .agg(
            cases=pl.len().cast(pl.Int64),
            missions=pl.col("mission").n_unique().cast(pl.Int64),
            first=pl.col("month").min(),
            last=pl.col("month").max(),
            error=error.mean(),
            error_persistence=stays.mean(),
            ratio=error.mean() / stays.mean(),
            crps=pl.col("crps").mean(),
            crps_ratio=pl.col("crps").mean() / stays.mean(),
            coverage_80=inside[0].mean(),
            coverage_90=inside[1].mean(),
        )
        .sort("horizon")
    )


def _of_horizon(
    rows: pl.DataFrame, ahead: int, *, closing: bool, first_year: int, seed: int
) -> pl.DataFrame:
    told = with_targets(rows, [ahead], closing=closing).filter(pl.col(f"y{ahead}").is_not_null())
    first, last = first_year * 12, max(told["at"].to_list(), default=0)
    made = []
    for start in range(first, last + 1, REFIT_MONTHS):
        asked = told.filter(pl.col("at").is_between(start, start + REFIT_MONTHS - 1))
        fitted = fit(told.filter(pl.col("at") + ahead <= start), [ahead])
        if fitted is None or asked.is_empty():
            continue
        values = draw(fitted, asked, DRAWS, seed + start)[:, 0, :]
        made.append(_judged(asked, values, ahead))
    return pl.concat(made) if made else pl.DataFrame(schema=CASES)


def _judged(asked: pl.DataFrame, values: np.ndarray, ahead: int) -> pl.DataFrame:
    later = asked[f"y{ahead}"].to_numpy().astype(float)
    ranked = np.sort(values, axis=1)
    count = ranked.shape[1]
    place = 2 * np.arange(1, count + 1) - count - 1
    spread = (ranked * place).sum(axis=1) / (count * count)
    bounds = np.quantile(values, [0.1, 0.9, 0.05, 0.95], axis=1)
    return pl.DataFrame(
        {
            "mission": asked["mission"],
            "month": asked["month"],
            "horizon": pl.repeat(ahead, asked.height, dtype=pl.Int64, eager=True),
            "now": asked["total"],
            "later": asked[f"y{ahead}"].cast(pl.Int64),
            "median": np.median(values, axis=1),
            "low_80": bounds[0],
            "high_80": bounds[1],
            "low_90": bounds[2],
            "high_90": bounds[3],
            "crps": np.abs(values - later[:, None]).mean(axis=1) - spread,
        },
        schema=CASES,
    )

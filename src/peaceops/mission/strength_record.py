"""How the forecasts of strength did, against simple methods, each learning from months before it.

What is scored is what is shown: the same fit, the same draws, the same cap at the ceiling, and for
missions whose end has been decided the exits on record, of which those over by then. Exits have a
record of their own besides, from the day of the decision (``peaceops.mission.exits.replay``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.messages import message
from peaceops.domain.months import YEAR, month_number, month_numbered
from peaceops.edition import View, per_view
from peaceops.evaluate import Score, TrackRecord, crps
from peaceops.mission.exits import acts_of_hosts, exit_draws, over_by, paths, regime_ahead
from peaceops.mission.features import course, panel
from peaceops.mission.strength import all_strengths
from peaceops.mission.strength_forecast import TABLES_NEEDED, draw, fit, with_targets

HORIZONS = (6, 12)
FIRST_YEAR = 1995
DRAWS = 400
REFIT_MONTHS = 6
CHOSEN_UNTIL = date(2013, 12, 31)
TABLE = "strength_scores"
COURSES = ("building up", "drawing down", "steady", "end decided")
"""What a mission may be doing, in the words of ``features.course``."""
FORECAST = "regression with errors of like months"
STAYS = "strength stays as it is"
TREND = "the change of six months goes on"

CASES = {
    "mission": pl.String,
    "month": pl.Date,
    "target": pl.Date,
    "horizon": pl.Int64,
    "now": pl.Int64,
    "later": pl.Int64,
    "median": pl.Float64,
    "trend": pl.Float64,
    "low_80": pl.Float64,
    "high_80": pl.Float64,
    "low_90": pl.Float64,
    "high_90": pl.Float64,
    "crps": pl.Float64,
    "same_ceiling": pl.Boolean,
    "end_decided": pl.Boolean,
    "closed": pl.Boolean,
    "course": pl.String,
}
SCORES = {
    "method": pl.String,
    "horizon": pl.Int64,
    "first": pl.Date,
    "last": pl.Date,
    "cases": pl.Int64,
    "error": pl.Float64,
    "relative_error": pl.Float64,
    "coverage_90": pl.Float64,
    "crps": pl.Float64,
    "known_on": pl.Date,
}


def backtest(
    view: View,
    *,
    horizons: Sequence[int] = HORIZONS,
    closing: bool = False,
    first_year: int = FIRST_YEAR,
    figure_age: int = 1,
    seed: int = 0,
) -> pl.DataFrame:
    """Forecast every mission-month since a year, and keep what came.

    The model is fitted anew every six months, on months whose later strength was known by then.

    Args:
        view: All that may be used, for learning and for judging.
        horizons: Months ahead.
        closing: Judge closed missions as zero too; otherwise only missions that last. Learned from
            are missions that last in both cases, as in a brief.
        first_year: First year of origins.
        figure_age: Months from the report to its use; the horizon counts from the use if it is
            above 1, else from the report.
        seed: Seed of the draws.

    Returns:
        One row a case: mission, month of the report, month forecast, horizon, strength now and
        later, median, what the trend gives, bounds of the 80 and 90 per cent intervals, CRPS
        (Gneiting and Raftery, JASA 102, 2007), whether the ceiling stayed the same, whether
        the end of the mission had been decided, ``closed`` (it had closed by then, and counts as
        zero), and ``course``: ``building up``, ``drawing down``, ``end decided`` or ``steady``, as
        known when the forecast was made.
    """
    rows = panel(view, figure_age=figure_age).filter(pl.col("total") > 0)
    exits = _Exits(paths(view), acts_of_hosts(view))
    cases = [
        _of_horizon(
            rows, exits, horizon, figure_age, closing=closing, first_year=first_year, seed=seed
        )
        for horizon in horizons
    ]
    return pl.concat(cases) if cases else pl.DataFrame(schema=CASES)


def summary(cases: pl.DataFrame) -> pl.DataFrame:
    """Errors of the forecaster over persistence's, and coverage, by horizon."""
    error = (pl.col("median") - pl.col("later")).abs()
    stays = (pl.col("now") - pl.col("later")).abs()
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
            coverage_80=_inside(80).mean(),
            coverage_90=_inside(90).mean(),
        )
        .sort("horizon")
    )


@per_view
def past_strength_scores(view: View) -> pl.DataFrame:
    """Scores of every method over every year whose strengths were known, by horizon.

    Read from the table ``strength_scores`` where the edition holds it; else made.

    Args:
        view: What was known.

    Returns:
        ``method, horizon, first, last`` (months forecast), ``cases, error`` (mean, persons),
        ``relative_error`` (mean, share of the strength at the origin), ``coverage_90`` and
        ``crps`` (null for simple methods), ``known_on``: 20 January of the year after.
    """
    stored = view.derived(TABLE)
    if stored is not None:
        return stored.select(*SCORES)
    if not all(view.has(table) for table in TABLES_NEEDED):
        return pl.DataFrame(schema=SCORES)
    cases = backtest(view).filter(~pl.col("end_decided"))
    cases = cases.with_columns(year=pl.col("target").dt.year())
    cases = cases.with_columns(known_on=pl.date(pl.col("year") + 1, 1, 20))
    scores = [
        cases.group_by("horizon", "known_on").agg(
            method=pl.lit(method),
            first=pl.col("target").min(),
            last=pl.col("target").max(),
            cases=pl.len(),
            error=(pl.col(value) - pl.col("later")).abs().mean(),
            relative_error=((pl.col(value) - pl.col("later")).abs() / pl.col("now")).mean(),
            coverage_90=_inside(90).mean() if value == "median" else None,
            crps=pl.col("crps").mean() if value == "median" else None,
        )
        for method, value in ((FORECAST, "median"), (STAYS, "now"), (TREND, "trend"))
    ]
    columns = [pl.col(name).cast(kind) for name, kind in SCORES.items()]
    return (
        pl.concat([frame.select(columns) for frame in scores])
        .filter(pl.col("known_on") <= view.as_of)
        .sort("method", "horizon", "first")
    )


def combined(scores: pl.DataFrame) -> pl.DataFrame:
    """The scores of all years together: one row a method and horizon, columns as of a year."""
    weight = pl.col("cases")
    return (
        scores.group_by("method", "horizon")
        .agg(
            pl.col("first").min(),
            pl.col("last").max(),
            weight.sum(),
            *(
                ((pl.col(score) * weight).sum() / weight.sum()).alias(score)
                for score in ("error", "relative_error", "coverage_90", "crps")
            ),
            pl.col("known_on").max(),
        )
        .select(*SCORES)
        .sort("method", "horizon")
    )


@per_view
def strength_records(view: View) -> tuple[TrackRecord, ...]:
    """How strength six and twelve months ahead was forecast before, against simple methods.

    Args:
        view: What was known.

    Returns:
        One record a horizon, with the mean error in persons; none where too little is on record.
    """
    scores = combined(past_strength_scores(view))
    evidence = (all_strengths(view),) if view.has("strength") else ()
    records = []
    for horizon in HORIZONS:
        rows = scores.filter(pl.col("horizon") == horizon)
        errors = dict(rows.select("method", "error").iter_rows())
        if FORECAST not in errors:
            continue
        row = rows.row(0, named=True)
        records.append(
            TrackRecord(
                key=f"mission.record.strength_{horizon}",
                quantity=message(
                    "strength {horizon} months ahead, of missions that last", horizon=horizon
                ),
                measure="mean error",
                unit="persons",
                forecaster=Score(FORECAST, errors.pop(FORECAST)),
                baselines=tuple(Score(method, error) for method, error in errors.items()),
                cases=row["cases"],
                first=row["first"],
                last=row["last"],
                chosen_until=CHOSEN_UNTIL,
                evidence=evidence,
            )
        )
    return tuple(records)


def _inside(level: int) -> pl.Expr:
    low, high = pl.col(f"low_{level}") - 0.5, pl.col(f"high_{level}") + 0.5
    return pl.col("later").is_between(low, high)


@dataclass(frozen=True)
class _Exits:
    """What exits are drawn from: past paths, and what hosts asked."""

    past_paths: dict[str, Floats]
    acts: list[tuple[str, date]]

    def draw(self, origins: pl.DataFrame, step: int, seed: int) -> Floats:
        """Draw the strength so many months on of missions whose end was decided, one a row."""
        values = np.empty((origins.height, DRAWS))
        columns = origins.select("mission", "month", "total", "to_end")
        for place, (mission, month, total, to_end) in enumerate(columns.iter_rows()):
            day = month_numbered(month_number(month) + 1)
            left = exit_draws(
                over_by(self.past_paths, day),
                regime_ahead(self.acts, mission, day),
                start=float(total),
                months_to_due=float(max(1, to_end or 0)),
                horizon=step,
                draws=DRAWS,
                seed=seed,
            )
            values[place] = left[-1]
        return values


def _of_horizon(
    rows: pl.DataFrame,
    exits: _Exits,
    horizon: int,
    figure_age: int,
    *,
    closing: bool,
    first_year: int,
    seed: int,
) -> pl.DataFrame:
    step = horizon + (figure_age if figure_age > 1 else 0)
    target = f"y{step}"
    learned = with_targets(rows, [step], closing=False).filter(pl.col(target).is_not_null())
    judged = with_targets(rows, [step], closing=closing).filter(pl.col(target).is_not_null())
    first, last = first_year * YEAR, max(judged["at"].to_list(), default=0)
    cases = []
    for start in range(first, last + 1, REFIT_MONTHS):
        origins = judged.filter(pl.col("at").is_between(start, start + REFIT_MONTHS - 1))
        fitted = fit(learned.filter(pl.col("at") + step <= start), [step])
        if fitted is None or origins.is_empty():
            continue
        stay = origins.filter(~pl.col("ended"))
        values = draw(fitted, stay, DRAWS, seed)[:, 0, :]
        cases.append(_judged(stay, values, step, horizon))
        leave = origins.filter("ended")
        if leave.height:
            cases.append(_judged(leave, exits.draw(leave, step, seed), step, horizon))
    return pl.concat(cases) if cases else pl.DataFrame(schema=CASES)


def _judged(origins: pl.DataFrame, values: Floats, step: int, horizon: int) -> pl.DataFrame:
    later = origins[f"y{step}"].to_numpy().astype(float)
    now = origins["total"].to_numpy().astype(float)
    before = origins["b6"].cast(pl.Float64).fill_null(origins["total"]).to_numpy()
    bounds = np.quantile(values, [0.1, 0.9, 0.05, 0.95], axis=1)
    top = origins["ceiling"].cast(pl.Float64).fill_null(np.inf).to_numpy()
    trend = np.clip(now + (now - before) * step / 6, 0, np.maximum(top, now))
    return pl.DataFrame(
        {
            "mission": origins["mission"],
            "month": origins["month"],
            "target": origins["month"].dt.offset_by(f"{step}mo"),
            "horizon": pl.repeat(horizon, origins.height, dtype=pl.Int64, eager=True),
            "now": origins["total"],
            "later": origins[f"y{step}"].cast(pl.Int64),
            "median": np.median(values, axis=1),
            "trend": trend,
            "low_80": bounds[0],
            "high_80": bounds[1],
            "low_90": bounds[2],
            "high_90": bounds[3],
            "crps": crps(values, later),
            "same_ceiling": origins[f"same{step}"],
            "end_decided": origins["ended"],
            "closed": origins[f"gone{step}"],
            "course": origins.select(course=course())["course"],
        },
        schema=CASES,
    )

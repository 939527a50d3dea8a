"""Strength ahead, with draws: a robust regression on what is known, and errors of the like past.

The middle of each month ahead is a least-absolute-deviations regression of the change in strength
on the features of the month (``peaceops.mission.features``): the room below or above the ceiling,
whether it is new, the momentum of the last months, the mission's age. Around it stand the errors
that the regression made on the mission-months most like this one, a fifth of them on any month,
whole paths at a time, so that a draw's months belong together. Past months are taken as they are
now: where the figure in use is some months old, they are seen that many months after their report,
with the ceiling of that day. No draw is negative or above the ceiling, unless the mission stands
above it already.

Iteratively reweighted least squares for least absolute deviations: E. J. Schlossmacher, JASA 68
(1973), 857-859. Resampling errors of near neighbours: the analog ensemble of L. Delle Monache et
al. (Monthly Weather Review 141, 2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl

from peaceops.domain.arrays import Flags, Floats, Ints
from peaceops.domain.months import month_number, month_of, months_between
from peaceops.domain.streams import stream
from peaceops.domain.threads import one_thread
from peaceops.edition import View
from peaceops.mission.features import LAGS, features, panel, scale_of
from peaceops.mission.strength import Baseline

ANALOGS = 150
"""Past months whose errors are drawn from."""
CLIMATOLOGY_SHARE = 0.2
"""Share of draws whose errors come from any past month: the like ones hold few shocks."""
FEWEST = 60
"""Past months needed to fit."""
OLDEST = 6
"""Months; an older figure is taken as if it were that old, and a gap says how old it is."""
TABLES_NEEDED = ("strength", "missions", "mission_closures", "mandates")
# Features that make months alike, with their weights: room below and above the ceiling, momentum,
# youth, decided end, and how far below the peak.
_ANALOG_FEATURES = ((1, 1.0), (4, 2.0), (8, 3.0), (9, 1.0), (20, 1.0), (17, 2.0), (15, 1.0))
_SIZE_WEIGHT = 0.3


@dataclass(frozen=True)
class Fitted:
    """Regressions of several steps and their errors, from months before a date.

    Attributes:
        steps: Months from the month of a report.
        betas: Coefficients, shape (steps, features).
        errors: Errors as shares of the scale, shape (past months, steps).
        analogs: What makes each past month like another, shape (past months, 8).
        missions: Mission of each past month, as a number.
        political: Which past months are of special political missions, shape (past months,).
    """

    steps: tuple[int, ...]
    betas: Floats
    errors: Floats
    analogs: Floats
    missions: Floats
    political: Flags


@dataclass(frozen=True)
class StrengthForecaster:
    """A forecaster of one mission, fitted on the day of a view.

    Attributes:
        fitted: Regressions and errors.
        now: The mission's row of a panel.
        steps: Months from the month of the figure in use, for each month ahead.
    """

    fitted: Fitted
    now: pl.DataFrame
    steps: tuple[int, ...]

    @property
    def past_months(self) -> int:
        """Mission-months that the regression and its errors come from."""
        return int(self.fitted.errors.shape[0])

    def draw(self, draws: int, seed: int) -> Floats:
        """Draw uniformed personnel in the months ahead under the ceiling in force.

        Args:
            draws: How many.
            seed: Same forecaster and seed, same draws.

        Returns:
            Persons, shape (months, draws).
        """
        index = [self.fitted.steps.index(step) for step in self.steps]
        return np.asarray(draw(self.fitted, self.now, draws, seed)[0][index])


def with_targets(rows: pl.DataFrame, steps: Sequence[int], *, closing: bool) -> pl.DataFrame:
    """Add ``y1 ... yN``, strength so many months later, and ``same1 ... sameN``.

    Args:
        rows: A panel.
        steps: Months from the month of the report.
        closing: Count a closed mission as zero; otherwise its later strength is null.

    Returns:
        The panel with ``y`` (null where none was reported) and ``same`` (the ceiling known when
        the report is used is still in force then).
    """
    for step in steps:
        target, same = f"y{step}", f"same{step}"
        later = rows.select(
            "mission",
            pl.col("at") - step,
            pl.col("total").alias(target),
            pl.col("ceiling_then").alias("later_ceiling"),
        )
        rows = rows.join(later, on=["mission", "at"], how="left").with_columns(
            pl.col("ceiling").eq_missing(pl.col("later_ceiling")).alias(same)
        )
        if closing:
            gone = pl.col(target).is_null() & (pl.col("at") + step > pl.col("closed"))
            rows = rows.with_columns(
                pl.when(gone).then(0).otherwise(pl.col(target)).alias(target),
                (pl.col(same) | gone).alias(same),
            )
        rows = rows.drop("later_ceiling")
    return rows.sort("at", "mission")


@one_thread()
def fit(rows: pl.DataFrame, steps: Sequence[int]) -> Fitted | None:
    """Fit every step on mission-months whose later strength is known at each of them.

    Args:
        rows: A panel with targets, cut at the day of the forecast.
        steps: Months from the month of the report.

    Returns:
        The fit, or ``None`` with fewer than 60 such months.
    """
    whole = pl.all_horizontal(pl.col(f"y{step}").is_not_null() for step in steps)
    past = rows.filter(pl.col("total") > 0, whole)
    if past.height < FEWEST:
        return None
    scale = scale_of(past)
    total = past["total"].to_numpy().astype(float)
    betas, errors = [], []
    for step in steps:
        design = features(past, step)
        change = (past[f"y{step}"].to_numpy() - total) / scale
        beta = _least_deviations(design, change, scale)
        betas.append(beta)
        errors.append(change - design @ beta)
    return Fitted(
        tuple(steps),
        np.array(betas),
        np.array(errors).T,
        _analog_features(past),
        past["mission"].rank("dense").to_numpy().astype(float),
        past["political"].to_numpy().astype(bool),
    )


@one_thread()
def draw(fitted: Fitted, rows: pl.DataFrame, draws: int, seed: int) -> Floats:
    """Draw strength of the mission-months in ``rows``; a month has one stream of its own.

    Args:
        fitted: The fit.
        rows: Rows of a panel.
        draws: Draws.
        seed: Same rows and seed, same draws.

    Returns:
        Persons, shape (rows, steps, draws).
    """
    scale, total = scale_of(rows), rows["total"].to_numpy().astype(float)
    ceiling = rows["ceiling"].cast(pl.Float64).fill_null(np.inf).to_numpy()
    top = np.maximum(ceiling, total)
    middle = np.stack(
        [features(rows, step) @ beta for step, beta in zip(fitted.steps, fitted.betas, strict=True)]
    )
    values = np.empty((len(total), len(fitted.steps), draws))
    wanted, political = _analog_features(rows), rows["political"].to_numpy()
    names, months = rows["mission"].to_list(), rows["at"].to_list()
    pools = {bool(side): _pool(fitted, political=bool(side)) for side in set(political)}
    spread = {side: _mission_weights(fitted.missions[pool]) for side, pool in pools.items()}
    for place in range(len(total)):
        side = bool(political[place])
        pool = pools[side]
        near = pool[_nearest(fitted.analogs[pool], wanted[place])]
        rng = stream(seed, "mission", "strength", names[place], str(months[place]))
        alike = near[_even_picks(_mission_weights(fitted.missions[near]), draws, rng)]
        any_month = pool[_even_picks(spread[side], draws, rng)]
        errors = fitted.errors[np.where(rng.random(draws) < CLIMATOLOGY_SHARE, any_month, alike)].T
        path = middle[:, place, None] + errors
        values[place] = np.clip(total[place] + scale[place] * path, 0, top[place])
    return values


def forecaster(
    view: View, mission: str, baseline: Baseline, *, ceiling: float | None, horizon: int = 12
) -> StrengthForecaster | None:
    """Fit the forecaster of a mission, for the months after the month of the view.

    Args:
        view: What was known.
        mission: Our name of the mission.
        baseline: The strength figure in use.
        ceiling: Authorised military and police together; ``None`` without one.
        horizon: Months ahead.

    Returns:
        The forecaster, or ``None`` where the edition holds too little of the past.
    """
    if not all(view.has(table) for table in TABLES_NEEDED):
        return None
    age = min(months_between(baseline.on, view.as_of), OLDEST)
    steps = tuple(age + ahead for ahead in range(1, horizon + 1))
    rows, fitted = _past(view, age, steps)
    if fitted is None:
        return None
    return StrengthForecaster(fitted, _now(view, rows, mission, baseline, ceiling), steps)


@lru_cache(maxsize=8)
def _past(view: View, age: int, steps: tuple[int, ...]) -> tuple[pl.DataFrame, Fitted | None]:
    """The panel of figures so many months old and its fit; the same for every mission of a day."""
    rows = panel(view, figure_age=max(age, 1))
    return rows, fit(with_targets(rows, steps, closing=False), steps)


def _now(
    view: View, rows: pl.DataFrame, mission: str, baseline: Baseline, ceiling: float | None
) -> pl.DataFrame:
    """The row of the figure in use, as the panel would hold it."""
    at = month_number(baseline.on)
    past = rows.filter(pl.col("mission") == mission, pl.col("at") <= at)
    start = view.table("missions").filter(pl.col("mission") == mission)["start"]
    last = past.row(-1, named=True) if past.height else {}
    row = {
        **dict.fromkeys(rows.columns),
        "mission": mission,
        "at": at,
        "month": month_of(baseline.on),
        "total": baseline.total,
        **{
            f"b{lag}": next(iter(past.filter(pl.col("at") == at - lag)["total"]), None)
            for lag in LAGS
        },
        "peak": max(baseline.total, last.get("peak") or 0),
        "age": max(0, at - month_number(start[0])) if start.len() else 0,
        "ceiling": ceiling,
        "ended": False,
        "political": _is_political(view, mission),
    }
    schema = {**rows.schema, "ceiling": pl.Float64(), "ceiling_before": pl.Float64()}
    return pl.DataFrame([row], schema=schema)


def _is_political(view: View, mission: str) -> bool:
    kinds = view.table("missions").filter(pl.col("mission") == mission)["kind"]
    return "political" in set(kinds)


def _pool(fitted: Fitted, *, political: bool) -> Ints:
    """Past months of missions of the same side; all of them where those are too few.

    A political mission of a dozen guards and advisers does not grow to battalions.
    """
    same = np.flatnonzero(fitted.political == political)
    return same if len(same) >= FEWEST else np.arange(len(fitted.political))


def _analog_features(rows: pl.DataFrame) -> Floats:
    columns = features(rows, 12)
    size = np.log(rows["total"].to_numpy().astype(float) + 30) * _SIZE_WEIGHT
    return np.column_stack([*(columns[:, at] * weight for at, weight in _ANALOG_FEATURES), size])


def _nearest(analogs: Floats, wanted: Floats) -> Ints:
    """Places of the past months most like a month, the most alike first."""
    apart = ((analogs - wanted) ** 2).sum(axis=1)
    if len(apart) > ANALOGS:
        candidates = np.flatnonzero(apart <= np.partition(apart, ANALOGS - 1)[ANALOGS - 1])
    else:
        candidates = np.arange(len(apart))
    return candidates[np.argsort(apart[candidates], kind="stable")[:ANALOGS]]


def _mission_weights(missions: Floats) -> Floats:
    """Cumulative weights of past months: those of a mission weigh less the more there are."""
    _, where, counts = np.unique(missions, return_inverse=True, return_counts=True)
    return np.asarray(np.cumsum(1 / np.sqrt(counts[where])))


def _even_picks(weights: Floats, draws: int, rng: np.random.Generator) -> Ints:
    """Places drawn by cumulative weights, as evenly as a sample of that size can be."""
    spots = (rng.permutation(draws) + rng.random(draws)) / draws * weights[-1]
    places = np.minimum(np.searchsorted(weights, spots), len(weights) - 1)
    return np.asarray(places, dtype=np.int64)


def _least_deviations(design: Floats, change: Floats, weight: Floats) -> Floats:
    """Weighted least absolute deviations with a slight ridge."""
    beta = np.zeros(design.shape[1])
    ridge = np.eye(design.shape[1]) * 1e-3 * weight.sum()
    for _ in range(25):
        pull = weight / np.maximum(np.abs(change - design @ beta), 0.005)
        weighted = (design * pull[:, None]).T
        beta = np.linalg.solve(weighted @ design + ridge, weighted @ change)
    return beta

"""Strength ahead, with draws: a robust regression on what is known, and errors of the like past.

The middle of each month ahead is a least-absolute-deviations regression of the change in strength
on the drivers (``peaceops.mission.drivers``): the room below or above the ceiling, whether it is
new, the momentum of the last months, the mission's age, an end that was decided. Around it stand
the errors that the regression made on the mission-months most like this one, a fifth of them on
any month, whole paths at a time, so that a draw's months belong together. No draw is negative or
above the ceiling, unless the mission stands above it already.

Iteratively reweighted least squares for least absolute deviations: E. J. Schlossmacher, JASA 68
(1973), 857-859. Resampling errors of near neighbours: A. Monache et al. call it the analog
ensemble (Monthly Weather Review 141, 2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.domain.threads import one_thread
from peaceops.edition.view import View
from peaceops.mission.drivers import Matrix, drivers, month_number, panel, scale_of
from peaceops.mission.strength import Baseline

LIKE = 150  # past months whose errors are drawn from
ANY = 0.2  # share of draws whose errors come from any past month: the like ones know few shocks
FEWEST = 60  # past months needed to fit
FARTHEST = 24  # months; a figure older than that is treated as that old
_TABLES = ("strength", "missions", "mission_closures", "mandates")
# Weights of likeness: room below and above the ceiling, momentum, youth, decided end, size, peak.
_LIKENESS = ((1, 1.0), (4, 2.0), (8, 3.0), (9, 1.0), (20, 1.0), (17, 2.0), (15, 1.0))
_SIZE_WEIGHT = 0.3


@dataclass(frozen=True)
class Fitted:
    """Regressions of several horizons and their errors, from months before a date.

    Attributes:
        horizons: Months ahead.
        betas: Coefficients, shape (horizons, drivers).
        errors: Errors as shares of the scale, shape (past months, horizons).
        likeness: Where each past month stands, shape (past months, 8).
        missions: Mission of each past month, as a number.
    """

    horizons: tuple[int, ...]
    betas: Matrix
    errors: Matrix
    likeness: Matrix
    missions: Matrix


@dataclass(frozen=True)
class StrengthDraws:
    """Draws of uniformed personnel in the months ahead.

    Attributes:
        months: First days of the months.
        values: Persons, shape (months, draws).
        ceiling: What no draw exceeds; ``None`` without a ceiling on record.
        past: Past months that the errors come from.
        method: In words.
    """

    months: tuple[date, ...]
    values: Matrix
    ceiling: float | None
    past: int
    method: str


def with_targets(rows: pl.DataFrame, horizons: Sequence[int], *, closing: bool) -> pl.DataFrame:
    """Add ``y1 ... yN``: strength so many months later, null where none was reported.

    Args:
        rows: A panel.
        horizons: Months ahead.
        closing: Count a closed mission as nought; otherwise only missions that last are told.
    """
    for ahead in horizons:
        name = f"y{ahead}"
        later = rows.select("mission", pl.col("at") - ahead, pl.col("total").alias(name))
        rows = rows.join(later, on=["mission", "at"], how="left")
        if closing:
            gone = pl.col(name).is_null() & (pl.col("at") + ahead > pl.col("closed"))
            rows = rows.with_columns(pl.when(gone).then(0).otherwise(pl.col(name)).alias(name))
    return rows.sort("at", "mission")


@one_thread()
def fit(rows: pl.DataFrame, horizons: Sequence[int]) -> Fitted | None:
    """Fit every horizon on mission-months whose later strength is known at each of them.

    Args:
        rows: A panel with targets, cut at the day of the forecast.
        horizons: Months ahead.

    Returns:
        The fit, or ``None`` with fewer than 60 such months.
    """
    whole = pl.all_horizontal(pl.col(f"y{one}").is_not_null() for one in horizons)
    known = rows.filter(pl.col("total") > 0, whole)
    if known.height < FEWEST:
        return None
    scale = scale_of(known)
    total = known["total"].to_numpy().astype(float)
    betas, errors = [], []
    for one in horizons:
        design = drivers(known, one)
        change = (known[f"y{one}"].to_numpy() - total) / scale
        beta = _least_deviations(design, change, scale)
        betas.append(beta)
        errors.append(change - design @ beta)
    return Fitted(
        tuple(horizons),
        np.array(betas),
        np.array(errors).T,
        _likeness(known),
        known["mission"].rank("dense").to_numpy().astype(float),
    )


@one_thread()
def draw(
    fitted: Fitted, rows: pl.DataFrame, draws: int, seed: int, *, like: pl.DataFrame | None = None
) -> Matrix:
    """Draw strength of the mission-months in ``rows``.

    Args:
        fitted: The fit.
        rows: Rows of a panel.
        draws: Draws.
        seed: Same rows and seed, same draws.
        like: Rows whose likeness chooses the errors, where it should not be that of ``rows``:
            options of one mission take the status quo's errors, so that they share their draws.

    Returns:
        Persons, shape (rows, horizons, draws).
    """
    scale, total = scale_of(rows), rows["total"].to_numpy().astype(float)
    ceiling = rows["ceiling"].cast(pl.Float64).fill_null(np.inf).to_numpy()
    top = np.maximum(ceiling, total)
    middle = np.stack(
        [drivers(rows, one) @ beta for one, beta in zip(fitted.horizons, fitted.betas, strict=True)]
    )
    at = _likeness(rows if like is None else like)
    apart = ((at[:, None, :] - fitted.likeness[None]) ** 2).sum(axis=2)
    count = min(LIKE, apart.shape[1])
    near = np.argsort(apart, axis=1, kind="stable")[:, :count]
    made = np.empty((len(total), len(fitted.horizons), draws))
    for i, chosen in enumerate(near):
        rng = np.random.default_rng([seed, i])
        picked = chosen[_places(fitted.missions[chosen], draws, rng)]
        wide = _places(fitted.missions, draws, rng)
        errors = fitted.errors[np.where(rng.random(draws) < ANY, wide, picked)].T
        made[i] = np.clip(total[i] + scale[i] * (middle[:, i, None] + errors), 0, top[i])
    return made


@dataclass(frozen=True)
class Ahead:
    """A forecaster of one mission, fitted on the day of a view.

    Attributes:
        fitted: Regressions and errors.
        now: The mission's row of a panel.
        steps: Months from the figure in use, for each month ahead.
        as_of: Date of the view.
    """

    fitted: Fitted
    now: pl.DataFrame
    steps: tuple[int, ...]
    as_of: date

    def draw(
        self, *, new_ceiling: float | None = None, draws: int = 1000, seed: int = 0
    ) -> StrengthDraws:
        """Draw strength under the ceiling of the day, or under one that an option sets now.

        Draws share their errors whatever the ceiling.
        """
        asked, ceiling = self.now, self.now["ceiling"][0]
        if new_ceiling is not None and new_ceiling != ceiling:
            asked = self.now.with_columns(
                ceiling=pl.lit(new_ceiling, pl.Float64),
                ceiling_before=pl.col("ceiling"),
                ceiling_age=pl.lit(0, pl.Int64),
            )
        made = draw(self.fitted, asked, draws, seed, like=self.now)[0]
        index = [self.fitted.horizons.index(one) for one in self.steps]
        top = new_ceiling if new_ceiling is not None else ceiling
        past = self.fitted.errors.shape[0]
        return StrengthDraws(
            months=tuple(_after(self.as_of, one) for one in range(1, len(self.steps) + 1)),
            values=made[index],
            ceiling=None if top is None else max(float(top), float(self.now["total"][0])),
            past=past,
            method="Regression of the change in strength on the room under the ceiling, momentum, "
            f"age and decided ends, over {past:,} mission-months known on the date; errors of the "
            f"{min(LIKE, past)} months most like this one, a fifth of them of any month. "
            "The mission is taken to stay.",
        )


def forecaster(
    view: View, mission: str, baseline: Baseline, *, ceiling: float | None, horizon: int = 12
) -> Ahead | None:
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
    if not all(view.has(one) for one in _TABLES):
        return None
    age = month_number(view.as_of) - month_number(baseline.on)
    steps = tuple(max(1, min(age + one, FARTHEST)) for one in range(1, horizon + 1))
    known = panel(view)
    fitted = fit(with_targets(known, sorted(set(steps)), closing=False), sorted(set(steps)))
    if fitted is None:
        return None
    return Ahead(fitted, _now(known, mission, baseline, view, ceiling), steps, view.as_of)


def _now(
    known: pl.DataFrame, mission: str, baseline: Baseline, view: View, ceiling: float | None
) -> pl.DataFrame:
    """The row of the figure in use, as the panel would hold it."""
    at = month_number(baseline.on)
    own = known.filter(pl.col("mission") == mission, pl.col("at") <= at)
    start = view.table("missions").filter(pl.col("mission") == mission)["start"]
    age = max(0, at - month_number(start[0])) if start.len() else 0
    before = {
        f"b{lag}": next(iter(own.filter(pl.col("at") == at - lag)["total"]), None)
        for lag in (1, 3, 6, 12)
    }
    last = own.row(-1, named=True) if own.height else {}
    peak = max(baseline.total, last.get("peak") or 0)
    row = {
        **dict.fromkeys(known.columns),
        "mission": mission, "at": at, "month": baseline.on.replace(day=1),
        "total": baseline.total, **before, "peak": peak, "age": age,
        "ceiling": ceiling, "ended": False,
    }  # fmt: skip
    schema = {**known.schema, "ceiling": pl.Float64(), "ceiling_before": pl.Float64()}
    return pl.DataFrame([row], schema=schema)


def _likeness(rows: pl.DataFrame) -> Matrix:
    columns = drivers(rows, 12)
    size = np.log(rows["total"].to_numpy().astype(float) + 30) * _SIZE_WEIGHT
    return np.column_stack([*(columns[:, at] * weight for at, weight in _LIKENESS), size])


def _places(missions: Matrix, draws: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Past months to draw from, evenly; a mission's months weigh less the more there are."""
    _, where, counts = np.unique(missions, return_inverse=True, return_counts=True)
    weights = np.cumsum(1 / np.sqrt(counts[where]))
    spots = (rng.permutation(draws) + rng.random(draws)) / draws * weights[-1]
    found: NDArray[np.int64] = np.minimum(np.searchsorted(weights, spots), len(weights) - 1)
    return found


def _least_deviations(design: Matrix, change: Matrix, weight: Matrix) -> Matrix:
    """Weighted least absolute deviations with a slight ridge."""
    beta = np.zeros(design.shape[1])
    ridge = np.eye(design.shape[1]) * 1e-3 * weight.sum()
    for _ in range(25):
        pull = weight / np.maximum(np.abs(change - design @ beta), 0.005)
        weighted = (design * pull[:, None]).T
        beta = np.linalg.solve(weighted @ design + ridge, weighted @ change)
    return beta


def _after(day: date, months: int) -> date:
    at = month_number(day) + months
    return date(at // 12, at % 12 + 1, 1)

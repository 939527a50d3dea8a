"""Strength ahead, with draws: a robust regression on what is known, and errors of the like past.

The middle of each month ahead is a least-absolute-deviations regression of the change in strength
on the features of the month (``peaceops.mission.features``): the room below or above the ceiling,
whether it is new or was left open, the momentum of the last months, the mission's age. The room
counts no further than force generation has gone: the fifth fastest build-up on record over as many
months. Around the middle stand the errors that the regression made on the mission-months most like
this one, three in ten of them on any month, recent ones more often, whole paths at a time, so that
a draw's months belong together; they are stretched where past intervals were too narrow. Past
months are taken as they are now: where the figure in use is some months old, they are seen that
many months after their report, with the ceiling of that day. No draw is negative or above the
ceiling, unless the mission stands above it already, and none adds more than the fastest build-up
on record. Where a mission neither builds up nor draws down, three fifths of the change are kept.

Iteratively reweighted least squares for least absolute deviations: E. J. Schlossmacher, JASA 68
(1973), 857-859. Resampling errors of near neighbours: the analog ensemble of L. Delle Monache et
al. (Monthly Weather Review 141, 2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from peaceops.domain.arrays import Flags, Floats, Ints
from peaceops.domain.months import YEAR, month_of, months_between
from peaceops.domain.streams import stream
from peaceops.domain.threads import one_thread
from peaceops.edition import View, per_view
from peaceops.mission.features import (
    NAMES,
    Values,
    course,
    features,
    panel,
    row_of,
    scale_of,
    values_of,
)
from peaceops.mission.strength import Baseline

ANALOGS = 150
"""Past months whose errors are drawn from."""
CLIMATOLOGY_SHARE = 0.3
"""Share of draws whose errors come from any past month: the like ones hold few shocks."""
HALF_LIFE = 5.0
"""Years in which the weight of a past error halves: how steady missions are has changed."""
KEPT = 0.6
"""Share of the change foreseen that is kept for a steady mission: the rest is persistence."""
WIDTHS = {
    "building up": (1.4, 1.4),
    "drawing down": (1.1, 1.4),
    "steady": (0.85, 0.95),
    "end decided": (1.1, 1.4),
}
"""What errors are stretched by, six and twelve months on, so that 90 per cent intervals held so
often before 2014: errors of a fit on twenty build-ups are smaller than those of the next one."""
FAST = 5
"""Rank of the build-up on record, one a mission, that the room under a ceiling is bounded by."""
RIDGE = 5e-3
ROUNDS = 12
"""Few: more fit the largest missions of the past closer, and the next ones worse."""
FEWEST = 60
"""Past months needed to fit."""
OLDEST = 6
"""Months; an older figure is taken as if it were that old, and a gap says how old it is."""
TABLES_NEEDED = ("strength", "missions", "mission_closures", "mandates")
_ANALOG_FEATURES = {
    "below ceiling": 1.0,
    "above ceiling": 2.0,
    "fall of 6 months": 3.0,
    "rise of 6 months": 1.0,
    "young mission": 1.0,
    "below peak": 1.0,
    "ceiling open": 1.0,
}
"""Features that make months alike, with their weights."""
_SIZE_WEIGHT = 0.3


@dataclass(frozen=True)
class Fitted:
    """Regressions of several steps and their errors, from months before a date.

    Attributes:
        steps: Months from the month of a report.
        betas: Coefficients, shape (steps, features).
        most: Persons that a mission is taken to gain at most, by step: a fast build-up on record.
        fastest: Persons that no draw gains more of, by step: the fastest one.
        errors: Errors as shares of the scale, shape (past months, steps).
        analogs: What makes each past month like another, shape (past months, 8).
        weights: Of past months: those of a mission weigh less the more there are, and old ones too.
        political: Which past months are of special political missions, shape (past months,).
    """

    steps: tuple[int, ...]
    betas: Floats
    most: tuple[float, ...]
    fastest: tuple[float, ...]
    errors: Floats
    analogs: Floats
    weights: Floats
    political: Flags


@dataclass(frozen=True)
class StrengthForecaster:
    """A forecaster of one mission, fitted on the day of a view.

    Attributes:
        fitted: Regressions and errors.
        now: The mission's row of a panel.
    """

    fitted: Fitted
    now: pl.DataFrame

    def draw(self, draws: int, seed: int) -> Floats:
        """Draw uniformed personnel in the months ahead under the ceiling in force.

        Args:
            draws: How many.
            seed: Same forecaster and seed, same draws.

        Returns:
            Persons, shape (months, draws).
        """
        values: Floats = draw(self.fitted, self.now, draws, seed)[0]
        return values


def with_targets(rows: pl.DataFrame, steps: Sequence[int], *, closing: bool) -> pl.DataFrame:
    """Add ``y1 ... yN``, strength so many months later, and what became of ceiling and mission.

    Args:
        rows: A panel.
        steps: Months from the month of the report.
        closing: Count a closed mission as zero; otherwise its later strength is null.

    Returns:
        The panel with, for each step, ``y`` (null where none was reported), ``same`` (the ceiling
        known when the report is used is still in force then) and ``gone`` (counted as zero).
    """
    missions = (rows["mission"].rank("dense") - 1).to_numpy().astype(np.int64)
    at, first = rows["at"].to_numpy(), min(rows["at"].to_list(), default=0)
    ceiling, closed = (
        rows[name].cast(pl.Float64).fill_null(np.nan).to_numpy() for name in ("ceiling", "closed")
    )
    last = max(at.max(initial=first), first) - first + max(steps) + 1
    reports = np.full((2, missions.max(initial=0) + 1, last), np.nan)
    reports[0, missions, at - first] = rows["total"].to_numpy()
    reports[1, missions, at - first] = (
        rows["ceiling_then"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    )
    columns = []
    for step in steps:
        later, later_ceiling = reports[:, missions, at - first + step]
        gone = np.isnan(later) & (at + step > closed) if closing else np.zeros(len(at), dtype=bool)
        same = (ceiling == later_ceiling) | (np.isnan(ceiling) & np.isnan(later_ceiling)) | gone
        target = pl.Series(f"y{step}", np.where(gone, 0.0, later)).fill_nan(None).cast(pl.Int64)
        columns += [target, pl.Series(f"same{step}", same), pl.Series(f"gone{step}", gone)]
    return rows.with_columns(columns).sort("at", "mission")


@one_thread()
def fit(rows: pl.DataFrame, steps: Sequence[int]) -> Fitted | None:
    """Fit every step on mission-months whose later strength is known at each of them.

    Months of missions whose end was decided are left out: those follow the exits on record.

    Args:
        rows: A panel with targets, cut at the day of the forecast.
        steps: Months from the month of the report.

    Returns:
        The fit, or ``None`` with fewer than 60 such months.
    """
    whole = pl.all_horizontal(pl.col(f"y{step}").is_not_null() for step in steps)
    past = rows.filter(pl.col("total") > 0, ~pl.col("ended"), whole)
    if past.height < FEWEST:
        return None
    total = past["total"].to_numpy().astype(float)
    builds = [_build_ups(past, step) for step in steps]
    most = [float(build[min(FAST, len(build)) - 1]) for build in builds]
    values = values_of(past)
    betas: list[Floats] = []
    errors = []
    for step, gain in zip(steps, most, strict=True):
        design, scale = features(values, gain), scale_of(values, gain)
        change = (past[f"y{step}"].to_numpy() - total) / scale
        betas.append(_least_deviations(design, change, np.sqrt(scale)))
        errors.append(change - design @ betas[-1])
    return Fitted(
        tuple(steps),
        np.array(betas),
        tuple(most),
        tuple(float(build[0]) for build in builds),
        np.array(errors).T,
        _analog_features(values, most[-1]),
        _weights(past),
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
    total = rows["total"].to_numpy().astype(float)
    ceiling = rows["ceiling"].cast(pl.Float64).fill_null(np.inf).to_numpy()
    numbers = values_of(rows)
    scale = np.stack([scale_of(numbers, gain) for gain in fitted.most])
    top = np.minimum(np.maximum(ceiling, total), total + np.array(fitted.fastest)[:, None])
    middle = np.stack(
        [
            features(numbers, gain) @ beta
            for gain, beta in zip(fitted.most, fitted.betas, strict=True)
        ]
    )
    values = np.empty((len(total), len(fitted.steps), draws))
    wanted, political = _analog_features(numbers, fitted.most[-1]), rows["political"].to_numpy()
    courses = rows.select(course=course())["course"].to_list()
    widths = {name: np.interp(fitted.steps, (6, 12), around) for name, around in WIDTHS.items()}
    names, months = rows["mission"].to_list(), rows["at"].to_list()
    pools = {bool(side): _pool(fitted, political=bool(side)) for side in set(political)}
    spread = {side: np.cumsum(fitted.weights[pool]) for side, pool in pools.items()}
    for place in range(len(total)):
        side = bool(political[place])
        pool = pools[side]
        near = pool[_nearest(fitted.analogs[pool], wanted[place])]
        rng = stream(seed, "mission", "strength", names[place], str(months[place]))
        alike = near[_even_picks(np.cumsum(fitted.weights[near]), draws, rng)]
        any_month = pool[_even_picks(spread[side], draws, rng)]
        errors = fitted.errors[np.where(rng.random(draws) < CLIMATOLOGY_SHARE, any_month, alike)].T
        # The regression gives the middle, and the like months how far others fell from it.
        errors = errors - np.median(errors, axis=1, keepdims=True)
        share = KEPT if courses[place] == "steady" else 1.0
        path = share * middle[:, place, None] + widths[courses[place]][:, None] * errors
        moved = total[place] + scale[:, place, None] * path
        values[place] = np.clip(moved, 0, top[:, place, None])
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
    age = min(max(months_between(baseline.on, view.as_of), 0), OLDEST)
    fitted = fitted_on(view, age, horizon)
    if fitted is None:
        return None
    return StrengthForecaster(fitted, _now(view, mission, baseline, ceiling))


@per_view
def fitted_on(view: View, age: int, horizon: int) -> Fitted | None:
    """Fit every month ahead for figures of an age: the same for all missions of a view.

    Args:
        view: What was known.
        age: Months from the month of the figure to that of the view.
        horizon: Months ahead.

    Returns:
        The fit, or ``None`` where too little is on record.
    """
    steps = tuple(age + ahead for ahead in range(1, horizon + 1))
    rows = panel(view, figure_age=age)
    return fit(with_targets(rows, steps, closing=False), steps)


def _now(view: View, mission: str, baseline: Baseline, ceiling: float | None) -> pl.DataFrame:
    """The row of the figure in use, as the panel would hold it, under the ceiling asked about."""
    row = row_of(view, mission, month_of(baseline.on), baseline.total)
    return row.with_columns(ceiling=pl.lit(ceiling, dtype=pl.Float64))


def _build_ups(past: pl.DataFrame, step: int) -> Floats:
    """The most persons that each mission gained over so many months, the most of all first."""
    gains = past.group_by("mission").agg((pl.col(f"y{step}") - pl.col("total")).max())
    return np.asarray(np.sort(gains[f"y{step}"].to_numpy().clip(0))[::-1], dtype=np.float64)


def _pool(fitted: Fitted, *, political: bool) -> Ints:
    """Past months of missions of the same side; all of them where those are too few.

    A political mission of a dozen guards and advisers does not grow to battalions.
    """
    same = np.flatnonzero(fitted.political == political)
    return same if len(same) >= FEWEST else np.arange(len(fitted.political))


def _analog_features(values: Values, most: float) -> Floats:
    columns = features(values, most)
    size = np.log(values["total"] + 30) * _SIZE_WEIGHT
    alike = columns[:, [NAMES.index(name) for name in _ANALOG_FEATURES]]
    return np.column_stack([alike * np.array([*_ANALOG_FEATURES.values()]), size])


def _nearest(analogs: Floats, wanted: Floats) -> Ints:
    """Places of the past months most like a month, the most alike first."""
    apart = ((analogs - wanted) ** 2).sum(axis=1)
    if len(apart) > ANALOGS:
        candidates = np.flatnonzero(apart <= np.partition(apart, ANALOGS - 1)[ANALOGS - 1])
    else:
        candidates = np.arange(len(apart))
    return candidates[np.argsort(apart[candidates], kind="stable")[:ANALOGS]]


def _weights(past: pl.DataFrame) -> Floats:
    """Weights of past months: a mission of many months weighs less for each, and so do old ones."""
    months = past.select(pl.len().over("mission")).to_series().to_numpy()
    at = past["at"].to_numpy()
    age = at.max() - at
    return np.asarray(0.5 ** (age / (YEAR * HALF_LIFE)) / np.sqrt(months))


def _even_picks(weights: Floats, draws: int, rng: np.random.Generator) -> Ints:
    """Places drawn by cumulative weights, as evenly as a sample of that size can be."""
    spots = (rng.permutation(draws) + rng.random(draws)) / draws * weights[-1]
    places = np.minimum(np.searchsorted(weights, spots), len(weights) - 1)
    return np.asarray(places, dtype=np.int64)


def _least_deviations(design: Floats, change: Floats, weight: Floats) -> Floats:
    """Weighted least absolute deviations with a slight ridge."""
    beta = np.zeros(design.shape[1])
    ridge = np.eye(design.shape[1]) * RIDGE * weight.sum()
    for _ in range(ROUNDS):
        pull = weight / np.maximum(np.abs(change - design @ beta), 0.005)
        weighted = (design * pull[:, None]).T
        beta = np.linalg.solve(weighted @ design + ridge, weighted @ change)
    return beta

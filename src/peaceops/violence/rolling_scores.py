"""Past years, each forecast from the October before it, scored in every country.

These scores are the same for every date that knows the year, so an edition can hold them
(``forecast_scores``); where it does not, the years that are asked for are scored when asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.array_cache import Packed, cached_array
from peaceops.domain.arrays import Floats, Ints
from peaceops.domain.months import month_after, months_after
from peaceops.domain.streams import stream
from peaceops.domain.violence_types import ALL_TYPES
from peaceops.edition import FORECAST_SCORES, SCORE_COLUMNS, View
from peaceops.evaluate import scores
from peaceops.violence.conflictology import WINDOW, conflictology, paths, severity_places
from peaceops.violence.country_months import CountryMonthPanel, country_month_panel
from peaceops.violence.draws_cache import draws_of_model, key_of
from peaceops.violence.learned import OCTOBER, Learned, enough_past, learned_by
from peaceops.violence.models import FORECASTER

LEADS = tuple(range(1, WINDOW + 1))
SEED = 0
"""The record of a method does not hang on the seed of a brief."""
BASELINES = ("conflictology", "last", "zero")
MONTHLY = ("crps", "fair_crps", "ignorance", "interval_score_90", "coverage_90")
TOTAL = ("crps", "coverage_90")
COLUMNS = (*MONTHLY, *(f"total_{name}" for name in TOTAL), "median", "low_90", "high_90", "outcome")
"""Scores, means over the months or of the total; then the forecast of the total, and the total."""


def past_scores(view: View, origins: Sequence[date] | None = None) -> pl.DataFrame:
    """Score the forecaster and its baselines on past years, over deaths of all types.

    Each year is forecast by methods that are given the months up to the October before it and no
    others, in today's figures. About eight seconds of processor time a year where nothing is kept.

    Args:
        view: What was known; a year counts once its last month was.
        origins: The Octobers; by default every one that the view can score.

    Returns:
        Columns of the table ``forecast_scores``: method, target, country, first and last month,
        score, value, cases, known_on, source and row. Years before which the forecaster had too
        little to learn from hold its baselines alone.

    Raises:
        MissingTableError: The edition holds no country-months.
    """
    world = country_month_panel(view)
    chosen = scorable(world, world.origin) if origins is None else origins
    parts = [_year(view, world, origin) for origin in chosen]
    if not parts:
        return pl.DataFrame(schema=SCORE_COLUMNS)
    table = pl.concat(parts).with_columns(
        known_on=FORECAST_SCORES.known_on, source=pl.lit("scored by peaceops"), row=None
    )
    return table.select(list(SCORE_COLUMNS)).cast(SCORE_COLUMNS)  # type: ignore[arg-type]


def scorable(world: CountryMonthPanel, last: date) -> list[date]:
    """Octobers with a year before them and one after that ended by ``last``, oldest first."""
    years = range(world.first.year, last.year + 1)
    octobers = [date(year, OCTOBER, 1) for year in years]
    return [
        october
        for october in octobers
        if world.index(october) >= WINDOW - 1 and month_after(october, WINDOW) <= last
    ]


def _year(view: View, world: CountryMonthPanel, origin: date) -> pl.DataFrame:
    """One year's scores, one row a method, country and score."""
    past, months = world.until(origin), months_after(origin, WINDOW)
    after = world.index(months[0])
    outcomes = world.of(ALL_TYPES)[:, after : after + WINDOW]
    methods = (*((FORECASTER,) if enough_past(past, WINDOW) else ()), *BASELINES)
    learned = learned_by(view, past)
    question = ("scored", methods, LEADS, SEED, learned.key)
    values = cached_array(
        key_of(past, question, outcomes), lambda: _scored(past, outcomes, methods, learned)
    )
    return _long(values, methods, world.units).with_columns(
        first=pl.lit(months[0]), last=pl.lit(months[-1])
    )


def _long(values: Packed, methods: Sequence[str], units: Sequence[str]) -> pl.DataFrame:
    """Values, shape (methods, columns, units), as rows; those that are not known are left out."""
    shape = (len(methods), len(COLUMNS), len(units))
    method, column, unit = (place.ravel() for place in np.indices(shape))
    score = np.array(COLUMNS)[column]
    monthly = np.isin(score, MONTHLY)
    return (
        pl.DataFrame(
            {
                "method": np.array(methods)[method],
                "country": np.array(units)[unit],
                "score": score,
                "value": values.ravel(),
                "cases": np.where(monthly, WINDOW, 1),
            }
        )
        .filter(pl.col("value").is_not_nan())
        .with_columns(target=pl.lit(ALL_TYPES))
    )


def _scored(
    world: CountryMonthPanel, outcomes: Floats, methods: Sequence[str], learned: Learned
) -> Floats:
    """Shape (methods, ``COLUMNS``, units); NaN where a month before or after is not on record."""
    past = world.of(ALL_TYPES)[:, -WINDOW:]
    recorded = np.flatnonzero(~np.isnan(past).any(axis=1) & ~np.isnan(outcomes).any(axis=1))
    result = np.full((len(methods), len(COLUMNS), len(world.units)), np.nan)
    for place, method in enumerate(methods):
        draws, totals = _draws(world, method, recorded, learned)
        result[place][:, recorded] = _of(draws, totals, outcomes[recorded])
    return result


def _draws(
    world: CountryMonthPanel, method: str, places: Ints, learned: Learned
) -> tuple[Floats, Floats]:
    """Draws by month and of the total, shapes (units, months, draws) and (units, draws)."""
    if method == "conflictology":
        past = world.of(ALL_TYPES)[places, -WINDOW:]
        order = severity_places(WINDOW, WINDOW, 1000, stream(SEED, "violence", "record"))
        totals = np.array([paths(year[:, None], order)[0].sum(axis=0) for year in past])
        return conflictology(past, WINDOW), totals.reshape(len(past), -1)
    units = [world.units[place] for place in places]
    draws = draws_of_model(
        world, ALL_TYPES, units, WINDOW, model=method, seed=SEED, learned=learned
    )
    return draws, draws.sum(axis=1)


def _of(draws: Floats, totals: Floats, outcomes: Floats) -> Floats:
    """Shape (``COLUMNS``, units)."""
    happened = outcomes.sum(axis=1)
    monthly = {
        "crps": scores.crps(draws, outcomes),
        "fair_crps": scores.fair_crps(draws, outcomes),
        "ignorance": scores.ignorance(draws, outcomes, weight=scores.CHALLENGE_DRAWS),
        "interval_score_90": scores.interval_score(draws, outcomes),
        "coverage_90": scores.covered(draws, outcomes),
    }
    low, high = scores.central_interval(totals, 0.9)
    columns = {name: values.mean(axis=1) for name, values in monthly.items()} | {
        "total_crps": scores.crps(totals, happened),
        "total_coverage_90": scores.covered(totals, happened).astype(np.float64),
        "median": np.median(totals, axis=1),
        "low_90": low,
        "high_90": high,
        "outcome": happened,
    }
    return np.stack([columns[name] for name in COLUMNS])

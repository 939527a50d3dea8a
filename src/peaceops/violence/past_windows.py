"""One year of the past, forecast from the October before it and scored in every country."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.array_cache import Packed, cached_array
from peaceops.violence import scores
from peaceops.violence.conflictology import WINDOW, conflictology, paths, severity_places
from peaceops.violence.issued import issued, key_of
from peaceops.violence.models import FORECASTER, MODELS
from peaceops.violence.panel import ALL_TYPES
from peaceops.violence.world import Floats, World

LEADS = tuple(range(1, WINDOW + 1))
SEED = 0
"""The record of a method does not hang on the seed of a brief."""
MONTHLY = ("crps", "fair_crps", "ignorance", "interval_score_90", "coverage_90")
TOTAL = ("crps", "coverage_90")
COLUMNS = (*MONTHLY, *(f"total_{one}" for one in TOTAL), "median", "low_90", "high_90", "outcome")
"""Scores, means over the months or of the total; then the forecast of the total, and the total."""


def scored(world: World, outcomes: Floats, methods: Sequence[str]) -> Packed:
    """Forecast deaths of all types twelve months ahead, and score.

    Args:
        world: What a method is given: months to the origin.
        outcomes: Deaths of the twelve months after, shape (units, 12); NaN where not on record.
        methods: Names in ``models.MODELS``.

    Returns:
        Shape (methods, ``COLUMNS``, units); NaN for units whose twelve months before or after the
        origin are not all on record. Kept on disk, as the draws are.
    """
    asked = ("scored", tuple(methods), LEADS, SEED)
    return cached_array(key_of(world, asked, outcomes), lambda: _scored(world, outcomes, methods))


def _scored(world: World, outcomes: Floats, methods: Sequence[str]) -> Floats:
    past = world.of(ALL_TYPES)[:, -WINDOW:]
    held = np.flatnonzero(~np.isnan(past).any(axis=1) & ~np.isnan(outcomes).any(axis=1))
    found = np.full((len(methods), len(COLUMNS), len(world.units)), np.nan)
    for place, method in enumerate(methods):
        draws, totals = _draws(world, method, held)
        found[place][:, held] = _of(draws, totals, outcomes[held])
    return found


def _draws(world: World, method: str, held: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Draws by month and of the total, shapes (units, months, draws) and (units, draws)."""
    if method == "conflictology":
        past = world.of(ALL_TYPES)[held, -WINDOW:]
        places = severity_places(WINDOW, WINDOW, 1000, np.random.default_rng(SEED))
        totals = np.array([paths(one[:, None], places)[0].sum(axis=0) for one in past])
        return conflictology(past, WINDOW), totals.reshape(len(past), -1)
    if method == FORECASTER:
        draws = issued(world, ALL_TYPES, LEADS, seed=SEED)[held].astype(np.float64)
    else:
        draws = MODELS[method](world, ALL_TYPES, LEADS, seed=SEED)[held]
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

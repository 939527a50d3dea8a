"""What the hurdle forecaster knows of a cell in a month.

The cell's own past, that of the cells around it, that of its country, and what of the cell does not
change. Everything of a month uses that month and earlier ones only, so that one pass serves every
month learned from. A feature is worked out for the whole panel, read off at the cases asked for and
dropped: the panel of a continent times all features would not fit on a laptop.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Ints, Singles
from peaceops.domain.violence_types import ALL_TYPES
from peaceops.violence.grid.panel import FACTS, GridWorld
from peaceops.violence.grid.rings import ring, summed
from peaceops.violence.models.features import months_since, moving_sum

WINDOWS = (1, 3, 6, 12, 24, 60, 120)
HALF_LIVES = (6, 36)
"""Months in which the weight of past deaths halves."""
NEAR, FAR = (1, 1), (2, 3)
"""Rings of cells around a cell: from and to, in cells."""


def features_at(
    world: GridWorld, target: str, cells: Ints, months: Ints
) -> tuple[tuple[str, ...], Singles]:
    """Features of cases.

    Args:
        world: Months up to the origin.
        target: One of ``domain.violence_types.TARGETS``.
        cells: Places of the cases' cells.
        months: Places of the cases' months, as many.

    Returns:
        Names, and values of shape (cases, features).
    """
    names, columns = [], []
    for name, values in _features(world, target):
        names.append(name)
        columns.append(values[cells, months].astype(np.float32))
    names += FACTS
    columns += list(world.facts[cells].T)
    return tuple(names), np.stack(columns, axis=1)


def _features(world: GridWorld, target: str) -> Iterator[tuple[str, Singles]]:
    """Name and values, shape (cells, months), one after the other."""
    deaths = world.of(target).astype(np.float32)
    yield from _own(deaths)
    near, far = ring(world.cells, *NEAR), ring(world.cells, *FAR)
    any_deaths = (deaths > 0).astype(np.float32)
    for half_life in HALF_LIVES:
        faded = decayed(deaths, half_life)
        yield f"faded_{half_life}", np.log1p(faded)
        yield f"near_faded_{half_life}", np.log1p(summed(faded, near))
        yield f"far_faded_{half_life}", np.log1p(summed(faded, far))
    around = summed(any_deaths, near)
    yield "near_months_12", _sum(around, 12)
    yield "near_months_60", _sum(around, 60)
    yield "near_since", _since(around > 0)
    del around, any_deaths
    if target != ALL_TYPES:
        others = (world.of(ALL_TYPES) - world.of(target)).astype(np.float32)
        yield "others_12", np.log1p(_sum(others, 12))
        yield "others_since", _since(others > 0)
        yield "near_others_12", np.log1p(_sum(summed(others, near), 12))
    yield from _country(world, target)


def _own(deaths: Singles) -> Iterator[tuple[str, Singles]]:
    for window in WINDOWS:
        yield f"mean_{window}", _mean(deaths, window)
    happened = (deaths > 0).astype(np.float32)
    for window in (6, 12, 36, 120):
        yield f"months_{window}", _sum(happened, window)
    for least in (1, 5, 25):
        yield f"since_{least}", _since(deaths >= least)
    for window in (12, 60):
        # The size of a bad month, not only the mean of all.
        seen = np.maximum(_sum(happened, window), np.float32(1))
        severity = (_sum(np.log1p(deaths), window) / seen).astype(np.float32)
        yield f"severity_{window}", severity


def _country(world: GridWorld, target: str) -> Iterator[tuple[str, Singles]]:
    """The country's past: deaths in all its cells and in none, and cells with any."""
    total = world.of_countries(target).astype(np.float32)
    hit = np.zeros_like(total)
    np.add.at(hit, world.country, (world.of(target) > 0).astype(np.float32))
    cells = np.maximum(np.bincount(world.country, minlength=len(world.codes)), 1)[:, None]
    for window in (3, 12, 60):
        yield f"country_mean_{window}", _mean(total, window)[world.country]
    for window in (3, 12):
        share = (_sum(hit, window) / (cells * window)).astype(np.float32)
        yield f"country_share_{window}", share[world.country]


def decayed(values: Singles, half_life: float) -> Singles:
    """Mean of the past with weights that halve every ``half_life`` months, this month the first."""
    keep = np.float32(0.5 ** (1 / half_life))
    result = np.empty_like(values)
    state = np.zeros(values.shape[0], dtype=np.float32)
    for month in range(values.shape[1]):
        state = keep * state + (1 - keep) * values[:, month]
        result[:, month] = state
    return result


def _mean(values: Singles, window: int) -> Singles:
    result: Singles = np.log1p(_sum(values, window) / np.float32(window))
    return result


def _since(happened: NDArray[np.bool_]) -> Singles:
    result: Singles = np.log1p(months_since(happened)).astype(np.float32)
    return result


def _sum(values: Singles, window: int) -> Singles:
    return moving_sum(values.astype(np.float64), window).astype(np.float32)

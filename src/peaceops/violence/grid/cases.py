"""Which cell-months of the past the hurdle forecaster learns from.

Nearly all cell-months are without deaths, most of them far from any. Of each kind a number is kept
at random that a laptop can learn from, each weighing as many times more as were left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats, Ints
from peaceops.violence.grid.panel import GridWorld
from peaceops.violence.grid.rings import ring, summed
from peaceops.violence.models.features import moving_sum

EARLIEST = 36
"""Months a record must hold before a month of it is learned from."""
MONTHS_APART = 3
"""Every which month of the past is learned from."""
LEADS_EACH = 3
"""Months ahead learned from at each, chosen at random."""
NEARBY, RECENT = 2, 120
"""A cell is quiet with no deaths within so many cells in so many months."""
MOST_VIOLENT, MOST_STIRRED, MOST_QUIET = 40_000, 60_000, 20_000
"""Cases kept with deaths, without though the cell was not quiet, and of quiet cells."""
HALF_LIFE = 180.0
"""Months in which a case's weight halves with its age."""


@dataclass(frozen=True)
class Cases:
    """What is learned from, one entry a case.

    Attributes:
        cells: Places of cells.
        months: Places of the months up to which the past is known.
        ahead: Months from there to the outcome.
        outcomes: Deaths in that month.
        weights: How much the case counts.
    """

    cells: Ints
    months: Ints
    ahead: Ints
    outcomes: Ints
    weights: Floats


def cases_of(
    world: GridWorld, target: str, leads: Sequence[int], rng: np.random.Generator
) -> Cases:
    """Choose cases whose outcome lies within the months of ``world``."""
    deaths = world.of(target)
    quiet = _quiet(world, target)
    cells, months, ahead = _candidates(world, leads, rng)
    outcomes = deaths[cells, months + ahead]
    violent, still = outcomes > 0, quiet[cells, months]
    samples, weights = [], []
    for kind, most in (
        (violent, MOST_VIOLENT),
        (~violent & ~still, MOST_STIRRED),
        (~violent & still, MOST_QUIET),
    ):
        places = np.flatnonzero(kind)
        chosen = places
        if len(places) > most:
            chosen = np.sort(rng.choice(places, most, replace=False))
        samples.append(chosen)
        weights.append(np.full(len(chosen), len(places) / max(len(chosen), 1)))
    index, weight = np.concatenate(samples), np.concatenate(weights)
    age = world.months - 1 - months[index] - ahead[index]
    return Cases(
        cells[index],
        months[index],
        ahead[index],
        outcomes[index].astype(np.int64),
        weight * 0.5 ** (age / HALF_LIFE),
    )


def _candidates(
    world: GridWorld, leads: Sequence[int], rng: np.random.Generator
) -> tuple[Ints, Ints, Ints]:
    """Every cell at some months of its country's record, each with some months ahead."""
    begun, ended = world.spans[world.country].T
    cells, months, ahead = [], [], []
    number = min(LEADS_EACH, len(leads))
    for month in range(world.months - 1 - min(leads), EARLIEST - 1, -MONTHS_APART):
        for lead in np.sort(rng.choice(np.asarray(leads), number, replace=False)).tolist():
            candidates = np.flatnonzero((begun + EARLIEST <= month) & (month + lead <= ended))
            cells.append(candidates)
            months.append(np.full(len(candidates), month))
            ahead.append(np.full(len(candidates), lead))
    if not cells:
        nothing = np.empty(0, dtype=np.int64)
        return nothing, nothing, nothing
    return np.concatenate(cells), np.concatenate(months), np.concatenate(ahead)


def _quiet(world: GridWorld, target: str) -> NDArray[np.bool_]:
    happened = (world.of(target) > 0).astype(np.float32)
    around = summed(happened, ring(world.cells, 0, NEARBY))
    result: NDArray[np.bool_] = moving_sum(around.astype(np.float64), RECENT) == 0
    return result

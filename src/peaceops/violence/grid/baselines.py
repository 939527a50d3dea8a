"""Baselines for grid cells: zero, last, conflictology of the cell, and of the cell with its ring.

The first three are those of countries. ``conflictology_ring`` draws from the last twelve months of
the cell and of the eight around it that are on record: up to 108 draws, the same for every month
ahead, as the VIEWS 2023/24 challenge has it for cells (Hegre et al. 2025).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Ints
from peaceops.violence.conflictology import WINDOW
from peaceops.violence.grid.draws import SparseDraws, assembled
from peaceops.violence.grid.panel import GridWorld
from peaceops.violence.grid.rings import ABSENT, ring

DRAWS = 1000


def zero(
    world: GridWorld, target: str, leads: Sequence[int], *, cells: Ints, seed: int
) -> SparseDraws:
    """No deaths at all."""
    del world, target, seed
    nothing = np.empty(0, dtype=np.int64)
    return assembled(np.full(len(cells), DRAWS), len(leads), nothing, nothing, nothing)


def last(
    world: GridWorld, target: str, leads: Sequence[int], *, cells: Ints, seed: int
) -> SparseDraws:
    """Poisson draws around the last month."""
    month = world.of(target)[cells, -1]
    violent = np.flatnonzero(month)
    rng = np.random.default_rng(seed)
    draws = rng.poisson(month[violent, None, None], (len(violent), len(leads), DRAWS))
    cell, ahead, number = np.nonzero(draws)
    return assembled(
        np.full(len(cells), DRAWS),
        len(leads),
        violent[cell] * len(leads) + ahead,
        draws[cell, ahead, number],
        number,
    )


def conflictology(
    world: GridWorld, target: str, leads: Sequence[int], *, cells: Ints, seed: int
) -> SparseDraws:
    """The cell's own last twelve months, in order, for every month ahead; 12 draws."""
    del seed
    year = world.of(target)[cells, -WINDOW:]
    return _repeated(year, np.full(len(cells), year.shape[1]), len(leads))


def conflictology_ring(
    world: GridWorld, target: str, leads: Sequence[int], *, cells: Ints, seed: int
) -> SparseDraws:
    """The last twelve months of the cell and of those around it; up to 108 draws."""
    del seed
    around = ring(world.cells, 0, 1)[cells]
    year = world.of(target)[:, -WINDOW:]
    # Cells on record first, so that draws are numbered without holes.
    around = np.take_along_axis(around, np.argsort(around == ABSENT, axis=1, kind="stable"), axis=1)
    pool = np.where(around[..., None] == ABSENT, 0, year[around])
    counts = (around != ABSENT).sum(axis=1) * year.shape[1]
    return _repeated(pool.reshape(len(cells), -1), counts, len(leads))


def _repeated(pool: NDArray[np.int32], counts: Ints, months: int) -> SparseDraws:
    """The same draws for every month; ``pool`` is of shape (cells, draws), zero past the count."""
    cell, number = np.nonzero(pool)
    cases = (cell[:, None] * months + np.arange(months)).ravel()
    return assembled(
        counts, months, cases, np.repeat(pool[cell, number], months), np.repeat(number, months)
    )

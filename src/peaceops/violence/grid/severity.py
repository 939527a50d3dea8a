"""How many die in a cell-month in which anyone does: classes, and what past months say of each.

Numbers of deaths are kept as probabilities over the sizes of ``models.support``, single numbers up
to 26 and steps of 5.5 % above.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats, Ints
from peaceops.violence.models import support

CLASSES = np.array([1, 2, 3, 6, 11, 26, 51, 101, 251])
"""Least deaths of each class."""
PRIOR = 0.5
"""Cell-months spread evenly, in logarithms, over each class beside those seen."""


def class_of(deaths: Ints) -> Ints:
    """Class of one or more deaths."""
    return np.searchsorted(CLASSES, deaths, side="right") - 1


def severity_of(deaths: Ints, weights: Floats) -> Floats:
    """Shares of sizes within each class, shape (classes, ``support.CELLS``), rows adding up to one.

    Args:
        deaths: Cell-months with deaths, shape (cases,).
        weights: Weight of each, about one for a recent one.
    """
    sizes = support.cells_of(deaths.astype(np.float64))
    seen = np.bincount(sizes, weights=weights, minlength=support.CELLS)
    classes = class_of(support.EDGES[:-1])
    worst = max(int(sizes.max()), int(support.cells_of(np.array([2.0 * CLASSES[-1]]))[0]))
    result = np.zeros((len(CLASSES), support.CELLS))
    for index in range(len(CLASSES)):
        cells = np.flatnonzero((classes == index) & (np.arange(support.CELLS) <= worst))
        room = np.log(support.EDGES[cells + 1] / support.EDGES[cells])
        if index == len(CLASSES) - 1:
            # Open above: twice the deaths, half as likely.
            room = room / support.EDGES[cells]
        mixed = seen[cells] + PRIOR * room / room.sum()
        result[index, cells] = mixed / mixed.sum()
    return result


def numbers_at(shares: Floats, cases: Ints, levels: Floats) -> NDArray[np.int32]:
    """Deaths at levels of cumulative probability.

    Args:
        shares: Shares of sizes by case, shape (cases, ``support.CELLS``).
        cases: Case of each level.
        levels: Between 0 and 1, ascending within a case.

    Returns:
        Whole numbers, as many as levels.
    """
    upper = shares.cumsum(axis=1)
    upper /= upper[:, -1:]
    # One search for all cases: each case's curve stands one above the last case's.
    stacked = (upper + np.arange(len(shares))[:, None]).ravel()
    position = np.searchsorted(stacked, cases + levels, side="right") - cases * support.CELLS
    size = np.clip(position, 0, support.CELLS - 1)
    below = np.where(size > 0, upper[cases, size - 1], 0.0)
    room = np.maximum(upper[cases, size] - below, 1e-12)
    within = np.clip((levels - below) / room, 0, 1 - 1e-9)
    numbers = support.EDGES[size] + np.floor(within * support.WIDTHS[size])
    result: NDArray[np.int32] = np.maximum(numbers, 1).astype(np.int32)
    return result

"""Cells around cells, by arithmetic, for a whole panel at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Ints
from peaceops.domain.prio_grid import COLUMNS, ROWS

ABSENT = -1


def ring(cells: Ints, nearest: int, furthest: int) -> Ints:
    """Places in ``cells`` of the cells around each, by distance, diagonals counting as one step.

    Args:
        cells: Numbers of cells, ascending.
        nearest: Least distance in cells; 0 takes in the cell itself.
        furthest: Largest distance in cells.

    Returns:
        Shape (cells, cells of the ring); ``ABSENT`` for one that is not among ``cells`` or lies
        past a pole.
    """
    steps = range(-furthest, furthest + 1)
    around = [(y, x) for y in steps for x in steps if max(abs(y), abs(x)) >= nearest]
    row, column = np.divmod(cells - 1, COLUMNS)
    places = np.full((len(cells), len(around)), ABSENT, dtype=np.int64)
    for index, (up, right) in enumerate(around):
        other = row + up
        wanted = other * COLUMNS + (column + right) % COLUMNS + 1
        place = np.minimum(np.searchsorted(cells, wanted), len(cells) - 1)
        present = (other >= 0) & (other < ROWS) & (cells[place] == wanted)
        places[present, index] = place[present]
    return places


def summed(values: NDArray[np.float32], places: Ints) -> NDArray[np.float32]:
    """Sum of each cell's ring.

    Args:
        values: Shape (cells, ...).
        places: From ``ring``, shape (cells, cells of the ring).

    Returns:
        The shape of ``values``; absent cells count as none.
    """
    result = np.zeros_like(values)
    for column in places.T:
        present = column != ABSENT
        result[present] += values[column[present]]
    return result

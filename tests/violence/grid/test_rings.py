"""Rings of cells agree with the neighbours that arithmetic gives one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from peaceops.domain.prio_grid import CELLS, COLUMNS, neighbours_of
from peaceops.violence.grid.rings import ABSENT, ring, summed


@given(st.integers(1, CELLS), st.integers(1, 3))
def test_a_ring_holds_the_neighbours_that_are_on_record(cell: int, distance: int) -> None:
    around = neighbours_of(cell, distance=distance)
    held = np.array(sorted({cell, *around[::2]}))
    places = ring(held, 1, distance)[held.tolist().index(cell)]
    assert sorted(held[places[places != ABSENT]].tolist()) == sorted(around[::2])


@given(st.integers(1, CELLS))
def test_rings_of_rising_distance_do_not_overlap(cell: int) -> None:
    cells = np.array(sorted({cell, *neighbours_of(cell, distance=3)}))
    at = cells.tolist().index(cell)
    near, far = (set(ring(cells, *ends)[at].tolist()) - {ABSENT} for ends in ((1, 1), (2, 3)))
    assert not near & far
    assert len(near | far) == len(cells) - 1


def test_rings_go_on_across_the_date_line() -> None:
    cells = np.array([200 * COLUMNS + 1, 201 * COLUMNS])
    assert ring(cells, 1, 1)[0].max() == 1


def test_a_ring_sums_what_is_there() -> None:
    cells = np.array([1000, 1001, 1003])
    values = np.array([[1, 10], [2, 20], [4, 40]], dtype=np.float32)
    assert summed(values, ring(cells, 1, 1)).tolist() == [[2, 20], [1, 10], [0, 0]]
    assert summed(values, ring(cells, 0, 2)).tolist() == [[3, 30], [7, 70], [6, 60]]

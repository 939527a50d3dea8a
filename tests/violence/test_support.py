"""Distributions over cells keep what they are given."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from peaceops.evaluate.scores import BIN_EDGES
from peaceops.violence.models import support

deaths = st.lists(st.integers(0, 55_000), min_size=1, max_size=30)


@given(deaths)
def test_a_number_lies_in_its_cell(values: list[int]) -> None:
    numbers = np.array(values, dtype=float)
    cells = support.cells_of(numbers)
    assert (support.EDGES[cells] <= numbers).all()
    assert (numbers < support.EDGES[cells + 1]).all()


def test_no_cell_straddles_two_bins_of_the_challenge() -> None:
    low = np.searchsorted(BIN_EDGES, support.EDGES[:-1], side="right")
    high = np.searchsorted(BIN_EDGES, support.EDGES[1:] - 1, side="right")
    np.testing.assert_array_equal(low, high)


@given(deaths)
def test_quantiles_lie_in_the_cells_that_were_counted(values: list[int]) -> None:
    numbers = np.array(values, dtype=float)
    shares = support.counted(numbers, np.ones(1))
    drawn = support.quantiles(shares, 200)
    assert set(support.cells_of(drawn)) <= set(support.cells_of(numbers))
    assert (np.diff(drawn) >= 0).all()


@given(deaths, st.floats(0.05, 0.8))
def test_smoothing_leaves_the_probability_of_no_deaths(values: list[int], spread: float) -> None:
    shares = support.counted(np.array(values, dtype=float), np.ones(1))
    smooth = support.smoothed(shares, spread)
    np.testing.assert_allclose(smooth[0], shares[0], atol=1e-12)
    np.testing.assert_allclose(smooth.sum(), 1)


def test_linking_reorders_draws_and_changes_none() -> None:
    values = np.sort(np.random.default_rng(1).poisson(9, (2, 6, 500)).astype(float), axis=-1)
    linked = support.linked(values, np.random.default_rng(2))
    np.testing.assert_array_equal(np.sort(linked, axis=-1), values)
    assert np.corrcoef(linked[0, 0], linked[0, 1])[0, 1] > 0.7

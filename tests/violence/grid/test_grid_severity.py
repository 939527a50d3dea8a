"""Severity: shares of sizes within classes, bounded, and read off at levels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.violence.grid.severity import CLASSES, class_of, numbers_at, severity_of
from peaceops.violence.models import support


@given(st.lists(st.integers(1, 30_000), min_size=1, max_size=60))
def test_each_class_holds_its_own_sizes_up_to_the_worst_seen(deaths: list[int]) -> None:
    shares = severity_of(np.array(deaths), np.ones(len(deaths)))
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    for one, row in enumerate(shares):
        held = support.EDGES[:-1][row > 0]
        assert (class_of(held) == one).all()
    worst = support.EDGES[:-1][shares[-1] > 0].max()
    assert worst <= max(*deaths, 2 * CLASSES[-1])


def test_what_was_seen_more_often_is_likelier() -> None:
    shares = severity_of(np.array([6, 6, 6, 6, 9]), np.ones(5))
    of_six, of_nine = (shares[class_of(np.array([6]))[0], deaths] for deaths in (6, 9))
    assert of_six > 2 * of_nine
    assert of_nine > shares[class_of(np.array([6]))[0], 8] > 0


def test_numbers_follow_the_shares() -> None:
    shares = np.zeros((2, support.CELLS))
    shares[0, [1, 5]] = 0.75, 0.25
    shares[1, 2] = 1
    levels = np.array([0.1, 0.7, 0.8, 0.99, 0.0, 0.5])
    cases = np.array([0, 0, 0, 0, 1, 1])
    assert numbers_at(shares, cases, levels).tolist() == [1, 1, 5, 5, 2, 2]


@given(st.integers(0, 2**31), st.integers(1, 5))
def test_numbers_rise_with_the_level_and_keep_the_mean(seed: int, cases: int) -> None:
    rng = np.random.default_rng(seed)
    shares = np.zeros((cases, support.CELLS))
    shares[:, 1:27] = rng.dirichlet(np.full(26, 0.2), cases)
    levels = (np.arange(4000) + rng.random()) / 4000
    case = np.repeat(np.arange(cases), 4000)
    numbers = numbers_at(shares, case, np.tile(levels, cases)).reshape(cases, 4000)
    assert (np.diff(numbers) >= 0).all()
    means = shares[:, 1:27] @ np.arange(1, 27)
    assert numbers.mean(axis=1) == pytest.approx(means, abs=0.05)

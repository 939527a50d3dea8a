"""Conflictology repeats the past year: month by month exactly, over months with persistence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.violence.conflictology import conflictology, paths, severity_places


def test_every_month_ahead_has_the_same_twelve_draws() -> None:
    history = np.arange(24.0).reshape(2, 12)
    draws = conflictology(history, 5)
    assert draws.shape == (2, 5, 12)
    for month in range(5):
        np.testing.assert_array_equal(draws[:, month], history)


@given(st.integers(0, 2**32), st.integers(1, 14), st.sampled_from([12, 60, 240]))
def test_every_past_month_occurs_equally_often_in_every_month_ahead(
    seed: int, months: int, draws: int
) -> None:
    places = severity_places(12, months, draws, np.random.default_rng(seed))
    for month in places:
        np.testing.assert_array_equal(np.bincount(month, minlength=12), draws // 12)


def test_bad_months_follow_bad_ones_as_told() -> None:
    def correlation(persistence: float) -> float:
        rng = np.random.default_rng(1)
        places = severity_places(12, 12, 6000, rng, persistence)
        return float(np.corrcoef(places[4], places[5])[0, 1])

    assert correlation(0.9) == pytest.approx(0.89, abs=0.02)
    assert abs(correlation(0.0)) < 0.05


def test_the_types_of_a_draw_come_from_one_past_month() -> None:
    history = np.array([[m, 10 * m, 100 * m] for m in (3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8)], float)
    drawn = paths(history, severity_places(12, 12, 120, np.random.default_rng(2)))
    assert drawn.shape == (3, 12, 120)
    np.testing.assert_array_equal(drawn[1], 10 * drawn[0])
    np.testing.assert_array_equal(drawn[2], 100 * drawn[0])
    assert set(drawn[0].ravel()) == set(history[:, 0])


def test_the_mean_total_is_the_past_year() -> None:
    history = np.array([0, 0, 5, 1, 0, 40, 3, 0, 0, 7, 2, 2.0])[:, None]
    drawn = paths(history, severity_places(12, 12, 1200, np.random.default_rng(3)))
    assert drawn[0].sum(axis=0).mean() == pytest.approx(history.sum())


def test_persistence_widens_totals() -> None:
    history = np.array([0, 0, 5, 1, 0, 40, 3, 0, 0, 7, 2, 2.0])[:, None]
    spread = [
        paths(history, severity_places(12, 12, 1200, np.random.default_rng(3), rho))[0].sum(0).std()
        for rho in (0.0, 0.5, 0.9)
    ]
    assert spread[0] < spread[1] < spread[2]

"""Intervals are drawn in where past ones were too wide, and the far tail stays."""

from __future__ import annotations

import numpy as np
import pytest

from peaceops.domain.arrays import Floats
from peaceops.violence.models import support
from peaceops.violence.models.narrowing import FAR, NARROWER, narrowed

DEATHS = np.random.default_rng(5).lognormal(4.0, 1.2, (3, 1, 40_000)).round()


@pytest.fixture(scope="module")
def shares() -> Floats:
    """Three countries, one month ahead."""
    return support.counted(DEATHS, np.ones(1))


def ends(shares: Floats) -> tuple[float, float, float]:
    low, middle, high = np.quantile(support.quantiles(shares[0, 0], 1000), [0.05, 0.5, 0.95])
    return float(low), float(middle), float(high)


@pytest.mark.parametrize("kind", NARROWER)
def test_the_interval_is_narrower_around_the_same_median(shares: Floats, kind: str) -> None:
    moved = narrowed(shares, kind, np.array([3, 3, 3]))
    np.testing.assert_allclose(moved.sum(axis=-1), 1)
    assert (moved >= 0).all()
    (low, middle, high), (new_low, new_middle, new_high) = ends(shares), ends(moved)
    assert low < new_low < new_high < high
    assert new_middle == pytest.approx(middle, abs=1)


def test_the_worst_hundredth_stays_as_likely_as_it_was(shares: Floats) -> None:
    moved = narrowed(shares, "state_based", np.array([2, 2, 2]))
    before, after = (1 - part[0, 0].cumsum() for part in (shares, moved))
    far = before < FAR
    np.testing.assert_allclose(after[far], before[far], atol=1e-12)
    assert far.sum() > 5


def test_where_no_deaths_were_and_where_none_was_too_wide_nothing_moves(shares: Floats) -> None:
    levels = np.array([0, 3, 0])
    moved = narrowed(shares, "state_based", levels)
    np.testing.assert_array_equal(moved[[0, 2]], shares[[0, 2]])
    assert (moved[1] != shares[1]).any()
    np.testing.assert_array_equal(narrowed(shares, "non_state", levels), shares)


def test_a_country_that_is_mostly_quiet_keeps_its_chance_of_quiet_near(shares: Floats) -> None:
    """With no deaths in seven of ten draws, quiet becomes likelier and never certain."""
    quiet = 0.3 * shares
    quiet[..., 0] += 0.7
    moved = narrowed(quiet, "one_sided", np.array([1, 1, 1]))
    assert (quiet[..., 0] < moved[..., 0]).all()
    assert (moved[..., 0] < 0.75).all()

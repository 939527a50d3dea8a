"""The effect of strength: a ratio that stays, applied once, and wide."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.options.estimation.ppml import estimate
from peaceops.options.troop_effect import (
    CLAIMED,
    DEATHS,
    MOST,
    POOLS,
    effect_draws,
    interval,
    ratio,
)


def test_22_deaths_a_month_become_6_and_stay_6() -> None:
    published = np.array([POOLS["state_based"][0].log_ratio])
    change = np.full((12, 1), 10_000.0)
    after = 22 * ratio(published, change)
    assert after[:, 0] == pytest.approx(np.full(12, 6.0))


def test_no_change_leaves_every_draw_as_it_is() -> None:
    for kind in DEATHS:
        effects = effect_draws(kind, 500, 0)
        assert (ratio(effects, np.zeros((12, 500))) == 1).all()


@given(st.floats(-50_000, 50_000), st.integers(0, 100))
def test_deaths_are_never_negative_nor_carried_past_the_data(change: float, seed: int) -> None:
    for kind in DEATHS:
        values = ratio(effect_draws(kind, 40, seed), np.full((3, 40), change))
        assert (values >= 1 / MOST - 1e-12).all()
        assert (values <= MOST + 1e-12).all()


@pytest.mark.parametrize("kind", CLAIMED)
def test_the_interval_holds_published_and_own_values(kind: str) -> None:
    _, low, high = interval(kind)
    for study in POOLS[kind]:
        assert low <= study.ratio[0] <= high, study.name


def test_no_effect_is_claimed_on_the_government() -> None:
    assert (effect_draws("one_sided_government", 100, 0) == 0).all()


def test_leaving_undoes_what_coming_did_within_bounds() -> None:
    effect = np.array([-0.5])
    there, back = (ratio(effect, np.array([[change]])) for change in (5_000.0, -5_000.0))
    assert there * back == pytest.approx(1.0)


def test_a_known_ratio_is_estimated_back() -> None:
    rng = np.random.default_rng(3)
    dose = rng.random(4000)
    counts = rng.poisson(np.exp(0.7 - 0.9 * dose)).astype(float)
    fitted = estimate(
        counts, np.column_stack([np.ones(4000), dose]), np.arange(4000) // 20, which=1, name="made"
    )
    assert fitted.log_ratio == pytest.approx(-0.9, abs=3 * fitted.error)
    assert 0.01 < fitted.error < 0.1


def test_what_the_data_do_not_fix_is_refused() -> None:
    counts = np.array([5.0, 0, 0, 0] * 5)
    dose = np.array([0.0, 1, 1, 1] * 5)
    with pytest.raises(ValueError, match="do not fix"):
        estimate(
            counts, np.column_stack([np.ones(20), dose]), np.arange(20) % 4, which=1, name="made"
        )
    with pytest.raises(ValueError, match="0 counted"):
        estimate(
            np.zeros(20), np.column_stack([np.ones(20), dose]), np.arange(20), which=1, name="made"
        )

"""Scores agree with cases worked by hand, with scoringrules, and with what a score must obey."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scoringrules
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from peaceops.evaluate import scores

deaths = st.floats(0, 2000, allow_nan=False).map(lambda value: round(value, 3))
cases = st.integers(2, 15).flatmap(
    lambda count: st.tuples(
        arrays(float, (3, count), elements=deaths), arrays(float, 3, elements=deaths)
    )
)


def test_the_crps_worked_by_hand() -> None:
    # Draws 0 and 4, outcome 1: mean error (1 + 3) / 2 = 2; distances over 4 pairs 0 + 4 + 4 + 0,
    # half their mean is 1; over the 2 pairs of different draws, half their mean is 2.
    assert scores.crps([0, 4], 1) == 1
    assert scores.fair_crps([0, 4], 1) == 0
    assert scores.crps([3], 10) == 7


def test_the_ignorance_worked_by_hand() -> None:
    # Bins 0, 1-2, 3-5 hold 1, 2, 1 of four draws; the outcome 2 is in the second of 11 bins.
    assert scores.ignorance([0, 1, 2, 5], 2) == pytest.approx(-math.log2(3 / 15))
    assert scores.ignorance([0, 1, 2, 5], 2, weight=1000) == pytest.approx(-math.log2(501 / 1011))
    assert scores.ignorance([0] * 1000, 5000) == pytest.approx(math.log2(1011))


def test_an_edge_belongs_to_the_bin_above_it() -> None:
    assert scores.ignorance([0.5], 1) < scores.ignorance([0.49], 1)
    assert scores.ignorance([1000.5], 9999) < scores.ignorance([1000.4], 9999)


def test_the_interval_score_worked_by_hand() -> None:
    draws = np.arange(101.0)  # 5 and 95 are the ends of the 90 % interval
    assert scores.interval_score(draws, 50) == pytest.approx(90)
    assert scores.interval_score(draws, 3) == pytest.approx(90 + 20 * 2)
    assert scores.interval_score(draws, 100) == pytest.approx(90 + 20 * 5)
    assert scores.covered(draws, 95)
    assert not scores.covered(draws, 95.5)


@given(cases)
def test_scoringrules_agrees(case: tuple[np.ndarray, np.ndarray]) -> None:
    draws, outcomes = case
    plain = scoringrules.crps_ensemble(outcomes, draws, estimator="nrg")
    fair = scoringrules.crps_ensemble(outcomes, draws, estimator="fair")
    np.testing.assert_allclose(scores.crps(draws, outcomes), plain, atol=1e-8)
    np.testing.assert_allclose(scores.fair_crps(draws, outcomes), fair, atol=1e-8)
    low, high = np.quantile(draws, [0.05, 0.95], axis=-1)
    interval = scoringrules.interval_score(outcomes, low, high, 0.1)
    np.testing.assert_allclose(scores.interval_score(draws, outcomes), interval, atol=1e-7)


@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_draws_does_not_matter(
    case: tuple[np.ndarray, np.ndarray], random: object
) -> None:
    draws, outcomes = case
    order = list(range(draws.shape[1]))
    random.shuffle(order)  # type: ignore[attr-defined]
    for score in (scores.crps, scores.fair_crps, scores.ignorance, scores.interval_score):
        np.testing.assert_allclose(
            score(draws[:, order], outcomes), score(draws, outcomes), atol=1e-9
        )


@given(cases, st.floats(0.01, 100))
def test_crps_and_interval_score_scale_with_the_unit(
    case: tuple[np.ndarray, np.ndarray], factor: float
) -> None:
    draws, outcomes = case
    for score in (scores.crps, scores.fair_crps, scores.interval_score):
        np.testing.assert_allclose(
            score(draws * factor, outcomes * factor), score(draws, outcomes) * factor,
            rtol=1e-6, atol=1e-6,
        )  # fmt: skip


@given(arrays(float, 4, elements=deaths), st.integers(2, 30))
def test_a_perfect_forecast_scores_zero(outcomes: np.ndarray, count: int) -> None:
    draws = np.repeat(outcomes[:, None], count, axis=1)
    for score in (scores.crps, scores.fair_crps, scores.interval_score):
        np.testing.assert_allclose(score(draws, outcomes), 0, atol=1e-9)


@given(cases)
def test_scores_are_not_negative_and_replication_leaves_the_crps(
    case: tuple[np.ndarray, np.ndarray],
) -> None:
    draws, outcomes = case
    assert (scores.crps(draws, outcomes) >= -1e-9).all()
    assert (scores.ignorance(draws, outcomes) > 0).all()
    twice = np.repeat(draws, 3, axis=1)
    np.testing.assert_allclose(
        scores.crps(twice, outcomes), scores.crps(draws, outcomes), atol=1e-8
    )
    np.testing.assert_allclose(
        scores.ignorance(twice, outcomes, weight=1000),
        scores.ignorance(draws, outcomes, weight=1000),
    )


def test_the_fair_crps_of_few_draws_is_right_on_average() -> None:
    rng = np.random.default_rng(5)
    outcomes = rng.gamma(0.5, 100, 20_000)
    few = scores.fair_crps(rng.gamma(0.5, 100, (20_000, 4)), outcomes).mean()
    many = scores.fair_crps(rng.gamma(0.5, 100, (20_000, 100)), outcomes).mean()
    plain = scores.crps(rng.gamma(0.5, 100, (20_000, 4)), outcomes).mean()
    assert abs(few / many - 1) < 0.05
    assert plain / many > 1.15


def test_resampling_keeps_the_size_asked_for_and_nothing_below_zero() -> None:
    draws = np.array([[0, 0, 9, 0, 0, 0, 3, 0, 0, 0, 0, 1.0]])
    resampled = scores.challenge_resample(draws)
    assert resampled.shape == (1, 1000)
    assert resampled.min() == 0
    np.testing.assert_allclose(scores.challenge_resample(draws, 12), draws)
    np.testing.assert_allclose(scores.challenge_resample(draws, 24)[0, ::2], draws[0], atol=1e-12)


@pytest.mark.parametrize(
    ("draws", "outcomes", "said"),
    [
        ([[1, 2], [3, 4]], [1, 2, 3], "do not fit outcomes"),
        ([1, 2], [1, 2], "draws need one axis more"),
        ([[]], [1], "there are no draws"),
        ([[1, float("nan")]], [1], "finite"),
        ([[1, 2]], [float("inf")], "finite"),
    ],
)
def test_bad_input_is_refused(draws: list, outcomes: list, said: str) -> None:
    for score in (scores.crps, scores.fair_crps, scores.ignorance, scores.interval_score):
        with pytest.raises(ValueError, match=said):
            score(draws, outcomes)


def test_what_a_score_cannot_say_is_refused() -> None:
    with pytest.raises(ValueError, match="at least two draws"):
        scores.fair_crps([[1]], [1])
    with pytest.raises(ValueError, match="below the first edge"):
        scores.ignorance([[-1, 2]], [1])
    with pytest.raises(ValueError, match="level must lie between"):
        scores.interval_score([[1, 2]], [1], level=1)

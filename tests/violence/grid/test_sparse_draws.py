"""Sparse draws hold what dense ones do, and are scored alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from peaceops.evaluate import scores as dense_scores
from peaceops.violence.grid.draws import joined, sparse
from peaceops.violence.grid.scores import SCORES, scored

# Mostly zero, as cells are, with ties and large numbers among the rest.
deaths = st.one_of(st.just(0), st.just(0), st.integers(0, 4), st.integers(0, 3000))
blocks = st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(2, 30)).flatmap(
    lambda shape: st.tuples(
        arrays(np.int32, shape, elements=deaths), arrays(np.int32, shape[:2], elements=deaths)
    )
)


@given(blocks)
def test_nothing_is_lost(block: tuple[np.ndarray, np.ndarray]) -> None:
    draws, _outcomes = block
    held = sparse(draws)
    np.testing.assert_array_equal(held.dense(), draws)
    np.testing.assert_allclose(held.expected(), draws.mean(axis=-1))
    np.testing.assert_allclose(held.at_least(3), (draws >= 3).mean(axis=-1))
    np.testing.assert_array_equal(held.total().dense()[:, 0], draws.sum(axis=1))
    for level in (0.05, 0.5, 0.9):
        np.testing.assert_allclose(held.quantile(level), np.quantile(draws, level, axis=-1))


@given(blocks)
def test_scores_are_those_of_dense_draws(block: tuple[np.ndarray, np.ndarray]) -> None:
    draws, outcomes = block
    found = scored(sparse(draws), outcomes)
    assert set(found) == set(SCORES)
    expected = {
        "crps": dense_scores.crps(draws, outcomes),
        "crps_fair": dense_scores.fair_crps(draws, outcomes),
        "ign": dense_scores.ignorance(draws, outcomes, weight=1000),
        "mis": dense_scores.interval_score(draws, outcomes),
        "brier": ((draws > 0).mean(axis=-1) - (outcomes > 0)) ** 2,
    }
    for name, values in expected.items():
        np.testing.assert_allclose(found[name], values, atol=1e-9, err_msg=name)


@given(blocks, st.randoms())
def test_the_order_of_draws_and_cells_is_no_matter(block, random) -> None:
    draws, outcomes = block
    order = list(range(draws.shape[2]))
    random.shuffle(order)
    first, second = scored(sparse(draws), outcomes), scored(sparse(draws[:, :, order]), outcomes)
    turned = scored(sparse(draws[::-1]), outcomes[::-1])
    for name in SCORES:
        np.testing.assert_allclose(first[name], second[name])
        np.testing.assert_allclose(first[name][::-1], turned[name])


def test_scores_worked_by_hand() -> None:
    # Draws 0, 0, 0, 4 for the outcome 1: errors 1, 1, 1, 3, mean 1.5; distances over 16 pairs add
    # up to 24, half their mean is 0.75; over the 12 pairs of different draws, half is 1.
    found = scored(sparse(np.array([[[0, 0, 0, 4]]], dtype=np.int32)), np.array([[1]]))
    assert found["crps"].item() == 0.75
    assert found["crps_fair"].item() == 0.5
    assert found["brier"].item() == 0.75**2
    # No draw lies in the bin of one and two deaths.
    assert found["ign"].item() == pytest.approx(np.log2(1011))


def test_coverage_counts_the_ends_of_the_interval() -> None:
    draws = sparse(np.arange(101, dtype=np.int32)[None, None, :].repeat(4, axis=1))
    outcomes = np.array([[5, 95, 4, 96]])
    assert scored(draws, outcomes)["coverage_90"].tolist() == [[1, 1, 0, 0]]


def test_a_perfect_forecast_has_no_error() -> None:
    draws = np.full((2, 3, 50), 7, dtype=np.int32)
    found = scored(sparse(draws), np.full((2, 3), 7))
    assert not found["crps"].any()
    assert not found["mis"].any()


def test_many_cells_are_scored_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(6)
    draws = sparse(rng.poisson(0.5, (10, 3, 20)).astype(np.int32))
    outcomes = rng.poisson(0.5, (10, 3)).astype(np.int32)
    whole = scored(draws, outcomes)
    monkeypatch.setattr("peaceops.violence.grid.scores.CHUNK", 4)
    for name, values in scored(draws, outcomes).items():
        np.testing.assert_array_equal(values, whole[name])


def test_cells_are_chosen_and_joined() -> None:
    draws = np.random.default_rng(2).poisson(0.4, (6, 3, 20)).astype(np.int32)
    held = sparse(draws)
    np.testing.assert_array_equal(held.select(np.array([4, 1])).dense(), draws[[4, 1]])
    parts = [held.select(np.arange(2)), held.select(np.arange(2, 6))]
    np.testing.assert_array_equal(joined(parts).dense(), draws)


def test_what_does_not_fit_is_refused() -> None:
    held = sparse(np.zeros((2, 3, 5), dtype=np.int32))
    with pytest.raises(ValueError, match=r"outcomes of shape \(3, 2\) do not fit 2 cells of 3"):
        scored(held, np.zeros((3, 2), dtype=np.int32))
    with pytest.raises(ValueError, match="outcomes must not lie below zero"):
        scored(held, np.full((2, 3), -1, dtype=np.int32))
    with pytest.raises(ValueError, match="draws of deaths cannot be below zero"):
        sparse(np.full((1, 1, 2), -1, dtype=np.int32))
    with pytest.raises(ValueError, match="ask for one or more"):
        held.at_least(0)

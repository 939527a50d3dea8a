"""The forecaster's pool: what its members are made of, and weights learned from the past alone."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.edition.view import View
from peaceops.violence.country_months import CountryMonthPanel, country_month_panel
from peaceops.violence.models import MODELS, ratios, support
from peaceops.violence.models.features import same_months_before
from peaceops.violence.models.pool import (
    LEVELS,
    MEMBERS,
    _shipped,
    fit_pool,
    level_of,
    pooled,
    weights_at,
)
from peaceops.violence.protocol import challenge_windows
from peaceops.violence.protocol.learning import LEAST_CASES, Record, learned, record_of
from violence.made import month_rows, violent_edition

EVEN = 1 / len(MEMBERS)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> CountryMonthPanel:
    folder: Path = tmp_path_factory.mktemp("edition")
    rows = month_rows(first=date(2005, 1, 1))
    return country_month_panel(View(violent_edition(folder / "e", rows), date.max))


def made_record(best: int, *, months: int = 24, cases: int = 40) -> Record:
    """A record in which one member foretold every outcome and the others were far off."""
    number = months * cases
    distance = np.full(len(MEMBERS), 10.0)
    distance[best] = 0.1
    hits = np.full(len(MEMBERS), 0.05)
    hits[best] = 0.9
    return Record(
        months=np.repeat(2010 * 12 + np.arange(months), cases),
        level=np.full(number, 2),
        pairs=np.broadcast_to(np.outer(distance, distance), (number, 5, 5)).copy(),
        hits=np.broadcast_to(hits, (number, 5)).copy(),
        crps=np.full(number, 50.0),
        ignorance=np.full(number, 2.0),
        mean=np.full(number, 10.0),
    )


@pytest.mark.parametrize("best", range(len(MEMBERS)))
def test_the_better_member_gets_the_weight(best: int) -> None:
    weights = learned(made_record(best), date(2020, 1, 1))[2]
    assert weights.sum() == pytest.approx(1)
    assert weights.argmax() == best
    assert weights[best] > 0.9


def test_a_level_with_few_cases_keeps_equal_weights() -> None:
    few = made_record(0, cases=LEAST_CASES // 24 - 1)
    np.testing.assert_allclose(learned(few, date(2020, 1, 1)), EVEN)


def test_weights_rest_on_outcomes_known_by_the_date_alone() -> None:
    """A planted leak would show: after 2010 another member is the better one."""
    early, late = made_record(1), made_record(3)
    after = early.months > 2010 * 12 + 11
    mixed = Record(
        *(
            np.where(after.reshape(-1, *[1] * (one.ndim - 1)), other, one)
            for one, other in (
                (getattr(early, field.name), getattr(late, field.name)) for field in fields(Record)
            )
        )
    )
    until = date(2010, 12, 1)
    np.testing.assert_array_equal(learned(mixed, until), learned(early, until))
    assert (learned(mixed, date(2020, 1, 1)) != learned(early, until)).any()


def test_the_record_of_members_does_not_move_with_later_months(world: CountryMonthPanel) -> None:
    until = date(2022, 10, 1)
    windows = challenge_windows(2022, 2022)
    deaths = world.deaths.copy()
    deaths[:, :, world.index(until) + 1 :] = 7_777
    quiet = {"each": lambda _: None}
    cut = record_of(world.until(until), "state_based", windows, **quiet)
    whole = record_of(replace(world, deaths=deaths), "state_based", windows, **quiet)
    known = whole.months <= until.year * 12 + until.month - 1
    assert known.sum() == len(cut.months) == 3 * 10
    np.testing.assert_array_equal(whole.pairs[known], cut.pairs)
    np.testing.assert_array_equal(whole.hits[known], cut.hits)


def test_a_pools_crps_is_the_quadratic_form_of_its_record(world: CountryMonthPanel) -> None:
    """The record's shortcut gives the CRPS that the pool's own distribution has."""
    (window,) = challenge_windows(2022, 2022)
    record = record_of(world, "state_based", (window,), each=lambda _: None)
    weights = np.array([0.1, 0.2, 0.3, 0.25, 0.15])
    past = world.until(window.origin)
    members = fit_pool(past, "state_based", window.leads).members(past, "state_based", window.leads)
    mixed = sum(weights[n] * members[name] for n, name in enumerate(MEMBERS))
    outcomes = world.of("state_based")[:, world.index(window.origin) + np.array(window.leads)]
    step = np.arange(support.CELLS) >= support.cells_of(outcomes)[..., None]
    exact = (((mixed.cumsum(axis=-1) - step) ** 2) * support.WIDTHS).sum(axis=-1)
    short = np.einsum("nij,i,j->n", record.pairs, weights, weights)
    np.testing.assert_allclose(short, exact.ravel(), rtol=1e-9)


@pytest.mark.parametrize("target", VIOLENCE_TYPES)
def test_shipped_weights_are_whole_and_taken_as_known_on_the_origin(target: str) -> None:
    np.testing.assert_allclose(weights_at(target, date(1999, 1, 1)), EVEN)
    shipped = _shipped().filter(target=target)
    learned_on = sorted(shipped["learned_until"].unique())
    assert all(day.month == 10 for day in learned_on)
    for day in learned_on:
        weights = weights_at(target, day)
        assert weights.shape == (len(LEVELS) + 1, len(MEMBERS))
        np.testing.assert_allclose(weights.sum(axis=1), 1, atol=0.005)
    for earlier, later in pairwise(learned_on):
        day_before = date(later.year, later.month - 1, 1)
        np.testing.assert_array_equal(weights_at(target, day_before), weights_at(target, earlier))


def test_the_pool_is_a_distribution_weighed_by_level(world: CountryMonthPanel) -> None:
    level = level_of(world, "state_based")
    # Made deaths are Poisson of 20, 40 and 60 a month.
    assert level.tolist() == [2, 3, 3]
    weights = weights_at("state_based", world.origin)
    members = fit_pool(world, "state_based", (1, 6)).members(world, "state_based", (1, 6))
    np.testing.assert_allclose(pooled(members, weights[level]).sum(axis=-1), 1)
    for n, name in enumerate(MEMBERS):
        alone = pooled(members, np.eye(len(MEMBERS))[[n] * len(level)])
        np.testing.assert_allclose(alone, members[name])


def test_a_ratio_is_brought_to_the_cells_around_the_level() -> None:
    one = np.zeros((1, len(ratios.MIDDLES)))
    one[0, np.abs(ratios.MIDDLES - 0.025).argmin()] = 1.0
    args = np.array([0.25]), np.log([100.0]), np.ones(1), 1e6
    shares = ratios.cells(one, *args)[0]
    assert shares.sum() == pytest.approx(1)
    assert shares[0] == pytest.approx(0.25, abs=1e-6)
    held = support.EDGES[:-1][shares > 0.01]
    assert held.tolist()[0] == 0
    assert 94 <= held[1:].min() <= 101
    assert held.max() <= 106


def test_nothing_larger_than_the_largest_month_is_expected() -> None:
    flat = np.full((1, len(ratios.MIDDLES)), 1 / len(ratios.MIDDLES))
    shares = ratios.cells(flat, np.zeros(1), np.log([5e4]), np.ones(1), 20_000.0)[0]
    assert shares[support.EDGES[1:] > 20_000].max() < 1e-9
    assert shares.sum() == pytest.approx(1)


def test_the_same_months_of_earlier_years_and_none_not_yet_known() -> None:
    deaths = np.expm1(np.arange(48.0)[None] / 10)
    zero = np.zeros(3, dtype=np.int64)
    leads = np.array([3, 11, 12])
    found = same_months_before(deaths, zero, zero + 40, leads)
    # Three months around 31 and 19, 39 and 27; a year before lead 12 is not whole, so 28 and 28.
    np.testing.assert_allclose(found, [[3.1, 1.9], [3.9, 2.7], [2.8, 2.8]])


@pytest.mark.parametrize("name", ["forecaster", "relative", "log_linear"])
@pytest.mark.parametrize("deaths", [0, 7])
def test_a_world_with_next_to_no_violence_is_forecast_quiet(name: str, deaths: int) -> None:
    quiet = np.zeros((3, 4, 120))
    quiet[0, 0, 60:63] = deaths
    calm = CountryMonthPanel(
        ("A", "B", "C", "D"), date(2005, 1, 1), quiet, np.zeros((4, 4), dtype=np.bool_)
    )
    draws = MODELS[name](calm, "state_based", (1, 2, 3), seed=0)
    assert draws.shape == (4, 3, 1000)
    assert np.median(draws) == 0
    assert draws.max() <= 50

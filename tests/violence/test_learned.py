"""What the forecaster learns is learned once a year, and an edition can hold it."""

from __future__ import annotations

from datetime import date

import lightgbm as lgb
import numpy as np
import pytest

from peaceops.edition import Edition
from peaceops.edition.view import View
from peaceops.violence import learned as learned_module
from peaceops.violence import yearly_fits
from peaceops.violence.country_months import CountryMonthPanel, country_month_panel
from peaceops.violence.draws_cache import draws_by_type
from peaceops.violence.learned import Learned, learned_from, october_of
from peaceops.violence.models.boosting import Trees, boosted
from violence.made import violent_edition

DAY = date(2023, 6, 16)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return violent_edition(tmp_path_factory.mktemp("violent"))


@pytest.fixture(scope="module")
def view(edition: Edition) -> View:
    return edition.as_of(DAY)


@pytest.fixture(scope="module")
def world(view: View) -> CountryMonthPanel:
    return country_month_panel(view)


def test_a_forecast_of_june_rests_on_what_was_learned_by_october(world: CountryMonthPanel) -> None:
    assert world.origin == date(2023, 4, 1)
    assert october_of(world) == date(2022, 10, 1)
    past = learned_from(world)
    assert past is not None and past.origin == date(2022, 10, 1)


def test_from_an_october_it_learns_from_all_months_known(world: CountryMonthPanel) -> None:
    known = world.until(date(2022, 10, 1))
    assert learned_from(known) is known


def test_too_few_months_teach_nothing(world: CountryMonthPanel) -> None:
    assert learned_from(world.until(date(world.first.year + 4, 9, 1))) is None


def test_an_edition_s_fits_draw_what_fits_made_now_draw(
    view: View, world: CountryMonthPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEACEOPS_CACHE", "off")
    kept = Learned(world, yearly_fits(view))
    fresh = Learned(world)
    assert kept.key and not fresh.key
    monkeypatch.setattr(lgb, "train", None)  # the kept ones are read, not grown again
    drawn = draws_by_type(world, "MLI", 6, learned=kept)
    monkeypatch.undo()
    monkeypatch.setenv("PEACEOPS_CACHE", "off")
    np.testing.assert_array_equal(drawn, draws_by_type(world, "MLI", 6, learned=fresh))


def test_what_was_learned_of_december_and_january_is_kept_with_the_fits(
    view: View, world: CountryMonthPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Learned(world, yearly_fits(view))
    monkeypatch.setattr(lgb, "train", None)  # it is asked for without the trees
    monkeypatch.setattr(learned_module, "learned_turn_of_year", None)
    from_table = kept.turn_of_year("one_sided").factors
    np.testing.assert_array_equal(from_table, kept.pool("one_sided", 6).turn_of_year.factors)
    monkeypatch.undo()
    np.testing.assert_array_equal(from_table, Learned(world).turn_of_year("one_sided").factors)


def test_as_many_months_teach_as_are_needed_to_have_seen_every_month_ahead(
    world: CountryMonthPanel,
) -> None:
    """Three years before the first case, and as many months after it as are forecast."""
    october = date(world.first.year + 4, 10, 1)  # the 58th month
    past = learned_from(world.until(october))
    assert past is not None and past.deaths.shape[2] == 58
    assert learned_from(world.until(october), 22) is None
    assert learned_from(world.until(october), 21) is not None


def test_a_fit_is_known_twenty_days_after_its_october(view: View) -> None:
    rows = yearly_fits(view)
    assert rows["learned_until"].max() == date(2022, 10, 1)
    assert rows.filter(learned_until=date(2022, 10, 1))["known_on"].unique().to_list() == [
        date(2022, 11, 20)
    ]


def test_trees_as_arrays_give_the_odds_of_the_learner_that_grew_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    grown: list[lgb.Booster] = []
    train = lgb.train
    monkeypatch.setattr(
        lgb, "train", lambda *args, **named: grown.append(train(*args, **named)) or grown[-1]
    )
    rng = np.random.default_rng(1)
    inputs = rng.normal(size=(2000, 8)).astype(np.float32).astype(np.float64)
    classes = np.digitize(inputs[:, 0] + inputs[:, 1] * inputs[:, 2], [-1, 0, 1])
    trees = boosted(
        inputs,
        classes,
        np.ones(2000),
        number=4,
        rounds=12,
        rate=0.3,
        leaves=6,
        least_in_leaf=20,
        seed=0,
    )
    odds = trees.odds(inputs)
    np.testing.assert_allclose(odds, grown[0].predict(inputs), atol=1e-6)
    np.testing.assert_array_equal(Trees.of_arrays(trees.arrays()).odds(inputs), odds)


def test_a_tree_without_a_split_adds_the_same_to_every_case() -> None:
    inputs = np.zeros((300, 2))
    classes = np.repeat([0, 1, 2], 100)
    trees = boosted(
        inputs,
        classes,
        np.ones(300),
        number=3,
        rounds=2,
        rate=0.3,
        leaves=6,
        least_in_leaf=20,
        seed=0,
    )
    np.testing.assert_allclose(trees.odds(inputs), 1 / 3, atol=1e-6)

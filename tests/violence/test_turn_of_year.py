"""December and January are drawn by their own record, whichever of them holds undated sums."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from peaceops.domain.arrays import Floats
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.edition import open_edition
from peaceops.violence.country_months import CountryMonthPanel, country_month_panel
from peaceops.violence.models.pool import LEVELS, fit_pool, learned_turn_of_year, shares_in_parts
from peaceops.violence.models.turn_of_year import MONTHS, TurnOfYear, fit_turn_of_year

UNITS = tuple(f"U{number:02}" for number in range(20))
FIRST = date(2000, 1, 1)
KIND = "non_state"


def made_world(surplus_in: int | None, *, months: int = 190, seed: int = 3) -> CountryMonthPanel:
    """Deaths of about fifty a month; eight times as many in one calendar month, half the time."""
    rng = np.random.default_rng(seed)
    deaths = rng.poisson(rng.gamma(2.0, 25.0, (3, len(UNITS), months))).astype(np.float64)
    if surplus_in is not None:
        there = np.arange(months) % 12 == surplus_in - 1
        often = rng.random((3, len(UNITS), months)) < 0.5
        deaths = np.where(there & often, 8 * deaths, deaths)
    return CountryMonthPanel(UNITS, FIRST, deaths, np.zeros((20, 20), dtype=np.bool_))


def factors(world: CountryMonthPanel) -> dict[int, float]:
    """Factor of each month at the level that all made countries have."""
    learned = learned_turn_of_year(world, KIND).factors
    level = int(np.digitize(50.0, LEVELS))
    return dict(zip(MONTHS, learned[:, level].tolist(), strict=True))


@pytest.mark.parametrize(("month", "other"), [(12, 1), (1, 12)])
def test_the_surplus_is_found_in_the_month_that_holds_it(month: int, other: int) -> None:
    learned = factors(made_world(month))
    assert learned[month] < 0.75
    assert learned[other] > 0.9


def test_a_record_without_a_surplus_leaves_both_months_as_they_are() -> None:
    assert list(factors(made_world(None)).values()) == pytest.approx([1.0, 1.0], abs=0.1)


def test_a_few_cases_move_a_factor_less_than_many() -> None:
    world = made_world(1)
    few = replace(world, deaths=world.deaths[:, :, :40])
    assert factors(world)[1] < factors(few)[1] < 1


def test_a_year_that_has_not_reached_october_teaches_nothing() -> None:
    """The last January counts once the months to October that it is held against are known."""
    world = made_world(None, months=12 * 15 + 10)
    raised = world.deaths.copy()
    raised[:, :, -10] *= 50  # the last January
    planted = replace(world, deaths=raised)
    october, july = planted.origin, date(planted.origin.year, 7, 1)
    assert october.month == 10
    unmoved = fit_turn_of_year(world.until(july), KIND, LEVELS).factors
    np.testing.assert_array_equal(
        fit_turn_of_year(planted.until(july), KIND, LEVELS).factors, unmoved
    )
    assert factors(planted)[1] < factors(world)[1]


def test_countries_without_deaths_keep_their_forecast() -> None:
    world = made_world(1)
    assert learned_turn_of_year(world, KIND).factors[:, 0].tolist() == [1.0, 1.0]


def test_the_forecast_of_january_is_raised_and_no_other_month() -> None:
    world = made_world(None, months=94)
    assert world.origin == date(2007, 10, 1)
    fitted = fit_pool(world, KIND, (1, 2, 3, 4))
    even = TurnOfYear(np.ones((2, 5)))
    january = TurnOfYear(np.array([[1.0] * 5, [0.5] * 5]))

    def exceeded(turn: TurnOfYear) -> Floats:
        pool = replace(fitted, turn_of_year=turn)
        shares = shares_in_parts(world, KIND, (1, 2, 3, 4), fitted=pool)
        assert (shares >= 0).all()
        above: Floats = 1 - (shares / shares.sum(axis=-1, keepdims=True)).cumsum(axis=-1)
        return above

    plain, raised = exceeded(even), exceeded(january)
    np.testing.assert_array_equal(raised[:, [0, 1, 3]], plain[:, [0, 1, 3]])
    some = plain[:, 2] > 1e-4
    np.testing.assert_allclose(raised[:, 2][some], plain[:, 2][some] ** 0.5, atol=2e-3)


@pytest.mark.parametrize("kind", VIOLENCE_TYPES)
def test_in_the_series_that_ships_sums_stand_in_january(kind: str) -> None:
    world = country_month_panel(open_edition().as_of(date(2025, 12, 1)))
    december, january = learned_turn_of_year(world.until(date(2025, 10, 1)), kind).factors[:, 1:]
    assert (january < december).all()
    assert (january < 1).all()

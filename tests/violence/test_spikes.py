"""A spike in a war counts in full for its own calendar month alone."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from peaceops.domain.arrays import Floats
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.models import support
from peaceops.violence.models.own_history import OwnHistory, largest_near

MONTHS = 60
ORIGIN = date(2014, 12, 1)


def war(level: float, spike: float) -> CountryMonthPanel:
    """One country at an even level, with a spike eleven months before the last month known."""
    deaths = np.full((3, 1, MONTHS), level)
    deaths[:, :, MONTHS - 12] = spike
    return CountryMonthPanel(("A",), date(2010, 1, 1), deaths, np.zeros((1, 1), dtype=np.bool_))


def chance_above(world: CountryMonthPanel, number: float, **settings: float) -> Floats:
    """Chance of more than a number of deaths one to twelve months ahead."""
    shares = OwnHistory(world_share=0.0, **settings)(world, "state_based", range(1, 13))
    above: Floats = shares[0][:, support.EDGES[:-1] > number].sum(axis=-1)
    return above


def test_a_spike_in_a_war_is_drawn_for_its_own_month_only() -> None:
    world = war(400, 9_000)
    assert world.origin == ORIGIN
    cut = chance_above(world, 4_000, spikes_cut_above=300)
    plain = chance_above(world, 4_000)
    assert (plain > 0.01).all()
    # The spike stands in a January, the first month ahead.
    assert cut[0] == pytest.approx(plain[0])
    assert (cut[1:] < 1e-3).all()


def test_a_spike_outside_a_war_stays() -> None:
    world = war(2, 300)
    np.testing.assert_array_equal(
        chance_above(world, 100, spikes_cut_above=300), chance_above(world, 100)
    )


def test_two_bad_months_are_no_spike() -> None:
    world = war(400, 9_000)
    world.deaths[:, :, MONTHS - 8] = 8_000
    cut = chance_above(world, 4_000, spikes_cut_above=300)
    assert (cut > 0.01).all()


def test_the_largest_month_near_looks_eleven_months_either_way_and_not_at_itself() -> None:
    deaths = np.zeros((1, 30))
    deaths[0, [3, 15]] = 7.0, 5.0
    near = largest_near(deaths)[0]
    assert near[3] == 0.0  # the other lies twelve months on
    assert near[4] == 7.0 and near[14] == 7.0
    assert near[15] == 0.0 and near[26] == 5.0 and near[27] == 0.0

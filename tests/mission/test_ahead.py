"""Strength ahead: draws under the ceiling, shared by options, better than persistence."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from peaceops.domain.figures import Evidence
from peaceops.edition import Edition, View, open_edition
from peaceops.mission.ahead import forecaster
from peaceops.mission.backtest import backtest, summary
from peaceops.mission.drivers import NAMES, drivers, panel
from peaceops.mission.strength import Baseline


@pytest.fixture(scope="module")
def starter() -> Edition:
    return open_edition(None)


@pytest.fixture(scope="module")
def view(starter: Edition) -> View:
    return starter.as_of(date(2010, 3, 1))


def baseline(total: int) -> Baseline:
    said = Evidence.of_statement("figure", "report")
    return Baseline(date(2010, 1, 31), total, 0, total, "monthly report", said)


def drawn(view: View, total: int, ceiling: float, new_ceiling: float | None = None) -> np.ndarray:
    made = forecaster(view, "MINURCAT", baseline(total), ceiling=ceiling)
    assert made is not None
    return made.draw(new_ceiling=new_ceiling, draws=400).values


def test_no_draw_is_negative_or_above_the_ceiling(view: View) -> None:
    values = drawn(view, 3749, 5500)
    assert values.shape == (12, 400)
    assert values.min() >= 0
    assert values.max() <= 5500


def test_a_mission_above_its_ceiling_does_not_grow_further(view: View) -> None:
    assert drawn(view, 6000, 5500).max() <= 6000


def test_the_same_ceiling_gives_the_same_draws_to_the_byte(view: View) -> None:
    same = drawn(view, 3749, 5500, new_ceiling=5500)
    assert np.array_equal(drawn(view, 3749, 5500), same)


def test_a_higher_ceiling_lifts_strength_and_shares_the_errors(view: View) -> None:
    stays, rises = drawn(view, 3749, 5500), drawn(view, 3749, 5500, new_ceiling=9000)
    assert np.median(rises[-1]) > np.median(stays[-1])
    assert np.corrcoef(stays[-1], rises[-1])[0, 1] > 0.7


def test_one_driver_has_one_name(view: View) -> None:
    assert drivers(panel(view).tail(5), 6).shape == (5, len(NAMES))


def test_rows_of_the_panel_know_nothing_later(starter: Edition, view: View) -> None:
    now, later = panel(view), panel(starter.as_of(date(2017, 3, 1)))
    known = later.join(now, on=["mission", "at"], how="semi").drop("closed")
    assert known.sort("mission", "at").equals(now.drop("closed").sort("mission", "at"))


def test_the_forecaster_beats_persistence_with_honest_intervals(starter: Edition) -> None:
    # The last years only, for speed; `peaceops mission backtest` runs them all.
    cases = backtest(starter.as_of(date(2017, 12, 31)), horizons=[6], first_year=2011)
    row = summary(cases).row(0, named=True)
    assert row["ratio"] < 0.9
    assert 0.7 < row["coverage_80"] < 0.9
    assert row["crps_ratio"] < row["ratio"]


def test_too_little_past_gives_no_draws(starter: Edition) -> None:
    early = starter.as_of(date(1991, 2, 1))
    assert forecaster(early, "UNIIMOG", baseline(178), ceiling=None) is None
    assert isinstance(panel(early), pl.DataFrame)

"""Strength ahead before departures: draws under the ceiling, better than persistence."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from peaceops.domain.figures import Evidence
from peaceops.edition import Edition, View, open_edition
from peaceops.mission.features import NAMES, course, features, panel, row_of, values_of
from peaceops.mission.strength import Baseline
from peaceops.mission.strength_forecast import forecaster
from peaceops.mission.strength_record import backtest, summary


@pytest.fixture(scope="module")
def starter() -> Edition:
    return open_edition(None)


@pytest.fixture(scope="module")
def view(starter: Edition) -> View:
    return starter.as_of(date(2010, 3, 1))


def baseline(total: int) -> Baseline:
    evidence = Evidence.of_statement("figure", "report")
    return Baseline(date(2010, 1, 31), total, 0, total, "monthly report", evidence)


def drawn(view: View, total: int, ceiling: float | None, mission: str = "MINURCAT") -> np.ndarray:
    fitted = forecaster(view, mission, baseline(total), ceiling=ceiling)
    assert fitted is not None
    return fitted.draw(400, 0)


def test_no_draw_is_negative_or_above_the_ceiling(view: View) -> None:
    values = drawn(view, 3749, 5500)
    assert values.shape == (12, 400)
    assert values.min() >= 0
    assert values.max() <= 5500


def test_a_mission_above_its_ceiling_does_not_grow_further(view: View) -> None:
    assert drawn(view, 6000, 5500).max() <= 6000


def test_the_same_question_gives_the_same_draws_to_the_byte(view: View) -> None:
    assert np.array_equal(drawn(view, 3749, 5500), drawn(view, 3749, 5500))


def test_a_political_mission_does_not_grow_like_a_force(starter: Edition) -> None:
    late = starter.as_of(date(2016, 6, 1))
    small = Baseline(
        date(2016, 4, 30), 11, 0, 11, "monthly report", Evidence.of_statement("figure", "report")
    )
    fitted = forecaster(late, "UNAMA", small, ceiling=None)
    assert fitted is not None
    assert np.quantile(fitted.draw(1000, 0)[-1], 0.95) < 100


def test_every_feature_has_one_name(view: View) -> None:
    assert features(values_of(panel(view).tail(5)), 1000.0).shape == (5, len(NAMES))


@pytest.mark.parametrize("figure_age", [1, 6])
def test_rows_of_the_panel_know_nothing_later(
    starter: Edition, view: View, figure_age: int
) -> None:
    now = panel(view)
    later = panel(starter.as_of(date(2017, 3, 1)))
    same = later.join(now, on=["mission", "at"], how="semi").drop("closed")
    assert same.sort("mission", "at").equals(now.drop("closed").sort("mission", "at"))
    aged = panel(starter.as_of(date(2017, 3, 1)), figure_age=figure_age)
    used = aged.filter(pl.col("ceiling") != pl.col("ceiling_then"))
    assert used.is_empty() == (figure_age == 1)


def test_police_named_in_an_earlier_decision_still_count(starter: Edition) -> None:
    rows = panel(starter.as_of(date(2017, 3, 1))).filter(
        pl.col("mission") == "UNMIT", pl.col("month") == date(2009, 6, 1)
    )
    assert rows["ceiling"].to_list() == [1782]  # S/RES/1867 (2009) names the military alone


def test_the_forecaster_beats_persistence_with_honest_intervals(starter: Edition) -> None:
    # The last years only, for speed; `peaceops mission backtest` runs them all.
    cases = backtest(starter.as_of(date(2017, 12, 31)), horizons=[6], first_year=2011)
    row = summary(cases).row(0, named=True)
    assert row["ratio"] < 0.85
    assert 0.75 < row["coverage_80"] < 0.9
    assert 0.87 < row["coverage_90"] < 0.96
    assert row["crps_ratio"] < row["ratio"]


def test_too_little_past_gives_no_forecaster(starter: Edition) -> None:
    early = starter.as_of(date(1991, 2, 1))
    assert forecaster(early, "UNIIMOG", baseline(178), ceiling=None) is None
    assert isinstance(panel(early), pl.DataFrame)


def test_a_ceiling_left_open_leaves_no_room(starter: Edition) -> None:
    # S/RES/1436 (2002) ordered a drawdown by steps and left the ceiling of 17,500 behind.
    rows = panel(starter.as_of(date(2004, 3, 1))).filter(pl.col("mission") == "UNAMSIL")
    after = rows.filter(pl.col("month") >= date(2002, 10, 1))
    assert after["open"].all()
    assert after["ceiling"].is_null().all()
    assert set(after.select(course=course())["course"]) == {"drawing down"}
    before = rows.filter(pl.col("month").is_between(date(2001, 6, 1), date(2002, 6, 1)))
    assert not before["open"].any()
    assert before["ceiling"].to_list() == [17500] * before.height


def test_an_open_ceiling_draws_a_mission_down(starter: Edition) -> None:
    view = starter.as_of(date(2003, 4, 25))
    now = Baseline(
        date(2003, 3, 31), 15000, 0, 15000, "monthly report", Evidence.of_statement("s", "report")
    )
    fitted = forecaster(view, "UNAMSIL", now, ceiling=None)
    assert fitted is not None
    assert np.median(fitted.draw(400, 0)[-1]) < 14500


def test_no_draw_gains_more_than_the_fastest_build_up_on_record(starter: Edition) -> None:
    view = starter.as_of(date(2008, 1, 25))
    start = Baseline(
        date(2007, 12, 31), 900, 0, 900, "monthly report", Evidence.of_statement("s", "report")
    )
    fitted = forecaster(view, "UNAMID", start, ceiling=200_000)
    assert fitted is not None
    values = fitted.draw(400, 0)
    most = np.array(fitted.fitted.fastest)[:, None]
    assert (values - 900 <= most + 1e-6).all()
    assert (values[-1] > 5000).mean() > 0.5
    rows = view.table("strength")
    gains = rows.select(gain=pl.col("total") - pl.col("total").min().over("mission"))
    assert fitted.fitted.fastest[-1] <= gains["gain"].max()


@pytest.mark.parametrize("mission", ["UNMIL", "UNIFIL", "MONUC"])
def test_the_row_of_a_figure_in_use_is_that_of_the_panel(starter: Edition, mission: str) -> None:
    # A report of a month is public twenty days after it: the day on which the panel sees it.
    view = starter.as_of(date(2008, 3, 20))
    of_panel = panel(view).filter(pl.col("mission") == mission, pl.col("month") == date(2008, 2, 1))
    alone = row_of(view, mission, date(2008, 2, 1), of_panel["total"][0])
    assert alone.equals(of_panel)


def test_a_mission_without_a_start_on_record_is_drawn(view: View) -> None:
    assert np.isfinite(drawn(view, 500, None, mission="NOWHERE")).all()

"""The record of strength forecasts: what is shown is scored, year by year."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from peaceops.edition import Edition, open_edition
from peaceops.mission import past_strength_scores, strength_records
from peaceops.mission.strength_record import FORECAST, STAYS, backtest, combined


@pytest.fixture(scope="module")
def starter() -> Edition:
    return open_edition(None)


@pytest.fixture(scope="module")
def scores(starter: Edition) -> pl.DataFrame:
    return past_strength_scores(starter.as_of(date(2004, 6, 1)))


def test_a_year_counts_once_all_its_strengths_were_known(scores: pl.DataFrame) -> None:
    assert scores["known_on"].max() == date(2004, 1, 20)
    assert scores["last"].max() == date(2003, 12, 1)


def test_a_later_view_scores_the_same_years_alike(starter: Edition, scores: pl.DataFrame) -> None:
    later = past_strength_scores(starter.as_of(date(2006, 6, 1)))
    known = later.filter(pl.col("known_on") <= date(2004, 6, 1))
    assert known.equals(scores)
    assert later.height > known.height


def test_years_together_weigh_by_their_cases(scores: pl.DataFrame) -> None:
    row = combined(scores).filter(method=FORECAST, horizon=6).row(0, named=True)
    years = scores.filter(method=FORECAST, horizon=6)
    assert row["cases"] == years["cases"].sum()
    assert row["error"] == pytest.approx(
        (years["error"] * years["cases"]).sum() / years["cases"].sum()
    )


def test_the_record_names_the_forecaster_and_its_best_baseline(
    starter: Edition, scores: pl.DataFrame
) -> None:
    records = strength_records(starter.as_of(date(2004, 6, 1)))
    assert [record.key for record in records] == [
        "mission.record.strength_6",
        "mission.record.strength_12",
    ]
    for record in records:
        assert record.forecaster.method == FORECAST
        assert STAYS in [baseline.method for baseline in record.baselines]
        assert record.best_baseline.value <= min(score.value for score in record.baselines)


def test_no_forecast_that_is_scored_lies_above_the_ceiling(starter: Edition) -> None:
    view = starter.as_of(date(2000, 6, 1))
    cases = backtest(view, horizons=[6], first_year=1998)
    rows = cases.join(
        view.table("mandates")
        .filter(pl.col("mission") == "UNAVEM III")
        .group_by("mission")
        .agg(pl.col("ceiling_military").max()),
        on="mission",
    )
    assert (rows["high_90"] <= rows["ceiling_military"] + 1).all()


def test_too_short_a_record_gives_none(starter: Edition) -> None:
    assert strength_records(starter.as_of(date(1992, 6, 1))) == ()


def test_missions_whose_end_was_decided_follow_the_exits_on_record(starter: Edition) -> None:
    view = starter.as_of(date(2006, 6, 1))
    cases = backtest(view, horizons=[6], first_year=2004, closing=True)
    ended = cases.filter(course="end decided")
    assert ended["end_decided"].all()
    assert {"UNMISET", "UNAMSIL"} <= set(ended["mission"])
    error = (ended["median"] - ended["later"]).abs().mean()
    stays = (ended["now"] - ended["later"]).abs().mean()
    assert error < 0.2 * stays
    assert (ended["high_90"] <= ended["now"]).all()


def test_closed_missions_count_as_zero_only_where_asked(starter: Edition) -> None:
    view = starter.as_of(date(2006, 6, 1))
    with_closed = backtest(view, horizons=[6], first_year=2004, closing=True)
    lasting = backtest(view, horizons=[6], first_year=2004)
    assert not lasting["closed"].any()
    assert (with_closed.filter("closed")["later"] == 0).all()
    key = ("mission", "month")
    same = with_closed.filter(~pl.col("closed")).sort(key)
    assert same.select(*key, "now", "later").equals(lasting.sort(key).select(*key, "now", "later"))
    # Other rows in one product of matrices change the last digits.
    assert same["median"].to_numpy() == pytest.approx(lasting.sort(key)["median"].to_numpy())


def test_every_case_has_a_course_known_on_the_day(starter: Edition) -> None:
    cases = backtest(starter.as_of(date(2005, 6, 1)), horizons=[6], first_year=2003)
    assert set(cases["course"]) <= {"building up", "drawing down", "steady", "end decided"}
    liberia = cases.filter(mission="UNMIL").sort("month")
    assert liberia["course"][0] == "building up"
    assert liberia["course"][-1] == "steady"

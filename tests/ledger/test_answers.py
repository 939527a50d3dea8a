"""A brief's answers become forecasts that say what they are about and what resolves them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from council.made_view import MISSION, SEATED, record, view_of
from peaceops.council import outlook as council_outlook
from peaceops.ledger import Forecast, forecasts_of
from peaceops.ledger.forecast import LEVELS, Ballot, Event, Odds, Quantiles
from peaceops.mission import strength_outlook
from peaceops.violence import outlook as violence_outlook
from violence.made import violent_edition

DAY = date(2023, 6, 16)
DRAFTS = [
    (date(year, 6, 28), {"RUS": "abstain", "CHN": "abstain"} if year == 2022 else {})
    for year in range(2014, 2023)
]


@pytest.fixture(scope="module")
def council() -> tuple[Forecast, ...]:
    """Forecasts of the next draft on a mission with nine renewals on record."""
    view = view_of(DAY, record(DRAFTS))
    options = {"as it is": "renew", "fewer tasks": "reconfigure", "more": "increase",
               "end": "terminate"}  # fmt: skip
    shares = {"as it is": 0.5, "fewer tasks": 0.3, "more": 0.2, "end": 1.0}
    answer = council_outlook(view, MISSION, options, shares=shares, with_record=False)
    return forecasts_of(view, view.mission(MISSION), council=answer)


def of(forecasts: tuple[Forecast, ...], quantity: str) -> list[Forecast]:
    return [forecast for forecast in forecasts if forecast.quantity == quantity]


def test_the_kinds_of_draft_are_issued_with_the_day_that_settles_them(council) -> None:
    (forecast,) = of(council, "council.next_draft")
    assert isinstance(forecast.forecast, Odds) and isinstance(forecast.baseline, Odds)
    assert forecast.resolves_by == date(2023, 6, 28) and forecast.as_of == DAY
    # Eight renewals settled a term that ran out, and no other draft did: 8 of 8, drawn by ten to
    # the share of all missions, (8 + 0.5) of (8 + 3 x 0.5).
    assert forecast.baseline.odds["renew"] == pytest.approx((8 + 10 * 8.5 / 9.5) / 18, abs=1e-4)


def test_options_that_the_record_cannot_tell_apart_go_together(council) -> None:
    put = {forecast.draft: forecast for forecast in of(council, "council.put_and_adopted")}
    assert set(put) == {"renew", "increase", "terminate"}
    assert put["renew"].options == ("as it is", "fewer tasks")
    assert set(put["renew"].alternatives) == {"increase", "terminate"}
    answers = [put[draft].forecast for draft in ("renew", "increase")]
    assert all(isinstance(answer, Event) for answer in answers)
    renewals = sum(answer.probability for answer in answers)  # type: ignore[union-attr]
    (kinds,) = of(council, "council.next_draft")
    assert isinstance(kinds.forecast, Odds)
    assert 0.9 * kinds.forecast.odds["renew"] < renewals <= kinds.forecast.odds["renew"]
    assert answers[0].probability / renewals == pytest.approx(0.8, abs=0.01)  # type: ignore[union-attr]


def test_each_member_has_odds_and_a_baseline_of_its_own(council) -> None:
    ballots = of(council, "council.votes")
    assert {forecast.draft for forecast in ballots} == {"renew", "increase", "terminate"}
    forecast = ballots[0]
    assert isinstance(forecast.forecast, Ballot) and isinstance(forecast.baseline, Ballot)
    assert sorted(forecast.forecast.votes) == sorted(SEATED)
    russia, france = (forecast.baseline.votes[member] for member in ("RUS", "FRA"))
    assert russia["abstain"] > france["abstain"] > 0
    adopted = of(council, "council.adopted")
    assert {forecast.baseline for forecast in adopted} == {adopted[0].baseline}, "whatever the kind"


def test_positions_declared_on_one_of_two_alike_options_are_not_issued() -> None:
    view = view_of(DAY, record(DRAFTS))
    options = {"as it is": "renew", "fewer tasks": "reconfigure"}
    answer = council_outlook(
        view, MISSION, options, positions_on={"as it is": {"RUS": "against"}}, with_record=False
    )
    forecasts = forecasts_of(view, view.mission(MISSION), council=answer)
    assert {forecast.quantity for forecast in forecasts} <= {
        "council.next_draft", "council.put_and_adopted",
    }  # fmt: skip


def test_nothing_is_issued_where_no_term_runs_out() -> None:
    frames = record(DRAFTS)
    import polars as pl

    frames["mandates"] = frames["mandates"].with_columns(
        until=pl.lit(None, pl.Date), open_ended=pl.lit(True)
    )
    view = view_of(DAY, frames)
    answer = council_outlook(view, MISSION, ["renew"], with_record=False)
    assert forecasts_of(view, view.mission(MISSION), council=answer) == ()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory):
    edition = violent_edition(tmp_path_factory.mktemp("edition"))
    return edition.as_of(date(2022, 1, 31))


def test_deaths_are_read_off_the_draws_that_the_brief_shows(world) -> None:
    mission = world.mission("UNTEST")
    answer = violence_outlook(world, mission, with_record=False)
    forecasts = forecasts_of(world, mission, violence=answer)
    place = answer.hosts[0]
    year = next(
        forecast
        for forecast in of(forecasts, "violence.deaths")
        if forecast.deaths_in == "all_types" and forecast.last_month == date(2022, 12, 1)
    )
    assert isinstance(year.forecast, Quantiles)
    totals = place.draws[:12].sum(axis=(0, 2))
    assert year.forecast.quantiles["0.5"] == pytest.approx(float(np.median(totals)), abs=0.05)
    assert round(year.forecast.quantiles["0.5"]) == place.next_12.value
    assert len(year.forecast.quantiles) == len(LEVELS)
    assert (year.first_month, year.resolves_by) == (date(2022, 1, 1), date(2023, 1, 20))
    odds = {
        forecast.at_least: forecast.forecast.probability  # type: ignore[union-attr]
        for forecast in of(forecasts, "violence.at_least")
        if forecast.deaths_in == "all_types"
    }
    assert odds == {threshold: figure.value for threshold, figure in place.p_at_least.items()}
    (worse,) = of(forecasts, "violence.more_deaths")
    assert worse.at_least == place.last_12.value + 1  # type: ignore[operator]
    assert worse.forecast == Event(probability=place.p_worse.value)
    assert len(of(forecasts, "violence.deaths")) == 8, "four types, two horizons"


def test_strength_is_issued_with_its_baseline(world) -> None:
    mission = world.mission("UNTEST")
    answer = strength_outlook(world, mission)
    forecasts = forecasts_of(world, mission, strength=answer)
    assert [forecast.last_month for forecast in forecasts] == [date(2022, 7, 1), date(2023, 1, 1)]
    assert answer.now is not None
    assert forecasts[0].baseline == Quantiles(quantiles={"0.5": float(answer.now.value)})  # type: ignore[arg-type]
    assert isinstance(forecasts[0].forecast, Quantiles)
    assert forecasts[0].forecast.quantiles["0.5"] == pytest.approx(
        float(np.median(answer.draws[5])), abs=0.05
    )


def test_a_mission_without_strength_has_no_forecast_of_it(tmp_path: Path) -> None:
    view = violent_edition(tmp_path).as_of(date(2022, 4, 1))
    mission = view.mission("UNLATER")
    answer = strength_outlook(view, mission)
    assert forecasts_of(view, mission, strength=answer) == ()

"""The risk of peacekeepers: exposure ends with the record of casualties."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from scipy.stats import poisson

from mission.made_mission import month_of, view_of
from peaceops.domain.mandate import AuthorisedCeiling, Mandate
from peaceops.domain.mission import Area, Mission, MissionKind
from peaceops.edition import open_edition
from peaceops.edition.view import View
from peaceops.mission import fatality_draws, fatality_risk, strength
from peaceops.mission.peacekeeper_fatalities import last_month_covered


def casualty(day: date, number: int, mission: str = "UNTEST") -> dict[str, object]:
    return {
        "casualty": f"{mission}-{day:%Y-%m}-{number:05}",
        "mission": mission,
        "date": day,
        "country": "BGD",
        "personnel": "military",
        "cause": "malicious act",
        "known_on": day + timedelta(days=40),
    }


def mission_on(day: date, name: str = "UNTEST", start: date = date(2010, 1, 1)) -> Mission:
    mandate = Mandate(
        name, day, "not known", None, None, None, None, None, AuthorisedCeiling(), pl.DataFrame()
    )
    kind = MissionKind.MULTIDIMENSIONAL
    return Mission(name, name, day, kind, start, None, ("MLI",), Area(nation_wide=True), mandate)


def made(folder: Path, day: date) -> View:
    rows = [casualty(date(2020, month, 10), number) for month in (2, 7) for number in (1, 2)]
    last = casualty(date(2021, 12, 5), 9, "UNOTHER")
    starts = [
        {"mission": name, "name": name, "kind": "peacekeeping", "start": date(2010, 1, 1)}
        for name in ("UNTEST", "UNOTHER")
    ]
    reports = [month_of("UNTEST", date(2019, month, 1), 2000) for month in (1, 6, 12)]
    return view_of(folder, day, missions=starts, peacekeeper_deaths=[*rows, last], strength=reports)


def risk_on(folder: Path, day: date) -> tuple[float, float]:
    view = made(folder, day)
    risk = fatality_risk(view, mission_on(day), strength(view, "UNTEST"))
    assert risk.rate is not None
    return risk.person_months, float(risk.rate.value)  # type: ignore[arg-type]


def test_months_after_the_record_ends_are_no_exposure(tmp_path: Path) -> None:
    at_once = risk_on(tmp_path / "a", date(2022, 1, 25))
    two_years_later = risk_on(tmp_path / "b", date(2024, 1, 25))
    assert at_once == two_years_later
    assert at_once[0] == 2000 * 36


def test_a_record_cut_at_a_year_gives_the_same_rate_two_years_later() -> None:
    """On real rows: the starter edition's record ends in February 2025."""
    edition = open_edition(None)
    rates = []
    for day in (date(2025, 4, 29), date(2026, 11, 1)):
        view = edition.as_of(day)
        mission = mission_on(day, "MINUSCA", date(2014, 4, 10))
        risk = fatality_risk(view, mission, strength(view, "MINUSCA"))
        assert risk.rate is not None
        rates.append((risk.killed, risk.until, risk.rate.value, risk.rate.interval))
    assert rates[0] == rates[1]
    assert rates[0][1] == date(2025, 2, 1)


def test_a_mission_younger_than_three_years_is_exposed_since_its_start(tmp_path: Path) -> None:
    day = date(2022, 1, 25)
    view = made(tmp_path, day)
    young = mission_on(day, start=date(2021, 7, 15))
    risk = fatality_risk(view, young, strength(view, "UNTEST"))
    assert risk.person_months == 2000 * 6
    assert risk.killed == 0


def test_a_mission_that_began_after_the_record_has_no_risk_but_a_gap(tmp_path: Path) -> None:
    day = date(2024, 1, 25)
    view = made(tmp_path, day)
    risk = fatality_risk(view, mission_on(day, start=date(2023, 1, 1)), strength(view, "UNTEST"))
    assert risk.rate is None
    assert "before the mission began" in risk.gaps[0].why


def test_the_last_month_covered_is_that_of_the_newest_row_of_any_mission(tmp_path: Path) -> None:
    assert last_month_covered(made(tmp_path, date(2024, 1, 25))) == date(2021, 12, 1)


@pytest.mark.parametrize("mean", [0.0, 0.02, 0.7, 3.0, 40.0, 140.0])
def test_draws_are_poisson_quantiles_of_shared_uniforms(mean: float) -> None:
    counts = fatality_draws(np.full((12, 4000), mean), 0)
    assert counts.min() >= 0
    assert counts.mean() == pytest.approx(mean, rel=0.05, abs=0.01)
    for quantile in (0.1, 0.5, 0.9):
        assert abs(np.quantile(counts, quantile) - poisson.ppf(quantile, mean or 1e-12)) <= 1


def test_a_higher_risk_kills_no_fewer_in_any_draw() -> None:
    low, high = (fatality_draws(np.full((12, 500), mean), 5) for mean in (0.5, 0.8))
    assert (high >= low).all() and high.sum() > low.sum()

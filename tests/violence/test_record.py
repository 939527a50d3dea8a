"""The record scores what a method would have said in years that had ended on the date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from peaceops.edition import Edition
from peaceops.violence import scores, track_record
from violence.made import month_rows, violent_edition

ORIGIN = date(2023, 4, 1)
DAY = date(2023, 6, 16)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return violent_edition(tmp_path_factory.mktemp("violent"))


def value(record: pl.DataFrame, scope: str, method: str, score: str) -> float:
    wanted = {"scope": scope, "method": method, "score": score}
    return record.filter(**wanted)["value"].item()


def test_conflictology_is_scored_on_the_windows_before_the_date(edition: Edition) -> None:
    record = track_record(edition.as_of(DAY), "MLI", ORIGIN)
    own = month_rows().filter(pl.col("country") == "MLI", pl.col("month") <= ORIGIN).tail(72)
    deaths = own.select(pl.sum_horizontal("state_based", "non_state", "one_sided")).to_series()
    years = deaths.to_numpy().astype(float).reshape(6, 12)
    expected = np.mean(
        [scores.crps(np.tile(years[year], (12, 1)), years[year + 1]).mean() for year in range(5)]
    )
    assert value(record, "this country", "conflictology", "crps") == pytest.approx(expected)
    assert value(record, "this country", "zero", "crps") == pytest.approx(years[1:].mean())
    part = record.filter(scope="this country", score="crps", method="zero")
    assert part.select("cases", "first", "last").row(0) == (60, date(2018, 5, 1), ORIGIN)


def test_hosts_are_those_of_missions_open_on_the_date(edition: Edition) -> None:
    # UNTEST in Mali closes on 30 June 2023; UNLATER is in Chad.
    before = track_record(edition.as_of(DAY), "MLI", ORIGIN)
    after = track_record(edition.as_of(date(2023, 7, 16)), "MLI", ORIGIN)
    scope = pl.col("scope") == "hosts of missions"
    crps = (pl.col("score") == "crps") & (pl.col("method") == "zero")
    assert before.filter(scope & crps)["cases"].item() == 120
    assert after.filter(scope & crps)["cases"].item() == 60


def test_a_short_panel_gives_fewer_windows_and_then_none(tmp_path: Path) -> None:
    def cases(first: date) -> int:
        folder = tmp_path / first.isoformat()
        view = violent_edition(folder, month_rows(first=first)).as_of(DAY)
        record = track_record(view, "MLI", ORIGIN)
        part = record.filter(scope="this country", score="crps", method="zero")
        return int(part["cases"].sum())

    assert cases(date(2020, 5, 1)) == 24
    assert cases(date(2021, 5, 1)) == 12
    assert cases(date(2021, 6, 1)) == 0


def test_a_steady_country_is_forecast_well_and_covered(tmp_path: Path) -> None:
    steady = month_rows().with_columns(state_based=30, non_state=0, one_sided=0)
    record = track_record(violent_edition(tmp_path / "a", steady).as_of(DAY), "MLI", ORIGIN)
    assert value(record, "all countries", "conflictology", "crps") == 0
    assert value(record, "all countries", "conflictology", "total_coverage_90") == 1
    assert value(record, "all countries", "zero", "total_coverage_90") == 0


@pytest.mark.pack
def test_persistence_covers_totals_as_claimed(pack: Path) -> None:
    from peaceops.sources.views import read_panel
    from peaceops.violence.conflictology import paths, severity_places

    months = read_panel(pack / "violence" / "country_month_1990_2023.csv.gz").records
    wide = (
        months["views.country_months"]
        .with_columns(deaths=pl.sum_horizontal("state_based", "non_state", "one_sided"))
        .pivot("country", index="month", values="deaths")
        .sort("month")
    )
    deaths = wide.drop("month").to_numpy().astype(float)
    places = {
        rho: severity_places(12, 12, 600, np.random.default_rng(1), rho) for rho in (0.0, 0.9)
    }
    hits: dict[float, list[bool]] = {rho: [] for rho in places}
    for year in range(1991, 2016):
        end = wide["month"].to_list().index(date(year, 11, 1))
        for past, future in zip(deaths[end - 12 : end].T, deaths[end : end + 12].T, strict=True):
            if np.isnan(past).any() or np.isnan(future).any() or past.sum() < 25:
                continue
            for rho, chosen in places.items():
                totals = paths(past[:, None], chosen)[0].sum(axis=0)
                hits[rho].append(bool(scores.covered(totals, future.sum())))
    assert len(hits[0.9]) == 934
    assert np.mean(hits[0.0]) == pytest.approx(0.48, abs=0.02)
    assert np.mean(hits[0.9]) == pytest.approx(0.85, abs=0.02)

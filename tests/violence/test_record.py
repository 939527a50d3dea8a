"""The record scores what a method would have said in years that had ended on the date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from peaceops.edition import Edition, View
from peaceops.evaluate import scores
from peaceops.violence import Record, past_scores, track_record
from peaceops.violence.country_months import country_month_panel
from peaceops.violence.draws_cache import draws_by_type
from peaceops.violence.track_record import records_of
from violence.made import month_rows, violent_edition

ORIGIN = date(2023, 4, 1)
DAY = date(2023, 6, 16)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return violent_edition(tmp_path_factory.mktemp("violent"))


def value(record: Record, scope: str, method: str, score: str) -> float:
    wanted = {"scope": scope, "method": method, "score": score}
    return record.means.filter(**wanted)["value"].item()


def deaths_of(country: str, rows: pl.DataFrame) -> np.ndarray:
    own = rows.filter(pl.col("country") == country).sort("month")
    total = pl.sum_horizontal("state_based", "non_state", "one_sided")
    return own.select(total).to_series().to_numpy().astype(float)


def test_methods_are_scored_on_years_from_october_that_had_ended(edition: Edition) -> None:
    record = track_record(edition.as_of(DAY), "MLI", ORIGIN)
    # The panel begins in January 2016: October 2021 is the first the forecaster can learn before.
    deaths = deaths_of("MLI", month_rows())
    october = (2021 - 2016) * 12 + 9
    past, future = deaths[october - 11 : october + 1], deaths[october + 1 : october + 13]
    expected = scores.crps(np.tile(past, (12, 1)), future).mean()
    assert value(record, "this country", "conflictology", "crps") == pytest.approx(expected)
    assert value(record, "this country", "zero", "crps") == pytest.approx(future.mean())
    part = record.means.filter(scope="this country", score="crps", method="forecaster")
    assert part.select("cases", "first", "last").row(0) == (
        12,
        date(2021, 11, 1),
        date(2022, 10, 1),
    )


def test_the_forecaster_is_scored_by_what_it_would_have_issued(edition: Edition) -> None:
    record = track_record(edition.as_of(DAY), "MLI", ORIGIN)
    world = country_month_panel(edition.as_of(DAY)).until(date(2021, 10, 1))
    own = draws_by_type(world, "MLI", 12, seed=0).sum(axis=0)
    future = deaths_of("MLI", month_rows().filter(pl.col("month") > date(2021, 10, 1)))[:12]
    line = record.years.filter(method="forecaster").row(0, named=True)
    assert line["crps"] == pytest.approx(scores.crps(own, future).mean())
    assert line["median"] == np.median(own.sum(axis=0))
    assert line["outcome"] == future.sum()


def test_a_year_that_had_not_ended_is_not_scored(edition: Edition) -> None:
    # October 2022 to October 2023: known to end only when October 2023 is known.
    def last(origin: date) -> date:
        return track_record(edition.as_of(date(2023, 12, 31)), "MLI", origin).means["last"][0]

    assert last(date(2023, 9, 1)) == date(2022, 10, 1)
    assert last(date(2023, 10, 1)) == date(2023, 10, 1)


def test_hosts_are_those_of_missions_open_on_the_date(edition: Edition) -> None:
    # UNTEST in Mali closes on 30 June 2023; UNLATER is in Chad.
    before = track_record(edition.as_of(DAY), "MLI", ORIGIN).means
    after = track_record(edition.as_of(date(2023, 7, 16)), "MLI", ORIGIN).means
    scope = pl.col("scope") == "hosts of missions"
    crps = (pl.col("score") == "crps") & (pl.col("method") == "zero")
    assert before.filter(scope & crps)["cases"].item() == 24
    assert after.filter(scope & crps)["cases"].item() == 12


def test_a_short_panel_has_the_record_of_the_baselines_and_then_none(tmp_path: Path) -> None:
    def found(first: date) -> tuple[int, list[str]]:
        folder = tmp_path / first.isoformat()
        view = violent_edition(folder, month_rows(first=first)).as_of(DAY)
        record = track_record(view, "MLI", ORIGIN).means
        part = record.filter(scope="this country", score="crps")
        return int(part.filter(method="zero")["cases"].sum()), part["method"].to_list()

    assert found(date(2019, 11, 1)) == (24, ["conflictology", "last", "zero"])
    assert found(date(2020, 11, 1)) == (12, ["conflictology", "last", "zero"])
    assert found(date(2020, 12, 1)) == (0, [])


def test_a_steady_country_is_forecast_well_and_covered(tmp_path: Path) -> None:
    steady = month_rows().with_columns(state_based=30, non_state=0, one_sided=0)
    record = track_record(violent_edition(tmp_path / "a", steady).as_of(DAY), "MLI", ORIGIN)
    assert value(record, "all countries", "conflictology", "crps") == 0
    assert value(record, "all countries", "conflictology", "total_coverage_90") == 1
    assert value(record, "all countries", "zero", "total_coverage_90") == 0


def test_scores_held_by_an_edition_are_read_and_are_those_that_would_be_made(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Which code made the rows is not at issue here.
    monkeypatch.setattr(
        View, "derived", lambda view, name: view.table(name) if view.has(name) else None
    )
    scored = past_scores(edition.as_of(date.max))
    holder = violent_edition(
        tmp_path / "a", forecast_scores=scored.drop("known_on", "source", "row")
    )
    assert holder.as_of(DAY).table("forecast_scores")["known_on"].max() <= DAY
    made, read = (track_record(one.as_of(DAY), "MLI", ORIGIN) for one in (edition, holder))
    assert read.means.equals(made.means)
    assert read.years.equals(made.years)
    # They are read and not made again: other scores in the edition give another record.
    twice = scored.drop("known_on", "source", "row").with_columns(pl.col("value") * 2)
    other = violent_edition(tmp_path / "b", forecast_scores=twice).as_of(DAY)
    zero = value(track_record(other, "MLI", ORIGIN), "this country", "zero", "crps")
    assert zero == pytest.approx(2 * value(made, "this country", "zero", "crps"))


def test_a_year_is_scored_only_once_its_last_month_is_known(edition: Edition) -> None:
    scored = past_scores(edition.as_of(date.max))
    assert scored["last"].unique().sort().to_list() == [
        date(year, 10, 1) for year in range(2018, 2024)
    ]
    before = past_scores(edition.as_of(date(2023, 11, 19)))
    assert before.equals(scored.filter(pl.col("known_on") <= date(2023, 11, 19)))


def test_means_over_countries_come_without_a_peak_where_there_was_one(tmp_path: Path) -> None:
    rows = month_rows(first=date(2005, 1, 1))
    units = {"TCD": "TCD"}
    calm = records_of(violent_edition(tmp_path / "a", rows).as_of(DAY), units, ORIGIN)
    assert not [record.key for record in calm if "peaks" in record.key]
    peak = (pl.col("country") == "MLI") & (pl.col("month") == date(2021, 12, 1))
    grim = rows.with_columns(one_sided=pl.when(peak).then(60_000).otherwise("one_sided"))
    records = records_of(violent_edition(tmp_path / "b", grim).as_of(DAY), units, ORIGIN)
    by_key = {record.key.removeprefix("violence.record."): record for record in records}
    everywhere, without = by_key["all_countries"], by_key["all_countries_without_peaks"]
    assert without.cases < everywhere.cases
    assert without.forecaster.value < everywhere.forecaster.value / 5
    assert "without the years of countries with a month of 10,000 deaths" in without.quantity


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

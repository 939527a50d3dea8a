"""The record scores what a method would have said in years that had ended on the date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from peaceops.edition import Edition, View
from peaceops.evaluate import TrackRecord, scores
from peaceops.violence import past_scores, past_years, records_of
from peaceops.violence.country_months import country_month_panel
from peaceops.violence.draws_cache import draws_by_type
from violence.made import month_rows, violent_edition

ORIGIN = date(2023, 4, 1)
DAY = date(2023, 6, 16)
ROWS = month_rows(first=date(2017, 1, 1))
"""October 2021 is the first with months enough before it for the forecaster to learn from."""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return violent_edition(tmp_path_factory.mktemp("violent"), ROWS)


def records(view: View, origin: date = ORIGIN) -> dict[str, TrackRecord]:
    """The records of Mali, of hosts and of all countries, by the last part of their keys."""
    listed = records_of(view, {"MLI": "MLI"}, origin)
    return {record.key.rsplit(".", 1)[-1]: record for record in listed}


def error(record: TrackRecord, method: str) -> float:
    """The error of a simple method."""
    return next(score.value for score in record.baselines if score.method == method)


def deaths_of(country: str, rows: pl.DataFrame) -> np.ndarray:
    own = rows.filter(pl.col("country") == country).sort("month")
    total = pl.sum_horizontal("state_based", "non_state", "one_sided")
    return own.select(total).to_series().to_numpy().astype(float)


def test_methods_are_scored_on_years_from_october_that_had_ended(edition: Edition) -> None:
    record = records(edition.as_of(DAY))["mli"]
    deaths = deaths_of("MLI", ROWS)
    october = (2021 - 2017) * 12 + 9
    past, future = deaths[october - 11 : october + 1], deaths[october + 1 : october + 13]
    expected = scores.crps(np.tile(past, (12, 1)), future).mean()
    assert error(record, "the past year repeated") == pytest.approx(expected)
    assert error(record, "no deaths") == pytest.approx(future.mean())
    assert (record.cases, record.first, record.last) == (
        12,
        date(2021, 11, 1),
        date(2022, 10, 1),
    )


def test_the_forecaster_is_scored_by_what_it_would_have_issued(edition: Edition) -> None:
    years = past_years(edition.as_of(DAY), "MLI", ORIGIN)
    world = country_month_panel(edition.as_of(DAY)).until(date(2021, 10, 1))
    drawn = draws_by_type(world, "MLI", 12, seed=0).sum(axis=0)
    future = deaths_of("MLI", ROWS.filter(pl.col("month") > date(2021, 10, 1)))[:12]
    (row,) = years.rows(named=True)
    assert row["error"] == pytest.approx(scores.crps(drawn, future).mean())
    assert row["median"] == np.median(drawn.sum(axis=0))
    assert row["deaths"] == future.sum()
    record = records(edition.as_of(DAY))["mli"]
    assert row["baseline_error"] == pytest.approx(error(record, "the past year repeated"))


def test_a_year_that_had_not_ended_is_not_scored(edition: Edition) -> None:
    # October 2022 to October 2023: known to end only when October 2023 is known.
    def last(origin: date) -> date:
        return records(edition.as_of(date(2023, 12, 31)), origin)["mli"].last

    assert last(date(2023, 9, 1)) == date(2022, 10, 1)
    assert last(date(2023, 10, 1)) == date(2023, 10, 1)


def test_hosts_are_those_of_missions_open_on_the_date(edition: Edition) -> None:
    # UNTEST in Mali closes on 30 June 2023; UNLATER is in Chad.
    before, after = (records(edition.as_of(day)) for day in (DAY, date(2023, 7, 16)))
    assert before["hosts_of_missions"].cases == 24
    assert after["hosts_of_missions"].cases == 12


def test_a_short_panel_has_no_record_and_then_no_year_at_all(tmp_path: Path) -> None:
    def years(first: date) -> pl.DataFrame | None:
        view = violent_edition(tmp_path / first.isoformat(), month_rows(first=first)).as_of(DAY)
        assert records_of(view, {"MLI": "MLI"}, ORIGIN) == ()
        return past_years(view, "MLI", ORIGIN)

    baselines_alone = years(date(2020, 11, 1))
    assert baselines_alone is not None
    assert baselines_alone.is_empty()
    assert years(date(2020, 12, 1)) is None


def test_a_steady_country_is_forecast_well_and_covered(tmp_path: Path) -> None:
    steady = month_rows().with_columns(state_based=30, non_state=0, one_sided=0)
    view = violent_edition(tmp_path / "a", steady).as_of(DAY)
    table = past_scores(view)
    values = {
        (method, score): table.filter(method=method, score=score)["value"].unique().to_list()
        for method in ("conflictology", "zero")
        for score in ("crps", "total_coverage_90")
    }
    assert values["conflictology", "crps"] == [0]
    assert values["conflictology", "total_coverage_90"] == [1]
    assert values["zero", "total_coverage_90"] == [0]


def test_scores_held_by_an_edition_are_read_and_are_those_that_would_be_made(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Which code made the rows is not at issue here.
    monkeypatch.setattr(
        View, "derived", lambda view, name: view.table(name) if view.has(name) else None
    )
    scored = past_scores(edition.as_of(date.max))
    holder = violent_edition(
        tmp_path / "a", ROWS, forecast_scores=scored.drop("known_on", "source", "row")
    )
    assert holder.as_of(DAY).table("forecast_scores")["known_on"].max() <= DAY
    fresh, stored = edition.as_of(DAY), holder.as_of(DAY)
    assert records(stored) == records(fresh)
    assert past_years(stored, "MLI", ORIGIN).equals(past_years(fresh, "MLI", ORIGIN))
    # They are read and not made again: other scores in the edition give another record.
    twice = scored.drop("known_on", "source", "row").with_columns(pl.col("value") * 2)
    other = violent_edition(tmp_path / "b", ROWS, forecast_scores=twice).as_of(DAY)
    none = "no deaths"
    assert error(records(other)["mli"], none) == 2 * error(records(fresh)["mli"], none)


def test_a_year_is_scored_only_once_its_last_month_is_known(edition: Edition) -> None:
    scored = past_scores(edition.as_of(date.max))
    assert scored["last"].unique().sort().to_list() == [
        date(year, 10, 1) for year in range(2019, 2024)
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

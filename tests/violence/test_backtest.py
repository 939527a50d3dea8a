"""A backtest gives a model what was known and scores what it says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from peaceops.cli import app
from peaceops.edition.view import View
from peaceops.errors import MissingTableError
from peaceops.violence import models, outlook
from peaceops.violence.country_months import CountryMonthPanel, country_month_panel
from peaceops.violence.draws_cache import draws_of_model
from peaceops.violence.learned import learned_by
from peaceops.violence.protocol import (
    backtest,
    challenge_windows,
    true_future,
    window_of,
    windows_from,
)
from violence.made import month_rows, violent_edition

YEARS = challenge_windows(2022, 2023)
FAST = ("conflictology", "last", "zero", "boot_240", "own_history")


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    folder = tmp_path_factory.mktemp("edition")
    return View(violent_edition(folder / "e", month_rows(first=date(2005, 1, 1))), date.max)


def later_changed(world: CountryMonthPanel, origin: date) -> CountryMonthPanel:
    """The world with other deaths after the origin."""
    deaths = world.deaths.copy()
    deaths[:, :, world.index(origin) + 1 :] = 9_999
    return replace(world, deaths=deaths)


def test_a_window_is_forecast_from_the_october_before_it() -> None:
    (window,) = challenge_windows(2018, 2018)
    assert window.origin == date(2017, 10, 1)
    assert window.months[0] == date(2018, 1, 1)
    assert window.months[-1] == date(2018, 12, 1)


def test_the_last_window_of_the_challenge_is_forecast_from_april() -> None:
    window = true_future()
    assert window.origin == date(2024, 4, 1)
    assert window.months[0] == date(2024, 7, 1)
    assert window.months[-1] == date(2025, 6, 1)


def test_a_window_of_any_months_is_forecast_from_the_third_before() -> None:
    window = window_of(date(2024, 1, 1), date(2024, 12, 1))
    assert (window.origin, window.leads) == (date(2023, 10, 1), tuple(range(3, 15)))
    with pytest.raises(ValueError, match="2024-05 to 2024-04 are 0 months"):
        window_of(date(2024, 5, 1), date(2024, 4, 1))


def test_a_few_draws_are_scored_as_they_are_and_as_the_organisers_bring_them(view: View) -> None:
    means = backtest(view, ("conflictology", "last"), YEARS).means.filter(scope="all")
    twelve, thousand = (means.filter(model=name) for name in ("conflictology", "last"))
    assert twelve["crps_challenge"].item() != twelve["crps"].item()
    assert twelve["mis_challenge"].item() != twelve["mis"].item()
    assert thousand["crps_challenge"].item() == thousand["crps"].item()
    assert thousand["crps_challenge_ratio"].item() == pytest.approx(
        thousand["crps"].item() / twelve["crps_challenge"].item()
    )


def test_the_forecaster_that_is_scored_is_the_one_that_is_shown(view: View) -> None:
    drawn = {}
    backtest(
        view,
        ("forecaster",),
        challenge_windows(2023, 2023),
        keep=lambda window, _model, units, draws: drawn.update({window.name: (units, draws)}),
    )
    known = country_month_panel(view).until(date(2022, 10, 1))
    units, draws = drawn["Y2023"]
    shown = draws_of_model(known, "state_based", units, 14, learned=learned_by(view, known))
    np.testing.assert_array_equal(draws, shown[:, 2:])


def test_the_best_baseline_is_named_for_every_scope(view: View) -> None:
    found = backtest(view, ("conflictology", "zero", "own_history"), YEARS)
    lines = found.best_baselines()
    assert lines["all"].startswith("conflictology (CRPS), ")
    assert "own_history" not in "".join(lines.values())
    assert any("Conflictology has twelve draws: as they are" in note for note in found.notes)


def test_every_case_is_scored_and_conflictology_is_its_own_measure(view: View) -> None:
    found = backtest(view, FAST, YEARS)
    assert found.cases.height == len(FAST) * 2 * 3 * 12
    mean = found.means.filter(pl.col("model") == "conflictology", pl.col("scope") == "all")
    assert mean["crps_ratio"].item() == 1.0
    assert found.windows.filter(pl.col("scope") == "all").height == len(FAST) * 2


@pytest.mark.parametrize("name", sorted(models.MODELS))
@pytest.mark.parametrize("target", ["state_based", "all_types"])
def test_no_model_uses_a_month_after_the_origin(view: View, name: str, target: str) -> None:
    origin = date(2021, 10, 1)
    world = country_month_panel(view)
    before = models.MODELS[name](world.until(origin), target, (3, 4), seed=1)
    changed = later_changed(world, origin).until(origin)
    np.testing.assert_array_equal(models.MODELS[name](changed, target, (3, 4), seed=1), before)


def test_a_planted_leak_is_caught(view: View) -> None:
    origin = date(2021, 10, 1)
    world = country_month_panel(view)
    leaking = models.MODELS["conflictology"]
    before = leaking(world, "state_based", (3,), seed=0)
    assert (leaking(later_changed(world, origin), "state_based", (3,), seed=0) != before).any()


def test_a_backtest_of_the_past_does_not_change_with_later_months(
    view: View, tmp_path: Path
) -> None:
    short = month_rows(first=date(2005, 1, 1)).filter(pl.col("month") <= date(2022, 12, 1))
    cut = View(violent_edition(tmp_path / "cut", short), date.max)
    windows = challenge_windows(2022, 2022)
    named = ("conflictology", "forecaster")
    assert backtest(cut, named, windows).cases.equals(backtest(view, named, windows).cases)


@pytest.mark.parametrize("name", sorted(set(models.MODELS) - set(models.BASELINES)))
def test_draws_are_whole_numbers_within_bounds_and_repeatable(view: View, name: str) -> None:
    world = country_month_panel(view).until(date(2022, 6, 1))
    draws = models.MODELS[name](world, "one_sided", (1, 6), seed=3)
    assert draws.shape == (3, 2, 1000)
    assert (draws == np.round(draws)).all()
    assert draws.min() >= 0
    assert draws.max() <= models.support.EDGES[-1]
    np.testing.assert_array_equal(models.MODELS[name](world, "one_sided", (1, 6), seed=3), draws)


def test_a_window_the_edition_does_not_hold_is_refused(view: View) -> None:
    with pytest.raises(MissingTableError, match="Y2025 needs 2024-10 to 2025-12"):
        backtest(view, ("zero",), challenge_windows(2025, 2025))


def test_an_unknown_model_or_target_is_refused(view: View) -> None:
    with pytest.raises(ValueError, match="'crystal_ball' is not a model"):
        backtest(view, ("crystal_ball",), YEARS)
    with pytest.raises(ValueError, match="'ghosts' is not a target"):
        backtest(view, ("zero",), YEARS, target="ghosts")


def test_a_window_is_named_by_years_or_months(tmp_path: Path) -> None:
    violent_edition(tmp_path / "e", month_rows(first=date(2015, 1, 1)))
    words = ["violence", "backtest", "--models", "zero", "--edition", str(tmp_path / "e"), "--json"]
    for window, names in (
        ("2022:2023", ["Y2022", "Y2023"]),
        ("2023", ["Y2023"]),
        ("2022-07:2023-06", ["2022-07:2023-06"]),
    ):
        done = CliRunner().invoke(app, [*words, "--window", window])
        assert done.exit_code == 0, done.output
        assert [line["window"] for line in json.loads(done.stdout)["windows"]] == names


def test_any_origin_and_horizon_up_to_three_years(view: View) -> None:
    (window,) = windows_from([date(2019, 5, 1)], 36)
    found = backtest(view, ("conflictology", "own_history"), (window,))
    assert found.cases["month"].max() == date(2022, 5, 1)
    with pytest.raises(ValueError, match="37 months"):
        windows_from([date(2019, 5, 1)], 37)


def test_the_command_prints_json(view: View, tmp_path: Path) -> None:
    folder = tmp_path / "e"
    violent_edition(folder, month_rows(first=date(2015, 1, 1)))
    words = ["violence", "backtest", "--window", "2023", "--models", "conflictology,zero"]
    done = CliRunner().invoke(app, [*words, "--edition", str(folder), "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert set(found) >= {"protocol", "edition", "windows", "means"}
    assert [line["model"] for line in found["means"]] == ["conflictology", "zero"]
    assert {"window", "model", "crps", "crps_fair", "ign", "mis"} <= set(found["windows"][0])


def test_an_edition_that_reaches_further_is_run_unchanged(tmp_path: Path) -> None:
    longer = month_rows(first=date(2015, 1, 1), last=date(2024, 12, 1))
    violent_edition(tmp_path / "e", longer)
    words = ["violence", "backtest", "--window", "2023-2024", "--edition", str(tmp_path / "e")]
    done = CliRunner().invoke(app, [*words, "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert [line["window"] for line in found["windows"]] == ["Y2023"] * 5 + ["Y2024"] * 5
    assert {line["model"] for line in found["means"]} == {*models.BASELINES, "forecaster"}
    for name in ("coverage_50", "coverage_80", "coverage_90"):
        assert all(0 <= line[name] <= 1 for line in found["means"])


def test_origins_give_any_month_and_up_to_three_years(tmp_path: Path) -> None:
    violent_edition(tmp_path / "e", month_rows(first=date(2015, 1, 1)))
    words = ["violence", "backtest", "--models", "conflictology,last", "--horizon", "36"]
    words += ["--origins", "2020-03,2020-12", "--edition", str(tmp_path / "e"), "--json"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert [line["window"] for line in found["windows"][::2]] == ["2020-03", "2020-12"]
    assert found["windows"][0]["cases"] == 3 * 36
    too_long = [word if word != "36" else "37" for word in words]
    assert CliRunner().invoke(app, too_long).exit_code == 2


def test_every_draw_is_written_as_a_long_table_and_for_the_hubverse(tmp_path: Path) -> None:
    view = View(violent_edition(tmp_path / "e", month_rows(first=date(2015, 1, 1))), date.max)
    words = ["violence", "backtest", "--windows", "2023", "--models", "own_history,conflictology"]
    words += ["--edition", str(tmp_path / "e"), "--draws", str(tmp_path / "long")]
    done = CliRunner().invoke(app, [*words, "--hubverse", str(tmp_path / "hub"), "--json"])
    assert done.exit_code == 0, done.output
    long = pl.read_parquet(tmp_path / "long" / "Y2023-own_history.parquet")
    assert long.columns == ["origin", "target", "unit", "month", "draw", "value"]
    known = country_month_panel(view).until(date(2022, 10, 1))
    expected = models.MODELS["own_history"](known, "state_based", tuple(range(3, 15)), seed=0)
    np.testing.assert_array_equal(long["value"].to_numpy().reshape(expected.shape), expected)
    assert long["unit"].unique(maintain_order=True).to_list() == list(known.units)
    file = "2022-10-01-peaceops-conflictology.parquet"
    hub = pl.read_parquet(tmp_path / "hub" / "model-output" / "peaceops-conflictology" / file)
    assert set(hub.columns) == {
        "origin_date", "target", "horizon", "location", "output_type", "output_type_id", "value",
    }  # fmt: skip
    assert hub["horizon"].unique().sort().to_list() == list(range(3, 15))
    assert hub.height == 3 * 12 * 12


def test_draws_of_a_date_are_those_that_a_brief_issues(tmp_path: Path) -> None:
    edition = violent_edition(tmp_path / "e", month_rows(first=date(2015, 1, 1)))
    words = ["violence", "draws", str(tmp_path / "d.csv"), "--as-of", "2023-06-16"]
    done = CliRunner().invoke(app, [*words, "--edition", str(edition.folder)])
    assert done.exit_code == 0, done.output
    found = pl.read_csv(tmp_path / "d.csv", try_parse_dates=True)
    (host,) = outlook(edition.as_of(date(2023, 6, 16)), ["MLI"], with_record=False).hosts
    ours = found.filter(unit="MLI").sort("month", "value")["value"].to_numpy()
    issued = np.sort(host.draws[:12].sum(axis=-1), axis=1)
    np.testing.assert_array_equal(ours.reshape(12, -1), issued)


@pytest.mark.parametrize(
    "words", [["d.txt"], ["d.csv", "--model", "x"], ["d.csv", "--target", "x"]]
)
def test_draws_of_what_is_not_known_are_refused(words: list[str]) -> None:
    done = CliRunner().invoke(app, ["violence", "draws", *words, "--as-of", "2023-06-16"])
    assert done.exit_code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["--window", "2018-20"],
        ["--window", "2023:2018"],
        ["--window", "2024-05:2024-04"],
        ["--window", "2024-13:2024-14"],
        ["--models", "x"],
        ["--target", "x"],
        ["--origins", "x"],
        ["--behind", "2"],
        ["--protocol", "views-pg"],
        ["--protocol", "true-future", "--window", "2024"],
    ],
)
def test_the_command_refuses_what_it_does_not_know(words: list[str]) -> None:
    done = CliRunner().invoke(app, ["violence", "backtest", *words])
    assert done.exit_code == 2


def test_means_come_without_the_countries_of_a_peak(tmp_path: Path) -> None:
    rows = month_rows(first=date(2005, 1, 1)).with_columns(
        one_sided=pl.when(pl.col("country") == "MLI", pl.col("month") == date(2022, 10, 1))
        .then(60_000)
        .otherwise("one_sided")
    )
    view = View(violent_edition(tmp_path / "a", rows), date.max)
    windows = challenge_windows(
        2021, 2023
    )  # in the window of 2022, in the year before that of 2023
    found = backtest(view, ("zero",), windows, target="one_sided").windows
    cases = {(scope, window): n for scope, window, _model, n, *_ in found.iter_rows()}
    of_three, of_two = 3 * 12, 2 * 12
    assert [cases["all", name] for name in ("Y2021", "Y2022", "Y2023")] == [of_three] * 3
    assert cases["without_peaks", "Y2021"] == of_three
    assert [cases["without_peaks", name] for name in ("Y2022", "Y2023")] == [of_two, of_two]


def test_later_windows_are_in_the_vintage_of_the_series(tmp_path: Path) -> None:
    rows = month_rows(first=date(2005, 1, 1))
    challenge = rows.filter(pl.col("month") <= date(2022, 12, 1)).select(
        "country",
        "month",
        state_based=pl.lit(7, dtype=pl.Int64),
        views_id=pl.lit(1, dtype=pl.Int64),
    )
    edition = violent_edition(tmp_path / "a", rows, violence_challenge_months=challenge)
    cases = backtest(View(edition, date.max), ("last",), YEARS).cases
    assert set(cases.filter(pl.col("window") == "Y2022")["outcome"]) == {7}
    later = cases.filter(pl.col("window") == "Y2023", pl.col("unit") == "MLI")["outcome"]
    series = rows.filter(pl.col("country") == "MLI", pl.col("month") >= date(2023, 1, 1))
    assert later.to_list() == series.sort("month")["state_based"].to_list()

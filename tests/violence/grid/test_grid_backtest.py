"""A backtest by cell gives a model what was known and scores what it says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from peaceops.cli import app
from peaceops.edition.view import View
from peaceops.errors import MissingTableError
from peaceops.violence.grid import GRID_MODELS, grid_backtest
from peaceops.violence.protocol import challenge_windows, windows_from
from violence.grid.made_grid import CELLS, event, grid_edition, violent_years

YEARS = challenge_windows(2021, 2022)
BASELINES = tuple(name for name in GRID_MODELS if name != "hurdle")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("grid") / "e"
    grid_edition(made)
    return made


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    return View(grid_edition(tmp_path_factory.mktemp("grid") / "e"), date.max)


def test_every_cell_and_month_of_a_country_is_scored(view: View) -> None:
    found = grid_backtest(view, BASELINES, YEARS, ["SSD", "UGA"])
    whole = found.windows.filter(pl.col("scope") == "all")
    assert whole.height == len(BASELINES) * len(YEARS) * 3
    cases = dict(whole.group_by("country").agg(pl.col("cases").first()).iter_rows())
    assert cases == {"SSD": 12 * 12, "UGA": 12 * 12, "together": 24 * 12}
    rival = found.means.filter(pl.col("model") == "conflictology_ring")
    assert rival["crps_ratio"].to_list() == [1.0] * rival.height


def test_deaths_scored_are_those_of_the_window(view: View) -> None:
    found = grid_backtest(view, ("zero",), YEARS, ["SSD"], target="all_types")
    events = view.table("violence_events").filter(pl.col("country") == "SSD")
    for year in (2021, 2022):
        deaths = events.filter(pl.col("end").dt.year() == year)["best"].sum()
        line = found.windows.filter(scope="all", window=f"Y{year}", country="SSD")
        assert line["deaths"].item() == deaths
        # The error of no deaths at all is the deaths that occurred, spread over its cases.
        assert line["crps"].item() == pytest.approx(deaths / line["cases"].item())


def test_events_placed_too_coarsely_count_in_no_cell(tmp_path: Path) -> None:
    month = date(2021, 5, 1)
    events = [*violent_years(), event(CELLS[0], month, 5_000, where_precision=5)]
    view = View(grid_edition(tmp_path / "e", events), date.max)
    windows = challenge_windows(2021, 2021)
    coarse, fine = (
        grid_backtest(view, ("zero",), windows, ["SSD"], precision=one).windows["deaths"][0]
        for one in (5, 3)
    )
    assert coarse == fine + 5_000


def test_stirred_cells_had_deaths_in_or_next_to_them_in_two_years(tmp_path: Path) -> None:
    events = [
        event(CELLS[0], date(2010, 1, 1), 1),
        event(CELLS[5], date(2010, 1, 1), 1),
        event(CELLS[7], date(2020, 6, 1), 3),
    ]
    view = View(grid_edition(tmp_path / "e", events), date.max)
    found = grid_backtest(view, ("zero",), challenge_windows(2021, 2021), ["SSD"])
    # A cell of the second row and column: its eight neighbours and itself.
    assert found.windows.filter(scope="stirred", country="SSD")["cases"].item() == 9 * 12


def test_a_backtest_of_the_past_does_not_change_with_later_events(
    view: View, tmp_path: Path
) -> None:
    later = [one for one in violent_years() if one["end"] >= date(2022, 1, 1)]
    other = [one | {"best": 4_000, "low": 0, "high": 5_000} for one in later]
    earlier = [one for one in violent_years() if one["end"] < date(2022, 1, 1)]
    changed = View(grid_edition(tmp_path / "e", [*earlier, *other]), date.max)
    windows = challenge_windows(2021, 2021)
    one, two = (grid_backtest(each, GRID_MODELS, windows, ["SSD"]) for each in (view, changed))
    assert one.windows.equals(two.windows)


def test_any_origin_and_horizon(view: View) -> None:
    found = grid_backtest(
        view, ("conflictology",), windows_from([date(2018, 4, 1)], 36), ["UGA"], target="one_sided"
    )
    assert found.windows.filter(scope="all", country="UGA")["cases"].item() == 12 * 36


def test_months_beyond_the_record_are_refused(view: View) -> None:
    with pytest.raises(
        MissingTableError, match="Y2023 needs 2022-10 to 2023-12; events in SSD are on"
    ):
        grid_backtest(view, ("zero",), challenge_windows(2023, 2023), ["SSD"])
    with pytest.raises(MissingTableError, match="no 24 months of events in MLI"):
        grid_backtest(view, ("zero",), YEARS, ["MLI"])


def test_an_unknown_model_or_target_is_refused(view: View) -> None:
    with pytest.raises(ValueError, match="'crystal_ball' is not a model"):
        grid_backtest(view, ("crystal_ball",), YEARS, ["SSD"])
    with pytest.raises(ValueError, match="'ghosts' is not a target"):
        grid_backtest(view, ("zero",), YEARS, ["SSD"], target="ghosts")


def test_the_command_prints_json(folder: Path) -> None:
    words = ["violence", "grid", "--countries", "South Sudan,UGA", "--windows", "2022"]
    asked = [*words, "--models", "zero,conflictology_ring", "--edition", str(folder)]
    done = CliRunner().invoke(app, [*asked, "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert set(found) >= {"protocol", "edition", "target", "windows", "means", "notes"}
    assert {line["model"] for line in found["means"]} == {"zero", "conflictology_ring"}
    assert {"crps", "crps_fair", "ign", "mis", "coverage_90"} <= set(found["windows"][0])
    again = CliRunner().invoke(app, [*asked, "--json"])
    assert again.stdout == done.stdout


def test_the_command_prints_tables(folder: Path) -> None:
    words = ["violence", "grid", "--countries", "SSD", "--windows", "2021-2022"]
    done = CliRunner().invoke(
        app, [*words, "--models", "zero,last", "--edition", str(folder)], env={"COLUMNS": "160"}
    )
    assert done.exit_code == 0, done.output
    assert "South Sudan, all cells: 2 windows, 288 cell-months" in done.stdout


@pytest.mark.parametrize(
    "words", [["--windows", "2018-20"], ["--models", "x"], ["--target", "x"], ["--origins", "x"]]
)
def test_the_command_refuses_what_it_does_not_know(words: list[str]) -> None:
    assert CliRunner().invoke(app, ["violence", "grid", *words]).exit_code == 2

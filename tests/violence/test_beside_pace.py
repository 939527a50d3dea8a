"""Beside PaCE's issues: same months and countries, ours from the months before an issue only."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from peaceops.cli import app
from peaceops.edition import Edition
from peaceops.edition.view import View
from peaceops.errors import MissingTableError
from peaceops.violence.country_months import country_month_panel
from peaceops.violence.draws_cache import draws_of_model
from peaceops.violence.protocol import compare_with_pace
from violence.made import month_rows, violent_edition

ISSUE = date(2023, 1, 1)
MODEL = ("conflictology", "own_history")


def issues(months: int = 6) -> pl.DataFrame:
    ahead = [date(2023, 1 + step, 1) for step in range(months)]
    rows = [
        (ISSUE, 6, country, month, 10.0 * place + 3.5)
        for place, country in enumerate(("BFA", "MLI", "YEM"))
        for month in ahead
    ]
    names = ["issued", "horizon", "country", "month", "deaths"]
    return pl.DataFrame(rows, schema=names, orient="row")


def made(folder: Path, rows: pl.DataFrame | None = None) -> Edition:
    months = month_rows(first=date(2016, 1, 1)) if rows is None else rows
    return violent_edition(folder, months, violence_issued_forecasts=issues())


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    return View(made(tmp_path_factory.mktemp("pace") / "e"), date.max)


def test_errors_worked_by_hand(view: View) -> None:
    found = compare_with_pace(view, ("conflictology",))
    world = country_month_panel(view)
    deaths = world.of("all_types")
    last = world.index(date(2022, 12, 1))
    off, ours = [], []
    for country, forecast in (("BFA", 3.5), ("MLI", 13.5)):  # Yemen is not on record
        own = deaths[world.units.index(country)]
        outcomes = own[last + 1 : last + 7]
        off.append(np.abs(np.log1p(forecast) - np.log1p(outcomes)))
        median = np.median(own[last - 11 : last + 1])
        ours.append(np.abs(np.log1p(median) - np.log1p(outcomes)))
    errors = found.errors.filter(scope="all", horizon=6)
    assert errors.filter(model="pace")["mae_log"].item() == pytest.approx(np.mean(off))
    assert errors.filter(model="conflictology")["mae_log"].item() == pytest.approx(np.mean(ours))
    assert errors["cases"].to_list() == [12, 12]
    assert "6 forecasts are of country-months not on record" in found.notes[-1]


def test_ours_is_made_from_the_months_before_the_issue(view: View, tmp_path: Path) -> None:
    later = pl.when(pl.col("month") >= ISSUE).then(9_999).otherwise(pl.col("state_based"))
    changed = month_rows(first=date(2016, 1, 1)).with_columns(state_based=later)
    planted = View(made(tmp_path / "planted", changed), date.max)
    one, other = (compare_with_pace(each, MODEL).cases for each in (view, planted))
    assert one.select(MODEL).equals(other.select(MODEL))
    assert not one["outcome"].equals(other["outcome"])


def test_a_model_that_looks_into_the_month_of_issue_is_caught(
    view: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(country_month_panel(view)), "until", lambda world, _origin: world)
    with pytest.raises(AssertionError):
        test_ours_is_made_from_the_months_before_the_issue(view, tmp_path)


def test_outcomes_not_yet_known_are_left_out_and_said(tmp_path: Path) -> None:
    short = month_rows(first=date(2016, 1, 1), last=date(2023, 2, 1))
    found = compare_with_pace(View(made(tmp_path / "short", short), date.max), ("conflictology",))
    assert found.cases.height == 4
    none = month_rows(first=date(2016, 1, 1), last=date(2022, 12, 1))
    with pytest.raises(MissingTableError, match="country-months end in 2022-12"):
        compare_with_pace(View(made(tmp_path / "none", none), date.max), ("conflictology",))


def test_an_unknown_model_is_refused(view: View) -> None:
    with pytest.raises(ValueError, match="'crystal_ball' is not a model"):
        compare_with_pace(view, ("crystal_ball",))


def test_the_forecaster_is_among_those_compared(tmp_path: Path) -> None:
    edition = made(tmp_path / "e")
    words = ["violence", "compare", "pace", "--edition", str(edition.folder)]
    done = CliRunner().invoke(app, [*words, "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert [one["model"] for one in found["errors"][:6]] == [
        "pace", "forecaster", "conflictology", "last", "zero", "forecaster_mean",
    ]  # fmt: skip
    world = country_month_panel(View(edition, date.max)).until(date(2022, 12, 1))
    draws = draws_of_model(world, "all_types", world.units, 6)
    cases = compare_with_pace(View(edition, date.max)).cases.filter(country="MLI").sort("month")
    median = np.median(draws[world.units.index("MLI")], axis=-1)
    assert cases["forecaster"].to_list() == median.tolist()
    mean = draws[world.units.index("MLI")].mean(axis=-1)
    assert cases["forecaster_mean"].to_list() == pytest.approx(mean.tolist())
    assert "Horizon 6 months" in CliRunner().invoke(app, words).stdout
    ratios = {line["model"]: line["ratio"] for line in found["errors"][:6]}
    for name, word in (("forecaster", "median"), ("forecaster_mean", "mean")):
        verdict = "worse" if ratios[name] > 1 else "closer"
        share = f"{abs(ratios[name] - 1):.0%}".replace("%", " %")
        assert f"{word} is {share} {verdict} than PaCE's point" in found["notes"][0]

"""Our own conflictology, last and zero, run end to end, agree with the challenge's benchmarks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.edition.build import build
from peaceops.edition.view import View
from peaceops.violence.protocol import backtest, challenge_windows

pytestmark = [pytest.mark.pack, pytest.mark.slow]
YEARS = range(2018, 2024)
THEIRS = {
    "conflictology": "bm_conflictology",
    "last": "bm_last_historical_poisson",
    "zero": "bm_zero",
}
SCORES = ("crps", "ign", "mis")
OTHERS = ("GED*", "ged*", "ucdp*", "20??-??_h*.csv")


def published(pack: Path, model: str, year: int) -> pl.DataFrame:
    folder = pack / "violence" / "views_challenge" / "published_scores" / THEIRS[model]
    number = pl.col("month_id") - 1
    parts = [
        pl.read_csv(folder / f"{year}_{score}.csv").select(
            views_id="country_id",
            month=pl.date(1980 + number // 12, number % 12 + 1, 1),
            **{f"their_{score}": "value"},
        )
        for score in SCORES
    ]
    return (
        parts[0].join(parts[1], on=["views_id", "month"]).join(parts[2], on=["views_id", "month"])
    )


@pytest.fixture(scope="module")
def cases(pack: Path, tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """Our scores beside theirs, one row a model and country-month of the six windows."""
    folder = tmp_path_factory.mktemp("challenge") / "edition"
    edition = build(pack / "violence", folder, leave_out=OTHERS).edition
    view = View(edition, date.max)
    found = backtest(view, tuple(THEIRS), challenge_windows(YEARS[0], YEARS[-1])).cases
    key = view.table("violence_challenge_months").select("views_id", "month", unit="country")
    ours = found.join(key, on=["unit", "month"], validate="m:1")
    return pl.concat(
        [
            ours.filter(window=f"Y{year}", model=model).join(
                published(pack, model, year), on=["views_id", "month"], validate="1:1"
            )
            for year in YEARS
            for model in THEIRS
        ]
    )


def test_every_country_month_of_the_challenge_is_scored(cases: pl.DataFrame) -> None:
    counts = cases.group_by("model", "window").len()
    assert counts.height == 18
    assert counts["len"].unique().to_list() == [191 * 12]


@pytest.mark.parametrize("model", ["conflictology", "zero"])
@pytest.mark.parametrize("score", SCORES)
def test_conflictology_and_zero_agree_to_a_millionth(
    cases: pl.DataFrame, model: str, score: str
) -> None:
    own = cases.filter(model=model)
    assert (own[score] - own[f"their_{score}"]).abs().max() < 1e-6


@pytest.mark.parametrize("score", SCORES)
def test_last_agrees_but_for_its_draws(cases: pl.DataFrame, score: str) -> None:
    own = cases.filter(model="last").group_by("window").agg(pl.col(score, f"their_{score}").mean())
    assert (own[score] / own[f"their_{score}"] - 1).abs().max() < 0.01


def test_conflictology_as_the_organisers_score_it(cases: pl.DataFrame) -> None:
    """Their table brings the twelve draws to 1,000: 51.51 and 839.9 on these outcomes."""
    means = (
        cases.filter(model="conflictology")
        .group_by("window")
        .agg(pl.col("crps", "crps_challenge", "mis", "mis_challenge").mean())
        .mean()
    )
    assert means["crps"].item() == pytest.approx(49.36, abs=0.005)
    assert means["crps_challenge"].item() == pytest.approx(51.51, abs=0.005)
    assert means["mis"].item() == pytest.approx(873.5, abs=0.05)
    assert means["mis_challenge"].item() == pytest.approx(839.9, abs=0.05)
    zero = cases.filter(model="zero").group_by("window").agg(pl.col("crps_challenge").mean())
    assert zero["crps_challenge"].mean() == pytest.approx(56.84, abs=0.005)

"""Our scores of the challenge's benchmarks are those the challenge published."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from peaceops.evaluate import scores
from peaceops.sources.views import read_panel
from peaceops.violence.conflictology import conflictology

YEARS = range(2018, 2024)
KEY = ["month_id", "country_id"]
CHALLENGE = Path("violence", "views_challenge")


def forecast_of(pack: Path, model: str, year: int) -> tuple[np.ndarray, pl.DataFrame]:
    """Draws, shape (cases, draws), and the cases with outcome and published scores."""
    (path,) = (pack / CHALLENGE / "benchmarks" / model / f"window=Y{year}").glob("*.parquet")
    draws = pl.read_parquet(path).sort(*KEY, "draw")
    found = draws.select(KEY).unique(maintain_order=True)
    found = found.join(pl.read_csv(pack / CHALLENGE / f"actuals_{year}.csv"), on=KEY)
    for score in ("crps", "ign", "mis"):
        path = pack / CHALLENGE / "published_scores" / model / f"{year}_{score}.csv"
        found = found.join(pl.read_csv(path).rename({"value": score}), on=KEY, validate="1:1")
    values = draws["outcome"].to_numpy().astype(float).reshape(found.height, -1)
    return values, found


@pytest.mark.pack
@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("model", ["bm_conflictology", "bm_last_historical_poisson"])
def test_published_scores_are_reproduced(pack: Path, model: str, year: int) -> None:
    draws, published = forecast_of(pack, model, year)
    assert published.height == 191 * 12
    outcomes = published["outcome"].to_numpy().astype(float)
    found = {
        "crps": scores.crps(draws, outcomes),
        "ign": scores.ignorance(scores.challenge_resample(draws), outcomes),
        "mis": scores.interval_score(draws, outcomes),
    }
    for score, values in found.items():
        np.testing.assert_allclose(values, published[score].to_numpy(), rtol=0, atol=1e-6)


@pytest.mark.pack
@pytest.mark.parametrize("year", [2020, 2021, 2022, 2023])
def test_conflictology_is_made_as_the_challenge_makes_it(pack: Path, year: int) -> None:
    panel = read_panel(pack / "violence" / "country_month_1990_2023.csv.gz")
    months = panel.records["views.country_months"].with_columns(
        month_id=(pl.col("month").dt.year() - 1980) * 12 + pl.col("month").dt.month()
    )
    draws, published = forecast_of(pack, "bm_conflictology", year)
    first = int(published["month_id"][0])  # January; what was known ended in October
    known = months.filter(pl.col("month_id").is_between(first - 14, first - 3))
    units = published["country_id"].unique().sort()
    known = known.filter(pl.col("views_id").is_in(units.implode())).sort("views_id", "month_id")
    history = known["state_based"].to_numpy().astype(float).reshape(len(units), 12)
    ours = conflictology(history, 12).transpose(1, 0, 2).reshape(-1, 12)
    np.testing.assert_array_equal(np.sort(ours), np.sort(draws))

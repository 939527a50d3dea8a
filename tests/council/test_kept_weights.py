"""Weights that an edition keeps answer as those fitted when asked."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from council.made_view import MadeView, record, view_of
from peaceops.council import vote_weights
from peaceops.council.draft_odds import past_drafts, vote_model
from peaceops.council.model.vote import VoteModel, fit_quarter, vote_matrix
from peaceops.domain.arrays import Floats
from peaceops.domain.months import month_after
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import conform

QUARTER = date(2023, 10, 1)
DAY = date(2023, 12, 31)


@pytest.fixture(scope="module")
def frames() -> dict[str, pl.DataFrame]:
    """Seven years of monthly votes, on which some members now and then withhold theirs."""
    months = [month_after(date(2017, 1, 16), month) for month in range(84)]
    rng = np.random.default_rng(5)
    withheld = [
        {
            member: "abstain" if rng.random() < 0.7 else "no"
            for member, share in (("RUS", 0.5), ("CHN", 0.3), ("GAB", 0.1))
            if rng.random() < share
        }
        for _ in months
    ]
    rows: dict[str, pl.DataFrame] = record(list(zip(months, withheld, strict=True)))
    return rows


@pytest.fixture
def view(frames: dict[str, pl.DataFrame], monkeypatch: pytest.MonkeyPatch) -> MadeView:
    monkeypatch.setenv("PEACEOPS_CACHE", "off")
    return view_of(DAY, frames)


def numbers(model: VoteModel | None) -> Floats:
    assert model is not None
    parts: list[Floats] = [model.host.mean.ravel(), model.host.spread.ravel()]
    for side in (model.submitted_too, model.unsubmitted):
        parts += [side.mean, side.spread]
        for logit in (side.withheld, side.against):
            parts += [logit.coefficients, np.array([logit.constant])]
    return np.concatenate(parts)


def test_a_kept_model_has_the_numbers_of_one_fitted_now(
    view: MadeView, frames: dict[str, pl.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = vote_matrix(view, past_drafts(view)[1]).features.names
    fitted = numbers(vote_model(view, QUARTER, names))
    rows = conform(TABLES["vote_weights"], vote_weights(view))
    assert {rows.schema[name] for name in ("weight", "mean", "spread")} == {pl.Float32}
    kept = view_of(DAY, {**frames, "vote_weights": rows})
    monkeypatch.setattr("peaceops.council.draft_odds.fit_quarter", None)  # it is read, not fitted
    np.testing.assert_array_equal(numbers(vote_model(kept, QUARTER, names)), fitted)
    assert np.count_nonzero(fitted) > len(names)


def test_single_precision_moves_odds_less_than_their_sixth_digit(view: MadeView) -> None:
    _, drafts = past_drafts(view)
    matrix = vote_matrix(view, drafts)
    exact = fit_quarter(matrix, QUARTER)
    assert exact is not None
    kept = VoteModel.of(exact.frame())
    assert (numbers(kept) != numbers(exact)).any()
    odds, expected = (model.odds(matrix.features, matrix.drafts) for model in (kept, exact))
    np.testing.assert_allclose(odds, expected, rtol=1e-6)

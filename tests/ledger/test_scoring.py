"""Scores are those that a hand computes, and count only what was issued in time."""

from __future__ import annotations

from datetime import date
from math import log
from pathlib import Path

import numpy as np
import pytest

from ledger.made_ledger import AS_OF, MAKER, TODAY, event, later_edition, some_forecasts
from peaceops.evaluate import brier, log_loss, quantile_score
from peaceops.evaluate.scores import crps
from peaceops.ledger import append, cases_of, counted, read_ledger, resolve, summary
from peaceops.ledger.forecast import LEVELS


@pytest.fixture
def resolved(tmp_path: Path) -> Path:
    path = tmp_path / "l.jsonl"
    append(path, "issued", TODAY, MAKER, some_forecasts())
    resolve(path, later_edition(tmp_path / "later"), date(2024, 8, 1))
    return path


def test_scores_equal_those_computed_by_hand(resolved: Path) -> None:
    pairs, late = counted(read_ledger(resolved))
    rows = {row["quantity"]: row for row in summary(cases_of(pairs)).iter_rows(named=True)}
    assert not late and len(rows) == 9
    draft = rows["council.next_draft"]
    assert draft["log_loss"] == pytest.approx(-log(0.8))
    assert draft["brier"] == pytest.approx((0.2**2 + 0.15**2 + 0.05**2) / 2)
    assert rows["council.unanimous"]["log_loss"] == pytest.approx(-log(0.4))
    assert rows["council.unanimous"]["brier"] == pytest.approx(0.36)
    assert rows["council.permanent_abstains"]["baseline_brier"] == pytest.approx(0.25)
    votes = rows["council.votes"]
    assert votes["cases"] == 15 and votes["forecasts"] == 1
    assert votes["log_loss"] == pytest.approx((-14 * log(0.9) - log(0.08)) / 15)
    # Quantiles 5, 10 ... 95 of deaths, and 60 came.
    hand = [2 * ((60 - 100 * a) * a if a <= 0.6 else (100 * a - 60) * (1 - a)) for a in LEVELS]
    assert rows["violence.deaths"]["crps"] == pytest.approx(sum(hand) / 19)
    assert rows["violence.deaths"]["within_90"] == 1
    assert rows["violence.at_least"]["log_loss"] == pytest.approx(-log(0.7))
    assert rows["mission.strength"]["crps"] == pytest.approx(50)
    assert rows["mission.strength"]["baseline_crps"] == pytest.approx(50)
    assert rows["mission.strength"]["log_loss"] is None
    assert rows["mission.strength"]["within_90"] == 0


def test_means_weigh_each_case_alike_and_group_by_year(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    forecasts = [
        event("council.adopted", 0.9, as_of=date(2022, 12, 1)),
        event("council.adopted", 0.5),
    ]
    append(path, "issued", TODAY, MAKER, forecasts)
    resolve(path, later_edition(tmp_path / "later"), date(2024, 8, 1))
    cases = cases_of(counted(read_ledger(path))[0])
    (row,) = summary(cases).iter_rows(named=True)
    assert row["log_loss"] == pytest.approx((-log(0.9) - log(0.5)) / 2) and row["cases"] == 2
    assert summary(cases, "date")["year"].to_list() == ["2022", "2023"]
    assert summary(cases, "mission")["mission"].to_list() == ["UNTEST"]


def test_a_forecast_entered_when_its_outcome_was_public_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    append(path, "issued", date(2023, 11, 30), MAKER, [event("council.adopted", 0.99)])
    resolve(path, later_edition(tmp_path / "later"), date(2024, 8, 1))
    pairs, late = counted(read_ledger(path))
    assert not pairs and late == [2]


def test_of_replays_every_outcome_counts(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    append(path, "retrospective", date(2024, 8, 1), MAKER, [event("council.adopted", 0.99)])
    resolve(path, later_edition(tmp_path / "later"), date(2024, 8, 1))
    pairs, late = counted(read_ledger(path))
    assert len(pairs) == 1 and not late


def test_what_is_void_has_no_score(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    append(path, "issued", TODAY, MAKER, [event("council.adopted", 0.9, "terminate")])
    resolve(path, later_edition(tmp_path / "later"), date(2024, 8, 1))
    pairs, _ = counted(read_ledger(path))
    assert len(pairs) == 1 and cases_of(pairs).is_empty() and summary(cases_of(pairs)).is_empty()


def test_an_answer_that_does_not_fit_its_outcome_is_an_error() -> None:
    forecast = event("council.adopted", 0.9)
    outcome = {"status": "resolved", "happened": 3.0, "known_on": AS_OF, "why": "",
               "resolved_from": "votes"}  # fmt: skip
    from peaceops.ledger import Outcome

    with pytest.raises(ValueError, match="does not fit the outcome"):
        cases_of([(forecast, Outcome.model_validate(outcome))])


def test_no_probability_costs_more_than_the_floor_and_certainty_costs_nothing() -> None:
    assert log_loss(0.0) == pytest.approx(-log(1e-9)) and log_loss(1.0) == 0.0
    assert brier({"renew": 1.0}, "rollover") == 1.0
    assert brier({"renew": 0.0, "rollover": 1.0}, "rollover") == 0.0


@pytest.mark.parametrize("outcome", [-3.0, 0.0, 1.7, 40.0])
def test_the_score_of_many_quantiles_is_near_the_crps_of_the_draws(outcome: float) -> None:
    draws = np.random.default_rng(5).gamma(2.0, 3.0, 4000)
    levels = (np.arange(400) + 0.5) / 400
    quantiles = dict(zip(levels.tolist(), np.quantile(draws, levels).tolist(), strict=True))
    assert quantile_score(quantiles, outcome) == pytest.approx(
        float(crps(draws, outcome)), rel=0.01
    )


def test_a_score_of_no_quantiles_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one quantile"):
        quantile_score({}, 1.0)

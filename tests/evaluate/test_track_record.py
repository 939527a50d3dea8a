"""A record names the best simple method, also where it wins."""

from __future__ import annotations

from datetime import date

import pytest

from peaceops.evaluate import Score, TrackRecord, in_words


def record(value: float) -> TrackRecord:
    return TrackRecord(
        key="council.record.votes",
        quantity="votes on peace operations",
        measure="forecast error",
        unit="nats a vote",
        forecaster=Score("regression", value),
        baselines=(Score("constant", 0.30), Score("blend", 0.10)),
        cases=120,
        first=date(2014, 1, 1),
        last=date(2023, 12, 31),
    )


def test_the_best_baseline_is_named_whatever_the_order_given() -> None:
    assert record(0.08).best_baseline == Score("blend", 0.10)


def test_a_loss_is_said_as_plainly_as_a_win() -> None:
    won, lost = in_words([record(0.08), record(0.12)])
    assert "error is 20 % lower than that of the best simple method (blend)" in won
    assert "error is 20 % higher than that of the best simple method (blend)" in lost


def test_a_record_gives_its_own_score_and_the_baselines_as_figures() -> None:
    assert {figure.key: figure.value for figure in record(0.08).figures} == {
        "council.record.votes": 0.08,
        "council.record.votes.baseline": 0.10,
    }


def test_a_record_without_a_case_cannot_be() -> None:
    with pytest.raises(ValueError, match="needs cases"):
        TrackRecord("a", "b", "c", "d", Score("e", 1.0), (Score("f", 1.0),), 0, date.min, date.max)

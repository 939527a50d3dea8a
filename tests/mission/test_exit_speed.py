"""The pace of exits is chosen by a rule, and the rule is judged on exits it has not seen."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from peaceops.domain.arrays import Floats
from peaceops.edition import open_edition
from peaceops.mission.exit_speed import best, inside, left_out, replayed, scores
from peaceops.mission.exits import PACE, paths, replay


@pytest.fixture(scope="module")
def known() -> dict[str, Floats]:
    return paths(open_edition(None).as_of(date(2017, 12, 31)))


@pytest.fixture(scope="module")
def scored(known: dict[str, Floats]) -> pl.DataFrame:
    return scores(known)


@pytest.mark.slow
def test_the_pace_in_use_is_the_one_the_rule_chooses(scored: pl.DataFrame) -> None:
    assert best(scored) == PACE


@pytest.mark.slow
def test_exits_lie_in_the_band_with_the_pace_chosen_without_them(
    known: dict[str, Floats], scored: pl.DataFrame
) -> None:
    unseen = left_out(known, scored=scored)
    for mission in ("UNMEE", "MINURCAT", "UNMIS", "ONUB"):
        assert unseen[mission]["inside"].all(), mission
    within, months = inside(unseen)
    assert 0.85 < within / months < 0.97


@pytest.mark.slow
def test_leaving_an_exit_out_can_change_the_choice(
    known: dict[str, Floats], scored: pl.DataFrame
) -> None:
    chosen = {best(scored, without=one) for one in replayed(known)}
    assert len(chosen) > 1


def test_crps_of_a_replay_is_that_of_its_definition(known: dict[str, Floats]) -> None:
    row = replay(known, "UNMEE", draws=400).row(0, named=True)
    assert 0 < row["crps"] <= max(abs(row["share"] - row["low_90"]), 1)

"""The pace of exits is chosen by a rule, and the rule is judged on exits it has not seen."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from peaceops.edition import open_edition
from peaceops.mission.exit_speed import best, inside, left_out, replayed, scores
from peaceops.mission.exits import PACE, paths, replay

KNOWN = paths(open_edition(None).as_of(date(2017, 12, 31)))


@pytest.fixture(scope="module")
def scored() -> pl.DataFrame:
    return scores(KNOWN)


def test_the_pace_in_use_is_the_one_the_rule_chooses(scored: pl.DataFrame) -> None:
    assert best(scored) == PACE


def test_exits_lie_in_the_band_with_the_pace_chosen_without_them(scored: pl.DataFrame) -> None:
    unseen = left_out(KNOWN, scored=scored)
    for mission in ("UNMEE", "MINURCAT", "UNMIS", "ONUB"):
        assert unseen[mission]["inside"].all(), mission
    within, months = inside(unseen)
    assert 0.85 < within / months < 0.97


def test_leaving_an_exit_out_can_change_the_choice(scored: pl.DataFrame) -> None:
    chosen = {best(scored, without=one) for one in replayed(KNOWN)}
    assert len(chosen) > 1


def test_crps_of_a_replay_is_that_of_its_definition() -> None:
    row = replay(KNOWN, "UNMEE", draws=400).row(0, named=True)
    assert 0 < row["crps"] <= max(abs(row["share"] - row["low_90"]), 1)

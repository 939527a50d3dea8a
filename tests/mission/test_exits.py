"""Exits: the forced ones replayed, and what every draw must keep."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peaceops.edition import View, open_edition
from peaceops.mission.exits import (
    EXITS,
    exit_draws,
    odds_of_finishing,
    over_by,
    paths,
    regime_ahead,
    replay,
)

VIEW = open_edition(None).as_of(date(2017, 12, 31))
KNOWN = paths(VIEW)


@pytest.mark.parametrize("mission", ["UNMEE", "MINURCAT", "UNMIS", "ONUB"])
def test_the_real_path_of_a_forced_exit_lies_in_the_90_percent_band(mission: str) -> None:
    assert replay(KNOWN, mission)["inside"].all()


@settings(max_examples=20, deadline=None)
@given(start=st.floats(0, 30_000), due=st.floats(0, 36), seed=st.integers(0, 1000))
def test_nobody_returns_and_nobody_is_negative(start: float, due: float, seed: int) -> None:
    values = exit_draws(KNOWN, "forced", start=start, months_to_due=due, draws=50, seed=seed)
    assert values.min() >= 0
    assert values.max() <= start + 1e-9
    assert (np.diff(values, axis=0) <= 1e-9).all()


def test_a_nearer_date_empties_the_mission_sooner() -> None:
    near, far = (
        exit_draws(KNOWN, "planned", start=10_000, months_to_due=due, draws=1000) for due in (6, 24)
    )
    assert np.median(near[5]) < np.median(far[5])
    assert odds_of_finishing(near, 10_000, 12) > odds_of_finishing(far, 10_000, 12)


def test_a_view_knows_only_exits_that_were_over() -> None:
    early: View = open_edition(None).as_of(date(2005, 1, 1))
    known = set(paths(early))
    assert known <= {one.mission for one in EXITS if one.due < date(2005, 1, 1)}
    assert "UNMEE" not in known


def test_without_any_past_the_fall_is_even() -> None:
    early = open_edition(None).as_of(date(1992, 1, 1))
    values = exit_draws(paths(early), "planned", start=1000, months_to_due=10, draws=400)
    assert 0 < np.median(values[4]) < 1000


def test_every_resolution_of_an_exit_is_on_record_for_its_mission() -> None:
    mandates = VIEW.table("mandates")
    known = set(mandates.select("mission", "decision").iter_rows())
    for one in EXITS:
        for symbol in re.findall(r"S/RES/\d+ \(\d{4}\)", one.source):
            assert (one.mission, symbol) in known, symbol
        assert one.decided <= one.due


def test_what_the_host_asked_still_counts_once_the_end_is_decided() -> None:
    acts = [("MINUSMA", date(2023, 6, 16))]
    assert regime_ahead(acts, "MINUSMA", date(2023, 9, 1)) == "forced"
    assert regime_ahead(acts, "MINUSMA", date(2023, 6, 1)) == "planned"
    assert regime_ahead(acts, "MINUSMA", date(2028, 6, 1)) == "planned"
    assert regime_ahead(acts, "UNMIL", date(2023, 9, 1)) == "planned"


def test_an_exit_is_learned_from_once_it_was_due() -> None:
    path = np.array([[0.0, 1.0], [3.0, 0.0]])
    known = over_by({"UNTAC": path, "UNOCI": path}, date(2000, 1, 1))
    assert set(known) == {"UNTAC"}

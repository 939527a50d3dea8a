"""What a member declares moves its odds by a stated rule."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.council.positions import (
    DECLARED,
    HOST_POSITIONS,
    POSITIONS,
    apply_declared_position,
    check,
)
from peaceops.errors import CaseError

OPTIONS = ("increase", "reconfigure", "withdraw", "rollover")
SPLIT = np.array([0.0, 0.1, 0.9])
some_odds = st.tuples(*[st.floats(0.001, 1)] * 3).map(lambda row: np.array(row) / sum(row))


@given(
    some_odds, st.sampled_from(POSITIONS), st.sampled_from(OPTIONS),
    st.sampled_from([*HOST_POSITIONS, None]),
)  # fmt: skip
def test_moved_odds_are_odds(
    odds: np.ndarray, position: str, option: str, host: str | None
) -> None:
    moved = apply_declared_position(odds, position, option, host, SPLIT)
    assert moved.sum() == pytest.approx(1)
    assert (moved >= 0).all()


@given(some_odds, st.sampled_from(OPTIONS))
def test_a_declared_vote_weighs_four_fifths(odds: np.ndarray, option: str) -> None:
    for place, position in enumerate(("for", "against", "abstains")):
        moved = apply_declared_position(odds, position, option, None, SPLIT)
        assert moved[place] == pytest.approx(DECLARED + (1 - DECLARED) * odds[place])


@given(some_odds)
def test_a_supporter_of_the_mission_favours_what_keeps_it(odds: np.ndarray) -> None:
    keeping = apply_declared_position(odds, "supports-mission", "increase", None, SPLIT)
    assert keeping[0] >= odds[0]
    ended = apply_declared_position(odds, "supports-mission", "withdraw", None, SPLIT)
    assert (ended == odds).all()


@given(some_odds)
def test_who_follows_the_host_votes_for_what_it_wants(odds: np.ndarray) -> None:
    def yes(option: str, host: str | None) -> float:
        return float(apply_declared_position(odds, "follows-host", option, host, SPLIT)[0])

    assert yes("withdraw", "asks-to-leave") >= odds[0] >= yes("increase", "asks-to-leave")
    assert yes("increase", "consents") >= odds[0] >= yes("withdraw", "consents")
    assert yes("increase", "restricts") == yes("increase", None) == odds[0]


@pytest.mark.parametrize(
    ("positions", "host", "message"),
    [
        ({"RUS": "undecided"}, None, r"'undecided' is not a position of a member"),
        ({"RUS": "abstain"}, None, r"Did you mean abstains"),
        ({"MLI": "against"}, None, r"MLI has a position on the draft and does not sit"),
        ({}, "asks to leave", r"(?s)'asks to leave'.*Did you mean asks-to-leave"),
    ],
)
def test_a_position_nobody_can_have_is_refused(
    positions: dict[str, str], host: str | None, message: str
) -> None:
    with pytest.raises(CaseError, match=message):
        check(positions, {"RUS"}, host)

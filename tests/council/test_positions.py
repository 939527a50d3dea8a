"""What a member declares moves its odds by a stated rule."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.council.positions import DECLARED, HOST_POSITIONS, POSITIONS, check, move
from peaceops.errors import CaseError

OPTIONS = ("increase", "reconfigure", "withdraw", "rollover")
NOT_YES = np.array([0.0, 0.1, 0.9])
some_odds = st.tuples(*[st.floats(0.001, 1)] * 3).map(lambda one: np.array(one) / sum(one))


@given(
    some_odds, st.sampled_from(POSITIONS), st.sampled_from(OPTIONS),
    st.sampled_from([*HOST_POSITIONS, None]),
)  # fmt: skip
def test_moved_odds_are_odds(
    given_odds: np.ndarray, position: str, option: str, host: str | None
) -> None:
    moved = move(given_odds, position, option, host, NOT_YES)
    assert moved.sum() == pytest.approx(1)
    assert (moved >= 0).all()


@given(some_odds, st.sampled_from(OPTIONS))
def test_a_declared_vote_weighs_four_fifths(given_odds: np.ndarray, option: str) -> None:
    for place, position in enumerate(("for", "against", "abstains")):
        moved = move(given_odds, position, option, None, NOT_YES)
        assert moved[place] == pytest.approx(DECLARED + (1 - DECLARED) * given_odds[place])


@given(some_odds)
def test_a_supporter_of_the_mission_favours_what_keeps_it(given_odds: np.ndarray) -> None:
    kept = move(given_odds, "supports-mission", "increase", None, NOT_YES)
    assert kept[0] >= given_odds[0]
    ended = move(given_odds, "supports-mission", "withdraw", None, NOT_YES)
    assert (ended == given_odds).all()


@given(some_odds)
def test_who_follows_the_host_votes_for_what_it_wants(given_odds: np.ndarray) -> None:
    def yes(option: str, host: str | None) -> float:
        return float(move(given_odds, "follows-host", option, host, NOT_YES)[0])

    assert yes("withdraw", "asks-to-leave") >= given_odds[0] >= yes("increase", "asks-to-leave")
    assert yes("increase", "consents") >= given_odds[0] >= yes("withdraw", "consents")
    assert yes("increase", "restricts") == yes("increase", None) == given_odds[0]


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

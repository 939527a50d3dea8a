"""The state of the draft as a statement of a case: its stages, its vote, who broke silence."""

from __future__ import annotations

import pytest

from peaceops.case import DraftState, parse_case
from peaceops.errors import CaseError

CASE = """
case: test
mission: MINUSMA
as_of: 2023-06-29
statements:
  - {{id: draft, kind: draft_state, date: 2023-06-29, speaker: a delegation, source: a note,
     text: said, {state}}}
options:
  - {{id: withdraw, label: Withdraw, decision: withdraw, summary: All leave., source: the draft}}
"""


def state_of(words: str) -> DraftState:
    (state,) = parse_case(CASE.format(state=words)).of_kind("draft_state")
    assert isinstance(state, DraftState)
    return state


def test_a_draft_has_stage_symbol_option_drafters_and_a_day_for_the_vote() -> None:
    state = state_of(
        "stage: in-blue, symbol: S/2023/480, option: withdraw, drafted_by: [France], "
        "vote_day: 2023-06-30"
    )
    assert (state.stage, state.symbol, state.option) == ("in-blue", "S/2023/480", "withdraw")
    assert state.drafted_by == ("FRA",) and state.vote_day is not None


def test_members_that_broke_silence_are_named() -> None:
    assert state_of("stage: silence-broken, broken_by: [RUS, China]").broken_by == ("RUS", "CHN")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("stage: green", "`stage`"),
        ("symbol: S/2023/480", "`stage`"),
        ("stage: vote-scheduled", "a vote is scheduled for no day"),
        ("stage: in-blue, vote_day: 2023-06-28", "the vote, 2023-06-28, is before"),
        ("stage: in-blue, vote_day: 2043-06-28", "more than 10 years after"),
        ("stage: in-blue, broken_by: [RUS]", "silence is broken at the stage"),
        ("stage: in-blue, option: leave", "no option 'leave' is listed"),
        ("stage: in-blue, drafted_by: [SUN]", "ended in 1991"),
    ],
)
def test_what_cannot_be_is_refused(words: str, problem: str) -> None:
    with pytest.raises(CaseError, match=problem):
        state_of(words)

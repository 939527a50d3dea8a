"""The replay: what is known before a vote, exact tallies, and a past the future cannot move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.made_view import PERMANENT, SEATED, record, view_of
from peaceops.council.ballots import ballots
from peaceops.council.model.drafts import drafts_of, submitters_of, theme
from peaceops.council.model.features import FeatureBuilder
from peaceops.council.model.logit import fit_logit
from peaceops.council.replay import SEEN_FROM, replay
from peaceops.council.vote_copula import (
    TIES,
    path_to_adoption,
    tally_distribution,
    tally_distributions,
    tally_probability,
)
from peaceops.errors import MissingTableError

DAY = date(2023, 6, 16)
FIVE = np.array([member in PERMANENT for member in SEATED])
shares = st.lists(
    st.tuples(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.01, 1)), min_size=15, max_size=15
).map(lambda rows: np.array(rows) / np.array(rows).sum(axis=1, keepdims=True))
DRAFTS = [
    (date(2021, 1, 1) + timedelta(days=30 * month), {"RUS": "abstain"} if month % 3 else {})
    for month in range(12)
]


def described(drafts: list[tuple[date, dict[str, str]]]) -> np.ndarray:
    view = view_of(date(2030, 1, 1), record(drafts))
    return FeatureBuilder({}).read(drafts_of(view, ballots(view))).submitted_too


@settings(max_examples=30, deadline=None)
@given(shares)
def test_a_tally_is_a_distribution_and_keeps_each_members_odds(odds: np.ndarray) -> None:
    tally = tally_distribution(odds, FIVE, DAY)
    assert tally.yes.sum() == pytest.approx(1)
    assert tally.yes.min() >= 0
    assert (tally.yes * np.arange(16)).sum() == pytest.approx(odds[:, 0].sum(), abs=0.05)
    assert tally.yes[15] == pytest.approx(tally.unanimous, abs=1e-12)
    assert tally_probability(odds, 15, 0) == pytest.approx(tally.unanimous, abs=1e-12)
    assert 0 <= tally.adopted <= tally.yes[9:].sum() + 1e-12
    path = path_to_adoption(odds, SEATED, FIVE, DAY)
    assert path.p_enough - path.p_vetoed == pytest.approx(tally.adopted, abs=1e-9)
    assert path.p_adopted_without_veto >= tally.adopted - 1e-12


def test_the_exact_tally_agrees_with_drawn_votes() -> None:
    odds = np.tile([0.8, 0.05, 0.15], (15, 1))
    rng = np.random.default_rng(1)
    shared, own = rng.standard_normal((100_000, 1)), rng.standard_normal((100_000, 15))
    ties, likely = np.array(TIES).T
    tie = rng.choice(ties, (100_000, 1), p=likely)
    place = np.sqrt(tie) * shared + np.sqrt(1 - tie) * own
    votes = np.where(place < 0.8416, "yes", np.where(place < 1.6449, "abstain", "no"))
    tally = tally_distribution(odds, FIVE, DAY)
    vetoed = (votes[:, FIVE] == "no").any(axis=1)
    adopted = ((votes == "yes").sum(axis=1) >= 9) & ~vetoed
    assert tally.adopted == pytest.approx(adopted.mean(), abs=0.01)
    assert tally.unanimous == pytest.approx((votes == "yes").all(axis=1).mean(), abs=0.01)
    abstains = (votes[:, FIVE] == "abstain").any(axis=1).mean()
    assert tally.permanent_abstains == pytest.approx(abstains, abs=0.01)
    two = ((votes == "abstain").sum(axis=1) >= 2).mean()
    assert tally.two_abstain == pytest.approx(two, abs=0.01)


def test_a_sure_veto_sinks_a_draft_and_eight_yes_fail() -> None:
    odds = np.tile([1.0, 0.0, 0.0], (15, 1))
    assert tally_distribution(odds, FIVE, DAY).adopted == pytest.approx(1)
    vetoed = odds.copy()
    vetoed[0] = [0, 1, 0]
    assert tally_distribution(vetoed, FIVE, DAY).adopted == pytest.approx(0, abs=1e-9)
    path = path_to_adoption(vetoed, SEATED, FIVE, DAY)
    assert path.likeliest_veto == SEATED[0]
    assert path.p_adopted_without_veto == pytest.approx(1)
    short = odds.copy()
    short[5:12] = [0, 0, 1]
    assert tally_distribution(short, FIVE, DAY).adopted == pytest.approx(0, abs=1e-9)


def test_drafts_at_once_come_to_what_each_comes_to_alone() -> None:
    rng = np.random.default_rng(3)
    odds = [rng.dirichlet([8, 1, 2], size) for size in (15, 14, 15, 11)]
    seats = [np.arange(len(shares)) < 5 for shares in odds]
    days = [DAY, DAY, DAY, date(1960, 1, 5)]
    together = tally_distributions(odds, seats, days)
    for place, tally in enumerate(together):
        alone = tally_distribution(odds[place], seats[place], days[place])
        assert tally.adopted == pytest.approx(alone.adopted, abs=1e-12)
        assert tally.unanimous == pytest.approx(alone.unanimous, abs=1e-12)
        np.testing.assert_allclose(tally.yes, alone.yes, atol=1e-12)


def test_what_is_known_of_a_draft_does_not_hang_on_its_own_or_later_votes() -> None:
    before = described(DRAFTS)
    turned = [*DRAFTS[:8], *((day, dict.fromkeys(SEATED[:9], "no")) for day, _ in DRAFTS[8:])]
    after = described(turned)
    np.testing.assert_array_equal(before[: 9 * 15], after[: 9 * 15])
    assert not np.array_equal(before[9 * 15 :], after[9 * 15 :], equal_nan=True)


def test_the_outcome_and_the_symbol_of_a_draft_tell_nothing() -> None:
    frames = record(DRAFTS, outcome="vetoed", resolution=None)
    other = record(DRAFTS)
    first, second = (
        FeatureBuilder({}).read(drafts_of(view, ballots(view))[-1:]).submitted_too
        for view in (view_of(date(2030, 1, 1), each) for each in (frames, other))
    )
    np.testing.assert_array_equal(first, second)


def test_spellings_of_an_item_are_one_theme() -> None:
    assert theme("Middle East, inc. Palestinian question") == theme(
        "The situation in the Middle East, including the Palestinian question"
    )
    assert theme("Mali") != theme("Somalia")
    assert theme(None) is None


def test_submitters_are_read_from_untidy_cells() -> None:
    bloc, codes, number = submitters_of("Mexico and United States, _x000D_ Norway (3)")
    assert (bloc, codes, number) == ("W", {"MEX", "USA", "NOR"}, 3)
    assert submitters_of("President")[0] == "president"
    assert submitters_of(None)[0] == "unknown"
    assert submitters_of("China, Russian Federation")[0] == "E"
    assert submitters_of("Bosnia and Herzegovina")[1] == {"BIH"}


def test_the_regression_finds_the_sign_and_shrinks_with_the_penalty() -> None:
    rng = np.random.default_rng(0)
    columns = rng.standard_normal((2000, 3))
    event = rng.random(2000) < 1 / (1 + np.exp(2 - columns[:, 0] + 0.5 * columns[:, 1]))
    loose, tight = fit_logit(columns, event, 1.0), fit_logit(columns, event, 1000.0)
    np.testing.assert_allclose(loose.coefficients, [1, -0.5, 0], atol=0.25)
    assert np.abs(tight.coefficients).sum() < np.abs(loose.coefficients).sum()
    assert np.isfinite(fit_logit(columns, np.zeros(2000, bool), 1.0).constant)


def test_replay_scores_every_draft_of_the_span_and_no_other() -> None:
    view = view_of(date(2030, 1, 1), record(DRAFTS))
    result = replay(view, DRAFTS[4][0], DRAFTS[9][0])
    assert (result.decisions, result.votes) == (6, 90)
    plain = result.as_json()
    assert {"edition", "decisions", "votes", "models"} <= set(plain)
    assert plain["seen"] is False
    assert replace(result, until=SEEN_FROM).seen
    assert {"model", "log_loss", "brier_yes", "tally_log_score"} <= set(result.models.columns)
    assert result.calibration.filter(event="adopted", model=result.method)["cases"].sum() == 6
    with pytest.raises(MissingTableError, match="no draft"):
        replay(view, date(2029, 1, 1))


def test_the_future_does_not_move_the_replay() -> None:
    whole = view_of(date(2030, 1, 1), record(DRAFTS))
    cut = view_of(DRAFTS[9][0], record(DRAFTS))
    first, second = (replay(each, DRAFTS[4][0], DRAFTS[9][0]) for each in (whole, cut))
    assert first.as_json() == second.as_json()


def test_the_order_of_members_does_not_move_the_tally() -> None:
    rng = np.random.default_rng(3)
    odds = rng.dirichlet([8, 1, 2], 15)
    order = rng.permutation(15)
    plain = tally_distribution(odds, FIVE, DAY)
    shuffled = tally_distribution(odds[order], FIVE[order], DAY)
    np.testing.assert_allclose(plain.yes, shuffled.yes, atol=1e-12)
    assert plain.adopted == pytest.approx(shuffled.adopted, abs=1e-12)


def test_submitters_that_are_not_recorded_leave_no_trace_in_the_masked_features() -> None:
    plain = drafts_of(view := view_of(date(2030, 1, 1), record(DRAFTS)), ballots(view))
    last = replace(plain[-1], bloc="E", sponsors=frozenset({"RUS"}), submitters=1)
    found = FeatureBuilder({}).read([*plain[:-1], last])
    other = FeatureBuilder({}).read(plain)
    mine = slice(-len(last.members), None)
    np.testing.assert_array_equal(found.unsubmitted[mine], other.submitted_too[mine])
    assert not np.array_equal(found.submitted_too[mine], other.submitted_too[mine], equal_nan=True)


def test_old_votes_weigh_less() -> None:
    columns = np.zeros((400, 1))
    event = np.arange(400) < 200
    light = np.where(event, 0.1, 1.0)
    even, tilted = fit_logit(columns, event, 1.0), fit_logit(columns, event, 1.0, light)
    assert tilted.constant < even.constant - 1

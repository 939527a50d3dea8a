"""The replay: what is known before a vote, exact tallies, and a past the future cannot move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.made_view import PERMANENT, SEATED, record, view_of
from peaceops.council.draws import draw_votes, tally
from peaceops.council.model.drafts import drafts_of, submitters_of, theme
from peaceops.council.model.features import features
from peaceops.council.model.logit import fit_logit
from peaceops.council.record import ballots
from peaceops.council.replay import replay
from peaceops.council.tally import foretell
from peaceops.errors import EditionLacks

DAY = date(2023, 6, 16)
FIVE = np.array([one in PERMANENT for one in SEATED])
shares = st.lists(
    st.tuples(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.01, 1)), min_size=15, max_size=15
).map(lambda rows: np.array(rows) / np.array(rows).sum(axis=1, keepdims=True))
DRAFTS = [
    (date(2021, 1, 1) + timedelta(days=30 * month), {"RUS": "abstain"} if month % 3 else {})
    for month in range(12)
]


def described(drafts: list[tuple[date, dict[str, str]]]) -> np.ndarray:
    view = view_of(date(2030, 1, 1), record(drafts))
    return features(drafts_of(view, ballots(view)), {}).known


@settings(max_examples=30, deadline=None)
@given(shares)
def test_a_tally_is_a_distribution_and_keeps_each_members_odds(odds: np.ndarray) -> None:
    found = foretell(odds, FIVE, DAY)
    assert found.tally.sum() == pytest.approx(1)
    assert found.tally.min() >= 0
    yes = (found.tally.sum(axis=1) * np.arange(16)).sum()
    assert yes == pytest.approx(odds[:, 0].sum(), abs=0.05)
    assert found.tally[15, 0] == pytest.approx(found.unanimous, abs=1e-12)
    assert 0 <= found.adopted <= found.tally[9:].sum() + 1e-12


def test_the_exact_tally_agrees_with_drawn_votes() -> None:
    odds = np.tile([0.8, 0.05, 0.15], (15, 1))
    drawn = tally(draw_votes(odds, 100_000, seed=1), FIVE, DAY)
    exact = foretell(odds, FIVE, DAY)
    assert exact.adopted == pytest.approx(drawn.adopted, abs=0.01)
    assert exact.unanimous == pytest.approx(drawn.unanimous, abs=0.01)
    assert exact.permanent_abstains == pytest.approx(drawn.permanent_abstains, abs=0.01)


def test_a_sure_veto_sinks_a_draft_and_eight_yes_fail() -> None:
    odds = np.tile([1.0, 0.0, 0.0], (15, 1))
    assert foretell(odds, FIVE, DAY).adopted == pytest.approx(1)
    vetoed = odds.copy()
    vetoed[0] = [0, 1, 0]
    assert foretell(vetoed, FIVE, DAY).adopted == pytest.approx(0, abs=1e-9)
    short = odds.copy()
    short[5:12] = [0, 0, 1]
    assert foretell(short, FIVE, DAY).adopted == pytest.approx(0, abs=1e-9)


def test_what_is_known_of_a_draft_does_not_hang_on_its_own_or_later_votes() -> None:
    before = described(DRAFTS)
    turned = [*DRAFTS[:8], *((day, dict.fromkeys(SEATED[:9], "no")) for day, _ in DRAFTS[8:])]
    after = described(turned)
    np.testing.assert_array_equal(before[: 9 * 15], after[: 9 * 15])
    assert not np.array_equal(before[9 * 15 :], after[9 * 15 :], equal_nan=True)


def test_the_outcome_and_the_symbol_of_a_draft_tell_nothing() -> None:
    frames = record(DRAFTS, outcome="vetoed", resolution=None)
    other = record(DRAFTS)
    one, two = (
        features(drafts_of(view, ballots(view))[-1:], {}).known
        for view in (view_of(date(2030, 1, 1), each) for each in (frames, other))
    )
    np.testing.assert_array_equal(one, two)


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
    found = replay(view, DRAFTS[4][0], DRAFTS[9][0])
    assert (found.decisions, found.votes) == (6, 90)
    plain = found.as_json()
    assert {"edition", "decisions", "votes", "models"} <= set(plain)
    assert {"model", "log_loss", "brier_yes", "tally_log_score"} <= set(found.models.columns)
    assert found.calibration.filter(event="adopted", model="model")["cases"].sum() == 6
    with pytest.raises(EditionLacks, match="no draft"):
        replay(view, date(2029, 1, 1))


def test_the_future_does_not_move_the_replay() -> None:
    whole = view_of(date(2030, 1, 1), record(DRAFTS))
    cut = view_of(DRAFTS[9][0], record(DRAFTS))
    one, two = (replay(each, DRAFTS[4][0], DRAFTS[9][0]) for each in (whole, cut))
    assert one.as_json() == two.as_json()


def test_the_order_and_names_of_members_do_not_move_the_tally() -> None:
    rng = np.random.default_rng(3)
    odds = rng.dirichlet([8, 1, 2], 15)
    order = rng.permutation(15)
    one, two = foretell(odds, FIVE, DAY), foretell(odds[order], FIVE[order], DAY)
    np.testing.assert_allclose(one.tally, two.tally, atol=1e-12)
    assert one.adopted == pytest.approx(two.adopted, abs=1e-12)


def test_submitters_that_are_not_recorded_leave_no_trace_in_the_masked_features() -> None:
    plain = drafts_of(view := view_of(date(2030, 1, 1), record(DRAFTS)), ballots(view))
    last = replace(plain[-1], bloc="E", sponsors=frozenset({"RUS"}), submitters=1)
    found = features([*plain[:-1], last], {})
    other = features(plain, {})
    mine = slice(-len(last.members), None)
    np.testing.assert_array_equal(found.unsubmitted[mine], other.known[mine])
    assert not np.array_equal(found.known[mine], other.known[mine], equal_nan=True)


def test_old_votes_weigh_less() -> None:
    columns = np.zeros((400, 1))
    event = np.arange(400) < 200
    light = np.where(event, 0.1, 1.0)
    even, tilted = fit_logit(columns, event, 1.0), fit_logit(columns, event, 1.0, light)
    assert tilted.constant < even.constant - 1

"""Odds of a vote rest on earlier days only, and on the member, the item and the last vote."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council import council_pack
from council.made_view import SEATED, record, view_of
from peaceops.council.baseline import METHODS, last_votes, odds
from peaceops.council.draws import draw_votes
from peaceops.council.record import CAST, ballots
from peaceops.council.score import track_record

FIRST = date(2015, 1, 1)
votes = st.fixed_dictionaries({one: st.sampled_from(CAST) for one in SEATED})
# Drafts a few days apart, some on the same day.
drafts = st.lists(st.tuples(st.integers(0, 40), votes), min_size=2, max_size=12).map(
    lambda many: [
        (FIRST + timedelta(days=day), cast) for day, cast in sorted(many, key=lambda one: one[0])
    ]
)


def cast(many: list[tuple[date, dict[str, str]]]) -> pl.DataFrame:
    return ballots(view_of(date(2030, 1, 1), record(many)))


@settings(max_examples=25, deadline=None)
@given(drafts)
def test_odds_are_odds(many: list[tuple[date, dict[str, str]]]) -> None:
    given_odds = odds(cast(many))
    assert set(given_odds) == set(METHODS)
    for shares in given_odds.values():
        assert shares.sum(axis=1) == pytest.approx(1)
        assert (shares > 0).all()


@settings(max_examples=25, deadline=None)
@given(drafts)
def test_the_odds_of_a_day_do_not_know_the_day(many: list[tuple[date, dict[str, str]]]) -> None:
    known = cast(many)
    last_day = known["date"].max()
    of_last = (known["date"] == last_day).to_numpy()
    unknown = known.with_columns(
        vote=pl.when(pl.col("date") == last_day).then(None).otherwise("vote")
    )
    for method in METHODS:
        assert np.array_equal(odds(known)[method][of_last], odds(unknown)[method][of_last])


@settings(max_examples=25, deadline=None)
@given(drafts)
def test_what_comes_later_changes_nothing_before(many: list[tuple[date, dict[str, str]]]) -> None:
    known = cast(many)
    earlier = known.filter(pl.col("date") < known["date"].max())
    for method in METHODS:
        assert np.array_equal(odds(known)[method][: earlier.height], odds(earlier)[method])


def test_the_last_vote_is_of_an_earlier_day_and_the_same_item() -> None:
    known = cast([(FIRST, {"CHN": "abstain"}), (FIRST, {"CHN": "no"}), (date(2016, 1, 1), {})])
    china = known.with_columns(last=last_votes(known)).filter(pl.col("country") == "CHN")
    assert china["last"].to_list() == ["none", "none", "no"]


def test_a_member_that_abstained_is_likelier_to_abstain_again() -> None:
    days = [FIRST + timedelta(days=365 * year) for year in range(8)]
    known = cast([(day, {"CHN": "abstain"}) for day in days])
    blend = odds(known)["blend"]
    last = {one: blend[-15 + place] for place, one in enumerate(known["country"][-15:])}
    assert last["CHN"][2] > 0.5 > last["CHN"][0]
    assert last["ALB"][0] > 0.8


def test_an_amendment_without_a_tally_teaches_nothing() -> None:
    frames = record([(FIRST, {"CHN": "no"})], record="vetoes only", outcome="vetoed")
    assert ballots(view_of(date(2030, 1, 1), frames)).is_empty()


def test_drawn_votes_keep_each_members_odds() -> None:
    wanted = np.array([[0.7, 0.1, 0.2], [0.95, 0.0, 0.05], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    drawn = draw_votes(wanted, 40_000, seed=1)
    shares = np.stack([(drawn == one).mean(axis=0) for one in CAST], axis=1)
    assert shares == pytest.approx(wanted, abs=0.01)


def test_members_withhold_their_yes_together() -> None:
    drawn = draw_votes(np.array([[0.8, 0.0, 0.2]] * 2), 40_000, seed=1) == "yes"
    assert drawn.all(axis=1).mean() > 0.8 * 0.8 + 0.05


def test_the_score_of_sure_and_right_odds_is_nil() -> None:
    known = cast([(FIRST, {}), (date(2016, 2, 1), {})])
    sure = {method: np.tile([1.0, 0.0, 0.0], (known.height, 1)) for method in METHODS}
    scored = track_record(known, sure, date(2017, 1, 1))
    assert scored["log_loss"].to_list() == pytest.approx([0.0] * 8)
    assert set(scored["drafts"]) == {2}
    even = {method: np.full((known.height, 3), 1 / 3) for method in METHODS}
    assert track_record(known, even, date(2017, 1, 1))["log_loss"][0] == pytest.approx(np.log(3))


def test_an_early_view_is_scored_on_the_ten_years_before_it() -> None:
    known = cast([(date(1995, 5, 1), {}), (date(1999, 2, 1), {})])
    scored = track_record(known, odds(known), date(2008, 2, 29))
    assert set(scored["first"]) == {date(1999, 2, 1)}


@pytest.mark.pack
def test_the_blend_beats_its_baselines_from_2014_to_2023(pack: Path) -> None:
    view = council_pack.view(pack, date(2023, 12, 31))
    known = ballots(view)
    scored = track_record(known, odds(known), view.as_of)
    print(scored)
    for where, bound in (("all items", 0.250), ("peace operations", 0.074)):
        loss = dict(scored.filter(pl.col("drafts_on") == where).select("method", "log_loss").rows())
        assert loss["blend"] < min(loss[one] for one in METHODS if one != "blend")
        assert loss["blend"] < bound
    assert scored.filter(pl.col("drafts_on") == "all items")["votes"][0] == 9765

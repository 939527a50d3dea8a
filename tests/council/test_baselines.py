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
from peaceops.council import track_record
from peaceops.council.ballots import CAST, ballots
from peaceops.council.baselines import BLENDED, METHODS, baseline_odds, last_votes
from peaceops.council.track_record import odds_by_method, record_start, vote_records
from peaceops.domain import array_cache
from peaceops.evaluate import TrackRecord

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
    given_odds = baseline_odds(cast(many))
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
        assert np.array_equal(
            baseline_odds(known)[method][of_last], baseline_odds(unknown)[method][of_last]
        )


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(drafts)
def test_what_comes_later_changes_nothing_before(many: list[tuple[date, dict[str, str]]]) -> None:
    known = cast(many)
    earlier = known.filter(pl.col("date") < known["date"].max())
    for method in METHODS:
        assert np.array_equal(
            baseline_odds(known)[method][: earlier.height], baseline_odds(earlier)[method]
        )


def test_the_last_vote_is_of_an_earlier_day_and_the_same_item() -> None:
    known = cast([(FIRST, {"CHN": "abstain"}), (FIRST, {"CHN": "no"}), (date(2016, 1, 1), {})])
    china = known.with_columns(last=last_votes(known)).filter(pl.col("country") == "CHN")
    assert china["last"].to_list() == ["none", "none", "no"]


def test_a_member_that_abstained_is_likelier_to_abstain_again() -> None:
    days = [FIRST + timedelta(days=365 * year) for year in range(8)]
    known = cast([(day, {"CHN": "abstain"}) for day in days])
    blend = baseline_odds(known)[BLENDED]
    last = {one: blend[-15 + place] for place, one in enumerate(known["country"][-15:])}
    assert last["CHN"][2] > 0.5 > last["CHN"][0]
    assert last["ALB"][0] > 0.8


def test_an_amendment_without_a_tally_teaches_nothing() -> None:
    frames = record([(FIRST, {"CHN": "no"})], record="vetoes only", outcome="vetoed")
    assert ballots(view_of(date(2030, 1, 1), frames)).is_empty()


def test_without_enough_votes_the_blend_is_the_method_in_use_and_is_scored() -> None:
    view = view_of(date(2017, 1, 1), record([(FIRST, {}), (date(2016, 2, 1), {"RUS": "no"})]))
    records = {each.key: each for each in vote_records(view)}
    assert set(records) == {
        f"council.record.{name}"
        for name in ("peace-operations", "all-items", "adopted", "unanimous")
    }
    votes = records["council.record.all-items"]
    assert votes.forecaster.method == BLENDED
    assert {score.method for score in votes.baselines} == set(METHODS) - {BLENDED}
    assert (votes.cases, records["council.record.adopted"].cases) == (30, 2)


def test_the_score_is_the_mean_log_loss_of_the_votes_cast() -> None:
    view = view_of(date(2017, 1, 1), record([(FIRST, {}), (date(2016, 2, 1), {"RUS": "no"})]))
    (votes,) = (each for each in vote_records(view) if each.key.endswith("all-items"))
    odds = odds_by_method(view, date(2014, 1, 1))[BLENDED]
    cast = [CAST.index(vote) for vote in ballots(view)["vote"]]
    assert votes.forecaster.value == pytest.approx(-np.log(odds[np.arange(30), cast]).mean())


def test_records_are_kept_and_another_vote_is_another_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(array_cache.VARIABLE, str(tmp_path))
    unlike: dict[str, str] = {"RUS": "no"}

    def records(votes: dict[str, str]) -> tuple[TrackRecord, ...]:
        array_cache.clear()
        return vote_records(
            view_of(date(2017, 1, 1), record([(FIRST, {}), (date(2016, 2, 1), votes)]))
        )

    first = records(unlike)
    monkeypatch.setattr(track_record, "baseline_odds", None)  # nothing can be worked out again
    assert records(unlike) == first
    monkeypatch.undo()
    monkeypatch.setenv(array_cache.VARIABLE, str(tmp_path))
    assert records({"RUS": "abstain"}) != first


def test_an_early_view_is_scored_on_the_ten_years_before_it() -> None:
    assert record_start(date(2008, 2, 29)) == date(1998, 2, 28)
    assert record_start(date(2014, 6, 1)) == date(2004, 6, 1)
    assert record_start(date(2023, 6, 16)) == date(2014, 1, 1)


@pytest.mark.pack
@pytest.mark.slow
def test_the_blend_beats_the_other_baselines_from_2014_to_2023(pack: Path) -> None:
    for votes in vote_records(council_pack.view(pack, date(2023, 12, 31)))[:2]:
        scores = {score.method: score.value for score in (votes.forecaster, *votes.baselines)}
        assert scores[BLENDED] == min(scores[method] for method in METHODS)
        assert scores[BLENDED] < (0.250 if votes.key.endswith("all-items") else 0.074)

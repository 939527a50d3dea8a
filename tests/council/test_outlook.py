"""The outlook: who sits, the last vote, and the odds of each option."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from council import council_pack
from council.made_view import MISSION, SEATED, members, record, view_of
from peaceops.council import outlook
from peaceops.errors import CaseError, EditionLacks

OPTIONS = ("increase", "reconfigure", "withdraw", "rollover")
AS_OF = date(2023, 6, 16)
DRAFTS = [
    (date(2020, 6, 29), {}),
    (date(2021, 6, 29), {"RUS": "abstain"}),
    (date(2022, 6, 29), {"CHN": "abstain", "RUS": "abstain"}),
    (date(2023, 6, 30), {"CHN": "no"}),
]


def made(as_of: date = AS_OF) -> pl.DataFrame:
    return view_of(as_of, record(DRAFTS))


def test_it_says_who_sits_and_how_they_last_voted() -> None:
    answer = outlook(made(), MISSION, OPTIONS)
    assert set(answer.seats["country"]) == set(SEATED)
    assert answer.last_vote is not None
    assert (answer.last_vote.yes, answer.last_vote.no, answer.last_vote.abstain) == (13, 0, 2)
    assert answer.last_vote.abstaining == ("CHN", "RUS")
    assert answer.history["yes"].to_list() == [15, 14, 13]
    assert [one.option for one in answer.options] == list(OPTIONS)


def test_every_member_has_odds_of_each_vote() -> None:
    for option in outlook(made(), MISSION, OPTIONS).options:
        assert set(option.members) == set(SEATED)
        for shares in option.members.values():
            assert sum(shares.values()) == pytest.approx(1, abs=1e-5)
        assert 0 <= option.p_unanimous <= option.p_adopted <= 1
        assert option.members["RUS"]["yes"] < option.members["ALB"]["yes"]


def test_a_vote_of_the_day_after_is_not_known() -> None:
    later = record(DRAFTS[:3])
    assert (
        outlook(made(), MISSION, OPTIONS).options
        == outlook(view_of(AS_OF, later), MISSION, OPTIONS).options
    )


def test_the_same_seed_gives_the_same_answer() -> None:
    first, second = (outlook(made(), MISSION, OPTIONS, seed=3) for _ in range(2))
    assert first.options == second.options
    assert first.figures == second.figures
    other = outlook(made(), MISSION, OPTIONS, seed=4).options
    assert [one.members for one in other] == [one.members for one in first.options]


def test_a_declared_veto_makes_adoption_unlikely() -> None:
    plain = outlook(made(), MISSION, ("increase",)).options[0]
    against = outlook(made(), MISSION, ("increase",), positions={"RUS": "against"}).options[0]
    assert against.p_adopted < 0.3 < plain.p_adopted
    assert against.members["ALB"] == plain.members["ALB"]
    assert "Russian Federation is against it" in against.method


def test_a_position_on_one_option_leaves_the_others() -> None:
    answer = outlook(made(), MISSION, OPTIONS, positions_on={"withdraw": {"RUS": "for"}})
    by_option = {one.option: one.members["RUS"]["yes"] for one in answer.options}
    assert by_option["withdraw"] > by_option["increase"] == by_option["rollover"]


def test_a_member_that_follows_the_host_turns_with_it() -> None:
    answer = outlook(
        made(), MISSION, OPTIONS, positions={"RUS": "follows-host"}, host_position="asks-to-leave"
    )
    by_option = {one.option: one for one in answer.options}
    assert by_option["withdraw"].members["RUS"]["yes"] > 0.8
    assert by_option["increase"].members["RUS"]["yes"] < 0.2
    assert "council.consent" in {gap.key for gap in answer.gaps}


def test_a_state_that_does_not_sit_has_no_position() -> None:
    with pytest.raises(CaseError, match="MLI has a position on the draft and does not sit"):
        outlook(made(), MISSION, OPTIONS, positions={"MLI": "against"})


def test_a_mission_never_voted_on_is_a_gap() -> None:
    answer = outlook(made(), "UNMISS", OPTIONS)
    assert answer.last_vote is None
    assert answer.history.is_empty()
    assert "council.last-vote" in {gap.key for gap in answer.gaps}
    assert answer.options[0].p_adopted > 0.5


def test_without_mandates_it_answers_and_says_what_is_missing() -> None:
    frames = record(DRAFTS, topic="Mali")
    del frames["mandates"]
    answer = outlook(view_of(AS_OF, frames), MISSION, OPTIONS)
    (gap,) = (gap for gap in answer.gaps if gap.key == "council.last-vote")
    assert "no table of mandates" in gap.why


def test_members_new_to_the_mission_are_named() -> None:
    frames = record(DRAFTS)
    frames["council_members"] = members(elected=("KOR", *SEATED[6:]))
    (gap,) = outlook(view_of(AS_OF, frames), MISSION, OPTIONS).gaps
    assert "Korea" in gap.what


def test_without_a_record_of_votes_there_is_no_outlook() -> None:
    with pytest.raises(EditionLacks):
        outlook(view_of(AS_OF, {"council_members": members()}), MISSION, OPTIONS)


def test_every_finding_rests_on_rows() -> None:
    figures = outlook(made(), MISSION, OPTIONS).figures
    assert len({one.key for one in figures}) == len(figures)
    for figure in figures:
        assert sum(evidence.rows for evidence in figure.evidence) > 0
        assert figure.method


@pytest.mark.pack
def test_minusma_in_june_2023(pack: Path) -> None:
    answer = outlook(council_pack.view(pack, AS_OF), MISSION, OPTIONS)
    last = answer.last_vote
    assert last is not None
    assert (last.decision, last.date) == ("S/RES/2640 (2022)", date(2022, 6, 29))
    assert (last.yes, last.no, last.abstain, last.abstaining) == (13, 0, 2, ("CHN", "RUS"))
    assert answer.history.height == 11
    reconfigure = answer.options[1]
    print(reconfigure.p_adopted, reconfigure.members["RUS"], reconfigure.members["CHN"])
    assert 0.9 < reconfigure.p_adopted < 0.9951
    assert 0.2 < reconfigure.members["RUS"]["abstain"] < 0.5


@pytest.mark.pack
@pytest.mark.parametrize(
    ("mission", "day"),
    [("UNMISS", date(2023, 2, 15)), ("UNAMSIL", date(2004, 6, 1)), ("ONUC", date(1962, 1, 15))],
)
def test_other_missions_and_times(pack: Path, mission: str, day: date) -> None:
    answer = outlook(council_pack.view(pack, day), mission, OPTIONS)
    assert answer.last_vote is not None and answer.last_vote.date <= day
    assert answer.track_record["log_loss"].is_finite().all()
    assert answer.history["date"].max() == answer.last_vote.date

"""The outlook: who sits, the last vote, and the odds of each option."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from council import council_pack
from council.made_view import MISSION, SEATED, members, record, view_of
from peaceops.council import DraftOdds, outlook
from peaceops.domain.figures import unique_figures
from peaceops.errors import CaseError, MissingTableError

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
    assert list(answer.drafts) == list(OPTIONS)


def test_every_member_has_odds_of_each_vote() -> None:
    for draft in outlook(made(), MISSION, OPTIONS).drafts.values():
        members = {row.pop("country"): row for row in draft.members.to_dicts()}
        assert set(members) == set(SEATED)
        for shares in members.values():
            assert sum(shares.values()) == pytest.approx(1, abs=1e-9)
        assert 0 <= draft.p_unanimous.value <= draft.p_adopted.value <= 1
        assert members["RUS"]["yes"] < members["ALB"]["yes"]


def members_of(draft: DraftOdds) -> dict[str, dict[str, float]]:
    return {row.pop("country"): row for row in draft.members.to_dicts()}


def test_a_vote_of_the_day_after_is_not_known() -> None:
    later = outlook(view_of(AS_OF, record(DRAFTS[:3])), MISSION, OPTIONS)
    assert outlook(made(), MISSION, OPTIONS).figures == later.figures


def test_a_declared_veto_makes_adoption_unlikely() -> None:
    plain = outlook(made(), MISSION, ("increase",)).drafts["increase"]
    against = outlook(made(), MISSION, ("increase",), positions={"RUS": "against"}).drafts[
        "increase"
    ]
    assert against.p_adopted.value < 0.3 < plain.p_adopted.value
    assert members_of(against)["ALB"] == members_of(plain)["ALB"]
    assert "Russian Federation is against it" in against.p_adopted.method
    assert (against.likeliest_veto, against.needed) == ("RUS", 9)
    assert against.p_adopted_without_veto.value > 0.9
    stopped = against.p_enough.value - against.p_vetoed.value
    assert against.p_adopted.value == pytest.approx(stopped, abs=1e-9)


def test_an_option_keeps_its_own_name_in_its_figures() -> None:
    answer = outlook(made(), MISSION, {"fewer-bases": "reconfigure", "go": "withdraw"})
    keys = {figure.key for figure in answer.figures if ".draft_kind." not in figure.key}
    assert {"council.fewer-bases.p_adopted", "council.go.p_put_and_adopted"} <= keys
    assert not any("reconfigure" in key or "withdraw" in key for key in keys)
    with pytest.raises(KeyError):
        outlook(made(), MISSION, {"go": "leave"})


def test_a_position_on_one_option_leaves_the_others() -> None:
    drafts = outlook(made(), MISSION, OPTIONS, positions_on={"withdraw": {"RUS": "for"}}).drafts
    yes = {option: members_of(draft)["RUS"]["yes"] for option, draft in drafts.items()}
    assert yes["withdraw"] > yes["increase"] == yes["rollover"]


def test_a_member_that_follows_the_host_turns_with_it() -> None:
    answer = outlook(
        made(), MISSION, OPTIONS, positions={"RUS": "follows-host"}, host_position="asks-to-leave"
    )
    assert members_of(answer.drafts["withdraw"])["RUS"]["yes"] > 0.8
    assert members_of(answer.drafts["increase"])["RUS"]["yes"] < 0.2
    assert "council.consent" in {gap.key for gap in answer.gaps}


def test_a_state_that_does_not_sit_has_no_position() -> None:
    with pytest.raises(CaseError, match="MLI has a position on the draft and does not sit"):
        outlook(made(), MISSION, OPTIONS, positions={"MLI": "against"})


def test_a_mission_never_voted_on_is_a_gap() -> None:
    answer = outlook(made(), "UNMISS", OPTIONS)
    assert answer.last_vote is None
    assert answer.history.is_empty()
    assert "council.last-vote" in {gap.key for gap in answer.gaps}
    assert answer.drafts[OPTIONS[0]].p_adopted.value > 0.5


def test_without_mandates_it_answers_and_says_what_is_missing() -> None:
    frames = record(DRAFTS, topic="Mali")
    del frames["mandates"]
    answer = outlook(view_of(AS_OF, frames), MISSION, OPTIONS)
    (gap,) = (gap for gap in answer.gaps if gap.key == "council.last-vote")
    assert "no table of mandates" in gap.why


def test_members_new_to_the_mission_are_named() -> None:
    frames = record(DRAFTS)
    frames["council_members"] = members(elected=("KOR", *SEATED[6:]))
    gaps = {gap.key: gap for gap in outlook(view_of(AS_OF, frames), MISSION, OPTIONS).gaps}
    assert "Korea" in gaps["council.no-vote-on-mission"].what


def test_without_a_record_of_votes_there_is_no_outlook() -> None:
    with pytest.raises(MissingTableError):
        outlook(view_of(AS_OF, {"council_members": members()}), MISSION, OPTIONS)


def test_every_finding_rests_on_rows() -> None:
    figures = outlook(made(), MISSION, OPTIONS).figures
    assert len(unique_figures(figures)) == len(figures) > 30
    for figure in figures:
        assert sum(evidence.rows for evidence in figure.evidence) > 0
        assert figure.method


@pytest.mark.pack
@pytest.mark.slow
def test_minusma_in_june_2023(pack: Path) -> None:
    answer = outlook(council_pack.view(pack, AS_OF), MISSION, OPTIONS)
    last = answer.last_vote
    assert last is not None
    assert (last.decision, last.date) == ("S/RES/2640 (2022)", date(2022, 6, 29))
    assert (last.yes, last.no, last.abstain, last.abstaining) == (13, 0, 2, ("CHN", "RUS"))
    assert answer.history.height == 11
    reconfigure = answer.drafts["reconfigure"]
    assert 0.9 < reconfigure.p_adopted.value < 0.9951
    assert 0.2 < members_of(reconfigure)["RUS"]["abstain"] < 0.5


@pytest.mark.pack
@pytest.mark.slow
@pytest.mark.parametrize(
    ("mission", "day"),
    [("UNMISS", date(2023, 2, 15)), ("UNAMSIL", date(2004, 6, 1)), ("ONUC", date(1962, 1, 15))],
)
def test_other_missions_and_times(pack: Path, mission: str, day: date) -> None:
    answer = outlook(council_pack.view(pack, day), mission, OPTIONS)
    assert answer.last_vote is not None and answer.last_vote.date <= day
    assert answer.record
    assert all(0 < each.forecaster.value < 1.5 for each in answer.record)
    assert answer.history["date"].max() == answer.last_vote.date

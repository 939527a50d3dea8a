"""Who withholds its yes: changed lines, new members, hosts' wishes and amendments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from council.made_view import ELECTED, MISSION, SEATED, record, view_of
from peaceops.council import outlook
from peaceops.council.ballots import ballots
from peaceops.council.model.amendments import FIRST, SUBMITS, amendment_odds
from peaceops.council.model.drafts import Draft, drafts_of
from peaceops.council.model.features import FeatureBuilder
from peaceops.council.model.host_wish import (
    AGAINST_IT,
    MET,
    NO_SHIFT,
    WISHES,
    fit_host_shift,
    group_of,
    wish_of,
)
from peaceops.council.model.regional_groups import GROUP_OF, GROUPS
from peaceops.council.replay import EVENTS, replay
from peaceops.domain.countries import country_codes
from peaceops.edition import open_edition
from peaceops.edition.assemble.consent import host_wishes, shipped_wishes
from peaceops.errors import EditionError

FIRST_DAY = date(2020, 1, 8)
DISPUTED = {"CHN": "abstain"}


def drafts_every_ten_days(
    number: int, changed: int, turned: dict[str, str]
) -> list[tuple[date, dict[str, str]]]:
    """Drafts of which every second is disputed; in the last ``changed`` some members turn.

    Each elected member abstains on ten drafts in a row at some time, so that there are changes of
    line to learn from.
    """
    drafts = []
    for place in range(number):
        others = DISPUTED.copy() if place % 2 else {}
        others |= dict.fromkeys(ELECTED[place // 10 : place // 10 + 1], "abstain")
        others |= turned if place >= number - changed else {}
        drafts.append((FIRST_DAY + timedelta(days=10 * place), others))
    return drafts


def abstains(drafts: list[tuple[date, dict[str, str]]], member: str) -> float:
    frames = record(drafts)
    frames["council_members"] = frames["council_members"].with_columns(
        end=pl.lit(date(9999, 12, 31))
    )
    view = view_of(drafts[-1][0] + timedelta(days=1), frames)
    members = outlook(view, MISSION, ("renew",), with_record=False).drafts["renew"].members
    return float(members.filter(country=member)["abstain"][0])


def test_a_changed_line_of_a_permanent_member_is_learned_within_six_votes() -> None:
    before = abstains(drafts_every_ten_days(110, 0, {}), "RUS")
    after = abstains(drafts_every_ten_days(116, 6, {"RUS": "abstain"}), "RUS")
    others = abstains(drafts_every_ten_days(116, 6, {"RUS": "abstain"}), "FRA")
    assert before < 0.03
    assert after > max(0.1, 5 * before)
    assert others < after / 3


def described(newcomer: str, votes: int, vote: str) -> dict[str, float]:
    """The newcomer's features after so many divided votes of its own."""
    members = (*SEATED[:-1], newcomer)
    frames = record(drafts_every_ten_days(40, 0, {}))
    drafts = drafts_of(view := view_of(date(2030, 1, 1), frames), ballots(view))
    points = {(state, 2020): 1.0 for state in SEATED} | {("CHN", 2020): -1.0, ("RUS", 2020): -1.0}
    points |= {("DZA", 2020): -0.9, ("MLT", 2020): 1.0}
    builder = FeatureBuilder(points)
    builder.learn(drafts)
    cast = np.array([2 if member == "CHN" else 0 for member in members])
    cast[-1] = 2 if vote == "abstain" else 0
    for place in range(votes):
        builder.learn(
            [replace(drafts[-1], members=members, votes=cast, day=drafts[-1].day + 7 * place)]
        )
    asked = replace(drafts[-1], members=members, votes=None, day=date(2021, 12, 1).toordinal())
    rows = builder.describe([asked])
    return dict(zip(rows.names, rows.submitted_too[-1].tolist(), strict=True))


def test_a_new_member_starts_from_its_company_and_learns_from_its_own_votes() -> None:
    name = "divided, all: member"
    points_of_2020 = described("DZA", 0, "yes")[name], described("MLT", 0, "yes")[name]
    assert points_of_2020[0] > points_of_2020[1] + 0.2  # near China in the Assembly
    assert described("MLT", 5, "abstain")[name] > described("MLT", 0, "yes")[name] + 1
    assert described("DZA", 5, "yes")[name] < described("DZA", 0, "yes")[name] - 0.5


def test_every_state_of_a_regional_group_is_a_state_and_in_one_group() -> None:
    listed = [state for group in GROUPS.values() for state in group.split()]
    assert len(listed) == len(set(listed)) == len(GROUP_OF)
    assert set(listed) <= set(country_codes())
    assert len(set(listed) - {"SUN", "YUG", "CSK", "DDR", "SCG"}) == 193  # with all members


def test_a_wish_shifts_the_odds_as_far_as_the_evidence_goes() -> None:
    members = list(SEATED) * 6
    withheld = np.array([float(member == "CHN") for member in members])
    log_odds = np.full(len(members), -3.0)
    shift = fit_host_shift(log_odds, withheld, [AGAINST_IT] * len(members), members)
    at = WISHES.index(AGAINST_IT)
    assert shift.mean[at, group_of("CHN")] > 0.8 > shift.mean[at, group_of("FRA")]
    assert abs(shift.mean[WISHES.index(MET)]).max() == 0  # nothing is on record
    assert (shift.spread[at] < shift.spread[WISHES.index(MET)]).all()
    odds = np.tile([0.9, 0.02, 0.08], (15, 1))
    moved = shift.odds(odds, [AGAINST_IT] * 15, SEATED)
    np.testing.assert_allclose(moved.sum(axis=1), 1)
    assert moved[0, 0] < 0.8  # China
    np.testing.assert_array_equal(shift.odds(odds, [None] * 15, SEATED), odds)
    np.testing.assert_allclose(NO_SHIFT.odds(odds, [MET] * 15, SEATED), odds, atol=1e-12)


def test_a_rollover_is_neither_for_nor_against_the_host() -> None:
    assert wish_of("rollover", "asks-to-leave") is None
    assert wish_of("renew", "restricts") == AGAINST_IT
    assert wish_of("renew", None) is None


def with_wishes(wish: str) -> dict[str, pl.DataFrame]:
    """A record in which China abstained on what went against the host, and one such list."""
    drafts = drafts_every_ten_days(110, 0, {})
    frames = record(drafts)
    frames["council_members"] = frames["council_members"].with_columns(
        end=pl.lit(date(9999, 12, 31))
    )
    disputed = frames["decisions"].filter(pl.col("date").is_in([day for day, _ in drafts[61::2]]))
    frames["host_wishes"] = disputed.select(
        "decision", "known_on", "source", "row", mission=pl.lit(MISSION), host=pl.lit("MLI"),
        wish=pl.lit(wish), record=pl.lit(None, pl.String), reason=pl.lit("made"),
    )  # fmt: skip
    return frames


def test_a_member_does_not_back_more_force_rather_than_the_exit_that_the_host_asks_for() -> None:
    view = view_of(date(2023, 3, 1), with_wishes("against"))
    answer = outlook(
        view, MISSION, ("increase", "terminate"), host_position="asks-to-leave", with_record=False
    )
    yes = {
        kind: draft.members.filter(country="CHN")["yes"][0] for kind, draft in answer.drafts.items()
    }
    plain = outlook(view, MISSION, ("increase",), with_record=False).drafts["increase"]
    assert yes["increase"] < plain.members.filter(country="CHN")["yes"][0]
    assert yes["increase"] < yes["terminate"]
    steps = [line.why for line in answer.drafts["increase"].contributions]
    assert any("against what the host asked for" in why for why in steps)


def test_the_list_of_hosts_wishes_agrees_with_the_record() -> None:
    view = open_edition().as_of(date(2025, 9, 30))
    decisions, votes = view.table("decisions"), view.table("votes")
    lines = host_wishes(shipped_wishes(), decisions, votes)
    assert lines.height == shipped_wishes().height
    assert set(lines["wish"]) == {"met", "against"}
    wrong = shipped_wishes().with_columns(yes=pl.lit(8, pl.Int64))
    with pytest.raises(EditionError, match="votes in favour"):
        host_wishes(wrong, decisions, votes)


def amendment(day: int, votes: list[int] | None) -> Draft:
    frames = record([(FIRST_DAY, {})])
    draft = drafts_of(view := view_of(date(2030, 1, 1), frames), ballots(view))[0]
    cast = None if votes is None else np.array(votes)
    return replace(
        draft, amendment=True, day=day, votes=cast, sponsors=frozenset({"RUS"}), bloc="E"
    )


def test_amendments_start_from_reason_and_are_learned_from_their_own_votes() -> None:
    points = {(state, 2019): 1.5 for state in SEATED}
    points |= {("RUS", 2019): -1.0, ("CHN", 2019): -0.8, ("GHA", 2019): 0.0}
    day = FIRST_DAY.toordinal()
    asked = amendment(day, None)
    first = amendment_odds(asked, [], points)
    at = {member: place for place, member in enumerate(asked.members)}
    np.testing.assert_allclose(first[at["RUS"]], FIRST[SUBMITS])
    yes = {member: first[at[member], 0] for member in ("RUS", "CHN", "GHA", "USA")}
    assert yes["RUS"] > yes["CHN"] > yes["GHA"] > yes["USA"]
    abstained = [0 if member in ("RUS", "CHN") else 2 for member in asked.members]
    past = [amendment(day - 30 - place, abstained) for place in range(6)]
    later = amendment_odds(asked, past, points)
    assert later[at["GHA"], 2] > first[at["GHA"], 2] + 0.2
    np.testing.assert_allclose(later.sum(axis=1), 1)


def test_what_the_list_says_of_a_draft_is_not_read_before_its_vote() -> None:
    frames = with_wishes("against")
    view = view_of(date(2030, 1, 1), frames)
    listed = FeatureBuilder({}).read(drafts_of(view, ballots(view)))
    del frames["host_wishes"]
    bare_view = view_of(date(2030, 1, 1), frames)
    bare = FeatureBuilder({}).read(drafts_of(bare_view, ballots(bare_view)))
    np.testing.assert_array_equal(listed.submitted_too, bare.submitted_too)
    assert all(draft.wish is None for draft in drafts_of(view, ballots(view)))


@pytest.mark.slow
def test_the_odds_of_each_event_hold_on_the_years_they_were_chosen_on() -> None:
    result = replay(open_edition().whole, date(2006, 1, 1), date(2013, 12, 31))
    assert set(result.reliable) == set(EVENTS)
    for event, (within, tenths) in result.reliable.items():
        # Of 1998 to 2013 one tenth of "two or more abstain" lies outside, of two.
        assert tenths >= 1, event
        assert within >= tenths - (event == "two_abstain"), event

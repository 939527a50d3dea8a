"""Options of one kind of draft share its odds, and always add up to them."""

from __future__ import annotations

from datetime import date
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.case.decisions import DECISIONS, SETTLES, WITHOUT_DRAFT
from peaceops.case.model import CaseOption
from peaceops.case.standard import ASKED_TO_LEAVE
from peaceops.council import draft_kind_odds
from peaceops.domain.months import months_between
from peaceops.edition import open_edition
from peaceops.mission.exits import EXITS
from peaceops.options.odds import (
    LEAST,
    LEAVE,
    LOWER,
    RAISE,
    RETASK,
    direction_of,
    shares_of_options,
)

RENEWALS = {RAISE: 0.06, LOWER: 0.04, RETASK: 0.1, LEAVE: 0.8}


def option(name: str, decision: str, **values: object) -> CaseOption:
    if decision == "follow-on":
        values["uniformed"] = 1_000
    return CaseOption.model_validate(
        {"id": name, "label": name, "decision": decision, "summary": "A.", "source": "b", **values}
    )


CHANGES = st.one_of(st.none(), st.integers(-5_000, 5_000))


@given(st.lists(st.tuples(st.sampled_from(DECISIONS), CHANGES), max_size=12))
def test_shares_of_any_case_add_up_to_one_over_each_kind_it_covers(
    chosen: list[tuple[str, int | None]],
) -> None:
    options = [
        option(f"o{at}", decision, military_change=change)
        for at, (decision, change) in enumerate(chosen)
    ]
    shares = shares_of_options(options, RENEWALS)
    for kind in {SETTLES[item.decision] for item in options} - {None}:
        of_kind = [shares[item.id] for item in options if SETTLES[item.decision] is kind]
        assert sum(of_kind) == pytest.approx(1)
    assert set(shares) == {item.id for item in options if SETTLES[item.decision] is not None}


def test_options_of_the_same_decision_share_equally() -> None:
    options = [option("a", "withdraw"), option("b", "withdraw"), option("c", "renew")]
    shares = shares_of_options(options, RENEWALS)
    assert shares == {"c": 1.0, "a": 0.5, "b": 0.5}


def test_renewals_split_by_what_the_next_renewal_is_likely_to_do() -> None:
    options = [
        option("more", "increase"), option("less", "reduce"), option("same", "renew"),
        option("other", "reconfigure"),
    ]  # fmt: skip
    assert shares_of_options(options, RENEWALS) == pytest.approx(
        {"more": 0.06, "less": 0.04, "same": 0.8, "other": 0.1}
    )


def test_what_was_never_done_is_not_ruled_out_and_without_a_record_all_share_equally() -> None:
    options = [option("more", "increase"), option("same", "renew")]
    shares = shares_of_options(options, {RAISE: 0.0, LEAVE: 1.0})
    assert shares["more"] == pytest.approx(LEAST / (1 + LEAST))
    assert shares_of_options(options, {}) == {"more": 0.5, "same": 0.5}


def test_a_change_of_the_ceiling_says_more_than_the_name_of_the_decision() -> None:
    assert direction_of(option("a", "reconfigure", military_change=-1_000)) == LOWER
    shrink = {"kind": "ceiling", "by": "2024-01-31", "military": -3_000}
    assert direction_of(option("b", "renew", changes=[shrink])) == LOWER
    assert direction_of(option("c", "increase")) == RAISE


@pytest.mark.parametrize("mission", ["MINUSMA", "UNDOF", "UNSMIL"])
def test_the_odds_of_the_standard_options_add_up_to_one(compared: Any, mission: str) -> None:
    results = compared(mission, "2023-06-16").options
    without = {result.id for result in results if result.p_put_to_vote is None}
    assert without <= set(WITHOUT_DRAFT)
    drafts = [result for result in results if result.id not in without]
    assert sum(result.p_put_to_vote.value for result in drafts) == pytest.approx(1)


def test_the_odds_of_an_option_are_the_council_rooms_own_figures(compared: Any) -> None:
    for result in compared("MINUSMA", "2023-06-16").options:
        if result.id in WITHOUT_DRAFT:
            continue
        assert result.p_adopted.key == f"council.{result.id}.p_adopted"
        assert result.p_put_and_adopted.value == pytest.approx(
            result.p_adopted.value * result.p_put_to_vote.value
        )


def test_a_renewal_as_it_was_and_a_reconfiguration_differ_and_so_do_missions() -> None:
    edition = open_edition()
    young, old = (
        draft_kind_odds(edition.as_of(date(2023, 6, 1)), mission).shares_of_renewals
        for mission in ("MINUSCA", "UNDOF")
    )
    options = [option("same", "renew"), option("other", "reconfigure")]
    of_young, of_old = (shares_of_options(options, shares) for shares in (young, old))
    assert of_young["same"] > of_young["other"] > of_old["other"]


def test_a_host_that_asks_is_known_without_a_case(compared: Any) -> None:
    results = compared("MINUSMA", "2023-06-16").options
    drafts = [result for result in results if result.id not in WITHOUT_DRAFT]
    likeliest = max(drafts, key=lambda result: result.p_put_to_vote.value)
    assert likeliest.id == "withdraw"
    assert likeliest.p_put_to_vote.value > 0.6


def test_the_time_assumed_of_a_forced_withdrawal_is_that_of_the_forced_exits_on_record() -> None:
    took = sorted(
        months_between(past.decided, past.due) for past in EXITS if past.regime == "forced"
    )
    assert (ASKED_TO_LEAVE.value, ASKED_TO_LEAVE.high) == (median(took), max(took))
    assert sum(months <= ASKED_TO_LEAVE.value for months in took) * 2 == len(took)

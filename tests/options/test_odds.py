"""Options of one kind of draft share its odds, and always add up to them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.case.decisions import DECISIONS, SETTLES
from peaceops.case.model import CaseOption
from peaceops.edition import open_edition
from peaceops.options.odds import (
    LEAVE,
    LOWER,
    RAISE,
    RenewalRecord,
    direction_of,
    renewal_record,
    shares_of_options,
)

RECORD = RenewalRecord({RAISE: 12, LOWER: 8, LEAVE: 180}, ())


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
    shares = shares_of_options(options, RECORD)
    for kind in {SETTLES[item.decision] for item in options} - {None}:
        of_kind = [shares[item.id] for item in options if SETTLES[item.decision] is kind]
        assert sum(of_kind) == pytest.approx(1)
    assert set(shares) == {item.id for item in options if SETTLES[item.decision] is not None}


def test_options_of_the_same_decision_share_equally() -> None:
    options = [option("a", "withdraw"), option("b", "withdraw"), option("c", "renew")]
    shares = shares_of_options(options, RECORD)
    assert shares == {"c": 1.0, "a": 0.5, "b": 0.5}


def test_renewals_split_by_what_past_renewals_did_to_the_ceiling() -> None:
    options = [option("more", "increase"), option("less", "reduce"), option("same", "renew")]
    shares = shares_of_options(options, RECORD)
    assert shares["same"] > shares["more"] > shares["less"]
    assert shares["more"] / shares["less"] == pytest.approx(12.5 / 8.5)


def test_a_change_of_the_ceiling_says_more_than_the_name_of_the_decision() -> None:
    assert direction_of(option("a", "reconfigure", military_change=-1_000)) == LOWER
    shrink = {"kind": "ceiling", "by": "2024-01-31", "military": -3_000}
    assert direction_of(option("b", "renew", changes=[shrink])) == LOWER
    assert direction_of(option("c", "increase")) == RAISE


@pytest.mark.parametrize("mission", ["MINUSMA", "UNDOF", "UNSMIL"])
def test_the_odds_of_the_standard_options_add_up_to_one(compared: Any, mission: str) -> None:
    results = compared(mission, "2023-06-16").options
    assert sum(result.p_put_to_vote.value for result in results) == pytest.approx(1)


def test_the_odds_of_an_option_are_the_council_rooms_own_figures(compared: Any) -> None:
    for result in compared("MINUSMA", "2023-06-16").options:
        assert result.p_adopted.key == f"council.{result.id}.p_adopted"
        assert result.p_put_and_adopted.value == pytest.approx(
            result.p_adopted.value * result.p_put_to_vote.value
        )


def test_the_record_of_renewals_counts_only_what_was_known() -> None:
    early, late = (renewal_record(open_edition().as_of(date(year, 6, 16))) for year in (2000, 2023))
    assert 0 < sum(early.counts.values()) < sum(late.counts.values())
    assert late.evidence[0].rows == sum(late.counts.values())


def test_a_host_that_asks_is_known_without_a_case(compared: Any) -> None:
    results = {item.id: item for item in compared("MINUSMA", "2023-06-16").options}
    likeliest = max(results.values(), key=lambda item: item.p_put_to_vote.value)
    assert likeliest.id == "withdraw"
    assert likeliest.p_put_to_vote.value > 0.6

"""Options of one kind of draft share its odds, and always add up to them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.case.decisions import DECISIONS, SETTLES, Settles
from peaceops.case.model import CaseOption
from peaceops.edition import open_edition
from peaceops.options.odds import (
    LEAVE,
    LOWER,
    RAISE,
    KindOdds,
    RenewalRecord,
    direction_of,
    draft_kind_odds,
    odds_of_options,
    renewal_record,
)

RECORD = RenewalRecord({RAISE: 12, LOWER: 8, LEAVE: 180}, ())
ODDS = {
    Settles.RENEW: KindOdds(0.7, (0.6, 0.8), "Renewals.", ()),
    Settles.ROLLOVER: KindOdds(0.1, None, "Rollovers.", ()),
    Settles.TERMINATE: KindOdds(0.2, None, "Ends.", ()),
}


def option(name: str, decision: str, **values: object) -> CaseOption:
    return CaseOption.model_validate(
        {"id": name, "label": name, "decision": decision, "summary": "A.", "source": "b", **values}
    )


CHANGES = st.one_of(st.none(), st.integers(-5_000, 5_000))


@given(st.lists(st.tuples(st.sampled_from(DECISIONS), CHANGES), max_size=12))
def test_odds_of_any_case_add_up_to_those_of_the_kinds_it_covers(
    chosen: list[tuple[str, int | None]],
) -> None:
    options = [
        option(f"o{at}", decision, military_change=change)
        for at, (decision, change) in enumerate(chosen)
    ]
    odds = odds_of_options(ODDS, options, RECORD)
    covered = {SETTLES[item.decision] for item in options} - {None}
    for kind in covered:
        of_kind = [odds[item.id].value for item in options if SETTLES[item.decision] is kind]
        assert sum(of_kind) == pytest.approx(ODDS[kind].value)  # type: ignore[index]
    total = sum(item.value for item in odds.values())
    assert total <= 1 + 1e-9
    assert total == pytest.approx(sum(ODDS[kind].value for kind in covered))  # type: ignore[index]


def test_options_of_the_same_decision_share_equally() -> None:
    options = [option("a", "withdraw"), option("b", "withdraw"), option("c", "renew")]
    odds = odds_of_options(ODDS, options, RECORD)
    assert odds["a"].value == odds["b"].value == pytest.approx(0.1)
    assert odds["c"].value == pytest.approx(0.7)


def test_renewals_split_by_what_past_renewals_did_to_the_ceiling() -> None:
    options = [option("more", "increase"), option("less", "reduce"), option("same", "renew")]
    odds = odds_of_options(ODDS, options, RECORD)
    assert odds["same"].value > odds["more"].value > odds["less"].value
    assert odds["more"].value / odds["less"].value == pytest.approx(12.5 / 8.5)
    assert "12 raised it" in odds["more"].method
    low, high = odds["same"].interval or (0.0, 0.0)
    assert low / 0.6 == pytest.approx(high / 0.8) == pytest.approx(odds["same"].value / 0.7)


def test_a_change_of_the_ceiling_says_more_than_the_name_of_the_decision() -> None:
    assert direction_of(option("a", "reconfigure", military_change=-1_000)) == LOWER
    shrink = {"kind": "ceiling", "by": "2024-01-31", "military": -3_000}
    assert direction_of(option("b", "renew", changes=[shrink])) == LOWER
    assert direction_of(option("c", "increase")) == RAISE


def test_the_odds_of_the_kinds_of_draft_add_up_to_one() -> None:
    view = open_edition().as_of(date(2023, 6, 16))
    for host in (None, "asks-to-leave", "restricts"):
        odds = draft_kind_odds(view, view.mission("MINUSMA"), host)
        assert sum(item.value for item in odds.values()) == pytest.approx(1)


def test_the_record_of_renewals_counts_only_what_was_known() -> None:
    early, late = (renewal_record(open_edition().as_of(date(year, 6, 16))) for year in (2000, 2023))
    assert 0 < sum(early.counts.values()) < sum(late.counts.values())
    assert late.evidence[0].rows == sum(late.counts.values())


def test_a_host_that_asks_is_known_without_a_case(compared: Any) -> None:
    results = {item.id: item for item in compared("MINUSMA", "2023-06-16").options}
    likeliest = max(results.values(), key=lambda item: item.p_put_to_vote.value)
    assert likeliest.id == "withdraw"
    assert likeliest.p_put_to_vote.value > 0.6

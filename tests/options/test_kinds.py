"""Options fit the kind of mission: nothing is offered that no one would put on a table."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from peaceops.case import parse_case
from peaceops.case.standard import in_months
from peaceops.council import draft_kind_odds
from peaceops.domain.figures import figures_in
from peaceops.edition import open_edition
from peaceops.errors import CaseError
from peaceops.options import Comparison, OptionResult, compare, gather_inputs
from peaceops.options import status_quo as make_status_quo
from peaceops.options.case_check import check_case
from peaceops.options.odds import LEAST
from peaceops.options.simulate import simulate_option
from peaceops.options.troop_effect import DEATHS


def ids(comparison: Comparison) -> list[str]:
    return [result.id for result in comparison.options]


def of_id(comparison: Comparison, name: str) -> OptionResult:
    return next(item for item in comparison.options if item.id == name)


def test_a_ceasefire_mission_is_renewed_for_its_own_term_and_moves_no_deaths(compared: Any) -> None:
    undof = compared("UNDOF", "2023-06-16")
    renew = of_id(undof, "renew").option
    assert renew is not None and renew.term_months == 6
    assert renew.summary.startswith("Renew for six months")
    assert of_id(undof, "increase").strength.value > of_id(undof, "renew").strength.value
    for result in (*undof.options, *undof.timelines):
        for kind, figure in result.deaths.items():
            assert figure.value == undof.status_quo.deaths[kind].value, (result.id, kind)
            assert result.deaths_difference[kind].interval == (0, 0)
    assert any(
        "the deaths in the Syrian Arab Republic are the same under every option" in note
        for note in undof.notes
    )
    assert undof.troop_effects == {}


def test_a_raised_ceasefire_mission_gains_no_more_than_its_ceiling(compared: Any) -> None:
    undof = compared("UNDOF", "2023-06-16")
    rise = of_id(undof, "increase").option.military_change
    for month, before in zip(
        of_id(undof, "increase").strength_by_month, undof.status_quo.strength_by_month, strict=True
    ):
        assert month.median - before.median <= rise + 1e-6


@pytest.mark.slow
def test_a_political_mission_has_options_and_cost_of_its_own(compared: Any) -> None:
    unsmil = compared("UNSMIL", "2023-10-01")
    assert ids(unsmil) == ["renew", "restructure", "rollover", "merge", "close"]
    assert unsmil.timelines == ()
    renew, restructure, merge, close = (
        of_id(unsmil, name).cost.value for name in ("renew", "restructure", "merge", "close")
    )
    assert renew > restructure
    assert merge > close
    assert "civilian budget" in of_id(unsmil, "renew").cost.method
    text = " ".join(
        part
        for result in unsmil.options
        for part in (result.option.summary, *result.notes, *(f.label for f in figures_in(result)))
    )
    assert "ceiling" not in text
    assert "all uniformed personnel leave" not in text
    assert {item.id for item in unsmil.assumptions}.isdisjoint(
        {"cost-per-head", "withdrawal-months", "consent-loss"}
    )


def test_an_open_ended_mandate_has_no_renewal_and_no_odds_of_one(compared: Any) -> None:
    untso = compared("UNTSO", "2023-06-16")
    assert ids(untso) == ["reduce", "reconfigure", "withdraw"]
    assert untso.term == "open-ended"
    for result in untso.options:
        assert result.p_put_to_vote is None and result.p_put_and_adopted is None
        assert result.p_adopted is not None
        assert result.option.term_months is None
        assert "Renew" not in result.option.summary
    assert any("no date forces a vote" in note for note in untso.notes)


def test_a_support_office_is_renewed_reduced_or_ended() -> None:
    mission = open_edition().as_of(date(2023, 6, 16)).mission("UNSOS")
    from peaceops.case.standard import standard_options

    assert [item.id for item in standard_options(mission)] == ["reduce", "withdraw"]


def test_where_the_end_is_decided_the_drawdown_is_the_status_quo(based: Any, compared: Any) -> None:
    base = based("MINUSMA", "2023-08-01")
    comparison = compared("MINUSMA", "2023-08-01")
    assert comparison.status_quo.label == "Drawdown as decided"
    assert ids(comparison) == ["extend-drawdown", "reverse-drawdown"]
    unchanged = simulate_option(base, None)
    longer, stays = (simulate_option(base, item) for item in base.options)
    assert unchanged.strength is not None and longer.strength is not None
    assert unchanged.strength[-1].mean() < longer.strength[-1].mean()
    assert stays.strength is not None and longer.strength[-1].mean() < stays.strength[-1].mean()
    assert comparison.status_quo.pace == "forced"  # the host had asked
    for kind in DEATHS:
        assert np.array_equal(unchanged.deaths[kind], base.deaths.by_type[kind])
    assert all(item.p_put_to_vote is None for item in comparison.options)


def test_a_cut_to_the_cash_cuts_by_the_shares_assumed(compared: Any, based: Any) -> None:
    base, comparison = based("UNIFIL", "2023-08-17"), compared("UNIFIL", "2023-08-17")
    cut = simulate_option(base, of_id(comparison, "cash-cut").option)
    unchanged = simulate_option(base, None)
    assert cut.strength is not None and unchanged.strength is not None
    assert cut.cost is not None and unchanged.cost is not None
    stays = unchanged.strength[-1]
    assert cut.strength[-1] == pytest.approx(stays * (1 - base.assumed["cash-cut-strength"]))
    left = 1 - base.assumed["cash-cut-spending"]
    assert cut.cost.sum(axis=0) == pytest.approx(unchanged.cost.sum(axis=0) * left)
    notes = of_id(comparison, "cash-cut").notes
    assert any(note.startswith("Assumed: spending is cut by 25%") for note in notes)


def test_a_cut_to_the_cash_needs_no_vote_and_takes_no_odds_from_a_lower_ceiling(
    compared: Any,
) -> None:
    comparison = compared("UNIFIL", "2023-08-17")
    cut, reduced = of_id(comparison, "cash-cut"), of_id(comparison, "reduce")
    assert cut.p_adopted is None and cut.p_put_to_vote is None
    assert any(note.startswith("It needs no vote") for note in cut.notes)
    next_draft = draft_kind_odds(open_edition().as_of(date(2023, 8, 17)), "UNIFIL")
    assert reduced.p_put_to_vote.value == pytest.approx(next_draft.odds["reduce"], rel=LEAST)


def test_a_case_may_set_the_shares_of_a_cut_to_the_cash() -> None:
    case = parse_case("""
case: cut
mission: UNIFIL
as_of: 2023-08-17
assumptions:
  - {id: cash-cut-spending, text: t, low: 0.1, value: 0.1, high: 0.1, unit: share, reason: r}
""")
    view = open_edition().as_of(date(2023, 8, 17))
    base = make_status_quo(view, "UNIFIL", case=case, draws=100)
    assert (base.assumed["cash-cut-spending"] == 0.1).all()


@pytest.mark.parametrize(
    ("mission", "day", "decision", "complaint"),
    [
        ("UNSMIL", "2023-10-01", "withdraw", "is a special political mission.*write close"),
        ("UNSMIL", "2023-10-01", "increase", "has no ceiling.*write restructure"),
        ("UNMISS", "2023-02-15", "merge", "merged with the country team.*write withdraw"),
        ("UNTSO", "2023-06-16", "renew", "open-ended: nothing runs out.*write increase or reduce"),
        ("MINUSMA", "2023-08-01", "renew", "has decided the end.*write reverse-drawdown"),
        ("UNMISS", "2023-02-15", "extend-drawdown", "no end of UNMISS has been decided"),
    ],
)
def test_a_decision_that_the_kind_of_mission_cannot_have_is_refused(
    mission: str, day: str, decision: str, complaint: str
) -> None:
    case = parse_case(f"""
case: odd
mission: {mission}
as_of: {day}
options:
  - {{id: mine, label: Mine, decision: {decision}, summary: s, source: s}}
""")
    view = open_edition().as_of(date.fromisoformat(day))
    with pytest.raises(CaseError, match=f"(?s)option 'mine', `decision: {decision}`.*{complaint}"):
        check_case(view, case, mission)


def test_every_mission_open_on_a_day_can_get_its_standard_options() -> None:
    from peaceops.case.decisions import refused
    from peaceops.case.standard import standard_options
    from peaceops.edition import active_missions

    edition = open_edition()
    for day in (date(1994, 4, 20), date(2016, 4, 1), date(2023, 6, 16)):
        view = edition.as_of(day)
        for name in active_missions(edition, day):
            mission = view.mission(name)
            options = standard_options(mission)
            assert options, name
            for item in options:
                assert refused(mission, item.decision) is None, (name, item.decision)
                assert item.term_months is None or in_months(item.term_months)


FOLLOWED = """
case: followed
mission: MINUSMA
as_of: 2023-08-01
options:
  - {id: half, label: Half, decision: follow-on, uniformed: 6000, summary: s, source: t}
  - {id: few, label: Few, decision: follow-on, uniformed: 500, summary: s, source: t}
  - {id: others, label: Others, decision: coalition, uniformed: 3000, summary: s, source: t}
"""


@pytest.fixture(scope="module")
def followed() -> Any:
    view = open_edition().as_of(date(2023, 8, 1))
    return make_status_quo(view, "MINUSMA", case=parse_case(FOLLOWED), draws=500)


def test_what_follows_a_mission_is_where_its_drawdown_stops(followed: Any) -> None:
    unchanged = simulate_option(followed, None)
    half, few, _ = (simulate_option(followed, option) for option in followed.options)
    for follows, size in ((half, 6000), (few, 500)):
        assert np.array_equal(follows.strength, np.maximum(unchanged.strength, size))
        assert follows.strength[-1].min() >= size
    costs = [draws.cost.sum(axis=0).mean() for draws in (unchanged, few, half)]
    assert costs == sorted(costs)
    stays = simulate_option(followed, followed.options[0].model_copy(update={"uniformed": 99_999}))
    assert stays.strength.max() <= followed.now


def test_a_coalition_moves_nothing_of_the_mission(followed: Any) -> None:
    unchanged = simulate_option(followed, None)
    others = simulate_option(followed, followed.options[2])
    assert np.array_equal(others.strength, unchanged.strength)
    assert np.array_equal(others.cost, unchanged.cost)
    result = compare(followed).options[2]
    assert result.p_adopted is None and result.p_put_to_vote is None
    assert any("sent and paid by others" in note for note in result.notes)


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        ("decision: follow-on", "needs a size"),
        ("decision: withdraw, uniformed: 300", "sets no size of its own"),
    ],
)
def test_a_size_goes_with_what_follows_and_with_nothing_else(option: str, complaint: str) -> None:
    with pytest.raises(CaseError, match=complaint):
        parse_case(
            "case: c\nmission: MINUSMA\nas_of: 2023-08-01\n"
            f"options:\n  - {{id: a, label: A, summary: s, source: t, {option}}}\n"
        )


@pytest.mark.slow
def test_a_position_counts_as_certain_as_the_case_says() -> None:
    def odds(certainty: str) -> float:
        case = parse_case(f"""
case: sure
mission: UNMISS
as_of: 2023-02-15
statements:
  - {{id: a, kind: member_position, date: 2023-02-01, country: USA, position: against,
     speaker: s, text: t, source: r{certainty}}}
""")
        view = open_edition().as_of(date(2023, 2, 15))
        drafts = gather_inputs(view, "UNMISS", case=case).council.drafts
        members = drafts["renew"].members.filter(country="USA")
        return float(members["no"].item())

    half, usual, none = (odds(words) for words in (", certainty: 0.5", "", ", certainty: 0"))
    assert none < half < usual
    assert half == pytest.approx(0.5 + 0.5 * none, abs=1e-6)
    assert usual == pytest.approx(0.8 + 0.2 * none, abs=1e-6)


def test_with_more_time_no_fewer_are_left_of_a_political_mission(based: Any) -> None:
    base = based("UNAMI", "2025-06-20")
    extended = next(item for item in base.options if item.decision == "extend-drawdown")
    decided, longer = (simulate_option(base, option) for option in (None, extended))
    assert decided.strength is not None and longer.strength is not None
    assert (longer.strength >= decided.strength).all()
    assert longer.strength[-1].max() > 0

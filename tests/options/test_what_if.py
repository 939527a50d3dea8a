"""What changes when something is supposed: the same code and draws on both sides."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from peaceops.brief import compose
from peaceops.case import case_yaml, load_case, parse_case
from peaceops.domain.figures import Figure, figures_in
from peaceops.edition import View, open_edition
from peaceops.errors import CaseError
from peaceops.options import (
    Joining,
    Leaving,
    Stance,
    Suppositions,
    WhatIf,
    as_json,
    as_things_are,
    check_case,
    inputs,
    published_effects,
    suppose,
    what_if,
)

DRAWS = 200
INDIA_LEAVES = Suppositions(leaves=(Leaving("IND", 2300, date(2023, 9, 30)),))


@cache
def view_on(day: str) -> View:
    return open_edition().as_of(date.fromisoformat(day))


def supposed(mission: str, day: str, suppositions: Suppositions, case: str | None = None) -> WhatIf:
    return what_if(
        view_on(day),
        mission,
        suppositions,
        case=load_case(case) if case else None,
        draws=DRAWS,
    )


@pytest.fixture(scope="module")
def india_leaves() -> WhatIf:
    return supposed("UNMISS", "2023-02-15", INDIA_LEAVES)


def value(figure: Figure | None) -> float:
    assert figure is not None and isinstance(figure.value, float | int)
    return float(figure.value)


def test_what_is_supposed_moves_what_rests_on_it(india_leaves: WhatIf) -> None:
    moves = {(move.quantity, move.option): move for move in india_leaves.moves}
    strength = moves["strength", "renew"]
    assert value(strength.difference) == pytest.approx(-1963, abs=120)
    assert value(moves["cost", "renew"].difference) < 0
    assert not india_leaves.votes
    assert "Adopted if put to the vote" in india_leaves.unmoved
    assert any("Akobo" in line for line in india_leaves.losses)


def test_a_difference_is_taken_draw_by_draw(india_leaves: WhatIf) -> None:
    """Its interval is that of the departures replaced, far narrower than either side's."""
    move = next(move for move in india_leaves.moves if move.quantity == "strength")
    assert move.before is not None and move.before.interval is not None
    assert move.difference is not None and move.difference.interval is not None
    width = move.before.interval[1] - move.before.interval[0]
    assert move.difference.interval[1] - move.difference.interval[0] < width / 4


def test_every_figure_of_a_move_is_one_of_the_two_comparisons(india_leaves: WhatIf) -> None:
    before = list(figures_in(india_leaves.before))
    after = list(figures_in(india_leaves.after))
    for move in india_leaves.moves:
        if move.option and move.quantity in ("strength", "cost", "deaths"):
            assert move.before in before
            assert move.after in after


def test_a_supposition_that_moves_nothing_changes_nothing() -> None:
    answer = supposed("UNMISS", "2023-02-15", Suppositions(assume={"replaced": (0.5, 0.5, 0.5)}))
    assert not answer.changes
    assert len(answer.unmoved) > 15


def test_the_case_is_valid_as_a_file_and_accepted_for_the_mission(
    india_leaves: WhatIf, tmp_path: Path
) -> None:
    file = tmp_path / "india.yaml"
    file.write_text(case_yaml(india_leaves.case, "India leaves"), encoding="utf-8")
    case = load_case(file)
    assert case == india_leaves.case
    check_case(view_on("2023-02-15"), case, "UNMISS")
    assert "&" not in file.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_brief_on_the_saved_case_gives_the_same_figures() -> None:
    suppositions = Suppositions(
        leaves=INDIA_LEAVES.leaves,
        positions=(Stance("CHN", "abstains"),),
        ceiling=-2000,
        end=date(2024, 6, 30),
    )
    answer = what_if(view_on("2023-02-15"), "UNMISS", suppositions)
    case = parse_case(case_yaml(answer.case))
    brief = compose(open_edition(), "UNMISS", date(2023, 2, 15), case=case)
    assert brief.comparison.status_quo == answer.after.status_quo
    assert brief.comparison.options == answer.after.options


def test_a_ceiling_and_an_end_are_set_against_a_plain_renewal() -> None:
    answer = supposed("UNMISS", "2023-02-15", Suppositions(ceiling=-4000, end=date(2023, 8, 15)))
    shaped = {move.option: move.against for move in answer.moves if move.quantity == "strength"}
    assert shaped == {"reduce": "Renew", "withdraw": "Renew"}
    reduce = next(option for option in answer.case.options if option.id == "reduce")
    assert reduce.military_change == -4000
    # Other options keep the odds that they had: the supposed one stands in place of the standard.
    assert "Put to the vote next" in answer.unmoved


def test_what_is_supposed_goes_before_what_the_case_says() -> None:
    answer = supposed(
        "MINUSMA", "2023-06-16", Suppositions(host="consents"), case="minusma-2023-06"
    )
    assert answer.replaced == ("mali-asks-to-leave",)
    renewals = [move for move in answer.moves if move.quantity == "p_adopted"]
    assert all(value(move.difference) > 0 for move in renewals if move.option != "withdraw")
    others = load_case("minusma-2023-06").of_kind("member_position")
    assert set(others) <= set(answer.case.statements)


def test_an_option_of_the_case_is_never_overwritten() -> None:
    case = load_case("minusma-2022-06")
    view = view_on("2022-06-16")
    answer = suppose(view, view.mission("MINUSMA"), Suppositions(ceiling=500), case=case)
    assert answer.case.options[: len(case.options)] == case.options
    assert answer.case.options[-1].id == "increase-what-if"
    assert answer.case.options[-1].military_change == 500


def test_who_joins_comes_under_the_options_that_keep_the_mission() -> None:
    joins = Suppositions(joins=(Joining("RWA", 500, date(2023, 4, 1)),))
    answer = supposed("UNMISS", "2023-02-15", joins)
    moved = {move.option for move in answer.moves if move.quantity == "strength"}
    assert "renew" in moved
    assert not moved & {"status-quo", "withdraw", "cash-cut"}


def test_a_member_against_moves_its_own_vote_and_the_odds() -> None:
    answer = supposed(
        "UNMISS", "2023-02-15", Suppositions(positions=(Stance("RUS", "against", 0.9, "renew"),))
    )
    assert {(move.country, move.option) for move in answer.votes} == {("RUS", "renew")}
    vetoed = next(move for move in answer.moves if move.quantity == "p_vetoed")
    assert (vetoed.option, value(vetoed.after) > 0.8) == ("renew", True)


def test_a_drawdown_can_be_supposed_to_last_longer() -> None:
    view = view_on("2023-08-01")
    mission = view.mission("MINUSMA")
    case = suppose(view, mission, Suppositions(end=date(2024, 6, 30))).case
    extended = next(option for option in case.options if option.id == "extend-drawdown")
    assert extended.term_months == pytest.approx(6, abs=0.1)


def test_what_the_mission_cannot_get_is_refused() -> None:
    view = view_on("2023-06-16")
    with pytest.raises(CaseError, match="special political mission"):
        suppose(view, view.mission("UNSMIL"), Suppositions(ceiling=-100))


def test_an_effect_that_counts_deaths_gives_deaths_if_it_held() -> None:
    view = view_on("2023-02-15")
    names = [effect.effect for effect in published_effects(view) if effect.multiplies]
    answer = supposed("UNMISS", "2023-02-15", Suppositions(effects=(names[0],)))
    assert [move.quantity for move in answer.moves] == [f"if_{names[0]}"]
    assert answer.effects


@pytest.mark.slow
def test_the_unchanged_side_can_be_run_once_for_many_suppositions() -> None:
    view = open_edition().as_of(date(2023, 2, 15))
    before = as_things_are(view, "UNMISS", draws=200)
    for change in (-2000, 1500):
        supposed = Suppositions(ceiling=change)
        fresh = what_if(view, "UNMISS", supposed, draws=200)
        answer = what_if(view, "UNMISS", supposed, draws=200, before=before)
        assert as_json(answer.moves) == as_json(fresh.moves)


@pytest.mark.parametrize(
    ("supposing", "asked"),
    [
        (Suppositions(positions=(Stance("CHN", "against"),)), {"outlook"}),
        (INDIA_LEAVES, {"picture"}),
        (Suppositions(assume={"cost-follows": (0.3, 0.5, 0.6)}), set()),
    ],
)
def test_only_a_room_that_is_asked_something_else_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, supposing: Suppositions, asked: set[str]
) -> None:
    view = view_on("2023-02-15")
    before = as_things_are(view, "UNMISS", draws=DRAWS)
    rooms = set()
    for name in ("outlook", "picture"):
        room = getattr(inputs, name)

        def noted(*arguments: object, name: str = name, room: object = room, **named: object):  # type: ignore[no-untyped-def]
            rooms.add(name)
            return room(*arguments, **named)  # type: ignore[operator]

        monkeypatch.setattr(inputs, name, noted)
    what_if(view, "UNMISS", supposing, draws=DRAWS, before=before)
    assert rooms == asked

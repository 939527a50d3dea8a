"""Options compared with draws: each alone, from one status quo."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from marks import quick_first
from peaceops.case import Case, load_case
from peaceops.case.model import CaseOption
from peaceops.cli import app
from peaceops.domain.figures import figures_in, unique_figures
from peaceops.edition import View, open_edition
from peaceops.edition.cut import cut as cut_edition
from peaceops.options import Comparison, OptionResult, StatusQuo, as_json, compare, gather_inputs
from peaceops.options import status_quo as make_status_quo
from peaceops.options.changes import ceilings
from peaceops.options.sensitivity import sensitivity
from peaceops.options.simulate import simulate_option
from peaceops.options.troop_effect import DEATHS

DRAWS = 200
CASE = load_case("minusma-2023-06")


@pytest.fixture(scope="module")
def view() -> View:
    return open_edition(None).as_of(date(2023, 6, 16))


@pytest.fixture(scope="module")
def base(based: Any) -> StatusQuo:
    result: StatusQuo = based("MINUSMA", "2023-06-16", "minusma-2023-06")
    return result


@pytest.fixture(scope="module")
def comparison(compared: Any) -> Comparison:
    result: Comparison = compared("MINUSMA", "2023-06-16", "minusma-2023-06")
    return result


def option(decision: str, **values: object) -> CaseOption:
    return CaseOption.model_validate(
        {
            "id": decision,
            "label": decision,
            "decision": decision,
            "summary": "Less.",
            "source": "test",
            **values,
        }
    )


def with_case(view: View, case: Case = CASE, seed: int = 0) -> Comparison:
    return compare(make_status_quo(view, "MINUSMA", case=case, draws=DRAWS, seed=seed))


def result_of(comparison: Comparison, name: str) -> OptionResult:
    return next(result for result in comparison.options if result.id == name)


def test_an_option_without_changes_is_exactly_the_forecast(base: StatusQuo) -> None:
    same = simulate_option(base, option("reconfigure", military_change=0))
    for kind in DEATHS:
        assert np.array_equal(same.deaths[kind], base.deaths.by_type[kind])


@pytest.mark.parametrize("name", [option.id for option in CASE.options])
def test_nothing_is_negative_and_ceilings_hold(base: StatusQuo, name: str) -> None:
    chosen = next(option for option in CASE.options if option.id == name)
    draws = simulate_option(base, chosen)
    levels = [level for _, level in ceilings(chosen, base.ceiling, base.as_of)]
    top = max([base.ceiling or 0.0, *levels])
    assert draws.strength is not None and draws.cost is not None and draws.fatalities is not None
    assert draws.strength.max() <= max(top, base.now or 0) + 1e-9
    for values in (draws.strength, draws.cost, draws.fatalities, *draws.deaths.values()):
        assert values.min() >= 0


@pytest.mark.parametrize("rise", [310, 3_680, 9_000])
def test_a_rise_of_the_ceiling_brings_no_more_people_than_it_rises_by(
    base: StatusQuo, rise: int
) -> None:
    unchanged = simulate_option(base, None).strength
    more = simulate_option(base, option("increase", military_change=rise)).strength
    assert more is not None and unchanged is not None
    assert 0 < (more - unchanged).max() <= rise + 1e-6


def test_a_change_in_one_option_moves_no_other(view: View, comparison: Comparison) -> None:
    changed = CASE.model_copy(
        update={
            "options": tuple(
                item.model_copy(update={"military_change": 9_000})
                if item.id == "increase"
                else item
                for item in CASE.options
            )
        }
    )
    before, after = (as_json(each)["options"] for each in (comparison, with_case(view, changed)))
    for old, new in zip(before, after, strict=True):
        assert (old == new) == (old["id"] != "increase"), old["id"]


def test_fewer_options_leave_all_but_their_odds_of_a_vote_as_they_were(view: View) -> None:
    fewer = CASE.model_copy(update={"options": CASE.options[1:2], "statements": ()})
    whole = CASE.model_copy(update={"statements": ()})
    alone = as_json(with_case(view, fewer))["options"][0]
    among = as_json(with_case(view, whole))["options"][1]
    for row in (alone, among):
        for name in ("p_put_to_vote", "p_put_and_adopted"):
            del row[name]
    assert alone == among


def test_the_same_seed_gives_the_same_answer_and_another_does_not(
    view: View, comparison: Comparison
) -> None:
    first, other = (as_json(with_case(view, seed=seed))["options"] for seed in (0, 1))
    assert first == as_json(comparison)["options"]
    assert first != other


def test_a_withdrawal_closes_bases_and_drops_every_task(
    base: StatusQuo, comparison: Comparison
) -> None:
    result = result_of(comparison, "withdraw")
    count = [sum(month) for month in zip(*(place.p_held for place in result.bases), strict=True)]
    assert count == sorted(count, reverse=True)
    assert count[0] > count[-1]
    assert {place.fate for place in result.bases} == {"closed"}
    assert result.tasks_kept == () and result.tasks_dropped
    assert result.pace == "forced"
    sites = base.inputs.picture.footprint.sites
    assert len(result.bases) == sites.drop_nulls("personnel")["location"].n_unique()
    largest, smallest = result.bases[0], result.bases[-1]
    assert largest.p_held[2] > smallest.p_held[2]


def test_staying_against_the_host_is_said_to_have_no_data(comparison: Comparison) -> None:
    says = "No data exist on a mission that stays against the host's wish"
    assert any(says in note for note in result_of(comparison, "increase").notes)
    assert not any(says in note for note in result_of(comparison, "withdraw").notes)


def test_without_a_strength_nothing_is_made_up(base: StatusQuo, view: View) -> None:
    picture = base.inputs.picture
    unknown = replace(picture, strength=replace(picture.strength, baseline=None))
    bare = replace(
        base,
        inputs=replace(base.inputs, picture=unknown),
        strength=replace(base.strength, draws=np.zeros((12, 0))),
    )
    draws = simulate_option(bare, option("withdraw", withdrawal_months=6))
    assert draws.strength is None and draws.cost is None and draws.fatalities is None
    assert draws.deaths.keys() == base.deaths.by_type.keys()


@pytest.mark.parametrize(
    ("mission", "day"),
    quick_first(
        [("UNMISS", "2023-02-15"), ("UNAMID", "2020-12-01"), ("MINURCAT", "2010-03-01")], 1
    ),
)
def test_other_missions_are_compared_without_edits(mission: str, day: str) -> None:
    printed = CliRunner().invoke(
        app, ["options", "compare", mission, "--as-of", day, "--draws", "100", "--json"]
    )
    assert printed.exit_code == 0, printed.output
    answer = json.loads(printed.stdout)
    assert {"option", "p_adopted", "strength", "cost", "deaths"} <= answer["options"][0].keys()
    assert {row["id"] for row in answer["timelines"]} >= {"withdraw-6m", "withdraw-24m"}
    assert answer["status_quo"]["deaths"]["all"]["unit"] == "deaths"


def test_sensitivity_names_the_assumption_that_flips_a_ranking(base: StatusQuo) -> None:
    measured = sensitivity(base)
    deaths = measured.swings.filter(option="withdraw", measure="deaths")
    assert deaths["assumption"][0] == "effect of strength"
    assert any(flip.startswith("effect of strength at its high bound") for flip in measured.flips)
    assert measured.joint["p_lower"].is_between(0, 1).all()


def test_sensitivity_and_comparison_give_the_same_central_values(
    base: StatusQuo, comparison: Comparison
) -> None:
    middles = sensitivity(base).swings.unique(["option", "measure"])
    for name, measure, middle in middles.select("option", "measure", "middle").iter_rows():
        result = result_of(comparison, name)
        figure = {
            "deaths": result.deaths["all"],
            "cost": result.cost,
            "peacekeepers killed": result.peacekeeper_fatalities,
        }[measure]
        assert figure is not None
        digits = -5 if measure == "cost" else 0 if measure == "deaths" else 1
        assert figure.value == round(middle, digits), (name, measure)


def test_both_commands_draw_as_many_times_unless_told_otherwise() -> None:
    import inspect

    from peaceops.cli import options

    draws = [
        inspect.signature(command).parameters["draws"].default
        for command in (options.compare, options.sensitivity)
    ]
    assert draws[0] == draws[1]


def test_every_figure_has_a_key_of_its_own_a_method_and_rows(comparison: Comparison) -> None:
    figures = unique_figures(figures_in(comparison))
    assert len(figures) > 20 * len(comparison.options)
    for figure in figures:
        assert figure.method and figure.evidence, figure.key
        if figure.interval is not None:
            assert figure.interval[0] <= float(figure.value or 0) <= figure.interval[1], figure.key
    cost = result_of(comparison, "withdraw").cost
    assert cost is not None and "assumed in the assumptions file" in cost.method


def test_an_option_keeps_its_sources_whatever_its_name(view: View, comparison: Comparison) -> None:
    renamed = CASE.model_copy(
        update={
            "options": tuple(
                item.model_copy(update={"id": "fewer-places"}) if item.id == "reconfigure" else item
                for item in CASE.options
            ),
            "statements": tuple(
                item.model_copy(update={"option": "fewer-places"})
                if getattr(item, "option", None) == "reconfigure"
                else item
                for item in CASE.statements
            ),
        }
    )
    before = result_of(comparison, "reconfigure")
    after = result_of(with_case(view, renamed), "fewer-places")
    pairs = zip(figures_in(before), figures_in(after), strict=True)
    count = 0
    for old, new in pairs:
        count += 1
        assert new.key == old.key.replace(".reconfigure.", ".fewer-places.")
        assert new.value == old.value and new.evidence == old.evidence, new.key
    assert count > 15


def test_what_the_other_rooms_answered_is_not_asked_again(
    view: View, comparison: Comparison
) -> None:
    inputs = gather_inputs(view, "MINUSMA", case=CASE, draws=DRAWS)
    again = make_status_quo(view, "MINUSMA", case=CASE, inputs=inputs, draws=DRAWS)
    assert as_json(compare(again, with_timelines=True)) == as_json(comparison)


@pytest.mark.slow
def test_an_edition_cut_at_the_date_gives_the_same_answer(
    tmp_path: Path, comparison: Comparison
) -> None:
    cut = cut_edition(open_edition(None), date(2023, 6, 16), tmp_path / "cut")
    part = make_status_quo(cut.as_of(date(2023, 6, 16)), "MINUSMA", case=CASE, draws=DRAWS)
    whole = json.dumps(as_json(comparison))
    assert json.dumps(as_json(compare(part, with_timelines=True))) == whole

"""Options compared with draws: each alone, from one status quo."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from peaceops.case import load_case
from peaceops.case.model import CaseOption
from peaceops.cli import app
from peaceops.edition import View, open_edition
from peaceops.edition.cut import cut as cut_edition
from peaceops.options import outcomes_of
from peaceops.options.assumed import drawn, in_use
from peaceops.options.comparison import as_json, compare_draws
from peaceops.options.ground import Ground, ground, new_ceiling
from peaceops.options.presence import TYPES, effect_draws
from peaceops.options.run import run, sites_left
from peaceops.options.sensitivity import sensitivity

DRAWS = 200
CASE = load_case("minusma-2023-06")


@pytest.fixture(scope="module")
def view() -> View:
    return open_edition(None).as_of(date(2023, 6, 16))


@pytest.fixture(scope="module")
def base(view: View) -> Ground:
    return ground(view, "MINUSMA", case=CASE, draws=DRAWS)


def option(decision: str, **values: object) -> CaseOption:
    return CaseOption.model_validate(
        {
            "id": decision, "label": decision, "decision": decision, "summary": "",
            "source": "test", **values,
        }
    )  # fmt: skip


def made_of(view: View, base: Ground, one: CaseOption):  # type: ignore[no-untyped-def]
    assumed = drawn(in_use(CASE.assumptions), DRAWS, 0)
    return run(view, base, one, assumed, {kind: effect_draws(kind, DRAWS, 0) for kind in TYPES})


def test_an_option_without_changes_is_exactly_the_forecast(view: View, base: Ground) -> None:
    same = made_of(view, base, option("reconfigure", military_change=0))
    for kind in TYPES:
        assert np.array_equal(same.deaths[kind], base.deaths[kind])


@pytest.mark.parametrize("one", [one.id for one in CASE.options])
def test_nothing_is_negative_and_ceilings_hold(view: View, base: Ground, one: str) -> None:
    chosen = next(some for some in CASE.options if some.id == one)
    made = made_of(view, base, chosen)
    top = new_ceiling(chosen, base.ceiling) or base.ceiling
    assert made.strength is not None and made.cost is not None and made.lost is not None
    assert made.strength.max() <= max(top or 0, base.now or 0) + 1e-9
    for values in (made.strength, made.cost, made.lost, *made.deaths.values()):
        assert values.min() >= 0


def test_a_change_in_one_option_moves_no_other(view: View) -> None:
    changed = CASE.model_copy(
        update={
            "options": tuple(
                one.model_copy(update={"military_change": 9_000}) if one.id == "increase" else one
                for one in CASE.options
            )
        }
    )
    before, after = (
        as_json(compare_draws(view, "MINUSMA", case=one, draws=DRAWS)) for one in (CASE, changed)
    )
    for old, new in zip(before["options"], after["options"], strict=True):
        assert (old == new) == (old["option"] != "increase"), old["option"]


def test_fewer_options_leave_the_rest_as_they_were(view: View) -> None:
    fewer = CASE.model_copy(update={"options": CASE.options[1:2], "statements": ()})
    alone = CASE.model_copy(update={"statements": ()})
    one = as_json(compare_draws(view, "MINUSMA", case=fewer, draws=DRAWS))["options"][0]
    all_ = as_json(compare_draws(view, "MINUSMA", case=alone, draws=DRAWS))["options"][1]
    assert one == all_


def test_the_same_seed_gives_the_same_answer_and_another_does_not(view: View) -> None:
    first, second, other = (
        as_json(compare_draws(view, "MINUSMA", case=CASE, draws=DRAWS, seed=seed))
        for seed in (0, 0, 1)
    )
    assert first == second
    assert first["options"] != other["options"]


def test_a_withdrawal_closes_places_and_drops_every_task(view: View, base: Ground) -> None:
    row = compare_draws(view, "MINUSMA", case=CASE, draws=DRAWS).rows[2]
    held = [one.median for one in row.sites]
    assert held == sorted(held, reverse=True)
    assert held[0] > held[-1]
    assert row.tasks_kept == () and row.tasks_dropped
    assert row.regime == "forced"
    full = sites_left(base, np.full((1, 1), base.now or 0.0))
    assert full is not None
    assert full[0, 0] == base.picture.footprint.sites["personnel"].drop_nulls().len()


def test_against_the_host_lies_outside_the_evidence(view: View) -> None:
    rows = {
        one.option.id: one for one in compare_draws(view, "MINUSMA", case=CASE, draws=DRAWS).rows
    }
    assert any("outside the evidence" in note for note in rows["increase"].notes)
    assert not any("outside the evidence" in note for note in rows["withdraw"].notes)


def test_without_a_strength_nothing_is_made_up(view: View, base: Ground) -> None:
    bare = replace(base, strength={}, now=None)
    made = made_of(view, bare, option("withdraw", withdrawal_months=6))
    assert made.strength is None and made.cost is None and made.lost is None
    assert made.deaths.keys() == base.deaths.keys()


@pytest.mark.parametrize(
    ("mission", "day"),
    [("UNMISS", "2023-02-15"), ("MONUSCO", "2023-12-01"), ("UNAMID", "2020-12-01"),
     ("MINURCAT", "2010-03-01")],
)  # fmt: skip
def test_other_missions_are_compared_without_edits(mission: str, day: str) -> None:
    found = CliRunner().invoke(
        app, ["options", "compare", mission, "--as-of", day, "--draws", "100", "--json"]
    )
    assert found.exit_code == 0, found.output
    told = json.loads(found.stdout)
    assert {"option", "p_adopted", "strength", "cost", "deaths"} <= told["options"][0].keys()
    assert {one["option"] for one in told["options"]} >= {"withdraw-6m", "withdraw-24m"}


def test_sensitivity_names_the_assumption_that_flips_a_ranking(view: View) -> None:
    found = sensitivity(view, "MINUSMA", case=CASE, draws=DRAWS)
    deaths = found.swings.filter(option="withdraw", measure="deaths")
    assert deaths["assumption"][0] == "effect of strength"
    assert any(one.startswith("effect of strength at its high bound") for one in found.flips)
    assert found.joint["p_lower"].is_between(0, 1).all()


def test_the_brief_gets_one_outcome_an_option_with_findings(view: View) -> None:
    made = compare_draws(view, "MINUSMA", case=CASE, options=CASE.options, draws=DRAWS)
    outcomes = outcomes_of(made)
    assert [one.option.id for one in outcomes] == [one.id for one in CASE.options]
    ids = [finding.id for one in outcomes for finding in one.findings]
    assert len(ids) == len(set(ids)) == 5 * len(outcomes)
    for one in outcomes:
        assert one.strength is not None
        assert one.strength.low <= one.strength.middle <= one.strength.high


def test_an_edition_cut_at_the_date_gives_the_same_answer(tmp_path: Path, view: View) -> None:
    cut = cut_edition(open_edition(None), date(2023, 6, 16), tmp_path / "cut")
    whole, part = (
        json.dumps(as_json(compare_draws(one, "MINUSMA", case=CASE, draws=DRAWS)))
        for one in (view, cut.as_of(date(2023, 6, 16)))
    )
    assert whole == part

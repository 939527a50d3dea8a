"""Options compared with draws: each alone, from one status quo."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from peaceops.case import Case, load_case
from peaceops.case.model import CaseOption
from peaceops.cli import app
from peaceops.edition import View, open_edition
from peaceops.edition.cut import cut as cut_edition
from peaceops.options import Comparison, ask_rooms, compare_draws, figures_of
from peaceops.options.changes import ceilings
from peaceops.options.ground import Ground, ground
from peaceops.options.plain import as_json
from peaceops.options.presence import TYPES
from peaceops.options.run import run
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
            "id": decision, "label": decision, "decision": decision, "summary": "Less.",
            "source": "test", **values,
        }
    )  # fmt: skip


def compared(view: View, case: Case = CASE, seed: int = 0) -> Comparison:
    return compare_draws(ground(view, "MINUSMA", case=case, draws=DRAWS, seed=seed))


def test_an_option_without_changes_is_exactly_the_forecast(view: View, base: Ground) -> None:
    same = run(base, option("reconfigure", military_change=0))
    for kind in TYPES:
        assert np.array_equal(same.deaths[kind], base.deaths[kind])


@pytest.mark.parametrize("one", [one.id for one in CASE.options])
def test_nothing_is_negative_and_ceilings_hold(view: View, base: Ground, one: str) -> None:
    chosen = next(some for some in CASE.options if some.id == one)
    made = run(base, chosen)
    levels = [level for _, level in ceilings(chosen, base.ceiling, base.as_of)]
    top = max([base.ceiling or 0.0, *levels])
    assert made.strength is not None and made.cost is not None and made.lost is not None
    assert made.strength.max() <= max(top, base.now or 0) + 1e-9
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
    before, after = (as_json(compared(view, one)) for one in (CASE, changed))
    for old, new in zip(before["options"], after["options"], strict=True):
        assert (old == new) == (old["option"] != "increase"), old["option"]


def test_fewer_options_leave_the_rest_as_they_were(view: View) -> None:
    fewer = CASE.model_copy(update={"options": CASE.options[1:2], "statements": ()})
    alone = CASE.model_copy(update={"statements": ()})
    one = as_json(compared(view, fewer))["options"][0]
    all_ = as_json(compared(view, alone))["options"][1]
    assert one == all_


def test_the_same_seed_gives_the_same_answer_and_another_does_not(view: View) -> None:
    first, second, other = (as_json(compared(view, seed=seed)) for seed in (0, 0, 1))
    assert first == second
    assert first["options"] != other["options"]


def test_a_withdrawal_closes_places_and_drops_every_task(view: View, base: Ground) -> None:
    row = compared(view, CASE).rows[2]
    held = [sum(month) for month in zip(*(one.p_held for one in row.places), strict=True)]
    assert held == sorted(held, reverse=True)
    assert held[0] > held[-1]
    assert {one.fate for one in row.places} == {"closed"}
    assert row.tasks_kept == () and row.tasks_dropped
    assert row.regime == "forced"
    sites = base.rooms.picture.footprint.sites
    assert len(row.places) == sites.drop_nulls("personnel")["location"].n_unique()
    largest, smallest = row.places[0], row.places[-1]
    assert largest.p_held[2] > smallest.p_held[2]


def test_against_the_host_lies_outside_the_evidence(view: View) -> None:
    rows = {one.option.id: one for one in compared(view, CASE).rows}
    assert any("outside the evidence" in note for note in rows["increase"].notes)
    assert not any("outside the evidence" in note for note in rows["withdraw"].notes)


def test_without_a_strength_nothing_is_made_up(view: View, base: Ground) -> None:
    unknown = replace(base, now=None)
    made = run(unknown, option("withdraw", withdrawal_months=6))
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


def test_sensitivity_names_the_assumption_that_flips_a_ranking(base: Ground) -> None:
    found = sensitivity(base)
    deaths = found.swings.filter(option="withdraw", measure="deaths")
    assert deaths["assumption"][0] == "effect of strength"
    assert any(one.startswith("effect of strength at its high bound") for one in found.flips)
    assert found.joint["p_lower"].is_between(0, 1).all()


def test_every_figure_is_a_finding_with_a_method_and_rows(base: Ground) -> None:
    made = compare_draws(base)
    found = {one.key: one for one in figures_of(made)}
    assert len(found) == len(figures_of(made)) == 4 + 7 * len(made.rows)
    for one in found.values():
        assert one.method and one.evidence and one.interval is not None
        assert one.interval[0] <= float(one.value or 0) <= one.interval[1], one.key
    assert "assumed in the case" in found["options.withdraw.cost"].method


def test_what_the_other_rooms_said_is_not_asked_again(view: View, base: Ground) -> None:
    rooms = ask_rooms(view, "MINUSMA", case=CASE, draws=DRAWS)
    again = ground(view, "MINUSMA", case=CASE, rooms=rooms, draws=DRAWS)
    assert as_json(compare_draws(again)) == as_json(compare_draws(base))


def test_an_edition_cut_at_the_date_gives_the_same_answer(tmp_path: Path, view: View) -> None:
    cut = cut_edition(open_edition(None), date(2023, 6, 16), tmp_path / "cut")
    whole, part = (
        json.dumps(as_json(compared(one))) for one in (view, cut.as_of(date(2023, 6, 16)))
    )
    assert whole == part

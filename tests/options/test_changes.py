"""Dated changes of an option: each does what it says, from its date on, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from peaceops.case import load_case
from peaceops.case.model import CaseOption
from peaceops.edition import View, open_edition
from peaceops.errors import CaseError
from peaceops.options import OptionResult, StatusQuo, compare, status_quo
from peaceops.options.changes import ceilings
from peaceops.options.report import notes_of_option
from peaceops.options.simulate import OptionDraws, simulate_option

DRAWS = 200
CASE = load_case("minusma-2023-06")
SHRINK = {"kind": "ceiling", "by": "2023-12-31", "military": -3000}
HAND_OVER = {"kind": "site", "site": "Goundam", "action": "hand-over", "by": "2023-09-30"}
LEVER = {
    "kind": "lever",
    "lever": "host forces",
    "deaths": "state_based",
    "low": 0.5,
    "value": 0.8,
    "high": 0.9,
    "by": "2023-10-01",
    "reason": "We think so.",
}


def option(*changes: object, name: str = "shrink", decision: str = "reconfigure") -> CaseOption:
    return CaseOption.model_validate(
        {
            "id": name,
            "label": name,
            "decision": decision,
            "summary": "Less.",
            "source": "test",
            "changes": changes,
        }
    )


OPTIONS = (
    option(SHRINK),
    option(
        HAND_OVER,
        {"kind": "tasks", "drop": ["ddr_assist"]},
        name="fewer",
    ),
    option(LEVER, name="lever"),
    option(
        {"kind": "contributor", "country": "BGD", "personnel": 400, "by": "2023-09-01"}, name="more"
    ),
    option(
        {"kind": "contributor", "country": "BGD", "personnel": -400, "by": "2023-09-01"},
        name="less",
    ),
)


@pytest.fixture(scope="module")
def view() -> View:
    return open_edition(None).as_of(date(2023, 6, 16))


@pytest.fixture(scope="module")
def base(view: View) -> StatusQuo:
    case = CASE.model_copy(update={"options": OPTIONS, "statements": ()})
    return status_quo(view, "MINUSMA", case=case, draws=DRAWS)


def drawn(base: StatusQuo, name: str) -> OptionDraws:
    return simulate_option(base, next(item for item in OPTIONS if item.id == name))


def result_of(base: StatusQuo, name: str) -> OptionResult:
    return next(item for item in compare(base).options if item.id == name)


def strength(draws: OptionDraws) -> np.ndarray:
    assert draws.strength is not None
    return draws.strength


def test_a_ceiling_set_later_moves_nothing_before(base: StatusQuo) -> None:
    quo, cut = base.strength.draws, strength(drawn(base, "shrink"))
    assert ceilings(OPTIONS[0], 15_209, base.as_of) == ((6, 12_209.0),)
    assert np.array_equal(cut[:5], quo[:5])
    assert cut[-1].mean() < quo[-1].mean()
    assert (cut[5:] <= np.maximum(12_209, quo[5:]) + 1e-9).all()


def test_a_contributor_adds_and_takes_from_its_date_on_under_the_ceiling(base: StatusQuo) -> None:
    quo = base.strength.draws
    more, less = strength(drawn(base, "more")), strength(drawn(base, "less"))
    assert np.array_equal(more[:2], quo[:2])
    assert ((more[2:] - quo[2:]) <= 400 + 1e-9).all()
    assert more.max() <= max(base.ceiling or 0, quo.max())
    assert less[3:] == pytest.approx(np.clip(quo[3:] - 400, 0, None))


def test_a_lever_multiplies_its_deaths_only_and_is_called_an_assumption(base: StatusQuo) -> None:
    with_lever = drawn(base, "lever")
    for kind, before in base.deaths.by_type.items():
        after = with_lever.deaths[kind]
        first = 3 + base.deaths.before
        assert np.array_equal(after[:first], before[:first])
        if kind == "state_based":
            assert (after[first:] <= 0.9 * before[first:] + 1e-9).all()
            assert (after[first:] >= 0.5 * before[first:] - 1e-9).all()
        else:
            assert np.array_equal(after, before)
    row = result_of(base, "lever")
    assert any(note.startswith("Assumed by the user, not estimated") for note in row.notes)


def test_tasks_and_places_named_go_and_the_others_stay(base: StatusQuo) -> None:
    row = result_of(base, "fewer")
    assert row.tasks_dropped == ("ddr_assist",)
    assert "ddr_assist" not in row.tasks_kept
    assert len(row.tasks_kept) == len(base.tasks) - 1
    places = {base.location: base for base in row.bases}
    assert places["Goundam"].fate == "handed over"
    assert 0 < (places["Goundam"].p_by or 0) < 1
    assert all(base.p_held == (1.0,) * 12 for name, base in places.items() if name != "Goundam")
    assert row.deaths_difference["all"].interval == (0, 0)


def test_a_place_without_personnel_on_record_is_said_to_change_nothing(base: StatusQuo) -> None:
    picture = base.inputs.picture
    unknown = pl.when(pl.col("location") != "Goundam").then("personnel")
    sites = picture.footprint.sites.with_columns(personnel=unknown)
    picture = replace(picture, footprint=replace(picture.footprint, sites=sites))
    lacking = replace(base, inputs=replace(base.inputs, picture=picture))
    fewer = next(option for option in OPTIONS if option.id == "fewer")
    told = "The personnel of Goundam is not on record: what becomes of it changes no figure."
    for told_of, expected in ((base, False), (lacking, True)):
        draws = simulate_option(told_of, fewer)
        assert (told in notes_of_option(told_of, fewer, draws)) is expected


def test_what_a_reconfiguration_does_not_name_is_said_to_be_kept(base: StatusQuo) -> None:
    def kept(*changes: object) -> list[str]:
        fewer = option(*changes)
        notes = notes_of_option(base, fewer, simulate_option(base, fewer))
        return [note for note in notes if note.endswith("kept here.")]

    tasks = {"kind": "tasks", "drop": ["ddr_assist"]}
    assert ["which tasks would end or which bases close" in note for note in kept()] == [True]
    assert ["which tasks would end, so" in note for note in kept(HAND_OVER)] == [True]
    assert ["which bases would close" in note for note in kept(tasks)] == [True]
    assert kept(HAND_OVER, tasks) == []


@pytest.mark.parametrize(
    ("change", "suggested"),
    [
        ({"kind": "site", "site": "Gundam", "action": "keep"}, "Goundam"),
        ({"kind": "tasks", "drop": ["ddr_asist"]}, "ddr_assist"),
    ],
)
def test_a_place_or_task_that_is_not_on_record_is_refused(
    view: View, change: dict[str, object], suggested: str
) -> None:
    case = CASE.model_copy(update={"options": (option(change),), "statements": ()})
    with pytest.raises(CaseError, match=f"(?s)not on record.*{suggested}"):
        status_quo(view, "MINUSMA", case=case, draws=DRAWS)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "ceiling", "by": "2023-12-31"},
        {"kind": "site", "site": "Gao", "action": "close"},
        {**LEVER, "low": 0.95},
        {"kind": "tasks", "drop": []},
    ],
)
def test_a_change_that_says_nothing_or_contradicts_itself_is_refused(
    change: dict[str, object],
) -> None:
    with pytest.raises(ValueError, match="change|needs a date|out of order|at least 1"):
        option(change)


def test_a_place_with_a_later_date_is_left_later_in_a_withdrawal(view: View) -> None:
    sites = [
        {"kind": "site", "site": "Gao", "action": "close", "by": "2023-07-31"},
        {"kind": "site", "site": "Goundam", "action": "keep"},
    ]
    leave = option(*sites, name="leave", decision="withdraw")
    leave = leave.model_copy(update={"withdrawal_months": 9.0})
    case = CASE.model_copy(update={"options": (leave,), "statements": ()})
    row = compare(status_quo(view, "MINUSMA", case=case, draws=DRAWS)).options[0]
    odds_of = {base.location: base.p_held for base in row.bases}
    assert all(odds_of["Gao"][3] <= odds[3] for odds in odds_of.values())
    assert all(odds_of["Goundam"][3] >= odds[3] for odds in odds_of.values())

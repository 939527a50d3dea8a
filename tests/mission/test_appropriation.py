"""What was approved, until when it is paid, and what strength it pays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from mission.made_mission import edition_of, month_of, view_of
from peaceops.domain.figures import Figure
from peaceops.domain.mandate import AuthorisedCeiling, Mandate
from peaceops.domain.mission import Area, Mission, MissionKind
from peaceops.edition import Edition, open_edition
from peaceops.edition.assemble import missions, money
from peaceops.edition.cut import cut
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.view import View
from peaceops.mission import Appropriation, appropriation, cost_basis, strength
from peaceops.sources import data_hub_missions, ga_budgets, un_expenses

DAY = date(2031, 8, 1)
YEAR = {"mission": "UNTEST", "start": date(2031, 7, 1), "end": date(2032, 6, 30)}
LAST_YEAR = {"mission": "UNTEST", "start": date(2030, 7, 1), "end": date(2031, 6, 30)}
MONEY = {"kind": "approved", "funding": "peacekeeping assessment", "dollars": 8e8,
         "document": "A/RES/85/1", "known_on": date(2031, 7, 1)}  # fmt: skip
SPENT = {"mission": "UNTEST", "start": date(2028, 7, 1), "end": date(2029, 6, 30),
         "kind": "spent", "funding": "peacekeeping assessment", "dollars": 1e9,
         "known_on": date(2029, 12, 30)}  # fmt: skip
PART = YEAR | {"end": date(2031, 11, 15), "period": date(2031, 7, 1), "dollars": 3e8,
               "conditional": False, "condition": "unconditional", "document": "A/RES/85/1",
               "known_on": date(2031, 7, 1)}  # fmt: skip
REST = PART | {"start": date(2031, 11, 16), "end": date(2032, 6, 30), "dollars": 5e8,
               "conditional": True, "condition": "requires Security Council extension"}  # fmt: skip
TABLES: dict[str, list[dict[str, object]]] = {
    "expenditure": [YEAR | MONEY, LAST_YEAR | MONEY | {"dollars": 9e8}, SPENT],
    "appropriations": [YEAR | {"proposed": 8.5e8, "approved": 8e8, "inclusive": 8.8e8,
                               "proposal": "A/85/600", "approval": "A/RES/85/1",
                               "known_on": date(2031, 7, 1)}],
    "apportionments": [PART, REST],
    "strength": [month_of("UNTEST", date(2029, 1, 1), 10_000)],
}  # fmt: skip


def mission_on(
    day: date = DAY,
    *,
    ends: date | None = date(2031, 11, 15),
    kind: MissionKind = MissionKind.MULTIDIMENSIONAL,
) -> Mission:
    figures = tuple(
        Figure(f"mandate.ceiling_{part}", f"Authorised {part} personnel", number, "persons", "Set.")
        for part, number in (("military", 11_000), ("police", 1_000))
    )
    mandate = Mandate(
        "UNTEST", day, "in force", ends, None, "S/RES/2900 (2031)", None, "renew",
        AuthorisedCeiling(11_000, 1_000), pl.DataFrame(), figures=figures,
    )  # fmt: skip
    return Mission("UNTEST", "Test", day, kind, date(2010, 1, 1), None, ("MLI",),
                   Area(nation_wide=True), mandate)  # fmt: skip


def answer(folder: Path, mission: Mission | None = None, **changes: object) -> Appropriation:
    view = view_of(folder, DAY, **(TABLES | changes))  # type: ignore[arg-type]
    return appropriation(view, mission or mission_on())


def values(of: Appropriation) -> dict[str, object]:
    return {figure.key.removeprefix("mission."): figure.value for figure in of.figures}


def test_approved_paid_until_and_the_three_lines(tmp_path: Path) -> None:
    said = values(answer(tmp_path))
    per_head = 1e9 / (365 / 365.25) / 10_000
    assert said == {
        "appropriation": 8e8,
        "appropriation_inclusive": 8.8e8,
        "appropriation_proposed": 8.5e8,
        "appropriation_before": 9e8,
        "paid_until": "2031-11-15",
        "appropriation_conditional": 5e8,
        "spent_per_head": pytest.approx(per_head),
        "authorised": 12_000,
        "strength_in_use": 10_000,
        "affordable": round(8e8 / (366 / 365.25) / per_head),
    }


@pytest.mark.parametrize(
    ("ends", "paid", "left"),
    [
        (date(2031, 12, 31), "2031-12-31", 5e8),
        (date(2032, 11, 15), "2032-06-30", None),
        (None, "2031-11-15", 5e8),
    ],
)
def test_the_council_s_extension_frees_the_part_that_waits_for_it(
    tmp_path: Path, ends: date | None, paid: str, left: float | None
) -> None:
    of = answer(tmp_path, mission_on(ends=ends))
    assert of.paid_until is not None and of.paid_until.value == paid
    assert (of.conditional and of.conditional.value) == left


def test_an_extension_does_not_free_what_waits_for_something_else(tmp_path: Path) -> None:
    rest = REST | {"condition": "requires extension of logistical support"}
    of = answer(tmp_path, mission_on(ends=date(2032, 11, 15)), apportionments=[PART, rest])
    assert of.paid_until is not None and of.paid_until.value == "2031-11-15"


def test_a_hole_between_parts_ends_what_is_paid(tmp_path: Path) -> None:
    later = REST | {"start": date(2032, 1, 1), "conditional": False, "condition": "unconditional"}
    of = answer(tmp_path, apportionments=[PART, later])
    assert of.paid_until is not None and of.paid_until.value == "2031-11-15"


def test_nothing_is_known_before_the_day_the_decision_was_public(tmp_path: Path) -> None:
    edition = edition_of(tmp_path, **TABLES)
    day = date(2031, 6, 30)
    of = appropriation(View(edition, day), mission_on(day))
    assert of.approved is None and of.paid_until is None and of.parts.is_empty()
    assert [gap.key for gap in of.gaps] == ["mission.appropriation"]


def test_a_past_day_of_payment_and_a_year_that_is_over_are_gaps(tmp_path: Path) -> None:
    edition = edition_of(tmp_path, **TABLES)
    for day, key in ((date(2031, 12, 1), "mission.paid_until"),
                     (date(2032, 9, 1), "mission.appropriation")):  # fmt: skip
        of = appropriation(View(edition, day), mission_on(day))
        assert key in [gap.key for gap in of.gaps], day


def test_without_spending_no_strength_is_called_affordable(tmp_path: Path) -> None:
    of = answer(tmp_path, expenditure=TABLES["expenditure"][:2])
    assert of.affordable is None
    assert "mission.affordable" in [gap.key for gap in of.gaps]


def test_money_of_a_support_office_pays_no_strength_of_its_own(tmp_path: Path) -> None:
    of = answer(tmp_path, mission_on(kind=MissionKind.SUPPORT))
    assert of.affordable is None and of.cost_per_head is None
    assert "mission.affordable" not in [gap.key for gap in of.gaps]


def test_a_withdrawal_within_the_year_is_said(tmp_path: Path) -> None:
    mission = mission_on()
    leaving = replace(mission, mandate=replace(mission.mandate, decided_end=date(2032, 1, 31)))
    plain, last = (answer(tmp_path / name, of) for name, of in (("a", mission), ("b", leaving)))
    assert plain.affordable and "withdrawal" not in plain.affordable.method
    assert last.affordable and "withdrawal" in last.affordable.method


def test_an_approval_newer_than_all_spending_is_what_a_cost_is_counted_from(
    tmp_path: Path,
) -> None:
    view = view_of(tmp_path, DAY, **TABLES)
    basis = cost_basis(view, mission_on(), strength(view, "UNTEST"))
    assert basis.basis == "approved"
    assert basis.per_year.value == pytest.approx(8e8 / (366 / 365.25))
    assert "approved for 2031/32" in basis.per_year.method
    later = TABLES["expenditure"] + [YEAR | SPENT | dict(YEAR) | {"known_on": DAY}]
    spent = view_of(tmp_path / "b", DAY, **(TABLES | {"expenditure": later}))
    assert cost_basis(spent, mission_on(), strength(spent, "UNTEST")).basis == "spent"


def test_half_a_year_s_money_to_wind_a_mission_up_is_not_a_year_s(tmp_path: Path) -> None:
    half = YEAR | MONEY | {"end": date(2031, 12, 31), "dollars": 5e7}
    view = view_of(tmp_path, DAY, **(TABLES | {"expenditure": [half, SPENT]}))
    basis = cost_basis(view, mission_on(), strength(view, "UNTEST"))
    assert basis.basis == "spent"
    assert basis.per_year.value == pytest.approx(1e9 / (365 / 365.25))


def test_the_starter_edition_answers_with_what_it_holds() -> None:
    view = open_edition().as_of(date(2024, 7, 1))
    of = appropriation(view, view.mission("UNDOF"))
    assert of.cost_per_head is not None and of.cost_per_head.key == "mission.cost_per_head"
    assert of.approved is None and of.gaps


@pytest.fixture(scope="module")
def both_packs(pack: Path, pack_2026: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    old, new = pack / "missions", pack_2026 / "missions"
    files = (
        (old / "DPPADPOSS-PKO.csv", data_hub_missions.read_missions),
        (old / "un_secretariat_expenses_2022_23.csv", un_expenses.read_expenses),
        (new / "mission_budgets_2025_27.csv", ga_budgets.read_budgets),
        (new / "ga_apportionment_schedule_2026_27.csv", ga_budgets.read_schedule),
    )
    readings = ParsedFiles([(path.name, read(path)) for path, read in files])
    frames = missions.assemble(readings) | money.assemble(readings)
    assert not [repair for repair in readings.repairs if "add up" in repair.reason]
    rows = {
        name: frame.drop("source", "row").to_dicts()
        for name, frame in frames.items()
        if name in ("missions", "mission_hosts", "mission_kinds", "expenditure",
                    "appropriations", "apportionments")
    }  # fmt: skip
    return edition_of(tmp_path_factory.mktemp("money"), **rows)


@pytest.mark.pack
@pytest.mark.parametrize(
    ("mission", "approved", "paid_until"),
    [
        ("MINUSCA", 1018.0, "2026-11-15"),
        ("UNISFA", 275.8, "2026-11-15"),
        ("MONUSCO", 868.3, "2026-12-20"),
        ("UNMISS", 976.8, "2027-04-30"),
        ("UNIFIL", 407.6, "2027-06-30"),
        ("UNSOS", 481.6, "2026-12-31"),
        ("UNDOF", 61.6, None),
    ],
)
def test_what_the_assembly_approved_in_2026(
    both_packs: Edition, mission: str, approved: float, paid_until: str | None
) -> None:
    view = both_packs.as_of(date(2026, 7, 15))
    of = appropriation(view, view.mission(mission))
    assert of.approved is not None
    assert float(of.approved.value) / 1e6 == pytest.approx(approved, abs=0.05)  # type: ignore[arg-type]
    assert (of.paid_until and of.paid_until.value) == paid_until
    day_before = both_packs.as_of(date(2026, 6, 30))
    before = appropriation(day_before, day_before.mission(mission))
    assert before.paid_until is None
    assert before.approved is None or before.end == date(2026, 6, 30)


@pytest.mark.pack
def test_an_edition_cut_on_the_day_answers_the_same(both_packs: Edition, tmp_path: Path) -> None:
    for day in (date(2026, 6, 30), date(2026, 7, 15)):
        view = both_packs.as_of(day)
        answers = [
            appropriation(of, of.mission("UNMISS"))
            for of in (view, cut(both_packs, day, tmp_path / str(day)).as_of(day))
        ]
        assert repr(answers[0]) == repr(answers[1])

"""Budgets that the General Assembly approved, and the parts they are paid in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import all_readers, ga_budgets, recognise
from sources.good_files import good_files
from sources.made_csv import write

BUDGET = {
    "mission": "MINUSCA", "ga_approved_maintenance_2031_32_kusd": 1018006.1,
    "ga_inclusive_appropriation_2031_32_kusd": 1123481.3, "proposal_symbol": "A/85/623",
    "approval_symbol": "A/C.5/85/20; A/RES/85/276",
}  # fmt: skip
PART = {"mission": "MINUSCA", "start": "2031-07-01", "end": "2031-11-15", "kusd": 421305.4,
        "resolution": "A/RES/85/276", "condition": "unconditional"}  # fmt: skip
REST = PART | {"start": "2031-11-16", "end": "2032-06-30", "condition": "requires an extension"}


def test_any_financial_year_is_read_from_the_names_of_the_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "another name.csv", [BUDGET])
    assert recognise(path, all_readers()).reader is not None
    frame = ga_budgets.read_budgets(path).records["ga.budgets"]
    assert frame.filter(pl.col("kind") == "approved").row(0) == (
        "MINUSCA", date(2031, 7, 1), date(2032, 6, 30), "approved", 1_018_006_100.0,
        "A/C.5/85/20; A/RES/85/276", 2,
    )  # fmt: skip


def test_the_turn_of_a_century_is_a_year_like_others(tmp_path: Path) -> None:
    row = {"mission": "UNTSO", "apportioned_1999_00_gross_kusd": 5, "proposal_symbol": "A/54/1",
           "approval_symbol": ""}  # fmt: skip
    frame = ga_budgets.read_budgets(write(tmp_path / "a.csv", [row])).records["ga.budgets"]
    assert frame.select("start", "end").row(0) == (date(1999, 7, 1), date(2000, 6, 30))


def test_an_amount_of_another_kind_is_reported_and_not_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [BUDGET | {"acabq_advised_2031_32_kusd": 1}])
    (repair,) = ga_budgets.read_budgets(path).repairs
    assert (repair.column, repair.used) == ("acabq_advised_2031_32_kusd", "(not read)")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ga_approved_maintenance_2031_32_kusd": "much"}, "is not a number"),
        ({"ga_approved_maintenance_2031_32_kusd": 2e6}, "less than the approved maintenance"),
        ({"approval_symbol": ""}, "holds an amount from it"),
        ({"approval_symbol": "S/RES/2800"}, "no symbol of a document of the Assembly"),
        ({"ga_approved_maintenance_2031_32_kusd": "", "ga_inclusive_appropriation_2031_32_kusd":
          ""}, "has no amount"),
    ],
)  # fmt: skip
def test_wrong_budgets_are_refused(tmp_path: Path, change: dict[str, object], says: str) -> None:
    with pytest.raises(SourceError, match=says):
        ga_budgets.read_budgets(write(tmp_path / "a.csv", [BUDGET | change]))


def test_years_that_do_not_follow_one_another_are_refused(tmp_path: Path) -> None:
    row = {"mission": "UNTSO", "apportioned_2031_33_gross_kusd": 5, "proposal_symbol": "A/85/1",
           "approval_symbol": ""}  # fmt: skip
    with pytest.raises(SourceError, match="no column holds the amounts of a financial year"):
        ga_budgets.read_budgets(write(tmp_path / "a.csv", [row]))


def test_a_part_hangs_on_a_decision_unless_it_is_granted_outright(tmp_path: Path) -> None:
    others = [PART | {"mission": "UNIFIL", "condition": "withdrawal funded"},
              PART | {"mission": "UNMISS", "condition": "in the light of a report"}]  # fmt: skip
    reading = ga_budgets.read_schedule(write(tmp_path / "a.csv", [PART, REST, *others]))
    frame = reading.records["ga.parts"]
    assert frame["conditional"].to_list() == [False, True, False, True]
    assert frame["period"].unique().to_list() == [date(2031, 7, 1)]
    (repair,) = reading.repairs
    assert (repair.row, repair.found) == (5, "in the light of a report")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"start": "2031-11-15"}, "lies in the part to 2031-11-15"),
        ({"end": "2031-11-10"}, "is before the start"),
        ({"end": "2032-07-01"}, "is after 30 June"),
        ({"resolution": "A/C.5/85/20"}, "no symbol of a resolution"),
        ({"kusd": -1}, "is below 0"),
    ],
)
def test_wrong_parts_are_refused(tmp_path: Path, change: dict[str, object], says: str) -> None:
    with pytest.raises(SourceError, match=f"row 3.*{says}"):
        ga_budgets.read_schedule(write(tmp_path / "a.csv", [PART, REST | change]))


def test_all_problems_of_a_schedule_are_told_at_once(tmp_path: Path) -> None:
    file = good_files()["parts of appropriations"]
    path = tmp_path / "a.csv"
    path.write_text(file.changed("kusd", "much").replace("2031-07-01", "soon"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"(?s)'soon'.*'much'"):
        ga_budgets.read_schedule(path)


@pytest.mark.pack
def test_what_the_assembly_decided_for_2026_27(pack_2026: Path) -> None:
    folder = pack_2026 / "missions"
    budgets = ga_budgets.read_budgets(folder / "mission_budgets_2025_27.csv")
    parts = ga_budgets.read_schedule(folder / "ga_apportionment_schedule_2026_27.csv")
    assert not budgets.repairs and not parts.repairs
    amounts = budgets.records["ga.budgets"]
    assert amounts["kind"].value_counts().sort("kind").rows() == [
        ("apportioned", 6), ("approved", 11), ("inclusive", 6), ("proposed", 6),
    ]  # fmt: skip
    whole = amounts.filter(pl.col("kind") == "inclusive").select("mission", "dollars").rows()
    sums = parts.records["ga.parts"].group_by("mission").agg(pl.col("dollars").sum()).rows()
    assert {name: round(dollars) for name, dollars in sums} == {
        name: round(dollars) for name, dollars in whole
    }

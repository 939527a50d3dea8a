"""Expenses of the Secretariat by entity."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import un_expenses
from sources.made_csv import write

ROW = {"PART_ID": "II", "SECTION_ID": "5", "SECTION_DESCRIPTION": "Peacekeeping operations",
       "ENTITY": "MINUSMA", "YEAR": 2023, "FINANCIAL_YEAR": "2022/23", "AMOUNT": 100,
       "SOURCE_TYPE": "Other Assessed", "REFERENCE": "A/78/726", "NOTE": ""}  # fmt: skip


@pytest.mark.pack
def test_minusma_s_expenditure_and_its_period(pack: Path) -> None:
    path = pack / "missions" / "un_secretariat_expenses_2022_23.csv"
    reading = un_expenses.read_expenses(path)
    frame = reading.records["un.expenses"]
    assessed = frame.filter(
        (pl.col("mission") == "MINUSMA") & (pl.col("funding") == "peacekeeping assessment")
    )
    assert assessed.row(0) == (
        "MINUSMA", date(2022, 7, 1), date(2023, 6, 30), "peacekeeping assessment", 1_192_292_200.0,
        "A/78/726", 28,
    )  # fmt: skip
    (repair,) = reading.repairs
    assert repair.found == "242 rows of 39 other budget sections"


def test_refunds_lower_a_sum_and_its_row_is_not_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [ROW, ROW | {"AMOUNT": -30}])
    frame = un_expenses.read_expenses(path).records["un.expenses"]
    assert frame.select("dollars", "row").row(0) == (70.0, None)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"FINANCIAL_YEAR": "2022/24"}, "is not a financial year"),
        ({"FINANCIAL_YEAR": "22-23"}, "is not a financial year"),
        ({"SOURCE_TYPE": "Gift"}, "is not a known value"),
        ({"AMOUNT": "much"}, "is not a number"),
    ],
)
def test_wrong_rows_are_refused(tmp_path: Path, change: dict[str, object], says: str) -> None:
    with pytest.raises(SourceError, match=says):
        un_expenses.read_expenses(write(tmp_path / "a.csv", [ROW | change]))

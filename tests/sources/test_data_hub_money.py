"""DPO-PKBUDGET in the layout of the hub's catalogue."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from peaceops.errors import SourceError
from peaceops.sources import ParsedFile
from peaceops.sources import data_hub_money as hub
from sources.made_csv import write

ROW = {
    "Mission_acronym": "MINUSMA", "Start_date": "2021-07-01", "End_date": "2022-06-30",
    "Budget_class": "Military and police personnel", "Budget_subclass": "Military contingents",
    "Apportionment": "440,000.5", "Expenditure": "430000", "Variance": "10000.5",
    "Document_symbol": "A/77/680",
}  # fmt: skip
POLICE = {"Budget_subclass": "United Nations police", "Apportionment": "20000",
          "Expenditure": "21000", "Variance": "(1,000)"}  # fmt: skip


def read(tmp_path: Path, *rows: dict[str, object]) -> ParsedFile:
    return hub.read_budgets(write(tmp_path / "budget.csv", [ROW | row for row in rows]))


@pytest.mark.pack
def test_the_layout_is_that_of_the_catalogue(pack: Path) -> None:
    catalogue = json.loads((pack / "missions" / "psdata_catalogue.json").read_text())
    entry = next(one for one in catalogue if one["Dataset ID"] == "DPO-PKBUDGET")
    assert hub.READERS[0].columns == {one["Column Name"] for one in entry["Column definitions"]}


def test_lines_add_up_in_dollars(tmp_path: Path) -> None:
    frame = read(tmp_path, {}, POLICE).records["hub.budgets"]
    assert frame.drop("row").row(0) == (
        "MINUSMA", date(2021, 7, 1), date(2022, 6, 30), "A/77/680", 460_000_500.0, 451_000_000.0,
    )  # fmt: skip


def test_lines_that_sum_others_are_checked_and_left_out(tmp_path: Path) -> None:
    gross = {"Budget_class": "Gross requirements", "Budget_subclass": "", "Apportionment":
             "460000.5", "Expenditure": "451000", "Variance": "9000.5"}  # fmt: skip
    net = gross | {"Budget_class": "Net requirements", "Apportionment": "450000"}
    reading = read(tmp_path, {}, POLICE, gross, net)
    assert reading.records["hub.budgets"]["approved"].to_list() == [460_000_500.0]
    assert sum(one.used == "(dropped)" for one in reading.repairs) == 2
    with pytest.raises(SourceError, match=r"gross requirements are 470,000\.0"):
        read(tmp_path, {}, POLICE, gross | {"Apportionment": "470000"})


def test_a_wrong_variance_is_reported_and_not_used(tmp_path: Path) -> None:
    (repair,) = read(tmp_path, {"Variance": "5"}).repairs
    assert (repair.row, repair.column, repair.used) == (2, "Variance", "10000.5")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{"Apportionment": "-5"}], "below zero"),
        ([{"Expenditure": "much"}], "is not a number"),
        ([{"End_date": "2020-06-30"}], "is before Start_date"),
        ([{}, {"Expenditure": "7"}], "stands in row 2 with spent"),
    ],
)
def test_what_cannot_be_is_refused(
    tmp_path: Path, rows: list[dict[str, object]], says: str
) -> None:
    with pytest.raises(SourceError, match=says):
        read(tmp_path, *rows)

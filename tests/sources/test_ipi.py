"""IPI's three files of uniformed personnel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import ipi
from sources.made_csv import write

ROW = {"Date": "2016-12-31", "Mission": "MINUSMA", "Number of Contributors": 51, "Troops": 10763,
       "Police": 1258, "Observers": 36, "Total": 12057}  # fmt: skip


@pytest.mark.pack
def test_a_mission_s_month_with_the_types_apart(pack: Path) -> None:
    reading = ipi.read_mission_months(pack / "missions" / "ipi_mission_month_1990_2017.csv")
    frame = reading.records["ipi.mission_months"]
    assert frame.height == 5330
    last = frame.filter((pl.col("mission") == "MINUSMA") & (pl.col("month") == date(2017, 3, 1)))
    assert last.drop("mission", "month", "row").row(0) == (11024, 1278, 36, 12338)
    assert date(2016, 11, 1) not in frame["month"], "the publisher has no November 2016"


@pytest.mark.pack
def test_contributions_add_up_and_rows_of_no_one_are_reported(pack: Path) -> None:
    path = pack / "missions" / "ipi_contributor_mission_month_2009_2014.csv"
    reading = ipi.read_contributions(path)
    frame = reading.records["ipi.contributions"]
    assert [one.used for one in reading.repairs] == ["(dropped)"] * 2
    assert (frame["troops"] + frame["police"] + frame["experts"] == frame["total"]).all()


@pytest.mark.pack
def test_contributor_months_agree_with_mission_months(pack: Path) -> None:
    by_country = ipi.read_contributor_months(
        pack / "missions" / "ipi_contributor_month_1990_2014.csv.gz"
    ).records["ipi.contributor_months"]
    by_mission = ipi.read_mission_months(
        pack / "missions" / "ipi_mission_month_1990_2017.csv"
    ).records["ipi.mission_months"]
    march = pl.col("month") == date(2010, 3, 1)
    summed = by_country.filter(march).select(pl.sum_horizontal("troops", "police", "experts").sum())
    assert summed.item() == by_mission.filter(march)["total"].sum() == 101_826


def test_na_means_none_was_reported(tmp_path: Path) -> None:
    row = ROW | {"Police": "NA", "Observers": "NA", "Total": 10763}
    frame = ipi.read_mission_months(write(tmp_path / "a.csv", [row])).records["ipi.mission_months"]
    assert frame.select("troops", "police", "experts").row(0) == (10763, None, None)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"Total": 12058}, "is not the sum of Troops, Police and Observers"),
        ({"Troops": -1}, "below 0"),
        ({"Troops": 10.5}, "is not a whole number"),
        ({"Date": "2106-12-31"}, "century"),
    ],
)
def test_a_wrong_figure_is_refused(tmp_path: Path, change: dict[str, object], says: str) -> None:
    with pytest.raises(SourceError, match=says):
        ipi.read_mission_months(write(tmp_path / "a.csv", [ROW | change]))


def test_a_month_that_stands_twice_counts_once_or_is_refused(tmp_path: Path) -> None:
    alike = [ROW, ROW | {"Date": "2016-12-30"}]
    reading = ipi.read_mission_months(write(tmp_path / "a.csv", alike))
    assert [repair.row for repair in reading.repairs] == [3]
    other = ROW | {"Troops": int(str(ROW["Troops"])) + 1, "Total": int(str(ROW["Total"])) + 1}
    with pytest.raises(SourceError, match="stands in row 2 with troops"):
        ipi.read_mission_months(write(tmp_path / "a.csv", [ROW, other]))

"""The doubtful yearly means: wrong years are left out and reported, the rest is read."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import contributor_years
from sources.made_csv import reasons, write

ROW = {"": "1", "Year": 2019, "Country": "Chad", "Mission": "MINUSMA", "Female": 10, "Male": 1400,
       "Total": 1411}  # fmt: skip


@pytest.mark.pack
def test_wrong_years_are_left_out_and_reported_once_a_mission(pack: Path) -> None:
    path = pack / "missions" / "contributor_mission_year_2010_2021_doubtful.csv"
    reading = contributor_years.read_means(path)
    frame = reading.records["contributor_years.means"]
    assert sorted(frame["year"].unique()) == [2011, 2013, 2014, 2015, 2016, 2018, 2019, 2020]
    assert reasons(reading) == {
        "the file has a row for every country and mission; rows of no one are left out": 12,
        "the year's totals are wrong: part of the months over twelve": 61,
        "the year holds one month over twelve": 17,
    }
    minusma = frame.filter((pl.col("mission") == "MINUSMA") & (pl.col("year") == 2020))
    assert minusma["persons"].sum() == 14_070


def test_rounding_of_the_sexes_is_allowed_and_more_is_not(tmp_path: Path) -> None:
    contributor_years.read_means(write(tmp_path / "a.csv", [ROW]))
    with pytest.raises(SourceError, match="is not women and men together"):
        contributor_years.read_means(write(tmp_path / "a.csv", [ROW | {"Total": 1413}]))


def test_a_country_s_year_that_stands_twice_counts_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [ROW, ROW | {"": "2"}])
    reading = contributor_years.read_means(path)
    assert reading.records["contributor_years.means"].height == 1
    assert [repair.row for repair in reading.repairs] == [3]


def test_a_country_s_year_with_two_contents_is_refused(tmp_path: Path) -> None:
    other = ROW | {"Male": int(str(ROW["Male"])) + 9, "Total": int(str(ROW["Total"])) + 9}
    with pytest.raises(SourceError, match="stands in row 2 with persons"):
        contributor_years.read_means(write(tmp_path / "a.csv", [ROW, other]))

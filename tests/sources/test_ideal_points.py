"""Ideal points: the state of the time, its interval, and what is refused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from peaceops.errors import SourceError
from peaceops.sources import ideal_points
from peaceops.sources.ideal_points import NO_ESTIMATE, STATE_OF_THE_TIME

HEADER = "ccode,iso3c,countryname,year,idealpointall,q5all,q95all,nvotesall"
MALI = "432,MLI,Mali,2020.0,-0.22,-0.31,-0.12,95.0"


def read(tmp_path: Path, *lines: str):
    path = tmp_path / "ideal.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    reading = ideal_points.read(path)
    return reading.records["assembly.ideal_points"], reading


def test_a_row_keeps_its_values_and_its_row_number(tmp_path: Path):
    frame, reading = read(tmp_path, MALI)
    assert frame.row(0) == (2, "MLI", 2020, -0.22, -0.31, -0.12, 95)
    assert reading.repairs == ()


@pytest.mark.parametrize(
    ("number", "iso", "year", "code"),
    [(365, "RUS", 1985, "SUN"), (680, "YAR", 1980, "YMD"), (345, "YUG", 2010, "SRB")],
)
def test_a_state_is_named_as_of_its_year_and_the_change_reported(
    tmp_path: Path, number: int, iso: str, year: int, code: str
):
    frame, reading = read(tmp_path, f"{number},{iso},X,{year},0.1,0,0.2,50")
    assert frame["country"].to_list() == [code]
    (repair,) = reading.repairs
    assert (repair.row, repair.found, repair.used) == (2, iso, code)
    assert repair.reason == STATE_OF_THE_TIME


def test_a_row_of_the_older_series_only_is_left_out_and_reported(tmp_path: Path):
    frame, reading = read(tmp_path, "331,,,1991.0,,,,", MALI)
    assert frame["row"].to_list() == [3]
    assert [(one.row, one.reason) for one in reading.repairs] == [(2, NO_ESTIMATE)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("432,NER,Niger,2020,-0.2,-0.3,-0.1,95", "iso3c 'NER' is not the state of ccode"),
        ("999,MLI,Mali,2020,-0.2,-0.3,-0.1,95", "ccode '999' is no Correlates of War number"),
        ("432,MLI,Mali,2020,-0.2,-0.1,0.1,95", "q5all '-0.1' is above the ideal point"),
        ("432,MLI,Mali,2020,-0.2,-0.3,-0.25,95", "q95all '-0.25' is below the ideal point"),
        ("432,MLI,Mali,2020,-22,-23,-21,95", "idealpointall '-22' is below"),
        ("432,MLI,Mali,1920,-0.2,-0.3,-0.1,95", "year '1920' is below 1946"),
        ("432,MLI,Mali,2020,-0.2,-0.3,-0.1,-1", "nvotesall '-1' is below 1"),
    ],
)
def test_an_impossible_row_is_refused(tmp_path: Path, line: str, message: str):
    with pytest.raises(SourceError, match=r"ideal.csv, row 3.*" + message):
        read(tmp_path, MALI.replace("2020", "2019"), line)


def test_a_row_given_twice_is_left_out_and_two_contents_are_refused(tmp_path: Path):
    frame, reading = read(tmp_path, MALI, MALI)
    assert frame.height == 1
    assert [one.row for one in reading.repairs] == [3]
    with pytest.raises(SourceError, match="MLI 2020 stands in row 2 with votes 95 and in row 3 wi"):
        read(tmp_path, MALI, MALI.replace(",95", ",96"))


@pytest.mark.pack
def test_the_published_file_is_read_whole(pack: Path):
    reading = ideal_points.read(pack / "assembly" / "ideal_points_1946_2023.csv.gz")
    frame = reading.records["assembly.ideal_points"]
    reasons = Counter(one.reason for one in reading.repairs)
    assert frame.height == 11_232
    assert reasons == {STATE_OF_THE_TIME: 89, NO_ESTIMATE: 17}
    assert frame.filter(country="MLI", year=2023)["votes"].to_list() == [218]

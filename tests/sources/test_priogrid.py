"""PRIO-GRID files are read, and refused where they contradict the grid's arithmetic."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
import shapely
from shapely.geometry import box

from peaceops.domain.prio_grid import centre_of
from peaceops.errors import SourceError
from peaceops.sources import priogrid

HEADER = "\ufeffgid,row,col,xcoord,ycoord,landarea,mountains_mean,ttime_min"
LINE = '"49182","69","222","-69.25","-55.75","4.121329",,"966"'


def static(tmp_path: Path, *lines: str, header: str = HEADER) -> pl.DataFrame:
    path = tmp_path / "PRIO-GRID-Static.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return priogrid.read_static(path).records["priogrid.static"]


def test_the_files_row_is_not_the_grids(tmp_path: Path):
    assert static(tmp_path, LINE).row(0) == (2, 49182, 4.121329, None, 966.0)


def test_variables_that_were_not_exported_are_unknown(tmp_path: Path):
    frame = static(
        tmp_path, "49182,69,222,-69.25,-55.75,4.1", header="gid,row,col,xcoord,ycoord,landarea"
    )
    assert frame.select("mountains", "travel_time").row(0) == (None, None)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (LINE.replace("49182", "0"), "gid '0' is below 1"),
        (LINE.replace("49182", "259201"), "gid '259201' is above"),
        (LINE.replace('"69"', '"70"'), "grid_row '70' is not where the cell"),
        (LINE.replace("-69.25", "69.25"), "xcoord '69.25' is not where the cell"),
        (LINE.replace("4.121329", "-1"), "landarea '-1' is below 0"),
        (LINE.replace("4.121329", "9999"), "landarea '9999' is above"),
        (LINE.replace(",,", ",1.5,"), "mountains_mean '1.5' is above 1"),
        (LINE.replace("966", "-9"), "ttime_min '-9' is below 0"),
    ],
)
def test_an_impossible_row_is_refused(tmp_path: Path, line: str, message: str):
    with pytest.raises(SourceError, match="PRIO-GRID-Static.csv, row 2.*" + message):
        static(tmp_path, line)


def test_a_cell_with_two_contents_is_refused(tmp_path: Path):
    with pytest.raises(SourceError, match="49182 stands in row 2 with travel_time 966"):
        static(tmp_path, LINE, LINE.replace("966", "967"))


def cells(tmp_path: Path, numbers: list[int], *, east: float = 0.0) -> pl.DataFrame:
    centres = [centre_of(number) for number in numbers]
    outlines = [box(x - 0.25 + east, y - 0.25, x + 0.25 + east, y + 0.25) for y, x in centres]
    path = tmp_path / "cells.parquet"
    pl.DataFrame(
        {
            "priogrid_gid": numbers,
            "in_africa": [False] * len(numbers),
            "in_me": [False] * len(numbers),
            "geom": [shapely.to_wkb(one) for one in outlines],
        }
    ).write_parquet(path)
    return priogrid.read_cells(path).records["priogrid.cells"]


def test_cells_are_where_their_numbers_say(tmp_path: Path):
    assert cells(tmp_path, [1000, 49182]).rows() == [(2, 1000), (3, 49182)]
    with pytest.raises(SourceError, match=r"cells.parquet, record 1: cell 1000 is drawn at POINT"):
        cells(tmp_path, [1000], east=0.5)


@pytest.mark.parametrize(("numbers", "message"), [([5, 5], "stands twice"), ([-1], "not exist")])
def test_impossible_cells_of_countries_are_refused(tmp_path: Path, numbers, message):
    path = tmp_path / "countries.parquet"
    pl.DataFrame({"pg_id": numbers, "country_id": [50] * len(numbers)}).write_parquet(path)
    with pytest.raises(SourceError, match=f"countries.parquet, record.*{message}"):
        priogrid.read_countries(path)


def test_a_parquet_file_cut_short_is_refused(tmp_path: Path):
    path = tmp_path / "countries.parquet"
    pl.DataFrame({"pg_id": [1], "country_id": [50]}).write_parquet(path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(SourceError, match=r"(?s)countries.parquet.*cut short"):
        priogrid.read_countries(path)


@pytest.mark.pack
def test_the_pack_is_read_whole(pack: Path):
    places = pack / "places"
    reading = priogrid.read_static(places / "PRIO-GRID-Static.csv")
    assert reading.records["priogrid.static"].height == 64_818
    assert priogrid.read_cells(places / "priogrid_cells.parquet").records[
        "priogrid.cells"
    ].height == 64_818  # fmt: skip
    countries = priogrid.read_countries(places / "priogrid_country.parquet")
    assert countries.records["priogrid.countries"].height == 64_818

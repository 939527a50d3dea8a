"""Cells of PRIO-GRID are arithmetic: numbers, centres and neighbours."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.domain.prio_grid import CELLS, cell_of, cells_of, centre_of, centres_of, neighbours_of

ANY_CELL = st.integers(1, CELLS)


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [
        (-90, -180, 1),
        (90, 180, CELLS),
        (-55.75, -69.25, 49182),
        (34.802462, 36.707602, 179714),  # Teir Maaleh, as UCDP numbers it
        (13.166667, 24.366667, 148729),  # Jebel Marra
        (8.466667, 25.683333, 141532),  # Raga
    ],
)
def test_a_point_lies_in_the_cell_publishers_name(latitude, longitude, cell):
    assert cell_of(latitude, longitude) == cell


@given(ANY_CELL)
def test_a_cell_holds_its_centre(cell):
    assert cell_of(*centre_of(cell)) == cell


@given(st.floats(-90, 89.99), st.floats(-180, 179.99))
def test_a_centre_is_at_most_a_quarter_degree_away(latitude, longitude):
    middle = centre_of(cell_of(latitude, longitude))
    assert abs(middle[0] - latitude) <= 0.25 + 1e-9
    assert abs(middle[1] - longitude) <= 0.25 + 1e-9


@given(ANY_CELL, st.integers(1, 3))
def test_neighbours_are_mutual(cell, distance):
    around = neighbours_of(cell, distance=distance)
    assert cell not in around
    assert all(cell in neighbours_of(other, distance=distance) for other in around[:4])


def test_neighbours_cross_the_date_line_and_end_at_the_poles():
    assert neighbours_of(721) == (1, 2, 720, 722, 1440, 1441, 1442, 2160)
    assert neighbours_of(1) == (2, 720, 721, 722, 1440)


@given(st.lists(ANY_CELL, min_size=1, max_size=20))
def test_columns_agree_with_single_cells(cells):
    centres = centres_of(pl.Series(cells))
    assert centres.rows() == [centre_of(cell) for cell in cells]
    assert cells_of(centres["latitude"], centres["longitude"]).to_list() == cells


def test_missing_coordinates_give_no_cell():
    assert cells_of(pl.Series([1.0, None]), pl.Series([None, 2.0])).to_list() == [None, None]


@pytest.mark.parametrize(("latitude", "longitude"), [(90.1, 0), (0, -180.5), (float("nan"), 0)])
def test_a_point_off_the_globe_is_refused(latitude, longitude):
    with pytest.raises(ValueError, match="is not between"):
        cell_of(latitude, longitude)


@pytest.mark.parametrize("cell", [0, CELLS + 1])
def test_a_cell_that_does_not_exist_is_refused(cell):
    with pytest.raises(ValueError, match="there is no PRIO-GRID cell"):
        centre_of(cell)


@pytest.mark.pack
def test_numbers_agree_with_prio_and_ucdp(pack: Path):
    static = pl.read_csv(pack / "places" / "PRIO-GRID-Static.csv")
    assert cells_of(static["ycoord"], static["xcoord"]).equals(static["gid"].alias("cell"))
    events = pl.read_csv(
        pack / "violence" / "events" / "ged231_south_sudan.csv",
        columns=["latitude", "longitude", "priogrid_gid"],
    )
    assert (cells_of(events["latitude"], events["longitude"]) == events["priogrid_gid"]).all()

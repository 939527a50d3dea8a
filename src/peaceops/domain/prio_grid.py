"""PRIO-GRID by arithmetic: cells of half a degree over the whole world.

Cell 1 has its south-west corner at 90° S, 180° W; numbers run eastwards along 360 rows of 720
cells (Tollefsen, Strand and Buhaug 2012). A point on an edge belongs to the cell north or east of
it; at the north pole and at 180° E, to the last cell.
"""

from __future__ import annotations

import polars as pl

DEGREES = 0.5
ROWS = 360
COLUMNS = 720
CELLS = ROWS * COLUMNS


def cell_of(latitude: float, longitude: float) -> int:
    """Number of the cell that holds a point.

    Raises:
        ValueError: The point is not on the globe.
    """
    return int(cells_of(pl.Series([float(latitude)]), pl.Series([float(longitude)]))[0])


def cells_of(latitudes: pl.Series, longitudes: pl.Series) -> pl.Series:
    """Numbers of the cells that hold points; null where a coordinate is null.

    Raises:
        ValueError: A point is not on the globe.
    """
    for what, degrees, bound in (("latitude", latitudes, 90), ("longitude", longitudes, 180)):
        off = degrees.filter(~degrees.is_between(-bound, bound))
        if len(off):
            raise ValueError(f"{what} {off[0]} is not between -{bound} and {bound}")
    row = ((latitudes + 90) / DEGREES).floor().clip(0, ROWS - 1)
    column = ((longitudes + 180) / DEGREES).floor().clip(0, COLUMNS - 1)
    return (row * COLUMNS + column + 1).cast(pl.Int64).alias("cell")


def centre_of(cell: int) -> tuple[float, float]:
    """Latitude and longitude of the centre of a cell.

    Raises:
        ValueError: There is no such cell.
    """
    row, column = _place(cell)
    return -90 + DEGREES * (row + 0.5), -180 + DEGREES * (column + 0.5)


def centres_of(cells: pl.Series) -> pl.DataFrame:
    """Columns ``latitude`` and ``longitude`` of the centres of cells."""
    index = cells - 1
    return pl.DataFrame(
        {
            "latitude": -90 + DEGREES * (index // COLUMNS + 0.5),
            "longitude": -180 + DEGREES * (index % COLUMNS + 0.5),
        }
    )


def neighbours_of(cell: int, *, distance: int = 1) -> tuple[int, ...]:
    """Cells around a cell, in ascending order, without the cell itself.

    Args:
        cell: Number of the cell.
        distance: How many cells away at most, also diagonally. Rows end at the poles; columns
            go on across the date line.

    Raises:
        ValueError: There is no such cell.
    """
    row, column = _place(cell)
    around = {
        other * COLUMNS + (column + step) % COLUMNS + 1
        for other in range(max(row - distance, 0), min(row + distance, ROWS - 1) + 1)
        for step in range(-distance, distance + 1)
    }
    return tuple(sorted(around - {cell}))


def _place(cell: int) -> tuple[int, int]:
    if not 1 <= cell <= CELLS:
        raise ValueError(f"there is no PRIO-GRID cell {cell}: they run from 1 to {CELLS}")
    return divmod(cell - 1, COLUMNS)

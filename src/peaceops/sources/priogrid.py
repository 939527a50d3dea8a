"""PRIO-GRID: cells of half a degree, their land, mountains and travel time, and their country.

Three layouts: the static variables as PRIO's web site exports them (the user chooses which), the
cells as Parquet with flags for Africa and the Middle East, and the cells' countries as Parquet,
numbered as VIEWS numbers countries. Where a cell lies follows from its number; what a file says of
it is checked against that.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import shapely

from peaceops.domain.prio_grid import CELLS, COLUMNS, DEGREES, centres_of
from peaceops.errors import SourceError
from peaceops.sources._delimited import first_records
from peaceops.sources._parquet import read_parquet, whole_numbers
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

PUBLICATION = Publication(
    id="prio-grid",
    title="PRIO-GRID 2.0, static variables, and cells by country",
    publisher="Peace Research Institute Oslo; countries by VIEWS",
    licence="CC BY 4.0",
    citation="Tollefsen, A. F., Strand, H. and Buhaug, H. (2012), PRIO-GRID: A unified spatial "
    "data structure, Journal of Peace Research 49(2)",
    url="https://grid.prio.org",
)
STATIC_COLUMNS = frozenset({"gid", "row", "col", "xcoord", "ycoord", "landarea"})
CELL_COLUMNS = frozenset({"priogrid_gid", "in_africa", "in_me", "geom"})
COUNTRY_COLUMNS = frozenset({"country_id", "pg_id"})
LARGEST_CELL = 3100.0  # square kilometres, at the equator
LONGEST_TRAVEL = 60_000.0  # minutes (26,177)


def read_static(path: Path) -> ParsedFile:
    """Read the static variables.

    Returns:
        Records ``priogrid.static``: cell, land_area (square kilometres), mountains (share of the
        cell, 0 to 1), travel_time (minutes to the nearest city of 50,000, least in the cell).

    Raises:
        SourceError: A cell's number, row, column and coordinates contradict each other, or a
            value is impossible.
    """
    sheet = read_sheet(path, STATIC_COLUMNS - {"row"}, header=_header(path))
    cell = sheet.integer("gid", minimum=1, maximum=CELLS)
    _check_places(sheet, cell)
    nothing = pl.Series([None] * len(cell), dtype=pl.Float64)
    columns = sheet.frame.columns
    longest = LONGEST_TRAVEL
    frame = pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "cell": cell,
            "land_area": sheet.number("landarea", minimum=0, maximum=LARGEST_CELL),
            "mountains": sheet.number("mountains_mean", minimum=0, maximum=1, nullable=True)
            if "mountains_mean" in columns
            else nothing,
            "travel_time": sheet.number("ttime_min", minimum=0, maximum=longest, nullable=True)
            if "ttime_min" in columns
            else nothing,
        }
    )
    frame = sheet.distinct(frame, ("cell",))
    return sheet.parsed_file({"priogrid.static": frame}, "2.0")


def read_cells(path: Path) -> ParsedFile:
    """Read the cells with their outlines, which must be where their numbers say.

    Returns:
        Records ``priogrid.cells``: cell.
    """
    columns = ["priogrid_gid", "geom"]
    frame = whole_numbers(path, read_parquet(path, columns), ["priogrid_gid"])
    frame = frame.rename({"priogrid_gid": "cell"})
    _check_cells(path, frame)
    middle = shapely.centroid(shapely.from_wkb(frame["geom"].to_numpy(), on_invalid="ignore"))
    due = centres_of(frame["cell"])
    near = (abs(shapely.get_y(middle) - due["latitude"].to_numpy()) < DEGREES / 100) & (
        abs(shapely.get_x(middle) - due["longitude"].to_numpy()) < DEGREES / 100
    )
    if not near.all():
        index = int((~near).argmax())
        raise _damaged(path, f"cell {frame['cell'][index]} is drawn at {middle[index]}", index)
    return ParsedFile({"priogrid.cells": frame.select("row", "cell")}, (), "2.0")


def read_countries(path: Path) -> ParsedFile:
    """Read the country of each cell.

    Returns:
        Records ``priogrid.countries``: cell, views_id (VIEWS' number of the country).
    """
    columns = ["pg_id", "country_id"]
    frame = whole_numbers(path, read_parquet(path, columns), columns)
    frame = frame.rename({"pg_id": "cell", "country_id": "views_id"})
    _check_cells(path, frame)
    return ParsedFile({"priogrid.countries": frame.select("row", "cell", "views_id")})


def _header(path: Path) -> list[str]:
    """The names in the first row, with the grid's own ``row`` renamed: ours is the file's row."""
    names, _ = first_records(path, STATIC_COLUMNS)
    return ["grid_row" if name == "row" else name for name in names]


def _check_places(sheet: Sheet, cell: pl.Series) -> None:
    index, centres = cell - 1, centres_of(cell)
    remedy = "correct the cell's number or place, or download the file again"
    for column, due in (
        ("grid_row", index // COLUMNS + 1),
        ("col", index % COLUMNS + 1),
        ("ycoord", centres["latitude"]),
        ("xcoord", centres["longitude"]),
    ):
        off = (sheet.number(column) - due).abs() > DEGREES / 100
        problem = "is not where the cell of this number lies"
        sheet.reject_where(column, off, problem, remedy)


def _check_cells(path: Path, frame: pl.DataFrame) -> None:
    cell = frame["cell"]
    checks = ((cell.is_null() | ~cell.is_between(1, CELLS), "does not exist"),
              (cell.is_duplicated(), "stands twice"))  # fmt: skip
    for wrong, problem in checks:
        rows = wrong.arg_true()
        if len(rows):
            raise _damaged(path, f"cell {cell[rows[0]]} {problem}", rows[0])


def _damaged(path: Path, problem: str, index: int) -> SourceError:
    return SourceError(
        problem, where=f"{path.name}, record {index + 1}", cause="the file is damaged",
        remedy="download the file again",
    )  # fmt: skip


READERS: tuple[Reader, ...] = (
    Reader(PUBLICATION, "static variables", STATIC_COLUMNS, read_static, (".csv",)),
    Reader(PUBLICATION, "cells", CELL_COLUMNS, read_cells, (".parquet",)),
    Reader(PUBLICATION, "cells by country", COUNTRY_COLUMNS, read_countries, (".parquet",)),
)

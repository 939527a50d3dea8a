"""Tables of places: borders, neighbours and grid cells. Geography counts as always known."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from peaceops.domain.prio_grid import CELLS
from peaceops.edition.tables._table import (
    COUNTRY,
    Row,
    Table,
)

_ALWAYS = pl.date(1945, 10, 24)
_ALWAYS_REASON = "Geography is not news; today's outlines are used for every date."


class Borders(Row):
    """The outline of a country (level 0) or of a first-level unit of one (level 1)."""

    country = dy.String(primary_key=True, regex=COUNTRY)
    level = dy.Int64(primary_key=True, min=0, max=1)
    unit = dy.String(primary_key=True)
    geometry = dy.Binary(nullable=False, metadata={"unit": "WKB, longitude and latitude"})


class Neighbours(Row):
    """Two countries that share a land border."""

    country = dy.String(primary_key=True, regex=COUNTRY)
    neighbour = dy.String(primary_key=True, regex=COUNTRY)


class GridCells(Row):
    """A PRIO-GRID cell of half a degree."""

    cell = dy.Int64(primary_key=True, min=1, max=CELLS)
    country = dy.String(nullable=True, regex=COUNTRY)
    land_area = dy.Float64(nullable=True, min=0, max=3100, metadata={"unit": "square kilometres"})
    travel_time = dy.Float64(
        nullable=True,
        min=0,
        max=60_000,
        metadata={"unit": "minutes to the nearest city, least in the cell"},
    )
    mountains = dy.Float64(nullable=True, min=0, max=1, metadata={"unit": "share of the cell"})


TABLES = (
    Table(
        "borders",
        Borders,
        "Outlines of countries and first-level units",
        _ALWAYS,
        _ALWAYS_REASON,
        "download Natural Earth and run `peaceops data build`",
    ),
    Table(
        "neighbours",
        Neighbours,
        "Countries that share a land border",
        _ALWAYS,
        _ALWAYS_REASON,
        "download Natural Earth and run `peaceops data build`",
    ),
    Table(
        "grid_cells",
        GridCells,
        "PRIO-GRID cells and their countries",
        _ALWAYS,
        _ALWAYS_REASON,
        "download PRIO-GRID and run `peaceops data build`",
    ),
)

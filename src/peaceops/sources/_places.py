"""Checks of places: coordinates against their country and against one another."""

from __future__ import annotations

import polars as pl

from peaceops.domain.countries import kilometres_outside
from peaceops.sources._sheet import Sheet

NEAR = 100.0
"""Kilometres outside the rough outline of its country at which a place may lie (73 on record)."""
FAR = 300.0
"""Kilometres from which no place of a country lies, save in waters and airspace."""
AT_SEA = 600.0
"""Kilometres at which an event in waters or airspace may lie (373 on record)."""
KEPT = "the place lies 100 to 300 km outside the outline of its country; it is kept"
_NULL_ISLAND = "is at latitude 0, longitude 0, in the Atlantic"
_REMEDY = "look the place up: decimal degrees, latitude north, longitude east"


def position(
    sheet: Sheet, latitude: str, longitude: str, *, nullable: bool = False
) -> tuple[pl.Series, pl.Series]:
    """Latitude and longitude in degrees; 0, 0 and half a position are noted as problems."""
    north = sheet.number(latitude, minimum=-90, maximum=90, nullable=nullable)
    east = sheet.number(longitude, minimum=-180, maximum=180, nullable=nullable)
    sheet.reject_where(latitude, (north == 0) & (east == 0), _NULL_ISLAND, _REMEDY)
    if nullable:
        cells = sheet.frame.select(pl.col(latitude, longitude).is_null())
        for column, other in ((latitude, longitude), (longitude, latitude)):
            sheet.reject_where(
                column,
                cells[column] & ~cells[other],
                "is empty and the other is not",
                "fill in both, or neither",
            )
    return north, east


def refuse_elsewhere(
    sheet: Sheet,
    countries: pl.Series,
    latitudes: pl.Series,
    longitudes: pl.Series,
    *,
    at_sea: pl.Series | None = None,
) -> None:
    """Note places that lie far from their country, and say which slip explains it.

    A place somewhat outside that no slip explains is kept and reported.

    Args:
        sheet: The sheet, row by row as the columns below; its column ``latitude`` is named.
        countries: Codes; a row without one is not checked.
        latitudes: Degrees.
        longitudes: Degrees.
        at_sea: Rows in waters or airspace, which may lie further out.
    """
    sea = pl.Series([False] * len(countries)) if at_sea is None else at_sea.fill_null(False)
    outside = kilometres_outside(countries, latitudes, longitudes)
    limits = pl.select(pl.when(sea).then(AT_SEA).otherwise(FAR)).to_series()
    outside = outside.set((latitudes == 0) & (longitudes == 0), None)  # noted by position
    off = ((outside > NEAR) & (~sea | (outside > AT_SEA))).fill_null(False)
    if not off.any():
        return
    explained = pl.Series([False] * len(off))
    for slip, north, east in (
        ("latitude and longitude are exchanged", longitudes, latitudes),
        ("the sign of the longitude is lost", latitudes, -longitudes),
        ("the sign of the latitude is lost", -latitudes, longitudes),
    ):
        fits = off & ~explained & (kilometres_outside(countries, north, east) == 0)
        explained |= fits.fill_null(False)
        sheet.reject_where("latitude", fits, "lies outside its country", f"correct it: {slip}")
    far = off & ~explained & (outside > limits)
    sheet.reject_where("latitude", far, "lies far outside its country",
        "look the place up, or correct the country",
    )  # fmt: skip
    for index in (off & ~explained & ~far).arg_true():
        where = f"{latitudes[index]}, {longitudes[index]} ({countries[index]})"
        row = sheet.frame["row"][index]
        sheet.report(row, "latitude", where, "(kept)", KEPT)

"""How far a place lies outside its country, by rough outlines.

``outlines.csv`` is made by ``scripts/make_outlines.py`` from Natural Earth (public domain). It is
good to some 60 kilometres and only there to find slips: it says nothing about borders.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from peaceops.domain.arrays import Floats
from peaceops.domain.distances import EARTH_RADIUS_KM


def kilometres_outside(
    countries: pl.Series, latitudes: pl.Series, longitudes: pl.Series
) -> pl.Series:
    """Distance of each place from the outline of its country; 0 inside it.

    Null where a value is null or the country has no outline.
    """
    places = pl.DataFrame(
        {"country": countries, "latitude": latitudes, "longitude": longitudes}
    ).with_row_index("index")
    outlined = places.drop_nulls().filter(pl.col("country").is_in(list(_outlines())))
    far = np.full(places.height, np.nan)
    for (code,), part in outlined.group_by("country"):
        points = shapely.points(part["longitude"].to_numpy(), part["latitude"].to_numpy())
        far[part["index"].to_numpy()] = _distances(_outlines()[str(code)], points)
    return pl.Series("kilometres", far, nan_to_null=True)


def _distances(outline: BaseGeometry, points: NDArray[np.object_]) -> Floats:
    kilometres = np.zeros(len(points))
    outside = ~shapely.contains(outline, points)
    if not outside.any():
        return kilometres
    lines = shapely.get_coordinates(shapely.shortest_line(points[outside], outline))
    east, north = np.radians(lines.reshape(-1, 2, 2)).transpose(2, 1, 0)
    chord = (
        np.sin((north[1] - north[0]) / 2) ** 2
        + np.cos(north[0]) * np.cos(north[1]) * np.sin((east[1] - east[0]) / 2) ** 2
    )
    kilometres[outside] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(chord))
    return kilometres


@cache
def _outlines() -> dict[str, BaseGeometry]:
    table = pl.read_csv(files("peaceops.domain.countries").joinpath("outlines.csv").read_bytes())
    outlines = {}
    for country, text in table.select("country", "outline").iter_rows():
        outlines[country] = shapely.from_wkt(text)
        shapely.prepare(outlines[country])
    return outlines

"""Cells by the names of places: the first-level unit each lies in, and the nearest base."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from peaceops.domain.distances import kilometres
from peaceops.edition import View

BORDERS, BASES = "borders", "deployments"
FIRST_LEVEL = 1
AT_KM, NEAR_KM = 28, 150
"""Kilometres from a cell's centre to a base within it, or as near, and to one still named."""


def cell_places(view: View, country: str, centres: Sequence[tuple[float, float]]) -> list[str]:
    """Name where cells lie, from the borders and the bases of missions known on the date.

    Args:
        view: What was known on the date.
        country: ISO 3 code.
        centres: Latitude and longitude of each cell's centre.

    Returns:
        A name each, as ``Upper Nile, 34 km from Malakal``; empty where the edition holds neither a
        unit nor a base near by.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2022, 12, 31))
    >>> cell_places(view, "SSD", [(4.75, 31.75), (9.25, 31.75)])
    ['Central Equatoria, Juba', 'Upper Nile, 33 km from Malakal']
    """
    units, bases = _units(view, country, centres), _bases(view, country, centres)
    return [", ".join(filter(None, pair)) for pair in zip(units, bases, strict=True)]


def _units(view: View, country: str, centres: Sequence[tuple[float, float]]) -> list[str]:
    """The unit that holds each centre, or the nearest where a centre lies across a border."""
    if not view.has(BORDERS) or not centres:
        return [""] * len(centres)
    rows = view.table(BORDERS).filter(country=country, level=FIRST_LEVEL).sort("unit")
    if rows.is_empty():
        return [""] * len(centres)
    tree = shapely.STRtree(shapely.from_wkb(rows["geometry"].to_list()))
    points = shapely.points([(longitude, latitude) for latitude, longitude in centres])
    names = rows["unit"].to_list()
    return [names[place] for place in tree.nearest(points)]


def _bases(view: View, country: str, centres: Sequence[tuple[float, float]]) -> list[str]:
    """The nearest base that any mission had in the country, with how far it lies."""
    if not view.has(BASES) or not centres:
        return [""] * len(centres)
    rows = (
        view.table(BASES)
        .filter(country=country)
        .drop_nulls(["latitude", "longitude", "location"])
        .sort("year", "location", descending=[True, False])
        .unique("location", keep="first", maintain_order=True)
    )
    if rows.is_empty():
        return [""] * len(centres)
    apart = kilometres(np.array(centres), rows.select("latitude", "longitude").to_numpy())
    nearest = apart.argmin(axis=1)
    names = rows["location"].to_list()
    words = []
    for cell, base in enumerate(nearest):
        away = apart[cell, base]
        name = names[base]
        if away > NEAR_KM:
            name = ""
        elif away > AT_KM:
            name = f"{away:.0f} km from {name}"
        words.append(name)
    return words

"""Where missions are: outlines of the world's countries, and a place on a map for each mission."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import polars as pl
import shapely
from shapely.geometry.base import BaseGeometry

from peaceops.domain.mission import Mission
from peaceops.edition import View

DIGITS = 2
"""Decimals of a degree: about a kilometre, which no map of the world shows."""

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class CountryOutline:
    """The outline of a country.

    Attributes:
        country: ISO 3166-1 alpha-3.
        polygons: Each an outer ring and its holes, of longitude and latitude.
    """

    country: str
    polygons: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True)
class MissionPlace:
    """Where a mission is shown on a map of the world.

    Attributes:
        mission: Acronym.
        longitude: Degrees east.
        latitude: Degrees north.
        basis: The middle of its ``bases`` in the latest year on record, or of its ``hosts``; of
            several hosts, between them.
        year: The year of the bases; ``None`` where they are not on record.
    """

    mission: str
    longitude: float
    latitude: float
    basis: Literal["bases", "hosts"]
    year: int | None = None


def world_outlines(view: View, tolerance: float = 0.05) -> tuple[CountryOutline, ...]:
    """Outlines of all countries on record, simplified.

    Args:
        view: What was known.
        tolerance: Degrees by which an outline may be off; smaller islands than it are left out.

    Returns:
        In alphabetical order of the codes; empty where the edition holds no borders.

    >>> from peaceops.edition import open_edition
    >>> outlines = world_outlines(open_edition().as_of(), 1.0)
    >>> outlines[0].country
    'AFG'
    """
    drawn = []
    for country, shape in _shapes(view).items():
        # A shape may break where it is simplified: each part is drawn by itself.
        polygons = tuple(
            tuple(_ring(ring) for ring in (part.exterior, *part.interiors))
            for part in shapely.get_parts(shape.simplify(tolerance))
            if part.geom_type == "Polygon" and not part.is_empty and part.area > tolerance**2
        )
        if polygons:
            drawn.append(CountryOutline(country, polygons))
    return tuple(drawn)


def mission_places(view: View, missions: Iterable[Mission]) -> dict[str, MissionPlace]:
    """A place on the map for each mission.

    Args:
        view: What was known.
        missions: As known on the day of the view.

    Returns:
        Acronym to place; none for a mission whose bases and hosts are not on record.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 6, 16))
    >>> mission_places(view, [view.mission("MINUSMA")])["MINUSMA"].basis
    'bases'
    """
    bases, shapes = _bases(view), _shapes(view)
    places = {}
    for mission in missions:
        acronym = mission.acronym
        if acronym in bases:
            longitude, latitude, year = bases[acronym]
            places[acronym] = MissionPlace(acronym, longitude, latitude, "bases", year)
            continue
        hosts = [shapes[host] for host in mission.hosts if host in shapes]
        if hosts:
            longitude, latitude = _middle(hosts)
            places[acronym] = MissionPlace(acronym, longitude, latitude, "hosts")
    return places


def _shapes(view: View) -> dict[str, BaseGeometry]:
    if not view.has("borders"):
        return {}
    rows = view.table("borders").filter(pl.col("level") == 0).sort("country")
    return {country: shapely.from_wkb(wkb) for country, wkb in rows["country", "geometry"].rows()}


def _bases(view: View) -> dict[str, tuple[float, float, int]]:
    """Mission to the middle of its bases in the latest year on record, and that year."""
    if not view.has("deployments"):
        return {}
    latest = view.table("deployments").filter(
        pl.col("year") == pl.col("year").max().over("mission"),
        pl.col("longitude").is_not_null() & pl.col("latitude").is_not_null(),
    )
    middles = latest.group_by("mission").agg(
        pl.col("longitude").mean().round(DIGITS),
        pl.col("latitude").mean().round(DIGITS),
        pl.col("year").max(),
    )
    return {mission: (east, north, year) for mission, east, north, year in middles.rows()}


def _middle(hosts: list[BaseGeometry]) -> tuple[float, float]:
    """The middle of some countries: that of the largest part of each, and the mean of these."""
    middles = []
    for host in hosts:
        largest = max(shapely.get_parts(host), key=lambda part: part.area)
        centre = largest.centroid
        middles.append(centre if largest.contains(centre) else largest.representative_point())
    longitude, latitude = (
        sum(degrees) / len(middles)
        for degrees in zip(*((point.x, point.y) for point in middles), strict=True)
    )
    return round(longitude, DIGITS), round(latitude, DIGITS)


def _ring(ring: BaseGeometry) -> Ring:
    return tuple((round(x, DIGITS), round(y, DIGITS)) for x, y in ring.coords)

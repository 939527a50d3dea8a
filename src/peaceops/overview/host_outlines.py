"""Outlines for the map: the host, its first-level units, and the neighbours in the frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import shapely
from shapely.geometry.base import BaseGeometry

from peaceops.edition import View

MARGIN_DEGREES = 1.5  # the map shows up to 1.4 degrees around the host
DETAIL = 1500  # outlines may be off by this part of the frame, less than a pixel on a page
DIGITS = 3


@dataclass(frozen=True)
class Outline:
    """An outline to draw: rings of longitude and latitude."""

    country: str
    unit: str
    level: int
    role: Literal["host", "neighbour", "unit"]
    rings: tuple[tuple[tuple[float, float], ...], ...]


def host_outlines(view: View, hosts: Sequence[str]) -> tuple[Outline, ...]:
    """Outlines of the hosts and of what lies around them; empty when no border is on record.

    Coordinates are longitude and latitude, rounded to about a hundred metres.
    """
    if not view.has("borders"):
        return ()
    borders = view.table("borders").sort("country", "level", "unit")
    shapes = {
        (row["country"], row["level"], row["unit"]): shapely.from_wkb(row["geometry"])
        for row in borders.iter_rows(named=True)
    }
    of_hosts = [shape for (country, _, _), shape in shapes.items() if country in hosts]
    if not of_hosts:
        return ()
    frame = shapely.box(*shapely.union_all(of_hosts).bounds).buffer(MARGIN_DEGREES).envelope
    tolerance = max(frame.bounds[2] - frame.bounds[0], frame.bounds[3] - frame.bounds[1]) / DETAIL
    drawn: list[Outline] = []
    for (country, level, unit), shape in shapes.items():
        role: Literal["host", "neighbour", "unit"]
        if country in hosts:
            role = "host" if level == 0 else "unit"
        elif level == 0 and shape.intersects(frame):
            role, shape = "neighbour", shape.intersection(frame)  # noqa: PLW2901
        else:
            continue
        rings = tuple(_rings(shape.simplify(tolerance)))
        if rings:
            drawn.append(Outline(country, unit, level, role, rings))
    return tuple(drawn)


def _rings(shape: BaseGeometry) -> Iterator[tuple[tuple[float, float], ...]]:
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon" and not part.is_empty:
            for ring in (part.exterior, *part.interiors):
                yield tuple((round(x, DIGITS), round(y, DIGITS)) for x, y in ring.coords)

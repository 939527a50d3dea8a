"""Room on a map: where a name fits beside a site, and where within a country.

Areas are (left, top, right, bottom) in pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from peaceops.overview import Outline

Point = tuple[float, float]
Area = tuple[float, float, float, float]
LINE = 13.0
"""From one line of a name to the next, in pixels."""
PLACES = 18
"""Rows and columns of places tried for a name."""


@dataclass(frozen=True)
class Frame:
    """What part of the world a map shows, and how large; degrees and pixels."""

    west: float
    north: float
    scale: float
    squeeze: float
    width: float
    height: float

    def place(self, longitude: float, latitude: float) -> Point:
        """Where a point of the world lies on the map, in pixels from the top left."""
        return (
            (longitude - self.west) * self.squeeze * self.scale,
            (self.north - latitude) * self.scale,
        )


def free_label(
    text: str, x: float, y: float, radius: float, taken: list[Area], frame: Frame
) -> Point | None:
    """Find where the name of a site fits: left end and base line; takes up the area it finds."""
    width, height = 6.6 * len(text), 14.0
    gap = radius + 4
    for left, base in (
        (x + gap, y + 5),
        (x - gap - width, y + 5),
        (x - width / 2, y - gap - 2),
        (x - width / 2, y + gap + 11),
        (x + gap * 0.7, y - gap * 0.7),
        (x + gap * 0.7, y + gap * 0.7 + 10),
    ):
        area = (left, base - height + 3, left + width, base + 3)
        inside = (
            area[0] > 2 and area[2] < frame.width - 2 and area[1] > 2 and area[3] < frame.height
        )
        if inside and not any(overlap(area, other) for other in taken):
            taken.append(area)
            return left, base
    return None


def overlap(a: Area, b: Area) -> bool:
    """Whether two areas share any room."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def name_lines(name: str) -> list[list[str]]:
    """Ways to set a name: on one line, then on two of about the same length."""
    words = name.split()
    if len(words) < 2:
        return [[name]]
    splits = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return [[name], list(min(splits, key=lambda lines: max(map(len, lines))))]


def inner_place(
    outline: Outline, frame: Frame, width: float, lines: int, taken: Sequence[Area]
) -> Point | None:
    """Find room for a name in the part of an outline that shows, clear of the areas taken.

    Returns the middle of the base line of the first line; ``None`` when there is no room.
    """
    rings = [[frame.place(*point) for point in ring] for ring in outline.rings]
    ring = max(rings, key=lambda ring: _area(_clip(ring, frame)), default=[])
    feet = LINE * (lines - 1)
    y, x = np.mgrid[1:PLACES, 1:PLACES].reshape(2, -1)
    x, y = frame.width * x / PLACES, frame.height * y / PLACES
    left, top, right, bottom = x - width / 2 - 4, y - 12, x + width / 2 + 4, y + feet + 5
    free = (left > 2) & (right < frame.width - 2) & (top > 2) & (bottom < frame.height - 30)
    for area in taken:
        free &= ~((left < area[2]) & (area[0] < right) & (top < area[3]) & (area[1] < bottom))
    if len(ring) < 3 or not free.any():
        return None
    country = shapely.Polygon(ring)
    shapely.prepare(country)
    x, y = x[free], y[free]
    words = shapely.box(x - width / 2, y - 9, x + width / 2, y + feet + 2)
    inside = shapely.contains(country, words)
    if not inside.any():
        return None
    room = shapely.distance(country.exterior, shapely.points(x, y + feet / 2))
    best = int(np.argmax(np.where(inside, room, -1.0)))
    return float(x[best]), float(y[best])


def _clip(ring: Sequence[Point], frame: Frame) -> list[Point]:
    return [(min(max(x, 0), frame.width), min(max(y, 0), frame.height)) for x, y in ring]


def _area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2

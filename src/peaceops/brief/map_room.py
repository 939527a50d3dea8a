"""Room on a map: where a name fits beside a site, and where within a country.

Areas are (left, top, right, bottom) in pixels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from peaceops.brief.outlines import Outline

Point = tuple[float, float]
Area = tuple[float, float, float, float]
LINE = 13.0
"""From one line of a name to the next, in pixels."""


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
    best: tuple[float, Point] | None = None
    for row in range(1, 18):
        for column in range(1, 18):
            x, y = frame.width * column / 18, frame.height * row / 18
            foot = y + LINE * (lines - 1)
            area = (x - width / 2 - 4, y - 12, x + width / 2 + 4, foot + 5)
            shows = area[0] > 2 and area[2] < frame.width - 2 and area[1] > 2
            if not shows or area[3] > frame.height - 30 or any(overlap(area, a) for a in taken):
                continue
            edge = [(x + width * part / 8, z) for part in range(-4, 5) for z in (y - 9, foot + 2)]
            if all(_inside(point, ring) for point in edge):
                room = _distance((x, (y + foot) / 2), ring)
                if best is None or room > best[0]:
                    best = (room, (x, y))
    return best[1] if best else None


def _clip(ring: Sequence[Point], frame: Frame) -> list[Point]:
    return [(min(max(x, 0), frame.width), min(max(y, 0), frame.height)) for x, y in ring]


def _area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _inside(point: Point, ring: Sequence[Point]) -> bool:
    x, y = point
    within = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            within = not within
    return within


def _distance(point: Point, ring: Sequence[Point]) -> float:
    return min(_to_line(point, a, b) for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True))


def _to_line(point: Point, a: Point, b: Point) -> float:
    across, down = b[0] - a[0], b[1] - a[1]
    length = across**2 + down**2
    along = ((point[0] - a[0]) * across + (point[1] - a[1]) * down) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    return math.dist(point, (a[0] + along * across, a[1] + along * down))

"""The map of missions: a mark for each, and the picture of it that needs no script."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from peaceops.domain.countries import name_of
from peaceops.domain.days import short_day
from peaceops.domain.mission import MissionKind
from peaceops.overview import CountryOutline, MissionLine, MissionPlace, world_outlines
from peaceops.web.desk import Desk
from peaceops.web.templating import number

WEST, EAST, SOUTH, NORTH = -125.0, 155.0, -42.0, 66.0
"""The frame: lands in which missions stand and have stood."""
WIDTH = 1000.0
"""Width of the picture; its height follows from the frame."""
TOLERANCE = 0.3
"""Degrees that an outline of the picture may be off: less than a pixel of a screen."""
FINE = 10
"""Parts of a unit of the picture, in which its outlines are written as whole numbers."""
SIZES = ((30, 9.0), (90, 7.5))
"""Days left, and the radius of a mark up to them."""
SMALLEST = 6.0
WIDEST = 1.25
"""How far the widest shape reaches, in its size."""
LETTER, LINE = 7.6, 12.0
"""Width of a letter of a label and height of its line."""
ROUNDS = 60
"""Rounds in which marks that overlap are moved apart."""


@dataclass(frozen=True)
class Mark:
    """A mission on the map.

    Attributes:
        mission: Acronym.
        title: Its full name.
        kind: Name of its kind, as a class of the style sheet.
        place: Where it is, and what that rests on.
        size: Radius.
        shape: The mark's path, around the origin; each kind has its own.
        soon: Whether the mandate ends within the first span of ``SIZES``.
        open_ended: Whether no end is ahead.
        lines: What its card says: labels and values.
        x: Place in the picture, moved so that no mark hides another.
        y: The same from the top.
        label: Where its label stands: x, y and the anchor of the text; ``None`` for no room.
    """

    mission: str
    title: str
    kind: str
    place: MissionPlace
    size: float
    shape: str
    soon: bool
    open_ended: bool
    lines: tuple[tuple[str, str], ...]
    x: float
    y: float
    label: tuple[float, float, str] | None = None


def height() -> float:
    """Height of the picture."""
    return _across(0.0, SOUTH)[1]


def lands(desk: Desk) -> dict[str, str]:
    """The path of each country, in whole parts of the picture's unit, by its code."""

    def work() -> dict[str, str]:
        outlines = world_outlines(desk.view(desk.last_day), TOLERANCE)
        return {outline.country: "".join(_path(outline)) for outline in outlines}

    return desk.answer(("lands of the world map",), work)


def marks(lines: Iterable[MissionLine], places: dict[str, MissionPlace]) -> list[Mark]:
    """The marks of missions whose place is on record, in the order of the missions.

    Args:
        lines: The missions.
        places: Where they are.
    """
    drawn = [
        _mark(line, places[line.mission.acronym])
        for line in lines
        if line.mission.acronym in places
    ]
    apart = _apart([(mark.x, mark.y, mark.size) for mark in drawn])
    drawn = [replace(mark, x=x, y=y) for mark, (x, y) in zip(drawn, apart, strict=True)]
    return _labelled(drawn)


def shape_of(kind: MissionKind, size: float) -> str:
    """The path of a kind's mark around the origin: kinds are told apart without colour too.

    >>> shape_of(MissionKind.OBSERVER, 10)
    'M-8.5-8.5h17v17h-17z'
    """
    half, wide = round(0.85 * size, 1), round(1.7 * size, 1)
    out, up, base = round(1.2 * size, 1), round(1.15 * size, 1), round(0.8 * size, 1)
    return {
        MissionKind.MULTIDIMENSIONAL: f"M{-size} 0a{size} {size} 0 1 0 {2 * size} 0"
        f"a{size} {size} 0 1 0 {-2 * size} 0z",
        MissionKind.OBSERVER: f"M{-half:g}{-half:g}h{wide:g}v{wide:g}h{-wide:g}z",
        MissionKind.POLITICAL: f"M0 {-out:g}L{out:g} 0 0 {out:g} {-out:g} 0z",
        MissionKind.SUPPORT: f"M0 {-up:g}L{up:g} {base:g} {-up:g} {base:g}z",
    }[kind]


def _mark(line: MissionLine, place: MissionPlace) -> Mark:
    mission = line.mission
    left = None if line.days_left is None else int(line.days_left.value or 0)
    size = next((size for most, size in SIZES if left is not None and left <= most), SMALLEST)
    x, y = _across(place.longitude, place.latitude)
    return Mark(
        mission=mission.acronym,
        title=mission.name,
        kind=mission.kind.name.lower(),
        place=place,
        size=size,
        shape=shape_of(mission.kind, size),
        soon=left is not None and left <= SIZES[0][0],
        open_ended=left is None,
        lines=tuple(_card(line)),
        x=x,
        y=y,
    )


def _card(line: MissionLine) -> Iterable[tuple[str, str]]:
    yield "Hosts", ", ".join(name_of(host) for host in line.mission.hosts) or "–"
    yield "Kind", line.mission.kind.value
    if line.ends is None:
        yield "Mandate", line.mission.mandate.status
    else:
        yield "Ends", short_day(line.ends) + _left(line)
    if line.strength is not None:
        strength = line.strength
        yield "Uniformed personnel", f"{number(strength.total)}{_on(strength.on)}"
    if line.deaths is not None and isinstance(line.deaths.value, int | float):
        yield line.deaths.label, number(line.deaths.value)


def _left(line: MissionLine) -> str:
    if line.days_left is None:
        return ""
    left = int(line.days_left.value or 0)
    return ", today" if left == 0 else f", in {number(left)} {'day' if left == 1 else 'days'}"


def _on(day: date | None) -> str:
    return "" if day is None else f" ({short_day(day)})"


def _across(longitude: float, latitude: float) -> tuple[float, float]:
    """A place in the picture, by Mercator's projection as the moving map has it."""
    scale = WIDTH / (EAST - WEST)
    return (longitude - WEST) * scale, (_mercator(NORTH) - _mercator(latitude)) * scale


def _mercator(latitude: float) -> float:
    bounded = min(max(latitude, -80.0), 84.0)
    return math.degrees(math.log(math.tan(math.radians(45 + bounded / 2))))


def _path(outline: CountryOutline) -> Iterable[str]:
    for polygon in outline.polygons:
        if all(latitude < SOUTH for _, latitude in polygon[0]):
            continue  # Antarctica and what lies there
        for ring in polygon:
            points = [_fine(longitude, latitude) for longitude, latitude in ring]
            steps = [
                f"{x - at_x} {y - at_y}"
                for (at_x, at_y), (x, y) in pairwise(points)
                if (x, y) != (at_x, at_y)
            ]
            if len(steps) > 2:
                yield f"M{points[0][0]} {points[0][1]}l{' '.join(steps[:-1])}z"


def _fine(longitude: float, latitude: float) -> tuple[int, int]:
    x, y = _across(longitude, latitude)
    return round(FINE * x), round(FINE * y)


def _apart(places: Sequence[tuple[float, float, float]]) -> list[tuple[float, float]]:
    """Places moved so that no mark covers another; those at one place side by side."""
    points = [[x, y] for x, y, _ in places]
    sizes = [size for *_, size in places]
    for _ in range(ROUNDS):
        moved = False
        for first in range(len(points)):
            for second in range(first + 1, len(points)):
                gap = 1.1 * (sizes[first] + sizes[second])
                across = points[second][0] - points[first][0]
                down = points[second][1] - points[first][1]
                apart = math.hypot(across, down)
                if apart >= gap:
                    continue
                moved = True
                if apart < 0.01:
                    across, down, apart = 1.0, 0.0, 1.0
                push = (gap - min(apart, gap)) / 2 + 0.01
                for point, way in ((points[first], -1), (points[second], 1)):
                    point[0] += way * push * across / apart
                    point[1] += way * push * down / apart
        if not moved:
            break
    return [(round(x, 1), round(y, 1)) for x, y in points]


def _labelled(drawn: Sequence[Mark]) -> list[Mark]:
    """The marks with a label where there is room for it: beside, above or below."""
    taken = [
        (mark.x - out, mark.y - out, mark.x + out, mark.y + out)
        for mark in drawn
        for out in (WIDEST * mark.size,)
    ]
    labelled = []
    for mark in drawn:
        wide, away = LETTER * len(mark.mission), 1.3 * mark.size + 2
        choices = (
            (mark.x + away, mark.y + 4, "start"),
            (mark.x - away, mark.y + 4, "end"),
            (mark.x, mark.y - away - 1, "middle"),
            (mark.x, mark.y + away + LINE - 3, "middle"),
        )
        free = None
        for x, y, anchor in choices:
            left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            area = (left, y - LINE + 2, left + wide, y + 2)
            if left >= 0 and left + wide <= WIDTH and not any(_meet(area, box) for box in taken):
                free = (round(x, 1), round(y, 1), anchor)
                taken.append(area)
                break
        labelled.append(replace(mark, label=free))
    return labelled


Box = tuple[float, float, float, float]


def _meet(first: Box, second: Box) -> bool:
    return (
        first[0] < second[2]
        and second[0] < first[2]
        and first[1] < second[3]
        and second[1] < first[3]
    )

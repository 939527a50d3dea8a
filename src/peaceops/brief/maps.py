"""The map of a mission: host and neighbours, its sites by personnel, and where people died.

Plain equirectangular projection, its width scaled by the cosine of the middle latitude.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import polars as pl

from peaceops.brief.drawing import Drawing, box, label
from peaceops.brief.ink import ink
from peaceops.brief.language import localised
from peaceops.brief.map_room import (
    LINE,
    Area,
    Frame,
    Point,
    free_label,
    inner_place,
    name_lines,
)
from peaceops.brief.wording import number, plural
from peaceops.domain.countries import name_of
from peaceops.domain.distances import KM_PER_DEGREE
from peaceops.domain.messages import as_it_is, message, run_together
from peaceops.overview import Outline

WIDTH = 500.0
TALLEST = 470.0
SURROUNDINGS = 1.4
"""Degrees around the hosts in which outlines are given."""

DETAIL = 0.7
LABELS = 16
PLACES_SHOWN = 400


Site = Mapping[str, Any]
"""A row of a footprint's sites: location, latitude, longitude, year, personnel, leaving."""


def frame_of(hosts: Sequence[Point], sites: Sequence[Point] = ()) -> Frame:
    """Fit a map around points of longitude and latitude, with a margin.

    Sites beyond the hosts widen the map no further than ``SURROUNDINGS``.
    """
    west, east = _around([x for x, _y in hosts], [x for x, _y in sites])
    south, north = _around([y for _x, y in hosts], [y for _x, y in sites])
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = min(WIDTH / ((east - west) * squeeze), TALLEST / (north - south))
    return Frame(
        west, north, scale, squeeze, (east - west) * squeeze * scale, (north - south) * scale
    )


def _around(hosts: Sequence[float], sites: Sequence[float]) -> tuple[float, float]:
    low, high = min([*hosts, *sites]), max([*hosts, *sites])
    margin = min(max(0.06 * (high - low), 0.3), SURROUNDINGS)
    return (
        max(low - margin, min(hosts) - SURROUNDINGS),
        min(high + margin, max(hosts) + SURROUNDINGS),
    )


def site_map(
    outlines: Sequence[Outline], sites: Sequence[Site], events: pl.DataFrame
) -> Drawing | None:
    """Draw host, neighbours, sites sized by personnel and events sized by deaths.

    ``events`` holds latitude, longitude and deaths; the deadliest places are drawn.

    Returns ``None`` when there are neither outlines of a host nor sites.
    """
    hosts = [
        point
        for outline in outlines
        if outline.role == "host"
        for ring in outline.rings
        for point in ring
    ]
    if not hosts:
        return None
    events = deadliest(events)
    frame = frame_of(hosts, [(site["longitude"], site["latitude"]) for site in sites])
    drawn, taken = _sites(sites, frame)
    body = [
        f'<defs><clipPath id="map-frame"><rect width="{frame.width:.0f}" '
        f'height="{frame.height:.0f}"/></clipPath></defs><g clip-path="url(#map-frame)">',
        box(0, 0, frame.width, frame.height, "panel"),
        *_lands(outlines, frame),
        *_events(events, frame),
        *_country_names(outlines, frame, taken),
        *drawn,
        _scale_bar(frame),
        "</g>",
    ]
    foot = _key(sites, events, frame)
    return Drawing(
        round(frame.width),
        round(frame.height + foot[0]),
        "".join([*body, foot[1]]),
        [*(_site_row(site) for site in sites), *(_event_row(row) for row in events.to_dicts())],
    )


def _site_row(site: Site) -> dict[str, Any]:
    names = ("location", "latitude", "longitude", "year", "personnel")
    return {
        "kind": "base or team site",
        **{name: site[name] for name in names},
        "leaving": run_together("; ", site["leaving"]),
    }


def _event_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": "deaths", **{name: row[name] for name in ("latitude", "longitude", "deaths")}}


def deadliest(events: pl.DataFrame) -> pl.DataFrame:
    """The deadliest places, in an order that does not hang on that of the rows."""
    if events.is_empty():
        return events
    keys = ("deaths", "latitude", "longitude")
    return events.sort(*keys, descending=[True, False, False]).head(PLACES_SHOWN)


def _lands(outlines: Sequence[Outline], frame: Frame) -> Iterable[str]:
    styles = {
        "neighbour": f'fill="{ink("abroad")}" stroke="{ink("edge")}" stroke-width="0.8"',
        "host": f'fill="{ink("land")}" stroke="{ink("text")}" stroke-width="1.4"',
        "unit": f'fill="none" stroke="{ink("edge")}" stroke-width="0.6" stroke-dasharray="3 2"',
    }
    for role, style in styles.items():
        for outline in outlines:
            if outline.role == role:
                path = "".join(_ring(ring, frame) for ring in outline.rings)
                title = escape(outline.unit if role == "unit" else name_of(outline.country))
                if path:
                    yield (
                        f'<path d="{path}" {style} fill-rule="evenodd" stroke-linejoin="round">'
                        f"<title>{title}</title></path>"
                    )


def _ring(ring: Sequence[Point], frame: Frame) -> str:
    points = [frame.place(*point) for point in ring]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    if not points or max(xs) < 0 or max(ys) < 0 or min(xs) > frame.width or min(ys) > frame.height:
        return ""
    corners = [points[0]]
    for x, y in points[1:]:
        if abs(x - corners[-1][0]) + abs(y - corners[-1][1]) >= DETAIL:
            corners.append((x, y))
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in corners) + "Z"


def _events(events: pl.DataFrame, frame: Frame) -> Iterable[str]:
    for row in events.iter_rows(named=True):
        x, y = frame.place(row["longitude"], row["latitude"])
        radius = _event_radius(row["deaths"])
        yield (
            f'<circle class="event" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" '
            f'fill="{ink("event")}" fill-opacity="0.35">'
            f"<title>{escape(localised(plural(row['deaths'], 'death')))}</title></circle>"
        )


def _event_radius(deaths: float) -> float:
    return 1.6 + 0.55 * math.sqrt(max(deaths, 0))


def _site_radius(personnel: float | None, largest: float) -> float:
    if not personnel or not largest:
        return 3.0
    return 3 + 10 * math.sqrt(personnel / largest)


def _largest(sites: Sequence[Site]) -> float:
    return max([site["personnel"] or 0 for site in sites], default=0)


def _sites(sites: Sequence[Site], frame: Frame) -> tuple[list[str], list[Area]]:
    """Draw sites and their names; also tells the areas that they take up."""
    ordered = sorted(sites, key=lambda site: (-(site["personnel"] or 0), site["location"]))
    largest = _largest(sites)
    taken: list[Area] = []
    circles, texts = [], []
    for site in ordered:
        x, y = frame.place(site["longitude"], site["latitude"])
        radius = _site_radius(site["personnel"], largest)
        taken.append((x - radius, y - radius, x + radius, y + radius))
        circles.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {_site_style(site["leaving"])}>'
            f"<title>{escape(localised(_site_words(site)))}</title></circle>"
        )
    for site in ordered[:LABELS]:
        x, y = frame.place(site["longitude"], site["latitude"])
        placed = free_label(
            site["location"], x, y, _site_radius(site["personnel"], largest), taken, frame
        )
        if placed is not None:
            texts.append(label(*placed, as_it_is(site["location"]), size=12.5, halo=True))
    return [*circles, *texts], taken


def _site_style(leaving: Sequence[str]) -> str:
    if leaving:
        return f'fill="{ink("paper")}" fill-opacity="0.9" stroke="{ink("site")}" stroke-width="4"'
    return f'fill="{ink("site")}" fill-opacity="0.85" stroke="{ink("paper")}" stroke-width="1.2"'


def _site_words(site: Site) -> str:
    personnel = site["personnel"]
    people = (
        message("{personnel} personnel", personnel=number(personnel))
        if personnel
        else "number not known"
    )
    leaving = (
        message("; leaving: {leaving}", leaving=run_together(", ", site["leaving"]))
        if site["leaving"]
        else ""
    )
    return message(
        "{location}, {year}: {people}{leaving}",
        location=as_it_is(site["location"]),
        year=site["year"],
        people=people,
        leaving=leaving,
    )


def _country_names(
    outlines: Sequence[Outline], frame: Frame, taken: Sequence[Area]
) -> Iterable[str]:
    for outline in outlines:
        if outline.role == "unit":
            continue
        for lines in name_lines(localised(name_of(outline.country)).upper()):
            place = inner_place(outline, frame, 8.6 * max(map(len, lines)), len(lines), taken)
            if place is not None:
                for down, line in enumerate(lines):
                    yield label(
                        place[0],
                        place[1] + LINE * down,
                        line,
                        size=11,
                        colour="quiet",
                        anchor="middle",
                    )
                break


def _scale_bar(frame: Frame) -> str:
    target = 100 / frame.scale * KM_PER_DEGREE
    step = next(
        size * 10**power
        for power in range(4, -1, -1)
        for size in (5, 2, 1)
        if size * 10**power <= max(target, 1)
    )
    length = step / KM_PER_DEGREE * frame.scale
    x, y = 14.0, frame.height - 14
    return (
        f'<path d="M{x:.1f},{y - 5:.1f} v5 h{length:.1f} v-5" fill="none" '
        f'stroke="{ink("text")}" stroke-width="1.5"/>'
        + label(x + length + 7, y + 2, message("{step:,} km", step=step), size=13, halo=True)
    )


def _key(sites: Sequence[Site], events: pl.DataFrame, frame: Frame) -> tuple[float, str]:
    """Explain sizes and colours below the map; returns its height and its drawing."""
    parts: list[str] = []
    x, y = 8.0, frame.height + 20
    largest = _largest(sites)
    if largest:
        for people in _round_sizes(largest):
            radius = _site_radius(people, largest)
            parts.append(
                f'<circle cx="{x + radius:.1f}" cy="{y:.1f}" r="{radius:.1f}" '
                f'fill="{ink("site")}" fill-opacity="0.85"/>'
            )
            parts.append(label(x + 2 * radius + 5, y + 5, number(people), size=12.5))
            x += 2 * radius + 18 + 7 * len(number(people))
        parts.append(label(x - 6, y + 5, "personnel", size=12.5, colour="quiet"))
        x += 72
    if any(site["leaving"] for site in sites):
        parts.append(f'<circle cx="{x + 8:.1f}" cy="{y:.1f}" r="7" {_site_style(("",))}/>')
        parts.append(label(x + 22, y + 5, "a contributor there leaves", size=12.5))
        x += 190
    if events.height:
        radius = _event_radius(100)
        parts.append(
            f'<circle cx="{x + radius:.1f}" cy="{y:.1f}" r="{radius:.1f}" '
            f'fill="{ink("event")}" fill-opacity="0.35"/>'
        )
        parts.append(label(x + 2 * radius + 5, y + 5, "100 deaths", size=12.5))
    return (40.0, "".join(parts)) if parts else (0.0, "")


def _round_sizes(largest: float) -> list[int]:
    top = 10 ** math.floor(math.log10(largest))
    top *= next(size for size in (5, 2, 1) if size * top <= largest)
    return [top, round(top / 5)] if top >= 5 else [round(top)]

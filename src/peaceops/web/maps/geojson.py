"""GeoJSON for the maps of the desk: outlines of countries, and points with what a card says.

``static/map.js`` draws it. A feature of a point may hold ``title``, ``href`` and ``lines`` (pairs
of a label and a value, written out), which its card shows, and ``shape`` (a path of SVG around the
origin) and ``kind`` (a class of the style sheet), by which a mark is drawn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starlette.responses import Response

from peaceops.domain.countries import name_of
from peaceops.overview import host_outlines, world_outlines
from peaceops.web.desk import Desk
from peaceops.web.problems import NotFoundError

MEDIA_TYPE = "application/geo+json"
MOST_COUNTRIES = 12
"""Hosts of one map: no mission has had as many."""


def point(longitude: float, latitude: float, **properties: object) -> dict[str, Any]:
    """A feature of GeoJSON at a point.

    Args:
        longitude: Degrees east.
        latitude: Degrees north.
        properties: What it holds.
    """
    geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(features: Iterable[Mapping[str, Any]]) -> bytes:
    """A collection of features, as a file."""
    content = {"type": "FeatureCollection", "features": list(features)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def geojson_response(content: bytes, *, lasting: bool = False) -> Response:
    """Answer with GeoJSON.

    Args:
        content: The file.
        lasting: Whether its address names the edition, so that it never changes.
    """
    age = "private, max-age=31536000, immutable" if lasting else "private, no-cache"
    return Response(content, media_type=MEDIA_TYPE, headers={"cache-control": age})


def world(desk: Desk) -> bytes:
    """Outlines of all countries on record, simplified, with their names.

    Borders are known since the first day of every edition: they are no answer as of a day.
    """

    def work() -> bytes:
        return collection(
            {
                "type": "Feature",
                "geometry": {"type": "MultiPolygon", "coordinates": outline.polygons},
                "properties": {
                    "country": outline.country,
                    "name": name_of(outline.country),
                    "role": "country",
                },
            }
            for outline in world_outlines(desk.view(desk.last_day))
        )

    return desk.answer(("outlines of the world",), work)


def hosts(desk: Desk, countries: Sequence[str]) -> bytes:
    """Outlines of some countries, of their first-level units and of their neighbours.

    Args:
        desk: The desk.
        countries: ISO 3166-1 alpha-3; each feature's ``role`` is ``host``, ``unit`` or
            ``neighbour``.

    Raises:
        NotFoundError: There is no outline of one of them, or they are too many.
    """
    wanted = tuple(sorted({country.upper() for country in countries}))
    if len(wanted) > MOST_COUNTRIES:
        raise NotFoundError(
            f"{len(wanted)} countries were named, and a map shows {MOST_COUNTRIES} at most",
            remedy="leave the countries out for the outlines of the world",
        )

    def work() -> bytes:
        outlines = host_outlines(desk.view(desk.last_day), wanted)
        on_record = {outline.country for outline in outlines if outline.role == "host"}
        if missing := [country for country in wanted if country not in on_record]:
            raise NotFoundError(
                f"no outline of {', '.join(missing)} is on record",
                remedy="write ISO 3166-1 alpha-3 codes, as SSD",
            )
        return collection(
            {
                "type": "Feature",
                # A hole among the rings is drawn as a ring of its own, as on the brief's map.
                "geometry": {
                    "type": "MultiPolygon",
                    "coordinates": [[ring] for ring in outline.rings],
                },
                "properties": {
                    "country": outline.country,
                    "name": outline.unit if outline.level else name_of(outline.country),
                    "role": outline.role,
                },
            }
            for outline in outlines
        )

    return desk.answer(("outlines of hosts", wanted), work)

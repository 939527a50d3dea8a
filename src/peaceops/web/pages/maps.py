"""What the maps of the desk are drawn from, as GeoJSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from peaceops.web.asked import Question
from peaceops.web.desk import desk_of
from peaceops.web.maps.geojson import collection, geojson_response, hosts, point, world
from peaceops.web.maps.world import marks
from peaceops.web.missions.overviews import lines_on, places_on
from peaceops.web.templating import address

router = APIRouter(include_in_schema=False)


@router.get("/map/outlines.geojson")
def outlines(
    request: Request,
    country: Annotated[list[str] | None, Query(max_length=20)] = None,
    edition: str = "",
) -> Response:
    """Outlines of the world; of some countries with their units and neighbours, where named."""
    desk = desk_of(request)
    content = hosts(desk, country) if country else world(desk)
    return geojson_response(content, lasting=edition == desk.edition.name)


@router.get("/map/missions.geojson")
def missions(request: Request, question: Question) -> Response:
    """A mark for each mission that stands on the day, with what its card says."""
    desk, day = question.desk, question.day
    chosen = "as_of" in request.query_params
    features = (
        point(
            mark.place.longitude,
            mark.place.latitude,
            label=mark.mission,
            title=mark.title,
            href=address(f"/{mark.mission}", as_of=day if chosen else None),
            kind=mark.kind,
            soon=mark.soon,
            open_ended=mark.open_ended,
            size=mark.size,
            shape=mark.shape,
            lines=mark.lines,
            basis=mark.place.basis,
        )
        for mark in marks(lines_on(desk, day), places_on(desk, day))
    )
    return geojson_response(collection(features))

"""Now: which mandates end when, where the missions are, and all of them in a list."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from peaceops.brief import DISCLAIMER, calendar_png, calendar_svg
from peaceops.domain.countries import name_of
from peaceops.domain.mission import MissionKind
from peaceops.overview import Calendar, to_icalendar
from peaceops.questions import calendar_values, missions_values
from peaceops.spreadsheet import to_csv
from peaceops.web.asked import Asked, Question
from peaceops.web.attached import attached
from peaceops.web.maps import world as world_map
from peaceops.web.missions.calendar_grid import grid_of
from peaceops.web.missions.overviews import (
    calendar_on,
    lines_on,
    notes_on,
    odds_are_ready,
    odds_on,
    places_on,
)
from peaceops.web.missions.table import COLUMNS, ListRow, Wanted, listed, wanted_in
from peaceops.web.templating import address, page

router = APIRouter(include_in_schema=False)
LIST = "missions"
"""The part of the page that a change of the filters swaps."""
WITH_ODDS = "odds"
"""What ``with`` must be for the odds to be waited for."""


@router.get("/")
def now(request: Request, question: Question) -> HTMLResponse:
    """Show the missions that stand on the day: their calendar, their map and a list of them."""
    desk, day = question.desk, question.day
    wanted = wanted_in(request.query_params)
    lines = lines_on(desk, day)
    waits = wanted.needs_odds or request.query_params.get("with") == WITH_ODDS
    ready = waits or odds_are_ready(desk, day)
    rows = listed(lines, wanted, odds_on(desk, day) if ready else {})
    content: dict[str, Any] = {
        "day": day,
        "lines": lines,
        "rows": rows,
        "wanted": wanted,
        "odds_ready": ready,
        "columns": COLUMNS,
    }
    if request.headers.get("hx-target") == LIST:
        answer = page(request, "now/list.html.j2", **content)
        answer.headers["hx-replace-url"] = _address(request, wanted)
        return answer
    due, lands = calendar_on(desk, day), world_map.lands(desk)
    hosts = sorted({host for line in lines for host in line.mission.hosts}, key=name_of)
    chosen = "as_of" in request.query_params
    return page(
        request,
        "now/page.html.j2",
        due=due,
        grid=grid_of(due),
        notes=notes_on(desk, day, chosen=chosen),
        kinds=[kind for kind in MissionKind if any(line.mission.kind is kind for line in lines)],
        hosts=hosts,
        marks=world_map.marks(lines, places_on(desk, day)),
        lands=[
            ("land", "".join(path for country, path in lands.items() if country not in hosts)),
            ("land host", "".join(lands.get(country, "") for country in hosts)),
        ],
        frame=(world_map.WIDTH, world_map.height()),
        bounds=(world_map.WEST, world_map.SOUTH, world_map.EAST, world_map.NORTH),
        shapes={kind: world_map.shape_of(kind, world_map.SMALLEST) for kind in MissionKind},
        soon=world_map.SIZES[0][0],
        credits=_credits(question),
        disclaimer=DISCLAIMER,
        **content,
    )


@router.get("/missions.csv")
def missions_csv(request: Request, question: Question) -> Response:
    """The missions listed, as ``peaceops missions --csv`` writes them."""
    rows = [row.line.row() for row in _rows(request, question)]
    return attached(to_csv(rows), f"missions-{question.day}.csv")


@router.get("/missions.json")
def missions_json(request: Request, question: Question) -> Response:
    """The missions listed, as ``peaceops missions --json`` writes them."""
    lines = [row.line for row in _rows(request, question)]
    values = missions_values(question.desk.edition.name, question.day, lines)
    return attached(_json(values), f"missions-{question.day}.json")


@router.get("/calendar.ics")
def calendar_ics(question: Question) -> Response:
    """What is due, for any program that keeps appointments."""
    content = to_icalendar(calendar_on(question.desk, question.day))
    return attached(content, f"un-peace-operations-{question.day}.ics")


@router.get("/calendar.csv")
def calendar_csv(question: Question) -> Response:
    """What is due, as ``peaceops calendar --csv`` writes it."""
    rows = [entry.row() for entry in calendar_on(question.desk, question.day).entries]
    return attached(to_csv(rows), f"calendar-{question.day}.csv")


@router.get("/calendar.json")
def calendar_json(question: Question) -> Response:
    """What is due, as ``peaceops calendar --json`` writes it."""
    values = calendar_values(calendar_on(question.desk, question.day))
    return attached(_json(values), f"calendar-{question.day}.json")


@router.get("/calendar.svg")
def calendar_picture(question: Question) -> Response:
    """What is due, as a picture."""
    return _picture(question, "svg", calendar_svg)


@router.get("/calendar.png")
def calendar_pixels(question: Question) -> Response:
    """What is due, as a picture for a slide or a mail."""
    return _picture(question, "png", calendar_png)


def _picture(question: Asked, ending: str, draw: Callable[[Calendar], str | bytes]) -> Response:
    desk, day = question.desk, question.day
    due = calendar_on(desk, day)
    picture = desk.answer(("calendar", ending, day), lambda: draw(due))
    return attached(picture, f"calendar-{day}.{ending}")


def _rows(request: Request, question: Asked) -> list[ListRow]:
    wanted = wanted_in(request.query_params)
    odds = odds_on(question.desk, question.day) if wanted.needs_odds else {}
    return listed(lines_on(question.desk, question.day), wanted, odds)


def _address(request: Request, wanted: Wanted) -> str:
    """The address of the page with what is wanted, and without the fields that are empty."""
    return address("/", as_of=request.query_params.get("as_of"), **wanted.query)


def _credits(question: Asked) -> list[Mapping[str, str]]:
    """Who made the outlines of the map."""
    view = question.view
    every = view.publications()
    return [
        {"citation": every[name].citation, "url": every[name].url, "licence": every[name].licence}
        for name in view.publications_of("borders")
    ]


def _json(values: object) -> str:
    return json.dumps(values, indent=2, ensure_ascii=False, allow_nan=False, default=str) + "\n"

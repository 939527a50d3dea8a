"""The day of a case, and the day that the desk is set to while a case is looked at."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request

from peaceops.errors import PeaceopsError
from peaceops.web.desk import Desk, desk_of


def used_on(desk: Desk, day: date) -> date | None:
    """The day in the address of what rests on a case; a case of a later day brings its own.

    Args:
        desk: The desk.
        day: The day of the case.
    """
    return day if desk.first_day <= day <= desk.last_day else None


def day_of_case(request: Request, name: str) -> date | None:
    """The day of a case, for a page whose address names no day.

    Args:
        request: What was asked.
        name: Name of the case.

    Returns:
        ``None`` where the address names a day, the desk cannot be asked about that of the case, or
        the case cannot be read.
    """
    if request.query_params.get("as_of"):
        return None
    desk = desk_of(request)
    try:
        return used_on(desk, desk.shelf.read(name).case.as_of)
    except PeaceopsError:
        return None

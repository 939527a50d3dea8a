"""A mission: the brief as a living page, and its files."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from peaceops.web.asked import Question
from peaceops.web.templating import address, page

router = APIRouter(include_in_schema=False)


@router.get("/{name}")
def mission(request: Request, name: str, question: Question) -> Response:
    """Show the brief on a mission."""
    operation = question.desk.mission(name, question.day)
    if operation.acronym != name:
        query = dict(request.query_params)
        return RedirectResponse(address(f"/{operation.acronym}", **query), 303)
    brief = question.desk.brief(operation.acronym, question.day, question.case)
    return page(request, "mission.html.j2", day=question.day, mission=operation, brief=brief)

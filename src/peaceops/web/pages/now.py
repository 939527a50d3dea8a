"""Now: which mandates end when, where the missions are, and all of them in a list."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from peaceops.overview import missions
from peaceops.web.asked import Question
from peaceops.web.templating import page

router = APIRouter(include_in_schema=False)


@router.get("/")
def now(request: Request, question: Question) -> HTMLResponse:
    """Show the missions that stand on the day."""
    lines = question.desk.answer(("missions", question.day), lambda: missions(question.view))
    return page(request, "now.html.j2", day=question.day, lines=lines)

"""Pages about the desk itself: its health, signing in."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from peaceops.brief import inks_css
from peaceops.web.desk import desk_of
from peaceops.web.guard import COOKIE, cookie_of
from peaceops.web.templating import page

A_WORKING_DAY = 12 * 3600
"""Seconds that a browser stays signed in."""

router = APIRouter(include_in_schema=False)


@router.get("/health")
def health() -> dict[str, str]:
    """Say that the desk answers."""
    return {"status": "ok"}


@router.get("/styles/inks.css")
def inks() -> Response:
    """The palette of charts and pages, the same as that of the brief."""
    return Response(inks_css(), media_type="text/css", headers={"cache-control": "max-age=3600"})


@router.get("/login")
def login_page(request: Request, next: str = "/") -> Response:
    """Ask for the token."""
    return page(request, "login.html.j2", target=_inside(next), wrong=False)


@router.post("/login")
def login(request: Request, token: Annotated[str, Form()], next: str = "/") -> Response:
    """Keep in the browser that the reader knows the token."""
    desk = desk_of(request)
    target = _inside(next)
    if desk.rules.token is None:
        return RedirectResponse(target, 303)
    if not hmac.compare_digest(token.strip().encode(), desk.rules.token.encode()):
        return page(request, "login.html.j2", status=401, target=target, wrong=True)
    answer = RedirectResponse(target, 303)
    answer.set_cookie(
        COOKIE,
        cookie_of(desk.rules.token),
        max_age=A_WORKING_DAY,
        httponly=True,
        samesite="strict",
        secure=desk.rules.https,
    )
    return answer


def _inside(target: str) -> str:
    """An address on this desk; its first page for any other."""
    inside = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if inside and target.isprintable() else "/"

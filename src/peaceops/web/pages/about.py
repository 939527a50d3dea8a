"""Pages about the desk itself: whether it is well, what it measures, signing in and out."""

from __future__ import annotations

import ipaddress
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from peaceops.brief import inks_css
from peaceops.web.desk import desk_of
from peaceops.web.guard import path_inside, too_often
from peaceops.web.metrics import CONTENT_TYPE, Metrics
from peaceops.web.problems import problem_response
from peaceops.web.rules import LOOPBACK
from peaceops.web.templating import page
from peaceops.web.tokens import A_WORKING_DAY, Pass

SENT_ON = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Headers by which a proxy says that it sends a request on for somebody else."""

router = APIRouter(include_in_schema=False)


@router.get("/health")
async def health() -> dict[str, str]:
    """Say that the desk answers."""
    return {"status": "ok"}


@router.get("/ready")
async def ready(request: Request) -> Response:
    """Say whether readers can be sent here: the edition is open and cases can be saved."""
    desk = desk_of(request)
    cases = "read-only" if desk.rules.read_only else "ok" if desk.shelf.is_writable() else "failed"
    content = {"edition": desk.edition.name, "last_day": str(desk.last_day), "cases": cases}
    if cases == "failed":
        return JSONResponse({"status": "failed", **content}, 503)
    return JSONResponse({"status": "ok", **content})


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Give the desk's measurements, to who knows the token or asks on the machine itself."""
    if desk_of(request).rules.token is None and not _is_from_here(request):
        return problem_response(
            request,
            403,
            "Not for everybody",
            "without a token only the desk's own machine may read what it measures",
            "start the desk with a token, and send it as `Authorization: Bearer TOKEN`",
        )
    measured: Metrics = request.app.state.metrics
    return Response(measured.text(), headers={"content-type": CONTENT_TYPE})


@router.get("/styles/inks.css")
def inks() -> Response:
    """The palette of charts and pages, the same as that of the brief."""
    return Response(inks_css(), media_type="text/css", headers={"cache-control": "max-age=3600"})


@router.get("/login")
def login_page(request: Request, next: str = "/") -> Response:
    """Ask for the token."""
    return page(request, "login.html.j2", target=path_inside(next), wrong=False)


@router.post("/login")
def login(request: Request, token: Annotated[str, Form()], next: str = "/") -> Response:
    """Keep in the browser that the reader knows the token."""
    rules, entry = desk_of(request).rules, _entry(request)
    target = path_inside(next)
    if rules.token is None:
        return RedirectResponse(target, 303)
    if entry.attempts.are_too_many():
        return too_often(request, entry.attempts)
    if not entry.opens(token):
        return page(request, "login.html.j2", status=401, target=target, wrong=True)
    answer = RedirectResponse(target, 303)
    answer.set_cookie(
        entry.cookie,
        entry.seal(),
        max_age=A_WORKING_DAY,
        httponly=True,
        # Strict would ask who follows a link from a mail to sign in again.
        samesite="lax",
        secure=rules.https,
    )
    return answer


@router.post("/logout")
def logout(request: Request) -> Response:
    """Have the browser forget that the reader knows the token."""
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(
        _entry(request).cookie,
        httponly=True,
        samesite="lax",
        secure=desk_of(request).rules.https,
    )
    return answer


def _entry(request: Request) -> Pass:
    entry: Pass = request.app.state.entry
    return entry


def _is_from_here(request: Request) -> bool:
    """Whether a request comes from the machine itself and was not sent on by a proxy."""
    if request.client is None or any(header in request.headers for header in SENT_ON):
        return False
    try:
        near = ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
    return near and (request.url.hostname or "") in LOOPBACK

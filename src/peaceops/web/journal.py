"""Around every request: its number, its line in the log, its measurements, its defect."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from time import perf_counter
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from peaceops.web.logs import LOGGER, address_logged
from peaceops.web.metrics import ELSEWHERE, Metrics
from peaceops.web.problems import problem_response

HEADER = "x-request-id"
NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}")
"""What a proxy's number of a request may look like; the desk gives any other request its own."""
QUIET = ("/static/", "/styles/", "/health", "/ready", "/metrics")
"""Paths whose good answers are not worth a line."""
STOPS = (asyncio.CancelledError, KeyboardInterrupt, SystemExit, GeneratorExit)


class Journal:
    """Gives each request a number, and answers with it where a defect arose.

    Args:
        app: What answers.
        metrics: What counts.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and write down how it was answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        number = _number(scope)
        scope.setdefault("state", {})["number"] = number
        begun, status = perf_counter(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = number
            await send(message)

        method: str = scope["method"]
        defect: BaseException | None = None
        try:
            await self.app(scope, receive, noted)
        except Exception as error:
            defect = error
        except BaseException as error:
            # A panic of a library in Rust is no Exception; what stops a task or the program is.
            if isinstance(error, STOPS):
                raise
            defect = error
        if defect is not None and status == 0:
            await self._answer(defect, scope, receive, noted, number)
        seconds = perf_counter() - begun
        self.metrics.count(method, route_of(scope), status, seconds)
        _write(scope, method, status, seconds, defect)

    async def _answer(
        self, defect: BaseException, scope: Scope, receive: Receive, send: Send, number: str
    ) -> None:
        from peaceops.web.guard import with_policy

        answer = problem_response(
            Request(scope),
            500,
            "A defect of peaceops",
            f"{type(defect).__name__} arose while this was answered",
            remedy=f"report the number of the request, {number}, and what the log of the desk has "
            "under it",
        )
        await answer(scope, receive, with_policy(send))


def route_of(scope: Scope) -> str:
    """The template of the route that answers a request, as ``/{name}``."""
    route: Any = scope.get("route")
    return getattr(route, "path", None) or ELSEWHERE


def _number(scope: Scope) -> str:
    sent = Headers(scope=scope).get(HEADER, "")
    return sent if NUMBER.fullmatch(sent) else secrets.token_hex(8)


def _write(
    scope: Scope, method: str, status: int, seconds: float, defect: BaseException | None
) -> None:
    path, number = scope["path"], scope["state"]["number"]
    level = logging.ERROR if defect is not None else logging.INFO
    if path.startswith(QUIET) and status < 400:
        level = logging.DEBUG
    if not LOGGER.isEnabledFor(level):
        return
    address, milliseconds = address_logged(path, scope["query_string"]), round(seconds * 1000)
    method = method[:10] if method.isalpha() else "?"
    LOGGER.log(
        level,
        "%s %s %s %s ms %s",
        method,
        address,
        status,
        milliseconds,
        number,
        exc_info=defect,
        extra={
            "fields": {
                "request": number,
                "method": method,
                "path": address,
                "status": status,
                "milliseconds": milliseconds,
            }
        },
    )

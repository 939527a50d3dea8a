"""The application: a desk, what guards it, and the pages and answers that it gives."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Lock

from anyio.to_thread import current_default_thread_limiter, run_sync
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from peaceops import __version__
from peaceops.edition import Edition
from peaceops.web.cases.shelf import Shelf
from peaceops.web.desk import Desk
from peaceops.web.guard import Guard, TooLarge, too_large
from peaceops.web.journal import Journal
from peaceops.web.metrics import Metrics
from peaceops.web.pages import FIRST, LATER, routers
from peaceops.web.problems import handle_problems
from peaceops.web.rules import Rules
from peaceops.web.tokens import Pass

STATIC = Path(__file__).parent / "static"
THREADS = 96
"""Requests that are answered at once; those that wait for long works are among them."""
AT_ONCE = ("/static/", "/styles/", "/health", "/ready", "/metrics", "/login", "/map/")
"""Beginnings of paths that need no more of a desk than what it begins with."""
A_YEAR = "public, max-age=31536000, immutable"


def create_app(
    edition: Edition, cases: Path, rules: Rules | None = None, *, whole: bool = True
) -> FastAPI:
    """Make the application of a desk.

    Args:
        edition: Where every figure comes from; one that holds several views is faster.
        cases: Folder of the cases; made with the first that is saved.
        rules: What is allowed; a desk for one's own machine by default.
        whole: Take in every page now, and not when one besides the first is asked for.

    >>> from peaceops.edition import open_edition
    >>> app = create_app(open_edition(), Path("cases"))
    >>> app.title
    'peaceops'
    """
    rules = rules or Rules()
    app = FastAPI(
        title="peaceops",
        version=__version__,
        summary="UN peace operations as of any date: what is happening, what the Council can "
        "decide, what each option means, and how it is known.",
        docs_url=None,  # its page takes scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        redirect_slashes=False,  # it would lead to an address made of what the request says
        lifespan=_lifespan,
    )
    desk = app.state.desk = Desk(edition, Shelf(cases, edition), rules)
    entry = app.state.entry = Pass(rules.token, https=rules.https)
    metrics = app.state.metrics = Metrics(desk)
    handle_problems(app)
    app.add_exception_handler(TooLarge, lambda request, _error: too_large(request))
    app.mount("/static", _Static(directory=STATIC), name="static")
    for router in routers(FIRST):
        app.include_router(router)
    rest = app.state.rest = Rest(app)
    if whole:
        rest.take_in()
    app.add_middleware(_Whole, rest=rest)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Guard, rules=rules, entry=entry)
    app.add_middleware(Journal, metrics=metrics)
    return app


class Rest:
    """What a desk has besides its first page, taken in once: its modules take a while to import.

    Args:
        app: The application that it becomes a part of.
    """

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._lock = Lock()
        self.is_in = False

    def take_in(self) -> None:
        """Take in the other pages and the answers for programs, if they are not in already."""
        with self._lock:
            if self.is_in:
                return
            from peaceops.web.api import describe
            from peaceops.web.api import routers as answers

            describe(self._app)
            for router in (*answers, *routers(LATER)):
                self._app.include_router(router)
            self.is_in = True


class _Whole:
    """Takes in the rest of the desk before a request for a part of it is answered."""

    def __init__(self, app: ASGIApp, rest: Rest) -> None:
        self._app, self._rest = app, rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "/")
        if not self._rest.is_in and path != "/" and not path.startswith(AT_ONCE):
            await run_sync(self._rest.take_in)
        await self._app(scope, receive, send)


@asynccontextmanager
async def _lifespan(_app: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = THREADS
    yield


class _Static(StaticFiles):
    """Scripts and styles; an address that names a version never changes."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        if Request(scope).query_params.get("v"):
            answer.headers["cache-control"] = A_YEAR
        return answer

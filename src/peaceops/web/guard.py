"""Who may ask what of a desk: host, origin and token are looked at before anything else is done."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import RedirectResponse, Response

from peaceops.web.problems import problem_response
from peaceops.web.rules import MOST_BODY, Rules

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
COOKIE = "peaceops_desk"
OPEN_TO_ALL = ("/login", "/static/", "/styles/", "/health")
"""Paths that need no token."""
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""The Content-Security-Policy of every answer: nothing inline, nothing from elsewhere."""
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Without a referrer a form of the desk's own would come with the origin "null".
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def cookie_of(token: str) -> str:
    """What a browser keeps in place of the token, which it cannot be got back from."""
    return hmac.new(token.encode(), b"peaceops desk", hashlib.sha256).hexdigest()


def holds_token(headers: Headers, token: str) -> bool:
    """Whether a request comes with the token, as a bearer or in the desk's cookie."""
    scheme, _, value = headers.get("authorization", "").partition(" ")
    if scheme.casefold() == "bearer" and hmac.compare_digest(
        value.strip().encode(), token.encode()
    ):
        return True
    cookie = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
    return hmac.compare_digest(cookie.encode(), cookie_of(token).encode())


class Guard:
    """Refuses what may not be asked, bounds what is sent, and sets the headers of every answer."""

    def __init__(self, app: App, rules: Rules) -> None:
        self.app = app
        self.rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "private, no-cache")
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, with_headers)
            return
        await self.app(scope, _bounded(receive), with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        request = Request(scope)
        headers, path = request.headers, request.url.path
        host = headers.get("host", "")
        if _name(host) not in self.rules.allowed_names:
            return problem_response(
                request,
                421,
                "Another host was asked for",
                f"this desk does not answer for {host!r}",
                "name the host with --name when the desk is started",
            )
        if request.method not in SAFE and _is_foreign(headers, host):
            return problem_response(
                request,
                403,
                "The request comes from another site",
                "another site may not change anything here",
                "open the desk itself and do it there",
            )
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BODY:
            return too_large(request)
        token = self.rules.token
        if token is None or path.startswith(OPEN_TO_ALL) or holds_token(headers, token):
            return None
        if path.startswith("/api/") or request.method not in SAFE:
            return problem_response(
                request,
                401,
                "A token is needed",
                "the request holds no token, or another one",
                "send it as `Authorization: Bearer TOKEN`",
            )
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/login?next={quote(path + query)}", 303)


class TooLarge(Exception):  # noqa: N818 - becomes an answer
    """A body is longer than a desk takes in."""


def too_large(request: Request) -> Response:
    """The answer to a request whose body is too long."""
    return problem_response(
        request,
        413,
        "Too much at once",
        f"a request may hold {MOST_BODY // 1_000_000} MB",
        "send fewer or shorter documents",
    )


def _bounded(receive: Receive) -> Receive:
    """The same messages, up to as many bytes as a body may have."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BODY:
            raise TooLarge
        return message

    return bounded


def _name(host: str) -> str:
    """The name in a Host header, without the port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").casefold()
    except ValueError:
        return ""


def _is_foreign(headers: Headers, host: str) -> bool:
    """Whether a browser says that another site sends the request.

    Browsers name the origin of every request that is not a plain visit; a program that is no
    browser names none, and holds no cookie that another site could misuse.
    """
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.casefold() != host.casefold()

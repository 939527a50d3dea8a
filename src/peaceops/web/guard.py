"""Who may ask what of a desk: host, address, origin and token are looked at before all else."""

from __future__ import annotations

import asyncio
import re
from time import monotonic
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from peaceops.web.problems import problem_response
from peaceops.web.rules import MOST_BODY, MOST_PARAMETERS, MOST_SECONDS, Rules
from peaceops.web.tokens import Attempts, Pass

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_TO_ALL = frozenset({"/login", "/health", "/ready"})
OPEN_FOLDERS = ("/static/", "/styles/")
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
    "cache-control": "private, no-cache",
}
MOST_DIGITS = 15
"""Digits of a length; Python takes long to read thousands of them, or refuses."""
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?")
"""A host and its port, and nothing of a user or a path before or behind them."""


class Guard:
    """Refuses what may not be asked, bounds what is sent, and sets the headers of every answer.

    Args:
        app: What answers.
        rules: What is allowed.
        entry: Knows who has signed in.
    """

    def __init__(self, app: ASGIApp, rules: Rules, entry: Pass) -> None:
        self.app, self.rules, self.entry = app, rules, entry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if self.rules.https:
            scope["scheme"] = "https"
        send = with_policy(send, secret=self.rules.token is not None)
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            # The same dictionary: whoever stands around this reads there which route answered.
            scope["method"], send = "GET", _without_body(send)
        await self.app(scope, _bounded(receive), send)

    def _refusal(self, scope: Scope) -> Response | None:
        request, headers, path = Request(scope), Headers(scope=scope), scope["path"]
        hosts = headers.getlist("host")
        if len(hosts) != 1 or _name(hosts[0]) not in self.rules.allowed_names:
            # The page of a refusal must not be made from an address that was made up.
            return _elsewhere(scope, hosts[0] if hosts else "")
        if not path.isprintable() or not path.startswith("/"):
            return problem_response(
                request, 400, "Not understood", "the address holds signs that none may hold"
            )
        if is_foreign(scope["method"], headers, hosts[0], https=self.rules.https):
            return problem_response(
                request,
                403,
                "The request comes from another site",
                "another site may lead a reader here, but neither change anything nor load "
                "anything into its own pages",
                "open the desk itself and do it there",
            )
        if scope["query_string"].count(b"&") >= MOST_PARAMETERS:
            # The page of a refusal repeats what an address asks: not of this one.
            return problem_response(
                Request({**scope, "query_string": b""}),
                414,
                "Too much at once",
                f"an address may ask for {MOST_PARAMETERS:,} things at most",
                "ask for fewer",
            )
        length = headers.get("content-length", "0")
        whole = length.isascii() and length.isdecimal() and len(length) <= MOST_DIGITS
        if not whole or int(length) > MOST_BODY:
            return too_large(request)
        return self._unknown(request, headers, path)

    def _unknown(self, request: Request, headers: Headers, path: str) -> Response | None:
        """Refuse who does not show that the token is known, where one is needed."""
        if self.rules.token is None or path in OPEN_TO_ALL or path.startswith(OPEN_FOLDERS):
            return None
        if self.entry.is_signed_in(headers):
            return None
        bearer = self.entry.bearer(headers)
        if bearer is not None:
            if self.entry.attempts.are_too_many():
                return too_often(request, self.entry.attempts)
            if self.entry.opens(bearer):
                return None
        if path.startswith("/api/") or path == "/metrics" or request.method not in SAFE:
            answer = problem_response(
                request,
                401,
                "A token is needed",
                "the request holds no token, or another one",
                "send it as `Authorization: Bearer TOKEN`",
            )
            answer.headers["www-authenticate"] = 'Bearer realm="peaceops"'
            return answer
        query = request.scope["query_string"].decode("latin-1")
        target = quote(path) + (f"?{query}" if query else "")
        return RedirectResponse(f"/login?next={quote(target)}", 303)


class TooLarge(HTTPException):
    """A body is longer than a desk takes in."""

    def __init__(self) -> None:
        super().__init__(413, f"a request may hold {MOST_BODY // 1_000_000} MB")


class TooSlow(HTTPException):
    """A body does not come in the time that it is given."""

    def __init__(self) -> None:
        super().__init__(408, f"a request must be sent within {MOST_SECONDS} seconds")


def too_large(request: Request) -> Response:
    """The answer to a request whose body is too long."""
    return problem_response(
        request,
        413,
        "Too much at once",
        f"a request may hold {MOST_BODY // 1_000_000} MB",
        "send fewer or shorter documents",
    )


def too_often(request: Request, attempts: Attempts) -> Response:
    """The answer to who tries a token after too many that were wrong."""
    answer = problem_response(
        request,
        429,
        "Too many wrong tokens",
        "so many wrong tokens were tried that the desk looks at no other for a moment",
        f"try again in {attempts.seconds_left} seconds",
    )
    answer.headers["retry-after"] = str(attempts.seconds_left)
    return answer


def with_policy(send: Send, *, secret: bool = False) -> Send:
    """The same messages, with the headers that every answer of a desk has.

    Args:
        send: Where they go.
        secret: Whether what is answered is not for everybody: no browser then stores it.
    """

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if secret:
                headers.setdefault("cache-control", "private, no-store")
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sent


def is_foreign(method: str, headers: Headers, host: str, *, https: bool = False) -> bool:
    """Whether a browser says that another site sends a request that only the desk's own may send.

    Another site may lead a reader here by a link, and no more: it may not send a form, and not load
    a page, a picture or a file into its own pages, which could keep the desk busy. Browsers name
    the site or the origin of such requests; a program that is no browser names neither, and holds
    no cookie that another site could misuse.

    Args:
        method: Method of the request.
        headers: Its headers.
        host: Whom it is addressed to.
        https: Whether readers come by HTTPS.
    """
    site = headers.get("sec-fetch-site", "none")
    if site not in ("same-origin", "none"):
        visit = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest"))
        if method not in SAFE or visit != ("navigate", "document"):
            return True
    # A browser without Sec-Fetch-Site names the origin of what scripts of another site ask for.
    origins = headers.getlist("origin")
    return any(not _is_origin(origin, host, https=https) for origin in origins)


def _is_origin(origin: str, host: str, *, https: bool) -> bool:
    scheme, _, place = origin.casefold().partition("://")
    if scheme not in (("https",) if https else ("http", "https")):
        return False
    port = ":443" if scheme == "https" else ":80"
    return place.removesuffix(port) == host.casefold().removesuffix(port)


def _elsewhere(scope: Scope, host: str) -> Response:
    safe = {**scope, "headers": [(b"host", b"localhost"), *_accepted(scope)], "query_string": b""}
    return problem_response(
        Request({**safe, "path": "/"}),
        421,
        "Another host was asked for",
        f"this desk does not answer for {host[:100]!r}",
        "name the host with --name when the desk is started",
    )


def _accepted(scope: Scope) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, value in scope["headers"] if name == b"accept"]


def _name(host: str) -> str:
    """The name in a Host header, without the port; empty where it is none."""
    match = HOST.fullmatch(host.casefold())
    return match[1].strip("[]") if match else ""


def _bounded(receive: Receive) -> Receive:
    """The same messages, up to as many bytes and seconds as a body may have."""
    taken, is_whole, until = 0, False, monotonic() + MOST_SECONDS

    async def bounded() -> Message:
        nonlocal taken, is_whole
        if is_whole:  # whoever asks further waits for the reader to go
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), max(until - monotonic(), 0.001))
        except TimeoutError:
            raise TooSlow from None
        taken += len(message.get("body", b""))
        is_whole = not message.get("more_body", False)
        if taken > MOST_BODY:
            raise TooLarge
        return message

    return bounded


def _without_body(send: Send) -> Send:
    """What answers a HEAD: the head of the answer alone."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return sent


def path_inside(target: str) -> str:
    """An address on this desk; its first page for any other.

    >>> path_inside("/UNMISS?as_of=2023-02-15"), path_inside("//elsewhere.example")
    ('/UNMISS?as_of=2023-02-15', '/')
    """
    parts = urlsplit(target) if target.isprintable() and "\\" not in target else None
    inside = parts is not None and target.startswith("/") and not target.startswith("//")
    return target if inside and parts is not None and not parts.netloc else "/"

"""Serving a desk: on one's own machine, or on a server for a team."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import uvicorn

from peaceops.edition import Edition
from peaceops.errors import OutputError
from peaceops.web.app import create_app
from peaceops.web.rules import Rules
from peaceops.web.warming import warm

MOST_AT_ONCE = 200
"""Requests that are answered or wait at once; more are told to come back."""


def serve(
    edition: Edition,
    cases: Path,
    rules: Rules,
    *,
    show: bool = False,
    started: Callable[[str], None] = lambda _address: None,
) -> None:
    """Serve a desk until it is stopped.

    Args:
        edition: Where every figure comes from.
        cases: Folder of the cases.
        rules: What is allowed, and where to listen.
        show: Open the first page in the reader's browser.
        started: Told of the desk's address once it answers.

    Raises:
        OutputError: Nothing can listen there.
    """
    listener = _listener(rules)
    port = listener.getsockname()[1]
    name = rules.host if ":" not in rules.host else f"[{rules.host}]"
    address = f"http://{name}:{port}/"
    app = create_app(edition, cases, rules)
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=MOST_AT_ONCE,
            proxy_headers=False,
        ),
        lambda: _open(address, started, show=show),
    )
    warm(app.state.desk)
    server.run(sockets=[listener])


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


def _open(address: str, started: Callable[[str], None], *, show: bool) -> None:
    started(address)
    if show:
        # A browser in the terminal would keep the server from answering it.
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _listener(rules: Rules) -> socket.socket:
    family = socket.AF_INET6 if ":" in rules.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((rules.host, rules.port))
    except OSError as error:
        listener.close()
        raise OutputError(
            f"nothing can listen at {rules.host}, port {rules.port}: {error.strerror}",
            cause="another desk, or another program, listens there already",
            remedy=f"name another port, as --port {rules.port + 1}, or any free one with --port 0",
        ) from error
    return listener

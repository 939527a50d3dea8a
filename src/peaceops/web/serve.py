"""Serving a desk: on one's own machine, or on a server for a team."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from peaceops.brief import draw_apart
from peaceops.edition import Edition
from peaceops.errors import OutputError
from peaceops.process_limits import few_pools
from peaceops.web.app import create_app
from peaceops.web.cases.shelf import Shelf
from peaceops.web.logs import begin_log
from peaceops.web.rules import Rules
from peaceops.web.second_process import SecondProcess
from peaceops.web.warming import warm

MOST_CONNECTIONS = 500
"""Connections at once; more are told to come back. A browser keeps about six."""
SECONDS_FOR_HEAD = 20
"""Seconds in which the head of a request must have come."""
SECONDS_BETWEEN = 30
"""Seconds that a connection is kept for the next request: while a reader thinks."""
SECONDS_TO_END = 8
"""Seconds that answers under way are given when the desk is stopped."""


def serve(
    edition: Edition,
    cases: Path,
    rules: Rules,
    *,
    show: bool = False,
    log: str = "plain",
    started: Callable[[str], None] = lambda _address: None,
) -> None:
    """Serve a desk until it is stopped, by Ctrl+C or SIGTERM.

    Args:
        edition: Where every figure comes from.
        cases: Folder of the cases.
        rules: What is allowed, and where to listen.
        show: Open the first page in the reader's browser.
        log: What is written to standard error: ``plain``, ``json`` or ``off``.
        started: Told of the desk's address once it answers.

    Raises:
        OutputError: Nothing can listen there, or cases cannot be saved in the folder.
        EditionError: The edition is damaged.
    """
    _refuse_folder(Shelf(cases, edition), rules)
    listener = _listener(rules)
    port = listener.getsockname()[1]
    name = rules.host if ":" not in rules.host else f"[{rules.host}]"
    address = f"http://{name}:{port}/"
    few_pools(2)
    draw_apart()
    begin_log(log)
    app = create_app(edition, cases, rules, whole=False)
    second = app.state.desk.second = SecondProcess(edition)
    second.begin()
    server = _Server(
        uvicorn.Config(
            app,
            http=Impatient,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=SECONDS_BETWEEN,
            timeout_graceful_shutdown=SECONDS_TO_END,
            proxy_headers=False,  # nothing rests on who a proxy says that a reader is
        ),
        lambda: _open(address, started, show=show),
    )
    warm(app.state.desk, then=app.state.rest.take_in)
    try:
        with _until_stopped():
            server.run(sockets=[listener])
    finally:
        second.close()


class Impatient(H11Protocol):
    """HTTP with somebody who is given some seconds to say what is wanted.

    Whoever opens connections and sends nothing, or a head by the byte, would else hold them all.
    """

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the head of the first request."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Go on waiting where the head of a request has not come whole."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._wait()
        else:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(SECONDS_FOR_HEAD, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


class _Stopped(Exception):  # noqa: N818 - no error
    """Somebody stops the desk."""


@contextmanager
def _until_stopped() -> Iterator[None]:
    """End in peace when the desk is stopped: the server ends, and then says again by what."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _Stopped

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before: dict[int, Any] = {
        number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        with suppress(_Stopped):
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _open(address: str, started: Callable[[str], None], *, show: bool) -> None:
    started(address)
    if show:
        # A browser in the terminal would keep the server from answering it.
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _refuse_folder(shelf: Shelf, rules: Rules) -> None:
    if rules.read_only or shelf.is_writable():
        return
    is_file = shelf.folder.exists() and not shelf.folder.is_dir()
    raise OutputError(
        "cases cannot be saved there",
        where=str(shelf.folder),
        cause="it is a file" if is_file else "this user may not write there",
        remedy="name another folder with --cases, or start the desk with --read-only",
    )


def _listener(rules: Rules) -> socket.socket:
    family = socket.AF_INET6 if ":" in rules.host else socket.AF_INET
    # Named, for only then are answers sent at once, and not held back for 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((rules.host, rules.port))
    except OSError as error:
        listener.close()
        busy = error.errno == errno.EADDRINUSE
        raise OutputError(
            f"nothing can listen at {rules.host}, port {rules.port}: {error.strerror}",
            cause="another desk, or another program, listens there already" if busy else None,
            remedy=f"name another port, as --port {rules.port + 1}, or any free one with --port 0"
            if busy
            else "name an address of this machine with --host, and a port of 1024 or above",
        ) from error
    return listener

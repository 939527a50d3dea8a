"""A server on this machine that answers as a test tells it to, well or ill, one byte at a time."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

Answer = bytes | Iterable[bytes] | Callable[[], Iterable[bytes]]


class Server:
    """Gives each connection the same answer and keeps what was asked.

    Attributes:
        questions: Head and body of each question, as bytes.
    """

    def __init__(self, answer: Answer) -> None:
        self.questions: list[bytes] = []
        self._answer = answer
        self._ended = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def address(self) -> str:
        """Its base address."""
        return f"http://127.0.0.1:{self.port}/v1"

    def _serve(self) -> None:
        while not self._ended.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._reply, args=(connection,), daemon=True).start()

    def _reply(self, connection: socket.socket) -> None:
        with connection:
            try:
                self.questions.append(_question(connection))
                answer = self._answer() if callable(self._answer) else self._answer
                for part in [answer] if isinstance(answer, bytes) else answer:
                    if self._ended.is_set():
                        return
                    connection.sendall(part)
            except OSError:
                return

    def close(self) -> None:
        """Stop serving."""
        self._ended.set()
        self._socket.close()


def _question(connection: socket.socket) -> bytes:
    content = b""
    while b"\r\n\r\n" not in content:
        part = connection.recv(65536)
        if not part:
            return content
        content += part
    head, _, body = content.partition(b"\r\n\r\n")
    length = next(
        (
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        ),
        0,
    )
    while len(body) < length:
        part = connection.recv(65536)
        if not part:
            break
        body += part
    return head + b"\r\n\r\n" + body


@contextmanager
def served(answer: Answer) -> Iterator[Server]:
    """Serve an answer while a test runs."""
    server = Server(answer)
    try:
        yield server
    finally:
        server.close()


def http(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    """A whole answer of HTTP."""
    fixed = (f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close")
    head = "".join(f"{line}\r\n" for line in (*fixed, *headers))
    return head.encode() + b"\r\n" + body


def chat(content: Any, *headers: str) -> bytes:
    """A right answer of the chat completions protocol."""
    words = content if isinstance(content, str) else json.dumps(content)
    body = json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]})
    return http(body.encode(), "200 OK", *headers)

"""A server on this machine that gives files as publishers do, and misbehaves where it is told."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Fault = Callable[["Handler", bytes], None]


@dataclass
class Site:
    """Files by path, and what goes wrong.

    Attributes:
        files: Content by path.
        faults: What is done in place of answering, once for each entry, by path.
        pages: Answers that depend on the query, by path.
        etags: Whether files have entity tags.
        ranges: Whether a part of a file may be asked for.
        asked: Path and headers of each question.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    pages: dict[str, Callable[[dict[str, str]], bytes]] = field(default_factory=dict)
    etags: bool = True
    ranges: bool = True
    asked: list[tuple[str, Message]] = field(default_factory=list)
    port: int = 0

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _ in self.asked]

    def headers_of(self, path: str) -> Message:
        """Headers of the last question for a path."""
        return [headers for asked, headers in self.asked if asked == path][-1]


class Handler(BaseHTTPRequestHandler):
    """Answers one question."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.site.asked.append((parts.path, self.headers))
        if parts.path in self.site.pages:
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self.whole(self.site.pages[parts.path](query), etag=False)
            return
        content = self.site.files.get(parts.path)
        if waiting := self.site.faults.get(parts.path):
            waiting.pop(0)(self, content or b"")
        elif content is None:
            self.answer(404, b"<html>not found</html>")
        else:
            self.whole(content, etag=self.site.etags)

    def whole(self, content: bytes, *, etag: bool) -> None:
        """Answer as a good server: 200, 206 or 304."""
        tag = '"' + hashlib.sha256(content).hexdigest()[:16] + '"'
        headers = {"ETag": tag} if etag else {}
        if etag and self.headers.get("If-None-Match") == tag:
            self.answer(304, b"", headers)
            return
        wanted = self.headers.get("Range", "")
        if self.site.ranges and wanted and self.headers.get("If-Range") == tag:
            first = int(wanted.removeprefix("bytes=").removesuffix("-"))
            if first >= len(content):
                self.answer(416, b"", {"Content-Range": f"bytes */{len(content)}"})
                return
            headers["Content-Range"] = f"bytes {first}-{len(content) - 1}/{len(content)}"
            self.answer(206, content[first:], headers)
            return
        self.answer(200, content, headers)

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        """Send an answer."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def status(code: int, body: bytes = b"", **headers: str) -> Fault:
    """Answer with a status; underscores in names of headers stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, _content: handler.answer(code, body, named)


def cut(after: int, etag: bool = True) -> Fault:
    """Send the first bytes of a file, and close the connection."""

    def fault(handler: Handler, content: bytes) -> None:
        tag = '"' + hashlib.sha256(content).hexdigest()[:16] + '"'
        handler.send_response(200)
        if etag:
            handler.send_header("ETag", tag)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content[:after])
        handler.wfile.flush()
        handler.close_connection = True

    return fault


@contextmanager
def served_site(site: Site | None = None) -> Iterator[Site]:
    """Serve a site while a test runs."""
    site = site or Site()
    handler = type("SiteHandler", (Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()

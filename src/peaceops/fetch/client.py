"""Downloads over HTTP: polite, patient, within limits, and with no token to a stranger."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urljoin, urlsplit

from peaceops import __version__
from peaceops.characters import printable
from peaceops.errors import FetchError
from peaceops.fetch.addresses import Origin, is_safe, origin_of
from peaceops.fetch.parts import Part, Version
from peaceops.fetch.status import LeaveAlone, Passing, check_status, no_answer

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")
Step = Callable[[str, int, int], None]

_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "Accept": "*/*",
    "Accept-Encoding": "identity",  # a range of what is packed on the way means nothing
    "User-Agent": f"peaceops/{__version__} (reads public data on UN peace operations)",
}


@dataclass(frozen=True)
class Limits:
    """How much is taken, how long is waited, and how often is asked.

    Attributes:
        file_bytes: The largest file.
        page_bytes: The largest page or list.
        silence: Seconds without a byte after which a try ends.
        whole: Seconds for one file, all tries together.
        attempts: Tries for one file.
        pause: Seconds between two requests to one server.
        first_wait: Seconds before the second try; doubled for each further one.
        longest_wait: The longest wait, also where a server asks for more: it is left alone then.
        redirects: How often an answer may send elsewhere.
        pages: The most pages of one table.
    """

    file_bytes: int = 512 << 20
    page_bytes: int = 64 << 20
    silence: float = 60.0
    whole: float = 1800.0
    attempts: int = 5
    pause: float = 1.0
    first_wait: float = 2.0
    longest_wait: float = 120.0
    redirects: int = 5
    pages: int = 5000


@dataclass(frozen=True)
class Standing:
    """What stands in the folder already, so that it need not come again.

    Attributes:
        version: As the server sent it.
        size: Bytes.
        fixed: Its name is that of a release: the same size is the same file.
    """

    version: Version
    size: int
    fixed: bool


class Client:
    """Asks servers, one request at a time.

    Args:
        limits: Of size, time and number.
        step: Told of what goes on: words, bytes done, bytes in all.
    """

    def __init__(self, limits: Limits, step: Step) -> None:
        self.limits = limits
        self._step = step
        self._clients: dict[bool, httpx.Client] = {}
        self._asked_at: dict[str, float] = {}
        self._closed: dict[tuple[str, str, int], FetchError] = {}

    def close(self) -> None:
        """Close all connections."""
        for client in self._clients.values():
            client.close()

    def is_closed(self, address: str) -> bool:
        """Tell whether a server cannot be reached, or wants to be left alone."""
        return origin_of(address) in self._closed

    def page(self, address: str, origin: Origin, name: str) -> bytes:
        """The whole answer of a list or a page of a table.

        Args:
            address: Its address.
            origin: The server, with the token it may see.
            name: What it is, in words, for progress.

        Raises:
            NotPublished: There is no such thing.
            FetchError: It cannot be had.
        """
        self._step(name, 0, 0)

        def receive(deadline: float) -> bytes:
            with self._answer(address, origin, {}) as response:
                check_status(response, address, origin, self.limits.longest_wait)
                body = bytearray()
                for chunk in response.iter_bytes():
                    body += chunk
                    self._check(address, len(body), self.limits.page_bytes, deadline)
                return bytes(body)

        return self._patiently(address, receive)

    def download(
        self, address: str, origin: Origin, part: Part, standing: Standing | None, name: str
    ) -> bool:
        """Bring a file into its part; tell whether it is another than the one that stands.

        Args:
            address: Its address.
            origin: The server, with the token it may see.
            part: Where it is written; what an earlier run brought is gone on with.
            standing: What stands in the folder already.
            name: Name of the file, for progress.

        Raises:
            NotPublished: There is no such file.
            FetchError: It cannot be had whole.
        """

        def receive(deadline: float) -> bool:
            headers = part.request() or _conditions(standing)
            with self._answer(address, origin, headers) as response:
                if response.status_code == 304:
                    return False
                if response.status_code == 416:
                    part.clear()
                    raise Passing("the server no longer has the version that was begun")
                check_status(response, address, origin, self.limits.longest_wait)
                if self._is_same(response, standing):
                    part.clear()
                    return False
                self._write(response, part, name, deadline)
            return True

        return self._patiently(address, receive)

    def _write(self, response: httpx.Response, part: Part, name: str, deadline: float) -> None:
        address = part.address
        if response.status_code == 206:
            if not part.goes_on(response.headers.get("content-range", "")):
                part.clear()
                raise Passing("the server sent another part than was asked for")
        else:
            part.begin(response.headers, _length(response))
        self._check(address, part.total or 0, self.limits.file_bytes, deadline)
        size = part.size
        with part.path.open("ab", buffering=0) as stream:  # a killed run loses nothing
            for chunk in response.iter_bytes():
                stream.write(chunk)
                size += len(chunk)
                self._check(address, size, self.limits.file_bytes, deadline)
                self._step(name, size, part.total or 0)
        if part.total is not None and size != part.total:
            raise Passing(f"the connection was cut after {size:,} of {part.total:,} bytes")

    @staticmethod
    def _is_same(response: httpx.Response, standing: Standing | None) -> bool:
        """Tell by its length that a release is the one that stands, where no version tells."""
        if standing is None or not standing.fixed or response.status_code != 200:
            return False
        version = Version.of(response.headers)
        alike = not version.strong or version == standing.version
        return alike and _length(response) == standing.size

    def _patiently(self, address: str, receive: Callable[[float], T]) -> T:
        """Ask again where that may help, more and more slowly."""
        import httpx  # noqa: PLC0415 - half a second, and only for those who fetch
        import stamina  # noqa: PLC0415 - likewise

        logging.getLogger("stamina").addHandler(logging.NullHandler())
        server = origin_of(address)
        if server in self._closed:
            raise self._closed[server]
        limits = self.limits
        deadline = time.monotonic() + limits.whole

        def worth_another_try(error: Exception) -> bool | float:
            if isinstance(error, Passing):
                return True if error.after is None else error.after
            return isinstance(error, httpx.TransportError)

        try:
            for attempt in stamina.retry_context(
                on=worth_another_try,
                attempts=limits.attempts,
                timeout=limits.whole,
                wait_initial=limits.first_wait,
                wait_max=limits.longest_wait,
                wait_jitter=limits.first_wait / 2,
            ):
                with attempt:
                    return receive(deadline)
        except (Passing, httpx.TransportError) as error:
            refusal = no_answer(address, error, limits.attempts)
            if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout) or getattr(
                error, "busy", False
            ):
                self._closed[server] = refusal  # the next file of it need not wait as long
            raise refusal from None
        except LeaveAlone as refusal:
            self._closed[server] = refusal
            raise
        except httpx.InvalidURL as error:
            raise FetchError(
                f"is not an address: {printable(str(error))[:120]}", where=printable(address)[:200]
            ) from None
        raise AssertionError("a try returns or raises")

    @contextmanager
    def _answer(
        self, address: str, origin: Origin, headers: Mapping[str, str]
    ) -> Iterator[httpx.Response]:
        """Ask, and follow where the answer sends; the token goes to its own server alone."""
        target = address
        for _ in range(self.limits.redirects + 1):
            client = self._client(target)
            self._pause(target)
            request = client.build_request(
                "GET", target, headers={**_HEADERS, **headers, **origin.secret_for(target)}
            )
            response = client.send(request, stream=True, follow_redirects=False)
            try:
                if response.status_code not in _REDIRECTS:
                    yield response
                    return
                target = _next(target, response.headers.get("location", ""))
            finally:
                response.close()
        raise FetchError(
            f"the server sends elsewhere more than {self.limits.redirects} times",
            where=address,
            remedy="open the address in a browser, and download the file by hand",
        )

    def _client(self, address: str) -> httpx.Client:
        import httpx  # noqa: PLC0415 - as above

        # A proxy sees what is not encrypted: it is used for https alone.
        encrypted = address.startswith("https:")
        if encrypted not in self._clients:
            self._clients[encrypted] = httpx.Client(
                timeout=httpx.Timeout(self.limits.silence, connect=min(20.0, self.limits.silence)),
                trust_env=encrypted,
            )
        return self._clients[encrypted]

    def _pause(self, address: str) -> None:
        host = urlsplit(address).netloc
        left = self._asked_at.get(host, float("-inf")) + self.limits.pause - time.monotonic()
        if left > 0:
            time.sleep(left)
        self._asked_at[host] = time.monotonic()

    def _check(self, address: str, size: int, most: int, deadline: float) -> None:
        if size > most:
            raise FetchError(
                f"is larger than {most:,} bytes, the most that is fetched",
                where=address,
                remedy="download it by hand, and give it to `peaceops data build`",
            )
        if time.monotonic() > deadline:
            raise FetchError(
                f"has not come whole within {self.limits.whole:,.0f} seconds",
                where=address,
                cause="the connection is slow; what has come is kept",
                remedy="run this again, which goes on from there",
            )


def _conditions(standing: Standing | None) -> dict[str, str]:
    if standing is None:
        return {}
    version = standing.version
    headers = {"If-None-Match": version.etag, "If-Modified-Since": version.last_modified}
    return {name: value for name, value in headers.items() if value}


def _length(response: httpx.Response) -> int | None:
    """Bytes of the file, where the answer tells and is not packed."""
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    length = response.headers.get("content-length", "")
    return int(length) if packed in ("", "identity") and length.isdecimal() else None


def _next(address: str, location: str) -> str:
    target = urljoin(address, location)
    if not location or urlsplit(target).scheme not in ("http", "https"):
        raise FetchError("the server sends elsewhere and does not say where to", where=address)
    if is_safe(address) and not is_safe(target):
        raise FetchError(
            f"the server sends on to an address that is not encrypted, on {_host(target)}",
            where=address,
            remedy="download the file by hand",
        )
    return target


def _host(address: str) -> str:
    return printable(urlsplit(address).hostname or "?")[:100]

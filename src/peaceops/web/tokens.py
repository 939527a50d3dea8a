"""The token of a desk: who shows that it is known, and what slows down who guesses."""

from __future__ import annotations

import hashlib
import hmac
from threading import Lock
from time import monotonic, time

from starlette.datastructures import Headers
from starlette.requests import cookie_parser

A_WORKING_DAY = 12 * 3600
"""Seconds that a browser stays signed in."""
MOST_WRONG = 10
"""Wrong tokens in a row that are looked at at once."""
SECONDS_EACH = 3.0
"""Seconds after which one more is looked at."""


class Attempts:
    """Wrong tokens of late, of whoever sent them: a desk behind a proxy knows no addresses."""

    def __init__(self, most: int = MOST_WRONG, seconds_each: float = SECONDS_EACH) -> None:
        self._most, self._seconds_each = most, seconds_each
        self._wrong, self._since = 0.0, monotonic()
        self._lock = Lock()

    def are_too_many(self) -> bool:
        """Whether no further token is looked at for the moment."""
        with self._lock:
            self._forgive()
            return self._wrong + 1 > self._most

    def fail(self) -> None:
        """Count a wrong token."""
        with self._lock:
            self._forgive()
            self._wrong += 1

    @property
    def seconds_left(self) -> int:
        """Seconds until the next token is looked at."""
        with self._lock:
            self._forgive()
            return max(1, round((self._wrong + 1 - self._most) * self._seconds_each))

    def _forgive(self) -> None:
        now = monotonic()
        self._wrong = max(0.0, self._wrong - (now - self._since) / self._seconds_each)
        self._since = now


class Pass:
    """What shows that a reader knows the token: the token itself, or a cookie made from it.

    A cookie holds until when it is good and a seal that only who knows the token can make; the
    desk keeps no list.

    Args:
        token: The token, or ``None`` where none is needed.
        https: Whether readers come by HTTPS.
    """

    def __init__(self, token: str | None, *, https: bool = False) -> None:
        self._token = token
        # A browser takes a cookie of this prefix only encrypted, and for this host alone.
        self.cookie = "__Host-peaceops_desk" if https else "peaceops_desk"
        self.attempts = Attempts()

    def opens(self, token: str) -> bool:
        """Whether this is the token; a wrong one is counted."""
        right = self._token is not None and hmac.compare_digest(
            token.strip().encode(), self._token.encode()
        )
        if not right:
            self.attempts.fail()
        return right

    def seal(self, until: int | None = None) -> str:
        """The value of the cookie that a browser gets.

        Args:
            until: Seconds since 1970 until which it is good; a working day by default.
        """
        until = round(time()) + A_WORKING_DAY if until is None else until
        words = f"peaceops desk until {until}".encode()
        digest = hmac.new((self._token or "").encode(), words, hashlib.sha256).hexdigest()
        return f"{until}-{digest}"

    def is_signed_in(self, headers: Headers) -> bool:
        """Whether a request comes with a cookie that is good."""
        value = cookie_parser(headers.get("cookie", "")).get(self.cookie, "")
        until = value.partition("-")[0]
        if not (until.isascii() and until.isdecimal() and len(until) < 12):
            return False
        good = hmac.compare_digest(value.encode(), self.seal(int(until)).encode())
        return good and int(until) > time()

    @staticmethod
    def bearer(headers: Headers) -> str | None:
        """The token that a program sends; ``None`` where it sends none."""
        scheme, _, value = headers.get("authorization", "").partition(" ")
        return value if scheme.casefold() == "bearer" else None

"""What a desk allows: who may ask, what may be changed, and how much is taken in at once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from peaceops.errors import SettingsError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_BODY = 25_000_000
"""Bytes of a request's body."""
MOST_PARAMETERS = 1_000
"""Parts of a query in an address: the largest form of the desk has some hundred fields."""
MOST_SECONDS = 60
"""Seconds in which a request's body must have come."""
LEAST_TOKEN = 16
"""Characters of a token: one that can be guessed keeps nobody out."""


@dataclass(frozen=True)
class Rules:
    """What a desk allows.

    Attributes:
        host: Address that it listens on.
        port: Port that it listens on; 0 takes a free one.
        token: What a reader must know, or ``None`` where everybody who reaches the desk may read.
        read_only: Whether cases cannot be saved.
        names: Names of the host that requests may be addressed to, besides those of the machine
            itself; a proxy's public name stands here.
        https: Whether readers come by HTTPS through a proxy: cookies are then for HTTPS alone.
    """

    host: str = "127.0.0.1"
    port: int = 8321
    token: str | None = field(default=None, repr=False)
    read_only: bool = False
    names: tuple[str, ...] = ()
    https: bool = False

    def __post_init__(self) -> None:
        if self.host not in LOOPBACK and self.token is None and not self.read_only:
            raise SettingsError(
                f"others could reach the desk at {self.host} and change cases without a token",
                remedy="add --token, or --read-only, or listen on 127.0.0.1",
            )
        if self.token is not None and len(self.token) < LEAST_TOKEN:
            raise SettingsError(
                f"the token has {len(self.token)} characters, fewer than {LEAST_TOKEN}",
                remedy=f"use one that nobody guesses, as {secrets.token_urlsafe(24)}",
            )

    @property
    def allowed_names(self) -> frozenset[str]:
        """Names of hosts that a request may be addressed to, in small letters."""
        every = ("0.0.0.0", "::")
        listening = () if self.host in every else (self.host,)
        return frozenset(name.casefold() for name in (*LOOPBACK, *listening, *self.names))

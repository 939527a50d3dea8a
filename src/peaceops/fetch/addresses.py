"""Where publishers' files are fetched from, mirrors, and the tokens that go there and nowhere else.

``PEACEOPS_ADDRESSES`` puts a mirror in a publisher's place, such as one in a ministry's network:
``PEACEOPS_ADDRESSES="ucdp=https://mirror.example/ucdp un-data-hub=https://mirror.example/hub"``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from peaceops.characters import control_characters, printable
from peaceops.errors import FetchError, did_you_mean

ADDRESSES = "PEACEOPS_ADDRESSES"
UCDP_TOKEN = "PEACEOPS_UCDP_TOKEN"

DATA_HUB, UCDP, UCDP_API, LIBRARY = "un-data-hub", "ucdp", "ucdp-api", "un-digital-library"
BASES: Mapping[str, str] = {
    DATA_HUB: "https://api.psdata.un.org/public",
    UCDP: "https://ucdp.uu.se/downloads",
    UCDP_API: "https://ucdpapi.pcr.uu.se/api",
    LIBRARY: "https://digitallibrary.un.org",
}
# Name of the header and environment variable of a publisher's token.
_TOKENS: Mapping[str, tuple[str, str]] = {
    UCDP: ("x-ucdp-access-token", UCDP_TOKEN),
    UCDP_API: ("x-ucdp-access-token", UCDP_TOKEN),
}


@dataclass(frozen=True)
class Origin:
    """A server that files are fetched from, with the token that it may see.

    Attributes:
        name: Name of the address, as in ``BASES``.
        base: Its address, without a slash at the end.
        variable: Environment variable of the token; empty if the publisher gives none.
        header: Header that the token goes in.
        token: The token itself, where the variable is set.
    """

    name: str
    base: str
    variable: str = ""
    header: str = ""
    token: str = field(default="", repr=False)

    def at(self, path: str) -> str:
        """The address of something on this server."""
        return f"{self.base}/{path.lstrip('/')}"

    def secret_for(self, address: str) -> dict[str, str]:
        """The token's header, if the address is on this very server; else nothing."""
        if not self.token or origin_of(address) != origin_of(self.base):
            return {}
        return {self.header: self.token}


def origins(addresses: Mapping[str, str] | None = None) -> dict[str, Origin]:
    """The servers to fetch from: the publishers', or mirrors in their place.

    Args:
        addresses: Mirrors by name; by default those that ``PEACEOPS_ADDRESSES`` names.

    Raises:
        FetchError: A name or an address is none, or a token would travel unencrypted.

    >>> origins({"ucdp": "https://mirror.example/ucdp/"})["ucdp"].at("ged/ged261-csv.zip")
    'https://mirror.example/ucdp/ged/ged261-csv.zip'
    """
    mirrors = _from_environment() if addresses is None else addresses
    for name in mirrors:
        if name not in BASES:
            raise FetchError(
                f"there is no publisher's address {printable(name)!r}",
                where=ADDRESSES,
                remedy=did_you_mean(name, BASES) or f"name one of {', '.join(BASES)}",
            )
    return {name: _origin(name, mirrors.get(name, base)) for name, base in BASES.items()}


def origin_of(address: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address: what a token is bound to."""
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return parts.scheme.lower(), (parts.hostname or "").lower(), port


def is_safe(address: str) -> bool:
    """Tell whether what goes to an address is encrypted, or does not leave this machine."""
    scheme, host, _ = origin_of(address)
    return scheme == "https" or _is_loopback(host)


def _origin(name: str, base: str) -> Origin:
    try:
        parts = urlsplit(base)
        valid = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:
        valid = False
    if not valid or "@" in base or re.search(r"[\s\\?#]", base) or control_characters(base):
        raise FetchError(
            f"{printable(re.sub(r'//[^/]*@', '//', base))[:120]!r} is not an address",
            where=f"{ADDRESSES}, {name}",
            cause="it has a password, a question mark, or no host",
            remedy="write it as https://HOST/PATH",
        )
    header, variable = _TOKENS.get(name, ("", ""))
    token = os.environ.get(variable, "").strip() if variable else ""
    if token and (control_characters(token) or not token.isascii() or " " in token):
        raise FetchError(
            "the token holds blanks or letters that no header can hold",
            where=variable,
            remedy="set it to the token alone, as the publisher sent it",
        )
    if token and not is_safe(base):
        raise FetchError(
            f"the token in {variable} would travel unencrypted",
            where=f"{ADDRESSES}, {name}",
            remedy=f"write https://, or unset {variable} if the mirror needs none",
        )
    return Origin(name, base.rstrip("/"), variable, header, token)


def _from_environment() -> dict[str, str]:
    entries = os.environ.get(ADDRESSES, "").split()
    for entry in entries:
        if "=" not in entry:
            raise FetchError(
                f"{printable(entry)[:120]!r} does not say whose address it is",
                where=ADDRESSES,
                remedy="write NAME=https://HOST/PATH, several with blanks between them",
            )
    return {name: base for name, _, base in (entry.partition("=") for entry in entries)}


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in ("localhost", "localhost.")

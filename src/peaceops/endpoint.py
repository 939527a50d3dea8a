"""One question to a language model of the user's own, by the chat completions protocol.

Nothing is asked unless the user names an address. A key, if the endpoint needs one, is read from an
environment variable that the caller names, is sent to that address and to no other, and stands in
no message. One limit of time and one of size hold for the whole answer, however it comes.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

from peaceops.characters import cleaned, control_characters, printable
from peaceops.errors import PeaceopsError

_MOST_ANSWER = 4_000_000  # bytes
_NOT_THE_PROTOCOL = "the endpoint does not answer as a chat completions endpoint does"
_REMEDIES = {
    401: "check the key in {key}",
    403: "check the key in {key}, and what it may be used for",
    404: "check the address, which as a rule ends in /v1, and the name of the model",
    413: "choose a model that takes longer questions",
    429: "wait, or ask the endpoint's owner for a higher limit",
}


@dataclass(frozen=True)
class _Question:
    address: str
    content: dict[str, Any]
    key: str
    error: type[PeaceopsError]
    timeout: float
    secret: str | None = field(repr=False)

    @property
    def headers(self) -> dict[str, str]:
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        return headers | ({"Authorization": f"Bearer {self.secret}"} if self.secret else {})

    def refusal(self, what: str, remedy: str, cause: str | None = None) -> PeaceopsError:
        """An error about the endpoint; the key stands in none, whoever wrote its words."""
        words = what.replace(self.secret, "[the key]") if self.secret else what
        return self.error(words, where=self.address, cause=cause, remedy=remedy)


def ask(
    url: str,
    model: str,
    prompt: str,
    *,
    key: str,
    error: type[PeaceopsError],
    timeout: float = 120,
) -> str:
    """Return a model's answer to a prompt, at temperature zero.

    Args:
        url: Base address, such as ``http://localhost:8000/v1``, without a name, a password, or
            anything after its path.
        model: Name of the model.
        prompt: The only message.
        key: Environment variable that holds the key.
        error: Raised where the address is none, cannot be reached, sends elsewhere, or does not
            answer in the protocol; and where the key would travel unencrypted to another machine.
        timeout: Seconds from the first word sent to the last one received.
    """
    secret = _secret(key, error)
    question = _Question(
        address=_address(url, key, secret, error),
        content={
            "model": model,
            "temperature": 0,
            "messages": [{"role": "user", "content": prompt}],
        },
        key=key,
        error=error,
        timeout=timeout,
        secret=secret,
    )
    status, headers, body = _run(_answer(question))
    _refuse_status(question, status, headers)
    words = _content(question, body)
    if secret and secret in words:
        raise question.refusal(
            "the endpoint repeats the key in its answer, which is not used",
            remedy=f"do not trust this endpoint; replace the key in {key}",
        )
    return words


def check_address(url: str, *, key: str, error: type[PeaceopsError]) -> None:
    """Refuse an address that would not be asked, before long work is done; nothing is sent.

    Args:
        url: Base address.
        key: Environment variable that holds the key.
        error: Raised where the address is none, holds a password or a query, or would have the key
            travel unencrypted.
    """
    _address(url, key, _secret(key, error), error)


def _secret(key: str, error: type[PeaceopsError]) -> str | None:
    secret = os.environ.get(key, "").strip()
    if secret and not re.fullmatch(r"[!-~]+", secret):
        raise error(
            f"the key in {key} holds a character that no key has",
            cause="a blank, a line end or a quotation mark of a word processor was copied with it",
            remedy=f"set {key} anew",
        )
    return secret or None


def _address(url: str, key: str, secret: str | None, error: type[PeaceopsError]) -> str:
    """The address that is asked."""
    named = _named(url)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, SplitResult("", "", "", "", "")
    bad = parts.scheme not in ("http", "https") or not host or port == 0
    if bad or control_characters(url) or re.search(r"[\s\\]", url):
        raise error(f"{named!r} is not an address", remedy="write http://HOST/v1")
    if "@" in parts.netloc:
        raise error(
            "the address holds a user's name or a password",
            where=named,
            remedy=f"leave it out; give the key in the environment variable {key}",
        )
    if "?" in url or "#" in url:
        raise error(
            "the address holds more than a host and a path",
            where=named,
            remedy=f"leave out what follows ? or #; give a key in the environment variable {key}",
        )
    if secret and parts.scheme == "http" and not _is_loopback(host or ""):
        raise error(
            f"the key in {key} would travel unencrypted",
            where=named,
            remedy=f"write https://, or unset {key} if the endpoint needs no key",
        )
    return f"{url.rstrip('/')}/chat/completions"


def _named(url: str) -> str:
    """An address as it may be shown: nothing before the host and nothing after the path."""
    bare = re.sub(r"//[^/?#]*@", "//", re.split(r"[?#]", url, maxsplit=1)[0])
    return printable(bare)[:200]


def _origin(location: str) -> str:
    """Scheme and host of where an answer points; a path may hold anything."""
    origin = re.match(r"https?://[^/]+", _named(location), re.IGNORECASE)
    return origin[0] if origin else "another path of its own"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() in ("localhost", "localhost.")


def _run(answer: Coroutine[Any, Any, tuple[int, dict[str, str], bytes]]) -> Any:
    """Wait for an answer, also where a notebook runs a loop of its own in this thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(answer)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, answer).result()


async def _answer(question: _Question) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body; every stage of it under one limit of time."""
    import httpx  # noqa: PLC0415 - half a second, and only for those who ask an endpoint

    # A proxy sees what is not encrypted: it is used for https alone.
    encrypted = question.address.startswith("https:")
    try:
        async with (
            asyncio.timeout(question.timeout),
            httpx.AsyncClient(
                follow_redirects=False, timeout=question.timeout, trust_env=encrypted
            ) as client,
            client.stream(
                "POST", question.address, json=question.content, headers=question.headers
            ) as response,
        ):
            body = bytearray()
            async for part in response.aiter_raw():
                body += part
                if len(body) > _MOST_ANSWER:
                    raise question.refusal(
                        f"the endpoint answers with more than {_MOST_ANSWER:,} bytes",
                        remedy="ask another model, or leave --endpoint out",
                    )
            return response.status_code, dict(response.headers), bytes(body)
    except (TimeoutError, httpx.TimeoutException):
        raise question.refusal(
            f"the endpoint does not answer within {question.timeout:g} seconds",
            remedy="ask a faster model, or leave --endpoint out",
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, ImportError) as problem:
        words = printable(" ".join(str(problem).split()))[:200] or type(problem).__name__
        raise question.refusal(
            f"the endpoint cannot be reached: {words}",
            remedy="check the address, or leave --endpoint out",
        ) from None


def _refuse_status(question: _Question, status: int, headers: dict[str, str]) -> None:
    if 300 <= status < 400:
        raise question.refusal(
            f"the endpoint sends elsewhere, to {_origin(headers.get('location', ''))}, "
            "which is not followed: text and key go to the address that was named",
            remedy="name that address itself if you trust it",
        )
    if status != HTTPStatus.OK:
        phrases = {code.value: code.phrase for code in HTTPStatus}
        default = "ask again later, or leave --endpoint out"
        raise question.refusal(
            f"the endpoint answers {status} {phrases.get(status, '')}".rstrip(),
            remedy=_REMEDIES.get(status, default).format(key=question.key),
        )
    packed = headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("", "identity"):
        raise question.refusal(
            f"the endpoint packs its answer ({cleaned(packed)[:40]}) though it was asked not to",
            remedy="ask another endpoint",
        )


def _content(question: _Question, body: bytes) -> str:
    try:
        words = json.loads(body)["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError, ValueError, RecursionError):
        words = None
    if not isinstance(words, str):
        raise question.refusal(
            _NOT_THE_PROTOCOL, remedy="check the address, which as a rule ends in /v1"
        )
    return words

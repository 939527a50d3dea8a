"""What an answer's status says: it is there, try again, it is not out, or it cannot be had."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from peaceops.characters import printable
from peaceops.errors import FetchError
from peaceops.fetch.addresses import Origin

if TYPE_CHECKING:
    from httpx import Response

_PASSING = (408, 425, 429, 500, 502, 503, 504)
_BUSY = (429, 503)


class NotPublished(FetchError):  # noqa: N818 - reads as a sentence where it is caught
    """The server has no such file (yet)."""


class LeaveAlone(FetchError):  # noqa: N818 - likewise
    """The server asks not to be asked for longer than is waited."""


class Passing(Exception):  # noqa: N818 - likewise
    """What went wrong may not go wrong again.

    Attributes:
        after: Seconds after which the server asks to be asked again.
        busy: The server wants to be left alone.
    """

    def __init__(self, what: str, *, after: float | None = None, busy: bool = False) -> None:
        self.after = after
        self.busy = busy
        super().__init__(what)


def check_status(response: Response, address: str, origin: Origin, longest_wait: float) -> None:
    """Let an answer pass that holds what was asked for.

    Raises:
        NotPublished: There is no such file.
        Passing: It may be there in a moment.
        FetchError: It cannot be had this way.
    """
    status = response.status_code
    if status in (200, 206):
        return
    words = _words(status)
    if status in (404, 410):
        raise NotPublished(
            f"the server answers {words}",
            where=address,
            cause="it is not out yet, or its name has changed",
            remedy="look for it on the publisher's page",
        )
    if status in _PASSING:
        after = _after(response.headers.get("retry-after", ""))
        if after is not None and after > longest_wait:
            raise LeaveAlone(
                f"the server answers {words} and asks to be left alone for {_time(after)}",
                where=address,
                remedy="run this again after that",
            )
        raise Passing(f"the server answers {words}", after=after, busy=status in _BUSY)
    if status in (401, 403):
        raise FetchError(
            f"the server answers {words}", where=address, cause=_cause(origin),
            remedy=_remedy(origin),
        )  # fmt: skip
    if status == 202 or response.headers.get("x-amzn-waf-action"):
        raise FetchError(
            f"the server answers {words} in place of the file",
            where=address,
            cause="it wants to see a browser",
            remedy="download the file by hand in a browser",
        )
    raise FetchError(
        f"the server answers {words}", where=address, remedy="download the file by hand"
    )


def no_answer(address: str, error: Exception, attempts: int) -> FetchError:
    """The error of a file that could not be had by all tries."""
    words = printable(" ".join(str(error).split()))[:200] or type(error).__name__
    return FetchError(
        f"{words} ({attempts} tries)",
        where=address,
        cause="the connection or the server is not in order",
        remedy="run this again later; a download that was cut goes on where it ended",
    )


def _words(status: int) -> str:
    phrases = {code.value: code.phrase for code in HTTPStatus}
    return f"{status} {phrases.get(status, '')}".rstrip()


def _cause(origin: Origin) -> str:
    if not origin.variable:
        return "the publisher has closed this address, or does not let programs in"
    return (
        f"the token in {origin.variable} is not valid there"
        if origin.token
        else "the publisher asks for a token"
    )


def _remedy(origin: Origin) -> str:
    if not origin.variable:
        return "download the file by hand in a browser"
    return f"ask the publisher for a token, and put it in the environment as {origin.variable}"


def _after(text: str) -> float | None:
    """Seconds that ``Retry-After`` names, as a number or as a date."""
    if text.strip().isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _time(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 7200 else f"{seconds / 3600:.0f} hours"

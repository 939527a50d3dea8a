"""Work that is given a time, and is left behind when it takes longer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from peaceops.errors import ReadingError

T = TypeVar("T")

_LEAST = 60  # seconds for any text: a language model is loaded first
_CHARACTERS_A_SECOND = 3_000  # an honest text on a slow machine is read faster


def seconds_for(characters: int) -> float:
    """Seconds that the rules are given for a text of some length.

    >>> seconds_for(150_000)
    110.0
    """
    return _LEAST + characters / _CHARACTERS_A_SECOND


def within(seconds: float, work: Callable[[], T]) -> T:
    """Do some work and give what it returns.

    The work runs in a thread that does not keep the program from ending.

    Raises:
        ReadingError: It takes longer than it may.
    """
    answer: list[T] = []
    problem: list[BaseException] = []

    def run() -> None:
        try:
            answer.append(work())
        except BaseException as error:
            problem.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if problem:
        raise problem[0]
    if not answer:
        raise _too_long(seconds)
    return answer[0]


def stop_after(seconds: float) -> Callable[[str, int, int], None]:
    """A step of the reading that ends it when its time is over.

    ``within`` leaves work behind that goes on; a program that lives on ends it with this.
    """
    end = time.monotonic() + seconds

    def step(_document: str, _characters: int, _all: int) -> None:
        if time.monotonic() > end:
            raise _too_long(seconds)

    return step


def _too_long(seconds: float) -> ReadingError:
    return ReadingError(
        f"the rules take longer than {seconds:,.0f} seconds",
        cause="a text made to keep them busy, or a machine under load",
        remedy="split the document, or read it with --no-model",
    )

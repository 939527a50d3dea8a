"""Work that is given a time, and is left behind when it takes longer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from peaceops.errors import ReadingError

T = TypeVar("T")
Step = Callable[[str, int, int], None]
"""Is told of the progress: of what, characters done, all characters."""

_LEAST = 60  # seconds for any text: a language model is loaded first
_CHARACTERS_A_SECOND = 3_000  # an honest text on a slow machine is read faster


def seconds_for(characters: int) -> float:
    """Seconds that the rules are given for a text of some length.

    >>> seconds_for(150_000)
    110.0
    """
    return _LEAST + characters / _CHARACTERS_A_SECOND


def within(
    seconds: float,
    work: Callable[[Step], T],
    *,
    step: Step = lambda *_: None,
    ended: Callable[[], None] = lambda: None,
) -> T:
    """Do some work and give what it returns.

    The work runs in a thread that does not keep the program from ending. Where its time is over it
    is left behind, and ends at its next step: after the paragraph or the rule that it is at.

    Args:
        seconds: The time that it is given.
        work: The work, which is given a step to call as it goes on.
        step: Called with each step.
        ended: Called once the work has ended, which may be after it was left behind. A program that
            lives on frees with it what the work takes up, so that no more is left behind than that.

    Raises:
        ReadingError: It takes longer than it may.

    >>> within(1, lambda step: 3)
    3
    """
    answer: list[T] = []
    problem: list[BaseException] = []
    end = time.monotonic() + seconds

    def step_in_time(document: str, characters: int, every: int) -> None:
        if time.monotonic() > end:
            raise _too_long(seconds)
        step(document, characters, every)

    def run() -> None:
        try:
            answer.append(work(step_in_time))
        except BaseException as error:
            problem.append(error)
        finally:
            ended()

    thread = threading.Thread(target=run, daemon=True)
    try:
        thread.start()
    except RuntimeError:  # the system gives no more threads
        ended()
        raise
    thread.join(seconds)
    if problem:
        raise problem[0]
    if not answer:
        raise _too_long(seconds)
    return answer[0]


def _too_long(seconds: float) -> ReadingError:
    return ReadingError(
        f"the rules take longer than {seconds:,.0f} seconds",
        cause="a text made to keep them busy, or a machine under load",
        remedy="split the document, or read it with --no-model",
    )

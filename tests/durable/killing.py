"""Kill a process at each of its operations on files, one after the other."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import peaceops.durable.swap as swapping

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
OPERATIONS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod", "trade"}


EVERY_FEW = [
    pytest.param(7, id="some operations"),
    pytest.param(1, id="every operation", marks=pytest.mark.slow),
]
"""Steps from one operation to the next: some for a fast test, all for a slow one."""


def killed_at_every_operation(
    act: Callable[[], object], folder: Path, *, step: int = 1, most: int = 2000
) -> Iterator[int]:
    """Run ``act`` in a child that dies before its first operation on a file below ``folder``.

    Then again, dying before the second, and so on until a child lives to the end. After each death
    the number of the operation is given, for the caller to look at what is left.
    """
    for number in range(1, most, step):
        if _child(act, str(folder), number) != -signal.SIGKILL:
            return
        yield number
    raise AssertionError(f"more than {most} operations")


def _child(act: Callable[[], object], folder: str, number: int) -> int:
    child = os.fork()
    if child == 0:
        try:
            _die_before(folder, number)
            act()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _die_before(folder: str, number: int) -> None:
    left = number
    trade = swapping.exchange

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event == "open":
            if not int(arguments[2] or 0) & WRITES:  # type: ignore[call-overload]
                return
        elif event not in OPERATIONS:
            return
        if str(arguments[0]).startswith(folder):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def traded(first: Path, second: Path) -> bool:
        sys.audit("trade", str(first), str(second))
        done = trade(first, second)
        sys.audit("trade", str(first), str(second))
        return done

    swapping.exchange = traded
    sys.addaudithook(count)

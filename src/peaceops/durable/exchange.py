"""Two names trade places in one step of the file system, where it can."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # of both Linux's renameat2 and macOS's renamex_np


def exchange(first: Path, second: Path) -> bool:
    """Let two folders trade names; tell whether the system did it (if not, nothing changed)."""
    trade = _call()
    return trade is not None and trade(os.fsencode(first), os.fsencode(second)) == 0


@cache
def _call() -> Callable[[bytes, bytes], int] | None:
    try:
        library = ctypes.CDLL(None)
        if sys.platform == "linux":
            linux = library.renameat2
            place = (ctypes.c_int, ctypes.c_char_p)
            linux.argtypes = [*place, *place, ctypes.c_uint]
            return lambda a, b: int(linux(_AT_FDCWD, a, _AT_FDCWD, b, _RENAME_EXCHANGE))
        if sys.platform == "darwin":
            mac = library.renamex_np
            mac.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint]
            return lambda a, b: int(mac(a, b, _RENAME_EXCHANGE))
    except (OSError, TypeError, AttributeError):
        pass  # an old C library, or none: the slower way is taken
    return None

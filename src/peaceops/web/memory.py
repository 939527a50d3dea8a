"""The memory of a desk: what an answer weighs, what the process has in use, and giving it back."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping
from contextlib import suppress
from mmap import PAGESIZE
from pathlib import Path
from typing import Any

from peaceops.edition import Edition, View

SHARED = (type, type(sys), type(lambda: 0), Edition, View)
"""Kinds of things that an answer refers to and does not hold."""


def resident() -> int:
    """Bytes of memory that the process has in use; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGESIZE
    except OSError:  # told on Linux alone
        return 0


def in_use() -> int:
    """Bytes of memory that this process and those it began have in use.

    What they share, such as libraries, counts with each.
    """
    total = resident()
    for children in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # one that ends meanwhile
            for number in children.read_text("ascii").split():
                pages = Path(f"/proc/{number}/statm").read_text("ascii").split()[1]
                total += int(pages) * PAGESIZE
    return total


def give_back() -> None:
    """Have the C library give back to the system what a long work used and nobody needs."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def weight(answer: object) -> int:
    """About how many bytes an answer holds: its texts, tables and arrays, and what holds them.

    What several answers share is counted with each: rather too much than too little.

    Args:
        answer: Any answer of the library.

    >>> weight("x" * 1_000_000) // 1_000_000
    1
    """
    total, seen, open_parts = 0, set[int](), [answer]
    while open_parts:
        part = open_parts.pop()
        if id(part) in seen or part is None or isinstance(part, SHARED):
            continue
        seen.add(id(part))
        size, parts = _weighed(part)
        total += size
        open_parts += parts
    return total


def _weighed(part: Any) -> tuple[int, list[object]]:
    """The bytes of a part alone, and the parts that it refers to."""
    if hasattr(part, "estimated_size"):  # a table
        return int(part.estimated_size()), []
    if hasattr(part, "nbytes"):  # an array; of a slice, all that it holds on to
        base = getattr(part, "base", None)
        return int(getattr(base, "nbytes", part.nbytes)), []
    size = sys.getsizeof(part, 0)
    inside = getattr(part, "__dict__", None)
    parts: list[object] = []
    if isinstance(part, Mapping):
        parts = [*part.keys(), *part.values()]
    elif isinstance(part, list | tuple | set | frozenset):
        parts = list(part)
    elif inside is not None:
        size, parts = size + sys.getsizeof(inside, 0), list(inside.values())
    elif not isinstance(part, str | bytes | int | float):
        slots = getattr(type(part), "__slots__", ())
        parts = [getattr(part, name, None) for name in slots if isinstance(name, str)]
    return size, parts

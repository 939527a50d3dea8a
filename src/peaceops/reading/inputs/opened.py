"""The bytes of a regular file, read without waiting on anything that is none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from peaceops.characters import printable
from peaceops.errors import PeaceopsError

_KINDS = (
    (stat.S_ISDIR, "a folder", "name the files in it"),
    (stat.S_ISFIFO, "a named pipe", "write what it gives to a file first"),
    (stat.S_ISSOCK, "a socket", "give a file"),
    (stat.S_ISCHR, "a device", "give a file"),
    (stat.S_ISBLK, "a device", "give a file"),
)
_SYSTEM = ("/proc/", "/sys/")


def shown(name: str | Path) -> str:
    r"""Write a file's name as it may be printed: line ends and control characters as escapes.

    >>> shown("a\x1b[2J\n.txt")
    'a\\x1b[2J\\n.txt'
    """
    escapes = str.maketrans({"\n": "\\n", "\r": "\\r", "\t": "\\t"})
    return printable(str(name)).translate(escapes)


def regular_bytes(path: Path, *, most: int, error: type[PeaceopsError]) -> bytes:
    """Read a regular file whole.

    Args:
        path: The file; a link to a regular file is followed.
        most: Bytes it may hold.
        error: Raised where it cannot be opened, is no regular file, or is larger.
    """
    where = shown(path)
    try:
        _refuse_special(path.stat(), where, error)
        if str(path.resolve()).startswith(_SYSTEM):
            raise error(
                "is a file of the running system and no document", where=where, remedy="give a file"
            )
        # A pipe put in the file's place since must not be waited on either.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags)
        with os.fdopen(descriptor, "rb") as file:
            state = os.fstat(descriptor)
            _refuse_special(state, where, error)
            content = b"" if state.st_size > most else file.read(most + 1)
    except (OSError, ValueError, RuntimeError) as problem:
        raise error(
            f"cannot be opened: {getattr(problem, 'strerror', None) or problem}",
            where=where,
            remedy=_remedy(problem),
        ) from problem
    size = max(state.st_size, len(content))
    if size > most:
        raise error(
            f"is {size / 1e6:,.0f} MB large; files of up to {most / 1e6:,.0f} MB are read",
            where=where,
            remedy="save the part you need as a file of its own",
        )
    return content


def _refuse_special(state: os.stat_result, where: str, error: type[PeaceopsError]) -> None:
    for is_kind, name, remedy in _KINDS:
        if is_kind(state.st_mode):
            raise error(f"is {name} and no file", where=where, remedy=remedy)
    if not stat.S_ISREG(state.st_mode):
        raise error("is no regular file", where=where, remedy="give a file")


def _remedy(problem: Exception) -> str:
    if isinstance(problem, FileNotFoundError):
        return "check the name and the folder"
    if isinstance(problem, PermissionError):
        return "ask for the right to read it, or copy it to a folder of yours"
    return "copy the document to a file of its own and give that"

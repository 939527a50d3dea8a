"""Regular files: told from what only stands where a file may stand, and read once and whole."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class NotRegular(OSError):  # noqa: N818 - reads as a sentence where it is caught
    """What stands there is no file: a folder, a pipe, a socket or a device."""


class TooLarge(OSError):  # noqa: N818
    """A file holds more than is expected; ``size`` is how much at least, in bytes."""

    def __init__(self, size: int, most: int, path: Path) -> None:
        super().__init__(
            errno.EFBIG, f"holds {size:,} bytes where at most {most:,} are expected", str(path)
        )
        self.size = size


def special_kind(mode: int) -> str | None:
    """Name what is no regular file by its mode (``st_mode``); ``None`` for a regular file.

    >>> special_kind(0o010644)
    'a named pipe'
    """
    for is_kind, name in _KINDS:
        if is_kind(mode):
            return name
    return None if stat.S_ISREG(mode) else "a special file"


def read_regular(path: Path, *, most: int) -> bytes:
    """Read a regular file whole; a pipe, a device or a folder is refused at once.

    Args:
        path: The file; a link to a regular file is followed.
        most: Bytes it may hold.

    Raises:
        NotRegular: It is no regular file.
        TooLarge: It holds more than ``most`` bytes.
        OSError: It cannot be read.
    """
    _refuse_special(path.stat().st_mode, path)  # some devices act when they are opened
    # A pipe put in the file's place since would wait for a writer unless told not to.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(handle, "rb") as stream:
        about = os.fstat(handle)
        _refuse_special(about.st_mode, path)
        if about.st_size > most:
            raise TooLarge(about.st_size, most, path)
        content = stream.read(most + 1)
    if len(content) > most:
        raise TooLarge(len(content), most, path)
    return content


def _refuse_special(mode: int, path: Path) -> None:
    kind = special_kind(mode)
    if kind is not None:
        raise NotRegular(errno.EINVAL, f"is {kind}, not a file", str(path))

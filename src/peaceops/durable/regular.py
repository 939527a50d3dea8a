"""Reading a regular file, once and whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def read_regular(path: Path, *, most: int) -> bytes:
    """Read a regular file whole; a pipe, a device or a folder is refused at once.

    Args:
        path: The file.
        most: Bytes it may hold.

    Raises:
        OSError: It cannot be read, is no regular file, or holds more than ``most`` bytes.
    """
    # Opening a pipe for reading waits for a writer unless told not to.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(handle, "rb") as stream:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise OSError(22, "is a folder, a pipe or a device, not a file", str(path))
        if about.st_size > most:
            raise OSError(27, f"holds {about.st_size:,} bytes where at most {most:,} are expected")
        content = stream.read(most + 1)
    if len(content) > most:
        raise OSError(27, f"holds more than the {most:,} bytes that are expected", str(path))
    return content

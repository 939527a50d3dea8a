"""Files that a command is to write, looked at before its work is done."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from peaceops.errors import OutputError


def check_file(
    path: Path | None, *, fresh: bool = False, ours: Callable[[Path], bool] | None = None
) -> None:
    """Refuse before the work a file that could not be written after it.

    Args:
        path: The file; nothing is looked at without one.
        fresh: Whether one that exists is refused.
        ours: Tells whether a file that stands there may be replaced.

    Raises:
        OutputError: There is no such folder, or what stands there must stay.
    """
    if path is None:
        return
    if path.name == path.anchor or str(path) == "-":
        raise OutputError(
            "is no name of a file", where=str(path), remedy="name a file in a folder, as ./out"
        )
    if not path.parent.is_dir():
        raise OutputError(
            f"cannot be written: there is no folder {path.parent}",
            where=str(path),
            remedy="make the folder first, or name another place",
        )
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise OutputError(
            "cannot be written",
            where=str(path),
            cause=f"this user may not write in {path.parent}",
            remedy="name a file in another folder",
        )
    if path.is_dir():
        raise OutputError(
            "is a folder, and no file can be put in its place",
            where=str(path),
            remedy="name a file in it",
        )
    if fresh and os.path.lexists(path):
        raise OutputError(
            "a file stands there already; nothing was touched",
            where=str(path),
            remedy="name a new file",
        )
    if ours is not None and path.is_file() and path.stat().st_size and not ours(path):
        raise OutputError(
            "exists, and is not a file that peaceops wrote for this; nothing was touched",
            where=str(path),
            remedy="name another file, or move that one away first",
        )

"""Writing one file: the old one or the new one stands there at any moment."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from peaceops.durable.folders import sweep
from peaceops.durable.refusal import refusal
from peaceops.durable.regular import special_kind
from peaceops.durable.work import NEW, sync_file, sync_folder, working
from peaceops.errors import OutputError


def write_file(
    path: Path,
    content: bytes | str,
    *,
    fresh: bool = False,
    ours: Callable[[Path], bool] | None = None,
    parents: bool = False,
    synced: bool = True,
) -> None:
    """Write a file whole or not at all.

    A link is followed: the file it points to is replaced and the link stays. An existing file keeps
    its permissions.

    Args:
        path: The file.
        content: Its bytes, or its text, written as UTF-8 with the line ends it has.
        fresh: Refuse to replace a file that exists.
        ours: Tells whether a file that stands there is of the kind that is written; any other that
            is not empty is refused.
        parents: Make the folders above it.
        synced: Wait for the disk, so that a loss of power loses nothing. A cache need not.

    Raises:
        OutputError: It cannot be written there; what stood there is untouched.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        target = Path(os.path.realpath(path))
        if parents:
            target.parent.mkdir(parents=True, exist_ok=True)
        # First, so that what a killed run left goes also where this is refused.
        sweep(target.parent)
        mode = _replaceable(path, target, fresh=fresh)
        if ours is not None and mode is not None and target.stat().st_size and not ours(target):
            raise OutputError(
                "exists, and is not a file that peaceops wrote for this; nothing was touched",
                where=str(path),
                remedy="name another file, or move that one away first",
            )
        with working(target.parent) as work:
            draft = work / NEW
            draft.write_bytes(data)
            if mode is not None:
                draft.chmod(mode)
            if synced:
                sync_file(draft)
            _place(draft, target, fresh=fresh)
            if synced:
                sync_folder(target.parent)
    except FileExistsError as error:
        raise (_exists(path) if fresh else refusal(error, path)) from error
    except OSError as error:
        raise refusal(error, path) from error


def remove_file(path: Path) -> None:
    """Take a file away; a loss of power afterwards does not bring it back.

    A link is taken away itself; the file it points to stays.

    Args:
        path: The file; it may be gone already.

    Raises:
        OutputError: It cannot be taken away.
    """
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise refusal(error, path) from error


def _replaceable(path: Path, target: Path, *, fresh: bool) -> int | None:
    """Permissions of the file that stands there, if any and if it may be replaced."""
    try:
        about = target.stat()
    except FileNotFoundError:
        return None
    kind = special_kind(about.st_mode)
    if kind is not None:
        raise OutputError(
            f"is {kind}, and no file can be put in its place",
            where=str(path),
            remedy="name a file",
        )
    if fresh:
        raise _exists(path)
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "the file is protected against writing", str(path))
    return stat.S_IMODE(about.st_mode)


def _place(draft: Path, target: Path, *, fresh: bool) -> None:
    if not fresh:
        draft.replace(target)
        return
    # A link is refused where a name exists, in one step; not every file system has links.
    with suppress(OSError):
        target.hardlink_to(draft)
        return
    if os.path.lexists(target):
        raise FileExistsError(17, "exists already", str(target))
    draft.rename(target)


def _exists(path: Path) -> OutputError:
    return OutputError(
        "exists already, and would be lost", where=str(path), remedy="name another file"
    )

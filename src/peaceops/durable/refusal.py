"""What the system's refusals mean to a user who wanted a file written."""

from __future__ import annotations

import errno
from pathlib import Path

from peaceops.errors import OutputError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_IN_THE_WAY = frozenset({errno.EISDIR, errno.ENOTDIR, errno.EEXIST})


def refusal(
    error: OSError, where: Path, *, what: str = "it", else_to: str = "another place"
) -> OutputError:
    """Word an error of the system as one that a user can act on.

    Args:
        error: What the system answered.
        where: The file or folder that was to be written.
        what: What was to be written, as "the brief".
        else_to: What to name instead, as "another folder with --out".
    """
    place = Path(str(error.filename)) if error.filename else where
    if error.errno in FULL:
        return OutputError(
            f"{what} cannot be written: the disk is full; what stood there is untouched",
            where=str(where),
            cause="the disk is full, or a quota is used up",
            remedy=f"free some space, or name {else_to} on another disk",
        )
    if error.errno in _FORBIDDEN:
        return OutputError(
            f"{what} cannot be written: {error.strerror}",
            where=str(where),
            cause=f"this user may not write in {_folder_of(where)}",
            remedy=f"name {else_to} that you may write to; what stood there is unchanged",
        )
    if error.errno in _IN_THE_WAY:
        return OutputError(
            f"{what} cannot be written: {error.strerror}",
            where=str(place),
            cause="something of that name stands in the way",
            remedy=f"move it, or name {else_to}; what stood there is unchanged",
        )
    return OutputError(
        f"{what} cannot be written: {error.strerror or error}",
        where=str(where),
        remedy=f"name {else_to}; what stood there is unchanged",
    )


def _folder_of(where: Path) -> Path:
    return next((place for place in (where, *where.parents) if place.is_dir()), where.parent)

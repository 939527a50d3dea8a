"""Where a result may not go: into, onto or around what is read to make it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from peaceops.errors import OutputError


def keep_apart(out: Path, protected: Iterable[Path], *, what: str) -> None:
    """Refuse a place of output that is, holds or stands in something that is read.

    Links, ``..`` and another spelling of the same folder are seen through.

    Args:
        out: Where a result is to go; it need not exist.
        protected: Files and folders that are read.
        what: What they are, as "the source", for the error.

    Raises:
        OutputError: The places are not apart.
    """
    for other in protected:
        relation = _relation(_real(out), _real(other))
        if relation:
            raise OutputError(
                f"{relation} {what}, {other}, which is read and must stay as it is",
                where=str(out),
                remedy="name a folder of its own with --out, outside of what is read",
            )


def same_place(first: Path, second: Path) -> bool:
    """Tell whether two names are one file or folder, by links too, or would be once written.

    Args:
        first: It need not exist.
        second: Nor need this.
    """
    try:
        # Two spellings may name one folder: bind mounts, file systems blind to case.
        return first.samefile(second)
    except OSError:
        return _real(first) == _real(second)


def _relation(out: Path, other: Path) -> str:
    if same_place(out, other):
        return "is the same as"
    if any(same_place(parent, other) for parent in out.parents):
        return "is inside"
    if any(same_place(out, parent) for parent in other.parents):
        return "is around"
    return ""


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))

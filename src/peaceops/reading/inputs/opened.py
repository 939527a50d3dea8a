"""The bytes of a regular file, read without waiting on anything that is none."""

from __future__ import annotations

from pathlib import Path

from peaceops.characters import printable_name
from peaceops.durable import NotRegular, TooLarge, read_regular
from peaceops.errors import PeaceopsError

_SYSTEM = ("/proc/", "/sys/")


def regular_bytes(path: Path, *, most: int, error: type[PeaceopsError]) -> bytes:
    """Read a regular file whole.

    Args:
        path: The file; a link to a regular file is followed.
        most: Bytes it may hold.
        error: Raised where it cannot be opened, is no regular file, or is larger.
    """
    where = printable_name(path)
    try:
        if str(path.resolve()).startswith(_SYSTEM):
            raise error(
                "is a file of the running system and no document", where=where, remedy="give a file"
            )
        return read_regular(path, most=most)
    except TooLarge as problem:
        raise error(
            f"is {problem.size / 1e6:,.0f} MB large; files of up to {most / 1e6:,.0f} MB are read",
            where=where,
            remedy="save the part you need as a file of its own",
        ) from problem
    except NotRegular as problem:
        raise error(str(problem.strerror), where=where, remedy=_remedy(problem)) from problem
    except (OSError, ValueError, RuntimeError) as problem:
        raise error(
            f"cannot be opened: {getattr(problem, 'strerror', None) or problem}",
            where=where,
            remedy=_remedy(problem),
        ) from problem


def _remedy(problem: Exception) -> str:
    if isinstance(problem, NotRegular):
        return "name a file; of a folder, the files in it"
    if isinstance(problem, FileNotFoundError):
        return "check the name and the folder"
    if isinstance(problem, PermissionError):
        return "ask for the right to read it, or copy it to a folder of yours"
    return "copy the document to a file of its own and give that"

"""Locks that the operating system drops when their process ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from peaceops.durable.refusal import refusal
from peaceops.errors import OutputError

PATIENCE = 120.0
"""Seconds to wait for another process: a change takes one or two."""


class Lock:
    """An exclusive lock on a path; the file goes when the lock is dropped.

    Args:
        path: File of the lock. Its folder must exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(path, thread_local=False)
        self._inode: tuple[int, int] | None = None

    def take(self, wait: float) -> bool:
        """Take the lock within so many seconds; tell whether it was free.

        Raises:
            OSError: The folder is gone or cannot be written to.
        """
        try:
            self._lock.acquire(timeout=wait, poll_interval=0.02)
        except Timeout:
            return False
        with suppress(OSError):
            self._inode = _inode(self.path)
        return True

    def drop(self, *, moved_to: Path | None = None) -> None:
        """Remove the file and let the next one in.

        Args:
            moved_to: Where the file stands now, if its folder was moved.
        """
        path = moved_to or self.path
        # Another process may have a lock of its own at this path by now: that one stays.
        with suppress(OSError):
            if _inode(path) == self._inode:
                path.unlink()
        self._lock.release(force=True)


@contextmanager
def hold(path: Path, *, wait: float = PATIENCE) -> Iterator[None]:
    """Keep other processes of ours off a file while it is read, changed and written.

    Args:
        path: The file; a link stands for what it points to.
        wait: Seconds to wait for another process.

    Raises:
        OutputError: Another process keeps it, or its folder cannot be written to.
    """
    real = Path(os.path.realpath(path))
    lock = Lock(real.with_name(f".peaceops-{_short(real.name)}.lock"))
    try:
        free = lock.take(wait)
    except OSError as error:
        raise refusal(error, path) from error
    if not free:
        raise busy(path)
    try:
        yield
    finally:
        lock.drop()


def busy(path: Path) -> OutputError:
    """The error of a place that another process of ours is writing to."""
    return OutputError(
        "another peaceops is writing there",
        where=str(path),
        remedy="wait until it is done and run this again, or name another place",
    )


def _short(name: str) -> str:
    return name if len(name.encode()) < 200 else name[:40]


def _inode(path: Path) -> tuple[int, int]:
    about = path.lstat()
    return about.st_dev, about.st_ino

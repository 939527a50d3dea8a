"""Hidden folders in which files are made before they are moved to where the user wants them."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from peaceops.durable.interrupts import stoppable
from peaceops.durable.locks import Lock

PREFIX = ".peaceops-"
FOLDER_LOCK = f"{PREFIX}folder.lock"
LOCK, PLAN, NEW, OLD = "lock", "plan.json", "new", "old"
_NAME = re.compile(r"\.peaceops-[0-9a-f]{12}")
_PARTS = {LOCK, PLAN, f"{PLAN}.part", NEW, OLD}


def is_work(name: str) -> bool:
    """Tell whether a name in a folder is one of our locks or work folders."""
    return name.startswith(PREFIX)


@contextmanager
def working(parent: Path) -> Iterator[Path]:
    """Make a work folder in ``parent`` and remove it afterwards, held all the while.

    One with a plan that could not be finished stays for the next run.

    Raises:
        OSError: It cannot be made.
    """
    with stoppable():
        folder, lock = _fresh(parent)
        try:
            yield folder
        finally:
            discard(folder, lock)


def stale(parent: Path) -> Iterator[tuple[Path, Lock]]:
    """Take each work folder in ``parent`` that no process holds; the caller removes it."""
    for folder in sorted(_work_folders(parent)):
        lock = Lock(folder / LOCK)
        with suppress(OSError):
            if lock.take(0):
                yield folder, lock


def sync_file(path: Path) -> None:
    """Bring a file's content to the disk."""
    _sync(path, os.O_RDWR)


def sync_folder(path: Path) -> None:
    """Bring a folder's names to the disk, where the system has a way to."""
    if os.name != "nt":  # a folder cannot be opened there; NTFS keeps names in order by itself
        _sync(path, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fresh(parent: Path) -> tuple[Path, Lock]:
    for _ in range(20):
        folder = parent / f"{PREFIX}{secrets.token_hex(6)}"
        folder.mkdir(mode=0o700)
        lock = Lock(folder / LOCK)
        try:
            if lock.take(0):
                return folder, lock
        except FileNotFoundError:
            continue  # swept in the moment between: another name
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    raise FileNotFoundError(2, "work folders vanish as soon as they are made", str(parent))


def discard(folder: Path, lock: Lock) -> None:
    """Remove a work folder that was taken; one with a plan stays."""
    if (folder / PLAN).exists():
        lock.drop()
        return
    # The lock goes last, so that a removal cut short is finished by the next sweep.
    for part in _PARTS - {LOCK}:
        path = folder / part
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()
    lock.drop()
    with suppress(OSError):
        folder.rmdir()


def _work_folders(parent: Path) -> Iterator[Path]:
    with suppress(OSError), os.scandir(parent) as entries:
        for entry in entries:
            if not _NAME.fullmatch(entry.name) or not entry.is_dir(follow_symlinks=False):
                continue
            # A folder with anything else in it is not as we leave one: it stays.
            if {part.name for part in Path(entry.path).iterdir()} <= _PARTS:
                yield Path(entry.path)

"""Replacing a set of files in a folder: all of them or none, and no other file is touched."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from peaceops.durable.interrupts import stoppable
from peaceops.durable.locks import PATIENCE, Lock, busy
from peaceops.durable.moves import finish, move
from peaceops.durable.plan import Plan
from peaceops.durable.refusal import refusal
from peaceops.durable.swap import settle, swap
from peaceops.durable.work import FOLDER_LOCK, PREFIX, discard, is_work, stale
from peaceops.errors import OutputError

_QUICK = 10.0
ANOTHER_FOLDER = "another folder with --out"


class Change:
    """A folder held for a change; no other process of ours changes it meanwhile.

    Attributes:
        folder: The folder, links followed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def replace(self, files: Mapping[str, bytes], remove: Collection[str] = ()) -> None:
        """Write files and remove others, all or nothing, also if the process is killed.

        The caller has made sure that every name, if it exists, is a file of ours.

        Args:
            files: Names within the folder, with forward slashes, and contents.
            remove: Names within the folder that go. Those in ``files`` stay.

        Raises:
            OSError: It cannot be done; nothing has changed.
        """
        gone = sorted(set(remove) - set(files))
        for name in files:
            _in_the_way(self.folder, name)
        if not swap(self.folder, files, gone):
            move(self.folder, files, gone)


@contextmanager
def changing(folder: Path, *, what: str, wait: float = PATIENCE) -> Iterator[Change]:
    """Hold a folder, made if it is missing, and mend what a killed change left in it.

    A folder that was made for the change and is empty after it is removed again.

    Args:
        folder: The folder.
        what: What is written there, as "the brief", for errors.
        wait: Seconds to wait for another process.

    Raises:
        OutputError: The folder cannot be made or written to, or another process keeps it.
    """
    real = Path(os.path.realpath(folder))
    with stoppable():
        lock: Lock | None = None
        folders: list[Path] = []
        try:
            folders = _missing(real)
            lock = _locked(real, wait)
            if lock is None:
                raise busy(folder)
            sweep(real.parent)
            sweep(real, strict=True)
            yield Change(real)
        except OSError as error:
            raise refusal(error, folder, what=what, else_to=ANOTHER_FOLDER) from error
        finally:
            if lock is not None:
                lock.drop()
            for place in folders:
                with suppress(OSError):
                    place.rmdir()


def names_in(folder: Path) -> list[str]:
    """Names of what stands in a folder, in order, our own work apart.

    Args:
        folder: It need not exist; a file in its place is told of where the folder is made.

    Raises:
        OutputError: It cannot be read.
    """
    try:
        return sorted(path.name for path in folder.iterdir() if not is_work(path.name))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise OutputError(
            f"cannot be read: {error.strerror}",
            where=str(folder),
            remedy="choose a folder you may read and write",
        ) from error


def mend(folder: Path) -> None:
    """Finish a change of a folder that was killed half way, if there is one.

    Raises:
        OSError: It cannot be finished from here.
    """
    real = Path(os.path.realpath(folder))
    if not any(Plan.of(work) for work in real.glob(f"{PREFIX}*")):
        return
    lock = Lock(real / FOLDER_LOCK)
    if lock.take(_QUICK):  # or a change is under way, and ends by itself
        try:
            sweep(real, strict=True)
        finally:
            lock.drop()


def check_writable(folder: Path, *, what: str) -> None:
    """Make sure that a folder could be made or written to, as far as one can tell without doing it.

    Args:
        folder: It need not exist.
        what: What is to be written there, as "the brief".

    Raises:
        OutputError: A file stands in its place or above it, or this user may not write there.
    """
    real = Path(os.path.realpath(folder))
    nearest = next(place for place in (real, *real.parents) if os.path.lexists(place))
    error: OSError | None = None
    if not nearest.is_dir():
        error = NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(nearest))
    elif not os.access(nearest, os.W_OK | os.X_OK):
        error = PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(nearest))
    if error is not None:
        raise refusal(error, folder, what=what, else_to=ANOTHER_FOLDER)


def look_ahead(folder: Path, look: Callable[[Path], object], *, what: str) -> None:
    """Look at a folder before it is held, to refuse early what would be refused in the end.

    While another process changes it, nothing is refused: the folder is looked at again when it is
    held.

    Args:
        folder: The folder; it need not exist. A change that was killed in it is finished.
        look: Looks at it and raises ``OutputError`` to refuse.
        what: What is to be written there, as "the brief".

    Raises:
        OutputError: As ``look`` does, or nothing can be written there.
    """
    check_writable(folder, what=what)
    with suppress(OSError):  # what hinders is told of when the folder is held
        mend(folder)
    try:
        look(folder)
    except OutputError:
        if not any(True for _ in folder.glob(f"{PREFIX}*")):
            look(folder)  # a change may have ended just now


def sweep(parent: Path, *, strict: bool = False) -> None:
    """Remove the work folders that no process holds, and finish what they had begun.

    Args:
        parent: Where they stand.
        strict: Raise if one cannot be finished; otherwise it stays for a run that can.

    Raises:
        OSError: One cannot be finished.
    """
    for work, lock in stale(parent):
        try:
            plan = Plan.of(work)
            if plan is not None and plan.folder:
                settle(work, plan)
            elif plan is not None:
                finish(work, plan)
            Plan.done(work)
        except OSError:
            lock.drop()
            if strict:
                raise
        else:
            discard(work, lock)


def _locked(folder: Path, wait: float) -> Lock | None:
    """Make a folder and lock it; ``None`` if another process keeps it locked."""
    for _ in range(20):
        folder.mkdir(parents=True, exist_ok=True)
        lock = Lock(folder / FOLDER_LOCK)
        try:
            return lock if lock.take(wait) else None
        except FileNotFoundError:
            continue  # another process had made it, failed, and took it away again
    raise FileNotFoundError(2, "the folder vanishes as soon as it is made", str(folder))


def _missing(folder: Path) -> list[Path]:
    """The folders that are to be made, the innermost first."""
    return [place for place in (folder, *folder.parents) if not place.exists()]


def _in_the_way(folder: Path, name: str) -> None:
    *above, _ = Path(name).parts
    path, target = folder, folder / name
    for part in above:
        path /= part
        if os.path.lexists(path) and (path.is_symlink() or not path.is_dir()):
            raise NotADirectoryError(20, "a file or a link stands in the way", str(path))
    if os.path.lexists(target) and (target.is_symlink() or not target.is_file()):
        raise IsADirectoryError(
            21, "a folder, a link, a pipe or a device stands in the way", str(target)
        )

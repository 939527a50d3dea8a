"""A folder changes by trading places with one made beside it: a single step, old or new.

The user's own files in it are linked into the new folder beforehand, so that they are there before,
during and after. A folder of the user's cannot be linked; then, or where the file system cannot
trade names, ``moves`` takes over.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from peaceops.durable.exchange import exchange
from peaceops.durable.plan import Plan
from peaceops.durable.work import FOLDER_LOCK, NEW, is_work, sync_file, sync_folder, working

_MOST_LINKS = 2000


def swap(folder: Path, files: Mapping[str, bytes], remove: Collection[str]) -> bool:
    """Replace files of a folder by trading it for a new one; tell whether it could be done.

    Raises:
        OSError: The new files cannot be written; nothing has changed.
    """
    if _stands_in(folder) or not os.access(folder.parent, os.W_OK):
        return False
    with working(folder.parent) as work:
        new = work / NEW
        new.mkdir()
        if not _linked(folder, new, {*files, *remove}):
            return False
        fill(new, files)
        if not _alike(folder, new):
            return False
        for place in {new, *(path.parent for path in map(new.joinpath, files))}:
            sync_folder(place)
        about = new.stat()
        inode = (about.st_dev, about.st_ino)
        plan = Plan(folder.name, tuple(files), tuple(remove), inode)
        plan.put(work)
        try:
            done = exchange(new, folder)
            if done:
                sync_folder(folder.parent)
        finally:
            settle(work, plan)
            Plan.done(work)
        return done


def fill(new: Path, files: Mapping[str, bytes]) -> None:
    """Write the new files and bring them to the disk."""
    for name, data in files.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for name in files:
        sync_file(new / name)


def settle(work: Path, plan: Plan) -> None:
    """Clear what a trade of names left in the work folder, if it took place.

    What is ours and replaced goes. A file of the user's that came or changed in the moment of the
    trade is moved to where the user looks for it.
    """
    old, folder = work / NEW, work.parent / plan.folder
    about = old.stat()
    if (about.st_dev, about.st_ino) == plan.inode:
        return  # not traded: only links and new files are in it
    ours = {*plan.write, *plan.remove}
    for path in list(_files(old)):
        name = path.relative_to(old).as_posix()
        target = folder / name
        if name in ours or is_work(name) or _newer(target, path):
            path.unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)


def _newer(target: Path, path: Path) -> bool:
    """Tell whether ``target`` is the same file, or a later one of the same name."""
    try:
        there, here = target.lstat(), path.lstat()
    except FileNotFoundError:
        return False
    same = (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)
    return same or there.st_mtime_ns > here.st_mtime_ns


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        yield from (Path(place) / name for name in (*names, *links))


def _linked(folder: Path, new: Path, replaced: Collection[str]) -> bool:
    """Link all files that stay into the new folder; tell whether all of them could be."""
    shared = {"."} | {str(Path(name).parent) for name in replaced}
    for count, entry in enumerate(_entries(folder, shared)):
        name = entry.relative_to(folder).as_posix()
        # The lock goes along: one file with two names, held under both.
        if name in replaced or (is_work(name) and name != FOLDER_LOCK):
            continue
        if count > _MOST_LINKS or (entry.is_dir() and not entry.is_symlink()):
            return False
        try:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            os.link(entry, new / name, follow_symlinks=False)
        except (OSError, NotImplementedError):
            return False  # a file system without links, or a file whose links are forbidden
    return True


def _entries(folder: Path, shared: Collection[str]) -> Iterator[Path]:
    """All entries of a folder and of those folders in it that hold files of ours."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink() and entry.name in shared:
            yield from sorted(entry.iterdir())
        else:
            yield entry


def _alike(folder: Path, new: Path) -> bool:
    """Give the new folders the permissions and the owner of the old."""
    try:
        for part in (new, *(path for path in new.iterdir() if path.is_dir())):
            like = folder / part.relative_to(new)
            if not like.is_dir():
                continue
            shutil.copymode(like, part)
            there, here = like.stat(), part.stat()
            if (there.st_uid, there.st_gid) != (here.st_uid, here.st_gid):
                os.chown(part, there.st_uid, there.st_gid)
    except (OSError, AttributeError):
        return False
    return True


def _stands_in(folder: Path) -> bool:
    """Tell whether this process works in the folder: a trade would take it from under it."""
    with suppress(OSError):
        return Path.cwd().resolve().is_relative_to(folder)
    return False

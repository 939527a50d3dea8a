"""A folder changes file by file, by a plan that the next run finishes should this one be killed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from peaceops.durable.plan import Plan
from peaceops.durable.swap import fill
from peaceops.durable.work import NEW, OLD, sync_folder, working


def move(folder: Path, files: Mapping[str, bytes], remove: Collection[str]) -> None:
    """Replace files of a folder one after the other; on an error all of them are put back.

    Raises:
        OSError: A file cannot be written or moved; nothing has changed.
    """
    with working(folder) as work:
        (work / NEW).mkdir()
        fill(work / NEW, files)
        sync_folder(work / NEW)
        plan = Plan("", tuple(files), tuple(remove))
        plan.put(work)
        undo: list[tuple[str, bool]] = []
        try:
            for name in (*plan.write, *plan.remove):
                _advance(work, folder, name, undo)
        except OSError:
            for name, written in reversed(undo):
                _back(work, folder, name, written=written)
            Plan.done(work)
            raise
        except BaseException:
            # Asked to stop between two files: the plan stands, and finishing it is the quickest.
            finish(work, plan)
            raise
        _sync(folder, plan)
        Plan.done(work)


def finish(work: Path, plan: Plan) -> None:
    """Go on with a plan where it was left.

    Raises:
        OSError: A file cannot be moved; the plan stands.
    """
    folder = work.parent
    for name in (*plan.write, *plan.remove):
        if any((folder / parent).is_symlink() for parent in Path(name).parents):
            raise NotADirectoryError(20, "a link stands where a folder did", str(folder / name))
    for name in plan.write:
        _put(work / NEW / name, folder / name)
    for name in plan.remove:
        if name not in plan.write:
            (folder / name).unlink(missing_ok=True)
    _sync(folder, plan)
    Plan.done(work)


def _advance(work: Path, folder: Path, name: str, undo: list[tuple[str, bool]]) -> None:
    target, new, old = folder / name, work / NEW / name, work / OLD / name
    if target.exists():
        if target.is_dir():
            raise IsADirectoryError(21, "a folder of that name stands in the way", str(target))
        old.parent.mkdir(parents=True, exist_ok=True)
        undo.append((name, False))
        _set_aside(target, old, goes=not new.exists())
    if new.exists():
        undo.append((name, True))
        _put(new, target)


def _set_aside(target: Path, old: Path, *, goes: bool) -> None:
    """Keep the old file, which stands in its place until the new one takes it."""
    if not goes:
        with suppress(OSError):  # a file system without links
            old.hardlink_to(target)
            return
    target.rename(old)


def _back(work: Path, folder: Path, name: str, *, written: bool) -> None:
    target, new, old = folder / name, work / NEW / name, work / OLD / name
    if written and not new.exists():
        target.replace(new)
    elif not written and old.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        old.replace(target)


def _put(new: Path, target: Path) -> None:
    if new.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        new.replace(target)


def _sync(folder: Path, plan: Plan) -> None:
    for parent in {(folder / name).parent for name in (*plan.write, *plan.remove)}:
        if parent.is_dir():
            sync_folder(parent)

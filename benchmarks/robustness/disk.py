"""A full disk while an edition, brief, case, cache or export is written.

A small file system in memory is mounted, and filled but for some kilobytes; where mounting is not
allowed, a limit of the size of any file stands in for it.

How a try is judged. The user is told plainly, or the work is done (the cache may also keep
nothing). Afterwards the state is wholly the old or wholly the new one, the user's own files are
untouched, and nothing is left beside them. Anything else is a LOSS.
"""

from __future__ import annotations

import contextlib
import ctypes
import resource
import shutil
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.robustness.core import Try, Verdict, harmed, in_child, snapshot
from benchmarks.robustness.stand import FOREIGN, Operation, base_folder, operations

FREE = (0, 4, 8, 16, 32, 64, 128, 200, 280)  # kilobytes
LIMIT = 120.0


def tries(_seed: int) -> Iterator[Try]:
    """Every operation with some room left."""
    for one in operations(base_folder()):
        for free in FREE[::3] if one.slow else FREE:
            yield Try("disk", one.name, f"{one.name}: {free} kB free",
                      partial(_run, one, free), LIMIT)  # fmt: skip


def _run(one: Operation, free: int, folder: Path) -> Verdict:
    size = sum(len(body) for body in one.old.values() if isinstance(body, bytes))
    with _small(folder, size + (1 << 21)) as mounted:
        shutil.copytree(one.template, folder, symlinks=True, dirs_exist_ok=True)
        if mounted:
            _fill(folder / "filler", free * 1024)
            ended = in_child(partial(one.run, folder), limit=60)
            (folder / "filler").unlink()
        else:
            ended = in_child(partial(_limited, one, free * 1024, folder), limit=60)
        return _judged(one, ended, folder)


def _judged(one: Operation, ended: Any, folder: Path) -> Verdict:
    if ended.verdict is not None and ended.verdict.outcome != "refused":
        return ended.verdict
    found = snapshot(folder)
    mine = {name: body for name, body in one.old.items() if Path(name).name in FOREIGN}
    if harm := harmed(mine, found):
        return Verdict("LOSS", f"the user's own files: {harm}")
    state = one.state(folder)
    wanted = {"old": one.old, "new": one.new}.get(state)
    if wanted is None:
        return Verdict("LOSS", f"afterwards: {state}")
    done = ended.how == "done"
    if done and state == "old" and one.name != "cache":
        return Verdict("SILENT", "no error, and nothing was written")
    if extra := sorted(set(found) - set(wanted)):
        return Verdict("LOSS", f"litter: {', '.join(extra[:3])}")
    return Verdict("same", "done, or nothing kept") if done else ended.verdict


@contextlib.contextmanager
def _small(folder: Path, size: int) -> Iterator[bool]:
    """A file system of some megabytes at the folder, if this user may mount one."""
    library = ctypes.CDLL(None, use_errno=True)
    options = f"size={size}".encode()
    failed = library.mount(b"none", str(folder).encode(), b"tmpfs", 0, options)
    try:
        yield not failed
    finally:
        if not failed:
            library.umount2(str(folder).encode(), 2)  # even if busy


def _fill(path: Path, free: int) -> None:
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"\0" * 65536):
            pass
    with contextlib.suppress(OSError):
        size = path.stat().st_size
        with path.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(b"\0" * 512):
                pass
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.truncate(max(0, size - free))


def _limited(one: Operation, most: int, folder: Path) -> Any:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    return one.run(folder)

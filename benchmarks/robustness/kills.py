"""SIGKILL at every change of a file, and at random moments, of everything that writes.

How a try is judged. After the kill the user's own files must be as they were; what is written must
be wholly the old or wholly the new, and its reader must find nothing wrong (reading it once may
mend it); the next run must do its work, give the new state, and leave no file that an undisturbed
run does not leave. Anything else is a LOSS. Kill points are the audit events of Python for opening
to write, renaming, removing and making folders, and every ``fsync``; the random moments are spread
over the time from a little before the first of them to the end.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.robustness.core import Child, Try, Verdict, harmed, in_child, set_up, snapshot
from benchmarks.robustness.stand import FOREIGN, Operation, base_folder, operations

CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink",
           "os.truncate", "os.chmod", "shutil.rmtree", "tempfile.mkdtemp")  # fmt: skip
POINTS, MOMENTS = 30, 20
SLOW_POINTS, SLOW_MOMENTS = 8, 4
LIMIT = 240.0


def tries(seed: int) -> Iterator[Try]:
    """Kills at points and at moments of every operation."""
    for one in operations(base_folder()):
        events, first, last = set_up(partial(_watched, one))
        points, moments = (SLOW_POINTS, SLOW_MOMENTS) if one.slow else (POINTS, MOMENTS)
        step = max(1.0, events / points)
        for at in sorted({int(step * number) for number in range(points)}):
            if at <= events:
                yield Try("kills", one.name, f"{one.name}: killed before change {at} of {events}",
                          partial(_run, one, at, None), LIMIT)  # fmt: skip
        dice = random.Random(f"{seed}{one.name}")
        for number in range(moments):
            share = dice.random()
            delay = max(0.0, first - 0.01) + share * (last - first + 0.02)
            recipe = f"{one.name}: killed at moment {number}, {share:.0%} of its writing"
            yield Try("kills", one.name, recipe, partial(_run, one, None, delay), LIMIT)


def _watched(one: Operation) -> tuple[int, float, float]:
    """How many changes an undisturbed run makes, and when the first and the last come."""
    folder = one.template.with_name(f"{one.template.name}-watched")
    shutil.copytree(one.template, folder, symlinks=True)
    times: list[float] = []
    start = time.monotonic()
    _at_changes(folder, lambda: times.append(time.monotonic() - start))
    one.run(folder)
    first, last = (times[0], times[-1]) if times else (0.0, one.seconds)
    return len(times), first, max(last, first + 0.005)


def _at_changes(folder: Path, call: Callable[[], Any]) -> None:
    """Call before every change of a file below a folder, in this process, for good."""
    inside = str(folder)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) if flags else "w" in str(mode)
            if writes and inside in str(path):
                call()
        elif event in CHANGES and any(inside in str(one) for one in arguments):
            call()

    sys.addaudithook(hook)
    sync = os.fsync

    def fsync(handle: int) -> None:
        call()
        sync(handle)

    os.fsync = fsync


def _killed_at(one: Operation, point: int, folder: Path) -> None:
    left = [point]

    def call() -> None:
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1

    _at_changes(folder, call)
    one.run(folder)


def _run(one: Operation, point: int | None, delay: float | None, folder: Path) -> Verdict:
    shutil.rmtree(folder)
    shutil.copytree(one.template, folder, symlinks=True)
    if point is not None:
        ended = in_child(partial(_killed_at, one, point, folder), limit=60)
    else:
        ended = Child(partial(one.run, folder)).end(kill_after=delay)
    if ended.how in ("hang", "error"):
        return ended.verdict or Verdict("HANG", "")
    mine = {name: content for name, content in one.old.items() if Path(name).name in FOREIGN}
    if harm := harmed(mine, snapshot(folder)):
        return Verdict("LOSS", f"the user's own files after the kill: {harm}")
    state = one.state(folder)
    if state not in ("old", "new"):
        return Verdict("LOSS", f"after the kill: {state}")
    return _next(one, folder, f"{ended.how}, {state}")


def _next(one: Operation, folder: Path, how: str) -> Verdict:
    """Run again: it must work, and leave nothing behind."""
    again = in_child(partial(one.run, folder), limit=60)
    told = again.verdict
    if told is not None and not (told.outcome == "refused" and one.name == "command case new"):
        return Verdict("LOSS", f"{how}; the next run fails: {told.why}")
    mine = {name: content for name, content in one.old.items() if Path(name).name in FOREIGN}
    if harm := harmed(mine, snapshot(folder)):
        return Verdict("LOSS", f"the user's own files after the next run: {harm}")
    state = one.state(folder)
    if state != "new":
        return Verdict("LOSS", f"{how}; after the next run: {state}")
    if litter := one.litter(folder):
        return Verdict("LOSS", f"litter after the next run: {', '.join(litter[:3])}")
    return Verdict("same", how)

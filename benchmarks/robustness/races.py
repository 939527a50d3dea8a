"""Two to eight processes at once on one folder, case or cache.

How a try is judged. Every process must do its work or be told plainly. Afterwards an edition must
be wholly one of those that were built, a brief wholly one of those that were written, a case must
hold every statement that a process said it added, the cache must have given the right numbers, the
user's own files must be untouched, and no file may be left that one process alone does not leave.
An edition that is rebuilt while it is open must go on as it was, or say that it changed.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.robustness import stand
from benchmarks.robustness.core import Child, Ended, Try, Verdict, harmed, in_child, snapshot

NUMBERS = (2, 2, 3, 4, 6, 8)
LIMIT = 240.0
ARTICLES = ("Sweden", "Germany", "Togo", "Benin", "Egypt", "Senegal", "Ghana", "Nepal")


def tries(seed: int) -> Iterator[Try]:
    """Races of builds, briefs, readers with builds, cases and cache."""
    base = stand.base_folder()
    known = {one.name: one for one in stand.operations(base)}
    briefs = stand.composed_briefs()
    dice = random.Random(seed)
    for turn in range(3):
        for number in NUMBERS:
            late = [round(dice.random() * 0.2, 3) for _ in range(number)]
            name = f"{number} processes, turn {turn}, starting after {late} s"
            for kind, operation, run in (
                ("builds", known["build"], stand.build),
                ("briefs", known["brief"], partial(stand.write_brief, briefs)),
            ):
                runs = [partial(run, "new" if at % 2 else "old") for at in range(number)]
                yield Try("races", kind, f"{kind}: {name}",
                          partial(_replacing, operation, runs, late), LIMIT)  # fmt: skip
            if turn < 2:
                yield Try("races", "cache", f"cache: {name}", partial(_cache, late), LIMIT)
                yield Try("races", "build while open", f"build while open: {name}",
                          partial(_open, known["build"], late), LIMIT)  # fmt: skip
    for number in (2, 2, 3, 4):
        for turn in range(2):
            recipe = f"read --case: {number} processes, turn {turn}, {dice.random():.4f}"
            yield Try("races", "read --case", recipe, partial(_case, known["case"], number), LIMIT)


def _after(seconds: float, call: Callable[[], Any]) -> Any:
    time.sleep(seconds)
    return call()


def _race(calls: list[Callable[[], Any]], late: list[float]) -> list[Ended]:
    children = [
        Child(partial(_after, seconds, call)) for seconds, call in zip(late, calls, strict=True)
    ]
    return [child.end(limit=100) for child in children]


def _bad(ends: list[Ended]) -> Verdict | None:
    """The first process that neither did its work nor was told plainly."""
    for one in ends:
        if one.verdict is not None and one.verdict.outcome != "refused":
            return one.verdict
    return None


def _replacing(
    one: stand.Operation, runs: list[Callable[[Path], Any]], late: list[float], folder: Path
) -> Verdict:
    shutil.rmtree(folder)
    shutil.copytree(one.template, folder, symlinks=True)
    ends = _race([partial(run, folder) for run in runs], late)
    if bad := _bad(ends):
        return bad
    mine = {name: body for name, body in one.old.items() if Path(name).name in stand.FOREIGN}
    if harm := harmed(mine, snapshot(folder)):
        return Verdict("LOSS", f"the user's own files: {harm}")
    state = one.state(folder)
    if state not in ("old", "new"):
        return Verdict("LOSS", f"afterwards: {state}")
    wanted = one.old if state == "old" else one.new
    if extra := sorted(set(snapshot(folder)) - set(wanted)):
        return Verdict("LOSS", f"litter: {', '.join(extra[:3])}")
    told = sum(end.how == "error" for end in ends)
    return Verdict("told" if told else "same", f"wholly one; {told} told plainly")


def _cache(late: list[float], folder: Path) -> Verdict:
    ends = _race([partial(stand.keep, 1.0, folder) for _ in late], late)
    if bad := _bad(ends):
        return bad
    if len({one.value for one in ends}) != 1:
        return Verdict("SILENT", f"the cache gave {sorted({one.value for one in ends})}")
    files = sorted(snapshot(folder))
    if len([name for name in files if not name.endswith(".lock")]) != 1:
        return Verdict("LOSS", f"litter: {', '.join(files[:4])}")
    return Verdict("same", "one number")


def _open(one: stand.Operation, late: list[float], folder: Path) -> Verdict:
    """Readers open the edition; it is built anew; they read on."""
    shutil.rmtree(folder)
    shutil.copytree(one.template, folder, symlinks=True)
    calls = [partial(_read_on, folder, at % 2 == 0) for at in range(len(late))]
    readers = [Child(call) for call in calls]
    deadline = time.monotonic() + 60
    while len(list(folder.glob("opened-*"))) < len(readers) and time.monotonic() < deadline:
        time.sleep(0.01)
    built = in_child(partial(stand.build, "new", folder), limit=60)
    (folder / "built").touch()
    ends = [reader.end(limit=100) for reader in readers]
    if bad := _bad([built, *ends]):
        return bad
    mixed = [end.value for end in ends if end.how == "done" and end.value]
    if mixed:
        return Verdict("SILENT", mixed[0])
    told = [end.verdict.why for end in ends if end.verdict is not None]
    return Verdict("told" if told else "same", told[0] if told else "read on as it was opened")


def _read_on(folder: Path, warm: bool) -> str:
    """Open, wait for the new build, read: all of one edition, or a plain refusal."""
    from datetime import date  # noqa: PLC0415

    from peaceops.edition import Edition  # noqa: PLC0415

    edition = Edition(folder / "out")
    view = edition.as_of(date(2030, 1, 1))
    names = sorted(edition.manifest.tables)
    if warm:
        view.table(names[0])
    (folder / f"opened-{os.getpid()}").touch()
    while not (folder / "built").exists():
        time.sleep(0.01)
    for name in names:
        rows, due = view.table(name).height, edition.manifest.tables[name].rows
        if rows != due:
            return f"table {name} has {rows} rows where the edition that was opened has {due}"
    return ""


def _case(one: stand.Operation, number: int, folder: Path) -> Verdict:
    """Several documents are read into one case at once: no statement may be lost."""
    shutil.rmtree(folder)
    shutil.copytree(one.template, folder, symlinks=True)
    countries = ARTICLES[:number]
    for name in countries:
        text = f"{name} withdrew its 220 soldiers from MINUSMA.\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    calls = [partial(_add, name, folder) for name in countries]
    ends = _race(calls, [0.0] * number)
    if bad := _bad(ends):
        return bad
    case = folder / "out" / "case.yaml"
    added = [name for name, end in zip(countries, ends, strict=True) if end.how == "done"]
    text = case.read_text(encoding="utf-8")
    lost = [name for name in added if f"{name} withdrew its 220" not in text]
    if lost:
        return Verdict("LOSS", f"said to be added and not in the case: {', '.join(lost)}")
    extra = [name for name in snapshot(folder) if name not in one.old and "txt" not in name]
    if extra:
        return Verdict("LOSS", f"litter: {', '.join(extra[:3])}")
    told = number - len(added)
    return Verdict("told" if told else "same", f"every statement is there; {told} told plainly")


def _add(name: str, folder: Path) -> None:
    from benchmarks.robustness.core import command_line  # noqa: PLC0415

    from peaceops.errors import OutputError  # noqa: PLC0415

    status, printed = command_line(
        "read", f"{folder}/{name}.txt", "--published", "2023-06-16", "--case",
        f"{folder}/out/case.yaml", "--accept-all", "--no-model",
    )  # fmt: skip
    if status:
        raise OutputError(printed)

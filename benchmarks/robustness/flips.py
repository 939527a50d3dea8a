"""Single bits turned in every file of an edition, and files cut short or exchanged.

How a try is judged. ``data verify`` (or opening the edition) must name a problem; every table must
be refused by a view, or be the same as before; ``data cut`` must refuse, or give the same tables.
What is not noticed by ``verify`` is SILENT, unless the manifest means the same as before (white
space). Other errors are tracebacks.
"""

from __future__ import annotations

import filecmp
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.robustness.core import Try, Verdict, attempt
from benchmarks.robustness.stand import base_folder, build, sources

BITS = 240
DAY = date(2030, 1, 1)


@cache
def _edition() -> Path:
    folder = base_folder()
    sources(folder)
    build("new", folder)
    return folder / "out"


def tries(seed: int) -> Iterator[Try]:
    """Bits spread over all files, a share of them for each, then cuts."""
    edition, dice = _edition(), random.Random(seed)
    files = sorted(path.name for path in edition.iterdir() if path.is_file())
    for name in files:
        size = (edition / name).stat().st_size
        for _ in range(max(8, BITS // len(files))):
            bit = dice.randrange(8 * size)
            yield _try("bit", f"{name}: bit {bit} turned", partial(_turn, name, bit))
        for share in (0.0, 0.5, 0.99):
            yield _try("cut", f"{name}: cut at {share:.0%}", partial(_cut_short, name, share))
        yield _try("byte behind", f"{name}: a byte behind its end", partial(_longer, name))
        if name != "manifest.json":
            yield _try("gone", f"{name}: gone", partial(_gone, name))
    for other in ("../outside.parquet", "/etc/hostname", "sub/../../outside.parquet"):
        yield _try("manifest names", f"the manifest names {other}", partial(_named, other))


def _try(kind: str, recipe: str, damage: Callable[[Path], None]) -> Try:
    return Try("flips", kind, recipe, partial(_run, damage), 30)


def _run(damage: Callable[[Path], None], folder: Path) -> Verdict:
    from peaceops.edition import Edition  # noqa: PLC0415
    from peaceops.edition.verify import verify  # noqa: PLC0415

    damaged = folder / "edition"
    shutil.copytree(_edition(), damaged)
    damage(damaged)
    edition, verdict = attempt(lambda: Edition(damaged))
    if verdict is not None:
        return verdict
    checks, verdict = attempt(lambda: verify(edition))
    if verdict is not None and verdict.outcome != "refused":
        return verdict
    problems = [verdict.why] if verdict else [one.problem for one in checks if one.problem]
    read = _read(edition, folder)
    if read is not None:
        return read
    if problems:
        return Verdict("refused", problems[0])
    if edition.manifest == Edition(_edition()).manifest and _manifest_only(damaged):
        return Verdict("same", "the manifest means the same")
    return Verdict("SILENT", "data verify finds nothing wrong")


def _manifest_only(damaged: Path) -> bool:
    return all(
        path.name == "manifest.json"
        or ((damaged / path.name).exists() and filecmp.cmp(damaged / path.name, path, False))
        for path in _edition().iterdir()
    )


def _read(edition: Any, folder: Path) -> Verdict | None:
    """Read every table by a view and cut the edition; a verdict where a figure changed."""
    from peaceops.edition import Edition  # noqa: PLC0415
    from peaceops.edition.cut import cut  # noqa: PLC0415

    good = Edition(_edition())
    view = edition.as_of(DAY)
    for name in good.manifest.tables:
        frame, verdict = attempt(lambda name=name: view.table(name))
        if verdict is not None and verdict.outcome != "refused":
            return verdict
        if verdict is None and not frame.equals(good.as_of(DAY).table(name)):
            return Verdict("SILENT", f"a view reads a changed table {name}")
    made, verdict = attempt(lambda: cut(edition, DAY, folder / "cut"))
    if verdict is not None:
        return None if verdict.outcome == "refused" else verdict
    for name, entry in good.manifest.tables.items():
        found = made.manifest.tables.get(name)
        if found is None or found.rows != entry.rows:
            return Verdict("SILENT", f"data cut writes a changed table {name}")
    return None


def _turn(name: str, bit: int, folder: Path) -> None:
    content = bytearray((folder / name).read_bytes())
    content[bit // 8] ^= 1 << bit % 8
    (folder / name).write_bytes(content)


def _cut_short(name: str, share: float, folder: Path) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: int(len(content) * share)])


def _longer(name: str, folder: Path) -> None:
    with (folder / name).open("ab") as file:
        file.write(b"\n")


def _gone(name: str, folder: Path) -> None:
    (folder / name).unlink()


def _named(other: str, folder: Path) -> None:
    """Let the manifest name a file elsewhere (that holds the very table, so its hash fits)."""
    import json  # noqa: PLC0415

    path = folder / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    name = sorted(content["tables"])[0]
    entry = content["tables"][name]
    shutil.copy(folder / entry["file"], folder.parent / "outside.parquet")
    (folder / "sub").mkdir()
    entry["file"] = other
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")

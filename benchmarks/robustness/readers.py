"""Mutations of a small good file of every layout, each built into an edition.

How a try is judged. The edition built from the changed file is compared with that of the good one,
table by table (not the columns that say where a row stands). The same rows are a right acceptance:
the form means the same, or the column is not read. Other rows are right only when the build reports
a repair, a note or a skipped file that the good build does not. A ``PeaceopsError`` is a refusal.
Any other error is a traceback. Values that a publisher could mean (another small number, a blank in
one cell) are not tried. A file of the kinds that must never stop the rest (damaged archives, things
that are no table) counts as STOPS when a good file beside it is refused with it.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.robustness.changes import Change, changes_of
from benchmarks.robustness.core import Try, Verdict, attempt
from benchmarks.robustness.good_files import layouts, write_with_companions
from benchmarks.robustness.layout import Layout

PLACED = ("source", "row")
OTHER_FIGURES = ("units that fill the country",)  # an honest file: it must be built, that is all
LIMIT = 20.0


class Good:
    """What the build of the good file gives."""

    def __init__(self, layout: Layout, every: dict[str, Layout]) -> None:
        with tempfile.TemporaryDirectory(prefix="robust-good-") as folder:
            write_with_companions(layout, Path(folder) / "in", every)
            built = _build(Path(folder))
            self.tables = _tables(built)
            self.said = _said(built)


def tries(seed: int) -> Iterator[Try]:
    """Every mutation of every layout."""
    every = layouts()
    for layout in every.values():
        known: list[Good] = []
        for kind, name, change, must_pass in changes_of(
            layout, random.Random(f"{seed}{layout.name}")
        ):
            yield Try(
                "readers", kind,
                f"{layout.file} of layout {layout.name}: {kind}, {name}",
                partial(_run, layout, every, change, must_pass, known, kind in OTHER_FIGURES),
                LIMIT,
            )  # fmt: skip


def _run(
    layout: Layout, every: dict[str, Layout], change: Change, must_pass: bool, known: list[Good],
    other: bool, folder: Path,
) -> Verdict:  # fmt: skip
    if not known:
        known.append(Good(layout, every))
    path = write_with_companions(layout, folder / "in", every)
    change(path)
    built, verdict = attempt(partial(_build, folder))
    if verdict is not None:
        stops = verdict.outcome == "refused" and must_pass
        return Verdict("STOPS", verdict.why) if stops else verdict
    return Verdict("same", "built") if other else _compared(layout, known[0], built)


def _build(folder: Path) -> Any:
    from peaceops.edition.build import build  # noqa: PLC0415

    return build(folder / "in", folder / "out")


def _tables(built: Any) -> dict[str, Any]:
    import polars as pl  # noqa: PLC0415

    tables = {}
    for name in built.edition.manifest.tables:
        frame = pl.read_parquet(built.edition.path(name))
        tables[name] = frame.drop([one for one in PLACED if one in frame.columns])
    return tables


def _said(built: Any) -> dict[str, list[str]]:
    """What a build reports, field by field, whatever fields it has."""
    said = {}
    for name, value in vars(built).items():
        if name not in ("edition", "read", "absent") and isinstance(value, list | tuple):
            said[name] = [str(one) for one in value]
    return said


def _compared(layout: Layout, good: Good, built: Any) -> Verdict:
    skipped = [
        reason for file, reason in built.skipped if Path(file).name == Path(layout.file).name
    ]
    if skipped:
        return Verdict("skipped", str(skipped[0]))
    difference, verdict = attempt(lambda: _difference(good.tables, _tables(built)))
    if verdict is not None:
        return Verdict("SILENT", f"tables that cannot be compared: {verdict.why}")
    now = _said(built)
    fresh = {
        name: [one for one in lines if one not in good.said.get(name, [])]
        for name, lines in now.items()
    }
    told = [(name, lines[0]) for name, lines in fresh.items() if lines]
    if not difference:
        why = "the same rows, and a report" if told else "the same rows"
        return Verdict("same", why)
    if told:
        name, line = told[0]
        reason = line.rsplit("reason=", 1)[-1]
        outcome = {"repairs": "repaired", "skipped": "skipped"}.get(name, "told")
        return Verdict(outcome, reason)
    return Verdict("SILENT", difference)


def _difference(good: dict[str, Any], found: dict[str, Any]) -> str:
    """The first difference between two sets of tables, in words."""
    for name in sorted(good.keys() | found.keys()):
        if name not in found:
            return f"table {name} is gone"
        if name not in good:
            return f"table {name} appears"
        old, new = good[name], found[name]
        if old.equals(new):
            continue
        if old.height != new.height:
            return f"table {name}: {new.height} rows for {old.height}"
        for column in old.columns:
            if column not in new.columns:
                return f"table {name}: no column {column}"
            for before, after in zip(old[column], new[column], strict=True):
                if before != after and str(before) != str(after):  # NaN is not NaN
                    return f"table {name}, {column}: {_short(before)} became {_short(after)}"
    return ""


def _short(value: Any) -> str:
    return repr(value)[:60]

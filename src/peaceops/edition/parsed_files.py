"""Everything read from the publishers' files, as the assemblers see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import polars as pl

from peaceops.edition.releases import one_release
from peaceops.sources import ParsedFile, Repair


class ParsedFiles:
    """Records of all files by kind, and the repairs made on the way.

    Args:
        readings: File name (relative, with forward slashes) and what was read in it.
    """

    def __init__(self, readings: Iterable[tuple[str, ParsedFile]]) -> None:
        self._frames: dict[str, list[pl.DataFrame]] = {}
        self.repairs: list[Repair] = []
        self._releases: dict[str, str] = {}
        self._settled: dict[str, pl.DataFrame] = {}
        for file, reading in readings:
            self.repairs.extend(replace(repair, file=file) for repair in reading.repairs)
            self._releases[file] = reading.release
            for kind, frame in reading.records.items():
                records = frame.with_columns(source=pl.lit(file), row=pl.col("row").cast(pl.Int64))
                self._frames.setdefault(kind, []).append(records)

    def has(self, kind: str) -> bool:
        """Tell whether any file held records of this kind."""
        return kind in self._frames

    def frame(self, kind: str) -> pl.DataFrame:
        """All records of a kind with ``source`` (file) and ``row``.

        Where several files give the same thing, the later release stands; see ``releases``.

        Raises:
            KeyError: No file held records of this kind.
            SourceError: Two files of one release contradict each other.
        """
        if kind not in self._settled:
            frame = pl.concat(self._frames[kind], how="diagonal_relaxed")
            issued = self._issued(kind, frame)
            self._settled[kind], repairs = one_release(kind, frame, self._releases, issued)
            self.repairs.extend(repairs)
        return self._settled[kind]

    def files_of(self, kind: str) -> list[str]:
        """Files that hold records of a kind, whether they stand or give way."""
        return sorted({frame["source"][0] for frame in self._frames.get(kind, []) if frame.height})

    def _issued(self, kind: str, frame: pl.DataFrame) -> dict[str, date]:
        """The day on which files of UCDP's tables were built, by the notes in their folder."""
        if not kind.startswith("ucdp.") or "ucdp.release" not in self._frames:
            return {}
        notes = pl.concat(self._frames["ucdp.release"], how="diagonal_relaxed")
        built = {
            PurePosixPath(source).parent: day
            for source, day in notes.select("source", "built").iter_rows()
            if day is not None
        }
        issued = {}
        for source in frame["source"].unique():
            folders = [folder for folder in PurePosixPath(source).parents if folder in built]
            if folders:
                issued[source] = built[folders[0]]
        return issued

    def repair(self, file: str, row: int, column: str, value: str, used: str, reason: str) -> None:
        """Report what only a comparison of files could find, by the fields of a ``Repair``."""
        self.repairs.append(Repair(file, row, column, value, used, reason))

    def repair_each(
        self, rows: pl.DataFrame, column: str, value: str, used: str, reason: str
    ) -> None:
        """Report the same repair of each of some rows.

        Args:
            rows: With ``source`` and ``row``, the place of each.
            column: As in ``Repair``.
            value: What stood there; names of columns in braces stand for the values of the row.
            used: What is used instead, likewise.
            reason: Why, likewise.
        """
        for line in rows.iter_rows(named=True):
            texts = (text.format_map(line) for text in (value, used, reason))
            self.repair(line["source"], line["row"] or 1, column, *texts)

"""A publisher's table with its row numbers, what is wrong in it and what was repaired."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import polars as pl

from peaceops.errors import SourceError, did_you_mean
from peaceops.sources._no_records import notes_in, totals_in
from peaceops.sources._numbers import Reason
from peaceops.sources._parsed_file import ParsedFile, Repair
from peaceops.sources._problems import Problem, Problems, shown

SAME_ROW = "the same record stands in an earlier row"
_BEFORE = " before"


class Ledger:
    """Rows of a file as text, with a ``row`` column, and the book of problems and repairs.

    A problem does not stop the reading: all are listed at its end. Records leave by
    ``parsed_file`` alone, which raises one error for all problems.
    """

    def __init__(self, file: str, frame: pl.DataFrame, repairs: Iterable[Repair] = ()) -> None:
        self.file = file
        self.frame = frame.with_columns(
            pl.when(pl.col(pl.String).str.strip_chars() != "").then(
                pl.col(pl.String).str.strip_chars()
            )
        )
        self.problems = Problems(file)
        self._repairs = list(repairs)
        self._theirs: dict[str, str] = {}

    @property
    def repairs(self) -> list[Repair]:
        """Repairs made so far; raises ``SourceError`` where the sheet has problems."""
        self.settle()
        return self._repairs

    def settle(self) -> None:
        """Raise one ``SourceError`` for all problems noted so far, if there are any.

        For checks that make sense only where every value is sound.
        """
        self.problems.settle()

    def parsed_file(self, records: Mapping[str, pl.DataFrame], release: str = "") -> ParsedFile:
        """The records of a sheet without problems, with its repairs.

        Raises:
            SourceError: The sheet has problems; all are listed.
        """
        return ParsedFile(dict(records), tuple(self.repairs), release)

    def require(self, columns: Iterable[str]) -> None:
        """Refuse a file that lacks a column."""
        for column in columns:
            if column not in self.frame.columns:
                raise SourceError(
                    f"there is no column {column!r}",
                    where=self.file,
                    cause="the publisher renamed it, or the file was edited. "
                    + (did_you_mean(column, self.frame.columns) or ""),
                    remedy=f"restore the column {column!r} or download the file again",
                )

    def require_values(self, *columns: str) -> None:
        """Note columns that are empty in every row of several, though one row may lack a value."""
        for column in columns:
            if self.frame.height > 1 and self.frame[column].is_null().all():
                self.note(
                    0, f"the column {column} is empty in all {self.frame.height} rows",
                    "is empty in all rows", "download the file again, with all its columns",
                    "the column was cleared, or left out of an export", column=column,
                )  # fmt: skip

    def set_aside(self, required: Sequence[str], *, labels: Sequence[str] = ()) -> None:
        """Leave out rows that are no records, and note each as a problem.

        Args:
            required: Columns that the layout must have.
            labels: Columns in which the word total belongs to the layout.
        """
        for column in required:
            if column not in labels:
                totals = totals_in(self.frame[column])
                for row in self.frame["row"].filter(totals):
                    self.note(
                        row, f"{column} names a total: this is a row of totals",
                        "is a row of totals", "delete it: it is no record", column=column,
                    )  # fmt: skip
                self.frame = self.frame.filter(~totals)
        notes = notes_in(self.frame)
        for row in self.frame["row"].filter(notes):
            self.note(
                row, "this is a note, not a record", "is a note, not a record", "delete the row"
            )
        self.frame = self.frame.filter(~notes)
        if self.frame.is_empty():
            self.settle()
            raise SourceError(
                "holds no records", where=self.file, cause="the file was cut short",
                remedy="download the file again",
            )  # fmt: skip

    def rename(self, names: Mapping[str, str]) -> None:
        """Give columns other names; problems go on naming them as the publisher does."""
        self._theirs = {ours: theirs for theirs, ours in names.items()}
        self.frame = self.frame.rename(dict(names))

    def note(
        self, row: int, what: str, kind: str, remedy: str, cause: str = "", *, column: str = ""
    ) -> None:
        """Note a problem of a row that no check of one column tells; see ``Problem``."""
        self.problems.add(Problem(row, column, what, kind, remedy, cause))

    def reject_where(
        self,
        column: str,
        bad: pl.Series,
        problem: str,
        remedy: str,
        *,
        beside: pl.Series | None = None,
    ) -> None:
        """Note a problem of every row where ``bad`` is true; nulls are not bad.

        ``beside`` holds the values that the column conflicts with, named after the problem.
        """
        self.refuse_values(column, bad, lambda _value: (problem, remedy), beside=beside)

    def refuse_values(
        self,
        column: str,
        bad: pl.Series,
        why: Callable[[str], Reason],
        *,
        beside: pl.Series | None = None,
    ) -> None:
        """Note a problem of every row where ``bad`` is true, in words that depend on the value."""
        theirs = self._theirs.get(column, column)
        other = pl.lit(None) if beside is None else beside.cast(pl.String)
        chosen = self.frame.select("row", value=pl.col(column), other=other).filter(
            bad.fill_null(False)
        )
        for row, value, conflict in chosen.iter_rows():
            problem, remedy = why(_text(value) or "")
            what = f"{shown(theirs, _text(value))} {problem}"
            statement = what if conflict is None else f"{what} {conflict}"
            self.note(row, statement, problem, remedy, column=column)

    def distinct(
        self,
        frame: pl.DataFrame,
        keys: Sequence[str],
        *,
        reason: str = SAME_ROW,
        cause: str = "two releases were joined in one file, or a row was edited",
    ) -> pl.DataFrame:
        """Leave out records that stand twice alike; note those that contradict each other.

        Args:
            frame: Records with ``row``.
            keys: Columns that tell records apart.
            reason: Why a repeat is left out.
            cause: How two records of one key came into the file.
        """
        keyed = pl.all_horizontal(pl.col(keys).is_not_null())
        again = frame.select(keyed & ~pl.struct(keys).is_first_distinct()).to_series()
        left = frame.filter(~again)
        content = [name for name in frame.columns if name != "row" and name not in keys]
        pairs = frame.filter(again).join(left, on=list(keys), suffix=_BEFORE, maintain_order="left")
        for line in pairs.iter_rows(named=True):
            row, record = line["row"], " ".join(str(line[key]) for key in keys)
            unlike = next((name for name in content if line[name] != line[name + _BEFORE]), None)
            if unlike is None:
                self.report(row, "*", record, "(dropped)", reason)
                continue
            self.note(
                row, f"{record} stands in row {line['row' + _BEFORE]} with {unlike} "
                f"{_said(line[unlike + _BEFORE])} and in row {row} with {_said(line[unlike])}",
                "stands twice with different values", "keep the row that is right", cause,
            )  # fmt: skip
        return left

    def repair(
        self, rows: pl.Series, column: str, used: pl.Series | str | None, reason: str
    ) -> None:
        """Replace values of ``column`` where ``rows`` is true and report each."""
        before = self.frame[column]
        if not isinstance(used, pl.Series):
            used = pl.Series([used] * len(before), dtype=pl.String)
        after = used.cast(pl.String)
        chosen = self.frame.select(
            "row", found=before, used=after, chosen=rows & before.ne_missing(after)
        ).filter("chosen")
        self._repairs.extend(
            Repair(self.file, row, column, _said(old), _said(new), reason)
            for row, old, new in chosen.select("row", "found", "used").iter_rows()
        )
        self.frame = self.frame.with_columns(
            pl.when(rows).then(after.alias(column)).otherwise(before).alias(column)
        )

    def report(self, row: int, column: str, value: str, used: str, reason: str) -> None:
        """Report a repair that a reader made itself; see ``Repair``."""
        self._repairs.append(Repair(self.file, row, column, value, used, reason))

    def drop(self, rows: pl.Series, reason: str) -> None:
        """Leave rows out and report each."""
        gone = self.frame.filter(rows)
        columns = [name for name in gone.columns if name != "row"][:6]
        for line in gone.iter_rows(named=True):
            values = ", ".join(_said(line[name]) for name in columns)
            self.report(line["row"], "*", values, "(dropped)", reason)
        self.frame = self.frame.filter(~rows)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _said(value: object) -> str:
    return "(empty)" if value is None else str(value)

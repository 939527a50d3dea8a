"""Strict reading of a publisher's delimited file, with errors that name file, row and value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from peaceops.countries import UnknownCountry, codes_of
from peaceops.errors import SourceError, suggestion
from peaceops.sources._delimited import read_delimited
from peaceops.sources._reading import Repair

EARLIEST = date(1945, 10, 24)  # the Charter enters into force
LATEST = date(2049, 12, 31)  # beyond it a date is a slip of the century


def read_sheet(
    path: Path,
    required: Iterable[str],
    *,
    encoding: str = "utf-8",
    header: list[str] | None = None,
    delimiter: str | None = None,
    missing: Iterable[str] = ("",),
) -> Sheet:
    """Read a delimited file that must have the ``required`` columns.

    The other arguments are those of ``read_delimited``.

    Raises:
        SourceError: The file is truncated, ragged, wrongly encoded, empty or lacks a column.
    """
    columns = tuple(required)
    table = read_delimited(
        path, wanted=columns, encoding=encoding, header=header, delimiter=delimiter, missing=missing
    )
    sheet = Sheet(path.name, table.frame)
    sheet.repairs.extend(table.repairs)
    sheet.require(columns)
    return sheet


class Sheet:
    """A publisher's table as text, with a ``row`` column, and checks that turn it into values.

    Every check returns a column, or raises ``SourceError`` naming the first row that fails.
    """

    def __init__(self, file: str, frame: pl.DataFrame) -> None:
        self.file = file
        self.frame = frame
        self.repairs: list[Repair] = []

    def require(self, columns: Iterable[str]) -> None:
        """Refuse a file that lacks a column."""
        for column in columns:
            if column not in self.frame.columns:
                raise SourceError(
                    f"there is no column {column!r}",
                    where=self.file,
                    cause="the publisher renamed it, or the file was edited. "
                    + (suggestion(column, self.frame.columns) or ""),
                    remedy=f"restore the column {column!r} or download the file again",
                )

    def date(
        self,
        column: str,
        formats: Iterable[str] = ("%Y-%m-%d",),
        *,
        nullable: bool = False,
        earliest: date = EARLIEST,
        latest: date = LATEST,
    ) -> pl.Series:
        """Dates, by the first format that fits each value, between two bounds."""
        text = self.frame[column].str.strip_chars()
        parsed = pl.Series(column, [None] * len(text), dtype=pl.Date)
        for one in formats:
            parsed = parsed.fill_null(_to_date(text, one))
        self.refuse(
            column,
            text.is_not_null() & parsed.is_null(),
            "is not a date",
            f"write it as {' or '.join(formats)}",
        )
        self.refuse(
            column,
            (parsed < earliest) | (parsed > latest),
            f"lies outside {earliest} to {latest}",
            "check the century and the day-month order",
        )
        return self._complete(column, parsed, nullable)

    def integer(
        self,
        column: str,
        *,
        minimum: int | None = None,
        maximum: int | None = None,
        nullable: bool = False,
    ) -> pl.Series:
        """Whole numbers (``12``, ``12.0``) within bounds."""
        numbers = self.number(column, minimum=minimum, maximum=maximum, nullable=nullable)
        self.refuse(column, numbers != numbers.round(0), "is not a whole number", "correct it")
        return numbers.cast(pl.Int64)

    def number(
        self,
        column: str,
        *,
        minimum: float | None = None,
        maximum: float | None = None,
        nullable: bool = False,
    ) -> pl.Series:
        """Numbers within bounds."""
        text = self.frame[column].str.strip_chars()
        numbers = text.cast(pl.Float64, strict=False)
        self.refuse(
            column,
            text.is_not_null() & ~numbers.is_finite().fill_null(False),
            "is not a number",
            "correct it",
        )
        if minimum is not None:
            self.refuse(column, numbers < minimum, f"is below {minimum}", "correct it")
        if maximum is not None:
            self.refuse(column, numbers > maximum, f"is above {maximum}", "correct it")
        return self._complete(column, numbers, nullable)

    def choice(
        self, column: str, meaning: Mapping[str, str | None], *, nullable: bool = False
    ) -> pl.Series:
        """Values translated by ``meaning``; any other value is refused."""
        text = self.frame[column].str.strip_chars()
        known = text.is_in(list(meaning))
        self.refuse(
            column,
            text.is_not_null() & ~known,
            "is not a known value",
            f"use one of {', '.join(map(repr, meaning))}",
        )
        translated = text.replace_strict(dict(meaning), default=None, return_dtype=pl.String)
        return self._complete(column, translated, nullable)

    def text(self, column: str, *, nullable: bool = True) -> pl.Series:
        """Text without surrounding white space."""
        return self._complete(column, self.frame[column].str.strip_chars(), nullable)

    def country(self, column: str, *, nullable: bool = False) -> pl.Series:
        """Country codes (ISO 3) for names or codes of any publisher."""
        text = self.frame[column].str.strip_chars()
        try:
            codes = codes_of(text)
        except UnknownCountry as error:
            unknown = text.to_list().index(error.name)
            raise self.error(
                unknown, column, "is not a country we know", error.remedy or ""
            ) from error
        return self._complete(column, codes, nullable)

    def where(self, index: int) -> str:
        """Name a row as errors do."""
        return f"{self.file}, row {self.frame['row'][index]}"

    def error(self, index: int, column: str, problem: str, remedy: str) -> SourceError:
        """Build the error for one value."""
        return SourceError(
            f"{column} {self.frame[column][index]!r} {problem}",
            where=self.where(index),
            remedy=remedy,
        )

    def refuse_repeats(self, frame: pl.DataFrame, keys: Sequence[str]) -> None:
        """Raise ``SourceError`` where two rows of ``frame`` share their keys."""
        twice = frame.filter(pl.struct(*keys).is_duplicated()).sort(*keys, "row")
        if twice.height:
            one, two = twice.row(0, named=True), twice.row(1, named=True)
            what = " ".join(str(one[key]) for key in keys)
            raise SourceError(
                f"{what} stands in row {one['row']} and in row {two['row']}",
                where=f"{self.file}, row {two['row']}",
                cause="two releases were joined in one file",
                remedy="keep one release a file",
            )

    def repair(self, rows: pl.Series, column: str, used: pl.Series | str, reason: str) -> None:
        """Replace values of ``column`` where ``rows`` is true and report each."""
        before = self.frame[column]
        after = used if isinstance(used, pl.Series) else pl.Series([used] * len(before))
        after = after.cast(pl.String)
        chosen = self.frame.select(
            "row", found=before, used=after, chosen=rows & before.ne_missing(after)
        ).filter("chosen")
        self.repairs.extend(
            Repair(self.file, row, column, str(found), str(new), reason)
            for row, found, new in chosen.select("row", "found", "used").iter_rows()
        )
        self.frame = self.frame.with_columns(
            pl.when(rows).then(after.alias(column)).otherwise(before).alias(column)
        )

    def drop(self, rows: pl.Series, reason: str) -> None:
        """Leave rows out and report each."""
        gone = self.frame.filter(rows)
        columns = [name for name in gone.columns if name != "row"][:6]
        self.repairs.extend(
            Repair(
                self.file,
                line["row"],
                "*",
                ", ".join(str(line[name]) for name in columns),
                "(dropped)",
                reason,
            )
            for line in gone.iter_rows(named=True)
        )
        self.frame = self.frame.filter(~rows)

    def _complete(self, column: str, values: pl.Series, nullable: bool) -> pl.Series:
        if not nullable:
            self.refuse(column, values.is_null(), "is missing", "fill it in")
        return values.alias(column)

    def refuse(self, column: str, bad: pl.Series, problem: str, remedy: str) -> None:
        """Raise ``SourceError`` for the first row where ``bad`` is true; nulls are not bad."""
        indices = bad.fill_null(False).arg_true()
        if len(indices) == 0:
            return
        more = f"; {len(indices) - 1} more rows like it" if len(indices) > 1 else ""
        raise self.error(indices[0], column, problem, remedy + more)


def _to_date(text: pl.Series, form: str) -> pl.Series:
    timed = any(code in form for code in ("%H", "%T"))
    kind: type[pl.Datetime] | type[pl.Date] = pl.Datetime if timed else pl.Date
    return text.str.strptime(kind, form, strict=False).cast(pl.Date)

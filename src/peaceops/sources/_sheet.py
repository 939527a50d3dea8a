"""Strict reading of a publisher's delimited file, with errors that name file, row and value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from peaceops.characters import CONTROL, control_characters
from peaceops.domain.countries import UnknownCountry, country
from peaceops.sources._days import (
    ISO,
    NO_SUCH_DAY,
    SLASHED,
    both_readings,
    days_of,
    order_of,
    same_either_way,
    slashed_days,
    why_no_day,
)
from peaceops.sources._delimited import read_delimited
from peaceops.sources._ledger import Ledger
from peaceops.sources._no_records import is_total
from peaceops.sources._numbers import LARGEST, numbers_of, why_no_number

EARLIEST = date(1945, 10, 24)  # the Charter enters into force
NEW_NAME = "a name that is not known: the codes beside it tell the state"
LATEST = date(2049, 12, 31)  # beyond it a date is a slip of the century
DAY_FIRST = "the day stands before the month: another date of the file has a day above 12"
MONTH_FIRST = "the month stands before the day: another date of the file has a day above 12"


def read_sheet(
    path: Path,
    required: Iterable[str],
    *,
    header: list[str] | None = None,
    missing: Iterable[str] = ("",),
    labels: Iterable[str] = (),
    join_broken: bool = False,
) -> Sheet:
    """Read a delimited file that must have the ``required`` columns.

    Rows without any value and a header that stands again are left out and reported. Rows of totals
    (the word may stand in the columns ``labels``) and notes are problems of the sheet.
    The other arguments are those of ``read_delimited``.

    Raises:
        SourceError: The file is truncated, ragged, wrongly encoded, empty or lacks a column.
    """
    # A set has another order in each run, and the first column that is lacking is named.
    columns = tuple(required) if isinstance(required, Sequence) else tuple(sorted(required))
    frame, repairs = read_delimited(
        path, columns, header=header, missing=missing, join_broken=join_broken
    )
    sheet = Sheet(path.name, frame, repairs)
    sheet.require(columns)
    sheet.set_aside(columns, labels=tuple(labels))
    return sheet


class Sheet(Ledger):
    """A publisher's table as text, and checks that turn its columns into values.

    Every check returns a column in which values that cannot be are null, and notes the problem.
    """

    def date(
        self,
        column: str,
        formats: Iterable[str] = (ISO,),
        *,
        nullable: bool = False,
        earliest: date = EARLIEST,
        latest: date = LATEST,
    ) -> pl.Series:
        """Dates, by the first format that fits each value, between two bounds.

        Dates like ``13/01/2023`` are read where the file tells which number is the day; this is
        reported unless ``formats`` has the month first, as the file has.
        """
        formats = tuple(formats)
        text = self.frame[column]
        days = days_of(text, formats)
        slashed = text.str.contains(SLASHED).fill_null(False) & days.is_null()
        if slashed.any():
            days = days.zip_with(~slashed, self._slashed(column, slashed, formats))
        wanted = "2023-01" if formats[0] == "%Y-%m" else "2023-01-31"
        bad = text.is_not_null() & days.is_null() & ~slashed
        self.refuse_values(column, bad, lambda value: why_no_day(value, wanted))
        outside = (days < earliest) | (days > latest)
        self.reject_where(column, outside, f"lies outside {earliest} to {latest}",
            "check the century and the day-month order",
        )  # fmt: skip
        return self._complete(column, days.set(outside.fill_null(False), None), nullable)

    def _slashed(self, column: str, rows: pl.Series, formats: Sequence[str]) -> pl.Series:
        """Days of slashed dates, in the order that the file tells; nulls where it tells none."""
        text = self.frame[column].set(~rows, None)
        order = order_of([text])
        if not order.day_first and not order.month_first:
            order = order_of(self.frame.select(pl.col(pl.String)).get_columns())
        if not order.decided:
            what = "is of both orders, day first and month first" if order.day_first else (
                "may be two days"
            )  # fmt: skip
            plain = rows & same_either_way(text)
            self.refuse_values(column, rows & ~plain, lambda value: (
                what, f"it is {both_readings(value)}: write year, month and day as 2023-01-31",
            ))  # fmt: skip
            days = slashed_days(text.set(~plain, None), day_first=True)
            self.reject_where(
                column, plain & days.is_null(), NO_SUCH_DAY, "check the day and the month"
            )
            return days
        days = slashed_days(text, day_first=order.day_first)
        self.reject_where(column, rows & days.is_null(), NO_SUCH_DAY, "check the day and the month")
        if order.day_first or not any(form.startswith("%m/%d/%Y") for form in formats):
            index = rows.arg_true()[0]
            self.report(
                self.frame["row"][index], column,
                f"{text[index]} and {int(rows.sum()) - 1} more rows", str(days[index]),
                DAY_FIRST if order.day_first else MONTH_FIRST,
            )  # fmt: skip
        return days

    def integer(
        self,
        column: str,
        *,
        minimum: int | None = None,
        maximum: int | None = None,
        nullable: bool = False,
    ) -> pl.Series:
        """Whole numbers (``12``, ``12.0``) within bounds."""
        numbers = self.number(
            column, minimum=minimum, maximum=maximum, nullable=nullable, whole=True
        )
        return numbers.cast(pl.Int64)

    def number(
        self,
        column: str,
        *,
        minimum: float | None = None,
        maximum: float | None = None,
        nullable: bool = False,
        whole: bool = False,
    ) -> pl.Series:
        """Numbers within bounds."""
        text = self.frame[column]
        numbers = numbers_of(text, whole=whole)
        bad = text.is_not_null() & numbers.is_null()
        self.refuse_values(column, bad, lambda value: why_no_number(value, whole=whole))
        below = (numbers < (-LARGEST if minimum is None else minimum)).fill_null(False)
        above = (numbers > (LARGEST if maximum is None else maximum)).fill_null(False)
        self.reject_where(column, below, f"is below {minimum}", "look the value up again")
        self.reject_where(column, above, f"is above {maximum}",
            "look the value up again; no record is that large",
        )  # fmt: skip
        return self._complete(column, numbers.set(below | above, None), nullable)

    def choice(
        self, column: str, meaning: Mapping[str, str | None], *, nullable: bool = False
    ) -> pl.Series:
        """Values translated by ``meaning``; any other value is refused.

        Where the values are whole numbers, ``1.0`` is ``1``.
        """
        text = self.frame[column]
        if all(value.isdigit() for value in meaning):
            text = text.str.replace(r"^([0-9]+)\.0*$", "${1}")
        self.reject_where(
            column,
            text.is_not_null() & ~text.is_in(list(meaning)),
            "is not a known value",
            f"use one of {', '.join(map(repr, meaning))}",
        )
        translated = text.replace_strict(dict(meaning), default=None, return_dtype=pl.String)
        return self._complete(column, translated, nullable)

    def text(self, column: str, *, nullable: bool = True) -> pl.Series:
        """Text without surrounding white space and without control characters."""
        text = self.frame[column]
        bad = text.str.contains(f"[{CONTROL}]").fill_null(False)
        self.refuse_values(column, bad, lambda value: (
            "holds control characters",
            f"delete {', '.join(control_characters(value))} from the cell",
        ))  # fmt: skip
        return self._complete(column, text.set(bad, None), nullable)

    def country(self, column: str, *, nullable: bool = False) -> pl.Series:
        """Country codes (ISO 3) for names or codes of any publisher."""
        text = self.frame[column]
        codes = self.codes_in(column)
        bad = text.is_not_null() & codes.is_null()
        self.refuse_values(column, bad, lambda value: ("is not a country we know", _code(value)[1]))
        return self._complete(column, codes, nullable)

    def name_by_codes(self, column: str, *coded: pl.Series) -> None:
        """Put its code in place of a name that no table holds: a state that took a new name.

        Args:
            column: Names of countries.
            coded: Codes that the publisher gives beside them; a name is taken for that of the
                state on which all agree, and reported.
        """
        code = coded[0]
        agree = code.is_not_null()
        for other in coded[1:]:
            agree &= (other == code).fill_null(False)
        text = self.frame[column]
        unknown = text.is_not_null() & self.codes_in(column).is_null()
        total = pl.Series([bool(name) and is_total(name) for name in text], dtype=pl.Boolean)
        self.repair(unknown & agree & ~total, column, code, NEW_NAME)

    def codes_in(self, column: str) -> pl.Series:
        """Country codes as far as the column tells them; nothing is refused."""
        text = self.frame[column]
        names = text.drop_nulls().unique(maintain_order=True)
        meaning = {name: code for name in names if (code := _code(name)[0])}
        return text.replace_strict(meaning, default=None, return_dtype=pl.String)

    def _complete(self, column: str, values: pl.Series, nullable: bool) -> pl.Series:
        if not nullable:
            empty = self.frame[column].is_null()
            self.reject_where(column, empty, "is empty", "fill it in, or leave the row out")
        return values.alias(column)


def sum_known(column: str) -> pl.Expr:
    """Add up what is known of a column; null where nothing is."""
    return pl.when(pl.col(column).is_not_null().any()).then(pl.col(column).sum())


@cache
def _code(name: str) -> tuple[str | None, str]:
    """Code of a country, or why there is none."""
    try:
        return country(name).code, ""
    except UnknownCountry as error:
        if is_total(name):
            return None, "delete the row: it is a row of totals"
        return None, error.remedy or ""

"""What a table of an edition is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import dataframely as dy
import polars as pl

FIRST_DAY = date(1945, 10, 24)
"""The Charter enters into force."""
LAST_DAY = date(2049, 12, 31)
FIRST_MONTH, LAST_MONTH = FIRST_DAY.replace(day=1), LAST_DAY.replace(day=1)
PERMANENT = date(9999, 12, 31)
"""The end of a term that has none."""
COUNTRY = "^[A-Z]{3}$"
RESOLUTIONS = 9_999


class Row(dy.Schema):
    """Columns of every table: when the row became known, and where it stands.

    ``known_on`` is the first day on which a reader could have known the row. ``source`` is the
    publisher's file and ``row`` the row number in it (the header is row 1); ``row`` is null where
    a row of ours sums many of theirs.
    """

    known_on = dy.Date(nullable=False, min=FIRST_DAY, max=date(2050, 12, 31))
    source = dy.String(nullable=False)
    row = dy.Int64(nullable=True, min=1, max=100_000_000)


class Period(Row):
    """Columns of every table, where a row also has a ``start`` and an ``end``."""

    @dy.rule()
    def start_before_end(cls) -> pl.Expr:
        """A period does not end before it starts."""
        return pl.col("start") <= pl.col("end")


@dataclass(frozen=True)
class Table:
    """A table of the edition.

    Attributes:
        name: Its name; its file is ``NAME.parquet``.
        schema: Columns, types and rules.
        about: What a row is.
        known_on: Expression over the row's own columns giving the day it became known.
        known_on_reason: Why that day.
        how_to_get: What a user whose edition lacks the table can do.
        derived: Made by peaceops from the other tables (``edition.derive``), from no file.
        references: Foreign keys: another table, and the columns whose values must stand in it.
    """

    name: str
    schema: type[Row]
    about: str
    known_on: pl.Expr
    known_on_reason: str
    how_to_get: str
    derived: bool = False
    references: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def country_columns(self) -> tuple[str, ...]:
        """Columns of codes of countries."""
        columns = self.schema.columns().items()
        return tuple(name for name, kind in columns if getattr(kind, "regex", None) == COUNTRY)


MONTHLY_DELAY_DAYS = 20
MONTHLY_REASON = (
    "Monthly figures are issued in the weeks after the month; 20 days after its end is assumed."
)


def after_month(column: str = "month") -> pl.Expr:
    """20 days after the end of the month that starts on ``column``."""
    return pl.col(column).dt.offset_by("1mo").dt.offset_by(f"{MONTHLY_DELAY_DAYS - 1}d")


def end_of_year(column: str = "year") -> pl.Expr:
    """31 December of ``column``."""
    return pl.date(pl.col(column), 12, 31)


def first_of_month(column: pl.Expr) -> pl.Expr:
    """Hold months as their first day.

    ``resolution="1mo"`` of the schema library does the same, and runs Polars while a module is
    imported: a process that is forked afterwards would wait for its threads for ever.
    """
    return column.dt.day() == 1


def month_column(
    unit: str | None = "first day of the month",
    *,
    primary_key: bool = True,
    nullable: bool = False,
) -> dy.Date:
    """A column of months, each held as its first day.

    Args:
        unit: What the day is, as the description of the table says it; ``None`` for nothing.
        primary_key: Whether it is part of the key.
        nullable: Whether a row may have none.
    """
    return dy.Date(
        primary_key=primary_key,
        nullable=nullable,
        min=FIRST_MONTH,
        max=LAST_MONTH,
        check=first_of_month,
        metadata=None if unit is None else {"unit": unit},
    )

"""Rows of a table that meet conditions which anybody may write, sorted."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from peaceops.domain.countries import UnknownCountry, country
from peaceops.edition.describe import Column, columns_of
from peaceops.errors import EditionError, did_you_mean

if TYPE_CHECKING:
    from peaceops.edition.rows import KnownRows

OPERATORS: dict[str, str] = {
    "is": "is",
    "is-not": "is not",
    "contains": "contains",
    "at-least": "is at least",
    "at-most": "is at most",
    "empty": "is empty",
    "filled": "is not empty",
}
"""What a condition can say of a column, with its words."""
MOST_CONDITIONS, LARGEST = 12, 1e18
_WITHOUT_VALUE = ("empty", "filled")
_COMPARED = {
    "is": pl.Expr.eq,
    "is-not": pl.Expr.ne_missing,
    "at-least": pl.Expr.ge,
    "at-most": pl.Expr.le,
}


@dataclass(frozen=True)
class Condition:
    """What is asked of a column.

    Attributes:
        column: Its name.
        operator: One of ``OPERATORS``.
        value: What it is compared with.
    """

    column: str
    operator: str
    value: str = ""

    @classmethod
    def parse(cls, text: str) -> Condition:
        """Read a condition as an address holds it: column, operator and value with blanks between.

        Raises:
            EditionError: It is none.

        >>> Condition.parse("month at-least 2015-01-01")
        Condition(column='month', operator='at-least', value='2015-01-01')
        """
        column, _, rest = text.strip().partition(" ")
        operator, _, value = rest.strip().partition(" ")
        if operator not in OPERATORS:
            raise EditionError(
                f"{text[:80]!r} is no condition",
                remedy=f"write a column, one of {', '.join(OPERATORS)}, and a value, as "
                "'country is FRA'",
            )
        return cls(column, operator, value.strip())

    def __str__(self) -> str:
        return f"{self.column} {self.operator} {self.value}".strip()

    @property
    def words(self) -> str:
        """The condition as a reader reads it."""
        return f"{self.column} {OPERATORS[self.operator]} {self.value}".strip()


def chosen_rows(
    view: KnownRows,
    table: str,
    conditions: Sequence[Condition] = (),
    sort: str | None = None,
) -> pl.DataFrame:
    """The rows of a table that were known and meet every condition.

    Args:
        view: What was known.
        table: The table.
        conditions: What is asked of its columns.
        sort: A column to sort by, with a minus before it for the largest first; rows without a
            value come last. By the table's key without one.

    Raises:
        EditionError: There is no such table or column, or a value does not fit its column.

    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 6, 16))
    >>> rows = chosen_rows(view, "mission_hosts", [Condition("country", "is", "Mali")])
    >>> rows["mission"].to_list()
    ['MINUSMA']
    """
    if len(conditions) > MOST_CONDITIONS:
        raise EditionError(
            f"{len(conditions)} conditions, where {MOST_CONDITIONS} are taken",
            remedy="ask in SQL instead",
        )
    columns = {column.name: column for column in columns_of(table)}
    rows = view.table(table)
    for condition in conditions:
        rows = rows.filter(_expression(columns, condition))
    if sort:
        name = sort.removeprefix("-")
        column = _column(columns, name)
        if column.type in ("bytes", "list of numbers"):
            raise EditionError(f"rows cannot be sorted by {name}", remedy="choose another column")
        # The order of the key decides between equal values.
        rows = rows.sort(
            name, descending=sort.startswith("-"), nulls_last=True, maintain_order=True
        )
    return rows


def _column(columns: dict[str, Column], name: str) -> Column:
    if name not in columns:
        raise EditionError(
            f"there is no column {name[:80]!r}",
            remedy=did_you_mean(name, columns) or f"columns are {', '.join(columns)}",
        )
    return columns[name]


def _expression(columns: dict[str, Column], condition: Condition) -> pl.Expr:
    column = _column(columns, condition.column)
    if condition.operator not in OPERATORS:
        raise EditionError(
            f"there is no operator {condition.operator[:80]!r}",
            remedy=f"use one of {', '.join(OPERATORS)}",
        )
    values = pl.col(column.name)
    if condition.operator in _WITHOUT_VALUE:
        return values.is_null() if condition.operator == "empty" else values.is_not_null()
    if column.type in ("bytes", "list of numbers"):
        raise EditionError(
            f"{column.name} cannot be compared with a value", remedy="use empty or filled"
        )
    if condition.operator == "contains":
        text = values.cast(pl.String).str.to_lowercase()
        return text.str.contains(condition.value.casefold(), literal=True)
    value = _value(column, condition.value)
    if isinstance(value, str) and condition.operator in ("is", "is-not"):
        values, value = values.str.to_lowercase(), value.lower()
    return _COMPARED[condition.operator](values, pl.lit(value))


def _value(column: Column, text: str) -> str | date | float | bool:
    if column.is_country:
        with suppress(UnknownCountry):
            return country(text).code
    if column.type == "text":
        return text
    try:
        if column.type == "day":
            return date.fromisoformat(f"{text}-01" if len(text) == 7 else text)
        if column.type == "yes or no":
            return {"yes": True, "true": True, "no": False, "false": False}[text.casefold()]
        number = float(text.replace(",", ""))
    except (KeyError, ValueError):
        example = {"day": "a day, as 2023-02-15", "yes or no": "yes or no"}.get(
            column.type, "a number, as 1200"
        )
        raise EditionError(
            f"{text[:80]!r} does not fit {column.name}", remedy=f"write {example}"
        ) from None
    if not abs(number) <= LARGEST:
        raise EditionError(f"{text[:80]!r} does not fit {column.name}", remedy="write a number")
    return number

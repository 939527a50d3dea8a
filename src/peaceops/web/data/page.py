"""A page of a table: its rows as cells that lead somewhere, its conditions, its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from peaceops.brief import document_address
from peaceops.domain.countries import UnknownCountry, name_of
from peaceops.edition import OPERATORS, Column, Condition, columns_of
from peaceops.web.paging import pages_of

PAGE_SIZES = (50, 100)
LONG, CLIPPED, SHORT = 160, 120, 28
_SYMBOLS = frozenset(
    {"decision", "draft", "symbol", "meeting", "document", "approval", "proposal", "record"}
)
"""Columns that may hold the symbol of a document."""


@dataclass(frozen=True)
class TableCell:
    """A value as a reader reads it.

    Attributes:
        text: What is shown.
        more: What follows where the text is long and shown in part.
        place: Address on the desk that it leads to; empty without one.
        document: Public address of the document that it names; empty without one.
        beside: What it means, as the name of a country beside its code.
        number: Whether it is a number, set to the right.
    """

    text: str
    more: str = ""
    place: str = ""
    document: str = ""
    beside: str = ""
    number: bool = False

    @property
    def long(self) -> bool:
        """Whether it may be set in several lines."""
        return len(self.text) > SHORT


@dataclass(frozen=True)
class TablePage:
    """A page of the rows of a table.

    Attributes:
        name: The table.
        columns: Its columns, in the order of the page.
        cells: A list of cells for each row.
        conditions: What the rows meet.
        sort: Column that they are sorted by, with a minus for the largest first; empty without.
        total: Rows that meet the conditions.
        number: The page.
        size: Rows of a page.
        day: The day.
    """

    name: str
    columns: tuple[Column, ...]
    cells: tuple[tuple[TableCell, ...], ...]
    conditions: tuple[Condition, ...]
    sort: str
    total: int
    number: int
    size: int
    day: date

    @classmethod
    def of(
        cls,
        name: str,
        rows: pl.DataFrame,
        conditions: Sequence[Condition],
        sort: str,
        number: int,
        size: int,
        day: date,
    ) -> TablePage:
        """Cut a page from rows.

        Args:
            name: The table.
            rows: All rows that meet the conditions, sorted.
            conditions: The conditions.
            sort: What they are sorted by.
            number: The page; the last one where there are fewer.
            size: Rows of a page.
            day: The day.
        """
        columns = tuple(column for column in columns_of(name) if column.name in rows.columns)
        number = min(number, pages_of(rows.height, size))
        part = rows.slice((number - 1) * size, size).select([column.name for column in columns])
        cells = tuple(
            tuple(cell(column, value) for column, value in zip(columns, row, strict=True))
            for row in part.iter_rows()
        )
        return cls(name, columns, cells, tuple(conditions), sort, rows.height, number, size, day)

    @property
    def last(self) -> int:
        """The last page."""
        return pages_of(self.total, self.size)

    @property
    def first_row(self) -> int:
        """Number of the first row of the page, from 1; 0 without a row."""
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        """Number of the last row of the page."""
        return (self.number - 1) * self.size + len(self.cells)

    @property
    def where(self) -> list[str]:
        """The conditions as an address holds them."""
        return [str(condition) for condition in self.conditions]

    def without(self, condition: Condition) -> list[str]:
        """The conditions but for one."""
        return [str(other) for other in self.conditions if other != condition]

    def sorted_by(self, column: str) -> str:
        """How a click on a column's heading sorts: up, then down."""
        return f"-{column}" if self.sort == column else column

    def direction(self, column: str) -> str:
        """How the rows are sorted by a column, in the words of ``aria-sort``."""
        return {column: "ascending", f"-{column}": "descending"}.get(self.sort, "none")

    @property
    def operators(self) -> dict[str, str]:
        """Operators of a condition, with their words."""
        return OPERATORS

    @property
    def sql(self) -> str:
        """A question in SQL to begin from."""
        return f"SELECT *\nFROM {self.name}\nLIMIT 100"


def cell(column: Column, value: Any) -> TableCell:  # noqa: PLR0911 - one for each kind of value
    """A value of a column as a reader reads it."""
    if value is None:
        return TableCell("")
    if isinstance(value, bool):
        return TableCell("yes" if value else "no")
    if isinstance(value, bytes):
        return TableCell(f"{len(value):,} bytes")
    if isinstance(value, list):
        return TableCell(f"{len(value):,} numbers")
    if isinstance(value, int | float):
        return TableCell(_number(column, value), number=True)
    text = str(value)
    if column.name == "mission":
        return TableCell(text, place=f"/{text}")
    if column.is_country:
        return TableCell(text, beside=_country(text))
    address = document_address(text) if column.name in _SYMBOLS else None
    if address is not None:
        return TableCell(text, document=address)
    if len(text) > LONG:
        return TableCell(text[:CLIPPED].rstrip() + "…", more=text)
    return TableCell(text)


def repairs_by_reason(repairs: pl.DataFrame) -> list[dict[str, Any]]:
    """Repairs counted by why they were made, the most frequent first, with an example each."""
    return (
        repairs.group_by("reason", maintain_order=True)
        .agg(
            count=pl.len(),
            file=pl.col("file").first(),
            row=pl.col("row").first(),
            column=pl.col("column").first(),
            found_text=pl.col("found").first(),
            used_text=pl.col("used").first(),
        )
        .sort("count", descending=True, maintain_order=True)
        .to_dicts()
    )


def _number(column: Column, value: float) -> str:
    # Numbers that name something, as of a resolution or a year, are no quantities.
    if isinstance(value, int):
        names = column.key or column.name.endswith(("year", "_id")) or column.name in _NAMES
        return str(value) if names else f"{value:,}"
    return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"


_NAMES = frozenset({"row", "resolution", "dyad", "cell", "event", "episode", "agreement", "year"})


def _country(code: str) -> str:
    try:
        return name_of(code)
    except UnknownCountry:
        return ""

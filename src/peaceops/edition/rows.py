"""What a reader of tables needs of a view: the rows that were known on a day."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import polars as pl


class KnownRows(Protocol):
    """Rows of an edition as known at the end of a day."""

    as_of: date

    def has(self, table: str) -> bool:
        """Tell whether the edition holds the table."""

    def table(self, name: str) -> pl.DataFrame:
        """All rows of a table that were known."""


def rows_on(view: KnownRows, table: str, mission: str) -> pl.DataFrame:
    """Rows of a table on a mission; no rows and no columns where the edition lacks the table."""
    if not view.has(table):
        return pl.DataFrame()
    return view.table(table).filter(pl.col("mission") == mission)

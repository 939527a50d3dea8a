"""Refusing a value that contradicts another value of its row or of its file."""

from __future__ import annotations

import polars as pl

from peaceops.sources._sheet import Sheet


def refuse(sheet: Sheet, column: str, bad: pl.Series, problem: str, remedy: str) -> None:
    """Raise ``SourceError`` for the first row where ``bad`` is true; nulls are not bad."""
    rows = bad.fill_null(False).arg_true()
    if len(rows):
        more = f"; {len(rows) - 1} more rows like it" if len(rows) > 1 else ""
        raise sheet.error(rows[0], column, problem, remedy + more)

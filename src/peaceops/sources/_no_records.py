"""Rows of a publisher's table that are no records: totals and notes."""

from __future__ import annotations

import polars as pl

_TOTAL = r"(?i)^\W*(grand|sub|world|overall)?[ -]*(totals?|sum)\W*$"
_FEW = 3  # a table this narrow may hold a row with one value


def is_total(text: str) -> bool:
    """Tell whether a text is the label of a row of totals."""
    return bool(totals_in(pl.Series([text]))[0])


def totals_in(column: pl.Series) -> pl.Series:
    """Which texts are the label of a row of totals."""
    return column.str.contains(_TOTAL).fill_null(False)


def notes_in(frame: pl.DataFrame) -> pl.Series:
    """Which rows of a table as text, with ``row``, hold words in their first cell and no more."""
    values = [name for name in frame.columns if name != "row"]
    if len(values) <= _FEW:
        return pl.Series([False] * frame.height, dtype=pl.Boolean)
    first = pl.col(values[0])
    rest = pl.all_horizontal(pl.col(values[1:]).is_null())
    return frame.select(rest & first.str.contains(r"[\p{L}]").fill_null(False)).to_series()

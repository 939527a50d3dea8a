"""Rows of a publisher's table that are no records: totals and notes."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from peaceops.sources._problems import Problem

_TOTAL = r"(?i)^\W*(grand|sub|world|overall)?[ -]*(totals?|sum)\W*$"
_FEW = 3  # a table this narrow may hold a row with one value

TOTAL_ROW = "is a row of totals"
NOTE_ROW = "is a note, not a record"


def is_total(text: str) -> bool:
    """Tell whether a text is the label of a row of totals."""
    return bool(pl.Series([text]).str.contains(_TOTAL)[0])


def no_records(
    frame: pl.DataFrame, required: Sequence[str], *, labels: Sequence[str]
) -> list[tuple[pl.Series, Problem]]:
    """Find rows that are no records, by kind, each with its problem (of row 0).

    Args:
        frame: The table as text, with ``row``.
        required: Columns that the layout must have.
        labels: Columns in which the word total belongs to the layout.
    """
    kinds = [(_totals(frame, name), _total(name)) for name in required if name not in labels]
    kinds.append((_notes(frame), _NOTE))
    return [(rows, problem) for rows, problem in kinds if rows.any()]


def _totals(frame: pl.DataFrame, column: str) -> pl.Series:
    return frame[column].str.contains(_TOTAL).fill_null(False)


def _total(column: str) -> Problem:
    what = f"{column} names a total: this is a row of totals"
    return Problem(0, column, what, TOTAL_ROW, "delete it: it is no record")


def _notes(frame: pl.DataFrame) -> pl.Series:
    values = [name for name in frame.columns if name != "row"]
    if len(values) <= _FEW:
        return pl.Series([False] * frame.height)
    first = pl.col(values[0])
    rest = pl.all_horizontal(pl.col(values[1:]).is_null())
    return frame.select(rest & first.str.contains(r"[\p{L}]").fill_null(False)).to_series()


_NOTE = Problem(0, "", "this is a note, not a record", NOTE_ROW, "delete the row")

"""Rows pasted beside their columns: values that stand under another column's name."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from peaceops.sources._sheet import Sheet

MOVED = "columns moved by one"
FEWEST = 2


def set_moved_rows_aside(sheet: Sheet, shapes: Mapping[str, str]) -> None:
    """Note rows whose values stand under other columns, and take them out of the sheet.

    A row has moved where two or more of its values have the shape of another column and fewer
    have that of their own.

    Args:
        sheet: The table.
        shapes: Columns with the pattern that every value of theirs has and no other column's.
    """
    names = [name for name in sheet.frame.columns if name != "row"]
    home = pl.sum_horizontal(
        pl.col(column).str.contains(shape).fill_null(False) for column, shape in shapes.items()
    )
    away = pl.sum_horizontal(
        pl.any_horizontal(
            pl.col(other).str.contains(shape).fill_null(False) for other in names if other != column
        )
        & ~pl.col(column).str.contains(shape).fill_null(False)
        for column, shape in shapes.items()
    )
    moved = sheet.frame.select((away >= FEWEST) & (away > home)).to_series()
    for line in sheet.frame.filter(moved).iter_rows(named=True):
        where = ", ".join(_places(line, shapes))
        sheet.note(
            line["row"], f"{MOVED} or more: {where}", MOVED,
            "put the row's values back under their columns, or delete the row if the table has it "
            "elsewhere", "the row was pasted beside its place",
        )  # fmt: skip
    sheet.frame = sheet.frame.filter(~moved)
    if sheet.frame.is_empty():
        sheet.settle()


def _places(line: Mapping[str, object], shapes: Mapping[str, str]) -> list[str]:
    frame = pl.DataFrame({name: [value] for name, value in line.items() if name != "row"})
    places = []
    for column, shape in shapes.items():
        fits = [
            name
            for name in frame.columns
            if frame[name].dtype == pl.String
            and frame[name].str.contains(shape).fill_null(False)[0]
        ]
        if fits and column not in fits:
            places.append(f"{column} '{line[fits[0]]}' stands under {fits[0]}")
    return places

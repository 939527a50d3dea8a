"""Rows of a delimited file that a program put there: tags, empty rows, a second header.

Each is dropped and reported. Decimal commas, which spreadsheets of many countries write beside
semicolons, are put right where they are certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from peaceops.errors import SourceError
from peaceops.sources._parsed_file import Repair

HXL = "a row of HXL tags under the header"
EMPTY = "rows without any value"
AGAIN = "the header stands again in the file: two files were joined"
COMMA = "decimals written with a comma in a file whose fields are separated by something else"
_TAG = re.compile(r"#\s*[A-Za-z][\w-]*(\s*\+\s*[\w-]+)*")
_NUMBER = r"^\s*[+-]?\d+(?:,\d+)?\s*$"
_SURELY_DECIMAL = r"^\s*[+-]?(?:\d+,\d{1,2}|\d+,\d{4,}|0+,\d+|\d{4,},\d+)\s*$"


def without_tags(
    file: str, frame: pl.DataFrame, names: Sequence[str]
) -> tuple[pl.DataFrame, list[Repair]]:
    """Drop a first row whose filled cells are all HXL tags, and report it."""
    first = {name: value for name, value in _row(frame, 0, names) if value and value.strip()}
    if not first or not all(_TAG.fullmatch(value.strip()) for value in first.values()):
        return frame, []
    shown = ", ".join(first.values())
    return frame[1:], [Repair(file, frame["row"][0], "*", shown[:120], "(dropped)", HXL)]


def without_empty(
    file: str, frame: pl.DataFrame, names: Sequence[str]
) -> tuple[pl.DataFrame, list[Repair]]:
    """Drop rows that hold nothing but blanks, and report them as one repair."""
    rows = frame.select(_blank(names[0])).to_series().arg_true()
    if not len(rows):
        return frame, []
    empty = frame[rows].filter(pl.all_horizontal(_blank(name) for name in names))["row"]
    if empty.is_empty():
        return frame, []
    numbers = f"row {empty[0]}" if len(empty) == 1 else f"rows {empty[0]} to {empty[-1]}"
    where = f"{len(empty)} empty between {numbers}" if _holes(empty) else f"{numbers}, empty"
    repair = Repair(file, empty[0], "*", where, "(dropped)", EMPTY)
    return frame.filter(~pl.col("row").is_in(empty.implode())), [repair]


def without_headers(
    file: str, frame: pl.DataFrame, names: Sequence[str], raw: Sequence[str]
) -> tuple[pl.DataFrame, list[Repair]]:
    """Drop rows that repeat the header, and report each.

    Raises:
        SourceError: A row holds the names in another order, or other names among them.
    """
    written = dict(zip(names, (name.strip() for name in raw), strict=False))
    headings = set(filter(None, written.values()))
    suspects = frame.filter(
        pl.any_horizontal(pl.col(name).str.strip_chars().is_in(headings) for name in names[:3])
    )
    repairs: list[Repair] = []
    for index in range(suspects.height):
        cells = {name: (value or "").strip() for name, value in _row(suspects, index, names)}
        number = suspects["row"][index]
        if all(cells[name] == written.get(name, "") for name in names):
            repairs.append(Repair(file, number, "*", ", ".join(names[:6]), "(dropped)", AGAIN))
        elif sum(value in headings for value in cells.values()) > len(names) / 2:
            raise SourceError(
                "another header stands in the middle of the file, with other columns",
                where=f"{file}, row {number}",
                cause="two files of different layouts were joined",
                remedy="give each its own file",
            )
    dropped = pl.Series([repair.row for repair in repairs], dtype=frame["row"].dtype)
    return frame.filter(~pl.col("row").is_in(dropped.implode())), repairs


def with_points(
    file: str, frame: pl.DataFrame, names: Sequence[str], wanted: Sequence[str]
) -> tuple[pl.DataFrame, list[Repair]]:
    """Write decimals with a point in a file that is not separated by commas.

    A column of numbers is changed when some number of the file can only be a decimal (``13,5``).

    Raises:
        SourceError: ``1,204`` may be a thousand or a decimal, and nothing in the file tells.
    """
    columns = [name for name in names if _numbers_with_commas(frame[name])]
    if not columns:
        return frame, []
    certain = any(frame[name].str.contains(_SURELY_DECIMAL).any() for name in columns)
    if not certain:
        unclear = [name for name in columns if name in wanted]
        if unclear:
            raise _unclear(file, frame, unclear[0])
        return frame, []
    repairs = []
    for name in columns:
        with_comma = frame[name].str.contains(",", literal=True).fill_null(False)
        first = with_comma.arg_true()[0]
        value = frame[name][first]
        more = f" and {with_comma.sum() - 1} more" if with_comma.sum() > 1 else ""
        repairs.append(
            Repair(file, frame["row"][first], name, value + more, value.replace(",", "."), COMMA)
        )
    points = [pl.col(name).str.replace(",", ".", literal=True) for name in columns]
    return frame.with_columns(points), repairs


def _numbers_with_commas(column: pl.Series) -> bool:
    filled = column.drop_nulls()
    return bool(filled.str.contains(",", literal=True).any()) and bool(
        filled.str.contains(_NUMBER).all()
    )


def _unclear(file: str, frame: pl.DataFrame, column: str) -> SourceError:
    index = frame[column].str.contains(",", literal=True).fill_null(False).arg_true()[0]
    value = str(frame[column][index]).strip()
    return SourceError(
        f"{column} {value!r} may be {value.replace(',', '.')} or {value.replace(',', '')}",
        where=f"{file}, row {frame['row'][index]}",
        cause="the file was saved where the comma is the sign of decimals, or of thousands",
        remedy="save it as comma-separated values with a decimal point, without signs of thousands",
    )


def _holes(rows: pl.Series) -> bool:
    return bool(rows[-1] - rows[0] + 1 != len(rows))


def _blank(name: str) -> pl.Expr:
    return pl.col(name).is_null() | (pl.col(name).str.strip_chars() == "")


def _row(frame: pl.DataFrame, index: int, names: Sequence[str]) -> list[tuple[str, str | None]]:
    values = frame.row(index, named=True)
    return [(name, values[name]) for name in names]

"""Rows of a delimited file that a program put there or broke: tags, empty rows, a second header.

Each is dropped and reported, and a row that a line break cut in two is put together. Decimal
commas, which spreadsheets of many countries write beside semicolons, are put right where they are
certain.
"""

from __future__ import annotations

import csv
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


def joined_rows(body: str, width: int, delimiter: str) -> tuple[str, list[tuple[int, str]]]:
    r"""Put a row together again where it and the next have the fields of one row.

    The break lies within a field: the last one of the first line goes on in the next. Rows that do
    not fit together so stay as they are, for the reader to refuse.

    Args:
        body: The rows below the header.
        width: Number of fields that a row has.
        delimiter: Field separator.

    Returns:
        The rows, and of each that was put together its place, from 0, and the part before the
        line break.

    Raises:
        csv.Error: A field cannot be read, or a quotation mark is not closed.

    Example:
        >>> text, rows = joined_rows("1,Oral\n,vetoed\n2,S/1,failed\n", 3, ",")
        >>> text
        '1,Oral,vetoed\n2,S/1,failed\n'
        >>> rows
        [(0, '1,Oral')]
    """
    lines = body.splitlines(keepends=True)
    if len(lines) < 2:
        return body, []
    records: list[tuple[int, str]] = []
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    before = 0
    for fields in reader:
        records.append((len(fields), "".join(lines[before : reader.line_num])))
        before = reader.line_num
    text: list[str] = []
    joined: list[tuple[int, str]] = []
    place = 0
    while place < len(records):
        fields_here, row = records[place]
        fields_next = records[place + 1][0] if place + 1 < len(records) else 0
        broken = 1 < fields_here < width and 1 < fields_next < width
        if broken and fields_here + fields_next - 1 == width:
            start = row.rstrip("\r\n")
            joined.append((len(text), start))
            row = start + records[place + 1][1]
            place += 1
        text.append(row)
        place += 1
    return "".join(text), joined


def without_tags(
    file: str, frame: pl.DataFrame, names: Sequence[str]
) -> tuple[pl.DataFrame, list[Repair]]:
    """Drop a first row whose filled cells are all HXL tags, and report it."""
    first = [value for value in frame.select(names).row(0) if value and value.strip()]
    if not first or not all(_TAG.fullmatch(value.strip()) for value in first):
        return frame, []
    shown = ", ".join(first)
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
    unbroken = empty[-1] - empty[0] + 1 == len(empty)
    where = f"{numbers}, empty" if unbroken else f"{len(empty)} empty between {numbers}"
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
    for number, *values in suspects.select("row", *names).iter_rows():
        cells = [(value or "").strip() for value in values]
        if cells == [written.get(name, "") for name in names]:
            repairs.append(Repair(file, number, "*", ", ".join(names[:6]), "(dropped)", AGAIN))
        elif sum(value in headings for value in cells) > len(names) / 2:
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
    if not any(frame[name].str.contains(_SURELY_DECIMAL).any() for name in columns):
        for name in columns:
            if name in wanted:
                raise _unclear(file, frame, name)
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


def _blank(name: str) -> pl.Expr:
    return pl.col(name).is_null() | (pl.col(name).str.strip_chars() == "")

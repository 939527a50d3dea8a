"""Rows of a delimited file that a stray line break cut in two."""

from __future__ import annotations

import csv
from dataclasses import dataclass


@dataclass(frozen=True)
class JoinedRow:
    """A row put together again.

    Attributes:
        place: Its place among the rows below the header, from 0.
        start: The part before the line break.
    """

    place: int
    start: str


def joined_rows(body: str, width: int, delimiter: str) -> tuple[str, list[JoinedRow]]:
    r"""Put a row together again where it and the next have the fields of one row.

    The break lies within a field: the last one of the first line goes on in the next. Rows that do
    not fit together so stay as they are, for the reader to refuse.

    Args:
        body: The rows below the header.
        width: Number of fields that a row has.
        delimiter: Field separator.

    Returns:
        The rows, and those that were put together.

    Raises:
        csv.Error: A field cannot be read, or a quotation mark is not closed.

    Example:
        >>> text, rows = joined_rows("1,Oral\n,vetoed\n2,S/1,failed\n", 3, ",")
        >>> text
        '1,Oral,vetoed\n2,S/1,failed\n'
        >>> rows
        [JoinedRow(place=0, start='1,Oral')]
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
    joined: list[JoinedRow] = []
    place = 0
    while place < len(records):
        fields_here, row = records[place]
        fields_next = records[place + 1][0] if place + 1 < len(records) else 0
        broken = 1 < fields_here < width and 1 < fields_next < width
        if broken and fields_here + fields_next - 1 == width:
            start = row.rstrip("\r\n")
            joined.append(JoinedRow(len(text), start))
            row = start + records[place + 1][1]
            place += 1
        text.append(row)
        place += 1
    return "".join(text), joined

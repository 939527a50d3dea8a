"""Reading a delimited file whole or not at all: complete rows, known encoding, unique names."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.csv as pacsv

from peaceops.errors import SourceError


def read_delimited(
    path: Path,
    *,
    encoding: str = "utf-8",
    header: list[str] | None = None,
    delimiter: str = ",",
    missing: Iterable[str] = ("",),
) -> pl.DataFrame:
    """Read a delimited text file, every value as text, with a column ``row`` (the header is row 1).

    Args:
        path: A ``.csv`` or ``.csv.gz`` file.
        encoding: Text encoding.
        header: Column names to use in place of the file's first row, when that row is defective.
        delimiter: Field separator.
        missing: Values that mean "not known".

    Raises:
        SourceError: The file is truncated, ragged, wrongly encoded or empty.
    """
    text = _decoded(path, encoding)
    names, body = _header_and_body(path, text, delimiter)
    names = header or names
    broken: list[pacsv.InvalidRow] = []

    def refuse(row: pacsv.InvalidRow) -> str:
        broken.append(row)
        return "error"

    if not body.strip():
        raise SourceError(
            "has a header and no rows",
            where=path.name,
            cause="the file was cut short",
            remedy="download the file again",
        )
    content = body.encode()
    try:
        table = pacsv.read_csv(
            pa.BufferReader(content),
            read_options=pacsv.ReadOptions(
                use_threads=False,
                column_names=names,
                block_size=max(1 << 20, len(content) + 1),
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, invalid_row_handler=refuse
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=list(missing),
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid as error:
        raise _unreadable(path, broken, error) from error
    return pl.DataFrame(pl.from_arrow(table)).with_row_index("row", offset=2)


def _text(path: Path) -> bytes:
    try:
        if path.suffix == ".gz":
            with gzip.open(path) as stream:
                content = stream.read()
        else:
            content = path.read_bytes()
    except (EOFError, gzip.BadGzipFile, OSError) as error:
        raise SourceError(
            f"cannot be read: {error}",
            where=path.name,
            cause="the download was cut short",
            remedy="download the file again",
        ) from error
    if not content.strip():
        raise SourceError(
            "is empty",
            where=path.name,
            cause="the download was cut short",
            remedy="download the file again",
        )
    return content


def _decoded(path: Path, encoding: str) -> str:
    content = _text(path)
    try:
        return content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"byte {content[error.start]:#04x} is not {encoding}",
            where=f"{path.name}, line {row}",
            cause="the file was saved in another encoding",
            remedy="save it as UTF-8, or download it again",
        ) from error


def _header_and_body(path: Path, text: str, delimiter: str) -> tuple[list[str], str]:
    stream = io.StringIO(text, newline="")
    try:
        names = next(csv.reader(stream, delimiter=delimiter), [])
    except csv.Error as error:
        raise SourceError(f"its header cannot be read: {error}", where=path.name) from error
    names = [name.strip() for name in names]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice or not names:
        raise SourceError(
            f"its header names {twice or 'no columns'} more than once"
            if twice
            else "its first line names no columns",
            where=path.name,
            remedy="download the file again",
        )
    return names, stream.read()


def _unreadable(path: Path, broken: list[pacsv.InvalidRow], error: pa.ArrowInvalid) -> SourceError:
    if broken:
        row = broken[0]
        number = row.number + 1 if row.number else None
        return SourceError(
            f"has {row.actual_columns} fields where the header has {row.expected_columns}: "
            f"{row.text[:80]!r}",
            where=f"{path.name}, row {number}" if number else path.name,
            cause="the file was cut short, or a field holds an unquoted separator",
            remedy="download the file again, or complete the row",
        )
    return SourceError(
        f"cannot be read: {str(error).splitlines()[0]}",
        where=path.name,
        cause="the file is not in the expected encoding, or not a table",
        remedy="save it as UTF-8 comma-separated values, or download it again",
    )

"""Reading a Parquet file, or saying that it is damaged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from peaceops.characters import printable
from peaceops.errors import SourceError
from peaceops.sources._content import AGAIN, MOST_BYTES, DamagedFile


def read_parquet(path: Path, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """Read a Parquet file, with a column ``row`` (the first record is row 2).

    Arrow reads it: Polars ends a damaged file in a panic.

    Args:
        path: A Parquet file.
        columns: The columns to read; all by default.

    Raises:
        DamagedFile: The file is cut short or damaged, or lacks a column.
    """
    try:
        stated = pq.read_metadata(path)
        size = sum(
            stated.row_group(group).total_byte_size for group in range(stated.num_row_groups)
        )
        if size > MOST_BYTES:
            raise pa.ArrowInvalid(f"it unpacks to {size >> 20} MiB, more than is read")
        table = pq.read_table(path, columns=list(columns) if columns else None)
        table.validate(full=True)
        names = columns or [name for name in table.column_names if _is_text(name)]
        # Without the file's own notes on its columns, which may be damaged too.
        bare = pa.table({name: table.column(name) for name in names})
        frame = pl.DataFrame(pl.from_arrow(bare))
    except (
        pa.ArrowException, pl.exceptions.PolarsError, OSError, ValueError, KeyError, OverflowError,
    ) as error:  # fmt: skip
        raise DamagedFile(
            f"cannot be read: {printable(str(error).strip().splitlines()[0])[:200]}",
            where=printable(path.name),
            cause="the download was cut short, or a column was renamed",
            remedy=AGAIN,
        ) from error
    return frame.with_row_index("row", offset=2).cast({"row": pl.Int64})


def whole_numbers(path: Path, frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Give columns of a Parquet file as whole numbers.

    Raises:
        SourceError: A column holds something else than whole numbers.
    """
    for column in columns:
        values = frame[column]
        if not values.dtype.is_numeric():
            raise _no_number(path, column, f"is of type {values.dtype}", 0)
        whole = values.cast(pl.Int64, strict=False)
        off = (whole.is_null() | (whole != values)).fill_null(True)
        if off.any():
            index = off.arg_true()[0]
            raise _no_number(path, column, f"{values[index]} is no whole number", index)
        frame = frame.with_columns(whole)
    return frame


def _no_number(path: Path, column: str, problem: str, index: int) -> SourceError:
    return SourceError(
        f"{column} {problem}",
        where=f"{printable(path.name)}, record {index + 1}",
        cause="the file was written by another program, or is damaged",
        remedy=AGAIN,
    )


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True

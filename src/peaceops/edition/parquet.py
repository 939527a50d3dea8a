"""The rows of a table from the bytes of its file."""

from __future__ import annotations

import io

import polars as pl

from peaceops.errors import EditionError


def decoded(content: bytes, table: str) -> pl.DataFrame:
    """Read the rows of a table from bytes that were checked, and from nothing else.

    Raises:
        EditionError: They are no Parquet file.
    """
    try:
        return pl.read_parquet(io.BytesIO(content))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise EditionError(
            f"table {table} is no Parquet file: {error}",
            cause="the edition was not built by peaceops",
            remedy="build the edition again into a new folder",
        ) from error

"""Curated files, which ship with the package: tables made by hand, each row with its reason."""

from __future__ import annotations

from importlib.resources import files

import polars as pl


def curated_rows(name: str, text: bytes | None = None) -> pl.DataFrame:
    """The rows of a curated file as text, with ``row``, the number that a row has in the file.

    Args:
        name: Name of the file, as ``mandates.csv``.
        text: A file in its columns, in the place of the one that ships.
    """
    if text is None:
        text = (files("peaceops.edition") / "curated" / name).read_bytes()
    rows = pl.read_csv(text, infer_schema=False).with_row_index("row", offset=2)
    return rows.with_columns(pl.col("row").cast(pl.Int64))

"""Who holds the pen on a mission: curated, each row from an account that names the member."""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files

import polars as pl

CURATED = "curated/penholders.csv"


def penholders(missions: Collection[str], text: bytes | None = None) -> pl.DataFrame:
    """The rows of the table ``penholders``.

    Args:
        missions: Acronyms of the missions on record; rows on others are left out.
        text: A file in the columns of the curated one, which is the default.
    """
    if text is None:
        text = (files("peaceops.edition") / "curated" / "penholders.csv").read_bytes()
    rows = pl.read_csv(text, infer_schema=False).with_row_index("row", offset=2)
    return rows.filter(pl.col("mission").is_in(list(missions))).with_columns(
        pl.col("row").cast(pl.Int64),
        pl.col("named").str.to_date("%Y-%m-%d"),
        source=pl.lit(CURATED),
    )

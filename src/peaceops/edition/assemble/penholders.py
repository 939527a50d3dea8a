"""Who holds the pen on a mission: curated, each row from an account that names the member."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from peaceops.edition.assemble._curated import curated_rows

CURATED = "curated/penholders.csv"


def penholders(missions: Collection[str], text: bytes | None = None) -> pl.DataFrame:
    """The rows of the table ``penholders``.

    Args:
        missions: Acronyms of the missions on record; rows on others are left out.
        text: A file in the columns of the curated one, which is the default.
    """
    rows = curated_rows("penholders.csv", text)
    return rows.filter(pl.col("mission").is_in(list(missions))).with_columns(
        pl.col("named").str.to_date("%Y-%m-%d"), source=pl.lit(CURATED)
    )

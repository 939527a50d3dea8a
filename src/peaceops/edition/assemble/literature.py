"""Published effects of conditions around a mission: curated, each checked in a source."""

from __future__ import annotations

import polars as pl

from peaceops.edition.assemble._curated import curated_rows

CURATED = "curated/published_effects.csv"


def published_effects(text: bytes | None = None) -> pl.DataFrame:
    """The rows of the table ``published_effects``.

    Args:
        text: A file in the columns of the curated one, which is the default.
    """
    return curated_rows("published_effects.csv", text).with_columns(
        pl.col("first_year", "last_year").cast(pl.Int64),
        pl.col("estimate", "low", "high").cast(pl.Float64),
        pl.col("published").str.to_date("%Y-%m-%d"),
        source=pl.lit(CURATED),
    )

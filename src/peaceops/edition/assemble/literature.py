"""Published effects of conditions around a mission: curated, each checked in a source."""

from __future__ import annotations

from importlib.resources import files

import polars as pl

CURATED = "curated/published_effects.csv"


def published_effects(text: bytes | None = None) -> pl.DataFrame:
    """The rows of the table ``published_effects``.

    Args:
        text: A file in the columns of the curated one, which is the default.
    """
    if text is None:
        text = (files("peaceops.edition") / "curated" / "published_effects.csv").read_bytes()
    rows = pl.read_csv(text, infer_schema=False).with_row_index("row", offset=2)
    return rows.with_columns(
        pl.col("row", "first_year", "last_year").cast(pl.Int64),
        pl.col("estimate", "low", "high").cast(pl.Float64),
        pl.col("published").str.to_date("%Y-%m-%d"),
        source=pl.lit(CURATED),
    )

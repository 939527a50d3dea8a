"""Which decisions raised or lowered the authorised military ceiling of a mission."""

from __future__ import annotations

import polars as pl

from peaceops.edition import KnownRows


def ceiling_changes(view: KnownRows) -> pl.DataFrame:
    """Decisions with a military ceiling, and the sign of its change since the one before.

    Returns:
        Columns mission, decision, date, kind, change (-1, 0 or 1).
    """
    table = view.table("mandates") if view.has("mandates") else pl.DataFrame()
    if "ceiling_military" not in table.columns:
        return pl.DataFrame(schema={"mission": pl.String, "decision": pl.String, "date": pl.Date,
                                    "kind": pl.String, "change": pl.Int64})  # fmt: skip
    before = pl.col("ceiling_military").shift(1).over("mission")
    return (
        table.filter(pl.col("ceiling_military").is_not_null())
        .sort("mission", "date", "decision")
        .with_columns(change=(pl.col("ceiling_military") - before).sign())
        .filter(pl.col("change").is_not_null())
        .select("mission", "decision", "date", pl.col("kind").cast(pl.String), "change")
    )

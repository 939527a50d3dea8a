"""Conflict dyads by month with the UN troops beside them."""

from __future__ import annotations

import polars as pl

from peaceops.edition.parsed_files import ParsedFiles

KEY = ["conflict", "country", "rebels", "month"]


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Build ``conflict_dyad_months`` where the panel was read."""
    if not readings.has("dyads.months"):
        return {}
    return {"conflict_dyad_months": readings.frame("dyads.months").sort(KEY)}

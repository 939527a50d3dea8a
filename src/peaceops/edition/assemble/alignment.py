"""The table of alignment in the General Assembly."""

from __future__ import annotations

import polars as pl

from peaceops.edition.parsed_files import ParsedFiles

COLUMNS = ("country", "year", "ideal_point", "interval_low", "interval_high", "votes")


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """The table ``alignment``, where ideal points are on record."""
    if not readings.has("assembly.ideal_points"):
        return {}
    points = readings.frame("assembly.ideal_points").sort("country", "year")
    return {"alignment": points.select(*COLUMNS, "source", "row")}

"""The table of alignment in the General Assembly."""

from __future__ import annotations

import polars as pl

from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import SourceError

COLUMNS = ("country", "year", "ideal_point", "interval_low", "interval_high", "votes")


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """The table ``alignment``, where ideal points are on record.

    Raises:
        SourceError: Two files give ideal points for the same state and year.
    """
    if not readings.has("assembly.ideal_points"):
        return {}
    frame = readings.frame("assembly.ideal_points").sort("country", "year", "source", "row")
    twice = frame.filter(pl.struct("country", "year").is_duplicated())
    if twice.height:
        first, second = twice.row(0, named=True), twice.row(1, named=True)
        raise SourceError(
            f"{first['country']} {first['year']} stands in {first['source']} and in "
            f"{second['source']}",
            cause="releases of ideal points are estimated anew and do not mix",
            remedy="keep one of the files",
        )
    return {"alignment": frame.select(*COLUMNS, "source", "row")}

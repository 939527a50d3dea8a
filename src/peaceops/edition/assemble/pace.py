"""Forecasts that PaCE issued, one row a country and month of an issue."""

from __future__ import annotations

import polars as pl

from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import SourceError

KEY = ("issued", "horizon", "country", "month")


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """``violence_issued_forecasts``, where its records are present.

    Raises:
        SourceError: A country-month of an issue is given twice.
    """
    if not readings.has("pace.forecasts"):
        return {}
    frame = readings.frame("pace.forecasts").sort(*KEY, "source", "row")
    twice = frame.filter(pl.struct(KEY).is_duplicated())
    if twice.height:
        first, second = twice.row(0, named=True), twice.row(1, named=True)
        raise SourceError(
            f"{first['country']} {first['month']:%Y-%m} of the issue {first['issued']:%Y-%m} "
            f"stands in {first['source']} and in {second['source']}",
            where=f"{second['source']}, row {second['row']}",
            cause="the file was copied, or two columns name one country",
            remedy="keep one of them",
        )
    return {"violence_issued_forecasts": frame.select(*KEY, "deaths", "source", "row")}

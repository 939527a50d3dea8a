"""Forecasts that PaCE issued, one row a country and month of an issue."""

from __future__ import annotations

import polars as pl

from peaceops.edition.readings import Readings
from peaceops.errors import SourceError

KEY = ("issued", "horizon", "country", "month")


def assemble(readings: Readings) -> dict[str, pl.DataFrame]:
    """``violence_issued_forecasts``, where its records are present.

    Raises:
        SourceError: A country-month of an issue is given twice.
    """
    if not readings.has("pace.forecasts"):
        return {}
    frame = readings.frame("pace.forecasts").sort(*KEY, "source", "row")
    twice = frame.filter(pl.struct(KEY).is_duplicated())
    if twice.height:
        one, two = twice.row(0, named=True), twice.row(1, named=True)
        raise SourceError(
            f"{one['country']} {one['month']:%Y-%m} of the issue {one['issued']:%Y-%m} stands in "
            f"{one['source']} and in {two['source']}",
            where=f"{two['source']}, row {two['row']}",
            cause="the file was copied, or two columns name one country",
            remedy="keep one of them",
        )
    return {"violence_issued_forecasts": frame.select(*KEY, "deaths", "source", "row")}

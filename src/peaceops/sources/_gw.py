"""Country numbers of Gleditsch and Ward in a sheet, with the row in the error."""

from __future__ import annotations

import polars as pl

from peaceops.countries import UnknownCountry, codes_of_gw
from peaceops.sources._sheet import Sheet


def gw_codes(sheet: Sheet, column: str, numbers: pl.Series, years: pl.Series) -> pl.Series:
    """ISO 3 codes of the states that bore ``numbers`` in ``years``.

    Raises:
        SourceError: A number names no state in that year.
    """
    try:
        return codes_of_gw(numbers, years).alias(column)
    except UnknownCountry as error:
        index = _first_unknown(numbers, years)
        raise sheet.error(
            index,
            column,
            f"is no Gleditsch-Ward number we know in {years[index]}",
            error.remedy or "correct the number or the year",
        ) from error


def _first_unknown(numbers: pl.Series, years: pl.Series) -> int:
    pairs = pl.DataFrame({"number": numbers, "year": years}).with_row_index("index")
    for index, number, year in pairs.unique(["number", "year"], keep="first").sort("index").rows():
        try:
            codes_of_gw(pl.Series([number]), pl.Series([year]))
        except UnknownCountry:
            return int(index)
    return 0

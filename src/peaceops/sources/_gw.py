"""Country numbers of Gleditsch and Ward in a sheet, with the row in the error."""

from __future__ import annotations

from functools import cache

import polars as pl

from peaceops.domain.countries import country, state_of, states_of_gw
from peaceops.sources._sheet import Sheet

BEFORE_INDEPENDENCE = 10
"""Years by which a publisher may name a state before its independence."""


def gw_codes(sheet: Sheet, column: str, numbers: pl.Series, years: pl.Series) -> pl.Series:
    """ISO 3 codes of the states that bore ``numbers`` in ``years``; null where none did.

    Numbers that no state bore in their year are noted as problems of ``column``.
    """
    states = gw_of(numbers, years).alias(column)
    sheet.reject_where(
        column,
        numbers.is_not_null() & years.is_not_null() & states.is_null(),
        "is no Gleditsch-Ward number we know of a state in that year",
        "correct the number or the year",
    )
    return states


def gw_of(numbers: pl.Series, years: pl.Series) -> pl.Series:
    """ISO 3 codes of the states that bore ``numbers`` in ``years``; null where none did."""
    pairs = zip(numbers, years, strict=True)
    stated = [
        None if number is None or year is None else _code(number, year) for number, year in pairs
    ]
    return pl.Series("country", stated, dtype=pl.String)


@cache
def _code(number: int, year: int) -> str | None:
    code = state_of("gw", number, year)
    if code is None:
        return None
    state = country(code)
    first = (state.first or 0) - BEFORE_INDEPENDENCE
    return code if first <= year <= (state.last or 9999) else None


def refuse_other_names(sheet: Sheet, column: str, numbers: pl.Series) -> None:
    """Note rows whose country's name in ``column`` is not that of its Gleditsch-Ward number.

    A name may be that of the state before or after: UCDP writes Serbia (Yugoslavia) for both.
    """
    sheet.reject_where(
        column,
        of_another_state(sheet.country(column), numbers),
        "is not the country of its number",
        "correct the name or the number",
    )


def of_another_state(codes: pl.Series, numbers: pl.Series) -> pl.Series:
    """Which codes are of a state that never bore the number; false where either is missing."""
    pairs = zip(codes, numbers, strict=True)
    other = [bool(code and number) and code not in states_of_gw(number) for code, number in pairs]
    return pl.Series(other, dtype=pl.Boolean)

"""Calendar months as dates: a month is the first day of it."""

from __future__ import annotations

from datetime import date

import polars as pl

YEAR = 12
"""Months in a year."""


def month_of(day: date) -> date:
    """First day of the month that a day lies in.

    >>> month_of(date(2023, 6, 16))
    datetime.date(2023, 6, 1)
    """
    return day.replace(day=1)


def month_number(day: date) -> int:
    """Months since January of year 0: differences of it are spans in months.

    >>> month_number(date(2023, 2, 10)) - month_number(date(2022, 11, 30))
    3
    """
    return day.year * YEAR + day.month - 1


def month_numbers(column: str) -> pl.Expr:
    """The same for a column of dates, as 64-bit integers."""
    return pl.col(column).dt.year().cast(pl.Int64) * YEAR + pl.col(column).dt.month() - 1


def month_numbered(number: int) -> date:
    """First day of the month with this number, as ``month_number`` counts.

    >>> month_numbered(month_number(date(1999, 12, 31)))
    datetime.date(1999, 12, 1)
    """
    return date(number // YEAR, number % YEAR + 1, 1)


def month_after(day: date, count: int = 1) -> date:
    """First day of the month ``count`` months after that of ``day``; before it if negative.

    >>> month_after(date(2023, 11, 30), 3)
    datetime.date(2024, 2, 1)
    >>> month_after(date(2023, 1, 1), -1)
    datetime.date(2022, 12, 1)
    """
    return month_numbered(month_number(day) + count)


def months_after(day: date, horizon: int) -> list[date]:
    """First days of the ``horizon`` months after the month of ``day``, in order.

    >>> months_after(date(2023, 11, 30), 2)
    [datetime.date(2023, 12, 1), datetime.date(2024, 1, 1)]
    """
    return [month_after(day, step) for step in range(1, horizon + 1)]


def months_between(earlier: date, later: date) -> int:
    """Calendar months from the month of ``earlier`` to that of ``later``; negative if reversed.

    >>> months_between(date(2022, 12, 31), date(2023, 2, 1))
    2
    """
    return month_number(later) - month_number(earlier)

"""Days and months in words, the same in every room; who translates reads the day behind them."""

from __future__ import annotations

from datetime import date

from peaceops.domain.messages import Written, message

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def long_day(day: date) -> str:
    """Write a day as a text does.

    >>> long_day(date(2023, 6, 16))
    '16 June 2023'
    """
    return Written(f"{day.day} {long_month(day)}", "day", day)


def long_month(day: date) -> str:
    """Write the month of a day as a text does.

    >>> long_month(date(2023, 6, 16))
    'June 2023'
    """
    return Written(f"{MONTH_NAMES[day.month - 1]} {day.year}", "month", day)


def short_day(day: date, space: str = " ") -> str:
    """Write a day as a table does.

    Args:
        day: The day.
        space: What stands between its parts.

    >>> short_day(date(2023, 6, 16))
    '16 Jun 2023'
    """
    return Written(f"{day.day}{space}{short_month(day, space)}", "day", day)


def short_month(day: date, space: str = " ") -> str:
    """Write the month of a day as a table does.

    Args:
        day: The day.
        space: What stands between its parts.

    >>> short_month(date(2023, 6, 16))
    'Jun 2023'
    """
    return Written(f"{MONTH_NAMES[day.month - 1][:3]}{space}{day.year}", "month", day)


def financial_year(start: date, end: date) -> str:
    """Write a financial period as the Assembly does: ``2025/26``, ``2025``, else its days.

    >>> financial_year(date(2025, 7, 1), date(2026, 6, 30))
    '2025/26'
    """
    if (end - start).days + 1 in (365, 366):
        if end.year == start.year:
            return str(start.year)
        if (start.month, start.day) == (7, 1):
            return f"{start.year}/{end.year % 100:02}"
    return message("{start} to {end}", start=long_day(start), end=long_day(end))

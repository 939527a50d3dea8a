"""Steps of the desk's one date: to the same day of the month before and of the month after."""

from __future__ import annotations

from datetime import date, timedelta

from peaceops.domain.months import month_after


def month_step(day: date, count: int, first: date, last: date) -> date | None:
    """The same day some months later, within the days that can be asked about.

    Args:
        day: The day.
        count: Months; negative for earlier.
        first: The first day that can be asked about.
        last: The last one.

    Returns:
        The last day of a month that is shorter; the first or last day that can be asked about where
        the step leads beyond it; ``None`` where that is the day itself.

    >>> month_step(date(2023, 3, 31), -1, date(1994, 1, 1), date(2025, 9, 30))
    datetime.date(2023, 2, 28)
    >>> month_step(date(2025, 9, 30), 1, date(1994, 1, 1), date(2025, 9, 30)) is None
    True
    """
    month = month_after(day, count)
    end = month_after(month) - timedelta(days=1)
    step = min(max(month.replace(day=min(day.day, end.day)), first), last)
    return None if step == day else step

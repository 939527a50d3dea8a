"""Windows: what is known, and which months are forecast from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from peaceops.domain.months import YEAR, month_after, months_between

PROTOCOLS = ("views-cm", "true-future", "p25")
LONGEST = 36
AHEAD = 3
"""Months from the last one known to the first one forecast, as in the VIEWS challenge."""


@dataclass(frozen=True)
class Window:
    """An origin and the months forecast from it.

    Attributes:
        name: ``Y2018`` for the challenge's windows, ``true-future`` for its last, the months as
            ``2024-07:2025-06`` for others like them, else the origin as ``2020-03``.
        origin: First day of the last month known.
        leads: Months from the origin to each month forecast.
    """

    name: str
    origin: date
    leads: tuple[int, ...]

    @property
    def months(self) -> tuple[date, ...]:
        """First day of every month forecast."""
        return tuple(month_after(self.origin, lead) for lead in self.leads)


def challenge_windows(first: int, last: int) -> tuple[Window, ...]:
    """Calendar years as the VIEWS challenge forecasts them: from the October before, leads 3-14.

    Raises:
        ValueError: ``first`` lies after ``last``.
    """
    if first > last:
        raise ValueError(f"the first window, {first}, lies after the last, {last}")
    return tuple(
        Window(f"Y{year}", date(year - 1, 10, 1), tuple(range(AHEAD, AHEAD + YEAR)))
        for year in range(first, last + 1)
    )


def window_of(first: date, last: date, *, name: str = "") -> Window:
    """The months from ``first`` to ``last``, forecast from the third month before the first.

    Args:
        first: A day in the first month.
        last: A day in the last month.
        name: The window's name; by default its months.

    Raises:
        ValueError: There is no month from first to last, or there are more than 36.

    >>> window_of(date(2024, 7, 1), date(2025, 6, 1)).origin
    datetime.date(2024, 4, 1)
    """
    months = months_between(first, last) + 1
    if not 1 <= months <= LONGEST:
        raise ValueError(
            f"{first:%Y-%m} to {last:%Y-%m} are {months} months; a window has 1 to {LONGEST}"
        )
    leads = tuple(range(AHEAD, AHEAD + months))
    return Window(
        name or f"{first:%Y-%m}:{last:%Y-%m}", month_after(first.replace(day=1), -AHEAD), leads
    )


def true_future() -> Window:
    """The challenge's last window, which no entry had seen: July 2024 to June 2025.

    Entries were due in June 2024 and rest on figures up to April 2024.
    """
    return window_of(date(2024, 7, 1), date(2025, 6, 1), name="true-future")


def windows_from(origins: Sequence[date], months: int) -> tuple[Window, ...]:
    """Windows of the first ``months`` months after any origins.

    Raises:
        ValueError: ``months`` is not between 1 and 36.
    """
    if not 1 <= months <= LONGEST:
        raise ValueError(f"a horizon of {months} months; it must lie between 1 and {LONGEST}")
    leads = tuple(range(1, months + 1))
    return tuple(Window(f"{origin:%Y-%m}", origin.replace(day=1), leads) for origin in origins)

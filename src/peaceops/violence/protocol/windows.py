"""Windows: what is known, and which months are forecast from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from peaceops.domain.months import month_after

PROTOCOLS = ("views-cm",)
LONGEST = 36


@dataclass(frozen=True)
class Window:
    """An origin and the months forecast from it.

    Attributes:
        name: ``Y2018`` for the challenge's windows, else the origin as ``2020-03``.
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
        Window(f"Y{year}", date(year - 1, 10, 1), tuple(range(3, 15)))
        for year in range(first, last + 1)
    )


def windows_from(origins: Sequence[date], months: int) -> tuple[Window, ...]:
    """Windows of the first ``months`` months after any origins.

    Raises:
        ValueError: ``months`` is not between 1 and 36.
    """
    if not 1 <= months <= LONGEST:
        raise ValueError(f"a horizon of {months} months; it must lie between 1 and {LONGEST}")
    leads = tuple(range(1, months + 1))
    return tuple(Window(f"{origin:%Y-%m}", origin.replace(day=1), leads) for origin in origins)

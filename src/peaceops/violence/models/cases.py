"""Cases that models learn from: a country at a month, and the deaths of a month after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats, Ints

EARLIEST = 36
"""Months a past must hold before it is learned from."""
FEWEST = 30
"""Cases with violence below which a model says what the country's own past says."""


@dataclass(frozen=True)
class Cases:
    """Cases side by side; all arrays have one entry a case.

    Attributes:
        units: Place of the country.
        months: Place of the last month known.
        leads: Months from there to the month asked of.
        outcomes: Deaths in the month asked of.
        ages: Months from the month asked of to the last month of the world.
    """

    units: Ints
    months: Ints
    leads: Ints
    outcomes: Floats
    ages: Ints

    def __len__(self) -> int:
        """Number of cases."""
        return len(self.units)

    def __getitem__(self, mask: NDArray[np.bool_]) -> Cases:
        """Those cases for which ``mask`` is true."""
        return Cases(
            self.units[mask],
            self.months[mask],
            self.leads[mask],
            self.outcomes[mask],
            self.ages[mask],
        )


def past_cases(
    deaths: Floats,
    leads: Sequence[int],
    rng: np.random.Generator,
    *,
    months_apart: int,
    leads_each: int,
) -> Cases:
    """Every country's cases whose outcome is known.

    Args:
        deaths: Shape (units, months), NaN where there is no row.
        leads: Leads to learn for.
        rng: Chooses leads.
        months_apart: Every which month of the past is an origin to learn from.
        leads_each: Leads learned from at each origin, chosen at random.
    """
    last = deaths.shape[1] - 1
    every = np.arange(len(deaths))
    units, months, ahead = [], [], []
    number = min(leads_each, len(leads))
    for month in range(last - min(leads), EARLIEST, -months_apart):
        chosen: Ints = rng.choice(np.asarray(leads), number, replace=False)
        for lead in chosen[month + chosen <= last].tolist():
            units.append(every)
            months.append(np.full(len(every), month))
            ahead.append(np.full(len(every), lead))
    places, origins, steps = (np.concatenate(parts) for parts in (units, months, ahead))
    outcomes = deaths[places, origins + steps]
    complete = ~np.isnan(deaths[places, origins] + outcomes)
    return Cases(places, origins, steps, outcomes, last - origins - steps)[complete]


def asked_cases(deaths: Floats, leads: Sequence[int]) -> Cases:
    """Every country at the last month, at every lead in turn; outcomes are unknown (NaN)."""
    units = np.repeat(np.arange(len(deaths)), len(leads))
    ahead = np.tile(np.asarray(leads, dtype=np.int64), len(deaths))
    months = np.full(len(units), deaths.shape[1] - 1)
    return Cases(units, months, ahead, np.full(len(units), np.nan), -ahead)

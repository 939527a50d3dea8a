"""December and January: months in which sums stand that no source could date within a year.

UCDP gives an event that it knows only to have fallen into a year that year's first and last day. A
table that dates events by their end has it on 31 December, one that dates them by their beginning
on 1 January. Nothing else that the forecaster reads tells a calendar month, so how much worse than
the months around them these two are is learned by itself, from the record as it stands: in one
table the surplus is found in December, in another in January.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats, Ints
from peaceops.domain.months import month_after
from peaceops.violence.country_months import CountryMonthPanel

MONTHS = (12, 1)
"""Calendar months that get a factor of their own."""
AROUND = 11
"""Months on either side of one that it is held against."""
FEWEST_AFTER = 9
"""Months that must have followed: those to October."""
FACTORS = np.linspace(0.2, 1.4, 61)
WORTH_OF_ONE = 60.0
"""Cases' worth of belief that a type's factor is one; chosen with ``WORTH_OF_TYPE`` on windows
before 2018 (docs/decisions/0014)."""
WORTH_OF_TYPE = 100.0
"""Cases' worth of belief that a level's factor is that of its type."""


@dataclass(frozen=True)
class TurnOfYear:
    """What was learned of one type.

    Attributes:
        factors: By month of ``MONTHS`` and level of violence, shape (2, 5). The probability of more
            deaths than any number is raised to this power: below one, bad months are likelier.
    """

    factors: Floats

    def applied(self, shares: Floats, levels: Ints, months: Sequence[int]) -> Floats:
        """Shares of cells with the months of ``MONTHS`` made likelier, or less likely, to be bad.

        Args:
            shares: Shape (units, leads, cells).
            levels: Level of violence of each unit.
            months: Calendar month of each lead, 1 to 12.

        >>> even = TurnOfYear(np.array([[1.0] * 5, [0.5] * 5]))
        >>> shares = np.tile([0.75, 0.25], (1, 2, 1))
        >>> even.applied(shares, np.array([2]), (11, 1)).tolist()
        [[[0.75, 0.25], [0.5, 0.5]]]
        """
        result = shares.copy()
        for number, month in enumerate(MONTHS):
            places = np.flatnonzero(np.asarray(months) == month)
            if not len(places):
                continue
            exceeded = 1 - shares[:, places].cumsum(axis=-1)
            exceeded[..., -1] = 0.0
            power = self.factors[number, levels][:, None, None]
            raised = np.clip(exceeded, 0, 1) ** power
            result[:, places] = -np.diff(raised, axis=-1, prepend=1.0)
        return result


def fit_turn_of_year(world: CountryMonthPanel, target: str, levels: Sequence[float]) -> TurnOfYear:
    """Learn how much worse the months of ``MONTHS`` are than those around them.

    A December or January is ranked among the months within ``AROUND`` of it in the same country;
    the factor is the likeliest one by level of those months' mean, drawn towards its type's, and
    that towards one. Countries without deaths in the months around teach nothing.

    Args:
        world: Months to learn from.
        target: What is forecast.
        levels: Bounds of the levels of violence, in mean deaths a month.
    """
    likely = np.array([_likelihoods(world, target, month, levels) for month in MONTHS])
    of_type = FACTORS[(likely.sum(axis=1) + _belief(WORTH_OF_ONE, np.ones(1))).argmax(axis=1)]
    beliefs = np.array([_belief(WORTH_OF_TYPE, centre) for centre in of_type])
    factors = FACTORS[(likely + beliefs[:, None]).argmax(axis=2)]
    return TurnOfYear(np.column_stack([np.ones(len(MONTHS)), factors]))


def calendar_months(origin: date, leads: Sequence[int]) -> tuple[int, ...]:
    """Calendar months of some leads.

    >>> calendar_months(date(2023, 10, 1), (1, 2, 3))
    (11, 12, 1)
    """
    return tuple(month_after(origin, lead).month for lead in leads)


def _likelihoods(
    world: CountryMonthPanel, target: str, month: int, levels: Sequence[float]
) -> Floats:
    """Logarithm of the likelihood of each of ``FACTORS``, shape (levels but none, factors)."""
    deaths = world.of(target)
    length = deaths.shape[1]
    calendar = np.array(calendar_months(world.first, range(length)))
    plain = ~np.isin(calendar, MONTHS)
    total = np.zeros((len(levels), len(FACTORS)))
    for place in np.flatnonzero(calendar == month):
        if place < AROUND or place + FEWEST_AFTER >= length:
            continue
        near = np.arange(place - AROUND, min(place + AROUND + 1, length))
        around, seen = deaths[:, near[plain[near]]], deaths[:, place]
        level = np.digitize(np.nan_to_num(around).mean(axis=1), levels)
        complete = ~np.isnan(around).any(axis=1) & ~np.isnan(seen) & (level > 0)
        likely = _ranked(around[complete], seen[complete])
        np.add.at(total, level[complete] - 1, likely)
    return total


def _ranked(around: Floats, seen: Floats) -> Floats:
    """Log-likelihood of where a month ranks among those around it, shape (cases, factors)."""
    number = around.shape[1] + 1
    at_least = ((around >= seen[:, None]).sum(axis=1) + 1) / number
    above = (around > seen[:, None]).sum(axis=1) / number
    result: Floats = np.log(at_least[:, None] ** FACTORS - above[:, None] ** FACTORS)
    return result


def _belief(worth: float, centre: NDArray[np.float64] | float) -> Floats:
    """Logarithm of a gamma density of the factor with its mode at ``centre``."""
    result: Floats = worth * (np.log(FACTORS / centre) - FACTORS / centre)
    return result

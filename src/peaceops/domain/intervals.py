"""Intervals, what draws come to, and shares from few cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from peaceops.domain.arrays import Floats

LEVEL = 0.9
"""Probability that an interval is meant to hold, unless it says otherwise."""


class Interval(NamedTuple):
    """Lower and upper bound of a figure."""

    low: float
    high: float


@dataclass(frozen=True)
class Summary:
    """What draws of a figure come to.

    Attributes:
        mean: Their mean.
        median: Their median.
        low: Lower bound of the interval of level ``LEVEL``.
        high: Upper bound of it.
    """

    mean: float
    median: float
    low: float
    high: float

    @classmethod
    def of(cls, draws: Floats) -> Summary:
        """Summarise draws of any shape.

        >>> Summary.of(np.array([3.0, 3.0, 3.0])).interval
        Interval(low=3.0, high=3.0)
        """
        low, median, high = np.quantile(draws, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2])
        return cls(float(draws.mean()), float(median), float(low), float(high))

    @classmethod
    def of_each(cls, draws: Floats) -> tuple[Summary, ...]:
        """Summarise each row of draws, shape (rows, draws).

        >>> [row.median for row in Summary.of_each(np.array([[1.0, 2.0, 3.0], [5.0, 5.0, 5.0]]))]
        [2.0, 5.0]
        """
        levels = [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2]
        lows, medians, highs = np.quantile(draws, levels, axis=1)
        each = zip(draws.mean(axis=1), medians, lows, highs, strict=True)
        return tuple(cls(*map(float, row)) for row in each)

    @property
    def interval(self) -> Interval:
        """Both bounds."""
        return Interval(self.low, self.high)


@dataclass(frozen=True)
class Share:
    """A share estimated from few cases.

    Attributes:
        value: Mean of the posterior.
        low: Lower bound of the interval of level ``LEVEL``.
        high: Upper bound of it.
        happened: Cases in which it happened.
        cases: All cases.
    """

    value: float
    low: float
    high: float
    happened: int
    cases: int

    @property
    def interval(self) -> Interval:
        """Both bounds."""
        return Interval(self.low, self.high)


def share_of(happened: int, cases: int, prior: float = 0.5) -> Share:
    """Estimate a share under a beta prior that weighs as one case, with its interval.

    With the mean of the prior at one half it is Jeffreys' interval (Brown, Cai and DasGupta 2001,
    Statistical Science 16(2)).

    Args:
        happened: Cases in which it happened.
        cases: All cases.
        prior: Mean of the prior, between 0 and 1.

    Raises:
        ValueError: More happened than there are cases, or the prior is no share.

    >>> share = share_of(9, 10)
    >>> round(share.value, 3), round(share.low, 3), round(share.high, 3)
    (0.864, 0.669, 0.982)
    """
    if not 0 <= happened <= cases or not 0 < prior < 1:
        raise ValueError(f"{happened} of {cases} cases with a prior of {prior} is no share")
    from scipy.special import betaincinv  # noqa: PLC0415 - half a second that few answers need

    parameters = happened + prior, cases - happened + 1 - prior
    low, high = (float(betaincinv(*parameters, (1 + side * LEVEL) / 2)) for side in (-1, 1))
    return Share((happened + prior) / (cases + 1), low, high, happened, cases)

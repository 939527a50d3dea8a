"""What draws come to: a middle and the bounds of an interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.9


@dataclass(frozen=True)
class Range:
    """A middle value between two bounds."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class Spread:
    """A figure with draws: mean, median and the bounds of its 90 per cent interval."""

    mean: float
    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> Spread:
        """Summarise draws."""
        low, median, high = np.quantile(values, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2])
        return cls(float(values.mean()), float(median), float(low), float(high))

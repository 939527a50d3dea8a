"""Whether events happened as often as the odds said, tenth by tenth."""

from __future__ import annotations

import numpy as np
import polars as pl

from peaceops.domain.arrays import Flags, Floats

BINS = 10


def calibration(odds: Floats, happened: Flags) -> pl.DataFrame:
    """Compare odds of an event with how often it happened.

    Args:
        odds: Probability of each case, between 0 and 1.
        happened: Whether it happened, a flag a case.

    Returns:
        One row a tenth that holds a case: bin (from 0), low and high (bounds of the odds), cases,
        forecast (mean of the odds), happened (share), error (two standard errors of the share if
        the odds were right) and within (whether the difference is no larger).

    >>> table = calibration(np.array([0.95, 0.95]), np.array([True, True]))
    >>> table["bin"].to_list(), table["happened"].to_list()
    ([9], [1.0])
    """
    bins = np.minimum((odds * BINS).astype(int), BINS - 1)
    rows = []
    for number in np.unique(bins):
        inside = bins == number
        forecast, share = float(odds[inside].mean()), float(happened[inside].mean())
        variance = (odds[inside] * (1 - odds[inside])).sum()
        error = float(2 * np.sqrt(variance) / inside.sum())
        rows.append(
            {
                "bin": int(number),
                "low": number / BINS,
                "high": (number + 1) / BINS,
                "cases": int(inside.sum()),
                "forecast": forecast,
                "happened": share,
                "error": error,
                "within": abs(forecast - share) <= error,
            }
        )
    return pl.DataFrame(rows)

"""Scores of forecasts given as quantiles of a number."""

from __future__ import annotations

from collections.abc import Mapping


def quantile_score(quantiles: Mapping[float, float], outcome: float) -> float:
    """Twice the mean pinball loss over the levels, in the outcome's unit; lower is better.

    Over evenly spaced levels it approximates the continuous ranked probability score (Gneiting and
    Raftery 2007, Journal of the American Statistical Association 102). Of the median alone it is
    the absolute error, which is the CRPS of a single number.

    Args:
        quantiles: Level, between 0 and 1, to value.
        outcome: What came.

    Raises:
        ValueError: There is no quantile.

    >>> quantile_score({0.5: 10.0}, 12.0)
    2.0
    """
    if not quantiles:
        raise ValueError("a score needs at least one quantile")
    losses = [
        max(level * (outcome - value), (level - 1) * (outcome - value))
        for level, value in quantiles.items()
    ]
    return 2 * sum(losses) / len(losses)

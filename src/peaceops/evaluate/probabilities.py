"""Scores of stated probabilities; lower is better."""

from __future__ import annotations

from collections.abc import Mapping
from math import log

FLOOR = 1e-9
"""A probability below this counts as this, so that no single case has an infinite score."""


def log_loss(probability: float) -> float:
    """Negative natural logarithm of the probability of what happened, in nats.

    Args:
        probability: What was stated for the outcome that came.

    >>> log_loss(1.0) == 0, round(log_loss(0.5), 4)
    (True, 0.6931)
    """
    return -log(max(probability, FLOOR)) + 0.0


def brier(odds: Mapping[str, float], happened: str) -> float:
    """Brier's score: squared distances of the odds to what happened, over all outcomes, halved.

    For an event and its complement it is the squared distance of the probability to 0 or 1.

    Args:
        odds: Probability of each outcome.
        happened: The outcome that came.

    >>> round(brier({"yes": 0.9, "no": 0.1}, "yes"), 4)
    0.01
    """
    distances = {name: share - (name == happened) for name, share in odds.items()}
    absent = {} if happened in odds else {happened: 1.0}
    return sum(distance**2 for distance in {**distances, **absent}.values()) / 2

"""Distributions of the logarithm of how many times a level deaths are, brought to cells.

Learned together for all levels, such a distribution says of a war of thousands a month what wars
of hundreds taught, which deaths as such cannot.
"""

from __future__ import annotations

import numpy as np

from peaceops.domain.arrays import Floats
from peaceops.violence.models import support

STEP = 0.05
BOUNDS = np.round(np.arange(-8, 8 + STEP / 2, STEP), 2)
"""Bounds of fine steps of the logarithm of a ratio."""
MIDDLES = (BOUNDS[1:] + BOUNDS[:-1]) / 2
LEAST_TOP = 16_000.0
"""A month this large is possible even where none was seen yet."""


def counted(ratios: Floats, weights: Floats) -> Floats:
    """Weighted counts by fine step; what lies outside falls into the first or last."""
    inside = np.clip(ratios, BOUNDS[0] + 1e-6, BOUNDS[-1] - 1e-6)
    counts, _ = np.histogram(inside, BOUNDS, weights=weights)
    result: Floats = counts.astype(np.float64)
    return result


def smoothed(counts: Floats, spread: float) -> Floats:
    """Counts spread over neighbouring steps, Gaussian with this standard deviation."""
    apart = (MIDDLES[:, None] - MIDDLES[None]) / spread
    result: Floats = np.exp(-0.5 * apart**2) @ counts
    return result


def cells(shares: Floats, quiet: Floats, levels: Floats, scales: Floats, top: float) -> Floats:
    """Shares of cells from shares of fine steps.

    Args:
        shares: Shares of steps given that there are deaths, shape (cases, steps).
        quiet: Probability of no deaths, shape (cases,).
        levels: Logarithm of the level the ratios refer to, shape (cases,).
        scales: What a step's logarithm is multiplied with, shape (cases,).
        top: Largest number of deaths thought possible.

    Returns:
        Shape (cases, ``support.CELLS``), sums of one.
    """
    upper = np.log(support.EDGES[1:] - 0.5)
    reached = _interpolated(shares, (upper - levels[:, None]) / scales[:, None])
    # Less than one death is one death: the hurdle alone says how likely none is.
    reached[:, 0] = 0.0
    beyond = support.EDGES[1:] > max(top, LEAST_TOP)
    reached[:, beyond] = reached[:, ~beyond][:, -1:]
    inside = np.maximum(reached[:, -1:], 1e-12)
    violent = np.diff(reached, axis=1) / inside * (1 - quiet[:, None])
    result = np.column_stack([quiet, violent]) + 1e-12
    total: Floats = result / result.sum(axis=1, keepdims=True)
    return total


def _interpolated(shares: Floats, bounds: Floats) -> Floats:
    """Share of each case's steps that lies below some bounds, linear within a step.

    Args:
        shares: Shape (cases, steps).
        bounds: Logarithms of ratios, shape (cases, bounds).
    """
    below = np.pad(shares.cumsum(axis=1), ((0, 0), (1, 0)))
    place = np.clip((bounds - BOUNDS[0]) / STEP, 0, shares.shape[1])
    step = np.minimum(place.astype(np.int64), shares.shape[1] - 1)
    within = place - step
    lower, higher = (np.take_along_axis(below, at, axis=1) for at in (step, step + 1))
    result: Floats = lower + within * (higher - lower)
    return result

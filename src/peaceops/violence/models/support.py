"""Distributions of deaths in a month, kept as probabilities over cells of whole numbers.

Small numbers have a cell each; above 26 a cell is about 5.5 % wide. Every bound of the challenge's
bins is a bound of a cell, so no cell straddles two bins. Models pool and smooth cells; draws are
taken at the end.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from peaceops.domain.arrays import Floats, Ints
from peaceops.violence.conflictology import severity_places

SINGLE = 26
GROWTH = 1.055
LARGEST = 60_000
"""Above every country-month of state-based violence before 2021 (Ethiopia and Eritrea, 1990s)."""
_BOUNDS = (51, 101, 251, 501, 1001)


def _edges() -> Ints:
    edges = set(range(SINGLE + 1)) | set(_BOUNDS)
    edge = float(SINGLE + 1)
    while edge < LARGEST:
        edges.add(round(edge))
        edge *= GROWTH
    return np.array(sorted(edges), dtype=np.int64)


EDGES = _edges()
"""Cell k holds the whole numbers from ``EDGES[k]`` to ``EDGES[k + 1] - 1``."""
WIDTHS = np.diff(EDGES)
CELLS = len(WIDTHS)


def cells_of(deaths: Floats) -> Ints:
    """Cell of each number of deaths; larger ones than the support's fall into its last cell."""
    places = np.searchsorted(EDGES, deaths, side="right") - 1
    return np.clip(places, 0, CELLS - 1).astype(np.int64)


def counted(deaths: Floats, weights: Floats) -> Floats:
    """Weighted shares of cells along the last axis of ``deaths``, shape (..., CELLS)."""
    flat = cells_of(deaths).reshape(-1, deaths.shape[-1])
    weight = np.broadcast_to(weights, deaths.shape).reshape(flat.shape)
    rows = np.repeat(np.arange(len(flat)), flat.shape[1])
    shares = np.bincount(
        rows * CELLS + flat.ravel(), weights=weight.ravel(), minlength=len(flat) * CELLS
    ).reshape(*deaths.shape[:-1], CELLS)
    result: Floats = shares / shares.sum(axis=-1, keepdims=True)
    return result


@lru_cache(maxsize=8)
def _kernel(spread: float) -> Floats:
    """Spread of every cell but that of zero, Gaussian in the logarithm of deaths."""
    centre = np.log(EDGES[1:-1] + WIDTHS[1:] / 2)
    # A wide cell takes more than a narrow one; the last are capped at ten times a usual one.
    room = np.diff(np.log(EDGES[1:]))
    kernel = np.exp(-0.5 * ((centre[:, None] - centre[None]) / spread) ** 2) * room[None]
    result: Floats = kernel / kernel.sum(axis=1, keepdims=True)
    return result


def smoothed(shares: Floats, spread: float) -> Floats:
    """Spread violence over neighbouring sizes; the probability of no deaths stays as it is.

    Args:
        shares: Shape (..., CELLS).
        spread: Standard deviation of the logarithm of deaths.
    """
    result = shares.copy()
    result[..., 1:] = shares[..., 1:] @ _kernel(spread)
    total: Floats = result / result.sum(axis=-1, keepdims=True)
    return total


def quantiles(shares: Floats, draws: int) -> Floats:
    """Whole numbers at the middle of ``draws`` equal slices of probability, least first.

    Args:
        shares: Shape (..., CELLS), sums of one.
        draws: Number of slices.

    Returns:
        Shape (..., draws).
    """
    levels = (np.arange(draws) + 0.5) / draws
    flat = shares.reshape(-1, CELLS)
    result = np.empty((len(flat), draws))
    for row, case_shares in enumerate(flat):
        upper = case_shares.cumsum(dtype=np.float64)
        upper /= upper[-1]
        cell = np.minimum(np.searchsorted(upper, levels, side="right"), CELLS - 1)
        lower = np.where(cell > 0, upper[cell - 1], 0.0)
        within = np.clip((levels - lower) / np.maximum(upper[cell] - lower, 1e-300), 0, 1 - 1e-9)
        result[row] = EDGES[cell] + np.floor(within * WIDTHS[cell])
    return result.reshape(*shares.shape[:-1], draws)


def linked(values: Floats, rng: np.random.Generator) -> Floats:
    """Order each month's draws so that a draw's months hang together.

    Args:
        values: Shape (..., months, draws), each month's draws least first.
        rng: Source of the order, the same for all units.

    Returns:
        The same values; in a draw a severe month follows a severe one as ``severity_places`` has
        it.
    """
    months, draws = values.shape[-2:]
    places = severity_places(draws, months, draws, rng)
    index = np.broadcast_to(places, values.shape)
    result: Floats = np.take_along_axis(values, index, axis=-1)
    return result

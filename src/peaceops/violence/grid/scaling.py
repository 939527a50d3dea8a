"""Cells of a country brought to the country's own forecast, draw by draw.

A country is forecast from its months and scored; its cells say where, not how much. So a draw of
all cells is given as many deaths as a draw of the country, the worst to the worst, and shares them
among cells as it had them.
"""

from __future__ import annotations

import numpy as np

from peaceops.domain.arrays import Floats, Ints
from peaceops.violence.grid.draws import SparseDraws, assembled

CHUNK = 1000
"""Draws shared out at a time."""


def scaled_to(cells: SparseDraws, country: Floats, rng: np.random.Generator) -> SparseDraws:
    """Share the country's deaths among its cells.

    Args:
        cells: Draws of every cell's total, of one month (see ``SparseDraws.total``).
        country: Draws of the country's total, whole numbers, shape (draws,); each is used equally
            often where the numbers divide.
        rng: Rounds shares to whole deaths, without bias.

    Returns:
        As many draws as cells have; in each, cells add up to a draw of the country.

    Raises:
        ValueError: Cells have several months, or different numbers of draws.
    """
    if cells.months != 1 or len(set(cells.counts.tolist())) != 1:
        raise ValueError("cells need one month and the same number of draws each")
    draws = int(cells.counts[0])
    sums = np.bincount(cells.numbers, cells.values, minlength=draws)
    wanted = np.empty(draws)
    # Draws of equal sums, many of them zero, are ordered at random.
    wanted[np.lexsort((rng.random(draws), sums))] = np.sort(np.resize(country, draws))
    usual = cells.expected()[:, 0]
    usual = usual if usual.any() else np.ones(cells.cells)
    parts: list[tuple[Ints, Ints, Ints]] = []
    for start in range(0, draws, CHUNK):
        chunk = np.arange(start, min(start + CHUNK, draws))
        inside = (cells.numbers >= start) & (cells.numbers < start + CHUNK)
        weights = np.zeros((cells.cells, len(chunk)))
        weights[cells.case_index[inside], cells.numbers[inside] - start] = cells.values[inside]
        weights[:, sums[chunk] == 0] = usual[:, None]
        deaths = _shared(weights, wanted[chunk], rng)
        cell, number = np.nonzero(deaths)
        parts.append((cell, deaths[cell, number], number + start))
    cell, deaths, number = (np.concatenate(column) for column in zip(*parts, strict=True))
    return assembled(cells.counts, 1, cell, deaths, number.astype(np.int32))


def _shared(weights: Floats, totals: Floats, rng: np.random.Generator) -> Ints:
    """Whole deaths by cell and draw: systematic sampling, so each cell's mean is its share."""
    upto = weights.cumsum(axis=0)
    edges = np.floor(upto / upto[-1] * totals + rng.random(len(totals)))
    edges[-1] = totals
    result: Ints = np.diff(edges, axis=0, prepend=0).astype(np.int64)
    return result

"""A forecast's body drawn together, its far tail left where it is.

Where a country has seen violence in the last year, the pool's 90 % interval held 95 % of what came
in the years before 2018. Narrower by ``NARROWER``, forecasts of state-based and of one-sided deaths
scored better there, and those of non-state deaths worse, which stay as they are
(docs/decisions/0014). How likely the worst hundredth is does not change: at low levels it was
exceeded as often as it should have been, and wars begin in it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from peaceops.domain.arrays import Floats, Ints

NARROWER: Mapping[str, float] = {"state_based": 1.15, "one_sided": 1.15}
"""Power by which the chance of lying further from the median is raised, by type."""
INTERVAL, FAR = 0.05, 0.01
"""Chances above which all is narrowed, and below which nothing is."""


def narrowed(shares: Floats, kind: str, levels: Ints) -> Floats:
    """Shares of cells, narrower where there was violence in the last year.

    Args:
        shares: Shape (units, leads, cells).
        kind: Type of violence.
        levels: Level of violence of each unit; at level 0 nothing changes.
    """
    if kind not in NARROWER:
        return shares
    moved = np.flatnonzero(levels > 0)
    below = shares[moved].cumsum(axis=-1)
    below /= below[..., -1:]
    above = np.clip(1 - below, 0, 1)
    result = shares.copy()
    result[moved] = -np.diff(_above(above, below, NARROWER[kind]), axis=-1, prepend=1.0)
    return result


def _above(above: Floats, below: Floats, power: float) -> Floats:
    """What the chance of more than a number becomes."""
    end = 0.5 * (2 * INTERVAL) ** power
    # From the interval's end to the far tail the power bends back, so that the two meet.
    bent = np.log(end / FAR) / np.log(INTERVAL / FAR)
    upper = 0.5 * (2 * above) ** power
    between = FAR * (np.maximum(above, FAR) / FAR) ** bent
    tail = np.where(above > INTERVAL, upper, np.where(above > FAR, between, above))
    result: Floats = np.where(above > 0.5, 1 - 0.5 * (2 * below) ** power, tail)
    return result

"""Deaths of the three types drawn together: their sum, draw by draw, is the forecast of the total.

Each type keeps the distribution that is forecast and scored for it. What is chosen here is only in
which draw a bad month of a type falls: types share a part of what makes a month bad, and a draw's
bad month is followed by a bad one. Every country is drawn from a stream of its own, so that draws
of several countries can be added up as independent.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from peaceops.domain.arrays import Floats
from peaceops.domain.streams import stream
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.violence.conflictology import PERSISTENCE
from peaceops.violence.models import support

DRAWS = 1000
LOADING = 0.3
"""Correlation of each type's severity with what all types share, so 0.09 between two types. Chosen
on windows 2014 to 2017 by the scores of the sum (docs/violence.md)."""


def severity(months: int, draws: int, rng: np.random.Generator) -> Floats:
    """How bad each draw's months are, by type: standard normal, shape (types, months, draws).

    The first months are the same however many are asked for.
    """
    shocks = rng.standard_normal((months, 1 + len(VIOLENCE_TYPES), draws))
    level = shocks.copy()
    for month in range(1, months):
        level[month] = PERSISTENCE * level[month - 1] + np.sqrt(1 - PERSISTENCE**2) * shocks[month]
    shared, apart = level[:, :1], level[:, 1:]
    return np.moveaxis(LOADING * shared + np.sqrt(1 - LOADING**2) * apart, 0, 1)


def coupled_draws(shares: Mapping[str, Floats], unit: str, *, seed: int) -> dict[str, Floats]:
    """Draw a country's deaths by type.

    Args:
        shares: Shares of cells by type, each of shape (months, cells); any types, for a type's
            draws do not hang on which others are asked for.
        unit: ISO 3 code: names the stream.
        seed: Same shares, unit and seed give the same draws.

    Returns:
        Whole numbers by type, each of shape (months, ``DRAWS``); draws of the same number belong
        together, over months and over types.
    """
    months = len(next(iter(shares.values())))
    bad = severity(months, DRAWS, stream(seed, "violence", unit))
    result = {}
    for kind, kind_shares in shares.items():
        rank = bad[VIOLENCE_TYPES.index(kind)].argsort(axis=-1).argsort(axis=-1)
        result[kind] = np.take_along_axis(support.quantiles(kind_shares, DRAWS), rank, axis=-1)
    return result

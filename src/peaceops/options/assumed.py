"""What an option's outcome rests on beside data: assumptions with ranges, drawn once for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from peaceops.case.model import Assumption
from peaceops.case.standard import STANDARD_ASSUMPTIONS

Floats = NDArray[np.float64]

BY_NAME = {one.id: one for one in STANDARD_ASSUMPTIONS}
COST, YEARLY = "cost-per-head", "cost-a-year"


def in_use(own: Sequence[Assumption], now: float | None = None) -> dict[str, Assumption]:
    """The running assumptions, the case's own before the standard ones.

    Args:
        own: Those of the case. A yearly cost of the mission is divided by its strength.
        now: That strength, persons.
    """
    given = {one.id: one for one in own if one.value is not None}
    if YEARLY in given and COST not in given and now:
        given[COST] = _a_head(given[YEARLY], now)
    return {name: given.get(name, one) for name, one in BY_NAME.items()}


def read_by_a_model(one: Assumption) -> bool:
    """Whether the comparison reads an assumption of this name."""
    return one.id in BY_NAME or one.id == YEARLY


def _a_head(yearly: Assumption, now: float) -> Assumption:
    value, low, high = (
        None if one is None else round(one / now) for one in (yearly.value, yearly.low, yearly.high)
    )
    # A mission of a few persons costs more a head than an analyst may assume of missions at large.
    return Assumption.model_construct(
        id=COST,
        text=f"{BY_NAME[COST].text}: the case's {YEARLY} over {now:,.0f} persons",
        value=value,
        low=low,
        high=high,
        unit=BY_NAME[COST].unit,
        reason=yearly.reason,
    )


def drawn(assumptions: Mapping[str, Assumption], draws: int, seed: int) -> dict[str, Floats]:
    """Triangular draws of every assumption; each has its own stream."""
    return {name: _drawn(one, draws, seed) for name, one in assumptions.items()}


def _drawn(one: Assumption, draws: int, seed: int) -> Floats:
    middle = float(one.value or 0.0)
    low = middle if one.low is None else float(one.low)
    high = middle if one.high is None else float(one.high)
    return triangular(one.id, (low, middle, high), draws, seed)


def triangular(name: str, bounds: tuple[float, float, float], draws: int, seed: int) -> Floats:
    """Draws between low and high with the most likely value between; a stream for each name."""
    low, middle, high = bounds
    if high <= low:
        return np.full(draws, middle)
    rng = np.random.default_rng([seed, crc32(name.encode())])
    return np.asarray(rng.triangular(low, middle, high, draws))

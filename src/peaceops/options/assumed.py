"""What an option's outcome rests on beside data: assumptions with ranges, drawn once for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from peaceops.case.model import Assumption

Floats = NDArray[np.float64]


def _assumption(
    name: str, text: str, bounds: tuple[float, float, float], unit: str, reason: str
) -> Assumption:
    low, value, high = bounds
    return Assumption(id=name, text=text, low=low, value=value, high=high, unit=unit, reason=reason)


RUNNING = (
    _assumption(
        "withdrawal-months", "Months until all uniformed personnel are gone under a withdrawal",
        (2, 12, 36), "months",
        "Forced exits on record took two to nine months, planned ones two to three years.",
    ),
    _assumption(
        "replaced", "Share of announced departures that others replace within a year",
        (0, 0.3, 0.8), "share", "Gaps are filled slowly or not; no series tells how often.",
    ),
    _assumption(
        "cost-per-head", "All assessed cost of a mission for each uniformed person, a year",
        (55_000, 85_000, 120_000), "US dollars",
        "Used where no spending is known on the date; large missions lie in this range.",
    ),
    _assumption(
        "cost-follows", "Share of cost that follows strength month by month",
        (0.4, 0.65, 0.9), "share", "Civilians, camps and aircraft leave later than troops.",
    ),
    _assumption(
        "liquidation", "Cost of withdrawing and liquidating, as a share of a year's cost",
        (0.05, 0.15, 0.3), "share", "Budgets of closing missions; none is in the edition.",
    ),
    _assumption(
        "exit-risk", "Risk of a peacekeeper under a withdrawal against before",
        (0.5, 1.0, 2.0), "ratio", "Fewer patrols, but convoys on the road and thinner cover.",
    ),
    _assumption(
        "consent-loss", "Share of the mission's effect that is left when the host wants it gone",
        (0.0, 0.5, 1.0), "share",
        "Outside the evidence: the published samples hold missions that could move.",
    ),
)  # fmt: skip
BY_NAME = {one.id: one for one in RUNNING}


def in_use(own: Sequence[Assumption]) -> dict[str, Assumption]:
    """The running assumptions, the case's own before the standard ones."""
    given = {one.id: one for one in own if one.id in BY_NAME and one.value is not None}
    return {name: given.get(name, one) for name, one in BY_NAME.items()}


def drawn(assumptions: Mapping[str, Assumption], draws: int, seed: int) -> dict[str, Floats]:
    """Triangular draws of every assumption; each has its own stream."""
    return {name: _drawn(one, draws, seed) for name, one in assumptions.items()}


def _drawn(one: Assumption, draws: int, seed: int) -> Floats:
    middle = float(one.value or 0.0)
    low = middle if one.low is None else float(one.low)
    high = middle if one.high is None else float(one.high)
    if high <= low:
        return np.full(draws, middle)
    rng = np.random.default_rng([seed, crc32(one.id.encode())])
    return np.asarray(rng.triangular(low, middle, high, draws))

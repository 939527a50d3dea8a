"""The effect of a mission's strength on deaths, as one multiplicative posterior per type.

A ratio at 10,000 troops more stands for as long as they stay: 22 battle deaths a month become 6 in
the first month and are 6 in the twelfth. It is applied once, to the difference in strength between
an option and the status quo, so that no change leaves the forecast as it is.

The posterior is an opinion pool of equal parts (M. Stone, Annals of Mathematical Statistics 32,
1961): published results, our own estimates (``docs/presence.md`` says how, with diagnostics) and
no effect. Their samples overlap, so they are not multiplied together; a pool stays wide where they
disagree. It is what is known today, whatever the date asked about.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peaceops.domain.arrays import Floats
from peaceops.domain.intervals import LEVEL
from peaceops.domain.streams import stream
from peaceops.domain.violence_types import NON_STATE, STATE_BASED

PER = 10_000.0  # troops that a ratio is stated for
REACH = 15_000.0  # troops; larger changes than the panels hold are taken as this one
MOST = 5.0  # no change multiplies or divides deaths by more: no panel re-estimated holds one
DEATHS = (STATE_BASED, NON_STATE, "one_sided_groups", "one_sided_government")
"""Deaths by type, one-sided violence by who kills: strength is held to move some only."""


@dataclass(frozen=True)
class Study:
    """One part of the pool.

    Attributes:
        name: Who found it, on what.
        log_ratio: Logarithm of the ratio at 10,000 troops more.
        error: Its standard error.
        published: True where it was published; then the error is our reading of it.
    """

    name: str
    log_ratio: float
    error: float
    published: bool = False

    @property
    def ratio(self) -> tuple[float, float, float]:
        """Ratio with its 95 per cent interval."""
        half = 1.96 * self.error
        low, middle, high = (float(np.exp(self.log_ratio + step)) for step in (-half, 0.0, half))
        return middle, low, high


NONE = Study("no effect beyond chance (Kocher's objection)", 0.0, 0.4)
POOLS: dict[str, tuple[Study, ...]] = {
    "state_based": (
        Study("Hultman, Kathman and Shannon 2014: 22 to 6", float(np.log(6 / 22)), 0.55, True),
        Study("own, dyad-months 1992-2011", -0.87, 0.59),
        Study("own, active years, within conflicts", -0.81, 0.40),
        Study("own, host country-years", -0.36, 0.30),
        NONE,
    ),
    "one_sided_groups": (
        Study(
            "Hultman, Kathman and Shannon 2013: 106 to 2 at 8,000",
            float(np.log(2 / 106)) * PER / 8000,
            2.0,
            True,
        ),
        Study("own, host country-years", -0.60, 0.40),
        NONE,
    ),
    "non_state": (Study("own, host country-years", -0.24, 0.40), NONE),
    "one_sided_government": (),
}
CLAIMED = tuple(kind for kind, studies in POOLS.items() if studies)


def effect_draws(kind: str, draws: int, seed: int) -> Floats:
    """Draws of the log ratio at 10,000 troops more; all zero where no effect is claimed.

    Every study gives the same number of draws, in an order dealt by the seed.
    """
    studies = POOLS[kind]
    if not studies:
        return np.zeros(draws)
    rng = stream(seed, "options", "effect of strength", kind)
    which = rng.permutation(np.arange(draws) % len(studies))
    centre = np.array([study.log_ratio for study in studies])[which]
    error = np.array([study.error for study in studies])[which]
    return np.asarray(centre + error * rng.standard_normal(draws))


def ratio(log_ratio: Floats, change: Floats) -> Floats:
    """What deaths are multiplied by when strength differs by ``change`` persons.

    Nothing is carried past the data: changes beyond 15,000 count as that many, and the published
    slope for civilians killed (a fiftieth at 8,000 troops) is not run backwards to fiftyfold.

    Args:
        log_ratio: Log ratio at 10,000 more, shape (draws,).
        change: Persons more than in the status quo, shape (months, draws).
    """
    within = np.clip(change, -REACH, REACH)
    return np.asarray(np.clip(np.exp(log_ratio * within / PER), 1 / MOST, MOST))


def interval(kind: str, level: float = LEVEL, *, draws: int = 20_000) -> tuple[float, float, float]:
    """Ratio at 10,000 troops more: median and the bounds of an interval."""
    values = np.exp(effect_draws(kind, draws, 0))
    low, high = (1 - level) / 2, (1 + level) / 2
    middle, below, above = np.quantile(values, [0.5, low, high])
    return float(middle), float(below), float(above)
